package schedule

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
)

// ConditionReport says of each day of shooting what is not secured yet (état des autorisations).
type ConditionReport struct {
	AsOf civil.Date     `json:"asOf"`
	Days []ConditionDay `json:"days"`
	// Missing, Late count what the days list, Late what should have been there by now.
	Missing int `json:"missing"`
	Late    int `json:"late"`
}

// ConditionDay is a day of shooting of a unit.
type ConditionDay struct {
	Date   civil.Date `json:"date"`
	Unit   string     `json:"unit,omitempty"`
	Number int        `json:"number"`
	// Missing are by requirement in their order, then access by person; none says that all is secured.
	Missing []MissingCondition `json:"missing"`
}

// MissingCondition is what a day lacks.
type MissingCondition struct {
	// Requirement is the key, empty for what a place lacks for somebody.
	Requirement string        `json:"requirement,omitempty"`
	Kind        ConditionKind `json:"kind"`
	Title       string        `json:"title,omitempty"`
	// Category and Name are the subject: an element, or a location or a set by its name.
	Category Category `json:"category,omitempty"`
	Name     string   `json:"name,omitempty"`
	// Person and Need are what a place lacks for whom.
	Person string `json:"person,omitempty"`
	Need   string `json:"need,omitempty"`
	// Scenes are the IDs of the scenes of the day that it concerns.
	Scenes []string  `json:"scenes"`
	Why    MissedWhy `json:"why"`
	// NeededBy is the day by which it has to be there, Late that this day is over.
	NeededBy civil.Date `json:"neededBy"`
	Late     bool       `json:"late,omitempty"`
	Refs     law.Refs   `json:"refs,omitzero"`
}

// MissedWhy is why something is missing.
type MissedWhy string

// Why something is missing.
const (
	// MissedNone is no paper at all, MissedDates one that is secured for other days.
	MissedNone      MissedWhy = "none"
	MissedDates     MissedWhy = "other-dates"
	MissedRequested MissedWhy = "requested"
	MissedRefused   MissedWhy = "refused"
	// MissedAccess is a place that does not offer what somebody needs.
	MissedAccess MissedWhy = "no-access"
)

// CheckConditions compares each day of shooting of a board with what has to be secured for its scenes: each
// requirement with the papers that hold on the day, and what people need with what the places of the scenes
// offer. A scene without a location, or without a set, has no paper to ask for of that scope; where people
// need something of it, nothing is known to be offered.
//
// A faulty board or conditions, no asOf, requirements about scenes that the board does not have, and more than
// 20,000,000 pairs of a strip with a requirement or a need of access are each a [*FieldError]. Complexity the strips times the requirements, and the needs of the scenes.
func CheckConditions(b Board, c Conditions, asOf civil.Date) (ConditionReport, error) {
	l, err := layDown(&b)
	var f valid.Faults
	addFaults(&f, "board", err)
	addFaults(&f, "conditions", c.Validate())
	if asOf.IsZero() {
		f.Add("asOf", nil, valid.ErrMissing)
	}
	if err == nil {
		c.checkScenes(&f, l)
		c.checkSize(&f, &b)
	}
	if f.Any() {
		return ConditionReport{}, f.Err()
	}
	k := newConditionCheck(l, &c)
	out := ConditionReport{AsOf: asOf, Days: []ConditionDay{}}
	numbers := map[string]int{}
	for i := range b.Days {
		d := &b.Days[i]
		if d.Kind != "" {
			continue
		}
		numbers[d.Unit]++
		day := ConditionDay{Date: d.Date, Unit: d.Unit, Number: numbers[d.Unit], Missing: []MissingCondition{}}
		for _, m := range k.day(d) {
			if m.NeededBy, err = d.Date.AddDays(-k.lead[m.Requirement]); err != nil {
				return ConditionReport{}, &FieldError{Path: "board.days", Value: d.Date, Err: err}
			}
			if m.Late = m.NeededBy.Before(asOf); m.Late {
				out.Late++
			}
			out.Missing++
			day.Missing = append(day.Missing, *m)
		}
		out.Days = append(out.Days, day)
	}
	return out, nil
}

