package financing

import "github.com/bobine-film/bobine/money"

// britishCredit is the Audio-Visual Expenditure Credit of the United Kingdom.
func britishCredit(c *claiming) money.Amount {
	key := "uk-avec/rate"
	switch c.words["category"] {
	case "animation", "childrens", "vfx":
		key = "uk-avec/rate-enhanced"
	}
	return c.line("credit", c.britishBase(), c.figure(key))
}

// britishBase is the UK core expenditure within a part of all.
func (c *claiming) britishBase() money.Amount {
	core, uk := c.amounts["core"], c.amounts["ukCore"]
	if c.isUnder(uk, core, "uk-avec/least") {
		c.refuse("UK core expenditure under %v of core expenditure", c.figure("uk-avec/least").Value)
	}
	return c.bind(uk, c.multiple(core, "uk-avec/core-part"), "the base is at most")
}

// britishIndependent is the Independent Film Tax Credit of the United Kingdom.
func britishIndependent(c *claiming) money.Amount {
	if most := c.euros("uk-ifct/core"); c.amounts["core"].Compare(most) > 0 {
		c.refuse("core expenditure over %v", most)
	}
	base := c.bind(c.britishBase(), c.euros("uk-ifct/cap"), "the expenditure that counts is at most")
	return c.line("credit", base, c.figure("uk-ifct/rate"))
}

// irishCredit is the film credit of Ireland (TCA 1997, s. 481). The day of the certificate picks the
// cap and the uplift.
func irishCredit(c *claiming) money.Amount {
	cost, eligible := c.amounts["totalCost"], c.amounts["eligible"]
	if least := c.euros("ie-481/eligible"); eligible.Compare(least) < 0 {
		c.refuse("eligible expenditure under %v", least)
	}
	if least := c.euros("ie-481/cost"); cost.Compare(least) < 0 {
		c.refuse("cost under %v", least)
	}
	base := c.bind(eligible, c.multiple(cost, "ie-481/cost-part"), "the base is at most")
	claimed := c.on
	c.on = c.dates["certified"]
	defer func() { c.on = claimed }()
	base = c.bind(base, c.euros("ie-481/cap"), "the expenditure that counts is at most")
	key := "ie-481/rate"
	if _, err := c.table.At("ie-481/sceal-limit", c.on); c.flags["sceal"] && err == nil && eligible.Compare(c.euros("ie-481/sceal-limit")) < 0 {
		key = "ie-481/rate-sceal"
	}
	return c.line("credit", base, c.figure(key))
}

// belgianShelter is what an investor pays for the certificate of a Belgian tax shelter (CIR 1992, art.
// 194ter).
func belgianShelter(c *claiming) money.Amount {
	certificate := c.multiple(c.amounts["eeaSpend"], "be-tax-shelter/eea-part")
	one := c.figure("be-tax-shelter/belgian-part")
	one.Value = money.DecimalFromInt(1)
	spend := c.ratio("belgian-spend", c.amounts["belgianSpend"], one, c.figure("be-tax-shelter/belgian-part"))
	certificate = c.bind(certificate, spend, "ten ninths of the Belgian spend")
	certificate = c.bind(certificate, c.euros("be-tax-shelter/cap"), "the certificate is at most")
	return c.ratio("payment", certificate, c.figure("be-tax-shelter/payment"), c.figure("be-tax-shelter/exemption"))
}

// canadianCredit is the Canadian film or video production tax credit.
func canadianCredit(c *claiming) money.Amount {
	net := over(c.amounts["cost"], c.amounts["assistance"])
	base := c.bind(c.amounts["labour"], c.multiple(net, "ca-cptc/cost-part"), "the labour that counts is at most")
	return c.line("credit", base, c.figure("ca-cptc/rate"))
}

// spanishDeduction is that of foreign productions in Spain (LIS art. 36.2).
func spanishDeduction(c *claiming) money.Amount {
	eligible := c.amounts["eligible"]
	if least := c.euros("es-36-2/least"); eligible.Compare(least) < 0 {
		c.refuse("eligible spend under %v", least)
	}
	return c.bind(c.tranches("es-36-2/rates", eligible, nil), c.euros("es-36-2/cap"), "the deduction is at most")
}

// canaryDeduction is that of films in the Canary Islands.
func canaryDeduction(c *claiming) money.Amount {
	return c.bind(c.tranches("es-canary/rates", c.amounts["eligible"], nil), c.euros("es-canary/cap"), "the deduction is at most")
}

