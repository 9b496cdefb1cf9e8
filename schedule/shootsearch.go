package schedule

import (
	"context"
	"math/bits"
	"math/rand/v2"
	"slices"
)

// shootSearch improves a plan by moving blocks of scenes, accepting what costs more less and less often
// (simulated annealing: Kirkpatrick, Gelatt and Vecchi 1983), in whole numbers throughout.
type shootSearch struct {
	*shootState
	random *rand.Rand
	nodes  int64
	limit  int64 // of nodes
	cycles int   // at most, 0 for no limit
	floor  int64 // a cost that nothing goes below
	calm   bool  // stay near to where the search begins

	weight int64 // of a fault
	edits  []edit
	free   []int // slots with scenes that may move, of the move in hand

	best     []int // slot of each scene
	bestCost int64
	feasible bool
	fewest   int // faults of the plan with the fewest
}

// edit moves a block.
type edit struct {
	block    int
	from, to int
}

func newShootSearch(m *shootModel, seed uint64, orderCap int) *shootSearch {
	return &shootSearch{shootState: newShootState(m, orderCap), random: rand.New(rand.NewPCG(seed, 9)), fewest: noLimit}
}

// where returns the slot of a block.
func (s *shootSearch) where(b int) int { return s.at[s.m.blocks[b].scenes[0]] }

// apply makes edits; revert undoes them.
func (s *shootSearch) apply(edits []edit) {
	s.remember()
	for _, e := range edits {
		for _, i := range s.m.blocks[e.block].scenes {
			if e.from >= 0 {
				s.take(i)
			}
		}
	}
	for _, e := range edits {
		for _, i := range s.m.blocks[e.block].scenes {
			if e.to >= 0 {
				s.put(i, e.to)
			}
		}
	}
	s.settle()
}

func (s *shootSearch) revert(edits []edit) {
	for _, e := range edits {
		for _, i := range s.m.blocks[e.block].scenes {
			if e.to >= 0 {
				s.take(i)
			}
		}
	}
	for _, e := range edits {
		for _, i := range s.m.blocks[e.block].scenes {
			if e.from >= 0 {
				s.put(i, e.from)
			}
		}
	}
	s.forget()
}

func (s *shootSearch) value() int64 { return s.cost() + s.weight*int64(s.faults()) }

// begin places every block: where the plan to stay near to has it, else where it costs least, those with the
// fewest days first and location by location. It reports whether there was time for that.
func (s *shootSearch) begin(ctx context.Context) bool {
	m := s.m
	s.weight = s.firstWeight()
	order := make([]int, 0, len(m.blocks))
	choices := make([]int, len(m.blocks))
	for b := range m.blocks {
		choices[b] = m.slotsOf(&m.blocks[b], 64)
		near := m.scenes[m.blocks[b].scenes[0]].near
		if near >= 0 && near < m.slots() && m.may(&m.blocks[b], near) {
			s.apply([]edit{{b, -1, near}})
			continue
		}
		order = append(order, b)
	}
	slices.SortStableFunc(order, func(a, b int) int {
		la, lb := m.scenes[m.blocks[a].scenes[0]].location, m.scenes[m.blocks[b].scenes[0]].location
		if few := min(choices[a], 8) - min(choices[b], 8); few != 0 {
			return few
		}
		return int(la - lb)
	})
	for _, b := range order {
		if ctx.Err() != nil {
			return false
		}
		s.insert(b)
	}
	s.keep()
	return true
}

// firstWeight is what a fault costs at first: some scenes' part of a plan.
func (s *shootSearch) firstWeight() int64 {
	m := s.m
	all := int64(100)
	for _, day := range m.unitDay {
		all += day * int64(1+len(m.blocks)/3)
	}
	for i := range m.s.Cast {
		c := &m.s.Cast[i]
		all += 4*c.Day.Cents() + c.Week.Cents()
	}
	return min(1+4*all/int64(1+len(m.blocks)), maxWeight)
}

// maxWeight keeps the weight of all faults of the greatest shoot inside an int64.
const maxWeight = 1 << 40

