package schedule

import (
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/worktime"
)

// hours asks worktime what the agreements of a shoot allow, once for each answer.
type hours struct {
	shoot   *Shoot
	limits  worktime.Limits
	crew    map[crewKey]dayHours
	adults  map[civil.Date]dayHours
	notices []law.Notice
	told    map[string]bool
}

type crewKey struct {
	date   civil.Date
	studio bool
}

// dayHours are the limits of somebody on a day, in minutes; from and to are minutes after midnight.
type dayHours struct {
	work, span int
	from, to   int
	closed     bool
}

const noLimit = 1 << 30

var anyHours = dayHours{work: noLimit, span: noLimit, to: noLimit}

func newHours(s *Shoot, l worktime.Limits) *hours {
	return &hours{shoot: s, limits: l, crew: map[crewKey]dayHours{}, adults: map[civil.Date]dayHours{}, told: map[string]bool{}}
}

// unit returns the limits of a crew on a day, in a studio or not.
func (h *hours) unit(d civil.Date, studio bool) (dayHours, error) {
	if h.shoot.Agreement == "" {
		return anyHours, nil
	}
	key := crewKey{d, studio}
	if found, ok := h.crew[key]; ok {
		return found, nil
	}
	record := worktime.Record{ID: "crew", Agreement: h.shoot.Agreement, Territory: h.shoot.Territory, Fiction: true}
	found, err := h.day(record, d, studio)
	h.crew[key] = found
	return found, err
}

// player returns the limits of a player on a day.
func (h *hours) player(c *ShootCast, d civil.Date) (dayHours, error) {
	found := anyHours
	var err error
	switch minor := c.isMinor(d); {
	case minor:
		found, err = h.day(c.record(h.shoot), d, false)
	case h.shoot.CastAgreement != "":
		var ok bool
		if found, ok = h.adults[d]; !ok {
			adult := ShootCast{Name: "cast"}
			found, err = h.day(adult.record(h.shoot), d, false)
			h.adults[d] = found
		}
	}
	if c.MaxMinutes > 0 {
		found.work = min(found.work, c.MaxMinutes)
	}
	return found, err
}

func (h *hours) day(r worktime.Record, d civil.Date, studio bool) (dayHours, error) {
	shift := worktime.Shift{Date: d, Setting: worktime.Shoot}
	if studio {
		shift.Setting = worktime.Studio
	}
	day, err := h.limits.Day(r, shift)
	if err != nil {
		return dayHours{}, err
	}
	h.tell(day.Notices)
	found := dayHours{work: day.Work.Value, span: noLimit, from: int(day.NotBefore), to: noLimit, closed: len(day.Closed) > 0}
	if !r.BirthDate.IsZero() {
		found.to = int(day.NotAfter)
	}
	if day.Span != nil {
		found.span = day.Span.Value
	}
	return found, nil
}

// rest returns the rest between days of a unit: that of the rules, or of the agreement on the first day of
// the period where that is longer.
func (h *hours) rest() (int, error) {
	s := h.shoot
	if s.Agreement == "" {
		return s.Rules.RestMinutes, nil
	}
	const morning, evening = 9 * 60, 18 * 60 // a usual day, of which the rest is asked
	call, err := h.limits.EarliestCall(worktime.Record{
		ID: "crew", Agreement: s.Agreement, Territory: s.Territory, Fiction: true,
		Shifts: []worktime.Shift{{Date: s.Period.From, Call: morning, Wrap: evening, Setting: worktime.Shoot}},
	})
	if err != nil {
		return 0, err
	}
	h.tell(call.Limit.Notices)
	return max(s.Rules.RestMinutes, call.Limit.Value), nil
}

// weekDays returns the most days of a unit in a civil week: those of the rules, and with an agreement those of
// the labour code.
func (h *hours) weekDays() (int, error) {
	most := h.shoot.Rules.WeekDays
	if most == 0 {
		most = 7
	}
	if h.shoot.Agreement == "" {
		return most, nil
	}
	limit, err := h.limits.At("labour-code/weekly-days", h.shoot.Period.From)
	if err != nil {
		return 0, err
	}
	h.tell(limit.Notices)
	return min(most, limit.Value), nil
}

// tell keeps notices, each once.
func (h *hours) tell(notices []law.Notice) {
	for _, n := range notices {
		if key := n.Code + " " + n.Key; !h.told[key] {
			h.told[key] = true
			h.notices = append(h.notices, n)
		}
	}
}
