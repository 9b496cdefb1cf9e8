package payroll_test

import (
	"fmt"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/payroll"
)

// gafferContract is the contract of the gaffer's week.
func gafferContract() payroll.Contract {
	return payroll.Contract{
		ID: "gaffer, week 27",
		Employer: payroll.Employer{
			Name: "Films de la Lune", Address: "1 rue de la Paix, 75002 Paris", SIRET: "73282932000074", NAF: "5911C",
			HealthService: "Thalie Santé", LeaveFund: "Caisse des Congés Spectacles, Vanves",
		},
		Worker: payroll.Worker{
			Name: "Durand", FirstNames: "Paule", Sex: payroll.Female, BirthDate: civil.MustParseDate("1969-05-12"), BirthPlace: "Le Mans",
			NIR: "269054958815780",
		},
		Category: payroll.Technician, Agreement: payroll.Cinema, Job: "Chef électricien prise de vues cinéma",
		Start: civil.MustParseDate("2026-06-29"), End: civil.MustParseDate("2026-07-03"),
		Production: "La Nuit du chasseur d'étoiles", ObjectNumber: "26JF00000142",
	}
}

// An attestation states the work and the pay of a contract in a month.
func ExampleAttest() {
	slip, err := payroll.ComputePayslip(gaffer(), payroll.Parameters{})
	if err != nil {
		fmt.Println(err)
		return
	}
	list, err := payroll.Attest(gafferContract(), []payroll.Paid{{Engagement: gaffer(), Payslip: slip}}, payroll.PaperParameters{})
	if err != nil {
		fmt.Println(err)
		return
	}
	a := list[0]
	fmt.Println(a.Month, "annex", a.Annex, a.Work.Days, "days", a.Work.Hours, "hours", a.Work.Gross, "due", a.Due)
	for _, n := range a.Notices {
		fmt.Println(n.Key, n.Refs)
	}
	// Output:
	// 2026-07 annex 8 5 days 40 hours 1250.00 due 2026-08-15
	// object-number/key Numéro d’objet
	// aem/due-day 1-bis AEM
}

