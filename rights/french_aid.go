package rights

import (
	"fmt"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// AidFrom tells what an aid is repaid out of.
type AidFrom string

const (
	// FromReceipts repays out of the RNPP before anyone shares them: Eurimages, from the first euro.
	FromReceipts AidFrom = "receipts"
	// FromProducer repays out of the part of the producteur délégué: a region.
	FromProducer AidFrom = "producer"
	// FromSupport repays out of the automatic support that the film earns: the avance sur recettes.
	FromSupport AidFrom = "support"
)

var aidSources = []AidFrom{FromReceipts, FromProducer, FromSupport}

// OneOf returns the words that are an AidFrom.
func (AidFrom) OneOf() []string { return valid.Texts(aidSources) }

// Aid is a repayable aid (avance remboursable) in its place in the plan. What is repaid, and when, is reckoned
// elsewhere and comes as events ([Aid.Events]); the plan takes it out of what comes in from then on.
type Aid struct {
	// ID names its account.
	ID    string  `json:"id" strict:"required"`
	Payee string  `json:"payee" strict:"required"`
	From  AidFrom `json:"from" strict:"required"`
}

// AidDue is a repayment that falls due. It has the fields of a repayment as plans of financing reckon it, so that
// one converts into the other.
type AidDue struct {
	ID     string       `json:"id"`
	On     civil.Date   `json:"on"`
	Amount money.Amount `json:"amount"`
	Left   money.Amount `json:"left"`
}

func (a Aid) check(f *valid.Faults) {
	if a.ID == "" {
		f.Add("id", nil, valid.ErrMissing)
	}
	if a.Payee == "" {
		f.Add("payee", nil, valid.ErrMissing)
	}
	valid.OneOf(f, "from", a.From, aidSources)
}

// Events returns the charges of what falls due of the aid, in order; what is due of others is left out. They
// come before the receipts of their day, out of which they are to be paid.
func (a Aid) Events(due []AidDue) []Event {
	events := []Event{}
	for i, r := range due {
		if r.ID == a.ID {
			events = append(events, Event{ID: fmt.Sprintf("%s, échéance %d", a.ID, i+1), Date: r.On, Kind: Charge, Account: a.ID, Amount: r.Amount})
		}
	}
	return events
}

// repay returns the steps that repay the aids of a source.
func (film FrenchFilm) repay(d *draft, from AidFrom) []Step {
	var steps []Step
	for _, a := range film.Aids {
		if a.From == from {
			steps = append(steps, d.recoup(a.ID, a.Payee, Account{ID: a.ID}))
		}
	}
	return steps
}

// support adds the pot of the automatic support, where an aid is repaid out of it: what is left is the
// producers' as receipts are, the authors' never.
func (film FrenchFilm) support(d *draft, shares []Share) {
	steps := film.repay(d, FromSupport)
	if len(steps) == 0 {
		return
	}
	own := make([]Share, len(shares))
	for i, s := range shares {
		own[i] = Share{Payee: film.Producers[i].Payee, Share: s.Share}
	}
	d.pot(PotSupport, append(steps, splits("producteurs", own))...)
}
