package chain

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/payroll"
	"github.com/bobine-film/bobine/schedule"
	"github.com/bobine-film/bobine/worktime"
)

func euros(t *testing.T, amounts ...money.Amount) money.Amount {
	t.Helper()
	sum, err := money.Sum(amounts...)
	require.NoError(t, err)
	return sum
}

func TestScheduledDaysArePaidDays(t *testing.T) {
	p := bundledFilm(t)
	absent := map[string]int{}
	for _, d := range p.Payroll.Days {
		for _, e := range d.Exceptions {
			if e.Absent {
				absent[e.Who]++
			}
		}
	}
	require.NotEmpty(t, absent, "the time sheets tell of an absence")
	players, unit := 0, 0
	for _, w := range p.Payroll.People {
		if !w.Artist {
			if len(w.Shot) > 0 {
				unit++
				assert.Len(t, w.Shot, len(p.Schedule.Days)-absent[w.Who], w.Who)
				assert.Len(t, w.Absent, absent[w.Who], w.Who)
			}
			continue
		}
		players++
		var worked []civil.Date // from the scenes of each day, and not from the day out of days
		for _, d := range p.Schedule.Days {
			if slices.Contains(d.Cast, w.Job) {
				worked = append(worked, d.Date)
			}
		}
		assert.Equal(t, worked, w.Shot, w.Who)
		cachets := 0
		for _, pay := range w.Pay {
			cachets += pay.Cachets
		}
		assert.Equal(t, w.Days, cachets, w.Who)
		if w.Contract == schedule.ByWeek {
			assert.GreaterOrEqual(t, cachets, len(w.Shot)+len(w.Held), w.Who)
		} else {
			assert.Equal(t, len(w.Shot)+len(w.Held), cachets, w.Who)
		}
	}
	assert.Equal(t, len(p.Schedule.Cast), players)
	assert.Equal(t, 19, unit, "crew.json has 19 engagements on the set")
}

// The days are those of the plan, moved by as much as the file says and no more.
func TestUnitDaysAreThePlanAndItsSheets(t *testing.T) {
	p := bundledFilm(t)
	var sheets struct{ Document timesheets }
	text, err := os.ReadFile("../../film/timesheets.json")
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, &sheets))
	require.Len(t, p.Payroll.Days, len(p.Schedule.Days))
	assert.Len(t, p.Payroll.Weeks, sheets.Document.Weeks)
	for i, u := range p.Payroll.Days {
		planned := p.Schedule.Days[i]
		var moved daySheet
		for _, s := range sheets.Document.Days {
			if s.Day == u.Number {
				moved = s
			}
		}
		assert.Equal(t, planned.Date, u.Date)
		assert.Equal(t, moved.CallShift, int(u.Call-planned.Call), u.Date)
		assert.Equal(t, moved.WrapShift, int(u.Wrap-planned.Wrap), u.Date)
		assert.Equal(t, slices.Contains(p.Payroll.Weeks, u.Date.Monday()), u.Sheet, u.Date)
	}
}

