package payroll

import (
	"math/big"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// plainCast pays an engagement a second time, minute by minute and in fractions, from the texts
// and the figures of the table alone.
type plainCast struct {
	e     PerformerEngagement
	table law.Table[money.Decimal]
	sums  map[plainKey]*big.Rat
}

type plainKey struct{ code, rate, price string }

func castRat(text string) *big.Rat {
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		panic(text)
	}
	return r
}

func castTimes(a, b *big.Rat) *big.Rat { return new(big.Rat).Mul(a, b) }
func castSum(a, b *big.Rat) *big.Rat   { return new(big.Rat).Add(a, b) }
func castOver(a, b *big.Rat) *big.Rat  { return new(big.Rat).Quo(a, b) }
func castInt(n int) *big.Rat           { return big.NewRat(int64(n), 1) }

func (p *plainCast) figure(key string) *big.Rat {
	v, err := p.table.At(key, p.e.Days[0].Date)
	if err != nil {
		panic(err)
	}
	return v.Value.Rat()
}

func (p *plainCast) minimum(unit string) *big.Rat {
	return p.figure("minimum/" + string(p.e.Grid) + "/" + p.e.Function + "/" + unit)
}

// add adds a quantity, hours or pieces, to a line.
func (p *plainCast) add(code string, quantity, rate, price *big.Rat) {
	k := plainKey{code, rate.String(), price.String()}
	if p.sums[k] == nil {
		p.sums[k] = new(big.Rat)
	}
	p.sums[k].Add(p.sums[k], quantity)
}

func castPosted(r *big.Rat) *big.Rat {
	a, err := money.RoundRat(r)
	if err != nil {
		panic(err)
	}
	return big.NewRat(a.Cents(), 100)
}

// total returns gross and allowances of the lines, each rounded once.
func (p *plainCast) total() (gross, allowances int64) {
	aside := []string{"costume-special", "costume-very-special", "outfit", "accessory", "vehicle", "costume-town", "costume-evening",
		"costume-doublet", "costume-tutu", "costume-tutu-romantic", "costume-slippers"}
	for k, quantity := range p.sums {
		a, err := money.RoundRat(castTimes(castTimes(quantity, castRat(k.rate)), castRat(k.price)))
		if err != nil {
			panic(err)
		}
		if slices.Contains(aside, k.code) {
			allowances += a.Cents()
		} else {
			gross += a.Cents()
		}
	}
	return gross, allowances
}

var castOne = castRat("1")

// castPlainDay is a worked day of it.
type castPlainDay struct {
	d             *PerformerDay
	hours         *big.Rat
	sixth         bool
	rest          int // minutes, negative when not known
	monday, first int // the civil week and the week of the engagement
	// minutes are those of work, by their calendar date and time of day.
	minutes []castPlainMinute
}

type castPlainMinute struct {
	date  civil.Date
	clock int
}

