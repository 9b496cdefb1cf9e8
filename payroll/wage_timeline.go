package payroll

import (
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/worktime"
)

// WageStretch is a stretch of minutes of work that have the same supplements: why an hour of a
// week is paid what it is.
type WageStretch struct {
	// Date is the calendar date of the minutes, From the time of day at which they begin.
	Date    civil.Date     `json:"date"`
	From    worktime.Clock `json:"from"`
	Minutes int            `json:"minutes"`
	// Supplements are those of each minute, with the cap as a negative one. Those of minutes that
	// equivalence takes are there, although the minutes are not paid at the base hour.
	Supplements []WageSupplement `json:"supplements"`
}

// WageSupplement is a supplement of an hour, as a share of the base hour.
type WageSupplement struct {
	// Code is that of its line, one of [WageCodes].
	Code string        `json:"code"`
	Rate money.Decimal `json:"rate"`
	Refs law.Refs      `json:"refs"`
}

// Timeline returns the work of a week in stretches of the same supplements, in the order of time. The
// minutes of a supplement add up to the hours of its line, but for overtime of the week, whose line is
// reckoned from hours rounded up, and the supplement of a short contract, whose day has a floor. A week
// on which the rules do not hold, and every fault of it, is a [*FieldError].
func (r *WageRules) Timeline(w WorkingWeek) ([]WageStretch, error) {
	if err := r.checkDate(w.Date); err != nil {
		return nil, err
	}
	var f valid.Faults
	w.check(&f, r)
	if err := f.Err(); err != nil {
		return nil, err
	}
	c := wageComputation{w: &w, r: r, told: []WageStretch{}}
	if err := c.compute(); err != nil {
		return nil, err
	}
	return c.told, nil
}

// begin begins a stretch of the timeline, where one is told.
func (c *wageComputation) begin(w *walk, n int) {
	if c.told == nil {
		return
	}
	date, err := c.w.Date.AddDays(w.minute / minutesOfDay)
	if err != nil {
		date = civil.Date{} // the day after the calendar's last
	}
	c.told = append(c.told, WageStretch{
		Date: date, From: worktime.Clock(w.minute % minutesOfDay), Minutes: n, Supplements: []WageSupplement{},
	})
}

// tell adds a supplement to the stretch in hand, where a timeline is told.
func (c *wageComputation) tell(code wageCode, rate *wageFigure) {
	if c.told == nil || rate.n == 0 {
		return
	}
	s := &c.told[len(c.told)-1]
	s.Supplements = append(s.Supplements, WageSupplement{wageCodes[code].Code, money.DecimalFromScaled(rate.n, 4), rate.refs})
}

// tellCap adds what the cap takes from the stretch in hand.
func (c *wageComputation) tellCap(over int64) {
	if c.told != nil {
		c.tell(codeCap, &wageFigure{n: -over, refs: c.r.cinema.overCap.refs})
	}
}
