package rights

import (
	"math/big"
	"strconv"

	"github.com/bobine-film/bobine/money"
)

// Picture is a plan as a graph to look at (schéma du plan de remontée): its pots and steps in their order,
// where each leads, and those who are paid at the end. It is written by [Picture.WriteMermaid] and
// [Picture.WriteDOT].
type Picture struct {
	nodes []pictureNode
	edges []pictureEdge
}

// nodeShape tells nodes apart.
type nodeShape uint8

const (
	potNode nodeShape = iota
	stepNode
	payeeNode
)

// pictureNode is a node; lines are its texts, pot the number of the pot it stands in, −1 of payees.
type pictureNode struct {
	id    string
	shape nodeShape
	pot   int
	lines []string
}

// pictureEdge leads from one node to another.
type pictureEdge struct {
	from, to string
	label    []string
	onward   bool // what a step leaves
}

// Picture returns the picture of a plan, without amounts. A faulty plan is told as [Plan.Validate] does.
func (p Plan) Picture() (Picture, error) {
	e, err := Compile(p)
	if err != nil {
		return Picture{}, err
	}
	return e.picture(nil), nil
}

// Picture returns the picture of the plan with what everybody has had to date in a state: on a pot what
// has flowed into it, on a step what has reached it, on an edge what went along it. A state of another plan
// is an [ErrStatement].
func (e *Engine) Picture(s State) (Picture, error) {
	if !e.holds(s) {
		return Picture{}, unstated("state", nil, "it is a state of another plan")
	}
	return e.picture(&sums{closing: s}), nil
}

// Picture returns the picture of the plan that was in force, with the amounts of the period and, in
// brackets, those to date.
func (p StatementPart) Picture() Picture {
	return p.engine.picture(&sums{closing: p.closing, opening: &p.opening})
}

// sums are the amounts of a picture: to date, and of a period where there is an opening.
type sums struct {
	closing State
	opening *State
}

// text writes one of the totals of a state.
func (s *sums) text(of func(State) int64) []string {
	if s == nil {
		return nil
	}
	closing := of(s.closing)
	if s.opening == nil {
		return []string{money.FromCents(closing).String()}
	}
	return []string{money.FromCents(closing-of(*s.opening)).String() + " (" + money.FromCents(closing).String() + ")"}
}

func (e *Engine) picture(amounts *sums) Picture {
	d := drawing{engine: e, amounts: amounts, paid: make([]bool, len(e.payees))}
	for i := range e.pots {
		d.pot(i)
	}
	d.payees()
	return d.picture
}

// drawing is a picture in the making.
type drawing struct {
	engine  *Engine
	amounts *sums
	picture Picture
	paid    []bool // payees whom something leads to
	rest    bool   // and whether something leads to nobody
}

const restNode = "rest"

func (d *drawing) node(id string, shape nodeShape, pot int, lines ...string) {
	d.picture.nodes = append(d.picture.nodes, pictureNode{id, shape, pot, lines})
}

func (d *drawing) edge(from, to string, onward bool, label ...string) {
	d.picture.edges = append(d.picture.edges, pictureEdge{from, to, label, onward})
}

func (d *drawing) pot(i int) {
	e := d.engine
	r := e.pots[i]
	flowed := d.amounts.text(func(s State) int64 { return s.meters[e.total[i]] })
	d.node(potID(i), potNode, i, append([]string{r.pot}, flowed...)...)
	from := potID(i)
	for j := r.from; j < r.to; j++ {
		s := &e.steps[j]
		reached := d.amounts.text(func(s State) int64 { return s.steps[j].in })
		id := potID(i) + "s" + strconv.Itoa(j-r.from)
		d.node(id, stepNode, i, append(d.named(j), reached...)...)
		d.edge(from, id, true)
		d.leads(id, j, s)
		from = id
	}
	if r.from < r.to && e.steps[r.to-1].takesAll() {
		return
	}
	d.rest = true
	d.edge(from, restNode, true)
}

func (s *step) takesAll() bool { return s.kind == Split || s.kind == To }

// named returns the texts of a step: its name, and what it does.
func (d *drawing) named(j int) []string {
	s := &d.engine.steps[j]
	written := d.engine.plan.Pots[s.pot].Steps[j-d.engine.pots[s.pot].from]
	what := string(s.kind)
	switch {
	case s.kind == Recoup:
		what += " " + written.Account
	case written.Meter != "":
		what += " ← " + written.Meter
	}
	if s.name == "" {
		return []string{what}
	}
	return []string{s.name, what}
}

// leads draws where a step sends what it takes.
func (d *drawing) leads(id string, j int, s *step) {
	if s.kind == Count {
		return
	}
	if s.kind == To {
		d.edge(id, potID(s.into), false, d.amounts.text(func(s State) int64 { return s.steps[j].taken })...)
		return
	}
	for k, t := range s.to {
		has := d.amounts.text(func(state State) int64 {
			cents := state.parts[s.part+k].Cents()
			if c := state.carriedOf(j); c != nil {
				cents += c.Parts[k]
			}
			return cents
		})
		to := payeeID(t.payee)
		if t.payee < 0 {
			to = potID(t.pot)
		} else {
			d.paid[t.payee] = true
		}
		d.edge(id, to, false, append([]string{d.share(j, k)}, has...)...)
	}
}

// share returns the label of an edge: a rate or a share, as a percentage where that is exact.
func (d *drawing) share(j, k int) string {
	s := &d.engine.steps[j]
	switch s.kind {
	case Percent:
		return percentage(s.rate)
	case Bracket, Bonus:
		return string(s.kind)
	}
	label := percentage(d.engine.shares[s.part+k])
	if len(s.ranks) > 1 {
		for r, n := 0, 0; r < len(s.ranks); r++ {
			if n += len(s.ranks[r].to); k < n {
				return "#" + strconv.Itoa(r+1) + " " + label
			}
		}
	}
	return label
}

// percentage writes a share in percent when two decimals do, else as it is.
func percentage(f money.Fraction) string {
	hundredths := new(big.Rat).Mul(f.Rat(), big.NewRat(10_000, 1))
	if !hundredths.IsInt() || !hundredths.Num().IsInt64() {
		return f.String()
	}
	return money.DecimalFromScaled(hundredths.Num().Int64(), 2).String() + " %"
}

// payees draws those who are paid, with what they are entitled to.
func (d *drawing) payees() {
	e := d.engine
	for i, name := range e.payees {
		if !d.paid[i] && i != e.exchange {
			continue
		}
		entitled := d.amounts.text(func(s State) int64 { return s.entitled[i] })
		d.node(payeeID(i), payeeNode, -1, append([]string{name}, entitled...)...)
	}
	if d.rest {
		rest := d.amounts.text(func(s State) int64 { return s.rest })
		d.node(restNode, payeeNode, -1, append([]string{Unallocated}, rest...)...)
	}
}

func potID(i int) string { return "p" + strconv.Itoa(i) }

func payeeID(i int) string { return "y" + strconv.Itoa(i) }