// days lists the worked days. aside is how many minutes from the call are no work.
func (p *plainCast) days(normal string, aside func(d *PerformerDay) int) (days []castPlainDay) {
	lastWrap, perWeek := -1, map[int]int{}
	var begin civil.Date
	monday := civil.MustParseDate("2000-01-03")
	for i := range p.e.Days {
		d := &p.e.Days[i]
		if !p.e.isDay(d) {
			continue
		}
		day := castPlainDay{d: d, rest: -1, monday: d.Date.DaysSince(monday) / 7, hours: castRat(normal)}
		if begin.IsZero() {
			begin = d.Date
		}
		day.first = d.Date.DaysSince(begin) / 7
		perWeek[day.monday]++
		day.sixth = perWeek[day.monday] == 6
		if !d.hasCall() {
			lastWrap = -1
			for range int(castTimes(castRat(normal), castInt(60)).Num().Int64()) {
				day.minutes = append(day.minutes, castPlainMinute{d.Date, 12 * 60}) // never at night
			}
			days = append(days, day)
			continue
		}
		call, wrap := int(*d.Call), int(*d.Wrap)
		if wrap <= call {
			wrap += 24 * 60
		}
		meal := call + (wrap-call-d.Meal)/2
		if d.MealAt != nil {
			if meal = int(*d.MealAt); meal < call {
				meal += 24 * 60
			}
		}
		skip := aside(d)
		for m := call; m < wrap; m++ {
			if m >= meal && m < meal+d.Meal {
				continue
			}
			if skip > 0 {
				skip--
				continue
			}
			date, err := d.Date.AddDays(m / (24 * 60))
			if err != nil {
				panic(err)
			}
			day.minutes = append(day.minutes, castPlainMinute{date, m % (24 * 60)})
		}
		day.hours = big.NewRat(int64(len(day.minutes)), 60)
		origin := d.Date.DaysSince(p.e.Days[0].Date) * 24 * 60
		if d.RestBefore != nil {
			day.rest = *d.RestBefore
		} else if lastWrap >= 0 {
			day.rest = origin + call - lastWrap
		}
		lastWrap = origin + wrap
		days = append(days, day)
	}
	return days
}

// filmNight reports whether a minute is at night, and the date of its evening.
func (p *plainCast) filmNight(m castPlainMinute) (bool, civil.Date) {
	month := int(m.date.Month().Month())
	from := 20
	if month >= 4 && month <= 9 {
		from = 22
	} else if p.e.Studio {
		from = 21
	}
	before, _ := m.date.AddDays(-1)
	if m.clock < 6*60 {
		return true, before
	}
	return m.clock >= from*60, m.date
}

func (p *plainCast) film() {
	grid := string(p.e.Grid)
	isShort, isExtra := p.e.Grid == ShortFilm, p.e.Grid == FilmExtra
	weekly := p.e.Term == ByTheWeek
	unit := "day"
	if weekly {
		unit = map[int]string{5: "week5", 6: "week6"}[p.e.WeekDays]
	}
	minimum := p.minimum(unit)
	pay := minimum
	if p.e.SeveralVersions {
		pay = castPosted(castTimes(minimum, castRat("1.5")))
	}
	if p.e.Pay != nil {
		pay = big.NewRat(p.e.Pay.Cents(), 100)
	}
	day := pay
	if weekly {
		day = castPosted(castOver(pay, castInt(p.e.WeekDays)))
		p.add("week", castInt(p.e.Weeks), castOne, pay)
	}
	hour, price := p.filmHour(pay, minimum, unit)
	aside := func(d *PerformerDay) int {
		if isExtra {
			return min(d.MakeUp, 30)
		}
		return d.MakeUp
	}
	days := p.days("8", aside)
	for i := range p.e.Days {
		p.filmPiece(&p.e.Days[i], pay, day, hour, weekly)
	}
	if grid == "feature" && pay.Cmp(castTimes(minimum, castRat("5"))) >= 0 {
		return
	}
	worked := new(big.Rat)
	for i := range days {
		w := &days[i]
		worked.Add(worked, w.hours)
		p.filmMinutes(w, hour, price)
		if w.sixth && p.e.Paris && !isExtra {
			p.add("sixth-day", w.hours, castRat("0.25"), hour)
		}
		if w.rest >= 0 && w.rest < 11*60 && !isShort {
			p.add("short-rest", big.NewRat(int64(11*60-w.rest), 60), p.figure(grid+"/short-rest/rate"), hour)
		}
		switch {
		case isExtra && w.d.MakeUp > 0:
			p.add("make-up", castOne, castOne, castRat("9.40"))
		case !isExtra && w.d.MakeUp > 60:
			p.add("make-up", big.NewRat(int64(w.d.MakeUp-60), 60), castOne, p.minimum("make-up"))
		}
		if over := castSum(w.hours, castRat("-8")); isShort && over.Sign() > 0 {
			p.add("extra-hours", over, castOne, hour)
		}
	}
	switch {
	case isExtra && weekly:
		p.extraWeeks(days, hour)
	case isExtra:
		p.extraDays(days, hour)
	case !isShort:
		paid := castInt(8 * len(days))
		if weekly {
			paid = castInt(8 * p.e.WeekDays * p.e.Weeks)
		}
		if over := new(big.Rat).Sub(worked, paid); over.Sign() > 0 {
			p.add("extra-hours", over, castOne, hour)
			p.add("overtime", over, castRat("0.25"), hour)
		}
	}
}

