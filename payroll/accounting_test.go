package payroll

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// checkBooks holds what is true of any books: each entry balances, amounts are on one side and not negative,
// the payslips' gross, net, tax and contributions are all there, costs are those of the payslips, and what
// is owed to each body is what Remit has. All is added up apart, in cents.
func checkBooks(t *testing.T, b Books, got Accounting) {
	t.Helper()
	debit, credit := int64(0), int64(0)
	kinds := map[AccountingKind]int64{} // debit less credit
	bodies, budgets := map[Body]int64{}, map[string]int64{}
	for i, e := range got.Entries {
		require.Equal(t, i+1, e.Number)
		require.NotEmpty(t, e.Document)
		require.False(t, e.Date.IsZero())
		balance := int64(0)
		for _, l := range e.Lines {
			require.GreaterOrEqual(t, len(l.Account), 3)
			require.NotEmpty(t, l.LabelFr)
			require.NotEmpty(t, l.LabelEn)
			require.Positive(t, l.Refs.Len())
			require.True(t, l.Debit.Sign() >= 0 && l.Credit.Sign() >= 0)
			require.True(t, l.Debit.IsZero() != l.Credit.IsZero(), "one side alone: %+v", l)
			net := l.Debit.Cents() - l.Credit.Cents()
			balance += net
			kinds[l.Kind] += net
			bodies[l.Body] += net
			if l.Account[0] == '6' {
				budgets[l.Budget] += net
			}
			debit += l.Debit.Cents()
			credit += l.Credit.Cents()
		}
		require.Zero(t, balance, "entry %d of %s", e.Number, e.Document)
	}
	require.Equal(t, debit, got.Debit.Cents())
	require.Equal(t, credit, got.Credit.Cents())
	require.Equal(t, debit, credit)
	var gross, employer, reduction, net, cost int64
	owed := map[Body]int64{}
	for i := range b.Payslips {
		s := &b.Payslips[i].Payslip
		gross += s.Bases.Gross.Cents()
		employer += s.EmployerContributions.Cents()
		reduction += s.Reduction.Cents()
		net += s.NetPaid.Cents()
		cost += s.EmployerCost.Cents()
		month, err := Remit(s.Date.Month(), []Payslip{*s}, b.Headcount, Parameters{})
		require.NoError(t, err)
		for _, m := range month.Remittances {
			owed[m.Body] -= m.Amount.Cents()
		}
	}
	var spent int64
	for i := range b.Settlements {
		for _, s := range b.Settlements[i].Settled.Steps {
			switch s.Code {
			case "seizable":
			case "expenses":
				spent += s.Amount.Cents()
			default:
				net -= s.Amount.Cents()
			}
		}
	}
	require.Equal(t, gross, kinds[WagesKind])
	require.Equal(t, employer, kinds[ChargesKind])
	require.Equal(t, -reduction, kinds[ReliefKind])
	require.Equal(t, -(net + spent), kinds[NetKind])
	delete(bodies, "")
	for body, amount := range owed {
		require.Equal(t, amount, bodies[body], body)
	}
	require.Len(t, bodies, len(owed))
	var costs int64
	for i, c := range got.Costs {
		costs += c.Amount.Cents()
		require.Equal(t, budgets[c.Account], c.Amount.Cents())
		require.True(t, i == 0 || got.Costs[i-1].Account < c.Account)
	}
	require.Len(t, got.Costs, len(budgets))
	require.Equal(t, cost+spent, costs)
}

// The 88 worked payslips of the reference, one by one and together.
func TestBooksOfTheWorkedCases(t *testing.T) {
	all := map[int]*Books{}
	for _, c := range workedCases(t) {
		slip, err := ComputePayslip(c.Case, Parameters{})
		require.NoError(t, err)
		one := Books{Payslips: []AccountedPayslip{{Payslip: slip}}, Headcount: c.Case.Headcount}
		got, err := ComputeAccounting(one, Parameters{}, PaperParameters{})
		require.NoError(t, err)
		require.Len(t, got.Entries, 1)
		checkBooks(t, one, got)
		if all[c.Case.Headcount] == nil {
			all[c.Case.Headcount] = &Books{Headcount: c.Case.Headcount}
		}
		all[c.Case.Headcount].Payslips = append(all[c.Case.Headcount].Payslips, AccountedPayslip{Payslip: slip})
	}
	for _, b := range all {
		got, err := ComputeAccounting(*b, Parameters{}, PaperParameters{})
		require.NoError(t, err)
		checkBooks(t, *b, got)
	}
}

