package payroll

import (
	"fmt"
	"strconv"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/worktime"
)

// WageRules are the rules of hours in force on a day, ready for any number of weeks of the days
// on which the same figures hold. They are immutable and may be shared.
type WageRules struct {
	held        civil.Period // the days on which the figures are the same
	cinema      cinemaRules
	audiovisual audiovisualRules
	limits      map[stage]*weekLimits
	table       law.Table[money.Decimal]
	grids       *grids
	overrides   []MinimumOverride
}

// hoursRules are the rules that both agreements have.
type hoursRules struct {
	rounding  *wageFigure
	weekly    []wageBand
	guarantee *wageFigure
	off       *wageFigure // hours of a public holiday off
	// The rates of lines paid at the base hour.
	base, guaranteed, paidOff *wageFigure
	sunday                    *wageFigure
	shortRest                 *wageFigure
}

// cinemaRules are those of titre II of the agreement of cinema production (IDCC 3097).
type cinemaRules struct {
	hoursRules
	grid     gridEdition
	baseHour *wageFigure

	short, advertising dailyRules

	shootingDay []wageBand // of a weekly engagement

	// The guarantee of six days, and the rates of what lacks to it and to paid equivalence.
	guaranteeAway, equivalence            *wageFigure
	guaranteedAway, guaranteedEquivalence *wageFigure

	night, nightBeyond, nightFirst *wageFigure

	holiday, sixthDay            *wageFigure
	cap, overCap                 *wageFigure // overCap is the rate of its line
	recoveryDay, recoverySixth   *wageFigure // hours
	recoveredDay, recoveredSixth *wageFigure // rates
	transport, travel, paidBreak *wageFigure
	meal, snack, snackBefore     *wageFigure
	floor, share, deferred       *wageFigure // annexe III
	solidarity, solidarityYear   *wageFigure
}

// dailyRules are those of a daily engagement in cinema (art. 34).
type dailyRules struct {
	least *wageFigure
	bands []wageBand
	// rate is the supplement of a short contract up to the first overtime, overtimeRate that above.
	rate, overtimeRate *wageFigure
}

// audiovisualRules are those of the agreement of audiovisual production (IDCC 2642).
type audiovisualRules struct {
	hoursRules
	baseHour, baseHourDaily *wageFigure
	grid, fictionFlux       gridEdition
	weeklyHeavy             []wageBand
	daily                   []wageBand
	least                   *wageFigure // of a day in a daily engagement
	month                   *wageFigure
	night, nightHeavy       *wageFigure
	holidays                map[string]*wageFigure
}

// At returns the rules of a day. A day before 2022-04-01, the first of the grids, is a
// [law.ErrNoValue].
//
// Complexity O(n log m) in the number of figures and of values of each.
func (p WageParameters) At(date civil.Date) (*WageRules, error) {
	table, err := p.table()
	if err != nil {
		return nil, err
	}
	grids, err := builtInGrids()
	if err != nil {
		return nil, err
	}
	r := &WageRules{table: table, grids: grids, overrides: p.minima}
	l := wageLoader{table: table, date: date, held: civil.Period{From: firstGrid, To: lastDay}}
	if date.Before(firstGrid) {
		return nil, &law.NoValueError{Key: table.Name(), Date: date, First: firstGrid}
	}
	l.cinema(&r.cinema)
	l.audiovisual(&r.audiovisual)
	if r.limits = l.limits(p.limits); r.limits != nil {
		r.cinema.transport = l.limit(r.limits[stage{agreement: Cinema, setting: worktime.Shoot}].FreeTransport())
	}
	r.cinema.grid = l.edition("3097/grid", grids.columns[Cinema])
	r.audiovisual.grid = l.edition("2642/grid", grids.columns[Audiovisual])
	r.audiovisual.fictionFlux = l.edition("2642/grid/fiction-flux", grids.columns[Audiovisual])
	if l.err != nil {
		return nil, l.err
	}
	r.held = l.held
	return r, nil
}

// checkDate refuses a day on which the rules do not hold.
func (r *WageRules) checkDate(on civil.Date) error {
	if r.held.Contains(on) {
		return nil
	}
	return &FieldError{Path: "date", Err: fmt.Errorf("%w: these are the rules of %v", valid.ErrOutOfRange, r.held)}
}

