// Package schedule orders the scenes of a shoot so that waiting costs least.
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
// # Rounding
//
// Costs and durations are whole numbers and nothing is rounded.
//
// # Terms
//
// A scene is placed, not split; the script order is that of the numbers; holding cost is what
// is paid for waiting (jours d'attente).
//
// # Not modelled
//
// Calendars, locations, day lengths and contracts: the problem here is the order alone.
//
// All functions are pure and safe for concurrent use. Only long searches take a context.
package schedule