func TestPayslipsAreWagesAndCachets(t *testing.T) {
	p := bundledFilm(t)
	var all []payroll.Payslip
	for _, w := range p.Payroll.People {
		earned, hours := money.Amount{}, int64(0)
		for _, wage := range w.Wages {
			var lines money.Amount
			for _, l := range wage.Lines {
				lines = euros(t, lines, l.Amount)
				if slices.Contains([]string{"base", "holiday-off", "guarantee"}, l.Code) {
					n, exact := l.Hours.Decimal().Scaled(4)
					require.True(t, exact)
					hours += n
				}
			}
			assert.Equal(t, euros(t, wage.Gross, wage.Allowances), lines, wage.ID)
			earned = euros(t, earned, wage.Gross)
		}
		for _, pay := range w.Pay {
			earned = euros(t, earned, pay.Gross)
			hours += int64(pay.Cachets) * 8 * 10_000
		}
		var gross, cost money.Amount
		paid, seen := int64(0), map[string]bool{}
		for _, slip := range w.Payslips {
			gross, cost = euros(t, gross, slip.Bases.Gross), euros(t, cost, slip.EmployerCost)
			n, exact := slip.Hours.Scaled(4)
			require.True(t, exact)
			paid += n
			assert.False(t, seen[slip.Contract+slip.Date.Month().String()], "one payslip a month of each contract")
			seen[slip.Contract+slip.Date.Month().String()] = true
		}
		assert.Equal(t, earned, gross, w.Who)
		assert.Equal(t, earned, w.Gross, w.Who)
		assert.Equal(t, cost, w.Cost, w.Who)
		assert.Equal(t, hours, paid, "%s: the hours of the payslips are those paid", w.Who)
		for _, b := range w.Breaches {
			assert.NotEqual(t, "minimum", b.Rule, w.Who)
		}
		all = append(all, w.Payslips...)
	}
	var gross, cost, employee, employer money.Amount
	for _, slip := range all {
		onTop := money.Amount{}
		for _, l := range slip.Lines {
			onTop = euros(t, onTop, l.EmployerAmount)
			employee = euros(t, employee, l.EmployeeAmount)
		}
		employer = euros(t, employer, onTop)
		reduced, err := euros(t, slip.Bases.Gross, onTop).Sub(slip.Reduction)
		require.NoError(t, err)
		assert.Equal(t, reduced, slip.EmployerCost, slip.ID)
		gross, cost = euros(t, gross, slip.Bases.Gross), euros(t, cost, slip.EmployerCost)
	}
	assert.Equal(t, gross, p.Payroll.Gross)
	assert.Equal(t, cost, p.Payroll.Cost)
	// What the bodies are owed is what neither the workers are paid nor the production keeps.
	owed := money.Amount{}
	for _, m := range p.Payroll.Months {
		for _, r := range m.Remittances {
			owed = euros(t, owed, r.Amount)
			assert.True(t, r.Due.After(m.Month.Last()), "%s of %v", r.Body, m.Month)
		}
	}
	cost, net := euros(t, cost, p.Payroll.Extras.Cost), p.Payroll.Totals.NetPaid
	for _, d := range p.Payroll.Extras.Days {
		for range d.Count {
			net = euros(t, net, d.Payslip.NetPaid)
		}
	}
	kept, err := cost.Sub(net)
	require.NoError(t, err)
	assert.Equal(t, kept, owed, "cost = net paid + what is owed, of extras too")
}

func TestNoticesAreToldOnceAndTheStageIsSmall(t *testing.T) {
	p := bundledFilm(t)
	seen := map[string]bool{}
	for _, n := range p.Payroll.Notices {
		assert.False(t, seen[n.Code+n.Key], n.Key)
		seen[n.Code+n.Key] = true
	}
	require.NotEmpty(t, seen)
	for _, w := range p.Payroll.People {
		for _, slip := range w.Payslips {
			assert.Empty(t, slip.Notices)
		}
	}
	text, err := json.Marshal(p.Payroll)
	require.NoError(t, err)
	assert.Less(t, len(text), 1_500_000)
	assert.NotContains(t, string(text), "null")
}

// unitFilm is a film with one technician, of a function without equivalence, whose grid has 1,272.76 € for 39 hours:
// 35 and four of overtime at 25 % are 40 base hours of 31.819 €.
func unitFilm(t *testing.T, e engagement, sheets timesheets, days ...string) (*film, *Production) {
	t.Helper()
	e.Name, e.Job, e.OnSet = "Ada", "Photographe de plateau cinéma", true
	f := &film{
		crew: crew{Engagements: []engagement{e}}, timesheets: sheets,
		employer: employer{Headcount: 4, AccidentRate: money.MustDecimal("1.6"), Agreement: payroll.Cinema},
		shoot: shoot{
			CastAgreement: worktime.CinemaArtists, Rules: schedule.ShootRules{MealAfter: 240, MealMinutes: 60, WeekDays: 5},
			Locations: []place{{Name: "Cour", Paris: true}},
		},
	}
	p := &Production{}
	for i, text := range days {
		part := strings.Fields(text)
		p.Schedule.Days = append(p.Schedule.Days, ShootingDay{
			Number: i + 1, Date: civil.MustParseDate(part[0]), Call: worktime.MustParseClock(part[1]), Wrap: worktime.MustParseClock(part[2]),
			Location: "Cour", Country: home,
		})
	}
	var err error
	p.Payroll.Days, p.Payroll.Weeks, err = f.unitDays(p.Schedule.Days)
	require.NoError(t, err)
	return f, p
}

// memberOf pays the technician of a unitFilm.
func memberOf(t *testing.T, f *film, p *Production) Person {
	t.Helper()
	calendar, err := f.calendar(p)
	require.NoError(t, err)
	w, err := f.member(0, p, calendar)
	require.NoError(t, err)
	return w
}

