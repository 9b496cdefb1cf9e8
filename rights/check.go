package rights

import (
	"github.com/bobine-film/bobine/internal/valid"
)

// names are those of a plan, each with its place in it.
type names struct {
	pots     map[string]int
	accounts map[string]int
	measured map[string]int // meters that events move
	meters   map[string]int // all that can be read: those of events, of steps, and the pots
}

// names numbers what a plan names: of meters first those of events, then those of steps, then the
// pots.
func (p Plan) names() names {
	n := names{map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}}
	add := func(to map[string]int, name string) {
		if _, known := to[name]; !known && name != "" {
			to[name] = len(to)
		}
	}
	for _, a := range p.Accounts {
		add(n.accounts, a.ID)
	}
	for _, m := range p.Meters {
		add(n.measured, m)
		add(n.meters, m)
	}
	for _, pot := range p.Pots {
		add(n.pots, pot.ID)
		for _, s := range pot.Steps {
			add(n.meters, s.Counts)
			if s.Kind == Count {
				add(n.meters, s.Meter)
			}
		}
	}
	for _, pot := range p.Pots {
		add(n.meters, pot.ID)
	}
	return n
}

// Validate reports every fault of the plan, each a [*FieldError], or nil: names that are missing, given
// twice or refer to nothing, shares that do not add up to exactly 1, fields that another kind has, pots
// that flow in a circle, steps that read what comes after them. See [Plan.Warnings] for what is not a
// fault.
func (p Plan) Validate() error {
	var f valid.Faults
	p.check(&f)
	return f.Err()
}

func (p Plan) check(f *valid.Faults) {
	if !p.checkSize(f) {
		return
	}
	known := p.names()
	if p.Currency != "" && !valid.IsCurrency(p.Currency) {
		f.Addf("currency", p.Currency, valid.ErrOutOfRange, "three capital letters")
	}
	p.checkAccounts(f)
	p.checkPots(f)
	p.checkMeters(f, known)
	p.checkSteps(f, known)
	p.checkPayees(f)
	if graph := newGraph(p, known); !graph.checkCircles(f) && graph.checkWork(f) {
		graph.checkReading(f)
	}
}

// checkName tells a name that is missing or given twice.
func checkName(f *valid.Faults, field, name string, twice bool) {
	switch {
	case name == "":
		f.Add(field, nil, valid.ErrMissing)
	case twice:
		f.Add(field, name, valid.ErrDuplicate)
	}
}

func (p Plan) checkPots(f *valid.Faults) {
	seen := map[string]bool{}
	f.Enter("pots")
	for i, pot := range p.Pots {
		f.Index(i)
		checkName(f, "id", pot.ID, seen[pot.ID])
		seen[pot.ID] = true
		f.Leave()
	}
	f.Leave()
}

func (p Plan) checkMeters(f *valid.Faults, known names) {
	seen := map[string]bool{}
	f.Enter("meters")
	for i, m := range p.Meters {
		f.Index(i)
		checkName(f, "", m, seen[m])
		seen[m] = true
		f.Leave()
	}
	f.Leave()
	for _, pot := range p.Pots {
		if seen[pot.ID] {
			f.Addf("meters", pot.ID, valid.ErrDuplicate, "a pot has this name")
		}
	}
	p.eachStep(f, func(_, _ int, s Step) {
		if _, isPot := known.pots[s.Counts]; isPot {
			f.Addf("counts", s.Counts, valid.ErrDuplicate, "a pot has this name")
		}
		if _, isPot := known.pots[meterOf(s)]; isPot {
			f.Addf("meter", s.Meter, valid.ErrDuplicate, "a pot has this name")
		}
	})
}

// meterOf is the meter that a meter step counts by.
func meterOf(s Step) string {
	if s.Kind == Count {
		return s.Meter
	}
	return ""
}

// eachStep calls a function for every step, with f at its place.
func (p Plan) eachStep(f *valid.Faults, check func(pot, step int, s Step)) {
	f.Enter("pots")
	for i, pot := range p.Pots {
		f.Index(i)
		f.Enter("steps")
		for j, s := range pot.Steps {
			f.Index(j)
			check(i, j, s)
			f.Leave()
		}
		f.Leave()
		f.Leave()
	}
	f.Leave()
}

