package main

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
)

// printed is what the identities need of the JSON, read as somebody without this library would.
type printed struct {
	AsOf     civil.Date `json:"asOf"`
	Schedule struct {
		Days []struct {
			Date civil.Date `json:"date"`
		} `json:"days"`
		Cast []struct {
			Role   string       `json:"role"`
			Worked []civil.Date `json:"worked"`
			Held   []civil.Date `json:"held"`
		} `json:"cast"`
	} `json:"schedule"`
	Payroll struct {
		Cost   money.Amount `json:"cost"`
		People []struct {
			Who      string       `json:"who"`
			Job      string       `json:"job"`
			Artist   bool         `json:"artist"`
			Contract string       `json:"contract"`
			Days     int          `json:"days"`
			Shot     []civil.Date `json:"shot"`
			Held     []civil.Date `json:"held"`
			Absent   []civil.Date `json:"absent"`
			Cost     money.Amount `json:"cost"`
		} `json:"people"`
	} `json:"payroll"`
	Budget struct {
		Topsheet struct {
			Accounts []account    `json:"accounts"`
			Total    money.Amount `json:"total"`
		} `json:"topsheet"`
		Fed []struct {
			Line   string       `json:"line"`
			Amount money.Amount `json:"amount"`
		} `json:"fed"`
	} `json:"budget"`
	Financing struct {
		Plan struct {
			Total money.Amount `json:"total"`
			Gap   money.Amount `json:"gap"`
		} `json:"plan"`
		Eligible struct {
			Kept  money.Amount `json:"kept"`
			Lines []struct {
				Kept money.Amount `json:"kept"`
				Of   []struct {
					Line   string       `json:"line"`
					Amount money.Amount `json:"amount"`
				} `json:"of"`
			} `json:"lines"`
		} `json:"eligible"`
		Milestones []struct {
			Milestone string     `json:"milestone"`
			Date      civil.Date `json:"date"`
		} `json:"milestones"`
	} `json:"financing"`
	Treasury struct {
		Discounted struct {
			Days []struct {
				Date    civil.Date   `json:"date"`
				Closing money.Amount `json:"closing"`
			} `json:"days"`
		} `json:"discounted"`
		Sum struct{ Opening, Plan, Budget, Bank, Drawn, Repaid, Costs, Closing money.Amount } `json:"discountedSum"`
	} `json:"treasury"`
	Replan struct {
		Lost civil.Date `json:"lost"`
	} `json:"replan"`
	Receipts struct {
		Result struct {
			TotalIn  money.Amount `json:"totalIn"`
			TotalOut money.Amount `json:"totalOut"`
			Payees   []struct {
				Paid money.Amount `json:"paid"`
			} `json:"payees"`
		} `json:"result"`
		Statements []struct {
			To civil.Date `json:"to"`
		} `json:"statements"`
	} `json:"receipts"`
}

// account is an account of the budget with its lines.
type account struct {
	Accounts []account `json:"accounts"`
	Lines    []struct {
		Code    string       `json:"code"`
		Amount  money.Amount `json:"amount"`
		Fringes money.Amount `json:"fringes"`
	} `json:"lines"`
}

// read returns the JSON that the command prints of the bundled film.
func read(t *testing.T) printed {
	t.Helper()
	p, err := film()
	require.NoError(t, err)
	data, err := json.Marshal(p)
	require.NoError(t, err)
	var made printed
	require.NoError(t, json.Unmarshal(data, &made))
	return made
}

// lines are those of accounts with their fringes, by code.
func lines(accounts []account, into map[string]int64) map[string]int64 {
	for _, a := range accounts {
		for _, l := range a.Lines {
			into[l.Code] = l.Amount.Cents() + l.Fringes.Cents()
		}
		lines(a.Accounts, into)
	}
	return into
}

// Whoever is on the plan is paid for these days, and nobody for others.
func TestScheduledDaysArePaidDays(t *testing.T) {
	made := read(t)
	cast := 0
	for _, p := range made.Payroll.People {
		if !p.Artist {
			if len(p.Shot) > 0 {
				assert.Equal(t, len(made.Schedule.Days), len(p.Shot)+len(p.Absent), "%s is there on every day of the plan or absent", p.Who)
			}
			continue
		}
		planned := made.Schedule.Cast[cast]
		cast++
		require.Equal(t, planned.Role, p.Job)
		assert.Equal(t, planned.Worked, p.Shot, p.Job)
		assert.Equal(t, len(planned.Held), len(p.Held), p.Job)
		days := len(p.Shot) + len(p.Held)
		if p.Contract == "week" {
			assert.Zero(t, p.Days%5, "%s is paid by weeks of five days", p.Job)
			assert.GreaterOrEqual(t, p.Days, days, p.Job)
			continue
		}
		assert.Equal(t, days, p.Days, p.Job)
	}
	assert.Equal(t, len(made.Schedule.Cast), cast)
}

