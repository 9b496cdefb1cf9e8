package rights

import "slices"

// clone returns a plan that shares no memory with p, so that an engine does not change with the plan it
// was made of.
func (p Plan) clone() Plan {
	p.Accounts, p.Pots = slices.Clone(p.Accounts), slices.Clone(p.Pots)
	p.Meters, p.Clawback = slices.Clone(p.Meters), slices.Clone(p.Clawback)
	for i := range p.Accounts {
		a := &p.Accounts[i]
		a.Premium, a.Cap, a.Interest = clonePointer(a.Premium), clonePointer(a.Cap), clonePointer(a.Interest)
	}
	for i := range p.Pots {
		p.Pots[i].Steps = slices.Clone(p.Pots[i].Steps)
		for j := range p.Pots[i].Steps {
			p.Pots[i].Steps[j].separate()
		}
	}
	return p
}

func clonePointer[T any](p *T) *T {
	if p == nil {
		return nil
	}
	return new(*p)
}

// separate gives a step memory of its own.
func (s *Step) separate() {
	s.Rate, s.Shares, s.Levels, s.Ranks = clonePointer(s.Rate), slices.Clone(s.Shares), slices.Clone(s.Levels), slices.Clone(s.Ranks)
	for i := range s.Levels {
		s.Levels[i].Rate, s.Levels[i].Amount = clonePointer(s.Levels[i].Rate), clonePointer(s.Levels[i].Amount)
	}
	for i := range s.Ranks {
		s.Ranks[i].Amount, s.Ranks[i].Shares = clonePointer(s.Ranks[i].Amount), slices.Clone(s.Ranks[i].Shares)
	}
	if s.Until != nil {
		s.Until = new(s.Until.clone())
	}
}

func (u Until) clone() Until {
	u.Amount, u.Total, u.Reaches = clonePointer(u.Amount), clonePointer(u.Total), clonePointer(u.Reaches)
	u.Of, u.Any, u.All = slices.Clone(u.Of), slices.Clone(u.Any), slices.Clone(u.All)
	for i := range u.Any {
		u.Any[i] = u.Any[i].clone()
	}
	for i := range u.All {
		u.All[i] = u.All[i].clone()
	}
	return u
}