// Random payslips, reversals, shares and settlements.
func TestBooksBalance(t *testing.T) {
	r := rand.New(rand.NewPCG(84, 1))
	rounds := 60
	if testing.Short() {
		rounds = 20
	}
	for range rounds {
		b := Books{Headcount: pick(r, 5, 49, 50, 400)}
		for range r.IntN(12) {
			e := randomEngagement(r)
			e.Headcount = b.Headcount
			a := AccountedPayslip{Payslip: paidOf(t, e).Payslip, Shares: randomShares(r)}
			if r.IntN(5) == 0 {
				a.Payslip = a.Payslip.negative()
			}
			b.Payslips = append(b.Payslips, a)
		}
		for range r.IntN(3) {
			s := Settlement{
				Date: civil.MustParseDate("2026-07-31"), Net: money.FromCents(2_000 + r.Int64N(400_000)), Expenses: money.FromCents(r.Int64N(50_000)),
				Interim: money.FromCents(r.Int64N(2_000)), Advances: money.FromCents(r.Int64N(90_000)),
				Maintenance: money.FromCents(r.Int64N(40_000)), Garnishment: money.FromCents(r.Int64N(90_000)), Dependants: r.IntN(3),
			}
			settled, err := Settle(s, Parameters{})
			require.NoError(t, err)
			b.Settlements = append(b.Settlements, AccountedSettlement{"s", s.Date, settled, pick(r, "", "7.1")})
		}
		got, err := ComputeAccounting(b, Parameters{}, PaperParameters{})
		require.NoError(t, err)
		checkBooks(t, b, got)
	}
}

// wagesOf are those of a month, 3,000.00 €.
func wagesOf(day string) Engagement {
	e := fullMonth(day)
	e.Gross = money.MustParse("3000.00")
	return e
}

func randomShares(r *rand.Rand) []CostShare {
	third := money.MustFraction("1/3")
	return pick(r, nil,
		[]CostShare{{"2.3", "4.1", money.MustFraction("1")}},
		[]CostShare{{"2.3", "4.1", third}, {"3.1", "4.1", third}, {"2.3", "4.2", third}},
		[]CostShare{{"a", "a", money.MustFraction("17/100")}, {"b", "b", money.MustFraction("83/100")}})
}

// A payslip and the one that takes it back leave no account with a balance.
func TestAReversalClearsTheBooks(t *testing.T) {
	slip := paidOf(t, wagesOf("2026-07-15")).Payslip
	b := Books{Payslips: []AccountedPayslip{{Payslip: slip}, {Payslip: slip.negative()}}, Headcount: 5}
	got, err := ComputeAccounting(b, Parameters{}, PaperParameters{})
	require.NoError(t, err)
	checkBooks(t, b, got)
	balances := map[string]int64{}
	for _, e := range got.Entries {
		for _, l := range e.Lines {
			balances[l.Account+string(l.Kind)+string(l.Body)] += l.Debit.Cents() - l.Credit.Cents()
		}
	}
	for account, balance := range balances {
		assert.Zero(t, balance, account)
	}
}

