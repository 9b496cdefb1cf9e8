package schedule

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/bobine-film/bobine/internal/valid"
)

// InfeasibleError says why there is no plan: rules that contradict one another over the period, a small set of
// which each is needed for that.
type InfeasibleError struct {
	// Conflicts cannot all be kept. They are none where a limit ended the search before.
	Conflicts []Conflict
	// Minimal says that each is needed for that: without any one of them, and without all other rules, there
	// is a plan.
	Minimal bool
	// Proved is false where no plan was found with them, and where that is not a proof.
	Proved bool
}

// Conflict is a rule that contradicts others.
type Conflict struct {
	// Path leads to it in the shoot, "cast[3].available".
	Path string `json:"path"`
	Text string `json:"text"`
}

// Error returns the conflicts on one line.
func (e *InfeasibleError) Error() string {
	var texts []string
	for _, c := range e.Conflicts {
		texts = append(texts, c.Text)
	}
	cause := ErrInfeasible
	if !e.Proved {
		cause = ErrNotFound
	}
	if len(texts) == 0 {
		return cause.Error()
	}
	return cause.Error() + ": " + strings.Join(texts, "; ")
}

// Is reports whether the error is [ErrInfeasible], or [ErrNotFound] where nothing is proved.
func (e *InfeasibleError) Is(target error) bool {
	return target == ErrInfeasible && e.Proved || target == ErrNotFound && !e.Proved
}

// constraint is a rule that may be lifted, to see whether that helps.
type constraint struct {
	Conflict
	lift func(*Shoot)
}

// conflict finds a small set of rules that leave no plan: it lifts them in halves, quarters and so on while there is
// still none (deletion filter: Chinneck and Dravnieks 1991).
//
// Complexity: searches as many as the set times the logarithm of all rules.
func (p *shootProblem) conflict(ctx context.Context, found outcome) error {
	known := &InfeasibleError{Proved: found.proved}
	if !found.proved && p.o.Nodes > 0 {
		return known
	}
	all := p.s.constraints()
	kept := slices.Clone(all)
	budget := int64(conflictNodes)
	if p.o.Nodes > 0 {
		budget = 10 * p.o.Nodes
	}
	for size := (len(kept) + 1) / 2; size > 0; size /= 2 {
		for at := 0; at < len(kept) && budget > 0; {
			if ctx.Err() != nil {
				return known
			}
			to := min(at+size, len(kept))
			shoot := p.s.lifted(kept[at:to], all, kept)
			if p.hasNoPlan(ctx, &shoot, found.proved, &budget) {
				kept = slices.Delete(kept, at, to)
			} else {
				at = to
			}
		}
	}
	if ctx.Err() != nil {
		return known
	}
	known.Minimal = budget > 0
	for _, c := range kept {
		known.Conflicts = append(known.Conflicts, c.Conflict)
	}
	return known
}

// conflictNodes is what looking for a conflict may take.
const conflictNodes = 1_000_000

// lifted returns the shoot with the rules that are kept alone, less some of those.
func (s *Shoot) lifted(less, all, kept []constraint) Shoot {
	out := *s
	out.Units, out.Locations, out.Sets = slices.Clone(s.Units), slices.Clone(s.Locations), slices.Clone(s.Sets)
	out.Cast, out.Equipment, out.Scenes = slices.Clone(s.Cast), slices.Clone(s.Equipment), slices.Clone(s.Scenes)
	out.Before, out.Together, out.Apart = slices.Clone(s.Before), slices.Clone(s.Together), slices.Clone(s.Apart)
	stays := make(map[string]bool, len(kept))
	for _, c := range kept {
		stays[c.Path] = true
	}
	for _, c := range less {
		delete(stays, c.Path)
	}
	for _, c := range all {
		if !stays[c.Path] {
			c.lift(&out)
		}
	}
	return out
}

// hasNoPlan reports whether a search finds no plan: where proof is asked for, whether there is none. It takes the
// nodes that it needs off the budget.
func (p *shootProblem) hasNoPlan(ctx context.Context, s *Shoot, proof bool, budget *int64) bool {
	var f valid.Faults
	m, err := newShootModel(s, s.index(&f), p.o.Limits)
	if err != nil {
		return false
	}
	if m.isOverfull() {
		return true
	}
	small := m.mayProve()
	if proof && !small {
		return false
	}
	search := newShootSearch(m, p.o.Seed, orderNodes)
	defer func() { *budget -= search.nodes }()
	search.floor = math.MaxInt64 // any plan will do
	if !search.begin(ctx) || search.feasible {
		return false
	}
	if proof {
		search.order.cap = orderNodesProof
		search.limit = search.nodes + min(proofNodes, max(1, *budget))
		return search.prove(ctx) && !search.feasible
	}
	search.limit = search.nodes + int64(5_000+100*len(m.blocks))
	search.run(ctx)
	return !search.feasible
}