// A day was forgotten: what was sent is amended by the difference.
func ExampleAmend() {
	attest := func(e payroll.Engagement) payroll.Attestation {
		slip, _ := payroll.ComputePayslip(e, payroll.Parameters{})
		list, _ := payroll.Attest(gafferContract(), []payroll.Paid{{Engagement: e, Payslip: slip}}, payroll.PaperParameters{})
		return list[0]
	}
	sent := attest(gaffer())
	sent.Number = "70012345"
	right := gaffer()
	right.Days, right.Gross = 6, money.MustParse("1500.00")
	a, err := payroll.Amend(sent, attest(right), payroll.PaperParameters{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(a.Kind, "of", a.Of, a.Work.Days, "day", a.Work.Hours, "hours", a.Work.Gross)
	// Output: complementary of 70012345 1 day 8 hours 250.00
}

// A contract over 31 March has a certificate for each reference year of paid leave.
func ExampleCertifyLeave() {
	c := gafferContract()
	c.Start, c.End = civil.MustParseDate("2026-03-30"), civil.MustParseDate("2026-04-03")
	var days []payroll.LeaveDay
	for date := range (civil.Period{From: c.Start, To: c.End}).All() {
		days = append(days, payroll.LeaveDay{Date: date, Hours: money.MustDecimal("8"), Gross: money.MustParse("250.00")})
	}
	list, err := payroll.CertifyLeave(c, days, money.MustParse("830.74"), payroll.PaperParameters{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, certificate := range list {
		fmt.Println(certificate.Period, certificate.Days, "days", certificate.Gross)
	}
	// Output:
	// 2026-03-30 to 2026-03-31 2 days 500.00
	// 2026-04-01 to 2026-04-03 3 days 750.00
}

func ExampleDeclareHiring() {
	d, err := payroll.DeclareHiring(payroll.Hiring{
		Contract: gafferContract(), Hour: "08:00", Filed: civil.MustParseDate("2026-06-20"),
	}, payroll.PaperParameters{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(d.Earliest, "to", d.Latest)
	for _, finding := range d.Findings {
		fmt.Println(finding.Code, finding.Message, finding.Refs)
	}
	// Output:
	// 2026-06-21 to 2026-06-29
	// early filed on 2026-06-20, from 2026-06-21 on CT R1221-4
}

func ExampleCheckContract() {
	c := gafferContract()
	c.Terms = payroll.Terms{
		Written: true, AgreementTitle: "production cinématographique", Status: "non-cadre", WorkingTime: "39 heures", Pay: "1 250 € par semaine",
		PayPeriod: "semaine", PensionFund: "Audiens Retraite, Vanves", ProvidentFund: "Audiens Prévoyance, Vanves", LeaveFund: "Congés Spectacles",
	}
	check, err := payroll.CheckContract(c, payroll.PaperParameters{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, m := range check.Missing {
		fmt.Println(m.Field, strings.Join(m.Articles, "; "), m.Requalifies)
	}
	fmt.Println("to be handed over by", check.HandOver)
	// Output:
	// terms.motive CT L1242-12, al. 1; CCN 3097 II-17, art. 17, 1 true
	// to be handed over by 2026-06-29
}

func ExampleKeepJournal() {
	slip, err := payroll.ComputePayslip(gaffer(), payroll.Parameters{})
	if err != nil {
		fmt.Println(err)
		return
	}
	j, err := payroll.KeepJournal(civil.Period{From: civil.MustParseDate("2026-07-01"), To: civil.MustParseDate("2026-07-31")},
		[]payroll.JournalPayslip{{Worker: "Paule Durand", Payslip: slip}}, payroll.PaperParameters{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, line := range j.Lines {
		fmt.Println(line.Number, line.Date, line.Worker, line.Gross, line.NetPaid, line.EmployerCost)
	}
	fmt.Println("keep until", j.KeepUntil)
	// Output:
	// 1 2026-07-15 Paule Durand 1250.00 988.11 1991.19
	// keep until 2031-07-31
}

// A production has its own number for wages, and its own accounts of the budget.
func ExampleComputeAccounting() {
	slip, err := payroll.ComputePayslip(gaffer(), payroll.Parameters{})
	if err != nil {
		fmt.Println(err)
		return
	}
	chart, err := payroll.PaperParameters{}.WithAccount(law.Override[payroll.BookAccount]{
		Key: "wages", Value: payroll.BookAccount{Number: "641100", LabelFr: "Salaires du film", LabelEn: "Wages of the film"},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	books, err := payroll.ComputeAccounting(payroll.Books{Headcount: 5, Payslips: []payroll.AccountedPayslip{{
		Payslip: slip, Shares: []payroll.CostShare{{Wages: "23", Charges: "41", Share: money.MustFraction("1")}},
	}}}, payroll.Parameters{}, chart)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, line := range books.Entries[0].Lines {
		fmt.Println(line.Account, line.Kind, line.Debit, line.Credit)
	}
	fmt.Println(books.Costs)
	// Output:
	// 641100 wages 1250.00 0.00
	// 6451 charges 335.53 0.00
	// 6332 charges 0.74 0.00
	// 6454 charges 121.88 0.00
	// 6333 charges 35.60 0.00
	// 6453 charges 65.38 0.00
	// 6452 charges 18.75 0.00
	// 6458 charges 194.81 0.00
	// 6475 charges 4.00 0.00
	// 6451 relief 0.00 30.74
	// 6453 relief 0.00 4.76
	// 431 owed 0.00 511.89
	// 437 owed 0.00 151.88
	// 437 owed 0.00 139.25
	// 437 owed 0.00 193.75
	// 437 owed 0.00 1.25
	// 437 owed 0.00 4.00
	// 437 owed 0.00 1.06
	// 421 net 0.00 988.11
	// [{23 1250.00} {41 741.19}]
}

func ExampleNIR_Validate() {
	fmt.Println(payroll.NIR("269054958815780").Validate())
	fmt.Println(payroll.NIR("269054958815781").Validate())
	// Output:
	// <nil>
	// the control key is wrong
}
