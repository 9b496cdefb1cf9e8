package chain

import (
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/schedule"
)

// centsOf reads an amount of the JSON without the library: "-12.30" is -1230.
func centsOf(t *testing.T, text any) int64 {
	t.Helper()
	digits := strings.Replace(text.(string), ".", "", 1)
	require.Regexp(t, `^-?[0-9]+\.[0-9]{2}$`, text)
	n, ok := new(big.Int).SetString(digits, 10)
	require.True(t, ok)
	return n.Int64()
}

func list(v any) []any {
	items, _ := v.([]any)
	return items
}

func TestTheBudgetIsTheTotal(t *testing.T) {
	b := bundledFilm(t).Budget
	// The totals of the published co-production that the film takes: 1,467,000 and 571,000.
	assert.Equal(t, "2038000.00", b.Topsheet.Total.String())
	assert.Equal(t, b.Contingency.Total.Cents(), b.Contingency.Costs.Cents()+b.Contingency.Amount.Cents())
	assert.Positive(t, b.Contingency.Amount.Sign())
}

// Quantities, multipliers and prices are fractions in the JSON; each line is their product to the cent, half away
// from zero, and everything above it a sum.
func TestTheTopsheetAddsUpByHand(t *testing.T) {
	sheet := jsonOf(t, bundledFilm(t).Budget.Topsheet)
	lines := 0
	var walk func(a map[string]any) int64
	walk = func(a map[string]any) int64 {
		var total int64
		for _, below := range list(a["accounts"]) {
			total += walk(below.(map[string]any))
		}
		for _, item := range list(a["lines"]) {
			l := item.(map[string]any)
			product := number(t, l["quantity"])
			product.Mul(product, number(t, l["multiplier"])).Mul(product, number(t, l["price"]))
			amount := centsIn(product)
			assert.Equal(t, amount, centsOf(t, l["amount"]), l["code"])
			var fringes int64
			for _, item := range list(l["fringeLines"]) {
				fringe := item.(map[string]any)
				base := new(big.Rat).SetFrac64(centsOf(t, fringe["base"]), 100)
				assert.Equal(t, centsIn(base.Mul(base, number(t, fringe["rate"]))), centsOf(t, fringe["amount"]))
				assert.Equal(t, amount, centsOf(t, fringe["base"]))
				fringes += centsOf(t, fringe["amount"])
			}
			assert.Equal(t, fringes, centsOf(t, l["fringes"]), l["code"])
			total += amount + fringes
			lines++
		}
		assert.Equal(t, total, centsOf(t, a["total"]), a["code"])
		return total
	}
	var total int64
	for _, head := range list(sheet["accounts"]) {
		total += walk(head.(map[string]any))
	}
	for _, item := range list(sheet["charges"]) {
		total += centsOf(t, item.(map[string]any)["amount"])
	}
	assert.Equal(t, int64(2_038_000_00), total)
	assert.Greater(t, lines, 100)
}

// The fee is 5 % and overheads 7 % of all accounts but 93, the ceilings of article 2 of the agreement of 2010.
func TestChargesAreAtTheirCeilings(t *testing.T) {
	b := bundledFilm(t).Budget
	var base int64
	for _, a := range b.Topsheet.Accounts {
		for _, below := range a.Accounts {
			if below.Code != "93" {
				base += below.Total.Cents()
			}
		}
	}
	require.Len(t, b.Rules, 2)
	for i, rate := range []int64{5, 7} {
		assert.Equal(t, base, b.Rules[i].Base.Cents())
		assert.Equal(t, (base*rate+50)/100, b.Rules[i].Amount.Cents())
		assert.True(t, b.Rules[i].Over.IsZero())
	}
}

