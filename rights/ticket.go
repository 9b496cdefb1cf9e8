package rights

import (
	"math/big"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// BoxOffice is what is paid for tickets, split into what the film rental is reckoned on (assiette film) and the
// taxes: Gross is Base, VAT and TSA.
type BoxOffice struct {
	Gross money.Amount `json:"gross"`
	VAT   money.Amount `json:"vat"`
	// TSA is the tax on admissions (taxe sur les spectacles cinématographiques), of the price with VAT.
	TSA     money.Amount `json:"tsa"`
	Base    money.Amount `json:"base"`
	Refs    law.Refs     `json:"refs"`
	Notices []law.Notice `json:"notices,omitempty"`
}

// SplitBoxOffice returns what the receipts of theatres on a day leave before they are shared between exhibitor
// and distributor. The price without VAT is gross ÷ (1 + rate) and the tax on admissions its rate × gross, each
// rounded once. Author's society and advertising come after it. Receipts below 0.00 and a missing day are told
// each as a [*FieldError], a day outside the table as a [law.NoValueError].
func SplitBoxOffice(gross money.Amount, on civil.Date, terms FrenchTerms) (BoxOffice, error) {
	var f valid.Faults
	if gross.Sign() < 0 {
		f.Add("gross", gross, valid.ErrNegative)
	}
	if on.IsZero() {
		f.Add("on", nil, valid.ErrMissing)
	}
	if f.Any() {
		return BoxOffice{}, f.Err()
	}
	figures := terms.on(on)
	vat := figures.ratio("ticket/vat")
	refs := figures.refs
	tsa, err := figures.ratio("ticket/tsa").Of(gross)
	if figures.err != nil {
		return BoxOffice{}, figures.err
	}
	if err != nil {
		return BoxOffice{}, &FieldError{Path: "gross", Err: err}
	}
	without := new(big.Rat).SetFrac64(gross.Cents(), 100)
	net, err := money.RoundRat(without.Quo(without, new(big.Rat).Add(big.NewRat(1, 1), vat.Rat())))
	if err != nil {
		return BoxOffice{}, &FieldError{Path: "gross", Err: err}
	}
	// Neither is more than gross, which is not negative: nothing here goes out of range.
	return BoxOffice{
		Gross: gross, VAT: money.FromCents(gross.Cents() - net.Cents()), TSA: tsa,
		Base: money.FromCents(net.Cents() - tsa.Cents()), Refs: refs.Join(figures.refs), Notices: figures.notices,
	}, nil
}
