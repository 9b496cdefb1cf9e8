package schedule

// slotState computes what follows from the scenes of a slot.
func (s *shootState) slotState(slot int) slotState {
	m := s.m
	scenes := s.in[slot]
	if len(scenes) == 0 {
		return slotState{}
	}
	unit := m.unitDay[slot%m.units]
	if p := m.past[slot]; p.is {
		return slotState{
			filled: true, work: p.work, call: p.call, wrap: p.wrap,
			cost: unit + m.dayCost(p.work, p.moves),
		}
	}
	d := m.day(s.order, scenes, slot/m.units)
	return slotState{
		filled: true, work: d.work, call: d.call, wrap: d.call + m.s.Rules.elapsed(d.work, false, d.work),
		cost: unit + m.dayCost(d.work, d.moves), faults: d.faults,
	}
}

// daySum is what some scenes are as a day.
type daySum struct {
	call, work, moves, faults int
	// order is that of the scenes where they are bound or somebody's hours are, nil where the lights and the
	// locations alone order them.
	order []int32
}

// day adds scenes up to a day.
func (m *shootModel) day(o *ordering, scenes []int32, date int) daySum {
	l := m.look(scenes)
	d := daySum{moves: l.locations - 1}
	d.call, d.faults = l.call(m)
	if l.mixed() {
		d.moves = m.mixedMoves(scenes)
	}
	d.work = l.minutes + d.moves*m.s.Rules.MoveMinutes
	// A day that is too long anyway is not worth an order.
	if (l.bound || m.isTight(scenes, date, d.call, d.work)) && m.lengthFaults(&l, date, d.work) == 0 {
		found := o.of(scenes, date, d.call, l.locations)
		if !found.kept {
			d.faults += orderFaults
		}
		d.order, d.moves = found.scenes, found.moves
		d.work = l.minutes + d.moves*m.s.Rules.MoveMinutes
	}
	d.faults += m.lengthFaults(&l, date, d.work)
	return d
}

// orderFaults is how far a day without an order that keeps the rules breaks them.
const orderFaults = 4

// slotLook is what the scenes of a slot add up to.
type slotLook struct {
	minutes, eighths, locations int
	light, dark, studio, bound  bool
}

func (l *slotLook) mixed() bool { return l.light && l.dark }

// look adds up scenes. Days have few, so that comparing each with those before is quick.
func (m *shootModel) look(scenes []int32) slotLook {
	l := slotLook{studio: true}
	for n, i := range scenes {
		c := &m.scenes[i]
		l.minutes += c.minutes
		l.eighths += c.eighths
		l.light = l.light || c.light
		l.dark = l.dark || c.dark
		l.studio = l.studio && c.studio
		fresh := 1
		for _, other := range scenes[:n] {
			if m.scenes[other].location == c.location {
				fresh = 0
				break
			}
		}
		l.locations += fresh
		for _, first := range c.before {
			for _, other := range scenes {
				l.bound = l.bound || first == other
			}
		}
	}
	return l
}

// mixedMoves returns the fewest moves of a day with scenes by day and then by night that nothing else orders: each
// location is visited once by day, or for scenes without light, and once by night, and one of those of both
// between the two.
func (m *shootModel) mixedMoves(scenes []int32) int {
	visits, both := 0, 0
	for n, i := range scenes {
		place := m.scenes[i].location
		first, light, dark := true, false, false
		for k, o := range scenes {
			if m.scenes[o].location == place {
				first = first && k >= n
				light = light || m.scenes[o].light
				dark = dark || m.scenes[o].dark
			}
		}
		switch {
		case !first:
		case light && dark:
			visits += 2
			both = 1
		default:
			visits++
		}
	}
	return visits - 1 - both
}

// call returns the call of a kind of day, and the fault of one that is not allowed.
func (l *slotLook) call(m *shootModel) (call, faults int) {
	r := &m.s.Rules
	switch {
	case l.mixed() && r.MixedCall == nil:
		return int(r.DayCall), 2
	case l.mixed():
		return int(*r.MixedCall), 0
	case l.dark:
		return int(r.NightCall), 0
	}
	return int(r.DayCall), 0
}

