package payroll

import (
	"cmp"
	"fmt"
	"maps"
	"math/big"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// tally is the count of a claim over one period of reference.
type tally struct {
	*reckoning
	Claim
	blocks   int
	period   civil.Period
	required formula
	worked   formula
	hours    formula
	result   Affiliation
}

func newTally(c Claim, p UnemploymentParameters, blocks int) (*tally, error) {
	r, err := newReckoning("end", c.End, p)
	if err != nil {
		return &tally{}, err
	}
	t := &tally{reckoning: r, Claim: c, blocks: blocks}
	t.require()
	t.findPeriod()
	t.countWork()
	t.countLearning()
	t.countPay()
	t.conclude()
	if t.err != nil {
		return &tally{}, t.err
	}
	return t, nil
}

func (t *tally) suffices() bool { return !t.hours.isUnder(t.required) }

// canGrow reports whether the period may still be made longer.
func (t *tally) canGrow() bool {
	return t.back(t.period.Days()+1) != t.period
}

// require writes down the hours required.
func (t *tally) require() {
	hours := t.figure("affiliation/hours")
	if t.blocks > 0 {
		hours = hours.plus(t.figure("affiliation/extension-hours").times(countFormula(t.blocks)))
	}
	t.required = t.line("required", "", unitHours, hours)
}

// findPeriod goes back from the end of contract, over sick leave between contracts, not beyond the end
// of contract of the right before.
func (t *tally) findPeriod() {
	length := t.figure("affiliation/period")
	if t.blocks > 0 {
		length = length.plus(t.divisor("affiliation/extension-days").times(countFormula(t.blocks)))
	}
	most := countFormula(366 * maxYears)
	days := t.days(length.capped(most))
	if days < 1 {
		t.fail(outOfRange("affiliation/period", "a day or more"))
		return
	}
	t.period = t.overSickLeave(t.back(days), days)
	if sick := t.sickDays(); sick > 0 {
		length = length.plus(countFormula(sick))
	}
	whole := t.line("period", "", unitDays, length.capped(countFormula(t.period.Days())))
	if t.blocks > 0 && whole.isUnder(length) {
		t.tell(CodeReading, "affiliation/extension-days", "the last block of days is cut after the right before and requires its hours whole; no text read says so")
	}
}

// overSickLeave goes back from the end until so many days without sick leave are in the period.
func (t *tally) overSickLeave(shortest civil.Period, days int) civil.Period {
	sick := map[civil.Date]bool{}
	longest := t.back(366 * maxYears)
	for _, a := range t.Activities {
		if in, some := longest.Intersect(a.period()); some && a.Kind == SickLeave {
			for d := range in.All() {
				sick[d] = true
			}
		}
	}
	if len(sick) == 0 {
		return shortest
	}
	from := t.End
	for left := days; ; {
		if !sick[from] {
			left--
		}
		if left <= 0 || from == longest.From {
			return civil.Period{From: from, To: t.End}
		}
		from, _ = from.AddDays(-1) // not before the first of the longest
	}
}

// back is the period of so many days up to the end, cut after the end of contract of the right
// before and at the oldest day that matters.
func (t *tally) back(days int) civil.Period {
	oldest, _ := t.End.AddYears(-maxYears) // checked by the claim
	from, err := t.End.AddDays(1 - days)
	if err != nil || from.Before(oldest) {
		from = oldest
	}
	if !t.Previous.IsZero() && !from.After(t.Previous) {
		from, _ = t.Previous.AddDays(1) // it is before the end
	}
	return civil.Period{From: from, To: t.End}
}

func (t *tally) sickDays() (days int) {
	for _, a := range t.Activities {
		if a.Kind == SickLeave {
			days += t.inside(a)
		}
	}
	return days
}

// inside is the number of days of an activity that are in the period.
func (t *tally) inside(a Activity) int {
	in, _ := t.period.Intersect(a.period())
	return in.Days()
}

// part is what of an amount of an activity belongs to its days inside the period.
func (t *tally) part(a Activity, whole formula) formula {
	in, span := t.inside(a), a.period().Days()
	if in == span {
		return whole
	}
	return whole.times(countFormula(in)).over(countFormula(span))
}

// hoursOf are the hours of an activity inside the period.
func (t *tally) hoursOf(a Activity) formula {
	switch a.Kind {
	case Cachets:
		return t.part(a, countFormula(a.Cachets).times(t.figure("hours/cachet"))).truncated(2)
	case WorkAbroad:
		return t.part(a, countFormula(a.Days).times(t.figure("hours/abroad"))).truncated(2)
	}
	return t.part(a, decimalFormula(a.Hours)).truncated(2)
}

// workMonth is the work of an annex in a month.
type workMonth struct {
	month    civil.Month
	category Category
}

func (w workMonth) compare(v workMonth) int {
	return cmp.Or(w.month.Compare(v.month), -cmp.Compare(w.category, v.category)) // technician before artist
}

type workOfMonth struct {
	hours     *big.Rat
	employers map[string]bool
	refs      law.Refs
}

// countWork counts work month by month, then what is counted like it, and finds the annex.
func (t *tally) countWork() {
	months := map[workMonth]*workOfMonth{}
	for _, a := range t.Activities {
		if !shapes[a.Kind].work || t.inside(a) == 0 {
			continue
		}
		key := workMonth{a.From.Month(), a.category()}
		m := months[key]
		if m == nil {
			m = &workOfMonth{hours: new(big.Rat), employers: map[string]bool{}}
			months[key] = m
		}
		m.hours.Add(m.hours, t.hoursOf(a).value)
		m.employers[a.Employer] = true
		m.refs = m.refs.Join(t.refs)
		t.refs = law.Refs{}
	}
	total, annexes := countFormula(0), map[Category]*big.Rat{Technician: new(big.Rat), Artist: new(big.Rat)}
	add := func(f formula) {
		if total.value.Sign() == 0 {
			total = f
			return
		}
		total = total.plus(f)
	}
	for _, key := range slices.SortedFunc(maps.Keys(months), workMonth.compare) {
		m := months[key]
		t.refs = m.refs
		hours := formula{value: m.hours, binds: atomBinds}
		hours.text = plainText(hours)
		counted := t.line("month", key.month.String()+" "+string(key.category), unitHours, hours.capped(t.monthLimit(key, len(m.employers))))
		annexes[key.category].Add(annexes[key.category], counted.value)
		add(counted)
	}
	for _, kind := range activityKinds {
		if days := t.assimilatedDays(kind); days > 0 {
			add(t.line("assimilated", string(kind), unitHours, countFormula(days).times(t.figure("hours/assimilated"))))
		}
	}
	t.worked = t.line("worked", "", unitHours, total)
	t.result.Category = t.annexOf(annexes)
}

// monthLimit is the most hours of an annex that count in a month, brought down where the period
// covers a part of it.
func (t *tally) monthLimit(of workMonth, employers int) formula {
	var limit formula
	switch {
	case of.category == Artist:
		limit = t.figure("limit/artist").times(t.figure("hours/cachet"))
	case t.Derogation:
		limit = t.figure("limit/technician-derogation")
	case employers > 1:
		limit = t.figure("limit/technician-employers")
	default:
		limit = t.figure("limit/technician")
	}
	in, _ := t.period.Intersect(of.month.Period())
	if in == of.month.Period() {
		return limit
	}
	part := limit.over(t.divisor("limit/month-days")).times(countFormula(in.Days()))
	return part.truncated(2).capped(limit)
}

// annexOf is the annex of most hours, that of the last activity where they are as many.
func (t *tally) annexOf(hours map[Category]*big.Rat) Category {
	switch hours[Technician].Cmp(hours[Artist]) {
	case 1:
		return Technician
	case -1:
		return Artist
	}
	i := slices.IndexFunc(t.Activities, func(a Activity) bool { return shapes[a.Kind].work && a.To == t.End })
	return t.Activities[i].category()
}

// assimilatedDays are the days of leaves of a kind in the period. Long illness counts for those who were
// admitted before.
func (t *tally) assimilatedDays(kind ActivityKind) (days int) {
	if !shapes[kind].assimilated {
		return 0
	}
	for i, a := range t.Activities {
		switch {
		case a.Kind != kind:
		case kind == LongIllness && t.Previous.IsZero():
			t.tell(CodeNotCounted, fmt.Sprintf("activities[%d]", i), "a long illness counts for those who were admitted before")
		default:
			days += t.inside(a)
		}
	}
	return days
}

// learning is what counts of teaching and of training where so many hours are required. Both together
// are limited to two thirds of them, as 338 hours are of 507, to the next hour.
func (t *tally) learning(required formula) (teaching, training formula) {
	teaching, training = countFormula(0), countFormula(0)
	taught, trained := t.sumHours(Teaching), t.sumHours(Training)
	if taught.value.Sign()+trained.value.Sign() == 0 {
		return teaching, training
	}
	limit := t.figure("limit/training").times(required).over(t.divisor("affiliation/hours")).ceiling()
	if taught.value.Sign() > 0 {
		teaching = taught.atMost(t.teachingLimit()).capped(limit)
	}
	if trained.value.Sign() > 0 {
		training = trained.atMost(limit.minus(teaching))
	}
	return teaching, training
}

func (t *tally) sumHours(kind ActivityKind) formula {
	sum := formula{value: new(big.Rat), binds: atomBinds}
	for _, a := range t.Activities {
		if a.Kind == kind && t.inside(a) > 0 {
			sum.value.Add(sum.value, t.hoursOf(a).value)
		}
	}
	sum.text = plainText(sum)
	return sum
}

func (t *tally) teachingLimit() formula {
	if !t.Birth.IsZero() && t.hasAge("limit/senior-age") {
		return t.figure("limit/teaching-senior")
	}
	return t.figure("limit/teaching")
}

// hasAge reports whether the claimant, whose birth is known, has an age at the end of contract.
func (t *tally) hasAge(key string) bool {
	birthday, err := t.Birth.AddYears(t.count(key))
	return err == nil && !birthday.After(t.End)
}

// countLearning adds teaching and training to the hours worked.
func (t *tally) countLearning() {
	t.hours = t.worked
	teaching, training := t.learning(t.required)
	refs := t.refs
	for _, l := range []struct {
		code  string
		hours formula
	}{{"teaching", teaching}, {"training", training}} {
		if l.hours.text != "0" {
			t.refs = refs
			t.hours = t.hours.plus(t.line(l.code, "", unitHours, l.hours))
		}
	}
	t.refs = law.Refs{}
	t.hours = t.line("hours", "", unitHours, t.hours)
}

// countPay sums pay and days of work.
func (t *tally) countPay() {
	var reference, all money.Total
	absent := 0
	for i, a := range t.Activities {
		s, in := shapes[a.Kind], t.inside(a)
		if in == 0 {
			continue
		}
		if in < a.period().Days() && (s.work || s.hours || s.gross) {
			t.tell(CodeProrated, fmt.Sprintf("activities[%d]", i), "%d of its %d days are in the period of reference", in, a.period().Days())
		}
		gross := a.Gross
		if in < a.period().Days() {
			gross = t.amount(t.part(a, amountFormula(gross)))
		}
		all.Add(gross)
		if s.work {
			reference.Add(gross)
			t.result.Days += t.daysOf(a)
		}
		if s.adjusts && (a.Kind != LongIllness || !t.Previous.IsZero()) {
			absent += in
		}
	}
	t.refs = law.Refs{}
	t.result.AllPay, t.result.ReferencePay = t.total(all), t.total(reference)
	pay := t.line("reference-pay", "", unitEuros, amountFormula(t.result.ReferencePay))
	if whole := t.period.Days(); absent > 0 && absent < whole {
		brought := pay.over(countFormula(whole).minus(countFormula(absent))).times(countFormula(whole))
		t.result.ReferencePay = t.amount(t.line("adjusted-pay", "", unitEuros, brought.truncated(2)))
	}
}

func (t *tally) total(sum money.Total) money.Amount {
	a, err := sum.Amount()
	if err != nil {
		t.fail(err)
	}
	return a
}

// daysOf are the days of work of an activity: those attested, or its hours by the hours of a day, cut
// to whole days.
func (t *tally) daysOf(a Activity) int {
	if a.Kind == HoursWorked || a.Kind == Cachets {
		return a.Days * t.inside(a) / a.period().Days()
	}
	return t.days(t.hoursOf(a).over(t.divisor("day/" + string(a.category()))).truncated(0))
}

// conclude fills in what the count comes to.
func (t *tally) conclude() {
	a := &t.result
	a.End, a.Period, a.Blocks = t.End, t.period, t.blocks
	a.Required, a.Hours, a.Worked = t.decimal("required", t.required), t.decimal("hours", t.hours), t.decimal("worked", t.worked)
	a.Missing = t.decimal("missing", t.required.minus(t.hours).notNegative())
	young := t.Birth.IsZero() || !t.hasAge("affiliation/age-limit")
	a.Eligible = young && t.suffices()
	a.CatchUp = young && !t.suffices() && !t.Previous.IsZero() && t.catchesUp()
	a.Anniversary, _ = t.End.AddYears(1) // an end of 2199 has figures of no table
	a.Lines, a.Notices = t.lines, t.notices
}

// catchesUp reports whether the hours suffice for the catch-up clause.
func (t *tally) catchesUp() bool {
	required := t.figure("affiliation/catch-up-hours")
	teaching, training := t.learning(required)
	return !t.worked.plus(teaching).plus(training).isUnder(required)
}