var aWeek = []string{"2026-04-13 08:00 17:00", "2026-04-14 08:00 17:00", "2026-04-15 08:00 17:00", "2026-04-16 08:00 17:00", "2026-04-17 08:00 17:00"}

func TestWeeksOfATechnician(t *testing.T) {
	for _, c := range []struct {
		name   string
		terms  engagement
		sheets timesheets
		days   []string
		lines  []string
		gross  string
		paid   int
	}{
		{
			// Five days of eight hours and 45 minutes more: 40:45, rounded up to 41. 41 × 31.819 = 1,304.58;
			// six hours above 35: 6 × 0.25 × 31.819 = 47.73.
			name: "overtime", days: aWeek, sheets: timesheets{Weeks: 1, Days: []daySheet{{Day: 1, WrapShift: 45}}},
			lines: []string{"base 1304.58", "overtime-25 47.73"}, gross: "1352.31", paid: 5,
		},
		{
			// The same without the Wednesday: 32:45, rounded up to 33, × 31.819 = 1,050.03. Four fifths of the 40
			// base hours guaranteed are 32.
			name: "a day of absence", days: aWeek,
			sheets: timesheets{Weeks: 1, Days: []daySheet{{Day: 1, WrapShift: 45}}, Exceptions: []sheetException{{Day: 3, Who: "Ada", Absent: true}}},
			lines:  []string{"base 1050.03"}, gross: "1050.03", paid: 4,
		},
		{
			// Called an hour early on Tuesday, wrapped with the others at 23:00 on Friday, which began at 14:00: 41
			// hours, one of them at night (after 22:00): 0.5 × 31.819 = 15.91.
			name: "an hour early, and one at night", days: aWeek,
			sheets: timesheets{
				Weeks: 1, Days: []daySheet{{Day: 5, CallShift: 360, WrapShift: 360}}, Exceptions: []sheetException{{Day: 2, Who: "Ada", CallShift: -60}},
			},
			lines: []string{"base 1304.58", "overtime-25 47.73", "night-50 15.91"}, gross: "1368.22", paid: 5,
		},
		{
			// A week before: Easter Monday off pays 7 hours, 222.73; four days of 7:48 are 31:12, rounded up to
			// 31:30, 1,002.30; the guaranteed 40 base hours lack 1.5, 47.73. In all the 1,272.76 of the grid. Then
			// 40 hours: 1,272.76 and 5 × 0.25 × 31.819 = 39.77.
			name: "a week before, with a public holiday", terms: engagement{WeeksBefore: 1}, days: aWeek, sheets: timesheets{Weeks: 1},
			lines: []string{"base 1002.30", "holiday-off 222.73", "guarantee 47.73", "base 1272.76", "overtime-25 39.77"}, gross: "2585.29", paid: 10,
		},
		{
			// 40 hours at 2,000.00 for 39: base hour 50.00; 2,000.00 and 5 × 12.50.
			name: "agreed pay", terms: engagement{Weekly: new(money.MustParse("2000.00"))}, days: aWeek, sheets: timesheets{Weeks: 1},
			lines: []string{"base 2000.00", "overtime-25 62.50"}, gross: "2062.50", paid: 5,
		},
		{
			// No shooting from Tuesday to Thursday: those days are of the guaranteed week. 2 × 8:00 and 3 × 7:48 are
			// 39:24, rounded up to 39:30, 1,256.85; 4.5 × 0.25 × 31.819 = 35.80.
			name: "a gap in the plan", days: []string{aWeek[0], aWeek[4]}, sheets: timesheets{Weeks: 1},
			lines: []string{"base 1256.85", "overtime-25 35.80"}, gross: "1292.65", paid: 5,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, p := unitFilm(t, c.terms, c.sheets, c.days...)
			w := memberOf(t, f, p)
			var lines []string
			for _, wage := range w.Wages {
				for _, l := range wage.Lines {
					lines = append(lines, fmt.Sprintf("%s %v", l.Code, l.Amount))
				}
			}
			assert.Equal(t, c.lines, lines)
			assert.Equal(t, c.gross, w.Gross.String())
			assert.Equal(t, c.paid, w.Days)
			assert.Len(t, w.Payslips, 1)
		})
	}
}

