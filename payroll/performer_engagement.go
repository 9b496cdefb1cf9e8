package payroll

import (
	"io"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/worktime"
)

// PerformerGrid is a grid of minimum pay of performers (barème des artistes), with the rules that
// belong to it.
type PerformerGrid string

// Grids.
const (
	// FeatureFilm is that of performers in feature films (artistes-interprètes, long métrage, IDCC
	// 3097, titre III, sous-titre I and annexe III.1).
	FeatureFilm PerformerGrid = "feature"
	// ShortFilm is that of performers in short films (court métrage, accord du 9 juillet 2014).
	ShortFilm PerformerGrid = "short"
	// FilmExtra is that of extras (acteurs de complément, IDCC 3097, titre III, sous-titre II and
	// annexe III.2).
	FilmExtra PerformerGrid = "extra"
	// Television is that of performers in television programmes (IDCC 1734).
	Television PerformerGrid = "television"
)

var performerGrids = []PerformerGrid{FeatureFilm, ShortFilm, FilmExtra, Television}

// OneOf returns the words that are a PerformerGrid.
func (PerformerGrid) OneOf() []string { return valid.Texts(performerGrids) }

// isFilm reports whether the grid is of the agreement of cinema production.
func (g PerformerGrid) isFilm() bool { return g != Television }

// CastWork is what a performer does on a day, which says how it is paid. The empty word is
// CastShoot.
type CastWork string

// Works.
const (
	// CastShoot is a day of shooting (tournage, enregistrement), paid one cachet that is never
	// split.
	CastShoot CastWork = "shoot"
	// CastRetake is a day of scenes shot again or of links after the end of shooting
	// (réenregistrement, raccord), paid one more day. Film, daily engagements.
	CastRetake CastWork = "retake"
	// CastRehearsal is a rehearsal outside the days of shooting (répétition): one service or two in
	// film; in television a whole day, except in variety, where Parts says up to 4 hours (1) or more
	// (2).
	CastRehearsal CastWork = "rehearsal"
	// CastPostSync is post-synchronisation, one half-day or two; not for extras.
	CastPostSync CastWork = "post-sync"
	// CastReading is a reading of up to four hours (lecture). Television, drama.
	CastReading CastWork = "reading"
	// CastSession is a preparation or sight-reading of three hours (préparation, déchiffrage).
	// Television, lyric.
	CastSession CastWork = "session"
	// CastReport is an extract of a show in a magazine (reportage, art. 6.2.1 b). Television.
	CastReport CastWork = "report"
	// CastNews is a performance for a magazine of current affairs (art. 6.3.1). Television.
	CastNews CastWork = "news"
	// CastFitting is a fitting or photographs outside a working day (essayage, photographie).
	// Television; extras have a supplement for it.
	CastFitting CastWork = "fitting"
	// CastTravel is travel outside working days (voyage), of the minutes in Travel that are not at
	// night; not for short films.
	CastTravel CastWork = "travel"
	// CastCancelled is a day called off too late (dédit, art. 2.3), paid one minimum day. Extras.
	CastCancelled CastWork = "cancelled"
	// CastCall is a day of supplements alone: a fitting, a call for a choice. Extras.
	CastCall CastWork = "call"
)

var castWorks = []CastWork{
	CastShoot, CastRetake, CastRehearsal, CastPostSync, CastReading, CastSession, CastReport, CastNews, CastFitting,
	CastTravel, CastCancelled, CastCall,
}

// OneOf returns the words that are a CastWork.
func (CastWork) OneOf() []string { return valid.Texts(castWorks) }

// worksOf are the works that each grid pays.
var worksOf = map[PerformerGrid][]CastWork{
	FeatureFilm: {CastShoot, CastRetake, CastRehearsal, CastPostSync, CastTravel},
	ShortFilm:   {CastShoot, CastRetake, CastRehearsal, CastPostSync},
	FilmExtra:   {CastShoot, CastRetake, CastRehearsal, CastTravel, CastCancelled, CastCall},
	Television: {
		CastShoot, CastRehearsal, CastPostSync, CastReading, CastSession, CastReport, CastNews, CastFitting, CastTravel,
	},
}

