// Package financing answers a producer's questions about money in: does the plan balance, who
// brings which share, how much of it is public aid, what tax credit may be claimed.
//
// A [Plan] lists the sources that pay for a budget. [Compute] adds them up, computes the
// one that balances the plan where it names one, and gives each co-producer's share as an
// exact fraction. [ComputeIntensity] measures public aid against its ceiling, and
// [ComputeCinemaCredit] the French tax credit for cinema, both with every step and its
// reference.
//
//	balance, err := financing.Compute(financing.Plan{
//		Title: "Short", Currency: "EUR", Budget: money.MustParse("100000.00"),
//		Sources: []financing.Source{
//			{ID: "tv", Party: "Channel", BroughtBy: "Paris Films", Amount: money.MustParse("60000.00"), Status: financing.Acquired},
//			{ID: "own", Party: "Paris Films", BroughtBy: "Paris Films", Balancing: true, Status: financing.Acquired},
//		},
//	})
//	// the source "own" brings 40,000.00
//
// # What there is
//
//   - [ComputeAid] answers for twenty-three schemes of aid in twelve countries ([Schemes]); [CompareOptions] ranks
//     ways to spread the spend over them; [ComputeWorkSupport], [TerritorialSpend] and [Repay] are
//     the audiovisual support, what a territory may ask, and what repays an advance.
//   - [CheckEvidence], [CheckShares] and [CheckMinima] tell what a funder would object to;
//     [Balance.Schedule] dates the instalments.
//   - [ComputeEligibleSpend] keeps and cuts budget lines for the French credits, [ComputePoints]
//     answers points tests, [CheckFile] and [ComputeFileCalendar] say what an application lacks and by when.
//   - [ComputeTreasury] runs the account day by day with facilities, [Stress] tries sources late or
//     lost, [CanBear] asks for one more payment; [ComputeReturns] and [ComputeArgument] are for
//     investors.
//
// # Figures
//
// Rates and ceilings are in a table with their date, source and status ([Parameters.List]);
// the zero [Parameters] hold it as it was last verified. A figure that is not verified gives a
// notice in the result.
//
// # Rounding
//
// To the cent, half away from zero, each line once. Shares are exact.
//
// # Terms
//
// A source (source de financement) is acquired when it is signed; intensity is public aid over
// budget; eligible spend (dépenses éligibles) is what a credit counts.
//
// # Not modelled
//
// What the doc comment of each function names. Nothing here is legal advice. All
// functions are pure and safe for concurrent use.
package financing
