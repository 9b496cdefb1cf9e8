package budget

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
)

// randomPlan has a tree of accounts and warns of what is short.
func randomPlan(r *rand.Rand) ControlPlan {
	p := ControlPlan{
		Currency: "EUR", Territory: "FR", Start: day("2026-01-01"), VAT: smallPlan().VAT,
		Shortage: Shortage{Account: Warn, Cash: Warn}, TaxTolerance: cents(1),
	}
	for i := range 1 + r.IntN(4) {
		top := ControlAccount{Code: fmt.Sprint(i), Budget: cents(r.Int64N(1_000_000)), Head: 1 + r.IntN(numHeads)}
		for j := range r.IntN(4) {
			below := ControlAccount{Code: fmt.Sprint(i, "-", j), Budget: cents(r.Int64N(1_000_000)), Rule: estimateRules[r.IntN(2)]}
			if r.IntN(3) == 0 {
				below.Accounts = []ControlAccount{{Code: below.Code + "-0", Budget: below.Budget}, {Code: below.Code + "-1"}}
				below.Budget = money.Amount{}
			}
			top.Accounts, top.Budget = append(top.Accounts, below), money.Amount{}
		}
		p.Accounts = append(p.Accounts, top)
	}
	return p
}

// ledgerWriter makes entries, sound or not, about those it made before.
type ledgerWriter struct {
	r      *rand.Rand
	leaves []string
	ids    []string
	now    civil.Date
}

func newLedgerWriter(r *rand.Rand, l *Ledger) *ledgerWriter {
	w := &ledgerWriter{r: r, now: day("2026-01-01")}
	for _, a := range l.accounts {
		if a.leaf {
			w.leaves = append(w.leaves, a.code)
		}
	}
	return w
}

func (w *ledgerWriter) pick(from []string) string {
	if len(from) == 0 {
		return "none"
	}
	return from[w.r.IntN(len(from))]
}

func (w *ledgerWriter) entry(i int) Entry {
	w.now, _ = w.now.AddDays(w.r.IntN(2))
	kind := entryKinds[w.r.IntN(len(entryKinds))]
	e := Entry{ID: fmt.Sprint("e", i), Kind: kind, Date: w.now, Label: "Label", Party: fmt.Sprint("p", w.r.IntN(3))}
	e.Date, _ = w.now.AddDays(-w.r.IntN(3) * w.r.IntN(2))
	s := shapes[kind]
	if s.needsOf {
		e.Of = w.pick(w.ids)
	}
	if s.cost && w.r.IntN(2) == 0 {
		e.Order, e.Final = w.pick(w.ids), w.r.IntN(5) == 0
	}
	switch kind {
	case Payment:
		e.Amount, e.Batch = cents(1+w.r.Int64N(50_000)), w.pick([]string{"", "b1", "b2"})
	case Close:
		e.Scope = closeScopes[w.r.IntN(2)]
	case Evidence, Invoice:
		e.Document = fmt.Sprint("d", w.r.IntN(4*i+1))
	}
	for range 1 + w.r.IntN(3) {
		if s.lines {
			e.Lines = append(e.Lines, w.line(kind, s))
		}
	}
	if kind == Transfer {
		e.Lines = []EntryLine{w.line(kind, s), w.line(kind, s)}
		e.Lines[1].Amount = cents(-e.Lines[0].Amount.Cents())
	}
	w.ids = append(w.ids, e.ID)
	return e
}

func (w *ledgerWriter) line(kind EntryKind, s shape) EntryLine {
	l := EntryLine{Account: w.pick(w.leaves), Amount: cents(w.r.Int64N(100_000))}
	if s.signed && kind != Estimate && w.r.IntN(2) == 0 {
		l.Amount = cents(-l.Amount.Cents())
	}
	if kind == Estimate {
		l.Mode = estimateModes[w.r.IntN(3)]
		return l
	}
	if kind != Transfer {
		l.VAT = w.pick([]string{"", "normal", "half", "lost"})
		l.Territory = w.pick([]string{"", "FR", "BE"})
	}
	return l
}

// randomLedger posts random entries, and returns those that were sound.
func randomLedger(t *testing.T, seed uint64, entries int, after func(*LedgerFold, Entry, Posting)) (*LedgerFold, []Entry) {
	r := rand.New(rand.NewPCG(seed, 4))
	l := ledgerOf(t, randomPlan(r))
	w, f := newLedgerWriter(r, l), l.Fold()
	var sound []Entry
	for i := range entries {
		e := w.entry(i)
		posting, err := f.Apply(e)
		if err != nil {
			w.ids = w.ids[:len(w.ids)-1]
			continue
		}
		sound = append(sound, e)
		after(f, e, posting)
	}
	return f, sound
}