func (p Plan) checkSteps(f *valid.Faults, known names) {
	follows := map[string]bool{}
	for _, a := range p.Accounts {
		if a.Payee != "" {
			follows[a.ID] = true
		}
	}
	c := stepCheck{f, known, follows, setOf(p.Clawback)}
	p.eachStep(f, func(_, _ int, s Step) { c.step(s) })
}

// checkPayees tells names of payees at the top that no step pays.
func (p Plan) checkPayees(f *valid.Faults) {
	paid := setOf(p.payees())
	seen := map[string]bool{}
	f.Enter("clawback")
	for i, name := range p.Clawback {
		f.Index(i)
		checkName(f, "", name, seen[name])
		if name != "" && !paid[name] {
			f.Addf("", name, valid.ErrReference, "no step pays it")
		}
		seen[name] = true
		f.Leave()
	}
	f.Leave()
	if p.Exchange == Unallocated {
		f.Addf("exchange", p.Exchange, valid.ErrOutOfRange, "the name is taken")
	}
	f.Enter("accounts")
	for i, a := range p.Accounts {
		if a.Payee != "" && !paid[a.Payee] {
			f.Index(i)
			f.Addf("payee", a.Payee, valid.ErrReference, "no step pays it")
			f.Leave()
		}
	}
	f.Leave()
}

// payees returns all who are paid by the plan, by first appearance.
func (p Plan) payees() []string {
	var list []string
	seen := map[string]bool{}
	add := func(name string) {
		if name != "" && !seen[name] {
			seen[name] = true
			list = append(list, name)
		}
	}
	for _, pot := range p.Pots {
		for _, s := range pot.Steps {
			add(s.Payee)
			for _, r := range s.ranks() {
				for _, share := range r.Shares {
					add(share.Payee)
				}
			}
		}
	}
	add(p.Exchange)
	return list
}

// ranks returns the ranks of a step, one of shares without ranks, none of a step that does not share.
func (s Step) ranks() []Rank {
	if s.Shares != nil || s.Ranks == nil {
		return []Rank{{Shares: s.Shares}}
	}
	return s.Ranks
}

func (p Plan) checkAccounts(f *valid.Faults) {
	seen := map[string]bool{}
	f.Enter("accounts")
	for i, a := range p.Accounts {
		f.Index(i)
		checkName(f, "id", a.ID, seen[a.ID])
		seen[a.ID] = true
		a.check(f, p.Currency)
		f.Leave()
	}
	f.Leave()
}

func (a Account) check(f *valid.Faults, currency string) {
	if a.Opening.Sign() < 0 {
		f.Add("opening", a.Opening, valid.ErrNegative)
	}
	if a.Premium != nil && a.Premium.Num() > 1000*a.Premium.Den() {
		f.Addf("premium", a.Premium, valid.ErrOutOfRange, "at most 1000 times")
	}
	if a.Cap != nil {
		switch {
		case a.Cap.Sign() < 0:
			f.Add("cap", a.Cap, valid.ErrNegative)
		case a.Opening.Compare(*a.Cap) > 0:
			f.Addf("opening", a.Opening, valid.ErrOutOfRange, "at most the cap of %s", a.Cap)
		}
	}
	if a.Currency != "" && currency != "" && a.Currency != currency {
		f.Addf("currency", a.Currency, valid.ErrOutOfRange, "the plan is in %s", currency)
	}
	if a.Interest != nil {
		f.Enter("interest")
		a.Interest.check(f)
		f.Leave()
	}
	if _, err := newBalance(a); err != nil && !f.Any() {
		f.Add("opening", a.Opening, err)
	}
}

// maxRateTerm bounds the terms of a rate of interest, so that its reckoning fits 128 bits.
const maxRateTerm = 1_000_000_000

func (i Interest) check(f *valid.Faults) {
	if i.Rate.Num() >= maxRateTerm || i.Rate.Den() >= maxRateTerm {
		f.Addf("rate", i.Rate, valid.ErrOutOfRange, "terms below 1000000000")
	}
	if i.From.IsZero() {
		f.Add("from", nil, valid.ErrMissing)
	}
	valid.OneOf(f, "method", i.Method, interestMethods)
	valid.OneOf(f, "basis", i.Basis, dayCounts)
	if i.Capitalise != "" {
		valid.OneOf(f, "capitalise", i.Capitalise, frequencies)
		if i.Method == Simple {
			f.Addf("capitalise", string(i.Capitalise), valid.ErrUnknownField, "simple interest is not capitalised")
		}
	}
	if i.First != "" {
		valid.OneOf(f, "first", i.First, repaidFirst)
	}
}
