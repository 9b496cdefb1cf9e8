package chain

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/schedule"
)

// accountCosts are the columns of an account, added up in cents.
type accountCosts struct{ original, transfers, period, toDate, committed, toComplete int64 }

// costsByHand adds up the entries of the JSON without the ledger: maps of sums, by the kinds that the film has. All
// VAT is recovered, so that costs are without it.
func costsByHand(t *testing.T, c Control, from, to string) map[string]*accountCosts {
	t.Helper()
	read := jsonOf(t, c)
	costs := map[string]*accountCosts{}
	var accounts func(list []any)
	accounts = func(items []any) {
		for _, item := range items {
			a := item.(map[string]any)
			if below := list(a["accounts"]); len(below) > 0 {
				accounts(below)
				continue
			}
			costs[a["code"].(string)] = &accountCosts{}
			if original, given := a["budget"]; given {
				costs[a["code"].(string)].original = centsOf(t, original)
			}
		}
	}
	accounts(list(read["plan"].(map[string]any)["accounts"]))
	left := map[string]map[string]int64{} // of orders, by account
	byHand := map[string]map[string]any{}
	for _, item := range list(read["entries"]) {
		e := item.(map[string]any)
		date := e["date"].(string)
		if date > to {
			continue
		}
		text := func(field string) string { s, _ := e[field].(string); return s }
		for _, item := range list(e["lines"]) {
			l := item.(map[string]any)
			account, amount := l["account"].(string), centsOf(t, l["amount"])
			a := costs[account]
			require.NotNil(t, a, account)
			switch text("kind") {
			case "order":
				if left[text("id")] == nil {
					left[text("id")] = map[string]int64{}
				}
				left[text("id")][account] += amount
			case "transfer":
				a.transfers += amount
			case "estimate":
				byHand[account] = l
			case "credit-note":
				amount = -amount
				fallthrough
			case "invoice", "payroll", "petty-cash":
				a.toDate += amount
				if date >= from {
					a.period += amount
				}
				if order := text("order"); order != "" {
					left[order][account] -= min(amount, left[order][account])
				}
			}
		}
		if final, _ := e["final"].(bool); final {
			delete(left, text("order"))
		}
		if text("kind") == "release" {
			delete(left, text("of"))
		}
	}
	for _, order := range left {
		for account, amount := range order {
			costs[account].committed += amount
		}
	}
	for account, a := range costs {
		total := a.toDate + a.committed
		a.toComplete = max(0, a.original+a.transfers-total)
		if l := byHand[account]; l != nil {
			switch amount := centsOf(t, l["amount"]); l["mode"] {
			case "etc":
				a.toComplete = amount
			case "efc":
				a.toComplete = max(0, amount-total)
			default:
				require.Fail(t, "another mode", l["mode"])
			}
		}
	}
	return costs
}

func TestCostReportsByHand(t *testing.T) {
	c := bundledFilm(t).Control
	for _, r := range []budget.CostReport{c.Previous, c.Report} {
		costs := costsByHand(t, c, r.Period.From.String(), r.Period.To.String())
		var final, spent int64
		for _, row := range r.Rows {
			a, leaf := costs[row.Code]
			if !leaf {
				continue
			}
			assert.Equal(t, a.original, row.Original.Cents(), row.Code)
			assert.Equal(t, a.transfers, row.Transfers.Cents(), row.Code)
			assert.Equal(t, a.period, row.ThisPeriod.Cents(), row.Code)
			assert.Equal(t, a.toDate, row.ToDate.Cents(), row.Code)
			assert.Equal(t, a.committed, row.Committed.Cents(), row.Code)
			assert.Equal(t, a.toComplete, row.ToComplete.Cents(), row.Code)
			final += a.toDate + a.committed + a.toComplete
			spent += a.toDate
			delete(costs, row.Code)
		}
		assert.Empty(t, costs)
		assert.Equal(t, final, r.Total.FinalCost.Cents())
		assert.Equal(t, spent, r.Total.ToDate.Cents())
		assert.Equal(t, int64(2_038_000_00), r.Total.Original.Cents())
		assert.True(t, r.Total.Transfers.IsZero())
		assert.Equal(t, r.Total.Budget.Cents()-final, r.Total.Variance.Cents())
	}
	assert.True(t, c.Previous.Closed)
	assert.Equal(t, bundledFilm(t).AsOf, c.Report.Period.To)
}

