package payroll_test

import (
	"errors"
	"fmt"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/payroll"
	"github.com/bobine-film/bobine/worktime"
)

// An actress has two days of a feature film, the second in a winter evening.
func ExampleComputePerformer() {
	pay, err := payroll.ComputePerformer(payroll.PerformerEngagement{
		ID: "Léa", Grid: payroll.FeatureFilm, Function: "Artiste-interprète", Term: payroll.ByTheDay,
		Days: []payroll.PerformerDay{
			{Date: civil.MustParseDate("2022-12-01"), Call: new(worktime.MustParseClock("09:00")), Wrap: new(worktime.MustParseClock("18:00")), Meal: 60},
			{Date: civil.MustParseDate("2022-12-02"), Call: new(worktime.MustParseClock("14:00")), Wrap: new(worktime.MustParseClock("23:00")), Meal: 60},
		},
	}, payroll.PerformerParameters{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, l := range pay.Lines {
		if l.Count > 0 {
			fmt.Println(l.Code, l.Count, "×", l.Price, "=", l.Amount, l.Refs)
			continue
		}
		fmt.Println(l.Code, l.Hours, "h ×", l.Rate, "×", l.Price, "=", l.Amount, l.Refs)
	}
	fmt.Println("gross", pay.Gross, "of which", pay.Rights, "for the exploitation, at the minimum")
	// Output:
	// cachet 2 × 412.08 = 824.16 Avenant 20/12/2021
	// night 3 h × 0.5 × 56.4540 = 84.68 CCN 3097 III.1 art. 3.1
	// gross 908.84 of which 260.82 for the exploitation, at the minimum
}

// A list of engagements is read, checked and paid.
func ExampleDecodePerformers() {
	list, err := payroll.DecodePerformers(strings.NewReader(`[{
		"id": "figuration 12", "grid": "extra", "function": "Figurant", "engagement": "daily", "paris": true,
		"days": [{"date": "2019-06-03", "call": "08:00", "wrap": "19:00", "meal": 60, "makeUp": 30,
			"supplements": [{"code": "costume-special"}, {"code": "rain-swim"}]}]
	}]`), payroll.PerformerParameters{})
	if err != nil {
		fmt.Println(err)
		return
	}
	pays, err := payroll.ComputePerformers(list, payroll.PerformerParameters{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, l := range pays[0].Lines {
		fmt.Println(l.Code, l.Amount)
	}
	fmt.Println("gross", pays[0].Gross, "allowances", pays[0].Allowances)
	// Output:
	// cachet 105.00
	// extra-hours 17.90
	// overtime 4.47
	// make-up 9.40
	// rain-swim 15.00
	// costume-special 70.00
	// gross 151.77 allowances 70.00
}

// What an extra is paid at least, and a function that the grid does not have.
func ExamplePerformerParameters_Minima() {
	p, on := payroll.PerformerParameters{}, civil.MustParseDate("2026-11-22")
	minima, err := p.Minima(payroll.FilmExtra, "Figurant", on)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, m := range minima {
		fmt.Println(m.Unit, m.Amount, m.Status)
	}
	_, err = p.Minima(payroll.FilmExtra, "Silhouete parlante", on)
	var unknown *payroll.UnknownFunctionError
	fmt.Println(errors.As(err, &unknown), unknown.Near[0])
	// Output:
	// day 107 single-source
	// week5 492.11 unconfirmed
	// week6 611.41 unconfirmed
	// rehearsal 38.64 unconfirmed
	// rehearsal2 77.28 unconfirmed
	// true Silhouette parlante
}

// The words of art. 3.4 put the whole minimum day under a half-day of post-synchronisation.
func ExamplePerformerParameters_Choose() {
	p, err := payroll.PerformerParameters{}.Choose("feature/post-sync/least", "article-3.4")
	if err != nil {
		fmt.Println(err)
		return
	}
	pay := money.MustParse("600.00")
	engagement := payroll.PerformerEngagement{
		ID: "adr", Grid: payroll.FeatureFilm, Function: "Artiste-interprète", Term: payroll.ByTheDay, Pay: &pay,
		Days: []payroll.PerformerDay{{Date: civil.MustParseDate("2022-12-01"), Work: payroll.CastPostSync}},
	}
	for _, figures := range []payroll.PerformerParameters{{}, p} {
		pay, err := payroll.ComputePerformer(engagement, figures)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(pay.Gross)
	}
	// Output:
	// 300.00
	// 412.08
}

// Grids have functions, and two of them supplements.
func ExamplePerformerFunctions() {
	fmt.Println(strings.Join(payroll.PerformerFunctions(payroll.FilmExtra), ", "))
	fmt.Println(len(payroll.CastSupplements(payroll.FilmExtra)), payroll.PerformerCodes()[0].LabelFr)
	// Output:
	// Figurant, Silhouette muette, Silhouette parlante, Doublure simple, Doublure polyvalente
	// 13 Cachets
}
