package chain

import (
	"encoding/json"
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

// openedFilm is the bundled film before anything is computed.
func openedFilm(t *testing.T) film {
	t.Helper()
	f, err := open(filmFolder())
	require.NoError(t, err)
	return f
}

// jsonOf is what a reader of the JSON has.
func jsonOf(t *testing.T, v any) map[string]any {
	t.Helper()
	data, err := json.Marshal(v)
	require.NoError(t, err)
	var read map[string]any
	require.NoError(t, json.Unmarshal(data, &read))
	return read
}

// number is an amount, a rate or a fraction of the JSON.
func number(t *testing.T, v any) *big.Rat {
	t.Helper()
	r, ok := new(big.Rat).SetString(v.(string))
	require.True(t, ok, v)
	return r
}

// centsIn is an amount in cents, rounded half away from zero; no figure here is negative.
func centsIn(r *big.Rat) int64 {
	n := new(big.Int).Mul(r.Num(), big.NewInt(200))
	n.Add(n, r.Denom())
	return n.Quo(n, new(big.Int).Mul(r.Denom(), big.NewInt(2))).Int64()
}

func cents(r *big.Rat) *big.Rat { return big.NewRat(centsIn(r), 100) }

// taggedLines are the lines of a budget in JSON that bear a tag and cost something: amount and fringes by account/line.
func taggedLines(t *testing.T, made map[string]any, tag string) map[string]*big.Rat {
	t.Helper()
	lines := map[string]*big.Rat{}
	var walk func(document, sheet []any)
	walk = func(document, sheet []any) {
		for i := range document {
			a, total := document[i].(map[string]any), sheet[i].(map[string]any)
			if below, has := a["accounts"].([]any); has {
				walk(below, total["accounts"].([]any))
			}
			of, _ := a["lines"].([]any)
			for j := range of {
				l, cost := of[j].(map[string]any), total["lines"].([]any)[j].(map[string]any)
				tags, _ := l["tags"].([]any)
				if sum := new(big.Rat).Add(number(t, cost["amount"]), number(t, cost["fringes"])); slices.Contains(tags, any(tag)) && sum.Sign() > 0 {
					lines[a["code"].(string)+"/"+l["code"].(string)] = sum
				}
			}
		}
	}
	walk(made["document"].(map[string]any)["accounts"].([]any), made["topsheet"].(map[string]any)["accounts"].([]any))
	return lines
}

// TestTheBaseOfTheCreditIsOfEligibleLines recomputes the base from the JSON: every tagged line of the budget is in it
// once, and what is kept follows from the cuts.
func TestTheBaseOfTheCreditIsOfEligibleLines(t *testing.T) {
	p := bundledFilm(t)
	left := taggedLines(t, jsonOf(t, p.Budget), "credit")
	base := jsonOf(t, p.Financing)["eligible"].(map[string]any)
	amount, kept, cut := new(big.Rat), new(big.Rat), new(big.Rat)
	for _, item := range base["lines"].([]any) {
		l := item.(map[string]any)
		id := l["id"].(string)
		of := new(big.Rat)
		for _, item := range l["of"].([]any) {
			part := item.(map[string]any)
			key := part["account"].(string) + "/" + part["line"].(string)
			require.Contains(t, left, key, "a tagged line, not counted before")
			assert.Zero(t, left[key].Cmp(number(t, part["amount"])), key)
			of.Add(of, left[key])
			delete(left, key)
		}
		assert.Zero(t, of.Cmp(number(t, l["amount"])), id)
		rest := number(t, l["amount"])
		for _, item := range l["cuts"].([]any) {
			c := item.(map[string]any)
			counts := new(big.Rat)
			if limit, has := c["limit"]; has {
				counts = number(t, limit)
			} else if share, has := c["share"]; has {
				counts = cents(new(big.Rat).Mul(number(t, c["base"]), number(t, share)))
			}
			assert.Zero(t, number(t, c["amount"]).Cmp(new(big.Rat).Sub(number(t, c["base"]), counts)), id)
			rest.Sub(rest, number(t, c["amount"]))
			cut.Add(cut, number(t, c["amount"]))
		}
		assert.Zero(t, rest.Cmp(number(t, l["kept"])), id)
		amount.Add(amount, number(t, l["amount"]))
		kept.Add(kept, rest)
	}
	assert.Empty(t, left, "tagged lines that are not in the claim")
	assert.Zero(t, amount.Cmp(number(t, base["amount"])))
	assert.Zero(t, kept.Cmp(number(t, base["kept"])))
	assert.Zero(t, cut.Cmp(number(t, base["cut"])))
	assert.Positive(t, cut.Sign(), "players are paid above the minimum")
}

// TestPerformersCountUpToTheMinimum: 412.08 € a day of the agreement for those of the cast, whatever they are paid,
// of the days that are shot in France.
func TestPerformersCountUpToTheMinimum(t *testing.T) {
	p := bundledFilm(t)
	n := 0
	for _, l := range p.Financing.Eligible.Lines {
		i := slices.IndexFunc(p.Payroll.People, func(w Person) bool { return w.Artist && strings.HasPrefix(l.Description, w.Who+",") })
		if i < 0 {
			continue
		}
		w := p.Payroll.People[i]
		days, gross := w.Days, w.Gross.Cents()
		for _, d := range w.Paid {
			if slices.Contains(shotIn(p, "BE"), d.Date) && slices.Contains(w.Shot, d.Date) {
				days, gross = days-1, gross-d.Gross.Cents()
			}
		}
		least := int64(41208 * days)
		at := slices.IndexFunc(l.Cuts, func(c financing.SpendCut) bool { return c.Code == "minimum" })
		if gross <= least {
			assert.Negative(t, at, w.Who)
			continue
		}
		n++
		require.GreaterOrEqual(t, at, 0, w.Who)
		assert.Equal(t, money.FromCents(gross-least), l.Cuts[at].Amount, w.Who)
	}
	assert.Positive(t, n)
}

// shotIn are the days that are shot in a country.
func shotIn(p Production, country string) (dates []civil.Date) {
	for _, d := range p.Schedule.Days {
		if d.Country == country {
			dates = append(dates, d.Date)
		}
	}
	return dates
}

// What is paid for work abroad is cut from the line of whoever is called there (CGI art. 220 sexies, III), and from
// no other: the pay of those days to the cent, and contributions in proportion. The director is there every day.
func TestPayForDaysAbroadIsCut(t *testing.T) {
	p := bundledFilm(t)
	away := shotIn(p, "BE")
	require.NotEmpty(t, away, "the film has days abroad")
	cut := 0
	for _, l := range p.Financing.Eligible.Lines {
		var want, days int64
		if i := slices.IndexFunc(p.Payroll.People, func(w Person) bool { return l.Description == w.Who+", "+partGross }); i >= 0 {
			w := p.Payroll.People[i]
			for _, d := range w.Paid {
				if slices.Contains(away, d.Date) && slices.Contains(w.Shot, d.Date) {
					want, days = want+d.Gross.Cents(), days+1
				}
			}
		} else if l.Description == "Réalisateur, salaire" {
			// Each of its weeks has five days of the same pay: 3,000.00 / 5.
			days = int64(len(away))
			want = days * 600_00
		}
		if days == 0 {
			assert.Nil(t, l.Abroad, l.Description)
			continue
		}
		cut++
		require.NotNil(t, l.Abroad, l.Description)
		assert.Len(t, l.Abroad.Days, int(days), l.Description)
		assert.Equal(t, money.FromCents(want), l.Abroad.Gross, l.Description)
		assert.Equal(t, "abroad", l.Cuts[0].Code, l.Description)
		assert.Equal(t, l.Abroad.Gross, l.Cuts[0].Amount, l.Description)
		assert.Equal(t, "abroad", l.Cuts[1].Code, "%s: contributions", l.Description)
	}
	assert.Greater(t, cut, 19, "those of the crew on the set, players and the director")
}

// The bundled film asks before it prepares. Had it asked on 1 March, a week into the preparation, what that phase
// has would be lost, but not the shoot.
func TestWhatBeginsBeforeTheRequestIsCut(t *testing.T) {
	p := bundledFilm(t)
	for _, l := range p.Financing.Eligible.Lines {
		assert.False(t, l.Date.Before(p.Financing.Eligible.Requested), l.ID)
	}
	f, err := open(damaged(t, "plan.json", "\"requested\": \"2026-02-20\"", "\"requested\": \"2026-03-01\""))
	require.NoError(t, err)
	late, _, err := f.eligibleSpend(&p)
	require.NoError(t, err)
	phases := map[bool]int{}
	for i, l := range late.Lines {
		early := l.Date.Before(civil.MustParseDate("2026-03-01"))
		phases[early]++
		if !early {
			assert.Equal(t, p.Financing.Eligible.Lines[i].Kept, l.Kept, l.ID)
			continue
		}
		require.Len(t, l.Cuts, 1, l.ID)
		assert.Equal(t, "before-request", l.Cuts[0].Code, l.ID)
		assert.True(t, l.Kept.IsZero(), l.ID)
	}
	assert.Positive(t, phases[true])
	assert.Positive(t, phases[false])
}

// TestTheCreditByHand follows CGI art. 220 sexies: 30 % of the base, which is at most 80 % of the French part of the
// budget, and with other public aid at most half of that part.
func TestTheCreditByHand(t *testing.T) {
	p := bundledFilm(t)
	made := jsonOf(t, p.Financing)
	total := number(t, jsonOf(t, p.Budget)["topsheet"].(map[string]any)["total"])
	abroad, aid := new(big.Rat), new(big.Rat)
	for _, item := range made["plan"].(map[string]any)["sources"].([]any) {
		s := item.(map[string]any)
		switch {
		case s["country"] != "FR":
			abroad.Add(abroad, number(t, s["amount"]))
		case s["publicAid"] == true && s["id"] != "credit":
			aid.Add(aid, number(t, s["amount"]))
		}
	}
	assert.Zero(t, abroad.Cmp(big.NewRat(571_000, 1)), "what Belgium brings")
	french := new(big.Rat).Sub(total, abroad)
	base := number(t, made["eligible"].(map[string]any)["kept"])
	if most := cents(new(big.Rat).Mul(french, big.NewRat(80, 100))); base.Cmp(most) > 0 {
		base = most
	}
	credit := cents(new(big.Rat).Mul(base, big.NewRat(30, 100)))
	if left := new(big.Rat).Sub(cents(new(big.Rat).Mul(french, big.NewRat(1, 2))), aid); credit.Cmp(left) > 0 {
		credit = left
	}
	assert.Zero(t, credit.Cmp(number(t, made["credit"].(map[string]any)["amount"])))
	assert.Equal(t, p.Financing.Credit.Amount, p.Financing.Plan.Sources[slices.IndexFunc(p.Financing.Plan.Sources, func(s financing.Source) bool { return s.ID == "credit" })].Amount)
}

// TestThePlanPaysTheBudget: the plan is the budget, and what the sources pay at their milestones is the plan.
func TestThePlanPaysTheBudget(t *testing.T) {
	p := bundledFilm(t)
	made := p.Financing
	assert.Equal(t, p.Budget.Topsheet.Total, made.Plan.Total)
	assert.True(t, made.Plan.Gap.IsZero())
	whole := new(big.Rat)
	for _, c := range made.Plan.Coproducers {
		whole.Add(whole, c.Share.Rat())
	}
	assert.Equal(t, "1", whole.RatString())
	paid := map[string]int64{}
	for i, pay := range made.Payments {
		paid[pay.Source] += pay.Amount.Cents()
		at := dated(made.Milestones).day(pay.Milestone)
		assert.False(t, pay.On.Before(at), "%s is paid at %s or later", pay.Source, pay.Milestone)
		assert.True(t, i == 0 || !pay.On.Before(made.Payments[i-1].On), "in the order of time")
	}
	for _, s := range made.Plan.Sources {
		assert.Equal(t, s.Amount.Cents(), paid[s.ID], s.ID)
	}
}

// TestMilestonesMoveWithTheShoot: a week later is a week later for what comes after the shoot; contracts stay.
func TestMilestonesMoveWithTheShoot(t *testing.T) {
	f, p := openedFilm(t), bundledFilm(t)
	later := slices.Clone(p.Schedule.Days)
	for i := range later {
		later[i].Date, _ = later[i].Date.AddDays(7)
	}
	moved, err := f.plan.dated(later)
	require.NoError(t, err)
	for i, m := range moved {
		want := 7
		if !f.plan.Milestones[i].Date.IsZero() {
			want = 0
		}
		assert.Equal(t, want, m.Date.DaysSince(p.Financing.Milestones[i].Date), m.Milestone)
	}
	assert.Equal(t, p.Schedule.Days[0].Date, dated(p.Financing.Milestones).day("shoot-start"))
	for i := range later {
		later[i].Date, _ = later[i].Date.AddDays(700)
	}
	_, err = f.plan.dated(later)
	assert.ErrorContains(t, err, "milestones[5]: is out of range: not before visa", "the delivery of the contract")
}

// TestTerritory: a region may ask 160 % of its aid of 120,000 € to be spent there (GBER art. 54), 192,000 €.
func TestTerritory(t *testing.T) {
	f := openedFilm(t)
	for _, c := range []struct{ price, missing string }{{"150000", "42000.00"}, {"192000", "0.00"}, {"250000", "0.00"}} {
		b := budget.Budget{Title: "film", Currency: "EUR", Accounts: []budget.Account{{Code: "5", Name: "Décors", Lines: []budget.Line{
			{Code: "a", Quantity: "1", Price: budget.Formula(c.price), Tags: []string{"region:Hauts-de-France"}},
			{Code: "b", Quantity: "1", Price: "1000000", Tags: []string{"region:Grand Est"}},
		}}}}
		sheet, err := budget.Compute(b)
		require.NoError(t, err)
		got, err := f.territory(&Production{Budget: Budget{Document: b, Topsheet: sheet}}, f.plan.Regions[0])
		require.NoError(t, err)
		assert.Equal(t, "192000.00", got.Asked.Amount.String())
		assert.Equal(t, c.price+".00", got.Spent.String())
		assert.Equal(t, c.missing, got.Missing.String())
		assert.Equal(t, c.missing != "0.00", got.Finding != nil)
	}
}

// TestWhatFundersObjectTo lists what plan.json gets wrong on purpose: see its sources.
func TestWhatFundersObjectTo(t *testing.T) {
	made := bundledFilm(t).Financing
	about := func(e financing.Examination) (list []string) {
		for _, f := range e.Findings {
			list = append(list, f.About+" "+f.Code)
		}
		return list
	}
	assert.Subset(t, about(made.Evidence), []string{"credit conditional", "credit no-amount", "ccw too-old", "rd-own no-bank-letter"})
	assert.Empty(t, about(made.Shares), "between 20 and 80 % each")
	states := map[string]financing.DocumentState{}
	require.Len(t, made.Files, 2)
	for _, i := range made.Files[1].Check.Items {
		states[i.Code] = i.State
	}
	assert.Equal(t, map[string]financing.DocumentState{
		"coproduction-contracts": financing.SoundDocument, "rca-registration": financing.MissingDocument,
		"author-contracts": financing.UnsignedDocument, "chain-of-title": financing.SoundDocument,
		"synopsis": financing.InconsistentDocument, "independence-sheet": financing.SoundDocument,
		"broadcaster-contract": financing.SoundDocument, "sofica-contract": financing.PostDatedDocument,
		"sofica-independence": financing.MissingDocument,
	}, states)
	assert.Equal(t, "1", made.Files[0].Check.Complete.String(), "the file of the tax credit is complete")
}

// TestDeadlines: files are due the day before the shoot (C. cinéma D331-10), the definitive approval eight months after
// the visa. A file that is filed later than due is late, whatever the stated day.
func TestDeadlines(t *testing.T) {
	p := bundledFilm(t)
	find := func(made Financing, application string) Deadline {
		i := slices.IndexFunc(made.Deadlines, func(d Deadline) bool { return d.Application == application })
		require.GreaterOrEqual(t, i, 0, application)
		return made.Deadlines[i]
	}
	days := dated(p.Financing.Milestones)
	before, err := days.day("shoot-start").AddDays(-1)
	require.NoError(t, err)
	after, err := days.day("visa").AddMonths(8)
	require.NoError(t, err)
	assert.Equal(t, before, find(p.Financing, "cic-provisional").Due)
	assert.False(t, find(p.Financing, "cic-provisional").Late)
	assert.Equal(t, after, find(p.Financing, "cic-definitive").Due)
	f := openedFilm(t)
	f.plan.Files = slices.Clone(f.plan.Files)
	for _, c := range []struct {
		on   civil.Date
		late bool
	}{{before, false}, {days.day("shoot-start"), true}} {
		f.plan.Files[0].On = c.on
		again := p
		again.Financing = Financing{}
		require.NoError(t, f.computeFinancing(&again))
		assert.Equal(t, c.late, find(again.Financing, "cic-provisional").Late, c.on)
	}
}

func TestDamagedPlan(t *testing.T) {
	refusesAll(t, "plan.json", []damage{
		{"a field renamed", `"crossBorder"`, `"crossborder"`, "document.crossborder: unknown field"},
		{"a negative amount", `"amount": "230000.00",`, `"amount": "-230000.00",`, `document.sources[3].amount: is negative: "-230000.00"`},
		{"a negative amount in a document", `"signed": true, "amount": "230000.00"`, `"signed": true, "amount": "-230000.00"`, "document.sources[3].evidence.amount: is negative"},
		{"shares of less than all", `{"milestone": "signature", "share": "1/5", "delayDays": 30}`, `{"milestone": "signature", "share": "1/6", "delayDays": 30}`, "document.sources[3].instalments: is out of range: shares add up to exactly 1"},
		{"an unknown milestone", `{"milestone": "signature", "share": "1/5", "delayDays": 30}`, `{"milestone": "signing", "share": "1/5", "delayDays": 30}`, `document.sources[3].instalments[0].milestone: names nothing in the document: "signing"`},
		{"no milestone", `{"milestone": "signature", "share": "1/5", "delayDays": 30}`, `{"share": "1/5", "delayDays": 30}`, "document.sources[3].instalments[0].milestone: is missing"},
		{"no date of a milestone", `{"name": "signature", "date": "2026-02-16"}`, `{"name": "signature"}`, "document.milestones[0].date: is missing"},
		{"an absurd milestone", `"2026-02-16"},`, `"2926-02-16"},`, "document.milestones[0].date: outside the years 1900 to 2199"},
		{"a milestone far from the shoot", `"2026-02-16"},`, `"2126-02-16"},`, "document.milestones[0].date: is out of range: within 5 years of the shoot"},
		{"a milestone of no other", `"after": "completion"`, `"after": "the end"`, "document.milestones[4].after: names nothing in the document"},
		{"a day for the shoot", `{"name": "shoot-end"}`, `{"name": "shoot-end", "date": "2026-05-01"}`, "document.milestones[2].date: unknown field"},
		{"no end of the shoot", `{"name": "shoot-end"},`, ``, "document.milestones[2].after: names nothing in the document"},
		{"negative weeks", `"weeks": 20`, `"weeks": -20`, "document.milestones[3].weeks: is out of range"},
		{"no date of a letter", `"document": "Lettre du gérant", "date": "2026-02-02", `, `"document": "Lettre du gérant", `, "document.sources[11].evidence.date: is missing"},
		{"a letter of tomorrow", `"document": "Lettre du gérant", "date": "2026-02-02"`, `"document": "Lettre du gérant", "date": "2026-04-25"`, "document.sources[11].evidence.date: is out of range: after the stated day"},
		{"a credit of no source", `"source": "credit"`, `"source": "cic"`, "document.taxCredit.source: names nothing in the document"},
		{"a credit before its law", `"date": "2026-08-01"`, `"date": "2010-08-01"`, "document.taxCredit.date: "},
		{"a request during the shoot", `"requested": "2026-02-20"`, `"requested": "2026-05-20"`, "document.taxCredit.requested: is out of range"},
		{"no department", `"department": "59",`, ``, "document.taxCredit.department: is missing"},
		{"a department abroad", `"department": "59"`, `"department": "BE"`, "document.taxCredit.department: "},
		{"a place that is none", `"department": "59"`, `"department": "599"`, "document.taxCredit.department: "},
		{"spend on an account that is none", `{"account": "87", `, `{"account": "89", `, "document.taxCredit.spend[20].account: names nothing in the document"},
		{"performers without a minimum", `, "minimum": "412.08"`, ``, "document.taxCredit.spend[2].minimum: is missing"},
		{"a negative minimum", `"412.08"`, `"-412.08"`, "document.taxCredit.spend[2].minimum: is out of range"},
		{"no treaty", `"treaty": "bilateral"`, `"treaty": "trilateral"`, "document.treaty: is not one of the words allowed"},
		{"a minimum of more than all", `"ownFunding": "1/20"`, `"ownFunding": "21/20"`, "document.minima.ownFunding: is out of range"},
		{"a region that is nowhere", `"region": "Hauts-de-France"`, `"region": "Normandie"`, "document.regions[0].region: names nothing in the document"},
		{"a fact that is none", "\"sofica\",\n      \"tax", "\"soficas\",\n      \"tax", "document.facts[1]: is not one of the words allowed"},
		{"a deadline of nothing", `"cost-closing"`, `"cost-opening"`, "document.deadlines[5]: names nothing in the document"},
		{"a file of nothing", `"application": "cic-provisional"`, `"application": "cic-provisory"`, "document.files[0].application: is not one of the words allowed"},
		{"a document of tomorrow", `"code": "budget", "date": "2026-02-12"`, `"code": "budget", "date": "2027-02-12"`, "document.files[0].documents[0].date: is out of range: after the stated day"},
		{"no party", `"party": "Chaîne payante"`, `"party": ""`, "document.sources[3].party: is missing"},
		{"no amount", `"amount": "230000.00",`, ``, "document.sources[3].amount: is missing"},
		{"no signature", `"signatories": ["producer"]`, `"signatories": []`, "document.files[0].documents[4].signatories: is missing"},
		{"no weeks", `"after": "shoot-end", "weeks": 20`, `"after": "shoot-end"`, "document.milestones[3].weeks: is missing: how long after"},
		{"no sources", "    \"sources\": [\n      {", "    \"sources\": [], \"old\": [\n      {", "document.old: unknown field"},
	})
}

// TestPlansThatCannotBeComputed are faults that only the amounts of the film show.
func TestPlansThatCannotBeComputed(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*plan)
		want   string
	}{
		{"too much money", func(p *plan) { p.Sources[3].Amount = money.MustParse("5000000.00") }, "plan.json: document.sources[7].amount: is negative: the other sources exceed the budget"},
		{"all from abroad", func(p *plan) { p.Sources[9].Amount = money.MustParse("5000000.00") }, "plan.json: document.sources: is out of range: foreign sources pay for the whole budget"},
		{"a delivery before the film is complete", func(p *plan) { p.Milestones[3].Weeks = 100 }, "plan.json: document.milestones[5]: is out of range: not before visa"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, p := openedFilm(t), bundledFilm(t)
			f.plan.Sources, f.plan.Milestones = slices.Clone(f.plan.Sources), slices.Clone(f.plan.Milestones)
			c.change(&f.plan)
			err := f.computeFinancing(&p)
			require.Error(t, err)
			assert.True(t, strings.HasPrefix(err.Error(), c.want), err.Error())
		})
	}
}
