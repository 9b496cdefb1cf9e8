package schedule

import (
	"fmt"
	"io"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/worktime"
)

// ShootPlan is a plan of a shoot (plan de travail): its days, by date and unit.
type ShootPlan struct {
	Days []ShootDay `json:"days" strict:"required,max=8000"`
}

// ShootDay is what one unit shoots on one day.
type ShootDay struct {
	Date civil.Date `json:"date" strict:"required"`
	Unit string     `json:"unit,omitempty"`
	// Call and Wrap are the hours of the unit.
	Call worktime.Clock `json:"call"`
	Wrap worktime.Clock `json:"wrap"`
	// Scenes are IDs in the order of the day.
	Scenes []string `json:"scenes" strict:"required,max=2000"`
}

// DecodeShootPlan reads a plan from JSON. What it refuses is what [DecodeShoot] does; whether the plan
// fits a shoot is for [CheckShoot] to say.
func DecodeShootPlan(r io.Reader) (ShootPlan, error) {
	var p ShootPlan
	if err := strictjson.Decode(r, &p, 0); err != nil {
		return ShootPlan{}, err
	}
	return p, nil
}

// Cause is what a cost of a plan is for.
type Cause string

// Causes.
const (
	CauseWork      Cause = "cast-work"
	CauseHold      Cause = "cast-hold"
	CauseDay       Cause = "shooting-days"
	CauseOvertime  Cause = "overtime"
	CauseMove      Cause = "moves"
	CauseLocation  Cause = "locations"
	CauseReopen    Cause = "re-openings"
	CauseEquipment Cause = "equipment"
	CauseDistance  Cause = "distance"
)

var causes = []Cause{CauseWork, CauseHold, CauseDay, CauseOvertime, CauseMove, CauseLocation, CauseReopen, CauseEquipment, CauseDistance}

// ShootCost is a cost of a plan for one cause and one thing: Quantity times Rate is Amount.
type ShootCost struct {
	Cause Cause `json:"cause"`
	// Name is whose or what it is, empty where it is nobody's.
	Name     string       `json:"name,omitempty"`
	Quantity int          `json:"quantity"`
	Rate     money.Amount `json:"rate"`
	Amount   money.Amount `json:"amount"`
}

// CauseTotal is the cost of one cause.
type CauseTotal struct {
	Cause  Cause        `json:"cause"`
	Amount money.Amount `json:"amount"`
}

// Violation is a rule that a plan does not keep (infraction).
type Violation struct {
	Rule PlanRule `json:"rule"`
	// Date, Unit, Scene and Name are where, empty where they say nothing.
	Date  civil.Date `json:"date,omitzero"`
	Unit  string     `json:"unit,omitempty"`
	Scene string     `json:"scene,omitempty"`
	Name  string     `json:"name,omitempty"`
	// Measured and Allowed are in the unit of the rule, both 0 where it does not count.
	Measured int `json:"measured,omitempty"`
	Allowed  int `json:"allowed,omitempty"`
}

// String returns the violation in one line.
func (v Violation) String() string {
	text := string(v.Rule)
	for _, part := range []string{v.Date.String(), v.Unit, v.Scene, v.Name} {
		if part != "" {
			text += " " + part
		}
	}
	if v.Measured != 0 || v.Allowed != 0 {
		text += fmt.Sprintf(": %d, allowed %d", v.Measured, v.Allowed)
	}
	return text
}

// PlanRule is the name of a rule of plans.
type PlanRule string

// Rules of plans.
const (
	// RuleMissing is a scene on no day, RuleTwice one on two, RulePast a past that is not that of Done.
	RuleMissing PlanRule = "scene-missing"
	RuleTwice   PlanRule = "scene-twice"
	RulePast    PlanRule = "past"
	// RuleCalendar is a day that is not worked, or outside the period.
	RuleCalendar PlanRule = "calendar"
	// RuleAvailable is somebody or something, a scene too, that is not free on the day.
	RuleAvailable PlanRule = "available"
	// RuleUnit is a scene in another unit than its own, RuleClash what two units use on one day.
	RuleUnit  PlanRule = "unit"
	RuleClash PlanRule = "clash"
	// RuleMinutes is work beyond the day with its overtime, RuleSpan time from call to wrap beyond
	// that of the agreement, both in minutes; RuleEighths and RuleLocations count theirs.
	RuleMinutes   PlanRule = "day-minutes"
	RuleSpan      PlanRule = "day-span"
	RuleEighths   PlanRule = "day-eighths"
	RuleLocations PlanRule = "day-locations"
	// RuleClosed is a day that the agreement closes to the crew, or to a minor.
	RuleClosed PlanRule = "closed"
	// RuleMixed is day and night on one day where there are no mixed days, RuleLight a scene by day
	// after one by night.
	RuleMixed PlanRule = "mixed"
	RuleLight PlanRule = "light"
	// RuleCall is a call that is not that of the kind of day, RuleWrap a wrap that is not when the
	// work ends, in minutes after midnight.
	RuleCall PlanRule = "call"
	RuleWrap PlanRule = "wrap"
	// RuleRest is the rest before a day, in minutes, at least what is allowed.
	RuleRest PlanRule = "rest"
	// RuleWeekDays and RuleWeekMinutes are those of a civil week, on its Monday.
	RuleWeekDays    PlanRule = "week-days"
	RuleWeekMinutes PlanRule = "week-minutes"
	// RulePresence is somebody on the set for longer than allowed, RuleHours a minor outside the hours
	// in which minors may work: the minute of the day, and that of the limit.
	RulePresence PlanRule = "presence"
	RuleHours    PlanRule = "hours"
	// RuleBefore is a scene that has to come before another, RuleTogether and RuleApart a group.
	RuleBefore   PlanRule = "before"
	RuleTogether PlanRule = "together"
	RuleApart    PlanRule = "apart"
)

// ShootReport is what a plan keeps and costs.
type ShootReport struct {
	// Violations are by rule of the day, then of the plan. None is an empty list.
	Violations []Violation `json:"violations"`
	// Cost is the sum of Costs, and Causes the same by cause.
	Cost   money.Amount `json:"cost"`
	Causes []CauseTotal `json:"causes"`
	Costs  []ShootCost  `json:"costs"`
	// Notices say which working time limits are not verified, or stale.
	Notices []law.Notice `json:"notices,omitempty"`
}

// checkDays tells the faults of a list of days: no date, an unknown unit or scene, a day given twice, no scene.
func checkDays(f *valid.Faults, days []ShootDay, scenes map[string]int, units map[string]int) {
	type key struct {
		date civil.Date
		unit string
	}
	seen := make(map[key]bool, len(days))
	f.Enter("days")
	defer f.Leave()
	for i := range days {
		d := &days[i]
		f.Index(i)
		if d.Date.IsZero() {
			f.Add("date", nil, valid.ErrMissing)
		}
		if _, ok := units[d.Unit]; !ok {
			f.Add("unit", d.Unit, valid.ErrReference)
		}
		if seen[key{d.Date, d.Unit}] {
			f.Add("date", d.Date, valid.ErrDuplicate)
		}
		seen[key{d.Date, d.Unit}] = true
		checkClock(f, "call", d.Call)
		checkClock(f, "wrap", d.Wrap)
		if len(d.Scenes) == 0 {
			f.Add("scenes", nil, valid.ErrMissing)
		}
		checkRefs(f, "scenes", d.Scenes, scenes)
		f.Leave()
	}
}
