package financing

import (
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// credit is a facility in a run, in cents and days of its book.
type credit struct {
	facility Facility
	book     *book
	// from is the day it begins, ready the first day it may be drawn, due on all of it is due.
	from, ready, dueOn int
	limit, fee         int64
	rates              []rateFrom
	guarantee          *guarantee
	// claims and collected are by day the advances that receivables begin and cease to carry; nil
	// for a revolver.
	claims, collected []int64

	drawn, bearing      int64 // bearing is what the receivables carry
	centDays            int64 // that bear interest not yet posted
	rate                int   // of rates
	draws, repays, peak int64
	interest, fees, ifc int64
}

// rateFrom is a rate a year from a day on, in billionths.
type rateFrom struct {
	day  int
	rate int64
}

// never is a day after every treasury.
const never = 1 << 30

func newCredit(f Facility, b *book) credit {
	day := func(d civil.Date, absent int) int {
		if d.IsZero() {
			return absent
		}
		return d.DaysSince(b.treasury.From)
	}
	c := credit{facility: f, book: b, from: day(f.From, 0), dueOn: day(f.To, never), limit: f.Limit.Cents()}
	c.ready = c.from
	if f.Bond != nil {
		c.ready = max(c.from, day(f.Bond.SignedOn, never))
	}
	c.fee = taxOn(f.Limit, f.ArrangementFee)
	floor, _ := f.Floor.Scaled(9)
	margin, _ := f.Margin.Scaled(9)
	for _, fixing := range f.Index {
		units, _ := fixing.Rate.Scaled(9)
		c.rates = append(c.rates, rateFrom{day(fixing.From, -never), max(units, floor) + margin})
	}
	if len(c.rates) == 0 {
		c.rates = []rateFrom{{-never, floor + margin}}
	}
	if f.Kind == Discounting {
		c.claims, c.collected = make([]int64, b.days), make([]int64, b.days)
	}
	return c
}

// reset makes the credit ready for another run.
func (c *credit) reset() {
	clear(c.claims)
	clear(c.collected)
	c.drawn, c.bearing, c.centDays, c.rate = c.facility.Drawn.Cents(), 0, 0, 0
	c.draws, c.repays, c.peak, c.interest, c.fees, c.ifc = 0, 0, 0, 0, 0, 0
	for c.rate+1 < len(c.rates) && c.rates[c.rate+1].day <= 0 {
		c.rate++
	}
}

// charge returns what the credit costs on a day. Interest is paid on the first day of a month
// for the one before, and when the rate changes or all is due; the commission of the guarantee
// on the first day of a month, on the state of the day before.
func (c *credit) charge(day int, newMonth bool, to *Cash) int64 {
	if c.claims != nil {
		c.bearing += c.claims[day] - c.collected[day]
	}
	var costs int64
	if day == c.from {
		costs += c.fee
		c.fees += c.fee
		c.post(to, day, ChargeArrangement, c.limit, c.facility.ArrangementFee, "base × rate", c.fee, law.Refs{})
	}
	if day > 0 {
		c.centDays += c.drawn
	}
	changes := c.rate+1 < len(c.rates) && c.rates[c.rate+1].day == day
	if newMonth || changes || day == c.dueOn {
		costs += c.payInterest(day, to)
	}
	if changes {
		c.rate++
	}
	if newMonth && c.guarantee != nil && day > c.from && day <= c.dueOn {
		costs += c.payGuarantee(day, to)
	}
	return costs
}

func (c *credit) payInterest(day int, to *Cash) int64 {
	base, rate := c.centDays, c.rates[c.rate].rate
	amount := interest(base, rate)
	c.centDays = 0
	c.interest += amount
	if to != nil {
		c.post(to, day, ChargeInterest, base, money.DecimalFromScaled(rate, 9), "base × rate / 360", amount, law.Refs{})
	}
	return amount
}

func (c *credit) payGuarantee(day int, to *Cash) int64 {
	amount := c.commission()
	c.ifc += amount
	if to != nil {
		weighted, _ := money.Mul(money.FromCents(c.limit-c.drawn), c.guarantee.weight) // less than the limit
		c.post(to, day, ChargeGuarantee, c.drawn+weighted.Cents(), c.guarantee.rate, "base × rate × "+c.facility.GuaranteeShare.String()+" / 12", amount, c.guarantee.refs)
	}
	return amount
}

func (c *credit) commission() int64 { return c.guarantee.of(c.drawn, c.limit-c.drawn) }

func (c *credit) post(to *Cash, day int, code string, base int64, rate money.Decimal, formula string, amount int64, refs law.Refs) {
	if to == nil || amount == 0 {
		return
	}
	to.Charges = append(to.Charges, Charge{
		c.facility.ID, c.book.date(day), code, money.FromCents(base), rate, formula, money.FromCents(amount), refs,
	})
}

// allowed is how much may be drawn in all at the close of a day.
func (c *credit) allowed(day int) int64 {
	if day >= c.dueOn {
		return 0
	}
	if c.claims != nil {
		return min(c.limit, c.bearing)
	}
	return c.limit
}

// due repays what exceeds the amount allowed, and the advance on what was collected, and
// returns it.
func (c *credit) due(day int) int64 {
	due := max(c.drawn-c.allowed(day), 0)
	if c.collected != nil {
		due = max(due, min(c.drawn, c.collected[day]))
	}
	return c.repay(due)
}

// sweep repays a revolver early with cash to spare, and returns what it took.
func (c *credit) sweep(spare int64) int64 {
	if c.facility.Kind != Revolver {
		return 0
	}
	return c.repay(min(spare, c.drawn))
}

func (c *credit) repay(amount int64) int64 {
	c.drawn -= amount
	c.repays += amount
	return amount
}

// draw lends what is missing, as far as it may, and returns it.
func (c *credit) draw(day int, missing int64) int64 {
	if day < c.ready {
		return 0
	}
	amount := min(missing, max(c.allowed(day)-c.drawn, 0))
	c.drawn += amount
	c.draws += amount
	return amount
}

// cost sums the run up. What the last day still owes is accrued: interest of the days since the
// last payment, and the commission of a month that ends with it.
func (c *credit) cost() FacilityCost {
	last := c.book.days - 1
	accrued := interest(c.centDays, c.rates[c.rate].rate)
	if c.guarantee != nil && c.book.monthEnd[len(c.book.monthEnd)-1] == last && last >= c.from && last < c.dueOn {
		accrued += c.commission()
	}
	return FacilityCost{
		c.facility.ID, money.FromCents(c.draws), money.FromCents(c.repays), money.FromCents(c.peak),
		money.FromCents(c.interest), money.FromCents(c.ifc), money.FromCents(c.fees), money.FromCents(accrued),
		money.FromCents(c.interest + c.ifc + c.fees + accrued), money.FromCents(c.drawn),
	}
}
