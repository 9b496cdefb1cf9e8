package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// printed is the JSON of the command for the bundled film, computed once.
var printed = sync.OnceValues(func() (string, error) {
	status, text, problems := ran("-json")
	if status != exitDone {
		return "", fmt.Errorf("status %d: %s", status, problems)
	}
	return text, nil
})

// read decodes the JSON anew, for a test that damages what it reads.
func read(t *testing.T) *books {
	t.Helper()
	text, err := printed()
	require.NoError(t, err)
	var b books
	require.NoError(t, json.Unmarshal([]byte(text), &b))
	return &b
}

// faults gathers what does not hold.
type faults []string

func (f *faults) hold(is bool, format string, args ...any) {
	if !is {
		*f = append(*f, fmt.Sprintf(format, args...))
	}
}

func (f *faults) equal(got, want cents, what string) {
	f.hold(got == want, "%s: %v, not %v", what, got, want)
}

// sorted tells dates that are not in order, and an empty list; strictly refuses the same date twice.
func (f *faults) sorted(what string, strictly bool, dates []string) {
	f.hold(len(dates) > 0, "%s: none", what)
	for i := 1; i < len(dates); i++ {
		f.hold(dates[i-1] < dates[i] || !strictly && dates[i-1] == dates[i], "%s: %s before %s", what, dates[i-1], dates[i])
	}
}

// identities are those of the whole chain, each a check of its own.
var identities = []struct {
	name  string
	check func(*books, *faults)
}{
	{"scheduled days = paid days, players", playersArePaidForTheirDays},
	{"scheduled days = paid days, crew", crewIsPaidForItsDays},
	{"scheduled days = paid days, extras", extrasArePaidForTheirDays},
	{"payroll cost = the budget lines it feeds", payrollFeedsTheBudget},
	{"budget total = plan total", planPaysTheBudget},
	{"treasury closing = plan - cost + facility", treasuryCloses},
	{"receipts = payouts + unallocated", receiptsArePaidOut},
	{"tax credit base within the eligible lines", creditIsOnEligibleLines},
	{"stages in order", stagesAreInOrder},
	{"every date in order", listsAreInOrder},
}

func TestEndToEndIdentities(t *testing.T) {
	b := read(t)
	for _, identity := range identities {
		t.Run(identity.name, func(t *testing.T) {
			var found faults
			identity.check(b, &found)
			assert.Empty(t, found)
		})
	}
}

// dates are those of dated things.
func dates[T any](list []T, of func(T) string) []string {
	var all []string
	for _, e := range list {
		all = append(all, of(e))
	}
	return all
}

func dateOf(d dated) string      { return d.Date }
func dayOf(d unitDay) string     { return d.Date }
func cashDayOf(d cashDay) string { return d.Date }

// both are the dates of two lists, in order.
func both(a, b []string) []string {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return all
}

func within(some, all []string) bool {
	return !slices.ContainsFunc(some, func(s string) bool { return !slices.Contains(all, s) })
}

// A player by the day is paid for each day of work and of paid waiting, one by the week five cachets for each week.
func playersArePaidForTheirDays(b *books, f *faults) {
	players := map[string]person{}
	for _, w := range b.Payroll.People {
		if w.Artist {
			f.hold(players[w.Job].Who == "", "%s is paid twice", w.Job)
			players[w.Job] = w
		}
	}
	f.hold(len(players) == len(b.Schedule.Cast), "%d players for %d roles", len(players), len(b.Schedule.Cast))
	for _, c := range b.Schedule.Cast {
		var called []string
		for _, d := range b.Schedule.Days {
			if slices.Contains(d.Cast, c.Role) {
				called = append(called, d.Date)
			}
		}
		w := players[c.Role]
		f.hold(len(called) > 0 && slices.Equal(called, c.Worked), "%s: called on %v, works on %v", c.Role, called, c.Worked)
		f.hold(slices.Equal(w.Shot, c.Worked) && slices.Equal(w.Held, c.Held), "%s: the payroll has other days", c.Role)
		cachets, weeks := 0, 0
		for _, pay := range w.Pay {
			cachets += pay.Cachets
			for _, l := range pay.Lines {
				if l.Code == "week" {
					weeks += l.Count
				}
			}
		}
		paid := dates(w.Paid, dateOf)
		f.hold(len(paid) == w.Days && cachets == w.Days, "%s: %d days, %d paid, %d cachets", c.Role, w.Days, len(paid), cachets)
		if c.Contract == "week" {
			f.hold(w.Days == 5*weeks && within(both(w.Shot, w.Held), paid), "%s: %d days of %d weeks, or a day without pay", c.Role, w.Days, weeks)
			continue
		}
		f.hold(slices.Equal(both(w.Shot, w.Held), paid), "%s: paid on %v", c.Role, paid)
	}
}