func TestAccountsAreThoseOfTheChart(t *testing.T) {
	chart, err := budget.ChartOf(budget.CNCCinema)
	require.NoError(t, err)
	names := map[string]string{}
	for _, head := range chart.Accounts {
		names[head.Code] = head.Name
		for _, a := range head.Accounts {
			names[a.Code] = a.Name
		}
	}
	b := bundledFilm(t).Budget.Document
	assert.Len(t, b.Accounts, 9)
	for _, head := range b.Accounts {
		assert.Equal(t, names[head.Code], head.Name)
		assert.Empty(t, head.Lines)
		for _, a := range head.Accounts {
			require.Contains(t, names, a.Code)
			assert.Equal(t, names[a.Code], a.Name)
			assert.Equal(t, head.Code, a.Code[:1])
		}
	}
}

func TestPayrollIsThePersonnelLinesItFeeds(t *testing.T) {
	p := bundledFilm(t)
	lines, codes := map[string]money.Amount{}, map[string]bool{}
	eachLine(p.Budget.Document.Accounts, p.Budget.Topsheet.Accounts, func(account string, l budget.Line, total budget.LineTotal) {
		lines[account+" "+l.Code] = total.Amount
		assert.False(t, codes[l.Code], "line %s is there twice", l.Code)
		codes[l.Code] = true
		assert.NotEmpty(t, l.Phase, l.Code)
		assert.NotEmpty(t, l.BorneBy, l.Code)
	})
	fed, cost := int64(0), int64(0)
	by := map[string]int64{}
	for _, l := range p.Budget.Fed {
		require.Contains(t, lines, l.Account+" "+l.Line)
		assert.Equal(t, lines[l.Account+" "+l.Line], l.Amount)
		fed += l.Amount.Cents()
		by[l.From] += l.Amount.Cents()
	}
	for _, w := range p.Payroll.People {
		assert.Equal(t, w.Cost.Cents(), by[w.Who], w.Who)
		cost += w.Cost.Cents()
	}
	assert.Equal(t, p.Payroll.Cost.Cents(), fed)
	assert.Equal(t, cost, fed)
}

func TestPlannedLinesAreThePlan(t *testing.T) {
	p := bundledFilm(t)
	planned := map[string]int64{}
	for _, l := range p.Budget.Planned {
		planned[l.What] += l.Amount.Cents()
	}
	for _, c := range p.Schedule.Result.Causes {
		if c.Cause == schedule.CauseLocation || c.Cause == schedule.CauseReopen || c.Cause == schedule.CauseEquipment {
			assert.Equal(t, c.Amount.Cents(), planned[string(c.Cause)], c.Cause)
		}
	}
	// By hand: the days at each place at its rate in shoot.json, and one opening of each that is used.
	f := openedFilm(t)
	var want int64
	for _, where := range f.shoot.Locations {
		days := int64(len(datesAt(where.Name, p.Schedule.Days)))
		want += days*where.Day.Cents() + min(days, 1)*where.Open.Cents()
	}
	assert.Equal(t, want, planned[string(schedule.CauseLocation)])
}

// Extras by hand: each day has the most that one of its scenes needs.
func TestWhatTheBreakdownNeeds(t *testing.T) {
	p := bundledFilm(t)
	most := map[string]int{}
	for _, d := range p.Schedule.Days {
		for _, n := range p.Breakdown.Needs {
			if key := d.Date.String() + n.Name; n.Category == schedule.Background && slices.Contains(d.Scenes, n.Scene) {
				most[key] = max(most[key], n.Quantity)
			}
		}
	}
	people := 0
	for _, n := range most {
		people += n
	}
	require.Positive(t, people)
	var extras int64
	shown := map[string]bool{}
	for _, l := range p.Budget.Proposal.Lines {
		shown[l.Line.Code] = true
	}
	eachLine(p.Budget.Document.Accounts, p.Budget.Topsheet.Accounts, func(account string, l budget.Line, total budget.LineTotal) {
		if account == "35" {
			extras += total.Amount.Cents()
			assert.NotEmpty(t, l.From)
		}
	})
	assert.Equal(t, int64(people)*107_00, extras) // 107 € a day: ACFDA, January 2025
	// Everything that is needed is a line, or is told.
	for _, n := range p.Breakdown.Needs {
		if n.Category == schedule.Cast || n.Category == schedule.Voices || slices.ContainsFunc(p.Budget.Planned, func(l FedLine) bool { return l.From == n.Name }) {
			continue
		}
		line := slices.ContainsFunc(p.Budget.Proposal.Lines, func(l budget.ProposedLine) bool {
			return strings.HasSuffix(l.Line.Code, "/"+string(n.Category)+"/"+n.Name)
		})
		told := slices.ContainsFunc(p.Budget.Proposal.Unmatched, func(e budget.SceneElement) bool { return e.Name == n.Name && e.Scene == n.Scene })
		assert.True(t, line != told, "%s %s", n.Category, n.Name)
	}
	assert.Empty(t, p.Budget.Proposal.Unscheduled)
}

