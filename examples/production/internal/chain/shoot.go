package chain

import (
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/schedule"
	"github.com/bobine-film/bobine/worktime"
)

// shoot is shoot.json: when and where is shot, by which rules and at what cost.
type shoot struct {
	// Period holds every day that may be shot on.
	Period        civil.Period        `json:"period" strict:"required"`
	RestDays      []schedule.Weekday  `json:"restDays" strict:"max=7"`
	Off           []civil.Date        `json:"off" strict:"max=1000"`
	Agreement     worktime.Agreement  `json:"agreement" strict:"required"`
	CastAgreement worktime.Agreement  `json:"castAgreement" strict:"required"`
	Rules         schedule.ShootRules `json:"rules" strict:"required"`
	// Blackout says that interiors by night may be shot by day, behind black cloth (borniols).
	Blackout  bool                      `json:"blackout"`
	Costs     schedule.ShootCosts       `json:"costs" strict:"required"`
	UnitDay   money.Amount              `json:"unitDay" strict:"required"`
	Locations []place                   `json:"locations" strict:"required,max=1000"`
	Sets      []setCalendar             `json:"sets" strict:"max=1000"`
	Equipment []schedule.ShootEquipment `json:"equipment" strict:"max=1000"`
	Before    []schedule.ScenePair      `json:"before" strict:"max=5000"`
	Together  []schedule.SceneGroup     `json:"together" strict:"max=1000"`
	Apart     []schedule.SceneGroup     `json:"apart" strict:"max=1000"`
	// AsOf is the stated day up to which it was shot as planned, Lost the day lost after it.
	AsOf civil.Date `json:"asOf" strict:"required"`
	Lost lostDay    `json:"lost" strict:"required"`
	// Nodes bounds the search, so that it gives the same plan everywhere.
	Nodes int64 `json:"nodes" strict:"required"`
}

// place is a location with the region and country whose money it counts for.
type place struct {
	Name      string                `json:"name" strict:"required"`
	Region    string                `json:"region" strict:"required"`
	Country   string                `json:"country" strict:"required"`
	Paris     bool                  `json:"paris"`
	Studio    bool                  `json:"studio"`
	Day       money.Amount          `json:"day"`
	Open      money.Amount          `json:"open"`
	Reopen    money.Amount          `json:"reopen"`
	Available schedule.Availability `json:"available"`
}

// setCalendar is when a set of the screenplay may be used.
type setCalendar struct {
	Name      string                `json:"name" strict:"required"`
	Available schedule.Availability `json:"available" strict:"required"`
}

// mostProlonged is by how many days a shoot may be prolonged.
const mostProlonged = 100

// lostDay is a day on which nothing was shot, and until when the shoot may be prolonged for it.
type lostDay struct {
	Date  civil.Date `json:"date" strict:"required"`
	Why   string     `json:"why" strict:"required"`
	Until civil.Date `json:"until" strict:"required"`
}

// mostDays are more than any shoot takes, with its breaks.
const mostDays = 366

// mostNodes bounds a search to some seconds.
const mostNodes = 3_000_000

func (s *shoot) check() error {
	var f valid.Faults
	places := map[string]bool{}
	f.Enter("locations")
	for i, p := range s.Locations {
		f.Index(i)
		needed(&f, "name", p.Name)
		if p.Name != "" && places[p.Name] {
			f.Add("name", p.Name, valid.ErrDuplicate)
		}
		places[p.Name] = true
		needed(&f, "region", p.Region)
		isCountry(&f, "country", p.Country)
		f.Leave()
	}
	f.Leave()
	s.checkCalendars(&f)
	some(&f, "locations", len(s.Locations))
	needed(&f, "lost.why", s.Lost.Why)
	needed(&f, "rules.dayCall", clock(s.Rules.DayCall))
	needed(&f, "rules.nightCall", clock(s.Rules.NightCall))
	some(&f, "restDays", len(s.RestDays)) // one at least (Code du travail, art. L3132-1)
	if s.Nodes < 1 || s.Nodes > mostNodes {
		f.Addf("nodes", s.Nodes, valid.ErrOutOfRange, "1 to %d", mostNodes)
	}
	if !s.Period.IsValid() {
		f.Addf("period", s.Period, valid.ErrOutOfRange, "from a day to the same or a later one")
		return f.Err()
	}
	if days := s.Period.Days(); days > mostDays {
		f.Addf("period", s.Period, valid.ErrOutOfRange, "at most %d days", mostDays)
	}
	if !s.Period.Contains(s.AsOf) {
		f.Addf("asOf", s.AsOf, valid.ErrOutOfRange, "a day of %v", s.Period)
	}
	if !s.AsOf.Before(s.Lost.Date) || !s.Period.Contains(s.Lost.Date) {
		f.Addf("lost.date", s.Lost.Date, valid.ErrOutOfRange, "a day of %v after %v", s.Period, s.AsOf)
	}
	if s.Lost.Until.Before(s.Period.To) || s.Lost.Until.DaysSince(s.Period.To) > mostProlonged {
		f.Addf("lost.until", s.Lost.Until, valid.ErrOutOfRange, "%v or at most %d days later", s.Period.To, mostProlonged)
	}
	return f.Err()
}

// clock is a call as a text, empty for midnight, which is that of nobody.
func clock(call worktime.Clock) string {
	if call == 0 {
		return ""
	}
	return call.String()
}

// checkCalendars tells windows of sets that are no periods.
func (s *shoot) checkCalendars(f *valid.Faults) {
	f.Enter("sets")
	for i, c := range s.Sets {
		f.Index(i)
		f.Enter("available")
		f.Enter("windows")
		for j, w := range c.Available.Windows {
			if !w.IsValid() {
				f.Index(j)
				f.Addf("", w, valid.ErrOutOfRange, "from a day to the same or a later one")
				f.Leave()
			}
		}
		f.Leave()
		f.Leave()
		f.Leave()
	}
	f.Leave()
}

// place returns a location by its name, which checkScenes has found to be there.
func (s *shoot) place(name string) place {
	return s.Locations[slices.IndexFunc(s.Locations, func(p place) bool { return p.Name == name })]
}

// calendarOf is when a set may be used, always where nothing is said of it.
func (s *shoot) calendarOf(set string) schedule.Availability {
	for _, c := range s.Sets {
		if c.Name == set {
			return c.Available
		}
	}
	return schedule.Availability{}
}

// hires reports whether an element of a scene is equipment that is hired by the day.
func (s *shoot) hires(name string) bool {
	return slices.ContainsFunc(s.Equipment, func(e schedule.ShootEquipment) bool { return e.Name == name })
}
