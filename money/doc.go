// Package money posts sums of money: exact cents, one rounding rule, and splits
// that never lose a cent.
//
// Three types carry the figures of a production:
//
//   - [Amount] is a posted sum, a whole number of cents in the currency of the
//     document it stands in. Every line of a payslip, a budget or a statement is
//     one, and every total is a sum of them.
//   - [Decimal] is what is not posted: a rate, a quantity, a unit price, an
//     exchange rate. It holds a shopspring decimal of bounded size.
//   - [Fraction] is an exact share such as 1/3, which no decimal can hold.
//
// # Rounding
//
// There is one rule, the one of French payroll and of trade accounts: half away
// from zero, to the cent, once, after everything before it was computed exactly.
// [Round], [RoundRat], [Mul] and [Fraction.Of] are the only ways to turn an exact
// value into an Amount.
//
// # Splitting
//
// [Apportion] splits one sum once, by largest remainder. [Webster] splits a sum
// that grows, such as receipts to date: the method of Webster and Sainte-Laguë
// never takes back a cent it gave, which largest remainder does. The difference of two
// calls is what to pay.
//
// # Not modelled
//
// An Amount does not know its currency: a document has one, and what is foreign
// carries its rate and date beside it. Currencies without cents are out of scope.
//
// All values are immutable and every function is safe for concurrent use. None
// reads or sets a package variable of shopspring/decimal.
package money
