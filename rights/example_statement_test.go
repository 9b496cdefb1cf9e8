package rights_test

import (
	"fmt"
	"os"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/rights"
)

// stated is the deal of the other examples with a close each year.
func stated() rights.Deal {
	d := deal()
	d.Closes = []civil.Date{civil.MustParseDate("2026-12-31"), civil.MustParseDate("2027-12-31")}
	return d
}

// statement is that of the second year.
func statement() rights.Statement {
	var last rights.Statement
	for s, err := range rights.Statements(stated()) {
		if err != nil {
			panic(err)
		}
		last = s
	}
	return last
}

func ExampleStatements() {
	for s, err := range rights.Statements(stated()) {
		if err != nil {
			fmt.Println(err)
			return
		}
		for _, p := range s.Payees() {
			fmt.Println(s.To, p.Payee, p.Paid.Opening, "+", p.Paid.Period, "=", p.Paid.Closing)
		}
	}
	// Output:
	// 2026-12-31 distributor 0.00 + 250000.00 = 250000.00
	// 2027-12-31 distributor 250000.00 + 55000.00 = 305000.00
	// 2027-12-31 producer 0.00 + 45000.00 = 45000.00
}

func ExampleEngine_Statement() {
	engine, err := rights.Compile(deal().Plan())
	if err != nil {
		fmt.Println(err)
		return
	}
	from := engine.Start()
	to, _, err := engine.Apply(from, deal().Events[0])
	if err != nil {
		fmt.Println(err)
		return
	}
	s, err := engine.Statement(from, to, deal().Events[0])
	if err != nil {
		fmt.Println(err)
		return
	}
	for line := range s.Lines() {
		fmt.Println(line.Step, line.Payee, line.Share, "of", line.Taken.Closing, "is", line.Amount.Closing)
	}
	fmt.Println("left to recoup", s.Parts[0].Accounts()[0].Closing)
	// Output:
	// commission distributor 3/10 of 75000.00 is 75000.00
	// guarantee distributor 1 of 175000.00 is 175000.00
	// net producer 1 of 0.00 is 0.00
	// left to recoup 25000.00
}

func ExampleStatement_WriteText() {
	if err := statement().WriteText(os.Stdout, rights.EnglishLabels); err != nil {
		fmt.Println(err)
	}
	// Output:
	// STATEMENT OF ACCOUNTS from 2027-01-01 to 2027-12-31  EUR
	// Received: opening 250000.00, period 100000.00, to date 350000.00
	// Order of events: date, then order of entry
	//
	// Events
	//   2027-12-31  second year  receipt  theatres  100000.00
	//
	// Recoupment
	//   [theatres]
	//     commission → distributor: 30 % of 350000.00 (period 100000.00); opening 75000.00, period 30000.00, to date 105000.00
	//     guarantee → distributor: 100 % of 200000.00; inflow 245000.00 (period 70000.00); left on MG 0.00; opening 175000.00, period 25000.00, to date 200000.00
	//     net → producer: 100 % of 45000.00; opening 0.00, period 45000.00, to date 45000.00
	//
	// Accounts
	//   MG: opening 25000.00 + charges 0.00 + premium 0.00 + interest 0.00 − repaid 25000.00 = closing 0.00
	//
	// Counters
	//   theatres: opening 250000.00, period 100000.00, to date 350000.00
	//
	// Payees
	//   distributor
	//     entitled: opening 250000.00, period 55000.00, to date 305000.00
	//     paid: opening 250000.00, period 55000.00, to date 305000.00
	//   producer
	//     entitled: opening 0.00, period 45000.00, to date 45000.00
	//     paid: opening 0.00, period 45000.00, to date 45000.00
}

func ExampleWriteLinesCSV() {
	catalogue := func(yield func(string, rights.Statement) bool) { yield("=A film", statement()) }
	if err := rights.WriteLinesCSV(os.Stdout, catalogue, rights.CommaCSV); err != nil {
		fmt.Println(err)
	}
	// Output:
	// work,from,to,plan,pot,step,kind,rank,payee,into,meter,baseOpening,basePeriod,baseToDate,shareNumerator,shareDenominator,takenPeriod,takenToDate,opening,period,toDate,owed,account,left
	// "'=A film",2027-01-01,2027-12-31,0,theatres,commission,percent,,distributor,,,250000.00,100000.00,350000.00,3,10,30000.00,105000.00,75000.00,30000.00,105000.00,0.00,,
	// "'=A film",2027-01-01,2027-12-31,0,theatres,guarantee,recoup,,distributor,,,175000.00,70000.00,245000.00,1,1,25000.00,200000.00,175000.00,25000.00,200000.00,0.00,MG,0.00
	// "'=A film",2027-01-01,2027-12-31,0,theatres,net,split,,producer,,,0.00,45000.00,45000.00,1,1,45000.00,45000.00,0.00,45000.00,45000.00,0.00,,
}

