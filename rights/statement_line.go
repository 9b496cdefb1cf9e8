package rights

import (
	"iter"
	"math"
	"slices"

	"github.com/bobine-film/bobine/money"
)

// LineKind is where the money of a line comes from: a [Kind] of step, or one of the kinds below.
type LineKind string

// Kinds of lines that are of no step of the plan.
const (
	// OfExchange is the difference of exchange, with what its payee had from steps of former plans.
	OfExchange LineKind = "exchange"
	// OfFormerPlans is what a payee had from steps that an amendment ended.
	OfFormerPlans LineKind = "former"
	// OfNoStep is what no step takes.
	OfNoStep LineKind = "unallocated"
)

// StatementLine is what a payee, or a pot, has from a step over the time of a plan. It recomputes, to the
// cent: what a percent, bracket or bonus step has taken is what Share (half away from zero) or the Levels give of the
// closing Base, less Owed; where a step shares, the closing Amount is what [money.Webster] gives Share of
// the closing Taken, of each rank apart. Of a step whose terms an amendment changed, all that is what came
// on top of Since.
type StatementLine struct {
	// Part counts the plans of the statement from 0.
	Part int    `json:"part,omitempty"`
	Pot  string `json:"pot,omitempty"`
	// StepID and Step are those of the plan, Kind tells what the step does.
	StepID string   `json:"stepId,omitempty"`
	Step   string   `json:"step,omitempty"`
	Kind   LineKind `json:"kind"`
	// Rank counts the ranks of a step from 1, where it has several.
	Rank int `json:"rank,omitempty"`
	// Payee has the amount, or the pot Into.
	Payee string `json:"payee,omitempty"`
	Into  string `json:"into,omitempty"`
	// Meter is what the step is reckoned on, empty of its own inflow.
	Meter string `json:"meter,omitempty"`
	// Base is what has reached the step, or what the meter has counted. After an amendment that changed
	// the step, the inflow counts from there, as Taken does, except of bracket and bonus.
	Base Movement `json:"base,omitzero"`
	// Share is the rate of a percent step, else the part of the payee after what others have out of it.
	Share money.Fraction `json:"share,omitzero"`
	// Levels are those of a bracket or a bonus.
	Levels []Level `json:"levels,omitempty"`
	// Taken is what the step has taken of what reached it, for all.
	Taken Movement `json:"taken,omitzero"`
	// Amount is what the payee has of that: Period is the amount of the statement, Closing the running
	// total, Since included.
	Amount Movement `json:"amount"`
	// Since is where an amendment that changed the terms of the step found it; nil without one.
	Since *TermsChange `json:"since,omitempty"`
	// Owed is what a step is due by its base and has not had the inflow for, below zero where a credit
	// note left it with more than that.
	Owed money.Amount `json:"owed,omitzero"`
	// Account is what a recoup step repays. Left is what remains to recoup of it, or what a tier that
	// ends by itself may still take; nil of others.
	Account string        `json:"account,omitempty"`
	Left    *money.Amount `json:"left,omitempty"`
}

// TermsChange is where an amendment found a step whose terms it changed.
type TermsChange struct {
	// Base is what the base of a bracket or a bonus, or the meter of a step, had come to: the new terms
	// apply to what lies beyond it.
	Base money.Amount `json:"base,omitzero"`
	// Owed is what the step was due by the terms before and had not taken.
	Owed money.Amount `json:"owed,omitzero"`
	// Amount is what the payee had.
	Amount money.Amount `json:"amount,omitzero"`
}

// Lines goes through the lines of all parts, in the order of their plans: a line for each step and each
// who has a part of it, those of no amount included. No list of them is made.
func (s Statement) Lines() iter.Seq[StatementLine] {
	return func(yield func(StatementLine) bool) {
		for i := range s.Parts {
			if !s.Parts[i].lines(i, false, yield) {
				return
			}
		}
	}
}

// Lines goes through the lines of the part.
func (p StatementPart) Lines() iter.Seq[StatementLine] {
	return func(yield func(StatementLine) bool) { p.lines(0, false, yield) }
}

// LinesOf goes through the lines of one payee.
func (s Statement) LinesOf(payee string) iter.Seq[StatementLine] {
	return func(yield func(StatementLine) bool) {
		for line := range s.Lines() {
			if line.Payee == payee && !yield(line) {
				return
			}
		}
	}
}

// lines goes through the lines of a part, or those of steps that moved.
func (p *StatementPart) lines(part int, moved bool, yield func(StatementLine) bool) bool {
	e := p.engine
	had := make([]standing, len(e.payees)) // from lines: at the opening, at the closing
	for i := range e.steps {
		if e.steps[i].kind == Count {
			continue
		}
		if moved && p.opening.steps[i].taken == p.closing.steps[i].taken {
			p.add(i, had)
			continue
		}
		line := p.ofStep(part, i)
		if e.steps[i].kind == To {
			line.Into, line.Amount = e.pots[e.steps[i].into].pot, line.Taken
			if !yield(line) {
				return false
			}
			continue
		}
		if !p.shared(line, i, had, yield) {
			return false
		}
	}
	return p.ofNoStep(part, had, yield)
}

