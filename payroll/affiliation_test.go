package payroll

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// worked is hours of a technician within a month.
func worked(from, to, hours string) Activity {
	a := Activity{Kind: HoursWorked, Category: Technician, From: day(from), To: day(to), Hours: money.MustDecimal(hours)}
	a.Days = a.period().Days()
	return a
}

// played is cachets of an artist within a month.
func played(from, to string, cachets int) Activity {
	a := Activity{Kind: Cachets, From: day(from), To: day(to), Cachets: cachets}
	a.Days = a.period().Days()
	return a
}

func leave(kind ActivityKind, from, to string) Activity {
	return Activity{Kind: kind, From: day(from), To: day(to)}
}

func learnt(kind ActivityKind, from, to, hours string) Activity {
	return Activity{Kind: kind, From: day(from), To: day(to), Hours: money.MustDecimal(hours)}
}

func affiliation(t *testing.T, c Claim) Affiliation {
	t.Helper()
	a, err := ComputeAffiliation(c, UnemploymentParameters{})
	require.NoError(t, err)
	recomputes(t, a.Lines)
	return a
}

// The rules of the guide (p. 5 to 9), an hour and a day either side of each limit.
func TestAffiliation(t *testing.T) {
	year := func(hours string) []Activity { // 507 hours in three months, the last as given
		return []Activity{worked("2026-04-01", "2026-04-30", "200"), worked("2026-05-01", "2026-05-31", "200"), worked("2026-06-01", "2026-06-30", hours)}
	}
	end := day("2026-06-30")
	for _, c := range []struct {
		name               string
		claim              Claim
		hours, workedHours string
		eligible           bool
	}{
		{"507 hours", Claim{End: end, Activities: year("107")}, "507", "507", true},
		{"an hour less", Claim{End: end, Activities: year("106")}, "506", "506", false},
		{"a hundredth of an hour less", Claim{End: end, Activities: year("106.99")}, "506.99", "506.99", false},
		{"a month of a technician is 208 hours", Claim{End: end, Activities: year("209")}, "608", "608", true},
		{"208 hours whole", Claim{End: end, Activities: year("208")}, "608", "608", true},
		{"250 with several employers", Claim{End: end, Activities: append(year("150"), Activity{
			Kind: HoursWorked, Category: Technician, Employer: "other", From: day("2026-06-01"), To: day("2026-06-20"), Hours: money.MustDecimal("150"), Days: 15,
		})}, "650", "650", true},
		{"260 with a derogation", Claim{End: end, Derogation: true, Activities: year("270")}, "660", "660", true},
		{"a cachet is 12 hours", Claim{End: end, Activities: []Activity{played("2026-06-01", "2026-06-30", 28)}}, "336", "336", false},
		{"28 cachets a month", Claim{End: end, Activities: []Activity{played("2026-06-01", "2026-06-30", 29)}}, "336", "336", false},
		{"38 cachets are 456 hours (guide example 14)", Claim{End: end, Activities: []Activity{played("2026-05-01", "2026-05-31", 20), played("2026-06-01", "2026-06-30", 18)}}, "456", "456", false},
		{"work abroad is 6 hours a day", Claim{End: end, Activities: []Activity{{Kind: WorkAbroad, From: day("2026-06-01"), To: day("2026-06-30"), Days: 10}}}, "60", "60", false},
		{"hours of a career transition", Claim{End: end, Activities: append(year("100"), Activity{Kind: CareerTransition, Category: Technician, From: day("2026-03-01"), To: day("2026-03-31"), Hours: money.MustDecimal("7")})}, "507", "507", true},
		// a leave of 20 days is 100 hours
		{"suspension of a contract", Claim{End: end, Activities: append(year("7"), leave(Suspension, "2026-03-01", "2026-03-20"))}, "507", "507", true},
		{"maternity", Claim{End: end, Activities: append(year("7"), leave(Maternity, "2026-03-01", "2026-03-20"))}, "507", "507", true},
		{"an accident", Claim{End: end, Activities: append(year("7"), leave(WorkAccident, "2026-03-01", "2026-03-20"))}, "507", "507", true},
		{"a day of leave less", Claim{End: end, Activities: append(year("7"), leave(Maternity, "2026-03-01", "2026-03-19"))}, "502", "502", false},
		{"a long illness after a right", Claim{End: end, Previous: day("2025-01-31"), Activities: append(year("7"), leave(LongIllness, "2026-03-01", "2026-03-20"))}, "507", "507", true},
		{"a long illness without one", Claim{End: end, Activities: append(year("7"), leave(LongIllness, "2026-03-01", "2026-03-20"))}, "407", "407", false},
		{"teaching is limited to 70 hours", Claim{End: end, Activities: append(year("50"), learnt(Teaching, "2025-09-01", "2026-05-31", "90"))}, "520", "450", true},
		{"120 from 50 years", Claim{End: end, Birth: day("1976-06-30"), Activities: append(year("50"), learnt(Teaching, "2025-09-01", "2026-05-31", "130"))}, "570", "450", true},
		{"not a day before", Claim{End: end, Birth: day("1976-07-01"), Activities: append(year("50"), learnt(Teaching, "2025-09-01", "2026-05-31", "130"))}, "520", "450", true},
		{"training is limited to 338 hours", Claim{End: end, Activities: []Activity{worked("2026-06-01", "2026-06-30", "168"), learnt(Training, "2025-09-01", "2025-12-31", "339")}}, "506", "168", false},
		{"and suffices with 169", Claim{End: end, Activities: []Activity{worked("2026-06-01", "2026-06-30", "169"), learnt(Training, "2025-09-01", "2025-12-31", "339")}}, "507", "169", true},
		{"338 with teaching", Claim{End: end, Activities: []Activity{worked("2026-06-01", "2026-06-30", "168"), learnt(Training, "2025-09-01", "2025-12-31", "300"), learnt(Teaching, "2025-09-01", "2026-05-31", "70")}}, "506", "168", false},
		{"the first day of the year", Claim{End: end, Activities: append(year("7"), worked("2025-07-01", "2025-07-01", "10"))}, "417", "417", false},
		{"a day too early", Claim{End: end, Activities: append(year("107"), worked("2025-06-30", "2025-06-30", "10"))}, "507", "507", true},
		{"later work does not count", Claim{End: end, Activities: append(year("106"), worked("2026-07-01", "2026-07-10", "10"))}, "506", "506", false},
		{"hours up to the right before do not count", Claim{End: end, Previous: day("2026-04-30"), Activities: year("200")}, "400", "400", false},
		{"67 years", Claim{End: end, Birth: day("1959-06-30"), Activities: year("107")}, "507", "507", false},
		{"a day less", Claim{End: end, Birth: day("1959-07-01"), Activities: year("107")}, "507", "507", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := affiliation(t, c.claim)
			assert.Equal(t, []string{c.hours, c.workedHours}, []string{a.Hours.String(), a.Worked.String()})
			assert.Equal(t, c.eligible, a.Eligible)
			assert.Equal(t, "507", a.Required.String())
		})
	}
}

