package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/rights"
)

func bundledFilm(t *testing.T) production {
	t.Helper()
	made, err := produce(os.DirFS("film"))
	require.NoError(t, err)
	return made
}

func TestTheChainCloses(t *testing.T) {
	made := bundledFilm(t)
	// The two countries of the co-production that Cineuropa published.
	assert.Equal(t, "2038000.00", made.Budget.Total.String())
	assert.Equal(t, made.Budget.Total, made.Plan.Total)
	assert.True(t, made.Plan.Gap.IsZero())
	require.Len(t, made.Plan.Coproducers, 2)
	assert.Equal(t, "1467000.00", made.Plan.Coproducers[0].Amount.String())
	assert.Equal(t, "571000.00", made.Plan.Coproducers[1].Amount.String())
	assert.Equal(t, made.Receipts.TotalIn, made.Receipts.TotalOut)

	// Wages: what the budget has under wages is what payslips say, to the cent.
	var cost money.Total
	days := map[string]bool{}
	for _, d := range made.Shoot.Days {
		days[d.Date.String()] = true
	}
	assert.Len(t, days, 20, "40 half-days")
	for _, w := range made.Wages {
		var gross, employer money.Total
		for _, slip := range w.Payslips {
			employer.Add(slip.EmployerCost)
			gross.Add(slip.NetBeforeTax)
			gross.Add(slip.EmployeeContributions)
		}
		total, err := gross.Amount()
		require.NoError(t, err)
		assert.Equal(t, w.Gross, total)
		total, err = employer.Amount()
		require.NoError(t, err)
		assert.Equal(t, w.Cost, total)
		cost.Add(w.Cost)
		if w.Artist {
			assert.LessOrEqual(t, w.Days, 20)
		} else {
			assert.GreaterOrEqual(t, w.Days, 20)
		}
	}
	wages, err := cost.Amount()
	require.NoError(t, err)
	var inBudget money.Total
	var walk func([]budget.AccountTotal)
	walk = func(accounts []budget.AccountTotal) {
		for _, a := range accounts {
			for _, l := range a.Lines {
				if strings.Contains(l.Code, "-p") {
					inBudget.Add(l.Amount)
				}
			}
			walk(a.Accounts)
		}
	}
	walk(made.Budget.Accounts)
	charged, err := inBudget.Amount()
	require.NoError(t, err)
	assert.Equal(t, wages, charged)

	// The credit is the source it pays.
	for _, s := range made.Plan.Sources {
		if s.ID == "credit" {
			assert.Equal(t, made.TaxCredit.Amount, s.Amount)
		}
	}
	assert.True(t, made.Intensity.Amount.IsZero())
	assert.True(t, made.Shoot.Order.Optimal)
	assert.Less(t, made.Shoot.Cost.Cents(), made.Shoot.ScriptCost.Cents())
	for _, p := range made.Receipts.Payees {
		assert.NotEqual(t, rights.Unallocated, p.Payee)
	}
}

func TestTheBundledFilmIsTheFolder(t *testing.T) {
	var bundled, folder, again, problems bytes.Buffer
	require.Zero(t, run([]string{"-json"}, &bundled, &problems), problems.String())
	require.Zero(t, run([]string{"-json", "-dir", "film"}, &folder, &problems), problems.String())
	require.Zero(t, run([]string{"-json"}, &again, &problems), problems.String())
	assert.Equal(t, bundled.String(), folder.String())
	assert.Equal(t, bundled.String(), again.String(), "two runs give the same bytes")
	var made map[string]any
	require.NoError(t, json.Unmarshal(bundled.Bytes(), &made))
	for _, stage := range []string{"shoot", "wages", "budget", "taxCredit", "plan", "intensity", "receipts", "notices"} {
		assert.NotEmpty(t, made[stage], stage)
	}
}

