package rights

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// stepCheck tells the faults of steps by themselves.
type stepCheck struct {
	f        *valid.Faults
	known    names
	follows  map[string]bool // accounts that follow a payee
	clawback map[string]bool
}

func setOf(names []string) map[string]bool {
	set := make(map[string]bool, len(names))
	for _, name := range names {
		set[name] = true
	}
	return set
}

func (c stepCheck) step(s Step) {
	c.fields(s)
	switch s.Kind {
	case Percent:
		c.destination(s)
		c.rate(s.Rate)
		c.reads("meter", s.Meter)
	case Bracket, Bonus:
		c.destination(s)
		c.levels(s)
		c.reads("meter", s.Meter)
	case Recoup:
		c.recoups(s.Account)
		c.shares(s)
	case Tier:
		c.tierEnd(s, c.shares(s))
	case Split:
		c.shares(s)
	case To:
		c.pot("pot", s.Pot)
	case Count:
		if s.Meter == "" {
			c.f.Add("meter", nil, valid.ErrMissing)
		}
	default:
		valid.OneOf(c.f, "kind", s.Kind, kinds)
	}
}

// fields tells fields that another kind of step has.
func (c stepCheck) fields(s Step) {
	if !slices.Contains(kinds, s.Kind) {
		return
	}
	stray := func(field string, given bool, belongs ...Kind) {
		if given && !slices.Contains(belongs, s.Kind) {
			c.f.Addf(field, nil, valid.ErrUnknownField, "a %s step has none", s.Kind)
		}
	}
	stray("rate", s.Rate != nil, Percent)
	stray("levels", s.Levels != nil, Bracket, Bonus)
	stray("payee", s.Payee != "", Percent, Bracket, Bonus)
	stray("pot", s.Pot != "", Percent, Bracket, Bonus, To)
	stray("meter", s.Meter != "", Percent, Bracket, Bonus, Count)
	stray("counts", s.Counts != "", Percent, Bracket, Bonus, Recoup, Tier, Split)
	stray("account", s.Account != "", Recoup)
	stray("shares", s.Shares != nil, Recoup, Tier, Split)
	stray("ranks", s.Ranks != nil, Recoup, Tier, Split)
	stray("until", s.Until != nil, Tier)
}

func (c stepCheck) destination(s Step) {
	if s.Pot == "" {
		c.payee("payee", s.Payee)
		return
	}
	c.pot("pot", s.Pot)
	if s.Payee != "" {
		c.f.Addf("payee", s.Payee, valid.ErrUnknownField, "a step pays a payee or a pot")
	}
}

func (c stepCheck) payee(field, payee string) {
	switch payee {
	case "":
		c.f.Add(field, nil, valid.ErrMissing)
	case Unallocated:
		c.f.Addf(field, payee, valid.ErrOutOfRange, "the name is taken")
	}
}

func (c stepCheck) pot(field, pot string) {
	if _, ok := c.known.pots[pot]; !ok {
		c.f.Add(field, pot, valid.ErrReference)
	}
}

func (c stepCheck) recoups(account string) {
	if _, ok := c.known.accounts[account]; !ok {
		c.f.Add("account", account, valid.ErrReference)
	}
	if c.follows[account] {
		c.f.Addf("account", account, valid.ErrOutOfRange, "it follows a payee")
	}
}

// reads tells a meter that nothing moves. None is the step's own inflow.
func (c stepCheck) reads(field, meter string) {
	if _, ok := c.known.meters[meter]; !ok && meter != "" {
		c.f.Add(field, meter, valid.ErrReference)
	}
}

var one = money.MustFraction("1")

func (c stepCheck) rate(rate *money.Fraction) {
	switch {
	case rate == nil:
		c.f.Add("rate", nil, valid.ErrMissing)
	case rate.Compare(one) > 0:
		c.f.Addf("rate", rate, valid.ErrOutOfRange, "at most 1")
	}
}

