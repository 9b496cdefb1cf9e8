package worktime

import (
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
)

// Agreement is the text that a person works under: a collective agreement (convention
// collective) by its IDCC number and, where its titles differ, the staff that one is for.
type Agreement string

// Agreements.
const (
	// LabourCode is the code alone, which is the floor of every agreement.
	LabourCode Agreement = "labour-code"
	// Cinema is the agreement of cinema production for its technicians, title II.
	Cinema Agreement = "3097"
	// CinemaArtists is the same for its performers, title III, first sub-title.
	CinemaArtists Agreement = "3097-artists"
	// CinemaExtras is the same for its extras (acteurs de complément), second sub-title.
	CinemaExtras Agreement = "3097-extras"
	// Audiovisual is the agreement of audiovisual production.
	Audiovisual Agreement = "2642"
	// TelevisionArtists is the agreement of performers engaged for television.
	TelevisionArtists Agreement = "1734"
	// Animation is the agreement of the production of animation films.
	Animation Agreement = "2412"
)

var agreements = []Agreement{LabourCode, Cinema, CinemaArtists, CinemaExtras, Audiovisual, TelevisionArtists, Animation}

// OneOf returns the words that are an Agreement.
func (Agreement) OneOf() []string { return valid.Texts(agreements) }

// Setting is the stage of a film that a day belongs to, and for the shoot where it is.
type Setting string

// Settings.
const (
	// Shoot is a day of shooting (tournage) outside a studio.
	Shoot Setting = "shoot"
	// Studio is a day of shooting in a studio.
	Studio Setting = "studio"
	// Prep is a day of preparation.
	Prep Setting = "prep"
	// Post is a day of post-production.
	Post Setting = "post"
)

var settings = []Setting{Shoot, Studio, Prep, Post}

// OneOf returns the words that are a Setting.
func (Setting) OneOf() []string { return valid.Texts(settings) }

// onSet reports whether the setting is one of shooting.
func (s Setting) onSet() bool { return s == Shoot || s == Studio }

// Place is where a day is worked. The empty word is Region.
type Place string

// Places.
const (
	// Region is France outside the Paris region, or inside for who does not sleep at home.
	Region Place = "region"
	// Paris is the Paris region, everyone home each night.
	Paris Place = "paris"
	// Abroad is any other country.
	Abroad Place = "abroad"
)

var places = []Place{Region, Paris, Abroad}

// OneOf returns the words that are a Place.
func (Place) OneOf() []string { return valid.Texts(places) }

// Activity is what a child under sixteen is engaged for. The empty word is Performer.
type Activity string

// Activities.
const (
	// Performer is a child of the stage, film or television.
	Performer Activity = "performer"
	// Model is a child model (mannequin), whose hours are in the labour code.
	Model Activity = "model"
)

var activities = []Activity{Performer, Model}

// OneOf returns the words that are an Activity.
func (Activity) OneOf() []string { return valid.Texts(activities) }

// Derogation is what lifts a limit: a decision or an agreement that the employer holds. The
// package takes the caller's word for it.
type Derogation string

// Derogations.
const (
	// WeeklySixty is the authorisation to work up to 60 hours a week (L3121-21): in 3097 on a
	// shoot (art. 24), in 2642 in a week of shooting of six days (VI.3.2.1).
	WeeklySixty Derogation = "weekly-60"
	// WeeklyFiftyFour is the derogation of 2642 for some jobs of television fiction (VI.3.2.1).
	WeeklyFiftyFour Derogation = "weekly-54"
	// MoreDays is the inspection's leave to work more than six days in a row (2642, VI.3.2.2).
	MoreDays Derogation = "consecutive-days"
	// MoreSundays is a company agreement for live Sunday programmes (2642, VI.3.2.2).
	MoreSundays Derogation = "sundays"
	// MinorEvening is the inspection's leave for a minor to work until midnight (L3163-2).
	MinorEvening Derogation = "minor-night"
	// MinorRest is an agreement or the inspection's leave to give a minor 36 hours in place of two
	// days of rest a week (L3164-2).
	MinorRest Derogation = "minor-rest"
	// MinorHolidayWork is an extended agreement that lets minors work on public holidays (L3164-8).
	MinorHolidayWork Derogation = "minor-holiday"
)

var derogations = []Derogation{WeeklySixty, WeeklyFiftyFour, MoreDays, MoreSundays, MinorEvening, MinorRest, MinorHolidayWork}

