package rights

import (
	"errors"
	"io"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// Errors of plans and events, for errors.Is.
var (
	// ErrShares reports shares that do not add up to exactly 1.
	ErrShares = errors.New("shares have to add up to exactly 1")
	// ErrCircle reports pots that flow in a circle.
	ErrCircle = errors.New("money would flow in a circle")
	// ErrEvent reports an event that an engine cannot apply.
	ErrEvent = errors.New("this event cannot be applied")
)

// EventKind is what an event brings about.
type EventKind string

// Kinds of events.
const (
	// Receipt is money that comes into a pot.
	Receipt EventKind = "receipt"
	// Accrue adds to what an account has to recoup, such as interest or costs.
	Accrue EventKind = "accrue"
)

var eventKinds = []EventKind{Receipt, Accrue}

// OneOf returns the words that are an EventKind.
func (EventKind) OneOf() []string { return valid.Texts(eventKinds) }

// Event is something that happens to a plan.
type Event struct {
	// ID names the event; no two events of a deal share one.
	ID   string     `json:"id" strict:"required"`
	Date civil.Date `json:"date" strict:"required"`
	Kind EventKind  `json:"kind" strict:"required"`
	// Pot belongs to a receipt, Account to an accrual.
	Pot     string `json:"pot,omitempty"`
	Account string `json:"account,omitempty"`
	// Amount is in the currency of the deal, never negative.
	Amount money.Amount `json:"amount" strict:"required"`
}

// Deal is a plan with its events, in one currency.
type Deal struct {
	// Currency is the ISO 4217 code that all amounts are in.
	Currency string    `json:"currency" strict:"required"`
	Accounts []Account `json:"accounts"`
	Pots     []Pot     `json:"pots" strict:"required"`
	// Events are at most [MaxEvents].
	Events []Event `json:"events" strict:"required,max=1000000"`
}

// Plan returns the plan of the deal.
func (d Deal) Plan() Plan { return Plan{d.Accounts, d.Pots} }

// MaxEvents is the greatest number of events in one document.
const MaxEvents = 1_000_000

// DecodeDeal reads a deal from JSON and checks it. Beside malformed JSON it refuses
// unknown, duplicate or wrongly-cased fields, data after the document, more than [MaxEvents]
// and more than 12 MiB. All faults are told at once, each a [*FieldError].
func DecodeDeal(r io.Reader) (Deal, error) {
	var d Deal
	reading := strictjson.Decode(r, &d, 0)
	if err := valid.Merge(reading, d.Validate()); err != nil {
		return Deal{}, err
	}
	return d, nil
}

// Validate reports every fault of the deal, each a [*FieldError], or nil.
func (d Deal) Validate() error {
	var f valid.Faults
	if !isCurrency(d.Currency) {
		f.Addf("currency", d.Currency, valid.ErrOutOfRange, "three capital letters")
	}
	d.Plan().check(&f)
	d.checkEvents(&f)
	return f.Err()
}

func isCurrency(code string) bool {
	return len(code) == 3 && !slices.ContainsFunc([]byte(code), func(c byte) bool { return c < 'A' || c > 'Z' })
}

func (d Deal) checkEvents(f *valid.Faults) {
	seen := make(map[string]bool, len(d.Events))
	pots, accounts := map[string]bool{}, map[string]bool{}
	for _, p := range d.Pots {
		pots[p.ID] = true
	}
	for _, a := range d.Accounts {
		accounts[a.ID] = true
	}
	f.Enter("events")
	for i, e := range d.Events {
		f.Index(i)
		checkName(f, "id", e.ID, seen[e.ID])
		seen[e.ID] = true
		e.check(f, pots, accounts)
		f.Leave()
	}
	f.Leave()
}

func (e Event) check(f *valid.Faults, pots, accounts map[string]bool) {
	if e.Date.IsZero() {
		f.Add("date", nil, valid.ErrMissing)
	}
	if e.Amount.Sign() < 0 {
		f.Add("amount", e.Amount, valid.ErrNegative)
	}
	switch e.Kind {
	case Receipt:
		if !pots[e.Pot] {
			f.Add("pot", e.Pot, valid.ErrReference)
		}
		if e.Account != "" {
			f.Addf("account", e.Account, valid.ErrUnknownField, "a receipt has none")
		}
	case Accrue:
		if !accounts[e.Account] {
			f.Add("account", e.Account, valid.ErrReference)
		}
		if e.Pot != "" {
			f.Addf("pot", e.Pot, valid.ErrUnknownField, "an accrual has none")
		}
	default:
		valid.OneOf(f, "kind", e.Kind, eventKinds)
	}
}

// inOrder returns the positions of the events by date, then by position.
func (d Deal) inOrder() []int {
	order := make([]int, len(d.Events))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return d.Events[a].Date.Compare(d.Events[b].Date) })
	return order
}
