package schedule

import "slices"

// shootState is a plan in the making: where each scene is, what that costs and how far it breaks the rules,
// kept up to date scene by scene.
//
// After take and put, settle brings costs up to date; forget goes back to where remember was.
type shootState struct {
	m     *shootModel
	order *ordering

	at    []int     // slot of each scene, -1 nowhere
	in    [][]int32 // scenes of each slot, in the order of the document
	slots []slotState
	rests []int // violation of the rest before each slot
	weeks []weekState
	// filled counts the slots of each date with scenes, shot says which dates have some.
	filled []int
	shot   dateSet

	uses  [][]uint16 // scenes by resource and slot
	dates []dateSet  // by resource
	costs []resourceCost
	// clashes, bonds and moved count resources in two units a day, pairs of scenes that are not as they
	// should be, and scenes that are not where the plan to stay near to has them.
	clashes, bonds, moved int

	slotCost, useCost, reopenCost int64
	slotFaults, restFaults        int

	dirtySlots     []int
	dirtyResources []int32
	isDirtySlot    []bool
	isDirty        []bool
	shotChanged    bool

	oldSlots []oldSlot
	oldRests []oldRest
	oldCosts []oldCost
}

// slotState is what follows from the scenes of a slot.
type slotState struct {
	filled     bool
	work       int
	call, wrap int
	cost       int64
	faults     int
}

type weekState struct{ days, minutes, pastDays, pastMinutes, faults int }

// resourceCost is the cost of a resource; reopen is apart, because it alone may fall when a scene is added.
type resourceCost struct{ use, reopen int64 }

type oldSlot struct {
	slot int
	was  slotState
}

type oldRest struct{ slot, was int }

type oldCost struct {
	resource int32
	was      resourceCost
}

func newShootState(m *shootModel, orderCap int) *shootState {
	words := (len(m.dates) + 63) / 64
	s := &shootState{
		m: m, order: newOrdering(m, orderCap),
		at: make([]int, len(m.scenes)), in: make([][]int32, m.slots()), slots: make([]slotState, m.slots()),
		rests: make([]int, m.slots()), weeks: make([]weekState, m.weeks*m.units),
		filled: make([]int, len(m.dates)), shot: make(dateSet, words),
		uses: make([][]uint16, len(m.resources)), dates: make([]dateSet, len(m.resources)),
		costs: make([]resourceCost, len(m.resources)), isDirtySlot: make([]bool, m.slots()), isDirty: make([]bool, len(m.resources)),
	}
	for r := range s.dates {
		s.dates[r] = make(dateSet, words)
	}
	for i := range s.at {
		s.at[i] = -1
		for _, r := range m.scenes[i].resources {
			if s.uses[r] == nil {
				s.uses[r] = make([]uint16, m.slots())
			}
		}
	}
	for i := range m.scenes {
		if done := m.scenes[i].done; done >= 0 {
			s.put(int32(i), done)
		}
	}
	s.settle()
	for w := range s.weeks {
		s.weeks[w].pastDays, s.weeks[w].pastMinutes = s.weeks[w].days, s.weeks[w].minutes
	}
	s.slotFaults, s.restFaults, s.clashes = 0, 0, 0
	for w := range s.weeks {
		s.weeks[w].faults = 0
	}
	return s
}

// put places a scene that is nowhere.
func (s *shootState) put(scene int32, slot int) {
	m := s.m
	c := &m.scenes[scene]
	date := slot / m.units
	list := s.in[slot]
	n, _ := slices.BinarySearch(list, scene)
	s.in[slot] = slices.Insert(list, n, scene)
	if len(list) == 0 {
		if s.filled[date]++; s.filled[date] == 1 {
			s.shot.set(date)
			s.shotChanged = true
		}
	}
	for _, r := range c.resources {
		if s.uses[r][slot]++; s.uses[r][slot] == 1 {
			s.use(r, date, slot, 1)
		}
	}
	s.at[scene] = slot
	s.bonds += s.bond(c, slot)
	if c.near >= 0 && c.near != slot {
		s.moved++
	}
	s.touch(slot)
}

// take takes a scene off its slot.
func (s *shootState) take(scene int32) {
	m := s.m
	c := &m.scenes[scene]
	slot := s.at[scene]
	date := slot / m.units
	s.bonds -= s.bond(c, slot)
	s.at[scene] = -1
	n, _ := slices.BinarySearch(s.in[slot], scene)
	s.in[slot] = slices.Delete(s.in[slot], n, n+1)
	if len(s.in[slot]) == 0 {
		if s.filled[date]--; s.filled[date] == 0 {
			s.shot.clear(date)
			s.shotChanged = true
		}
	}
	for _, r := range c.resources {
		if s.uses[r][slot]--; s.uses[r][slot] == 0 {
			s.use(r, date, slot, -1)
		}
	}
	if c.near >= 0 && c.near != slot {
		s.moved--
	}
	s.touch(slot)
}

// use notes that a resource came to a slot or left it.
func (s *shootState) use(r int32, date, slot, by int) {
	others := 0
	if s.m.units > 1 {
		for u := range s.m.units {
			if other := date*s.m.units + u; other != slot && s.uses[r][other] > 0 {
				others++
			}
		}
	}
	if others > 0 {
		if s.m.resources[r].kind != locationResource {
			s.clashes += by
		}
		return
	}
	if by > 0 {
		s.dates[r].set(date)
	} else {
		s.dates[r].clear(date)
	}
	if !s.isDirty[r] {
		s.isDirty[r] = true
		s.dirtyResources = append(s.dirtyResources, r)
	}
}

