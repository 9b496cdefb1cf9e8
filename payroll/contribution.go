package payroll

import "github.com/bobine-film/bobine/money"

// contributions adds the lines of the payslip, body by body. Totals need no order, but the
// CSG does: it bears on provident contributions.
func (c *computation) contributions() {
	c.socialSecurity()
	c.unemployment()
	c.training()
	c.retirement()
	c.providentSchemes()
	c.line("conges-spectacles", c.Gross)
	c.line("medecine-travail", c.Gross)
	c.branchFunds()
	c.csgAndCrds()
	if c.reaches("headcount/mobility") {
		c.line("forfait-social", c.posted(c.provident.Amount()), c.figure("headcount/mobility"))
	}
}

// forArtists picks the variant of artists.
func (c *computation) forArtists(variant, general string) string {
	if c.isArtist() {
		return variant
	}
	return general
}

// socialSecurity adds what the Urssaf collects for the general regime. Artists bear 70 % of
// the rates, but for the solidarity contribution (arrêté du 24 janvier 1975).
func (c *computation) socialSecurity() {
	base, capped := c.slip.Bases.SocialBase, c.slip.Bases.Capped
	c.slip.Bases.ReducedHealth = c.lowPaid("maladie/reduced-limit", c.before.ReducedHealth, c.health)
	c.line("csa", base)
	c.line(c.forArtists("vieillesse-plafonnee/artist", "vieillesse-plafonnee"), capped)
	c.line(c.forArtists("vieillesse-deplafonnee/artist", "vieillesse-deplafonnee"), base)
	c.slip.Bases.ReducedFamily = c.lowPaid("allocations-familiales/reduced-limit", c.before.ReducedFamily, c.family)
	c.accidents(base)
	c.housing(base, capped)
	c.mobility(base)
	c.line("dialogue-social", base)
}

// health is the variant of health insurance: reduced for low pay until 2025, with the local
// regime of Alsace-Moselle.
func (c *computation) health(reduced bool) string {
	switch {
	case reduced && c.ResidentAbroad:
		return "maladie/artist-abroad-reduced"
	case c.ResidentAbroad:
		return "maladie/artist-abroad"
	case reduced && c.AlsaceMoselle:
		return c.forArtists("maladie/artist-local-reduced", "maladie/local-reduced")
	case reduced:
		return c.forArtists("maladie/artist-reduced", "maladie/reduced")
	case c.AlsaceMoselle:
		return c.forArtists("maladie/artist-local", "maladie/local")
	}
	return c.forArtists("maladie/artist", "maladie")
}

// family is the variant of family benefits, reduced for low pay until 2025.
func (c *computation) family(reduced bool) string {
	if reduced {
		return c.forArtists("allocations-familiales/artist-reduced", "allocations-familiales/reduced")
	}
	return c.forArtists("allocations-familiales/artist", "allocations-familiales")
}

// accidents adds accidents at work: at the notified rate of the employer, used as given, or
// the national rate of artists.
func (c *computation) accidents(base money.Amount) {
	switch {
	case c.AccidentRate != nil:
		c.given("at-mp", base, *c.AccidentRate, notifiedRate)
	case c.AlsaceMoselle:
		c.line("at-mp/artist-local", base)
	default:
		c.line("at-mp/artist", base)
	}
}

// housing adds the housing fund (FNAL), on the capped base for small employers. The base is
// increased for employers of a paid leave fund (CSS L243-1-3).
func (c *computation) housing(base, capped money.Amount) {
	factor := c.figure("leave-fund/factor")
	if c.reaches("headcount/housing") {
		c.line(c.forArtists("fnal/artist-large", "fnal/large"), c.increased("fnal-base", base, factor), factor, c.figure("headcount/housing"))
	} else {
		c.line(c.forArtists("fnal/artist-small", "fnal/small"), c.increased("fnal-base", capped, factor), factor, c.figure("headcount/housing"))
	}
}

// increased is a base with the leave that a fund pays on it, as a step of its own.
func (c *computation) increased(code string, base money.Amount, factor *figure) money.Amount {
	amount := c.times(base, factor)
	c.step(Step{Code: code, Base: base, Rate: factor.value, Over: 1, Amount: amount, Refs: factor.refs})
	return amount
}

// mobility adds the local mobility contribution, on the increased base.
func (c *computation) mobility(base money.Amount) {
	if c.MobilityRate.IsZero() || !c.reaches("headcount/mobility") {
		return
	}
	rate := &figure{value: c.MobilityRate, refs: localRate}
	if c.isArtist() {
		part, err := c.rules.artistPart(rate)
		if err != nil {
			c.fail(err)
			return
		}
		c.uses.add(part.uses)
		rate = part
	}
	factor, threshold := c.figure("leave-fund/factor"), c.figure("headcount/mobility")
	c.given("versement-mobilite", c.increased("versement-mobilite-base", base, factor), rate.value, citing(rate.refs, []*figure{factor, threshold}))
}

