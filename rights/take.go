package rights

import "github.com/bobine-film/bobine/money"

// take returns what a step has taken of all its inflow, now that cents have been added to it or taken
// off it.
//
// The steps that look at nothing but their own inflow take a function of its total, so that it makes no
// difference in how many receipts the money came. The others remember what they took; a credit note
// takes back first what they passed on in the event in which they last took anything and since, then what
// they took.
func (f *Fold) take(i int, s *step, cents int64) int64 {
	state := &f.state.steps[i]
	switch s.kind {
	case Percent:
		if s.base < 0 && !f.owes(i) {
			return f.rated(s, state.in)
		}
		return f.owed(state, cents, f.due(i, s))
	case Bracket, Bonus:
		return f.scaled(i, s, cents)
	case Recoup:
		return f.recoup(s, state, cents)
	case Tier:
		if s.until.isFixed() {
			return min(state.in, f.end(i, s))
		}
		return f.remember(state, cents, f.capacity(i, s, &s.until))
	}
	return state.in
}

// rated returns the part of a percent step in a total.
func (f *Fold) rated(s *step, total int64) int64 {
	part, _ := s.rate.Of(money.FromCents(total)) // at most the total: the rate is at most 1
	return part.Cents()
}

// end returns what a tier takes in all, less what it took before an amendment.
func (f *Fold) end(i int, s *step) int64 {
	if c := f.state.carriedOf(i); c != nil {
		return c.End
	}
	return s.end
}

// scaled returns what a bracket or a bonus has taken. A bracket of its own inflow that is not
// remembered takes a function of its total, as a percentage does; so does one with retroactive levels, which
// may give back.
func (f *Fold) scaled(i int, s *step, cents int64) int64 {
	state := &f.state.steps[i]
	due := f.due(i, s)
	switch {
	case s.base < 0 && s.kind == Bracket && !f.owes(i):
		return due
	case s.isRetroactive():
		return min(due, f.remember(state, cents, max(0, due-state.taken)))
	}
	return f.owed(state, cents, due)
}

// owes reports whether a step still owes what it was due on a meter before an amendment. It cannot be a
// function of its own inflow then, because it would take more than there is.
func (f *Fold) owes(i int) bool {
	c := f.state.carriedOf(i)
	return c != nil && c.Owed > 0
}

func (s *step) isRetroactive() bool {
	for _, whole := range s.scale.whole {
		if whole {
			return true
		}
	}
	return false
}

// owed returns what a step has taken that is due so much in all.
func (f *Fold) owed(state *stepState, cents, due int64) int64 {
	return f.remember(state, cents, max(0, due-state.taken))
}

// due returns what a step is due in all by its base, a meter or its inflow. After an amendment it is what
// was owed then and what the base has brought since.
func (f *Fold) due(i int, s *step) int64 {
	base := f.state.steps[i].in
	if s.base >= 0 {
		base = f.state.meters[s.base]
	}
	c := f.state.carriedOf(i)
	if c == nil {
		return f.onBase(s, base)
	}
	if s.base < 0 {
		base += c.From
	}
	return c.Owed + f.onBase(s, base) - f.onBase(s, c.From)
}

func (f *Fold) onBase(s *step, base int64) int64 {
	if s.kind == Percent {
		return f.rated(s, base)
	}
	return s.scale.due(base)
}

// recoup returns what a step has taken for its account, which it repays or, of a credit note, gives
// back.
func (f *Fold) recoup(s *step, state *stepState, cents int64) int64 {
	account, b := &f.engine.plan.Accounts[s.account], &f.state.accounts[s.account]
	taken := f.remember(state, cents, b.left())
	switch {
	case taken > state.taken:
		b.repay(account, taken-state.taken)
	case taken < state.taken:
		b.giveBack(account, state.taken-taken)
	}
	return taken
}

// remember returns what a step has taken that may take so much more, of cents that come in; of cents that
// go back it is what is left of what it took. Money can reach a step several times in an event.
func (f *Fold) remember(s *stepState, cents, capacity int64) int64 {
	if cents > 0 {
		took := min(cents, capacity)
		if event := f.state.events + 1; s.event != event {
			s.event, s.passedThen = event, 0
		}
		s.passedThen += cents - took
		s.passed += cents - took
		if took > 0 {
			s.passed = s.passedThen
		}
		return s.taken + took
	}
	back := min(s.passed, -cents)
	s.passed -= back
	s.passedThen = max(0, s.passedThen-back)
	return s.taken - min(max(0, s.taken), -cents-back)
}
