package chain

import (
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/financing"
	"github.com/bobine-film/bobine/money"
)

// TestTheTreasuryCloses: what comes in is the plan, what goes out the budget without what it holds for the bank, and
// all tax is settled, so that the closing is opening + plan − budget + bank + drawn − repaid − costs.
func TestTheTreasuryCloses(t *testing.T) {
	p := bundledFilm(t)
	made := p.Treasury
	for name, c := range map[string]struct {
		cash financing.Cash
		sum  CashSum
	}{"plain": {made.Plain, made.PlainSum}, "discounted": {made.Discounted, made.DiscountedSum}} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, p.Financing.Plan.Total, c.sum.Plan, "all sources bring money")
			assert.Equal(t, p.Budget.Topsheet.Total, c.sum.Budget)
			s := c.sum
			assert.Equal(t, s.Closing.Cents(), s.Opening.Cents()+s.Plan.Cents()-s.Budget.Cents()+s.Bank.Cents()+s.Drawn.Cents()-s.Repaid.Cents()-s.Costs.Cents())
			assert.True(t, c.cash.Beyond.IsZero(), "nothing falls due later")
			last := c.cash.Days[len(c.cash.Days)-1]
			assert.True(t, last.VATOpen.IsZero(), "the tax is settled")
			assert.Equal(t, s.Closing, last.Closing)
			var costs int64
			for _, f := range c.cash.Facilities {
				assert.True(t, f.Owed.IsZero() && f.Accrued.IsZero(), "%s owes nothing", f.ID)
				costs += f.Cost.Cents()
			}
			assert.Equal(t, costs, s.Costs.Cents())
		})
	}
	assert.Negative(t, made.Plain.Lowest.Sign(), "the film cannot be shot without a bank")
	assert.Positive(t, made.Discounted.Lowest.Compare(made.Plain.Lowest))
}

// vatOf is the tax on an amount, rounded half away from zero; amounts are not negative.
func vatOf(a money.Amount, rate money.Decimal) int64 {
	return centsIn(new(big.Rat).Mul(big.NewRat(a.Cents(), 100), rate.Rat()))
}

// TestTheDaysByAPlainLoop runs the account without a bank a second time: sums by day, tax by month.
func TestTheDaysByAPlainLoop(t *testing.T) {
	made := bundledFilm(t).Treasury
	in, out, tax := map[civil.Date]int64{}, map[civil.Date]int64{}, map[civil.Month]int64{}
	for _, f := range made.Input.Inflows {
		vat := vatOf(f.Amount, f.VATRate)
		in[f.Date] += f.Amount.Cents() + vat
		tax[f.Date.Month()] += vat
	}
	for _, f := range made.Input.Outflows {
		vat := vatOf(f.Amount, f.VATRate)
		out[f.Date] += f.Amount.Cents() + vat
		tax[f.Date.Month()] -= vat
	}
	for month, open := range tax { // the order does not matter: sums
		if open < 0 {
			settled, err := month.Add(2)
			require.NoError(t, err)
			in[settled.Last()] -= open
			continue
		}
		settled, err := month.Add(1)
		require.NoError(t, err)
		out[settled.Last()] += open
	}
	balance := made.Input.Opening.Cents()
	for _, day := range made.Plain.Days {
		balance += in[day.Date] - out[day.Date]
		require.Equal(t, money.FromCents(in[day.Date]), day.In, day.Date)
		require.Equal(t, money.FromCents(out[day.Date]), day.Out, day.Date)
		require.Equal(t, money.FromCents(balance), day.Closing, day.Date)
		delete(in, day.Date)
		delete(out, day.Date)
	}
	assert.Empty(t, in)
	assert.Empty(t, out)
	months := made.PlainBy
	assert.Equal(t, made.Plain.Days[0].Date, months[0].From)
	for i := 1; i < len(months); i++ {
		assert.Equal(t, months[i-1].Closing, months[i].Opening)
	}
}

// TestInterestByTheDay: what bore interest in all is what was drawn at the close of every day, and each charge is its
// base × rate / 360.
func TestInterestByTheDay(t *testing.T) {
	made := bundledFilm(t).Treasury
	var drawn, borne, based int64
	for _, day := range made.Discounted.Days {
		drawn += day.Drawn.Cents() - day.Repaid.Cents()
		borne += drawn
	}
	for _, c := range made.Discounted.Charges {
		if c.Code != financing.ChargeInterest {
			continue
		}
		based += c.Base.Cents()
		want := cents(new(big.Rat).Mul(big.NewRat(c.Base.Cents(), 100*360), c.Rate.Rat()))
		assert.Equal(t, want.FloatString(2), c.Amount.String(), c.Date)
	}
	assert.Positive(t, borne)
	assert.Equal(t, borne, based)
}