// isOverfull reports what is easily proved: scenes that no day is left for, or who and what is needed for more days
// than there are.
func (m *shootModel) isOverfull() bool {
	all := make([]int32, 0, len(m.scenes))
	byResource := make([][]int32, len(m.resources))
	for b := range m.blocks {
		if m.slotsOf(&m.blocks[b], 1) == 0 || m.isTooLong(&m.blocks[b]) {
			return true
		}
		for _, i := range m.blocks[b].scenes {
			all = append(all, i)
			for _, r := range m.scenes[i].resources {
				byResource[r] = append(byResource[r], i)
			}
		}
	}
	if m.fewestDays(all, false, 0) > m.slotsOfAll(all, m.units) {
		return true
	}
	for r, scenes := range byResource {
		units := m.units
		if m.resources[r].kind != locationResource {
			units = 1 // one unit a day has them
		}
		if m.fewestDays(scenes, m.resources[r].kind == castResource, m.resources[r].index) > m.slotsOfAll(scenes, units) {
			return true
		}
	}
	for i := range m.scenes {
		for _, first := range m.scenes[i].before {
			a, b := &m.blocks[m.blockOf[first]], &m.blocks[m.blockOf[i]]
			if a.dates[0] > b.dates[len(b.dates)-1] {
				return true
			}
		}
	}
	return false
}

// isTooLong reports whether scenes that are kept together do not fit into any day.
func (m *shootModel) isTooLong(b *block) bool {
	return m.packed(b.scenes, m.hold()) > 1
}

// slotsOfAll counts the slots in which some of the scenes may be, of so many units a date.
func (m *shootModel) slotsOfAll(scenes []int32, units int) (n int) {
	for d := range m.dates {
		open := 0
		for u := range m.units {
			if !m.open[d*m.units+u] {
				continue
			}
			for _, i := range scenes {
				if m.may(&m.blocks[m.blockOf[i]], d*m.units+u) {
					open++
					break
				}
			}
		}
		n += min(open, units)
	}
	return n
}

// constraints lists the rules of a shoot that may be lifted. The period, who is needed where, and that nobody is in
// two units on a day, are not among them.
func (s *Shoot) constraints() (list []constraint) {
	add := func(path, text string, lift func(*Shoot)) {
		list = append(list, constraint{Conflict{path, text}, lift})
	}
	s.ruleConstraints(add)
	s.freeConstraints(add)
	for i, c := range s.Scenes {
		if len(c.Available.Windows)+len(c.Available.Off) > 0 {
			add(fmt.Sprintf("scenes[%d].available", i), fmt.Sprintf("scene %s is to be shot %s", c.ID, c.Available.words()),
				func(s *Shoot) { s.Scenes[i].Available = Availability{} })
		}
		if c.Unit != "" {
			add(fmt.Sprintf("scenes[%d].unit", i), fmt.Sprintf("scene %s is for the unit %s", c.ID, c.Unit), func(s *Shoot) { s.Scenes[i].Unit = "" })
		}
	}
	for i, b := range s.Before {
		add(fmt.Sprintf("before[%d]", i), fmt.Sprintf("scene %s is shot before scene %s", b.First, b.Then), func(s *Shoot) {
			s.Before = slices.DeleteFunc(s.Before, func(p ScenePair) bool { return p == b })
		})
	}
	groups := func(path, text string, groups []SceneGroup, of func(*Shoot) *[]SceneGroup) {
		for i, g := range groups {
			add(fmt.Sprintf("%s[%d]", path, i), fmt.Sprintf("scenes %s %s", strings.Join(g.Scenes, ", "), text), func(s *Shoot) {
				*of(s) = slices.DeleteFunc(*of(s), func(other SceneGroup) bool { return slices.Equal(other.Scenes, g.Scenes) })
			})
		}
	}
	groups("together", "are shot on one day", s.Together, func(s *Shoot) *[]SceneGroup { return &s.Together })
	groups("apart", "are shot on different days", s.Apart, func(s *Shoot) *[]SceneGroup { return &s.Apart })
	return list
}

type addConstraint func(path, text string, lift func(*Shoot))

