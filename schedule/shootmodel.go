package schedule

import (
	"math/bits"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/worktime"
)

// shootModel is a shoot as the solver sees it: everything by index, a slot being a date and a unit.
type shootModel struct {
	s       *Shoot
	x       shootIndex
	hours   *hours
	dates   []civil.Date
	units   int
	worked  []int // working days before each date, so that differences count them
	week    []int // civil week of each date, from 0
	weeks   int
	unitDay []int64
	// open says which slots a unit may shoot in: worked, not past, the unit free.
	open   []bool
	past   []pastSlot
	crew   [2][]dayHours // in a studio at 1, by date
	player [][]dayHours  // by player and date, nil for somebody without limits
	rest   int
	most   int // days of a civil week

	scenes    []plannedScene
	resources []resource
	// blocks are scenes that go together, those that are free alone.
	blocks  []block
	blockOf []int // of each scene, -1 where it is shot
}

// pastSlot is what was shot in a slot.
type pastSlot struct {
	is          bool
	work, moves int
	call, wrap  int
}

type plannedScene struct {
	minutes, eighths int
	light, dark      bool
	location         int32
	studio           bool
	cast             []int32
	resources        []int32
	before, after    []int32 // scenes that come first, and later
	apart            []int32
	near             int // slot in the plan to stay near to, -1 without
	done             int // slot in which it was shot, -1
}

type block struct {
	scenes []int32
	dates  []int32 // on which everything is free
	isFree []bool  // by date
	units  uint32  // bits of those that may shoot it
}

type resourceKind uint8

const (
	castResource resourceKind = iota
	equipmentResource
	locationResource
	setResource
)

// resource is what is paid by the dates on which it is used, or used by one unit a day.
type resource struct {
	kind  resourceKind
	index int
}

func newShootModel(s *Shoot, x shootIndex, l worktime.Limits) (*shootModel, error) {
	m := &shootModel{s: s, x: x, hours: newHours(s, l), units: len(s.crews())}
	m.calendar()
	if err := m.askHours(); err != nil {
		return nil, err
	}
	m.compileScenes()
	m.compilePast()
	m.compileBlocks()
	return m, nil
}

func (m *shootModel) slots() int { return len(m.dates) * m.units }

func (m *shootModel) calendar() {
	s := m.s
	worked := s.workedDays()
	m.worked = make([]int, 1, len(worked)+1)
	monday := s.Period.From.Monday()
	for d := range s.Period.All() {
		i := len(m.dates)
		m.dates = append(m.dates, d)
		next := m.worked[i]
		if worked[i] {
			next++
		}
		m.worked = append(m.worked, next)
		m.week = append(m.week, d.DaysSince(monday)/7)
	}
	m.weeks = m.week[len(m.week)-1] + 1
	m.open = make([]bool, m.slots())
	for u, crew := range s.crews() {
		m.unitDay = append(m.unitDay, crew.Day.Cents())
		free := crew.Available.days(s.Period)
		for i, d := range m.dates {
			m.open[i*m.units+u] = worked[i] && free[i] && (s.Done == nil || d.After(s.Done.Through))
		}
	}
}

// askHours looks the limits of every date up.
func (m *shootModel) askHours() (err error) {
	if m.rest, err = m.hours.rest(); err != nil {
		return err
	}
	if m.most, err = m.hours.weekDays(); err != nil {
		return err
	}
	for studio := range m.crew {
		keys := make([]crewKey, len(m.dates))
		for i, d := range m.dates {
			keys[i] = crewKey{d, studio == 1}
		}
		if err := m.hours.askUnits(keys); err != nil {
			return err
		}
		for _, d := range m.dates {
			m.crew[studio] = append(m.crew[studio], m.hours.unit(d, studio == 1))
		}
	}
	m.player = make([][]dayHours, len(m.s.Cast))
	for i := range m.s.Cast {
		c := &m.s.Cast[i]
		if c.MaxMinutes == 0 && c.BirthDate.IsZero() && m.s.CastAgreement == "" {
			continue
		}
		if m.player[i], err = m.hours.players(c, m.dates); err != nil {
			return err
		}
	}
	return nil
}