// Who is with the unit is paid for every day of shooting but those of a stated absence; the others for none of them.
func crewIsPaidForItsDays(b *books, f *faults) {
	all, withUnit := dates(b.Schedule.Days, dayOf), 0
	f.hold(slices.Equal(all, dates(b.Payroll.Days, dateOf)), "the payroll has other days of shooting")
	for _, w := range b.Payroll.People {
		paid := dates(w.Paid, dateOf)
		f.hold(len(paid) == w.Days, "%s: %d days, %d paid", w.Who, w.Days, len(paid))
		if w.Artist || len(w.Shot) == 0 {
			continue
		}
		withUnit++
		f.hold(slices.Equal(both(w.Shot, w.Absent), all), "%s: with the unit on %v", w.Who, w.Shot)
		f.hold(within(w.Shot, paid), "%s: a day with the unit without pay", w.Who)
		for _, date := range w.Absent {
			f.hold(!slices.Contains(paid, date), "%s is paid on %s, absent", w.Who, date)
		}
		f.hold(w.Engaged.From <= paid[0] && paid[len(paid)-1] <= w.Engaged.To, "%s: paid outside the engagement", w.Who)
	}
	f.hold(withUnit > 0, "nobody is with the unit")
}

// An extra is paid once a day, in however many scenes: the most of each group on the day. Those of days abroad are a
// purchase there, in the budget alone.
func extrasArePaidForTheirDays(b *books, f *faults) {
	paid, cachets, abroad := map[string]int{}, 0, 0
	for _, d := range b.Payroll.Extras.Days {
		paid[d.Date] += d.Count
		cachets += d.Count
	}
	for _, d := range b.Schedule.Days {
		groups, called := map[string]int{}, 0
		for _, n := range b.Breakdown.Needs {
			if n.Category == "background" && slices.Contains(d.Scenes, n.Scene) {
				groups[n.Name] = max(groups[n.Name], n.Quantity)
			}
		}
		for _, n := range groups {
			called += n
		}
		if d.Country != "FR" {
			abroad += called
			called = 0
		}
		f.hold(paid[d.Date] == called, "%s: %d extras called, %d paid", d.Date, called, paid[d.Date])
	}
	budgeted := 0
	for _, l := range linesOf(b.Budget.Topsheet.Accounts, "35") {
		n, err := strconv.Atoi(l.Quantity)
		f.hold(err == nil, "%s: %s extras", l.Code, l.Quantity)
		budgeted += n
	}
	f.hold(cachets == b.Payroll.Extras.Cachets && cachets+abroad == budgeted, "%d extras, %d cachets, %d abroad, %d in the budget", cachets, b.Payroll.Extras.Cachets, abroad, budgeted)
}

// linesOf are the lines of the accounts whose code begins with a prefix.
func linesOf[L any](accounts []account[L], prefix string) []L {
	var all []L
	for _, a := range accounts {
		if strings.HasPrefix(a.Code, prefix) {
			all = append(all, a.Lines...)
		}
		all = append(all, linesOf(a.Accounts, prefix)...)
	}
	return all
}

// byCode are all lines of accounts by their code, which is told when it comes twice.
func byCode[L interface{ code() string }](accounts []account[L], f *faults) map[string]L {
	all := map[string]L{}
	for _, l := range linesOf(accounts, "") {
		_, twice := all[l.code()]
		f.hold(!twice, "line %s comes twice", l.code())
		all[l.code()] = l
	}
	return all
}