// A month that the period covers in part: the limit / 20.8 × calendar days (guide p. 7). From 21 June
// 2025, after the right before, 10 days: 208 / 20.8 × 10 = 100 hours, 28 / 20.8 × 10 cachets = 161.538… hours.
func TestMonthsInPart(t *testing.T) {
	c := Claim{End: day("2026-06-15"), Previous: day("2025-06-20"), Activities: []Activity{
		worked("2025-06-21", "2025-06-30", "101"), played("2025-06-21", "2025-06-30", 14), played("2026-06-01", "2026-06-15", 10),
	}}
	a := affiliation(t, c)
	assert.Equal(t, "381.53", a.Hours.String(), "100 + 161.53 + 120")
	assert.Equal(t, Artist, a.Category, "281.53 hours of annex 10, 100 of annex 8")
	// 15 days of June: 28 / 20.8 × 15 = 20.19 cachets; 25 days are over 28, which holds
	c = Claim{End: day("2026-06-25"), Activities: []Activity{played("2026-06-01", "2026-06-25", 30)}}
	assert.Equal(t, "336", affiliation(t, c).Hours.String())
}

// Guide p. 5: an end on 10 February 2023 looks back to 11 February 2022.
func TestPeriod(t *testing.T) {
	end := played("2026-02-01", "2026-02-10", 1)
	for _, c := range []struct {
		name, from string
		more       []Activity
		previous   string
		days       int
	}{
		{"365 days", "2025-02-11", nil, "", 365},
		{"sick leave makes it longer", "2025-01-12", []Activity{leave(SickLeave, "2025-06-01", "2025-06-30")}, "", 395},
		// 30 days lead back to 12 January, its 10 days of leave to 2 January, the whole 21 to 22 December
		{"and what it reaches too", "2024-12-22", []Activity{leave(SickLeave, "2025-06-01", "2025-06-30"), leave(SickLeave, "2025-01-01", "2025-01-21")}, "", 416},
		{"not beyond the right before", "2025-03-25", nil, "2025-03-24", 323},
		{"nor by sick leave", "2025-02-01", []Activity{leave(SickLeave, "2025-06-01", "2025-06-30")}, "2025-01-31", 375},
	} {
		t.Run(c.name, func(t *testing.T) {
			claim := Claim{End: day("2026-02-10"), Activities: append([]Activity{end}, c.more...)}
			if c.previous != "" {
				claim.Previous = day(c.previous)
			}
			a := affiliation(t, claim)
			assert.Equal(t, c.from, a.Period.From.String())
			assert.Equal(t, c.days, a.Period.Days())
			assert.Equal(t, "2027-02-10", a.Anniversary.String())
		})
	}
}

