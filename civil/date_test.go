package civil

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Every day of three centuries against package time, which counts days another way.
func TestEveryDayAgainstTime(t *testing.T) {
	day := time.Date(MinYear, time.January, 1, 0, 0, 0, 0, time.UTC)
	for n := int32(1); n <= last; n++ {
		d := Date{n}
		year, month, dayOfMonth := d.civil()
		if year != day.Year() || month != day.Month() || dayOfMonth != day.Day() {
			t.Fatalf("day %d is %v, not %v", n, d, day)
		}
		if fromCivil(year, month, dayOfMonth) != d {
			t.Fatalf("%v comes back as %v", d, fromCivil(year, month, dayOfMonth))
		}
		if d.Weekday() != day.Weekday() {
			t.Fatalf("%v is a %v, not a %v", d, day.Weekday(), d.Weekday())
		}
		isoYear, isoWeek := day.ISOWeek()
		if y, w := d.ISOWeek(); y != isoYear || w != isoWeek {
			t.Fatalf("%v is in week %d-%d, not %d-%d", d, isoYear, isoWeek, y, w)
		}
		if text := day.Format(time.DateOnly); d.String() != text {
			t.Fatalf("%v is written %q", text, d)
		}
		day = day.AddDate(0, 0, 1)
	}
	assert.Equal(t, MaxYear+1, day.Year())
}

func TestParseDate(t *testing.T) {
	for _, text := range []string{"1900-01-01", "2199-12-31", "2000-02-29", "2026-11-22"} {
		d, err := ParseDate(text)
		require.NoError(t, err)
		assert.Equal(t, text, d.String())
	}
	for _, c := range []struct {
		text string
		want error
	}{
		{"", ErrDate},
		{"2026-2-3", ErrDate},
		{"2026-02-30", ErrDate},
		{"1900-02-29", ErrDate},
		{"2026-00-10", ErrDate},
		{"2026-13-10", ErrDate},
		{"2026-01-00", ErrDate},
		{"2026-01-32", ErrDate},
		{"2026/01/10", ErrDate},
		{"26-01-10", ErrDate},
		{"2026-01-10T00:00:00Z", ErrDate},
		{"+026-01-10", ErrDate},
		{"1899-12-31", ErrRange},
		{"2200-01-01", ErrRange},
		{string(make([]byte, 1_000_000)), ErrDate},
	} {
		_, err := ParseDate(c.text)
		require.ErrorIs(t, err, c.want)
		assert.Less(t, len(err.Error()), 200)
	}
	assert.Panics(t, func() { MustParseDate("tomorrow") })
}

func TestNewDate(t *testing.T) {
	_, err := NewDate(2026, 0, 1)
	require.ErrorIs(t, err, ErrDate)
	_, err = NewDate(2027, time.February, 29)
	require.ErrorIs(t, err, ErrDate)
	d, err := NewDate(2028, time.February, 29)
	require.NoError(t, err)
	assert.Equal(t, 2028, d.Year())
	assert.Equal(t, "2028-02", d.Month().String())
	assert.Equal(t, 29, d.Day())
}

// What the zero Date has no part of is zero too, and nothing made of it panics.
func TestPartsOfNoDate(t *testing.T) {
	var none Date
	assert.True(t, none.IsZero())
	assert.Zero(t, none.Year())
	assert.True(t, none.Month().IsZero())
	assert.Zero(t, none.Day())
	year, week := none.ISOWeek()
	assert.Zero(t, year)
	assert.Zero(t, week)
	assert.Zero(t, Month{}.Days())
	assert.True(t, none.Month().First().IsZero())
	assert.True(t, none.Month().Last().IsZero())
	assert.False(t, none.Month().Period().IsValid())
	assert.False(t, Calendar{}.IsWorking(none.Month().First()))
	assert.Zero(t, Calendar{}.Count(none.Month().Period()))
	_, err := NewCalendar(nil, []Date{none.Month().First()})
	require.ErrorIs(t, err, ErrDate)
	_, ok := HolidayOn(none, Metropole)
	assert.False(t, ok)
}

func TestAddDaysAgainstTime(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 5_000 {
		d := Date{1 + r.Int32N(last)}
		n := r.IntN(2*last) - last
		got, err := d.AddDays(n)
		year, month, day := d.civil()
		want := time.Date(year, month, day+n, 0, 0, 0, 0, time.UTC)
		if want.Year() < MinYear || want.Year() > MaxYear {
			require.ErrorIs(t, err, ErrRange)
			continue
		}
		require.NoError(t, err)
		require.Equal(t, want.Format(time.DateOnly), got.String())
		require.Equal(t, n, got.DaysSince(d))
		require.Equal(t, n > 0, got.After(d))
		require.Equal(t, n < 0, got.Before(d))
	}
}

