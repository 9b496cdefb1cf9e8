package out

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/examples/production/internal/chain"
	"github.com/bobine-film/bobine/examples/production/internal/dossier"
	"github.com/bobine-film/bobine/financing"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/rights"
)

// bundled is the bundled film, computed once.
var bundled = sync.OnceValues(func() (chain.Production, error) {
	return chain.Produce(os.DirFS("../../film"), func(string) {})
})

func film(t *testing.T) chain.Production {
	t.Helper()
	p, err := bundled()
	require.NoError(t, err)
	return p
}

// byName returns the files of a production.
func byName(t *testing.T, p chain.Production, l dossier.Language) map[string][]byte {
	t.Helper()
	files, err := Files(p, l)
	require.NoError(t, err)
	all := map[string][]byte{}
	for _, f := range files {
		assert.NotContains(t, all, f.Name)
		all[f.Name] = f.Data
	}
	return all
}

func TestThereIsAFileForEachStage(t *testing.T) {
	files := byName(t, film(t), dossier.English)
	for _, name := range []string{
		"dossier.html", "breakdown.json", "schedule.json", "payroll.json", "budget.json", "plan.json", "treasury.json", "cost.json", "replan.json",
		"delivery.json", "statements.json", "production.json", "scenes.csv", "stripboard.csv", "days-out.csv", "wages.csv", "budget.csv", "plan.csv",
		"treasury.csv", "cost.csv", "delivery.csv", "statements.csv",
	} {
		assert.NotEmpty(t, files[name], name)
		delete(files, name)
	}
	assert.Empty(t, files)
	again, err := Files(film(t), dossier.English)
	require.NoError(t, err)
	first, err := Files(film(t), dossier.English)
	require.NoError(t, err)
	assert.Equal(t, first, again, "the same bytes twice")
}

// What a spreadsheet program reads are documents of the library.
func TestDocumentsReadBack(t *testing.T) {
	p := film(t)
	files := byName(t, p, dossier.English)
	var sheet struct {
		Document budget.Budget   `json:"document"`
		Topsheet budget.Topsheet `json:"topsheet"`
	}
	require.NoError(t, json.Unmarshal(files["budget.json"], &sheet))
	computed, err := budget.Compute(sheet.Document)
	require.NoError(t, err)
	assert.Equal(t, p.Budget.Topsheet.Total, computed.Total)
	assert.Equal(t, p.Budget.Topsheet.Total, sheet.Topsheet.Total)
	var plan struct {
		Plan financing.Balance `json:"plan"`
	}
	require.NoError(t, json.Unmarshal(files["plan.json"], &plan))
	assert.Equal(t, p.Financing.Plan, plan.Plan)
	var cost struct {
		Report budget.CostReport `json:"report"`
	}
	require.NoError(t, json.Unmarshal(files["cost.json"], &cost))
	assert.Equal(t, p.Control.Report.Total, cost.Report.Total)
	var paid struct {
		Result     rights.Result            `json:"result"`
		Statements []rights.StatementRecord `json:"statements"`
	}
	require.NoError(t, json.Unmarshal(files["statements.json"], &paid))
	assert.Equal(t, p.Receipts.Result.TotalOut, paid.Result.TotalOut)
	assert.Len(t, paid.Statements, len(p.Receipts.Statements))
	assert.Less(t, len(files["production.json"]), 3_000_000)
	var whole map[string]json.RawMessage
	require.NoError(t, json.Unmarshal(files["production.json"], &whole))
	for _, stage := range chain.Stages() {
		assert.Contains(t, whole, stage)
	}
}

// A table by hand: a comma or a semicolon between cells, a point or a comma in amounts, an apostrophe before what
// would be a formula.
func TestTables(t *testing.T) {
	var p chain.Production
	p.Financing.Plan.Sources = []financing.Source{
		{ID: "a", Kind: "=1+1", Party: "Chaîne, payante", BroughtBy: "B", Country: "FR", Status: financing.Acquired, Amount: money.MustParse("1234.50")},
		{ID: "-b", Kind: "+k", Party: "@p", BroughtBy: "B", Country: "BE", Status: financing.Requested, PublicAid: true, Amount: money.MustParse("-0.05")},
	}
	files := byName(t, p, dossier.English)
	assert.Equal(t, "id,kind,party,brought by,country,status,public aid,amount\r\n"+
		"a,'=1+1,\"Chaîne, payante\",B,FR,acquired,false,1234.50\r\n'-b,'+k,'@p,B,BE,requested,true,-0.05\r\n", string(files["plan.csv"]))
	files = byName(t, p, dossier.French)
	assert.Equal(t, "\ufeffcode;nature;partenaire;apporté par;pays;état;aide publique;montant\r\n"+
		"a;'=1+1;Chaîne, payante;B;FR;acquis;non;1234,50\r\n'-b;'+k;'@p;B;BE;demandé;oui;-0,05\r\n", string(files["plan.csv"]))
}