// filmHour returns the base hour and the price that supplements are on.
func (p *plainCast) filmHour(pay, minimum *big.Rat, unit string) (hour, price *big.Rat) {
	switch p.e.Grid {
	case ShortFilm:
		hour = castOver(p.minimum("day-base"), castRat("8"))
	case FilmExtra:
		hour = castPosted(castOver(pay, castRat(map[string]string{"day": "8.8", "week5": "41.25", "week6": "51.25"}[unit])))
		if v, err := p.table.At("smic", p.e.Days[0].Date); err == nil && v.Value.Rat().Cmp(hour) > 0 {
			hour = v.Value.Rat()
		}
	default:
		hour = p.minimum("hour")
		if pay.Cmp(castTimes(minimum, castRat("2"))) <= 0 {
			return hour, castTimes(hour, castRat("2"))
		}
	}
	return hour, hour
}

func (p *plainCast) filmPiece(d *PerformerDay, pay, day, hour *big.Rat, weekly bool) {
	switch d.work() {
	case CastShoot:
		if !weekly {
			p.add("cachet", castOne, castOne, pay)
		}
	case CastRetake:
		p.add("retake", castOne, castOne, pay)
	case CastCancelled:
		p.add("cancelled", castOne, castOne, p.minimum("day"))
	case CastRehearsal:
		price := p.minimum([]string{"", "rehearsal", "rehearsal2"}[max(d.Parts, 1)])
		if p.e.RehearsalPay != nil {
			price = big.NewRat(p.e.RehearsalPay.Cents(), 100)
		}
		p.add("rehearsal", castOne, castOne, price)
	case CastPostSync:
		price := day
		if p.e.Grid == FeatureFilm && day.Cmp(p.minimum("day")) < 0 {
			price = p.minimum("day")
		}
		p.add("post-sync", castInt(max(d.Parts, 1)), castRat("1/2"), price)
	case CastTravel:
		p.filmTravel(d.Travel, hour)
	}
	for _, s := range d.Supplements {
		price := p.figure("supplement/extra/" + s.Code)
		if s.Code == "dance-rehearsal" {
			price = castPosted(castTimes(p.minimum("day"), price))
		}
		p.add(s.Code, castInt(max(s.Count, 1)), castOne, price)
	}
}

func (p *plainCast) filmTravel(minutes int, hour *big.Rat) {
	if p.e.Grid == FilmExtra {
		if minutes > 360 {
			p.add("travel", castOne, castOne, castRat("100"))
		} else if minutes > 180 {
			p.add("travel", castOne, castOne, castRat("50"))
		}
		return
	}
	switch {
	case minutes > 360:
		p.add("travel", castRat("8"), castOne, hour)
	case minutes > 240:
		p.add("travel", castRat("6"), castOne, hour)
	case minutes >= 120:
		p.add("travel", castRat("4"), castOne, hour)
	}
}