// The entry of a gaffer's week, 1,250.00 € in July 2026. The gross is debited to 641, what the employer pays on top
// to 645 and 63, what is owed is credited to 43 and 442, the net to 421 (the scheme of compta-online.com, compte
// 421). The sums owed are those of the example of Remit: 511.89, 151.88, 139.25, 193.75, 1.25, 4.00 and 1.06.
func TestEntryOfAWeek(t *testing.T) {
	slip, err := ComputePayslip(Engagement{
		ID: "gaffer, week 27", Date: civil.MustParseDate("2026-07-15"), Category: Technician, Agreement: Cinema,
		Gross: money.MustParse("1250.00"), Days: 5, Headcount: 5, AccidentRate: new(money.MustDecimal("1.6")), WithholdingRate: money.MustDecimal("10"),
	}, Parameters{})
	require.NoError(t, err)
	got, err := ComputeAccounting(Books{Headcount: 5, Payslips: []AccountedPayslip{{slip, []CostShare{{"21", "41", money.MustFraction("1")}}}}}, Parameters{}, PaperParameters{})
	require.NoError(t, err)
	require.Len(t, got.Entries, 1)
	e := got.Entries[0]
	assert.Equal(t, "gaffer, week 27", e.Document)
	credits := map[Body]string{}
	for _, l := range e.Lines {
		switch l.Kind {
		case WagesKind:
			assert.Equal(t, []string{"6411", "21", "1250.00"}, []string{l.Account, l.Budget, l.Debit.String()})
		case ChargesKind:
			assert.Equal(t, "41", l.Budget)
			assert.True(t, strings.HasPrefix(l.Account, "645") || strings.HasPrefix(l.Account, "633") || l.Account == "6475", l.Account)
		case NetKind:
			assert.Equal(t, []string{"421", "", slip.NetPaid.String()}, []string{l.Account, l.Budget, l.Credit.String()})
		case OwedKind:
			credits[l.Body] = l.Account + " " + l.Credit.String()
		}
	}
	assert.Equal(t, map[Body]string{
		Urssaf: "431 511.89", FranceTravail: "437 151.88", Audiens: "437 139.25", CongesSpectacles: "437 193.75", Afdas: "437 1.25",
		Thalie: "437 4.00", BranchFunds: "437 1.06", TaxOffice: "4421 " + slip.IncomeTax.String(),
	}, credits)
	assert.Equal(t, []BudgetCost{{"21", money.MustParse("1250.00")}, {"41", money.MustParse("741.19")}}, got.Costs, "1,991.19 in all, the cost of the example")
	assert.True(t, slices.ContainsFunc(got.Notices, func(n law.Notice) bool { return n.Key == "charge/conges-spectacles" }), "a reading is told")
	assert.False(t, slices.ContainsFunc(got.Notices, func(n law.Notice) bool { return n.Key == "wages" }))
	checkTexts(t, got.Text, "1 2026-07-15: gaffer, week 27", "  6411 Wages (21)", "  421 Wages payable", "COST BY ACCOUNT OF THE BUDGET")
}

// Reimbursed expenses raise what is owed to the worker, creditors and advances lower it.
func TestEntriesOfASettlement(t *testing.T) {
	settled, err := Settle(Settlement{
		Date: civil.MustParseDate("2026-07-31"), Net: money.MustParse("1500.00"), Expenses: money.MustParse("84.00"),
		Garnishment: money.MustParse("900.00"), Interim: money.MustParse("200.00"),
	}, Parameters{})
	require.NoError(t, err)
	b := Books{Settlements: []AccountedSettlement{{"July", civil.MustParseDate("2026-07-31"), settled, "71"}}, Headcount: 5}
	got, err := ComputeAccounting(b, Parameters{}, PaperParameters{})
	require.NoError(t, err)
	checkBooks(t, b, got)
	accounts := map[string]int64{}
	for _, l := range got.Entries[0].Lines {
		accounts[l.Account] += l.Debit.Cents() - l.Credit.Cents()
	}
	// 234.76 may be seized of 1,500.00 (the example of Settle).
	assert.Equal(t, map[string]int64{"427": -23_476, "425": -20_000, "6251": 8_400, "421": 23_476 + 20_000 - 8_400}, accounts)
	assert.Equal(t, []BudgetCost{{"71", money.MustParse("84.00")}}, got.Costs)
}

func TestAccountsOfTheCaller(t *testing.T) {
	p, err := PaperParameters{}.WithAccount(
		law.Override[BookAccount]{Key: "wages", Value: BookAccount{"64111000", "Salaires du film", "Wages of the film"}},
		law.Override[BookAccount]{Key: "owed/conges-spectacles", Value: BookAccount{"437300", "Congés Spectacles", "Paid leave fund"}},
	)
	require.NoError(t, err)
	b := Books{Payslips: []AccountedPayslip{{Payslip: paidOf(t, wagesOf("2026-07-15")).Payslip}}, Headcount: 5}
	got, err := ComputeAccounting(b, Parameters{}, p)
	require.NoError(t, err)
	checkBooks(t, b, got)
	var accounts []string
	for _, l := range got.Entries[0].Lines {
		accounts = append(accounts, l.Account)
	}
	assert.Contains(t, accounts, "64111000")
	assert.Contains(t, accounts, "437300")
	assert.NotContains(t, accounts, "6411")
	assert.False(t, slices.ContainsFunc(got.Notices, func(n law.Notice) bool { return n.Key == "owed/conges-spectacles" }), "the caller's own is no reading")
}

