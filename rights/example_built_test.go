package rights_test

import (
	"fmt"
	"os"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/rights"
)

var (
	sum   = money.MustParse
	part  = money.MustFraction
	onDay = civil.MustParseDate
)

// frenchFilm is a film that a distributor pays a guarantee for, of which a SOFICA has 20 % until 120,000.00.
func frenchFilm() rights.FrenchFilm {
	return rights.FrenchFilm{
		Currency: "EUR", Signed: onDay("2026-01-01"),
		Mandates: []rights.Mandate{{
			Pot: "salle", Mode: rights.Theatrical, Operator: "distributeur",
			Commission: new(part("0.30")), Costs: sum("250000.00"), Guarantee: sum("200000.00"), GuaranteeOn: onDay("2026-01-15"),
		}},
		Producers: []rights.Coproducer{
			{Payee: "délégué", Contribution: sum("700000.00")}, {Payee: "coproducteur", Contribution: sum("300000.00")},
		},
		Corridors: []rights.Corridor{{Payee: "SOFICA", Rate: part("0.20"), Until: new(sum("120000.00")), Then: new(part("0.08"))}},
		Authors:   []rights.Author{{Payee: "autrice", Rate: part("0.04"), Guarantee: sum("10000.00")}},
	}
}

func theatreReceipts(amount string) []rights.Event {
	return []rights.Event{{ID: "salles 2026", Date: onDay("2026-12-31"), Kind: rights.Receipt, Pot: "salle", Amount: sum(amount)}}
}

