package schedule

import (
	"io"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/worktime"
)

// Shoot is a shoot to be planned (tournage): its scenes, who and what they need, when these are free,
// the rules of a day and what everything costs. Rates are the caller's, in one currency.
type Shoot struct {
	Name string `json:"name" strict:"required"`
	// Period holds every day that may be shot on, and those shot already.
	Period    civil.Period    `json:"period" strict:"required"`
	Territory civil.Territory `json:"territory,omitzero"`
	// RestDays are the days of the week without work, Off further days; public holidays of the
	// territory are off too unless WorkHolidays says otherwise.
	RestDays     []Weekday    `json:"restDays,omitempty" strict:"max=7"`
	Off          []civil.Date `json:"off,omitempty" strict:"max=1000"`
	WorkHolidays bool         `json:"workHolidays,omitempty"`
	// Agreement has the working time limits of the crew, CastAgreement those of the cast; without
	// one there are no limits but those of Rules, and for minors those of the labour code.
	Agreement     worktime.Agreement `json:"agreement,omitempty"`
	CastAgreement worktime.Agreement `json:"castAgreement,omitempty"`
	Rules         ShootRules         `json:"rules" strict:"required"`
	Costs         ShootCosts         `json:"costs,omitzero"`
	// Units are the crews that shoot, each at most once a day. None is one, without a name.
	Units     []ShootUnit      `json:"units,omitempty" strict:"max=8"`
	Locations []ShootLocation  `json:"locations" strict:"required,max=1000"`
	Sets      []ShootSet       `json:"sets" strict:"required,max=2000"`
	Cast      []ShootCast      `json:"cast,omitempty" strict:"max=1000"`
	Equipment []ShootEquipment `json:"equipment,omitempty" strict:"max=1000"`
	Scenes    []ShootScene     `json:"scenes" strict:"required,max=2000"`
	// Before are pairs of scenes of which the first is shot before the second.
	Before []ScenePair `json:"before,omitempty" strict:"max=5000"`
	// Together are scenes of one day and unit, Apart scenes of different days.
	Together []SceneGroup `json:"together,omitempty" strict:"max=1000"`
	Apart    []SceneGroup `json:"apart,omitempty" strict:"max=1000"`
	// Done is what has been shot, nil before the first day.
	Done *ShootDone `json:"done,omitempty"`
	// Near is a plan that a new one should resemble, nil when there is none.
	Near *ShootNear `json:"near,omitempty"`
}

// ShootRules are the rules of a day, the same for every unit. Zero is no limit, but for DayMinutes.
type ShootRules struct {
	// DayMinutes is the work of a day without overtime, moves included and the meal not;
	// OvertimeMinutes what may be added to it.
	DayMinutes      int `json:"dayMinutes" strict:"required"`
	OvertimeMinutes int `json:"overtimeMinutes,omitempty"`
	// DayEighths is the most script a day, DayLocations the most locations.
	DayEighths   Eighths `json:"dayEighths,omitempty"`
	DayLocations int     `json:"dayLocations,omitempty"`
	// MoveMinutes is what a change of location takes from the day.
	MoveMinutes int `json:"moveMinutes,omitempty"`
	// DayCall, NightCall and MixedCall are the calls of days without scenes by night, of those with
	// no other light than night, and of those with scenes by day and then by night. Without a
	// MixedCall there are none of the latter; a scene without light goes with the others.
	DayCall   worktime.Clock  `json:"dayCall,omitempty"`
	NightCall worktime.Clock  `json:"nightCall,omitempty"`
	MixedCall *worktime.Clock `json:"mixedCall,omitempty"`
	// MealMinutes is a pause after MealAfter minutes of work, whatever scene is going on; a day
	// that is not longer has none.
	MealAfter   int `json:"mealAfter,omitempty"`
	MealMinutes int `json:"mealMinutes,omitempty"`
	// RestMinutes is the rest of a unit from wrap to call (turnover); that of Agreement where longer.
	RestMinutes int `json:"restMinutes,omitempty"`
	// WeekDays and WeekMinutes are the most days and work of a unit in a civil week.
	WeekDays    int `json:"weekDays,omitempty"`
	WeekMinutes int `json:"weekMinutes,omitempty"`
}

// ShootCosts are the costs of the plan that belong to nobody in particular.
type ShootCosts struct {
	// OvertimeMinute is the cost of a minute beyond DayMinutes, of a whole unit.
	OvertimeMinute money.Amount `json:"overtimeMinute,omitzero"`
	// Move is the cost of a change of location within a day.
	Move money.Amount `json:"move,omitzero"`
}

// ShootUnit is a crew that shoots (équipe).
type ShootUnit struct {
	Name string `json:"name" strict:"required"`
	// Day is the fixed cost of a day that it shoots.
	Day       money.Amount `json:"day,omitzero"`
	Available Availability `json:"available,omitzero"`
}

// Availability tells on which days somebody or something may be used. The zero value is always.
type Availability struct {
	// Windows are the only days, when there are any.
	Windows []civil.Period `json:"windows,omitempty" strict:"max=100"`
	Off     []civil.Date   `json:"off,omitempty" strict:"max=1000"`
}

