// Payslip answers "why this payslip?" (bulletin de paie): go run ./examples/lesson/payslip
package main

import (
	"bufio"
	"fmt"
	"io"
	"os"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/payroll"
)

func main() {
	if err := lesson(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// groups are the headings of a French payslip, in its order.
var groups = []payroll.Group{payroll.GroupHealth, payroll.GroupAccidents, payroll.GroupPension, payroll.GroupFamily,
	payroll.GroupUnemployment, payroll.GroupConventional, payroll.GroupOther, payroll.GroupCsgDeduct, payroll.GroupCsgNot}

func lesson(out io.Writer) error {
	e := payroll.Engagement{ID: "Mai Lenoir", Date: civil.MustParseDate("2026-07-15"), Category: payroll.Technician,
		Agreement: payroll.Cinema, Gross: money.MustParse("500.00"), Days: 2, Headcount: 5, AccidentRate: new(money.MustDecimal("1.6"))}
	slip, err := payroll.ComputePayslip(e, payroll.Parameters{})
	if err != nil {
		return err
	}
	w := bufio.NewWriter(out)
	fmt.Fprintf(w, "%s, %s, paid days: %d, on %v, gross %v\n", e.ID, e.Category, e.Days, e.Date, e.Gross)
	fmt.Fprintf(w, "\n%-26s %8s    %s      %s\n", "", "base", "× % = employee", "× % = employer")
	groupOf := map[string]payroll.Group{}
	for _, c := range payroll.Codes() {
		groupOf[c.Code] = c.Group
	}
	for _, group := range groups {
		fmt.Fprintln(w, group)
		for _, l := range slip.Lines {
			if groupOf[l.Code] == group {
				fmt.Fprintf(w, "  %-24s %8v × %4v = %6v  × %5v = %6v  %s\n", l.Code, l.Base,
					l.EmployeeRate, l.EmployeeAmount, l.EmployerRate, l.EmployerAmount, l.Refs.Keys()[0])
			}
		}
	}
	fmt.Fprintln(w, "\nbefore the lines")
	for _, s := range slip.Steps {
		fmt.Fprintf(w, "  %-24s %8v × %v / %d + %v = %v  %s\n", s.Code, s.Base, s.Rate, s.Over, s.Plus, s.Amount, s.Refs.Keys()[0])
	}
	fmt.Fprintf(w, "\nnet   %v − %v = %v before tax\ncost  %v + %v − %v = %v\n", e.Gross, slip.EmployeeContributions,
		slip.NetBeforeTax, e.Gross, slip.EmployerContributions, slip.Reduction, slip.EmployerCost)
	fmt.Fprintf(w, "\nTo notice: the ceiling is %v, so that vieillesse-plafonnee bears on %v of %v.\n", slip.Ceiling, slip.Bases.Capped, e.Gross)
	fmt.Fprintf(w, "%d figures are not verified on the text of their source; slip.Notices says which.\n", len(slip.Notices))
	return w.Flush()
}