func (s *shootState) touch(slot int) {
	if !s.isDirtySlot[slot] {
		s.isDirtySlot[slot] = true
		s.dirtySlots = append(s.dirtySlots, slot)
	}
}

// bond counts the pairs of a scene in a slot with others placed that are not as they should be.
func (s *shootState) bond(c *plannedScene, slot int) (broken int) {
	date := slot / s.m.units
	for _, first := range c.before {
		if at := s.at[first]; at >= 0 && at != slot && at/s.m.units >= date {
			broken++
		}
	}
	for _, later := range c.after {
		if at := s.at[later]; at >= 0 && at != slot && at/s.m.units <= date {
			broken++
		}
	}
	for _, other := range c.apart {
		if at := s.at[other]; at >= 0 && at/s.m.units == date {
			broken++
		}
	}
	return broken
}

// settle brings the costs of what was touched up to date, and remembers what they were.
func (s *shootState) settle() {
	m := s.m
	for _, slot := range s.dirtySlots {
		s.isDirtySlot[slot] = false
		s.oldSlots = append(s.oldSlots, oldSlot{slot, s.slots[slot]})
		s.setSlot(slot, s.slotState(slot))
	}
	for _, slot := range s.dirtySlots {
		for next := slot; next < len(s.slots) && next <= slot+maxRestDays*m.units; next += m.units {
			if rest := s.restFault(next); rest != s.rests[next] {
				s.oldRests = append(s.oldRests, oldRest{next, s.rests[next]})
				s.restFaults += rest - s.rests[next]
				s.rests[next] = rest
			}
		}
	}
	s.dirtySlots = s.dirtySlots[:0]
	for _, r := range s.dirtyResources {
		s.isDirty[r] = false
		s.setCost(r, true)
	}
	if s.shotChanged {
		for r := range m.resources {
			if m.resources[r].kind == locationResource && s.uses[r] != nil && m.s.Locations[m.resources[r].index].Reopen.Sign() > 0 {
				s.setCost(int32(r), false)
			}
		}
	}
	s.shotChanged = false
	s.dirtyResources = s.dirtyResources[:0]
}

// remember forgets how to go back further than here.
func (s *shootState) remember() {
	s.oldSlots, s.oldRests, s.oldCosts = s.oldSlots[:0], s.oldRests[:0], s.oldCosts[:0]
}

// forget restores the costs that held when remember was called; the scenes are back already.
func (s *shootState) forget() {
	for i := len(s.oldSlots) - 1; i >= 0; i-- {
		s.setSlot(s.oldSlots[i].slot, s.oldSlots[i].was)
	}
	for i := len(s.oldRests) - 1; i >= 0; i-- {
		o := s.oldRests[i]
		s.restFaults += o.was - s.rests[o.slot]
		s.rests[o.slot] = o.was
	}
	for i := len(s.oldCosts) - 1; i >= 0; i-- {
		o := s.oldCosts[i]
		s.useCost += o.was.use - s.costs[o.resource].use
		s.reopenCost += o.was.reopen - s.costs[o.resource].reopen
		s.costs[o.resource] = o.was
	}
	for _, slot := range s.dirtySlots {
		s.isDirtySlot[slot] = false
	}
	for _, r := range s.dirtyResources {
		s.isDirty[r] = false
	}
	s.dirtySlots, s.dirtyResources, s.shotChanged = s.dirtySlots[:0], s.dirtyResources[:0], false
	s.remember()
}

func (s *shootState) setSlot(slot int, to slotState) {
	was := s.slots[slot]
	s.slots[slot] = to
	s.slotCost += to.cost - was.cost
	s.slotFaults += to.faults - was.faults
	w := &s.weeks[s.m.week[slot/s.m.units]*s.m.units+slot%s.m.units]
	if to.filled != was.filled {
		if to.filled {
			w.days++
		} else {
			w.days--
		}
	}
	w.minutes += to.work - was.work
	faults := 2 * max(0, w.days-max(s.m.most, w.pastDays))
	if limit := s.m.s.Rules.WeekMinutes; limit > 0 && w.minutes > w.pastMinutes && w.minutes > limit {
		faults += 1 + (w.minutes-limit)/30
	}
	s.slotFaults += faults - w.faults
	w.faults = faults
}

func (s *shootState) setCost(r int32, use bool) {
	was := s.costs[r]
	to := s.resourceCost(r)
	if to == was {
		return
	}
	if use {
		s.useCost += to.use - was.use
	} else {
		to.use = was.use
	}
	s.reopenCost += to.reopen - was.reopen
	s.oldCosts = append(s.oldCosts, oldCost{r, was})
	s.costs[r] = to
}

// cost returns what the plan costs so far, faults how far it breaks the rules.
func (s *shootState) cost() int64 {
	cost := s.slotCost + s.useCost + s.reopenCost
	if s.moved > 0 {
		cost += int64(s.moved) * s.m.s.Near.Weight.Cents()
	}
	return cost
}

func (s *shootState) faults() int { return s.slotFaults + s.restFaults + s.clashes + s.bonds }

// maxRestDays is how many days a rest may reach back: from a wrap at 47:59 to a call at 00:00, at most two
// days of rest, lie less than four days.
const maxRestDays = 4

// restFault returns how far the rest before a slot is too short.
func (s *shootState) restFault(slot int) int {
	d := &s.slots[slot]
	if !d.filled || s.m.past[slot].is {
		return 0
	}
	for days := 1; days <= maxRestDays; days++ {
		before := slot - days*s.m.units
		if before < 0 {
			return 0
		}
		if s.slots[before].filled {
			if rest := days*minutesADay + d.call - s.slots[before].wrap; rest < s.m.rest {
				return 1 + (s.m.rest-rest)/120
			}
			return 0
		}
	}
	return 0
}
