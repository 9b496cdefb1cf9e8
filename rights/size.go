package rights

import "github.com/bobine-film/bobine/internal/valid"

// Limits of a plan and of a deal. They are far above what parties write, and keep a hostile document from
// costing more than its size.
const (
	maxSteps      = 2000       // of a plan, and pots as well
	maxParts      = 20_000     // shares, levels, conditions and the meters they read, of a plan
	maxRanks      = 100        // of a step
	maxConditions = 100        // of a tier, those in others included
	maxWork       = 200_000    // steps and parts that one receipt goes through
	maxLoad       = 20_000_000 // what a result tells of, for all events together
	maxStretches  = 100_000    // lines of interest of one event
)

// checkSize tells a plan that is too large to be checked any further.
func (p Plan) checkSize(f *valid.Faults) bool {
	steps, parts := 0, 0
	for _, pot := range p.Pots {
		steps += len(pot.Steps)
		for _, s := range pot.Steps {
			parts += s.size()
		}
	}
	switch {
	case steps > maxSteps || len(p.Pots) > maxSteps:
		f.Addf("pots", nil, valid.ErrOutOfRange, "at most %d pots and steps", maxSteps)
	case len(p.Accounts) > maxSteps:
		f.Addf("accounts", nil, valid.ErrOutOfRange, "at most %d", maxSteps)
	case len(p.Meters) > maxSteps:
		f.Addf("meters", nil, valid.ErrOutOfRange, "at most %d", maxSteps)
	case len(p.Clawback) > maxParts:
		f.Addf("clawback", nil, valid.ErrOutOfRange, "at most %d", maxParts)
	case parts > maxParts:
		f.Addf("pots", nil, valid.ErrOutOfRange, "at most %d shares, levels and conditions", maxParts)
	default:
		return p.checkSteep(f)
	}
	return false
}

// checkSteep tells steps that are too large by themselves.
func (p Plan) checkSteep(f *valid.Faults) bool {
	sound := true
	p.eachStep(f, func(_, _ int, s Step) {
		if len(s.Ranks) > maxRanks {
			f.Addf("ranks", nil, valid.ErrOutOfRange, "at most %d", maxRanks)
			sound = false
		}
		if s.Until == nil {
			return
		}
		if conditions, _ := s.Until.size(); conditions > maxConditions {
			f.Addf("until", nil, valid.ErrOutOfRange, "at most %d conditions", maxConditions)
			sound = false
		}
	})
	return sound
}

// size is how many parts a step has.
func (s Step) size() int {
	n := len(s.Shares) + len(s.Ranks) + len(s.Levels)
	for _, r := range s.Ranks {
		n += len(r.Shares)
	}
	if s.Until != nil {
		conditions, meters := s.Until.size()
		n += conditions + meters
	}
	return n
}

// size is how many conditions there are in one, and how many meters they read.
func (u Until) size() (conditions, meters int) {
	conditions, meters = 1, len(u.Of)
	for _, list := range [][]Until{u.Any, u.All} {
		for _, inner := range list {
			c, m := inner.size()
			conditions, meters = conditions+c, meters+m
		}
	}
	return conditions, meters
}

// work is how much a step has to do for a receipt.
func (s Step) work() int {
	n := 1 + s.size()
	if s.Until != nil {
		conditions, _ := s.Until.size()
		n *= 1 + conditions
	}
	return n
}

// checkWork tells the first pot that money would go through on too many ways. There has to be no circle.
func (g graph) checkWork(f *valid.Faults) bool {
	watched := 0 // a receipt is cut where a condition watches for a cent
	for _, pot := range g.plan.Pots {
		for _, s := range pot.Steps {
			if s.Until != nil {
				_, meters := s.Until.size()
				watched += meters
			}
		}
	}
	pieces := 1 + watched/100
	for i := range g.plan.Pots {
		if g.work(i) > maxWork/pieces {
			f.Index(i)
			f.Leave()
			f.Addf("pots", g.plan.Pots[i].ID, valid.ErrOutOfRange, "a receipt would go through more than %d steps and shares", maxWork)
			return false
		}
	}
	return true
}

// work is how much there is to do for a receipt of a pot, at most one more than there may be.
func (g graph) work(i int) int {
	if g.done[i] > 0 {
		return g.done[i]
	}
	n := 1
	for _, s := range g.plan.Pots[i].Steps {
		n = min(maxWork+1, n+s.work())
	}
	for _, e := range g.leads[i] {
		n = min(maxWork+1, n+g.work(e.pot))
	}
	g.done[i] = n
	return n
}

// load is how much a result tells of each event at most, and what sharing costs beyond that: at worst the
// square of the number of shares (money.Webster).
func (p Plan) load() int {
	g := newGraph(p, p.names())
	most, squares := 0, 0
	for i, pot := range p.Pots {
		most = max(most, g.work(i))
		for _, s := range pot.Steps {
			squares += len(s.Shares) * len(s.Shares) / 500
		}
	}
	return max(1, most+squares+len(p.Accounts)+len(p.payees()))
}