func TestAddMonthsStaysInTheMonth(t *testing.T) {
	for _, c := range []struct {
		from string
		n    int
		want string
	}{
		{"2026-01-31", 1, "2026-02-28"},
		{"2028-01-31", 1, "2028-02-29"},
		{"2026-03-31", -1, "2026-02-28"},
		{"2026-01-15", 2, "2026-03-15"},
		{"2026-12-31", 2, "2027-02-28"},
		{"2026-05-31", -6, "2025-11-30"},
		{"2024-02-29", 12, "2025-02-28"},
		{"2026-08-31", 0, "2026-08-31"},
	} {
		got, err := MustParseDate(c.from).AddMonths(c.n)
		require.NoError(t, err)
		assert.Equal(t, c.want, got.String(), "%s + %d months", c.from, c.n)
	}
	got, err := MustParseDate("2024-02-29").AddYears(1)
	require.NoError(t, err)
	assert.Equal(t, "2025-02-28", got.String())
}

func TestArithmeticOutsideTheCalendar(t *testing.T) {
	first, end := MustParseDate("1900-01-01"), MustParseDate("2199-12-31")
	for name, result := range map[string]func() (Date, error){
		"day before the first":  func() (Date, error) { return first.AddDays(-1) },
		"day after the last":    func() (Date, error) { return end.AddDays(1) },
		"month before":          func() (Date, error) { return first.AddMonths(-1) },
		"month after":           func() (Date, error) { return end.AddMonths(1) },
		"far too many days":     func() (Date, error) { return first.AddDays(math.MaxInt) },
		"far too few days":      func() (Date, error) { return end.AddDays(math.MinInt) },
		"far too many months":   func() (Date, error) { return first.AddMonths(math.MinInt) },
		"far too many years":    func() (Date, error) { return first.AddYears(math.MaxInt) },
		"far too few years":     func() (Date, error) { return end.AddYears(math.MinInt) },
		"days from no date":     func() (Date, error) { return Date{}.AddDays(1) },
		"months from no date":   func() (Date, error) { return Date{}.AddMonths(0) },
		"last day of no month":  func() (Date, error) { _, err := Month{}.Add(1); return Date{}, err },
		"working day of no day": func() (Date, error) { return Calendar{}.Add(Date{}, 1) },
		"working day after":     func() (Date, error) { return Calendar{}.Add(end, 1) },
		"working day before":    func() (Date, error) { return Calendar{}.Add(first, math.MinInt) },
		"working days far off":  func() (Date, error) { return Calendar{}.Add(end, math.MaxInt) },
	} {
		got, err := result()
		require.ErrorIs(t, err, ErrRange, name)
		assert.True(t, got.IsZero(), name)
	}
}

func TestDateInJSON(t *testing.T) {
	type document struct {
		Date  Date  `json:"date"`
		Until Date  `json:"until,omitzero"`
		Month Month `json:"month"`
	}
	in := document{Date: MustParseDate("2026-11-22"), Month: MustParseDate("2026-11-22").Month()}
	text, err := json.Marshal(in)
	require.NoError(t, err)
	assert.Equal(t, `{"date":"2026-11-22","month":"2026-11"}`, string(text))
	var back document
	require.NoError(t, json.Unmarshal(text, &back))
	assert.Equal(t, in, back)
	assert.Error(t, json.Unmarshal([]byte(`{"date":""}`), &back))
	assert.Error(t, json.Unmarshal([]byte(`{"month":"2026"}`), &back))
	assert.Empty(t, Date{}.String())
	assert.Empty(t, Month{}.String())
}

// The week of a date is the seven days from its Monday on; the first day of the calendar is one.
func TestMonday(t *testing.T) {
	for date, want := range map[string]string{
		"1900-01-01": "1900-01-01", "1900-01-07": "1900-01-01", "1900-01-08": "1900-01-08",
		"2026-11-22": "2026-11-16", "2026-11-23": "2026-11-23", "2199-12-31": "2199-12-30",
	} {
		assert.Equal(t, want, MustParseDate(date).Monday().String(), date)
	}
	assert.True(t, Date{}.Monday().IsZero())
}
