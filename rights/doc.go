// Package rights shares receipts among those a film owes: distributors, lenders,
// co-producers, authors, investors.
//
// A [Plan] is the deal as the parties wrote it: pots that receipts flow into, each with its
// steps in order. A step takes its share of what reaches it and passes the rest on; what no
// step takes is [Unallocated]. [Compile] checks the plan and makes an [Engine] of it, which
// applies each [Event] in turn:
//
//	engine, err := rights.Compile(plan)
//	state := engine.Start()
//	state, posting, err := engine.Apply(state, event) // for each event
//
// [Run] does it for a whole [Deal], a plan with its events, amendments and closed periods. A [Fold] does
// it in place, without allocating.
//
// # What a plan can say
//
//   - percent, bracket and bonus pay one by a rate, a scale or by levels reached, of their own inflow or
//     of a meter; a shortfall is carried.
//   - recoup repays an [Account] with premium, interest and cap, which several pots may share; tier shares
//     until a condition holds ([Until]): an amount, what other pots have seen, an account at zero, a rate of
//     return; split shares the rest; to leads into another pot.
//   - shares are exact and add up to one; a share may lead into a pot (a corridor out of what a payee
//     receives, an author's set-off), be a part of another's share, or be borne by another; ranks
//     are served one after the other.
//   - meters count what passes a step, what a step takes, or what events report.
//
// # Deals in the trade's words
//
// [FrenchFilm], [Collection] and [Distribution] build a [Plan]; [FrenchFilm.Deal] keeps the authors' base beside
// the cash; [Engine.Breakeven] and [Project] ask it questions; [Delegate] changes a payee.
//
// # Order and time
//
// Events apply by date, then by sequence and id, or by position where they have no sequence. The order
// matters only where steps read meters or share accounts. A closed period ([Engine.Close]) takes no more
// events; an amended plan ([Engine.Amend]) applies to what comes from its day on. A state becomes a document
// and back ([Engine.Snapshot], [Engine.Restore]).
//
// # Two ledgers
//
// What a payee is entitled to follows from the plan and can fall after a credit note. What a payee was paid
// never falls, unless the plan says that it gives back: the overpaid balance is set off against what comes
// next.
//
// # Statements
//
// A [Statement] is the difference of two states: a line for each step and payee with what it is
// reckoned from, the accounts, the events in their order; as data, text in two languages or a table that
// streams ([Engine.Statement], [Statements], [WriteLinesCSV]). [Consolidate] follows a payee over a
// catalogue; [Payables] withholds tax and keeps back small sums; [StatementCalendar] tells when statements
// are due; [Plan.Picture] draws the plan.
//
// # Around the receipts
//
// Identifiers are read with their check characters ([ParseISAN], [ParseEIDR], [ParseISRC]). [WindowRules] dates the
// release windows of the chronologie des médias, [CoExploitationRules] how long a film leaves subscription
// services. A [GrantBook] tells what is still available of the rights in a work and where grants conflict, a
// [DeliveryList] what holds up a delivery, [RegistrationRules] what the registers ask for, a [FestivalCalendar]
// what to submit when, a [ReleasePlan] the admissions at which each channel pays back,
// [StatementContracts] who is owed a statement when.
//
// # Rounding
//
// No cent is lost and none is taken back. What a step has taken is a function of all that
// ever reached it, to the cent: a percentage is rounded half up, shares follow the method of
// Webster ([money.Webster]) with ties to the first named, and each event pays the difference
// from what was paid before. Two receipts paid one after the other therefore pay the same
// as one receipt of their sum, unless interest runs between them, a step is reckoned on a meter, a level
// is retroactive, or steps share an account.
//
// # Terms
//
// Recoupment (récupération) repays an account: a guarantee (minimum garanti, MG), costs,
// a loan. A tier (couloir) shares until somebody has had a stated amount. RNPP are the
// producer's net receipts. An amendment is an avenant, a credit note an avoir.
//
// # Not modelled
//
// Interest within a year of compounding that compounds daily (an exact internal rate of return): a hurdle
// compounds at the periods its account states. Accounts in a currency other than that of the deal. An
// event dated before the last one of an open period: it is dated the day it is known. In the builders: deferred
// pay in several ranks of a collection agreement, a commission that slides in a mandate. A payee with a hurdle
// cannot be delegated.
//
// All functions are pure and safe for concurrent use; a [Fold] belongs to one goroutine.
package rights