// Taxes on 1,352.31 gross: apprenticeship is 0.68 % of it and a tenth for the leave fund, 1,487.54: 10.12 (CT L6241-2, CSS
// D243-0-2 2°); training of intermittent workers 2.10 %: 28.40 (CT L6331-55, agreement of 25 September 2014); housing, of
// fifty employees, 0.45 %: 6.09 (loi 2019-486).
func TestTaxesOnWagesByHand(t *testing.T) {
	for headcount, want := range map[int]string{4: "38.52", 50: "44.61"} {
		f, p := unitFilm(t, engagement{}, timesheets{Weeks: 1, Days: []daySheet{{Day: 1, WrapShift: 45}}}, aWeek...)
		f.employer.Headcount = headcount
		w := memberOf(t, f, p)
		assert.Equal(t, "1352.31", w.Gross.String())
		assert.Equal(t, want, w.Taxes.String(), headcount)
	}
}

// The week of 27 April has four days in April and the first of May, a holiday off: 40 base hours at least, of which
// the seven of the holiday are 7 / 39 of the minutes paid (4 × 8:00 and 7:00), and so of the gross.
func TestAWeekInTwoMonths(t *testing.T) {
	f, p := unitFilm(t, engagement{WeeksAfter: 1}, timesheets{Weeks: 1},
		"2026-04-27 08:00 17:00", "2026-04-28 08:00 17:00", "2026-04-29 08:00 17:00", "2026-04-30 08:00 17:00")
	w := memberOf(t, f, p)
	require.Len(t, w.Wages, 2)
	require.Len(t, w.Payslips, 2)
	// 32 × 31.819 = 1,018.21; 7 × 31.819 = 222.73; 40 − 39 = 1 × 31.819 = 31.82: 1,272.76, the week of the grid.
	assert.Equal(t, "1272.76", w.Wages[0].Gross.String())
	// 1,272.76 × 7 / 39 = 228.444, by largest remainder 228.44; the week after has the 8 May off and is 1,272.76 too.
	assert.Equal(t, "1044.32", w.Payslips[0].Bases.Gross.String())
	assert.Equal(t, "1501.20", w.Payslips[1].Bases.Gross.String(), "228.44 + 1,272.76")
	assert.Equal(t, "2026-05-08", w.Payslips[1].Date.String())
}

// A player engaged by the week is paid at least two of five cachets, whatever the days of work (title III, sub-title I, art. 2.1).
func TestAPlayerByTheWeek(t *testing.T) {
	f, p := unitFilm(t, engagement{}, timesheets{Weeks: 1}, aWeek[1], aWeek[2])
	f.cast.Players = []player{{Role: "NORA", Name: "Salomé", Contract: schedule.ByWeek, Fee: money.MustParse("2500.00")}}
	f.breakdown.Scenes = []sheet{{Scene: "1", Minutes: 480}, {Scene: "2", Minutes: 480}}
	p.Schedule.Shoot.Scenes = []schedule.ShootScene{{ID: "1", Cast: []string{"NORA"}}, {ID: "2", Cast: []string{"NORA"}}}
	p.Schedule.Days[0].Scenes, p.Schedule.Days[1].Scenes = []string{"1"}, []string{"2"}
	p.Schedule.Cast = []Presence{{Role: "NORA", Worked: []civil.Date{p.Schedule.Days[0].Date, p.Schedule.Days[1].Date}}}
	calendar, err := f.calendar(p)
	require.NoError(t, err)
	w, err := f.player(0, p, calendar)
	require.NoError(t, err)
	assert.Equal(t, 10, w.Days, "2 × 5 cachets")
	assert.Equal(t, "5000.00", w.Gross.String(), "2 × 2,500.00")
	require.Len(t, w.Payslips, 1)
	assert.Equal(t, "2026-04-27", w.Payslips[0].Date.String(), "the tenth weekday from Tuesday 14 April")
}

