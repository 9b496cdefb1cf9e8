// Package worktime checks working time (durée du travail) against the collective agreements of
// French film and television and the labour code.
//
// A [Record] is the shifts of one person under one agreement. [Check] compares it with every
// limit and tells each [Breach]: its rule, date, what was measured, what is allowed, and the
// article.
//
//	report, err := worktime.Check(worktime.Record{
//		ID: "gaffer", Agreement: worktime.Cinema,
//		Shifts: []worktime.Shift{{
//			Date: civil.MustParseDate("2026-05-20"), Setting: worktime.Shoot,
//			Call: worktime.MustParseClock("07:00"), Wrap: worktime.MustParseClock("20:30"),
//			Breaks: []worktime.Break{{At: worktime.MustParseClock("12:30"), Minutes: 60}},
//		}},
//	}, worktime.Limits{})
//	// 2026-05-20 daily-hours: 12:30, at most 12:00 (CCN 3097 art. 24)
//	// 2026-05-20 daily-span: 13:30, at most 13:00 (CCN 3097 art. 27)
//
// [Limits.EarliestCall] tells when somebody may be called again, [Limits.Day] how long
// somebody, a child above all, may work on a day, [Limits.Bounds] what hours that are reckoned
// already, those of a wage, are compared with. All ask the same functions as Check does.
//
// # Figures
//
// Every limit is in a table with its date, its source and how sure it is ([Limits.List]). The
// zero [Limits] hold the tables as they were last verified; [Limits.With] sets figures of the
// caller's own. Where an agreement says nothing, the labour code holds. A limit that is not
// verified, or a date after the verification, gives a notice in the report; a date before the
// first value is an error: 2018-01-01 for the code and 3097, 2018-02-21 for 2642, 2019-04-04
// for 1734, 2020-02-26 for 2412, and 2023-06-11 for minors.
//
// # Derogations
//
// Limits that only an authorisation, a circumstance or an agreement of the company lifts hold
// until the caller says so: [Leave] for a period, Exceptional, ContinuousDay and Unlodged for a
// day. A week of shooting of 3097 is held to 48 hours without [WeeklySixty] (art. 24 and 25). A
// day of shooting is held to twelve hours, which need no such word (art. 24).
//
// # Counting
//
// All durations are whole minutes and nothing is rounded. A shift belongs to the date and the
// civil week in which it begins; for Sundays, holidays and nights each minute counts on its own
// date. Work is the time from call to wrap less the breaks and less the transport that the
// agreement does not count as work. Equivalence (3097, art. 30) is not taken off. Clock times
// ignore daylight saving.
//
// Every civil week with work holds its weekly rest, 24 hours of it inside the week (Cass. soc. 13
// November 2025, 24-10.733). The code alone lets more than six days follow one another; 3097,
// 2642 and 2412 do not. Before the first and after the last shift of a record all is rest.
//
// # Terms
//
// The span (amplitude) goes from call to wrap; the set is a day of shooting, in a studio or not;
// a sixth day is that of a civil week; the rest of the week (repos hebdomadaire) is 24 hours and
// those of the daily rest.
//
// # Not modelled
//
// Several employers at once (check all their shifts under [LabourCode] for what public order
// limits), part time, packages in days, on-call time, availability time (2642, VI.3.3), the
// list of jobs whose rest 2642 lets be cut, night workers' forty hours a week and those by
// habit (L3122-5, 1°), urgent work, meal hours, the half-hour pause and the paid hours of 1734,
// the paid rest that replaces a cut one, the day off for a public holiday (3097, art. 42), half
// days of child models and the half of the holidays they may work (R7124-29, 30), school days
// by hour, Sunday as the day of rest (L3132-3), advertising films, work at home, the agreements of other countries.
//
// Nothing here is legal advice. All functions are pure and safe for concurrent use.
package worktime