// add adds up what payees have of a step that did not move.
func (p *StatementPart) add(i int, had []standing) {
	s, carried := &p.engine.steps[i], p.closing.carriedOf(i)
	for k, t := range s.to {
		if t.payee < 0 {
			continue
		}
		cents := p.closing.parts[s.part+k].Cents()
		if carried != nil {
			cents += carried.Parts[k]
		}
		had[t.payee].entitled += cents
		had[t.payee].paid += cents
	}
}

// ofStep returns what the lines of a step have in common.
func (p *StatementPart) ofStep(part, i int) StatementLine {
	e := p.engine
	s, from, to := &e.steps[i], &p.opening.steps[i], &p.closing.steps[i]
	written := &e.plan.Pots[s.pot].Steps[i-e.pots[s.pot].from]
	line := StatementLine{
		Part: part, Pot: e.pots[s.pot].pot, StepID: written.ID, Step: s.name, Kind: LineKind(s.kind),
		Base: movement(from.in, to.in), Taken: movement(from.taken, to.taken),
	}
	switch s.kind {
	case Percent, Bracket, Bonus:
		line.Share, line.Meter = s.rate, written.Meter
		if s.base >= 0 {
			line.Base = movement(p.opening.meters[s.base], p.closing.meters[s.base])
		}
		if c := p.closing.carriedOf(i); c != nil && s.base < 0 && s.kind != Percent {
			line.Base = movement(c.From+from.in, c.From+to.in)
		}
		if s.base >= 0 || s.kind != Percent {
			f := Fold{engine: e, state: p.closing}
			line.Owed = money.FromCents(f.due(i, s) - to.taken)
		}
	case Recoup:
		line.Account = written.Account
		line.Left = new(money.FromCents(p.closing.accounts[s.account].left()))
	case Tier:
		f := Fold{engine: e, state: p.closing}
		if end := f.end(i, s); s.until.isFixed() && end < math.MaxInt64 {
			line.Left = new(money.FromCents(max(0, end-to.taken)))
		}
	}
	return line
}

// shared goes through those who have a part of a step, and adds up what payees have.
func (p *StatementPart) shared(line StatementLine, i int, had []standing, yield func(StatementLine) bool) bool {
	e := p.engine
	s, from, to := &e.steps[i], p.opening.carriedOf(i), p.closing.carriedOf(i)
	single := s.ranks[0].weights.Len() == 0
	k := 0
	for r := range s.ranks {
		for range s.ranks[r].to {
			opening, closing := p.opening.parts[s.part+k].Cents(), p.closing.parts[s.part+k].Cents()
			if from != nil {
				opening += from.Parts[k]
			}
			if to != nil {
				closing += to.Parts[k]
				line.Since = &TermsChange{money.FromCents(to.From), money.FromCents(to.Owed), money.FromCents(to.Parts[k])}
			}
			line.Amount = movement(opening, closing)
			if !single {
				line.Share = e.shares[s.part+k]
			}
			if len(s.ranks) > 1 {
				line.Rank = r + 1
			}
			line.Payee, line.Into = "", ""
			if t := s.to[k]; t.payee >= 0 {
				line.Payee = e.payees[t.payee]
				had[t.payee].entitled += opening
				had[t.payee].paid += closing
			} else {
				line.Into = e.pots[t.pot].pot
			}
			if s.kind == Bracket || s.kind == Bonus {
				line.Levels = slices.Clone(e.plan.Pots[s.pot].Steps[i-e.pots[s.pot].from].Levels)
				for n := range line.Levels {
					l := &line.Levels[n]
					l.Rate, l.Amount = clonePointer(l.Rate), clonePointer(l.Amount)
				}
			}
			if line.Left != nil {
				line.Left = new(*line.Left)
			}
			if !yield(line) {
				return false
			}
			k++
		}
	}
	return true
}

// ofNoStep goes through what payees have beside the steps of the plan, had being what they have of these.
func (p *StatementPart) ofNoStep(part int, had []standing, yield func(StatementLine) bool) bool {
	e := p.engine
	tell := func(kind LineKind, payee string, opening, closing int64) bool {
		if opening == 0 && closing == 0 {
			return true
		}
		return yield(StatementLine{Part: part, Kind: kind, Payee: payee, Amount: movement(opening, closing)})
	}
	for i, name := range e.payees {
		kind := OfFormerPlans
		if i == e.exchange {
			kind = OfExchange
		}
		if !tell(kind, name, p.opening.entitled[i]-had[i].entitled, p.closing.entitled[i]-had[i].paid) {
			return false
		}
	}
	for _, f := range p.closing.former {
		if !tell(OfFormerPlans, f.Payee, f.Entitled.Cents(), f.Entitled.Cents()) {
			return false
		}
	}
	return tell(OfNoStep, Unallocated, p.opening.rest, p.closing.rest)
}

// sharesOf returns the parts of a step's targets, rank by rank, zero where one has everything.
func (s *step) sharesOf() []money.Fraction {
	list := make([]money.Fraction, 0, len(s.to))
	for _, r := range s.ranks {
		for k := range r.to {
			share := money.Fraction{}
			if r.weights.Len() > 0 {
				exact := r.weights.Share(k)
				share, _ = money.NewFraction(exact.Num().Int64(), exact.Denom().Int64()) // weights were made of it
			}
			list = append(list, share)
		}
	}
	return list
}
