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

// askUnits looks up what [hours.unit] will be asked for.
func (h *hours) askUnits(keys []crewKey) error {
	if h.shoot.Agreement == "" {
		return nil
	}
	record := worktime.Record{ID: "crew", Agreement: h.shoot.Agreement, Territory: h.shoot.Territory, Fiction: true}
	found, err := h.ask(record, keys)
	for i := range found {
		h.crew[keys[i]] = found[i]
	}
	return err
}

// unit returns the limits of a crew on a day that was asked for, in a studio or not.
func (h *hours) unit(d civil.Date, studio bool) dayHours {
	if h.shoot.Agreement == "" {
		return anyHours
	}
	return h.crew[crewKey{d, studio}]
}

// players returns the limits of a player on some days.
func (h *hours) players(c *ShootCast, dates []civil.Date) ([]dayHours, error) {
	out := make([]dayHours, len(dates))
	var minor, adult []crewKey // most are either on every day
	for i, d := range dates {
		out[i] = anyHours
		switch {
		case c.isMinor(d):
			minor = append(minor, crewKey{d, false})
		case h.shoot.CastAgreement != "":
			if _, ok := h.adults[d]; !ok {
				adult = append(adult, crewKey{d, false})
			}
		}
	}
	children, err := h.ask(c.record(h.shoot), minor)
	if err != nil {
		return nil, err
	}
	adults := ShootCast{Name: "cast"}
	grown, err := h.ask(adults.record(h.shoot), adult)
	if err != nil {
		return nil, err
	}
	for i := range grown {
		h.adults[adult[i].date] = grown[i]
	}
	for i, d := range dates {
		switch {
		case len(minor) > 0 && minor[0].date == d:
			out[i], minor, children = children[0], minor[1:], children[1:]
		case h.shoot.CastAgreement != "":
			out[i] = h.adults[d]
		}
		if c.MaxMinutes > 0 {
			out[i].work = min(out[i].work, c.MaxMinutes)
		}
	}
	return out, nil
}

// ask asks for the limits of a person on some days.
func (h *hours) ask(r worktime.Record, keys []crewKey) ([]dayHours, error) {
	if len(keys) == 0 {
		return nil, nil
	}
	shifts := make([]worktime.Shift, len(keys))
	for i, k := range keys {
		shifts[i] = worktime.Shift{Date: k.date, Setting: worktime.Shoot}
		if k.studio {
			shifts[i].Setting = worktime.Studio
		}
	}
	days, err := h.limits.Days(r, shifts)
	if err != nil {
		return nil, err
	}
	out := make([]dayHours, len(days))
	for i := range days {
		day := &days[i]
		h.tell(day.Notices)
		out[i] = dayHours{work: day.Work.Value, span: noLimit, from: int(day.NotBefore), to: noLimit, closed: len(day.Closed) > 0}
		if !r.BirthDate.IsZero() {
			out[i].to = int(day.NotAfter)
		}
		if day.Span != nil {
			out[i].span = day.Span.Value
		}
	}
	return out, nil
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
