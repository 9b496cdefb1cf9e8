package rights

import (
	"io"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// FestivalCalendar is a calendar of festivals and markets (calendrier des festivals et des marchés), kept as
// data: each edition with its own rules.
type FestivalCalendar struct {
	Festivals []Festival `json:"festivals" strict:"required,max=2000"`
}

// Festival is an edition of a festival or market with the conditions of one of its sections.
type Festival struct {
	ID   string       `json:"id" strict:"required"`
	Name string       `json:"name" strict:"required"`
	Kind FestivalKind `json:"kind" strict:"required"`
	// Country is where it is held, two capital letters of ISO 3166.
	Country string `json:"country" strict:"required"`
	// Dates are its first and last day.
	Dates civil.Period `json:"dates" strict:"required"`
	// Deadlines are the last days to submit, in order, each with its fee.
	Deadlines []FestivalDeadline `json:"deadlines" strict:"required,max=20"`
	// Premiere is what the film may not have lost; PremiereIn are the countries of a regional premiere.
	Premiere   PremiereStatus `json:"premiere" strict:"required"`
	PremiereIn []string       `json:"premiereIn,omitempty" strict:"max=300"`
	// CompletedFrom is the first day of completion that is accepted.
	CompletedFrom civil.Date `json:"completedFrom,omitzero"`
	// LeastMinutes and MostMinutes bound the length, both included; 0 leaves it open.
	LeastMinutes int `json:"leastMinutes,omitempty"`
	MostMinutes  int `json:"mostMinutes,omitempty"`
	// Countries are those of which the film has to have one, any where there are none.
	Countries []string `json:"countries,omitempty" strict:"max=300"`
	// Source is where the rules were read, ReadOn the day.
	Source string     `json:"source,omitempty"`
	ReadOn civil.Date `json:"readOn,omitzero"`
}

// FestivalDeadline is a last day to submit (date limite d'inscription).
type FestivalDeadline struct {
	Name string     `json:"name,omitempty"`
	On   civil.Date `json:"on" strict:"required"`
	// Fee is in Currency, which an edition without a fee leaves out.
	Fee      money.Amount `json:"fee,omitzero"`
	Currency string       `json:"currency,omitempty"`
}

// FestivalKind tells festivals from markets.
type FestivalKind string

// Kinds.
const (
	FilmFestival FestivalKind = "festival"
	FilmMarket   FestivalKind = "market"
)

var festivalKinds = []FestivalKind{FilmFestival, FilmMarket}

// OneOf returns the words that are a FestivalKind.
func (FestivalKind) OneOf() []string { return valid.Texts(festivalKinds) }

// PremiereStatus is which first showing a festival asks for.
type PremiereStatus string

// Statuses.
const (
	// AnyPremiere: a film may have been shown anywhere.
	AnyPremiere PremiereStatus = "any"
	// WorldPremiere: never shown in public.
	WorldPremiere PremiereStatus = "world"
	// InternationalPremiere: never shown outside its own countries of production.
	InternationalPremiere PremiereStatus = "international"
	// NationalPremiere: never shown in the country of the festival.
	NationalPremiere PremiereStatus = "national"
	// RegionalPremiere: never shown in the countries that the festival lists.
	RegionalPremiere PremiereStatus = "regional"
)

var premiereStatuses = []PremiereStatus{AnyPremiere, WorldPremiere, InternationalPremiere, NationalPremiere, RegionalPremiere}

// OneOf returns the words that are a PremiereStatus.
func (PremiereStatus) OneOf() []string { return valid.Texts(premiereStatuses) }

// FestivalFilm is a film to submit.
type FestivalFilm struct {
	Title string `json:"title" strict:"required"`
	// Completed is the day the film is finished, or is expected to be.
	Completed civil.Date `json:"completed" strict:"required"`
	Minutes   int        `json:"minutes" strict:"required"`
	// Countries are those of production, the first the main one.
	Countries []string `json:"countries" strict:"required,max=50"`
	// Shown are the public showings there have been or that are agreed. Those for buyers alone do not
	// count.
	Shown []PublicShowing `json:"shown,omitempty" strict:"max=10000"`
}

// PublicShowing is a showing to the public (projection publique), at a festival or in cinemas.
type PublicShowing struct {
	On      civil.Date `json:"on" strict:"required"`
	Country string     `json:"country" strict:"required"`
	At      string     `json:"at,omitempty"`
}

// DecodeFestivals reads a calendar from JSON and checks it, as strictly as [DecodeDeal]. All faults are told
// at once, each a [*FieldError].
func DecodeFestivals(r io.Reader) (FestivalCalendar, error) {
	return strictjson.DecodeValid[FestivalCalendar](r)
}

// DecodeFestivalFilm reads a film from JSON and checks it, as strictly as [DecodeDeal]. All faults are told
// at once, each a [*FieldError].
func DecodeFestivalFilm(r io.Reader) (FestivalFilm, error) {
	return strictjson.DecodeValid[FestivalFilm](r)
}

// Validate reports every fault of the calendar, each a [*FieldError], or nil.
func (c FestivalCalendar) Validate() error {
	var f valid.Faults
	seen := make(map[string]bool, len(c.Festivals))
	f.Enter("festivals")
	for i, festival := range c.Festivals {
		if f.Full() {
			break
		}
		f.Index(i)
		checkName(&f, "id", festival.ID, seen[festival.ID])
		seen[festival.ID] = true
		festival.check(&f)
		f.Leave()
	}
	f.Leave()
	return f.Err()
}

func (e Festival) check(f *valid.Faults) {
	if e.Name == "" {
		f.Add("name", nil, valid.ErrMissing)
	}
	valid.OneOf(f, "kind", e.Kind, festivalKinds)
	valid.OneOf(f, "premiere", e.Premiere, premiereStatuses)
	checkCountryCode(f, "country", e.Country)
	if !e.Dates.IsValid() {
		f.Add("dates", nil, civil.ErrPeriod)
	}
	e.checkDeadlines(f)
	if (e.Premiere == RegionalPremiere) != (len(e.PremiereIn) > 0) {
		f.Addf("premiereIn", nil, valid.ErrMissing, "a regional premiere, and no other, has countries")
	}
	checkCountryList(f, "premiereIn", e.PremiereIn)
	checkCountryList(f, "countries", e.Countries)
	if e.LeastMinutes < 0 {
		f.Add("leastMinutes", e.LeastMinutes, valid.ErrNegative)
	}
	if e.MostMinutes < 0 || (e.MostMinutes > 0 && e.MostMinutes < e.LeastMinutes) {
		f.Addf("mostMinutes", e.MostMinutes, valid.ErrOutOfRange, "at least leastMinutes")
	}
}

func (e Festival) checkDeadlines(f *valid.Faults) {
	if len(e.Deadlines) == 0 {
		f.Add("deadlines", nil, valid.ErrMissing)
	}
	f.Enter("deadlines")
	for i, d := range e.Deadlines {
		f.Index(i)
		switch {
		case d.On.IsZero():
			f.Add("on", nil, valid.ErrMissing)
		case i > 0 && !d.On.After(e.Deadlines[i-1].On), d.On.After(e.Dates.To):
			f.Addf("on", d.On, valid.ErrOutOfRange, "in order, before the festival ends")
		}
		if d.Fee.Sign() < 0 {
			f.Add("fee", d.Fee, valid.ErrNegative)
		}
		if d.Currency != "" && !valid.IsCurrency(d.Currency) || d.Currency == "" && !d.Fee.IsZero() {
			f.Addf("currency", d.Currency, valid.ErrOutOfRange, "three capital letters")
		}
		f.Leave()
	}
	f.Leave()
}

// Validate reports every fault of the film, each a [*FieldError], or nil.
func (film FestivalFilm) Validate() error {
	var f valid.Faults
	if film.Title == "" {
		f.Add("title", nil, valid.ErrMissing)
	}
	if film.Completed.IsZero() {
		f.Add("completed", nil, valid.ErrMissing)
	}
	if film.Minutes < 1 || film.Minutes > 100_000 {
		f.Addf("minutes", film.Minutes, valid.ErrOutOfRange, "1 to 100000")
	}
	if len(film.Countries) == 0 {
		f.Add("countries", nil, valid.ErrMissing)
	}
	checkCountryList(&f, "countries", film.Countries)
	f.Enter("shown")
	for i, s := range film.Shown {
		f.Index(i)
		if s.On.IsZero() {
			f.Add("on", nil, valid.ErrMissing)
		}
		checkCountryCode(&f, "country", s.Country)
		f.Leave()
	}
	f.Leave()
	return f.Err()
}

func checkCountryList(f *valid.Faults, field string, list []string) {
	f.Enter(field)
	for i, country := range list {
		f.Index(i)
		checkCountryCode(f, "", country)
		f.Leave()
	}
	f.Leave()
}

func checkCountryCode(f *valid.Faults, field, country string) {
	if len(country) != 2 || !isOf(country, isLetter) {
		f.Addf(field, country, valid.ErrOutOfRange, "two capital letters")
	}
}
