package rights

import (
	"fmt"
	"testing"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
)

// ninePlan has nine steps and 48 payees, as many as a crowded deal.
func ninePlan(b *testing.B) *Engine {
	b.Helper()
	shares := func(from, n int) (shares []Share) {
		f, _ := money.NewFraction(1, int64(n))
		for i := range n {
			shares = append(shares, Share{Payee: fmt.Sprintf("payee %d", from+i), Share: f})
		}
		return shares
	}
	steps := []Step{
		{Kind: Percent, Rate: new(money.MustFraction("1/100")), Payee: "agent"},
		{Kind: Percent, Rate: new(money.MustFraction("3/10")), Payee: "distributor"},
		{Kind: Recoup, Account: "costs", Shares: shares(0, 1)},
		{Kind: Recoup, Account: "guarantee", Shares: shares(1, 1)},
		{Kind: Recoup, Account: "loan", Shares: shares(2, 2)},
		{Kind: Percent, Rate: new(money.MustFraction("1/20")), Payee: "author"},
		{Kind: Tier, Shares: shares(4, 4), Until: &Until{Total: new(money.MustParse("500000.00"))}},
		{Kind: Recoup, Account: "equity", Shares: shares(8, 7)},
		{Kind: Split, Shares: shares(15, 30)},
	}
	engine, err := Compile(Plan{
		Accounts: []Account{{ID: "costs", Opening: amount(5_000_000)}, {ID: "guarantee", Opening: amount(5_000_000)}, {ID: "loan", Opening: amount(9_000_000)}, {ID: "equity", Opening: amount(9_000_000)}},
		Pots:     []Pot{{"all", steps}},
	})
	if err != nil {
		b.Fatal(err)
	}
	return engine
}

// quarter is as many receipts as are folded before a period is closed.
const quarter = 64

// lastDay is when a benchmark begins again.
var lastDay = civil.MustParseDate("2150-01-01")

// receipts are those of a quarter.
func receipts() []Event {
	list := make([]Event, quarter)
	for i := range list {
		list[i] = Event{ID: fmt.Sprintf("receipt %d", i), Kind: Receipt, Pot: "all", Amount: money.MustParse("12345.67")}
	}
	return list
}

// One event of a deal of nine steps and 48 payees, in place, with its share of a close each quarter.
func BenchmarkFold(b *testing.B) {
	engine := ninePlan(b)
	fold := engine.Fold()
	list, n := receipts(), 0
	b.ReportAllocs()
	for b.Loop() {
		event := list[n%quarter]
		if event.Date = day(n / quarter); event.Date == lastDay {
			fold, n = engine.Fold(), 0
			event.Date = firstDay
		}
		if _, err := fold.Apply(event); err != nil {
			b.Fatal(err)
		}
		if n++; n%quarter == 0 {
			if _, err := fold.Close(event.Date); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// The same event through the pure function, which copies the state.
func BenchmarkApply(b *testing.B) {
	engine := ninePlan(b)
	state := engine.Start()
	list, n := receipts(), 0
	b.ReportAllocs()
	for b.Loop() {
		event := list[n%quarter]
		if event.Date = day(n / quarter); event.Date == lastDay {
			state, n = engine.Start(), 0
			event.Date = firstDay
		}
		next, _, err := engine.Apply(state, event)
		if err != nil {
			b.Fatal(err)
		}
		if n++; n%quarter == 0 {
			if next, _, err = engine.Close(next, event.Date); err != nil {
				b.Fatal(err)
			}
		}
		state = next
	}
}

// A catalogue: 10,000 works of 200 receipts each, ten a quarter, from the first to the last. It reports the
// receipts of a second, and how much memory the state of a work takes.
func BenchmarkCatalogue(b *testing.B) {
	for _, works := range []int{1, 100, 10_000} {
		b.Run(fmt.Sprintf("%d works", works), func(b *testing.B) {
			engine, list := ninePlan(b), receipts()
			folds := make([]*Fold, works)
			b.ReportAllocs()
			for b.Loop() {
				for i := range folds {
					folds[i] = engine.Fold()
					goThrough(b, folds[i], list)
				}
			}
			b.ReportMetric(float64(b.N*works*200)/b.Elapsed().Seconds(), "receipts/s")
		})
	}
}

func goThrough(b *testing.B, fold *Fold, list []Event) {
	for n := range 200 {
		event := list[n%10]
		event.Date = day(n / 10)
		if _, err := fold.Apply(event); err != nil {
			b.Fatal(err)
		}
		if n%10 == 9 {
			if _, err := fold.Close(event.Date); err != nil {
				b.Fatal(err)
			}
		}
	}
}
