package schedule

import (
	_ "embed"
	"fmt"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/lazy"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
)

//go:embed tables/post.json
var postJSON []byte

var builtInPostOnce lazy.Value[law.Table[int]]

// builtInPost reads the table once, when it is first needed.
func builtInPost() (law.Table[int], error) {
	return builtInPostOnce.Get(func() (law.Table[int], error) { return law.Load[int](postJSON) })
}

// PostFigures are how many working days the steps of post-production usually take, "feature/mix": dated,
// cited, and few of them sure. The zero value holds the built-in table. They are immutable and may be
// shared.
type PostFigures struct {
	changed *law.Table[int]
}

func (p PostFigures) table() (law.Table[int], error) {
	if p.changed != nil {
		return *p.changed, nil
	}
	return builtInPost()
}

// With returns figures in which the given ones replace those of the table. An unknown key is a
// [law.ErrUnknownKey].
func (p PostFigures) With(overrides ...law.Override[int]) (PostFigures, error) {
	table, err := p.table()
	if err != nil {
		return PostFigures{}, err
	}
	if table, err = table.With(overrides...); err != nil {
		return PostFigures{}, err
	}
	p.changed = &table
	return p, nil
}

// List returns every figure with its value, status and references on a day.
func (p PostFigures) List(on civil.Date) ([]law.Entry, error) {
	table, err := p.table()
	if err != nil {
		return nil, err
	}
	return table.List(on), nil
}

// PostTemplate is a network to begin with, which is plain data and there to be changed, and what has to be
// known of its figures.
type PostTemplate struct {
	Network TaskNetwork  `json:"network"`
	Notices []law.Notice `json:"notices,omitempty"`
}

// postStep is a task of a template. Its days are those of the figure of its name.
type postStep struct {
	id        string
	name      phrase
	milestone MilestoneKind
	resource  string
	after     []TaskLink
}

func afterAll(tasks ...string) []TaskLink {
	links := make([]TaskLink, len(tasks))
	for i, t := range tasks {
		links[i] = TaskLink{Task: t, Kind: FinishStart}
	}
	return links
}

// postSteps are the steps from the end of the shoot to the delivery, and what waits for what: sound, music
// and effects begin at picture lock, the mix needs them all, the master the picture and the sound.
var postSteps = []postStep{
	{"assembly", phrase{"Bout-à-bout", "Assembly"}, "", "editing", nil},
	{"directors-cut", phrase{"Montage du réalisateur", "Director's cut"}, "", "editing", afterAll("assembly")},
	{"producers-cut", phrase{"Montage avec le producteur", "Producer's cut"}, "", "editing", afterAll("directors-cut")},
	{"fine-cut", phrase{"Montage définitif", "Fine cut"}, "", "editing", afterAll("producers-cut")},
	{"picture-lock", phrase{"Image arrêtée", "Picture lock"}, MilestoneFinish, "", afterAll("fine-cut")},
	{"conform", phrase{"Conformation", "Conform"}, "", "picture", afterAll("picture-lock")},
	{"visual-effects", phrase{"Effets visuels", "Visual effects"}, "", "effects", afterAll("picture-lock")},
	{"titles", phrase{"Génériques", "Titles"}, "", "", afterAll("picture-lock")},
	{"grade", phrase{"Étalonnage", "Grade"}, "", "picture", append(afterAll("conform"), TaskLink{Task: "visual-effects", Kind: FinishFinish})},
	{"sound-edit", phrase{"Montage son", "Sound editing"}, "", "sound", afterAll("picture-lock")},
	{"adr", phrase{"Post-synchronisation", "ADR"}, "", "", []TaskLink{{Task: "sound-edit", Kind: FinishFinish}, {Task: "picture-lock", Kind: FinishStart}}},
	{"foley", phrase{"Bruitage", "Foley"}, "", "", []TaskLink{{Task: "sound-edit", Kind: FinishFinish}, {Task: "picture-lock", Kind: FinishStart}}},
	{"music", phrase{"Musique", "Music"}, "", "", afterAll("picture-lock")},
	{"premix", phrase{"Prémixage", "Pre-mix"}, "", "mixing", afterAll("sound-edit", "adr", "foley")},
	{"mix", phrase{"Mixage", "Final mix"}, "", "mixing", afterAll("premix", "music")},
	{"subtitles", phrase{"Sous-titres et audiodescription", "Subtitles and audio description"}, "", "", afterAll("picture-lock")},
	{"master", phrase{"Copie de référence", "Master"}, "", "picture", afterAll("grade", "mix", "titles")},
	{"quality-control", phrase{"Contrôle qualité", "Quality control"}, "", "", afterAll("master", "subtitles")},
	{"deliverables", phrase{"Livrables", "Deliverables"}, "", "", afterAll("quality-control")},
	{"delivery", phrase{"Livraison", "Delivery"}, MilestoneFinish, "", afterAll("deliverables")},
}