func untouched(*LedgerFold, Entry, Posting) {}

const seeds = 60

func TestChildrenSumToParents(t *testing.T) {
	for seed := range uint64(seeds) {
		f, sound := randomLedger(t, seed, 150, untouched)
		require.Greater(t, len(sound), 30, "enough entries are sound")
		report, err := f.ledger.CostReport(f.state, civil.Period{From: day("2026-01-10"), To: day("2026-02-20")})
		require.NoError(t, err)
		sums := map[string]columnsText{}
		for _, row := range report.Rows {
			sum := sums[row.Parent]
			sum.add(row.CostColumns)
			sums[row.Parent] = sum
		}
		assert.Equal(t, textOf(report.Total), sums[""])
		for _, row := range report.Rows {
			if sum, has := sums[row.Code]; has {
				assert.Equal(t, textOf(row.CostColumns), sum, row.Code)
			}
			assert.Equal(t, row.TotalCost, plus(row.ToDate, row.Committed))
			assert.Equal(t, row.FinalCost, plus(row.TotalCost, row.ToComplete))
			assert.Equal(t, row.Budget, plus(row.Original, row.Transfers))
			assert.Equal(t, row.Variance, difference(row.Budget, row.FinalCost))
			assert.GreaterOrEqual(t, row.Committed.Sign(), 0)
		}
		assert.True(t, report.Total.Transfers.IsZero(), "transfers sum to zero")
	}
}

// columnsText is the ten columns in cents.
type columnsText [10]int64

func textOf(c CostColumns) (t columnsText) { t.add(c); return t }

func (t *columnsText) add(c CostColumns) {
	for i, a := range []money.Amount{
		c.ThisPeriod, c.ToDate, c.Committed, c.TotalCost, c.ToComplete, c.FinalCost, c.Original, c.Transfers, c.Budget, c.Variance,
	} {
		t[i] += a.Cents()
	}
}

// plainOrder is what an order has by a plain reckoning over entries.
type plainOrder struct {
	ordered, invoiced map[string]int64
	released          bool
}

// An order and its invoices count as the greater of both, account by account, until it is released.
func TestAnOrderAndItsInvoicesNeverCountTwice(t *testing.T) {
	for seed := range uint64(seeds) {
		orders, orderOf, kindOf := map[string]*plainOrder{}, map[string]string{}, map[string]EntryKind{}
		f, _ := randomLedger(t, seed, 150, func(f *LedgerFold, e Entry, p Posting) {
			kindOf[e.ID], orderOf[e.ID] = e.Kind, e.Order
			order := e.Order
			if e.Kind == Correction {
				order = orderOf[e.Of]
			}
			switch {
			case e.Kind == PurchaseOrder:
				orders[e.ID] = &plainOrder{map[string]int64{}, map[string]int64{}, false}
				order = e.ID
			case e.Kind == Correction && kindOf[e.Of] == PurchaseOrder:
				order = e.Of
			case e.Kind == Release:
				orders[e.Of].released = true
			}
			o := orders[order]
			if o == nil {
				return
			}
			for _, line := range p.Lines {
				cost := line.Net.Cents() + line.VAT.Cents() - line.Recovered.Cents()
				if e.Kind == PurchaseOrder || e.Kind == Correction && kindOf[e.Of] == PurchaseOrder {
					o.ordered[line.Account] += cost
				} else {
					o.invoiced[line.Account] += cost
				}
			}
			o.released = o.released || e.Final
		})
		var open int64
		for id, o := range orders {
			var of int64
			for account, ordered := range o.ordered {
				if !o.released {
					of += max(ordered, o.invoiced[account]) - max(o.invoiced[account], 0)
				}
			}
			got, _ := f.state.Open(id)
			assert.Equal(t, of, got.Cents(), "seed %d, %s", seed, id)
			open += of
		}
		assert.Equal(t, open, f.state.committed)
		var committed int64
		for _, b := range f.state.balances {
			committed += b.committed
		}
		assert.Equal(t, open, committed)
	}
}

