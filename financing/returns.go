package financing

import (
	"fmt"
	"io"
	"math/big"
	"slices"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// Returns is what the return of investors is computed from.
type Returns struct {
	// On is the day to which flows are discounted, on or before the first of them.
	On civil.Date `json:"on" strict:"required"`
	// Rate discounts the flows, a ratio a year, with at most nine decimals.
	Rate  money.Decimal `json:"rate" strict:"required"`
	Flows []ReturnFlow  `json:"flows" strict:"required"`
}

// ReturnFlow is a sum that a party pays (negative) or receives (positive) on a day.
type ReturnFlow struct {
	Scenario string       `json:"scenario,omitempty"`
	Party    string       `json:"party" strict:"required"`
	Date     civil.Date   `json:"date" strict:"required"`
	Amount   money.Amount `json:"amount" strict:"required"`
}

// IRRState says what was found of an internal rate of return.
type IRRState string

// States of an internal rate of return.
const (
	// OneRate is the usual case: one rate makes the net present value zero.
	OneRate IRRState = "one-rate"
	// NoRate says that no rate from −99 % to 11,700 % a year does.
	NoRate IRRState = "no-rate"
	// SeveralRates says that more than one does: none of them is a return.
	SeveralRates IRRState = "several-rates"
)

// Return is what a party gets out of what it puts in, in one scenario.
type Return struct {
	Scenario string `json:"scenario,omitempty"`
	Party    string `json:"party"`
	// Invested and Received are the sums of what was paid and received, Profit their difference.
	Invested money.Amount `json:"invested"`
	Received money.Amount `json:"received"`
	Profit   money.Amount `json:"profit"`
	// Multiple is what was received over what was invested, exact; 0 when nothing was invested.
	Multiple money.Fraction `json:"multiple"`
	// Payback is the day on which all that was paid until then had come back for the last time;
	// absent when it never does.
	Payback civil.Date `json:"payback,omitzero"`
	// NPV is the net present value on the day of valuation.
	NPV money.Amount `json:"npv"`
	// IRR says what Rates holds: rates a year, ascending, each within 0.000001 of the exact one.
	IRR   IRRState        `json:"irr"`
	Rates []money.Decimal `json:"rates,omitempty"`
}

// MaxReturnFlows is the greatest number of flows.
const MaxReturnFlows = 10_000

// DecodeReturns reads flows from JSON and checks them, within the bounds that [Decode]
// states. All faults are told at once, each a [*FieldError].
func DecodeReturns(r io.Reader) (Returns, error) {
	var in Returns
	reading := strictjson.Decode(r, &in, MaxReturnFlows)
	if err := valid.Merge(reading, in.Validate()); err != nil {
		return Returns{}, err
	}
	return in, nil
}

// Validate reports every fault, each a [*FieldError], or nil.
func (in Returns) Validate() error {
	var f valid.Faults
	if in.On.IsZero() {
		f.Add("on", nil, valid.ErrMissing)
	}
	if n, exact := in.Rate.Scaled(9); !exact || n <= -billion || n > 100*billion {
		f.Addf("rate", in.Rate, valid.ErrOutOfRange, "above -1 to 100, nine decimals at most")
	}
	if len(in.Flows) > MaxReturnFlows {
		f.Addf("flows", len(in.Flows), valid.ErrOutOfRange, "at most %d", MaxReturnFlows)
		return f.Err()
	}
	var all money.Total
	f.Enter("flows")
	for i, flow := range in.Flows {
		f.Index(i)
		flow.check(&f, in.On)
		f.Leave()
		all.Add(money.Max(flow.Amount, money.FromCents(-flow.Amount.Cents())))
	}
	f.Leave()
	if sum, err := all.Amount(); err != nil || sum.Cents() > largestFlows {
		f.Addf("flows", nil, money.ErrOverflow, "all flows together")
	}
	return f.Err()
}

func (flow ReturnFlow) check(f *valid.Faults, on civil.Date) {
	if flow.Party == "" {
		f.Add("party", nil, valid.ErrMissing)
	}
	if a := flow.Amount.Cents(); a > largestFlow || a < -largestFlow {
		f.Addf("amount", flow.Amount, valid.ErrOutOfRange, "at most %v either way", money.FromCents(largestFlow))
	}
	switch {
	case flow.Date.IsZero():
		f.Add("date", nil, valid.ErrMissing)
	case flow.Date.Before(on):
		f.Addf("date", flow.Date, valid.ErrOutOfRange, "before the day of valuation")
	}
}

// ComputeReturns returns the net present value, internal rate of return (TRI), multiple and
// payback of each party in each scenario, in the order in which they first appear. Faulty
// flows are refused with every fault at once, each a [*FieldError].
//
// A flow after n days counts for amount / (1 + rate)^(n/365). The value is computed in binary
// floating point of 192 bits by software, the same on every platform, and rounded once to the
// cent, half away from zero. A rate of return is bracketed and bisected in 96 bits. It decides no
// payment. Where the flows change sign more than once, a scan of the range in 500 steps
// finds the brackets: two rates within a step of each other, two points near 0 %, may be missed.
//
// Complexity linear in the flows for each evaluation, of which there are some 50, or some
// 550 where the flows change sign more than once.
func ComputeReturns(in Returns) ([]Return, error) {
	if err := in.Validate(); err != nil {
		return nil, err
	}
	type key struct{ scenario, party string }
	series := map[key]*flowSeries{}
	var order []key
	for _, flow := range in.Flows {
		k := key{flow.Scenario, flow.Party}
		if series[k] == nil {
			series[k] = &flowSeries{}
			order = append(order, k)
		}
		series[k].add(flow.Date.DaysSince(in.On), flow.Amount.Cents())
	}
	returns := make([]Return, len(order))
	var f valid.Faults
	for i, k := range order {
		r, err := series[k].measure(in)
		if err != nil {
			f.Add("flows", k.party, err)
		}
		r.Scenario, r.Party = k.scenario, k.party
		returns[i] = r
	}
	if f.Any() {
		return nil, f.Err()
	}
	return returns, nil
}

// flowSeries are the flows of a party, in cents by day.
type flowSeries struct {
	days       []int
	cents      []int64
	paid, came int64
}

func (s *flowSeries) add(day int, cents int64) {
	s.days, s.cents = append(s.days, day), append(s.cents, cents)
	s.paid -= min(cents, 0)
	s.came += max(cents, 0)
}

func (s *flowSeries) measure(in Returns) (Return, error) {
	s.net()
	r := Return{
		Invested: money.FromCents(s.paid), Received: money.FromCents(s.came), Profit: money.FromCents(s.came - s.paid), IRR: NoRate,
	}
	var err error
	if s.paid > 0 {
		if r.Multiple, err = money.NewFraction(s.came, s.paid); err != nil {
			return r, fmt.Errorf("multiple: %w", err)
		}
	}
	if i := s.payback(); i >= 0 {
		r.Payback, _ = in.On.AddDays(s.days[i]) // the date of a flow
	}
	if r.NPV, err = s.presentValue(in.Rate); err != nil {
		return r, fmt.Errorf("net present value: %w", err)
	}
	r.Rates = s.rates()
	switch len(r.Rates) {
	case 0:
	case 1:
		r.IRR = OneRate
	default:
		r.IRR = SeveralRates
	}
	return r, nil
}

// net sorts the flows and adds up those of a day; days of nothing are left out.
func (s *flowSeries) net() {
	order := make([]int, len(s.days))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return s.days[a] - s.days[b] })
	var days []int
	var cents []int64
	for _, i := range order {
		if n := len(days); n > 0 && days[n-1] == s.days[i] {
			cents[n-1] += s.cents[i]
			continue
		}
		days, cents = append(days, s.days[i]), append(cents, s.cents[i])
	}
	s.days, s.cents = nil, nil
	for i, c := range cents {
		if c != 0 {
			s.days, s.cents = append(s.days, days[i]), append(s.cents, c)
		}
	}
}

