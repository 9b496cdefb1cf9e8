package rights

import (
	"math"
	"math/big"
)

// until is the end of a tier by numbers.
type until struct {
	kind    string
	amount  int64
	end     int64 // of payee: what the tier takes in all until then; of total alone: the total
	payee   int
	meters  []int
	account int
	all     []until // of all and any
}

func (e *Engine) until(s step, u Until) until {
	c := until{kind: u.kind(), end: math.MaxInt64}
	for _, m := range u.Of {
		c.meters = append(c.meters, e.known.meters[m])
	}
	switch c.kind {
	case "payee":
		c.amount, c.payee = u.Amount.Cents(), e.numbers[u.Payee]
		c.end = s.reach(c.payee, big.NewRat(c.amount, 1))
	case "total":
		c.amount = u.Total.Cents()
		c.end = c.amount
	case "reaches":
		c.amount = u.Reaches.Cents()
	case "empty":
		c.account = e.known.accounts[u.Empty]
	}
	for _, inner := range append(append([]Until(nil), u.Any...), u.All...) {
		c.all = append(c.all, e.until(s, inner))
	}
	return c
}

// isFixed reports whether a tier ends after so much of its own, whatever happens elsewhere.
func (u until) isFixed() bool { return u.kind == "payee" || u.kind == "total" && len(u.meters) == 0 }

// capacity returns how much more a step may take before a condition holds: 0 when it does already, the
// greatest number where what the step takes makes no difference.
func (f *Fold) capacity(i int, s *step, u *until) int64 {
	switch u.kind {
	case "payee":
		return max(0, f.endFor(i, s, u)-f.state.steps[i].taken)
	case "total":
		had := saturated(saturated(f.before(i), f.state.steps[i].taken), f.count(u.meters))
		return max(0, saturated(u.amount, -had))
	case "reaches":
		if f.reached(u.meters) >= u.amount {
			return 0
		}
		return math.MaxInt64
	case "empty":
		return f.untilEmpty(i, s, u.account)
	}
	best := f.capacity(i, s, &u.all[0])
	for k := 1; k < len(u.all); k++ {
		if c := f.capacity(i, s, &u.all[k]); (c < best) == (u.kind == "any") {
			best = c
		}
	}
	return best
}

// endFor returns what the tier takes in all until a payee has had an amount, less what the payee had
// from it before an amendment.
func (f *Fold) endFor(i int, s *step, u *until) int64 {
	c := f.state.carriedOf(i)
	if c == nil {
		return u.end
	}
	had := int64(0)
	for k, t := range s.to {
		if t.payee == u.payee {
			had += c.Parts[k]
		}
	}
	return s.reach(u.payee, new(big.Rat).SetInt64(max(0, u.amount-had)))
}

// before returns what a step had taken before an amendment.
func (f *Fold) before(i int) int64 {
	if c := f.state.carriedOf(i); c != nil {
		return c.Taken
	}
	return 0
}

// count adds up meters, to the greatest number.
func (f *Fold) count(meters []int) int64 {
	sum := int64(0)
	for _, m := range meters {
		sum = saturated(sum, f.state.meters[m])
	}
	return sum
}

// saturated adds two numbers. A sum beyond ±math.MaxInt64 is that.
func saturated(a, b int64) int64 {
	if b >= 0 {
		return a + min(b, math.MaxInt64-max(0, a))
	}
	return a + max(b, -math.MaxInt64-min(0, a))
}

// untilEmpty returns how much more a step may take before an account is empty. Of one that follows a
// payee of the step that is the first cent at which the payee's parts fill it.
func (f *Fold) untilEmpty(i int, s *step, account int) int64 {
	left := f.state.accounts[account].left()
	if left == 0 {
		return 0
	}
	name := f.engine.plan.Accounts[account].Payee
	payee, follows := f.engine.numbers[name]
	if !follows || name == "" {
		return math.MaxInt64
	}
	taken := f.state.steps[i].taken
	wanted := f.partsOf(s, taken, payee) + left
	few := s.reach(payee, new(big.Rat).SetInt64(wanted)) - taken // where the exact parts do
	for step := int64(1); few < math.MaxInt64-taken && f.partsOf(s, taken+few, payee) < wanted; step *= 2 {
		few = saturated(few, step)
	}
	if few >= math.MaxInt64-taken {
		return math.MaxInt64
	}
	return f.first(s, taken, few, payee, wanted)
}

// first returns the least number of cents, at most few, that give a payee what is wanted when a step takes them
// on top of what it has taken.
func (f *Fold) first(s *step, taken, few int64, payee int, wanted int64) int64 {
	least := int64(0)
	for least < few {
		middle := least + (few-least)/2
		if f.partsOf(s, taken+middle, payee) >= wanted {
			few = middle
		} else {
			least = middle + 1
		}
	}
	return least
}

// partsOf returns what a payee has of what a step has taken.
func (f *Fold) partsOf(s *step, taken int64, payee int) int64 {
	at := len(f.memory)
	parts := f.share(s, taken)
	had := int64(0)
	for k, t := range s.to {
		if t.payee == payee {
			had += parts[k].Cents()
		}
	}
	f.memory = f.memory[:at]
	return had
}
