package financing

import (
	"math/big"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// Repayable is an aid that is repaid out of receipts or support: an avance sur recettes, out of the
// support that the film earns; an advance of Eurimages or of a region, out of the receipts of those
// it was given to.
type Repayable struct {
	ID     string       `json:"id" strict:"required"`
	Amount money.Amount `json:"amount" strict:"required"`
	// Rate is the part of each receipt that repays it: 0.25 at least of the support for an avance
	// sur recettes (RGA 211-113), the share of Eurimages in the financing for its own.
	Rate money.Fraction `json:"rate" strict:"required"`
	// Free is what the receipts reach before the first repayment (franchise); absent is none.
	Free money.Amount `json:"free,omitzero"`
}

// Receipt is a sum that an aid is repaid out of.
type Receipt struct {
	On     civil.Date   `json:"on" strict:"required"`
	Amount money.Amount `json:"amount" strict:"required"`
}

// Repayment is what is repaid on a day, a plain event that a recoupment plan takes.
type Repayment struct {
	ID     string       `json:"id"`
	On     civil.Date   `json:"on"`
	Amount money.Amount `json:"amount"`
	// Left is what remains to be repaid.
	Left money.Amount `json:"left"`
}

// Repay returns what repays an aid out of receipts in the order of their dates: the rate of all
// receipts so far over the franchise, rounded, at most the aid, less what was repaid before, so
// that no cent is lost over time. Days without a repayment are left out. Every fault is a
// [*FieldError].
func Repay(aid Repayable, receipts []Receipt) ([]Repayment, error) {
	if err := aid.check(receipts); err != nil {
		return nil, err
	}
	list := []Repayment{}
	var received money.Total
	repaid := money.Amount{}
	for _, r := range receipts {
		received.Add(r.Amount)
		sum, err := received.Amount()
		if err != nil {
			return nil, &FieldError{Path: "receipts", Err: err}
		}
		due, err := money.RoundRat(new(big.Rat).Mul(euroRat(over(sum, aid.Free)), aid.Rate.Rat()))
		if err != nil {
			return nil, err
		}
		due = money.Min(due, aid.Amount)
		if due.Compare(repaid) > 0 {
			list = append(list, Repayment{aid.ID, r.On, over(due, repaid), over(aid.Amount, due)})
			repaid = due
		}
	}
	return list, nil
}

func (aid Repayable) check(receipts []Receipt) error {
	var f valid.Faults
	notNegative(&f, "amount", aid.Amount)
	notNegative(&f, "free", aid.Free)
	if aid.Rate.Compare(whole) > 0 {
		f.Addf("rate", aid.Rate, valid.ErrOutOfRange, "0 to 1")
	}
	f.Enter("receipts")
	for i, r := range receipts {
		f.Index(i)
		notNegative(&f, "amount", r.Amount)
		switch {
		case r.On.IsZero():
			f.Add("on", nil, valid.ErrMissing)
		case i > 0 && r.On.Before(receipts[i-1].On):
			f.Addf("on", r.On, valid.ErrOutOfRange, "not before %v", receipts[i-1].On)
		}
		f.Leave()
	}
	f.Leave()
	return f.Err()
}

// EurimagesNature says whether Eurimages grants a subsidy or an advance (since 2021): up to the limit in
// the table a subsidy, above it an advance from the first euro.
func EurimagesNature(amount money.Amount, on civil.Date) (advance bool, err error) {
	table, err := planRules()
	if err != nil {
		return false, err
	}
	v, err := table.At("eurimages/subsidy", on)
	if err != nil {
		return false, &FieldError{Path: "on", Value: on, Err: err}
	}
	limit, err := v.Value.Round()
	return amount.Compare(limit) > 0, err
}

// TerritorialSpend returns what a territory may ask to be spent there for an aid: a multiple of the aid,
// at most a part of the budget (Cinema Communication of 2013, § 50; GBER art. 54). Both are rounded.
func TerritorialSpend(aid, budget money.Amount, on civil.Date) (Aid, error) {
	var f valid.Faults
	notNegative(&f, "aid", aid)
	notNegative(&f, "budget", budget)
	if err := f.Err(); err != nil {
		return Aid{}, err
	}
	table, err := planRules()
	if err != nil {
		return Aid{}, err
	}
	w := &working{table: table, on: on, aid: Aid{Eligible: true, Lines: []AidLine{}, Reasons: []string{}, Notices: []law.Notice{}}}
	asked := w.line("of-the-aid", aid, w.figure("territory/of-aid"))
	most := w.line("of-the-budget", budget, w.figure("territory/of-budget"))
	return w.result(w.bind(asked, most, "the spend that may be asked is at most"))
}

// Sorted returns receipts by day, for [Repay].
func Sorted(receipts []Receipt) []Receipt {
	list := slices.Clone(receipts)
	slices.SortStableFunc(list, func(a, b Receipt) int { return a.On.Compare(b.On) })
	return list
}