// The wages in the ledger are those that were earned, and these are the payslips: whole for months that ended, for
// the paid days so far of the month in hand.
func TestWagesInTheLedgerAreThePayroll(t *testing.T) {
	p := bundledFilm(t)
	var posted, earned int64
	for _, e := range p.Control.Entries {
		if e.Kind == budget.Payroll {
			for _, l := range e.Lines {
				posted += l.Amount.Cents()
			}
		}
	}
	slips := map[string]money.Amount{}
	for _, w := range p.Payroll.People {
		for _, s := range w.Payslips {
			if !s.Date.Month().First().After(p.AsOf) {
				slips[w.Who+" "+s.Date.String()] = s.EmployerCost
			}
		}
	}
	for _, d := range p.Payroll.Extras.Days {
		month := d.Date.Month()
		if key := p.Payroll.Extras.Function + " " + month.Last().String(); !month.First().After(p.AsOf) {
			slips[key] = money.FromCents(slips[key].Cents() + d.Cost.Cents())
		}
	}
	for _, e := range p.Control.Earned {
		key := e.Who + " " + e.Payslip.String()
		if _, inPayroll := slips[key]; !inPayroll {
			earned += e.Amount.Cents() // tested below
			continue
		}
		assert.Equal(t, slips[key], e.Cost, key)
		delete(slips, key)
		earned += e.Amount.Cents()
		if !e.Payslip.After(p.AsOf) {
			assert.Equal(t, e.Cost, e.Amount, key)
			assert.Equal(t, e.Days, e.ToDate, key)
		}
		assert.LessOrEqual(t, e.Amount.Compare(e.Cost), 0, key)
	}
	assert.Empty(t, slips)
	assert.Positive(t, earned)
	assert.Equal(t, earned, posted)
}

func TestWagesOfADayAreTheirPayslip(t *testing.T) {
	p := bundledFilm(t)
	wages, err := wagesByDay(&p)
	require.NoError(t, err)
	var total int64
	for _, w := range wages {
		total += w.Amount.Cents()
		assert.Equal(t, w.payslip.Month(), w.date.Month())
	}
	assert.Equal(t, p.Payroll.Cost.Cents(), total)
}

// A wage of 100.00 over three days of April, two of them by the 24th.
func TestEarnedIsForThePaidDays(t *testing.T) {
	on := civil.MustParseDate
	slip := on("2026-04-30")
	wages := []dayWage{
		{FedLine{From: "A", Account: "23", What: partGross, Amount: money.MustParse("33.34")}, on("2026-04-23"), slip},
		{FedLine{From: "A", Account: "42", What: partContributions, Amount: money.MustParse("10.00")}, on("2026-04-23"), slip},
		{FedLine{From: "A", Account: "23", What: partGross, Amount: money.MustParse("33.33")}, on("2026-04-24"), slip},
		{FedLine{From: "A", Account: "23", What: partGross, Amount: money.MustParse("33.33")}, on("2026-04-27"), slip},
		{FedLine{From: "A", Account: "23", What: partGross, Amount: money.MustParse("50.00")}, on("2026-05-04"), on("2026-05-31")},
	}
	want := []Earned{{
		Who: "A", Account: "23", Payslip: slip, Cost: money.MustParse("110.00"), Days: 3, ToDate: 2, Amount: money.MustParse("76.67"),
	}}
	assert.Equal(t, want, earned(wages, on("2026-04-24")))
	f, p := openedFilm(t), bundledFilm(t)
	calendar, err := f.calendar(&p)
	require.NoError(t, err)
	entries, err := wageEntries(wages, on("2026-04-24"), calendar)
	require.NoError(t, err)
	require.Len(t, entries, 1)
	assert.Equal(t, on("2026-04-24"), entries[0].Date)
	assert.Equal(t, []budget.EntryLine{
		{Account: "23", Amount: money.MustParse("66.67")}, {Account: "42", Amount: money.MustParse("10.00")},
	}, entries[0].Lines)
	// On the last of the month the wages are paid.
	entries, err = wageEntries(wages, slip, calendar)
	require.NoError(t, err)
	require.Len(t, entries, 4)
	assert.Equal(t, budget.Payment, entries[2].Kind)
	assert.Equal(t, "76.67", entries[2].Amount.String())
	// 31 May 2026 is a Sunday: those of May are due on the Monday.
	entries, err = wageEntries(wages, on("2026-05-31"), calendar)
	require.NoError(t, err)
	assert.Equal(t, on("2026-06-01"), entries[2].Due)
}