// germanFund is the grant of the German Federal Film Fund.
func germanFund(c *claiming) money.Amount {
	return c.line("grant", c.amounts["germanCosts"], c.figure("de-dfff/rate"))
}

// hungarianRebate is a rate over local spend and foreign spend within a part of it.
func hungarianRebate(c *claiming) money.Amount {
	local := c.amounts["local"]
	foreign := c.bind(c.amounts["foreign"], c.multiple(local, "hu-30/foreign-part"), "the foreign spend that counts is at most")
	return c.line("rebate", c.posted(local.Add(foreign)), c.figure("hu-30/rate"))
}

// georgianCredit is the film credit of the State of Georgia.
func georgianCredit(c *claiming) money.Amount {
	spend := c.amounts["spend"]
	if least := c.euros("us-ga/least"); spend.Compare(least) < 0 {
		c.refuse("spend under %v", least)
	}
	key := "us-ga/rate"
	if c.flags["logo"] {
		key = "us-ga/rate-logo"
	}
	return c.line("credit", spend, c.figure(key))
}

// italianCredit is the greatest Italian credit for a production, in euros.
func italianCredit(c *claiming) money.Amount {
	credit := c.line("credit", c.amounts["cost"], c.figure("it-credit/rate"))
	key := "it-credit/cap"
	if c.shares["foreignResources"].Rat().Cmp(c.figure("it-credit/foreign-part").Value.Rat()) >= 0 {
		key = "it-credit/cap-foreign"
	}
	return c.bind(credit, c.euros(key), "the credit of a work is at most")
}

// czechIncentive is the incentive of the Czech Audiovisual Fund, in crowns. Its least spends of 2026 are
// not modelled.
func czechIncentive(c *claiming) money.Amount {
	key := "cz-incentive/rate"
	if c.flags["animation"] {
		key = "cz-incentive/rate-animation"
	}
	return c.bind(c.line("incentive", c.amounts["spend"], c.figure(key)), c.euros("cz-incentive/cap"), "the incentive of a project is at most")
}

// navarreDeduction is that of productions in Navarre.
func navarreDeduction(c *claiming) money.Amount {
	spend := c.amounts["spend"]
	if c.isUnder(c.amounts["localSpend"], spend, "es-navarre/local-part") {
		c.refuse("spend in Navarre under %v of the spend", c.figure("es-navarre/local-part").Value)
	}
	key := "es-navarre/rate"
	if c.flags["enhanced"] {
		key = "es-navarre/rate-enhanced"
	}
	return c.bind(c.line("deduction", spend, c.figure(key)), c.euros("es-navarre/cap"), "the deduction is at most")
}

// greekRebate is the cash rebate of Greece.
func greekRebate(c *claiming) money.Amount {
	budget, spend := c.amounts["budget"], c.amounts["spend"]
	if least := c.euros("gr-rebate/spend"); spend.Compare(least) < 0 {
		c.refuse("spend in Greece under %v", least)
	}
	if least := c.euros("gr-rebate/budget"); budget.Compare(least) < 0 {
		c.refuse("budget under %v", least)
	}
	base := c.bind(spend, c.multiple(budget, "gr-rebate/cost-part"), "the base is at most")
	return c.line("rebate", base, c.figure("gr-rebate/rate"))
}

// irishUnscripted is the Irish credit for unscripted productions.
func irishUnscripted(c *claiming) money.Amount {
	base := c.bind(c.amounts["eligible"], c.euros("ie-unscripted/cap"), "the expenditure that counts is at most")
	return c.line("credit", base, c.figure("ie-unscripted/rate"))
}

// quebecServices is the credit of Quebec for production services, in Canadian dollars: on all spend, and
// on the labour of effects and animation on top.
func quebecServices(c *claiming) money.Amount {
	if least := c.euros("qc-service/least"); c.amounts["budget"].Compare(least) < 0 {
		c.refuse("budget under %v", least)
	}
	all := c.line("spend", c.amounts["spend"], c.figure("qc-service/rate"))
	effects := money.Amount{}
	if labour := c.amounts["effectsLabour"]; !labour.IsZero() {
		effects = c.line("effects", labour, c.figure("qc-service/effects"))
	}
	return c.posted(all.Add(effects))
}
