package payroll

import (
	"errors"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// ErrNotCovered reports a case that the package does not compute.
var ErrNotCovered = errors.New("is not covered")

// NeutralRate is the scale of neutral rates (grille de taux par défaut, CGI art. 204 H III)
// that tax is withheld by where the tax office gave no rate, by where the worker lives.
type NeutralRate string

// Scales of neutral rates.
const (
	// Metropole is for those who live in metropolitan France, or abroad.
	Metropole NeutralRate = "metropole"
	// AntillesReunion is for Guadeloupe, Martinique and La Réunion.
	AntillesReunion NeutralRate = "antilles-reunion"
	// GuyaneMayotte is for Guyane and Mayotte.
	GuyaneMayotte NeutralRate = "guyane-mayotte"
)

var neutralRates = []NeutralRate{Metropole, AntillesReunion, GuyaneMayotte}

// OneOf returns the words that are a NeutralRate.
func (NeutralRate) OneOf() []string { return valid.Texts(neutralRates) }

func (e Engagement) checkTax(f *valid.Faults) {
	if e.NeutralRate != "" {
		valid.OneOf(f, "neutralRate", e.NeutralRate, neutralRates)
		if !e.WithholdingRate.IsZero() {
			f.Addf("neutralRate", e.NeutralRate, valid.ErrOutOfRange, "the rate of the tax office, withholdingRate, comes before it")
		}
	}
	if !e.ResidentAbroad {
		return
	}
	switch {
	case e.Category == Technician:
		f.Addf("residentAbroad", nil, ErrNotCovered, "tax of technicians who live abroad (CGI art. 182 A)")
	case e.AlsaceMoselle:
		f.Addf("residentAbroad", nil, ErrNotCovered, "the local regime of Alsace-Moselle for those who live abroad")
	case e.NeutralRate != "" || !e.WithholdingRate.IsZero():
		f.Addf("residentAbroad", nil, valid.ErrOutOfRange, "tax is withheld by CGI art. 182 A bis, at no other rate")
	}
}

// incomeTax withholds at the rate of the tax office, at the neutral rate, or for performers who
// live abroad at theirs.
func (c *computation) incomeTax(net, taxable money.Amount) money.Amount {
	net, taxable = money.Max(net, money.Amount{}), money.Max(taxable, money.Amount{})
	switch {
	case c.ResidentAbroad:
		part, rate := c.figure("abroad/withholding-part"), c.figure("abroad/withholding-rate")
		return c.withheldOn(c.taxBase(net, part, 100, money.Amount{}), Step{Rate: rate.value, Over: 100, Refs: rate.refs})
	case c.NeutralRate != "":
		return c.neutralTax(taxable)
	case c.WithholdingRate.IsZero():
		return money.Amount{}
	}
	return c.withheldOn(taxable, Step{Rate: c.WithholdingRate, Over: 100, Refs: taxOfficeRate})
}

// neutralTax withholds at the rate of the bracket that the base is in. The base of a contract of
// two months or less is lowered by half the minimum wage of a month (CGI art. 204 H III 1 d).
func (c *computation) neutralTax(taxable money.Amount) money.Amount {
	base := taxable
	if c.ShortTerm {
		allowance := c.figure("withholding/short-allowance")
		off := money.Min(allowance.euros, taxable)
		whole := &figure{value: wholeDays[1], refs: allowance.refs}
		base = c.taxBase(taxable, whole, 1, minus(money.Amount{}, off))
	}
	s, ok := c.rules.scales["neutral-rate/"+string(c.NeutralRate)]
	if !ok {
		c.fail(&law.NoValueError{Key: "neutral-rate/" + string(c.NeutralRate), Date: c.Date, First: firstDate})
		return money.Amount{}
	}
	c.scale = s
	share := s.scale[s.scale.at(base)].Share
	return c.withheldOn(base, Step{Rate: money.DecimalFromInt(share.Num()), Over: int(share.Den()), Refs: s.refs})
}

// taxBase is amount × rate / over + more.
func (c *computation) taxBase(amount money.Amount, rate *figure, over int, more money.Amount) money.Amount {
	step := Step{Code: "tax-base", Base: amount, Rate: rate.value, Over: over, Plus: more, Refs: rate.refs}
	step.Amount = plus(amount, more)
	if over != 1 {
		step.Amount = plus(c.percent(amount, rate), more)
	}
	c.step(step)
	return step.Amount
}

// withheldOn is the tax on a base. No tax is withheld at the rate 0.
func (c *computation) withheldOn(base money.Amount, step Step) money.Amount {
	if step.Rate.IsZero() {
		return money.Amount{}
	}
	step.Code, step.Base = "income-tax", base
	if step.Over == 100 {
		step.Amount = c.posted(money.Percent(base, step.Rate))
	} else {
		num, _ := step.Rate.Scaled(0)
		share, err := money.NewFraction(num, int64(step.Over))
		if err != nil {
			c.fail(err)
		}
		step.Amount = c.posted(share.Of(base))
	}
	c.step(step)
	return step.Amount
}
