package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/examples/production/internal/chain"
	"github.com/bobine-film/bobine/examples/production/internal/dossier"
	"github.com/bobine-film/bobine/examples/production/internal/out"
)

// ran runs the command and returns its status, what it prints and what it complains about.
func ran(args ...string) (status int, screen, problems string) {
	var printed, told bytes.Buffer
	status = run(args, &printed, &told)
	return status, printed.String(), told.String()
}

// film is the bundled film, computed once.
var film = sync.OnceValues(func() (chain.Production, error) { return chain.Produce(os.DirFS("film"), func(string) {}) })

func TestTheBundledFilmIsTheFolder(t *testing.T) {
	first, second := filepath.Join(t.TempDir(), "one"), filepath.Join(t.TempDir(), "two")
	status, bundled, problems := ran("-json", "-lang", "fr", "-out", first)
	require.Zero(t, status, problems)
	assert.Empty(t, problems, "progress is for a terminal alone")
	status, folder, problems := ran("-json", "-lang", "fr", "-out", second, "-dir", "film")
	require.Zero(t, status, problems)
	assert.Equal(t, bundled, folder, "two runs give the same bytes")
	assert.Equal(t, contents(t, first), contents(t, second), "in every file")
	var made map[string]any
	require.NoError(t, json.Unmarshal([]byte(bundled), &made))
	for _, stage := range append([]string{"title", "currency", "asOf", "notices"}, chain.Stages()...) {
		assert.NotEmpty(t, made[stage], stage)
	}
	files := contents(t, first)
	assert.Contains(t, files[out.Dossier], `<html lang="fr">`)
	assert.True(t, strings.HasPrefix(files["plan.csv"], "\ufeffcode;"))
}

func TestTheSummaryIsOneScreen(t *testing.T) {
	p, err := film()
	require.NoError(t, err)
	for language, heads := range map[dossier.Language]string{
		dossier.English: "SCHEDULE WAGES BUDGET PLAN CASH COST LOST DELIVERY RECEIPTS NOTICES DOSSIER", dossier.French: "TOURNAGE SALAIRES DEVIS PLAN TRÉSORERIE COÛTS JOUR LIVRAISON RECETTES RÉSERVES DOSSIER",
	} {
		screen := summary(p, language, "somewhere/dossier.html")
		assert.LessOrEqual(t, strings.Count(screen, "\n"), 40)
		for line := range strings.Lines(screen) {
			assert.LessOrEqual(t, utf8.RuneCountInString(strings.TrimSuffix(line, "\n")), screenWidth)
			assert.Equal(t, strings.TrimRight(line, " \n")+"\n", line)
			assert.NotContains(t, line, "…", "nothing is cut")
			assert.NotContains(t, line, "%!")
		}
		for head := range strings.FieldsSeq(heads) {
			assert.Contains(t, screen, "\n"+head)
		}
		assert.True(t, strings.HasPrefix(screen, strings.ToUpper(p.Title)))
		for what, figure := range map[string]string{
			"plan": language.Money(p.Schedule.Result.Cost), "wages": language.Money(p.Payroll.Cost), "budget": language.Money(p.Budget.Topsheet.Total),
			"credit": language.Money(p.Financing.Credit.Amount), "receipts": language.Money(p.Receipts.Result.TotalIn), "lost day": language.Date(p.Replan.Lost), "cash": language.Money(p.Treasury.Plain.Lowest), "final cost": language.Money(p.Control.Report.Total.FinalCost),
			"place": "somewhere/dossier.html",
		} {
			assert.Contains(t, screen, figure, what)
		}
	}
}

// contents are the files of a folder.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	files := map[string]string{}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		require.NoError(t, err)
		files[e.Name()] = string(data)
	}
	return files
}

// damaged returns a copy of the film with one text of one file replaced.
func damaged(t *testing.T, name, old, replacement string) string {
	t.Helper()
	dir := t.TempDir()
	require.NoError(t, os.CopyFS(dir, os.DirFS("film")))
	path := filepath.Join(dir, name)
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Contains(t, string(data), old)
	require.NoError(t, os.WriteFile(path, []byte(strings.Replace(string(data), old, replacement, 1)), 0o600))
	return dir
}

// A faulty folder gives every fault on a line of its own, status 2, and nothing is written. What each stage refuses is
// tested with the stage.
func TestBadInput(t *testing.T) {
	for _, c := range []struct{ name, file, old, replacement, want string }{
		{"a field renamed", "employer.json", `"headcount"`, `"heads"`, "employer.json: document.heads: unknown field\nemployer.json: document.headcount: is missing\n"},
		{"another currency", "deal.json", `"currency": "EUR"`, `"currency": "USD"`, "deal.json: document.currency: is out of range: wages and the tax credit are in EUR: \"USD\"\n"},
		{"negative headcount", "employer.json", `"headcount": 4`, `"headcount": -4`, "employer.json: document.headcount: is out of range: 0 to 1,000,000: \"-4\"\n"},
		{"not JSON", "employer.json", `{`, `[`, "employer.json: unreadable document: line 2, column 10: a comma or ']' is wanted\n"},
		{"shares that are not whole", "deal.json", `"share": "571/2038"`, `"share": "570/2038"`, "deal.json: document.pots"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := damaged(t, c.file, c.old, c.replacement)
			for _, format := range [][]string{nil, {"-json"}} {
				into := filepath.Join(t.TempDir(), "film")
				status, screen, problems := ran(append(format, "-dir", dir, "-out", into)...)
				assert.Equal(t, exitRefused, status)
				assert.Empty(t, screen, "nothing half-written")
				assert.NoDirExists(t, into)
				assert.True(t, strings.HasPrefix(problems, c.want), problems)
				assert.Equal(t, max(1, strings.Count(c.want, "\n")), strings.Count(problems, "\n"), "a line for each fault")
			}
		})
	}
}

func TestMissingFiles(t *testing.T) {
	dir := damaged(t, "plan.json", "", "")
	require.NoError(t, os.Remove(filepath.Join(dir, "plan.json")))
	require.NoError(t, os.Remove(filepath.Join(dir, "deal.json")))
	status, screen, problems := ran("-dir", dir)
	assert.Equal(t, exitRefused, status)
	assert.Equal(t, "plan.json: no such file or directory\ndeal.json: no such file or directory\n", problems)
	assert.Empty(t, screen)
}

func TestTheCommandLine(t *testing.T) {
	for _, c := range []struct {
		args   []string
		status int
		want   string
	}{
		{[]string{"-dir", ""}, exitRefused, "-dir: is missing: "}, {[]string{"-dir", "film/nowhere"}, exitRefused, "-dir: "},
		{[]string{"-dir", "film/crew.json"}, exitRefused, "-dir: not a folder: "}, {[]string{"-lang", "de"}, exitRefused, "-lang: neither en nor fr: \"de\"\n"},
		{[]string{"-out", ""}, exitRefused, "-out: is missing: "}, {[]string{"extra"}, exitRefused, "arguments: \"extra\" is not an option\n"},
		{[]string{"-colour"}, exitRefused, "flag provided but not defined: -colour\n"}, {[]string{"-help"}, exitDone, "Usage of production:\n"},
		{[]string{"-out", "film/crew.json"}, exitFailed, "-out: not a folder: "},
	} {
		status, screen, problems := ran(c.args...)
		assert.Equal(t, c.status, status, c.args)
		assert.True(t, strings.HasPrefix(problems, c.want), problems)
		assert.Empty(t, screen)
	}
}