// PerformerEngagement is the engagement of a performer or an extra (artiste-interprète, acteur de
// complément) under a fixed-term contract of usage, with what happened on each of its days.
type PerformerEngagement struct {
	// ID is any text; it comes back with the pay.
	ID   string        `json:"id" strict:"required"`
	Grid PerformerGrid `json:"grid" strict:"required"`
	// Function is one of [PerformerFunctions].
	Function string `json:"function" strict:"required"`
	// Term is weekly for at least two weeks (one in short films and for extras), else daily.
	Term Term `json:"engagement" strict:"required"`
	// Weeks and WeekDays are those of a weekly engagement, weeks added to it included, from its first
	// day of shooting: WeekDays is the 5 or 6 cachets of a week, 5 in television.
	Weeks    int `json:"weeks,omitempty"`
	WeekDays int `json:"weekDays,omitempty"`
	// Pay is the agreed pay of a day, in a weekly engagement of a week; nil is the minimum of the
	// grid.
	Pay *money.Amount `json:"pay,omitempty"`
	// RehearsalPay is the agreed pay of a day of rehearsal, whatever its Parts; nil is the minimum.
	// Film, and variety in television.
	RehearsalPay *money.Amount `json:"rehearsalPay,omitempty"`
	// Paris says that the shoot is in Île-de-France. Film.
	Paris bool `json:"paris,omitempty"`
	// Studio says that the shoot is in an approved studio. Film.
	Studio bool `json:"studio,omitempty"`
	// SeveralVersions says that the role is played in several languages without the contract saying
	// so (art. 3.7). Feature films.
	SeveralVersions bool `json:"severalVersions,omitempty"`
	// OutsideArea says that an extra works where the grid does not apply: beyond 40 km of Paris
	// and 25 km of Marseille, Lyon, Bordeaux, Nice, Lille and Nantes. Pay is required then.
	OutsideArea bool `json:"outsideArea,omitempty"`
	// Territory has its own public holidays. Film.
	Territory civil.Territory `json:"territory,omitzero"`
	// Days are in the order of their dates, one a date. The first picks every dated figure.
	Days []PerformerDay `json:"days" strict:"required,max=366"`
}

// PerformerDay is a day of an engagement. Clock times ignore daylight saving.
type PerformerDay struct {
	Date civil.Date `json:"date" strict:"required"`
	Work CastWork   `json:"work,omitempty"`
	// Call and Wrap are when the working day begins and ends, a wrap at or before the call on the
	// next day. A cachet without them is a day of the hours that it pays, none of them at night.
	Call *worktime.Clock `json:"call,omitempty"`
	Wrap *worktime.Clock `json:"wrap,omitempty"`
	// Meal is the length of breaks that are no work, in minutes, and MealAt their beginning, as
	// in [WorkingDay].
	Meal   int             `json:"meal,omitempty"`
	MealAt *worktime.Clock `json:"mealAt,omitempty"`
	// MakeUp is the time of make-up, hair and costume, in minutes from the call. Feature films and
	// extras; in television it is work.
	MakeUp int `json:"makeUp,omitempty"`
	// RestBefore is the time since the last wrap, in minutes; nil is reckoned from the day
	// before with a call.
	RestBefore *int `json:"restBefore,omitempty"`
	// Parts is how many services a rehearsal has, or half-days a post-synchronisation: 1 or 2. The
	// empty value is 1.
	Parts int `json:"parts,omitempty"`
	// Travel is the time of travel, in minutes, without what is between 19:00 and 07:00 in film,
	// 20:00 and 07:00 in television.
	Travel int `json:"travel,omitempty"`
	// Transport is the time between the meeting place and the set, there and back, outside call
	// and wrap, in minutes. Television.
	Transport int `json:"transport,omitempty"`
	// Live says that the programme is live or recorded as if it were. Television.
	Live bool `json:"live,omitempty"`
	// PayingPublic says that a paying public attends. Television.
	PayingPublic bool `json:"payingPublic,omitempty"`
	// Isolated says that the day is four weeks or more from the next of the engagement, Overrun
	// that it is one added beyond what the contract allows at its own pay (art. 5.1). Television.
	Isolated bool `json:"isolated,omitempty"`
	Overrun  bool `json:"overrun,omitempty"`
	// Unrecovered says that the rest owed for a sixth day in Île-de-France cannot be taken. Extras.
	Unrecovered bool `json:"unrecovered,omitempty"`
	// Supplements are what the day pays beside the work. Extras and television.
	Supplements []CastSupplement `json:"supplements,omitempty" strict:"max=20"`
}

