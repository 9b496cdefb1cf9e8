package schedule

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/worktime"
)

func clockAt(s string) *worktime.Clock {
	c := worktime.MustParseClock(s)
	return &c
}

func shift(date, call, wrap string) worktime.Shift {
	return worktime.Shift{Date: civil.MustParseDate(date), Call: worktime.MustParseClock(call), Wrap: worktime.MustParseClock(wrap), Setting: worktime.Shoot}
}

// kitchenCalls calls both roles and the gaffer for the first day of kitchen, which begins at eight: scene 2
// to 9:30, the meal to 10:30, scene 1 to 12:10.
func kitchenCalls() CallRequest {
	return CallRequest{
		Date: civil.MustParseDate("2026-06-01"), Start: worktime.MustParseClock("08:00"),
		People: []CalledPerson{
			{Person: "Ana Roy", Category: Cast, Name: "ANNE", Wardrobe: 15, Makeup: 45, Prepare: 10, After: 20, Transport: 30},
			{Person: "Paul Durand", Category: Cast, Name: "PAUL", Makeup: 20},
			{Person: "Zoé", Department: "Lumière", Prepare: 60, After: 30},
			{Person: "Nobody", Category: Cast, Name: "X"},
		},
	}
}

// Worked out by hand from the hours above.
func TestCallTheDay(t *testing.T) {
	sheet, err := CallTheDay(kitchen(), kitchenCalls(), worktime.Limits{})
	require.NoError(t, err)
	assert.Equal(t, []any{1, 2, clockAt("12:10")}, []any{sheet.Number, sheet.Of, sheet.End})
	assert.Equal(t, []*worktime.Clock{clockAt("10:30"), clockAt("12:10")}, []*worktime.Clock{sheet.Strips[2].Begin, sheet.Strips[2].End})
	require.Len(t, sheet.Calls, 3, "who is in no scene is not called")
	assert.Equal(t, PersonCall{
		Person: "Ana Roy", Category: Cast, Name: "ANNE", BoardID: "2", Scenes: []string{"2", "1"}, PickUp: *clockAt("06:20"), Call: *clockAt("06:50"), Makeup: *clockAt("07:05"),
		Ready: *clockAt("08:00"), Needed: *clockAt("08:00"), Break: 60, End: clockAt("12:30"),
	}, sheet.Calls[0])
	paul := sheet.Calls[1]
	assert.Equal(t, []any{*clockAt("10:10"), *clockAt("10:30"), 0}, []any{paul.Call, paul.Ready, paul.Break}, "the meal is before his first scene")
	zoe := sheet.Calls[2]
	assert.Equal(t, []any{*clockAt("07:00"), clockAt("12:40"), []string{"2", "1"}}, []any{zoe.Call, zoe.End, zoe.Scenes})
	assert.Empty(t, sheet.Uncalled)
	assert.Equal(t, []Need{{Scene: "s1", Number: "1", Category: Props, Name: "Lettre", Quantity: 2, From: []string{FromScript}}}, sheet.Needs)
	assert.Len(t, sheet.Next, 2)

	text, err := sheet.Text(PaperFrench)
	require.NoError(t, err)
	assert.Contains(t, text, "FEUILLE DE SERVICE  La lettre\nJOUR 1/2  lun. 2026-06-01\n")
	assert.Contains(t, text, "10:30  1*  INT CUISINE - NUIT  5/8  2, 10  Villa\nFin prévue  12:10\n")
	assert.Contains(t, text, "2   Ana Roy       ANNE     06:20   06:50    07:05  08:00  12:30\n")
	_, err = sheet.Text("")
	require.ErrorIs(t, err, valid.ErrOneOf)
}