// insert places a block where that costs least, of some of its slots.
func (s *shootSearch) insert(b int) {
	const tries = 400 // of a long period
	m := s.m
	block := &m.blocks[b]
	step := 1 + len(block.dates)*m.units/tries
	best, least := -1, int64(0)
	for n := 0; n < len(block.dates)*m.units; n += step {
		slot := int(block.dates[n/m.units])*m.units + n%m.units
		if !m.may(block, slot) {
			continue
		}
		e := []edit{{b, -1, slot}}
		s.apply(e)
		s.nodes++
		if v := s.value(); best < 0 || v < least {
			best, least = slot, v
		}
		s.revert(e)
	}
	if best < 0 {
		s.anywhere(b)
		return
	}
	s.apply([]edit{{b, -1, best}})
}

// anywhere places a block in its first slot.
func (s *shootSearch) anywhere(b int) {
	m := s.m
	for _, d := range m.blocks[b].dates {
		for u := range m.units {
			if slot := int(d)*m.units + u; m.may(&m.blocks[b], slot) {
				s.apply([]edit{{b, -1, slot}})
				return
			}
		}
	}
}

// keep remembers the plan when it is the best one so far.
func (s *shootSearch) keep() {
	faults := s.faults()
	s.fewest = min(s.fewest, faults)
	if faults > 0 || s.feasible && s.cost() >= s.bestCost {
		return
	}
	s.feasible, s.bestCost = true, s.cost()
	s.best = append(s.best[:0], s.at...)
}

// recall goes back to the best plan.
func (s *shootSearch) recall() {
	var edits []edit
	for b := range s.m.blocks {
		if to, from := s.best[s.m.blocks[b].scenes[0]], s.where(b); to != from {
			edits = append(edits, edit{b, from, to})
		}
	}
	s.apply(edits)
}

// run improves until a limit, the deadline or the floor is reached.
func (s *shootSearch) run(ctx context.Context) {
	const (
		steps   = 64
		cooling = 58_200 // of 65,536: in 64 steps to about 1/2000
	)
	if len(s.m.blocks) == 0 || !s.movable() {
		return
	}
	heat := s.firstHeat()
	length := int64(max(2_000, 100*len(s.m.blocks)))
	if s.limit > 0 {
		length = max(64, min(length, (s.limit-s.nodes)/3))
	}
	for cycle := 0; s.cycles == 0 || cycle < s.cycles; cycle++ {
		t := heat
		for range steps {
			for range length / steps {
				if s.ended(ctx) {
					return
				}
				s.step(t)
			}
			t = scaled(t, cooling)
		}
		if s.feasible {
			s.recall()
			heat = max(1, heat*2/3)
		} else {
			s.weight = min(s.weight*2, maxWeight)
		}
		length = min(2*length, 1<<24)
	}
}

// movable reports whether some block has two slots.
func (s *shootSearch) movable() bool {
	for b := range s.m.blocks {
		if s.m.slotsOf(&s.m.blocks[b], 2) > 1 {
			return true
		}
	}
	return false
}

func (s *shootSearch) ended(ctx context.Context) bool {
	const pause = 16 // moves of some microseconds each
	s.nodes++
	if s.limit > 0 && s.nodes > s.limit || s.feasible && s.bestCost <= s.floor {
		return true
	}
	return s.nodes%pause == 0 && ctx.Err() != nil
}

// firstHeat is the mean of what some moves change.
func (s *shootSearch) firstHeat() int64 {
	const tries = 200
	sum, n := int64(0), int64(0)
	for range tries {
		was := s.value()
		if !s.propose() {
			continue
		}
		s.apply(s.edits)
		if d := s.value() - was; d > 0 {
			sum, n = sum+d/tries, n+1
		}
		s.revert(s.edits)
	}
	heat := max(1, sum*tries/max(n, 1)/4)
	if s.calm {
		heat = max(1, heat/8)
	}
	return heat
}

// step tries a move, and keeps it when it is cheaper, or not too dear for the heat.
func (s *shootSearch) step(heat int64) {
	if !s.propose() {
		return
	}
	was := s.value()
	s.apply(s.edits)
	if d := s.value() - was; d > 0 && d > scaled(heat, s.chance()) {
		s.revert(s.edits)
		return
	}
	s.keep()
}

// chance returns a random number of mean about 1, of 65,536, that is exponential to a few hundredths: the
// logarithm is linear between powers of two.
func (s *shootSearch) chance() int64 {
	const ln2 = 45_426 // of 65,536
	u := s.random.Uint64() | 1
	zeros := bits.LeadingZeros64(u)
	fraction := int64(u << (zeros + 1) >> 48)
	return (int64(zeros+1)<<16 - fraction) * ln2 >> 16
}

