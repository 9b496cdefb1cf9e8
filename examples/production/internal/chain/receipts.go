package chain

import (
	"fmt"
	"iter"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/financing"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/rights"
)

// Receipts is who is paid what of the receipts, and what investors get out of their money.
type Receipts struct {
	Deal   rights.Deal   `json:"deal"`
	Result rights.Result `json:"result"`
	// Statements are those of the result with everybody who had something until then, so that what is entitled
	// adds up to what was received; those of the result tell a payee only where something moved.
	Statements []rights.StatementRecord `json:"statements"`
	Returns    []financing.Return       `json:"returns"`
	// Flows follow the money of all events from the pots through the steps to the payees.
	Flows []Flow `json:"flows"`
	// Released is the day of release, before which nothing comes in.
	Released civil.Date `json:"released"`
	// ReturnsInput is what the returns are computed from, Paid how many days after its close a statement is.
	ReturnsInput financing.Returns `json:"returnsInput"`
	PaymentDays  int               `json:"paymentDays"`
	// Mix is the part of each pot in the receipts, Breakevens what has to come in at that mix for each investor
	// to have the money back.
	Mix        []rights.MixShare `json:"mix"`
	Breakevens []Breakeven       `json:"breakevens"`
}

// FlowKind is which part of the way a flow is.
type FlowKind string

// Kinds of flows.
const (
	// IntoPot is a receipt, IntoStep what a step takes of its pot, IntoPayee what a payee has of the step and Onward
	// what a step sends into another pot.
	IntoPot   FlowKind = "receipt"
	IntoStep  FlowKind = "step"
	IntoPayee FlowKind = "payee"
	Onward    FlowKind = "onward"
)

// Flow is money that went from one place to another, over all events: from "receipts" into a pot, from a pot into
// a step, which is named "pot: step", from a step to a payee or another pot.
type Flow struct {
	Kind   FlowKind     `json:"kind"`
	From   string       `json:"from"`
	To     string       `json:"to"`
	Amount money.Amount `json:"amount"`
}

// receipts is where the money of events comes from.
const receipts = "receipts"

// flowsOf adds the postings of a deal up by where they go, in the order in which money first went there.
func flowsOf(d rights.Deal, r rights.Result) ([]Flow, error) {
	type way struct {
		kind     FlowKind
		from, to string
	}
	list := []Flow{}
	at := map[way]int{}
	var failed error
	add := func(kind FlowKind, from, to string, amount money.Amount) {
		w := way{kind, from, to}
		i, known := at[w]
		if !known {
			i, at[w] = len(list), len(list)
			list = append(list, Flow{Kind: kind, From: from, To: to})
		}
		sum, err := list[i].Amount.Add(amount)
		failed = joined(failed, err)
		list[i].Amount = sum
	}
	events := map[string]rights.Event{}
	for _, e := range d.Events {
		events[e.ID] = e
	}
	for _, posted := range r.Events {
		if e := events[posted.ID]; e.Kind == rights.Receipt {
			add(IntoPot, receipts, e.Pot, e.Amount)
		}
		for _, l := range posted.Lines {
			step := l.Pot + ": " + l.Step
			if l.Step == "" { // no step takes it
				add(IntoPayee, l.Pot, l.Payee, l.Amount)
				continue
			}
			add(IntoStep, l.Pot, step, l.Amount)
			if l.Into != "" {
				add(Onward, step, l.Into, l.Amount)
				continue
			}
			add(IntoPayee, step, l.Payee, l.Amount)
		}
	}
	for l := range stated(r) {
		if l.Kind == rights.LineKind(rights.To) { // steps that send all on post nothing of their own
			step := l.Pot + ": " + l.Step
			add(IntoStep, l.Pot, step, l.Amount.Period)
			add(Onward, step, l.Into, l.Amount.Period)
		}
	}
	return slices.DeleteFunc(list, func(f Flow) bool { return f.Amount.IsZero() }), failed
}

// stated goes through the lines of all statements.
func stated(r rights.Result) iter.Seq[rights.StatementLine] {
	return func(yield func(rights.StatementLine) bool) {
		for _, s := range r.Statements {
			for _, part := range s.Parts {
				for _, l := range part.Lines {
					if !yield(l) {
						return
					}
				}
			}
		}
	}
}