// What somebody costs is what the payslips cost and what the lines of the budget that they feed come to, to the cent.
func payrollFeedsTheBudget(b *books, f *faults) {
	lines, used := byCode(b.Budget.Topsheet.Accounts, f), map[string]bool{}
	for _, x := range slices.Concat(b.Budget.Fed, b.Budget.Extras) {
		l, is := lines[x.Line]
		f.hold(is && !used[x.Line], "%s is no line, or is fed twice", x.Line)
		f.equal(x.Amount, l.Amount+l.Fringes, x.Line)
		used[x.Line] = true
	}
	fed := map[string]cents{}
	var whole, extras cents
	for _, x := range b.Budget.Fed {
		fed[x.From] += x.Amount
		whole += x.Amount
	}
	for _, x := range b.Budget.Extras {
		extras += x.Amount
	}
	f.hold(len(fed) == len(b.Payroll.People), "%d people, %d in the budget", len(b.Payroll.People), len(fed))
	for _, w := range b.Payroll.People {
		var slips cents
		for _, s := range w.Payslips {
			slips += s.EmployerCost
		}
		f.equal(slips, w.Cost, w.Who+", payslips")
		f.equal(fed[w.Who], w.Cost, w.Who+", lines")
	}
	f.equal(whole, b.Payroll.Cost, "payroll")
	f.equal(extras, b.Payroll.Extras.Cost, "extras")
}

func planPaysTheBudget(b *books, f *faults) {
	var budget, sources, shares, paid cents
	for _, l := range linesOf(b.Budget.Topsheet.Accounts, "") {
		budget += l.Amount + l.Fringes
	}
	for _, c := range b.Budget.Topsheet.Charges {
		budget += c.Amount
	}
	for _, c := range b.Budget.Topsheet.Credits {
		budget -= c.Amount
	}
	for _, s := range b.Financing.Plan.Sources {
		sources += s.Amount
		var instalments cents
		for _, p := range b.Financing.Payments {
			if p.Source == s.ID {
				instalments += p.Amount
			}
		}
		f.equal(instalments, s.Amount, s.ID+", instalments")
		paid += instalments
	}
	for _, c := range b.Financing.Plan.Coproducers {
		shares += c.Amount
	}
	total := b.Budget.Topsheet.Total
	f.equal(total, 2_038_000_00, "the published co-production") // https://cineuropa.org/fr/newsdetail/150001
	f.equal(budget, total, "lines and charges of the budget")
	f.equal(b.Financing.Plan.Total, total, "plan")
	f.equal(sources, total, "sources")
	f.equal(shares, total, "co-producers")
	f.equal(paid, total, "payments")
	f.equal(b.Financing.Plan.Gap, 0, "gap")
}

// What is left at the end is what was there, and what the plan brings, less what the film costs but for what the
// budget holds for the bank, more what the facilities gave and less what they took.
func treasuryCloses(b *books, f *faults) {
	var bank cents
	amounts := byCode(b.Budget.Topsheet.Accounts, f)
	for code, l := range byCode(b.Budget.Document.Accounts, f) {
		if slices.Contains(l.Tags, bankTag) {
			bank += amounts[code].Amount + amounts[code].Fringes
		}
	}
	for _, c := range []struct {
		name string
		days []cashDay
		sum  cashSum
	}{{"plain", b.Treasury.Plain.Days, b.Treasury.PlainSum}, {"discounted", b.Treasury.Discounted.Days, b.Treasury.DiscountedSum}} {
		at := b.Treasury.Input.Opening
		var drawn, repaid, costs cents
		for _, d := range c.days {
			f.equal(d.Opening, at, c.name+", opening of "+d.Date)
			at = d.Opening + d.In - d.Out + d.Drawn - d.Repaid - d.Costs
			f.equal(d.Closing, at, c.name+", closing of "+d.Date)
			drawn, repaid, costs = drawn+d.Drawn, repaid+d.Repaid, costs+d.Costs
		}
		want := b.Treasury.Input.Opening + b.Financing.Plan.Total - b.Budget.Topsheet.Total + bank + drawn - repaid - costs
		f.equal(at, want, c.name)
		f.equal(drawn, repaid, c.name+", drawn and repaid")
		f.hold(c.sum == cashSum{b.Treasury.Input.Opening, b.Financing.Plan.Total, b.Budget.Topsheet.Total, bank, drawn, repaid, costs, at}, "%s: the sum is %v", c.name, c.sum)
	}
	f.equal(b.Treasury.PlainSum.Drawn, 0, "drawn without a bank")
	f.hold(b.Treasury.DiscountedSum.Drawn > 0, "nothing is drawn")
}

