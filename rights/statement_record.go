package rights

import (
	"encoding/json"
	"iter"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
)

// StatementRecord is a statement in compact form, as data: what moved in the period, and nothing else.
type StatementRecord struct {
	From civil.Date `json:"from,omitzero"`
	To   civil.Date `json:"to"`
	// Order is the rule by which the events follow one another.
	Order EventOrder `json:"order"`
	// Events are the ids of those of the period.
	Events   []string `json:"events"`
	Received Movement `json:"received"`
	// Parts are one for each plan in force.
	Parts    []PartRecord     `json:"parts"`
	Interest []InterestLine   `json:"interest,omitempty"`
	Payees   []PayeeStatement `json:"payees"`
}

// PartRecord is the part of a statement during which one plan was in force.
type PartRecord struct {
	From civil.Date `json:"from,omitzero"`
	To   civil.Date `json:"to"`
	// Lines are those with an amount in the period.
	Lines []StatementLine `json:"lines"`
	// Accounts are those that moved.
	Accounts []AccountStatement `json:"accounts"`
}

// isStill reports whether nothing happened in the period.
func (s Statement) isStill() bool {
	return len(s.Parts) == 1 && s.EventCount == 0 && len(s.Interest) == 0
}

// Record returns the statement in compact form.
func (s Statement) Record() StatementRecord {
	r := StatementRecord{
		From: s.From, To: s.To, Order: s.Order, Received: s.Received(), Interest: slices.Clone(s.Interest),
		Events: make([]string, len(s.Events)), Parts: make([]PartRecord, len(s.Parts)), Payees: []PayeeStatement{},
	}
	for i, e := range s.Events {
		r.Events[i] = e.ID
	}
	if s.isStill() { // as most are of a hostile deal with many closes
		r.Parts[0] = PartRecord{From: s.From, To: s.To, Lines: []StatementLine{}, Accounts: []AccountStatement{}}
		return r
	}
	for i, p := range s.Parts {
		r.Parts[i] = p.record(i)
	}
	for _, p := range s.Payees() {
		if !p.Entitled.Period.IsZero() || !p.Paid.Period.IsZero() {
			r.Payees = append(r.Payees, p)
		}
	}
	return r
}

// MarshalJSON returns the statement in compact form, as [Statement.Record] does.
func (s Statement) MarshalJSON() ([]byte, error) { return json.Marshal(s.Record()) }

func (p StatementPart) record(part int) PartRecord {
	r := PartRecord{From: p.From, To: p.To, Lines: []StatementLine{}, Accounts: []AccountStatement{}}
	p.lines(part, true, func(line StatementLine) bool {
		if !line.Amount.Period.IsZero() {
			r.Lines = append(r.Lines, line)
		}
		return true
	})
	for i := range p.closing.accounts {
		a := p.account(i)
		if a.Opening != a.Closing || a.Repaid != (money.Amount{}) {
			r.Accounts = append(r.Accounts, a)
		}
	}
	return r
}

// openPeriod is what the statement of the period in hand is made of.
type openPeriod struct {
	statement Statement // the parts up to the last amendment
	engine    *Engine
	opening   State
	order     EventOrder
	events    []Event
	interest  []InterestLine
}

// still returns a copy of a state for statements: it does not know the events any more.
func (s State) still() State {
	s.seen = prints{}
	return s.clone()
}

func newPeriod(f *Fold, order EventOrder) *openPeriod {
	return &openPeriod{engine: f.engine, opening: f.state.still(), order: order}
}

func (p *openPeriod) add(event Event, interest []InterestLine) {
	p.events = append(p.events, event.separate())
	p.interest = append(p.interest, interest...)
}

// finish makes a statement of the part in hand and those before it.
func (p *openPeriod) finish(closing State) (Statement, error) {
	if len(p.events) == 0 && len(p.interest) == 0 { // it shares the memory of the opening
		still := p.opening
		still.date, still.closed, still.accounts = closing.date, closing.closed, slices.Clone(closing.accounts)
		closing = still
	} else {
		closing = closing.still()
	}
	s, err := p.engine.between(p.opening, closing)
	if err != nil {
		return Statement{}, err
	}
	s.Order, s.Events, s.Interest = p.order, p.events, p.interest
	p.events, p.interest = nil, nil
	if p.statement.Parts != nil {
		return p.statement.Join(s)
	}
	return s, nil
}

// amend begins a part under a new plan; old is the state that it found.
func (p *openPeriod) amend(old State, f *Fold) error {
	s, err := p.finish(old)
	if err != nil {
		return err
	}
	p.statement, p.engine, p.opening = s, f.engine, f.state.still()
	return nil
}

// close makes the statement of the period, and begins the next.
func (p *openPeriod) close(f *Fold, interest []InterestLine) (Statement, error) {
	p.interest = append(p.interest, interest...)
	s, err := p.finish(f.state)
	if err != nil {
		return Statement{}, err
	}
	p.statement, p.opening = Statement{}, s.Parts[len(s.Parts)-1].closing
	return s, nil
}

// Statements runs a deal and goes through the statements of its closes, in order, without holding those
// before. A deal that cannot be run ends it with the error of [Run].
func Statements(d Deal) iter.Seq2[Statement, error] {
	return func(yield func(Statement, error) bool) {
		stopped := false
		_, err := goThroughDeal(d, false, func(s Statement) bool {
			stopped = !yield(s, nil)
			return !stopped
		})
		if err != nil && !stopped {
			yield(Statement{}, err)
		}
	}
}

// order returns the rule by which the events of a deal follow one another.
func (d Deal) order() EventOrder {
	if len(d.Events) > 0 && d.Events[0].Sequence > 0 {
		return BySequence
	}
	return ByPosition
}