// isTight reports whether the hours of some player may not hold a whole day.
func (m *shootModel) isTight(scenes []int32, date, call, work int) bool {
	for _, i := range scenes {
		for _, who := range m.scenes[i].cast {
			if m.player[who] == nil {
				continue
			}
			h := &m.player[who][date]
			if work > h.work || call < h.from || call+m.s.Rules.elapsed(work, false, work) > h.to {
				return true
			}
		}
	}
	return false
}

func (m *shootModel) dayCost(work, moves int) int64 {
	over := max(0, work-m.s.Rules.DayMinutes)
	return int64(over)*m.s.Costs.OvertimeMinute.Cents() + int64(moves)*m.s.Costs.Move.Cents()
}

// lengthFaults returns how far a day holds too much.
func (m *shootModel) lengthFaults(l *slotLook, date, work int) (faults int) {
	r := &m.s.Rules
	studio := 0
	if l.studio {
		studio = 1
	}
	crew := &m.crew[studio][date]
	if crew.closed {
		faults += 4
	}
	if over := work - min(r.DayMinutes+r.OvertimeMinutes, crew.work); over > 0 {
		faults += 1 + over/20
	}
	if over := r.elapsed(work, false, work) - crew.span; over > 0 {
		faults += 1 + over/20
	}
	if r.DayEighths > 0 {
		faults += max(0, l.eighths-int(r.DayEighths))
	}
	if r.DayLocations > 0 {
		faults += 2 * max(0, l.locations-r.DayLocations)
	}
	return faults
}

// resourceCost computes what a resource costs over the dates on which it is used.
func (s *shootState) resourceCost(r int32) resourceCost {
	m := s.m
	dates := s.dates[r]
	first := dates.next(0)
	if first < 0 {
		return resourceCost{}
	}
	switch index := m.resources[r].index; m.resources[r].kind {
	case castResource:
		return resourceCost{use: m.pay(&m.s.Cast[index], dates, first)}
	case equipmentResource:
		return resourceCost{use: m.hire(&m.s.Equipment[index], dates, first)}
	case locationResource:
		l := &m.s.Locations[index]
		days, returns := int64(0), int64(-1)
		for d := first; d >= 0; d = dates.next(d + 1) {
			days++
			if before := s.shot.previous(d); before < 0 || !dates.has(before) {
				returns++
			}
		}
		return resourceCost{use: days*l.Day.Cents() + l.Open.Cents(), reopen: returns * l.Reopen.Cents()}
	}
	return resourceCost{}
}

// pay returns the pay of a player for the dates on which they work.
func (m *shootModel) pay(c *ShootCast, dates dateSet, first int) int64 {
	if c.Contract == Flat {
		return c.Flat.Cents()
	}
	days, held, dropped := int64(1), 0, 0
	last := first
	for d := dates.next(first + 1); d >= 0; d = dates.next(d + 1) {
		waits := m.worked[d] - m.worked[last+1]
		held += waits
		if c.DropDays > 0 && d-last-1 > c.DropDays {
			dropped = max(dropped, waits)
		}
		days++
		last = d
	}
	switch c.Contract {
	case ByDay:
		return days*c.Day.Cents() + int64(held-dropped)*c.Hold.Cents()
	case NoHold:
		return days * c.Day.Cents()
	}
	weeks := (last - first + 7) / 7
	if c.DropDays > 0 {
		before := first
		for d := dates.next(first + 1); d >= 0; d = dates.next(d + 1) {
			if d-before-1 > c.DropDays {
				weeks = min(weeks, (before-first+7)/7+(last-d+7)/7)
			}
			before = d
		}
	}
	return int64(weeks) * c.Week.Cents()
}

// hire returns the hire of equipment for the dates on which it is used.
func (m *shootModel) hire(e *ShootEquipment, dates dateSet, first int) (cost int64) {
	for d := first; d >= 0; {
		week, days := m.week[d], int64(0)
		for d >= 0 && m.week[d] == week {
			days++
			d = dates.next(d + 1)
		}
		due := days * e.Day.Cents()
		if e.Week != nil {
			due = min(due, e.Week.Cents())
		}
		cost += due
	}
	return cost
}