// Wednesday to Friday and the Monday after are in a row; the Wednesday after is not, nor is 30 April with 4 May but
// for 1 May, which is off. Six days of three contracts have twelve hourly ceilings of 30.00 each (arrêté of 24
// January 1975, art. 3, and of 22 December 2025); as one contract they would have the part of the month.
func TestWithoutPaidWaitingARunOfDaysIsAContract(t *testing.T) {
	f, p := unitFilm(t, engagement{}, timesheets{Weeks: 1}, aWeek...)
	calendar, err := f.calendar(p)
	require.NoError(t, err)
	var days []payroll.WorkedDay
	for _, date := range []string{"2026-04-15", "2026-04-16", "2026-04-17", "2026-04-20", "2026-04-22", "2026-04-30", "2026-05-04"} {
		days = append(days, payroll.WorkedDay{Date: civil.MustParseDate(date), Hours: money.DecimalFromInt(8), Gross: money.MustParse("450.00")})
	}
	w := Person{Artist: true}
	require.NoError(t, w.pay(f.artist("Zoé", nil), contractsOf(schedule.NoHold, days, calendar)...))
	var contracts, slips []string
	for _, c := range w.Contracts {
		contracts = append(contracts, fmt.Sprintf("%s: %v to %v, %d", c.ID, c.Period.From, c.Period.To, c.Days))
	}
	for _, s := range w.Payslips {
		slips = append(slips, fmt.Sprintf("%s: %v, %v of %v", s.Contract, s.Date, s.Ceiling, s.Bases.Gross))
	}
	assert.Equal(t, []string{
		"Zoé, 2026-04-15: 2026-04-15 to 2026-04-20, 4", "Zoé, 2026-04-22: 2026-04-22 to 2026-04-22, 1", "Zoé, 2026-04-30: 2026-04-30 to 2026-05-04, 2",
	}, contracts)
	assert.Equal(t, []string{
		"Zoé, 2026-04-15: 2026-04-20, 1440.00 of 1800.00", "Zoé, 2026-04-22: 2026-04-22, 360.00 of 450.00",
		"Zoé, 2026-04-30: 2026-04-30, 360.00 of 450.00", "Zoé, 2026-04-30: 2026-05-04, 360.00 of 450.00",
	}, slips)
	assert.Len(t, contractsOf(schedule.ByDay, days, calendar), 1, "with paid waiting the contract goes on")
}

// In the film a run of fewer than five days has twelve hourly ceilings of 30.00 a day, however many runs there are.
func TestScatteredDaysHaveADailyCeiling(t *testing.T) {
	daily := money.MustParse("360.00").Cents()
	scattered := 0
	for _, w := range bundledFilm(t).Payroll.People {
		if w.Contract != schedule.NoHold {
			continue
		}
		days := 0
		for _, c := range w.Contracts {
			days += c.Days
			ceiling := int64(0)
			for _, slip := range w.Payslips {
				if slip.Contract == c.ID {
					ceiling += slip.Ceiling.Cents()
				}
			}
			if c.Days < 5 {
				assert.Equal(t, daily*int64(c.Days), ceiling, c.ID)
				continue
			}
			assert.Less(t, ceiling, daily*int64(c.Days), "%s: the part of the month", c.ID)
		}
		assert.Equal(t, w.Days, days, w.Who)
		if w.Days >= 5 && len(w.Contracts) > 1 {
			scattered++
		}
	}
	assert.Positive(t, scattered, "somebody has five days or more, but not in a row")
}

// The day is called at 08:00 with scenes of 150, 120 and 210 minutes, the meal is from 12:00 to 13:00, and it was
// wrapped half an hour late, at 17:30.
func TestWhenSomebodyIsOnTheSet(t *testing.T) {
	f, p := unitFilm(t, engagement{}, timesheets{Weeks: 1, Days: []daySheet{{Day: 1, WrapShift: 30}}}, aWeek[0])
	f.breakdown.Scenes = []sheet{{Scene: "1", Minutes: 150}, {Scene: "2", Minutes: 120}, {Scene: "3", Minutes: 210}}
	p.Schedule.Days[0].Scenes = []string{"1", "2", "3"}
	for _, c := range []struct{ scenes, call, wrap string }{
		{"1", "08:00", "10:30"},
		{"2", "10:30", "13:30"}, // the meal is in the scene
		{"3", "13:30", "17:30"}, // 4:30 of work after the call, and the meal
		{"1 3", "08:00", "17:30"},
	} {
		needed := map[string]bool{}
		for _, id := range strings.Fields(c.scenes) {
			needed[id] = true
		}
		call, wrap, err := f.onSet(p.Schedule.Days[0], p.Payroll.Days[0], needed)
		require.NoError(t, err)
		assert.Equal(t, c.call+" "+c.wrap, call.String()+" "+wrap.String(), c.scenes)
	}
}