// payback returns the flow with which the running sum stops being negative for good, or -1.
func (s *flowSeries) payback() int {
	var sum int64
	at, below := -1, false
	for i, c := range s.cents {
		sum += c
		switch {
		case sum < 0:
			at, below = -1, true
		case below:
			at, below = i, false
		}
	}
	return at
}

// Precision in bits of the arithmetic of values and of rates.
const (
	valueBits = 192
	rateBits  = 96
)

// presentValue discounts the flows at a rate a year.
func (s *flowSeries) presentValue(rate money.Decimal) (money.Amount, error) {
	year := new(big.Rat).Add(big.NewRat(1, 1), rate.Rat())
	factor := dayFactor(new(big.Float).SetPrec(valueBits).SetRat(year.Inv(year)))
	value, _ := s.at(factor).Rat(nil)
	if value == nil || value.Cmp(big.NewRat(maxCents, 1)) > 0 || value.Cmp(big.NewRat(-maxCents, 1)) < 0 {
		return money.Amount{}, money.ErrOverflow
	}
	return money.RoundRat(value.Quo(value, big.NewRat(100, 1)))
}

// maxCents is about the largest amount; what is near it is refused.
const maxCents = 9_000_000_000_000_000_000

// dayFactor returns the 365th root of a factor a year, by bisection to its precision.
func dayFactor(year *big.Float) *big.Float {
	prec := year.Prec()
	below, above := new(big.Float).SetPrec(prec), new(big.Float).SetPrec(prec).SetInt64(1)
	if year.Cmp(above) > 0 {
		below.SetInt64(1)
		above.Set(year)
	}
	middle := new(big.Float).SetPrec(prec)
	half := big.NewFloat(0.5)
	for range 4 * prec { // the bracket halves until it is two neighbours
		middle.Mul(middle.Add(below, above), half)
		if middle.Cmp(below) == 0 || middle.Cmp(above) == 0 {
			break
		}
		if power(middle, 365).Cmp(year) > 0 {
			above.Set(middle)
		} else {
			below.Set(middle)
		}
	}
	return middle
}

