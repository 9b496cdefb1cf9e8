package worktime

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
)

// sound is a record with one of everything.
const sound = `[{"id": "gaffer", "agreement": "3097", "territory": "reunion", "fiction": true, "birthDate": "2012-04-01",
	"activity": "performer", "permit": {"dailyMinutes": 240}, "schoolHolidays": [{"from": "2026-04-04", "to": "2026-04-20"}],
	"shifts": [{"date": "2026-06-02", "call": "08:00", "wrap": "19:30", "breaks": [{"at": "12:30", "minutes": 60}, {"at": "17:00", "minutes": 15}],
		"transport": 90, "setting": "studio", "place": "paris", "exceptional": true, "continuousDay": true, "unlodged": true,
		"rest": {"minutes": 2900, "weekly": true}}],
	"travels": [{"date": "2026-06-03", "from": "09:00", "to": "26:15"}],
	"leaves": [{"kind": "weekly-60", "period": {"from": "2026-06-01", "to": "2026-06-07"}}]}]`

func TestDecode(t *testing.T) {
	records, err := Decode(strings.NewReader(sound))
	require.NoError(t, err)
	assert.Equal(t, []Record{{
		ID: "gaffer", Agreement: Cinema, Territory: civil.Reunion, Fiction: true, BirthDate: civil.MustParseDate("2012-04-01"),
		Activity: Performer, Permit: &Permit{240}, SchoolHolidays: []civil.Period{period("2026-04-04", "2026-04-20")},
		Shifts: []Shift{{
			Date: civil.MustParseDate("2026-06-02"), Call: 480, Wrap: 1170, Breaks: []Break{{750, 60}, {1020, 15}},
			Transport: 90, Setting: Studio, Place: Paris, Exceptional: true, ContinuousDay: true, Unlodged: true, Rest: &Rest{2900, true},
		}},
		Travels: []Travel{{civil.MustParseDate("2026-06-03"), 540, 1575}},
		Leaves:  []Leave{{WeeklySixty, period("2026-06-01", "2026-06-07")}},
	}}, records)
}

func TestAFaultIsToldWithItsPath(t *testing.T) {
	for _, c := range []struct {
		name, old, replacement, path string
		cause                        error
	}{
		{"an agreement", `"3097"`, `"3098"`, "[0].agreement", valid.ErrOneOf},
		{"a territory", `"reunion"`, `"corse"`, "[0].territory", civil.ErrTerritory},
		{"an activity", `"performer"`, `"acrobat"`, "[0].activity", valid.ErrOneOf},
		{"a permit", `240`, `1441`, "[0].permit.dailyMinutes", valid.ErrOutOfRange},
		{"holidays the wrong way round", `"2026-04-20"`, `"2026-04-01"`, "[0].schoolHolidays[0]", civil.ErrPeriod},
		{"work before birth", `"2012-04-01"`, `"2026-06-02"`, "[0].shifts[0].date", valid.ErrOutOfRange},
		{"a call past midnight", `"call": "08:00"`, `"call": "24:00"`, "[0].shifts[0].call", valid.ErrOutOfRange},
		{"a clock", `"08:00"`, `"8:00"`, "[0].shifts[0].call", ErrClock},
		{"a wrap before the call", `"19:30"`, `"08:00"`, "[0].shifts[0].wrap", valid.ErrOutOfRange},
		{"a wrap a day later", `"19:30"`, `"32:01"`, "[0].shifts[0].wrap", valid.ErrOutOfRange},
		{"a break before the call", `"12:30"`, `"07:59"`, "[0].shifts[0].breaks[0].at", valid.ErrOutOfRange},
		{"a break past the wrap", `"minutes": 15`, `"minutes": 151`, "[0].shifts[0].breaks[1].minutes", valid.ErrOutOfRange},
		{"a break of nothing", `"minutes": 15`, `"minutes": 0`, "[0].shifts[0].breaks[1].minutes", valid.ErrOutOfRange},
		{"breaks that overlap", `"17:00"`, `"13:29"`, "[0].shifts[0].breaks[1].at", valid.ErrOutOfRange},
		{"more transport than there is room for", `"transport": 90`, `"transport": 616`, "[0].shifts[0].transport", valid.ErrOutOfRange},
		{"negative transport", `"transport": 90`, `"transport": -1`, "[0].shifts[0].transport", valid.ErrOutOfRange},
		{"a setting", `"studio"`, `"stage"`, "[0].shifts[0].setting", valid.ErrOneOf},
		{"a place", `"paris"`, `"lyon"`, "[0].shifts[0].place", valid.ErrOneOf},
		{"a negative rest", `2900`, `-1`, "[0].shifts[0].rest.minutes", valid.ErrNegative},
		{"a travel from the next day", `"09:00"`, `"24:00"`, "[0].travels[0].from", valid.ErrOutOfRange},
		{"a travel that ends first", `"26:15"`, `"09:00"`, "[0].travels[0].to", valid.ErrOutOfRange},
		{"a travel during a shift", `"2026-06-03", "from": "09:00"`, `"2026-06-02", "from": "19:29"`, "[0].travels[0]", valid.ErrOutOfRange},
		{"a derogation", `"weekly-60"`, `"weekly-70"`, "[0].leaves[0].kind", valid.ErrOneOf},
		{"a derogation for no days", `"2026-06-07"`, `"2026-05-07"`, "[0].leaves[0].period", civil.ErrPeriod},
		{"a field that is not there", `"setting": "studio", `, ``, "[0].shifts[0].setting", valid.ErrMissing},
		{"a field nobody knows", `"fiction"`, `"genre"`, "[0].genre", valid.ErrUnknownField},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.Equal(t, 1, strings.Count(sound, c.old))
			_, err := Decode(strings.NewReader(strings.Replace(sound, c.old, c.replacement, 1)))
			var fault *FieldError
			require.ErrorAs(t, err, &fault)
			assert.Equal(t, c.path, fault.Path)
			assert.ErrorIs(t, err, c.cause)
			assert.Len(t, valid.List(err), 1, "one fault, told once: %v", err)
		})
	}
	_, err := Decode(strings.NewReader("[{}"))
	assert.ErrorIs(t, err, strictjson.ErrDocument)
}

