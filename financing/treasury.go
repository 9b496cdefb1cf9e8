package financing

import (
	"io"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// Treasury is the cash plan of a production (plan de trésorerie), in one currency: what comes
// in, what goes out, and what may be borrowed to bridge the two.
type Treasury struct {
	// From and To are its first and last day, at most [MaxTreasuryDays] apart.
	From civil.Date `json:"from" strict:"required"`
	To   civil.Date `json:"to" strict:"required"`
	// Opening is the cash at the beginning of the first day; it may be negative.
	Opening  money.Amount `json:"opening,omitzero"`
	Inflows  []Inflow     `json:"inflows" strict:"required"`
	Outflows []Outflow    `json:"outflows" strict:"required"`
	// VATDelay says when value added tax is settled.
	VATDelay VATDelay `json:"vatDelay,omitzero"`
	// Facilities are drawn in their order, and what may be repaid early is repaid in the reverse order.
	Facilities []Facility `json:"facilities,omitempty"`
}

// Inflow is money that comes in on a day (encaissement).
type Inflow struct {
	// Source is the source of the plan that pays; several inflows may be of one.
	Source string     `json:"source" strict:"required"`
	Date   civil.Date `json:"date" strict:"required"`
	// Amount is without tax, never negative.
	Amount money.Amount `json:"amount" strict:"required"`
	// VATRate is the rate of tax collected with it, a ratio: 0.1 for 10 %.
	VATRate money.Decimal `json:"vatRate,omitzero"`
	// Receivable says that it is a claim (créance) under a signed contract or decision.
	Receivable bool `json:"receivable,omitempty"`
	// Discountable says that the claim may be assigned to a bank; it has to be a receivable.
	Discountable bool `json:"discountable,omitempty"`
	// Since is the day from which the claim exists, the first day when absent.
	Since civil.Date `json:"since,omitzero"`
}

// Outflow is money that goes out on a day (décaissement), such as a step of the cash phasing
// of a budget.
type Outflow struct {
	// ID is any text.
	ID   string     `json:"id,omitempty"`
	Date civil.Date `json:"date" strict:"required"`
	// Amount is without tax, never negative.
	Amount money.Amount `json:"amount" strict:"required"`
	// VATRate is the rate of tax paid with it and recovered later, a ratio.
	VATRate money.Decimal `json:"vatRate,omitzero"`
}

// VATDelay says when the tax of a calendar month is settled (décalage de TVA): on the last day
// of the month that is so many months later. Each month is settled alone: a credit is
// refunded, not carried over.
type VATDelay struct {
	// Refund is for months in which more was paid than collected.
	Refund int `json:"refund,omitempty"`
	// Payment is for months in which more was collected than paid.
	Payment int `json:"payment,omitempty"`
}

// Bounds of a treasury.
const (
	// MaxTreasuryDays is the greatest number of days, some twenty years.
	MaxTreasuryDays = 7_320
	// MaxFlows is the greatest number of inflows and of outflows.
	MaxFlows = 50_000
	// MaxFacilities is the greatest number of facilities.
	MaxFacilities = 20
	// maxVATMonths is the longest delay of the tax.
	maxVATMonths = 60
)

// Bounds that keep every sum of a treasury within the range of an amount, in cents: no flow or
// limit is above ten trillion, nor are all flows together above a thousand trillion.
const (
	largestFlow  = 1_000_000_000_000_000
	largestFlows = 100_000_000_000_000_000
)

// billion is what ratios are counted in: nine decimals.
const billion = 1_000_000_000

// DecodeTreasury reads a treasury from JSON and checks it, within the bounds that [Decode]
// states. All faults are told at once, each a [*FieldError].
func DecodeTreasury(r io.Reader) (Treasury, error) {
	var t Treasury
	reading := strictjson.Decode(r, &t, MaxFlows)
	if err := valid.Merge(reading, t.Validate()); err != nil {
		return Treasury{}, err
	}
	return t, nil
}

// Validate reports every fault of the treasury, each a [*FieldError], or nil.
func (t Treasury) Validate() error {
	var f valid.Faults
	t.checkPeriod(&f)
	checkFlow(&f, "opening", money.Max(t.Opening, money.FromCents(-t.Opening.Cents())))
	checkRange(&f, "vatDelay.refund", t.VATDelay.Refund, maxVATMonths)
	checkRange(&f, "vatDelay.payment", t.VATDelay.Payment, maxVATMonths)
	if len(t.Inflows) > MaxFlows {
		f.Addf("inflows", len(t.Inflows), valid.ErrOutOfRange, "at most %d", MaxFlows)
	}
	if len(t.Outflows) > MaxFlows {
		f.Addf("outflows", len(t.Outflows), valid.ErrOutOfRange, "at most %d", MaxFlows)
	}
	if len(t.Facilities) > MaxFacilities {
		f.Addf("facilities", len(t.Facilities), valid.ErrOutOfRange, "at most %d", MaxFacilities)
	}
	if f.Any() {
		return f.Err() // what follows is measured with these
	}
	t.checkFlows(&f)
	t.checkFacilities(&f)
	return f.Err()
}

func (t Treasury) checkPeriod(f *valid.Faults) {
	switch {
	case t.From.IsZero():
		f.Add("from", nil, valid.ErrMissing)
	case t.To.IsZero():
		f.Add("to", nil, valid.ErrMissing)
	case t.To.Before(t.From):
		f.Addf("to", t.To, valid.ErrOutOfRange, "before from")
	case t.To.DaysSince(t.From) >= MaxTreasuryDays:
		f.Addf("to", t.To, valid.ErrOutOfRange, "at most %d days", MaxTreasuryDays)
	}
}

func (t Treasury) checkFlows(f *valid.Faults) {
	var all money.Total
	f.Enter("inflows")
	for i, in := range t.Inflows {
		f.Index(i)
		in.check(f, t)
		all.Add(in.Amount)
		f.Leave()
	}
	f.Leave()
	f.Enter("outflows")
	for i, out := range t.Outflows {
		f.Index(i)
		t.checkDate(f, out.Date)
		checkFlow(f, "amount", out.Amount)
		checkRatio(f, "vatRate", out.VATRate)
		all.Add(out.Amount)
		f.Leave()
	}
	f.Leave()
	if sum, err := all.Amount(); err != nil || sum.Cents() > largestFlows {
		f.Addf("", nil, money.ErrOverflow, "all flows together")
	}
}

func (in Inflow) check(f *valid.Faults, t Treasury) {
	if in.Source == "" {
		f.Add("source", nil, valid.ErrMissing)
	}
	t.checkDate(f, in.Date)
	checkFlow(f, "amount", in.Amount)
	checkRatio(f, "vatRate", in.VATRate)
	if in.Discountable && !in.Receivable {
		f.Addf("discountable", nil, valid.ErrOutOfRange, "what is not a receivable cannot be assigned")
	}
	if in.Since.After(in.Date) {
		f.Addf("since", in.Since, valid.ErrOutOfRange, "after the date of payment")
	}
}

func (t Treasury) checkDate(f *valid.Faults, on civil.Date) {
	switch {
	case on.IsZero():
		f.Add("date", nil, valid.ErrMissing)
	case on.Before(t.From) || on.After(t.To):
		f.Addf("date", on, valid.ErrOutOfRange, "%v to %v", t.From, t.To)
	}
}

// checkFlow tells an amount that is negative or too large.
func checkFlow(f *valid.Faults, field string, a money.Amount) {
	switch {
	case a.Sign() < 0:
		f.Add(field, a, valid.ErrNegative)
	case a.Cents() > largestFlow:
		f.Addf(field, a, valid.ErrOutOfRange, "at most %v", money.FromCents(largestFlow))
	}
}

// checkRatio tells a ratio that is not from 0 to 1 with at most nine decimals.
func checkRatio(f *valid.Faults, field string, d money.Decimal) {
	if n, exact := d.Scaled(9); !exact || n < 0 || n > billion {
		f.Addf(field, d, valid.ErrOutOfRange, "0 to 1, nine decimals at most")
	}
}

func checkRange(f *valid.Faults, field string, n, most int) {
	if n < 0 || n > most {
		f.Addf(field, n, valid.ErrOutOfRange, "0 to %d", most)
	}
}

// CashDay is a day of a computed treasury. Opening + In − Out + Drawn − Repaid − Costs is
// Closing.
type CashDay struct {
	Date    civil.Date   `json:"date"`
	Opening money.Amount `json:"opening"`
	// In and Out include value added tax and its settlement.
	In  money.Amount `json:"in"`
	Out money.Amount `json:"out"`
	// Drawn and Repaid are the principal of all facilities, Costs what they cost.
	Drawn   money.Amount `json:"drawn"`
	Repaid  money.Amount `json:"repaid"`
	Costs   money.Amount `json:"costs"`
	Closing money.Amount `json:"closing"`
	// VATOpen is the tax paid less that collected, not yet settled: the float.
	VATOpen money.Amount `json:"vatOpen"`
}

// Cash is a computed treasury.
type Cash struct {
	Days []CashDay `json:"days"`
	// Lowest is the least closing balance and LowestOn the first day it is reached.
	Lowest   money.Amount `json:"lowest"`
	LowestOn civil.Date   `json:"lowestOn"`
	// Need is the cash that is missing beside the facilities: 0.00 when no day closes below zero.
	Need money.Amount `json:"need"`
	// VATPeak is the greatest float of value added tax.
	VATPeak money.Amount `json:"vatPeak"`
	// Facilities are those of the treasury, in its order.
	Facilities []FacilityCost `json:"facilities"`
	// Charges are the costs one by one, by date.
	Charges []Charge `json:"charges"`
	// Beyond is what falls due after the last day: settlements of tax, inflows made late.
	Beyond money.Amount `json:"beyond"`
	// Cover measures what there is to pay interest with.
	Cover   InterestCover `json:"cover"`
	Notices []law.Notice  `json:"notices,omitempty"`
}

// ComputeTreasury returns the balance of every day, its lowest point, and what the facilities
// cost. A faulty treasury is refused with every fault at once, each a [*FieldError]. A
// treasury that runs out of cash is a result with its need, not an error.
//
// On each day costs are paid, then what falls due to the banks, then a balance below zero is
// drawn and a balance above it repays what may be repaid early. All flows of a day come before
// its balance. Amounts are rounded to the cent, half away from zero: each tax, advance and
// charge once.
//
// Complexity linear in the flows, and in the days times the facilities.
func ComputeTreasury(t Treasury, p TreasuryParameters) (Cash, error) {
	b, err := newBook(t, p)
	if err != nil {
		return Cash{}, err
	}
	c := Cash{
		Days: make([]CashDay, b.days), Facilities: make([]FacilityCost, len(b.credits)),
		Charges: []Charge{}, Notices: b.notices,
	}
	b.enter(nil)
	point := b.run(&c)
	c.Lowest, c.LowestOn = money.FromCents(point.lowest), b.date(point.day)
	c.Need = money.FromCents(max(-point.lowest, 0))
	c.Beyond = money.FromCents(b.beyond)
	for i := range c.Facilities {
		c.Facilities[i] = b.credits[i].cost()
	}
	c.Cover = coverOf(c)
	c.checkCovenants(t)
	return c, nil
}

// CashSpan is a run of days of a treasury added up, both ends included.
type CashSpan struct {
	From    civil.Date   `json:"from"`
	To      civil.Date   `json:"to"`
	Opening money.Amount `json:"opening"`
	In      money.Amount `json:"in"`
	Out     money.Amount `json:"out"`
	Drawn   money.Amount `json:"drawn"`
	Repaid  money.Amount `json:"repaid"`
	Costs   money.Amount `json:"costs"`
	Closing money.Amount `json:"closing"`
	// Lowest is the least closing balance of its days.
	Lowest money.Amount `json:"lowest"`
}

// Weeks returns the treasury by week from Monday to Sunday, cut at its ends.
func (c Cash) Weeks() []CashSpan {
	return c.spans(func(d civil.Date) int { year, week := d.ISOWeek(); return year*100 + week })
}

// Months returns the treasury by calendar month, cut at its ends.
func (c Cash) Months() []CashSpan {
	return c.spans(func(d civil.Date) int { m := d.Month(); return m.Year()*100 + int(m.Month()) })
}

// spans adds up the days in a row that have the same key.
func (c Cash) spans(key func(civil.Date) int) []CashSpan {
	spans := []CashSpan{}
	last := 0
	for _, d := range c.Days {
		k := key(d.Date)
		if len(spans) == 0 || k != last {
			spans = append(spans, CashSpan{From: d.Date, Opening: d.Opening, Lowest: d.Closing})
		}
		last = k
		spans[len(spans)-1].add(d)
	}
	return spans
}

// add takes in one more day. The bounds of a treasury keep the sums in range.
func (s *CashSpan) add(d CashDay) {
	plus := func(to *money.Amount, a money.Amount) { *to = money.FromCents(to.Cents() + a.Cents()) }
	plus(&s.In, d.In)
	plus(&s.Out, d.Out)
	plus(&s.Drawn, d.Drawn)
	plus(&s.Repaid, d.Repaid)
	plus(&s.Costs, d.Costs)
	s.To, s.Closing, s.Lowest = d.Date, d.Closing, money.Min(s.Lowest, d.Closing)
}

// Sufficiency says whether a treasury bears one more payment.
type Sufficiency struct {
	// Enough says that no day from the payment on closes below zero.
	Enough bool `json:"enough"`
	// Missing is how far below zero the worst of these days closes, and FirstOn the first that does.
	Missing money.Amount `json:"missing"`
	FirstOn civil.Date   `json:"firstOn,omitzero"`
	// Most is the greatest payment on that day that the treasury bears.
	Most money.Amount `json:"most"`
}

// CanBear says whether the treasury, with its facilities, bears a payment on a day (contrôle
// de la trésorerie avant engagement), tax included and taken as not recovered. A faulty
// treasury, a negative amount and a day outside the treasury are refused, with every fault at
// once, each a [*FieldError].
//
// The greatest payment is found by bisection to the cent, in at most 60 runs.
func CanBear(t Treasury, a money.Amount, on civil.Date, p TreasuryParameters) (Sufficiency, error) {
	var f valid.Faults
	checkFlow(&f, "amount", a)
	t.checkDate(&f, on)
	if err := valid.Merge(t.Validate(), f.Err()); err != nil {
		return Sufficiency{}, err
	}
	b, err := newBook(t, p)
	if err != nil {
		return Sufficiency{}, err
	}
	day := on.DaysSince(t.From)
	after := func(cents int64) low {
		b.enter(nil)
		b.out[day] += cents
		b.since = day
		return b.run(nil)
	}
	point := after(a.Cents())
	s := Sufficiency{Enough: point.lowest >= 0, Missing: money.FromCents(max(-point.lowest, 0))}
	if !s.Enough {
		s.FirstOn = b.date(point.first)
	}
	least, most := int64(-1), int64(largestFlow+1) // bears least, not most
	for most-least > 1 {
		if middle := least + (most-least)/2; after(middle).lowest >= 0 {
			least = middle
		} else {
			most = middle
		}
	}
	s.Most = money.FromCents(max(least, 0))
	return s, nil
}