// checkDeal tells a deal that is never stated, that the statements do not reach, or of another time than the film.
func (f *film) checkDeal() error {
	var faults valid.Faults
	faults.Enter("document")
	d := f.deal
	if len(d.Events) == 0 {
		faults.Addf("events", nil, valid.ErrMissing, "something comes in")
	}
	checkSteps(&faults, d.Pots)
	for i, e := range d.Events {
		plausible(&faults, fmt.Sprintf("events[%d].date", i), e.Date, f.shoot.Period)
		if e.Kind == rights.Credit || e.Foreign != nil {
			faults.Addf(fmt.Sprintf("events[%d].kind", i), string(e.Kind), valid.ErrOneOf, "receipts, charges and costs in %s", currency)
		}
	}
	for i, c := range d.Closes {
		plausible(&faults, fmt.Sprintf("closes[%d]", i), c, f.shoot.Period)
	}
	if len(d.Closes) == 0 {
		faults.Addf("closes", nil, valid.ErrMissing, "the receipts are stated")
		return inFile("deal.json", faults.Err())
	}
	last := d.Closes[len(d.Closes)-1]
	for i, e := range d.Events {
		if e.Date.After(last) {
			faults.Addf(fmt.Sprintf("events[%d].date", i), e.Date, valid.ErrOutOfRange, "after the last close, %v", last)
		}
	}
	return inFile("deal.json", faults.Err())
}

// checkSteps tells pots without steps, and steps that cannot be told apart, because flows go by their names.
func checkSteps(f *valid.Faults, pots []rights.Pot) {
	f.Enter("pots")
	for i, pot := range pots {
		f.Index(i)
		if len(pot.Steps) == 0 {
			f.Add("steps", nil, valid.ErrMissing)
		}
		f.Enter("steps")
		names := map[string]bool{}
		for j, step := range pot.Steps {
			f.Index(j)
			needed(f, "name", step.Name)
			if step.Name != "" && names[step.Name] {
				f.Add("name", step.Name, valid.ErrDuplicate)
			}
			names[step.Name] = true
			f.Leave()
		}
		f.Leave()
		f.Leave()
	}
	f.Leave()
}

// release is the milestone before which nothing comes in.
const release = "release"

func (f *film) computeReceipts(p *Production) error {
	made := Receipts{Deal: f.deal, Released: dated(p.Financing.Milestones).day(release), PaymentDays: f.investors.PaymentDays}
	if err := f.checkReleased(made.Released); err != nil {
		return inFile("deal.json", under("document", err))
	}
	var err error
	if made.Result, err = rights.Run(f.deal); err != nil {
		return inFile("deal.json", under("document", err))
	}
	made.Statements = withEverybody(made.Result.Statements)
	if made.Flows, err = flowsOf(f.deal, made.Result); err != nil {
		return inFile("deal.json", under("document", err))
	}
	if err := f.returns(p, &made); err != nil {
		return inFile("investors.json", under("document", err))
	}
	p.Receipts = made
	return nil
}

// withEverybody carries forward in each statement the payees of those before it that had no movement in its period,
// after those that had.
func withEverybody(statements []rights.StatementRecord) []rights.StatementRecord {
	all := slices.Clone(statements)
	for i := 1; i < len(all); i++ {
		payees := slices.Clone(all[i].Payees)
		for _, before := range all[i-1].Payees {
			if !slices.ContainsFunc(payees, func(p rights.PayeeStatement) bool { return p.Payee == before.Payee }) {
				payees = append(payees, still(before))
			}
		}
		all[i].Payees = payees
	}
	return all
}

// still is where a payee stands after a period in which nothing moved.
func still(p rights.PayeeStatement) rights.PayeeStatement {
	return rights.PayeeStatement{
		Payee:          p.Payee,
		Entitled:       rights.Movement{Opening: p.Entitled.Closing, Closing: p.Entitled.Closing},
		Paid:           rights.Movement{Opening: p.Paid.Closing, Closing: p.Paid.Closing},
		OverpaidBefore: p.Overpaid,
		Overpaid:       p.Overpaid,
	}
}

// checkReleased tells events before the release.
func (f *film) checkReleased(on civil.Date) error {
	var faults valid.Faults
	for i, e := range f.deal.Events {
		if e.Date.Before(on) {
			faults.Addf(fmt.Sprintf("events[%d].date", i), e.Date, valid.ErrOutOfRange, "before the release, %v", on)
		}
	}
	return faults.Err()
}
