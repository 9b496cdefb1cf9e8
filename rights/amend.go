package rights

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/big"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// Amendment is a plan that replaces the one before it from a date on (avenant).
type Amendment struct {
	// From is the first day of the new plan; the events of that day follow it.
	From civil.Date `json:"from" strict:"required"`
	Plan Plan       `json:"plan" strict:"required"`
}

// carried is what a step that an amendment changed has from before.
type carried struct {
	From  int64   `json:"from" strict:"required"`  // what its base had come to
	Owed  int64   `json:"owed" strict:"required"`  // what it was due and had not taken
	Taken int64   `json:"taken" strict:"required"` // what it had taken
	End   int64   `json:"end" strict:"required"`   // what a tier with a fixed end may still take in all
	Parts []int64 `json:"parts" strict:"required"` // what its targets had of that
}

// Amend returns the state of a deal whose plan changes to that of e on a day: s belongs to old. Nothing
// that has been paid changes. Accounts, meters, pots and payees go on under their names; the opening of an
// account that goes on is not added again. A step of the same pot, kind and id (or name) goes on: where its
// terms are the same as if nothing had happened, where they are not the new ones apply to what comes from
// now on, with what it has taken counting towards its end. All other steps begin anew.
//
// Two steps of a pot that share an id are an error, and so is a day before the last event.
func (e *Engine) Amend(s State, old *Engine, from civil.Date) (State, error) {
	switch {
	case from.IsZero():
		return s, refused("from", nil, valid.ErrMissing)
	case !from.After(s.closed):
		return s, refused("from", from, fmt.Errorf("%w up to %s", ErrClosed, s.closed))
	case from.Before(s.date):
		return s, refused("from", from, fmt.Errorf("%w, of %s", ErrOrder, s.date))
	}
	before, err := old.stepsByKey()
	if err != nil {
		return s, err
	}
	after, err := e.stepsByKey()
	if err != nil {
		return s, err
	}
	f := old.FoldFrom(s)
	if err := f.runInterest(from); err != nil {
		return s, err
	}
	a := amending{e, old, e.Start(), f.state}
	a.names(from)
	for key, i := range after {
		if j, known := before[key]; known {
			a.step(i, j)
		}
	}
	return a.to, nil
}

// stepKey tells which step of a plan is which of another.
type stepKey struct {
	pot, id string
	kind    Kind
}

func (s Step) key(pot string) stepKey {
	if s.ID != "" {
		return stepKey{pot, s.ID, s.Kind}
	}
	return stepKey{pot, s.Name, s.Kind}
}

// checkKeys tells steps of a plan that cannot be told from one another when it is amended.
func (p Plan) checkKeys(f *valid.Faults) {
	seen := map[stepKey]bool{}
	p.eachStep(f, func(i, _ int, s Step) {
		key := s.key(p.Pots[i].ID)
		if seen[key] {
			f.Add("id", key.id, valid.ErrDuplicate)
		}
		seen[key] = true
	})
}

// stepsByKey returns the number of every step.
func (e *Engine) stepsByKey() (map[stepKey]int, error) {
	var f valid.Faults
	e.plan.checkKeys(&f)
	keys := make(map[stepKey]int, len(e.steps))
	for i, pot := range e.plan.Pots {
		for j, s := range pot.Steps {
			keys[s.key(pot.ID)] = e.pots[i].from + j
		}
	}
	return keys, f.Err()
}

// amending carries a state over from one engine to another.
type amending struct {
	e, old   *Engine
	to, from State
}

// names carries over what goes on under its name.
func (a *amending) names(from civil.Date) {
	to, s := &a.to, a.from
	to.in, to.rest, to.events, to.date, to.closed, to.seen = s.in, s.rest, s.events, from, s.closed, s.seen
	for name, i := range a.e.known.meters {
		if j, known := a.old.known.meters[name]; known {
			to.meters[i] = s.meters[j]
		}
	}
	for name, i := range a.e.known.pots {
		if j, known := a.old.known.pots[name]; known {
			to.received[i] = s.received[j]
		}
	}
	for i, account := range a.e.plan.Accounts {
		if j, known := a.old.known.accounts[account.ID]; known {
			to.accounts[i] = goesOn(s.accounts[j], a.old.plan.Accounts[j], account, from)
		}
	}
	a.payees()
}

