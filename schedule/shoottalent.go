package schedule

import "context"

// talentShoot is a shoot that is talent scheduling: one scene a day in days that are all alike, of which only
// what players wait for depends on the order.
type talentShoot struct {
	problem Talent
	dates   []int // the first dates that are worked
}

// talent returns the talent scheduling problem that a shoot is, if it is one. A day more or less between first
// and last costs everybody alike there, so that days in a row are best.
func (m *shootModel) talent() (talentShoot, bool) {
	s := m.s
	if m.units != 1 || s.Done != nil || s.Near != nil || len(m.blocks) != len(m.scenes) || len(m.scenes) == 0 {
		return talentShoot{}, false
	}
	if !m.oneADay() || !m.datesAlike() || !m.waitsAlone() {
		return talentShoot{}, false
	}
	t := talentShoot{problem: Talent{Name: s.Name, Scenes: len(m.scenes)}}
	for d := range m.dates {
		if m.open[d] && len(t.dates) < len(m.scenes) {
			t.dates = append(t.dates, d)
		}
	}
	if len(t.dates) < len(m.scenes) {
		return talentShoot{}, false
	}
	for range m.scenes {
		t.problem.Durations = append(t.problem.Durations, 1)
	}
	for who := range s.Cast {
		c := &s.Cast[who]
		if c.Contract != ByDay {
			continue
		}
		// A day worked costs Day wherever it is; what the order changes is the days of Hold.
		actor := Actor{Name: c.Name, DailyCost: c.Hold.Cents(), Scenes: []int{}}
		for i := range m.scenes {
			for _, other := range m.scenes[i].cast {
				if int(other) == who {
					actor.Scenes = append(actor.Scenes, i+1)
				}
			}
		}
		t.problem.Actors = append(t.problem.Actors, actor)
	}
	return t, t.problem.Validate() == nil
}

// oneADay reports whether no two scenes fit into a day, and each does, without rest to be kept in between.
func (m *shootModel) oneADay() bool {
	hold := m.hold()
	limit := int(m.s.Rules.DayEighths)
	for i := range m.scenes {
		c := &m.scenes[i]
		if c.minutes > hold || limit > 0 && c.eighths > limit || c.dark {
			return false
		}
		for j := range i {
			o := &m.scenes[j]
			if c.minutes+o.minutes <= hold && (limit == 0 || c.eighths+o.eighths <= limit) {
				return false
			}
		}
	}
	longest := 0
	for i := range m.scenes {
		longest = max(longest, m.scenes[i].minutes)
	}
	wrap := m.s.Rules.elapsed(longest, false, longest)
	return minutesADay-wrap >= m.rest && len(m.s.Apart) == 0 && len(m.s.Before) == 0
}

// datesAlike reports whether every scene may be shot on every worked date, and no week is too long.
func (m *shootModel) datesAlike() bool {
	if m.most < 7 && m.mostInAWeek() > m.most || m.s.Rules.WeekMinutes > 0 {
		return false
	}
	open := 0
	for d := range m.dates {
		if m.open[d] {
			open++
		}
		for studio := range m.crew {
			if c := m.crew[studio][d]; m.open[d] && (c.closed || c != m.crew[0][0]) {
				return false
			}
		}
	}
	for b := range m.blocks {
		if m.slotsOf(&m.blocks[b], open+1) != open {
			return false
		}
	}
	for _, hours := range m.player {
		if hours != nil {
			return false
		}
	}
	for d := range m.dates { // a unit that is off on a worked day lets others wait
		if m.worked[d+1] > m.worked[d] && !m.open[d] {
			return false
		}
	}
	return true
}

func (m *shootModel) mostInAWeek() (most int) {
	in := make([]int, m.weeks)
	for d := range m.dates {
		if m.open[d] {
			in[m.week[d]]++
			most = max(most, in[m.week[d]])
		}
	}
	return most
}

// waitsAlone reports whether nothing but waiting depends on the order.
func (m *shootModel) waitsAlone() bool {
	for i := range m.s.Cast {
		c := &m.s.Cast[i]
		if c.Contract == ByWeek || c.Contract == ByDay && c.DropDays > 0 {
			return false
		}
	}
	for i := range m.s.Locations {
		if m.s.Locations[i].Reopen.Sign() > 0 {
			return false
		}
	}
	for i := range m.s.Equipment {
		if m.s.Equipment[i].Week != nil {
			return false
		}
	}
	return true
}

// solveTalent turns the order that [SolveTalent] finds into a plan, and its bound into one of the shoot.
func (p *shootProblem) solveTalent(ctx context.Context, t talentShoot, bound int64) (outcome, bool) {
	m := p.m
	plan, err := SolveTalent(ctx, t.problem, TalentOptions{Nodes: p.o.Nodes, Seed: p.o.Seed})
	if err != nil {
		return outcome{}, false
	}
	state := newShootState(m, orderNodes)
	for n, scene := range plan.Order {
		state.put(int32(scene-1), t.dates[n])
	}
	state.settle()
	if state.faults() > 0 {
		return outcome{}, false
	}
	found := outcome{at: state.at, cost: state.cost(), feasible: true, proved: plan.Optimal, nodes: plan.Nodes, orderCap: orderNodes}
	// All costs but those of waiting are the same in any order of one scene a day.
	found.bound = max(bound, found.cost-plan.Cost+plan.LowerBound)
	return found, true
}
