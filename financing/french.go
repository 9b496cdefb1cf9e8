package financing

import (
	"fmt"
	"math/big"

	"github.com/bobine-film/bobine/money"
)

// frenchCinema is the French tax credit for cinema (CGI art. 220 sexies).
func frenchCinema(c *claiming) money.Amount {
	claim := CinemaCredit{
		Date: c.on, Budget: c.amounts["budget"], Eligible: c.amounts["eligible"], DirectSubsidies: c.amounts["directSubsidies"],
		FrenchLanguage: c.flags["frenchLanguage"], Animation: c.flags["animation"], ProcessedShots: c.shares["processedShots"],
		OtherPublicAid: c.amounts["otherPublicAid"], Difficult: c.flags["difficult"],
	}
	if share, given := c.shares["frenchShare"]; given {
		claim.FrenchShare = &share
	}
	return claim.credit(c.working)
}

// frenchAudiovisual is the French tax credit for audiovisual works (CGI art. 220 sexies): a rate over
// the eligible spend less direct subsidies, within a part of the cost, at most so much a minute, and
// no more than public aid as a whole leaves.
func frenchAudiovisual(c *claiming) money.Amount {
	genre, minutes, cost := c.words["genre"], c.counts["minutes"], c.amounts["cost"]
	c.checkGenre(genre, minutes, cost)
	base := c.bind(over(c.amounts["eligible"], c.amounts["directSubsidies"]), c.multiple(cost, "fr-audiovisual/base-part"), "the base is at most")
	credit := c.line("credit", base, c.figure("fr-audiovisual/rate-"+genre))
	credit = c.bind(credit, c.capOfMinutes(genre, minutes, cost), "the credit of these minutes is at most")
	ceiling := c.multiple(cost, "fr-audiovisual/intensity")
	left := c.posted(ceiling.Sub(c.amounts["otherPublicAid"]))
	return c.bind(credit, left, fmt.Sprintf("public aid as a whole is at most %v, which leaves", ceiling))
}

// checkGenre tells what a genre asks of the length and of the cost a minute: of fiction and animation
// the cost, of documentary and performance the eligible spend.
func (c *claiming) checkGenre(genre string, minutes money.Decimal, cost money.Amount) {
	if least := c.figure("fr-audiovisual/minutes-" + genre).Value; minutes.Compare(least) < 0 {
		c.refuse("%s of %v minutes, under %v", genre, minutes, least)
	}
	spent, what := cost, "cost"
	if genre == "documentary" || genre == "performance" {
		spent, what = c.amounts["eligible"], "eligible spend"
	}
	floor := c.euros(c.floorOf(genre, minutes))
	if money.MustDecimal("0").Compare(minutes) < 0 && perMinute(spent, minutes).Cmp(euroRat(floor)) < 0 {
		c.refuse("%s a minute under %v", what, floor)
	}
}

func (c *claiming) floorOf(genre string, minutes money.Decimal) string {
	switch {
	case genre == "fiction" && c.flags["youth"]:
		return "fr-audiovisual/floor-youth"
	case genre == "performance" && minutes.Compare(money.DecimalFromInt(90)) > 0:
		return "fr-audiovisual/floor-performance-90"
	case genre == "performance" && minutes.Compare(money.DecimalFromInt(60)) >= 0:
		return "fr-audiovisual/floor-performance-60"
	}
	return "fr-audiovisual/floor-" + genre
}

// capOfMinutes is the greatest credit: that of a minute, for fiction by the cost a minute, times the
// minutes.
func (c *claiming) capOfMinutes(genre string, minutes money.Decimal, cost money.Amount) money.Amount {
	var minute money.Amount
	if genre == "fiction" && minutes.Sign() > 0 {
		cents, _ := money.RoundRat(floorCents(perMinute(cost, minutes)))
		minute = c.posted(c.scale("fr-audiovisual/cap-fiction").Value.at(cents).Round())
	} else if genre != "fiction" {
		minute = c.euros("fr-audiovisual/cap-" + genre)
	}
	return c.posted(money.Mul(minute, minutes))
}

func euroRat(a money.Amount) *big.Rat { return big.NewRat(a.Cents(), 100) }

// perMinute is an amount by the minute, exact.
func perMinute(a money.Amount, minutes money.Decimal) *big.Rat {
	return new(big.Rat).Quo(euroRat(a), minutes.Rat())
}

// floorCents is an amount without what is under a cent: a bracket begins at its first cent.
func floorCents(r *big.Rat) *big.Rat {
	cents := new(big.Rat).Mul(r, big.NewRat(100, 1))
	whole := new(big.Int).Div(cents.Num(), cents.Denom())
	return new(big.Rat).SetFrac(whole, big.NewInt(100))
}

