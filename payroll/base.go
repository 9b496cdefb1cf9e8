package payroll

import "github.com/bobine-film/bobine/money"

// bases computes what the contributions bear on: the deduction, the social base, the
// ceilings and the parts of the pay within them.
func (c *computation) bases() {
	c.base = c.minus(c.Gross, c.deduction())
	c.slip.Ceiling = c.ceiling()
	c.capped = money.Min(c.base, c.slip.Ceiling)
	c.insured = money.Min(c.Gross, c.times(c.slip.Ceiling, c.figure("chomage/ceilings")))
	c.tranches()
}

// deduction is the flat deduction for expenses (DFS): the rate of the year, as long as the
// limit of the year is not reached and the minimum wage for the hours paid is left.
func (c *computation) deduction() money.Amount {
	if c.Deduction == "" {
		return money.Amount{}
	}
	rate := c.figure("dfs/" + string(c.Deduction))
	step := Step{Code: "deduction", Base: c.Gross, Rate: rate.part, Over: 1, Amount: c.times(c.Gross, rate), Refs: rate.refs}
	bound := func(limit money.Amount, name string) {
		if limit = money.Max(limit, money.Amount{}); limit.Compare(step.Amount) < 0 {
			step.Amount, step.Bound = limit, name
		}
	}
	bound(c.minus(c.euros("dfs/year-limit"), c.DeductionToDate), "year-limit")
	bound(c.minus(c.Gross, c.product(c.figure("smic").value, c.hours)), "minimum-wage")
	c.slip.Deduction = step.Amount
	c.step(step)
	return step.Amount
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
	case c.isArtist() && c.isShortEngagement():
		hour := c.figure("phss")
		base, refs = c.product(hour.value, c.figure("artists/short-engagement-hours").value), hour.refs
	case c.CeilingMethod == Daily:
		day := c.figure("pjss")
		base, refs = c.posted(day.value.Round()), day.refs
	case c.CeilingMethod == Calendar:
		days, over = c.CalendarDays, c.Date.Month().Days()
	default:
		over = daysOfThirtieths
	}
	step := Step{
		Code: "ceiling", Base: base, Rate: money.DecimalFromInt(int64(days)), Over: over,
		Amount: c.prorated(base, days, over), Refs: refs,
	}
	if step.Amount.Compare(whole) > 0 {
		step.Amount, step.Bound = whole, "month"
	}
	c.step(step)
	return step.Amount
}

func (c *computation) isShortEngagement() bool {
	return money.DecimalFromInt(int64(c.Days)).Compare(c.figure("artists/short-engagement-days").value) < 0
}

// prorated returns amount × days / over, rounded.
func (c *computation) prorated(amount money.Amount, days, over int) money.Amount {
	part, err := money.NewFraction(int64(days), int64(over))
	if err != nil {
		c.fail(err)
	}
	return c.posted(part.Of(amount))
}

// daysOfThirtieths are the days of a month whatever its length.
const daysOfThirtieths = 30

// tranches divides the social base by the ceiling of Agirc-Arrco: that of the month, but
// for executives the daily one a paid day.
func (c *computation) tranches() {
	ceiling := c.retirementCeiling()
	c.tranche[1] = money.Min(c.base, ceiling)
	upper := c.times(ceiling, c.figure("agirc-arrco/t2-ceilings"))
	c.tranche[2] = c.minus(money.Min(c.base, upper), c.tranche[1])
}

func (c *computation) retirementCeiling() money.Amount {
	if !c.Executive || c.FullMonth {
		return c.euros("pmss")
	}
	return c.posted(money.Mul(c.euros("pjss"), money.DecimalFromInt(int64(c.Days))))
}