func receiptsArePaidOut(b *books, f *faults) {
	var received, paid, unallocated cents
	for _, e := range b.Receipts.Deal.Events {
		if e.Kind == "receipt" {
			received += e.Amount
		}
	}
	for _, p := range b.Receipts.Result.Payees {
		paid += p.Paid
	}
	// A statement tells everybody who had something until then; what was due and not paid stays until it is.
	due := map[string]cents{}
	var before, stated cents
	for _, s := range b.Receipts.Statements {
		f.equal(s.Received.Opening, before, s.To+", brought forward")
		f.equal(s.Received.Closing, s.Received.Opening+s.Received.Period, s.To+", received")
		var out, waiting, entitled cents
		for _, p := range s.Payees {
			entitled += p.Entitled.Closing
			f.equal(p.Paid.Closing, p.Paid.Opening+p.Paid.Period, s.To+", "+p.Payee)
			out += p.Paid.Period
			waiting += p.Entitled.Period - p.Paid.Period
			due[p.Payee] = p.Entitled.Closing - p.Paid.Closing
		}
		f.equal(s.Received.Period, out+waiting, s.To+", received and paid out")
		f.equal(s.Received.Closing, entitled, s.To+", received and entitled to date")
		before, stated = s.Received.Closing, stated+out
	}
	for _, left := range due {
		unallocated += left
	}
	f.equal(b.Receipts.Result.TotalIn, received, "received")
	f.equal(b.Receipts.Result.TotalOut, paid, "paid out")
	f.equal(received, paid+unallocated, "receipts")
	f.equal(before, received, "statements, received")
	f.equal(stated, paid, "statements, paid out")
}

// Tags of the budget: of the lines that a claim may have, and of those that pay the bank.
const (
	creditTag = "credit"
	bankTag   = "bank"
)

func creditIsOnEligibleLines(b *books, f *faults) {
	amounts, documents, claims := byCode(b.Budget.Topsheet.Accounts, f), byCode(b.Budget.Document.Accounts, f), map[string]bool{}
	var kept, base cents
	f.hold(len(b.Financing.Eligible.Lines) > 0, "nothing is claimed")
	for _, c := range b.Financing.Eligible.Lines {
		var of cents
		for _, o := range c.Of {
			d, is := documents[o.Line]
			f.hold(is && slices.Contains(d.Tags, creditTag) && d.SpentIn == "FR", "%s of %s: no line, without the tag or spent abroad", o.Line, c.ID)
			f.hold(!claims[o.Line], "%s is claimed twice", o.Line)
			f.equal(o.Amount, amounts[o.Line].Amount+amounts[o.Line].Fringes, o.Line)
			claims[o.Line] = true
			of += o.Amount
		}
		f.equal(c.Amount, of, c.ID)
		f.hold(0 <= c.Kept && c.Kept <= c.Amount, "%s: kept %v of %v", c.ID, c.Kept, c.Amount)
		kept += c.Kept
	}
	for _, l := range b.Financing.Credit.Lines {
		if l.Code == "credit" {
			base = l.Base
			f.equal(b.Financing.Credit.Amount, l.Amount, "credit")
		}
	}
	f.equal(b.Financing.Eligible.Kept, kept, "kept")
	f.hold(0 < base && base <= kept, "the base is %v of %v", base, kept)
	for _, s := range b.Financing.Plan.Sources {
		if s.ID == "credit" {
			f.equal(s.Amount, b.Financing.Credit.Amount, "credit in the plan")
		}
	}
}