func ExampleConsolidate() {
	catalogue := func(yield func(string, rights.Statement) bool) {
		_ = yield("A film", statement()) && yield("Another", statement())
	}
	for row, err := range rights.Consolidate("producer", catalogue) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%q period %s, to date %s\n", row.Work, row.Paid.Period, row.Paid.Closing)
	}
	// Output:
	// "A film" period 45000.00, to date 45000.00
	// "Another" period 45000.00, to date 45000.00
	// "" period 90000.00, to date 90000.00
}

// Of what a seller abroad is due, the rate that the caller states is withheld; what is below a minimum waits.
func ExamplePayables() {
	due := []rights.Payment{{Payee: "seller", Amount: money.MustParse("1000.05")}, {Payee: "author", Amount: money.MustParse("18.20")}}
	list, err := rights.Payables(due, nil, rights.PaymentTerms{Payees: []rights.PayeeTerms{
		{
			Payee: "seller", Withholding: new(money.MustFraction("1/10")),
			Ref: law.Ref{Key: "treaty art. 12", Title: "the treaty between the two countries, article 12", URL: "https://example.org/treaty"},
		},
		{Payee: "author", Minimum: money.MustParse("50.00")},
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range list {
		fmt.Println(p.Payee, "due", p.Due, "withheld", p.Withheld, p.Refs, "paid", p.Paid, "carried", p.CarriedOut)
	}
	// Output:
	// seller due 1000.05 withheld 100.01 treaty art. 12 paid 900.04 carried 0.00
	// author due 18.20 withheld 0.00  paid 0.00 carried 18.20
}

func ExampleStatementCalendar_Schedule() {
	calendar := rights.StatementCalendar{
		First:     civil.MustParseDate("2026-01-01"),
		Cadences:  []rights.Cadence{{Frequency: rights.Quarterly, Months: 12}, {Frequency: rights.HalfYearly}},
		DueMonths: 2,
		Work:      rights.CinemaFilm,
	}
	schedule, err := calendar.Schedule(civil.MustParseDate("2027-06-30"), rights.StatementDuties{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range schedule.Periods {
		fmt.Println(p.Number, p.From, p.To, "due", p.Due)
	}
	fmt.Println("every", schedule.MostMonths, "months at least:", schedule.Refs)
	// Output:
	// 1 2026-01-01 2026-03-31 due 2026-05-31
	// 2 2026-04-01 2026-06-30 due 2026-08-30
	// 3 2026-07-01 2026-09-30 due 2026-11-30
	// 4 2026-10-01 2026-12-31 due 2027-02-28
	// 5 2027-01-01 2027-06-30 due 2027-08-30
	// every 12 months at least: Code du cinéma D213-13
}

func ExampleStatementDuties_ProductionAccountDue() {
	due, err := rights.StatementDuties{}.ProductionAccountDue(rights.CinemaFilm, civil.MustParseDate("2026-05-12"))
	fmt.Println(due.Due, due.Refs, err)
	// Output: 2027-01-12 Code du cinéma L213-24 <nil>
}

func ExamplePicture_WriteMermaid() {
	picture, err := deal().Plan().Picture()
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := picture.WriteMermaid(os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output:
	// flowchart TD
	//   subgraph g0["theatres"]
	//     p0(["theatres"])
	//     p0s0["commission<br/>percent"]
	//     p0s1["guarantee<br/>recoup MG"]
	//     p0s2["net<br/>split"]
	//   end
	//     y0[/"distributor"/]
	//     y1[/"producer"/]
	//   p0 -.-> p0s0
	//   p0s0 -->|"30 #37;"| y0
	//   p0s0 -.-> p0s1
	//   p0s1 -->|"100 #37;"| y0
	//   p0s1 -.-> p0s2
	//   p0s2 -->|"100 #37;"| y1
}

func ExamplePicture_WriteDOT() {
	if err := statement().Parts[0].Picture().WriteDOT(os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output:
	// digraph plan {
	//   node [shape=box, fontname="sans-serif"];
	//   edge [fontname="sans-serif"];
	//   subgraph cluster_0 {
	//     label="theatres";
	//     p0 [label="theatres\n100000.00 (350000.00)", shape=oval];
	//     p0s0 [label="commission\npercent\n100000.00 (350000.00)"];
	//     p0s1 [label="guarantee\nrecoup MG\n70000.00 (245000.00)"];
	//     p0s2 [label="net\nsplit\n45000.00 (45000.00)"];
	//   }
	//     y0 [label="distributor\n55000.00 (305000.00)", shape=house];
	//     y1 [label="producer\n45000.00 (45000.00)", shape=house];
	//   p0 -> p0s0 [style=dotted];
	//   p0s0 -> y0 [label="30 %\n30000.00 (105000.00)"];
	//   p0s0 -> p0s1 [style=dotted];
	//   p0s1 -> y0 [label="100 %\n25000.00 (200000.00)"];
	//   p0s1 -> p0s2 [style=dotted];
	//   p0s2 -> y1 [label="100 %\n45000.00 (45000.00)"];
	// }
}
