package financing

import (
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// book is a treasury made ready to be run many times, in cents by day from the first. The
// bounds that Validate holds keep every figure in the range of an int64.
type book struct {
	treasury Treasury
	days     int
	dates    []civil.Date
	// month is that of each day, from 0; monthEnd the last day of each, possibly after the end.
	month, monthEnd []int
	entries         []entry
	credits         []credit
	sources         map[string]int
	notices         []law.Notice

	// What follows is written by enter and read by run.
	in, out, vat []int64
	vatMonth     []int64 // collected less paid
	opening      int64
	beyond       int64
	since        int // the day from which the lowest point counts
}

// entry is a flow: an inflow when its source is not negative.
type entry struct {
	day, source, claim int
	credit             int // that the claim is assigned to, or -1
	net, vat, advance  int64
}

// newBook checks a treasury and prepares it.
func newBook(t Treasury, p TreasuryParameters) (*book, error) {
	if err := t.Validate(); err != nil {
		return nil, err
	}
	b := &book{treasury: t, days: t.To.DaysSince(t.From) + 1, sources: map[string]int{}}
	b.calendar()
	if err := b.open(p); err != nil {
		return nil, err
	}
	b.flows()
	n := b.days
	block := make([]int64, 3*n+len(b.monthEnd))
	b.in, b.out, b.vat, b.vatMonth = block[:n], block[n:2*n], block[2*n:3*n], block[3*n:]
	return b, nil
}

func (b *book) calendar() {
	b.month, b.dates = make([]int, b.days), make([]civil.Date, b.days)
	end := -1
	for d := range b.days {
		date, _ := b.treasury.From.AddDays(d) // before To
		b.dates[d] = date
		if d > end {
			end = date.Month().Last().DaysSince(b.treasury.From)
			b.monthEnd = append(b.monthEnd, end)
		}
		b.month[d] = len(b.monthEnd) - 1
	}
}

func (b *book) date(day int) civil.Date { return b.dates[day] }

// open prepares the facilities.
func (b *book) open(p TreasuryParameters) error {
	var f valid.Faults
	f.Enter("facilities")
	for i, facility := range b.treasury.Facilities {
		f.Index(i)
		c := newCredit(facility, b)
		if !facility.GuaranteeShare.IsZero() {
			on := facility.From
			if on.IsZero() {
				on = b.treasury.From
			}
			c.guarantee = newGuarantee(&f, "guaranteeShare", facility.GuaranteeShare, on, p)
			for _, n := range c.guarantee.notices {
				if !slices.ContainsFunc(b.notices, func(m law.Notice) bool { return m.Code == n.Code && m.Key == n.Key }) {
					b.notices = append(b.notices, n)
				}
			}
		}
		b.credits = append(b.credits, c)
		f.Leave()
	}
	return f.Err()
}

// flows turns inflows and outflows into entries.
func (b *book) flows() {
	t := b.treasury
	assigned := map[string]int{}
	for i, facility := range t.Facilities {
		for _, source := range facility.Sources {
			assigned[source] = i
		}
	}
	b.entries = make([]entry, 0, len(t.Inflows)+len(t.Outflows))
	for _, in := range t.Inflows {
		source, known := b.sources[in.Source]
		if !known {
			source = len(b.sources)
			b.sources[in.Source] = source
		}
		e := entry{day: in.Date.DaysSince(t.From), source: source, credit: -1, net: in.Amount.Cents(), vat: taxOn(in.Amount, in.VATRate)}
		if i, is := assigned[in.Source]; is && in.Discountable {
			advance, _ := t.Facilities[i].Advance.Of(in.Amount) // no more than the amount
			e.credit, e.advance = i, advance.Cents()
			if !in.Since.IsZero() {
				e.claim = max(in.Since.DaysSince(t.From), 0)
			}
		}
		b.entries = append(b.entries, e)
	}
	for _, out := range t.Outflows {
		b.entries = append(b.entries, entry{
			day: out.Date.DaysSince(t.From), source: -1, credit: -1, net: out.Amount.Cents(), vat: taxOn(out.Amount, out.VATRate),
		})
	}
}

func taxOn(a money.Amount, rate money.Decimal) int64 {
	tax, _ := money.Mul(a, rate) // no more than the amount
	return tax.Cents()
}

// lost is the delay of a source that never pays.
const lost = -1

// enter writes the flows by day, each source as late as delays say, in days; nil is no delay.
func (b *book) enter(delays []int) {
	clear(b.in)
	clear(b.out)
	clear(b.vat)
	clear(b.vatMonth)
	b.beyond, b.since, b.opening = 0, 0, b.treasury.Opening.Cents()
	for i := range b.credits {
		b.credits[i].reset()
	}
	for i := range b.entries {
		e := &b.entries[i]
		if e.source < 0 {
			b.out[e.day] += e.net + e.vat
			b.vat[e.day] += e.vat
			b.vatMonth[b.month[e.day]] -= e.vat
			continue
		}
		delay := 0
		if delays != nil {
			delay = delays[e.source]
		}
		if delay != lost {
			b.collect(e, e.day+delay)
		}
	}
	b.settle()
}

// collect writes an inflow on a day, and the advance that it carries until then.
func (b *book) collect(e *entry, day int) {
	if e.credit >= 0 {
		c := &b.credits[e.credit]
		c.claims[e.claim] += e.advance
		if day < b.days {
			c.collected[day] += e.advance
		}
	}
	if day >= b.days {
		b.beyond += e.net + e.vat
		return
	}
	b.in[day] += e.net + e.vat
	b.vat[day] -= e.vat
	b.vatMonth[b.month[day]] += e.vat
}

// settle pays or refunds the tax of each month.
func (b *book) settle() {
	for m, tax := range b.vatMonth {
		delay := b.treasury.VATDelay.Payment
		if tax < 0 {
			delay = b.treasury.VATDelay.Refund
		}
		if m+delay >= len(b.monthEnd) || b.monthEnd[m+delay] >= b.days {
			b.beyond -= tax
			continue
		}
		day := b.monthEnd[m+delay]
		b.vat[day] += tax
		if tax < 0 {
			b.in[day] -= tax
		} else {
			b.out[day] += tax
		}
	}
}

// low is the lowest point of a run.
type low struct {
	lowest  int64
	day     int
	first   int // the first day below zero
	closing int64
}

// run follows the balance day by day, into c where it is not nil.
func (b *book) run(c *Cash) low {
	point := low{first: -1}
	balance, vat := b.opening, int64(0)
	for day := range b.days {
		opening, costs := balance, int64(0)
		newMonth := day > 0 && b.month[day] != b.month[day-1]
		for i := range b.credits {
			costs += b.credits[i].charge(day, newMonth, c)
		}
		balance += b.in[day] - b.out[day] - costs
		drawn, repaid := b.bridge(day, &balance)
		if day == b.since || day > b.since && balance < point.lowest {
			point.lowest, point.day = balance, day
		}
		if balance < 0 && point.first < 0 && day >= b.since {
			point.first = day
		}
		if c == nil {
			continue
		}
		vat += b.vat[day]
		c.Days[day] = CashDay{
			b.dates[day], money.FromCents(opening), money.FromCents(b.in[day]), money.FromCents(b.out[day]),
			money.FromCents(drawn), money.FromCents(repaid), money.FromCents(costs), money.FromCents(balance), money.FromCents(vat),
		}
		c.VATPeak = money.Max(c.VATPeak, money.FromCents(vat))
	}
	point.closing = balance
	return point
}

// bridge repays what is due, then draws what is missing or repays with what is to spare.
func (b *book) bridge(day int, balance *int64) (drawn, repaid int64) {
	for i := range b.credits {
		due := b.credits[i].due(day)
		repaid += due
		*balance -= due
	}
	for i := range b.credits {
		if *balance >= 0 {
			break
		}
		draw := b.credits[i].draw(day, -*balance)
		drawn += draw
		*balance += draw
	}
	for i := len(b.credits) - 1; i >= 0 && *balance > 0; i-- {
		sweep := b.credits[i].sweep(*balance)
		repaid += sweep
		*balance -= sweep
	}
	for i := range b.credits {
		b.credits[i].peak = max(b.credits[i].peak, b.credits[i].drawn)
	}
	return drawn, repaid
}
