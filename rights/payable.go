package rights

import (
	"errors"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// ErrPayment reports payments or terms of payment that cannot be reckoned.
var ErrPayment = errors.New("this cannot be paid")

// PayeeTerms are the terms on which a payee is paid. They come after the plan and change nothing of what it
// entitles to.
type PayeeTerms struct {
	Payee string `json:"payee" strict:"required"`
	// Withholding is the rate of the tax withheld at source (retenue à la source), from 0 to 1; nil of
	// none. It is the caller's to state, with the article or the treaty it comes from in Ref.
	Withholding *money.Fraction `json:"withholding,omitempty"`
	Ref         law.Ref         `json:"ref,omitzero"`
	// Minimum is the least that is paid out, before tax (seuil de paiement). What is below it is carried
	// to the next period. Without one everything is paid.
	Minimum money.Amount `json:"minimum,omitzero"`
}

// PaymentTerms are those of a payment run.
type PaymentTerms struct {
	Payees []PayeeTerms `json:"payees" strict:"required,max=100000"`
	// Final pays what is below a minimum all the same, with the last statement.
	Final bool `json:"final,omitempty"`
}

// Payable is what is paid to a payee for a period. CarriedIn and Due are Gross and CarriedOut; Gross is
// Withheld and Paid; Withheld is Rate × Gross, half away from zero.
type Payable struct {
	Payee string `json:"payee"`
	// CarriedIn is what earlier periods left, Due what the statement adds.
	CarriedIn money.Amount `json:"carriedIn"`
	Due       money.Amount `json:"due"`
	// Minimum is what Gross has to come to, unless the run is final.
	Minimum money.Amount `json:"minimum,omitzero"`
	// Gross is what is paid out before tax, Rate the part of it that Refs have withheld.
	Gross    money.Amount   `json:"gross"`
	Rate     money.Fraction `json:"rate,omitzero"`
	Withheld money.Amount   `json:"withheld"`
	Refs     law.Refs       `json:"refs,omitzero"`
	// Paid is what the payee receives.
	Paid money.Amount `json:"paid"`
	// CarriedOut is what the next period takes up: below zero where the payee owes, which is set off
	// against what it gets next.
	CarriedOut money.Amount `json:"carriedOut"`
}

// Payables returns what is paid for a period: due are the payments of its statement ([Statement.Payments],
// or one of a consolidated total), before the payables of the period before, none for the first. The lines
// are in the order of due, then of those of before that still carry something.
//
// What a payee owes is not collected and not paid out in tax again: it is carried until it is set off. Payees
// that are named twice in a list, rates outside 0 to 1, negative minima, a rate without a reference that has
// a key, a title and an https address, and sums out of range are an [ErrPayment], told each as a
// [*FieldError].
func Payables(due []Payment, before []Payable, terms PaymentTerms) ([]Payable, error) {
	var f valid.Faults
	r := paymentRun{terms: map[string]PayeeTerms{}, line: map[string]int{}, list: []Payable{}, final: terms.Final}
	r.read(&f, due, before, terms)
	if f.Any() {
		return nil, told(ErrPayment, f.Err())
	}
	for i := range r.list {
		if err := r.pay(&r.list[i]); err != nil {
			f.Add("due", r.list[i].Payee, err)
		}
	}
	if f.Any() {
		return nil, told(ErrPayment, f.Err())
	}
	return r.list, nil
}

// paymentRun is a payment run in the making.
type paymentRun struct {
	terms map[string]PayeeTerms
	line  map[string]int // of a payee, in list
	list  []Payable
	final bool
}

// read collects what is due and carried by payee, and tells what is faulty.
func (r *paymentRun) read(f *valid.Faults, due []Payment, before []Payable, terms PaymentTerms) {
	f.Enter("due")
	for i, p := range due {
		f.Index(i)
		_, twice := r.line[p.Payee]
		checkName(f, "payee", p.Payee, twice)
		r.line[p.Payee] = len(r.list)
		r.list = append(r.list, Payable{Payee: p.Payee, Due: p.Amount})
		f.Leave()
	}
	f.Leave()
	seen := map[string]bool{}
	f.Enter("before")
	for i, p := range before {
		f.Index(i)
		checkName(f, "payee", p.Payee, seen[p.Payee])
		seen[p.Payee] = true
		f.Leave()
		if n, isDue := r.line[p.Payee]; isDue {
			r.list[n].CarriedIn = p.CarriedOut
		} else if !p.CarriedOut.IsZero() {
			r.list = append(r.list, Payable{Payee: p.Payee, CarriedIn: p.CarriedOut})
		}
	}
	f.Leave()
	f.Enter("terms")
	terms.check(f)
	f.Leave()
	for _, t := range terms.Payees {
		r.terms[t.Payee] = t
	}
}

// Validate reports every fault of the terms, each a [*FieldError], or nil.
func (t PaymentTerms) Validate() error {
	var f valid.Faults
	t.check(&f)
	return f.Err()
}

func (t PaymentTerms) check(f *valid.Faults) {
	seen := map[string]bool{}
	f.Enter("payees")
	for i, p := range t.Payees {
		f.Index(i)
		checkName(f, "payee", p.Payee, seen[p.Payee])
		seen[p.Payee] = true
		p.check(f)
		f.Leave()
	}
	f.Leave()
}

func (t PayeeTerms) check(f *valid.Faults) {
	if t.Minimum.Sign() < 0 {
		f.Add("minimum", t.Minimum, valid.ErrNegative)
	}
	if t.Withholding == nil {
		return
	}
	if t.Withholding.Compare(one) > 0 {
		f.Addf("withholding", t.Withholding, valid.ErrOutOfRange, "at most 1")
	}
	if t.Ref.Check() != nil {
		f.Addf("ref", t.Ref.Key, law.ErrRef, "a rate has a reference with a key, a title and an https address")
	}
}

// pay reckons a line.
func (r *paymentRun) pay(p *Payable) error {
	t := r.terms[p.Payee]
	p.Minimum = t.Minimum
	open, err := p.CarriedIn.Add(p.Due)
	if err != nil {
		return err
	}
	if t.Withholding != nil {
		p.Rate, p.Refs = *t.Withholding, law.NewRefs(t.Ref)
	}
	if open.Sign() <= 0 || open.Compare(t.Minimum) < 0 && !r.final {
		p.CarriedOut = open
		return nil
	}
	p.Gross = open
	if p.Withheld, err = p.Rate.Of(open); err != nil {
		return err
	}
	p.Paid, err = open.Sub(p.Withheld)
	return err
}
