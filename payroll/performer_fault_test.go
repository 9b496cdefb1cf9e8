package payroll

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/worktime"
)

// castFaults returns the path of every fault.
func castFaults(t *testing.T, err error) (paths []string) {
	t.Helper()
	for _, fault := range valid.List(err) {
		var field *FieldError
		require.ErrorAs(t, fault, &field)
		paths = append(paths, field.Path)
	}
	return paths
}

func TestFaultsOfPerformers(t *testing.T) {
	for _, c := range []struct {
		name  string
		with  func(e *PerformerEngagement)
		paths []string
		is    error
	}{
		{"a grid that is none", func(e *PerformerEngagement) { e.Grid = "stage" }, []string{"grid"}, valid.ErrOneOf},
		{"no function", func(e *PerformerEngagement) { e.Function = "" }, []string{"function"}, valid.ErrMissing},
		{"an unknown function", func(e *PerformerEngagement) { e.Function = "Acteur" }, []string{"function"}, ErrUnknownFunction},
		{"cachets for a technician", func(e *PerformerEngagement) { e.Function = "1er assistant costume cinéma" }, []string{"function"}, ErrPaidByTheHour},
		{"a technician of television", func(e *PerformerEngagement) { e.Grid, e.Function = Television, "Habilleuse" }, nil, nil},
		{"no term", func(e *PerformerEngagement) { e.Term = "" }, []string{"engagement"}, valid.ErrOneOf},
		{"no days", func(e *PerformerEngagement) { e.Days = nil }, []string{"days"}, valid.ErrMissing},
		{"too many days", func(e *PerformerEngagement) { e.Days = make([]PerformerDay, 367) }, []string{"days"}, valid.ErrOutOfRange},
		{"a pay of nothing", func(e *PerformerEngagement) { e.Pay, e.RehearsalPay = new(money.Amount), castEuros("-1.00") }, []string{"pay", "rehearsalPay"}, valid.ErrOutOfRange},
		{"a territory that is none", func(e *PerformerEngagement) { e.Territory = 200 }, []string{"territory"}, civil.ErrTerritory},
		{"before the grid", func(e *PerformerEngagement) { e.Days[0].Date = civil.MustParseDate("2019-02-14") }, []string{"days[0].date"}, law.ErrNoValue},
		{"a day twice", func(e *PerformerEngagement) { e.Days = castDays("2022-06-01", "2022-06-01") }, []string{"days[1].date"}, ErrOverlap},
		{"days out of order", func(e *PerformerEngagement) { e.Days = castDays("2022-06-02", "2022-06-01") }, []string{"days[1].date"}, valid.ErrOutOfRange},
		{"a day that begins in the night before", func(e *PerformerEngagement) {
			e.Days = castDays("2022-06-01 20:00-05:00", "2022-06-02 04:00-12:00")
		}, []string{"days[1].call"}, ErrOverlap},
		{"seven days of a week", func(e *PerformerEngagement) {
			e.Days = castDays("2022-06-13", "2022-06-14", "2022-06-15", "2022-06-16", "2022-06-17", "2022-06-18", "2022-06-19")
		}, []string{"days[6].date"}, valid.ErrOutOfRange},
		{"no date", func(e *PerformerEngagement) { e.Days[0].Date = civil.Date{} }, []string{"days[0].date"}, valid.ErrMissing},
		{"weeks of a daily engagement", func(e *PerformerEngagement) { e.Weeks, e.WeekDays = 2, 5 }, []string{"weeks", "weekDays"}, valid.ErrOutOfRange},
		{"a weekly engagement without weeks", func(e *PerformerEngagement) { e.Term = ByTheWeek }, []string{"weekDays", "weeks"}, valid.ErrOutOfRange},
		{"one week of a feature film", func(e *PerformerEngagement) { e.Term, e.Weeks, e.WeekDays = ByTheWeek, 1, 5 }, []string{"weeks"}, valid.ErrOutOfRange},
		{"a day after the weeks", func(e *PerformerEngagement) {
			e.Term, e.Weeks, e.WeekDays, e.Days = ByTheWeek, 2, 5, castDays("2022-06-13", "2022-06-27")
		}, []string{"days[1].date"}, valid.ErrOutOfRange},
		{"five days of a short film", func(e *PerformerEngagement) {
			e.Grid, e.Days = ShortFilm, castDays("2022-06-13", "2022-06-14", "2022-06-15", "2022-06-16", "2022-06-17")
		}, []string{"engagement"}, valid.ErrOutOfRange},
		{"travel in a short film", func(e *PerformerEngagement) {
			e.Grid, e.Days[0].Work, e.Days[0].Travel = ShortFilm, CastTravel, 200
		}, []string{"days[0].work"}, ErrOtherGrid},
		{"a work that is none", func(e *PerformerEngagement) { e.Days[0].Work = "sleep" }, []string{"days[0].work"}, valid.ErrOneOf},
		{"a reading of variety", func(e *PerformerEngagement) {
			e.Grid, e.Function, e.Days = Television, "Artiste de variétés", castDays("2023-06-01")
			e.Days[0].Work = CastReading
		}, []string{"days[0].work"}, ErrOtherGrid},
		{"a session of drama", func(e *PerformerEngagement) {
			e.Grid, e.Function, e.Days = Television, "Artiste dramatique", castDays("2023-06-01")
			e.Days[0].Work = CastSession
		}, []string{"days[0].work"}, ErrOtherGrid},
		{"a retake of a weekly engagement", func(e *PerformerEngagement) {
			e.Term, e.Weeks, e.WeekDays, e.Days[0].Work = ByTheWeek, 2, 5, CastRetake
		}, []string{"days[0].work"}, valid.ErrOutOfRange},
		{"hours of a rehearsal that is paid by the service", func(e *PerformerEngagement) {
			e.Days = castDays("2022-06-01 09:00-13:00/10")
			e.Days[0].Work, e.Days[0].MakeUp, e.Days[0].RestBefore = CastRehearsal, 10, new(600)
		}, []string{"days[0].call", "days[0].wrap", "days[0].meal", "days[0].makeUp", "days[0].restBefore"}, ErrNoHours},
		{"parts of a day of shooting", func(e *PerformerEngagement) { e.Days[0].Parts = 1 }, []string{"days[0].parts"}, valid.ErrOutOfRange},
		{"three services", func(e *PerformerEngagement) { e.Days[0].Work, e.Days[0].Parts = CastRehearsal, 3 }, []string{"days[0].parts"}, valid.ErrOutOfRange},
		{"travel without minutes", func(e *PerformerEngagement) { e.Days[0].Work = CastTravel }, []string{"days[0].travel"}, valid.ErrMissing},
		{"travel on a day of work", func(e *PerformerEngagement) { e.Days[0].Travel = 60 }, []string{"days[0].travel"}, valid.ErrOutOfRange},
		{"a call without a wrap", func(e *PerformerEngagement) { e.Days[0].Call = new(worktime.MustParseClock("08:00")) }, []string{"days[0].wrap"}, valid.ErrMissing},
		{"a wrap without a call", func(e *PerformerEngagement) { e.Days[0].Wrap = new(worktime.MustParseClock("08:00")) }, []string{"days[0].call"}, valid.ErrMissing},
		{"a meal without a call", func(e *PerformerEngagement) { e.Days[0].Meal = 60 }, []string{"days[0].call"}, valid.ErrMissing},
		{"a meal longer than the day", func(e *PerformerEngagement) { e.Days = castDays("2022-06-01 08:00-09:00/61") }, []string{"days[0].meal"}, valid.ErrOutOfRange},
		{"a meal after the wrap", func(e *PerformerEngagement) {
			e.Days = castDays("2022-06-01 08:00-14:00/60")
			e.Days[0].MealAt = new(worktime.MustParseClock("13:30"))
		}, []string{"days[0].mealAt"}, valid.ErrOutOfRange},
		{"make-up longer than the day", func(e *PerformerEngagement) {
			e.Days = castDays("2022-06-01 08:00-10:00/60")
			e.Days[0].MakeUp = 61
		}, []string{"days[0].makeUp"}, valid.ErrOutOfRange},
		{"absurd minutes", func(e *PerformerEngagement) {
			e.Days = castDays("2022-06-01 08:00-10:00")
			e.Days[0].Meal, e.Days[0].MakeUp, e.Days[0].RestBefore = -1, 1<<30, new(-5)
		}, []string{"days[0].restBefore", "days[0].meal", "days[0].makeUp"}, valid.ErrOutOfRange},
		{"fields of television", func(e *PerformerEngagement) {
			d := &e.Days[0]
			d.Transport, d.Live, d.PayingPublic, d.Isolated, d.Overrun = 10, true, true, true, true
		}, []string{"days[0].transport", "days[0].live", "days[0].payingPublic", "days[0].isolated", "days[0].overrun"}, ErrOtherGrid},
		{"fields of film", func(e *PerformerEngagement) {
			e.Grid, e.Function, e.Days = Television, "Artiste dramatique", castDays("2023-06-01")
			e.Paris, e.Studio, e.SeveralVersions, e.OutsideArea, e.Territory = true, true, true, true, civil.Reunion
			e.RehearsalPay, e.Pay = castEuros("500.00"), castEuros("500.00")
			e.Days[0].MakeUp, e.Days[0].Unrecovered = 10, true
		}, []string{"paris", "studio", "territory", "severalVersions", "outsideArea", "rehearsalPay", "days[0].makeUp", "days[0].unrecovered"}, ErrOtherGrid},
		{"an extra outside the area without a pay", func(e *PerformerEngagement) {
			e.Grid, e.Function, e.OutsideArea = FilmExtra, "Figurant", true
		}, []string{"pay"}, valid.ErrMissing},
		{"supplements of an actor", func(e *PerformerEngagement) {
			e.Days[0].Supplements = []CastSupplement{{Code: "nude"}}
		}, []string{"days[0].supplements"}, ErrOtherGrid},
		{"supplements of an extra", func(e *PerformerEngagement) {
			e.Grid, e.Function = FilmExtra, "Silhouette muette"
			e.Days[0].Supplements = []CastSupplement{
				{Code: "costume-special"}, {Code: "casting-call"}, {Code: "costume-town"}, {Code: "nude", Count: 101}, {Code: "nude"},
			}
		}, []string{
			"days[0].supplements[0].code", "days[0].supplements[1].code", "days[0].supplements[2].code",
			"days[0].supplements[3].count", "days[0].supplements[4].code",
		}, nil},
		{"a call for nothing", func(e *PerformerEngagement) {
			e.Grid, e.Function, e.Days[0].Work = FilmExtra, "Figurant", CastCall
		}, []string{"days[0].supplements"}, valid.ErrMissing},
		{"too many supplements", func(e *PerformerEngagement) {
			e.Grid, e.Function, e.Days[0].Supplements = FilmExtra, "Figurant", make([]CastSupplement, 21)
		}, []string{"days[0].supplements"}, valid.ErrOutOfRange},
		{"six days a week in television", func(e *PerformerEngagement) {
			e.Grid, e.Function, e.Term, e.Weeks, e.WeekDays, e.Days = Television, "Artiste dramatique", ByTheWeek, 2, 6, castDays("2023-06-01")
		}, []string{"weekDays"}, valid.ErrOutOfRange},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := castActor("2022-06-01", "")
			c.with(&e)
			_, err := ComputePerformer(e, PerformerParameters{})
			require.Error(t, err)
			if c.paths != nil {
				assert.Equal(t, c.paths, castFaults(t, err))
			}
			if c.is != nil {
				for _, fault := range valid.List(err) {
					assert.ErrorIs(t, fault, c.is)
				}
			}
			assert.Equal(t, err.Error(), e.Validate(PerformerParameters{}).Error())
			_, err = ComputePerformers([]PerformerEngagement{castActor("2022-06-01", ""), e}, PerformerParameters{})
			require.Error(t, err)
			for _, path := range castFaults(t, err) {
				assert.True(t, strings.HasPrefix(path, "[1]."), path)
			}
		})
	}
}

