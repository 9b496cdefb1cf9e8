package rights

import (
	"fmt"
	"testing"

	"github.com/bobine-film/bobine/money"
)

// ninePlan has nine steps and 48 payees, as many as a crowded deal.
func ninePlan(b *testing.B) *Engine {
	b.Helper()
	shares := func(from, n int) (shares []Share) {
		f, _ := money.NewFraction(1, int64(n))
		for i := range n {
			shares = append(shares, Share{fmt.Sprintf("payee %d", from+i), f})
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
		Accounts: []Account{{"costs", amount(5_000_000)}, {"guarantee", amount(5_000_000)}, {"loan", amount(9_000_000)}, {"equity", amount(9_000_000)}},
		Pots:     []Pot{{"all", steps}},
	})
	if err != nil {
		b.Fatal(err)
	}
	return engine
}

// One event of a deal of nine steps and 48 payees, in place.
func BenchmarkFold(b *testing.B) {
	fold := ninePlan(b).Fold()
	event := Event{ID: "e", Date: day(0), Kind: Receipt, Pot: "all", Amount: money.MustParse("12345.67")}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := fold.Apply(event); err != nil {
			b.Fatal(err)
		}
	}
}

// The same event through the pure function, which copies the state.
func BenchmarkApply(b *testing.B) {
	engine := ninePlan(b)
	state := engine.Start()
	event := Event{ID: "e", Date: day(0), Kind: Receipt, Pot: "all", Amount: money.MustParse("12345.67")}
	b.ReportAllocs()
	for b.Loop() {
		next, _, err := engine.Apply(state, event)
		if err != nil {
			b.Fatal(err)
		}
		state = next
	}
}
