package budget

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/internal/valid"
)

// A budget whose lines went through a table is the same, and costs the same.
func TestLinesThroughATable(t *testing.T) {
	r := rand.New(rand.NewPCG(12, 12))
	for range 100 {
		b := marked(r)
		for _, d := range csvDialects {
			lines, err := ReadCSV(strings.NewReader(writeCSV(t, b.AllLines(), d)), d)
			require.NoError(t, err)
			got, err := b.WithLines(lines)
			require.NoError(t, err)
			want, err := Compute(b)
			require.NoError(t, err)
			sheet, err := Compute(got)
			require.NoError(t, err)
			require.Equal(t, want, sheet)
			require.Equal(t, withoutEmptyLists(b.AllLines()), got.AllLines())
		}
	}
}

// withoutEmptyLists has no tags in place of an empty list of them, which a table does not tell apart.
func withoutEmptyLists(lines []AccountLine) []AccountLine {
	for i := range lines {
		if len(lines[i].Tags) == 0 {
			lines[i].Tags = nil
		}
	}
	return lines
}

func TestWithLinesRefuses(t *testing.T) {
	b := decode(t, soundBudget)
	_, err := b.WithLines([]AccountLine{{"21", Line{}}, {"22", Line{}}, {"", Line{}}})
	require.ErrorIs(t, err, valid.ErrReference)
	require.ErrorContains(t, err, `[1].account: names nothing in the document: "22"`)
	assert.Len(t, valid.List(err), 2)
}

func TestAllLinesShareNoMemory(t *testing.T) {
	b := decode(t, soundBudget)
	lines := b.AllLines()
	require.Equal(t, "21", lines[0].Account)
	lines[0].Fringes[0] = "changed"
	assert.Equal(t, "social", b.Accounts[0].Accounts[0].Lines[0].Fringes[0])
	lines = b.AllLines()
	got, err := b.WithLines(lines[:1])
	require.NoError(t, err)
	lines[0].Fringes[0] = "changed"
	assert.Equal(t, "social", got.Accounts[0].Accounts[0].Lines[0].Fringes[0])
	assert.Empty(t, got.Accounts[1].Lines)
	assert.Len(t, b.Accounts[1].Lines, 1, "the budget is not changed")
}
