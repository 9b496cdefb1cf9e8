package schedule

import "slices"

// group is a run of scenes with the same players, as far as they may have to wait: some
// cheapest order plays them in a row.
type group struct {
	scenes   []int // by number, in the order to play them
	duration int64
}

// problem is what there is to order: groups of scenes with the players who may have to wait, each of whom
// plays in two groups at least. Players of the same groups are one.
type problem struct {
	groups []group
	costs  []int64   // by player, each at least 1
	cast   [][]int32 // by group: its players, ascending
	parts  [][]int32 // by player: the groups, ascending
}

// scenesOf returns the problem of a film as it is, each scene a group of its own. Players who never wait are
// left out.
func scenesOf(t Talent) *problem {
	p := &problem{groups: make([]group, t.Scenes)}
	for i := range p.groups {
		p.groups[i] = group{scenes: []int{i + 1}, duration: t.Durations[i]}
	}
	for _, a := range t.Actors {
		if a.DailyCost == 0 || len(a.Scenes) < 2 {
			continue
		}
		part := make([]int32, len(a.Scenes))
		for i, s := range a.Scenes {
			part[i] = int32(s - 1)
		}
		p.costs, p.parts = append(p.costs, a.DailyCost), append(p.parts, part)
	}
	p.cast = transpose(len(p.groups), p.parts)
	p.parts = transpose(len(p.costs), p.cast) // ascending
	return p
}

// transpose returns, of each of n things, the sets that it is in, ascending.
func transpose(n int, sets [][]int32) [][]int32 {
	count := make([]int, n)
	total := 0
	for _, set := range sets {
		for _, i := range set {
			count[i]++
		}
		total += len(set)
	}
	room := make([]int32, total)
	in := make([][]int32, n)
	for i, c := range count {
		in[i], room = room[:0:c], room[c:]
	}
	for k, set := range sets {
		for _, i := range set {
			in[i] = append(in[i], int32(k))
		}
	}
	return in
}

// reduce returns the problem that is left of a film once scenes with the same players make a group and
// players of a single group, who never wait, are left out, which may make groups alike that were not, and
// so on (de la Banda, Stuckey and Chu, 2011). Groups are in script order.
//
// Complexity of a round linear in the scenes of all players. Every round but the last leaves fewer groups;
// it may end early, as nothing depends on the rest.
func reduce(t Talent, ended func() bool) *problem {
	p := scenesOf(t)
	p.merge(ended)
	return p
}

func (p *problem) merge(ended func() bool) {
	for before := -1; before != len(p.groups) && !ended(); {
		before = len(p.groups)
		p.mergeGroups()
		p.mergePlayers()
	}
	p.cast = transpose(len(p.groups), p.parts)
}

// mergeGroups makes one group of those with the same players and leaves out players of a single group.
func (p *problem) mergeGroups() {
	class := classes(len(p.groups), p.parts)
	var merged []group
	for g, c := range class {
		if int(c) == len(merged) {
			merged = append(merged, p.groups[g])
			continue
		}
		m := &merged[c]
		m.scenes = append(m.scenes, p.groups[g].scenes...)
		m.duration += p.groups[g].duration
	}
	p.groups = merged
	kept := 0
	for i, part := range p.parts {
		for k, g := range part {
			part[k] = class[g]
		}
		if !slices.IsSorted(part) {
			slices.Sort(part)
		}
		if part = slices.Compact(part); len(part) > 1 {
			p.parts[kept], p.costs[kept] = part, p.costs[i]
			kept++
		}
	}
	p.parts, p.costs = p.parts[:kept], p.costs[:kept]
}

// mergePlayers makes one player of those with the same groups.
func (p *problem) mergePlayers() {
	kept := 0
	for i, c := range classes(len(p.parts), transpose(len(p.groups), p.parts)) {
		if int(c) < kept {
			p.costs[c] += p.costs[i]
			continue
		}
		p.parts[kept], p.costs[kept] = p.parts[i], p.costs[i]
		kept++
	}
	p.parts, p.costs = p.parts[:kept], p.costs[:kept]
}

// classes numbers n things so that those with the same sets that they are in have the same number, from 0
// in the order in which they come. It refines one class by set after set.
func classes(n int, sets [][]int32) []int32 {
	class := make([]int32, n)
	next := int32(1)
	split := []int32{0}  // by class: what its members of the set in hand become
	stamp := []int32{-1} // by class: the set that split it
	for at, set := range sets {
		for _, i := range set {
			c := class[i]
			if stamp[c] != int32(at) {
				stamp[c], split[c] = int32(at), next
				split, stamp = append(split, 0), append(stamp, -1)
				next++
			}
			class[i] = split[c]
		}
	}
	number := make([]int32, next)
	count := int32(0)
	for i, c := range class {
		if number[c] == 0 {
			count++
			number[c] = count
		}
		class[i] = number[c] - 1
	}
	return class
}

// components returns the parts of a problem that share no player, each with the groups in script order, and the
// order of the parts is that of their first groups. Groups without players are a part together. What is
// cheapest for each part, one after the other, is cheapest for the whole.
func (p *problem) components() []*problem {
	root := make([]int32, len(p.groups))
	for i := range root {
		root[i] = int32(i)
	}
	find := func(i int32) int32 {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	for _, part := range p.parts {
		for _, g := range part[1:] {
			a, b := find(part[0]), find(g)
			root[max(a, b)] = min(a, b)
		}
	}
	var list []*problem
	at := make([]int, len(p.groups))       // by root: one more than its part
	number := make([]int32, len(p.groups)) // by group: number in its part
	for g := range p.groups {
		r := find(int32(g))
		if at[r] == 0 {
			list = append(list, &problem{})
			at[r] = len(list)
		}
		c := list[at[r]-1]
		number[g] = int32(len(c.groups))
		c.groups = append(c.groups, p.groups[g])
	}
	for i, part := range p.parts {
		c := list[at[find(part[0])]-1]
		own := make([]int32, len(part))
		for k, g := range part {
			own[k] = number[g]
		}
		c.parts, c.costs = append(c.parts, own), append(c.costs, p.costs[i])
	}
	for _, c := range list {
		c.cast = transpose(len(c.groups), c.parts)
	}
	return list
}
