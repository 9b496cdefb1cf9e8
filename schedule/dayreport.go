package schedule

import (
	"io"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/worktime"
)

// DayDone is what was done on a day (as the script supervisor and the assistants note it).
type DayDone struct {
	Date civil.Date `json:"date" strict:"required"`
	Unit string     `json:"unit,omitempty"`
	// Call, FirstShot and Wrap are the hours of the unit, nil where they were not noted.
	Call      *worktime.Clock `json:"call,omitempty"`
	FirstShot *worktime.Clock `json:"firstShot,omitempty"`
	Wrap      *worktime.Clock `json:"wrap,omitempty"`
	Scenes    []SceneDone     `json:"scenes,omitempty" strict:"max=500"`
	People    []PersonDone    `json:"people,omitempty" strict:"max=2000"`
	Notes     string          `json:"notes,omitempty"`
}

// SceneDone is what was shot of a scene.
type SceneDone struct {
	Scene string `json:"scene" strict:"required"`
	// Eighths is how much was shot, Complete that nothing is left of the scene.
	Eighths  Eighths `json:"eighths,omitempty"`
	Complete bool    `json:"complete,omitempty"`
	Setups   int     `json:"setups,omitempty"`
	Takes    int     `json:"takes,omitempty"`
	// Minutes is how long it took, Seconds how long it lasts on the screen.
	Minutes int `json:"minutes,omitempty"`
	Seconds int `json:"seconds,omitempty"`
}

// PersonDone are the hours that somebody was there.
type PersonDone struct {
	Person string         `json:"person" strict:"required"`
	Call   worktime.Clock `json:"call" strict:"required"`
	Wrap   worktime.Clock `json:"wrap" strict:"required"`
	// Pause are the minutes of meals and pauses.
	Pause int `json:"pause,omitempty"`
}

// DayReport is the rapport de production of a day: what was planned against what was done, on the day and
// up to it.
type DayReport struct {
	Title  string     `json:"title,omitempty"`
	Date   civil.Date `json:"date"`
	Unit   string     `json:"unit,omitempty"`
	Number int        `json:"number"`
	// Scenes are those planned, in the order of the day, then those shot beside the plan.
	Scenes []SceneReport `json:"scenes"`
	// Day is the day of the unit, Before what came before it, ToDate both, Total the whole board; all
	// units count in the last three.
	Day    ReportLine `json:"day"`
	Before ReportLine `json:"before"`
	ToDate ReportLine `json:"toDate"`
	Total  ReportLine `json:"total"`
	// Ahead is how many eighths more were shot to date than planned, less than 0 when behind.
	Ahead  Eighths        `json:"ahead"`
	Hours  DayHours       `json:"hours"`
	People []PersonReport `json:"people"`
	Notes  string         `json:"notes,omitempty"`
}

// ReportLine is a row of the progress table.
type ReportLine struct {
	Planned StripTotals `json:"planned"`
	// Done counts a scene when it is complete; scenes of which more was shot than the script has count
	// as noted.
	Done   StripTotals `json:"done"`
	Setups int         `json:"setups"`
	// Seconds is the screen time noted.
	Seconds int `json:"seconds"`
}

func (l *ReportLine) add(m ReportLine) {
	l.Planned.add(m.Planned)
	l.Done.add(m.Done)
	l.Setups, l.Seconds = l.Setups+m.Setups, l.Seconds+m.Seconds
}

// SceneStatus is what became of a scene on a day.
type SceneStatus string

// What becomes of a scene.
const (
	SceneComplete  SceneStatus = "complete"
	ScenePartial   SceneStatus = "partial"
	SceneNotShot   SceneStatus = "not-shot"
	SceneUnplanned SceneStatus = "unplanned"
)

// SceneReport is a scene of a day.
type SceneReport struct {
	Scene  string      `json:"scene"`
	Number string      `json:"number,omitempty"`
	Status SceneStatus `json:"status"`
	// Planned are the eighths and minutes of the strip, none for a scene beside the plan.
	Planned        Eighths   `json:"planned"`
	PlannedMinutes int       `json:"plannedMinutes,omitempty"`
	Done           SceneDone `json:"done"`
}

// DayHours are the hours of the unit.
type DayHours struct {
	Call      *worktime.Clock `json:"call,omitempty"`
	FirstShot *worktime.Clock `json:"firstShot,omitempty"`
	Wrap      *worktime.Clock `json:"wrap,omitempty"`
}