// TestTheBudgetIsSpentInItsPhases: every line of the budget falls due in all, within the days of its phase and of terms
// of thirty days at most; what is for the bank does not go out.
func TestTheBudgetIsSpentInItsPhases(t *testing.T) {
	p := bundledFilm(t)
	made := p.Treasury
	periods := map[string]civil.Period{}
	for _, phase := range made.Phases {
		periods[phase.Name] = phase.Period
	}
	bank := taggedLines(t, jsonOf(t, p.Budget), "bank")
	byLine := map[string]int64{}
	var held, spent, out int64
	for _, o := range made.Spending.Outlays {
		within := periods[o.Phase]
		last, err := within.To.AddDays(31)
		require.NoError(t, err)
		assert.False(t, o.Date.Before(within.From) || o.Date.After(last), "%v of %s", o.Date, o.Phase)
		byLine[o.Account+"/"+o.Line] += o.Amount.Cents()
		spent += o.Amount.Cents()
		if bank[o.Account+"/"+o.Line] != nil {
			held += o.Amount.Cents()
		}
	}
	for _, l := range budgetLines(p.Budget) {
		part, err := l.part()
		require.NoError(t, err)
		assert.Equal(t, part.Amount.Cents(), byLine[part.Account+"/"+part.Line], part.Line)
	}
	for _, o := range made.Input.Outflows {
		out += o.Amount.Cents()
	}
	assert.Equal(t, p.Budget.Topsheet.Total.Cents(), spent)
	assert.Equal(t, spent-held, out)
	assert.Equal(t, held, made.PlainSum.Bank.Cents())
}

// TestWagesGoOutAsThePayrollPaysThem: by month, what goes out for people and contributions (heads 2 to 4) is the net of
// the payslips, what the bodies are owed when it is due, and the lines that the payroll does not have.
func TestWagesGoOutAsThePayrollPaysThem(t *testing.T) {
	p := bundledFilm(t)
	want, got, all := map[civil.Month]int64{}, map[civil.Month]int64{}, int64(0)
	f := openedFilm(t)
	calendar, err := f.calendar(&p)
	require.NoError(t, err)
	add := func(on civil.Date, amount int64) {
		for !calendar.IsWorking(on) {
			on, err = on.AddDays(1)
			require.NoError(t, err)
		}
		want[on.Month()] += amount
		all += amount
	}
	for _, w := range p.Payroll.People {
		for _, slip := range w.Payslips {
			add(slip.Date, slip.NetPaid.Cents())
		}
	}
	for _, d := range p.Payroll.Extras.Days {
		add(d.Date, int64(d.Count)*d.Payslip.NetPaid.Cents())
	}
	for _, m := range p.Payroll.Months {
		for _, r := range m.Remittances {
			add(r.Due, r.Amount.Cents())
		}
	}
	assert.Equal(t, p.Payroll.Cost.Cents()+p.Payroll.Extras.Cost.Cents(), all, "what the payroll costs is paid")
	people := func(head string) bool { return head == "2" || head == "3" || head == "4" }
	for _, o := range p.Treasury.Spending.Outlays {
		brought := strings.HasPrefix(o.Line, o.Account+"-p") || strings.HasPrefix(o.Line, o.Account+"-x")
		if o.Account != "" && people(o.Account[:1]) && !brought {
			add(o.Date, o.Amount.Cents())
		}
	}
	for _, o := range p.Treasury.Input.Outflows {
		if people(o.ID) {
			got[o.Date.Month()] += o.Amount.Cents()
		}
	}
	assert.Equal(t, want, got)
}