// Script, preparation, shoot with the stated day in it and the lost day after, wrap, post-production, delivery,
// release, receipts.
func stagesAreInOrder(b *books, f *faults) {
	milestones := map[string]string{}
	for _, m := range b.Financing.Milestones {
		milestones[m.Milestone] = m.Date
	}
	script := ""
	for _, file := range b.Financing.Files {
		for _, d := range file.File.Documents {
			if d.Code == "author-contracts" {
				script = d.Date
			}
		}
	}
	phases := map[string]struct{ From, To string }{}
	for _, p := range b.Treasury.Phases {
		phases[p.Name] = p.Period
	}
	days, again := dates(b.Schedule.Days, dayOf), dates(b.Replan.Days, dayOf)
	first, last := days[0], days[len(days)-1]
	f.sorted("stages", true, []string{
		script, phases["preparation"].From, phases["preparation"].To, first, b.AsOf, b.Replan.Lost, last, b.Delivery.Plan.Start, b.Delivery.Plan.Finish,
		b.Delivery.Plan.Delivery, milestones["release"], b.Receipts.Deal.Events[0].Date,
	})
	f.hold(first == milestones["shoot-start"] && last == milestones["shoot-end"], "the plan of financing has another shoot")
	f.hold(slices.Contains(days, b.Replan.Lost) && last <= again[len(again)-1], "the lost day is none, or the shoot ends earlier")
	f.hold(last < phases["wrap"].From && phases["wrap"].From < phases["wrap"].To, "wrap is from %s", phases["wrap"].From)
	f.hold(b.Delivery.Plan.Finish <= milestones["completion"] && milestones["completion"] < milestones["visa"], "the film is completed after its visa or its plan")
	f.hold(b.Delivery.Plan.Delivery == milestones["delivery"], "the plan of financing has another delivery")
	for _, w := range b.Payroll.People {
		if !w.Artist {
			f.hold(phases["preparation"].From <= w.Engaged.From && w.Engaged.To < milestones["delivery"], "%s is engaged from %s to %s", w.Who, w.Engaged.From, w.Engaged.To)
		}
	}
}

func listsAreInOrder(b *books, f *faults) {
	f.sorted("days", true, dates(b.Schedule.Days, dayOf))
	f.sorted("days after the lost one", true, dates(b.Replan.Days, dayOf))
	f.sorted("days of the payroll", true, dates(b.Payroll.Days, dateOf))
	for _, w := range b.Payroll.People {
		f.sorted("paid days of "+w.Who, true, dates(w.Paid, dateOf))
		var slips []string
		for _, s := range w.Payslips {
			slips = append(slips, s.Date)
		}
		f.sorted("payslips of "+w.Who, true, slips)
	}
	months := []string{}
	for _, m := range b.Payroll.Months {
		months = append(months, m.Month)
	}
	f.sorted("months", true, months)
	var milestones, payments, deadlines, events, closes []string
	for _, m := range b.Financing.Milestones {
		milestones = append(milestones, m.Date)
	}
	for _, p := range b.Financing.Payments {
		payments = append(payments, p.On)
	}
	for _, d := range b.Financing.Deadlines {
		deadlines = append(deadlines, d.Due)
	}
	for _, e := range b.Receipts.Deal.Events {
		events = append(events, e.Date)
	}
	for _, s := range b.Receipts.Statements {
		closes = append(closes, s.To)
	}
	f.sorted("milestones", true, milestones)
	f.sorted("payments", false, payments)
	f.sorted("deadlines", false, deadlines)
	f.sorted("ledger", false, dates(b.Control.Entries, dateOf))
	f.sorted("days of the treasury", true, dates(b.Treasury.Plain.Days, cashDayOf))
	f.sorted("days of the treasury with the bank", true, dates(b.Treasury.Discounted.Days, cashDayOf))
	f.sorted("receipts", false, events)
	f.sorted("statements", true, closes)
}
