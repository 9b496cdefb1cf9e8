package payroll

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// Minimum is the minimum pay of a function (salaire minimum garanti) in a grid.
type Minimum struct {
	// Weekly is the pay of 39 hours in cinema, of 35 in audiovisual production.
	Weekly money.Amount `json:"weekly"`
	// Equivalence is that of a shoot (cinema, annexe II); nil where there is none.
	Equivalence *Equivalence `json:"equivalence,omitempty"`
	// Level is the niveau, and Specialised whether it is the specialised function (audiovisual).
	Level       string `json:"level,omitempty"`
	Specialised bool   `json:"specialised,omitempty"`
	// HeavyPost says that overtime and night are those of VI.8.3 and VI.10 for heavy posts
	// (audiovisual).
	HeavyPost bool `json:"heavyPost,omitempty"`
	// NotForHeavyFiction says that fiction of large budget (fiction lourde) may not use the
	// function, note 24 of the grid (audiovisual).
	NotForHeavyFiction bool `json:"notForHeavyFiction,omitempty"`
}

// Equivalence is how many hours of presence a shooting week has and how many of them are
// paid (durée d'équivalence, art. 30 and annexe II), for weeks of five and of six days.
type Equivalence struct {
	Presence5 int `json:"presence5"`
	Paid5     int `json:"paid5"`
	Presence6 int `json:"presence6"`
	Paid6     int `json:"paid6"`
}

// of returns the hours of a week of five or six days.
func (e *Equivalence) of(days int) (presence, paid int) {
	if days == mostDays {
		return e.Presence6, e.Paid6
	}
	return e.Presence5, e.Paid5
}

func (m Minimum) check() error {
	if m.Weekly.Sign() <= 0 || m.Weekly.Compare(maxGross) > 0 {
		return fmt.Errorf("%w: the weekly minimum is more than 0.00, at most %v", valid.ErrOutOfRange, maxGross)
	}
	if m.Equivalence == nil {
		return nil
	}
	for _, days := range []int{mostDays - 1, mostDays} {
		if presence, paid := m.Equivalence.of(days); paid < 0 || presence < paid || presence > daysOfWeek*24 {
			return fmt.Errorf("%w: an equivalence of %d hours paid of %d", valid.ErrOutOfRange, paid, presence)
		}
	}
	return nil
}

// named returns the row of a function, of those of its name the one of the filière.
func (g *grids) named(f Function) (*gridRow, bool) {
	rows := g.rows[f.Agreement][f.Job]
	if len(rows) == 1 {
		return rows[0], true
	}
	i := slices.IndexFunc(rows, func(r *gridRow) bool { return r.function.Branch == f.Branch })
	if i < 0 {
		return nil, false
	}
	return rows[i], true
}

// checkJob tells a function that the grid does not have, or has otherwise.
func (r *WageRules) checkJob(w *WorkingWeek, f *valid.Faults) {
	if !slices.Contains(wageAgreements, w.Agreement) || w.Job == "" {
		if w.Job == "" {
			f.Add("job", nil, valid.ErrMissing)
		}
		return
	}
	rows := r.grids.rows[w.Agreement][w.Job]
	if len(rows) == 0 {
		fault := &UnknownFunctionError{Name: w.Job}
		if !f.Full() {
			fault.Near = r.grids.near(w.Agreement, w.Job)
		}
		f.Add("job", w.Job, fault)
		return
	}
	if w.Agreement == Audiovisual {
		checkBranch(f, rows, w.Branch)
	}
	row, found := r.grids.named(w.function())
	if !found {
		return
	}
	if _, _, err := r.minimum(row, w.Genre, w.Date); err != nil {
		f.Add("date", nil, err) // before the first grid
	}
	if w.Agreement == Audiovisual && row.specialised != w.Specialised {
		f.Addf("specialised", w.Specialised, valid.ErrOutOfRange, "%v in the row of the grid", row.specialised)
	}
}

// function returns the function that a week names.
func (w *WorkingWeek) function() Function { return Function{w.Agreement, w.Job, w.Branch} }

func checkBranch(f *valid.Faults, rows []*gridRow, branch string) {
	branches := make([]string, len(rows))
	for i, row := range rows {
		branches[i] = row.function.Branch
	}
	switch {
	case len(rows) == 1 && branch != "":
		f.Addf("branch", branch, valid.ErrOutOfRange, "one filière alone has the function")
	case len(rows) > 1 && branch == "":
		f.Addf("branch", nil, valid.ErrMissing, "the function is in %s", strings.Join(branches, " and "))
	case len(rows) > 1:
		valid.OneOf(f, "branch", branch, branches)
	}
}

// minimum returns the minimum of a row on a day, that of the caller where there is one, and the notice of its
// edition, with a code when that is not verified. A day before the first edition of the grid is a
// [law.ErrNoValue].
func (r *WageRules) minimum(row *gridRow, genre Genre, on civil.Date) (law.Value[Minimum], law.Notice, error) {
	edition := &r.cinema.grid
	if row.function.Agreement == Audiovisual {
		if edition = &r.audiovisual.grid; genre == Fiction || genre == Flux {
			edition = &r.audiovisual.fictionFlux
		}
	}
	v := law.Value[Minimum]{Key: row.key(), Unit: "EUR a week", Value: row.minimum()}
	for i := len(r.overrides) - 1; i >= 0; i-- {
		if o := &r.overrides[i]; o.Function == row.function && o.holds(on) {
			v.Value.Weekly, v.Value.Equivalence = o.Weekly, o.Equivalence
			v.From, v.To, v.Status, v.Refs = o.From, o.To, law.SetByCaller, o.refs()
			return v, law.Notice{}, nil
		}
	}
	if edition.from.IsZero() {
		return v, law.Notice{}, &law.NoValueError{Key: v.Key, Date: on, First: edition.first}
	}
	v.Value.Weekly = row.weekly[edition.column]
	v.From, v.To, v.Status, v.Refs, v.Note = edition.from, edition.to, edition.status, edition.refs, edition.note
	if slices.Contains(row.published, edition.column) {
		v.Status, v.Note = law.Verified, ""
		return v, law.Notice{}, nil
	}
	return v, edition.notice, nil
}
