package payroll

import (
	"fmt"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// PerformerLine is an element of the pay of a performer. It recomputes: the amount is hours × rate
// × price, or count × rate × price, of exact values, rounded once to the cent, half away from zero.
type PerformerLine struct {
	// Code is one of [PerformerCodes]; it never changes.
	Code string `json:"code"`
	// Hours are what is paid by the hour, Count what is paid by the piece: days, weeks, services.
	Hours WorkHours `json:"hours,omitzero"`
	Count int       `json:"count,omitempty"`
	// Rate is a share of the price, negative on the line cap.
	Rate money.Decimal `json:"rate"`
	// Price is that of an hour or of a piece.
	Price  UnitPrice    `json:"price"`
	Amount money.Amount `json:"amount"`
	Refs   law.Refs     `json:"refs"`
}

// PerformerPay is the gross pay of an engagement of a performer or an extra (salaire brut).
type PerformerPay struct {
	ID string `json:"id"`
	// Date is the first day of the engagement, whose figures hold for all of it: the grid of
	// television says so of contracts by their first day of work.
	Date     civil.Date    `json:"date"`
	Grid     PerformerGrid `json:"grid"`
	Function string        `json:"function"`
	// Cachets are the days paid, five or six for a week.
	Cachets int `json:"cachets"`
	// Hours are those of work of the days that are paid for their hours.
	Hours WorkHours `json:"hours"`
	// Pay is that of a day, or of a week, and PayMinimum its minimum in the grid.
	Pay        money.Amount `json:"pay"`
	PayMinimum money.Amount `json:"payMinimum"`
	// BaseHour is the price that overtime and most supplements are reckoned on (salaire horaire de
	// base): in feature and short films that of the grid whatever the pay.
	BaseHour UnitPrice       `json:"baseHour"`
	Lines    []PerformerLine `json:"lines"`
	// Gross is the sum of the lines but costumes and accessories of one's own, which are Allowances.
	Gross      money.Amount `json:"gross"`
	Allowances money.Amount `json:"allowances"`
	// Minimum is the gross of the same engagement at the minimum of the grid.
	Minimum money.Amount `json:"minimum"`
	// Rights is the part of the minimum of the cachets that is for the exploitation of the
	// performance (CPI L212-4): 33 % without the make-up in feature films, 20 % in short films.
	Rights money.Amount `json:"rights"`
	// Breaches are the limits of pay and time that the engagement is beyond, by date, then
	// rule: consecutive-days (measured in days), daily-hours, daily-rest, daily-span, minimum,
	// studio-holiday, studio-sunday.
	Breaches []Breach     `json:"breaches"`
	Notices  []law.Notice `json:"notices"`
}

// ComputePerformer returns the pay of an engagement of a performer or an extra: cachets, weeks,
// rehearsals and other works at the agreed pay or the minimum of the grid, then overtime, night,
// Sunday, public holiday, sixth day and short rest from the times of the days, and supplements.
//
// The rules are those of the agreement of cinema production, titre III, of the agreement on short
// films of 9 July 2014, and of the agreement of performers in television; see each grid. A faulty
// engagement is refused with every fault at once, each a [*FieldError]: a first day before the grid
// is a [law.ErrNoValue], a function that it does not have an [UnknownFunctionError] with the names
// that resemble it, or [ErrPaidByTheHour] for a technician's.
//
// A figure that is not verified, and a grid that has lapsed, give a notice.
//
// Not modelled: advertising films, stunts, recordings of musicians, films of small budget
// (annexe III.1.C, deferred pay), pay by the month or for a role as a whole, exclusivity (art.
// 6.2), public holidays off, meals and snacks (scale of the Urssaf), lodging, kilometres, continuous
// days (journée continue), weekly rest, runs of six-day weeks, whether breaks were given; in
// television numbers of several performers (5.14.2.3), overall pay (3.3.4), retransmissions,
// tests, repeats and other uses, and expenses. The cinema agreement has no half-day of an
// extra: a day begun is due whole.
func ComputePerformer(e PerformerEngagement, p PerformerParameters) (PerformerPay, error) {
	table, err := p.table()
	if err != nil {
		return PerformerPay{}, err
	}
	var f valid.Faults
	e.check(&f, table)
	if err := f.Err(); err != nil {
		return PerformerPay{}, err
	}
	book := performerBook{table, map[civil.Date]performerFigures{}}
	return book.pay(&e)
}

// ComputePerformers returns the pay of engagements, in their order. One faulty engagement refuses
// them all; faults have the index of the engagement in their path.
//
// Complexity linear in the number of days; figures are looked up once for engagements that begin
// on the same day.
func ComputePerformers(list []PerformerEngagement, p PerformerParameters) ([]PerformerPay, error) {
	table, err := p.table()
	if err != nil {
		return nil, err
	}
	var f valid.Faults
	for i := range list {
		f.Index(i)
		list[i].check(&f, table)
		f.Leave()
	}
	if err := f.Err(); err != nil {
		return nil, err
	}
	book := performerBook{table, map[civil.Date]performerFigures{}}
	pays := make([]PerformerPay, len(list))
	for i := range list {
		if pays[i], err = book.pay(&list[i]); err != nil {
			return nil, fmt.Errorf("[%d]: %w", i, err)
		}
	}
	return pays, nil
}