// OneOf returns the words that are a Derogation.
func (Derogation) OneOf() []string { return valid.Texts(derogations) }

// Break is a stretch of a day that is not work: a meal, a pause (pause).
type Break struct {
	// At is when it begins.
	At Clock `json:"at" strict:"required"`
	// Minutes is how long it lasts.
	Minutes int `json:"minutes" strict:"required"`
}

// Rest is a rest before a shift that the shifts of the record do not show, because those
// before it are not listed.
type Rest struct {
	// Minutes is how long it lasted.
	Minutes int `json:"minutes" strict:"required"`
	// Weekly says that it was the rest of the week (repos hebdomadaire), not that of a day.
	Weekly bool `json:"weekly,omitempty"`
}

// Shift is a working day (journée de travail) of one person. What goes on after midnight
// belongs to the day on which it began.
type Shift struct {
	Date civil.Date `json:"date" strict:"required"`
	// Call and Wrap are its beginning and end (rendez-vous to rendez-vous), Wrap at most 24 hours
	// after Call and past 24:00 when it is on the next day.
	Call Clock `json:"call" strict:"required"`
	Wrap Clock `json:"wrap" strict:"required"`
	// Breaks are what is not work between them, in order.
	Breaks []Break `json:"breaks,omitempty" strict:"max=24"`
	// Transport is the minutes between the meeting point and the set, inside Call and Wrap. What
	// the agreement does not count as work is taken off in two halves, at the beginning (the
	// odd minute too) and at the end.
	Transport int     `json:"transport,omitempty"`
	Setting   Setting `json:"setting" strict:"required"`
	Place     Place   `json:"place,omitempty"`
	// Exceptional says that the day is one of the exceptional cases in which the agreement lets it
	// last longer: the end of a sequence, a delay, a set or a person soon gone.
	Exceptional bool `json:"exceptional,omitempty"`
	// ContinuousDay says that it is a day without meal (journée continue).
	ContinuousDay bool `json:"continuousDay,omitempty"`
	// Unlodged says that after this day the employer lodges nobody though the work is more than
	// 50 km away, so that 2642 does not let the rest be cut (VI.3.1.2).
	Unlodged bool `json:"unlodged,omitempty"`
	// Rest is the rest before the shift where the record does not show it; nil is what the record
	// shows.
	Rest *Rest `json:"rest,omitempty"`
}

// Travel is a journey (voyage) to or from lodgings, outside the shifts. It is not work.
type Travel struct {
	Date civil.Date `json:"date" strict:"required"`
	// From and To are the hours of leaving and of arriving.
	From Clock `json:"from" strict:"required"`
	To   Clock `json:"to" strict:"required"`
}

// Leave is a derogation and the days it holds for. One that lifts a limit of a week holds for the
// weeks whose Monday is among them.
type Leave struct {
	Kind   Derogation   `json:"kind" strict:"required"`
	Period civil.Period `json:"period" strict:"required"`
}

// Permit is the individual authorisation of a child under sixteen (L7124-1).
type Permit struct {
	// DailyMinutes is the work a day that it allows; 0 where it says nothing.
	DailyMinutes int `json:"dailyMinutes,omitempty"`
}

// Record is the working time of one person for one employer, under one agreement.
type Record struct {
	// ID is any text; it comes back with the report.
	ID        string    `json:"id" strict:"required"`
	Agreement Agreement `json:"agreement" strict:"required"`
	// Territory has the public holidays.
	Territory civil.Territory `json:"territory,omitzero"`
	// Fiction says that the programme is of fiction, in 2642 also a documentary: their nights are
	// other ones.
	Fiction bool `json:"fiction,omitempty"`
	// BirthDate decides whether a person is a minor; no date is an adult.
	BirthDate civil.Date `json:"birthDate,omitzero"`
	// Activity, Permit and SchoolHolidays matter before sixteen.
	Activity Activity `json:"activity,omitempty"`
	Permit   *Permit  `json:"permit,omitempty"`
	// SchoolHolidays are those of the child; all other days are school term.
	SchoolHolidays []civil.Period `json:"schoolHolidays,omitempty" strict:"max=100"`
	// Shifts are in order of date, one a day.
	Shifts []Shift `json:"shifts" strict:"required,max=4000"`
	// Travels are in order.
	Travels []Travel `json:"travels,omitempty" strict:"max=4000"`
	// Leaves are the derogations that the employer holds.
	Leaves []Leave `json:"leaves,omitempty" strict:"max=1000"`
}
