package payroll

import (
	"io"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// Category is the unemployment insurance annex that an intermittent works under.
type Category string

// Categories.
const (
	// Technician is a worker or technician, annex 8.
	Technician Category = "technician"
	// Artist is a performer, annex 10.
	Artist Category = "artist"
)

var categories = []Category{Technician, Artist}

// OneOf returns the words that are a Category.
func (Category) OneOf() []string { return valid.Texts(categories) }

// Agreement is a collective agreement (convention collective) by its IDCC number.
type Agreement string

// Agreements.
const (
	// Cinema is the agreement of cinema production.
	Cinema Agreement = "3097"
	// Audiovisual is the agreement of audiovisual production.
	Audiovisual Agreement = "2642"
	// PublicStage is the agreement of artistic and cultural enterprises.
	PublicStage Agreement = "1285"
	// PrivateStage is the agreement of private live performance.
	PrivateStage Agreement = "3090"
	// TechnicalServices is the agreement of technical services to creation and events.
	TechnicalServices Agreement = "2717"
)

var agreements = []Agreement{Cinema, Audiovisual, PublicStage, PrivateStage, TechnicalServices}

// OneOf returns the words that are an Agreement.
func (Agreement) OneOf() []string { return valid.Texts(agreements) }

// CeilingMethod is how the social security ceiling of a contract shorter than the month
// is brought down (CSS R242-2). The empty word is Thirtieths.
type CeilingMethod string

// Ceiling methods.
const (
	// Thirtieths takes one thirtieth of the monthly ceiling a paid day.
	Thirtieths CeilingMethod = "thirtieths"
	// Calendar takes the calendar days of the contract over those of the month.
	Calendar CeilingMethod = "calendar"
	// Daily takes the daily ceiling a paid day.
	Daily CeilingMethod = "daily"
)

var ceilingMethods = []CeilingMethod{Thirtieths, Calendar, Daily}

// OneOf returns the words that are a CeilingMethod.
func (CeilingMethod) OneOf() []string { return valid.Texts(ceilingMethods) }

// Deduction is the flat deduction for professional expenses (déduction forfaitaire
// spécifique, DFS) that the employer takes. The empty word is none.
type Deduction string

// Deductions.
const (
	// Performer is the deduction of dramatic, lyric, film and dance performers.
	Performer Deduction = "performer"
	// Musician is the deduction of musicians, choristers and conductors, and of the
	// creative staff of the film industry.
	Musician Deduction = "musician"
)

var deductions = []Deduction{Performer, Musician}

// OneOf returns the words that are a Deduction.
func (Deduction) OneOf() []string { return valid.Texts(deductions) }

// Engagement is what a payslip is computed from: the engagement of one intermittent for
// one pay period under a fixed-term contract of usage (CDDU).
type Engagement struct {
	// ID is any text; it comes back with the payslip.
	ID string `json:"id" strict:"required"`
	// Date is the day of payment, which picks every dated figure.
	Date     civil.Date `json:"date" strict:"required"`
	Category Category   `json:"category" strict:"required"`
	// Contract identifies the contract where several payslips belong to it; empty is a contract
	// of one payslip.
	Contract string `json:"contract,omitempty"`
	// Executive says that the worker is a cadre.
	Executive bool      `json:"executive,omitempty"`
	Agreement Agreement `json:"agreement" strict:"required"`
	// Gross is the gross pay of the contract for this payslip, before any deduction.
	Gross money.Amount `json:"gross" strict:"required"`
	// Days is the number of paid days, 1 to 31.
	Days int `json:"days" strict:"required"`
	// ContractDays is the number of days of the whole contract, where this payslip has only some
	// of them; 0 is Days. It decides whether an artist is engaged for fewer than five.
	ContractDays int `json:"contractDays,omitempty"`
	// Hours is the number of paid hours; nil is 8 a paid day, 151.6667 in a full month.
	Hours *money.Decimal `json:"hours,omitempty"`
	// FullMonth says that the contract covers the whole month.
	FullMonth bool `json:"fullMonth,omitempty"`
	// Headcount is that of the employer.
	Headcount int `json:"headcount" strict:"required"`
	// AccidentRate is the employer's notified rate for accidents at work, in percent,
	// used as given. Technicians need one; nil is the national rate for artists.
	AccidentRate *money.Decimal `json:"accidentRate,omitempty"`
	// MobilityRate is the local rate of the mobility contribution, in percent, before the
	// reduction of artists.
	MobilityRate money.Decimal `json:"mobilityRate,omitzero"`
	// AlsaceMoselle says that the local regime applies.
	AlsaceMoselle bool `json:"alsaceMoselle,omitempty"`
	// ShortContract says that the contract lasts three months or less; nil is true.
	ShortContract *bool `json:"shortContract,omitempty"`
	// CeilingMethod matters for contracts shorter than the month.
	CeilingMethod CeilingMethod `json:"ceilingMethod,omitempty"`
	// CalendarDays is the number of calendar days of the contract in the month, for the
	// method calendar.
	CalendarDays int       `json:"calendarDays,omitempty"`
	Deduction    Deduction `json:"deduction,omitempty"`
	// DeductionToDate is what this employer already deducted for this worker in the
	// calendar year.
	DeductionToDate money.Amount `json:"deductionToDate,omitzero"`
	// WithholdingRate is the income tax rate that the tax office gave, in percent.
	WithholdingRate money.Decimal `json:"withholdingRate,omitzero"`
	// NeutralRate is the scale to withhold by where the tax office gave no rate; empty
	// withholds at WithholdingRate.
	NeutralRate NeutralRate `json:"neutralRate,omitempty"`
	// ShortTerm says that the first term of the contract is two months or less, which lowers the
	// base of the neutral rate. It changes nothing else.
	ShortTerm bool `json:"shortTerm,omitempty"`
	// ResidentAbroad says that a performer's tax domicile is outside France: no CSG nor CRDS,
	// health insurance of their own (CSS L131-9) and tax withheld by CGI art. 182 A bis.
	ResidentAbroad bool `json:"residentAbroad,omitempty"`
	// Cachets is the number of performances that an artist is paid for as a package, for the
	// payslip to tell (CT R3243-1). Technicians have none.
	Cachets int `json:"cachets,omitempty"`
}

// MaxEngagements is the greatest number of engagements in one document.
const MaxEngagements = 10_000

// Decode reads a list of engagements from JSON and checks them. Beside malformed JSON it
// refuses unknown, duplicate or wrongly-cased fields, data after the list, more than
// [MaxEngagements] and more than 12 MiB. All faults are told at once, each a
// [*FieldError] with its path.
func Decode(r io.Reader) ([]Engagement, error) {
	return strictjson.DecodeList(r, MaxEngagements, func(e *Engagement, f *valid.Faults) { e.check(f) })
}

// FieldError is a fault of one field of an input, with the path that leads to it.
type FieldError = valid.FieldError

// Bounds of what a pay period can hold. The gross is far above any salary and far below
// what the arithmetic could not hold.
var (
	maxGross = money.MustParse("100000000.00")
	hundred  = money.MustDecimal("100")
)

const (
	maxDays = 31
	// maxContractDays are those of three years, which no contract of usage reaches.
	maxContractDays = 1_100
	maxCachets      = 3 * maxDays
	maxHeadcount    = 10_000_000
)

// hoursOfDays are 24 a day.
var hoursOfDays = multiplesOf(24)

// multiplesOf returns n times each number of days of a month.
func multiplesOf(n int64) (multiples [maxDays + 1]money.Decimal) {
	for days := range multiples {
		multiples[days] = money.DecimalFromInt(n * int64(days))
	}
	return multiples
}

// Validate reports every fault of the engagement, each a [*FieldError], or nil.
func (e Engagement) Validate() error {
	var f valid.Faults
	e.check(&f)
	return f.Err()
}

func (e Engagement) check(f *valid.Faults) {
	if e.Date.IsZero() {
		f.Add("date", nil, valid.ErrMissing)
	}
	valid.OneOf(f, "category", e.Category, categories)
	valid.OneOf(f, "agreement", e.Agreement, agreements)
	switch {
	case e.Gross.Sign() < 0:
		f.Add("gross", e.Gross, valid.ErrNegative)
	case e.Gross.Compare(maxGross) > 0:
		f.Addf("gross", e.Gross, valid.ErrOutOfRange, "at most %v", maxGross)
	}
	checkInt(f, "days", e.Days, 1, maxDays)
	if e.ContractDays != 0 {
		checkInt(f, "contractDays", e.ContractDays, max(e.Days, 1), maxContractDays)
	}
	checkInt(f, "headcount", e.Headcount, 0, maxHeadcount)
	e.checkHours(f)
	e.checkRates(f)
	e.checkCeiling(f)
	e.checkTax(f)
	if e.Deduction != "" {
		valid.OneOf(f, "deduction", e.Deduction, deductions)
	}
	switch {
	case e.Cachets != 0 && e.Category == Technician:
		f.Addf("cachets", e.Cachets, valid.ErrOutOfRange, "technicians are paid by the hour")
	case e.Cachets != 0:
		checkInt(f, "cachets", e.Cachets, 1, maxCachets)
	}
	if e.DeductionToDate.Sign() < 0 {
		f.Add("deductionToDate", e.DeductionToDate, valid.ErrNegative)
	}
}

func checkInt(f *valid.Faults, field string, n, least, most int) {
	if n < least || n > most {
		f.Addf(field, n, valid.ErrOutOfRange, "%d to %d", least, most)
	}
}

func (e Engagement) checkHours(f *valid.Faults) {
	if e.Hours == nil {
		return
	}
	days := min(max(e.Days, 0), maxDays)
	if e.FullMonth {
		days = maxDays
	}
	if most := hoursOfDays[days]; e.Hours.Sign() <= 0 || e.Hours.Compare(most) > 0 {
		f.Addf("hours", e.Hours, valid.ErrOutOfRange, "more than 0, at most %v", most)
	}
}

func (e Engagement) checkRates(f *valid.Faults) {
	percentage := func(field string, rate money.Decimal) {
		if rate.Sign() < 0 || rate.Compare(hundred) > 0 {
			f.Addf(field, rate, valid.ErrOutOfRange, "0 to 100")
		}
	}
	percentage("mobilityRate", e.MobilityRate)
	percentage("withholdingRate", e.WithholdingRate)
	if e.AccidentRate != nil {
		percentage("accidentRate", *e.AccidentRate)
	} else if e.Category == Technician {
		f.Addf("accidentRate", nil, valid.ErrMissing, "a technician's employer has a notified rate")
	}
}

func (e Engagement) checkCeiling(f *valid.Faults) {
	if e.CeilingMethod != "" {
		valid.OneOf(f, "ceilingMethod", e.CeilingMethod, ceilingMethods)
	}
	daysOfMonth := maxDays
	if !e.Date.IsZero() {
		daysOfMonth = e.Date.Month().Days()
	}
	switch {
	case e.CeilingMethod == Calendar && !e.FullMonth && e.CalendarDays == 0:
		f.Addf("calendarDays", nil, valid.ErrMissing, "the method calendar needs them")
	case e.CalendarDays != 0:
		checkInt(f, "calendarDays", e.CalendarDays, 1, daysOfMonth)
	}
}