// Twelve passers-by in one scene, ten of them and two officers in the next: 12 and 2, at 107.00 € for eight hours.
func TestExtrasOfADay(t *testing.T) {
	f, p := unitFilm(t, engagement{}, timesheets{Weeks: 1}, aWeek[0], aWeek[1])
	f.cast.Extras = extraTerms{Function: "Figurant", Fee: money.MustParse("107.00")}
	crowd := func(name string, n int) schedule.Element {
		return schedule.Element{Category: schedule.Background, Name: name, Quantity: n}
	}
	f.breakdown.Scenes = []sheet{
		{Scene: "1", Minutes: 240, Elements: []schedule.Element{crowd("passants", 12), {Category: schedule.Props, Name: "vélo", Quantity: 3}}},
		{Scene: "2", Minutes: 240, Elements: []schedule.Element{crowd("passants", 10), crowd("douaniers", 2)}},
		{Scene: "3", Minutes: 480},
	}
	p.Schedule.Days[0].Scenes, p.Schedule.Days[1].Scenes = []string{"1", "2"}, []string{"3"}
	extras, err := f.extras(p)
	require.NoError(t, err)
	require.Len(t, extras.Days, 1)
	assert.Equal(t, 14, extras.Cachets)
	assert.Equal(t, "1498.00", extras.Gross.String(), "14 × 107.00")
	assert.Equal(t, 14*extras.Days[0].Payslip.EmployerCost.Cents(), extras.Cost.Cents())
	assert.Equal(t, []string{"passants", "douaniers"}, extras.Days[0].Groups)

	p.Schedule.Days[0].Country = "BE"
	extras, err = f.extras(p)
	require.NoError(t, err)
	assert.Empty(t, extras.Days, "those of a day abroad are engaged there")
}

// A contract with paid waiting goes on over weekends: 4,005.00 a month (arrêté of 22 December 2025), by the days of
// the calendar from its first to its last (CSS R242-2).
func TestCeilingsGoOnOverWeekends(t *testing.T) {
	checked := 0
	for _, w := range bundledFilm(t).Payroll.People {
		if !w.Artist || w.Contract == schedule.NoHold {
			continue
		}
		first, last := w.Paid[0].Date, w.Paid[len(w.Paid)-1].Date
		for _, slip := range w.Payslips {
			month := slip.Date.Month()
			from, to := month.First(), month.Last()
			if from.Before(first) {
				from = first
			}
			if to.After(last) {
				to = last
			}
			share, err := money.NewFraction(int64(to.DaysSince(from)+1), int64(month.Days()))
			require.NoError(t, err)
			want, err := share.Of(money.MustParse("4005.00"))
			require.NoError(t, err)
			assert.Equal(t, want, slip.Ceiling, slip.ID)
			checked++
		}
	}
	assert.Positive(t, checked)
}

// Between a night that ends at 02:00 and a call at 08:00 eleven hours of rest on either side leave 13:00 to 21:00;
// after a day and before one the hours are those of the office, 09:00 to 17:48 with an hour for lunch. A rest that
// leaves no day is not kept.
func TestOfficeDaysBetweenDaysOfShooting(t *testing.T) {
	day := func(date, call, wrap string) UnitDay {
		return UnitDay{Date: civil.MustParseDate(date), Call: worktime.MustParseClock(call), Wrap: worktime.MustParseClock(wrap)}
	}
	between := civil.MustParseDate("2026-05-12")
	for _, c := range []struct {
		name       string
		unit       []UnitDay
		rest       int
		call, wrap string
	}{
		{"after a night", []UnitDay{day("2026-05-11", "18:00", "26:00"), day("2026-05-13", "08:00", "18:00")}, 660, "13:00", "21:00"},
		{"after a night alone", []UnitDay{day("2026-05-11", "18:00", "26:00")}, 660, "13:00", "21:48"},
		{"between days", []UnitDay{day("2026-05-11", "08:00", "18:00"), day("2026-05-13", "08:00", "18:00")}, 660, "09:00", "17:48"},
		{"nowhere near", []UnitDay{day("2026-05-08", "18:00", "26:00")}, 660, "09:00", "17:48"},
		{"no day is left", []UnitDay{day("2026-05-11", "18:00", "26:00"), day("2026-05-13", "08:00", "18:00")}, 1200, "09:00", "17:48"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var f film
			f.shoot.Rules.RestMinutes = c.rest
			call, wrap := f.rested(between, c.unit)
			assert.Equal(t, c.call, call.String())
			assert.Equal(t, c.wrap, wrap.String())
		})
	}
}
