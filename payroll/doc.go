// Package payroll computes the pay of French intermittents: artists and technicians of
// film, television and the stage, engaged by the day or the week under fixed-term contracts of
// usage (CDDU, annexes 8 and 10 of unemployment insurance).
//
// An [Engagement] and the figures of its date give a [Payslip]: every contribution of the
// employee and of the employer with its base, rate, amount and reference, the steps between
// the gross and those bases, the general reduction, the net amounts and the cost.
//
//	slip, err := payroll.ComputePayslip(payroll.Engagement{
//		ID: "gaffer, week 27", Date: civil.MustParseDate("2026-07-15"),
//		Category: payroll.Technician, Agreement: payroll.Cinema,
//		Gross: money.MustParse("1250.00"), Days: 5, Headcount: 5,
//		AccidentRate: new(money.MustDecimal("1.6")),
//	}, payroll.Parameters{})
//
// # From one payslip to a year, and back
//
//   - [YearToDate.Apply] and [ComputeYear] follow one worker at one employer: running limits,
//     ceilings regularised, contracts over months ([Split]), corrections ([YearToDate.Reverse]).
//   - [GrossFor] finds the gross of a net or of a cost.
//   - [Settle] takes advances and garnishments off the net; [Remit] tells what is owed to whom and
//     by when; [Payslip.Text] writes the bulletin de paie; [Codes] explains every line.
//   - [ComputeAffiliation], [ComputeAllowance], [ComputeNetAllowance], [ComputeStart] and
//     [ComputeMonthlyAllowance] estimate unemployment benefits (annexes 8 and 10), on figures of their
//     own ([UnemploymentParameters]) from 2024-01-01.
//   - [DeclareMonth] writes the nominative declaration (DSN) of a month, [CheckDSN] checks a file, [CorrectDSN]
//     corrects a month before, [CompareDeclarations] holds it against attestations and certificates.
//   - [ComputeAuthorNote] is the note of an author's remuneration (droits d'auteur).
//   - [Attest], [CertifyLeave], [DeclareHiring] and [CheckContract] are the papers of a contract (AEM,
//     Congés Spectacles, DPAE, CDDU), [KeepJournal] and [ComputeAccounting] the books.
//
// # From hours to the gross
//
// A [WorkingWeek] of a technician of cinema (IDCC 3097) or audiovisual production (IDCC 2642) and the
// [WageParameters] of its date give a [Wage]: lines of hours, overtime, nights, Sundays, holidays, short
// rests, the cap of cinema and the weekly guarantee, each with its article; the limits of working time
// that the week is beyond; the minimum of the grid. [WageParameters.MinimumOf] is a function's
// minimum pay. The cinema agreement's cap of 100 % is decided minute by minute, in whole numbers.
// [ComputePerformer] does the same for performers and extras (IDCC 3097, short films, 1734).
// Package worktime has the limits of working time, and the rests, nights and unpaid transport that pay
// is reckoned with ([WageParameters.WithLimits]).
//
// # Figures
//
// Every rate, ceiling and threshold is in a table with its date, its source and how sure it
// is ([Parameters.List]). The zero [Parameters] hold the table as it was last verified;
// [Parameters.With] sets figures of the caller's own. A figure that is not verified, or a date
// after the verification, gives a notice in the payslip; a date before 2025-01-01 is an
// error.
//
// # Rounding
//
// Each line is rounded once to the cent, half away from zero, on a base rounded the same way.
// Totals are sums of rounded lines. The coefficient of the general reduction is rounded
// to four decimals (CSS D241-7), decided in whole numbers.
//
// # Terms
//
// The gross (brut) is pay before any deduction; the deduction (déduction forfaitaire
// spécifique, DFS) lowers the social base (assiette) only; the ceiling (plafond) caps some
// bases; tranches 1 and 2 are those of Agirc-Arrco; IDCC is the number of a collective
// agreement.
//
// # Not modelled
//
// Wages of advertising films, directors, packages by the day, monthly contracts, habitual places of work
// (cinema art. 33), availability time (audiovisual VI.3.3), limits over several weeks.
//
// Permanent contracts, apprentices, benefits in kind, expenses beyond the flat
// deduction, the optional health cover of intermittents, the yearly floor and ceiling of firm
// contributions (FCAP-SVP, the 50 € of training), caps on the base of Congés Spectacles, VAT
// on occupational health, tax conventions; for authors VAT and complementary pensions.
// Technicians and authors who live abroad are an [ErrNotCovered].
//
// Nothing here is legal advice. All functions are pure and safe for concurrent use.
package payroll