// ShootLocation is a place where scenes are shot (lieu de tournage), with its permit.
type ShootLocation struct {
	Name string `json:"name" strict:"required"`
	// Studio says that it is a studio, where the labour rules are other ones.
	Studio bool `json:"studio,omitempty"`
	// Day is its cost a day, Open that of opening it, Reopen that of coming back to it after a day of
	// shooting elsewhere.
	Day       money.Amount `json:"day,omitzero"`
	Open      money.Amount `json:"open,omitzero"`
	Reopen    money.Amount `json:"reopen,omitzero"`
	Available Availability `json:"available,omitzero"`
}

// ShootSet is a set (décor) at a location.
type ShootSet struct {
	Name      string       `json:"name" strict:"required"`
	Location  string       `json:"location" strict:"required"`
	Available Availability `json:"available,omitzero"`
}

// ShootEquipment is something hired for the days that need it (matériel), used by one unit a day.
type ShootEquipment struct {
	Name string `json:"name" strict:"required"`
	// Day is its cost a day; Week, where it is given, the most that a civil week costs.
	Day       money.Amount  `json:"day,omitzero"`
	Week      *money.Amount `json:"week,omitempty"`
	Available Availability  `json:"available,omitzero"`
}

// ShootScene is a scene to be shot (séquence à tourner).
type ShootScene struct {
	ID  string `json:"id" strict:"required"`
	Set string `json:"set" strict:"required"`
	// Eighths is its length, Minutes what it takes to shoot.
	Eighths Eighths `json:"eighths" strict:"required"`
	Minutes int     `json:"minutes" strict:"required"`
	// Light is day or night, empty where it may be shot by either. Dawn and dusk are shot by day.
	Light     Light    `json:"light,omitempty"`
	Cast      []string `json:"cast,omitempty" strict:"max=1000"`
	Equipment []string `json:"equipment,omitempty" strict:"max=1000"`
	// Unit is the only unit that may shoot it, empty where any may.
	Unit      string       `json:"unit,omitempty"`
	Available Availability `json:"available,omitzero"`
}

// ScenePair is two scenes in the order in which they are shot.
type ScenePair struct {
	First string `json:"first" strict:"required"`
	Then  string `json:"then" strict:"required"`
}

// SceneGroup is scenes that are bound to one another.
type SceneGroup struct {
	Scenes []string `json:"scenes" strict:"required,max=100"`
}

// ShootDone is what has been shot. No scene is planned on or before Through but those of Days.
type ShootDone struct {
	Through civil.Date `json:"through" strict:"required"`
	Days    []ShootDay `json:"days" strict:"required,max=8000"`
}

// ShootNear is a plan to stay near to.
type ShootNear struct {
	// Weight is the cost of a scene on another day or in another unit than in Days.
	Weight money.Amount `json:"weight" strict:"required"`
	Days   []ShootDay   `json:"days" strict:"required,max=8000"`
}

// Weekday is a day of the week by its English name in small letters.
type Weekday string

var weekdays = []Weekday{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}

// OneOf returns the words that are a Weekday.
func (Weekday) OneOf() []string { return valid.Texts(weekdays) }

// DecodeShoot reads a shoot from JSON and checks it. Beside malformed JSON it refuses unknown, duplicate
// or wrongly-cased fields, data after the document and more than 12 MiB. All faults are told at once,
// each a [*FieldError].
func DecodeShoot(r io.Reader) (Shoot, error) {
	return strictjson.DecodeValid[Shoot](r)
}

// isFree reports whether a date is among the available ones.
func (a Availability) isFree(d civil.Date) bool {
	for _, off := range a.Off {
		if off == d {
			return false
		}
	}
	for _, w := range a.Windows {
		if w.Contains(d) {
			return true
		}
	}
	return len(a.Windows) == 0
}

// days returns which days of a period are available, by their index.
func (a Availability) days(p civil.Period) []bool {
	free := make([]bool, p.Days())
	for i := range free {
		free[i] = len(a.Windows) == 0
	}
	for _, w := range a.Windows {
		if both, ok := w.Intersect(p); ok {
			first := both.From.DaysSince(p.From)
			for i := range both.Days() {
				free[first+i] = true
			}
		}
	}
	for _, d := range a.Off {
		if p.Contains(d) {
			free[d.DaysSince(p.From)] = false
		}
	}
	return free
}

// workedDays returns which days of the period are worked, by their index.
func (s *Shoot) workedDays() []bool {
	worked := make([]bool, 0, s.Period.Days())
	off := Availability{Off: s.Off}.days(s.Period)
	calendar := Shoot{RestDays: s.RestDays, Territory: s.Territory, WorkHolidays: s.WorkHolidays}
	for d := range s.Period.All() {
		worked = append(worked, off[len(worked)] && !calendar.isOff(d))
	}
	return worked
}

// isOff reports whether nobody works on a date: a rest day, a day off or a public holiday.
func (s *Shoot) isOff(d civil.Date) bool {
	for _, w := range s.RestDays {
		if weekdays[d.Weekday()] == w {
			return true
		}
	}
	for _, off := range s.Off {
		if off == d {
			return true
		}
	}
	if s.WorkHolidays {
		return false
	}
	_, holiday := civil.HolidayOn(d, s.Territory)
	return holiday
}

// crews returns the units, one without a name where the document has none.
func (s *Shoot) crews() []ShootUnit {
	if len(s.Units) == 0 {
		return []ShootUnit{{}}
	}
	return s.Units
}
