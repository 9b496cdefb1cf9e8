package budget

import (
	"bytes"
	_ "embed"
	"io"
	"slices"

	"github.com/bobine-film/bobine/internal/lazy"
	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
)

// Codes of the built-in charts of accounts.
const (
	// CNCCinema has the nine postes of the devis of a film.
	CNCCinema = "cnc-cinema"
	// CNCFiction, CNCDocumentary and CNCAnimation are the same for television.
	CNCFiction     = "cnc-fiction"
	CNCDocumentary = "cnc-documentary"
	CNCAnimation   = "cnc-animation"
	// USFeature has the four-digit accounts of US features.
	USFeature = "us-feature"
	// AICP has the letters of the bid form of US commercials.
	AICP = "aicp"
)

// Chart is a chart of accounts (plan de comptes, nomenclature), a template to change at will:
// plain data, whose status and sources say how sure its codes and names are.
type Chart struct {
	Code string `json:"code" strict:"required"`
	Name string `json:"name"`
	// Status says how sure the chart is, Sources where it was read.
	Status  law.Status `json:"status"`
	Sources []law.Ref  `json:"sources,omitempty"`
	Note    string     `json:"note,omitempty"`
	// Grammar is the form of the codes of its accounts.
	Grammar  ChartGrammar   `json:"grammar" strict:"required"`
	Accounts []ChartAccount `json:"accounts" strict:"required"`
}

// ChartAccount is an account of a chart (poste), with those below it (sous-postes).
type ChartAccount struct {
	Code         string         `json:"code" strict:"required"`
	Name         string         `json:"name"`
	AboveTheLine bool           `json:"aboveTheLine,omitempty"`
	Accounts     []ChartAccount `json:"accounts,omitempty"`
}

//go:embed tables/charts.json
var chartsJSON []byte

// chartTable is what tables/charts.json holds.
type chartTable struct {
	Charts   []Chart   `json:"charts" strict:"required"`
	Mappings []Mapping `json:"mappings" strict:"required"`
}

var builtInChartsOnce lazy.Value[chartTable]

// builtInCharts reads the table once, when it is first needed. A test says that it is sound.
func builtInCharts() (chartTable, error) {
	return builtInChartsOnce.Get(func() (chartTable, error) {
		var t chartTable
		err := strictjson.Decode(bytes.NewReader(chartsJSON), &t, 1)
		return t, err
	})
}

// Charts returns the built-in charts of accounts. They are copies of the caller's own.
func Charts() []Chart {
	table, _ := builtInCharts()
	charts := slices.Clone(table.Charts)
	for i := range charts {
		charts[i].Sources = slices.Clone(charts[i].Sources)
		charts[i].Accounts = cloneChartAccounts(charts[i].Accounts)
	}
	return charts
}

// ChartOf returns the built-in chart of a code such as [CNCCinema], a copy of the caller's own.
// Another code is a [*FieldError].
func ChartOf(code string) (Chart, error) {
	var codes []string
	for _, c := range Charts() {
		if c.Code == code {
			return c, nil
		}
		codes = append(codes, c.Code)
	}
	var f valid.Faults
	valid.OneOf(&f, "code", code, codes)
	return Chart{}, f.Err()
}

// DecodeChart reads a chart from JSON and checks it, as [Decode] does a budget.
func DecodeChart(r io.Reader) (Chart, error) {
	var c Chart
	reading := strictjson.Decode(r, &c, 1)
	if err := valid.Merge(reading, c.Check()); err != nil {
		return Chart{}, err
	}
	return c, nil
}

// Check reports every fault of the chart, each a [*FieldError], or nil: codes that are missing,
// given twice, or not of the grammar, and a grammar of impossible widths.
func (c Chart) Check() error {
	var f valid.Faults
	checkCode(&f, c.Code, false)
	f.Enter("grammar")
	sound := c.Grammar.check(&f)
	f.Leave()
	seen := map[string]bool{}
	var check func([]ChartAccount)
	check = func(accounts []ChartAccount) {
		f.Enter("accounts")
		for i, a := range accounts {
			f.Index(i)
			checkCode(&f, a.Code, seen[a.Code])
			seen[a.Code] = true
			if sound && a.Code != "" {
				c.Grammar.checkCode(&f, a.Code)
			}
			check(a.Accounts)
			f.Leave()
		}
		f.Leave()
	}
	check(c.Accounts)
	return f.Err()
}

// NewAccounts returns the accounts of the chart for a budget, without lines. A faulty chart is
// refused as [Chart.Check] tells it.
func (c Chart) NewAccounts() ([]Account, error) {
	if err := c.Check(); err != nil {
		return nil, err
	}
	return emptyAccounts(c.Accounts), nil
}

func emptyAccounts(chart []ChartAccount) []Account {
	if chart == nil {
		return nil
	}
	accounts := make([]Account, len(chart))
	for i, a := range chart {
		accounts[i] = Account{Code: a.Code, Name: a.Name, AboveTheLine: a.AboveTheLine, Accounts: emptyAccounts(a.Accounts)}
	}
	return accounts
}

func cloneChartAccounts(accounts []ChartAccount) []ChartAccount {
	accounts = slices.Clone(accounts)
	for i := range accounts {
		accounts[i].Accounts = cloneChartAccounts(accounts[i].Accounts)
	}
	return accounts
}
