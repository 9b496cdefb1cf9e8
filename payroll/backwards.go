package payroll

import (
	"math"
	"math/big"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// Target is the result that a gross is looked for.
type Target string

// Targets.
const (
	// TargetNetBeforeTax is [Payslip].NetBeforeTax.
	TargetNetBeforeTax Target = "net-before-tax"
	// TargetNetPaid is [Payslip].NetPaid.
	TargetNetPaid Target = "net-paid"
	// TargetEmployerCost is [Payslip].EmployerCost.
	TargetEmployerCost Target = "employer-cost"
)

var targets = []Target{TargetNetBeforeTax, TargetNetPaid, TargetEmployerCost}

// OneOf returns the words that are a Target.
func (Target) OneOf() []string { return valid.Texts(targets) }

// Candidate is a gross and the result of its payslip. The gross 0.00 is none: it pays nothing.
type Candidate struct {
	Gross  money.Amount `json:"gross"`
	Result money.Amount `json:"result"`
}

// GrossFound is the answer of [GrossFor].
type GrossFound struct {
	// Exact says that a gross has the target as its result; both candidates are the lowest
	// such gross that was met.
	Exact bool `json:"exact"`
	// Below has the greatest result under the target, Above the least over it.
	Below Candidate `json:"below"`
	Above Candidate `json:"above"`
}

// GrossFor returns the gross that an engagement needs for its payslip to have a result: a net
// before tax, a net paid or a cost. Its own gross is not used. Because every line is rounded,
// some results have no gross to the cent; then the two nearest are returned. Where pay crosses
// a threshold at which the result falls, a target may have two gross amounts; the lower is
// returned.
//
// A target out of reach, a net paid under a rate of the tax office over 90 %, and every fault
// of the engagement is a [*FieldError].
//
// Complexity: some sixty to several hundred payslips without their trace, the most for a cost far up
// and for a net paid at the neutral rate.
func GrossFor(e Engagement, t Target, amount money.Amount, p Parameters) (GrossFound, error) {
	var f valid.Faults
	e.Gross = money.FromCents(1)
	rules := rulesByDate{p: p}
	rules.check(e, &f)
	checkTarget(e, t, amount, &f)
	if err := f.Err(); err != nil {
		return GrossFound{}, err
	}
	return rules.of[e.Date].grossFor(e, t, amount)
}

// GrossFor is the function of that name, for the day of r.
func (r *Rules) GrossFor(e Engagement, t Target, amount money.Amount) (GrossFound, error) {
	e.Gross = money.FromCents(1)
	var f valid.Faults
	if e.Date != r.date {
		f.Addf("date", e.Date, valid.ErrOutOfRange, "these are the rules of %v", r.date)
	}
	e.check(&f)
	checkTarget(e, t, amount, &f)
	if err := f.Err(); err != nil {
		return GrossFound{}, err
	}
	return r.grossFor(e, t, amount)
}

// mostWithheld is the greatest rate of income tax, in percent, under which more gross is sure to
// be more net.
var mostWithheld = money.DecimalFromInt(90)

func checkTarget(e Engagement, t Target, amount money.Amount, f *valid.Faults) {
	valid.OneOf(f, "target", t, targets)
	if amount.Sign() <= 0 || amount.Compare(maxGross) > 0 {
		f.Addf("amount", amount, valid.ErrOutOfRange, "more than 0.00, at most %v", maxGross)
	}
	if t == TargetNetPaid && e.WithholdingRate.Compare(mostWithheld) > 0 {
		f.Addf("withholdingRate", e.WithholdingRate, ErrNotCovered, "a gross for a net paid at over %v %%", mostWithheld)
	}
}

// search looks for a gross. Amounts are in cents.
type search struct {
	c      computation
	start  computation
	target Target
	want   int64
	found  found
}

// found are the nearest grosses so far. No gross is 0 below, and math.MaxInt64 above.
type found struct{ below, belowResult, above, aboveResult int64 }

// results are those of a gross: the income tax is a function of net and taxable.
type results struct{ net, taxable, cost int64 }

func (r *Rules) grossFor(e Engagement, t Target, amount money.Amount) (GrossFound, error) {
	s := &search{target: t, want: amount.Cents(), found: found{aboveResult: math.MaxInt64}}
	s.start = computation{Engagement: e, rules: r, hours: e.paidHours()}
	for _, p := range s.pieces() {
		s.explore(p)
	}
	if s.c.err != nil {
		return GrossFound{}, s.c.err
	}
	if s.found.aboveResult == math.MaxInt64 {
		return GrossFound{}, &FieldError{Path: "amount", Value: amount, Err: valid.ErrOutOfRange}
	}
	return s.found.answer(s.want), nil
}

func (f found) answer(want int64) GrossFound {
	candidate := func(gross, result int64) Candidate {
		return Candidate{money.FromCents(gross), money.FromCents(result)}
	}
	if f.belowResult == want {
		exact := candidate(f.below, want)
		return GrossFound{Exact: true, Below: exact, Above: exact}
	}
	return GrossFound{Below: candidate(f.below, f.belowResult), Above: candidate(f.above, f.aboveResult)}
}

// keep compares a gross with the nearest so far. At equal results the lower is kept.
func (f *found) keep(gross, result, want int64) {
	if result <= want && (result > f.belowResult || result == f.belowResult && gross < f.below) {
		f.below, f.belowResult = gross, result
	}
	if result >= want && (result < f.aboveResult || result == f.aboveResult && gross < f.above) {
		f.above, f.aboveResult = gross, result
	}
}

// at computes the results of a gross, without lines to show.
func (s *search) at(gross int64) results {
	c := &s.c
	err := c.err
	*c = s.start
	c.err, c.Gross = err, money.FromCents(gross)
	c.compute()
	t := c.totals()
	return results{t.net.Cents(), t.taxable.Cents(), t.cost.Cents()}
}

// piece is an interval of gross, both ends included, on which the result rises with the
// gross but for the rounding of lines. With a bracket, the income tax is at its rate, and only
// grosses whose base is in the bracket count.
type piece struct {
	low, high int64
	bracket   int // of the neutral scale, −1 for none
}

// pieces divide the gross where the result falls: where the technical balance contribution
// (CET) begins, which bears on all pay at once, and for a net paid at the neutral rate where
// a bracket begins.
func (s *search) pieces() []piece {
	whole := piece{1, maxGross.Cents(), -1}
	if s.target == TargetEmployerCost {
		return []piece{whole}
	}
	s.at(1)
	ceiling := s.c.slip.Bases.RetirementCeiling.Cents()
	last := s.last(whole, func(gross int64) bool { return s.socialBase(gross) <= ceiling })
	first, second := piece{1, last, -1}, piece{last + 1, whole.high, -1}
	if s.target == TargetNetBeforeTax || s.start.NeutralRate == "" || s.start.ResidentAbroad {
		return []piece{first, second}
	}
	return append(s.brackets(first), s.brackets(second)...)
}

// socialBase is the gross less the flat deduction.
func (s *search) socialBase(gross int64) int64 {
	c := &s.c
	c.nSteps, c.Gross = 0, money.FromCents(gross)
	return gross - c.deduction().Cents()
}

// last returns the last gross of a piece for which a statement holds that holds up to some gross,
// or the one before the piece.
func (s *search) last(p piece, holds func(gross int64) bool) int64 {
	low, high := p.low-1, p.high
	for low < high {
		if mid := low + (high-low+1)/2; holds(mid) {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return low
}

// blur is how many cents of gross the rounding of lines may move the beginning of a bracket.
const blur = 40

// brackets divide a piece by the brackets of the neutral scale in which the target can be: net
// paid and taxable pay differ by the tax and, by less than a tenth, by the CSG that is not
// deductible.
func (s *search) brackets(p piece) (pieces []piece) {
	dated, ok := s.start.rules.scales["neutral-rate/"+string(s.start.NeutralRate)]
	if !ok || p.high < p.low {
		return []piece{p}
	}
	off := s.allowance()
	least, most := s.at(p.low).taxable, s.at(p.high).taxable
	for i, b := range dated.scale {
		from, to := b.From.Cents()+off, int64(math.MaxInt64)
		if i == 0 {
			from = 0
		}
		if i+1 < len(dated.scale) {
			to = dated.scale[i+1].From.Cents() + off
		}
		kept := func(taxable int64) int64 { // of taxable pay, after tax
			tax, err := b.Share.Of(money.FromCents(max(taxable-off, 0)))
			if err != nil {
				return 0
			}
			return taxable - tax.Cents()
		}
		if from > most+blur || to < least-blur {
			continue // of the other piece
		}
		if s.want > kept(min(to, maxGross.Cents()))+blur || s.want < kept(from)*9/10-blur {
			continue
		}
		q := piece{p.low, p.high, i}
		if from > 0 {
			q.low = max(p.low, s.last(p, func(gross int64) bool { return s.at(gross).taxable < from })-blur)
		}
		if to < math.MaxInt64 {
			q.high = min(p.high, s.last(p, func(gross int64) bool { return s.at(gross).taxable < to })+blur)
		}
		pieces = append(pieces, q)
	}
	return pieces
}

// allowance is what lowers the base of the neutral rate.
func (s *search) allowance() int64 {
	if !s.start.ShortTerm {
		return 0
	}
	return s.c.euros("withholding/short-allowance").Cents()
}

// result is what is looked for of a gross, and whether it is in the bracket of the piece.
func (s *search) result(p piece, gross int64) (result int64, counts bool) {
	r := s.at(gross)
	switch {
	case s.target == TargetEmployerCost:
		return r.cost, true
	case s.target == TargetNetBeforeTax:
		return r.net, true
	case p.bracket < 0:
		return r.net - s.c.incomeTax(money.FromCents(r.net), money.FromCents(r.taxable)).Cents(), true
	}
	scale := s.start.rules.scales["neutral-rate/"+string(s.start.NeutralRate)].scale
	base := money.FromCents(r.taxable - min(s.allowance(), max(r.taxable, 0)))
	tax := s.c.posted(scale[p.bracket].Share.Of(base))
	return r.net - tax.Cents(), scale.at(base) == p.bracket
}

// noise is how many cents two results can be out of order because each line is rounded: 26
// lines of half a cent, their bases, and where pay is near or under its limit the coefficient of the
// reduction, of four decimals.
func (s *search) noise(gross int64) int64 {
	switch {
	case s.target != TargetEmployerCost:
		return 24
	case s.mayReduce(gross):
		return 40 + gross/8_000
	}
	return 40
}

// mayReduce reports whether there can be a general reduction near a gross, or a reduced rate of 2025.
func (s *search) mayReduce(gross int64) bool {
	r := s.start.rules
	limit := new(big.Rat).Mul(r.small.limit, r.figures["smic"].value.Rat())
	limit.Mul(limit, s.start.hours.Rat())
	return !s.start.isArtist() && euros(money.FromCents(s.socialBase(gross)-1_000)).Cmp(limit) < 0
}

// explore keeps the nearest grosses of a piece: it goes to where the result crosses the target,
// then outwards as far as the rounding of lines could still bring a nearer one.
func (s *search) explore(p piece) {
	if p.high < p.low {
		return
	}
	start := s.crossing(p)
	noise := s.noise(start)
	for gross := start; gross >= p.low; gross-- {
		result, counts := s.result(p, gross)
		if counts {
			s.found.keep(gross, result, s.want)
		}
		if result < s.found.belowResult-noise || result < s.want-noise && s.found.belowResult > 0 {
			break
		}
	}
	for gross := start + 1; gross <= p.high; gross++ {
		result, counts := s.result(p, gross)
		if counts {
			s.found.keep(gross, result, s.want)
		}
		if result > s.want+noise && result-noise > s.found.aboveResult {
			break
		}
	}
}

// crossing returns a gross of the piece near which the result crosses the target, or the end
// nearest to it. It interpolates, and halves the interval where that is slow.
func (s *search) crossing(p piece) int64 {
	low, high := p.low, p.high
	lowResult, _ := s.result(p, low)
	if lowResult >= s.want {
		return low
	}
	// a gross that is enough is seldom far above the target
	if guess := 2*s.want + 10_000; guess > low && guess < high {
		if result, _ := s.result(p, guess); result >= s.want {
			high = guess
		}
	}
	highResult, _ := s.result(p, high)
	if highResult <= s.want {
		return high
	}
	for step := 0; high-low > 1; step++ {
		mid := low + (high-low)/2
		if step%3 != 2 {
			mid = low + int64(float64(s.want-lowResult)/float64(highResult-lowResult)*float64(high-low))
			mid = min(max(mid, low+1), high-1)
		}
		result, _ := s.result(p, mid)
		switch {
		case result == s.want:
			return mid
		case result < s.want:
			low, lowResult = mid, result
		default:
			high, highResult = mid, result
		}
	}
	return low
}