// PersonReport are the hours of somebody against the call.
type PersonReport struct {
	PersonDone
	// Present are the minutes from call to wrap, Worked those without pauses.
	Present int `json:"present"`
	Worked  int `json:"worked"`
	// Called is when the call sheet called them, nil where it did not; Missing that they were called
	// and no hours were noted.
	Called  *worktime.Clock `json:"called,omitempty"`
	Missing bool            `json:"missing,omitempty"`
}

const maxDoneDays = 4_000

// DecodeDaysDone reads the list of what was done on each day from JSON. Beside malformed JSON it refuses
// unknown, duplicate or wrongly-cased fields, data after the list, more than 4,000 days and more than 12
// MiB. What depends on the board is checked by [ReportTheDay].
func DecodeDaysDone(r io.Reader) ([]DayDone, error) {
	var days []DayDone
	if err := strictjson.Decode(r, &days, maxDoneDays); err != nil {
		return nil, err
	}
	return days, nil
}

// ReportTheDay makes the daily production report of a day of a unit from what was done up to it (rapport
// de production). Days after it are left out. The sheet is that of the day, for the hours of people; a
// zero CallSheet compares no hours.
//
// A faulty board, a day given twice, one that the board does not have, scenes that it does not have or
// that are given twice on a day, and hours that end before they begin are each a [*FieldError].
func ReportTheDay(b Board, done []DayDone, date civil.Date, unit string, sheet CallSheet) (DayReport, error) {
	board, err := LayOut(b)
	var f valid.Faults
	addFaults(&f, "board", err)
	checkDone(&f, b, done)
	at := slices.IndexFunc(board.Days, func(d StripDay) bool { return d.Date == date && d.Unit == unit && d.Kind == "" })
	if err == nil && at < 0 {
		f.Addf("date", date, valid.ErrReference, "the unit shoots nothing on this day")
	}
	if f.Any() {
		return DayReport{}, f.Err()
	}
	day := &board.Days[at]
	out := DayReport{Title: board.Title, Date: date, Unit: unit, Number: day.Number, Scenes: []SceneReport{}, People: []PersonReport{}}
	for i := range board.Days {
		d := &board.Days[i]
		line := ReportLine{Planned: d.Totals}
		out.Total.add(line)
		switch {
		case i == at:
			out.Day.add(line)
		case !d.Date.After(date):
			out.Before.add(line)
		}
	}
	today := &DayDone{}
	for i := range done {
		switch d := &done[i]; {
		case d.Date == date && d.Unit == unit:
			today = d
			out.Day.done(d)
		case !d.Date.After(date):
			out.Before.done(d)
		}
	}
	out.Hours, out.Notes = DayHours{cloneClock(today.Call), cloneClock(today.FirstShot), cloneClock(today.Wrap)}, today.Notes
	out.scenes(day, today, b.Scenes)
	out.people(today, sheet)
	out.ToDate = out.Before
	out.ToDate.add(out.Day)
	out.Ahead = out.ToDate.Done.Eighths - out.ToDate.Planned.Eighths
	return out, nil
}

func checkDone(f *valid.Faults, b Board, done []DayDone) {
	if len(done) > maxDoneDays {
		f.Addf("done", nil, valid.ErrOutOfRange, "the list has more than %d items", maxDoneDays)
		return
	}
	scenes := make(map[string]bool, len(b.Scenes))
	for i := range b.Scenes {
		scenes[b.Scenes[i].ID] = true
	}
	type key struct {
		date civil.Date
		unit string
	}
	seen := map[key]bool{}
	eachOf(f, "done", done, func(d *DayDone) {
		k := key{d.Date, d.Unit}
		switch {
		case d.Date.IsZero():
			f.Add("date", nil, valid.ErrMissing)
		case seen[k]:
			f.Add("date", d.Date, valid.ErrDuplicate)
		}
		seen[k] = true
		for _, c := range []struct {
			field string
			clock *worktime.Clock
		}{{"call", d.Call}, {"firstShot", d.FirstShot}, {"wrap", d.Wrap}} {
			if c.clock != nil {
				checkClock(f, c.field, *c.clock)
			}
		}
		d.checkScenes(f, scenes)
		d.checkPeople(f)
	})
}