// A readmission may look further back: 549 hours over 395 days, 591 over 425 (guide p. 5).
func TestLongerPeriods(t *testing.T) {
	end := worked("2026-06-01", "2026-06-30", "200")
	old := worked("2025-06-01", "2025-06-30", "200")    // inside 395 days, from 1 June
	older := worked("2025-05-02", "2025-05-31", "200")  // inside 425 days, from 2 May
	spring := worked("2026-05-01", "2026-05-31", "149") // 549 with the two
	for _, c := range []struct {
		name       string
		activities []Activity
		previous   string
		extend     bool
		blocks     int
		required   string
		eligible   bool
	}{
		{"549 hours over 395 days", []Activity{end, spring, old}, "2025-01-31", true, 1, "549", true},
		{"not where it was not asked for", []Activity{end, spring, old}, "2025-01-31", false, 0, "507", false},
		{"an hour less", []Activity{end, worked("2026-05-01", "2026-05-31", "148"), old}, "2025-01-31", true, 0, "507", false},
		{"591 over 425", []Activity{end, worked("2026-05-01", "2026-05-31", "100"), old, older}, "2025-01-31", true, 2, "591", true},
		{"not with hours of the right before", []Activity{end, spring, old}, "2025-06-30", true, 0, "507", false},
		{"cut after the right before", []Activity{end, spring, worked("2025-06-11", "2025-06-30", "200")}, "2025-06-10", true, 1, "549", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := affiliation(t, Claim{End: day("2026-06-30"), Previous: day(c.previous), Extend: c.extend, Activities: c.activities})
			assert.Equal(t, c.blocks, a.Blocks)
			assert.Equal(t, c.required, a.Required.String())
			assert.Equal(t, c.eligible, a.Eligible, "%v of %v", a.Hours, a.Required)
			assert.True(t, a.Period.From.After(day(c.previous)))
			cut := slices.ContainsFunc(a.Notices, func(n law.Notice) bool { return n.Code == CodeReading })
			assert.Equal(t, c.previous == "2025-06-10", cut)
		})
	}
}

