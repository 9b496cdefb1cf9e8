package rights

import (
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// Deduction is what is taken out of receipts before the rest is shared (prélèvement): a commission, costs, a
// guarantee, a loan. It has exactly one of Rate, Levels, Bonuses and Account.
type Deduction struct {
	// Name tells one deduction from the others of its receipts.
	Name string `json:"name" strict:"required"`
	// Payee has it. An account may have Shares in its place.
	Payee string `json:"payee,omitempty"`
	// Rate is that of a commission: a fraction from 0 to 1 of what is left by the deductions before it.
	Rate *money.Fraction `json:"rate,omitempty"`
	// Levels are those of a rate that changes (escalators): from each level on, or of everything once it is
	// reached where the level is retroactive. The payee then gives back what it had too much.
	Levels []Level `json:"levels,omitempty"`
	// Bonuses are amounts, each due once its level is reached.
	Bonuses []Level `json:"bonuses,omitempty"`
	// Meter is what Rate, Levels and Bonuses are reckoned on in place of what is left: box office,
	// admissions. Events of the kind [Measure] move it.
	Meter string `json:"meter,omitempty"`
	// Account is what is recouped, with its premium, cap and interest.
	Account *Account `json:"account,omitempty"`
	// Shares are those of several who recoup an account together.
	Shares []Share `json:"shares,omitempty"`
}

// kinds returns how many of its four forms a deduction has.
func (d Deduction) kinds() int {
	n := 0
	for _, given := range []bool{d.Rate != nil, len(d.Levels) > 0, len(d.Bonuses) > 0, d.Account != nil} {
		if given {
			n++
		}
	}
	return n
}

func (d Deduction) check(f *valid.Faults) {
	if d.Name == "" {
		f.Add("name", nil, valid.ErrMissing)
	}
	switch n := d.kinds(); {
	case n == 0:
		f.Addf("", nil, valid.ErrMissing, "rate, levels, bonuses or account")
	case n > 1:
		f.Addf("", nil, valid.ErrUnknownField, "only one of rate, levels, bonuses and account")
	}
	if (d.Payee == "") == (len(d.Shares) == 0) {
		f.Addf("payee", d.Payee, valid.ErrMissing, "a payee or shares, not both")
	}
	if d.Account == nil && len(d.Shares) > 0 {
		f.Addf("shares", nil, valid.ErrUnknownField, "only what is recouped is shared")
	}
	if d.Account != nil && d.Meter != "" {
		f.Addf("meter", d.Meter, valid.ErrUnknownField, "an account is not reckoned on a meter")
	}
}

// step returns the step that a deduction is, which shares memory with it.
func (d Deduction) step() Step {
	s := Step{Name: d.Name, Payee: d.Payee, Meter: d.Meter}
	switch {
	case d.Rate != nil:
		s.Kind, s.Rate = Percent, d.Rate
	case len(d.Levels) > 0:
		s.Kind, s.Levels = Bracket, d.Levels
	case len(d.Bonuses) > 0:
		s.Kind, s.Levels = Bonus, d.Bonuses
	default:
		s.Kind, s.Account, s.Payee = Recoup, d.Account.ID, ""
		if s.Shares = d.Shares; len(d.Shares) == 0 {
			s.Shares = allTo(d.Payee)
		}
	}
	return s
}
