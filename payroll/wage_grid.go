package payroll

import (
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// Function is a function of technicians in the grid of an agreement.
type Function struct {
	Agreement Agreement `json:"agreement"`
	// Job is its exact name.
	Job string `json:"job"`
	// Branch is the letter of its filière (audiovisual).
	Branch string `json:"branch,omitempty"`
}

// MinimumPay is the minimum pay of a function on a day (salaire minimum garanti), as the annexes of
// the agreements publish it. Each amount is rounded once to the cent, half away from zero; those of
// annexe II that were published differ from it by a cent at most.
type MinimumPay struct {
	Function
	Minimum
	// From and To are the days on which it holds; To is the zero Date when no end is known.
	From civil.Date `json:"from"`
	To   civil.Date `json:"to,omitzero"`
	// Week39 is the pay of 39 hours, four of them overtime.
	Week39 money.Amount `json:"week39"`
	// BaseHour is the price of an hour of a weekly engagement.
	BaseHour UnitPrice `json:"baseHour"`
	// Day is the least pay of a day in a daily engagement.
	Day money.Amount `json:"day"`
	// Month is the pay of a month of 35 hours a week, in contracts of three months or more (audiovisual,
	// IV.2.1, which sets a floor of 130 % of the SMIC beside it); 0.00 in cinema.
	Month money.Amount `json:"month,omitzero"`
	// Shooting is that of shooting weeks of five and six days with equivalence (cinema, annexe II);
	// empty where there is none.
	Shooting []ShootingMinimum `json:"shooting,omitempty"`
	// Deferred is the minimum of films of small budget (cinema, annexe III).
	Deferred *DeferredMinimum `json:"deferred,omitempty"`
	Status   law.Status       `json:"status"`
	Refs     law.Refs         `json:"refs"`
	Notices  []law.Notice     `json:"notices"`
}

// ShootingMinimum is the minimum of a shooting week (annexe II).
type ShootingMinimum struct {
	// Days is 5 or 6, Presence and Paid are hours.
	Days     int          `json:"days"`
	Presence int          `json:"presence"`
	Paid     int          `json:"paid"`
	Amount   money.Amount `json:"amount"`
	// Deferred is the minimum under annexe III and Share twice what it lacks, the share in receipts.
	Deferred money.Amount `json:"deferred"`
	Share    money.Amount `json:"share"`
}

// DeferredMinimum is the pay of 39 hours under annexe III.
type DeferredMinimum struct {
	Weekly money.Amount `json:"weekly"`
	// Share is the share in the producer's net receipts (intéressement), twice what annexe III does
	// not pay, reckoned from rounded amounts (annexe III art. 5).
	Share money.Amount `json:"share"`
}

// Functions returns the functions of the grid of an agreement, in its order; none for an
// agreement without one.
func Functions(a Agreement) []Function {
	g, _ := builtInGrids() // they are sound, a test says so
	var list []Function
	for _, row := range g.list {
		if row.function.Agreement == a {
			list = append(list, row.function)
		}
	}
	return list
}

// MinimumOf returns the minimum pay of a function on a day. The genre matters in audiovisual
// production only. An unknown function is an [*UnknownFunctionError] with those that resemble it, a
// day before the grids a [law.ErrNoValue], each in a [*FieldError]. A grid that has lapsed, or
// whose amounts are derived, gives a notice. For many functions use [WageParameters.At] and
// [WageRules.MinimumOf].
func (p WageParameters) MinimumOf(fn Function, genre Genre, on civil.Date) (MinimumPay, error) {
	r, err := p.At(on)
	if err != nil {
		return MinimumPay{}, &FieldError{Path: "date", Err: err}
	}
	return r.MinimumOf(fn, genre, on)
}

// MinimumOf returns the minimum pay of a function on a day on which the rules hold, as
// [WageParameters.MinimumOf] does. Another day is a [*FieldError].
func (r *WageRules) MinimumOf(fn Function, genre Genre, on civil.Date) (MinimumPay, error) {
	if err := r.checkDate(on); err != nil {
		return MinimumPay{}, err
	}
	w := WorkingWeek{Agreement: fn.Agreement, Job: fn.Job, Branch: fn.Branch, Genre: genre, Date: on}
	var f valid.Faults
	valid.OneOf(&f, "agreement", fn.Agreement, wageAgreements)
	if genre != "" {
		valid.OneOf(&f, "genre", genre, genres)
	}
	row, found := r.grids.named(fn)
	if found {
		w.Specialised = row.specialised
		if row.function == fn {
			w.Branch = "" // a branch is given as Functions gives it, also where the name has no other
			if len(r.grids.rows[fn.Agreement][fn.Job]) > 1 {
				w.Branch = fn.Branch
			}
		}
	}
	r.checkJob(&w, &f)
	if err := f.Err(); err != nil {
		return MinimumPay{}, err
	}
	return r.minimumOf(row, genre, on)
}

func (r *WageRules) minimumOf(row *gridRow, genre Genre, on civil.Date) (MinimumPay, error) {
	v, unsure, err := r.minimum(row, genre, on)
	if err != nil {
		return MinimumPay{}, err
	}
	m := MinimumPay{
		Function: row.function, Minimum: v.Value, From: v.From, To: v.To,
		Status: v.Status, Refs: v.Refs, Notices: []law.Notice{},
	}
	if v.Value.Equivalence != nil {
		m.Minimum.Equivalence = new(*v.Value.Equivalence) // the table's own is not given away
	}
	note := func(n law.Notice, told bool) {
		if told {
			m.Notices = append(m.Notices, n)
		}
	}
	note(r.table.Stale(on))
	note(unsure, unsure.Code != "")
	if row.function.Agreement == Audiovisual {
		a := &r.audiovisual
		m.BaseHour = hourly(m.Weekly, a.baseHour.n)
		m.Week39 = m.BaseHour.post(WorkHours{equivalentHours(a.weekly, fullWeek)}, perMinute)
		m.Day = hourly(m.Weekly, a.baseHourDaily.n).post(Minutes(a.least.minutes()), perMinute)
		m.Month = UnitPrice{cents: m.Weekly.Cents(), minutes: 60}.post(Minutes(60), a.month.n)
		return m, nil
	}
	c := &r.cinema
	m.BaseHour, m.Week39 = hourly(m.Weekly, c.baseHour.n), m.Weekly
	m.Day = m.BaseHour.post(Minutes(c.short.least.minutes()), perMinute+c.short.rate.n)
	deferred := c.paidUnderAnnexeIII(m.Weekly)
	m.Deferred = &DeferredMinimum{deferred, c.shareOf(m.Weekly, deferred)}
	note(c.floor.notice, c.floor.notice.Code != "")
	note(c.share.notice, c.share.notice.Code != "")
	if e := m.Equivalence; e != nil {
		for _, days := range []int{mostDays - 1, mostDays} {
			presence, paid := e.of(days)
			hours := WorkHours{equivalentHours(c.weekly, paid*60)}
			s := ShootingMinimum{Days: days, Presence: presence, Paid: paid, Amount: m.BaseHour.post(hours, perMinute)}
			s.Deferred = hourly(deferred, c.baseHour.n).post(hours, perMinute)
			s.Share = c.shareOf(s.Amount, s.Deferred)
			m.Shooting = append(m.Shooting, s)
		}
	}
	return m, nil
}

// fullWeek is the week of 39 hours whose pay both grids publish, in minutes.
const fullWeek = 39 * 60

// shareOf returns the share in receipts for what annexe III does not pay.
func (r *cinemaRules) shareOf(full, paid money.Amount) money.Amount {
	return money.FromCents(int64(roundDiv(uint64(full.Cents()-paid.Cents()), uint64(r.deferred.n), perMinute)))
}

// Deferred returns what annexe III of the cinema agreement pays of a weekly amount of annexe I, and the
// share in receipts for the rest, for functions that no grid has, such as a director's. An amount that
// is not above 0.00 is a [*FieldError].
func (r *WageRules) Deferred(weekly money.Amount) (DeferredMinimum, error) {
	if err := (Minimum{Weekly: weekly}).check(); err != nil {
		return DeferredMinimum{}, &FieldError{Path: "weekly", Value: weekly, Err: err}
	}
	paid := r.cinema.paidUnderAnnexeIII(weekly)
	return DeferredMinimum{paid, r.cinema.shareOf(weekly, paid)}, nil
}

// Solidarity returns the hours that the solidarity day (journée de solidarité, cinema art. 43) takes of
// hours of work for one employer: 7 hours for 1607, rounded to the ten-thousandth of a minute. They
// are worked and not paid again.
func (r *WageRules) Solidarity(worked WorkHours) WorkHours {
	if worked.n <= 0 {
		return WorkHours{}
	}
	return WorkHours{int64(roundDiv(uint64(worked.n), uint64(r.cinema.solidarity.n), uint64(r.cinema.solidarityYear.n)))}
}