// Held returns the days on which the figures of the rules are the same.
func (r *WageRules) Held() civil.Period { return r.held }

// firstGrid is the first day of the first grid, lastDay the last of the calendar.
var (
	firstGrid = civil.MustParseDate("2022-04-01")
	lastDay   = civil.MustParseDate("2199-12-31")
)

// wageLoader looks up the figures of a day, and the days on which all of them are the same.
type wageLoader struct {
	table law.Table[money.Decimal]
	date  civil.Date
	held  civil.Period
	err   error // the first
}

// fail keeps the first error.
func (l *wageLoader) fail(err error) {
	if l.err == nil {
		l.err = err
	}
}

// hold narrows the days on which all figures are the same to those of one.
func (l *wageLoader) hold(from, to civil.Date) {
	if from.After(l.held.From) {
		l.held.From = from
	}
	if !to.IsZero() && to.Before(l.held.To) {
		l.held.To = to
	}
}

// figure returns the figure of a key, an empty one after an error.
func (l *wageLoader) figure(key string) *wageFigure {
	v, err := l.table.At(key, l.date)
	if err != nil {
		l.fail(err)
		return &wageFigure{}
	}
	f, err := readWageFigure(v)
	if err != nil {
		l.fail(err)
		return &wageFigure{}
	}
	l.hold(v.From, v.To)
	return f
}

// wageKey is where the figure of a key goes.
type wageKey struct {
	key    string
	figure **wageFigure
}

// positive refuses a figure that something is divided by when it is 0.
func (l *wageLoader) positive(key string, f *wageFigure) {
	if f.n <= 0 {
		l.fail(outOfRange(key, "more than 0"))
	}
}

// bands returns the bands of a rule, "3097/overtime/1/from" and the like, with their codes.
func (l *wageLoader) bands(key string, codes ...wageCode) []wageBand {
	bands := make([]wageBand, len(codes))
	for i, code := range codes {
		numbered := key + "/" + strconv.Itoa(i+1)
		bands[i] = wageBand{l.figure(numbered + "/from"), l.figure(numbered + "/rate"), code}
		if i > 0 && bands[i].from.n <= bands[i-1].from.n {
			l.fail(outOfRange(numbered+"/from", "above the band before it"))
		}
	}
	return bands
}

// daily returns the rules of daily engagements of an agreement, or of a kind of film under it.
func (l *wageLoader) daily(key string, codes ...wageCode) dailyRules {
	return dailyRules{
		least: l.figure(key + "/day/least"), bands: l.bands(key+"/overtime/daily", codes...),
		rate: l.figure(key + "/short-contract/rate"), overtimeRate: l.figure(key + "/short-contract/overtime-rate"),
	}
}

func (l *wageLoader) shared(r *hoursRules, agreement string) {
	r.rounding = l.figure(agreement + "/rounding")
	r.guarantee = l.figure(agreement + "/guarantee")
	r.off = l.figure(agreement + "/holiday-off")
	r.sunday = l.figure(agreement + "/sunday/rate")
	r.shortRest = l.figure(agreement + "/short-rest/rate")
	l.positive(agreement+"/rounding", r.rounding)
	r.guaranteed, r.paidOff = atOne(r.guarantee), atOne(r.off)
}

// atOne returns the rate of hours paid at the base hour by the rule of a figure.
func atOne(f *wageFigure) *wageFigure {
	return &wageFigure{n: perMinute, refs: f.refs, notice: f.notice}
}

