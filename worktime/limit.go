package worktime

import (
	"errors"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
)

// ErrLimit reports an override that is no limit.
var ErrLimit = errors.New("not a limit")

// Limit is a figure that working time is compared with.
type Limit struct {
	// Key is its name in the table, "3097/daily-span".
	Key string `json:"key"`
	// Value counts in Unit: minutes, days, weeks, rests, sundays or permits.
	Value int    `json:"value"`
	Unit  string `json:"unit"`
	// Refs are where it was read.
	Refs law.Refs `json:"refs,omitzero"`
	// Notices say that it is not verified, or stale.
	Notices []law.Notice `json:"notices,omitempty"`
}

func limitOf(v law.Value[int]) Limit {
	limit := Limit{Key: v.Key, Value: v.Value, Unit: v.Unit, Refs: v.Refs}
	if notice, ok := v.Notice(); ok {
		limit.Notices = []law.Notice{notice}
	}
	return limit
}

// name is one limit of an agreement, the last part of its key.
type name uint8

const (
	dailyHours name = iota
	dailyHoursSet
	dailyHoursExceptional
	dailyHoursNightWorker
	dailyHoursChild
	dailySpan
	dailySpanExceptional
	dailyRest
	dailyRestReduced
	dailyRestLongDay
	dailyRestAfterNight
	shortRests
	weeklyHours
	weeklyHoursStudio
	weeklyHoursFiction
	weeklyHoursAuthorised
	authorisedWeeks
	averageHours
	averageWeeks
	weeklyDays
	consecutiveDays
	weeklyRest
	weeklyRestSet
	weeklyRestLate
	weeklyRestInside
	sixDayWeeks
	sixDayWeeksAbroad
	sixDayWeeksAYear
	sixthDayRecovery
	sundayRecovery
	sundays
	workBeforeBreak
	breakLength
	breakContinuousDay
	freeTransport
	travelRest
	studioSunday
	studioHoliday
	nightWorker
	nightFrom
	nightTo
	nightWinterFrom
	nightWinterStudioFrom
	nightWinterTo
	nightWinterBegins
	nightWinterEnds
	ofAgreement // those above are of an agreement, those below of all minors
	minorDailyHours
	minorWeeklyHours
	minorWorkBeforeBreak
	minorBreak
	minorDailyRest
	minorDailyRestChild
	minorDailyRestNight
	minorRestDays
	minorWeeklyRest
	minorNightFrom
	minorNightFromChild
	minorNightTo
	minorNightAuthorised
	minorNight
	minorHoliday
	minorSunday
	childPermit
	numNames = iota
)

var names = [numNames]string{
	dailyHours: "daily-hours", dailyHoursSet: "daily-hours/set", dailyHoursExceptional: "daily-hours/exceptional",
	dailyHoursNightWorker: "daily-hours/night-worker", dailyHoursChild: "daily-hours/child",
	dailySpan: "daily-span", dailySpanExceptional: "daily-span/exceptional",
	dailyRest: "daily-rest", dailyRestReduced: "daily-rest/reduced", dailyRestLongDay: "daily-rest/long-day",
	dailyRestAfterNight: "daily-rest/after-night", shortRests: "short-rests",
	weeklyHours: "weekly-hours", weeklyHoursStudio: "weekly-hours/studio", weeklyHoursFiction: "weekly-hours/fiction",
	weeklyHoursAuthorised: "weekly-hours/authorised", authorisedWeeks: "authorised-weeks",
	averageHours: "average-hours", averageWeeks: "average-weeks",
	weeklyDays: "weekly-days", consecutiveDays: "consecutive-days",
	weeklyRest: "weekly-rest", weeklyRestSet: "weekly-rest/set", weeklyRestLate: "weekly-rest/late",
	weeklyRestInside: "weekly-rest/inside",
	sixDayWeeks:      "six-day-weeks", sixDayWeeksAbroad: "six-day-weeks/abroad", sixDayWeeksAYear: "six-day-weeks-a-year",
	sixthDayRecovery: "sixth-day-recovery", sundayRecovery: "sunday-recovery", sundays: "sundays",
	workBeforeBreak: "work-before-break", breakLength: "break", breakContinuousDay: "break/continuous-day",
	freeTransport: "free-transport", travelRest: "travel-rest",
	studioSunday: "studio-sunday", studioHoliday: "studio-holiday",
	nightWorker: "night-worker", nightFrom: "night/from", nightTo: "night/to",
	nightWinterFrom: "night/winter-from", nightWinterStudioFrom: "night/winter-studio-from", nightWinterTo: "night/winter-to",
	nightWinterBegins: "night/winter-begins", nightWinterEnds: "night/winter-ends",

	minorDailyHours: "daily-hours", minorWeeklyHours: "weekly-hours",
	minorWorkBeforeBreak: "work-before-break", minorBreak: "break",
	minorDailyRest: "daily-rest", minorDailyRestChild: "daily-rest/child", minorDailyRestNight: "daily-rest/night",
	minorRestDays: "minor-rest-days", minorWeeklyRest: "weekly-rest",
	minorNightFrom: "night/from", minorNightFromChild: "night/from-child", minorNightTo: "night/to",
	minorNightAuthorised: "night/authorised-from",
	minorNight:           "minor-night", minorHoliday: "minor-holiday", minorSunday: "minor-sunday", childPermit: "child-permit",
}

// book is what every limit of an agreement is worth over some days.
type book struct {
	values   [numNames]law.Value[int]
	has      [numNames]bool
	from, to civil.Date // to is the zero Date when no end is known
	minor    bool       // with the limits of minors
}

// covers reports whether the book holds on a day.
func (b *book) covers(on civil.Date) bool {
	return !on.Before(b.from) && (b.to.IsZero() || !on.After(b.to))
}

// floor is where the limits of the code are, which hold where an agreement has none of its own.
const floor = string(LabourCode) + "/"

// readBook reads the limits of an agreement on a day. A limit that neither the agreement nor
// the code has is left out; one without a value on the day is a [law.ErrNoValue].
func readBook(table law.Table[int], a Agreement, fiction, minor bool, on civil.Date) (*book, error) {
	b := &book{minor: minor}
	own := []string{string(a) + "/", floor}
	night := own
	if fiction {
		night = []string{string(a) + "/fiction-", string(a) + "/", floor}
	}
	for n := range ofAgreement {
		prefixes := own
		if isNight(n) {
			prefixes = night
		}
		if err := b.read(table, n, prefixes, on); err != nil {
			return nil, err
		}
	}
	for n := ofAgreement + 1; minor && n < numNames; n++ {
		if err := b.read(table, n, []string{"minor/"}, on); err != nil {
			return nil, err
		}
	}
	return b, nil
}

func isNight(n name) bool { return n >= nightFrom && n <= nightWinterEnds }

// read reads one limit under the first of its keys that the table has.
func (b *book) read(table law.Table[int], n name, prefixes []string, on civil.Date) error {
	for _, prefix := range prefixes {
		if !table.Has(prefix + names[n]) {
			continue
		}
		v, err := table.At(prefix+names[n], on)
		if err != nil {
			return err
		}
		b.values[n], b.has[n] = v, true
		if v.From.After(b.from) {
			b.from = v.From
		}
		if !v.To.IsZero() && (b.to.IsZero() || v.To.Before(b.to)) {
			b.to = v.To
		}
		return nil
	}
	return nil
}
