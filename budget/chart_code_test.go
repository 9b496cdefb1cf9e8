package budget

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/internal/valid"
)

// "1001" is category 10, account 01 (documentation of Movie Magic Budgeting, account coding).
func TestParseAccountCode(t *testing.T) {
	for _, c := range []struct {
		name    string
		grammar ChartGrammar
		code    string
		want    AccountCode
	}{
		{"the example of MMB", ChartGrammar{Category: 2, Account: 2}, "1001", AccountCode{Category: "10", Account: "01"}},
		{"a category alone", ChartGrammar{Category: 2, Account: 2}, "10", AccountCode{Category: "10"}},
		{"poste and sous-poste", ChartGrammar{Category: 1, Account: 1}, "22", AccountCode{Category: "2", Account: "2"}},
		{"letters", ChartGrammar{Category: 1, Account: 3}, "A001", AccountCode{Category: "A", Account: "001"}},
		{"hyphens", ChartGrammar{2, 2, 2, 1, HyphenSeparator}, "10-01-55-B", AccountCode{"10", "01", "55", "B"}},
		{"spaces", ChartGrammar{Category: 6, Account: 6, Separator: SpaceSeparator}, "ABCDEF 123456", AccountCode{Category: "ABCDEF", Account: "123456"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := c.grammar.Parse(c.code)
			require.NoError(t, err)
			assert.Equal(t, c.want, got)
			back, err := c.grammar.Format(got)
			require.NoError(t, err)
			assert.Equal(t, c.code, back)
		})
	}
}

func TestParseAccountCodeRefuses(t *testing.T) {
	plain, hyphen := ChartGrammar{Category: 2, Account: 2}, ChartGrammar{Category: 2, Account: 2, Separator: HyphenSeparator}
	for _, c := range []struct {
		name    string
		grammar ChartGrammar
		code    string
	}{
		{"nothing", plain, ""},
		{"half a category", plain, "1"},
		{"half an account", plain, "101"},
		{"too long", plain, "10011"},
		{"a separator too many", plain, "10-01"},
		{"no separator", hyphen, "1001"},
		{"separator at the end", hyphen, "10-"},
		{"a letter that is not ASCII", plain, "é1"},
		{"a sign", plain, "1*"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := c.grammar.Parse(c.code)
			require.ErrorIs(t, err, ErrAccountCode)
			var fault *FieldError
			require.ErrorAs(t, err, &fault)
			assert.Equal(t, c.code, fault.Value)
			assert.Zero(t, got)
		})
	}
}

func TestFormatAccountCodeRefuses(t *testing.T) {
	g := ChartGrammar{Category: 2, Account: 2, SubAccount: 1}
	for _, c := range []struct {
		name string
		code AccountCode
		path string
	}{
		{"no category", AccountCode{Account: "01"}, "category"},
		{"another width", AccountCode{Category: "10", Account: "1"}, "account"},
		{"a gap", AccountCode{Category: "10", SubAccount: "1"}, "subAccount"},
		{"a part that codes do not have", AccountCode{"10", "01", "1", "1"}, "set"},
		{"a sign", AccountCode{Category: "1!"}, "category"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := g.Format(c.code)
			require.ErrorIs(t, err, ErrAccountCode)
			assert.Contains(t, err.Error(), c.path+": ")
		})
	}
	_, err := ChartGrammar{Category: 2, Account: -1, Separator: "/"}.Format(AccountCode{})
	assert.Len(t, valid.List(err), 2)
	_, err = ChartGrammar{}.Parse("1")
	require.ErrorIs(t, err, valid.ErrOutOfRange)
}

// What is formatted parses to the same parts, and what parses is formatted as it was.
func TestAccountCodesRoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	const letters = "0123456789ABCxyz"
	for range 2_000 {
		widths, parts := [codeParts]int{}, [codeParts]string{}
		depth := 1 + r.IntN(codeParts)
		used := 1 + r.IntN(depth)
		for i := range depth {
			widths[i] = 1 + r.IntN(maxCodePart)
			var part strings.Builder
			for range widths[i] {
				part.WriteByte(letters[r.IntN(len(letters))])
			}
			if i < used {
				parts[i] = part.String()
			}
		}
		g := ChartGrammar{widths[0], widths[1], widths[2], widths[3], separators[r.IntN(len(separators))]}
		code := AccountCode{parts[0], parts[1], parts[2], parts[3]}
		text, err := g.Format(code)
		require.NoError(t, err)
		got, err := g.Parse(text)
		require.NoError(t, err, "%+v %q", g, text)
		require.Equal(t, code, got)
	}
}