func (l *wageLoader) cinema(r *cinemaRules) {
	l.shared(&r.hoursRules, "3097")
	r.weekly = l.bands("3097/overtime", codeOvertime25, codeOvertime50, codeOvertime75)
	r.short = l.daily("3097", codeOvertime50, codeOvertime100)
	r.advertising = l.daily("3097/advertising", codeOvertime100)
	r.shootingDay = []wageBand{{l.figure("3097/overtime/shooting-day/from"), l.figure("3097/overtime/shooting-day/rate"), codeOvertime100}}
	for _, of := range []wageKey{
		{"base-hour", &r.baseHour},
		{"guarantee-away", &r.guaranteeAway},
		{"night/rate", &r.night}, {"night/rate-beyond", &r.nightBeyond}, {"night/first", &r.nightFirst},
		{"holiday/rate", &r.holiday}, {"sixth-day/rate", &r.sixthDay},
		{"cap", &r.cap},
		{"equivalence/least-days", &r.equivalence},
		{"travel/most", &r.travel}, {"paid-break", &r.paidBreak},
		{"recovery/day", &r.recoveryDay}, {"recovery/sixth-day", &r.recoverySixth},
		{"meal", &r.meal}, {"snack", &r.snack}, {"snack/before", &r.snackBefore},
		{"annexe3/floor", &r.floor}, {"annexe3/share", &r.share}, {"annexe3/deferred", &r.deferred},
		{"solidarity/hours", &r.solidarity}, {"solidarity/year", &r.solidarityYear},
	} {
		*of.figure = l.figure("3097/" + of.key)
	}
	r.base = atOne(&wageFigure{refs: r.baseHour.refs.Join(r.rounding.refs)})
	r.guaranteedAway, r.guaranteedEquivalence = atOne(r.guaranteeAway), atOne(r.equivalence)
	r.recoveredDay, r.recoveredSixth = atOne(r.recoveryDay), atOne(r.recoverySixth)
	r.overCap = &wageFigure{n: -perMinute, refs: r.cap.refs, notice: r.cap.notice}
	l.positive("3097/base-hour", r.baseHour)
	l.positive("3097/solidarity/year", r.solidarityYear)
	if r.share.n > perMinute {
		l.fail(outOfRange("3097/annexe3/share", "at most 1"))
	}
}

func (l *wageLoader) audiovisual(r *audiovisualRules) {
	l.shared(&r.hoursRules, "2642")
	r.weekly = l.bands("2642/overtime", codeOvertime25, codeOvertime50)
	r.daily = l.bands("2642/overtime/daily", codeOvertime25, codeOvertime50)
	r.least = l.figure("2642/day/least")
	r.month = l.figure("2642/month/factor")
	heavy := wageBand{l.figure("2642/overtime/heavy/from"), l.figure("2642/overtime/heavy/rate"), codeOvertime100}
	r.weeklyHeavy = append(append([]wageBand{}, r.weekly...), heavy)
	for _, of := range []wageKey{
		{"base-hour/weekly", &r.baseHour}, {"base-hour/daily", &r.baseHourDaily},
		{"night/rate", &r.night}, {"night/rate-heavy", &r.nightHeavy},
	} {
		*of.figure = l.figure("2642/" + of.key)
	}
	r.base = atOne(&wageFigure{refs: r.baseHour.refs.Join(r.rounding.refs)})
	l.positive("2642/base-hour/weekly", r.baseHour)
	l.positive("2642/base-hour/daily", r.baseHourDaily)
	if heavy.from.n <= r.weekly[len(r.weekly)-1].from.n {
		l.fail(outOfRange("2642/overtime/heavy/from", "above the band before it"))
	}
	r.holidays = map[string]*wageFigure{}
	for _, code := range []string{
		civil.NewYear, civil.EasterMonday, civil.LabourDay, civil.VictoryDay, civil.Ascension, civil.WhitMonday,
		civil.BastilleDay, civil.Assumption, civil.AllSaints, civil.Armistice, civil.Christmas, civil.AbolitionDay,
	} {
		r.holidays[code] = l.figure("2642/holiday/" + code)
	}
}

// wageBook keeps the rules of the days that were asked for.
type wageBook struct {
	p     WageParameters
	rules []*WageRules
}

// at returns the rules of a day.
func (b *wageBook) at(date civil.Date) (*WageRules, error) {
	for _, r := range b.rules {
		if r.held.Contains(date) {
			return r, nil
		}
	}
	r, err := b.p.At(date)
	if err == nil {
		b.rules = append(b.rules, r)
	}
	return r, err
}

// check tells the faults of a week, a date without rules among them.
func (b *wageBook) check(w *WorkingWeek, f *valid.Faults) {
	var r *WageRules
	if !w.Date.IsZero() {
		var err error
		if r, err = b.at(w.Date); err != nil {
			f.Add("date", nil, err)
		}
	}
	w.check(f, r)
}