func TestComputeAccountingRefuses(t *testing.T) {
	slip := paidOf(t, wagesOf("2026-07-15")).Payslip
	for _, x := range []struct {
		name   string
		change func(*Books)
		want   []string
	}{
		{"a net that is another", func(b *Books) { b.Payslips[0].Payslip.NetPaid = money.MustParse("1.00") }, []string{"payslips[0].payslip.netPaid"}},
		{"a line left out", func(b *Books) { b.Payslips[0].Payslip.Lines = slip.Lines[1:] }, []string{"payslips[0].payslip.employerContributions"}},
		{"a cost that is another", func(b *Books) { b.Payslips[0].Payslip.EmployerCost = money.Amount{} }, []string{"payslips[0].payslip.employerCost"}},
		{"an unknown code", func(b *Books) {
			b.Payslips[0].Payslip.Lines = slices.Clone(slip.Lines)
			b.Payslips[0].Payslip.Lines[0].Code = "x"
		}, []string{"payslips[0].payslip.lines[0].code"}},
		{"no identifier and date", func(b *Books) { b.Payslips[0].Payslip.ID, b.Payslips[0].Payslip.Date = "", civil.Date{} }, []string{"payslips[0].payslip.id", "payslips[0].payslip.date"}},
		{"before the tables", func(b *Books) { b.Payslips[0].Payslip.Date = civil.MustParseDate("2024-12-31") }, []string{"payslips[0].payslip.date", "payslips[0].payslip.date"}},
		{"shares under one", func(b *Books) {
			b.Payslips[0].Shares = []CostShare{{"a", "b", money.MustFraction("1/2")}, {"a", "b", money.MustFraction("1/3")}}
		}, []string{"payslips[0].shares"}},
		{"shares of nothing", func(b *Books) { b.Payslips[0].Shares = []CostShare{{}} }, []string{"payslips[0].shares[0].wages", "payslips[0].shares[0].charges", "payslips[0].shares"}},
		{"too many shares", func(b *Books) { b.Payslips[0].Shares = make([]CostShare, 101) }, []string{"payslips[0].shares"}},
		{"a headcount out of range", func(b *Books) { b.Headcount = -1 }, []string{"headcount"}},
		{"an empty settlement", func(b *Books) { b.Settlements = []AccountedSettlement{{}} }, []string{"settlements[0].id", "settlements[0].date"}},
		{"a settlement of an unknown step", func(b *Books) {
			b.Settlements = []AccountedSettlement{{ID: "s", Date: slip.Date, Settled: Settled{Steps: []Step{{Code: "x"}}}}}
		}, []string{"settlements[0].settled.steps[0].code"}},
		{"a settlement before the tables", func(b *Books) {
			b.Settlements = []AccountedSettlement{{ID: "s", Date: civil.MustParseDate("2024-12-31")}}
		}, []string{"settlements[0].date"}},
		{"amounts beyond any pay", func(b *Books) {
			b.Payslips[0].Payslip.Lines = slices.Clone(slip.Lines)
			b.Payslips[0].Payslip.Lines[0].EmployerAmount = money.FromCents(math.MaxInt64)
			b.Payslips[0].Payslip.IncomeTax = money.FromCents(math.MinInt64)
		}, []string{
			"payslips[0].payslip.incomeTax", "payslips[0].payslip.lines[0].employerAmount",
			"payslips[0].payslip.employerContributions", "payslips[0].payslip.netPaid",
		}},
		{"a step beyond any pay", func(b *Books) {
			b.Settlements = []AccountedSettlement{{ID: "s", Date: slip.Date, Settled: Settled{Steps: []Step{{Code: "interim", Amount: money.FromCents(math.MinInt64)}}}}}
		}, []string{"settlements[0].settled.steps[0].amount"}},
		{"too many lines and steps", func(b *Books) {
			b.Payslips[0].Payslip.Lines = make([]Line, 201)
			for i := range b.Payslips[0].Payslip.Lines {
				b.Payslips[0].Payslip.Lines[i].Code = "csa"
			}
			b.Settlements = []AccountedSettlement{{ID: "s", Date: slip.Date, Settled: Settled{Steps: make([]Step, 201)}}}
		}, []string{
			"payslips[0].payslip.lines", "payslips[0].payslip.employeeContributions", "payslips[0].payslip.employerContributions",
			"settlements[0].settled.steps",
		}},
		{"too many", func(b *Books) { b.Settlements = make([]AccountedSettlement, MaxEngagements+1) }, []string{""}},
	} {
		t.Run(x.name, func(t *testing.T) {
			b := Books{Payslips: []AccountedPayslip{{Payslip: slip}}, Headcount: 5}
			x.change(&b)
			_, err := ComputeAccounting(b, Parameters{}, PaperParameters{})
			assert.Equal(t, x.want, causes(err))
		})
	}
	got, err := ComputeAccounting(Books{}, Parameters{}, PaperParameters{})
	require.NoError(t, err)
	assert.Empty(t, got.Entries)
	checkTexts(t, got.Text, "TOTAL")
}
