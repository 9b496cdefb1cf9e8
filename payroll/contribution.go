package payroll

import "github.com/bobine-film/bobine/money"

// contributions adds the lines of the payslip, body by body, in the order of a French
// bulletin's computation. Totals need none of that order, but readers and the CSG do: it
// bears on provident contributions.
func (c *computation) contributions() {
	c.socialSecurity()
	c.unemployment()
	c.training()
	c.retirement()
	c.providentSchemes()
	c.leaveAndHealthAtWork()
	c.branchFunds()
	c.csgAndCrds()
	c.socialLevy()
}

// socialSecurity adds what the Urssaf collects for the general regime. Artists bear 70 % of
// the rates, but for the solidarity contribution (arrêté du 24 janvier 1975).
func (c *computation) socialSecurity() {
	c.line("maladie", c.base, c.localHealth(), c.health())
	c.line("csa", c.base, nil, c.figure("csa/employer"))
	c.line("vieillesse-plafonnee", c.capped, c.oldAge("vieillesse-plafonnee", "employee"), c.oldAge("vieillesse-plafonnee", "employer"))
	c.line("vieillesse-deplafonnee", c.base, c.oldAge("vieillesse-deplafonnee", "employee"), c.oldAge("vieillesse-deplafonnee", "employer"))
	c.line("allocations-familiales", c.base, nil, c.family())
	c.line("at-mp", c.base, nil, c.accidents())
	c.housing()
	c.mobility()
	c.line("dialogue-social", c.base, nil, c.figure("dialogue-social/employer"))
}

func (c *computation) health() *figure {
	switch low := c.isUnder("maladie/reduced-limit"); {
	case c.isArtist() && low:
		return c.figure("maladie/artist-reduced")
	case c.isArtist():
		return c.figure("maladie/artist")
	case low:
		return c.figure("maladie/employer-reduced")
	}
	return c.figure("maladie/employer")
}

// localHealth is the employee's contribution to the local regime, nil elsewhere.
func (c *computation) localHealth() *figure {
	switch {
	case !c.AlsaceMoselle:
		return nil
	case c.isArtist():
		return c.figure("maladie/alsace-moselle-artist")
	}
	return c.figure("maladie/alsace-moselle")
}

func (c *computation) family() *figure {
	switch low := c.isUnder("allocations-familiales/reduced-limit"); {
	case c.isArtist() && low:
		return c.figure("allocations-familiales/artist-reduced")
	case c.isArtist():
		return c.figure("allocations-familiales/artist")
	case low:
		return c.figure("allocations-familiales/employer-reduced")
	}
	return c.figure("allocations-familiales/employer")
}

// isUnder reports whether the social base is at most so many minimum wages for the hours
// paid. Without such a limit on the day of payment it is not.
func (c *computation) isUnder(limit string) bool {
	if !c.inForce(limit) {
		return false
	}
	hourly := c.figure("smic").value.Decimal()
	exact := hourly.Mul(c.hours.Decimal()).Mul(c.figure(limit).value.Decimal())
	return exact.Shift(2).GreaterThanOrEqual(money.DecimalFromInt(c.base.Cents()).Decimal())
}

func (c *computation) oldAge(code, side string) *figure {
	if c.isArtist() {
		return c.figure(code + "/artist-" + side)
	}
	return c.figure(code + "/" + side)
}

// accidents is the notified rate of the employer, used as given, or the national rate of
// artists.
func (c *computation) accidents() *figure {
	switch {
	case c.AccidentRate != nil:
		return c.given(*c.AccidentRate)
	case c.AlsaceMoselle:
		return c.figure("at-mp/artist-alsace-moselle")
	}
	return c.figure("at-mp/artist")
}

// given is the figure of a percentage that the caller gave.
func (c *computation) given(rate money.Decimal) *figure {
	f, err := percentage(rate, callerRefs, uses{})
	if err != nil {
		c.fail(err)
		return &figure{}
	}
	return f
}

// housing adds the housing fund (FNAL), on the capped base for small employers. The base is
// increased for employers of a paid leave fund (CSS L243-1-3).
func (c *computation) housing() {
	size, base := "small", c.capped
	if c.reaches("headcount/housing") {
		size, base = "large", c.base
	}
	payer := "employer"
	if c.isArtist() {
		payer = "artist"
	}
	increased := c.times(base, c.figure("leave-fund/factor"))
	c.line("fnal", increased, nil, c.figure("fnal/"+payer+"-"+size))
}

// mobility adds the local mobility contribution, on the increased base.
func (c *computation) mobility() {
	if c.MobilityRate.IsZero() || !c.reaches("headcount/mobility") {
		return
	}
	rate := c.given(c.MobilityRate)
	if c.isArtist() {
		reduced, err := rate.reducedBy(c.figure("artists/rate-factor"))
		if err != nil {
			c.fail(err)
			return
		}
		rate = reduced
	}
	c.line("versement-mobilite", c.times(c.base, c.figure("leave-fund/factor")), nil, rate)
}

// unemployment adds unemployment insurance of annexes 8 and 10 and the wage guarantee, on
// gross pay before the flat deduction (CT L5424-20).
func (c *computation) unemployment() {
	employer := "chomage/employer"
	if c.ShortContract == nil || *c.ShortContract {
		employer = "chomage/employer-short"
	}
	c.line("chomage", c.insured, c.figure("chomage/annexes-employee"), c.figure(employer))
	c.line("ags", c.insured, nil, c.figure("ags/employer"))
}

