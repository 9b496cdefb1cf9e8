package rights

import (
	"slices"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
)

// WindowCase is a window of the chronologie des médias with the condition it depends on, the key of a rule
// in [WindowRules].
type WindowCase string

// Cases, in the order of the table. Not every agreement has each.
const (
	// VideoWindow is physical video, rental and sale on demand.
	VideoWindow WindowCase = "video"
	// PayTVWindow is the first window of pay television with an interprofessional agreement,
	// PayTVWithoutAgreement that of one without.
	PayTVWindow           WindowCase = "pay-tv/agreement"
	PayTVWithoutAgreement WindowCase = "pay-tv/none"
	// SecondPayTV is the second window with an agreement, SecondPayTVWithout that without.
	SecondPayTV        WindowCase = "pay-tv-second/agreement"
	SecondPayTVWithout WindowCase = "pay-tv-second/none"
	// SVODWithAgreement is subscription with an agreement on investment, SVODReduced with one of lighter
	// duties (2018 alone), SVODDisney under that of Disney+ (2025), SVODWithout without any.
	SVODWithAgreement WindowCase = "svod/agreement"
	SVODReduced       WindowCase = "svod/reduced"
	SVODDisney        WindowCase = "svod/disney"
	SVODWithout       WindowCase = "svod/none"
	// FreeTVFinancing is free television that has financed the film, FreeTVUnpreceded of a film that no
	// second pay window or subscription precedes, FreeTVOther any other.
	FreeTVFinancing  WindowCase = "free-tv/financing"
	FreeTVUnpreceded WindowCase = "free-tv/unpreceded"
	FreeTVOther      WindowCase = "free-tv/other"
	// FreeVODWindow is video on demand free of charge.
	FreeVODWindow WindowCase = "free-vod"
)

var windowCases = []WindowCase{
	VideoWindow, PayTVWindow, PayTVWithoutAgreement, SecondPayTV, SecondPayTVWithout, SVODWithAgreement,
	SVODReduced, SVODDisney, SVODWithout, FreeTVFinancing, FreeTVUnpreceded, FreeTVOther, FreeVODWindow,
}

// OneOf returns the words that are a WindowCase.
func (WindowCase) OneOf() []string { return valid.Texts(windowCases) }

// FilmRelease is what the windows of a film follow from.
type FilmRelease struct {
	// Released is the first day in cinemas (sortie nationale). The agreement of that day applies.
	Released civil.Date `json:"released" strict:"required"`
	// FourWeeks are the admissions of the first four weeks, FourthWeek those of the fourth alone, which
	// the agreement of 2009 asks for; nil where they are not known yet.
	FourWeeks  *int `json:"fourWeeks,omitempty"`
	FourthWeek *int `json:"fourthWeek,omitempty"`
	// Derogation is true when the CNC has granted the shorter delays of a film of few admissions.
	Derogation bool `json:"derogation,omitempty"`
	// Bilateral are agreements of single services that the table does not have.
	Bilateral []BilateralWindow `json:"bilateral,omitempty" strict:"max=1000"`
}

// BilateralWindow is the delay that a service has by an agreement of its own (accord bilatéral).
type BilateralWindow struct {
	// ID names the agreement, Service who has it.
	ID      string     `json:"id" strict:"required"`
	Service string     `json:"service" strict:"required"`
	Window  WindowCase `json:"window" strict:"required"`
	Months  int        `json:"months" strict:"required"`
	// From and To are the first and the last day of release it applies to; no To, no end.
	From civil.Date `json:"from" strict:"required"`
	To   civil.Date `json:"to,omitzero"`
}

// maxWindow bounds the delay of a bilateral agreement, in months.
const maxWindow = 600

// ReleaseWindow is when a kind of exploitation may begin.
type ReleaseWindow struct {
	Case WindowCase `json:"case"`
	// Service and Bilateral name the agreement of a single service; empty of a rule of the table.
	Service   string `json:"service,omitempty"`
	Bilateral string `json:"bilateral,omitempty"`
	// Agreement is the date of the interprofessional agreement.
	Agreement string `json:"agreement,omitempty"`
	// Opens is so many Months after the release, the end of a month kept inside it. It is the first day
	// on which the film may be shown.
	Months int        `json:"months"`
	Opens  civil.Date `json:"opens"`
	// Shortened is true of the delay of a film of few admissions.
	Shortened bool         `json:"shortened,omitempty"`
	Status    law.Status   `json:"status"`
	Refs      law.Refs     `json:"refs,omitzero"`
	Notices   []law.Notice `json:"notices,omitempty"`
}

// IsOpen reports whether the film may be shown on a day.
func (w ReleaseWindow) IsOpen(on civil.Date) bool { return !w.Opens.IsZero() && !on.Before(w.Opens) }

// Codes of the notices of windows, beside those of [law].
const (
	// CodeDerogationPossible: admissions are few enough for a shorter delay, which has to be asked for.
	CodeDerogationPossible = "derogation-possible"
	// CodeLaterAgreement: the window opens after the end of the agreement, and the next may move it.
	CodeLaterAgreement = "later-agreement"
)