func (c *Conditions) checkScenes(f *valid.Faults, l *laid) {
	f.Enter("conditions")
	eachOf(f, "requirements", c.Requirements, func(r *Requirement) {
		f.Enter("scenes")
		for i, id := range r.Scenes {
			f.Index(i)
			if l.scenes[id] == nil {
				f.Add("", id, valid.ErrReference)
			}
			f.Leave()
		}
		f.Leave()
	})
	f.Leave()
}

// checkSize bounds the work of a hostile document.
func (c *Conditions) checkSize(f *valid.Faults, b *Board) {
	strips := int64(0)
	for i := range b.Days {
		strips += int64(len(b.Days[i].Strips))
	}
	if strips*int64(len(c.Requirements)+len(c.Access)) > maxConditionWork {
		f.Addf("conditions", nil, valid.ErrOutOfRange, "strips times requirements and needs of access are at most %d", maxConditionWork)
	}
}

const maxConditionWork = 20_000_000

// conditionCheck has the papers and the places at hand.
type conditionCheck struct {
	*laid
	list   *Conditions
	papers map[paperKey][]*ConditionPaper
	lead   map[string]int
	about  []map[string]bool // the scenes of each requirement, nil for all
	refs   []law.Refs
	offers map[string]map[string]bool
}

type paperKey struct {
	requirement string
	thing
}

func newConditionCheck(l *laid, c *Conditions) *conditionCheck {
	k := &conditionCheck{laid: l, list: c, papers: map[paperKey][]*ConditionPaper{}, lead: map[string]int{}, offers: map[string]map[string]bool{}}
	for i := range c.Papers {
		p := &c.Papers[i]
		key := paperKey{p.Requirement, thing{p.Category, p.Name}}
		k.papers[key] = append(k.papers[key], p)
	}
	for i := range c.Requirements {
		r := &c.Requirements[i]
		k.lead[r.Key] = r.LeadDays
		var scenes map[string]bool
		if len(r.Scenes) > 0 {
			scenes = make(map[string]bool, len(r.Scenes))
			for _, id := range r.Scenes {
				scenes[id] = true
			}
		}
		k.about, k.refs = append(k.about, scenes), append(k.refs, law.NewRefs(r.Refs...))
	}
	return k
}

// day returns what a day lacks.
func (k *conditionCheck) day(d *BoardDay) []*MissingCondition {
	var list []*MissingCondition
	for i := range k.list.Requirements {
		list = append(list, k.requirement(d, i)...)
	}
	return append(list, k.access(d)...)
}

// requirement returns the subjects of a requirement that are in scenes of a day and have no paper for it.
func (k *conditionCheck) requirement(d *BoardDay, at int) []*MissingCondition {
	r := &k.list.Requirements[at]
	var list []*MissingCondition
	bySubject := map[thing]*MissingCondition{} // nil for one that is secured
	for i := range d.Strips {
		scene := k.scenes[d.Strips[i].Scene]
		if scene == nil || k.about[at] != nil && !k.about[at][scene.ID] {
			continue
		}
		for _, subject := range k.subjects(r, scene) {
			m, known := bySubject[subject]
			if !known {
				if why := k.why(r, subject, d.Date); why != "" {
					m = &MissingCondition{Requirement: r.Key, Kind: r.Kind, Title: r.Title, Category: subject.category, Name: subject.name, Why: why, Refs: k.refs[at]}
					list = append(list, m)
				}
				bySubject[subject] = m
			}
			m.concerns(scene)
		}
	}
	return list
}

// concerns adds a scene to what is missing, if anything is.
func (m *MissingCondition) concerns(s *Scene) {
	if m != nil && !slices.Contains(m.Scenes, s.ID) {
		m.Scenes = append(m.Scenes, s.ID)
	}
}

// subjects returns what a requirement asks a paper for in a scene.
func (k *conditionCheck) subjects(r *Requirement, s *Scene) []thing {
	var name string
	switch r.Scope {
	case ForProduction:
		return []thing{{}}
	case ForLocation:
		name = s.Location
	case ForSet:
		name = s.Set
	default:
		link := ElementLink{Category: r.Category, Name: r.Name, Minors: r.Minors}
		var list []thing
		for _, n := range k.needs[s.ID] {
			if t := (thing{n.Category, n.Name}); link.fits(t, k.items) {
				list = append(list, t)
			}
		}
		return list
	}
	if name == "" || r.Name != "" && r.Name != name {
		return nil
	}
	return []thing{{name: name}}
}

