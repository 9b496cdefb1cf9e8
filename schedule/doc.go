// Package schedule takes a film from its script to the order of its scenes: it reads screenplays and
// stripboards, lists what each scene needs, and orders the scenes so that waiting costs least.
//
// # The order of scenes
//
// A [Talent] problem has scenes with durations and actors with a daily cost, each needed in
// some scenes. An actor is paid from their first scene to their last, waiting included
// (hold days). [SolveTalent] looks for the order of scenes in which that costs least, and
// says whether it proved that none is cheaper:
//
//	plan, err := schedule.SolveTalent(ctx, schedule.Talent{
//		Scenes: 3, Durations: []int64{1, 2, 1},
//		Actors: []schedule.Actor{{Name: "Ana", DailyCost: 500, Scenes: []int{1, 3}}},
//	}, schedule.TalentOptions{})
//	// plan.Order is [1 3 2], plan.Cost 1000, plan.Optimal true
//
// The problem is NP-hard already with unit costs (Cheng, Diamond and Lin, Optimal
// scheduling in film production to minimize talent hold cost, 1993).
//
// # From script to breakdown
//
// A [Script] is read from Fountain ([ParseFountain]), Final Draft ([ParseFDX]), a stripboard file of
// the Universal Schedule Standard ([ReadUSS]) or a table ([ReadSceneCSV]): scenes with place, set,
// light, length, roles and tagged elements. Work is done on its scenes; [Reimport] keeps it when the
// writers send the next version, and tells what changed. [BreakDown] lists what each scene needs, by
// element too, and what is still missing:
//
//	script, err := schedule.ParseFountain(file, schedule.PageLayout{})
//	script.Scenes[0].Minutes = 90
//	breakdown, err := schedule.BreakDown(script, schedule.Catalogue{})
//	// breakdown.Needs are plain data: scene, category, name, quantity
//
// # What is proved
//
// A plan says what no order costs less than, and is optimal only where that is what it costs. Films of some
// twenty scenes are proved in milliseconds, random ones of 24 scenes and 22 players in tenths of a second;
// what decides is how many players overlap, not how many scenes there are. Large films end with an order,
// near the best anybody knows within seconds, and a bound that is well above the pay for playing. There is a
// limit of nodes, with which the plan is the same everywhere, and one of memory; the time is the context's.
//
// # Of orders that cost the same
//
// The order nearest to the script is taken, with the fewest pairs of scenes that are turned round;
// [SolveTalent] says what is promised.
//
// # The real shoot
//
// A [Shoot] adds to the scenes what a production has to keep and to pay: the calendars of players, sets,
// locations and equipment, the length of days, light and rest, minors, units, contracts, re-openings.
// [SolveShoot] looks for the cheapest plan, [CheckShoot] judges any plan, [CheckShootHours] its working time;
// [Replan] plans the rest of a shoot under way again, [Progress] projects its end, [Effects] says what a
// choice would cost:
//
//	found, err := schedule.SolveShoot(ctx, shoot, schedule.ShootOptions{})
//	// found.Plan.Days, found.Cost by cause, found.LowerBound, found.Optimal
//
// # Papers of a shoot
//
// A [Board] has the days of a shoot on their dates, whoever made it. [LayOut] prints it as a stripboard, a
// one-line and a detailed schedule, [DaysOut] tells who works, waits and travels when, [CallTheDay] calls
// people after their rest, [ReportTheDay] compares a day with its plan, [WriteICalendar] puts days and calls
// into an agenda. [CheckConditions] tells what is not secured for which day, [CheckTheDay] who and what is
// missing on it. Each is data, and has a Text in French or English.
//
// # Post-production
//
// A [TaskNetwork] has tasks of whole days that wait for one another, on calendars. [PlanTasks] dates it
// forward from its start and back from its delivery, [LevelTasks] so that no resource is short;
// [FeaturePost] and [EpisodePost] make one to begin with, [CompareTaskPlans] tells what became of a plan:
//
//	template, err := schedule.FeaturePost(start, schedule.PaperFrench, schedule.PostFigures{})
//	template.Network.Delivery = delivery
//	plan, err := schedule.LevelTasks(template.Network)
//	// plan.Milestones() are dates for the milestones of a plan of financing
//
// # Rounding
//
// Costs and durations are whole numbers and nothing is rounded, but for the mean cost of a day in [Progress]:
// to the cent, half away from zero. A scene counted by its lines is
// rounded up to the eighth of a page, a time in milliseconds up to the minute.
//
// # Terms
//
// A scene (séquence) is placed, not split; the script order is that of the numbers; holding cost is
// what is paid for waiting (jours d'attente). A set (décor) is of the story, a location (lieu de
// tournage) of the shoot; the breakdown (dépouillement) says what each scene needs. A strip (bande) is a
// scene on a board (plan de travail), the call sheet is the feuille de service. Total float (marge totale) is
// how much later a task may be done without harm to the end, free float (marge libre) without moving another.
//
// # Not modelled
//
// In talent scheduling: calendars, locations, day lengths and contracts: the problem there is the order
// alone. In shoots: sunrise, sunset and the weather, times of travel between days, scenes split over days (but
// for what [ReplanInput.Left] says is left of them), pay by the hour of players, derogations from working time,
// several jobs at once, a plan's own calls: a day begins at the call of its kind. In scripts: the pages as a
// program breaks them, revisions and their colours, images. Hours of minors are the caller's figures, in
// links. In papers: time zones (an agenda has the hours of the place), half days, what an agreement pays for
// hold and drop. In networks: hours, tasks that are interrupted, latest gaps between tasks, the shortest plan under
// resources, which is NP-hard. In conditions: which papers the law asks for.
//
// All functions are pure and safe for concurrent use. Only long searches take a context.
package schedule
