package rights

import (
	"cmp"
	"errors"
	"io"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
)

// Deal is a plan with its events, in one currency.
type Deal struct {
	// Currency is the ISO 4217 code that all amounts are in.
	Currency string    `json:"currency" strict:"required"`
	Accounts []Account `json:"accounts" strict:"max=2000"`
	Pots     []Pot     `json:"pots" strict:"required,max=2000"`
	// Meters, Clawback and Exchange are those of the [Plan].
	Meters   []string `json:"meters,omitempty" strict:"max=2000"`
	Clawback []string `json:"clawback,omitempty" strict:"max=2000"`
	Exchange string   `json:"exchange,omitempty"`
	// Events are at most [MaxEvents], in any order: they apply by date, then by sequence and id where
	// they have a sequence, by position where they have none.
	Events []Event `json:"events" strict:"required,max=1000000"`
	// Amendments are in the order of their dates. Each applies before the events of its day.
	Amendments []Amendment `json:"amendments,omitempty" strict:"max=100"`
	// Closes are the last days of the periods that are closed, in order. A statement is made of each.
	Closes []civil.Date `json:"closes,omitempty" strict:"max=10000"`
}

// Plan returns the plan of the deal, before any amendment.
func (d Deal) Plan() Plan {
	return Plan{
		Currency: d.Currency, Accounts: d.Accounts, Pots: d.Pots,
		Meters: d.Meters, Clawback: d.Clawback, Exchange: d.Exchange,
	}
}

// MaxEvents is the greatest number of events in one document.
const MaxEvents = 1_000_000

// DecodeDeal reads a deal from JSON and checks it. Beside malformed JSON it refuses
// unknown, duplicate or wrongly-cased fields, data after the document, more than [MaxEvents]
// and more than 12 MiB. All faults are told at once, each a [*FieldError].
func DecodeDeal(r io.Reader) (Deal, error) {
	return strictjson.DecodeValid[Deal](r)
}

// Validate reports every fault of the deal, each a [*FieldError], or nil.
func (d Deal) Validate() error {
	var f valid.Faults
	if d.Currency == "" {
		f.Addf("currency", d.Currency, valid.ErrOutOfRange, "three capital letters")
	}
	d.Plan().check(&f)
	d.checkAmendments(&f)
	d.checkEvents(&f)
	d.checkCloses(&f)
	if !f.Any() {
		d.checkLoad(&f)
	}
	return f.Err()
}

// checkLoad tells more events than a result can tell of. A [Fold] takes any number.
func (d Deal) checkLoad(f *valid.Faults) {
	load := d.Plan().load()
	for _, a := range d.Amendments {
		load = max(load, a.Plan.load())
	}
	if len(d.Events) > maxLoad/load {
		f.Addf("events", nil, valid.ErrOutOfRange, "at most %d of plans of this size", maxLoad/load)
	}
}

func (d Deal) checkAmendments(f *valid.Faults) {
	if len(d.Amendments) > 0 {
		d.Plan().checkKeys(f)
	}
	f.Enter("amendments")
	for i, a := range d.Amendments {
		f.Index(i)
		switch {
		case a.From.IsZero():
			f.Add("from", nil, valid.ErrMissing)
		case i > 0 && !a.From.After(d.Amendments[i-1].From):
			f.Addf("from", a.From, valid.ErrOutOfRange, "after the amendment before it")
		}
		f.Enter("plan")
		if a.Plan.Currency != "" && a.Plan.Currency != d.Currency {
			f.Addf("currency", a.Plan.Currency, valid.ErrOutOfRange, "the deal is in %s", d.Currency)
		}
		a.Plan.check(f)
		a.Plan.checkKeys(f)
		f.Leave()
		f.Leave()
	}
	f.Leave()
}

func (d Deal) checkEvents(f *valid.Faults) {
	first := make(map[string]int, len(d.Events))
	known := []names{d.Plan().names()}
	for _, a := range d.Amendments {
		known = append(known, a.Plan.names())
	}
	f.Enter("events")
	for i, e := range d.Events {
		f.Index(i)
		n, twice := first[e.ID]
		if !twice {
			first[e.ID] = i
		}
		checkName(f, "id", e.ID, twice && !e.same(d.Events[n]))
		e.check(f, known[d.version(e.Date)], d.Currency)
		if (e.Sequence > 0) != (d.Events[0].Sequence > 0) {
			f.Addf("sequence", e.Sequence, valid.ErrOutOfRange, "all events have one or none has")
		}
		f.Leave()
	}
	f.Leave()
}

// version returns how many amendments apply on a day.
func (d Deal) version(date civil.Date) int {
	n := 0
	for n < len(d.Amendments) && !d.Amendments[n].From.After(date) {
		n++
	}
	return n
}

func (d Deal) checkCloses(f *valid.Faults) {
	f.Enter("closes")
	for i, c := range d.Closes {
		f.Index(i)
		switch {
		case c.IsZero():
			f.Add("", nil, valid.ErrMissing)
		case i > 0 && !c.After(d.Closes[i-1]):
			f.Addf("", c, valid.ErrOutOfRange, "after the one before it")
		}
		f.Leave()
	}
	f.Leave()
}

// inOrder returns the positions of the events in the order in which they apply.
func (d Deal) inOrder() []int {
	order := make([]int, len(d.Events))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := d.Events[i], d.Events[j]
		if c := a.Date.Compare(b.Date); c != 0 || a.Sequence == 0 {
			return c
		}
		return cmp.Or(cmp.Compare(a.Sequence, b.Sequence), cmp.Compare(a.ID, b.ID))
	})
	return order
}

// ofPlace puts a place before the path of a fault.
func ofPlace(place string, err error) error {
	var faults []error
	for _, e := range valid.List(err) {
		var fault *FieldError
		if errors.As(e, &fault) {
			e = &FieldError{Path: place + "." + fault.Path, Value: fault.Value, Err: fault.Err}
		}
		faults = append(faults, e)
	}
	return errors.Join(faults...)
}
