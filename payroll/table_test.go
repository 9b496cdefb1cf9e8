package payroll

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
)

func TestTheTableIsSound(t *testing.T) {
	table, err := builtIn()
	require.NoError(t, err)
	assert.LessOrEqual(t, len(table.Keys()), 128, "uses has room for so many")
	for _, day := range []string{"2025-01-01", "2025-04-30", "2025-05-01", "2025-12-31", "2026-01-01", "2026-06-01", "2026-11-22", "2199-12-31"} {
		rules, err := Parameters{}.At(civil.MustParseDate(day))
		require.NoError(t, err, day)
		for _, key := range []string{"smic", "pmss", "maladie/employer"} {
			require.Contains(t, rules.figures, key, day)
		}
	}
	scales, err := builtInScales()
	require.NoError(t, err)
	for _, key := range scales.Keys() {
		v, err := scales.At(key, civil.MustParseDate("2026-07-15"))
		require.NoError(t, err)
		require.NoError(t, v.Value.check(), key)
	}
	assert.Equal(t, len(table.Keys())+len(scales.Keys()), len(Parameters{}.List(civil.MustParseDate("2026-07-15"))))
	assert.NotEmpty(t, Parameters{}.References())
}

// The rates of artists that the Urssaf publishes: 70 % of the general ones, rounded to two
// decimals (reference: urssaf.fr, rates of artists, 2024 and 2026).
func TestArtistRates(t *testing.T) {
	for _, c := range []struct{ day, variant, employee, employer string }{
		{"2026-07-15", "maladie/artist", "0", "9.1"},
		{"2026-07-15", "vieillesse-plafonnee/artist", "4.83", "5.99"},
		{"2026-07-15", "vieillesse-deplafonnee/artist", "0.28", "1.48"},
		{"2026-07-15", "allocations-familiales/artist", "0", "3.68"},
		{"2026-07-15", "fnal/artist-small", "0", "0.07"},
		{"2026-07-15", "fnal/artist-large", "0", "0.35"},
		{"2025-07-15", "maladie/artist-reduced", "0", "4.9"},
		{"2025-07-15", "allocations-familiales/artist-reduced", "0", "2.42"},
		{"2025-07-15", "vieillesse-deplafonnee/artist", "0.28", "1.41"},
	} {
		rules, err := Parameters{}.At(civil.MustParseDate(c.day))
		require.NoError(t, err)
		require.Contains(t, rules.contributions, c.variant)
		assert.Equal(t, c.employee, rules.contributions[c.variant].employee.String(), "%s on %s", c.variant, c.day)
		assert.Equal(t, c.employer, rules.contributions[c.variant].employer.String(), "%s on %s", c.variant, c.day)
	}
}
