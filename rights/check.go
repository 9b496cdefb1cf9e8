package rights

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// names are those of a plan, each with its place in it.
type names struct {
	pots     map[string]int
	accounts map[string]int
	measured map[string]int // meters that events move
	meters   map[string]int // all that can be read: those of events, of steps, and the pots
}

// names numbers what a plan names: of meters first those of events, then those of steps, then the
// pots.
func (p Plan) names() names {
	n := names{map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}}
	add := func(to map[string]int, name string) {
		if _, known := to[name]; !known && name != "" {
			to[name] = len(to)
		}
	}
	for _, a := range p.Accounts {
		add(n.accounts, a.ID)
	}
	for _, m := range p.Meters {
		add(n.measured, m)
		add(n.meters, m)
	}
	for _, pot := range p.Pots {
		add(n.pots, pot.ID)
		for _, s := range pot.Steps {
			add(n.meters, s.Counts)
			if s.Kind == Count {
				add(n.meters, s.Meter)
			}
		}
	}
	for _, pot := range p.Pots {
		add(n.meters, pot.ID)
	}
	return n
}

// Validate reports every fault of the plan, each a [*FieldError], or nil: names that are missing, given
// twice or refer to nothing, shares that do not add up to exactly 1, fields that another kind has, pots
// that flow in a circle, steps that read what comes after them. See [Plan.Warnings] for what is not a
// fault.
func (p Plan) Validate() error {
	var f valid.Faults
	p.check(&f)
	return f.Err()
}

func (p Plan) check(f *valid.Faults) {
	if !p.checkSize(f) {
		return
	}
	known := p.names()
	if p.Currency != "" && !isCurrency(p.Currency) {
		f.Addf("currency", p.Currency, valid.ErrOutOfRange, "three capital letters")
	}
	p.checkAccounts(f)
	p.checkPots(f)
	p.checkMeters(f, known)
	p.checkSteps(f, known)
	p.checkPayees(f)
	if graph := newGraph(p, known); !graph.checkCircles(f) && graph.checkWork(f) {
		graph.checkReading(f)
	}
}

// checkName tells a name that is missing or given twice.
func checkName(f *valid.Faults, field, name string, twice bool) {
	switch {
	case name == "":
		f.Add(field, nil, valid.ErrMissing)
	case twice:
		f.Add(field, name, valid.ErrDuplicate)
	}
}

func (p Plan) checkPots(f *valid.Faults) {
	seen := map[string]bool{}
	f.Enter("pots")
	for i, pot := range p.Pots {
		f.Index(i)
		checkName(f, "id", pot.ID, seen[pot.ID])
		seen[pot.ID] = true
		f.Leave()
	}
	f.Leave()
}

func (p Plan) checkMeters(f *valid.Faults, known names) {
	seen := map[string]bool{}
	f.Enter("meters")
	for i, m := range p.Meters {
		f.Index(i)
		checkName(f, "", m, seen[m])
		seen[m] = true
		f.Leave()
	}
	f.Leave()
	for _, pot := range p.Pots {
		if seen[pot.ID] {
			f.Addf("meters", pot.ID, valid.ErrDuplicate, "a pot has this name")
		}
	}
	p.eachStep(f, func(_, _ int, s Step) {
		if _, isPot := known.pots[s.Counts]; isPot {
			f.Addf("counts", s.Counts, valid.ErrDuplicate, "a pot has this name")
		}
		if _, isPot := known.pots[meterOf(s)]; isPot {
			f.Addf("meter", s.Meter, valid.ErrDuplicate, "a pot has this name")
		}
	})
}

// meterOf is the meter that a meter step counts by.
func meterOf(s Step) string {
	if s.Kind == Count {
		return s.Meter
	}
	return ""
}

// eachStep calls a function for every step, with f at its place.
func (p Plan) eachStep(f *valid.Faults, check func(pot, step int, s Step)) {
	f.Enter("pots")
	for i, pot := range p.Pots {
		f.Index(i)
		f.Enter("steps")
		for j, s := range pot.Steps {
			f.Index(j)
			check(i, j, s)
			f.Leave()
		}
		f.Leave()
		f.Leave()
	}
	f.Leave()
}

func (p Plan) checkSteps(f *valid.Faults, known names) {
	follows := map[string]bool{}
	for _, a := range p.Accounts {
		if a.Payee != "" {
			follows[a.ID] = true
		}
	}
	c := stepCheck{f, known, follows, setOf(p.Clawback)}
	p.eachStep(f, func(_, _ int, s Step) { c.step(s) })
}