func TestDecodePerformers(t *testing.T) {
	const one = `{"id": "a", "grid": "feature", "function": "Artiste-interprète", "engagement": "daily", "days": [{"date": "2022-06-01"}]}`
	list, err := DecodePerformers(strings.NewReader("["+one+"]"), PerformerParameters{})
	require.NoError(t, err)
	require.Len(t, list, 1)
	for name, c := range map[string]struct{ document, path string }{
		"hours of a cachet":  {strings.Replace(one, `"engagement"`, `"hours": "8", "engagement"`, 1), "[0].hours"},
		"an unknown word":    {strings.Replace(one, `"feature"`, `"features"`, 1), "[0].grid"},
		"no days":            {strings.Replace(one, `, "days": [{"date": "2022-06-01"}]`, ``, 1), "[0].days"},
		"a day without date": {strings.Replace(one, `"date": "2022-06-01"`, `"parts": 1`, 1), "[0].days[0].date"},
		"a time that is not": {strings.Replace(one, `"date"`, `"call": "25:00", "date"`, 1), "[0].days[0].call"},
	} {
		_, err := DecodePerformers(strings.NewReader("["+c.document+"]"), PerformerParameters{})
		require.Error(t, err, name)
		assert.Contains(t, castFaults(t, err), c.path, name)
	}
	many := "[" + strings.Repeat(one+",", MaxPerformers) + one + "]"
	_, err = DecodePerformers(strings.NewReader(many), PerformerParameters{})
	require.Error(t, err, "one more than the limit")
}
