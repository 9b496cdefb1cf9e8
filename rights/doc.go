// Package rights shares receipts among those a film owes: distributors, lenders, co-
// producers, authors, investors.
//
// A [Plan] is the deal as the parties wrote it: pots that receipts flow into, each with its
// steps in order. A step takes its share of what reaches it and passes the rest on; what no
// step takes is [Unallocated]. [Compile] checks the plan and makes an [Engine] of it, which
// applies [Event]s one by one:
//
//	engine, err := rights.Compile(plan)
//	state := engine.Start()
//	state, posting, err := engine.Apply(state, event)
//
// [Run] does it for a whole [Deal], a plan with its events.
//
// # Rounding
//
// No cent is lost and none is taken back. What a step has taken is a function of all that
// ever reached it, to the cent: a percentage is rounded half up, shares follow the method of
// Webster ([money.Webster]) with ties to the first named, and each event pays the difference
// from what was paid before. Two receipts paid one after the other therefore pay the same
// as one receipt of their sum.
//
// # Terms
//
// Recoupment (récupération) repays an account: a guarantee (minimum garanti, MG), costs,
// a loan. A tier (couloir) shares until somebody has had a stated amount. RNPP are the
// producer's net receipts.
//
// # Not modelled
//
// Credit notes, interest, premiums, conditions that read other pots, amendments, currencies
// other than that of the deal.
//
// All functions are pure and safe for concurrent use; a [Fold] belongs to one goroutine.
package rights