// goesOn returns the balance of an account under new terms.
func goesOn(b balance, old, account Account, from civil.Date) balance {
	if old.isPrincipalFirst() != account.isPrincipalFirst() {
		b.last = repayment{}
	}
	if account.Interest == nil {
		b.rest, b.until = 0, civil.Date{}
		return b
	}
	if old.Interest == nil || *old.Interest != *account.Interest {
		b.rest, b.until = account.halfCent(), from
		if account.Interest.From.After(from) {
			b.until = account.Interest.From
		}
	}
	return b
}

func (a *amending) payees() {
	to, s := &a.to, a.from
	move := func(name string, entitled, paid int64) {
		if i, known := a.e.numbers[name]; known {
			to.entitled[i], to.paid[i] = entitled, paid
		} else if entitled != 0 || paid != 0 {
			to.former = append(to.former, Former{name, money.FromCents(entitled), money.FromCents(paid)})
		}
	}
	for i, name := range a.old.payees {
		move(name, s.entitled[i], s.paid[i])
	}
	for _, former := range s.former {
		move(former.Payee, former.Entitled.Cents(), former.Paid.Cents())
	}
}

// step carries step j of the old plan over to step i of the new one.
func (a *amending) step(i, j int) {
	c := a.from.carriedOf(j)
	if a.e.terms(i) == a.old.terms(j) {
		a.to.steps[i] = a.from.steps[j]
		n := len(a.e.steps[i].to)
		copy(a.to.parts[a.e.steps[i].part:][:n], a.from.parts[a.old.steps[j].part:][:n])
		if c != nil {
			a.carry(i, c)
		}
		return
	}
	a.carry(i, a.leftOf(i, j, c))
}

func (a *amending) carry(i int, c *carried) {
	if a.to.carried == nil {
		a.to.carried = make([]*carried, len(a.e.steps))
	}
	a.to.carried[i] = c
}

// terms returns what a step does, as a text that two steps share when they do the same.
func (e *Engine) terms(i int) string {
	pot := e.steps[i].pot
	s := e.plan.Pots[pot].Steps[i-e.pots[pot].from]
	s.ID, s.Name = "", ""
	var b bytes.Buffer
	_ = json.NewEncoder(&b).Encode(s) // nothing in it fails to be written
	return b.String()
}

// leftOf returns what step j leaves to step i, whose terms differ; c is what step j had from before.
func (a *amending) leftOf(i, j int, c *carried) *carried {
	s, before, state := &a.e.steps[i], &a.old.steps[j], a.from.steps[j]
	left := &carried{Taken: state.taken, Parts: make([]int64, len(s.to))}
	if c != nil {
		left.Taken += c.Taken
	}
	had := make(map[target]int64, len(before.to))
	for n, o := range before.to {
		cents := a.from.parts[before.part+n].Cents()
		if c != nil {
			cents += c.Parts[n]
		}
		had[a.now(o)] += cents
	}
	for k, t := range s.to {
		left.Parts[k] = had[t] // once, of one who is in several ranks
		delete(had, t)
	}
	switch s.kind {
	case Percent, Bracket, Bonus:
		a.leftOfBase(left, s, j)
	case Tier:
		left.End = endAfter(s, left)
	}
	return left
}

// leftOfBase tells where the base of a step stands, and what it was due by it.
func (a *amending) leftOfBase(left *carried, s *step, j int) {
	f := a.old.fold(a.from)
	before, state := &a.old.steps[j], a.from.steps[j]
	if before.base >= 0 || before.kind == Bonus {
		left.Owed = max(0, f.due(j, before)-state.taken)
	}
	switch {
	case s.base >= 0:
		left.From = a.to.meters[s.base]
	case s.kind != Percent:
		left.From = state.in
		if c := a.from.carriedOf(j); c != nil && before.base < 0 {
			left.From += c.From
		}
	}
}

// now returns a target of the old plan in the new one; one that is not in it is no target there.
func (a *amending) now(o target) target {
	n, known := -1, false
	if o.payee >= 0 {
		if n, known = a.e.numbers[a.old.payees[o.payee]]; known {
			return target{n, -1}
		}
	} else if n, known = a.e.known.pots[a.old.pots[o.pot].pot]; known {
		return target{-1, n}
	}
	return target{-1, -1}
}

// endAfter returns what a tier with a fixed end may take after an amendment.
func endAfter(s *step, left *carried) int64 {
	switch s.until.kind {
	case "payee":
		had := int64(0)
		for k, t := range s.to {
			if t.payee == s.until.payee {
				had += left.Parts[k]
			}
		}
		return s.reach(s.until.payee, big.NewRat(max(0, s.until.amount-had), 1))
	case "total":
		return max(0, s.until.amount-left.Taken)
	}
	return 0
}