// TestMoneyMovesOnWorkingDays: the documents count days from milestones and ends of months, which may be Sundays.
func TestMoneyMovesOnWorkingDays(t *testing.T) {
	p := bundledFilm(t)
	f := openedFilm(t)
	calendar, err := f.calendar(&p)
	require.NoError(t, err)
	for _, paid := range p.Financing.Payments {
		assert.True(t, calendar.IsWorking(paid.On), "%s, %v", paid.Source, paid.On)
	}
	for _, o := range p.Treasury.Input.Outflows {
		assert.True(t, calendar.IsWorking(o.Date), "%s, %v", o.ID, o.Date)
	}
	for _, in := range p.Treasury.Input.Inflows {
		assert.True(t, calendar.IsWorking(in.Date), "%s, %v", in.Source, in.Date)
	}
}

// TestNoTaxOnWhatIsSpentAbroad: what Belgium bears has no French tax, whatever its account.
func TestNoTaxOnWhatIsSpentAbroad(t *testing.T) {
	f, p := openedFilm(t), bundledFilm(t)
	lines, abroad := map[string]budget.Line{}, 0
	for _, l := range budgetLines(p.Budget) {
		lines[l.account+"/"+l.line.Code] = l.line
	}
	for _, o := range p.Treasury.Spending.Outlays {
		if l := lines[o.Account+"/"+o.Line]; o.Line != "" && l.SpentIn == "BE" {
			abroad++
			assert.True(t, f.treasury.lineRate(o, l).IsZero(), o.Line)
		}
	}
	assert.Positive(t, abroad)
}

// TestASourceThatIsLate: the cases are those of each source, and one that is lost leaves what it brings missing at the end.
func TestASourceThatIsLate(t *testing.T) {
	p := bundledFilm(t)
	made := p.Treasury
	cases := map[string]financing.Stressed{}
	for _, s := range made.Stress {
		cases[s.ID] = s
	}
	for _, s := range p.Financing.Plan.Sources {
		late, lost := cases[s.ID+" +8"], cases[s.ID+" lost"]
		assert.True(t, late.Lost.IsZero(), s.ID)
		assert.Equal(t, s.Amount, lost.Lost, s.ID)
		assert.False(t, late.Need.Compare(lost.Need) > 0, "%s: late is no worse than never", s.ID)
	}
}

// TestTheBankCosts: what is tagged as the bank's in the budget does not go out beside what the bank costs.
func TestTheBankCosts(t *testing.T) {
	f, p := openedFilm(t), bundledFilm(t)
	b := budget.Budget{Title: "film", Currency: "EUR", Accounts: []budget.Account{{Code: "9", Name: "Divers", Lines: []budget.Line{
		{Code: "a", Quantity: "1", Price: "1000", Tags: []string{"bank"}}, {Code: "b", Quantity: "1", Price: "500"},
	}}}}
	sheet, err := budget.Compute(b)
	require.NoError(t, err)
	f.treasury.ChargePhases, f.treasury.Terms, f.treasury.AccountVAT = nil, nil, nil
	p.Budget, p.Payroll = Budget{Document: b, Topsheet: sheet}, Payroll{}
	require.NoError(t, f.computeTreasury(&p))
	assert.Equal(t, "1000.00", p.Treasury.PlainSum.Bank.String())
	var out int64
	for _, o := range p.Treasury.Input.Outflows {
		out += o.Amount.Cents()
	}
	assert.Equal(t, int64(50_000), out)
}