// Guide example 9: a right on the end of 12 September 2022, until 12 September 2023; then one on the end
// of 15 May 2023, until 15 May 2024. Hours of the first right are not counted again.
func TestRightsOfTheGuide(t *testing.T) {
	activities := []Activity{
		played("2021-11-01", "2021-11-30", 25), played("2022-09-01", "2022-09-12", 12), played("2022-06-01", "2022-06-30", 10), // 564 h
		leave(SickLeave, "2022-10-20", "2022-12-18"),
		played("2023-01-02", "2023-01-31", 25), played("2023-03-01", "2023-03-31", 20), played("2023-05-01", "2023-05-15", 7), // 624 h
	}
	first := affiliation(t, Claim{End: day("2022-09-12"), Activities: activities})
	assert.Equal(t, "2021-09-13 to 2022-09-12", first.Period.String())
	assert.Equal(t, "2023-09-12", first.Anniversary.String())
	assert.True(t, first.Eligible)
	assert.Equal(t, "564", first.Hours.String())
	second := affiliation(t, Claim{End: day("2023-05-15"), Previous: first.End, Activities: activities})
	assert.Equal(t, "2022-09-13 to 2023-05-15", second.Period.String())
	assert.Equal(t, "2024-05-15", second.Anniversary.String())
	assert.True(t, second.Eligible)
	assert.Equal(t, "624", second.Hours.String())
}

// Guide example 14: after a right on the end of 30 December 2022, 38 cachets until 23 September 2023 are
// 456 hours, too few, and enough for the catch-up clause.
func TestRejectionOfTheGuide(t *testing.T) {
	c := Claim{End: day("2023-09-23"), Previous: day("2022-12-30"), Activities: []Activity{
		played("2023-01-09", "2023-01-31", 5), played("2023-03-01", "2023-03-31", 8), played("2023-05-01", "2023-05-31", 12), played("2023-09-04", "2023-09-23", 13),
	}}
	a := affiliation(t, c)
	assert.Equal(t, "2022-12-31 to 2023-09-23", a.Period.String())
	assert.Equal(t, "456", a.Hours.String())
	assert.False(t, a.Eligible)
	assert.True(t, a.CatchUp)
}

// Guide p. 21: 338 hours, training within 226.
func TestCatchUp(t *testing.T) {
	end := day("2026-06-30")
	for _, c := range []struct {
		name     string
		previous string
		more     []Activity
		want     bool
	}{
		{"338 hours", "2025-01-31", []Activity{worked("2026-06-01", "2026-06-30", "200"), worked("2026-05-01", "2026-05-31", "138")}, true},
		{"an hour less", "2025-01-31", []Activity{worked("2026-06-01", "2026-06-30", "200"), worked("2026-05-01", "2026-05-31", "137")}, false},
		{"226 hours of training", "2025-01-31", []Activity{worked("2026-06-01", "2026-06-30", "112"), learnt(Training, "2025-09-01", "2025-12-31", "300")}, true},
		{"no more than that", "2025-01-31", []Activity{worked("2026-06-01", "2026-06-30", "111"), learnt(Training, "2025-09-01", "2025-12-31", "300")}, false},
		{"without a right before", "", []Activity{worked("2026-06-01", "2026-06-30", "200"), worked("2026-05-01", "2026-05-31", "138")}, false},
		{"where 507 are there", "2025-01-31", []Activity{worked("2026-06-01", "2026-06-30", "200"), worked("2026-05-01", "2026-05-31", "200"), worked("2026-04-01", "2026-04-30", "200")}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			claim := Claim{End: end, Activities: c.more}
			if c.previous != "" {
				claim.Previous = day(c.previous)
			}
			assert.Equal(t, c.want, affiliation(t, claim).CatchUp)
		})
	}
}

