package schedule

// item is a group of scenes of the middle that the same undecided players play: some cheapest order plays
// them in a row (Qin, Zhang, Lim and Liang, An enhanced branch-and-bound algorithm for the talent
// scheduling problem, 2016, 3.3).
type item[W words] struct {
	players   W // undecided ones
	groups    W
	duration  int64
	dominated bool
}

// middle is what an expansion needs to know of the scenes in the middle.
type middle[W words] struct {
	items             []item[W]
	several           W       // undecided players of two items or more
	duration          int64   // of all scenes in the middle
	numbers           []uint8 // by undecided player: number in the bound, if less than crowd
	played            []int64 // by player at the right end: how much of it they play
	left, right, free uint64  // undecided players, by number in the bound
}

// gather fills the middle of a node, unless the budget ends.
//
// Complexity O(groups in the middle × items).
func (s *search[W]) gather(n *node[W]) {
	m := &s.middle
	undecided := or(n.left, n.right)
	for p, groups := range s.scenes {
		if within(groups, n.rest) {
			undecided = put(undecided, p)
		}
	}
	m.items = m.items[:0]
	for i := range each(n.rest) {
		m.include(i, and(s.players[i], undecided), s.groups[i].duration)
		if s.tire(len(m.items)) {
			return
		}
	}
	s.number(n, undecided)
	s.measureItems(n)
}

// measureItems fills what follows from the items.
func (s *search[W]) measureItems(n *node[W]) {
	m := &s.middle
	for p := range each(n.right) {
		m.played[p] = 0
	}
	var one, several W
	m.duration = 0
	s.begin()
	for k := range m.items {
		it := &m.items[k]
		several = or(several, and(one, it.players))
		one = or(one, it.players)
		m.duration += it.duration
		players := uint64(0)
		for p := range each(it.players) {
			if i := m.numbers[p]; i < crowd {
				players |= 1 << i
			}
		}
		s.meet(players, it.duration)
		for p := range each(and(it.players, n.right)) {
			m.played[p] += it.duration
		}
	}
	m.several = several
}

// number gives the undecided players numbers in the bound: those who wait first, as they mean most to it.
func (s *search[W]) number(n *node[W], undecided W) {
	m := &s.middle
	next := 0
	number := func(players W) (set uint64) {
		for p := range each(players) {
			if next == crowd {
				m.numbers[p] = crowd
				continue
			}
			m.numbers[p] = uint8(next)
			s.waiting.pay[next], s.ever[next], s.twice[next] = s.problem.costs[p], 0, 0
			set |= 1 << next
			next++
		}
		return set
	}
	m.left, m.right = number(n.left), number(n.right)
	m.free = number(without(undecided, or(n.left, n.right)))
}

// include puts a group into the item of its players.
func (m *middle[W]) include(group int, players W, duration int64) {
	for k := range m.items {
		if it := &m.items[k]; it.players == players {
			it.groups = put(it.groups, group)
			it.duration += duration
			return
		}
	}
	var groups W
	m.items = append(m.items, item[W]{players: players, groups: put(groups, group), duration: duration})
}

// forced returns an item that is played by just those who wait at the left end: it costs nothing there and
// nothing is gained by waiting. Without one it returns −1.
func (m *middle[W]) forced(left W) int {
	for i := range m.items {
		if m.items[i].players == left {
			return i
		}
	}
	return -1
}

// dominate marks the items that need not be tried at the left end, as another does at least as well there.
func (m *middle[W]) dominate(s *search[W], n *node[W]) {
	for i := range m.items {
		m.items[i].dominated = m.isDominated(s, n, i)
		if s.tire(len(m.items)) {
			return
		}
	}
}

// isDominated reports whether some item does at least as well at the left end as item i: it brings nobody
// there whom i does not, and either takes as many from the right end (Qin et al., 3.6.1), or else makes
// others wait less there than later on, where those whom i settles wait for it (3.6.2). Of items that are
// alike the first stays.
func (m *middle[W]) isDominated(s *search[W], n *node[W], i int) bool {
	it := &m.items[i]
	left, right := or(it.players, n.left), or(it.players, n.right)
	settles := and(it.players, n.right)
	for j := range m.items {
		other := &m.items[j]
		if j == i || !within(other.players, left) {
			continue
		}
		r := or(other.players, n.right)
		if within(right, r) && (j < i || r != right || or(other.players, n.left) != left) {
			return true
		}
		later, now := s.pay(without(settles, other.players)), s.pay(without(n.left, other.players))
		if later > now {
			return true
		}
	}
	return false
}