// unemployment adds unemployment insurance of annexes 8 and 10 and the wage guarantee, on
// gross pay before the flat deduction (CT L5424-20).
func (c *computation) unemployment() {
	ceilings := c.figure("chomage/ceilings")
	if c.ShortContract == nil || *c.ShortContract {
		c.line("chomage/short", c.slip.Bases.Insured, ceilings)
	} else {
		c.line("chomage", c.slip.Bases.Insured, ceilings)
	}
	c.line("ags", c.slip.Bases.Insured, ceilings)
}

// training adds the apprenticeship tax, on its increased base (CSS D243-0-2 2°), the
// training of intermittents and the building levy of larger employers.
func (c *computation) training() {
	base := c.slip.Bases.SocialBase
	factor := c.figure("leave-fund/apprenticeship-factor")
	increased := c.increased("taxe-apprentissage-base", base, factor)
	if c.AlsaceMoselle {
		c.line("taxe-apprentissage/local", increased, factor)
	} else {
		c.line("taxe-apprentissage", increased, factor)
	}
	c.line("formation", base)
	if c.reaches("headcount/housing") {
		c.line("peec", base, c.figure("headcount/housing"))
	}
}

// retirement adds the complementary pension of Agirc-Arrco and the Apec of executives.
func (c *computation) retirement() {
	b := &c.slip.Bases
	if c.isArtist() && !c.Executive {
		c.line("agirc-arrco-t1/artist", b.Tranche1)
	} else {
		c.line("agirc-arrco-t1", b.Tranche1)
	}
	if c.Executive {
		c.line("agirc-arrco-t2/executive", b.Tranche2)
	} else {
		c.line("agirc-arrco-t2", b.Tranche2)
	}
	c.line("ceg-t1", b.Tranche1)
	c.line("ceg-t2", b.Tranche2)
	c.line("cet", b.Balance)
	c.line("apec", b.Apec)
}

// providentSchemes adds the provident scheme and the health fund of intermittents, on
// tranche 1. Cinema technicians who are not executives have one rate for both, borne by the
// employer (agreement 3097, art. 45).
func (c *computation) providentSchemes() {
	base := c.slip.Bases.Tranche1
	from := c.nLines
	switch {
	case c.Executive:
		c.line("prevoyance/executive", base)
		c.line("fonds-sante/executive", base)
	case c.Agreement == Cinema && c.Category == Technician:
		c.line("prevoyance/cinema", base)
	default:
		c.line("prevoyance", base)
		c.line("fonds-sante", base)
	}
	for i := from; i < c.nLines; i++ {
		c.provident.Add(c.lines[i].EmployerAmount)
	}
}

// branchFunds adds what the collective agreement makes employers pay to funds of the branch.
func (c *computation) branchFunds() {
	switch c.Agreement {
	case Audiovisual:
		c.line("cchsct/audiovisual", c.slip.Bases.Tranche1)
		c.line("delegues-branche", c.slip.Bases.Tranche1)
		c.line("paritarisme/audiovisual", c.slip.Bases.Tranche1)
	case Cinema:
		c.line("cchsct/cinema", c.Gross)
		c.line("paritarisme/cinema", c.Gross)
	case TechnicalServices:
		c.line("paritarisme/technical", c.Gross)
	case PrivateStage:
		c.line("fcap/private", c.slip.Bases.Capped)
	case PublicStage:
		if !c.reaches("headcount/fnas") {
			c.line("fnas", c.Gross)
		}
		c.line("fcap/public", c.Gross)
	}
}

// csgAndCrds adds them on 98.25 % of gross pay within four ceilings, on all of it above, and
// on the employer's provident contributions (CSS L136-2).
func (c *computation) csgAndCrds() {
	if c.ResidentAbroad {
		return // CSS L136-1: due by those whose tax domicile is in France
	}
	c.csgOn(c.slip.Bases.CsgWithin)
}

// csgOn adds CSG and CRDS where so much of the gross is within four ceilings.
func (c *computation) csgOn(within money.Amount) {
	part := c.figure("csg/part")
	step := Step{Code: "csg-base", Base: within, Rate: part.value, Over: 100, Refs: citing(part.refs, []*figure{c.figure("csg/ceilings")})}
	step.Plus = plus(minus(c.Gross, within), c.posted(c.provident.Amount()))
	step.Amount = plus(c.percent(within, part), step.Plus)
	c.step(step)
	c.line("csg-deductible", step.Amount)
	c.line("csg-non-deductible", step.Amount)
	c.line("crds", step.Amount)
}