func (m *shootModel) compileScenes() {
	s := m.s
	m.resources = make([]resource, 0, len(s.Cast)+len(s.Equipment)+len(s.Locations))
	list := func(kind resourceKind, n int) (base int32) {
		base = int32(len(m.resources))
		for i := range n {
			m.resources = append(m.resources, resource{kind, i})
		}
		return base
	}
	list(castResource, len(s.Cast))
	equipment := list(equipmentResource, len(s.Equipment))
	locations := list(locationResource, len(s.Locations))
	sets := int32(-1)
	if m.units > 1 {
		sets = list(setResource, len(s.Sets))
	}
	for i := range s.Scenes {
		c := &s.Scenes[i]
		set := m.x.sets[c.Set]
		location := m.x.locations[s.Sets[set].Location]
		scene := plannedScene{
			minutes: c.Minutes, eighths: int(c.Eighths), light: isByDay(c.Light), dark: isByNight(c.Light),
			location: int32(location), studio: s.Locations[location].Studio, near: -1, done: -1,
		}
		for _, name := range c.Cast {
			scene.cast = append(scene.cast, int32(m.x.cast[name]))
		}
		scene.resources = append(slices.Clone(scene.cast), locations+int32(location))
		for _, name := range c.Equipment {
			scene.resources = append(scene.resources, equipment+int32(m.x.equipment[name]))
		}
		if sets >= 0 {
			scene.resources = append(scene.resources, sets+int32(set))
		}
		m.scenes = append(m.scenes, scene)
	}
}

// slotOf returns the slot of a day, -1 when it is outside the period.
func (m *shootModel) slotOf(d ShootDay) int {
	i := d.Date.DaysSince(m.dates[0])
	if i < 0 || i >= len(m.dates) {
		return -1
	}
	return i*m.units + m.x.units[d.Unit]
}

// compilePast marks what is shot, then the bonds and the plan to stay near to of what is not.
func (m *shootModel) compilePast() {
	m.past = make([]pastSlot, m.slots())
	if m.s.Done != nil {
		for _, d := range m.s.Done.Days {
			slot := m.slotOf(d)
			p := pastSlot{is: true, work: m.s.Rules.worked(int(d.Wrap) - int(d.Call)), call: int(d.Call), wrap: int(d.Wrap)}
			for n, id := range d.Scenes {
				scene := m.x.scenes[id]
				m.scenes[scene].done = slot
				if n > 0 && m.scenes[scene].location != m.scenes[m.x.scenes[d.Scenes[n-1]]].location {
					p.moves++
				}
			}
			m.past[slot] = p
		}
	}
	free := func(i int) bool { return m.scenes[i].done < 0 }
	if m.s.Near != nil {
		for _, d := range m.s.Near.Days {
			for _, id := range d.Scenes {
				if i := m.x.scenes[id]; free(i) {
					m.scenes[i].near = m.slotOf(d)
					if m.scenes[i].near < 0 {
						m.scenes[i].near = m.slots() // no slot at all: it moves wherever it goes
					}
				}
			}
		}
	}
	for _, p := range m.s.Before {
		if a, b := m.x.scenes[p.First], m.x.scenes[p.Then]; free(a) && free(b) {
			m.scenes[b].before = append(m.scenes[b].before, int32(a))
			m.scenes[a].after = append(m.scenes[a].after, int32(b))
		}
	}
	for _, g := range m.s.Apart {
		for n, id := range g.Scenes {
			for _, other := range g.Scenes[:n] {
				if a, b := m.x.scenes[other], m.x.scenes[id]; free(a) && free(b) {
					m.scenes[a].apart = append(m.scenes[a].apart, int32(b))
					m.scenes[b].apart = append(m.scenes[b].apart, int32(a))
				}
			}
		}
	}
}

// compileBlocks joins scenes that are kept together, and finds the dates of each block.
func (m *shootModel) compileBlocks() {
	leader := make([]int, len(m.scenes))
	for i := range leader {
		leader[i] = i
	}
	find := func(i int) int {
		for leader[i] != i {
			leader[i] = leader[leader[i]]
			i = leader[i]
		}
		return i
	}
	for _, g := range m.s.Together {
		first := -1
		for _, id := range g.Scenes {
			i := m.x.scenes[id]
			if m.scenes[i].done >= 0 {
				continue
			}
			if first >= 0 {
				a, b := find(first), find(i)
				leader[max(a, b)] = min(a, b)
			}
			first = i
		}
	}
	at := map[int]int{}
	free := m.newFreedom()
	m.blockOf = make([]int, len(m.scenes))
	for i := range m.scenes {
		m.blockOf[i] = -1
		if m.scenes[i].done >= 0 {
			continue
		}
		l := find(i)
		b, ok := at[l]
		if !ok {
			b = len(m.blocks)
			at[l] = b
			m.blocks = append(m.blocks, block{isFree: slices.Clone(free.open), units: 1<<m.units - 1})
		}
		m.blocks[b].scenes = append(m.blocks[b].scenes, int32(i))
		m.blockOf[i] = b
		free.restrict(&m.blocks[b], i)
	}
	for b := range m.blocks {
		for d, ok := range m.blocks[b].isFree {
			if ok {
				m.blocks[b].dates = append(m.blocks[b].dates, int32(d))
			}
		}
	}
}