// scaled returns n times a factor of 65,536.
func scaled(n, factor int64) int64 { return (n>>16)*factor + (n&0xffff)*factor>>16 }

// propose sets edits to a random move, and reports whether there is one.
func (s *shootSearch) propose() bool {
	s.edits = s.edits[:0]
	switch n := s.random.IntN(100); {
	case n < 45:
		return s.proposeMove()
	case n < 75:
		return s.proposeSwap()
	case n < 90:
		return s.proposeDays()
	default:
		return s.proposeShift()
	}
}

// proposeMove moves a block to a day of another one with which it shares something, or to any day.
func (s *shootSearch) proposeMove() bool {
	m := s.m
	b := s.random.IntN(len(m.blocks))
	block := &m.blocks[b]
	from := s.where(b)
	if from < 0 {
		return false
	}
	var to int
	if s.random.IntN(3) > 0 {
		scene := &m.scenes[block.scenes[s.random.IntN(len(block.scenes))]]
		r := scene.resources[s.random.IntN(len(scene.resources))]
		d := s.dates[r].next(s.random.IntN(len(m.dates)))
		if d < 0 {
			d = s.dates[r].next(0)
		}
		d += (s.random.IntN(5) + 1) / 2 % 3 * (1 - 2*s.random.IntN(2)) // the day itself, or one or two beside
		if d < 0 || d >= len(m.dates) {
			return false
		}
		to = d*m.units + s.random.IntN(m.units)
	} else {
		to = int(block.dates[s.random.IntN(len(block.dates))])*m.units + s.random.IntN(m.units)
	}
	if to == from || !m.may(block, to) {
		return false
	}
	s.edits = append(s.edits, edit{b, from, to})
	return true
}

// proposeSwap exchanges the places of two blocks.
func (s *shootSearch) proposeSwap() bool {
	m := s.m
	a, b := s.random.IntN(len(m.blocks)), s.random.IntN(len(m.blocks))
	at, other := s.where(a), s.where(b)
	if at < 0 || other < 0 || at == other || !m.may(&m.blocks[a], other) || !m.may(&m.blocks[b], at) {
		return false
	}
	s.edits = append(s.edits, edit{a, at, other}, edit{b, other, at})
	return true
}

// movableSlots lists the slots in which scenes may be.
func (s *shootSearch) movableSlots() []int {
	s.free = s.free[:0]
	for d := s.shot.next(0); d >= 0; d = s.shot.next(d + 1) {
		for u := range s.m.units {
			if slot := d*s.m.units + u; len(s.in[slot]) > 0 && s.m.open[slot] {
				s.free = append(s.free, slot)
			}
		}
	}
	return s.free
}

// proposeDays exchanges two days, one of which may be free.
func (s *shootSearch) proposeDays() bool {
	m := s.m
	slots := s.movableSlots()
	if len(slots) == 0 {
		return false
	}
	a, b := slots[s.random.IntN(len(slots))], s.random.IntN(m.slots())
	if s.random.IntN(2) == 0 {
		b = slots[s.random.IntN(len(slots))]
	}
	return a != b && m.open[b] && s.send(a, b) && s.send(b, a)
}

// proposeShift takes a day out and puts it in elsewhere, the days between moving up.
func (s *shootSearch) proposeShift() bool {
	slots := s.movableSlots()
	if len(slots) < 3 {
		return false
	}
	i := s.random.IntN(len(slots))
	j := max(0, min(len(slots)-1, i+s.random.IntN(17)-8))
	if i == j {
		return false
	}
	step := 1
	if j < i {
		step = -1
	}
	if !s.send(slots[i], slots[j]) {
		return false
	}
	for k := i; k != j; k += step {
		if !s.send(slots[k+step], slots[k]) {
			return false
		}
	}
	return true
}

// send adds the moves of all blocks of a slot to another, and reports whether they may be there.
func (s *shootSearch) send(from, to int) bool {
	m := s.m
	for _, i := range s.in[from] {
		b := m.blockOf[i]
		if m.blocks[b].scenes[0] != i {
			continue
		}
		if !m.may(&m.blocks[b], to) {
			return false
		}
		s.edits = append(s.edits, edit{b, from, to})
	}
	return true
}
