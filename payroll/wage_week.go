package payroll

import (
	"io"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/worktime"
)

// wageAgreements are those whose technicians' wages are computed from hours.
var wageAgreements = []Agreement{Cinema, Audiovisual}

var settings = []worktime.Setting{worktime.Shoot, worktime.Studio, worktime.Prep, worktime.Post}

// Term is whether a technician is engaged by the week or by the day (engagement à la semaine,
// à la journée).
type Term string

// Terms.
const (
	ByTheWeek Term = "weekly"
	// ByTheDay is an engagement for fewer than five consecutive days (cinema art. 16,
	// audiovisual IV.2.1).
	ByTheDay Term = "daily"
)

var terms = []Term{ByTheWeek, ByTheDay}

// OneOf returns the words that are a Term.
func (Term) OneOf() []string { return valid.Texts(terms) }

// Genre is the kind of audiovisual programme, on which its grid and its night depend.
type Genre string

// Genres.
const (
	// Fiction is scripted narrative made with performers, music videos included.
	Fiction Genre = "fiction"
	// Flux is games, entertainment and studio magazines (émissions de flux).
	Flux        Genre = "flux"
	Documentary Genre = "documentary"
	OtherGenre  Genre = "other"
)

var genres = []Genre{Fiction, Flux, Documentary, OtherGenre}

// OneOf returns the words that are a Genre.
func (Genre) OneOf() []string { return valid.Texts(genres) }

// Regime is the annexe of the cinema agreement that a film pays under. The empty word is
// AnnexeI.
type Regime string

// Regimes.
const (
	// AnnexeI is annexe I and, where it has equivalence, annexe II.
	AnnexeI Regime = "annexe1"
	// AnnexeIII is the lower grid of films of small budget, with a share in receipts.
	AnnexeIII Regime = "annexe3"
)

var regimes = []Regime{AnnexeI, AnnexeIII}

// OneOf returns the words that are a Regime.
func (Regime) OneOf() []string { return valid.Texts(regimes) }

// WorkingWeek is the time sheet of one technician for one week (décompte individuel, cinema
// art. 29) under a fixed-term contract of usage.
type WorkingWeek struct {
	// ID is any text; it comes back with the wage.
	ID string `json:"id" strict:"required"`
	// Date is the Monday of the week, which picks every dated figure.
	Date      civil.Date `json:"date" strict:"required"`
	Agreement Agreement  `json:"agreement" strict:"required"`
	// Job is the exact name of the function in the grid.
	Job string `json:"job" strict:"required"`
	// Specialised says that the function is the specialised one. Audiovisual only.
	Specialised bool `json:"specialised,omitempty"`
	// Genre is required in audiovisual production, a fault in cinema.
	Genre Genre `json:"genre,omitempty"`
	// Branch is the letter of the filière, for a name that two have. Audiovisual only.
	Branch string `json:"branch,omitempty"`
	// Setting is what the technician works on. It has no effect in audiovisual production.
	Setting worktime.Setting `json:"setting" strict:"required"`
	Term    Term             `json:"engagement" strict:"required"`
	// Paris says that the work is in the Paris region and everyone is home each night. It has no
	// effect in audiovisual production.
	Paris bool `json:"paris,omitempty"`
	// Territory has its own public holidays.
	Territory civil.Territory `json:"territory,omitzero"`
	// Regime is the annexe that a film pays under. Cinema only.
	Regime Regime `json:"regime,omitempty"`
	// NoEquivalence says that a shoot is paid on the grid of 39 hours. Cinema only.
	NoEquivalence bool `json:"noEquivalence,omitempty"`
	// Advertising says that the film is an advertising film, whose daily engagements have rules of their
	// own (art. 34). Cinema only.
	Advertising bool `json:"advertising,omitempty"`
	// WeeklyPay is the agreed pay for 39 hours in cinema, for 35 in audiovisual production; nil
	// is the grid's.
	WeeklyPay *money.Amount `json:"weeklyPay,omitempty"`
	// Days are in the order of their dates.
	Days []WorkingDay `json:"days" strict:"required,max=7"`
}

// WorkingDay is a day of a time sheet: one with a call, a public holiday off, or one of travel
// alone. Clock times ignore daylight saving.
type WorkingDay struct {
	Date civil.Date `json:"date" strict:"required"`
	// Call and Wrap are the times of meeting and of return to it (rendez-vous, cinema art. 26). A
	// wrap at or before the call is on the next day. All are times of day, 00:00 to 23:59; nil is none.
	Call *worktime.Clock `json:"call,omitempty"`
	Wrap *worktime.Clock `json:"wrap,omitempty"`
	// HolidayOff says that the day is a public holiday that is not worked and is paid.
	HolidayOff bool `json:"holidayOff,omitempty"`
	// Meal is the length of the break that is no work, in minutes.
	Meal int `json:"meal,omitempty"`
	// MealAt is when the break begins, on the next day when before the call; nil is in the
	// middle of the day, the half minute before.
	MealAt *worktime.Clock `json:"mealAt,omitempty"`
	// PaidBreak is how much of the break is paid at the base hour, in minutes: the half hour of
	// a continuous day (journée continue, art. 28). Cinema only.
	PaidBreak int `json:"paidBreak,omitempty"`
	// Transport is the time between the meeting place and the set, inside call and wrap, in minutes.
	Transport int `json:"transport,omitempty"`
	// RestBefore is the time since the last wrap, in minutes; nil is reckoned from the day before
	// with a call, and not known for the first.
	RestBefore *int `json:"restBefore,omitempty"`
	// Travel is the time of voyage, in minutes. Cinema only.
	Travel int `json:"travel,omitempty"`
	// MealOwed and SnackOwed say that the production supplied none. Cinema only.
	MealOwed  bool `json:"mealOwed,omitempty"`
	SnackOwed bool `json:"snackOwed,omitempty"`
	// Unrecovered says that the rest owed for this public holiday, Sunday or sixth day
	// cannot be taken; for a Sunday, because the job ends. Cinema only.
	Unrecovered bool `json:"unrecovered,omitempty"`
}

// MaxWeeks is the greatest number of weeks in one document.
const MaxWeeks = 10_000

const (
	minutesOfDay = 24 * 60
	daysOfWeek   = 7
	// mostDays and mostDaysDaily are how many days may be worked or holidays off: six days of work
	// a week (CT L3132-1), and fewer than five in a daily engagement.
	mostDays      = 6
	mostDaysDaily = 4
	// mostRest is far above any rest between two jobs, in minutes.
	mostRest = 10_000_000
)

// DecodeWeeks reads a list of weeks from JSON and checks them against the figures that their
// wages are to be computed with. Beside malformed JSON it refuses unknown, duplicate or
// wrongly-cased fields, data after the list, more than [MaxWeeks] and more than 12 MiB. All faults
// are told at once, each a [*FieldError] with its path.
func DecodeWeeks(r io.Reader, p WageParameters) ([]WorkingWeek, error) {
	book := wageBook{p: p}
	return strictjson.DecodeList(r, MaxWeeks, book.check)
}

// Validate reports every fault of the week under the figures of p, each a [*FieldError], or nil.
func (w WorkingWeek) Validate(p WageParameters) error {
	var f valid.Faults
	(&wageBook{p: p}).check(&w, &f)
	return f.Err()
}
