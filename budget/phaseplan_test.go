package budget

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

func TestSpreadRefuses(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*PhasePlan)
		want   []string
	}{
		{"unknown phase of a line", func(p *PhasePlan) { p.Phases[1].Name = "photography" }, []string{
			`accounts[0].accounts[0].lines[0].phase: names nothing in the document: the plan has no such phase: "shoot"`,
			`charges[0].phase: names nothing`,
		}},
		{"no default phase", func(p *PhasePlan) { p.DefaultPhase = "" }, []string{
			"accounts[2].lines[0].phase: is missing: the plan has no default", "credits[0].phase: is missing",
		}},
		{"unknown default phase, told once", func(p *PhasePlan) { p.DefaultPhase = "wrap" }, []string{"defaultPhase: names nothing"}},
		{"phase without name", func(p *PhasePlan) { p.Phases = append(p.Phases, Phase{Period: p.Phases[0].Period}) }, []string{"phases[3].name: is missing"}},
		{"phase twice", func(p *PhasePlan) { p.Phases = append(p.Phases, p.Phases[0]) }, []string{`phases[3].name: is given twice: "preparation"`}},
		{"phase without end", func(p *PhasePlan) { p.Phases[0].Period.To = civil.Date{} }, []string{"phases[0].period: not a period"}},
		{"phase backwards", func(p *PhasePlan) { p.Phases[0].Period.To = civil.MustParseDate("2026-05-03") }, []string{"phases[0].period: not a period"}},
		{"phase of a century", func(p *PhasePlan) { p.Phases[0].Period.To = civil.MustParseDate("2126-01-01") }, []string{"phases[0].period: is out of range: at most 10000 days"}},
		{"no default terms", func(p *PhasePlan) { p.Default = nil }, []string{"default: is missing"}},
		{"shares below one", func(p *PhasePlan) { p.Terms[2].Instalments[1].Share = money.MustFraction("0.6") }, []string{`terms[2].instalments: is out of range: the shares add up to exactly 1: "0.9"`}},
		{"share of nothing", func(p *PhasePlan) { p.Default = append(p.Default, Instalment{When: AtEnd}) }, []string{`default[1].share: is out of range: more than 0`}},
		{"unknown moment", func(p *PhasePlan) { p.Default[0].When = "later" }, []string{`default[0].when: is not one of the words allowed: start, end, day, week, month: "later"`}},
		{"beyond the calendar", func(p *PhasePlan) { p.Terms[4].Instalments[0].Days = 100_000 }, []string{`terms[4].instalments[0].days: outside the years`}},
		{"too many instalments", func(p *PhasePlan) { p.Default = make([]Instalment, 1001) }, []string{`default: is out of range: at most 1000`}},
		{"unknown codes", func(p *PhasePlan) {
			p.Terms[0] = PaymentTerms{Accounts: []string{"9"}, Lines: []string{"9-1"}, Fringes: []string{"tax"}, Charges: []string{"fee"}, Credits: []string{"gift"}, Instalments: p.Default}
			p.ChargePhases[0].Code, p.CreditPhases = "fee", []ItemPhase{{"gift", "post"}}
		}, []string{
			"terms[0].accounts[0]: names nothing", "terms[0].lines[0]: names nothing", "terms[0].fringes[0]: names nothing", "terms[0].charges[0]: names nothing",
			"terms[0].credits[0]: names nothing", "chargePhases[0].code: names nothing", "creditPhases[0].code: names nothing",
		}},
		{"codes twice", func(p *PhasePlan) {
			p.Terms[1].Accounts, p.ChargePhases = []string{"2"}, append(p.ChargePhases, p.ChargePhases[0])
		}, []string{"terms[1].accounts[0]: is given twice", "chargePhases[1].code: is given twice"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			plan := phasedPlan()
			c.change(&plan)
			_, err := Spread(phasedBudget(), plan)
			for _, want := range c.want {
				require.ErrorContains(t, err, want)
			}
			assert.Len(t, valid.List(err), len(c.want), "%v", err)
			var fault *FieldError
			require.ErrorAs(t, err, &fault)
		})
	}
}

func TestEveryFaultOfAPlanIsTold(t *testing.T) {
	plan := phasedPlan()
	plan.Phases[0].Name, plan.Default[0].When, plan.Terms[4].Instalments[0].Days = "", "later", -100_000
	_, err := Spread(phasedBudget(), plan)
	assert.Len(t, valid.List(err), 4, "name, moment, the phase of 5-1, the date: %v", err)

	b := phasedBudget()
	b.Currency, b.Accounts[1].Lines[0].Price = "", "1/0"
	_, err = Spread(b, plan)
	assert.Len(t, valid.List(err), 4, "those of the budget, then name and moment: %v", err)
}

// Whatever a plan says, it is refused or spends the budget to the cent.
func FuzzSpread(f *testing.F) {
	f.Add(`{"phases":[{"name":"post","period":{"from":"2026-06-15","to":"2026-07-31"}},{"name":"shoot","period":{"from":"2026-06-01","to":"2026-06-12"}}],` +
		`"defaultPhase":"post","default":[{"share":"1/3","when":"week","days":3},{"share":"2/3","when":"month","days":-3}],` +
		`"terms":[{"accounts":["2"],"fringes":["social"],"instalments":[{"share":"1","when":"day"}]}],"chargePhases":[{"code":"overheads","phase":"shoot"}]}`)
	f.Fuzz(func(t *testing.T, document string) {
		var plan PhasePlan
		if strictjson.Decode(strings.NewReader(document), &plan, 1) != nil {
			return
		}
		b := phasedBudget()
		b.Accounts = b.Accounts[2:]
		b.Accounts = append(b.Accounts, Account{Code: "2", Lines: []Line{{Code: "2-1", Quantity: "7", Price: "-3.33", Phase: "shoot", Fringes: []string{"social"}}}})
		s, err := Spread(b, plan)
		if err != nil {
			return
		}
		sum := int64(0)
		for _, o := range s.Outlays {
			sum += o.Amount.Cents()
		}
		if sum != s.Total.Cents() {
			t.Fatalf("%d cents of %s", sum, s.Total)
		}
		for _, step := range steps {
			parts, err := s.Series(step)
			if err != nil || len(parts) > 0 && parts[len(parts)-1].ToDate != s.Total {
				t.Fatalf("%s: %v", step, err)
			}
		}
	})
}
