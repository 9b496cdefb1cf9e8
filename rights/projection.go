package rights

import (
	"fmt"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// Outlet tells which pot the receipts of a window in a territory come into.
type Outlet struct {
	Window    string `json:"window" strict:"required"`
	Territory string `json:"territory" strict:"required"`
	Pot       string `json:"pot" strict:"required"`
}

// Forecast is money that is expected of a window in a territory on a day.
type Forecast struct {
	Window    string       `json:"window" strict:"required"`
	Territory string       `json:"territory" strict:"required"`
	Date      civil.Date   `json:"date" strict:"required"`
	Amount    money.Amount `json:"amount" strict:"required"`
}

// Scenario is what may come in (hypothèse de recettes): low, likely, high.
type Scenario struct {
	Name      string     `json:"name" strict:"required"`
	Forecasts []Forecast `json:"forecasts" strict:"required"`
}

// Projection is what is asked of scenarios: what each pays whom, and when.
type Projection struct {
	// Deal is the plan with what has happened already; nothing of it is changed by a scenario.
	Deal      Deal       `json:"deal" strict:"required"`
	Outlets   []Outlet   `json:"outlets" strict:"required"`
	Scenarios []Scenario `json:"scenarios" strict:"required"`
}

// Flow is what a payee has, or gives back, on a day. It has the fields of a flow that the return of an
// investor is reckoned from, so that one converts into the other.
type Flow struct {
	Scenario string       `json:"scenario,omitempty"`
	Party    string       `json:"party"`
	Date     civil.Date   `json:"date"`
	Amount   money.Amount `json:"amount"`
}

// Projected is what a scenario pays.
type Projected struct {
	Scenario string       `json:"scenario"`
	Received money.Amount `json:"received"`
	// Flows are by date, those of a day by payee in the order of the plan, what a payee has on a day in one
	// sum.
	Flows []Flow `json:"flows"`
	// Payees are what everybody has in the end.
	Payees []Paid `json:"payees"`
}

// Project returns what every scenario pays, in their order. Forecasts apply after the events of their day.
// Faults are told all at once, each a [*FieldError]; a forecast that cannot be applied is told as an event of
// the deal, under "scenarios[i]".
//
// Complexity that of [Run] for each scenario.
func Project(p Projection) ([]Projected, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	list := make([]Projected, 0, len(p.Scenarios))
	for i, s := range p.Scenarios {
		projected, err := p.project(s)
		if err != nil {
			return nil, ofPlace(fmt.Sprintf("scenarios[%d]", i), err)
		}
		list = append(list, projected)
	}
	return list, nil
}

// Validate reports every fault of the projection, each a [*FieldError], or nil.
func (p Projection) Validate() error {
	var f valid.Faults
	pots := p.checkOutlets(&f)
	checkTerms(&f, "scenarios", len(p.Scenarios))
	if len(p.Scenarios) == 0 {
		f.Add("scenarios", nil, valid.ErrMissing)
	}
	names := map[string]bool{}
	f.Enter("scenarios")
	for i, s := range p.Scenarios {
		f.Index(i)
		checkName(&f, "name", s.Name, names[s.Name])
		names[s.Name] = true
		s.check(&f, pots)
		f.Leave()
		if f.Full() {
			break
		}
	}
	f.Leave()
	if f.Any() {
		return f.Err()
	}
	if err := p.Deal.Validate(); err != nil {
		return ofPlace("deal", err)
	}
	return nil
}

// checkOutlets returns the pot of every window in a territory.
func (p Projection) checkOutlets(f *valid.Faults) map[[2]string]string {
	pots := make(map[[2]string]string, len(p.Outlets))
	known := p.Deal.Plan().names().pots
	checkTerms(f, "outlets", len(p.Outlets))
	f.Enter("outlets")
	for i, o := range p.Outlets {
		f.Index(i)
		at := [2]string{o.Window, o.Territory}
		_, twice := pots[at]
		checkName(f, "window", o.Window, twice)
		if o.Territory == "" {
			f.Add("territory", nil, valid.ErrMissing)
		}
		if _, isPot := known[o.Pot]; !isPot {
			f.Add("pot", o.Pot, valid.ErrReference)
		}
		pots[at] = o.Pot
		f.Leave()
	}
	f.Leave()
	return pots
}

func (s Scenario) check(f *valid.Faults, pots map[[2]string]string) {
	f.Enter("forecasts")
	for i, o := range s.Forecasts {
		f.Index(i)
		if _, known := pots[[2]string{o.Window, o.Territory}]; !known {
			f.Addf("window", o.Window+", "+o.Territory, valid.ErrReference, "no outlet is of this window and territory")
		}
		if o.Date.IsZero() {
			f.Add("date", nil, valid.ErrMissing)
		}
		if o.Amount.Sign() < 0 {
			f.Add("amount", o.Amount, valid.ErrNegative)
		}
		f.Leave()
		if f.Full() {
			break
		}
	}
	f.Leave()
}

// project runs the deal with the forecasts of a scenario.
func (p Projection) project(s Scenario) (Projected, error) {
	deal := p.Deal
	deal.Events = p.events(s)
	result, err := Run(deal)
	if err != nil {
		return Projected{}, err
	}
	flows, err := flowsOf(s.Name, deal.Events, result)
	return Projected{s.Name, result.TotalIn, flows, result.Payees}, err
}

// events returns those of the deal and those of a scenario.
func (p Projection) events(s Scenario) []Event {
	pots := make(map[[2]string]string, len(p.Outlets))
	for _, o := range p.Outlets {
		pots[[2]string{o.Window, o.Territory}] = o.Pot
	}
	last := 0
	for _, e := range p.Deal.Events {
		last = max(last, e.Sequence)
	}
	events := slices.Clone(p.Deal.Events)
	for i, o := range s.Forecasts {
		e := Event{ID: fmt.Sprintf("%s %d", s.Name, i+1), Date: o.Date, Kind: Receipt, Pot: pots[[2]string{o.Window, o.Territory}], Amount: o.Amount}
		if last > 0 {
			e.Sequence = last + 1 + i
		}
		events = append(events, e)
	}
	return events
}

// flowsOf returns what the events of a result pay, by day.
func flowsOf(scenario string, events []Event, result Result) ([]Flow, error) {
	dates := make(map[string]civil.Date, len(events))
	for _, e := range events {
		dates[e.ID] = e.Date
	}
	order := make(map[string]int, len(result.Payees))
	for i, p := range result.Payees {
		order[p.Payee] = i
	}
	flows := []Flow{}
	first := 0 // of the day
	for _, e := range result.Events {
		day := dates[e.ID]
		if first < len(flows) && flows[first].Date != day {
			first = len(flows)
		}
		for _, pay := range e.Payments {
			i := slices.IndexFunc(flows[first:], func(f Flow) bool { return f.Party == pay.Payee })
			if i < 0 {
				flows = append(flows, Flow{scenario, pay.Payee, day, pay.Amount})
				continue
			}
			sum, err := flows[first+i].Amount.Add(pay.Amount)
			if err != nil {
				return nil, err
			}
			flows[first+i].Amount = sum
		}
	}
	flows = slices.DeleteFunc(flows, func(f Flow) bool { return f.Amount.IsZero() })
	slices.SortStableFunc(flows, func(a, b Flow) int {
		if c := a.Date.Compare(b.Date); c != 0 {
			return c
		}
		return order[a.Party] - order[b.Party]
	})
	return flows, nil
}
