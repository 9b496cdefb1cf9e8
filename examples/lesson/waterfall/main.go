// Waterfall answers "who is paid at 1.4 million?" (remontée des recettes): go run ./examples/lesson/waterfall
package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"os"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/rights"
)

func main() {
	if err := lesson(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func lesson(out io.Writer) error {
	day, euros, part := civil.MustParseDate, money.MustParse, money.MustFraction
	film := rights.FrenchFilm{Signed: day("2026-01-01"),
		Mandates: []rights.Mandate{{Pot: "cinemas", Mode: rights.Theatrical, Operator: "distributor",
			Commission: new(part("0.25")), Costs: euros("250000.00"), Guarantee: euros("200000.00")}},
		Corridors: []rights.Corridor{{Payee: "SOFICA", Rate: part("0.20"), Until: new(euros("100000.00")), Then: new(part("0.08"))}},
		Producers: []rights.Coproducer{{Payee: "producer", Contribution: euros("600000.00")}, {Payee: "partner", Contribution: euros("300000.00")}},
		Authors:   []rights.Author{{Payee: "Lou", Rate: part("0.04"), Guarantee: euros("10000.00")}}}
	var receipts []rights.Event
	for i, amount := range []string{"300000.00", "500000.00", "600000.00", "1.00"} {
		receipts = append(receipts, rights.Event{ID: fmt.Sprintf("receipts of %d, %s", 2026+i, amount),
			Date: day(fmt.Sprintf("%d-12-31", 2026+i)), Kind: rights.Receipt, Pot: "cinemas", Amount: euros(amount)})
	}
	deal, err := film.Deal(rights.FrenchEvents{Events: receipts}, rights.FrenchTerms{})
	if err != nil {
		return err
	}
	result, err := rights.Run(deal.Deal)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(out)
	fmt.Fprintf(w, "%-15s %-15s %11s %11s %11s\n", "pot", "step", "reached it", "taken", "now")
	for _, e := range result.Events {
		if len(e.Lines) == 0 {
			continue // what the authors are paid on has grown, and no money has come
		}
		fmt.Fprintf(w, "\n%s\n", e.ID)
		for _, l := range e.Lines {
			fmt.Fprintf(w, "%-15s %-15s %11v %11v %11v  %s\n", l.Pot, l.Step, l.Inflow, l.Taken, l.Amount, cmp.Or(l.Payee, "→ "+l.Into))
		}
		for _, p := range e.Payees {
			fmt.Fprintf(w, "%-55s %11v  %s\n", "paid to date", p.Paid, p.Payee)
		}
	}
	return w.Flush()
}
