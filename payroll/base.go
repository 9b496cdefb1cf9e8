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
	// ReducedHealth and ReducedFamily are what bears the reduced rates of health insurance and
	// family benefits, until 2025.
	ReducedHealth money.Amount `json:"reducedHealth,omitzero"`
	ReducedFamily money.Amount `json:"reducedFamily,omitzero"`
	// DailyCeiling says that the ceiling is that of an artist engaged for fewer than five
	// days, which no other payslip shares.
	DailyCeiling bool `json:"dailyCeiling,omitempty"`
	Executive    bool `json:"executive,omitempty"`
}

// bases computes what the contributions bear on: the deduction, the social base, the
// ceilings and the parts of the pay within them.
func (c *computation) bases() {
	b := &c.slip.Bases
	b.Gross, b.Executive = c.Gross, c.Executive
	b.DailyCeiling = c.hasDailyCeiling()
	b.Deduction = c.deduction()
	b.SocialBase = minus(c.Gross, b.Deduction)
	b.Ceiling = c.ceiling()
	b.Insured = money.Min(c.Gross, c.times(b.Ceiling, c.figure("chomage/ceilings")))
	c.withinCeilings()
	c.tranches()
	c.joinContract()
	c.slip.Deduction, c.slip.SocialBase, c.slip.Ceiling = b.Deduction, b.SocialBase, b.Ceiling
}

// withinCeilings computes what is within the social security ceilings of the year so far.
func (c *computation) withinCeilings() {
	b, prior := &c.slip.Bases, c.year.SocialSecurity
	if b.DailyCeiling {
		prior = SocialSecurityMass{}
	}
	ceiling := plus(prior.Ceiling, b.Ceiling)
	b.Capped = minus(money.Min(plus(prior.SocialBase, b.SocialBase), ceiling), prior.Capped)
	within := money.Min(plus(prior.Gross, b.Gross), c.times(ceiling, c.figure("csg/ceilings")))
	b.CsgWithin = minus(within, prior.CsgWithin)
}

// tranches divides the social base of the year so far by the ceiling of Agirc-Arrco.
func (c *computation) tranches() {
	b, prior := &c.slip.Bases, &c.year.Retirement
	b.RetirementCeiling = c.retirementCeiling()
	earned, ceiling := plus(prior.SocialBase, b.SocialBase), plus(prior.Ceiling, b.RetirementCeiling)
	first := money.Min(earned, ceiling)
	both := money.Min(earned, c.times(ceiling, c.figure("agirc-arrco/t2-ceilings")))
	b.Tranche1 = minus(first, prior.Tranche1)
	b.Tranche2 = minus(minus(both, first), prior.Tranche2)
	if earned.Compare(ceiling) <= 0 {
		both = money.Amount{}
	}
	b.Balance = minus(both, prior.Balance)
	if !c.Executive {
		return
	}
	executive := &c.year.Executive
	most := c.times(plus(executive.Ceiling, b.RetirementCeiling), c.figure("apec/ceilings"))
	b.Apec = minus(money.Min(plus(executive.SocialBase, b.SocialBase), most), executive.Apec)
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
	step.bound(minus(c.euros("dfs/year-limit"), plus(c.DeductionToDate, c.year.Deduction)), "year-limit")
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

// hasDailyCeiling reports whether each day has a ceiling of its own: for an artist engaged for
// fewer than five days (arrêté du 24 janvier 1975, art. 3).
func (c *computation) hasDailyCeiling() bool {
	days := int64(max(c.Days, c.ContractDays))
	return c.isArtist() && !c.FullMonth && days < c.figure("artists/short-engagement-days").whole
}

// ceiling is the social security ceiling of the payslip: that of the month, or for a
// shorter contract its part by the chosen method (CSS R242-2), or twelve hourly ceilings a
// day for an artist engaged for fewer than five days. The payslips of a month share that
// of the month.
func (c *computation) ceiling() money.Amount {
	month := c.figure("pmss")
	whole := month.euros
	base, refs, days, over := whole, month.refs, c.Days, 1
	switch {
	case c.FullMonth:
		days = 1
	case c.slip.Bases.DailyCeiling:
		hour := c.figure("phss")
		base, refs = c.times(hour.euros, c.figure("artists/short-engagement-hours")), hour.refs
	case c.CeilingMethod == Daily:
		day := c.figure("pjss")
		base, refs = day.euros, day.refs
	case c.CeilingMethod == Calendar:
		days, over = c.CalendarDays, c.Date.Month().Days()
	default:
		over = daysOfThirtieths
	}
	step := Step{Code: "ceiling", Base: base, Rate: wholeDays[days], Over: over, Amount: c.prorated(base, days, over), Refs: refs}
	if !c.slip.Bases.DailyCeiling {
		whole = minus(whole, c.year.Months[c.Date.Month().Month()-1].SocialSecurity)
	}
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

// retirementCeiling is what the payslips before left of that of the month, for executives the
// daily one a paid day.
func (c *computation) retirementCeiling() money.Amount {
	if !c.Executive || c.FullMonth {
		left := minus(c.euros("pmss"), c.year.Months[c.Date.Month().Month()-1].Retirement)
		return money.Max(left, money.Amount{})
	}
	return c.prorated(c.euros("pjss"), c.Days, 1)
}
