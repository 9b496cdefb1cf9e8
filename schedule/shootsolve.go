package schedule

import (
	"context"
	"errors"
	"fmt"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/worktime"
)

// ShootOptions bound a search for a plan. The zero value searches for a while.
type ShootOptions struct {
	// Nodes is how many changes of a plan may be looked at, 0 for as many as the deadline of the context
	// lets, or for some hundred thousand where it has none.
	Nodes int64
	// Seed varies the search. The same shoot, seed and Nodes give the same plan where no deadline ends it.
	Seed uint64
	// Limits are those of working time; the zero value has them as last verified.
	Limits worktime.Limits
}

// ShootResult is a plan that keeps every rule.
type ShootResult struct {
	Name string    `json:"name"`
	Plan ShootPlan `json:"plan"`
	// Cost, Causes and Costs are those that [CheckShoot] finds.
	Cost   money.Amount `json:"cost"`
	Causes []CauseTotal `json:"causes"`
	Costs  []ShootCost  `json:"costs"`
	// LowerBound is a cost that no plan goes below, Optimal true only where it is proved that none is
	// cheaper.
	LowerBound money.Amount `json:"lowerBound"`
	Optimal    bool         `json:"optimal"`
	// Nodes is how many changes of a plan were looked at.
	Nodes   int64        `json:"nodes"`
	Notices []law.Notice `json:"notices,omitempty"`
}

var (
	// ErrInfeasible reports a shoot without a plan that keeps every rule; see [InfeasibleError].
	ErrInfeasible = errors.New("no plan keeps every rule")
	// ErrNotFound reports a search that ended before it found a plan, without a proof that there is none.
	ErrNotFound = errors.New("no plan found that keeps every rule")
)

// SolveShoot looks for the cheapest plan of a shoot (optimisation du plan de travail) that keeps every rule. When
// ctx ends or a limit is reached it returns the best plan so far. A shoot without a plan is an
// [*InfeasibleError], which names a small set of rules that contradict one another; where a limit ends the
// search before there is a plan it is one too, that says so ([ErrNotFound]). A faulty shoot is an error with
// every fault, each a [*FieldError].
//
// Up to 14 scenes that move on their own are searched in full where the nodes allow it. A shoot of one scene a
// day whose costs are those of waiting alone is handed to [SolveTalent]. All others are improved by moving
// scenes and days (simulated annealing), and bounded by the fewest days that everybody and everything is needed
// for: that bound counts no waiting, and the gap to it is not a measure of what could be saved.
func SolveShoot(ctx context.Context, s Shoot, o ShootOptions) (ShootResult, error) {
	p, err := newProblem(&s, o)
	if err != nil {
		return ShootResult{}, err
	}
	found := p.solve(ctx)
	if !found.feasible {
		return ShootResult{}, p.conflict(ctx, found)
	}
	return p.result(found)
}

// shootProblem is a checked shoot with its model.
type shootProblem struct {
	s *Shoot
	o ShootOptions
	m *shootModel
}

func newProblem(s *Shoot, o ShootOptions) (*shootProblem, error) {
	if err := s.Validate(); err != nil {
		return nil, err
	}
	var f valid.Faults
	m, err := newShootModel(s, s.index(&f), o.Limits)
	if err != nil {
		return nil, err
	}
	return &shootProblem{s, o, m}, nil
}

// outcome is what a search found.
type outcome struct {
	at       []int // slot of each scene
	cost     int64
	bound    int64
	feasible bool
	proved   bool // that at is the cheapest, or that there is none
	nodes    int64
	orderCap int // of nodes for the order of a day: the plan has the orders that the search had
}

const (
	// proofNodes is what a proof may take of a search without limit.
	proofNodes = 300_000
	// fewCycles bounds a search that nothing else does.
	fewCycles = 5
)

