package financing

import (
	"errors"
	"fmt"
	"math/big"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// scheme is a scheme of aid: its facts, and what it grants.
type scheme struct {
	code  Scheme
	facts []Fact
	grant func(*claiming) money.Amount
}

func (s *scheme) compute(f facts, on civil.Date, p Parameters) (Aid, error) {
	w, err := newWorking(p, on)
	if err != nil {
		return Aid{}, err
	}
	scales, err := builtInScales()
	if err != nil {
		return Aid{}, err
	}
	c := &claiming{working: w, facts: f, scales: scales}
	amount := s.grant(c)
	if !w.aid.Eligible {
		amount = money.Amount{}
	}
	return w.result(amount)
}

// claiming is a claim in the making.
type claiming struct {
	*working
	facts
	scales law.Table[Scale]
}

func amount(name string) Fact { return Fact{Name: name, Kind: AmountFact, Required: true} }
func extra(name string) Fact  { return Fact{Name: name, Kind: AmountFact} }
func share(name string) Fact  { return Fact{Name: name, Kind: ShareFact} }
func count(name string) Fact  { return Fact{Name: name, Kind: CountFact, Required: true} }
func flag(name string) Fact   { return Fact{Name: name, Kind: FlagFact} }
func word(name string, words ...string) Fact {
	return Fact{Name: name, Kind: WordFact, Required: true, Words: words}
}

// schemes are those of the door, French ones first.
var schemes = []scheme{
	{"fr-cinema", []Fact{
		amount("budget"), amount("eligible"), extra("directSubsidies"), flag("frenchLanguage"), flag("animation"),
		share("processedShots"), extra("otherPublicAid"), flag("difficult"), share("frenchShare"),
	}, frenchCinema},
	{"fr-audiovisual", []Fact{
		word("genre", "fiction", "documentary", "animation", "performance"), count("minutes"), amount("cost"), amount("eligible"),
		extra("directSubsidies"), extra("otherPublicAid"), flag("youth"),
	}, frenchAudiovisual},
	{"fr-international", []Fact{
		amount("budget"), amount("eligible"), extra("subsidies"), {Name: "shootingDays", Kind: CountFact}, flag("animation"),
		share("processedShots"), extra("vfxSpend"),
	}, frenchInternational},
	{"fr-cinema-support", []Fact{amount("receipts"), count("points"), share("abatement")}, producerSupport},
	{"fr-distributor-support", []Fact{amount("receipts")}, distributorSupport},
	{"fr-top-pay", []Fact{amount("cost")}, topPay},
	{"eu-intensity", []Fact{amount("budget"), amount("publicAid"), flag("difficult"), flag("crossBorder")}, europeanIntensity},
	{"uk-avec", []Fact{amount("core"), amount("ukCore"), word("category", "film", "hetv", "animation", "childrens", "vfx")}, britishCredit},
	{"uk-ifct", []Fact{amount("core"), amount("ukCore")}, britishIndependent},
	{"ie-481", []Fact{amount("totalCost"), amount("eligible"), {Name: "certified", Kind: DateFact, Required: true}, flag("sceal")}, irishCredit},
	{"be-tax-shelter", []Fact{amount("eeaSpend"), amount("belgianSpend")}, belgianShelter},
	{"ca-cptc", []Fact{amount("labour"), amount("cost"), extra("assistance")}, canadianCredit},
	{"es-36-2", []Fact{amount("eligible")}, spanishDeduction},
	{"es-canary", []Fact{amount("eligible")}, canaryDeduction},
	{"de-dfff", []Fact{amount("germanCosts")}, germanFund},
	{"hu-30", []Fact{amount("local"), extra("foreign")}, hungarianRebate},
	{"us-ga", []Fact{amount("spend"), flag("logo")}, georgianCredit},
	{"it-credit", []Fact{amount("cost"), share("foreignResources")}, italianCredit},
	{"cz-incentive", []Fact{amount("spend"), flag("animation")}, czechIncentive},
	{"es-navarre", []Fact{amount("spend"), amount("localSpend"), flag("enhanced")}, navarreDeduction},
	{"gr-rebate", []Fact{amount("budget"), amount("spend")}, greekRebate},
	{"ie-unscripted", []Fact{amount("eligible")}, irishUnscripted},
	{"qc-service", []Fact{amount("budget"), amount("spend"), extra("effectsLabour")}, quebecServices},
}

// euros returns a parameter that is a sum of money.
func (c *claiming) euros(key string) money.Amount { return c.posted(c.figure(key).Value.Round()) }

// over is a − b, at least 0.00.
func over(a, b money.Amount) money.Amount {
	return money.FromCents(max(a.Cents()-b.Cents(), 0))
}

// refuse tells why the project may not claim.
func (c *claiming) refuse(format string, args ...any) {
	c.aid.Eligible = false
	c.aid.Reasons = append(c.aid.Reasons, fmt.Sprintf(format, args...))
}

// isUnder reports whether an amount is under a part of another, exactly: a threshold is not rounded.
func (c *claiming) isUnder(a, of money.Amount, key string) bool {
	least := euroRat(of)
	return euroRat(a).Cmp(least.Mul(least, c.figure(key).Value.Rat())) < 0
}

// multiple is a × figure, rounded, without a line of its own.
func (c *claiming) multiple(a money.Amount, key string) money.Amount {
	return c.posted(money.Mul(a, c.figure(key).Value))
}

// ratio is base × num / den, multiplied exactly and rounded once.
func (c *claiming) ratio(code string, base money.Amount, num, den law.Value[money.Decimal]) money.Amount {
	exact := new(big.Rat).Quo(num.Value.Rat(), den.Value.Rat())
	share, err := money.ParseFraction(exact.RatString())
	if err != nil {
		c.errs = append(c.errs, err)
		return money.Amount{}
	}
	amount := c.posted(share.Of(base))
	c.aid.Lines = append(c.aid.Lines, AidLine{
		Code: code, Base: base, Share: share, Rate: money.DecimalFromInt(1), Amount: amount, Refs: num.Refs.Join(den.Refs),
	})
	return amount
}

// scale returns a scale on the day of the claim.
func (c *claiming) scale(key string) law.Value[Scale] {
	v, err := c.scales.At(key, c.on)
	if err != nil {
		c.errs = append(c.errs, &FieldError{Path: "date", Err: err})
		v.Value = Scale{{}}
	}
	if n, doubtful := v.Notice(); doubtful && err == nil {
		c.aid.Notices = append(c.aid.Notices, n)
	}
	return v
}

// tranches adds a line for each bracket that an amount reaches: part × rate, times another rate where
// one is given, multiplied exactly and rounded once. It returns their sum.
func (c *claiming) tranches(key string, a money.Amount, times *law.Value[money.Decimal]) money.Amount {
	s := c.scale(key)
	var sum money.Total
	for i, b := range s.Value {
		part := s.Value.part(i, a)
		if part.IsZero() || b.Rate.IsZero() {
			continue
		}
		rate, refs := b.Rate.Decimal(), s.Refs
		if times != nil {
			rate, refs = rate.Mul(times.Value.Decimal()), times.Refs.Join(s.Refs)
		}
		exact, err := money.NewDecimal(rate)
		amount := c.posted(money.Mul(part, exact))
		if err = errors.Join(err); err != nil {
			c.errs = append(c.errs, err)
		}
		c.aid.Lines = append(c.aid.Lines, AidLine{Code: fmt.Sprintf("tranche-%d", i+1), Base: part, Rate: exact, Amount: amount, Refs: refs})
		sum.Add(amount)
	}
	return c.posted(sum.Amount())
}