// 3097 title II, art. 26: 11 hours of rest; art. 24: 12 hours of work at most on a shoot; art. 27: 13 of span.
func TestCallsKeepTheRest(t *testing.T) {
	r := kitchenCalls()
	r.People = r.People[2:3]
	r.People[0].Record = &worktime.Record{ID: "z", Agreement: worktime.Cinema, Shifts: []worktime.Shift{shift("2026-05-31", "12:00", "21:00")}}
	sheet, err := CallTheDay(kitchen(), r, worktime.Limits{})
	require.NoError(t, err)
	c := sheet.Calls[0]
	require.NotNil(t, c.Earliest)
	assert.Equal(t, []any{*clockAt("08:00"), *clockAt("09:00"), 60}, []any{c.Call, c.Ready, c.Late}, "21:00 and 11 hours, with an hour to prepare: an hour late for 8:00")
	assert.Equal(t, []any{clockAt("21:00"), worktime.DailyHours, 0}, []any{c.EndBy, c.EndRule, c.Over}, "12 hours of work and the meal, and the span of 13 hours, end alike; work goes first")
	text, err := sheet.Text(PaperEnglish)
	require.NoError(t, err)
	assert.Contains(t, text, "ready 1h00 late (rest)")

	r.People[0].After = 10 * 60
	sheet, err = CallTheDay(kitchen(), r, worktime.Limits{})
	require.NoError(t, err)
	assert.Equal(t, 70, sheet.Calls[0].Over, "12:10 and ten hours are 22:10")
}

// L3163-2 and R3163-4 of the labour code: a child does not work before six in the morning.
func TestCallsOfAMinor(t *testing.T) {
	r := kitchenCalls()
	r.Start = worktime.MustParseClock("06:00")
	r.People = r.People[:1]
	r.People[0].Record = &worktime.Record{ID: "a", Agreement: worktime.CinemaArtists, BirthDate: civil.MustParseDate("2014-03-01"), Permit: &worktime.Permit{DailyMinutes: 240}}
	sheet, err := CallTheDay(kitchen(), r, worktime.Limits{})
	require.NoError(t, err)
	c := sheet.Calls[0]
	assert.Nil(t, c.Earliest, "no shift before")
	assert.Equal(t, []any{*clockAt("06:00"), 70}, []any{c.Call, c.Late})
	assert.Equal(t, []any{clockAt("11:00"), worktime.DailyHours}, []any{c.EndBy, c.EndRule}, "four hours that the permit allows, and the meal")
}

func TestCallsWithoutATime(t *testing.T) {
	r := CallRequest{Date: civil.MustParseDate("2026-06-03"), Start: worktime.MustParseClock("09:00"), People: []CalledPerson{{Person: "P", Category: Cast, Name: "PAUL", Makeup: 30}}}
	sheet, err := CallTheDay(kitchen(), r, worktime.Limits{})
	require.NoError(t, err)
	assert.Nil(t, sheet.End)
	assert.Equal(t, CodeCallTimes, sheet.Notices[0].Code)
	assert.Equal(t, []any{*clockAt("08:30"), (*worktime.Clock)(nil)}, []any{sheet.Calls[0].Call, sheet.Calls[0].End})
	assert.Equal(t, []string{"ANNE"}, sheet.Uncalled)
}

