package rights

import (
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// Account is a sum to be recouped: a guarantee, costs, a loan, equity.
type Account struct {
	ID string `json:"id" strict:"required"`
	// Opening is what is to be recouped at the beginning, never negative.
	Opening money.Amount `json:"opening" strict:"required"`
	// Premium is recouped on top of the opening and of every charge: 1/5 of 20 %. It bears no
	// interest.
	Premium *money.Fraction `json:"premium,omitempty"`
	// Cap is the most that opening and charges may come to, without premium and interest. What is
	// charged beyond it is not recouped.
	Cap      *money.Amount `json:"cap,omitempty"`
	Interest *Interest     `json:"interest,omitempty"`
	// Payee makes the account follow everything that this payee has from any step, in place of being
	// recouped by one. With compound interest it tells when a rate of return is reached.
	Payee string `json:"payee,omitempty"`
	// Currency, where it is given, is that of the plan.
	Currency string `json:"currency,omitempty"`
}

// Interest is what the principal of an account bears. It is reckoned to the day of every event and
// posted to the cent on its running total, half away from zero, so that the number of events makes no
// difference.
type Interest struct {
	// Rate is that of a year, its terms in lowest form below 10⁹.
	Rate money.Fraction `json:"rate" strict:"required"`
	// From is the first day that counts.
	From   civil.Date     `json:"from" strict:"required"`
	Method InterestMethod `json:"method" strict:"required"`
	Basis  DayCount       `json:"basis" strict:"required"`
	// Capitalise tells when compound interest joins the principal: every so often from From. Without
	// it, every year. Between these days the interest is simple.
	Capitalise Frequency `json:"capitalise,omitempty"`
	// First is what is repaid first, the interest unless it says otherwise.
	First RepaidFirst `json:"first,omitempty"`
}

// InterestMethod tells whether interest bears interest.
type InterestMethod string

// Methods of interest.
const (
	Simple   InterestMethod = "simple"
	Compound InterestMethod = "compound"
)

var interestMethods = []InterestMethod{Simple, Compound}

// OneOf returns the words that are an InterestMethod.
func (InterestMethod) OneOf() []string { return valid.Texts(interestMethods) }

// DayCount is how the days between two dates are counted, over how many a year has.
type DayCount string

// Day counts: of ISDA 2006, section 4.16, (e), (d) and (g).
const (
	Act360     DayCount = "act/360"
	Act365     DayCount = "act/365"
	ThirtyE360 DayCount = "30e/360"
)

var dayCounts = []DayCount{Act360, Act365, ThirtyE360}

// OneOf returns the words that are a DayCount.
func (DayCount) OneOf() []string { return valid.Texts(dayCounts) }

// days returns the days from one date to another.
func (c DayCount) days(from, to civil.Date) int {
	if c == ThirtyE360 {
		return thirtyE(to) - thirtyE(from)
	}
	return to.DaysSince(from)
}

// thirtyE counts days in a calendar of months of 30 days, the 31st being the 30th.
func thirtyE(d civil.Date) int {
	return 360*d.Year() + 30*int(d.Month().Month()) + min(d.Day(), 30)
}

func (c DayCount) year() int64 {
	if c == Act365 {
		return 365
	}
	return 360
}

// Frequency is how often something comes round.
type Frequency string

// Frequencies.
const (
	Monthly    Frequency = "monthly"
	Quarterly  Frequency = "quarterly"
	HalfYearly Frequency = "half-yearly"
	Yearly     Frequency = "yearly"
)

var frequencies = []Frequency{Monthly, Quarterly, HalfYearly, Yearly}

// OneOf returns the words that are a Frequency.
func (Frequency) OneOf() []string { return valid.Texts(frequencies) }

// months returns how many months lie between two times, 12 of no frequency.
func (f Frequency) months() int {
	switch f {
	case Monthly:
		return 1
	case Quarterly:
		return 3
	case HalfYearly:
		return 6
	}
	return 12
}

// RepaidFirst is the part of a debt that a payment goes to first. The premium comes last.
type RepaidFirst string

// What is repaid first.
const (
	InterestFirst  RepaidFirst = "interest"
	PrincipalFirst RepaidFirst = "principal"
)

var repaidFirst = []RepaidFirst{InterestFirst, PrincipalFirst}

// OneOf returns the words that are a RepaidFirst.
func (RepaidFirst) OneOf() []string { return valid.Texts(repaidFirst) }
