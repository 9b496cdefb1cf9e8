package rights

import (
	"math/big"
	"reflect"
	"slices"

	"github.com/bobine-film/bobine/civil"
)

// plain is a second implementation, written from the doc comments of the package and from
// reference/rights.md §5: every cent of a tier by itself, every cent of a split by itself, interest day by
// day. It is for sums of a few thousand cents.
type plain struct {
	plan     Plan
	steps    map[[2]int]*plainStep
	accounts map[string]*plainAccount
	meters   map[string]int64
	flight   map[string]int64 // what they count of the money in hand
	entitled map[string]int64
	paid     map[string]int64
	events   int
}

// plainStep is a step with what it has seen. What was before an amendment that changed it is apart.
type plainStep struct {
	Step
	pot       string
	in, taken int64
	history   []*plainVisit
	splits    []*plainSplit
	before    *plainBefore
}

// plainVisit is what an event brought to a step.
type plainVisit struct {
	event        int
	took, passed int64
}

type plainBefore struct {
	taken, base, owed int64
	had               map[string]int64
}

func newPlain(p Plan) *plain {
	pl := &plain{
		plan: p, steps: map[[2]int]*plainStep{}, accounts: map[string]*plainAccount{},
		meters: map[string]int64{}, flight: map[string]int64{}, entitled: map[string]int64{}, paid: map[string]int64{},
	}
	for i, pot := range p.Pots {
		for j, s := range pot.Steps {
			pl.steps[[2]int{i, j}] = newPlainStep(pot.ID, s)
		}
	}
	for _, a := range p.Accounts {
		pl.accounts[a.ID] = newPlainAccount(a)
	}
	return pl
}

func newPlainStep(pot string, s Step) *plainStep {
	st := &plainStep{Step: s, pot: pot}
	if s.Shares != nil {
		st.splits = []*plainSplit{newPlainSplit(s.Shares)}
	}
	for _, r := range s.Ranks {
		st.splits = append(st.splits, newPlainSplit(r.Shares))
	}
	if name := (target2{s.Payee, s.Pot}); st.splits == nil && name != (target2{}) {
		st.splits = []*plainSplit{{names: []target2{name}, weights: []int64{1}, sum: 1, has: []int64{0}}}
	}
	return st
}

// target2 is a payee or a pot by name.
type target2 struct{ payee, pot string }

// plainSplit gives a running total away, cent by cent: each to the greatest share/(2k+1), k being what it
// has.
type plainSplit struct {
	names   []target2
	weights []int64
	sum     int64
	order   []uint8 // who has the first cent, the second …
	has     []int64 // of all these cents
}

func newPlainSplit(shares []Share) *plainSplit {
	sp := &plainSplit{}
	own, all := map[target2]*big.Rat{}, map[target2]*big.Rat{}
	for _, s := range shares {
		name := target2{s.Payee, s.Pot}
		if all[name] == nil {
			sp.names = append(sp.names, name)
			own[name], all[name] = new(big.Rat), new(big.Rat)
		}
		if s.Of == "" && s.BorneBy == "" {
			own[name].Add(own[name], s.Share.Rat())
			all[name].Add(all[name], s.Share.Rat())
		}
	}
	for _, s := range shares {
		part, from := s.Share.Rat(), s.BorneBy
		if s.Of != "" {
			from = s.Of
			part.Mul(part, own[target2{payee: from}])
		}
		if from != "" {
			name := target2{s.Payee, s.Pot}
			all[target2{payee: from}].Sub(all[target2{payee: from}], part)
			all[name].Add(all[name], part)
		}
	}
	den := big.NewInt(1)
	for _, part := range all {
		d := new(big.Int).GCD(nil, nil, den, part.Denom())
		den.Mul(den, d.Quo(part.Denom(), d))
	}
	sp.sum, sp.has = den.Int64(), make([]int64, len(sp.names))
	for _, name := range sp.names {
		w := new(big.Rat).Mul(all[name], new(big.Rat).SetInt(den))
		sp.weights = append(sp.weights, w.Num().Int64())
	}
	return sp
}