// Guide example 7: 8,000 € in a year with 120 days of maternity leave are 11,918.36, cut.
func TestReferencePayBroughtToTheYear(t *testing.T) {
	end := worked("2026-06-01", "2026-06-30", "100")
	end.Gross = money.MustParse("8000.00")
	other := Activity{Kind: OtherWork, From: day("2026-01-01"), To: day("2026-01-31"), Gross: money.MustParse("500.00")}
	c := Claim{End: day("2026-06-30"), Activities: []Activity{end, leave(Maternity, "2025-09-01", "2025-12-29"), other}}
	a := affiliation(t, c)
	assert.Equal(t, "11918.36", a.ReferencePay.String())
	assert.Equal(t, "8500.00", a.AllPay.String(), "of any scheme")
	assert.Equal(t, "700", a.Worked.String())
	assert.Equal(t, 30, a.Days)
	assert.Equal(t, AllowanceBasis{Date: a.End, Category: Technician, ReferencePay: a.ReferencePay, Hours: a.Worked, Required: money.MustDecimal("507")}, a.Basis())
	c.Activities[1].Kind = WorkAccident
	assert.Equal(t, "8000.00", affiliation(t, c).ReferencePay.String(), "an accident does not")
}

// An activity that begins before the period counts by its days inside, with a notice.
func TestActivitiesInPart(t *testing.T) {
	a := worked("2025-06-01", "2025-06-30", "90")
	a.Gross = money.MustParse("1000.00")
	c := Claim{End: day("2026-06-20"), Activities: []Activity{a, worked("2026-06-01", "2026-06-20", "100")}}
	got := affiliation(t, c) // from 21 June 2025: 10 days of 30
	assert.Equal(t, "130", got.Hours.String())
	assert.Equal(t, "333.33", got.ReferencePay.String())
	assert.Equal(t, 30, got.Days)
	require.Len(t, got.Notices, 1)
	assert.Equal(t, CodeProrated, got.Notices[0].Code)
	assert.Equal(t, "activities[0]", got.Notices[0].Key)
}

func TestTheAnnexIsThatOfMostHours(t *testing.T) {
	end := day("2026-06-30")
	for _, c := range []struct {
		name       string
		activities []Activity
		want       Category
	}{
		{"more as a technician", []Activity{worked("2026-05-01", "2026-05-31", "121"), played("2026-06-01", "2026-06-30", 10)}, Technician},
		{"more as an artist", []Activity{worked("2026-05-01", "2026-05-31", "119"), played("2026-06-01", "2026-06-30", 10)}, Artist},
		{"as many: the last", []Activity{worked("2026-05-01", "2026-05-31", "120"), played("2026-06-01", "2026-06-30", 10)}, Artist},
		{"as many: the last, a technician", []Activity{worked("2026-06-01", "2026-06-30", "120"), played("2026-05-01", "2026-05-31", 10)}, Technician},
	} {
		t.Run(c.name, func(t *testing.T) {
			assert.Equal(t, c.want, affiliation(t, Claim{End: end, Activities: c.activities}).Category)
		})
	}
}

