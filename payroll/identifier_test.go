package payroll

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/internal/valid"
)

func TestNIR(t *testing.T) {
	for _, c := range []struct {
		name   string
		number NIR
		want   error
	}{
		// Example of lbcd78.fr (26/02/2007): born in December 1906 in Paris 11, key 64.
		{"published", "206127511100564", nil},
		// Example of many sites on the key: born in May 1969, key 80.
		{"published too", "269054958815780", nil},
		// Computed apart: 1850519004123 and 1850518004123 by 97.
		{"southern Corsica", "185052A00412356", nil},
		{"northern Corsica", "185052B00412383", nil},
		{"wrong key", "206127511100565", ErrKey},
		{"Corsica with the key of 2B", "185052A00412383", ErrKey},
		{"two digits exchanged", "206127511010064", ErrKey},
		{"no key", "2061275111005", valid.ErrOutOfRange},
		{"spaces", "2 06 12 75 111 005 64", valid.ErrOutOfRange},
		{"a letter", "20612751110O564", valid.ErrOutOfRange},
		{"first digit 5", "506127511100564", valid.ErrOutOfRange},
		{"month 13", "206137511100564", valid.ErrOutOfRange},
		{"month 00", "206007511100564", valid.ErrOutOfRange},
		{"2C", "185052C00412383", valid.ErrOutOfRange},
		{"nothing", "", valid.ErrOutOfRange},
		{"not ASCII", "2061275111005é", valid.ErrOutOfRange},
	} {
		t.Run(c.name, func(t *testing.T) { isFault(t, c.number.Validate(), c.want) })
	}
	assert.Equal(t, "2061275111005", NIR("206127511100564").Number())
}

// isFault requires that an error is of a cause, or nil.
func isFault(t *testing.T, err, want error) {
	t.Helper()
	if want == nil {
		require.NoError(t, err)
		return
	}
	require.ErrorIs(t, err, want)
	var fault *FieldError
	require.ErrorAs(t, err, &fault)
}

func TestSIRET(t *testing.T) {
	for _, c := range []struct {
		name   string
		number SIRET
		want   error
	}{
		{"published by Wikipedia, article SIRET", "73282932000074", nil},
		{"head office of La Poste, published there", "35600000000048", nil},
		// Sum of the digits 45, a multiple of 5; Luhn 58.
		{"an establishment of La Poste", "35600000049837", nil},
		{"sum of the digits not a multiple of five", "35600000049838", ErrKey},
		{"wrong key", "73282932000075", ErrKey},
		{"two digits exchanged", "73282932000704", ErrKey},
		{"a SIREN", "732829320", valid.ErrOutOfRange},
		{"spaces", "732 829 320 00074", valid.ErrOutOfRange},
		{"Monaco", "MONACOCONFO001", valid.ErrOutOfRange},
	} {
		t.Run(c.name, func(t *testing.T) { isFault(t, c.number.Validate(), c.want) })
	}
	assert.Equal(t, "732829320", SIRET("73282932000074").SIREN())
}

// Both controls see every digit that is changed for another.
func TestKeysSeeEveryChangedDigit(t *testing.T) {
	for at := range 15 {
		for digit := '0'; digit <= '9'; digit++ {
			nir := []rune("206127511100564")
			if nir[at] != digit {
				nir[at] = digit
				require.Error(t, NIR(nir).Validate(), string(nir))
			}
			if siret := []rune("73282932000074"); at < len(siret) && siret[at] != digit {
				siret[at] = digit
				require.ErrorIs(t, SIRET(siret).Validate(), ErrKey, string(siret))
			}
		}
	}
}

func TestNAF(t *testing.T) {
	for code, want := range map[NAF]error{
		"5911C": nil, "5911A": nil, "9001Z": nil, // the NAF of film and television production and of performing arts
		"59.11C": valid.ErrOutOfRange, "5911c": valid.ErrOutOfRange, "5911": valid.ErrOutOfRange, "591CC": valid.ErrOutOfRange, "": valid.ErrOutOfRange,
	} {
		t.Run(string(code), func(t *testing.T) { isFault(t, code.Validate(), want) })
	}
}

// The shape that the reference gives (pay-rules.md §3): two digits of the year, 12 characters in all.
func TestObjectNumber(t *testing.T) {
	for number, want := range map[ObjectNumber]error{
		"26JF00000142": nil, "08AZ12345699": nil, "26J1F0000011": nil, // the last is that of the constructed DSN
		"26JF0000014": valid.ErrOutOfRange, "26JF000001422": valid.ErrOutOfRange, "A6JF00000142": valid.ErrOutOfRange,
		"26jf00000142": valid.ErrOutOfRange, "26JF 0000142": valid.ErrOutOfRange, "": valid.ErrOutOfRange,
	} {
		t.Run(string(number), func(t *testing.T) { isFault(t, number.Validate(), want) })
	}
	assert.True(t, ObjectNumber("26JF00000142").followsPattern())
	assert.False(t, ObjectNumber("26J1F0000011").followsPattern())
	assert.Equal(t, 2026, ObjectNumber("26JF00000142").year())
}

func FuzzIdentifiers(f *testing.F) {
	for _, seed := range []string{"206127511100564", "185052A00412356", "73282932000074", "35600000049837", "5911C", "26JF00000142", "é", ""} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if NIR(s).Validate() == nil && (len(s) != 15 || strings.HasPrefix(NIR(s).Number(), "0")) {
			t.Fatalf("%q is taken for a NIR", s)
		}
		if SIRET(s).Validate() == nil && len(SIRET(s).SIREN()) != 9 {
			t.Fatalf("%q is taken for a SIRET", s)
		}
		if ObjectNumber(s).Validate() == nil {
			_ = ObjectNumber(s).followsPattern()
			if y := ObjectNumber(s).year(); y < 2000 || y > 2099 {
				t.Fatalf("%q is of %d", s, y)
			}
		}
		_ = NAF(s).Validate()
	})
}