// freedom holds the free dates of everything that scenes need.
type freedom struct {
	m                                *shootModel
	open                             []bool // dates on which some unit shoots
	cast, locations, sets, equipment [][]bool
}

func (m *shootModel) newFreedom() *freedom {
	s := m.s
	f := &freedom{m: m, open: make([]bool, len(m.dates))}
	for slot, open := range m.open {
		f.open[slot/m.units] = f.open[slot/m.units] || open
	}
	for i := range s.Cast {
		free := s.Cast[i].Available.days(s.Period)
		for d := range m.player[i] {
			free[d] = free[d] && !m.player[i][d].closed
		}
		f.cast = append(f.cast, free)
	}
	for i := range s.Locations {
		f.locations = append(f.locations, s.Locations[i].Available.days(s.Period))
	}
	for i := range s.Sets {
		f.sets = append(f.sets, s.Sets[i].Available.days(s.Period))
	}
	for i := range s.Equipment {
		f.equipment = append(f.equipment, s.Equipment[i].Available.days(s.Period))
	}
	return f
}

// restrict takes the dates and units from a block on which one of its scenes cannot be shot.
func (f *freedom) restrict(b *block, scene int) {
	m := f.m
	c := &m.s.Scenes[scene]
	keep := func(free []bool) {
		for d := range b.isFree {
			b.isFree[d] = b.isFree[d] && free[d]
		}
	}
	if len(c.Available.Windows)+len(c.Available.Off) > 0 {
		keep(c.Available.days(m.s.Period))
	}
	keep(f.sets[m.x.sets[c.Set]])
	keep(f.locations[m.scenes[scene].location])
	for _, who := range m.scenes[scene].cast {
		keep(f.cast[who])
	}
	for _, name := range c.Equipment {
		keep(f.equipment[m.x.equipment[name]])
	}
	if c.Unit != "" {
		b.units &= 1 << m.x.units[c.Unit]
	}
}

// may reports whether a block may be shot in a slot, by itself.
func (m *shootModel) may(b *block, slot int) bool {
	return m.open[slot] && b.isFree[slot/m.units] && b.units>>(slot%m.units)&1 == 1
}

// slotsOf counts the slots that a block may be shot in, up to a few.
func (m *shootModel) slotsOf(b *block, most int) (n int) {
	for _, d := range b.dates {
		for u := range m.units {
			if m.may(b, int(d)*m.units+u) {
				if n++; n == most {
					return n
				}
			}
		}
	}
	return n
}

// dateSet is a set of dates by their index.
type dateSet []uint64

func (s dateSet) has(d int) bool { return s[d>>6]>>(d&63)&1 == 1 }
func (s dateSet) set(d int)      { s[d>>6] |= 1 << (d & 63) }
func (s dateSet) clear(d int)    { s[d>>6] &^= 1 << (d & 63) }

// next returns the first date of the set from d on, -1 when there is none.
func (s dateSet) next(d int) int {
	w := d >> 6
	if w >= len(s) {
		return -1
	}
	word := s[w] >> (d & 63) << (d & 63)
	for word == 0 {
		if w++; w == len(s) {
			return -1
		}
		word = s[w]
	}
	return w<<6 + bits.TrailingZeros64(word)
}

// previous returns the last date of the set before d, -1 when there is none.
func (s dateSet) previous(d int) int {
	w := d >> 6
	word := uint64(0)
	if w < len(s) {
		word = s[w] & (1<<(d&63) - 1)
	}
	for word == 0 {
		if w--; w < 0 {
			return -1
		}
		word = s[w]
	}
	return w<<6 + 63 - bits.LeadingZeros64(word)
}
