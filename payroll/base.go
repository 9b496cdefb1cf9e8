package payroll

import "github.com/bobine-film/bobine/money"

// Bases are what the contributions of a payslip bear on. Those within a ceiling are what the
// payslip adds to the year: they may be negative where a later ceiling makes room for
// earlier pay.
type Bases struct {
	// Gross is the pay before any deduction.
	Gross money.Amount `json:"gross"`
	// Deduction is the flat deduction that was taken, SocialBase the gross less it.
	Deduction  money.Amount `json:"deduction"`
	SocialBase money.Amount `json:"socialBase"`
	// Ceiling is the social security ceiling, Capped the social base within it.
	Ceiling money.Amount `json:"ceiling"`
	Capped  money.Amount `json:"capped"`
	// RetirementCeiling is the ceiling of Agirc-Arrco, Tranche1 the social base within it,
	// Tranche2 what exceeds it within eight of them.
	RetirementCeiling money.Amount `json:"retirementCeiling"`
	Tranche1          money.Amount `json:"tranche1"`
	Tranche2          money.Amount `json:"tranche2"`
	// Balance is the base of the technical balance contribution (CET): both tranches,
	// once the social base exceeds the ceiling.
	Balance money.Amount `json:"balance"`
	// Apec is the social base of an executive within four ceilings of Agirc-Arrco.
	Apec money.Amount `json:"apec"`
	// Insured is the gross within the ceilings of unemployment insurance.
	Insured money.Amount `json:"insured"`
	// CsgWithin is the gross that the allowance of CSG and CRDS applies to.
	CsgWithin money.Amount `json:"csgWithin"`
}

// bases computes what the contributions bear on: the deduction, the social base, the
// ceilings and the parts of the pay within them.
func (c *computation) bases() {
	b := &c.slip.Bases
	b.Gross = c.Gross
	b.Deduction = c.deduction()
	b.SocialBase = minus(c.Gross, b.Deduction)
	b.Ceiling = c.ceiling()
	b.Insured = money.Min(c.Gross, c.times(b.Ceiling, c.figure("chomage/ceilings")))
	c.slip.Deduction, c.slip.SocialBase, c.slip.Ceiling = b.Deduction, b.SocialBase, b.Ceiling

	earned, ceiling := plus(c.prior.SocialBase, b.SocialBase), plus(c.prior.Ceiling, b.Ceiling)
	b.Capped = minus(money.Min(earned, ceiling), c.prior.Capped)
	gross := plus(c.prior.Gross, b.Gross)
	b.CsgWithin = minus(money.Min(gross, c.times(ceiling, c.figure("csg/ceilings"))), c.prior.CsgWithin)
	c.tranches(earned)
}

// tranches divides the social base of the year so far by the ceiling of Agirc-Arrco.
func (c *computation) tranches(earned money.Amount) {
	b := &c.slip.Bases
	b.RetirementCeiling = c.retirementCeiling()
	ceiling := plus(c.prior.RetirementCeiling, b.RetirementCeiling)
	first := money.Min(earned, ceiling)
	both := money.Min(earned, c.times(ceiling, c.figure("agirc-arrco/t2-ceilings")))
	b.Tranche1 = minus(first, c.prior.Tranche1)
	b.Tranche2 = minus(minus(both, first), c.prior.Tranche2)
	balance := money.Amount{}
	if earned.Compare(ceiling) > 0 {
		balance = both
	}
	b.Balance = minus(balance, c.prior.Balance)
	if c.Executive {
		b.Apec = minus(money.Min(earned, c.times(ceiling, c.figure("apec/ceilings"))), c.prior.Apec)
	}
}

// deduction is the flat deduction for expenses (DFS): the rate of the year, as long as the
// limit of the year is not reached and the minimum wage for the hours paid is left.
func (c *computation) deduction() money.Amount {
	var rate *figure
	switch c.Deduction {
	case Performer:
		rate = c.figure("dfs/performer")
	case Musician:
		rate = c.figure("dfs/musician")
	default:
		return money.Amount{}
	}
	step := Step{Code: "deduction", Base: c.Gross, Rate: rate.value, Over: 100, Amount: c.percent(c.Gross, rate), Refs: rate.refs}
	step.bound(minus(c.euros("dfs/year-limit"), plus(c.DeductionToDate, c.prior.Deduction)), "year-limit")
	step.bound(minus(c.Gross, c.minimum()), "minimum-wage")
	c.step(step)
	return step.Amount
}

// bound keeps the amount within a limit, which is never under 0.00.
func (s *Step) bound(limit money.Amount, name string) {
	if limit = money.Max(limit, money.Amount{}); limit.Compare(s.Amount) < 0 {
		s.Amount, s.Bound = limit, name
	}
}

// ceiling is the social security ceiling of the payslip: that of the month, or for a
// shorter contract its part by the chosen method (CSS R242-2), or twelve hourly ceilings a
// day for an artist engaged for fewer than five days (arrêté du 24 janvier 1975, art. 3).
func (c *computation) ceiling() money.Amount {
	month := c.figure("pmss")
	whole := c.posted(month.value.Round())
	base, refs, days, over := whole, month.refs, c.Days, 1
	switch {
	case c.FullMonth:
		days = 1
	case c.isArtist() && int64(c.Days) < c.figure("artists/short-engagement-days").whole:
		hour := c.figure("phss")
		base, refs = c.times(c.posted(hour.value.Round()), c.figure("artists/short-engagement-hours")), hour.refs
	case c.CeilingMethod == Daily:
		day := c.figure("pjss")
		base, refs = c.posted(day.value.Round()), day.refs
	case c.CeilingMethod == Calendar:
		days, over = c.CalendarDays, c.Date.Month().Days()
	default:
		over = daysOfThirtieths
	}
	step := Step{Code: "ceiling", Base: base, Rate: wholeDays[days], Over: over, Amount: c.prorated(base, days, over), Refs: refs}
	step.bound(whole, "month")
	c.step(step)
	return step.Amount
}

// daysOfThirtieths are the days of a month whatever its length.
const daysOfThirtieths = 30

// wholeDays are the numbers of days of a month, as decimals.
var wholeDays = multiplesOf(1)

// prorated returns amount × days / over, rounded.
func (c *computation) prorated(amount money.Amount, days, over int) money.Amount {
	part, err := money.NewFraction(int64(days), int64(over))
	if err != nil {
		c.fail(err)
	}
	return c.posted(part.Of(amount))
}

// retirementCeiling is that of the month, for executives the daily one a paid day.
func (c *computation) retirementCeiling() money.Amount {
	if !c.Executive || c.FullMonth {
		return c.euros("pmss")
	}
	return c.prorated(c.euros("pjss"), c.Days, 1)
}