func TestReport(t *testing.T) {
	var out, problems bytes.Buffer
	require.Zero(t, run(nil, &out, &problems), problems.String())
	for _, want := range []string{
		"LES DEUX RIVES, in EUR", "SCHEDULE   25 scenes in 20 shooting days, 2026-04-13 to 2026-05-12", "the cheapest order, proved",
		"WAGES      33 people", "2\u202f038\u202f000,00\u00a0€", "share of Rive Gauche Films (FR), 71.98 %", "NOTICES", "[Audiens congés]",
	} {
		assert.Contains(t, out.String(), want)
	}
	for line := range strings.Lines(out.String()) {
		assert.Equal(t, strings.TrimRight(line, " \n")+"\n", line)
		if !strings.HasPrefix(line, "    https://") {
			assert.LessOrEqual(t, utf8.RuneCountInString(line), 111)
		}
	}
	_, references, found := strings.Cut(out.String(), "\nREFERENCES ")
	require.True(t, found)
	for _, n := range bundledFilm(t).Notices {
		for ref := range n.Refs.All() {
			assert.Contains(t, references, "\n  "+ref.Key+": ")
			assert.Contains(t, references, "\n    "+ref.URL+"\n")
		}
	}
}

// A credit that is refused is outside the total, and aid is measured against the budget even where the plan
// falls short of it.
func TestReportOfARefusedCredit(t *testing.T) {
	var out, problems bytes.Buffer
	require.Zero(t, run([]string{"-dir", damaged(t, "plan.json", `"status": "requested"`, `"status": "refused"`)}, &out, &problems), problems.String())
	sources, rest, _ := strings.Cut(out.String(), "  missing ")
	assert.NotContains(t, sources, "crédit d’impôt")
	assert.Contains(t, rest, "\n  not in the total: crédit d’impôt, État (refused) ")

	made := bundledFilm(t)
	made.Plan.Total = money.MustParse("1.00")
	out.Reset()
	require.NoError(t, report(&out, made))
	assert.Contains(t, out.String(), "public aid, 55.74 % of the budget")
}

// Forty players in sixty scenes are beyond the search: it ends all the same, and says how far it got.
func TestAFilmBeyondProof(t *testing.T) {
	if testing.Short() {
		t.Skip("it searches as long as any film may, some seconds")
	}
	dir := damaged(t, "", "", "")
	var players, scenes []string
	r := rand.New(rand.NewPCG(1, 1))
	for i := range 40 {
		players = append(players, fmt.Sprintf(`{"name": "P%d", "fee": "500.00", "account": "31"}`, i))
	}
	for i := range 60 {
		var cast []string
		for p := range 40 {
			if r.IntN(7) == 0 {
				cast = append(cast, fmt.Sprintf(`"P%d"`, p))
			}
		}
		scenes = append(scenes, fmt.Sprintf(`{"number": "%d", "heading": "INT.", "halfDays": 1, "players": [%s]}`, i, strings.Join(cast, ",")))
	}
	document := fmt.Sprintf(`{"about": "a test", "sources": ["none"], "document": {"start": "2026-04-13", "players": [%s], "scenes": [%s]}}`,
		strings.Join(players, ","), strings.Join(scenes, ","))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "script.json"), []byte(document), 0o600))
	var out, problems bytes.Buffer
	require.Zero(t, run([]string{"-dir", dir}, &out, &problems), problems.String())
	assert.Contains(t, out.String(), "players, in the best order found ")
	assert.Contains(t, out.String(), "no order costs less than ")
}

// damaged returns a copy of the film with one text of one file replaced.
func damaged(t *testing.T, name, old, replacement string) string {
	t.Helper()
	dir := t.TempDir()
	entries, err := os.ReadDir("film")
	require.NoError(t, err)
	for _, entry := range entries {
		data, err := os.ReadFile(filepath.Join("film", entry.Name()))
		require.NoError(t, err)
		if entry.Name() == name {
			require.Contains(t, string(data), old)
			data = bytes.Replace(data, []byte(old), []byte(replacement), 1)
		}
		require.NoError(t, os.WriteFile(filepath.Join(dir, entry.Name()), data, 0o600))
	}
	return dir
}