func (c stepCheck) levels(s Step) {
	if len(s.Levels) == 0 {
		c.f.Add("levels", nil, valid.ErrMissing)
	}
	c.f.Enter("levels")
	defer c.f.Leave()
	for i, l := range s.Levels {
		c.f.Index(i)
		switch {
		case l.From.Sign() < 0:
			c.f.Add("from", l.From, valid.ErrNegative)
		case i > 0 && l.From.Compare(s.Levels[i-1].From) <= 0:
			c.f.Addf("from", l.From, valid.ErrOutOfRange, "more than that of the level before")
		}
		c.level(s, l)
		c.f.Leave()
	}
	if _, err := newScale(s.Levels); err != nil && !c.f.Any() {
		c.f.Add("", nil, err)
	}
}

func (c stepCheck) level(s Step, l Level) {
	if s.Kind == Bracket {
		c.rate(l.Rate)
		if l.Amount != nil {
			c.f.Addf("amount", l.Amount, valid.ErrUnknownField, "a bracket has rates")
		}
		if l.Retroactive && !c.clawback[s.Payee] {
			c.f.Addf("retroactive", nil, valid.ErrOutOfRange, "the payee has to be one of clawback")
		}
		return
	}
	switch {
	case l.Amount == nil:
		c.f.Add("amount", nil, valid.ErrMissing)
	case l.Amount.Sign() < 0:
		c.f.Add("amount", l.Amount, valid.ErrNegative)
	}
	if l.Rate != nil {
		c.f.Addf("rate", l.Rate, valid.ErrUnknownField, "a bonus has amounts")
	}
	if l.Retroactive {
		c.f.Addf("retroactive", nil, valid.ErrUnknownField, "a bonus has none")
	}
}

// shares tells what is faulty in the shares or the ranks of a step, and returns who has a part of them, nil
// where that cannot be told.
func (c stepCheck) shares(s Step) map[string]bool {
	has := map[string]bool{}
	if s.Ranks == nil {
		if !c.shareList(s.Shares, has) {
			return nil
		}
		return has
	}
	if s.Shares != nil {
		c.f.Addf("shares", nil, valid.ErrUnknownField, "the ranks have them")
	}
	if len(s.Ranks) == 0 {
		c.f.Add("ranks", nil, valid.ErrMissing)
	}
	sound := true
	c.f.Enter("ranks")
	defer c.f.Leave()
	for i, r := range s.Ranks {
		c.f.Index(i)
		sound = c.shareList(r.Shares, has) && sound
		last := i == len(s.Ranks)-1
		if last && r.Amount != nil {
			c.f.Addf("amount", r.Amount, valid.ErrUnknownField, "the last rank has all that is left")
		}
		if !last {
			c.limit("amount", r.Amount)
		}
		c.f.Leave()
	}
	if !sound {
		return nil
	}
	return has
}

// shareList tells what is faulty in a list of shares and adds those who have a part to a set. It returns
// whether that could be told.
func (c stepCheck) shareList(shares []Share, has map[string]bool) bool {
	own := map[string]bool{}
	for _, s := range shares {
		if s.Of == "" && s.BorneBy == "" {
			own[s.Payee] = true
		}
	}
	sound := true
	c.f.Enter("shares")
	for i, s := range shares {
		c.f.Index(i)
		if s.Pot != "" {
			c.pot("pot", s.Pot)
			if s.Payee != "" {
				c.f.Addf("payee", s.Payee, valid.ErrUnknownField, "a share has a payee or a pot")
			}
		} else {
			c.payee("payee", s.Payee)
		}
		sound = c.bearer(own, s) && sound
		c.f.Leave()
	}
	c.f.Leave()
	sum := new(big.Rat)
	for _, s := range shares {
		if s.Of == "" && s.BorneBy == "" {
			sum.Add(sum, s.Share.Rat())
		}
	}
	if sum.Cmp(big.NewRat(1, 1)) != 0 {
		c.f.Addf("shares", nil, ErrShares, "they add up to %s", sum.RatString())
		return false
	}
	if !sound {
		return false
	}
	parts, err := gather(shares)
	if err == nil {
		_, err = weights(parts)
	}
	if err != nil {
		c.f.Add("shares", nil, fmt.Errorf("%w: %w", ErrShares, err))
		return false
	}
	for _, p := range parts {
		if p.part.Sign() > 0 {
			has[p.payee] = true
		}
	}
	return true
}

