package chain

import (
	"fmt"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/financing"
	"github.com/bobine-film/bobine/internal/valid"
)

// Milestones that the plan of the shoot dates; they have the names of the events of application files.
const (
	shootStart = "shoot-start"
	shootEnd   = "shoot-end"
)

// milestone is a day that payments, phases and files are counted from: that of a contract, one of the shoot,
// or one so long after another, so that a change of the shoot moves it.
type milestone struct {
	Name string     `json:"name" strict:"required"`
	Date civil.Date `json:"date"`
	// After is a milestone before it in the list.
	After string `json:"after"`
	Weeks int    `json:"weeks"`
	Days  int    `json:"days"`
}

// moment is a day counted from a milestone; negative is before it.
type moment struct {
	Milestone string `json:"milestone" strict:"required"`
	Weeks     int    `json:"weeks"`
	Days      int    `json:"days"`
}

// mostWeeks bounds what is counted from a milestone, either way: ten years.
const mostWeeks = 520

func checkSpan(f *valid.Faults, weeks, days, least int) {
	if weeks < least*mostWeeks || weeks > mostWeeks {
		f.Addf("weeks", weeks, valid.ErrOutOfRange, "%d to %d", least*mostWeeks, mostWeeks)
	}
	if most := weekLength * mostWeeks; days < least*most || days > most {
		f.Addf("days", days, valid.ErrOutOfRange, "%d to %d", least*most, most)
	}
}

// checkMilestones tells milestones without a day or with two, and returns the names of all.
func checkMilestones(f *valid.Faults, list []milestone) map[string]bool {
	known := map[string]bool{}
	f.Enter("milestones")
	defer f.Leave()
	for i, m := range list {
		f.Index(i)
		needed(f, "name", m.Name)
		if known[m.Name] {
			f.Add("name", m.Name, valid.ErrDuplicate)
		}
		m.check(f, known)
		known[m.Name] = true
		f.Leave()
	}
	for _, name := range []string{shootStart, shootEnd} {
		if !known[name] {
			f.Add("", name, valid.ErrMissing)
		}
	}
	return known
}

func (m milestone) check(f *valid.Faults, before map[string]bool) {
	ofShoot := m.Name == shootStart || m.Name == shootEnd
	switch {
	case ofShoot && (!m.Date.IsZero() || m.After != ""):
		f.Addf("date", m.Date, valid.ErrUnknownField, "it is a day of the plan of the shoot")
	case ofShoot:
	case m.Date.IsZero() && m.After == "":
		f.Addf("date", nil, valid.ErrMissing, "a date, or a milestone it comes after")
	case !m.Date.IsZero() && m.After != "":
		f.Addf("after", m.After, valid.ErrUnknownField, "it has a date")
	case m.After != "" && !before[m.After]:
		f.Addf("after", m.After, valid.ErrReference, "no milestone before it")
	}
	if m.After != "" && m.Weeks == 0 && m.Days == 0 {
		f.Addf("weeks", nil, valid.ErrMissing, "how long after")
	}
	if m.After == "" && (m.Weeks != 0 || m.Days != 0) {
		f.Addf("weeks", m.Weeks, valid.ErrUnknownField, "it comes after no milestone")
	}
	checkSpan(f, m.Weeks, m.Days, 0)
}

func (m moment) check(f *valid.Faults, known map[string]bool) {
	needed(f, "milestone", m.Milestone)
	if m.Milestone != "" && !known[m.Milestone] {
		f.Addf("milestone", m.Milestone, valid.ErrReference, "plan.json has no such milestone")
	}
	checkSpan(f, m.Weeks, m.Days, -1)
}

// dated are milestones with their days.
type dated []financing.MilestoneDate

// dated returns the days of the milestones for a shoot, in the order of the list, which is that of time.
func (p *plan) dated(days []ShootingDay) (dated, error) {
	var f valid.Faults
	var all dated
	f.Enter("milestones")
	for i, m := range p.Milestones {
		f.Index(i)
		on := m.Date
		var err error
		switch {
		case m.Name == shootStart:
			on = days[0].Date
		case m.Name == shootEnd:
			on = days[len(days)-1].Date
		case m.After != "":
			on, err = all.on(moment{m.After, m.Weeks, m.Days})
		}
		switch {
		case err != nil:
			f.Add("", m.Name, err)
		case i > 0 && on.Before(all[i-1].Date):
			f.Addf("", fmt.Sprintf("%s, %v", m.Name, on), valid.ErrOutOfRange, "not before %s, %v", all[i-1].Milestone, all[i-1].Date)
		}
		all = append(all, financing.MilestoneDate{Milestone: m.Name, Date: on})
		f.Leave()
	}
	return all, f.Err()
}

// on returns the day of a moment, whose milestone is known.
func (d dated) on(m moment) (civil.Date, error) {
	return d.day(m.Milestone).AddDays(weekLength*m.Weeks + m.Days)
}

func (d dated) day(milestone string) civil.Date {
	return d[slices.IndexFunc(d, func(m financing.MilestoneDate) bool { return m.Milestone == milestone })].Date
}

// byName is what [financing.Balance.Schedule] takes.
func (d dated) byName() map[string]civil.Date {
	days := map[string]civil.Date{}
	for _, m := range d {
		days[m.Milestone] = m.Date
	}
	return days
}

// ofFiles are those that the deadlines of application files are counted from.
func (d dated) ofFiles() (list []financing.MilestoneDate) {
	for _, m := range d {
		if slices.Contains(financing.FileEvents(), m.Milestone) {
			list = append(list, m)
		}
	}
	return list
}

// yearsAround is how far from the shoot a document of its film may be dated.
const yearsAround = 5

// plausible tells a day that is missing or years away from the shoot.
func plausible(f *valid.Faults, field string, on civil.Date, shoot civil.Period) {
	if on.IsZero() {
		f.Add(field, nil, valid.ErrMissing)
		return
	}
	from, early := shoot.From.AddYears(-yearsAround)
	to, late := shoot.To.AddYears(yearsAround)
	if early == nil && late == nil && (on.Before(from) || on.After(to)) {
		f.Addf(field, on, valid.ErrOutOfRange, "within %d years of the shoot", yearsAround)
	}
}
