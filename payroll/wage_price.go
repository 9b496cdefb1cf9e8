package payroll

import (
	"slices"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// close prices the lines at the pay of the week and at the minimum of the grid.
func (c *wageComputation) close() error {
	slices.SortFunc(c.entries, func(a, b wageEntry) int {
		if a.code != b.code {
			return int(a.code) - int(b.code)
		}
		return int(a.rate.n - b.rate.n)
	})
	c.wage.BaseHour = hourly(c.wage.WeeklyPay, c.baseHours.n)
	c.wage.BaseHours = WorkHours{c.baseHours.n * perMinute}
	c.wage.Lines = make([]WageLine, 0, len(c.entries)+4)
	var gross, minimum, allowances money.Total
	atMinimum := hourly(c.grid, c.baseHours.n)
	for _, e := range c.entries {
		hours := WorkHours{e.hours}
		line := WageLine{
			Code: wageCodes[e.code].Code, Hours: hours, Rate: money.DecimalFromScaled(e.rate.n, 4),
			Amount: c.wage.BaseHour.post(hours, e.rate.n), Refs: e.refs,
		}
		gross.Add(line.Amount)
		minimum.Add(atMinimum.post(hours, e.rate.n))
		c.wage.Lines = append(c.wage.Lines, line)
	}
	c.payJourneys(&gross, &minimum)
	c.payFood(&allowances)
	var err error
	for _, total := range []struct {
		sum  money.Total
		into *money.Amount
	}{{gross, &c.wage.Gross}, {minimum, &c.wage.Minimum}, {allowances, &c.wage.Allowances}} {
		if *total.into, err = total.sum.Amount(); err != nil {
			return &FieldError{Path: "weeklyPay", Err: valid.ErrOutOfRange}
		}
	}
	return nil
}

// payJourneys pays transport and travel, at the base hour of the machiniste at most (art. 32, 47).
func (c *wageComputation) payJourneys(gross, minimum *money.Total) {
	if c.w.Agreement != Cinema {
		return
	}
	r := &c.r.cinema
	var transport, travel int
	for i := range c.w.Days {
		d := &c.w.Days[i]
		transport += min(d.Transport, r.transport.minutes())
		travel += min(d.Travel, r.travel.minutes())
	}
	price := hourly(money.Min(c.wage.WeeklyPay, c.machiniste), c.baseHours.n)
	atMinimum := hourly(money.Min(c.grid, c.machiniste), c.baseHours.n)
	for _, journey := range []struct {
		code    wageCode
		minutes int
		figure  *wageFigure
	}{{codeTransport, transport, r.transport}, {codeTravel, travel, r.travel}} {
		if journey.minutes == 0 {
			continue
		}
		hours := Minutes(journey.minutes)
		c.note(journey.figure.notice)
		line := WageLine{
			Code: wageCodes[journey.code].Code, Hours: hours, Price: price,
			Amount: price.post(hours, perMinute), Refs: journey.figure.refs,
		}
		gross.Add(line.Amount)
		minimum.Add(atMinimum.post(hours, perMinute))
		c.wage.Lines = append(c.wage.Lines, line)
	}
}

// payFood pays the meals and snacks that the production did not supply (art. 46).
func (c *wageComputation) payFood(allowances *money.Total) {
	if c.w.Agreement != Cinema {
		return
	}
	r := &c.r.cinema
	var meals, snacks int
	for i := range c.w.Days {
		d := &c.w.Days[i]
		if d.MealOwed {
			meals++
		}
		switch {
		case !d.SnackOwed:
		case d.hasCall() && int(*d.Call) < r.snackBefore.minutes():
			snacks++
		default:
			c.note(law.Notice{
				Code: "snack-not-due", Key: "3097/snack/before", Refs: r.snackBefore.refs,
				Message: "a snack is owed on a day that begins early only; it is not paid on another",
			})
		}
	}
	for _, food := range []struct {
		code  wageCode
		count int
		price *wageFigure
	}{{codeMeal, meals, r.meal}, {codeSnack, snacks, r.snack}} {
		if food.count == 0 {
			continue
		}
		c.note(food.price.notice)
		line := WageLine{
			Code: wageCodes[food.code].Code, Count: food.count, Price: UnitPrice{cents: food.price.n},
			Amount: money.FromCents(int64(food.count) * food.price.n), Refs: food.price.refs,
		}
		allowances.Add(line.Amount)
		c.wage.Lines = append(c.wage.Lines, line)
	}
}