// CastSupplement is what a day pays beside the work: an indemnity for a scene, a costume, an
// accessory.
type CastSupplement struct {
	// Code is one of [CastSupplements] of the grid.
	Code string `json:"code" strict:"required"`
	// Count is how many of them; the empty value is 1.
	Count int `json:"count,omitempty"`
}

const (
	// MaxPerformers is the greatest number of engagements in one document.
	MaxPerformers = 10_000
	// mostCastDays is how many days an engagement has at most.
	mostCastDays = 366
	// mostCastWeeks is how many weeks an engagement has at most, mostSupplements how many kinds of
	// supplement a day has, mostPieces how many of one.
	mostCastWeeks   = 53
	mostSupplements = 20
	mostPieces      = 100
)

// DecodePerformers reads a list of engagements from JSON and checks them against the figures that
// they are to be paid with. Beside malformed JSON it refuses unknown, duplicate or wrongly-cased
// fields, data after the list, more than [MaxPerformers] and more than 12 MiB. All faults are told
// at once, each a [*FieldError] with its path.
func DecodePerformers(r io.Reader, p PerformerParameters) ([]PerformerEngagement, error) {
	table, err := p.table()
	if err != nil {
		return nil, err
	}
	return strictjson.DecodeList(r, MaxPerformers, func(e *PerformerEngagement, f *valid.Faults) { e.check(f, table) })
}

// Validate reports every fault of the engagement under the figures of p, each a [*FieldError], or
// nil.
func (e PerformerEngagement) Validate(p PerformerParameters) error {
	table, err := p.table()
	if err != nil {
		return err
	}
	var f valid.Faults
	e.check(&f, table)
	return f.Err()
}

// work returns what is done on the day.
func (d *PerformerDay) work() CastWork {
	if d.Work == "" {
		return CastShoot
	}
	return d.Work
}

// parts returns the services or half-days of the day.
func (d *PerformerDay) parts() int { return max(d.Parts, 1) }

// hasCall reports whether the times of the day are known.
func (d *PerformerDay) hasCall() bool { return d.Call != nil && d.Wrap != nil }

// isDay reports whether a day is paid a cachet for its hours.
func (e *PerformerEngagement) isDay(d *PerformerDay) bool {
	switch d.work() {
	case CastShoot, CastRetake:
		return true
	case CastRehearsal:
		return e.Grid == Television && e.Function != varietyArtist
	}
	return false
}

// firstCachet returns the first day that is paid a cachet for its hours, on which the weeks of a weekly
// engagement begin; rehearsals may come before. It is no date when there is none.
func (e *PerformerEngagement) firstCachet() civil.Date {
	for i := range e.Days {
		if e.isDay(&e.Days[i]) {
			return e.Days[i].Date
		}
	}
	return civil.Date{}
}

// cachetDays returns how many days are paid a cachet for their hours.
func (e *PerformerEngagement) cachetDays() (n int) {
	for i := range e.Days {
		if e.isDay(&e.Days[i]) {
			n++
		}
	}
	return n
}
