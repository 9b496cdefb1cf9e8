package rights

import (
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// SOFICABuyBack is the price at which the shares of a backed SOFICA are bought back (rachat d'une SOFICA
// adossée): what it put in, less what it has received and its fees. Its corridor then is the buyer's: the film with
// another payee under the same ID is an amendment of the plan from that day.
type SOFICABuyBack struct {
	Nominal  money.Amount `json:"nominal" strict:"required"`
	Received money.Amount `json:"received"`
	Fees     money.Amount `json:"fees"`
}

// Price returns Nominal − Received − Fees, never below 0.00: the undertaking gives no gain (terms of the
// Cinémage funds, single source). Amounts below 0.00 are told all at once, each a [*FieldError].
func (b SOFICABuyBack) Price() (money.Amount, error) {
	var f valid.Faults
	for _, a := range []struct {
		field  string
		amount money.Amount
	}{{"nominal", b.Nominal}, {"received", b.Received}, {"fees", b.Fees}} {
		if a.amount.Sign() < 0 {
			f.Add(a.field, a.amount, valid.ErrNegative)
		}
	}
	if f.Any() {
		return money.Amount{}, f.Err()
	}
	var price money.Total
	price.Add(b.Nominal)
	price.Sub(b.Received)
	price.Sub(b.Fees)
	left, err := price.Amount()
	if err != nil {
		return money.Amount{}, &FieldError{Path: "received", Err: err}
	}
	return money.Max(money.Amount{}, left), nil
}
