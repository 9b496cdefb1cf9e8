package civil

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// knuthEaster is the algorithm of Lilius and Clavius as Knuth gives it (The Art of
// Computer Programming, vol. 1, 1.3.2, exercise 14), another than the one in use.
func knuthEaster(year int) Date {
	golden := year%19 + 1
	century := year/100 + 1
	x := 3*century/4 - 12
	z := (8*century+5)/25 - 5
	sunday := 5*year/4 - x - 10
	epact := ((11*golden+20+z-x)%30 + 30) % 30
	if epact == 25 && golden > 11 || epact == 24 {
		epact++
	}
	n := 44 - epact
	if n < 21 {
		n += 30
	}
	n += 7 - (sunday+n)%7
	if n > 31 {
		return fromCivil(year, time.April, n-31)
	}
	return fromCivil(year, time.March, n)
}

func TestEasterAgainstKnuth(t *testing.T) {
	for year := MinYear; year <= MaxYear; year++ {
		require.Equal(t, knuthEaster(year), easterSunday(year), year)
		require.Equal(t, time.Sunday, easterSunday(year).Weekday())
	}
}

func TestHolidays(t *testing.T) {
	// The dates of 2026 as the government publishes them
	// (https://www.service-public.gouv.fr/particuliers/vosdroits/F2405).
	national2026 := []string{
		"2026-01-01", "2026-04-06", "2026-05-01", "2026-05-08", "2026-05-14", "2026-05-25",
		"2026-07-14", "2026-08-15", "2026-11-01", "2026-11-11", "2026-12-25",
	}
	for _, c := range []struct {
		territory Territory
		extra     []string
	}{
		{Metropole, nil},
		{AlsaceMoselle, []string{"2026-04-03", "2026-12-26"}},
		{Mayotte, []string{"2026-04-27"}},
		{Martinique, []string{"2026-05-22"}},
		{Guadeloupe, []string{"2026-05-27"}},
		{SaintMartin, []string{"2026-05-27"}},
		{Guyane, []string{"2026-06-10"}},
		{SaintBarthelemy, []string{"2026-10-09"}},
		{Reunion, []string{"2026-12-20"}},
	} {
		t.Run(c.territory.String(), func(t *testing.T) {
			holidays, err := Holidays(2026, c.territory)
			require.NoError(t, err)
			var dates []string
			for i, h := range holidays {
				dates = append(dates, h.Date.String())
				require.True(t, i == 0 || !h.Date.Before(holidays[i-1].Date), "by date")
				found, ok := HolidayOn(h.Date, c.territory)
				require.True(t, ok)
				require.Equal(t, h, found)
			}
			assert.ElementsMatch(t, append(c.extra, national2026...), dates)
		})
	}
	_, ok := HolidayOn(MustParseDate("2026-05-02"), Metropole)
	assert.False(t, ok)
	_, ok = HolidayOn(Date{}, Metropole)
	assert.False(t, ok)
}

func TestMovableHolidays(t *testing.T) {
	// Published dates of other years, the earliest and the latest Easter of the
	// twentieth and twenty-first centuries among them (23 March, 25 April).
	for year, want := range map[int][3]string{
		1913: {"1913-03-24", "1913-05-01", "1913-05-12"},
		1943: {"1943-04-26", "1943-06-03", "1943-06-14"},
		2008: {"2008-03-24", "2008-05-01", "2008-05-12"},
		2024: {"2024-04-01", "2024-05-09", "2024-05-20"},
		2025: {"2025-04-21", "2025-05-29", "2025-06-09"},
		2038: {"2038-04-26", "2038-06-03", "2038-06-14"},
	} {
		holidays, err := Holidays(year, Metropole)
		require.NoError(t, err)
		require.Len(t, holidays, 11)
		byCode := map[string]string{}
		for _, h := range holidays {
			byCode[h.Code] = h.Date.String()
		}
		assert.Equal(t, want, [3]string{byCode[EasterMonday], byCode[Ascension], byCode[WhitMonday]})
	}
	first, _ := HolidayOn(MustParseDate("2008-05-01"), Metropole)
	assert.Equal(t, LabourDay, first.Code, "1 May comes before the Ascension of the same day")
}

func TestHolidaysRefuse(t *testing.T) {
	_, err := Holidays(1899, Metropole)
	require.ErrorIs(t, err, ErrRange)
	_, err = Holidays(2026, Territory(99))
	require.ErrorIs(t, err, ErrTerritory)
	_, err = Territory(99).MarshalText()
	require.ErrorIs(t, err, ErrTerritory)
	var territory Territory
	require.ErrorIs(t, territory.UnmarshalText([]byte("Metropole")), ErrTerritory)
	for _, want := range Territories() {
		text, err := want.MarshalText()
		require.NoError(t, err)
		require.NoError(t, territory.UnmarshalText(text))
		assert.Equal(t, want, territory)
	}
}
