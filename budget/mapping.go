package budget

import (
	"errors"
	"slices"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// ErrUnmapped reports an account that a mapping gives no place in the other chart.
var ErrUnmapped = errors.New("is mapped to nothing")

// Mapping says where each account of a chart goes in another (table de passage). An account below
// one that is mapped follows it, unless it is mapped itself.
type Mapping struct {
	// From and To are the codes of the charts.
	From string `json:"from" strict:"required"`
	To   string `json:"to" strict:"required"`
	// Status says how sure the mapping is, Sources where it was read.
	Status  law.Status    `json:"status"`
	Sources []law.Ref     `json:"sources,omitempty"`
	Note    string        `json:"note,omitempty"`
	Pairs   []MappingPair `json:"pairs" strict:"required"`
}

// MappingPair sends an account to another, by their codes.
type MappingPair struct {
	From string `json:"from" strict:"required"`
	To   string `json:"to" strict:"required"`
}

// MappingOf returns the built-in mapping of one chart to another, by their codes, a copy of the
// caller's own. There are those between [CNCCinema] and [USFeature], both derived: a reading of the
// names of the accounts. Others are a [*FieldError].
func MappingOf(from, to string) (Mapping, error) {
	table, _ := builtInCharts()
	for _, m := range table.Mappings {
		if m.From == from && m.To == to {
			m.Sources, m.Pairs = slices.Clone(m.Sources), slices.Clone(m.Pairs)
			return m, nil
		}
	}
	var f valid.Faults
	f.Addf("from", from, valid.ErrReference, "no mapping to %s", valid.Quote(to))
	return Mapping{}, f.Err()
}

// Check reports every fault of the mapping between two charts, each a [*FieldError], or nil: an
// account that is mapped to nothing ([ErrUnmapped]) or twice, and codes that the charts do not have.
func (m Mapping) Check(from, to Chart) error {
	var f valid.Faults
	if m.From != from.Code {
		f.Addf("from", m.From, valid.ErrReference, "the chart is %s", valid.Quote(from.Code))
	}
	p := m.placing(&f, to)
	known := map[string]bool{}
	source := emptyTotals(from.Accounts, known)
	f.Enter("pairs")
	for i, pair := range m.Pairs {
		if !known[pair.From] {
			f.Index(i)
			f.Add("from", pair.From, valid.ErrReference)
			f.Leave()
		}
	}
	f.Leave()
	p.accounts(source, "")
	return f.Err()
}

// Reprint returns a computed budget under another chart: every line in the account that the mapping
// sends its own to, in the order of the budget, and all accounts of the chart, those of nothing too.
// Charges and credits stay as they are; the total is the same to the cent.
//
// An account with lines, or with nothing below it, that is mapped to nothing is a [*FieldError] of
// [ErrUnmapped]; an account mapped twice, a target that the chart does not have, another chart than
// the mapping leads to and a faulty chart are each a [*FieldError]. Pairs of accounts that the budget
// does not have mean nothing. Linear in the number of lines.
func (m Mapping) Reprint(sheet Topsheet, to Chart) (Topsheet, error) {
	if err := to.Check(); err != nil {
		return Topsheet{}, err
	}
	var f valid.Faults
	p := m.placing(&f, to)
	p.accounts(sheet.Accounts, "")
	if err := f.Err(); err != nil {
		return Topsheet{}, err
	}
	accounts := emptyTotals(to.Accounts, map[string]bool{})
	f.Enter("accounts")
	p.fill(accounts)
	f.Leave()
	if err := f.Err(); err != nil {
		return Topsheet{}, err
	}
	return Topsheet{Accounts: accounts, Charges: slices.Clone(sheet.Charges), Credits: slices.Clone(sheet.Credits), Total: sheet.Total}, nil
}

// placing is a reprint in the making.
type placing struct {
	faults  *valid.Faults
	targets map[string]string      // by code of the source
	lines   map[string][]LineTotal // by code of the target
}

// placing checks the pairs of a mapping to a chart.
func (m Mapping) placing(f *valid.Faults, to Chart) *placing {
	p := &placing{f, map[string]string{}, map[string][]LineTotal{}}
	if m.To != to.Code {
		f.Addf("to", m.To, valid.ErrReference, "the chart is %s", valid.Quote(to.Code))
	}
	known := map[string]bool{}
	emptyTotals(to.Accounts, known)
	f.Enter("pairs")
	for i, pair := range m.Pairs {
		f.Index(i)
		if _, twice := p.targets[pair.From]; twice {
			f.Add("from", pair.From, valid.ErrDuplicate)
		}
		if !known[pair.To] {
			f.Add("to", pair.To, valid.ErrReference)
		}
		p.targets[pair.From] = pair.To
		f.Leave()
	}
	f.Leave()
	return p
}

// accounts puts the lines of accounts where they go, given where the account above them does.
func (p *placing) accounts(accounts []AccountTotal, above string) {
	p.faults.Enter("accounts")
	for i, a := range accounts {
		p.faults.Index(i)
		target, own := p.targets[a.Code]
		if !own {
			target = above
		}
		if target == "" && (len(a.Lines) > 0 || len(a.Accounts) == 0) {
			p.faults.Add("", a.Code, ErrUnmapped)
		}
		p.accounts(a.Accounts, target)
		for _, line := range a.Lines {
			p.lines[target] = append(p.lines[target], cloneLineTotal(line))
		}
		p.faults.Leave()
	}
	p.faults.Leave()
}

// fill gives accounts their lines, and adds them up.
func (p *placing) fill(accounts []AccountTotal) {
	for i := range accounts {
		a := &accounts[i]
		p.faults.Index(i)
		p.faults.Enter("accounts")
		p.fill(a.Accounts)
		p.faults.Leave()
		a.Lines = append(a.Lines, p.lines[a.Code]...)
		var direct, fringes, total money.Total
		for _, below := range a.Accounts {
			direct.Add(below.Direct)
			fringes.Add(below.Fringes)
		}
		for _, line := range a.Lines {
			direct.Add(line.Amount)
			fringes.Add(line.Fringes)
		}
		a.Direct, a.Fringes = p.posted(direct), p.posted(fringes)
		total.Add(a.Direct)
		total.Add(a.Fringes)
		a.Total = p.posted(total)
		p.faults.Leave()
	}
}

func (p *placing) posted(t money.Total) money.Amount {
	amount, err := t.Amount()
	if err != nil {
		p.faults.Add("", nil, err)
	}
	return amount
}

// emptyTotals returns the accounts of a chart as those of a budget without lines, and marks their
// codes as known.
func emptyTotals(chart []ChartAccount, known map[string]bool) []AccountTotal {
	totals := make([]AccountTotal, len(chart))
	for i, a := range chart {
		known[a.Code] = true
		totals[i] = AccountTotal{Code: a.Code, Name: a.Name, Accounts: emptyTotals(a.Accounts, known), Lines: []LineTotal{}}
	}
	return totals
}

// cloneLineTotal returns a line that shares no memory with it.
func cloneLineTotal(l LineTotal) LineTotal {
	l.FringeLines = slices.Clone(l.FringeLines)
	for i := range l.FringeLines {
		if hours := l.FringeLines[i].Hours; hours != nil {
			l.FringeLines[i].Hours = new(*hours)
		}
	}
	return l
}
