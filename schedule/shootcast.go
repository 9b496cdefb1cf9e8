package schedule

import (
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/worktime"
)

// Contract is how somebody is paid between the first day and the last (engagement).
type Contract string

// Contracts.
const (
	// ByDay pays a day worked at Day and every working day in between at Hold.
	ByDay Contract = "day"
	// ByWeek pays Week for every seven days begun from the first day to the last.
	ByWeek Contract = "week"
	// Flat pays Flat once, whatever the days.
	Flat Contract = "flat"
	// NoHold pays the days worked alone.
	NoHold Contract = "no-hold"
)

var contracts = []Contract{ByDay, ByWeek, Flat, NoHold}

// OneOf returns the words that are a Contract.
func (Contract) OneOf() []string { return valid.Texts(contracts) }

// ShootCast is a player with the contract (rôle et son engagement).
type ShootCast struct {
	Name     string   `json:"name" strict:"required"`
	Contract Contract `json:"contract" strict:"required"`
	// Day, Hold, Week and Flat are the rates that the contract names. Hold is at most Day.
	Day  money.Amount `json:"day,omitzero"`
	Hold money.Amount `json:"hold,omitzero"`
	Week money.Amount `json:"week,omitzero"`
	Flat money.Amount `json:"flat,omitzero"`
	// DropDays lets the player be dropped and picked up once, over a gap of more calendar days than
	// that, which is then not paid (rupture et reprise); 0 where the contract has no drop. The gap
	// that saves most is taken.
	DropDays int `json:"dropDays,omitempty"`
	// MaxMinutes is the most from the beginning of the first scene of a day to the end of the last,
	// meal not counted; 0 is no limit.
	MaxMinutes int `json:"maxMinutes,omitempty"`
	// BirthDate makes a minor of somebody under eighteen, whose hours [worktime] limits, counted as
	// MaxMinutes counts. The other three are those of [worktime.Record].
	BirthDate      civil.Date        `json:"birthDate,omitzero"`
	Activity       worktime.Activity `json:"activity,omitempty"`
	Permit         *worktime.Permit  `json:"permit,omitempty"`
	SchoolHolidays []civil.Period    `json:"schoolHolidays,omitempty" strict:"max=100"`
	Available      Availability      `json:"available,omitzero"`
}

// isMinor reports whether somebody is under eighteen on a date.
func (c *ShootCast) isMinor(on civil.Date) bool {
	const majority = 18 // Code civil art. 414; worktime decides what follows from it
	if c.BirthDate.IsZero() {
		return false
	}
	of, err := c.BirthDate.AddYears(majority)
	return err == nil && on.Before(of)
}

// record returns the person as working time is checked of.
func (c *ShootCast) record(s *Shoot) worktime.Record {
	agreement := s.CastAgreement
	if agreement == "" {
		agreement = worktime.LabourCode
	}
	return worktime.Record{
		ID: c.Name, Agreement: agreement, Territory: s.Territory, Fiction: true, BirthDate: c.BirthDate,
		Activity: c.Activity, Permit: c.Permit, SchoolHolidays: c.SchoolHolidays,
	}
}