func TestDamagedTreasury(t *testing.T) {
	refusesAll(t, "treasury.json", []damage{
		{"a field renamed", `"opening"`, `"open"`, "document.open: unknown field"},
		{"a negative amount", `"30000.00"`, `"-30000.00"`, "document.opening: is negative"},
		{"shares of less than all", `"share": "3/10"`, `"share": "1/10"`, "document.terms[3].instalments: is out of range: the shares add up to exactly 1"},
		{"an unknown moment", `"when": "month", "days": 15`, `"when": "months", "days": 15`, "document.terms[2].instalments[0].when: is not one of the words allowed"},
		{"an unknown milestone", `{"milestone": "completion"}`, `{"milestone": "end"}`, `document.phases[4].to.milestone: names nothing in the document: plan.json has no such milestone: "end"`},
		{"no milestone", `{"milestone": "completion"}`, `{"weeks": 1}`, "document.phases[4].to.milestone: is missing"},
		{"absurd weeks", `"weeks": -7`, `"weeks": -7000`, "document.phases[0].from.weeks: is out of range"},
		{"an unknown phase", `"defaultPhase": "shoot"`, `"defaultPhase": "shooting"`, "document.defaultPhase: names nothing in the document"},
		{"an unknown phase of an account", `{"account": "8", "phase": "post"}`, `{"account": "8", "phase": "posts"}`, "document.accountPhases[7].phase: names nothing in the document"},
		{"an account that is none", `{"account": "8", "phase": "post"}`, `{"account": "80", "phase": "post"}`, "document.accountPhases[7].account: names nothing in the document"},
		{"terms of no account", `"accounts": ["4"]`, `"accounts": ["40"]`, "document.terms[2].accounts[0]: names nothing in the document"},
		{"a negative rate of tax", `"source": "tv", "rate": "0.10"`, `"source": "tv", "rate": "-0.10"`, "document.sourceVAT[0].rate: is out of range"},
		{"tax of no source", `"source": "tv", "rate": "0.10"`, `"source": "radio", "rate": "0.10"`, "document.sourceVAT[0].source: names nothing in the document"},
		{"a negative limit", `"limit": "320000.00"`, `"limit": "-320000.00"`, "document.facilities[0].limit: is negative"},
		{"no date", `"limit": "320000.00",` + "\n        " + `"from": "2026-03-30",`, `"limit": "320000.00",`, "document.facilities[0].from: is missing"},
		{"a day long ago", `"2026-03-30"`, `"1926-03-30"`, "document.facilities[0].from: is out of range: within 5 years of the shoot"},
		{"an advance of more than all", `"advance": "9/10"`, `"advance": "10/9"`, "document.facilities[0].advance: is out of range"},
		{"a source assigned twice", `["credit"]`, `["credit", "tv"]`, "document.facilities[1].sources[2]: is given twice"},
		{"a source that is none", `["credit"]`, `["cic"]`, "document.facilities[0].sources[0]: names nothing in the document"},
		{"more than is guaranteed", `"guaranteeShare": "0.5"`, `"guaranteeShare": "0.8"`, "document.facilities[0].guaranteeShare: is out of range"},
		{"a late index", `[{"rate": "0.021"}, {"from": "2026-07-01"`, `[{"rate": "0.021"}, {"from": "2027-07-01"`, "document.facilities[0].index[2].from: is out of range"},
		{"an end of its own", `"kind": "revolver",`, `"kind": "revolver", "to": "2027-01-01",`, "document.facilities[2].to: unknown field"},
		{"negative months", `"refund": 2`, `"refund": -2`, "document.vatDelay.refund: is out of range"},
		{"negative weeks of stress", `"stressWeeks": [8]`, `"stressWeeks": [-8]`, "document.stressWeeks[0]: is out of range"},
		{"a bond of another time", `"signedOn": "2026-03-27"`, `"signedOn": "2096-03-27"`, "document.facilities[1].bond.signedOn: is out of range: within 5 years of the shoot"},
		{"no margin", `"margin": "0.022"`, `"margin": "0"`, "document.facilities[0].margin: is missing"},
		{"terms of nothing", `"charges": ["producteur", "fg", "imprevus"]`, `"charges": []`, "document.terms[4]: is missing: what they are for"},
		{"no stress", `"stressWeeks": [8]`, `"stressWeeks": []`, "document.stressWeeks: is missing"},
	})
}

// TestAPhaseOfNobody is a fault of the line that names it.
func TestAPhaseOfNobody(t *testing.T) {
	f := openedFilm(t)
	f.treasury.ChargePhases, f.treasury.Terms = nil, nil
	f.budget.Budget = budget.Budget{Title: "film", Currency: "EUR", Accounts: []budget.Account{{Code: "9", Name: "Divers", Lines: []budget.Line{
		{Code: "a", Quantity: "1", Price: "1000", Phase: "later"},
	}}}}
	assert.ErrorContains(t, f.checkPhases(), "budget.json: document.devis.accounts[0].lines[0].phase: names nothing in the document")
}

// TestAPhaseThatEndsBeforeItBegins is a fault that only the days of the shoot show.
func TestAPhaseThatEndsBeforeItBegins(t *testing.T) {
	f, p := openedFilm(t), bundledFilm(t)
	f.treasury.Phases = slices.Clone(f.treasury.Phases)
	f.treasury.Phases[1].To = moment{Milestone: "signature"}
	err := f.computeTreasury(&p)
	require.Error(t, err)
	assert.True(t, strings.HasPrefix(err.Error(), "treasury.json: document.phases[1]: not a period"), err.Error())
}