func ExampleFrenchFilm_Plan() {
	built, err := frenchFilm().Plan(rights.FrenchTerms{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, pot := range built.Plan.Pots {
		for _, step := range pot.Steps {
			fmt.Println(pot.ID, "|", step.Kind, step.Name)
		}
	}
	// Output:
	// salle | percent commission
	// salle | recoup frais
	// salle | recoup MG
	// salle | to RNPP
	// rnpp | meter RNPP à partager
	// rnpp | bracket couloir SOFICA
	// rnpp | split producteurs
	// part du délégué | percent auteur autrice
	// part du délégué | split délégué
	// auteur autrice | recoup MG auteur
	// auteur autrice | split solde
}

// The guarantee counts at once in the base of the author, long before the theatres have made it good.
func ExampleFrenchFilm_Deal() {
	deal, err := frenchFilm().Deal(rights.FrenchEvents{
		Events: theatreReceipts("1000000.00"),
	}, rights.FrenchTerms{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, line := range deal.Base {
		fmt.Println(line.Date, line.Event, "RNPP-A", line.Authors)
	}
	result, err := rights.Run(deal.Deal)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range result.Payees {
		fmt.Println(p.Payee, p.Paid)
	}
	// Output:
	// 2026-01-15 salle, MG RNPP-A 200000.00
	// 2026-12-31 salles 2026 RNPP-A 450000.00
	// distributeur 750000.00
	// SOFICA 50000.00
	// coproducteur 60000.00
	// délégué 132000.00
	// autrice 8000.00
}

// A VoD commission of 30 % falls to 15 % of everything at 300,001 €: the base of the authors rises.
func ExampleFrenchFilm_AuthorsPlan() {
	film := frenchFilm()
	film.Mandates = []rights.Mandate{{Pot: "vod", Mode: rights.VoD, Operator: "éditeur", Commission: new(part("0.30"))}}
	built, err := film.AuthorsPlan(rights.FrenchTerms{})
	if err != nil {
		fmt.Println(err)
		return
	}
	engine, err := rights.Compile(built.Plan)
	if err != nil {
		fmt.Println(err)
		return
	}
	state := engine.Start()
	for i, amount := range []string{"300000.00", "1.00"} {
		next, _, err := engine.Apply(state, rights.Event{ID: fmt.Sprint(i), Date: onDay("2026-06-30"), Kind: rights.Receipt, Pot: "vod", Amount: sum(amount)})
		if err != nil {
			fmt.Println(err)
			return
		}
		state = next
		fmt.Println("commission", engine.Entitled(state, rights.OpposableCommission), "RNPP", engine.Entitled(state, rights.NetReceipts))
	}
	for _, notice := range built.Notices {
		fmt.Println(notice.Code, notice.Key)
	}
	// Output:
	// commission 65000.00 RNPP 235000.00
	// commission 45000.15 RNPP 255000.85
	// unverified vod/2/from
	// unverified vod/3/from
}

// What financing reckons that an aid repays comes as charges, in the place that the film gives it.
func ExampleAid_Events() {
	advance := rights.Aid{ID: "avance sur recettes", Payee: "CNC", From: rights.FromSupport}
	for _, e := range advance.Events([]rights.AidDue{{ID: "avance sur recettes", On: onDay("2026-09-30"), Amount: sum("22126.10")}}) {
		fmt.Println(e.Date, e.Kind, e.Account, e.Amount)
	}
	// Output: 2026-09-30 charge avance sur recettes 22126.10
}

// Prints and advertising are recouped with a premium, and the rest of two outlets meets in one pool.
func ExampleBuildDistributions() {
	plan, err := rights.BuildDistributions("USD",
		rights.Distribution{Pot: "box office", Deductions: []rights.Deduction{
			{Name: "exhibitors", Payee: "exhibitors", Rate: new(part("1/2"))},
			{Name: "P&A", Payee: "distributor", Account: &rights.Account{ID: "P&A", Opening: sum("1000000.00"), Premium: new(part("1/4"))}},
		}, Into: "pool"},
		rights.Distribution{Pot: "ancillary", Into: "pool"},
		rights.Distribution{Pot: "pool", Rest: []rights.Share{{Payee: "distributor", Share: part("1/4")}, {Payee: "producer", Share: part("3/4")}}},
	)
	fmt.Println(len(plan.Pots), len(plan.Accounts), plan.Warnings(), err)
	// Output: 3 1 [] <nil>
}

func collection() rights.Collection {
	return rights.Collection{
		Currency: "EUR", Pot: "CAMA",
		Agent: &rights.Cut{Payee: "CAM", Rate: part("0.01")}, Sales: &rights.Cut{Payee: "sales agent", Rate: part("0.15")},
		Loans:  []rights.Loan{{ID: "senior", Payee: "bank", Amount: sum("500000.00")}},
		Equity: []rights.Contribution{{Payee: "investor", Amount: sum("400000.00")}}, Premium: new(part("0.20")),
		Net: rights.NetProfits{Pool: part("1/2"), Producer: "producer", Participants: []rights.Participant{{Payee: "director", Share: part("0.05")}}},
	}
}

func ExampleCollection_Plan() {
	plan, err := collection().Plan()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, step := range plan.Pots[0].Steps {
		fmt.Println(step.Kind, step.Name)
	}
	// Output:
	// percent collection agent
	// percent sales commission
	// recoup senior
	// recoup equity
	// split net profits
}

func ExampleEngine_Breakeven() {
	plan, err := collection().Plan()
	if err != nil {
		fmt.Println(err)
		return
	}
	engine, err := rights.Compile(plan)
	if err != nil {
		fmt.Println(err)
		return
	}
	point, err := engine.Breakeven(engine.Start(), rights.Breakeven{
		Date: onDay("2027-01-01"), Mix: []rights.MixShare{{Pot: "CAMA", Share: part("1")}},
		Goals: []rights.Goal{{Payee: "investor", Amount: sum("480000.00")}},
	})
	fmt.Println(point.Receipts, err)
	// Output: 1164587.05 <nil>
}

func projection() rights.Projection {
	plan, err := collection().Plan()
	if err != nil {
		return rights.Projection{}
	}
	return rights.Projection{
		Deal:    rights.Deal{Currency: "EUR", Accounts: plan.Accounts, Pots: plan.Pots},
		Outlets: []rights.Outlet{{Window: "theatres", Territory: "DE", Pot: "CAMA"}, {Window: "SVoD", Territory: "world", Pot: "CAMA"}},
		Scenarios: []rights.Scenario{{Name: "likely", Forecasts: []rights.Forecast{
			{Window: "theatres", Territory: "DE", Date: onDay("2027-06-30"), Amount: sum("400000.00")},
			{Window: "SVoD", Territory: "world", Date: onDay("2028-06-30"), Amount: sum("800000.00")},
		}}},
	}
}

func ExampleProject() {
	list, err := rights.Project(projection())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, flow := range list[0].Flows {
		fmt.Println(flow.Date, flow.Party, flow.Amount)
	}
	// Output:
	// 2027-06-30 CAM 4000.00
	// 2027-06-30 sales agent 59400.00
	// 2027-06-30 bank 336600.00
	// 2028-06-30 CAM 8000.00
	// 2028-06-30 sales agent 118800.00
	// 2028-06-30 bank 163400.00
	// 2028-06-30 investor 494900.00
	// 2028-06-30 producer 13410.00
	// 2028-06-30 director 1490.00
}

func ExampleProjection_Sensitivity() {
	rows, err := projection().Sensitivity("likely", []rights.Variation{
		{Window: "SVoD", Factors: []money.Fraction{part("1/2"), part("1"), part("3/2")}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, row := range rows {
		fmt.Println(row.Factor, row.Received, "investor", row.Of("investor"))
	}
	// Output:
	// 1/2 800000.00 investor 173200.00
	// 1 1200000.00 investor 494900.00
	// 3/2 1600000.00 investor 663200.00
}

// A bank has the producer's receipts from the registration of the act until it has had its 40,000.00.
func ExampleDelegate() {
	d := deal()
	d, notices, err := rights.Delegate(d, []rights.RegisteredAct{{
		Number: "2027.123", Kind: rights.DelegationOfReceipts, Registered: onDay("2027-01-15"),
		Payee: "producer", Beneficiary: "bank", Amount: new(sum("40000.00")),
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	result, err := rights.Run(d)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range result.Payees {
		fmt.Println(p.Payee, p.Paid)
	}
	fmt.Println(len(notices))
	// Output:
	// distributor 305000.00
	// bank 40000.00
	// producer 5000.00
	// 0
}

func filmCost() rights.FilmCost {
	return rights.FilmCost{
		Release: onDay("2026-03-04"), Direct: sum("5000000.00"), Fee: sum("250000.00"), Overheads: sum("400000.00"),
		Euribor: money.MustDecimal("0.02"),
	}
}

func ExampleFilmCost_OpposableCost() {
	cost, err := filmCost().OpposableCost(rights.FrenchTerms{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, line := range cost.Lines[1:] {
		fmt.Println(line.Code, line.Counted, line.Formula)
	}
	fmt.Println(cost.Total, "closed on", cost.Closing)
	// Output:
	// fee 250000.00 5 % × 5000000.00
	// overheads 350000.00 7 % × 5000000.00
	// finance 280000.00 5600000.00 × (0.02 + 0.03) × 3/2 = 420000.00
	// 5880000.00 closed on 2026-07-04
}

func ExampleOpposableCost_Amortise() {
	cost, err := filmCost().OpposableCost(rights.FrenchTerms{})
	if err != nil {
		fmt.Println(err)
		return
	}
	a, err := cost.Amortise(rights.FilmIncome{
		Net: sum("4000000.00"), Support: sum("368768.27"), TaxCredit: sum("900000.00"),
	}, onDay("2026-12-31"), rights.FrenchTerms{})
	fmt.Println("support counts", a.Lines[0].Counted, "amortised at", a.Reaches, "left", a.Left, err)
	// Output: support counts 239076.20 amortised at 4740923.80 left 740923.80 <nil>
}

func ExampleOpposableCost_Document() {
	cost, err := filmCost().OpposableCost(rights.FrenchTerms{})
	if err != nil {
		fmt.Println(err)
		return
	}
	a, err := cost.Amortise(rights.FilmIncome{Net: sum("4000000.00")}, cost.Closing, rights.FrenchTerms{})
	if err != nil {
		fmt.Println(err)
		return
	}
	document, err := cost.Document(a, []rights.OpposableReleaseCost{{Nature: "publicité", Amount: sum("150000.00")}}, rights.FrenchTerms{})
	fmt.Println(document.Amortisation.Left, document.ReleaseTotal, "by", document.Due, err)
	// Output: 1880000.00 150000.00 by 2026-09-04 <nil>
}

func ExampleSOFICABuyBack_Price() {
	fmt.Println(rights.SOFICABuyBack{Nominal: sum("300000.00"), Received: sum("62000.00"), Fees: sum("3000.00")}.Price())
	// Output: 235000.00 <nil>
}

func ExampleSplitBoxOffice() {
	b, err := rights.SplitBoxOffice(sum("6.51"), onDay("2026-01-01"), rights.FrenchTerms{})
	fmt.Println(b.VAT, b.TSA, b.Base, err)
	// Output: 0.34 0.70 5.47 <nil>
}

func ExampleFrenchFilm_ExploitationAccounts() {
	film := frenchFilm()
	film.Authors = nil
	built, err := film.Plan(rights.FrenchTerms{})
	if err != nil {
		fmt.Println(err)
		return
	}
	d := rights.Deal{Currency: "EUR", Accounts: built.Plan.Accounts, Pots: built.Plan.Pots, Events: theatreReceipts("600000.00"), Closes: []civil.Date{onDay("2026-12-31")}}
	for statement, err := range rights.Statements(d) {
		if err != nil {
			fmt.Println(err)
			return
		}
		accounts, err := film.ExploitationAccounts(statement)
		if err != nil {
			fmt.Println(err)
			return
		}
		if err := accounts[0].WriteText(os.Stdout, rights.EnglishLabels); err != nil {
			fmt.Println(err)
		}
	}
	// Output:
	// EXPLOITATION ACCOUNT from the beginning to 2026-12-31  EUR
	//   Mode: theatres [salle]
	//   Operator: distributeur
	//   Gross receipts: opening 0.00, period 600000.00, to date 600000.00
	//   − Commission 30 %: opening 0.00, period 180000.00, to date 180000.00
	//   − Costs recouped: opening 0.00, period 250000.00, to date 250000.00
	//   − Guarantee recouped: opening 0.00, period 170000.00, to date 170000.00
	//   = Net receipts of the producer: opening 0.00, period 0.00, to date 0.00
	//   Costs stated to date: 250000.00, left to recoup 0.00
	//   MG, left to recoup: 30000.00
}

func ExampleProductionStatement_Compute() {
	account, err := rights.ProductionStatement{
		Work: "Le film", Kind: rights.CinemaFilm, Currency: "EUR", From: onDay("2026-03-31"),
		Costs: []rights.StageCost{{Stage: rights.Shoot, Name: "personnel", Amount: sum("600000.00")}},
		Means: []rights.Means{{Kind: rights.PresaleMeans, Name: "Canal+", Amount: sum("600000.00")}},
	}.Compute(rights.StatementDuties{})
	fmt.Println(account.Cost, account.Means, account.Balance, "by", account.Due, err)
	// Output: 600000.00 600000.00 0.00 by 2026-11-30 <nil>
}