func TestCallTheDayRefuses(t *testing.T) {
	with := func(change func(r *CallRequest)) CallRequest {
		r := kitchenCalls()
		change(&r)
		return r
	}
	for _, c := range []struct {
		name    string
		request CallRequest
		want    string
		is      error
	}{
		{"another day", with(func(r *CallRequest) { r.Date = civil.MustParseDate("2026-06-02") }), "request.date: names nothing", valid.ErrReference},
		{"another unit", with(func(r *CallRequest) { r.Unit = "C" }), "request.date: names nothing", valid.ErrReference},
		{"no day", with(func(r *CallRequest) { r.Date = civil.Date{} }), "request.date: is missing", valid.ErrMissing},
		{"an hour that is none", with(func(r *CallRequest) { r.Start = 3_000 }), "request.start", worktime.ErrClock},
		{"nobody", with(func(r *CallRequest) { r.People[1].Person = "" }), "request.people[1].person: is missing", valid.ErrMissing},
		{"somebody twice", with(func(r *CallRequest) { r.People[1] = r.People[0] }), "request.people[1].person: is given twice", valid.ErrDuplicate},
		{"half an element", with(func(r *CallRequest) { r.People[1].Name = "" }), "request.people[1].name: is missing", valid.ErrMissing},
		{"less than no make-up", with(func(r *CallRequest) { r.People[1].Makeup = -1 }), "request.people[1].makeup", valid.ErrOutOfRange},
		{"before midnight", with(func(r *CallRequest) { r.Start = 30 }), "request.people[0].person: not an hour", worktime.ErrClock},
		{"a shift of the day itself", with(func(r *CallRequest) {
			r.People[0].Record = &worktime.Record{ID: "x", Agreement: worktime.Cinema, Shifts: []worktime.Shift{shift("2026-06-01", "08:00", "09:00")}}
		}), "request.people[0].record: is out of range", valid.ErrOutOfRange},
		{"a record at fault", with(func(r *CallRequest) { r.People[0].Record = &worktime.Record{ID: "x", Agreement: "none"} }), "request.people[0].record.agreement", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := CallTheDay(kitchen(), c.request, worktime.Limits{})
			require.ErrorContains(t, err, c.want)
			if c.is != nil {
				require.ErrorIs(t, err, c.is)
			}
			var fault *FieldError
			require.ErrorAs(t, err, &fault)
		})
	}
}

// What holds of every call: after the rest, ready in time or late by what is said, and not a minute earlier
// than the day before it takes.
func TestCallsHold(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	count := 200
	if testing.Short() {
		count = 40
	}
	for range count {
		r := kitchenCalls()
		r.Start = worktime.Clock(6*60 + random.IntN(8*60))
		for i := range 3 {
			p := &r.People[i]
			p.Wardrobe, p.Makeup, p.Prepare, p.Transport = random.IntN(30), random.IntN(60), random.IntN(30), random.IntN(60)
			wrap := 15*60 + random.IntN(12*60)
			p.Record = &worktime.Record{ID: fmt.Sprint(i), Agreement: []worktime.Agreement{worktime.Cinema, worktime.CinemaArtists, worktime.Audiovisual}[random.IntN(3)], Shifts: []worktime.Shift{{
				Date: civil.MustParseDate("2026-05-31"), Setting: worktime.Shoot, Call: 14 * 60, Wrap: worktime.Clock(wrap),
			}}}
		}
		sheet, err := CallTheDay(kitchen(), r, worktime.Limits{})
		require.NoError(t, err)
		for i, c := range sheet.Calls {
			p := r.People[i]
			earliest, err := worktime.Limits{}.EarliestCall(*p.Record)
			require.NoError(t, err)
			rested := int(earliest.Call) + minutesADay*earliest.Date.DaysSince(r.Date)
			ahead := p.Wardrobe + p.Makeup + p.Prepare
			require.Equal(t, max(rested, int(c.Needed)-ahead), int(c.Call))
			require.Equal(t, max(0, rested+ahead-int(c.Needed)), c.Late)
			require.Equal(t, int(c.Call)+ahead, int(c.Ready))
			require.Equal(t, int(c.Call)-p.Transport, int(c.PickUp))
		}
	}
}

func BenchmarkCallTheDay(b *testing.B) {
	board := bigBoard(60)
	r := CallRequest{Date: board.Days[30].Date, Start: 8 * 60}
	for i := range 60 {
		r.People = append(r.People, CalledPerson{Person: fmt.Sprint("p", i), Category: Cast, Name: fmt.Sprint("R", i), Makeup: 30, Record: &worktime.Record{
			ID: "p", Agreement: worktime.CinemaArtists, Shifts: []worktime.Shift{{Date: board.Days[29].Date, Setting: worktime.Shoot, Call: 8 * 60, Wrap: 19 * 60}},
		}})
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := CallTheDay(board, r, worktime.Limits{}); err != nil {
			b.Fatal(err)
		}
	}
}