// filmMinutes pays the supplements of each minute of a day, in hundredths of the base hour.
func (p *plainCast) filmMinutes(w *castPlainDay, hour, price *big.Rat) {
	first, beyond, other, most, times := 50, 100, 100, 200, 1
	switch {
	case p.e.Grid == ShortFilm:
		first, beyond, other, most = 10, 10, 10, 20
	case p.e.Grid == FilmExtra && p.e.Term == ByTheDay:
		most = 220
	case price.Cmp(hour) > 0:
		times = 2
	}
	type line struct {
		code string
		rate int
	}
	minutes := map[line]int{}
	var evening civil.Date
	inNight, over := 0, 0
	for i, m := range w.minutes {
		got := 0
		pay := func(code string, rate int) {
			minutes[line{code, rate}]++
			got += rate * times
		}
		if night, of := p.filmNight(m); night && w.d.hasCall() {
			if of != evening {
				evening, inNight = of, 0
			}
			if inNight < 8*60 {
				pay("night", first)
			} else {
				pay("night", beyond)
			}
			inNight++
		}
		if p.e.Grid == ShortFilm && i >= 8*60 {
			pay("overtime", 10)
		}
		holiday, found := civil.HolidayOn(m.date, p.e.Territory)
		switch {
		case found && holiday.Code == civil.LabourDay:
			minutes[line{"holiday", 100}]++
		case found:
			pay("holiday", other)
		}
		if m.date.Weekday() == 0 && (!found || p.e.Grid != FilmExtra) {
			pay("sunday", other)
		}
		over += max(got-most, 0)
	}
	for l, n := range minutes {
		p.add(l.code, big.NewRat(int64(n), 60), big.NewRat(int64(l.rate), 100), price)
	}
	if over > 0 {
		p.add("cap", big.NewRat(int64(over), 6000), castRat("-1"), hour)
	}
}

func (p *plainCast) extraDays(days []castPlainDay, hour *big.Rat) {
	weeks := map[int]*big.Rat{}
	for _, w := range days {
		if weeks[w.monday] == nil {
			weeks[w.monday] = new(big.Rat)
		}
		weeks[w.monday].Add(weeks[w.monday], w.hours)
	}
	for _, hours := range weeks {
		if over := castSum(hours, castRat("-35")); over.Sign() > 0 {
			p.add("overtime", over, castRat("0.25"), hour)
		}
	}
	for _, w := range days {
		over := castSum(w.hours, castRat("-8"))
		if over.Sign() <= 0 {
			continue
		}
		p.add("extra-hours", over, castOne, hour)
		if weeks[w.monday].Cmp(castRat("35")) > 0 {
			continue
		}
		if high := castSum(w.hours, castRat("-10")); high.Sign() > 0 {
			p.add("overtime", high, castRat("0.5"), hour)
			over = castRat("2")
		}
		p.add("overtime", over, castRat("0.25"), hour)
	}
}

func (p *plainCast) extraWeeks(days []castPlainDay, hour *big.Rat) {
	paid := 8 * p.e.WeekDays
	sixths := 0
	for week := range p.e.Weeks {
		total, ordinary := new(big.Rat), new(big.Rat)
		for _, w := range days {
			if w.first != week {
				continue
			}
			total.Add(total, w.hours)
			if p.e.Paris && w.sixth {
				sixths++
				if sixths > 1 || w.d.Unrecovered {
					p.add("sixth-day", w.hours, castRat("0.5"), hour)
					continue
				}
			}
			ordinary.Add(ordinary, w.hours)
		}
		if over := castSum(total, castInt(-paid)); over.Sign() > 0 {
			p.add("extra-hours", over, castOne, hour)
		}
		if over := castSum(ordinary, castInt(-paid)); over.Sign() > 0 {
			if high := castSum(ordinary, castRat("-48")); high.Sign() > 0 {
				p.add("overtime", high, castRat("0.5"), hour)
				over.Sub(over, high)
			}
			p.add("overtime", over, castRat("0.25"), hour)
		}
	}
}

func plainCastPay(e PerformerEngagement, table law.Table[money.Decimal]) (gross, allowances int64) {
	p := &plainCast{e: e, table: table, sums: map[plainKey]*big.Rat{}}
	if e.Grid == Television {
		p.television()
	} else {
		p.film()
	}
	return p.total()
}