// parts returns what everyone has of a total. A total below zero splits as its opposite does.
func (sp *plainSplit) parts(total int64) []int64 {
	sign := int64(1)
	if total < 0 {
		sign, total = -1, -total
	}
	for int64(len(sp.order)) < total {
		best := 0
		for i, w := range sp.weights {
			if w*(2*sp.has[best]+1) > sp.weights[best]*(2*sp.has[i]+1) {
				best = i
			}
		}
		sp.has[best]++
		sp.order = append(sp.order, uint8(best))
	}
	parts := make([]int64, len(sp.names))
	for _, i := range sp.order[:total] {
		parts[i] += sign
	}
	return parts
}

// size is what a rank has before the next one has anything.
func (st *plainStep) size(rank int) int64 {
	if rank < len(st.Ranks) && st.Ranks[rank].Amount != nil {
		return st.Ranks[rank].Amount.Cents()
	}
	return 1 << 40
}

// given is what somebody has of what a step has taken, in the order in which it is given.
type given struct {
	to    target2
	cents int64
}

func (st *plainStep) given(taken int64) []given {
	var list []given
	for rank, sp := range st.splits {
		piece := min(taken, st.size(rank))
		taken -= piece
		for i, cents := range sp.parts(piece) {
			list = append(list, given{sp.names[i], cents})
		}
	}
	return list
}

func (st *plainStep) givenTo(payee string, taken int64) int64 {
	sum := int64(0)
	for _, g := range st.given(taken) {
		if g.to.payee == payee && payee != "" {
			sum += g.cents
		}
	}
	return sum
}

// hasReached reports whether the exact parts of a payee in what was taken come to an amount.
func (st *plainStep) hasReached(payee string, taken, cents int64) bool {
	sum := new(big.Rat)
	if len(st.splits) == 1 { // without fractions, because this is asked for every cent
		sp := st.splits[0]
		for i, name := range sp.names {
			if name.payee == payee {
				return sp.weights[i]*taken >= cents*sp.sum
			}
		}
		return cents <= 0
	}
	for rank, sp := range st.splits {
		piece := min(taken, st.size(rank))
		taken -= piece
		for i, name := range sp.names {
			if name.payee == payee {
				sum.Add(sum, big.NewRat(piece*sp.weights[i], sp.sum))
			}
		}
	}
	return sum.Cmp(big.NewRat(cents, 1)) >= 0
}

func (pl *plain) apply(e Event) {
	pl.events++
	for _, a := range pl.plan.Accounts {
		pl.accounts[a.ID].run(e.Date)
	}
	switch e.Kind {
	case Charge:
		pl.accounts[e.Account].charge(e.Amount.Cents())
	case Accrue:
		pl.accounts[e.Account].accrue(e.Amount.Cents())
	case Measure:
		pl.meters[e.Meter] += e.Amount.Cents()
	default:
		sign := int64(1)
		if e.Kind == Credit {
			sign = -1
		}
		cents := e.Amount.Cents()
		if o := e.Foreign; o != nil {
			cents = halfAway(new(big.Rat).Mul(new(big.Rat).SetInt64(o.Amount.Cents()), o.Rate.Rat()))
		}
		pl.entitle(pl.plan.Exchange, sign*(e.Amount.Cents()-cents))
		pl.flow(e.Pot, sign*cents)
	}
	pl.settle()
}

// settle pays what is due: who does not give back keeps the most there ever was.
func (pl *plain) settle() {
	for payee, cents := range pl.entitled {
		if cents > pl.paid[payee] || contains(pl.plan.Clawback, payee) && pl.isOf(payee) {
			pl.paid[payee] = cents
		}
	}
}

// isOf reports whether the plan pays somebody. Who left with an amendment neither pays nor is paid.
func (pl *plain) isOf(payee string) bool {
	return payee == Unallocated || contains(pl.plan.payees(), payee)
}

