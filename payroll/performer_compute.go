package payroll

import (
	"cmp"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// performerEntry is a line before it is rounded.
type performerEntry struct {
	code  performerCode
	rate  int64 // ten-thousandths
	price UnitPrice
	hours int64 // ten-thousandths of a minute
	count int
	refs  law.Refs
}

// amount returns what the line pays, rounded once to the cent, half away from zero.
func (e *performerEntry) amount() money.Amount {
	if e.count == 0 {
		return e.price.post(WorkHours{e.hours}, e.rate)
	}
	return money.FromCents(int64(roundDiv(uint64(e.count)*uint64(e.rate), uint64(e.price.cents), perMinute)))
}

// performerComputation is an engagement being paid.
type performerComputation struct {
	e       *PerformerEngagement
	table   law.Table[money.Decimal]
	figures performerFigures
	entries []performerEntry
	shifts  []castShift
	// minimum is that of the day or the week, day the pay of a day and dayMinimum its minimum.
	minimum, day, dayMinimum money.Amount
	isAssumed                bool
	// onDate is the holiday of the date that was last asked for.
	onDate struct {
		date    civil.Date
		holiday string
	}
	pay PerformerPay
	err error // the first
}

// performerFigures are the figures of a day that were read.
type performerFigures map[string]*wageFigure

// performerBook keeps the figures of the days that were asked for.
type performerBook struct {
	table law.Table[money.Decimal]
	days  map[civil.Date]performerFigures
}

// at returns the figures of a day.
func (b *performerBook) at(date civil.Date) performerFigures {
	figures := b.days[date]
	if figures == nil {
		figures = performerFigures{}
		b.days[date] = figures
	}
	return figures
}

// pay pays a valid engagement, and at the minimum of the grid.
func (b *performerBook) pay(e *PerformerEngagement) (PerformerPay, error) {
	pay, err := e.compute(b, false)
	if err != nil {
		return PerformerPay{}, err
	}
	pay.Minimum = pay.Gross
	if e.Pay != nil || e.RehearsalPay != nil {
		lowest, err := e.compute(b, true)
		if err != nil {
			return PerformerPay{}, err
		}
		pay.Minimum = lowest.Gross
	}
	return pay, nil
}

// compute pays a valid engagement, at its own pay or at the minimum of the grid.
func (e *PerformerEngagement) compute(b *performerBook, atMinimum bool) (PerformerPay, error) {
	own := *e
	if atMinimum {
		own.Pay, own.RehearsalPay = nil, nil
	}
	c := performerComputation{e: &own, table: b.table, figures: b.at(e.Days[0].Date)}
	c.pay = PerformerPay{
		ID: e.ID, Date: e.Days[0].Date, Grid: e.Grid, Function: e.Function,
		Breaches: []Breach{}, Notices: []law.Notice{},
	}
	if n, stale := c.table.Stale(c.pay.Date); stale {
		c.note(n)
	}
	switch e.Grid {
	case FilmExtra:
		c.payExtra()
	case Television:
		c.payTelevision()
	default:
		c.payPerformer()
	}
	if c.isAssumed {
		c.note(law.Notice{
			Code: "hours-assumed", Key: string(e.Grid) + "/day",
			Message: "a day without call and wrap has the hours that its cachet pays, none at night",
		})
	}
	c.close()
	return c.pay, c.err
}

// figure returns a figure of the day, with its notice in the pay. After an error it is an empty
// one.
func (c *performerComputation) figure(key string) *wageFigure {
	if f, found := c.figures[key]; found {
		c.note(f.notice)
		return f
	}
	v, err := c.table.At(key, c.pay.Date)
	f := &wageFigure{}
	if err == nil {
		f, err = readPerformerFigure(v)
	}
	if err != nil {
		if c.err == nil {
			c.err = err
		}
		return &wageFigure{}
	}
	c.note(f.notice)
	c.figures[key] = f
	return f
}

// rule returns a figure of the grid's rules.
func (c *performerComputation) rule(key string) *wageFigure {
	return c.figure(string(c.e.Grid) + "/" + key)
}

// divisor returns a figure of the grid's rules that something is divided by. One of 0 is an error,
// and 1 in its place.
func (c *performerComputation) divisor(key string) *wageFigure {
	f := c.rule(key)
	if f.n > 0 {
		return f
	}
	if c.err == nil {
		c.err = outOfRange(string(c.e.Grid)+"/"+key, "more than 0")
	}
	return &wageFigure{n: 1}
}

// lowest returns a minimum of the function, and where it was read.
func (c *performerComputation) lowest(unit string) (money.Amount, law.Refs) {
	f := c.figure(c.e.minimumKey(unit))
	return money.FromCents(f.n), f.refs
}

// note puts a notice in the pay, once.
func (c *performerComputation) note(n law.Notice) {
	if n.Code == "" || slices.ContainsFunc(c.pay.Notices, func(m law.Notice) bool { return m.Key == n.Key && m.Code == n.Code }) {
		return
	}
	c.pay.Notices = append(c.pay.Notices, n)
}

// add adds an entry to the one of the same code, rate and price.
func (c *performerComputation) add(e performerEntry) {
	if e.hours == 0 && e.count == 0 || e.rate == 0 || e.price.cents == 0 {
		return
	}
	for i := range c.entries {
		of := &c.entries[i]
		if of.code == e.code && of.rate == e.rate && of.price == e.price && (of.count == 0) == (e.count == 0) {
			of.hours += e.hours
			of.count += e.count
			of.refs = of.refs.Join(e.refs)
			return
		}
	}
	c.entries = append(c.entries, e)
}

// addMinutes adds minutes at a rate of the price of an hour.
func (c *performerComputation) addMinutes(code performerCode, rate *wageFigure, price UnitPrice, minutes int) {
	c.add(performerEntry{code: code, rate: rate.n, price: price, hours: int64(minutes) * perMinute, refs: rate.refs})
}

// addPieces adds pieces at their price.
func (c *performerComputation) addPieces(code performerCode, count int, price money.Amount, refs law.Refs) {
	c.addShares(code, count, &wageFigure{n: perMinute, refs: refs}, price)
}

// addShares adds pieces at a rate of a price.
func (c *performerComputation) addShares(code performerCode, count int, rate *wageFigure, price money.Amount) {
	c.add(performerEntry{code: code, rate: rate.n, price: UnitPrice{cents: price.Cents()}, count: count, refs: rate.refs})
}

// shareOf returns an amount times a figure that is a share, rounded to the cent.
func shareOf(a money.Amount, share *wageFigure) money.Amount {
	return money.FromCents(int64(roundDiv(uint64(a.Cents()), uint64(share.n), perMinute)))
}

// perHour returns the price of an hour when a pay is for a number of minutes.
func perHour(pay money.Amount, minutes int) UnitPrice { return hourly(pay, int64(minutes)) }

// agreed sets the pay of the engagement: the agreed one, or the minimum. A pay under the minimum is
// a breach and changes nothing else.
func (c *performerComputation) agreed(minimum money.Amount, refs law.Refs) {
	c.minimum = minimum
	c.pay.Pay, c.pay.PayMinimum = minimum, minimum
	if c.e.Pay == nil {
		return
	}
	c.pay.Pay = *c.e.Pay
	if c.pay.Pay.Compare(minimum) < 0 && !c.e.OutsideArea {
		c.breach("minimum", c.e.Days[0], c.pay.Pay.String(), minimum.String(), refs)
	}
}

// rehearsal returns the price of the services of a day: the agreed one, or the minimum.
func (c *performerComputation) rehearsal(d *PerformerDay) (money.Amount, law.Refs) {
	unit := "rehearsal"
	if d.parts() == 2 {
		unit = "rehearsal2"
	}
	least, refs := c.lowest(unit)
	if c.e.RehearsalPay == nil {
		return least, refs
	}
	if c.e.RehearsalPay.Compare(least) < 0 {
		c.breach("minimum", *d, c.e.RehearsalPay.String(), least.String(), refs)
	}
	return *c.e.RehearsalPay, refs
}

// breach tells a limit that a day is beyond.
func (c *performerComputation) breach(rule string, d PerformerDay, measured, allowed string, refs law.Refs) {
	c.pay.Breaches = append(c.pay.Breaches, Breach{Rule: rule, Date: d.Date, Measured: measured, Allowed: allowed, Refs: refs})
}

// above tells minutes that are more than a limit of a day.
func (c *performerComputation) above(rule string, s *castShift, minutes int, limit *wageFigure) {
	if minutes > limit.minutes() {
		c.breach(rule, *s.PerformerDay, Minutes(minutes).String(), Minutes(limit.minutes()).String(), limit.refs)
	}
}

// below tells a rest that is less than a limit.
func (c *performerComputation) below(rule string, s *castShift, minutes int, limit *wageFigure) {
	if minutes < limit.minutes() {
		c.breach(rule, *s.PerformerDay, Minutes(minutes).String(), Minutes(limit.minutes()).String(), limit.refs)
	}
}

// paySupplements pays the supplements of all days.
func (c *performerComputation) paySupplements(price func(code performerCode) (money.Amount, law.Refs)) {
	for i := range c.e.Days {
		for _, s := range c.e.Days[i].Supplements {
			code, _ := supplementOf(c.e.Grid, s.Code)
			amount, refs := price(code)
			c.addPieces(code, max(s.Count, 1), amount, refs)
		}
	}
}

// close rounds the lines, in their order, and adds them up.
func (c *performerComputation) close() {
	if c.err != nil {
		return
	}
	slices.SortStableFunc(c.entries, func(a, b performerEntry) int {
		return cmp.Or(cmp.Compare(a.code, b.code), cmp.Compare(a.rate, b.rate), cmp.Compare(a.price.cents, b.price.cents),
			cmp.Compare(a.price.minutes, b.price.minutes))
	})
	var gross, allowances money.Total
	c.pay.Lines = make([]PerformerLine, 0, len(c.entries))
	for i := range c.entries {
		e := &c.entries[i]
		line := PerformerLine{
			Code: performerCodes[e.code].Code, Hours: WorkHours{e.hours}, Count: e.count,
			Rate: money.DecimalFromScaled(e.rate, 4), Price: e.price, Amount: e.amount(), Refs: e.refs,
		}
		if e.code.isAllowance() {
			allowances.Add(line.Amount)
		} else {
			gross.Add(line.Amount)
		}
		c.pay.Lines = append(c.pay.Lines, line)
	}
	for _, total := range []struct {
		sum  money.Total
		into *money.Amount
	}{{gross, &c.pay.Gross}, {allowances, &c.pay.Allowances}} {
		amount, err := total.sum.Amount()
		if err != nil && c.err == nil {
			c.err = &FieldError{Path: "pay", Err: valid.ErrOutOfRange}
		}
		*total.into = amount
	}
	slices.SortStableFunc(c.pay.Breaches, func(a, b Breach) int {
		return cmp.Or(a.Date.Compare(b.Date), cmp.Compare(a.Rule, b.Rule))
	})
}
