package budget

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
)

func TestBuiltInCharts(t *testing.T) {
	_, err := builtInCharts()
	require.NoError(t, err)
	var codes []string
	for _, c := range Charts() {
		codes = append(codes, c.Code)
		require.NoError(t, c.Check(), c.Code)
		assert.NotEqual(t, law.Verified, c.Status, "%s: no chart was read in a primary text", c.Code)
		assert.NotEmpty(t, c.Note, c.Code)
		require.NotEmpty(t, c.Sources, c.Code)
		for _, s := range c.Sources {
			assert.NotEmpty(t, s.Title)
			assert.True(t, strings.HasPrefix(s.URL, "https://"), s.URL)
		}
		eachChartAccount(c.Accounts, func(a ChartAccount) { assert.NotEmpty(t, a.Name, "%s %s", c.Code, a.Code) })
	}
	assert.Equal(t, []string{CNCCinema, CNCFiction, CNCDocumentary, CNCAnimation, USFeature, AICP}, codes)
	_, err = ChartOf("cnc")
	require.ErrorIs(t, err, valid.ErrOneOf)
	require.ErrorContains(t, err, "code: is not one of the words allowed: cnc-cinema, ")
}

func eachChartAccount(accounts []ChartAccount, yield func(ChartAccount)) {
	for _, a := range accounts {
		yield(a)
		eachChartAccount(a.Accounts, yield)
	}
}

func namesOf(t *testing.T, chart string) map[string]string {
	t.Helper()
	c, err := ChartOf(chart)
	require.NoError(t, err)
	names := map[string]string{}
	eachChartAccount(c.Accounts, func(a ChartAccount) { names[a.Code] = a.Name })
	return names
}

// The nine postes of the devis and where the Senate sees the director and visual effects
// (senat.fr, r98-011): split between 1 and 2, in 5 or 8.
func TestTheNinePostes(t *testing.T) {
	for _, chart := range []string{CNCCinema, CNCFiction, CNCDocumentary, CNCAnimation} {
		c, err := ChartOf(chart)
		require.NoError(t, err)
		for i, a := range c.Accounts[:9] {
			assert.Equal(t, string("123456789"[i]), a.Code, chart)
			assert.False(t, a.AboveTheLine, "a devis has no such line")
			for _, below := range a.Accounts {
				assert.True(t, strings.HasPrefix(below.Code, a.Code), "%s %s", chart, below.Code)
			}
		}
	}
	names := namesOf(t, CNCCinema)
	assert.Contains(t, names["13"], "réalisateur")
	assert.Contains(t, names["22"], "Réalisateur")
	assert.Contains(t, names["58"], "Effets spéciaux")
	assert.Contains(t, names["87"], "Effets visuels")
	assert.Len(t, names, 9+62)
}

// The stages of RGA 311-44, each with a place.
func TestStagesOfAnimation(t *testing.T) {
	all := ""
	for _, name := range namesOf(t, CNCAnimation) {
		all += strings.ToLower(name) + "\n"
	}
	for _, stage := range []string{
		"bible littéraire", "scénario", "direction d’écriture", "réalisation", "musique", "scénarimage",
		"décors de référence", "développement des personnages", "layout", "animation\n", "exécution des décors",
		"rendu et éclairage", "compositing", "postproduction image", "postproduction son",
	} {
		assert.Contains(t, all, stage)
	}
}

// Every account of the public extracts has a place in the US chart, and above the line is what is
// under 2000 (MMB level breaks).
func TestUSChartHasThePublishedAccounts(t *testing.T) {
	c, err := ChartOf(USFeature)
	require.NoError(t, err)
	for _, a := range c.Accounts {
		assert.Equal(t, a.Code < "2000", a.AboveTheLine, a.Code)
	}
	data, err := os.ReadFile("../../shared/data/budget/us_chart_accounts.tsv")
	if err != nil {
		t.Skip("the published accounts are not at hand: ", err)
	}
	names := namesOf(t, USFeature)
	for row := range strings.Lines(string(data)) {
		code, _, ok := strings.Cut(row, "\t")
		require.True(t, ok)
		assert.Contains(t, names, code)
	}
}

