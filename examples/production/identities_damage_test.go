package main

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// find returns the first of a list that is meant, to be damaged.
func find[T any](t *testing.T, list []T, is func(*T) bool) *T {
	t.Helper()
	for i := range list {
		if is(&list[i]) {
			return &list[i]
		}
	}
	require.Fail(t, "there is none")
	return nil
}

// player and technician are the first with the unit of each kind.
func player(t *testing.T, b *books, contract string) *person {
	t.Helper()
	return find(t, b.Payroll.People, func(w *person) bool { return w.Artist && w.Contract == contract })
}

func technician(t *testing.T, b *books) *person {
	t.Helper()
	return find(t, b.Payroll.People, func(w *person) bool { return !w.Artist && len(w.Shot) > 0 })
}

// change damages the priced line of a code, wherever its account is.
func change(accounts []account[priced], code string, damage func(*priced)) {
	for i := range accounts {
		for j := range accounts[i].Lines {
			if accounts[i].Lines[j].Code == code {
				damage(&accounts[i].Lines[j])
			}
		}
		change(accounts[i].Accounts, code, damage)
	}
}

// untag takes a tag from all lines.
func untag(accounts []account[entered], tag string) {
	for i := range accounts {
		for j, l := range accounts[i].Lines {
			accounts[i].Lines[j].Tags = slices.DeleteFunc(l.Tags, func(s string) bool { return s == tag })
		}
		untag(accounts[i].Accounts, tag)
	}
}