// The lines of the regions together are the quantities of the proposal, but for extras at home: those are paid by
// the payroll, so many cachets in all.
func TestRegionsDivideTheProposal(t *testing.T) {
	p := bundledFilm(t)
	want, got := map[string]*big.Rat{}, map[string]*big.Rat{}
	add := func(to map[string]*big.Rat, code string, l budget.Line) {
		quantity, ok := new(big.Rat).SetString(string(l.Quantity))
		require.True(t, ok)
		if to[code] == nil {
			to[code] = new(big.Rat)
		}
		to[code].Add(to[code], quantity)
	}
	for _, l := range p.Budget.Proposal.Lines {
		add(want, l.Line.Code, l.Line)
	}
	eachLine(p.Budget.Document.Accounts, p.Budget.Topsheet.Accounts, func(_ string, l budget.Line, _ budget.LineTotal) {
		if parts := strings.SplitN(l.Code, "/", 4); len(parts) >= 3 {
			add(got, strings.Join(parts[:3], "/"), l)
		}
	})
	atHome := new(big.Rat)
	for code, quantity := range want {
		if strings.Contains(code, "/background/") {
			atHome.Add(atHome, quantity)
			if got[code] != nil {
				atHome.Sub(atHome, got[code])
				delete(got, code)
			}
			continue
		}
		require.NotNil(t, got[code], code)
		assert.Zero(t, quantity.Cmp(got[code]), code)
		delete(got, code)
	}
	assert.Empty(t, got)
	assert.Zero(t, atHome.Cmp(big.NewRat(int64(p.Payroll.Extras.Cachets), 1)))
}

// The lines of extras at home are what the payroll has for them, to the cent: nothing is left of a flat rate of
// contributions. Those of days abroad are the co-producer's.
func TestExtrasInTheBudgetAreThePayroll(t *testing.T) {
	p := bundledFilm(t)
	lines, abroad := map[string]int64{}, 0
	eachLine(p.Budget.Document.Accounts, p.Budget.Topsheet.Accounts, func(account string, l budget.Line, total budget.LineTotal) {
		lines[l.Code] = total.Amount.Cents() + total.Fringes.Cents()
		if account == accountExtras && l.SpentIn != home {
			abroad++
			assert.Equal(t, "Rive Droite Productions", l.BorneBy, l.Code)
		}
	})
	var fed int64
	for _, l := range p.Budget.Extras {
		assert.Equal(t, l.Amount.Cents(), lines[l.Line], l.Line)
		fed += lines[l.Line]
	}
	assert.Positive(t, fed)
	assert.Equal(t, p.Payroll.Extras.Cost.Cents(), fed)
	assert.Positive(t, abroad, "the film has extras abroad")
	for _, d := range p.Payroll.Extras.Days {
		assert.NotContains(t, shotIn(p, "BE"), d.Date)
		assert.Equal(t, int64(d.Count)*d.Payslip.EmployerCost.Cents(), d.Cost.Cents(), d.Date)
	}
}