func TestEntriesAreInOrder(t *testing.T) {
	p := bundledFilm(t)
	kinds := map[budget.EntryKind]int{}
	for i, e := range p.Control.Entries {
		assert.False(t, e.Date.After(p.AsOf), e.ID)
		if i > 0 {
			assert.False(t, e.Date.Before(p.Control.Entries[i-1].Date), e.ID)
		}
		kinds[e.Kind]++
	}
	for _, kind := range []budget.EntryKind{
		budget.PurchaseOrder, budget.Invoice, budget.Release, budget.Transfer, budget.Estimate, budget.Payment, budget.Payroll, budget.CreditNote, budget.Close,
	} {
		assert.Positive(t, kinds[kind], kind)
	}
}

func TestAlertsOfTheFilm(t *testing.T) {
	c := bundledFilm(t).Control
	has := func(kind budget.AlertKind, account string) bool {
		return slices.ContainsFunc(c.Alerts, func(a budget.Alert) bool { return a.Kind == kind && a.Account == account })
	}
	// Construction: 108,000 and 13,500 ordered, 1,800 to complete, of 116,000 and 2,500 moved to it: 4,800 over.
	assert.True(t, has(budget.OverAlert, "53"))
	row, found := c.Report.Row("53")
	require.True(t, found)
	assert.Equal(t, "123300.00", row.FinalCost.String())
	assert.Equal(t, "-4800.00", row.Variance.String())
	assert.True(t, has(budget.RisingAlert, "53"))
	// Insurance: 45,100 of 46,000 is above nine tenths, and below the whole.
	assert.True(t, has(budget.SpentAlert, "91"))
	assert.False(t, has(budget.OverAlert, "91"))
	assert.NotEmpty(t, c.Notices)
}

// The insurance costs 46,000.00, so that nine tenths of it are 41,400.00: a cent below is no alert.
func TestAlertsACentEitherSide(t *testing.T) {
	for _, c := range []struct {
		cost string
		told bool
	}{{"41399.99", false}, {"41400.00", true}, {"41400.01", true}} {
		f := openedFilm(t)
		f.control.Entries = slices.Clone(f.control.Entries)
		changed := 0
		for i, e := range f.control.Entries {
			if len(e.Lines) == 1 && e.Lines[0].Account == "91" {
				f.control.Entries[i].Lines = []budget.EntryLine{{Account: "91", Amount: money.MustParse(c.cost)}}
				changed++
			} else if e.Kind == budget.Payment && e.Amount == money.MustParse("45100.00") {
				f.control.Entries[i].Amount = money.MustParse("41000.00")
			}
		}
		require.Equal(t, 2, changed, "an order and its invoice")
		p := bundledFilm(t)
		require.NoError(t, f.computeControl(&p))
		told := slices.ContainsFunc(p.Control.Alerts, func(a budget.Alert) bool { return a.Account == "91" })
		assert.Equal(t, c.told, told, c.cost)
	}
}

