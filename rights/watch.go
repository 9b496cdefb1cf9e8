package rights

import "slices"

// watch is a condition of a tier that a meter reaches an amount, seen from where the meter counts money that
// can come to the tier. Money is stopped there at the cent that makes the condition true: what comes up to it
// goes through the plan first, and the tier has its part of it, as if it had come in by itself.
type watch struct {
	amount int64
	meters []int
	times  int64 // how often the meter is one of them
}

// watchMeters tells the steps and pots that count who watches what they count. Of steps that take a part of
// what reaches them the cent cannot be told in advance; they are left out.
func (e *Engine) watchMeters() {
	conditions := make([][]watch, len(e.pots))
	found := false
	for i, s := range e.steps {
		if s.kind == Tier {
			conditions[s.pot] = append(conditions[s.pot], e.steps[i].until.watches()...)
			found = found || len(conditions[s.pot]) > 0
		}
	}
	if !found {
		return
	}
	g := newGraph(e.plan, e.known)
	for i := range e.pots {
		var all []watch
		for pot, is := range g.reachable(i) {
			if is {
				all = append(all, conditions[pot]...)
			}
		}
		e.pots[i].watch = of(all, e.total[i])
		for j := e.pots[i].from; j < e.pots[i].to; j++ {
			switch s := &e.steps[j]; s.kind {
			case Count:
				s.watch = of(all, s.base)
			case Recoup, Tier, Split:
				s.watch = of(all, s.counts)
			}
		}
	}
}

// watches returns the conditions that watch meters.
func (u until) watches() []watch {
	if u.kind == "reaches" {
		return []watch{{amount: u.amount, meters: u.meters}}
	}
	var list []watch
	for _, inner := range u.all {
		list = append(list, inner.watches()...)
	}
	return list
}

// of returns the conditions that watch a meter.
func of(all []watch, meter int) []watch {
	var list []watch
	for _, w := range all {
		for _, m := range w.meters {
			if m == meter {
				w.times++
			}
		}
		if w.times > 0 {
			list = append(list, w)
		}
	}
	return list
}

// reachable tells which pots money can come to from a pot, itself among them.
func (g graph) reachable(from int) []bool {
	seen := make([]bool, len(g.leads))
	seen[from] = true
	for todo := []int{from}; len(todo) > 0; {
		last := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, e := range g.leads[last] {
			if !seen[e.pot] {
				seen[e.pot] = true
				todo = append(todo, e.pot)
			}
		}
	}
	return seen
}

// upTo returns how many of some cents come up to the next cent that somebody watches for.
func (f *Fold) upTo(list []watch, cents int64) int64 {
	if cents <= 0 {
		return cents
	}
	for i := range list {
		w := &list[i]
		if left := saturated(w.amount, -f.reached(w.meters)); left > 0 {
			cents = min(cents, (left-1)/w.times+1)
		}
	}
	return cents
}

// onTheWay keeps cents that a meter has counted from those who watch it, until they have gone through.
func (f *Fold) onTheWay(meter int, list []watch, cents int64) {
	if len(list) == 0 {
		return
	}
	if f.moving == nil {
		f.moving = slices.Repeat([]int64{0}, len(f.state.meters))
	}
	f.moving[meter] += cents
}

// reached adds up meters without what is on its way.
func (f *Fold) reached(meters []int) int64 {
	sum := int64(0)
	for _, m := range meters {
		sum = saturated(sum, f.state.meters[m])
		if f.moving != nil {
			sum = saturated(sum, -f.moving[m])
		}
	}
	return sum
}