// solve searches: by talent where the shoot is one, else by improvement and, when it is small, in full.
func (p *shootProblem) solve(ctx context.Context) outcome {
	m := p.m
	if m.isOverfull() {
		return outcome{proved: true}
	}
	bound := m.bound()
	if t, ok := m.talent(); ok {
		if found, ok := p.solveTalent(ctx, t, bound); ok {
			return found
		}
	}
	small := m.mayProve()
	search := newShootSearch(m, p.o.Seed, orderNodes)
	if small {
		search.order.cap = orderNodesProof
	}
	search.floor, search.limit = bound, p.o.Nodes
	search.calm = p.s.Near != nil
	if _, timed := ctx.Deadline(); !timed && p.o.Nodes == 0 {
		search.cycles = fewCycles
	}
	begun := search.begin(ctx)
	proved := false
	if begun && small {
		proved = search.proveWithin(ctx, p.o.Nodes)
	}
	if begun && !proved {
		search.run(ctx)
	}
	found := outcome{at: search.best, cost: search.bestCost, bound: bound, feasible: search.feasible, proved: proved, nodes: search.nodes, orderCap: search.order.cap}
	if found.feasible && (proved || found.cost == bound) {
		found.bound, found.proved = found.cost, true
	}
	return found
}

const (
	orderNodes      = 2_000
	orderNodesProof = 200_000
)

// proveWithin looks for a proof with a part of the nodes, and puts the best plan back where there is none.
func (s *shootSearch) proveWithin(ctx context.Context, nodes int64) bool {
	limit := s.limit
	s.limit = s.nodes + proofNodes
	if nodes > 0 {
		s.limit = min(s.limit, s.nodes+max(1, (nodes-s.nodes)/2))
	}
	from := make([]int, len(s.m.blocks))
	for b := range from {
		from[b] = s.where(b)
	}
	proved := s.prove(ctx)
	s.limit = limit
	if proved {
		return true
	}
	for b, slot := range from {
		if slot >= 0 {
			s.apply([]edit{{b, s.where(b), slot}})
		}
	}
	return false
}

// result writes a plan, and has it checked.
func (p *shootProblem) result(found outcome) (ShootResult, error) {
	plan := p.m.plan(found.at, found.orderCap)
	report, err := CheckShoot(*p.s, plan, p.o.Limits)
	if err != nil {
		return ShootResult{}, err
	}
	if len(report.Violations) > 0 {
		return ShootResult{}, fmt.Errorf("the solver and the checker disagree: %v", report.Violations[0])
	}
	if report.Cost.Cents() != found.cost {
		return ShootResult{}, fmt.Errorf("the solver and the checker disagree: %d and %d cents", found.cost, report.Cost.Cents())
	}
	return ShootResult{
		Name: p.s.Name, Plan: plan, Cost: report.Cost, Causes: report.Causes, Costs: report.Costs,
		LowerBound: money.FromCents(found.bound), Optimal: found.proved, Nodes: found.nodes, Notices: report.Notices,
	}, nil
}

// plan writes the days of an assignment of scenes to slots.
func (m *shootModel) plan(at []int, orderCap int) ShootPlan {
	in := make([][]int32, m.slots())
	for i, slot := range at {
		in[slot] = append(in[slot], int32(i))
	}
	plan := ShootPlan{Days: []ShootDay{}}
	units := m.s.crews()
	order := newOrdering(m, orderCap)
	shot := map[crewDay]ShootDay{}
	if m.s.Done != nil {
		for _, d := range m.s.Done.Days {
			shot[crewDay{d.Date, d.Unit}] = d
		}
	}
	for slot, scenes := range in {
		if len(scenes) == 0 {
			continue
		}
		day := ShootDay{Date: m.dates[slot/m.units], Unit: units[slot%m.units].Name}
		if done, ok := shot[crewDay{day.Date, day.Unit}]; ok {
			done.Scenes = append([]string{}, done.Scenes...)
			plan.Days = append(plan.Days, done)
			continue
		}
		d := m.day(order, scenes, slot/m.units)
		day.Call = worktime.Clock(d.call)
		day.Wrap = worktime.Clock(d.call + m.s.Rules.elapsed(d.work, false, d.work))
		if d.order == nil {
			d.order = clustered(m, scenes)
		}
		for _, i := range d.order {
			day.Scenes = append(day.Scenes, m.s.Scenes[i].ID)
		}
		plan.Days = append(plan.Days, day)
	}
	return plan
}
