package dossier

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/bobine-film/bobine/examples/production/internal/chain"
	"github.com/bobine-film/bobine/money"
)

// flow is how receipts run through the pots of the deal to those who are paid: every band is as wide as the money
// in it, and what leaves a pot is as wide as what came in.
type flow struct {
	Width, Height int
	Nodes         []flowNode
	Bands         []flowBand
}

// flowNode is a pot or a payee.
type flowNode struct {
	box
	Amount string
	// Name and Sum are where its name and its amount stand.
	Name, Sum mark

	// side is where its name stands: before, over or after it.
	side    string
	key     string
	payee   bool
	level   int
	in, out []int
	total   money.Amount
}

// flowBand is money from one node to another, as the commands of a path.
type flowBand struct {
	Path, Tip, Class string

	from, to int
	// a1 and a2 are its ends at the node it leaves, b1 and b2 at that it reaches.
	a1, a2, b1, b2 int
	amount         money.Amount
}

const (
	flowLeft  = 150
	flowRight = 220
	flowNodeW = 12
	flowBulk  = 260
	flowGap   = 36
	flowTop   = 22
)

func (w *writer) flow() flow {
	f := gathered(w.page.Receipts.Flows)
	f.place(f.levels())
	for i := range f.Nodes {
		f.Nodes[i].Amount = w.whole(f.Nodes[i].total)
		f.Nodes[i].Tip = f.Nodes[i].Text + " · " + w.Money(f.Nodes[i].total)
		f.Nodes[i].label()
	}
	f.bands(w)
	return f
}

// gathered takes the steps out of the flows of a deal, so that what is left leads from pots to payees and other pots.
func gathered(flows []chain.Flow) flow {
	var f flow
	node := func(name string, payee bool) int {
		key := fmt.Sprint(payee, name)
		if i := slices.IndexFunc(f.Nodes, func(n flowNode) bool { return n.key == key }); i >= 0 {
			return i
		}
		f.Nodes = append(f.Nodes, flowNode{key: key, payee: payee, box: box{Text: name}})
		return len(f.Nodes) - 1
	}
	potOf := map[string]string{}
	for _, l := range flows {
		if l.Kind == chain.IntoStep {
			potOf[l.To] = l.From
		}
	}
	for _, l := range flows {
		if l.Kind != chain.IntoPayee && l.Kind != chain.Onward || l.Amount.Sign() <= 0 {
			continue
		}
		from, to := node(potOf[l.From], false), node(l.To, l.Kind == chain.IntoPayee)
		i := slices.IndexFunc(f.Bands, func(b flowBand) bool { return b.from == from && b.to == to })
		if i < 0 {
			i = len(f.Bands)
			f.Bands = append(f.Bands, flowBand{from: from, to: to})
			f.Nodes[from].out = append(f.Nodes[from].out, i)
			f.Nodes[to].in = append(f.Nodes[to].in, i)
		}
		f.Bands[i].amount = Plus(f.Bands[i].amount, l.Amount)
	}
	for i := range f.Nodes {
		f.Nodes[i].total = money.FromCents(max(f.sum(f.Nodes[i].in), f.sum(f.Nodes[i].out)))
	}
	return f
}

func (f *flow) sum(bands []int) int64 {
	var cents int64
	for _, b := range bands {
		cents += f.Bands[b].amount.Cents()
	}
	return cents
}

// levels puts each pot after those that lead into it, and all payees last, and returns that last level. A deal has no
// circle of pots.
func (f *flow) levels() int {
	for range f.Nodes {
		for _, b := range f.Bands {
			f.Nodes[b.to].level = max(f.Nodes[b.to].level, f.Nodes[b.from].level+1)
		}
	}
	last := 0
	for _, n := range f.Nodes {
		last = max(last, n.level)
	}
	for i := range f.Nodes {
		if f.Nodes[i].payee {
			f.Nodes[i].level = last
		}
	}
	return last
}

