package rights

import (
	"fmt"

	"github.com/bobine-film/bobine/internal/valid"
)

// graph is where money can go in a plan.
type graph struct {
	plan  Plan
	known names
	// leads lists, by pot, the steps that send money elsewhere.
	leads [][]edge
	done  []int      // what work has found, by pot
	moved [][]things // what movesFrom has found, by pot
}

// edge leads from a step to a pot.
type edge struct {
	step, pot int
	path      string // of the field that names the pot, from the step on
}

func newGraph(p Plan, known names) graph {
	g := graph{plan: p, known: known, leads: make([][]edge, len(p.Pots)), done: make([]int, len(p.Pots)), moved: make([][]things, len(p.Pots))}
	for i, pot := range p.Pots {
		for j, s := range pot.Steps {
			g.leads[i] = append(g.leads[i], g.edges(j, s)...)
		}
	}
	return g
}

// edges returns where a step sends money.
func (g graph) edges(j int, s Step) []edge {
	var list []edge
	add := func(pot, path string) {
		if n, ok := g.known.pots[pot]; ok {
			list = append(list, edge{j, n, path})
		}
	}
	add(s.Pot, "pot")
	for k, share := range s.Shares {
		add(share.Pot, fmt.Sprintf("shares[%d].pot", k))
	}
	for r, rank := range s.Ranks {
		for k, share := range rank.Shares {
			add(share.Pot, fmt.Sprintf("ranks[%d].shares[%d].pot", r, k))
		}
	}
	return list
}

// checkCircles tells the steps that lead back to where the money came from, and whether there are any.
func (g graph) checkCircles(f *valid.Faults) bool {
	const (
		unseen = iota
		onTheWay
		done
	)
	found := false
	state := make([]int, len(g.plan.Pots))
	var visit func(i int)
	visit = func(i int) {
		state[i] = onTheWay
		for _, e := range g.leads[i] {
			switch state[e.pot] {
			case unseen:
				visit(e.pot)
			case onTheWay:
				found = true
				f.Add(fmt.Sprintf("pots[%d].steps[%d].%s", i, e.step, e.path), g.plan.Pots[e.pot].ID, ErrCircle)
			}
		}
		state[i] = done
	}
	for i := range g.plan.Pots {
		if state[i] == unseen {
			visit(i)
		}
	}
	return found
}

// Warning is what looks like an oversight in a plan that can be computed.
type Warning struct {
	// Path leads to the place in the plan.
	Path string `json:"path"`
	Text string `json:"text"`
}

// Warnings tells what is no fault of a sound plan but rarely meant: steps that no money reaches, money
// that goes to [Unallocated] because the last step of a pot has an end, accounts that nothing recoups,
// meters that nothing reads, one payee with parts of the whole and parts of another's share.
func (p Plan) Warnings() []Warning {
	w := warnings{plan: p, list: []Warning{}}
	w.steps()
	w.accounts()
	w.meters()
	return w.list
}

type warnings struct {
	plan Plan
	list []Warning
}

func (w *warnings) add(path, text string) { w.list = append(w.list, Warning{path, text}) }

func (w *warnings) steps() {
	for i, pot := range w.plan.Pots {
		for j, s := range pot.Steps {
			path := fmt.Sprintf("pots[%d].steps[%d]", i, j)
			last := j == len(pot.Steps)-1
			switch {
			case s.takesAll() && !last:
				w.add(fmt.Sprintf("pots[%d].steps[%d]", i, j+1), "no money reaches it: the step before takes everything")
			case !s.takesAll() && last:
				w.add(path, "what it leaves goes to nobody: no step comes after it")
			}
			if payee := s.twoBases(); payee != "" {
				w.add(path, "shares of the whole and of another's share for one payee: "+payee)
			}
		}
		if len(pot.Steps) == 0 {
			w.add(fmt.Sprintf("pots[%d]", i), "what flows into it goes to nobody: it has no steps")
		}
	}
}

func (s Step) takesAll() bool { return s.Kind == Split || s.Kind == To }

// twoBases names a payee who has both a part of another's share and a part of the whole borne by
// another.
func (s Step) twoBases() string {
	for _, r := range s.ranks() {
		of := map[string]bool{}
		for _, share := range r.Shares {
			if share.Of != "" {
				of[share.Payee] = true
			}
		}
		for _, share := range r.Shares {
			if share.Of == "" && of[share.Payee] && share.Payee != "" {
				return share.Payee
			}
		}
	}
	return ""
}

func (w *warnings) accounts() {
	used := map[string]bool{}
	for _, pot := range w.plan.Pots {
		for _, s := range pot.Steps {
			used[s.Account] = true
		}
	}
	for i, a := range w.plan.Accounts {
		if !used[a.ID] && a.Payee == "" {
			w.add(fmt.Sprintf("accounts[%d]", i), "no step recoups it")
		}
	}
}

func (w *warnings) meters() {
	read := map[string]bool{}
	var conditions func(u Until)
	conditions = func(u Until) {
		for _, m := range u.Of {
			read[m] = true
		}
		for _, inner := range u.Any {
			conditions(inner)
		}
		for _, inner := range u.All {
			conditions(inner)
		}
	}
	for _, pot := range w.plan.Pots {
		for _, s := range pot.Steps {
			if s.Kind != Count {
				read[s.Meter] = true
			}
			if s.Until != nil {
				conditions(*s.Until)
			}
		}
	}
	for i, m := range w.plan.Meters {
		if !read[m] {
			w.add(fmt.Sprintf("meters[%d]", i), "no step reads it")
		}
	}
}