// Every identity is broken by the smallest damage: a cent, a day, a date, one line or tag less.
func TestIdentitiesCanFail(t *testing.T) {
	damages := map[string]map[string]func(*testing.T, *books){
		"scheduled days = paid days, players": {
			"a day of waiting is not paid": func(t *testing.T, b *books) {
				w := find(t, b.Payroll.People, func(w *person) bool { return len(w.Held) > 0 && w.Contract == "day" })
				w.Paid = slices.DeleteFunc(w.Paid, func(d dated) bool { return d.Date == w.Held[0] })
			},
			"a cachet more":                func(t *testing.T, b *books) { player(t, b, "no-hold").Pay[0].Cachets++ },
			"a week is worked for nothing": func(t *testing.T, b *books) { w := player(t, b, "week"); w.Paid, w.Days = w.Paid[5:], w.Days-5 },
			"a day that nobody is called":  func(t *testing.T, b *books) { b.Schedule.Days[0].Cast = nil },
			"a role without a player":      func(t *testing.T, b *books) { player(t, b, "week").Artist = false },
		},
		"scheduled days = paid days, crew": {
			"a day missed and not stated": func(t *testing.T, b *books) { w := technician(t, b); w.Shot = w.Shot[1:] },
			"an absence that is paid": func(t *testing.T, b *books) {
				w := technician(t, b)
				w.Absent, w.Shot = append(w.Absent, w.Shot[0]), w.Shot[1:]
			},
			"a day that is not paid": func(t *testing.T, b *books) {
				w := technician(t, b)
				w.Paid, w.Days = slices.DeleteFunc(w.Paid, func(d dated) bool { return d.Date == w.Shot[0] }), w.Days-1
			},
			"a day of the plan less": func(t *testing.T, b *books) { b.Schedule.Days = b.Schedule.Days[1:] },
		},
		"scheduled days = paid days, extras": {
			"an extra more":                  func(t *testing.T, b *books) { b.Payroll.Extras.Days[0].Count++ },
			"a day that the payroll forgets": func(t *testing.T, b *books) { b.Payroll.Extras.Days = b.Payroll.Extras.Days[1:] },
		},
		"payroll cost = the budget lines it feeds": {
			"a cent on a payslip": func(t *testing.T, b *books) { b.Payroll.People[0].Payslips[0].EmployerCost++ },
			"a cent on a line": func(_ *testing.T, b *books) {
				change(b.Budget.Topsheet.Accounts, b.Budget.Fed[0].Line, func(l *priced) { l.Amount++ })
			},
			"a cent on the whole":   func(t *testing.T, b *books) { b.Payroll.Cost-- },
			"a line is left out":    func(t *testing.T, b *books) { b.Budget.Fed = b.Budget.Fed[1:] },
			"a line is fed twice":   func(t *testing.T, b *books) { b.Budget.Fed = append(b.Budget.Fed, b.Budget.Fed[0]) },
			"a cent for the extras": func(t *testing.T, b *books) { b.Payroll.Extras.Cost++ },
			"somebody costs a cent": func(t *testing.T, b *books) { b.Payroll.People[1].Cost++ },
		},
		"budget total = plan total": {
			"a cent on a source":      func(t *testing.T, b *books) { b.Financing.Plan.Sources[0].Amount++ },
			"a cent on an instalment": func(t *testing.T, b *books) { b.Financing.Payments[0].Amount-- },
			"a cent on a charge":      func(t *testing.T, b *books) { b.Budget.Topsheet.Charges[0].Amount++ },
			"a cent on a fringe": func(_ *testing.T, b *books) {
				change(b.Budget.Topsheet.Accounts, b.Budget.Fed[0].Line, func(l *priced) { l.Fringes++ })
			},
			"a cent on a co-producer": func(t *testing.T, b *books) { b.Financing.Plan.Coproducers[1].Amount++ },
			"a gap":                   func(t *testing.T, b *books) { b.Financing.Plan.Gap++ },
		},
		"treasury closing = plan - cost + facility": {
			"a cent comes in": func(t *testing.T, b *books) { b.Treasury.Discounted.Days[100].In++ },
			"a cent that stays unpaid": func(t *testing.T, b *books) {
				day := &b.Treasury.Plain.Days[len(b.Treasury.Plain.Days)-1]
				day.Out--
				day.Closing++
			},
			"a cent of cost is hidden":   func(t *testing.T, b *books) { b.Treasury.DiscountedSum.Costs-- },
			"the bank is paid elsewhere": func(t *testing.T, b *books) { untag(b.Budget.Document.Accounts, bankTag) },
			"a day is left out": func(t *testing.T, b *books) {
				days := &b.Treasury.Discounted.Days
				*days = slices.Delete(*days, 15, 16)
			},
			"another opening": func(t *testing.T, b *books) { b.Treasury.Input.Opening++ },
		},
		"receipts = payouts + unallocated": {
			"a cent is received":        func(t *testing.T, b *books) { b.Receipts.Deal.Events[0].Amount++ },
			"a cent is paid":            func(t *testing.T, b *books) { b.Receipts.Result.Payees[0].Paid++ },
			"a statement hides a cent":  func(t *testing.T, b *books) { b.Receipts.Statements[0].Payees[0].Paid.Period-- },
			"a statement is left out":   func(t *testing.T, b *books) { b.Receipts.Statements = b.Receipts.Statements[1:] },
			"a cent is brought forward": func(t *testing.T, b *books) { b.Receipts.Statements[1].Received.Opening++ },
			"a payee is left out": func(t *testing.T, b *books) {
				s := &b.Receipts.Statements[len(b.Receipts.Statements)-1]
				s.Payees = slices.DeleteFunc(s.Payees, func(p payee) bool { return p.Entitled.Period == 0 && p.Entitled.Closing > 0 })
			},
			"a payee is due a cent more": func(t *testing.T, b *books) { b.Receipts.Statements[2].Payees[0].Entitled.Closing++ },
		},
		"tax credit base within the eligible lines": {
			"a line without the tag": func(t *testing.T, b *books) { untag(b.Budget.Document.Accounts, creditTag) },
			"a line claimed twice": func(t *testing.T, b *books) {
				b.Financing.Eligible.Lines[1].Of = append(b.Financing.Eligible.Lines[1].Of, b.Financing.Eligible.Lines[0].Of...)
			},
			"a line that is none":    func(t *testing.T, b *books) { b.Financing.Eligible.Lines[0].Of[0].Line = "12-9" },
			"a cent over the line":   func(t *testing.T, b *books) { b.Financing.Eligible.Lines[0].Of[0].Amount++ },
			"more kept than claimed": func(t *testing.T, b *books) { l := &b.Financing.Eligible.Lines[0]; l.Kept = l.Amount + 1 },
			"a base beyond the claim": func(t *testing.T, b *books) {
				for i := range b.Financing.Credit.Lines {
					b.Financing.Credit.Lines[i].Base = b.Financing.Eligible.Kept + 1
				}
			},
			"another credit in the plan": func(t *testing.T, b *books) { b.Financing.Credit.Amount++ },
		},
		"stages in order": {
			"the stated day is after the lost one": func(t *testing.T, b *books) { b.AsOf = b.Replan.Days[len(b.Replan.Days)-1].Date },
			"the stated day is before the shoot":   func(t *testing.T, b *books) { b.AsOf = "2026-04-01" },
			"the lost day is none of shooting":     func(t *testing.T, b *books) { b.Replan.Lost = "2026-05-01" },
			"post-production during the shoot":     func(t *testing.T, b *books) { b.Delivery.Plan.Start = b.AsOf },
			"delivery is late":                     func(t *testing.T, b *books) { b.Delivery.Plan.Finish = "2026-10-31" },
			"receipts before the release":          func(t *testing.T, b *books) { b.Receipts.Deal.Events[0].Date = "2027-03-16" },
			"the script comes last": func(t *testing.T, b *books) {
				for _, file := range b.Financing.Files {
					for i := range file.File.Documents {
						file.File.Documents[i].Date = "2026-05-01"
					}
				}
			},
			"somebody is engaged after delivery": func(t *testing.T, b *books) { technician(t, b).Engaged.To = "2026-10-30" },
		},
		"every date in order": {
			"days of shooting":    func(t *testing.T, b *books) { slices.Reverse(b.Schedule.Days) },
			"days after":          func(t *testing.T, b *books) { b.Replan.Days[1].Date = b.Replan.Days[0].Date },
			"days of the payroll": func(t *testing.T, b *books) { slices.Reverse(b.Payroll.Days) },
			"paid days":           func(t *testing.T, b *books) { slices.Reverse(player(t, b, "week").Paid) },
			"payslips":            func(t *testing.T, b *books) { slices.Reverse(player(t, b, "week").Payslips) },
			"months":              func(t *testing.T, b *books) { slices.Reverse(b.Payroll.Months) },
			"milestones":          func(t *testing.T, b *books) { slices.Reverse(b.Financing.Milestones) },
			"payments":            func(t *testing.T, b *books) { slices.Reverse(b.Financing.Payments) },
			"deadlines":           func(t *testing.T, b *books) { slices.Reverse(b.Financing.Deadlines) },
			"ledger":              func(t *testing.T, b *books) { slices.Reverse(b.Control.Entries) },
			"cash":                func(t *testing.T, b *books) { slices.Reverse(b.Treasury.Plain.Days) },
			"cash with a bank":    func(t *testing.T, b *books) { slices.Reverse(b.Treasury.Discounted.Days) },
			"receipts":            func(t *testing.T, b *books) { slices.Reverse(b.Receipts.Deal.Events) },
			"statements":          func(t *testing.T, b *books) { slices.Reverse(b.Receipts.Statements) },
			"nothing":             func(t *testing.T, b *books) { b.Control.Entries = nil },
		},
	}
	assert.Len(t, damages, len(identities))
	for _, identity := range identities {
		require.NotEmpty(t, damages[identity.name], identity.name)
		for name, damage := range damages[identity.name] {
			t.Run(identity.name+"/"+name, func(t *testing.T) {
				b := read(t)
				damage(t, b)
				var found faults
				identity.check(b, &found)
				assert.NotEmpty(t, found)
			})
		}
	}
}