func TestTablesHaveARowForEachLine(t *testing.T) {
	p := film(t)
	files := byName(t, p, dossier.French)
	slips, strips, payees := 0, 0, 0
	for _, w := range p.Payroll.People {
		slips += len(w.Payslips)
	}
	for _, d := range p.Schedule.Board.Days {
		strips += len(d.Lines)
	}
	for _, s := range p.Receipts.Statements {
		payees += len(s.Payees)
	}
	for name, rows := range map[string]int{
		"scenes.csv": len(p.Breakdown.Scenes), "stripboard.csv": strips, "days-out.csv": len(p.Schedule.DaysOut.Rows), "wages.csv": slips,
		"plan.csv": len(p.Financing.Plan.Sources), "treasury.csv": len(p.Treasury.Months), "cost.csv": len(p.Control.Report.Rows),
		"delivery.csv": len(p.Delivery.Plan.Tasks), "statements.csv": payees,
	} {
		text := string(files[name])
		assert.Equal(t, rows+1, strings.Count(text, "\r\n"), name)
		head, _, _ := strings.Cut(text, "\r\n")
		for line := range strings.SplitSeq(strings.TrimSuffix(text, "\r\n"), "\r\n") {
			if !strings.Contains(line, `"`) {
				assert.Equal(t, strings.Count(head, ";"), strings.Count(line, ";"), "%s: %s", name, line)
			}
		}
	}
}

// A row of wages is one payslip: nobody has two rows of one contract and month.
func TestRowsOfWagesAreToldApart(t *testing.T) {
	text := string(byName(t, film(t), dossier.French)["wages.csv"])
	seen := map[string]bool{}
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		cells := strings.Split(line, ";")
		key := strings.Join([]string{cells[0], cells[3], cells[4]}, ";")
		assert.False(t, seen[key], key)
		assert.NotEmpty(t, cells[3], key)
		seen[key] = true
	}
}

// names are those of the files of a folder.
func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

func TestWrite(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "deep", "film")
	require.NoError(t, Write(dir, []File{{"a.json", []byte("1")}, {"b.csv", []byte("2")}}))
	assert.Equal(t, []string{"a.json", "b.csv"}, names(t, dir))

	// Another file stays, ours is replaced.
	require.NoError(t, os.WriteFile(filepath.Join(dir, "mine.txt"), []byte("mine"), 0o600))
	require.NoError(t, Write(dir+"/", []File{{"a.json", []byte("3")}}))
	assert.Equal(t, []string{"a.json", "b.csv", "mine.txt"}, names(t, dir))
	data, err := os.ReadFile(filepath.Join(dir, "a.json"))
	require.NoError(t, err)
	assert.Equal(t, "3", string(data))
	assert.Equal(t, []string{"film"}, names(t, filepath.Join(parent, "deep")), "nothing is left beside the folder")
}

func TestWriteNothingWhereItCannotBeWhole(t *testing.T) {
	parent := t.TempDir()
	file := filepath.Join(parent, "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	files := []File{{"a.json", []byte("1")}, {"b.csv", []byte("2")}}
	assert.ErrorContains(t, Write(file, files), "not a folder")
	assert.Error(t, Write(filepath.Join(file, "below"), files))

	dir := filepath.Join(parent, "film")
	require.NoError(t, os.MkdirAll(filepath.Join(dir, "b.csv"), 0o755))
	assert.ErrorContains(t, Write(dir, files), "b.csv")
	assert.Equal(t, []string{"b.csv"}, names(t, dir), "nothing was moved")
	assert.False(t, slices.ContainsFunc(names(t, parent), func(n string) bool { return strings.HasPrefix(n, ".production-") }))
}