func TestClosedPeriodsNeverChange(t *testing.T) {
	for seed := range uint64(seeds) {
		reports := map[civil.Date]CostReport{}
		f, _ := randomLedger(t, seed, 150, func(f *LedgerFold, e Entry, _ Posting) {
			if e.Kind == Close {
				report, err := f.ledger.CostReport(f.state, civil.Period{From: day("2026-01-01"), To: e.Date})
				require.NoError(t, err)
				reports[e.Date] = report
			}
		})
		for on, before := range reports {
			after, err := f.ledger.CostReport(f.state, civil.Period{From: day("2026-01-01"), To: on})
			require.NoError(t, err)
			assert.Equal(t, before, after)
		}
		for _, c := range f.ledger.Closes(f.state) {
			for _, a := range c.Accounts {
				row, _ := reports[c.Through].Row(a.Code)
				assert.Equal(t, []money.Amount{row.ToDate, row.Committed, row.Transfers}, []money.Amount{a.ToDate, a.Committed, a.Transfers})
			}
		}
	}
}

func TestFoldEqualsReplayEqualsApply(t *testing.T) {
	for seed := range uint64(20) {
		f, sound := randomLedger(t, seed, 80, untouched)
		replayed, err := f.ledger.Replay(sound)
		require.NoError(t, err)
		assert.Equal(t, f.State(), replayed)
		s := f.ledger.Start()
		for _, e := range sound {
			before := s.clone()
			after, _, err := f.ledger.Apply(s, e)
			require.NoError(t, err)
			assert.Equal(t, before, s, "the state given stays")
			s = after
		}
		assert.Equal(t, replayed, s)
	}
}

// What is owed in all is the sum over invoices and payroll.
func TestOwedInAll(t *testing.T) {
	for seed := range uint64(seeds) {
		f, _ := randomLedger(t, seed, 150, untouched)
		var owed int64
		for i := range f.state.entries {
			if p := &f.state.entries[i]; p.isPayable() {
				owed += p.owed()
			}
		}
		assert.Equal(t, owed, f.state.owed)
	}
}

func TestTheFoldAllocatesNothing(t *testing.T) {
	f := ledgerOf(t, largePlan()).Fold()
	const runs = 500
	f.Grow(4 * runs)
	entries := steadyEntries(runs + 1)
	for _, e := range entries[:3] {
		apply(t, f, e)
	}
	i := 3
	assert.Zero(t, testing.AllocsPerRun(runs-1, func() {
		for range 3 {
			if _, err := f.Apply(entries[i]); err != nil {
				panic(err)
			}
			i++
		}
	}))
}

// largePlan has four hundred accounts, as a long devis has.
func largePlan() ControlPlan {
	p := smallPlan()
	p.Shortage = Shortage{Account: Allow}
	below := &p.Accounts[1]
	below.Budget = money.Amount{}
	for i := range 400 {
		below.Accounts = append(below.Accounts, ControlAccount{Code: fmt.Sprint("7-", i), Budget: cents(100_000)})
	}
	return p
}

// steadyEntries are orders, each with its invoice and its payment.
func steadyEntries(rounds int) []Entry {
	entries := make([]Entry, 0, 3*rounds)
	codes := make([]string, 400)
	for i := range codes {
		codes[i] = fmt.Sprint("7-", i)
	}
	for i := range rounds {
		o, n := fmt.Sprint("o", i), fmt.Sprint("i", i)
		on := []EntryLine{{Account: codes[i%len(codes)], Amount: cents(1), VAT: "normal"}}
		entries = append(entries,
			Entry{ID: o, Kind: PurchaseOrder, Date: day("2026-02-02"), Lines: on},
			Entry{ID: n, Kind: Invoice, Date: day("2026-02-03"), Party: "p", Document: n, Order: o, Lines: on},
			Entry{ID: "p" + n, Kind: Payment, Date: day("2026-02-04"), Of: n, Amount: cents(1)},
		)
	}
	return entries
}

func BenchmarkCostReport(b *testing.B) {
	l, s := largeLedger(b, 100_000)
	period := civil.Period{From: day("2026-02-01"), To: day("2026-02-28")}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := l.CostReport(s, period); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReplay(b *testing.B) {
	l, _ := largeLedger(b, 0)
	entries := steadyEntries(100_000 / 3)
	for b.Loop() {
		if _, err := l.Replay(entries); err != nil {
			b.Fatal(err)
		}
	}
}

func largeLedger(b *testing.B, entries int) (*Ledger, State) {
	l := ledgerOf(b, largePlan())
	s, err := l.Replay(steadyEntries((entries + 2) / 3))
	if err != nil {
		b.Fatal(err)
	}
	return l, s
}