// bearer tells what is faulty in who bears a share, of those who have one of their own. It returns whether
// anything is known of it.
func (c stepCheck) bearer(own map[string]bool, s Share) bool {
	field, name := "of", s.Of
	if name == "" {
		field, name = "borneBy", s.BorneBy
	}
	if name == "" {
		return true
	}
	if s.Of != "" && s.BorneBy != "" {
		c.f.Addf("borneBy", s.BorneBy, valid.ErrUnknownField, "a share is of another's or of the whole")
	}
	if !own[name] {
		c.f.Addf(field, name, valid.ErrReference, "it has no share of its own")
	}
	return own[name]
}

func (c stepCheck) limit(field string, limit *money.Amount) {
	switch {
	case limit == nil:
		c.f.Add(field, nil, valid.ErrMissing)
	case limit.Sign() <= 0:
		c.f.Addf(field, limit, valid.ErrOutOfRange, "more than 0.00")
	}
}

func (c stepCheck) tierEnd(s Step, has map[string]bool) {
	if s.Until == nil {
		c.f.Addf("until", nil, valid.ErrMissing, "a tier has an end")
		return
	}
	c.f.Enter("until")
	c.until(*s.Until, has)
	c.f.Leave()
}

// until tells what is faulty in a condition of a tier in which some have a part, nil if that is not known.
func (c stepCheck) until(u Until, has map[string]bool) {
	kind := u.kind()
	stray := func(field string, given bool, belongs ...string) {
		if given && !slices.Contains(belongs, kind) {
			c.f.Addf(field, nil, valid.ErrUnknownField, "it goes with %s", belongs[0])
		}
	}
	stray("amount", u.Amount != nil, "payee")
	stray("total", u.Total != nil, "total")
	stray("reaches", u.Reaches != nil, "reaches")
	stray("of", u.Of != nil, "reaches", "total")
	stray("empty", u.Empty != "", "empty")
	stray("any", u.Any != nil, "any")
	stray("all", u.All != nil, "all")
	switch kind {
	case "":
		c.f.Addf("", nil, valid.ErrMissing, "payee, total, reaches, empty, any or all")
	case "payee":
		c.limit("amount", u.Amount)
		if has != nil && !has[u.Payee] {
			c.f.Addf("payee", u.Payee, valid.ErrReference, "it has no share of the tier")
		}
	case "total":
		c.limit("total", u.Total)
		c.meters(u.Of)
	case "reaches":
		c.limit("reaches", u.Reaches)
		if len(u.Of) == 0 {
			c.f.Add("of", nil, valid.ErrMissing)
		}
		c.meters(u.Of)
	case "empty":
		if _, ok := c.known.accounts[u.Empty]; !ok {
			c.f.Add("empty", u.Empty, valid.ErrReference)
		}
	case "any":
		c.conditions("any", u.Any, has)
	case "all":
		c.conditions("all", u.All, has)
	}
}

// kind names the field that tells what a condition is, "" of none.
func (u Until) kind() string {
	switch {
	case u.Payee != "":
		return "payee"
	case u.Total != nil:
		return "total"
	case u.Reaches != nil:
		return "reaches"
	case u.Empty != "":
		return "empty"
	case u.Any != nil:
		return "any"
	case u.All != nil:
		return "all"
	}
	return ""
}

func (c stepCheck) conditions(field string, list []Until, has map[string]bool) {
	if len(list) == 0 {
		c.f.Add(field, nil, valid.ErrMissing)
	}
	c.f.Enter(field)
	for i, u := range list {
		c.f.Index(i)
		c.until(u, has)
		c.f.Leave()
	}
	c.f.Leave()
}

func (c stepCheck) meters(of []string) {
	c.f.Enter("of")
	for i, m := range of {
		c.f.Index(i)
		if m == "" {
			c.f.Add("", nil, valid.ErrMissing)
		}
		c.reads("", m)
		c.f.Leave()
	}
	c.f.Leave()
}
