// Package bobine is the map of a library for the money of film and television: plain types
// and pure functions, exact to the cent, with the source of every figure.
//
// Five packages follow a production from script to receipts. They never import each other;
// plain data joins them:
//
//   - schedule reads the screenplay, breaks it down, plans the shoot and plans it again.
//   - payroll turns hours into wages and payslips of French intermittents, every contribution cited.
//   - budget adds up the estimate and holds the costs against it, to the final cost.
//   - financing balances the plan, shares it between co-producers, computes aid and cash.
//   - rights shares receipts by a recoupment plan without losing a cent.
//
// They stand on leaves: money (amounts, rounding, splitting), civil (dates, public holidays,
// working days), law (dated figures with reference and status) and worktime (limits of
// working time).
//
// The folder examples has runnable programs for each, and one that carries a film through
// all of them and writes it down as a page to look at:
//
//	go run ./examples/production
package bobine
