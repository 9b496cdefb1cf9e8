// Aid answers "which aid binds?" (crédit d'impôt cinéma, intensité des aides): go run ./examples/lesson/aid
package main

import (
	"bufio"
	"fmt"
	"io"
	"os"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/financing"
	"github.com/bobine-film/bobine/money"
)

func main() {
	if err := lesson(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func lesson(out io.Writer) error {
	spend, other := money.MustParse("3200000.00"), money.MustParse("900000.00")
	w := bufio.NewWriter(out)
	fmt.Fprintf(w, "A film has an eligible spend of %v; a region and the CNC give %v.\n", spend, other)
	for _, budget := range []string{"4200000.00", "3800000.00", "3600000.00", "3400000.00", "3300000.00"} {
		film := financing.CinemaCredit{Date: civil.MustParseDate("2025-06-01"), Budget: money.MustParse(budget), FrenchLanguage: true,
			Eligible: spend, OtherPublicAid: other}
		aid, err := financing.ComputeCinemaCredit(film, financing.Parameters{})
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "\nbudget %v\n", film.Budget)
		for _, l := range aid.Lines {
			fmt.Fprintf(w, "  %-12s %10v × %v = %10v  %v\n", l.Code, l.Base, l.Rate, l.Amount, l.Refs)
		}
		all, err := other.Add(aid.Lines[1].Amount)
		if err != nil {
			return err
		}
		// The European ceiling, asked of all the aid there would be: what is beyond it is what the credit loses.
		over, err := financing.ComputeIntensity(financing.Intensity{Date: film.Date, Budget: film.Budget, PublicAid: all,
			Difficult: film.Difficult}, financing.Parameters{})
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "  all aid %34v, beyond its ceiling by %v\n", all, over.Amount)
		fmt.Fprintf(w, "  granted %34v\n  bound by: %s\n", aid.Amount, binding(aid))
	}
	return w.Flush()
}

// binding names the last limit that held: of all aid, of the base, or the spend itself.
func binding(aid financing.Aid) string {
	if n := len(aid.Reasons); n > 0 {
		return aid.Reasons[n-1]
	}
	return "the eligible spend"
}