// entitle changes what somebody has, and what is left of the accounts that follow them.
func (pl *plain) entitle(payee string, cents int64) {
	if cents == 0 {
		return
	}
	pl.entitled[payee] += cents
	for _, a := range pl.plan.Accounts {
		if a.Payee == payee && payee != "" {
			pl.accounts[a.ID].follow(cents)
		}
	}
}

// flow lets cents go through a pot, in pieces that end where a tier below watches for a cent of it.
func (pl *plain) flow(pot string, cents int64) {
	for cents != 0 {
		piece := pl.piece(pot, pot, cents)
		pl.meters[pot] += piece
		pl.flight[pot] += piece
		pl.along(pot, 0, piece)
		pl.flight[pot] -= piece
		cents -= piece
	}
}

// along lets cents go through the steps of a pot from one of them on.
func (pl *plain) along(pot string, from int, cents int64) {
	i := pl.plan.names().pots[pot]
	for j := from; j < len(pl.plan.Pots[i].Steps) && cents != 0; j++ {
		st := pl.steps[[2]int{i, j}]
		meter := st.Counts
		if st.Kind == Count {
			meter = st.Step.Meter
		}
		if meter != "" && st.Kind != Percent && st.Kind != Bracket && st.Kind != Bonus {
			if piece := pl.piece(pot, meter, cents); piece != cents {
				pl.along(pot, j, piece)
				pl.along(pot, j, cents-piece)
				return
			}
		}
		if st.Kind == Count {
			st.in += cents
			pl.meters[meter] += cents
			pl.flight[meter] += cents
			pl.along(pot, j+1, cents)
			pl.flight[meter] -= cents
			return
		}
		cents -= pl.through(st, cents)
	}
	if cents != 0 {
		pl.entitled[Unallocated] += cents
		pl.paid[Unallocated] += cents
	}
}

// piece returns how many cents come up to the first at which a condition of a meter is true, in this pot or
// one that it leads to.
func (pl *plain) piece(pot, meter string, cents int64) int64 {
	if cents <= 0 {
		return cents
	}
	for _, u := range pl.reaching(pot) {
		times := int64(0)
		for _, m := range u.Of {
			if m == meter {
				times++
			}
		}
		left := u.Reaches.Cents() - pl.reached(u.Of)
		for n := int64(1); times > 0 && left > 0 && n <= cents; n++ {
			if n*times >= left {
				cents = n
			}
		}
	}
	return cents
}

// reaching returns the conditions on meters of all tiers of a pot and of those that it leads to.
func (pl *plain) reaching(pot string) []Until {
	var list []Until
	var add func(u Until)
	add = func(u Until) {
		if u.Reaches != nil {
			list = append(list, u)
		}
		for _, inner := range append(slices.Clone(u.Any), u.All...) {
			add(inner)
		}
	}
	for _, s := range pl.plan.Pots[pl.plan.names().pots[pot]].Steps {
		if s.Until != nil {
			add(*s.Until)
		}
		for _, r := range append([]Rank{{Shares: s.Shares}, {Shares: []Share{{Pot: s.Pot}}}}, s.Ranks...) {
			for _, share := range r.Shares {
				if share.Pot != "" {
					list = append(list, pl.reaching(share.Pot)...)
				}
			}
		}
	}
	return list
}

func (pl *plain) reached(meters []string) int64 {
	sum := pl.count(meters)
	for _, m := range meters {
		sum -= pl.flight[m]
	}
	return sum
}

// through lets cents reach a step and returns what it takes of them.
func (pl *plain) through(st *plainStep, cents int64) int64 {
	st.in += cents
	before := st.taken
	pl.take(st, cents)
	if st.Counts != "" {
		pl.meters[st.Counts] += st.taken - before
	}
	takesFirst := st.Kind == Recoup || st.Kind == Tier || st.Kind == Split
	if took := st.taken - before; takesFirst {
		pl.flight[st.Counts] += took
		defer func() { pl.flight[st.Counts] -= took }()
	}
	was, is := st.given(before), st.given(st.taken)
	for k := range is {
		if is[k].to.payee != "" {
			pl.entitle(is[k].to.payee, is[k].cents-was[k].cents)
		}
	}
	for k := range is {
		if is[k].to.pot != "" && is[k].cents != was[k].cents {
			pl.flow(is[k].to.pot, is[k].cents-was[k].cents)
		}
	}
	return st.taken - before
}

