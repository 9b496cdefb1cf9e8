package main

import (
	"os"
	"os/exec"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/money"
)

// The bundled production, as its command writes it: its workbook recalculates to the totals of the library.
func TestTheBundledProduction(t *testing.T) {
	dir := t.TempDir()
	command := exec.Command("go", "run", "./examples/production", "-out", dir)
	command.Dir = "../.."
	out, err := command.CombinedOutput()
	require.NoError(t, err, string(out))
	docs, err := read(os.DirFS(dir))
	require.NoError(t, err)
	book, err := workbook(docs)
	require.NoError(t, err)
	f := again(t, book)
	formulas := checkFormulas(t, f)
	assert.Greater(t, formulas["Budget"], 100)
	for _, sheet := range []string{"Summary", "Cost report", "Plan", "Statements"} {
		assert.Positive(t, formulas[sheet], sheet)
	}
	checkBudget(t, f, docs.Topsheet)
	assert.Equal(t, docs.Topsheet.Total, docs.Plan.Total)
	assert.Equal(t, money.MustParse("2038000.00"), docs.Topsheet.Total)
	assert.Len(t, docs.Statements, 3, "one a year")
}