// The variance of construction is −4,800.00: an excess that is allowed to the cent is none.
func TestOverACentEitherSide(t *testing.T) {
	for _, c := range []struct {
		over string
		told bool
	}{{"4799.99", true}, {"4800.00", false}} {
		f := openedFilm(t)
		over := money.MustParse(c.over)
		f.control.Alerts.Over = &over
		p := bundledFilm(t)
		require.NoError(t, f.computeControl(&p))
		told := slices.ContainsFunc(p.Control.Alerts, func(a budget.Alert) bool { return a.Kind == budget.OverAlert && a.Account == "53" })
		assert.Equal(t, c.told, told, c.over)
	}
}

func TestHotCostOfTheStatedDay(t *testing.T) {
	p := bundledFilm(t)
	hot := p.Control.Hot
	shot := slices.DeleteFunc(slices.Clone(p.Schedule.Days), func(d ShootingDay) bool { return d.Date.After(p.AsOf) })
	last := shot[len(shot)-1]
	assert.Equal(t, last.Date, hot.Date)
	sums := func(costs []budget.DayCost) (day, toDate int64) {
		for _, c := range costs {
			toDate += c.Amount.Cents()
			if c.Date == last.Date {
				day += c.Amount.Cents()
			}
		}
		return day, toDate
	}
	planned, plannedToDate := sums(p.Control.Planned)
	actual, actualToDate := sums(p.Control.Actual)
	assert.Equal(t, planned, hot.Total.Planned.Cents())
	assert.Equal(t, actual, hot.Total.Actual.Cents())
	assert.Equal(t, plannedToDate, hot.Total.PlannedToDate.Cents())
	assert.Equal(t, plannedToDate-actualToDate, hot.Total.VarianceToDate.Cents())
	// What differs is the supplements.
	f := openedFilm(t)
	var differs int64
	for _, s := range f.control.Supplements {
		differs += s.Amount.Cents()
	}
	assert.Equal(t, differs, actualToDate-plannedToDate)
	assert.NotZero(t, differs)
	// The place at its rate in shoot.json is one of the costs of the day.
	where := f.shoot.place(last.Location)
	assert.Contains(t, p.Control.Planned, budget.DayCost{Date: last.Date, Account: accountLocations, Item: where.Name, Amount: where.Day})
}

func TestProgressAtTheStatedDay(t *testing.T) {
	p := bundledFilm(t)
	scenes, eighths := 0, 0
	var last string
	for _, d := range p.Schedule.Days {
		if !d.Date.After(p.AsOf) {
			scenes, eighths = scenes+len(d.Scenes), eighths+int(d.Eighths)
			last = d.Scenes[len(d.Scenes)-1]
		}
	}
	require.Len(t, p.Control.Left, 1)
	left := p.Control.Left[0]
	assert.Equal(t, last, left.Scene)
	assert.Equal(t, p.AsOf, p.Control.Progress.AsOf)
	assert.Equal(t, scenes, p.Control.Progress.Planned.Scenes)
	assert.Equal(t, scenes-1, p.Control.Progress.Shot.Scenes)
	assert.Equal(t, eighths-int(left.Eighths), int(p.Control.Progress.Shot.Eighths))
	i := slices.IndexFunc(p.Schedule.Shoot.Scenes, func(s schedule.ShootScene) bool { return s.ID == last })
	assert.Equal(t, max(1, p.Schedule.Shoot.Scenes[i].Eighths/2), left.Eighths)
}

// What is due is paid: invoices until the stated day less their credit notes and payments, with VAT.
func TestPaymentsAreWhatIsDue(t *testing.T) {
	p := bundledFilm(t)
	owed := map[string]int64{}
	rates := map[string]int64{"": 100, "fr20": 120, "fr10": 110, "be21": 121, "be12": 112}
	for _, e := range p.Control.Entries {
		for _, l := range e.Lines {
			gross := (l.Amount.Cents()*rates[l.VAT] + 50) / 100
			switch e.Kind {
			case budget.Invoice, budget.Payroll:
				owed[e.ID] += gross
			case budget.CreditNote:
				owed[e.Of] -= gross
			}
		}
		if e.Kind == budget.Payment {
			owed[e.Of] -= e.Amount.Cents()
		}
	}
	var want int64
	for _, e := range p.Control.Entries {
		due := e.Due
		if due.IsZero() {
			due = e.Date
		}
		if owed[e.ID] > 0 && !due.After(p.AsOf) {
			want += owed[e.ID]
		}
	}
	assert.Positive(t, want)
	assert.Equal(t, want, p.Control.Payments.Total.Cents())
}