// training adds the apprenticeship tax, on its increased base (CSS D243-0-2 2°), the
// training of intermittents and the building levy of larger employers.
func (c *computation) training() {
	apprenticeship := c.figure("taxe-apprentissage/employer")
	if c.AlsaceMoselle {
		apprenticeship = c.figure("taxe-apprentissage/alsace-moselle")
	}
	c.line("taxe-apprentissage", c.times(c.base, c.figure("leave-fund/apprenticeship-factor")), nil, apprenticeship)
	c.line("formation", c.base, nil, c.figure("formation/employer"))
	if c.reaches("headcount/housing") {
		c.line("peec", c.base, nil, c.figure("peec/employer"))
	}
}

// retirement adds the complementary pension of Agirc-Arrco and the Apec of executives.
func (c *computation) retirement() {
	c.pair("agirc-arrco-t1", "agirc-arrco-t1", c.tranche[1], c.isArtist() && !c.Executive, "artist-")
	c.pair("agirc-arrco-t2", "agirc-arrco-t2", c.tranche[2], c.Executive, "executive-")
	c.pair("ceg-t1", "ceg-t1", c.tranche[1], false, "")
	c.pair("ceg-t2", "ceg-t2", c.tranche[2], false, "")
	if c.tranche[2].Sign() > 0 {
		both := c.posted(c.tranche[1].Add(c.tranche[2]))
		c.pair("cet", "cet", both, false, "")
	}
	if c.Executive {
		limit := c.times(c.retirementCeiling(), c.figure("apec/ceilings"))
		c.pair("apec", "apec", money.Min(c.base, limit), false, "")
	}
}

// pair adds a line of both sides, with the rates of a special case where it applies.
func (c *computation) pair(code, key string, base money.Amount, special bool, prefix string) {
	if base.Sign() <= 0 {
		return
	}
	if !special {
		prefix = ""
	}
	c.line(code, base, c.figure(key+"/"+prefix+"employee"), c.figure(key+"/"+prefix+"employer"))
}

// providentSchemes adds the provident scheme and the health fund of intermittents, on
// tranche 1. Cinema technicians who are not executives have one rate for both, borne by the
// employer (agreement 3097, art. 45).
func (c *computation) providentSchemes() {
	base := c.tranche[1]
	from := len(c.slip.Lines)
	switch {
	case c.Executive:
		c.pair("prevoyance", "prevoyance", base, true, "executive-")
		c.line("fonds-sante", base, nil, c.figure("fonds-sante/executive-employer"))
	case c.Agreement == Cinema && c.Category == Technician:
		c.line("prevoyance", base, nil, c.figure("prevoyance/cinema-employer"))
	default:
		c.pair("prevoyance", "prevoyance", base, false, "")
		c.line("fonds-sante", base, nil, c.figure("fonds-sante/employer"))
	}
	for _, l := range c.slip.Lines[from:] {
		c.provident.Add(l.EmployerAmount)
	}
}

// leaveAndHealthAtWork adds Congés Spectacles and occupational health, on gross pay.
func (c *computation) leaveAndHealthAtWork() {
	c.line("conges-spectacles", c.Gross, nil, c.figure("conges-spectacles/employer"))
	c.line("medecine-travail", c.Gross, nil, c.figure("medecine-travail/employer"))
}

// branchFunds adds what the collective agreement makes employers pay to funds of the branch.
func (c *computation) branchFunds() {
	switch c.Agreement {
	case Audiovisual:
		c.line("cchsct", c.tranche[1], nil, c.figure("cchsct/audiovisual"))
		c.line("delegues-branche", c.tranche[1], nil, c.figure("delegues-branche/audiovisual"))
		c.line("paritarisme", c.tranche[1], nil, c.figure("paritarisme/audiovisual"))
	case Cinema:
		c.line("cchsct", c.Gross, nil, c.figure("cchsct/cinema"))
		c.line("paritarisme", c.Gross, nil, c.figure("paritarisme/cinema"))
	case TechnicalServices:
		c.line("paritarisme", c.Gross, nil, c.figure("paritarisme/technical"))
	case PrivateStage:
		c.line("fcap", c.capped, nil, c.figure("fcap/private"))
	case PublicStage:
		if !c.reaches("headcount/fnas") {
			c.line("fnas", c.Gross, nil, c.figure("fnas/public"))
		}
		c.line("fcap", c.Gross, nil, c.figure("fcap/public"))
	}
}

// csgAndCrds adds them on 98.25 % of gross pay within four ceilings, on all of it above, and
// on the employer's provident contributions (CSS L136-2).
func (c *computation) csgAndCrds() {
	limit := c.times(c.slip.Ceiling, c.figure("csg/ceilings"))
	within := money.Min(c.Gross, limit)
	part := c.figure("csg/part")
	step := Step{Code: "csg-base", Base: within, Rate: part.part, Over: 1, Refs: part.refs}
	step.Plus = c.posted(money.Sum(c.minus(c.Gross, within), c.posted(c.provident.Amount())))
	step.Amount = c.posted(c.times(within, part).Add(step.Plus))
	c.step(step)
	c.line("csg-deductible", step.Amount, c.figure("csg-deductible/employee"), nil)
	c.line("csg-non-deductible", step.Amount, c.figure("csg-non-deductible/employee"), nil)
	c.line("crds", step.Amount, c.figure("crds/employee"), nil)
}

// socialLevy adds the forfait social on the employer's provident contributions.
func (c *computation) socialLevy() {
	if c.reaches("headcount/mobility") {
		c.line("forfait-social", c.posted(c.provident.Amount()), nil, c.figure("forfait-social/employer"))
	}
}