// ruleConstraints lists the rules of days and weeks.
func (s *Shoot) ruleConstraints(add addConstraint) {
	r := &s.Rules
	// What comes first is lifted first: of two reasons, the one that can be changed is to stay.
	if s.Agreement != "" {
		add("agreement", fmt.Sprintf("the crew works under %s", s.Agreement), func(s *Shoot) { s.Agreement = "" })
	}
	if s.CastAgreement != "" {
		add("castAgreement", fmt.Sprintf("the cast works under %s", s.CastAgreement), func(s *Shoot) { s.CastAgreement = "" })
	}
	if len(s.RestDays)+len(s.Off) > 0 || !s.WorkHolidays {
		add("restDays", "rest days, days off and public holidays are not worked", func(s *Shoot) { s.RestDays, s.Off, s.WorkHolidays = nil, nil, true })
	}
	add("rules.dayMinutes", fmt.Sprintf("a day has at most %d minutes, overtime included", r.DayMinutes+r.OvertimeMinutes), func(s *Shoot) {
		s.Rules.DayMinutes, s.Rules.OvertimeMinutes = noLimit, 0
	})
	if r.DayEighths > 0 {
		add("rules.dayEighths", fmt.Sprintf("a day has at most %s pages", r.DayEighths), func(s *Shoot) { s.Rules.DayEighths = 0 })
	}
	if r.DayLocations > 0 {
		add("rules.dayLocations", fmt.Sprintf("a day has at most %d locations", r.DayLocations), func(s *Shoot) { s.Rules.DayLocations = 0 })
	}
	if r.MixedCall == nil {
		add("rules.mixedCall", "day and night are not shot on one day", func(s *Shoot) { s.Rules.MixedCall = &s.Rules.DayCall })
	}
	if r.RestMinutes > 0 {
		add("rules.restMinutes", fmt.Sprintf("there are %d minutes of rest between two days", r.RestMinutes), func(s *Shoot) { s.Rules.RestMinutes = 0 })
	}
	if r.WeekDays > 0 {
		add("rules.weekDays", fmt.Sprintf("a week has at most %d days", r.WeekDays), func(s *Shoot) { s.Rules.WeekDays = 0 })
	}
	if r.WeekMinutes > 0 {
		add("rules.weekMinutes", fmt.Sprintf("a week has at most %d minutes", r.WeekMinutes), func(s *Shoot) { s.Rules.WeekMinutes = 0 })
	}
}

// freeConstraints lists who and what is not free on every day.
func (s *Shoot) freeConstraints(add addConstraint) {
	free := func(list string, i int, name string, a Availability, of func(*Shoot) *Availability) {
		if len(a.Windows)+len(a.Off) > 0 {
			add(fmt.Sprintf("%s[%d].available", list, i), fmt.Sprintf("%s is free %s", name, a.words()), func(s *Shoot) { *of(s) = Availability{} })
		}
	}
	for i, u := range s.Units {
		free("units", i, u.Name, u.Available, func(s *Shoot) *Availability { return &s.Units[i].Available })
	}
	for i, l := range s.Locations {
		free("locations", i, l.Name, l.Available, func(s *Shoot) *Availability { return &s.Locations[i].Available })
	}
	for i, c := range s.Sets {
		free("sets", i, c.Name, c.Available, func(s *Shoot) *Availability { return &s.Sets[i].Available })
	}
	for i, e := range s.Equipment {
		free("equipment", i, e.Name, e.Available, func(s *Shoot) *Availability { return &s.Equipment[i].Available })
	}
	for i, c := range s.Cast {
		free("cast", i, c.Name, c.Available, func(s *Shoot) *Availability { return &s.Cast[i].Available })
		if c.MaxMinutes > 0 {
			add(fmt.Sprintf("cast[%d].maxMinutes", i), fmt.Sprintf("%s is on the set for at most %d minutes a day", c.Name, c.MaxMinutes),
				func(s *Shoot) { s.Cast[i].MaxMinutes = 0 })
		}
		if c.isMinor(s.Period.From) {
			birth := c.BirthDate
			add(fmt.Sprintf("cast[%d].birthDate", i), fmt.Sprintf("%s is a minor, born %s", c.Name, birth), func(s *Shoot) { s.Cast[i].BirthDate = ShootCast{}.BirthDate })
		}
	}
}

// words says when something is free.
func (a Availability) words() string {
	var parts []string
	for _, w := range a.Windows {
		parts = append(parts, "from "+w.String())
	}
	if len(a.Off) > 0 {
		var off []string
		for _, d := range a.Off[:min(len(a.Off), 5)] {
			off = append(off, d.String())
		}
		if len(a.Off) > 5 {
			off = append(off, fmt.Sprintf("%d more", len(a.Off)-5))
		}
		parts = append(parts, "not on "+strings.Join(off, ", "))
	}
	return strings.Join(parts, ", ")
}
