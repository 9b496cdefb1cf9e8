package schedule

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/worktime"
)

const kitchenDone = `[
 {"date":"2026-06-01","call":"07:00","firstShot":"08:20","wrap":"12:45","notes":"Pluie.","scenes":[
   {"scene":"s2","eighths":4,"complete":true,"setups":5,"takes":14,"minutes":110,"seconds":95},
   {"scene":"s5","eighths":1,"setups":2,"minutes":20,"seconds":12}],
  "people":[{"person":"Ana Roy","call":"06:55","wrap":"12:50","pause":60},{"person":"Stagiaire","call":"07:00","wrap":"13:00"}]},
 {"date":"2026-06-03","scenes":[{"scene":"s1","eighths":11,"complete":true,"setups":9,"minutes":200,"seconds":130}]},
 {"date":"2026-06-03","unit":"B","scenes":[{"scene":"s3","eighths":2,"setups":1}]},
 {"date":"2026-06-04","scenes":[{"scene":"s3","eighths":6,"complete":true}]}
]`

// Worked out by hand from the list above and the plan of kitchen: 9 eighths on the first day, 11 on the third.
func TestReportTheDay(t *testing.T) {
	done, err := DecodeDaysDone(strings.NewReader(kitchenDone))
	require.NoError(t, err)
	sheet, err := CallTheDay(kitchen(), kitchenCalls(), worktime.Limits{})
	require.NoError(t, err)
	first, err := ReportTheDay(kitchen(), done, civil.MustParseDate("2026-06-01"), "", sheet)
	require.NoError(t, err)
	var scenes []string
	for _, s := range first.Scenes {
		scenes = append(scenes, s.Number+" "+string(s.Status)+" "+s.Planned.String()+" "+s.Done.Eighths.String())
	}
	assert.Equal(t, []string{"2 complete 4/8 4/8", "1 not-shot 5/8 0", "5 unplanned 0 1/8"}, scenes)
	assert.Equal(t, ReportLine{StripTotals{Scenes: 1, Eighths: 9, Minutes: 250}, StripTotals{Scenes: 1, Eighths: 5, Minutes: 130}, 7, 107}, first.Day)
	assert.Equal(t, first.Day, first.ToDate)
	assert.Equal(t, Eighths(-4), first.Ahead)
	assert.Equal(t, clockAt("08:20"), first.Hours.FirstShot)
	var people []string
	for _, p := range first.People {
		people = append(people, p.Person+" "+paperClock(p.Called)+" "+paperHours(p.Worked))
	}
	assert.Equal(t, []string{"Ana Roy 06:50 4h55", "Stagiaire --:-- 6h00", "Paul Durand 10:10 ", "Zoé 07:00 "}, people)
	assert.True(t, first.People[3].Missing)

	third, err := ReportTheDay(kitchen(), done, civil.MustParseDate("2026-06-03"), "", CallSheet{})
	require.NoError(t, err)
	assert.Equal(t, SceneComplete, third.Scenes[0].Status)
	assert.Equal(t, SceneNotShot, third.Scenes[1].Status, "unit B shot of it, this unit did not")
	assert.Equal(t, Eighths(5+11+2), third.ToDate.Done.Eighths)
	assert.Equal(t, Eighths(20), third.ToDate.Planned.Eighths)
	assert.Equal(t, Eighths(-2), third.Ahead)
	assert.Equal(t, third.Total.Planned, third.ToDate.Planned)

	text, err := first.Text(PaperFrench)
	require.NoError(t, err)
	assert.Contains(t, text, "Avance (+) ou retard (-)  -4/8\n")
	assert.Contains(t, text, "Zoé          07:00     --:--    --:--  ABSENT\n")
	_, err = first.Text("")
	require.ErrorIs(t, err, valid.ErrOneOf)
}

func TestReportTheDayRefuses(t *testing.T) {
	date := civil.MustParseDate("2026-06-01")
	for _, c := range []struct {
		name string
		done DayDone
		want string
		is   error
	}{
		{"no date", DayDone{}, "done[0].date: is missing", valid.ErrMissing},
		{"an hour that is none", DayDone{Date: date, Wrap: new(worktime.Clock(-1))}, "done[0].wrap", worktime.ErrClock},
		{"an unknown scene", DayDone{Date: date, Scenes: []SceneDone{{Scene: "z"}}}, "done[0].scenes[0].scene", valid.ErrReference},
		{"a scene twice", DayDone{Date: date, Scenes: []SceneDone{{Scene: "s1"}, {Scene: "s1"}}}, "done[0].scenes[1].scene", valid.ErrDuplicate},
		{"less than nothing", DayDone{Date: date, Scenes: []SceneDone{{Scene: "s1", Setups: -1}}}, "done[0].scenes[0].setups", valid.ErrOutOfRange},
		{"nobody", DayDone{Date: date, People: []PersonDone{{}}}, "done[0].people[0].person", valid.ErrMissing},
		{"backwards", DayDone{Date: date, People: []PersonDone{{Person: "x", Call: 600, Wrap: 500}}}, "done[0].people[0].wrap", valid.ErrOutOfRange},
		{"a pause longer than the day", DayDone{Date: date, People: []PersonDone{{Person: "x", Call: 600, Wrap: 660, Pause: 61}}}, "done[0].people[0].pause", valid.ErrOutOfRange},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := ReportTheDay(kitchen(), []DayDone{c.done}, date, "", CallSheet{})
			require.ErrorContains(t, err, c.want)
			require.ErrorIs(t, err, c.is)
		})
	}
	_, err := ReportTheDay(kitchen(), []DayDone{{Date: date}, {Date: date}}, civil.MustParseDate("2026-06-09"), "", CallSheet{})
	require.ErrorContains(t, err, "done[1].date: is given twice")
	require.ErrorContains(t, err, "date: names nothing in the document: the unit shoots nothing on this day")
	_, err = DecodeDaysDone(strings.NewReader(`[{"date":"2026-06-01","scene":[]}]`))
	require.ErrorContains(t, err, "[0].scene: unknown field")
}

// Over all days, what the reports say of each day adds up to what they say to date.
func TestReportsAddUp(t *testing.T) {
	done, err := DecodeDaysDone(strings.NewReader(kitchenDone))
	require.NoError(t, err)
	var sum ReportLine
	for _, d := range []struct{ date, unit string }{{"2026-06-01", ""}, {"2026-06-03", ""}, {"2026-06-03", "B"}} {
		r, err := ReportTheDay(kitchen(), done, civil.MustParseDate(d.date), d.unit, CallSheet{})
		require.NoError(t, err)
		sum.add(r.Day)
		if d.date == "2026-06-03" && d.unit == "B" {
			assert.Equal(t, sum, r.ToDate)
		}
	}
}

func FuzzDecodeDaysDone(f *testing.F) {
	f.Add(kitchenDone)
	f.Add(`[{"date":"2026-06-01","people":[{"person":"x","call":"23:00","wrap":"26:00","pause":10}]}]`)
	f.Fuzz(func(t *testing.T, document string) {
		done, err := DecodeDaysDone(strings.NewReader(document))
		if err != nil {
			return
		}
		r, err := ReportTheDay(kitchen(), done, civil.MustParseDate("2026-06-01"), "", CallSheet{})
		if err != nil {
			return
		}
		if r.Ahead != r.Before.Done.Eighths+r.Day.Done.Eighths-r.Before.Planned.Eighths-r.Day.Planned.Eighths {
			t.Fatalf("%+v", r)
		}
		for _, p := range r.People {
			if p.Worked < 0 {
				t.Fatalf("%+v", p)
			}
		}
	})
}
