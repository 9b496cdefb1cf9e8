package worktime

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
)

// day makes a shift of shooting from the text of its date, call and wrap, and of breaks as
// "12:30+60"-like pairs of an hour and minutes.
func day(date, call, wrap string, breaks ...Break) Shift {
	return Shift{Date: civil.MustParseDate(date), Call: MustParseClock(call), Wrap: MustParseClock(wrap), Breaks: breaks, Setting: Shoot}
}

func pause(at string, minutes int) Break { return Break{At: MustParseClock(at), Minutes: minutes} }

// on moves a shift to another date.
func (s Shift) on(d civil.Date) Shift { s.Date = d; return s }

func (s Shift) in(setting Setting, place Place) Shift {
	s.Setting, s.Place = setting, place
	return s
}

func plus(t testing.TB, d civil.Date, days int) civil.Date {
	t.Helper()
	d, err := d.AddDays(days)
	require.NoError(t, err)
	return d
}

// every repeats a shift on days after a date.
func every(t testing.TB, s Shift, from string, days ...int) []Shift {
	t.Helper()
	var shifts []Shift
	for _, n := range days {
		shifts = append(shifts, s.on(plus(t, civil.MustParseDate(from), n)))
	}
	return shifts
}

func period(from, to string) civil.Period {
	return civil.Period{From: civil.MustParseDate(from), To: civil.MustParseDate(to)}
}

// found is a breach without its references.
type found struct {
	Rule              Rule
	Date              string
	Measured, Allowed int
}

func breaches(t testing.TB, r Record) []found {
	t.Helper()
	if r.ID == "" {
		r.ID = "x"
	}
	report, err := Check(r, Limits{})
	require.NoError(t, err)
	list := []found{}
	for _, b := range report.Breaches {
		require.NotZero(t, b.Refs.Len(), "%v cites nothing", b)
		list = append(list, found{b.Rule, b.Date.String(), b.Measured, b.Allowed})
	}
	return list
}