func TestWhereTheMoneyIsSpent(t *testing.T) {
	p := bundledFilm(t)
	f := openedFilm(t)
	spent := map[string]int64{}
	eachLine(p.Budget.Document.Accounts, p.Budget.Topsheet.Accounts, func(_ string, l budget.Line, total budget.LineTotal) {
		for _, tag := range l.Tags {
			region, tagged := strings.CutPrefix(tag, regionTag)
			if !tagged {
				continue
			}
			spent[region] += total.Amount.Cents() + total.Fringes.Cents()
			i := slices.IndexFunc(f.shoot.Locations, func(w place) bool { return w.Region == region })
			assert.Equal(t, f.shoot.Locations[i].Country, l.SpentIn, l.Code)
		}
		if l.SpentIn != "FR" {
			assert.NotContains(t, l.Tags, eligible, "the French tax credit counts nothing spent abroad: %s", l.Code)
		}
	})
	for _, r := range p.Budget.Regions {
		assert.Equal(t, spent[r.Region], r.Amount.Cents(), r.Region)
		assert.Positive(t, r.Lines, r.Region)
	}
	for _, v := range p.Budget.Views {
		total := v.Charges.Cents() - v.Credits.Cents()
		for _, row := range v.Rows {
			total += row.Total.Cents()
		}
		assert.Equal(t, int64(2_038_000_00), total, v.Dimension)
		if v.Dimension == budget.ByTerritory || v.Dimension == budget.ByBearer || v.Dimension == budget.ByPhase {
			assert.NotEmpty(t, v.Rows[0].Key, "every line says its %s", v.Dimension)
		}
	}
}

func TestCountsComeFromThePlan(t *testing.T) {
	p := bundledFilm(t)
	values := map[string]string{}
	for _, c := range p.Budget.Counts {
		values[c.Name] = string(c.Value)
	}
	days := map[string]int{}
	for _, d := range p.Schedule.Days {
		days[d.Region]++
	}
	f := openedFilm(t)
	for _, c := range f.budget.Counts {
		if c.Of == countDays && c.Region != "" {
			assert.Equal(t, values[c.Global], money.DecimalFromInt(int64(days[c.Region])).String(), c.Region)
		}
	}
	assert.Equal(t, values["jours"], money.DecimalFromInt(int64(len(p.Schedule.Days))).String())
	assert.Equal(t, values["roles"], money.DecimalFromInt(int64(len(f.cast.Players))).String())
	assert.Equal(t, values["equipe"], money.DecimalFromInt(int64(len(f.crew.Engagements))).String())
}

