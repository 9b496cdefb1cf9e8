package financing

import (
	"errors"
	"fmt"
	"math/big"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// Aid is what a scheme grants, with its working.
type Aid struct {
	// Amount is never negative.
	Amount money.Amount `json:"amount"`
	// Eligible is false when the project may not claim; then Amount is 0.00.
	Eligible bool      `json:"eligible"`
	Lines    []AidLine `json:"lines"`
	// Reasons say in words what bound the amount, or why the project is not eligible.
	Reasons []string     `json:"reasons"`
	Notices []law.Notice `json:"notices"`
}

// AidLine is one step of a scheme: Amount is Base × Rate, times Share where there is one,
// multiplied exactly and rounded once.
type AidLine struct {
	Code   string         `json:"code"`
	Base   money.Amount   `json:"base"`
	Share  money.Fraction `json:"share,omitzero"`
	Rate   money.Decimal  `json:"rate"`
	Amount money.Amount   `json:"amount"`
	Refs   law.Refs       `json:"refs"`
}

// working is an aid in the making.
type working struct {
	table law.Table[money.Decimal]
	on    civil.Date
	used  []string // keys, by first use
	aid   Aid
	errs  []error
}

func newWorking(p Parameters, on civil.Date) (*working, error) {
	table, err := p.table()
	if err != nil {
		return nil, err
	}
	w := &working{table: table, on: on}
	w.aid = Aid{Eligible: true, Lines: []AidLine{}, Reasons: []string{}, Notices: []law.Notice{}}
	if n, stale := table.Stale(on); stale {
		w.aid.Notices = append(w.aid.Notices, n)
	}
	return w, nil
}

// figure returns a parameter on the date of the claim, and notes once what is doubtful about
// it.
func (w *working) figure(key string) law.Value[money.Decimal] {
	v, err := w.table.At(key, w.on)
	if err != nil {
		w.errs = append(w.errs, &FieldError{Path: "date", Err: err})
		return v
	}
	for _, seen := range w.used {
		if seen == key {
			return v
		}
	}
	w.used = append(w.used, key)
	if n, doubtful := v.Notice(); doubtful {
		w.aid.Notices = append(w.aid.Notices, n)
	}
	return v
}

// posted returns an amount that could not be computed as 0.00, and keeps the error.
func (w *working) posted(a money.Amount, err error) money.Amount {
	if err != nil {
		w.errs = append(w.errs, err)
	}
	return a
}

// line adds a step: base × rate, rounded.
func (w *working) line(code string, base money.Amount, rate law.Value[money.Decimal]) money.Amount {
	amount := w.posted(money.Mul(base, rate.Value))
	w.aid.Lines = append(w.aid.Lines, AidLine{Code: code, Base: base, Rate: rate.Value, Amount: amount, Refs: rate.Refs})
	return amount
}

// part adds a step over a share of the base: base × share × rate, multiplied exactly and
// rounded once.
func (w *working) part(code string, base money.Amount, share money.Fraction, rate law.Value[money.Decimal]) money.Amount {
	exact := new(big.Rat).Mul(big.NewRat(base.Cents(), 100), share.Rat())
	amount := w.posted(money.RoundRat(exact.Mul(exact, rate.Value.Rat())))
	w.aid.Lines = append(w.aid.Lines, AidLine{Code: code, Base: base, Share: share, Rate: rate.Value, Amount: amount, Refs: rate.Refs})
	return amount
}

// bind keeps the amount within a limit, and says so when the limit held.
func (w *working) bind(amount, limit money.Amount, reason string) money.Amount {
	if limit.Compare(amount) >= 0 {
		return amount
	}
	w.aid.Reasons = append(w.aid.Reasons, fmt.Sprintf("%s: %v", reason, limit))
	return money.Max(limit, money.Amount{})
}

// result closes the working.
func (w *working) result(amount money.Amount) (Aid, error) {
	if err := errors.Join(w.errs...); err != nil {
		return Aid{}, err
	}
	w.aid.Amount = money.Max(amount, money.Amount{})
	return w.aid, nil
}

// notNegative tells amounts that may not be negative.
func notNegative(f *valid.Faults, field string, a money.Amount) {
	if a.Sign() < 0 {
		f.Add(field, a, valid.ErrNegative)
	}
}