func TestBadInput(t *testing.T) {
	for _, c := range []struct{ name, file, old, replacement, want string }{
		{"unknown field", "script.json", `"start"`, `"begin"`, "script.json: document.begin: unknown field\nscript.json: document.start: is missing\n"},
		{"no source", "crew.json", `"sources"`, `"source"`, "crew.json: source: unknown field\ncrew.json: sources: is missing\n"},
		{"unknown job title", "crew.json", `{"job": "Scripte cinéma", "account"`, `{"job": "Script cinéma", "account"`, "crew.json: document.engagements[5].job: names nothing in the document: the grid has no such function: \"Script cin\\u00e9ma\"\n"},
		{"negative weeks", "crew.json", `"weeksBefore": 4`, `"weeksBefore": -4`, "crew.json: document.engagements[0].weeksBefore: is out of range: 0 to 100: \"-4\"\n"},
		{"unknown player", "script.json", `"players": ["Nora", "Le passeur"]`, `"players": ["Nora", "Le passant"]`, "script.json: document.scenes[0].players[1]: names nothing in the document: \"Le passant\"\n"},
		{"scene of no length", "script.json", `"halfDays": 2`, `"halfDays": 0`, "script.json: document.scenes[0].halfDays: is out of range: 1 to 100: \"0\"\n"},
		{"a date that is none", "script.json", `2026-04-13`, `2026-04-31`, "script.json: document.start: not a date: 2026-04-31\n"},
		{"negative fee", "script.json", `"900.00"`, `"-900.00"`, "script.json: document.players[0].fee: is out of range: more than 0.00, at most 1000000.00: \"-900.00\"\n"},
		{"absurd fee", "script.json", `"900.00"`, `"92233720368547758.07"`, "script.json: document.players[0].fee: is out of range: "},
		{"before the tables", "script.json", `2026-04-13`, `2024-04-15`, "script.json: document.start: "},
		{"no scenes", "script.json", `"scenes": [`, `"scenes": [], "old": [`, "script.json: document.old: unknown field\nscript.json: document.scenes: is missing: something is shot\n"},
		{"negative mobility rate", "employer.json", `"mobilityRate": "0"`, `"mobilityRate": "-3"`, "employer.json: document.mobilityRate: is out of range: 0 to 100: "},
		{"accident rate over all", "employer.json", `"accidentRate": "`, `"accidentRate": "900`, "employer.json: document.accidentRate: is out of range: 0 to 100: "},
		{"another currency", "deal.json", `"currency": "EUR"`, `"currency": "USD"`, "deal.json: document.currency: is out of range: wages and the tax credit are in EUR: \"USD\"\n"},
		{"a budget in another currency", "budget.json", `"currency": "EUR"`, `"currency": "USD"`, "budget.json: document.currency: is out of range: wages and the tax credit are in EUR: \"USD\"\n"},
		{"a year before any table", "script.json", `2026-04-13`, `1900-01-01`, "script.json: document.start: payroll: no value at this date on 1900-01-01, first on 2025-01-01: \"1900-01-01\"\n"},
		{"a year after the calendar", "script.json", `2026-04-13`, `2198-04-13`, "script.json: document.start: outside the years 1900 to 2199: "},
		{"engaged before the tables", "script.json", `2026-04-13`, `2025-01-02`, "script.json: document.start: somebody is engaged 4 weeks before: payroll: no value at this date on 2024-12-31, "},
		{"negative headcount", "employer.json", `"headcount": 4`, `"headcount": -4`, "employer.json: document.headcount: is out of range: 0 to 1,000,000: \"-4\"\n"},
		{"scene twice", "script.json", `"number": "2"`, `"number": "1"`, "script.json: document.scenes[1].number: is given twice: \"1\"\n"},
		{"scene without a number", "script.json", `"number": "2"`, `"number": ""`, "script.json: document.scenes[1].number: is missing\n"},
		{"player without a name", "script.json", `"name": "Nora"`, `"name": ""`, "script.json: document.players[0].name: is missing\n"},
		{"player twice", "script.json", `{"name": "Tom"`, `{"name": "Nora", "fee": "1.00", "account": "31"}, {"name": "Tom"`, "script.json: document.players[1].name: is given twice: \"Nora\"\n"},
		{"function twice", "crew.json", `"1er assistant décorateur cinéma"`, `"1er assistant costume cinéma"`, "crew.json: document.grid[1].job: is given twice: "},
		{"a file about nothing", "crew.json", `"about": "`, `"about": "", "past": "`, "crew.json: past: unknown field\ncrew.json: about: is missing\n"},
		{"no sources of figures", "employer.json", `"sources": [`, `"sources": [], "old": [`, "employer.json: old: unknown field\nemployer.json: sources: is missing\n"},
		{"no sources of money", "plan.json", `    "sources": [`, `    "sources": [], "old": [`, "plan.json: document.old: unknown field\nplan.json: document.sources: is missing: somebody pays\n"},
		{"amount of the credit", "plan.json", `"status": "requested"`, `"amount": "1.00", "status": "requested"`, "plan.json: document.sources[2].amount: unknown field: it is what the tax credit comes to: \"1.00\"\n"},
		{"amount of the balancing source", "plan.json", `"balancing": true`, `"amount": "1.00", "balancing": true`, "plan.json: document.sources[7].amount: unknown field: the balancing source has none of its own: \"1.00\"\n"},
		{"credit that balances", "plan.json", `"source": "credit"`, `"source": "own"`, "plan.json: document.sources[7].balancing: unknown field: the tax credit balances nothing\n"},
		{"foreign sources beyond the budget", "plan.json", `"240000.00"`, `"9240000.00"`, "plan.json: document.sources: is out of range: foreign sources pay for the whole budget, "},
		{"negative line", "budget.json", `"price": "84000"`, `"price": "-84000"`, "budget.json: document.accounts[0].lines[0]: is negative: \"-84000.00\"\n"},
		{"receipts beyond an amount", "deal.json", `"412600.00"`, `"92233720368547758.07"`, "deal.json: document.events[1].amount: this event cannot be applied: "},
		{"credit before its law", "plan.json", `"date": "2026`, `"date": "2010`, "plan.json: document.taxCredit.date: "},
		{"account that is not there", "script.json", `"account": "31"`, `"account": "39"`, "script.json: document.players[0].account: names nothing in the document: budget.json has no such account: \"39\"\n"},
		{"negative amount", "plan.json", `"230000.00"`, `"-230000.00"`, "plan.json: document.sources[3].amount: is negative: \"-230000.00\"\n"},
		{"too much money", "plan.json", `"230000.00"`, `"930000.00"`, "plan.json: document.sources[7].amount: is negative: the other sources exceed the budget: "},
		{"credit of no source", "plan.json", `"source": "credit"`, `"source": "cic"`, "plan.json: document.taxCredit.source: names nothing in the document: \"cic\"\n"},
		{"shares of 0.99", "deal.json", `"share": "571/2038"`, `"share": "0.27018"`, "deal.json: document.pots[4].steps[0].shares: shares have to add up to exactly 1: "},
		{"formula", "budget.json", `"quantity": "figurants"`, `"quantity": "extras"`, "budget.json: document.accounts[2].accounts[3].lines[0].quantity: unknown name: extras\n"},
		{"not JSON", "employer.json", `{`, `[`, "employer.json: unreadable document: line 2, column 10: a comma or ']' is wanted\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, args := range [][]string{nil, {"-json"}} {
				var out, problems bytes.Buffer
				status := run(append(args, "-dir", damaged(t, c.file, c.old, c.replacement)), &out, &problems)
				assert.Equal(t, 2, status)
				assert.Empty(t, out.String(), "nothing half-written")
				assert.True(t, strings.HasPrefix(problems.String(), c.want), problems.String())
				assert.Equal(t, max(1, strings.Count(c.want, "\n")), strings.Count(problems.String(), "\n"), "a line for each fault")
			}
		})
	}
}

func TestMissingFiles(t *testing.T) {
	dir := damaged(t, "", "", "")
	require.NoError(t, os.Remove(filepath.Join(dir, "plan.json")))
	require.NoError(t, os.Remove(filepath.Join(dir, "deal.json")))
	var out, problems bytes.Buffer
	assert.Equal(t, 2, run([]string{"-dir", dir}, &out, &problems))
	assert.Equal(t, "plan.json: no such file or directory\ndeal.json: no such file or directory\n", problems.String())
	for _, nowhere := range []string{"", filepath.Join(dir, "nowhere"), filepath.Join(dir, "crew.json")} {
		problems.Reset()
		assert.Equal(t, 2, run([]string{"-dir", nowhere}, &out, &problems))
		assert.True(t, strings.HasPrefix(problems.String(), "-dir: "), problems.String())
		assert.Equal(t, 1, strings.Count(problems.String(), "\n"))
	}
	assert.Equal(t, 2, run([]string{"extra"}, &out, &problems))
	assert.Equal(t, 2, run([]string{"-colour"}, &out, &problems))
	assert.Empty(t, out.String())
	assert.Equal(t, 0, run([]string{"-help"}, &out, &problems))
}