func TestClaimRefuses(t *testing.T) {
	sound := played("2026-06-01", "2026-06-30", 3)
	for _, c := range []struct {
		name  string
		claim Claim
		want  []string
	}{
		{"nothing", Claim{}, []string{"end: is missing"}},
		{"no work on the end", Claim{End: day("2026-06-29"), Activities: []Activity{sound}}, []string{"end: names nothing in the document: no work"}},
		{"an empty activity", Claim{End: day("2026-06-30"), Activities: []Activity{sound, {}}}, []string{"activities[1].kind: ", "activities[1].from: is missing", "activities[1].to: is missing"}},
		{"an end before the beginning", Claim{End: day("2026-06-30"), Activities: []Activity{sound, leave(Maternity, "2026-03-02", "2026-03-01")}}, []string{"activities[1].to: is out of range: not before"}},
		{"work over two months", Claim{End: day("2026-06-30"), Activities: []Activity{sound, worked("2026-04-30", "2026-05-01", "8")}}, []string{"activities[1].to: is out of range: within the month"}},
		{"fields of another kind", Claim{End: day("2026-06-30"), Activities: []Activity{sound, {
			Kind: Suspension, From: day("2026-03-01"), To: day("2026-03-01"), Category: Artist, Employer: "e", Hours: money.MustDecimal("1"), Cachets: 1, Days: 1, Gross: money.FromCents(1),
		}}}, []string{"[1].category: unknown", "[1].employer: unknown", "[1].hours: unknown", "[1].cachets: unknown", "[1].days: unknown", "[1].gross: unknown"}},
		{"amounts that cannot be", Claim{End: day("2026-06-30"), Activities: []Activity{{
			Kind: Cachets, From: day("2026-06-30"), To: day("2026-06-30"), Cachets: 4, Days: 2, Gross: money.FromCents(-1),
		}, worked("2026-05-01", "2026-05-02", "48.01"), worked("2026-04-01", "2026-04-02", "8.001")}}, []string{
			"[0].cachets: is out of range: 1 to 3", "[0].days: is out of range: 1 to 1", "[0].gross: is out of range", "[1].hours: is out of range: more than 0, at most 48", "[2].hours: ",
		}},
		{"leaves that share a day", Claim{End: day("2026-06-30"), Activities: []Activity{sound, leave(SickLeave, "2026-03-10", "2026-03-20"), leave(Maternity, "2026-03-01", "2026-03-10")}}, []string{"activities[1].from: is given twice"}},
		{"an end before the right before", Claim{End: day("2026-06-30"), Previous: day("2026-06-30"), Activities: []Activity{sound}}, []string{"previous: is out of range"}},
		{"a right of long ago", Claim{End: day("2026-06-30"), Previous: day("2016-06-29"), Activities: []Activity{sound}}, []string{"previous: is out of range: 2016-06-30"}},
		{"longer without a right before", Claim{End: day("2026-06-30"), Extend: true, Activities: []Activity{sound}}, []string{"extend: is out of range"}},
		{"a child", Claim{End: day("2026-06-30"), Birth: day("2016-06-30"), Activities: []Activity{sound}}, []string{"birth: is out of range"}},
		{"too many", Claim{End: day("2026-06-30"), Activities: make([]Activity, MaxActivities+1)}, []string{"activities: is out of range"}},
		{"the first years", Claim{End: day("1905-06-30"), Activities: []Activity{played("1905-06-01", "1905-06-30", 1)}}, []string{"end: is out of range"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := ComputeAffiliation(c.claim, UnemploymentParameters{})
			for _, want := range c.want {
				require.ErrorContains(t, err, want)
			}
			var fault *FieldError
			require.ErrorAs(t, err, &fault)
		})
	}
	_, err := ComputeAffiliation(Claim{End: day("2016-07-31"), Activities: []Activity{played("2016-07-01", "2016-07-31", 28)}}, UnemploymentParameters{})
	require.ErrorIs(t, err, law.ErrNoValue)
	require.ErrorContains(t, err, "end: ")
}