// checkPayees tells names of payees at the top that no step pays.
func (p Plan) checkPayees(f *valid.Faults) {
	paid := setOf(p.payees())
	seen := map[string]bool{}
	f.Enter("clawback")
	for i, name := range p.Clawback {
		f.Index(i)
		checkName(f, "", name, seen[name])
		if name != "" && !paid[name] {
			f.Addf("", name, valid.ErrReference, "no step pays it")
		}
		seen[name] = true
		f.Leave()
	}
	f.Leave()
	if p.Exchange == Unallocated {
		f.Addf("exchange", p.Exchange, valid.ErrOutOfRange, "the name is taken")
	}
	f.Enter("accounts")
	for i, a := range p.Accounts {
		if a.Payee != "" && !paid[a.Payee] {
			f.Index(i)
			f.Addf("payee", a.Payee, valid.ErrReference, "no step pays it")
			f.Leave()
		}
	}
	f.Leave()
}

// payees returns all who are paid by the plan, by first appearance.
func (p Plan) payees() []string {
	var list []string
	seen := map[string]bool{}
	add := func(name string) {
		if name != "" && !seen[name] {
			seen[name] = true
			list = append(list, name)
		}
	}
	for _, pot := range p.Pots {
		for _, s := range pot.Steps {
			add(s.Payee)
			for _, r := range s.ranks() {
				for _, share := range r.Shares {
					add(share.Payee)
				}
			}
		}
	}
	add(p.Exchange)
	return list
}

// ranks returns the ranks of a step, one of shares without ranks, none of a step that does not share.
func (s Step) ranks() []Rank {
	if s.Shares != nil || s.Ranks == nil {
		return []Rank{{Shares: s.Shares}}
	}
	return s.Ranks
}

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

func (p Plan) checkAccounts(f *valid.Faults) {
	seen := map[string]bool{}
	f.Enter("accounts")
	for i, a := range p.Accounts {
		f.Index(i)
		checkName(f, "id", a.ID, seen[a.ID])
		seen[a.ID] = true
		a.check(f, p.Currency)
		f.Leave()
	}
	f.Leave()
}

func (a Account) check(f *valid.Faults, currency string) {
	if a.Opening.Sign() < 0 {
		f.Add("opening", a.Opening, valid.ErrNegative)
	}
	if a.Premium != nil && a.Premium.Num() > 1000*a.Premium.Den() {
		f.Addf("premium", a.Premium, valid.ErrOutOfRange, "at most 1000 times")
	}
	if a.Cap != nil {
		switch {
		case a.Cap.Sign() < 0:
			f.Add("cap", a.Cap, valid.ErrNegative)
		case a.Opening.Compare(*a.Cap) > 0:
			f.Addf("opening", a.Opening, valid.ErrOutOfRange, "at most the cap of %s", a.Cap)
		}
	}
	if a.Currency != "" && currency != "" && a.Currency != currency {
		f.Addf("currency", a.Currency, valid.ErrOutOfRange, "the plan is in %s", currency)
	}
	if a.Interest != nil {
		f.Enter("interest")
		a.Interest.check(f)
		f.Leave()
	}
	if _, err := newBalance(a); err != nil && !f.Any() {
		f.Add("opening", a.Opening, err)
	}
}

// maxRateTerm bounds the terms of a rate of interest, so that its reckoning fits 128 bits.
const maxRateTerm = 1_000_000_000

func (i Interest) check(f *valid.Faults) {
	if i.Rate.Num() >= maxRateTerm || i.Rate.Den() >= maxRateTerm {
		f.Addf("rate", i.Rate, valid.ErrOutOfRange, "terms below 1000000000")
	}
	if i.From.IsZero() {
		f.Add("from", nil, valid.ErrMissing)
	}
	valid.OneOf(f, "method", i.Method, interestMethods)
	valid.OneOf(f, "basis", i.Basis, dayCounts)
	if i.Capitalise != "" {
		valid.OneOf(f, "capitalise", i.Capitalise, frequencies)
		if i.Method == Simple {
			f.Addf("capitalise", string(i.Capitalise), valid.ErrUnknownField, "simple interest is not capitalised")
		}
	}
	if i.First != "" {
		valid.OneOf(f, "first", i.First, repaidFirst)
	}
}