// FeaturePost returns the post-production of a feature (long métrage) from the first day after the shoot, on
// the working days of metropolitan France, with the resources it needs. Most durations are the practice of
// the trade and carry a notice. An unknown language is a [*FieldError], a start before the first figure a
// [law.ErrNoValue].
func FeaturePost(start civil.Date, l PaperLanguage, figures PostFigures) (PostTemplate, error) {
	return postTemplate("feature", start, l, figures)
}

// EpisodePost returns the post-production of an episode of a series (épisode) as [FeaturePost] does that of a
// feature.
func EpisodePost(start civil.Date, l PaperLanguage, figures PostFigures) (PostTemplate, error) {
	return postTemplate("episode", start, l, figures)
}

func postTemplate(kind string, start civil.Date, l PaperLanguage, figures PostFigures) (PostTemplate, error) {
	var f valid.Faults
	valid.OneOf(&f, "language", l, paperLanguages)
	if start.IsZero() {
		f.Add("start", nil, valid.ErrMissing)
	}
	if f.Any() {
		return PostTemplate{}, f.Err()
	}
	table, err := figures.table()
	if err != nil {
		return PostTemplate{}, err
	}
	out := PostTemplate{Network: TaskNetwork{
		Start:     start,
		Calendars: []TaskCalendar{{ID: "france", DaysOff: []int{0, 6}, Holidays: true}},
		Resources: []TaskResource{
			{ID: "editing", Name: phrase{"Salle de montage", "Editing room"}.in(l), Capacity: 1}, {ID: "picture", Name: phrase{"Salle d'étalonnage", "Grading room"}.in(l), Capacity: 1},
			{ID: "effects", Name: phrase{"Effets visuels", "Visual effects"}.in(l), Capacity: 1}, {ID: "sound", Name: phrase{"Montage son", "Sound editing"}.in(l), Capacity: 1},
			{ID: "mixing", Name: phrase{"Auditorium", "Mixing stage"}.in(l), Capacity: 1},
		},
	}}
	if stale, ok := table.Stale(start); ok {
		out.Notices = append(out.Notices, stale)
	}
	for _, s := range postSteps {
		task := Task{ID: s.id, Name: s.name.in(l), Calendar: "france", Milestone: s.milestone, After: append([]TaskLink(nil), s.after...)}
		if s.resource != "" {
			task.Uses = []TaskUse{{Resource: s.resource, Units: 1}}
		}
		if s.milestone == "" {
			v, err := table.At(kind+"/"+s.id, start)
			if err != nil {
				return PostTemplate{}, fmt.Errorf("schedule: %s: %w", s.id, err)
			}
			task.Days = v.Value
			if notice, ok := v.Notice(); ok {
				out.Notices = append(out.Notices, notice)
			}
		}
		out.Network.Tasks = append(out.Network.Tasks, task)
	}
	return out, nil
}
