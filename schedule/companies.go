package schedule

import (
	"cmp"
	"slices"
)

// mostCompanions is how many players are looked at when companies are formed, the dearest first.
const mostCompanions = 256

// bounding is a try at a bound: companies of so many players, each searched for so many nodes.
type bounding struct {
	size  int
	nodes int64
}

// boundings are in the order of what they take and give.
var boundings = []bounding{{4, 500}, {6, 2_000}, {6, 8_000}, {8, 8_000}, {10, 16_000}, {12, 32_000}}

// boundByCompanies is a holding cost that no order of a problem goes below: its players are parted into
// companies of a size, and each company waits at least as long as in the order that is best for it alone.
// What the exact search proves of every company is added up. With companies of three this is the 3-grouping
// of Cheng, Lin and Huang (Talent scheduling problems with general durations, 2016).
func boundByCompanies(p *problem, b *budget, try bounding) int64 {
	total := int64(0)
	for _, company := range p.companies(try.size, b) {
		total += p.boundOf(company, b, try.nodes)
	}
	return total
}

// boundOf is what a company is sure to be paid for waiting. Where the exact search comes to no end within
// the nodes the halves of the company may prove more.
func (p *problem) boundOf(company []int32, b *budget, nodes int64) int64 {
	if b.limit > 0 {
		nodes = min(nodes, (b.limit-b.nodes)/2)
	}
	if len(company) < 3 || b.ended || nodes <= 0 { // two players never make each other wait
		return 0
	}
	bound, proved := p.only(company).leastHolding(b, nodes)
	if proved || len(company) < 6 {
		return bound
	}
	half := len(company) / 2
	return max(bound, p.boundOf(company[:half], b, nodes)+p.boundOf(company[half:], b, nodes))
}

// companies parts the players: each company begins with the dearest player left and takes in, one by one, who
// conflicts most with those in it.
//
// Complexity O(players² + Σ over groups of players²), players up to mostCompanions.
func (p *problem) companies(size int, b *budget) [][]int32 {
	players := p.dearest()
	conflict := p.conflicts(players, b)
	taken := make([]bool, len(players))
	var list [][]int32
	for first := range players {
		if taken[first] {
			continue
		}
		taken[first] = true
		company := []int32{players[first]}
		with := slices.Clone(conflict[first])
		for len(company) < size {
			next := -1
			for q := range players {
				if !taken[q] && (next < 0 || with[q] > with[next]) {
					next = q
				}
			}
			if next < 0 || with[next] == 0 {
				break
			}
			taken[next] = true
			company = append(company, players[next])
			for q, c := range conflict[next] {
				with[q] += c
			}
		}
		list = append(list, company)
	}
	return list
}

// dearest are the players who are paid most for the groups they play, that one first.
func (p *problem) dearest() []int32 {
	players := make([]int32, len(p.costs))
	pay := make([]int64, len(p.costs))
	for i, part := range p.parts {
		players[i] = int32(i)
		for _, g := range part {
			pay[i] += p.costs[i] * p.groups[g].duration
		}
	}
	slices.SortStableFunc(players, func(a, b int32) int { return cmp.Compare(pay[b], pay[a]) })
	return players[:min(len(players), mostCompanions)]
}

// conflicts says of any two players what one of them is paid to wait for the other, if their groups may not
// be played apart because they share one.
func (p *problem) conflicts(players []int32, b *budget) [][]int64 {
	index := make([]int, len(p.costs))
	alone := make([]int64, len(players)) // time of all groups
	for i, player := range players {
		index[player] = i + 1
		for _, g := range p.parts[player] {
			alone[i] += p.groups[g].duration
		}
	}
	shared := make([][]int64, len(players)) // time of the groups of both
	for i := range shared {
		shared[i] = make([]int64, len(players))
	}
	var known []int // of the cast of a group
	for g, cast := range p.cast {
		known = known[:0]
		for _, player := range cast {
			if i := index[player]; i > 0 {
				known = append(known, i-1)
			}
		}
		if b.tire(len(cast) + len(known)*len(known)) {
			break // companies matter less than time
		}
		for _, i := range known {
			for _, j := range known {
				shared[i][j] += p.groups[g].duration
			}
		}
	}
	for i, row := range shared {
		for j, time := range row {
			if j < i || time == 0 || i == j {
				continue
			}
			c := min(p.costs[players[i]]*(alone[j]-time), p.costs[players[j]]*(alone[i]-time))
			row[j], shared[j][i] = c, c
		}
	}
	return shared
}

// only is the problem of some players.
func (p *problem) only(players []int32) *problem {
	sub := &problem{groups: make([]group, len(p.groups))}
	for i := range sub.groups {
		sub.groups[i].duration = p.groups[i].duration
	}
	for _, player := range players {
		sub.costs = append(sub.costs, p.costs[player])
		sub.parts = append(sub.parts, slices.Clone(p.parts[player]))
	}
	sub.merge(never)
	return sub
}

func never() bool { return false }

// leastHolding is what the exact search proves that a problem costs, within a number of nodes, and whether
// it came to an end.
func (p *problem) leastHolding(b *budget, nodes int64) (bound int64, proved bool) {
	proved = true
	own := &budget{ctx: b.ctx, limit: nodes}
	for _, c := range p.components() {
		a := newPart(c, 0, 0)
		if !a.proved() {
			a.annealing.round(shortRound, own)
			a.take(a.annealing.best, a.annealing.least)
		}
		exact := newExact(c, own, &a.finding, defaultMemory)
		for exact != nil && !own.ended && exact.advance(0) {
		}
		bound += a.finding.bound
		proved = proved && a.proved()
	}
	b.nodes += own.nodes
	b.tire(int(own.worked))
	return bound, proved
}