func TestDamagedBudgets(t *testing.T) {
	refusesLater(t, "budget.json", []damage{
		{"field renamed", `"quantity": "1"`, `"quantite": "1"`, `budget.json: document.devis.accounts[0].accounts[0].lines[0].quantite: unknown field`},
		{"negative price", `"price": "36000"`, `"price": "-36000"`, `budget.json: document.devis.accounts[0].accounts[0].lines[0]: is negative: "-36000.00"`},
		{"negative total", `"total": "2038000.00"`, `"total": "-2038000.00"`, `budget.json: document.total: is out of range: more than 0.00, at most 10000000000.00: "-2038000.00"`},
		{"total that the lines exceed", `"total": "2038000.00"`, `"total": "1000000.00"`, `budget.json: document.total: is out of range: lines and charges come to `},
		{"total missing", `"total": "2038000.00",`, ``, `budget.json: document.total: is missing`},
		{"no runtime", `"runtime": "75"`, `"runtime": "0"`, `budget.json: document.runtime: is out of range`},
		{"balance of nothing", `"balance": "imprevus"`, `"balance": "divers"`, `budget.json: document.balance: names nothing in the document: a charge of the devis: "divers"`},
		{"balance with an amount", `"amount": "0.00"`, `"amount": "184649.03"`, `budget.json: document.devis.charges[2].amount: is out of range`},
		{"unknown formula", `"quantity": "roles"`, `"quantity": "figurants"`, `.lines[0].quantity: unknown name: figurants`},
		{"another currency", `"currency": "EUR"`, `"currency": "USD"`, `budget.json: document.devis.currency: is out of range: wages and the tax credit are in EUR: "USD"`},
		{"account that the chart lacks", `"code": "12"`, `"code": "19"`, `budget.json: document.devis.accounts[0].accounts[0].code: names nothing in the document: the chart cnc-cinema has no such account here: "19"`},
		{"account that wages need", `"code": "42"`, `"code": "41"`, `budget.json: document.devis.accounts: names nothing in the document: budget.json has no such account: "42"`},
		{"line code twice", `"code": "13-1"`, `"code": "12-1"`, `budget.json: document.devis.accounts[0].accounts[1].lines[0].code: is given twice: "12-1"`},
		{"credit for what is spent abroad", `"spentIn": "FR"`, `"spentIn": "BE"`, `is out of range: FR, where the tax credit counts: "BE"`},
		{"region that is not shot in", `region:Hauts-de-France`, `region:Bretagne`, `tags[1]: names nothing in the document: shoot.json has no such region in FR: "region:Bretagne"`},
		{"rule with a negative price", `"price": "107"`, `"price": "-107"`, `price: is negative: "-107"`},
		{"rule for an unknown account", `"account": "34"`, `"account": "36"`, `account: names nothing in the document: an account of the devis without others below it: "36"`},
		{"line with an unknown fringe", `"fringes": ["social"]`, `"fringes": ["sociale"]`, `budget.json: document.devis.accounts[1].accounts[1].lines[0].fringes[0]: names nothing in the document`},
		{"rule with an unknown fringe", `"price": "180", "fringes": ["social"]`, `"price": "180", "fringes": ["sociale"]`, `budget.json: document.rules[26].fringes[0]: names nothing in the document`},
		{"rule that never applies", `"category": "stunts"`, `"category": "background"`, `budget.json: document.rules[30]: is given twice: rule 29 before it fits all that it does`},
		{"region without a count", `"region": "Wallonie"`, `"region": "Grand Est"`, `budget.json: document.counts: is missing: shoot.json has places in this region: "Wallonie"`},
		{"count of no global", `{"global": "roles"`, `{"global": "acteurs"`, `budget.json: document.counts[6].global: names nothing in the document: a global of the devis: "acteurs"`},
		{"country that nobody pays for", `{"country": "BE"`, `{"country": "LU"`, `budget.json: document.territories: is missing: shoot.json has places in this country: "BE"`},
		{"home that nobody pays for", `{"country": "FR"`, `{"country": "LU"`, `budget.json: document.territories: is missing: "FR"`},
		{"unknown ceiling", `p10/overheads`, `p11/overheads`, `budget.json: document.ceilings[1].ceiling: `},
		{"share above one", `"rate": "0.011"`, `"rate": "1.1e99"`, `budget.json: document.devis.fringes[0].rate: `},
	})
}

// A day in another region moves what it costs there, and what is spent abroad leaves the tax credit.
func TestSpendFollowsThePlan(t *testing.T) {
	f := openedFilm(t)
	p := bundledFilm(t)
	before := p.Budget.Regions
	p.Schedule.Days = slices.Clone(p.Schedule.Days)
	home := slices.IndexFunc(p.Schedule.Days, func(d ShootingDay) bool { return d.Region == "Hauts-de-France" })
	p.Schedule.Days[home].Region, p.Schedule.Days[home].Country = "Wallonie", "BE"
	require.NoError(t, f.computeBudget(&p))
	of := func(regions []RegionSpend, name string) money.Amount {
		return regions[slices.IndexFunc(regions, func(r RegionSpend) bool { return r.Region == name })].Amount
	}
	assert.Equal(t, -1, of(p.Budget.Regions, "Hauts-de-France").Compare(of(before, "Hauts-de-France")))
	assert.Equal(t, 1, of(p.Budget.Regions, "Wallonie").Compare(of(before, "Wallonie")))
	assert.Equal(t, "2038000.00", p.Budget.Topsheet.Total.String())
}