// randomClaim is a valid claim of any kind, with an end on 2026-06-30.
func randomClaim(r *rand.Rand) Claim {
	c := Claim{End: day("2026-06-30"), Activities: []Activity{played("2026-06-30", "2026-06-30", 1)}, Derogation: r.IntN(5) == 0}
	for i := range r.IntN(30) {
		month, _ := c.End.Month().Add(-r.IntN(16))
		from, _ := month.First().AddDays(r.IntN(month.Days()))
		to, _ := from.AddDays(r.IntN(month.Last().DaysSince(from) + 1))
		a := Activity{Kind: pick(r, HoursWorked, HoursWorked, Cachets, WorkAbroad, CareerTransition, Training, Teaching, OtherWork), From: from, To: to}
		s, span := shapes[a.Kind], a.period().Days()
		if s.category {
			a.Category = pick(r, categories...)
		}
		if s.work {
			a.Employer = fmt.Sprint(i % 3)
		}
		if s.hours {
			a.Hours = money.DecimalFromScaled(1+r.Int64N(int64(span)*1_200), 2)
		}
		if s.cachets {
			a.Cachets = 1 + r.IntN(span)
		}
		if s.days {
			a.Days = 1 + r.IntN(span)
		}
		if s.gross {
			a.Gross = money.FromCents(r.Int64N(400_000))
		}
		c.Activities = append(c.Activities, a)
	}
	if r.IntN(3) == 0 {
		from, _ := c.End.AddDays(-r.IntN(420))
		to, _ := from.AddDays(r.IntN(60))
		c.Activities = append(c.Activities, Activity{Kind: pick(r, Suspension, Maternity, WorkAccident, SickLeave), From: from, To: to})
	}
	if r.IntN(2) == 0 {
		c.Previous, _ = c.End.AddDays(-20 - r.IntN(500))
		c.Extend = r.IntN(2) == 0
	}
	return c
}

// plainHours counts the hours of work day by day and month by month, in hundredths, for claims whose
// activities are wholly inside or outside the period: what ComputeAffiliation found as worked hours.
func plainHours(c Claim, period civil.Period) (worked int64) {
	type key struct {
		month civil.Month
		c     Category
	}
	hours, employers := map[key]int64{}, map[key]map[string]bool{}
	for _, a := range c.Activities {
		var in int64
		for d := range a.period().All() {
			if period.Contains(d) {
				in++
			}
		}
		switch a.Kind {
		case Suspension, Maternity, WorkAccident:
			worked += in * 500
			continue
		case HoursWorked, Cachets, WorkAbroad, CareerTransition:
		default:
			continue
		}
		if in == 0 {
			continue
		}
		annex, whole := Artist, int64(0)
		switch a.Kind {
		case Cachets:
			whole = int64(a.Cachets) * 1_200
		case WorkAbroad:
			whole = int64(a.Days) * 600
		default:
			whole, _ = a.Hours.Scaled(2)
			annex = a.Category
		}
		k := key{a.From.Month(), annex}
		hours[k] += whole * in / int64(a.period().Days())
		if employers[k] == nil {
			employers[k] = map[string]bool{}
		}
		employers[k][a.Employer] = true
	}
	for k, h := range hours {
		limit := int64(20_800)
		switch {
		case k.c == Artist:
			limit = 28 * 1_200
		case c.Derogation:
			limit = 26_000
		case len(employers[k]) > 1:
			limit = 25_000
		}
		in, _ := period.Intersect(k.month.Period())
		if in.Days() < k.month.Days() {
			limit = min(limit, limit*10*int64(in.Days())/208)
		}
		worked += min(h, limit)
	}
	return worked
}

func TestAffiliationAgreesWithAPlainOne(t *testing.T) {
	r := rand.New(rand.NewPCG(50, 7))
	n := 1_500
	if testing.Short() {
		n = 200
	}
	for range n {
		c := randomClaim(r)
		a, err := ComputeAffiliation(c, UnemploymentParameters{})
		require.NoError(t, err, "%+v", c)
		got, exact := a.Worked.Scaled(2)
		require.True(t, exact)
		require.Equal(t, plainHours(c, a.Period), got, "%+v", c)
		require.GreaterOrEqual(t, a.AllPay.Cents(), int64(0))
		recomputes(t, a.Lines)
		// the right is eligible just when the hours suffice, and more work never takes it away
		require.Equal(t, a.Hours.Compare(a.Required) >= 0, a.Eligible)
		if a.Eligible {
			c.Activities = append(c.Activities, played("2026-06-01", "2026-06-29", 2))
			more, err := ComputeAffiliation(c, UnemploymentParameters{})
			require.NoError(t, err)
			require.True(t, more.Eligible)
		}
	}
}
