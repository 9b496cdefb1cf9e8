// Cash answers "where does the cash run out?" (plan de trésorerie): go run ./examples/lesson/cash
package main

import (
	"bufio"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/financing"
	"github.com/bobine-film/bobine/money"
)

//go:embed budget.json
var budgetFile string

//go:embed treasury.json
var treasuryFile string

func main() {
	if err := lesson(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func lesson(out io.Writer) error {
	film, err1 := budget.Decode(strings.NewReader(budgetFile))
	plan, err2 := financing.DecodeTreasury(strings.NewReader(treasuryFile))
	day, all := civil.MustParseDate, money.MustFraction("1")
	spending, err3 := budget.Spread(film, budget.PhasePlan{ // pay at the end of the month, suppliers 30 days later
		Phases: []budget.Phase{{Name: "preparation", Period: civil.Period{From: day("2026-05-01"), To: day("2026-05-31")}},
			{Name: "shoot", Period: civil.Period{From: day("2026-06-01"), To: day("2026-06-30")}},
			{Name: "post", Period: civil.Period{From: day("2026-07-01"), To: day("2026-08-31")}}},
		Default: []budget.Instalment{{Share: all, When: budget.EachMonth}},
		Terms:   []budget.PaymentTerms{{Accounts: []string{"7"}, Instalments: []budget.Instalment{{Share: all, When: budget.EachMonth, Days: 30}}}}})
	for _, o := range spending.Outlays {
		plan.Outflows = append(plan.Outflows, financing.Outflow{ID: o.Line, Date: o.Date, Amount: o.Amount})
	}
	lent, err4 := financing.ComputeTreasury(plan, financing.TreasuryParameters{})
	plan.Facilities = nil
	own, err5 := financing.ComputeTreasury(plan, financing.TreasuryParameters{})
	if err := errors.Join(err1, err2, err3, err4, err5); err != nil {
		return err
	}
	w, bank := bufio.NewWriter(out), lent.Facilities[0]
	fmt.Fprintln(w, "month           in        out     balance       drawn     repaid     costs  with the bank")
	for i, m := range lent.Months() {
		fmt.Fprintf(w, "%v %10v %10v %11v %11v %10v %9v %14v\n", m.From.Month(), m.In, m.Out, own.Months()[i].Closing, m.Drawn, m.Repaid, m.Costs, m.Closing)
	}
	fmt.Fprintf(w, "lowest %27v on %v, with the bank %v on %v\n", own.Lowest, own.LowestOn, lent.Lowest, lent.LowestOn)
	fmt.Fprintf(w, "the bank lends %v and costs %v (%v not paid yet); %v are still missing\n", bank.Peak, bank.Cost, bank.Accrued, lent.Need)
	return w.Flush()
}
