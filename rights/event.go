package rights

import (
	"errors"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// Errors of plans and events, for errors.Is.
var (
	// ErrShares reports shares that do not add up to exactly 1.
	ErrShares = errors.New("shares have to add up to exactly 1")
	// ErrCircle reports pots that flow in a circle.
	ErrCircle = errors.New("money would flow in a circle")
	// ErrDownstream reports a step that reads what comes after it.
	ErrDownstream = errors.New("it reads what comes after it")
	// ErrEvent reports an event that an engine cannot apply.
	ErrEvent = errors.New("this event cannot be applied")
	// ErrClosed reports an event dated in a period that has been closed.
	ErrClosed = errors.New("the period is closed")
	// ErrOrder reports an event dated before one that has been applied.
	ErrOrder = errors.New("a later event has been applied")
	// ErrRepeated reports another event of the same id.
	ErrRepeated = errors.New("another event has this id")
)

// EventKind is what an event brings about.
type EventKind string

// Kinds of events.
const (
	// Receipt is money that comes into a pot.
	Receipt EventKind = "receipt"
	// Credit is a credit note (avoir): money that a pot has to give back.
	Credit EventKind = "credit"
	// Charge adds a cost to the principal of an account, up to its cap, with its premium.
	Charge EventKind = "charge"
	// Accrue adds to what an account has to recoup beside its principal, such as interest that a
	// lender states.
	Accrue EventKind = "accrue"
	// Measure moves a meter without money: admissions, gross receipts of others, a guarantee that counts
	// at once.
	Measure EventKind = "measure"
)

var eventKinds = []EventKind{Receipt, Credit, Charge, Accrue, Measure}

// OneOf returns the words that are an EventKind.
func (EventKind) OneOf() []string { return valid.Texts(eventKinds) }

// Event is something that happens to a plan.
type Event struct {
	// ID names the event. One that is sent again before its period is closed is ignored; another with the same
	// id is refused.
	ID   string     `json:"id" strict:"required"`
	Date civil.Date `json:"date" strict:"required"`
	// Sequence orders the events of a date. Either all events of a deal have one or none has.
	Sequence int       `json:"sequence,omitempty"`
	Kind     EventKind `json:"kind" strict:"required"`
	// Pot belongs to receipt and credit, Account to charge and accrue, Meter to measure.
	Pot     string `json:"pot,omitempty"`
	Account string `json:"account,omitempty"`
	Meter   string `json:"meter,omitempty"`
	// Amount is in the currency of the deal, never negative.
	Amount money.Amount `json:"amount" strict:"required"`
	// Foreign belongs to a receipt or credit that was reckoned in another currency. Amount is then what
	// came in or went out.
	Foreign *Foreign `json:"foreign,omitempty"`
}

// Foreign is a sum in another currency, with the rate that the deal converts it at. Amount × Rate,
// rounded, goes through the plan; the difference from what came in is that of exchange
// ([Plan.Exchange]).
type Foreign struct {
	Currency string       `json:"currency" strict:"required"`
	Amount   money.Amount `json:"amount" strict:"required"`
	// Rate is the price of one unit in the currency of the deal, more than 0.
	Rate money.Decimal `json:"rate" strict:"required"`
	// Source tells where the rate comes from.
	Source string `json:"source" strict:"required"`
}

// same reports whether two events are one, sent twice.
func (e Event) same(o Event) bool {
	if (e.Foreign == nil) != (o.Foreign == nil) {
		return false
	}
	if e.Foreign != nil {
		a, b := *e.Foreign, *o.Foreign
		if a.Currency != b.Currency || a.Amount != b.Amount || !a.Rate.Equal(b.Rate) || a.Source != b.Source {
			return false
		}
	}
	return e.ID == o.ID && e.Date == o.Date && e.Sequence == o.Sequence && e.Kind == o.Kind &&
		e.Pot == o.Pot && e.Account == o.Account && e.Meter == o.Meter && e.Amount == o.Amount
}

// check tells what is faulty in an event by itself: its names are known in the sets given, its fields
// belong to its kind.
func (e Event) check(f *valid.Faults, known names, currency string) {
	if e.Date.IsZero() {
		f.Add("date", nil, valid.ErrMissing)
	}
	if e.Amount.Sign() < 0 {
		f.Add("amount", e.Amount, valid.ErrNegative)
	}
	if e.Sequence < 0 {
		f.Add("sequence", e.Sequence, valid.ErrNegative)
	}
	valid.OneOf(f, "kind", e.Kind, eventKinds)
	e.checkTarget(f, "pot", e.Pot, known.pots, Receipt, Credit)
	e.checkTarget(f, "account", e.Account, known.accounts, Charge, Accrue)
	e.checkTarget(f, "meter", e.Meter, known.measured, Measure)
	if e.Foreign != nil {
		e.checkForeign(f, currency)
	}
}

func (e Event) checkTarget(f *valid.Faults, field, name string, known map[string]int, of ...EventKind) {
	belongs := false
	for _, k := range of {
		belongs = belongs || e.Kind == k
	}
	_, ok := known[name]
	switch {
	case belongs && !ok:
		f.Add(field, name, valid.ErrReference)
	case !belongs && name != "" && e.Kind != "":
		f.Addf(field, name, valid.ErrUnknownField, "an event of the kind %s has none", e.Kind)
	}
}

func (e Event) checkForeign(f *valid.Faults, currency string) {
	f.Enter("foreign")
	defer f.Leave()
	o := e.Foreign
	if e.Kind != Receipt && e.Kind != Credit {
		f.Addf("", nil, valid.ErrUnknownField, "an event of the kind %s has none", e.Kind)
	}
	switch {
	case !valid.IsCurrency(o.Currency):
		f.Addf("currency", o.Currency, valid.ErrOutOfRange, "three capital letters")
	case o.Currency == currency:
		f.Addf("currency", o.Currency, valid.ErrOutOfRange, "it is that of the deal")
	}
	if o.Amount.Sign() < 0 {
		f.Add("amount", o.Amount, valid.ErrNegative)
	}
	if o.Rate.Sign() <= 0 {
		f.Addf("rate", o.Rate, valid.ErrOutOfRange, "more than 0")
	}
	if o.Source == "" {
		f.Add("source", nil, valid.ErrMissing)
	}
	if _, err := e.flowing(); err != nil {
		f.Add("amount", o.Amount, err)
	}
}

// flowing returns what of the event goes through the plan: its amount, or the foreign one at its rate.
func (e Event) flowing() (money.Amount, error) {
	if e.Foreign == nil {
		return e.Amount, nil
	}
	return money.Mul(e.Foreign.Amount, e.Foreign.Rate)
}