func TestChartsAreCopies(t *testing.T) {
	first, err := ChartOf(CNCCinema)
	require.NoError(t, err)
	first.Accounts[0].Accounts[0].Name = "changed"
	first.Sources[0].Title = "changed"
	second, err := ChartOf(CNCCinema)
	require.NoError(t, err)
	assert.Equal(t, "Sujet, œuvre originaire", second.Accounts[0].Accounts[0].Name)
	assert.NotEqual(t, "changed", second.Sources[0].Title)
}

func TestNewAccounts(t *testing.T) {
	for _, c := range Charts() {
		accounts, err := c.NewAccounts()
		require.NoError(t, err)
		sheet, err := Compute(Budget{Title: "empty", Currency: "EUR", Accounts: accounts})
		require.NoError(t, err)
		assert.Equal(t, "0.00", sheet.Total.String())
		assert.Len(t, sheet.Accounts, len(c.Accounts))
	}
	us, err := ChartOf(USFeature)
	require.NoError(t, err)
	accounts, err := us.NewAccounts()
	require.NoError(t, err)
	assert.True(t, accounts[0].AboveTheLine)
	us.Accounts = append(us.Accounts, us.Accounts[0])
	_, err = us.NewAccounts()
	require.ErrorIs(t, err, valid.ErrDuplicate)
}

const soundChart = `{"code": "own", "status": "derived", "grammar": {"category": 2, "account": 1, "separator": "-"},
 "accounts": [{"code": "10", "name": "Story", "accounts": [{"code": "10-1", "name": "Rights"}]}, {"code": "20", "name": "Crew"}]}`

func TestDecodeChartRefuses(t *testing.T) {
	_, err := DecodeChart(strings.NewReader(soundChart))
	require.NoError(t, err)
	for _, c := range []struct{ name, old, replacement, want string }{
		{"no code", `"own"`, `""`, "code: is missing"},
		{"no grammar", `"grammar": {"category": 2, "account": 1, "separator": "-"},`, ``, "grammar: is missing"},
		{"width of a category", `"category": 2`, `"category": 7`, "grammar.category: is out of range: 1 to 6 letters and digits"},
		{"gap of widths", `"account": 1`, `"set": 1`, "grammar.set: is out of range: there is no subAccount above it"},
		{"separator", `"-"`, `"."`, "grammar.separator: is not one of the words allowed"},
		{"another width", `"10-1"`, `"10-01"`, `accounts[0].accounts[0].code: not a code of the chart: "10-01"`},
		{"twice", `"code": "20"`, `"code": "10"`, `accounts[1].code: is given twice: "10"`},
		{"no account code", `"code": "20"`, `"code": ""`, `accounts[1].code: is missing`},
		{"status", `"derived"`, `"sure"`, `status: `},
		{"unknown field", `"name": "Crew"`, `"label": "Crew"`, `accounts[1].label: unknown field`},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.Contains(t, soundChart, c.old)
			_, err := DecodeChart(strings.NewReader(strings.Replace(soundChart, c.old, c.replacement, 1)))
			require.ErrorContains(t, err, c.want)
			var fault *FieldError
			require.ErrorAs(t, err, &fault)
		})
	}
	broken := strings.NewReplacer(`"10-1"`, `"1"`, `"code": "20"`, `"code": "10"`, `"own"`, `"*"`).Replace(soundChart)
	_, err = DecodeChart(strings.NewReader(broken))
	assert.Len(t, valid.List(err), 3, "%v", err)
}

func TestAccountsOfTheChartSort(t *testing.T) {
	for _, c := range Charts() {
		assert.True(t, slices.IsSortedFunc(c.Accounts, func(a, b ChartAccount) int { return strings.Compare(a.Code, b.Code) }), c.Code)
	}
}