func (pl *plain) take(st *plainStep, cents int64) {
	retroactive := false
	for _, l := range st.Levels {
		retroactive = retroactive || l.Retroactive
	}
	switch st.Kind {
	case Split, To:
		st.taken = st.in
	case Percent, Bracket, Bonus:
		due := pl.due(st)
		switch {
		case st.Step.Meter == "" && st.Kind != Bonus && (st.before == nil || st.before.owed == 0):
			st.taken = due
			return
		case cents > 0:
			pl.takeUpTo(st, cents, due-st.taken)
		default:
			st.giveBack(-cents)
		}
		if retroactive {
			st.taken = min(st.taken, due)
		}
	case Recoup:
		account, before := pl.accounts[st.Account], st.taken
		if cents > 0 {
			pl.takeUpTo(st, cents, account.left())
			account.repay(st.taken - before)
		} else {
			st.giveBack(-cents)
			account.giveBack(before - st.taken)
		}
	case Tier:
		pl.takeTier(st, cents)
	}
}

// takeUpTo takes what there is.
func (pl *plain) takeUpTo(st *plainStep, cents, most int64) {
	took := max(0, min(cents, most))
	st.taken += took
	if n := len(st.history); n == 0 || st.history[n-1].event != pl.events {
		st.history = append(st.history, &plainVisit{event: pl.events})
	}
	last := st.history[len(st.history)-1]
	last.took += took
	last.passed += cents - took
}

// giveBack gives back first what was passed on, from the last event to that in which anything was taken.
func (st *plainStep) giveBack(cents int64) {
	for n := len(st.history) - 1; n >= 0; n-- {
		back := min(st.history[n].passed, cents)
		st.history[n].passed -= back
		cents -= back
		if st.history[n].took > 0 {
			break
		}
	}
	st.taken -= min(max(0, st.taken), cents)
}

func (pl *plain) takeTier(st *plainStep, cents int64) {
	alone := st.Until.Payee != "" || st.Until.Total != nil && len(st.Until.Of) == 0
	if cents < 0 {
		if alone {
			st.taken = min(st.taken, st.in)
		} else {
			st.giveBack(-cents)
		}
		return
	}
	arrived, took := st.taken, int64(0)
	for took < cents && !pl.isOver(st, *st.Until, arrived, arrived+took) {
		took++
	}
	pl.takeUpTo(st, cents, took)
}

// isOver reports whether a condition holds when a step has taken so much; arrived is what it had taken when
// the money arrived.
func (pl *plain) isOver(st *plainStep, u Until, arrived, taken int64) bool {
	before := plainBefore{}
	if st.before != nil {
		before = *st.before
	}
	switch {
	case u.Payee != "":
		return st.hasReached(u.Payee, taken, max(0, u.Amount.Cents()-before.had[u.Payee]))
	case u.Total != nil:
		// what was taken before an amendment stays: below zero, of credit notes since, it is refilled
		return taken >= 0 && before.taken+taken+pl.count(u.Of) >= u.Total.Cents()
	case u.Reaches != nil:
		return pl.reached(u.Of) >= u.Reaches.Cents()
	case u.Empty != "":
		a := pl.accounts[u.Empty]
		more := st.givenTo(a.Payee, taken) - st.givenTo(a.Payee, arrived)
		return a.left() == 0 || more >= a.left()
	}
	for _, inner := range u.Any {
		if pl.isOver(st, inner, arrived, taken) {
			return true
		}
	}
	for _, inner := range u.All {
		if !pl.isOver(st, inner, arrived, taken) {
			return false
		}
	}
	return u.All != nil
}