// powers are x, x², x⁴, x⁸ and so on.
type powers []*big.Float

// powersOf returns those that exponents up to most need, in the precision of x.
func powersOf(x *big.Float, most int) powers {
	p := powers{x}
	for n := most >> 1; n > 0; n >>= 1 {
		last := p[len(p)-1]
		p = append(p, new(big.Float).SetPrec(x.Prec()).Mul(last, last))
	}
	return p
}

// scale returns z × x^n, which takes the place of z or of spare, and the other of the two.
func (p powers) scale(z, spare *big.Float, n int) (product, other *big.Float) {
	for k := 0; n > 0; k, n = k+1, n>>1 {
		if n&1 == 1 {
			spare.Mul(z, p[k]) // into z itself it would allocate
			z, spare = spare, z
		}
	}
	return z, spare
}

// power returns x^n in the precision of x.
func power(x *big.Float, n int) *big.Float {
	one := new(big.Float).SetPrec(x.Prec()).SetInt64(1)
	product, _ := powersOf(x, n).scale(one, new(big.Float).SetPrec(x.Prec()), n)
	return product
}

// at returns the value in cents of the flows for a factor a day, by Horner's rule from the last.
func (s *flowSeries) at(factor *big.Float) *big.Float {
	sum, spare := new(big.Float).SetPrec(factor.Prec()), new(big.Float).SetPrec(factor.Prec())
	cents := new(big.Float).SetPrec(factor.Prec())
	if len(s.days) == 0 {
		return sum
	}
	table := powersOf(factor, s.days[len(s.days)-1])
	for i := len(s.days) - 1; i >= 0; i-- {
		spare.Add(sum, cents.SetInt64(s.cents[i]))
		sum, spare = spare, sum
		gap := s.days[i]
		if i > 0 {
			gap -= s.days[i-1]
		}
		sum, spare = table.scale(sum, spare, gap)
	}
	return sum
}

// signChanges counts them from flow to flow. By Descartes' rule of signs there are no more
// rates than that, and exactly one where there is one change.
func (s *flowSeries) signChanges() int {
	changes := 0
	for i := 1; i < len(s.cents); i++ {
		if (s.cents[i] < 0) != (s.cents[i-1] < 0) {
			changes++
		}
	}
	return changes
}

// rates returns every rate found at which the flows are worth nothing, ascending.
func (s *flowSeries) rates() []money.Decimal {
	steps := 500
	switch s.signChanges() {
	case 0:
		return nil
	case 1:
		steps = 1
	}
	shift := flowSeries{days: slices.Clone(s.days), cents: s.cents}
	for i := range shift.days {
		shift.days[i] -= s.days[0] // does not move a root, and keeps values in scale
	}
	thousandths := func(n int64) *big.Float { return new(big.Float).SetPrec(rateBits).SetRat(big.NewRat(n, 1_000)) }
	low, high := thousandths(987), thousandths(1_013) // 0.987^−365 − 1 is 117.6, 1.013^−365 − 1 is −0.991
	step := new(big.Float).SetPrec(rateBits).Sub(high, low)
	step.Quo(step, new(big.Float).SetInt64(int64(steps)))
	var found []money.Decimal
	a, valueA := low, shift.at(low)
	for i := range steps {
		b := new(big.Float).SetPrec(rateBits).SetInt64(int64(i + 1))
		b.Add(low, b.Mul(b, step))
		valueB := shift.at(b)
		switch {
		case valueA.Sign() == 0:
			found = append(found, yearly(a))
		case valueA.Sign()*valueB.Sign() < 0:
			found = append(found, yearly(shift.bisect(a, b)))
		}
		a, valueA = b, valueB
	}
	if valueA.Sign() == 0 {
		found = append(found, yearly(a))
	}
	slices.Reverse(found) // a greater factor is a lower rate
	return found
}

// bisect narrows a bracket 50 times: from at most 0.026 to less than 10⁻¹⁶, which is less than
// 10⁻¹¹ of the rate a year.
func (s *flowSeries) bisect(a, b *big.Float) *big.Float {
	a, b = new(big.Float).Copy(a), new(big.Float).Copy(b)
	sign := s.at(a).Sign()
	half := big.NewFloat(0.5)
	middle := new(big.Float).SetPrec(rateBits)
	for range 50 {
		middle.Mul(middle.Add(a, b), half)
		if s.at(middle).Sign() == sign {
			a.Set(middle)
		} else {
			b.Set(middle)
		}
	}
	return middle
}

// yearly returns the rate a year of a factor a day, to six decimals.
func yearly(factor *big.Float) money.Decimal {
	rate := new(big.Float).SetPrec(rateBits).SetInt64(1)
	rate.Quo(rate, power(factor, 365))
	rate.Sub(rate, big.NewFloat(1))
	text := rate.Text('f', 6)
	if strings.Trim(text, "-0.") == "" {
		text = "0"
	}
	d, _ := money.ParseDecimal(text) // at most 11,764 % with six decimals
	return d
}