func TestThePayrollIsTheLinesThatItFeeds(t *testing.T) {
	made := read(t)
	all := lines(made.Budget.Topsheet.Accounts, map[string]int64{})
	var fed, paid int64
	for _, l := range made.Budget.Fed {
		assert.Equal(t, l.Amount.Cents(), all[l.Line], "%s is a line of the budget", l.Line)
		fed += l.Amount.Cents()
	}
	for _, p := range made.Payroll.People {
		paid += p.Cost.Cents()
	}
	assert.Equal(t, made.Payroll.Cost.Cents(), fed)
	assert.Equal(t, made.Payroll.Cost.Cents(), paid)
}

func TestThePlanIsTheBudget(t *testing.T) {
	made := read(t)
	assert.Equal(t, "2038000.00", made.Budget.Topsheet.Total.String(), "the total of the published co-production")
	assert.Equal(t, made.Budget.Topsheet.Total, made.Financing.Plan.Total)
	assert.True(t, made.Financing.Plan.Gap.IsZero())
}

// What the account closes with is what it opened with, the plan, less the budget but what it holds for banks, and what
// the bank lent, had back and cost.
func TestTheTreasuryCloses(t *testing.T) {
	made := read(t)
	s := made.Treasury.Sum
	days := made.Treasury.Discounted.Days
	want := s.Opening.Cents() + s.Plan.Cents() - s.Budget.Cents() + s.Bank.Cents() + s.Drawn.Cents() - s.Repaid.Cents() - s.Costs.Cents()
	assert.Equal(t, want, s.Closing.Cents())
	assert.Equal(t, s.Closing, days[len(days)-1].Closing)
	assert.Equal(t, made.Financing.Plan.Total, s.Plan)
	assert.Equal(t, made.Budget.Topsheet.Total, s.Budget)
}

func TestReceiptsArePayouts(t *testing.T) {
	r := read(t).Receipts.Result
	var paid int64
	for _, p := range r.Payees {
		paid += p.Paid.Cents()
	}
	assert.Equal(t, r.TotalIn, r.TotalOut)
	assert.Equal(t, r.TotalIn.Cents(), paid, "nothing is unallocated")
}

// The base of the tax credit is of lines of the budget, none of them twice and none for more than it costs.
func TestTheBaseOfTheCreditIsOfLines(t *testing.T) {
	made := read(t)
	left := lines(made.Budget.Topsheet.Accounts, map[string]int64{})
	var kept int64
	for _, l := range made.Financing.Eligible.Lines {
		var of int64
		for _, part := range l.Of {
			require.Contains(t, left, part.Line)
			of += part.Amount.Cents()
			left[part.Line] -= part.Amount.Cents()
			assert.GreaterOrEqual(t, left[part.Line], int64(0), part.Line)
		}
		assert.LessOrEqual(t, l.Kept.Cents(), of)
		kept += l.Kept.Cents()
	}
	assert.Equal(t, made.Financing.Eligible.Kept.Cents(), kept)
}

func TestEveryDateIsInOrder(t *testing.T) {
	made := read(t)
	first, last := made.Schedule.Days[0].Date, made.Schedule.Days[len(made.Schedule.Days)-1].Date
	var dates []civil.Date
	for _, m := range made.Financing.Milestones {
		dates = append(dates, m.Date)
	}
	assert.True(t, slices.IsSortedFunc(dates, civil.Date.Compare), "from the signature to the release")
	assert.Contains(t, dates, first, "the shoot starts with its first day")
	assert.Contains(t, dates, last, "and ends with its last")
	assert.True(t, first.Before(made.AsOf) && made.AsOf.Before(last), "the stated day is in the middle of the shoot")
	assert.True(t, made.AsOf.Before(made.Replan.Lost), "the lost day comes after it")
	released := dates[len(dates)-1]
	for _, s := range made.Receipts.Statements {
		assert.True(t, released.Before(s.To), "receipts come after the release")
		released = s.To
	}
	for i, d := range made.Treasury.Discounted.Days[1:] {
		require.Equal(t, 1, d.Date.DaysSince(made.Treasury.Discounted.Days[i].Date), "the account has every day")
	}
}