func TestShiftsAreInOrder(t *testing.T) {
	a, b := day("2026-06-02", "14:00", "26:00"), day("2026-06-03", "09:00", "18:00")
	fault := func(shifts ...Shift) string {
		err := Record{ID: "x", Agreement: LabourCode, Shifts: shifts}.Validate()
		if err == nil {
			return ""
		}
		return err.Error()
	}
	assert.Empty(t, fault(a, b))
	assert.Contains(t, fault(b, a), "shifts[1].date: is out of range: shifts are in order of date")
	assert.Contains(t, fault(b, b), "shifts[1].date: is given twice")
	early := b
	early.Call = 119
	assert.Contains(t, fault(a, early), "shifts[1].call: is out of range: not before the wrap")
	early.Call, early.Rest = 120, &Rest{Minutes: 1}
	assert.Contains(t, fault(a, early), "shifts[1].rest.minutes: is out of range: at most 0")
	assert.Contains(t, fault(Shift{Setting: Shoot, Wrap: 60}), "shifts[0].date: is missing")
	travel := Travel{civil.MustParseDate("2026-06-02"), 60, 120}
	err := Record{ID: "x", Agreement: LabourCode, Travels: []Travel{travel, travel, {From: 1, To: 2}}}.Validate()
	assert.ErrorContains(t, err, "travels[1].date: is out of range: travels are in order")
	assert.ErrorContains(t, err, "travels[2].date: is missing")
}

// Sizes and figures that no record has are refused before anything is computed from them.
func TestAHostileRecordIsRefused(t *testing.T) {
	for name, r := range map[string]Record{
		"shifts":    {Shifts: make([]Shift, MaxShifts+1)},
		"travels":   {Travels: make([]Travel, MaxShifts+1)},
		"leaves":    {Leaves: make([]Leave, maxLeaves+1)},
		"holidays":  {SchoolHolidays: make([]civil.Period, maxHolidays+1)},
		"breaks":    {Shifts: []Shift{{Date: civil.MustParseDate("2026-06-02"), Wrap: 600, Setting: Shoot, Breaks: make([]Break, maxBreaks+1)}}},
		"territory": {Territory: 99},
		"a wrap":    {Shifts: []Shift{{Date: civil.MustParseDate("2026-06-02"), Call: 60, Wrap: math.MaxInt, Setting: Shoot}}},
		"a call":    {Shifts: []Shift{{Date: civil.MustParseDate("2026-06-02"), Call: math.MinInt, Wrap: 10, Setting: Shoot}}},
		"a break":   {Shifts: []Shift{{Date: civil.MustParseDate("2026-06-02"), Wrap: 600, Setting: Shoot, Breaks: []Break{{60, math.MaxInt}}}}},
		"transport": {Shifts: []Shift{{Date: civil.MustParseDate("2026-06-02"), Wrap: 600, Setting: Shoot, Transport: math.MaxInt}}},
		"a travel":  {Travels: []Travel{{civil.MustParseDate("2026-06-02"), 60, math.MaxInt}}},
	} {
		r.ID, r.Agreement = "x", LabourCode
		_, err := Check(r, Limits{})
		var fault *FieldError
		assert.ErrorAs(t, err, &fault, name)
	}
}

func TestTheFaultsOfACrewSayWhose(t *testing.T) {
	good := Record{ID: "a", Agreement: Cinema}
	bad := Record{ID: "b", Agreement: "x", Shifts: []Shift{{Setting: Shoot, Wrap: 60}}}
	_, err := CheckAll([]Record{good, bad}, Limits{})
	require.Len(t, valid.List(err), 2)
	assert.ErrorContains(t, err, "[1].agreement")
	assert.ErrorContains(t, err, "[1].shifts[0].date")
	reports, err := CheckAll([]Record{good, good}, Limits{})
	require.NoError(t, err)
	assert.Equal(t, []Report{{ID: "a", Breaches: []Breach{}}, {ID: "a", Breaches: []Breach{}}}, reports)
}

// The last days of the calendar have no day after them.
func TestTheEndOfTheCalendar(t *testing.T) {
	for _, a := range agreements {
		shifts := every(t, ordinary, "2199-12-20", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
		shifts[11].Call, shifts[11].Wrap, shifts[11].Breaks = 20*60, 28*60, nil
		shifts[11].Setting = Studio
		_, err := Check(Record{ID: "x", Agreement: a, BirthDate: civil.MustParseDate("2190-01-01"), Permit: &Permit{}, Shifts: shifts}, Limits{})
		assert.NoError(t, err)
	}
}