// place gives each node its rectangle: the fullest level of money is flowBulk high, and payees stand in the order of where
// their money comes from.
func (f *flow) place(last int) {
	columns := make([][]int, last+1)
	for i, n := range f.Nodes {
		if n.total.Sign() > 0 {
			columns[n.level] = append(columns[n.level], i)
		}
	}
	var whole int64
	most := 1
	for _, column := range columns {
		var cents int64
		for _, i := range column {
			cents += f.Nodes[i].total.Cents()
		}
		whole, most = max(whole, cents), max(most, len(column))
	}
	height := flowBulk + flowGap*(most-1)
	f.Width, f.Height = pictureWidth, flowTop+height+flowGap
	for level, column := range columns {
		slices.SortStableFunc(column, func(a, b int) int { return cmp.Compare(f.centre(a), f.centre(b)) })
		used := flowGap * (len(column) - 1)
		for _, i := range column {
			used += max(2, fit(f.Nodes[i].total.Cents(), whole, flowBulk))
		}
		y := flowTop + max(0, height-used)/2
		for _, i := range column {
			n := &f.Nodes[i]
			n.X, n.Y = flowLeft+(pictureWidth-flowLeft-flowRight-flowNodeW)*level/max(1, last), y
			n.W, n.H = flowNodeW, max(2, fit(n.total.Cents(), whole, flowBulk))
			n.side = "over"
			switch {
			case n.payee:
				n.side = "after"
			case level == 0:
				n.side = "before"
			}
			y += n.H + flowGap
		}
	}
}

// centre is the mean height of where the money of a node comes from, weighted in euros.
func (f *flow) centre(node int) int64 {
	var sum, weight int64
	for _, b := range f.Nodes[node].in {
		euros := f.Bands[b].amount.Cents()/100 + 1
		from := f.Nodes[f.Bands[b].from]
		sum += euros * int64(from.Centre())
		weight += euros
	}
	if weight == 0 {
		return 0
	}
	return sum / weight
}

// label puts the name and the amount of a node beside it.
func (n *flowNode) label() {
	switch n.side {
	case "before":
		n.Name = mark{X: n.X - 10, Y: n.Centre() - 2, Text: short(n.Text, flowLeft-10), Class: "end"}
		n.Sum = mark{X: n.X - 10, Y: n.Centre() + 14, Text: n.Amount, Class: "end"}
	case "after":
		n.Name = mark{X: n.X + n.W + 10, Y: n.Centre() - 2, Text: short(n.Text, flowRight-20), Class: "start"}
		n.Sum = mark{X: n.X + n.W + 10, Y: n.Centre() + 14, Text: n.Amount, Class: "start"}
	default:
		n.Name = mark{X: n.X + n.W/2, Y: n.Y - 8, Text: n.Text + " · " + n.Amount, Class: "middle"}
	}
}

// bands draws the money: at each node the bands side by side are exactly as wide as the node.
func (f *flow) bands(w *writer) {
	for i := range f.Nodes {
		n := &f.Nodes[i]
		byHeight := func(end func(flowBand) int) func(a, b int) int {
			return func(a, b int) int { return cmp.Compare(f.Nodes[end(f.Bands[a])].Y, f.Nodes[end(f.Bands[b])].Y) }
		}
		slices.SortStableFunc(n.out, byHeight(func(b flowBand) int { return b.to }))
		slices.SortStableFunc(n.in, byHeight(func(b flowBand) int { return b.from }))
		f.share(n, n.out, func(b *flowBand, from, to int) { b.a1, b.a2 = from, to })
		f.share(n, n.in, func(b *flowBand, from, to int) { b.b1, b.b2 = from, to })
	}
	for i := range f.Bands {
		b := &f.Bands[i]
		from, to := f.Nodes[b.from], f.Nodes[b.to]
		x1, x2 := from.X+from.W, to.X
		middle := (x1 + x2) / 2
		b.Path = fmt.Sprintf("M%d %dC%d %d %d %d %d %dV%dC%d %d %d %d %d %dZ",
			x1, b.a1, middle, b.a1, middle, b.b1, x2, b.b1, b.b2, middle, b.b2, middle, b.a2, x1, b.a2)
		b.Tip = from.Text + " → " + to.Text + " · " + w.Money(b.amount)
		b.Class = "pot"
		if to.payee {
			b.Class = "payee"
		}
	}
}

// share divides the height of a node among bands.
func (f *flow) share(n *flowNode, bands []int, set func(b *flowBand, from, to int)) {
	amounts := make([]money.Amount, len(bands))
	for i, b := range bands {
		amounts[i] = f.Bands[b].amount
	}
	from := n.Y
	for i, end := range ends(n.H, amounts...) {
		set(&f.Bands[bands[i]], from, n.Y+end)
		from = n.Y + end
	}
}