// Windows returns every window of a film by the day it opens, then in the order of [WindowCase], those of
// bilateral agreements after the rules of their case. Cases that the agreement of the release does not have
// are left out. A delay that is not verified, a derogation that could be asked for and a window that opens
// after the agreement has ended are notices.
//
// Faults of the facts, a derogation the admissions exclude among them, are told each as a [*FieldError]; a
// release before 10 July 2009 or after the last agreement is a [law.NoValueError].
func (r WindowRules) Windows(film FilmRelease) ([]ReleaseWindow, error) {
	if err := film.Validate(); err != nil {
		return nil, err
	}
	table, err := r.table()
	if err != nil {
		return nil, err
	}
	if _, err := table.At(string(VideoWindow), film.Released); err != nil {
		return nil, err // every agreement has a rule for video
	}
	var f valid.Faults
	windows := []ReleaseWindow{}
	for _, c := range windowCases {
		if rule, err := table.At(string(c), film.Released); err == nil {
			windows = append(windows, film.window(&f, c, rule, table))
		}
		for i, b := range film.Bilateral {
			if b.Window == c && !film.Released.Before(b.From) && (b.To.IsZero() || !film.Released.After(b.To)) {
				windows = append(windows, film.bilateral(&f, i))
			}
		}
	}
	if f.Any() {
		return nil, f.Err()
	}
	slices.SortStableFunc(windows, func(a, b ReleaseWindow) int { return a.Opens.Compare(b.Opens) })
	return windows, nil
}

// window applies a rule of the table.
func (film FilmRelease) window(f *valid.Faults, c WindowCase, rule law.Value[WindowRule], table law.Table[WindowRule]) ReleaseWindow {
	w := ReleaseWindow{Case: c, Agreement: rule.Value.Agreement, Months: rule.Value.Months, Status: rule.Status, Refs: rule.Refs}
	if notice, has := rule.Notice(); has {
		w.Notices = append(w.Notices, notice)
	}
	if notice, stale := table.Stale(film.Released); stale {
		w.Notices = append(w.Notices, notice)
	}
	if rule.Value.ShortMonths > 0 {
		film.shorten(f, &w, rule)
	}
	opens, err := film.Released.AddMonths(w.Months)
	if err != nil {
		f.Add("released", film.Released, err)
		return w
	}
	w.Opens = opens
	if !rule.To.IsZero() && opens.After(rule.To) {
		w.Notices = append(w.Notices, law.Notice{
			Code: CodeLaterAgreement, Key: rule.Key, Refs: rule.Refs,
			Message: "the window opens after " + rule.To.String() + ", the last day of the agreement of " + rule.Value.Agreement + ": a later agreement may move it",
		})
	}
	return w
}

// shorten applies the delay of a film of few admissions where it has been granted.
func (film FilmRelease) shorten(f *valid.Faults, w *ReleaseWindow, rule law.Value[WindowRule]) {
	field, admissions := "fourWeeks", film.FourWeeks
	if rule.Value.Measure == FourthWeek {
		field, admissions = "fourthWeek", film.FourthWeek
	}
	few := admissions != nil && *admissions <= rule.Value.Most
	switch {
	case film.Derogation && admissions != nil && !few:
		if w.Case == VideoWindow { // told once
			f.Addf(field, *admissions, valid.ErrOutOfRange, "at most %d for a derogation", rule.Value.Most)
		}
	case film.Derogation:
		w.Months, w.Shortened = rule.Value.ShortMonths, true
	case few:
		w.Notices = append(w.Notices, law.Notice{
			Code: CodeDerogationPossible, Key: rule.Key, Refs: rule.Refs,
			Message: "admissions are few enough for a shorter delay, which the CNC has to grant",
		})
	}
}

// bilateral applies the agreement of a single service.
func (film FilmRelease) bilateral(f *valid.Faults, i int) ReleaseWindow {
	b := film.Bilateral[i]
	opens, err := film.Released.AddMonths(b.Months)
	if err != nil {
		f.Enter("bilateral")
		f.Index(i)
		f.Add("months", b.Months, err)
		f.Leave()
		f.Leave()
	}
	return ReleaseWindow{
		Case: b.Window, Service: b.Service, Bilateral: b.ID, Months: b.Months, Opens: opens,
		Status: law.SetByCaller, Refs: law.NewRefs(law.CallerRef()),
	}
}

// Validate reports every fault of the facts, each a [*FieldError], or nil.
func (film FilmRelease) Validate() error {
	var f valid.Faults
	if film.Released.IsZero() {
		f.Add("released", nil, valid.ErrMissing)
	}
	for _, a := range []struct {
		field string
		n     *int
	}{{"fourWeeks", film.FourWeeks}, {"fourthWeek", film.FourthWeek}} {
		if a.n != nil && *a.n < 0 {
			f.Add(a.field, *a.n, valid.ErrNegative)
		}
	}
	if film.FourWeeks != nil && film.FourthWeek != nil && *film.FourthWeek > *film.FourWeeks {
		f.Addf("fourthWeek", *film.FourthWeek, valid.ErrOutOfRange, "at most those of the four weeks")
	}
	f.Enter("bilateral")
	seen := map[string]bool{}
	for i, b := range film.Bilateral {
		f.Index(i)
		checkName(&f, "id", b.ID, seen[b.ID])
		seen[b.ID] = true
		b.check(&f)
		f.Leave()
	}
	f.Leave()
	return f.Err()
}

func (b BilateralWindow) check(f *valid.Faults) {
	if strings.TrimSpace(b.Service) == "" {
		f.Add("service", nil, valid.ErrMissing)
	}
	valid.OneOf(f, "window", b.Window, windowCases)
	if b.Months < 0 || b.Months > maxWindow {
		f.Addf("months", b.Months, valid.ErrOutOfRange, "0 to %d", maxWindow)
	}
	if b.From.IsZero() {
		f.Add("from", nil, valid.ErrMissing)
	}
	if !b.To.IsZero() && b.To.Before(b.From) {
		f.Add("to", b.To, civil.ErrPeriod)
	}
}