func (pl *plain) count(meters []string) int64 {
	sum := int64(0)
	for _, m := range meters {
		sum += pl.meters[m]
	}
	return sum
}

// due is what a step is due in all. After an amendment it is what was owed and what the base has brought
// since.
func (pl *plain) due(st *plainStep) int64 {
	base := st.in
	if st.Step.Meter != "" {
		base = pl.meters[st.Step.Meter]
	}
	if st.before == nil {
		return st.onBase(base)
	}
	if st.Step.Meter == "" {
		base += st.before.base
	}
	return st.before.owed + st.onBase(base) - st.onBase(st.before.base)
}

func (st *plainStep) onBase(base int64) int64 {
	exact, cents := new(big.Rat), new(big.Rat).SetInt64(base)
	if st.Kind == Percent {
		return halfAway(exact.Mul(cents, st.Rate.Rat()))
	}
	for i, l := range st.Levels {
		from := l.From.Cents()
		if base < from || base < 0 || base == 0 && st.Kind == Bracket {
			break
		}
		if st.Kind == Bonus {
			exact.Add(exact, new(big.Rat).SetInt64(l.Amount.Cents()))
			continue
		}
		end := base
		if i+1 < len(st.Levels) {
			end = min(end, st.Levels[i+1].From.Cents())
		}
		if l.Retroactive {
			exact, from = new(big.Rat), 0
		}
		exact.Add(exact, new(big.Rat).Mul(new(big.Rat).SetInt64(end-from), l.Rate.Rat()))
	}
	return halfAway(exact)
}

// halfAway rounds half away from zero.
func halfAway(r *big.Rat) int64 {
	sign := int64(r.Sign())
	twice := new(big.Rat).Mul(new(big.Rat).Abs(r), big.NewRat(2, 1))
	twice.Add(twice, big.NewRat(1, 1))
	return sign * new(big.Int).Quo(twice.Num(), new(big.Int).Mul(twice.Denom(), big.NewInt(2))).Int64()
}

// amend replaces the plan.
func (pl *plain) amend(p Plan, from civil.Date) {
	for _, a := range pl.plan.Accounts {
		pl.accounts[a.ID].run(from)
	}
	next := newPlain(p)
	next.entitled, next.paid, next.events = pl.entitled, pl.paid, pl.events
	for name := range p.names().meters {
		next.meters[name] = pl.meters[name]
	}
	for _, a := range p.Accounts {
		if old := pl.accounts[a.ID]; old != nil {
			old.under(a, from)
			next.accounts[a.ID] = old
		}
	}
	for _, st := range next.steps {
		for _, old := range pl.steps {
			if old.pot == st.pot && old.Kind == st.Kind && old.name() == st.name() {
				pl.goesOn(st, old, next)
			}
		}
	}
	*pl = *next
}

func (st *plainStep) name() string {
	if st.ID != "" {
		return st.ID
	}
	return st.Name
}

func (pl *plain) goesOn(st, old *plainStep, next *plain) {
	a, b := st.Step, old.Step
	a.ID, a.Name, b.ID, b.Name = "", "", "", ""
	if reflect.DeepEqual(a, b) {
		named := st.Step
		*st = *old
		st.Step = named
		return
	}
	before := plainBefore{taken: old.taken, had: map[string]int64{}}
	for _, g := range old.given(old.taken) {
		before.had[g.to.payee] += g.cents
	}
	base := old.in
	if old.before != nil {
		before.taken += old.before.taken
		for name, cents := range old.before.had {
			before.had[name] += cents
		}
		if old.Step.Meter == "" {
			base += old.before.base
		}
	}
	switch {
	case st.Step.Meter != "":
		before.base = next.meters[st.Step.Meter]
	case st.Kind != Percent:
		before.base = base
	}
	if hasBase := st.Kind == Percent || st.Kind == Bracket || st.Kind == Bonus; hasBase && (old.Step.Meter != "" || old.Kind == Bonus) {
		before.owed = max(0, pl.due(old)-old.taken)
	}
	st.before = &before
}
