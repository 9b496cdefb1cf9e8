package dossier

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/examples/production/internal/chain"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/payroll"
)

// Two contracts have a payslip of April, the second one of May too, which is the only one of its month.
func TestPayslipsAreNamedByMonthAndContract(t *testing.T) {
	date := civil.MustParseDate
	p := chain.Person{
		Contracts: []chain.Contract{
			{ID: "a", Period: civil.Period{From: date("2026-04-15"), To: date("2026-04-21")}, Days: 5},
			{ID: "b", Period: civil.Period{From: date("2026-04-28"), To: date("2026-05-04")}, Days: 4},
		},
		Payslips: []payroll.Payslip{{Contract: "a", Date: date("2026-04-21")}, {Contract: "b", Date: date("2026-04-30")}, {Contract: "b", Date: date("2026-05-04")}},
	}
	w := french(chain.Production{})
	var names []string
	for _, slip := range p.Payslips {
		names = append(names, strings.ReplaceAll(w.slipName(p, slip), noBreak, " "))
	}
	assert.Equal(t, []string{"avr. 2026, contrat du 15 avril 2026", "avr. 2026, contrat du 28 avril 2026", "mai 2026"}, names)
	assert.Equal(t, "28"+noBreak+"avril"+noBreak+"2026 – 4"+noBreak+"mai"+noBreak+"2026", w.span(p.Contracts[1].Period))
	assert.Equal(t, "4"+noBreak+"mai"+noBreak+"2026", w.span(civil.Period{From: date("2026-05-04"), To: date("2026-05-04")}))
}

// Nobody has two payslips of one name, and every contract is on the page with its days.
func TestTheContractsOfTheFilm(t *testing.T) {
	p := film(t)
	for _, l := range languages {
		w, page := newWriter(&page{Production: p}, l), written(t, p, l)
		for _, person := range p.Payroll.People {
			require.NotEmpty(t, person.Contracts)
			days, seen := 0, map[string]bool{}
			for _, c := range person.Contracts {
				days += c.Days
				item := "<li>" + w.span(c.Period) + " · " + w.count(c.Days, "paid") + "</li>"
				assert.True(t, strings.Contains(page, item), item)
			}
			assert.Equal(t, person.Days, days, person.Who)
			for _, slip := range person.Payslips {
				name := w.slipName(person, slip)
				assert.False(t, seen[name], "%s: %s", person.Who, name)
				seen[name] = true
			}
		}
	}
}

// Weeks are told as weeks: 5 weeks of five days are 25 cachets.
func TestWhatAnEngagementPays(t *testing.T) {
	w := french(chain.Production{})
	week := payroll.PerformerPay{Cachets: 25, Pay: money.MustParse("4500.00"), Lines: []payroll.PerformerLine{{Code: "week", Count: 5}, {Code: "night"}}}
	day := payroll.PerformerPay{Cachets: 1, Pay: money.MustParse("412.08"), Lines: []payroll.PerformerLine{{Code: "cachet", Count: 1}}}
	assert.Equal(t, "5"+noBreak+"semaines à 4"+narrowBreak+"500,00"+noBreak+"€ (25"+noBreak+"cachets)", w.engaged(week))
	assert.Equal(t, "1"+noBreak+"cachet à 412,08"+noBreak+"€", w.engaged(day))
	assert.Equal(t, 5, weeks(week))
	assert.Zero(t, weeks(day))
}

// Whoever is paid has a payslip, is an extra, or is a line of heads 2 and 3 that is told apart: together they are
// these heads, less charges on wages, which stand in head 4.
func TestWagesOutsideThePayroll(t *testing.T) {
	p := film(t)
	w := french(p)
	outside := w.outside()
	require.NotEmpty(t, outside.Lines)
	var heads, fed money.Amount
	for _, a := range p.Budget.Topsheet.Accounts {
		if a.Code == "2" || a.Code == "3" {
			heads = Plus(heads, a.Total)
		}
	}
	for _, lines := range [][]chain.FedLine{p.Budget.Fed, p.Budget.Extras} {
		for _, l := range lines {
			if l.Account[0] == '2' || l.Account[0] == '3' {
				fed = Plus(fed, l.Amount)
			}
		}
	}
	assert.Equal(t, heads, Plus(fed, outside.Total))
}

// Days that are paid are not all days of shooting.
func TestPaidAndPresentDays(t *testing.T) {
	w, dates := french(chain.Production{}), make([]civil.Date, 21)
	for _, c := range []struct {
		person chain.Person
		told   string
	}{
		{chain.Person{Days: 25, Shot: dates[:20], Held: dates[:1]}, "25 jours payés, dont 20 jours de tournage, 1 jour d’attente"},
		{chain.Person{Days: 30, Shot: dates}, "30 jours payés, dont 21 jours de tournage"},
		{chain.Person{Days: 7, Shot: dates[:7]}, "7 jours payés"},
		{chain.Person{Days: 55}, "55 jours payés"},
	} {
		assert.Equal(t, c.told, strings.ReplaceAll(w.presentOf(c.person), noBreak, " "))
	}
}
