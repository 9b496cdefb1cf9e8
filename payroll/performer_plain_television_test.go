package payroll

import (
	"math/big"

	"github.com/bobine-film/bobine/civil"
)

func (p *plainCast) television() {
	weekly := p.e.Term == ByTheWeek
	least := p.minimum("day")
	minimum := least
	worked := 0
	for i := range p.e.Days {
		if p.e.isDay(&p.e.Days[i]) {
			worked++
		}
	}
	switch {
	case weekly && p.e.Weeks > 3:
		minimum = castPosted(castTimes(least, castRat("4.25")))
	case weekly:
		minimum = castPosted(castTimes(least, castRat("4.5")))
	case p.e.Function == "Artiste dramatique" && worked == 1:
		minimum = castRat("293.17")
	}
	pay := minimum
	if p.e.Pay != nil {
		pay = big.NewRat(p.e.Pay.Cents(), 100)
	}
	day, hour := pay, castOver(pay, castRat("9"))
	if weekly {
		day, hour = castPosted(castOver(pay, castRat("5"))), castOver(pay, castRat("45"))
		p.add("week", castInt(p.e.Weeks), castOne, pay)
	}
	free := pay.Cmp(castTimes(minimum, castRat("5"))) > 0
	normal := "9"
	if p.e.Function == "Soliste chorégraphique" || p.e.Function == "Artiste du corps de ballet" {
		normal = "6"
	}
	days := p.days(normal, func(*PerformerDay) int { return 0 })
	for i := range p.e.Days {
		p.televisionPiece(&p.e.Days[i], pay, day, minimum, least, free, worked)
	}
	for i := range days {
		p.televisionDay(&days[i], day, hour, least, free)
	}
	if free {
		return
	}
	p.televisionHours(days, hour, castRat(normal), weekly)
}

func (p *plainCast) televisionPiece(d *PerformerDay, pay, day, minimum, least *big.Rat, free bool, worked int) {
	if p.e.isDay(d) && p.e.Term == ByTheDay {
		price := pay
		if raised := castPosted(castTimes(minimum, castRat("1.35"))); d.PayingPublic && raised.Cmp(price) > 0 {
			price = raised
		}
		if raised := castPosted(castTimes(least, castRat("2.5"))); d.Isolated && raised.Cmp(price) > 0 {
			price = raised
		}
		if d.Overrun {
			price = castPosted(castTimes(price, castRat("1.25")))
		}
		p.add("cachet", castOne, castOne, price)
	}
	switch d.work() {
	case CastRehearsal:
		if p.e.Function == "Artiste de variétés" {
			price := p.minimum([]string{"", "rehearsal", "rehearsal2"}[max(d.Parts, 1)])
			if p.e.RehearsalPay != nil {
				price = big.NewRat(p.e.RehearsalPay.Cents(), 100)
			}
			p.add("rehearsal", castOne, castOne, price)
		}
	case CastPostSync:
		p.add("post-sync", castInt(max(d.Parts, 1)), castRat("1/2"), day)
	case CastReading:
		p.add("reading", castOne, castRat("1/2"), day)
	case CastSession:
		p.add("session", castOne, castOne, p.minimum("session"))
	case CastReport:
		p.add("report", castOne, castOne, castRat("70.79"))
	case CastNews:
		p.add("news", castOne, castOne, castRat("163.57"))
	case CastFitting:
		if !free {
			p.add("fitting", castOne, castRat("1/2"), least)
		}
	case CastTravel:
		switch {
		case free:
		case d.Travel >= 240:
			p.add("travel", castOne, castOne, least)
		case d.Travel > 120:
			p.add("travel", castOne, castRat("1/2"), least)
		}
	}
	for _, s := range d.Supplements {
		key := s.Code
		if key == "costume-town" || key == "costume-evening" {
			key += map[bool]string{true: "/single", false: "/several"}[worked <= 1 && p.e.Term == ByTheDay]
		}
		if !free {
			p.add(s.Code, castInt(max(s.Count, 1)), castOne, p.figure("supplement/television/"+key))
		}
	}
}

func (p *plainCast) televisionDay(w *castPlainDay, day, hour, least *big.Rat, free bool) {
	half := func(minutes int) *big.Rat { return big.NewRat(int64((minutes+29)/30), 2) }
	night := 0
	for _, m := range w.minutes {
		monthDay := int(m.date.Month().Month())*100 + m.date.Day()
		from, until := 24, 7
		if p.e.Function == "Artiste dramatique" {
			from = 22
			if monthDay >= 1221 || monthDay <= 320 {
				from, until = 20, 6
			}
		}
		if w.d.hasCall() && (m.clock < until*60 || m.clock >= from*60) {
			night++
		}
	}
	switch {
	case w.d.Live || night == 0:
	case night >= 360:
		p.add("night-double", castOne, castOne, day)
	default:
		price := hour
		if most := castOver(castTimes(least, castRat("5")), castRat("9")); price.Cmp(most) > 0 {
			price = most
		}
		p.add("night", half(night), castOne, price)
	}
	holiday, found := civil.HolidayOn(w.d.Date, civil.Metropole)
	if found && holiday.Code != civil.WhitMonday && !w.d.Live {
		p.add("holiday", castOne, castOne, day)
	}
	if over := w.d.Transport - 60; over > 0 && !free {
		p.add("transport", half(over), castOne, castOver(least, castRat("9")))
	}
}

// televisionHours pays overtime hour by hour of the week, in minutes.
func (p *plainCast) televisionHours(days []castPlainDay, hour, normal *big.Rat, weekly bool) {
	minutesOf := func(r *big.Rat) int {
		m := castTimes(r, castInt(60))
		return int(new(big.Int).Quo(m.Num(), m.Denom()).Int64())
	}
	covered := minutesOf(normal)
	var low, high int64
	overtime := func(place int) {
		if place >= 47*60 {
			high++
		} else {
			low++
		}
	}
	defer func() {
		p.add("extra-hours", big.NewRat(low+high, 60), castOne, hour)
		p.add("overtime", big.NewRat(low, 60), castRat("0.25"), hour)
		p.add("overtime", big.NewRat(high, 60), castRat("0.5"), hour)
	}()
	places, worked := map[int]int{}, map[int]int{}
	for _, w := range days {
		if !weekly {
			for m := range minutesOf(w.hours) {
				if m >= covered {
					overtime(places[w.monday] + m)
				}
			}
			places[w.monday] += minutesOf(w.hours)
			continue
		}
		worked[w.first]++
		if worked[w.first] > 5 {
			continue
		}
		places[w.first] += minutesOf(w.hours)
	}
	if !weekly {
		return
	}
	sixth := map[int]int{}
	seen := map[int]int{}
	for _, w := range days {
		if seen[w.first]++; seen[w.first] > 5 {
			sixth[w.first] += max(minutesOf(w.hours), covered)
		}
	}
	for week, place := range places {
		for m := range max(place-5*covered, 0) + sixth[week] {
			overtime(5*covered + m)
		}
	}
}