// why returns why a subject lacks a paper on a day, or nothing where it has one.
func (k *conditionCheck) why(r *Requirement, subject thing, day civil.Date) MissedWhy {
	why := MissedNone
	for _, p := range k.papers[paperKey{r.Key, subject}] {
		holds := p.Period == nil || p.Period.Contains(day)
		is := MissedRefused
		switch {
		case p.Status == PaperSecured && holds:
			return ""
		case p.Status == PaperSecured:
			is = MissedDates
		case p.Status == PaperRequested:
			is = MissedRequested
		}
		if slices.Index(missedRanks, is) > slices.Index(missedRanks, why) {
			why = is
		}
	}
	return why
}

// missedRanks are from the paper that says least to the one that says most.
var missedRanks = []MissedWhy{MissedNone, MissedRefused, MissedRequested, MissedDates}

// access returns what the places of a day lack for who is there.
func (k *conditionCheck) access(d *BoardDay) []*MissingCondition {
	type key struct{ person, need, place string }
	missing := map[key]*MissingCondition{}
	var list []*MissingCondition
	for i := range k.list.Access {
		a := &k.list.Access[i]
		for j := range d.Strips {
			scene := k.scenes[d.Strips[j].Scene]
			if scene == nil || !k.isThere(a, scene) {
				continue
			}
			offered := k.offered(scene)
			place := joinTexts(" / ", scene.Location, scene.Set)
			for _, need := range a.Needs {
				if offered[need] {
					continue
				}
				at := key{a.Person, need, place}
				if missing[at] == nil {
					missing[at] = &MissingCondition{Kind: ConditionAccess, Name: place, Person: a.Person, Need: need, Why: MissedAccess}
					list = append(list, missing[at])
				}
				missing[at].concerns(scene)
			}
		}
	}
	return list
}

func (k *conditionCheck) isThere(a *AccessNeed, s *Scene) bool {
	return a.Name == "" || slices.ContainsFunc(k.needs[s.ID], func(n Need) bool { return n.Category == a.Category && n.Name == a.Name })
}

// offered returns what the place of a scene offers.
func (k *conditionCheck) offered(s *Scene) map[string]bool {
	if offered, known := k.offers[s.ID]; known {
		return offered
	}
	offered := map[string]bool{}
	k.offers[s.ID] = offered
	for i := range k.list.Places {
		p := &k.list.Places[i]
		if (p.Location == "" || p.Location == s.Location) && (p.Set == "" || p.Set == s.Set) {
			for _, word := range p.Provides {
				offered[word] = true
			}
		}
	}
	return offered
}

// Text returns the report as lines of text, a line for each thing that is missing. A word that is no language
// is a [*FieldError].
func (r ConditionReport) Text(l PaperLanguage) (string, error) {
	p, err := newPaper(l)
	if err != nil {
		return "", err
	}
	p.line(p.word(phrase{"CONDITIONS À RÉUNIR", "CONDITIONS TO SECURE"}), r.AsOf.String())
	for i := range r.Days {
		d := &r.Days[i]
		p.line()
		state := ""
		if len(d.Missing) == 0 {
			state = p.word(phrase{"tout est réuni", "all is secured"})
		}
		p.line(fmt.Sprintf("%s %d", p.word(phrase{"JOUR", "DAY"}), d.Number), p.date(StripDay{Date: d.Date}), d.Unit, state)
		for j := range d.Missing {
			m := &d.Missing[j]
			what, late := m.Title, ""
			if what == "" {
				what = m.Requirement
			}
			if m.Person != "" {
				what = m.Person + ": " + m.Need
			}
			if m.Late {
				late = p.word(phrase{"EN RETARD", "LATE"})
			}
			p.row("", what, m.Name, p.word(missedWords[m.Why]), m.NeededBy.String(), late, strings.Join(m.Scenes, ", "))
		}
	}
	return p.text(), nil
}

var missedWords = map[MissedWhy]phrase{
	MissedNone: {"rien", "none"}, MissedDates: {"autres dates", "other dates"}, MissedRequested: {"demandé", "requested"},
	MissedRefused: {"refusé", "refused"}, MissedAccess: {"non accessible", "no access"},
}
