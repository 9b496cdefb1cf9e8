package budget

import (
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// FinalCostColumns are what an account has cost in the end, each the sum of those below.
type FinalCostColumns struct {
	// Home is what was spent in the territory of the plan, Abroad elsewhere.
	Home   money.Amount `json:"home"`
	Abroad money.Amount `json:"abroad"`
	Total  money.Amount `json:"total"`
	// Undocumented is the part of the total whose supporting document is missing; what corrections
	// took off may make it negative.
	Undocumented money.Amount `json:"undocumented"`
	// Budget is the original one, Difference the budget less the total.
	Budget     money.Amount `json:"budget"`
	Difference money.Amount `json:"difference"`
}

// FinalCostRow is an account of a final cost statement.
type FinalCostRow struct {
	Code   string `json:"code"`
	Name   string `json:"name,omitempty"`
	Parent string `json:"parent,omitempty"`
	Depth  int    `json:"depth"`
	FinalCostColumns
}

// MissingDocument is a cost or a payment without its supporting document.
type MissingDocument struct {
	Entry string       `json:"entry"`
	Kind  EntryKind    `json:"kind"`
	Date  civil.Date   `json:"date"`
	Party string       `json:"party,omitempty"`
	Label string       `json:"label,omitempty"`
	Gross money.Amount `json:"gross"`
}

// FinalCost is a final cost statement.
type FinalCost struct {
	Through civil.Date       `json:"through"`
	Rows    []FinalCostRow   `json:"rows"`
	Total   FinalCostColumns `json:"total"`
	// Missing are the supporting documents that are missing, in the order of posting.
	Missing []MissingDocument `json:"missing"`
	// Committed is what is still ordered and not invoiced, Owed what is not paid: both are 0.00
	// before a statement is final.
	Committed money.Amount `json:"committed"`
	Owed      money.Amount `json:"owed"`
}

// IsComplete reports whether nothing is committed or owed any more and no document is missing.
func (c FinalCost) IsComplete() bool {
	return len(c.Missing) == 0 && c.Committed.IsZero() && c.Owed.IsZero()
}

// FinalCost returns the final cost statement (coût définitif) of what was posted up to a day, by account, at
// home and abroad, without the VAT that is recovered. A day that is none is a [*FieldError].
// Documents are those the state has now; what is owed and committed is as of the day.
//
// Complexity linear in the movements, the entries and the accounts.
func (l *Ledger) FinalCost(s State, through civil.Date) (FinalCost, error) {
	if through.IsZero() {
		return FinalCost{}, &FieldError{Path: "through", Err: valid.ErrMissing}
	}
	if len(s.balances) != len(l.accounts) {
		return FinalCost{}, &FieldError{Path: "state", Err: valid.ErrReference}
	}
	accounts := make([]finalColumns, len(l.accounts))
	var committed, owed int64
	for i := range s.moves {
		m := &s.moves[i]
		if m.date.After(through) {
			continue
		}
		committed += m.committed
		if m.class == costMove {
			accounts[m.account].addMove(m, s.entries[m.entry].needsDocument())
			if s.isOwed(m.entry) {
				owed += m.gross()
			}
		}
	}
	statement := FinalCost{Through: through, Missing: []MissingDocument{}, Committed: money.FromCents(committed)}
	for i := range s.entries {
		p := &s.entries[i]
		if p.date.After(through) {
			continue
		}
		owed -= s.paidBy(p)
		if p.needsDocument() {
			statement.Missing = append(statement.Missing, s.missing(p))
		}
	}
	statement.Owed = money.FromCents(owed)
	statement.Rows, statement.Total = l.finalRows(accounts)
	return statement, nil
}

// acts returns the kind that an entry acts as: for a correction, that of what it corrects.
func (s *State) acts(p *posted) EntryKind {
	if p.kind == Correction {
		return s.entries[p.of].kind
	}
	return p.kind
}

// isOwed reports whether an entry changes what is owed: every cost but those paid at once.
func (s *State) isOwed(entry int32) bool { return s.acts(&s.entries[entry]) != PettyCash }

// paidBy returns what an entry itself pays.
func (s *State) paidBy(p *posted) int64 {
	if s.acts(p) != Payment {
		return 0
	}
	return p.moved
}

func (s *State) missing(p *posted) MissingDocument {
	gross := p.moved
	for i := p.first; i < p.first+p.count; i++ {
		gross += s.moves[i].gross()
	}
	return MissingDocument{p.id, p.kind, p.date, p.party, p.label, money.FromCents(gross)}
}

// finalColumns are those of a statement in cents.
type finalColumns struct{ home, abroad, undocumented, budget int64 }

func (c *finalColumns) addMove(m *move, undocumented bool) {
	if m.abroad {
		c.abroad += m.actual()
	} else {
		c.home += m.actual()
	}
	if undocumented {
		c.undocumented += m.actual()
	}
}

func (c *finalColumns) add(d finalColumns) {
	c.home += d.home
	c.abroad += d.abroad
	c.undocumented += d.undocumented
	c.budget += d.budget
}

func (c finalColumns) posted() FinalCostColumns {
	total := c.home + c.abroad
	return FinalCostColumns{
		money.FromCents(c.home), money.FromCents(c.abroad), money.FromCents(total), money.FromCents(c.undocumented),
		money.FromCents(c.budget), money.FromCents(c.budget - total),
	}
}

// finalRows adds the accounts below into those above, and returns the rows and their total.
func (l *Ledger) finalRows(accounts []finalColumns) ([]FinalCostRow, FinalCostColumns) {
	var total finalColumns
	rows := make([]FinalCostRow, len(accounts))
	for i := len(accounts) - 1; i >= 0; i-- {
		account := &l.accounts[i]
		accounts[i].budget += account.budget
		row := FinalCostRow{Code: account.code, Name: account.name, Depth: account.depth, FinalCostColumns: accounts[i].posted()}
		if account.parent < 0 {
			total.add(accounts[i])
		} else {
			row.Parent = l.accounts[account.parent].code
			accounts[account.parent].add(accounts[i])
		}
		rows[i] = row
	}
	return rows, total.posted()
}
