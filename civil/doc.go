// Package civil computes with dates as calendars and laws write them: no clock, no
// time zone, no daylight saving.
//
// A [Date] is a day from 1 January 1900 to 31 December 2199, a [Month] a month of those
// years, a [Period] a run of days with both ends included. Public holidays are those
// of France by territory ([Holidays]), and a [Calendar] counts working days under any
// weekend and any set of days off.
//
//	signed, _ := civil.ParseDate("2026-01-31")
//	due, _ := signed.AddMonths(1) // 2026-02-28: the end of a month is kept inside it
//
// Results outside 1900–2199 are errors, never other dates. The zero Date is no date: it
// is before every date, and no arithmetic accepts it.
//
// Not modelled: times of day, calendars before 1900, local customs and bridges, moved
// school holidays.
//
// All values are immutable and every function is safe for concurrent use.
package civil