func TestDamagedControl(t *testing.T) {
	refusesLater(t, "control.json", []damage{
		{"field renamed", `"party": "Inès Carmeau"`, `"partie": "Inès Carmeau"`, `control.json: document.entries[0].partie: unknown field`},
		{"negative amount", `"amount": "72000.00"`, `"amount": "-72000.00"`, `control.json: document.entries[0].lines[0].amount: is negative: "-72000.00"`},
		{"date missing", `"date": "2026-01-12",`, ``, `control.json: document.entries[0].date: is missing`},
		{"date that is none", `"date": "2026-01-12"`, `"date": "2026-02-30"`, `control.json: document.entries[0].date: `},
		{"entry after the stated day", `"date": "2026-04-24"`, `"date": "2026-04-25"`, `control.json: document.entries[36].date: is out of range: after 2026-04-24, the stated day: "2026-04-25"`},
		{"entry before the ledger", `"date": "2026-01-12"`, `"date": "2025-01-12"`, `control.json: document.entries[0].date: `},
		{"document of the future", `"documentDate": "2026-01-19"`, `"documentDate": "2126-01-19"`, `control.json: document.entries[2].documentDate: is out of range: after 2026-01-20, the day of posting`},
		{"term of a century", `"due": "2026-02-20"`, `"due": "2126-02-20"`, `control.json: document.entries[2].due: is out of range: at most 366 days after 2026-01-20`},
		{"approval of the future", `"on": "2026-01-12"`, `"on": "2027-01-12"`, `control.json: document.entries[0].approvals[0].on: is out of range: a day until 2026-01-12`},
		{"unknown account", `"account": "12"`, `"account": "19"`, `control.json: document.entries[0].lines[0].account: names nothing in the document`},
		{"unknown order", `"order": "BC-01"`, `"order": "BC-99"`, `control.json: document.entries[2].order: `},
		{"id twice", `"id": "BC-02"`, `"id": "BC-01"`, `control.json: document.entries[1].id: is given twice: "BC-01"`},
		{"transfer that does not balance", `"amount": "-2500.00"`, `"amount": "-2400.00"`, `control.json: document.entries[32].lines: does not balance`},
		{"order without its approval", `"role": "producteur"`, `"role": "stagiaire"`, `control.json: document.entries[0].approvals: needs an approval`},
		{"unknown VAT", `"vat": "fr20"`, `"vat": "fr19"`, `control.json: document.entries[5].lines[0].vat: `},
		{"VAT above the whole", `"rate": "0.20"`, `"rate": "20"`, `control.json: document.vat[0].rate: `},
		{"share that is negative", `"spent": ["0.90"]`, `"spent": ["-0.90"]`, `control.json: document.alerts.spent[0]: is out of range`},
		{"account number that is none", `"iban": "FR`, `"iban": "FX`, `control.json: document.payees[0].iban: is not an IBAN`},
		{"no entries", `"entries": [`, `"entries": [], "autres": [`, `control.json: document.entries: is missing`},
		{"supplement before the shoot", `"back": 1`, `"back": 900`, `control.json: document.supplements[0].back: is out of range: `},
		{"supplement of nothing", `"amount": "504.15"`, `"amount": "0.00"`, `control.json: document.supplements[0].amount: is out of range`},
		{"start missing", `"start": "2026-01-01",`, ``, `control.json: document.start: is missing`},
	})
}

// A stated day before the shoot leaves nothing to report.
func TestNothingWasShotYet(t *testing.T) {
	f, p := openedFilm(t), bundledFilm(t)
	var err error
	p.AsOf, err = p.Schedule.Days[0].Date.AddDays(-1)
	require.NoError(t, err)
	assert.ErrorContains(t, f.computeControl(&p), "shoot.json: document.asOf: is out of range: the plan has no day of shooting by then")
}
