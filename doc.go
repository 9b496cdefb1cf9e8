// Package bobine is the map of a library for the money of film and television: plain types
// and pure functions, exact to the cent, with the source of every figure.
//
// Five packages follow a production from script to receipts. They never import each other;
// plain data joins them:
//
//   - schedule orders scenes so that players wait least, with proof.
//   - payroll computes the payslips of French intermittents, every contribution cited.
//   - budget adds up the estimate: lines, fringes, charges, formulas.
//   - financing balances the plan, shares it between co-producers, computes aid.
//   - rights shares receipts by a recoupment plan without losing a cent.
//
// They stand on leaves: money (amounts, rounding, splitting), civil (dates, public holidays,
// working days) and law (dated figures with reference and status).
//
// The folder examples has a runnable program for each, and one that runs the whole chain:
//
//	go run ./examples/production
package bobine