func (d *DayDone) checkScenes(f *valid.Faults, scenes map[string]bool) {
	seen := map[string]bool{}
	eachOf(f, "scenes", d.Scenes, func(s *SceneDone) {
		if checkRef(f, "scene", s.Scene, scenes); seen[s.Scene] {
			f.Add("scene", s.Scene, valid.ErrDuplicate)
		}
		seen[s.Scene] = true
		for _, n := range []struct {
			field string
			n     int
		}{{"eighths", int(s.Eighths)}, {"setups", s.Setups}, {"takes", s.Takes}, {"minutes", s.Minutes}, {"seconds", s.Seconds}} {
			if n.n < 0 || n.n > maxMinutes {
				f.Addf(n.field, n.n, valid.ErrOutOfRange, "0 to %d", maxMinutes)
			}
		}
	})
}

func (d *DayDone) checkPeople(f *valid.Faults) {
	seen := map[string]bool{}
	eachOf(f, "people", d.People, func(p *PersonDone) {
		switch {
		case p.Person == "":
			f.Add("person", nil, valid.ErrMissing)
		case seen[p.Person]:
			f.Add("person", p.Person, valid.ErrDuplicate)
		}
		seen[p.Person] = true
		checkClock(f, "call", p.Call)
		checkClock(f, "wrap", p.Wrap)
		if p.Wrap < p.Call {
			f.Addf("wrap", p.Wrap, valid.ErrOutOfRange, "it is before the call; an hour after midnight is past 24:00")
		} else if p.Pause < 0 || p.Pause > int(p.Wrap-p.Call) {
			f.Addf("pause", p.Pause, valid.ErrOutOfRange, "0 to %d", int(p.Wrap-p.Call))
		}
	})
}

// done adds what was done on a day.
func (l *ReportLine) done(d *DayDone) {
	for _, s := range d.Scenes {
		if s.Complete {
			l.Done.Scenes++
		}
		l.Done.Eighths += s.Eighths
		l.Done.Minutes += s.Minutes
		l.Setups += s.Setups
		l.Seconds += s.Seconds
	}
}

func cloneClock(c *worktime.Clock) *worktime.Clock {
	if c == nil {
		return nil
	}
	clone := *c
	return &clone
}

// scenes compares the strips of the day with what was shot. What was shot of a scene stands on its first
// strip.
func (r *DayReport) scenes(day *StripDay, today *DayDone, scenes []Scene) {
	shot := make(map[string]SceneDone, len(today.Scenes))
	for _, s := range today.Scenes {
		shot[s.Scene] = s
	}
	planned := map[string]bool{}
	for i := range day.Lines {
		line := &day.Lines[i]
		if line.Scene == "" {
			continue
		}
		s, ok := shot[line.Scene]
		report := SceneReport{
			Scene: line.Scene, Number: line.Number, Status: ScenePartial, Planned: line.Eighths, PlannedMinutes: line.Minutes,
			Done: SceneDone{Scene: line.Scene},
		}
		if !planned[line.Scene] && ok {
			report.Done = s
		}
		switch {
		case !ok:
			report.Status = SceneNotShot
		case s.Complete || line.Part && s.Eighths >= line.Eighths:
			report.Status = SceneComplete
		}
		planned[line.Scene] = true
		r.Scenes = append(r.Scenes, report)
	}
	for _, s := range today.Scenes {
		if planned[s.Scene] {
			continue
		}
		at := slices.IndexFunc(scenes, func(scene Scene) bool { return scene.ID == s.Scene })
		r.Scenes = append(r.Scenes, SceneReport{Scene: s.Scene, Number: scenes[at].Number, Status: SceneUnplanned, Done: s})
	}
}

// people compares hours with calls: those noted, in their order, then those who were called and did not
// come.
func (r *DayReport) people(today *DayDone, sheet CallSheet) {
	calls := map[string]worktime.Clock{}
	for i := range sheet.Calls {
		c := &sheet.Calls[i]
		if first, ok := calls[c.Person]; !ok || c.Call < first {
			calls[c.Person] = c.Call
		}
	}
	for _, p := range today.People {
		report := PersonReport{PersonDone: p, Present: int(p.Wrap - p.Call)}
		report.Worked = report.Present - p.Pause
		if call, ok := calls[p.Person]; ok {
			report.Called = &call
			delete(calls, p.Person)
		}
		r.People = append(r.People, report)
	}
	for i := range sheet.Calls {
		name := sheet.Calls[i].Person
		if call, ok := calls[name]; ok {
			delete(calls, name)
			r.People = append(r.People, PersonReport{PersonDone: PersonDone{Person: name}, Called: &call, Missing: true})
		}
	}
}