// frenchInternational is the French tax credit for foreign works (crédit d'impôt international, CGI
// art. 220 quaterdecies).
func frenchInternational(c *claiming) money.Amount {
	budget, eligible, subsidies := c.amounts["budget"], c.amounts["eligible"], c.amounts["subsidies"]
	if least := c.euros("fr-international/spend"); eligible.Compare(least) < 0 && c.isUnder(eligible, budget, "fr-international/spend-part") {
		c.refuse("eligible spend under %v and under half the budget", least)
	}
	if days := c.figure("fr-international/days").Value; !c.flags["animation"] && c.counts["shootingDays"].Compare(days) < 0 {
		c.refuse("%v shooting days in France, under %v", c.counts["shootingDays"], days)
	}
	base := c.bind(over(eligible, subsidies), c.multiple(budget, "fr-international/base-part"), "the base is at most")
	key := "fr-international/rate"
	shots := c.figure("fr-international/processed-shots").Value
	if c.shares["processedShots"].Rat().Cmp(shots.Rat()) >= 0 && c.amounts["vfxSpend"].Compare(c.euros("fr-international/effects-spend")) > 0 {
		key = "fr-international/rate-effects"
	}
	credit := c.line("credit", base, c.figure(key))
	credit = c.bind(credit, c.euros("fr-international/cap"), "the credit of a work is at most")
	ceiling := c.multiple(budget, "fr-international/intensity")
	left := c.posted(ceiling.Sub(subsidies))
	return c.bind(credit, left, fmt.Sprintf("public aid as a whole is at most %v, which leaves", ceiling))
}

// producerSupport is the automatic support that a film earns its producers (soutien automatique, RGA
// art. 211-26): the tax on its tickets, by brackets of its box office, times the coefficient of its
// points and the abatement.
func producerSupport(c *claiming) money.Amount {
	tax := c.figure("tsa/rate")
	sum := c.tranches("fr-cinema-support/rates", c.amounts["receipts"], &tax)
	points := c.counts["points"]
	if hundred := money.DecimalFromInt(100); points.Compare(hundred) > 0 {
		c.errs = append(c.errs, &FieldError{Path: "facts.points", Value: points, Err: errPoints})
		return money.Amount{}
	}
	coefficient := c.coefficient(points)
	exact := new(big.Rat).Mul(euroRat(sum), coefficient)
	refs := c.figure("fr-cinema-support/points-full").Refs
	share, err := money.ParseFraction(coefficient.RatString())
	if err != nil {
		c.errs = append(c.errs, err)
	}
	figure := c.figure("fr-cinema-support/abatement")
	var abatement money.Decimal
	if given, ok := c.shares["abatement"]; ok {
		exact.Mul(exact, given.Rat())
		share, err = money.ParseFraction(new(big.Rat).Mul(coefficient, given.Rat()).RatString())
		if err != nil {
			c.errs = append(c.errs, err)
		}
		abatement = money.DecimalFromInt(1)
	} else {
		abatement = figure.Value
		exact.Mul(exact, abatement.Rat())
		refs = refs.Join(figure.Refs)
	}
	amount := c.posted(money.RoundRat(exact))
	c.aid.Lines = append(c.aid.Lines, AidLine{Code: "points", Base: sum, Share: share, Rate: abatement, Amount: amount, Refs: refs})
	return amount
}

// coefficient is that of the points of a film: 1 from 80, 0.03 less a point down to 70, a hundredth a
// point below.
func (c *claiming) coefficient(points money.Decimal) *big.Rat {
	full, low := c.figure("fr-cinema-support/points-full").Value, c.figure("fr-cinema-support/points-low").Value
	switch {
	case points.Compare(full) >= 0:
		return big.NewRat(1, 1)
	case points.Compare(low) < 0:
		return new(big.Rat).Mul(points.Rat(), big.NewRat(1, 100))
	}
	missing := new(big.Rat).Sub(full.Rat(), points.Rat())
	return missing.Sub(big.NewRat(1, 1), missing.Mul(missing, c.figure("fr-cinema-support/points-step").Value.Rat()))
}

// distributorSupport is the automatic support that a film earns its distributor.
func distributorSupport(c *claiming) money.Amount {
	tax := c.figure("tsa/rate")
	return c.tranches("fr-distributor-support/rates", c.amounts["receipts"], &tax)
}

// topPay is the highest pay of one person that leaves a film its support (RGA art. 211-19).
func topPay(c *claiming) money.Amount { return c.tranches("fr-top-pay/rates", c.amounts["cost"], nil) }

// europeanIntensity is the public aid over the European ceiling.
func europeanIntensity(c *claiming) money.Amount {
	return Intensity{
		Date: c.on, Budget: c.amounts["budget"], PublicAid: c.amounts["publicAid"],
		Difficult: c.flags["difficult"], CrossBorder: c.flags["crossBorder"],
	}.excess(c.working)
}
