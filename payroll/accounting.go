package payroll

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// BookAccount is an account of the French chart of accounts (compte du plan comptable général), whose number
// begins with three digits.
type BookAccount struct {
	Number  string `json:"number"`
	LabelFr string `json:"labelFr"`
	LabelEn string `json:"labelEn"`
}

func (a BookAccount) check(f *valid.Faults) {
	if len(a.Number) < 3 || !areDigits(a.Number[:3]) {
		f.Addf("number", a.Number, valid.ErrOutOfRange, "it begins with three digits")
	}
	if a.LabelFr == "" {
		f.Add("labelFr", nil, valid.ErrMissing)
	}
	if a.LabelEn == "" {
		f.Add("labelEn", nil, valid.ErrMissing)
	}
}

// CostShare is the part of a payslip that a production, or an account of a budget, bears.
type CostShare struct {
	// Wages and Charges are the accounts of the budget for the gross and for what the employer pays
	// on top; they may be the same.
	Wages   string         `json:"wages" strict:"required"`
	Charges string         `json:"charges" strict:"required"`
	Share   money.Fraction `json:"share" strict:"required"`
}

// AccountedPayslip is a payslip to be entered in the books.
type AccountedPayslip struct {
	Payslip Payslip `json:"payslip"`
	// Shares add up to exactly one; without any, the whole is on no account of a budget.
	Shares []CostShare `json:"shares,omitempty" strict:"max=100"`
}

// AccountedSettlement is what was added to and taken off a worker's net, to be entered in the books.
type AccountedSettlement struct {
	ID      string     `json:"id" strict:"required"`
	Date    civil.Date `json:"date" strict:"required"`
	Settled Settled    `json:"settled"`
	// Expenses is the account of the budget for reimbursed expenses.
	Expenses string `json:"expenses,omitempty"`
}

// AccountingKind is what a line of an entry is.
type AccountingKind string

// Kinds of lines.
const (
	// WagesKind is the gross.
	WagesKind AccountingKind = "wages"
	// ChargesKind is what the employer pays on top, ReliefKind the general reduction of it.
	ChargesKind AccountingKind = "charges"
	ReliefKind  AccountingKind = "relief"
	// OwedKind is what is owed to a body, both sides together; for the tax office the tax withheld.
	OwedKind AccountingKind = "owed"
	// NetKind is what is owed to the worker.
	NetKind AccountingKind = "net"
	// SettledKind is what is taken off or added to the net; ExpensesKind expenses.
	SettledKind  AccountingKind = "settled"
	ExpensesKind AccountingKind = "expenses"
)

// isCost reports whether the line is a cost of the budget.
func (k AccountingKind) isCost() bool {
	return k == WagesKind || k == ChargesKind || k == ReliefKind || k == ExpensesKind
}

// AccountingLine is a line of an entry: a debit or a credit, never both, never negative.
type AccountingLine struct {
	Account string         `json:"account"`
	LabelFr string         `json:"labelFr"`
	LabelEn string         `json:"labelEn"`
	Kind    AccountingKind `json:"kind"`
	// Body is who is owed.
	Body Body `json:"body,omitempty"`
	// Codes are the contributions in it.
	Codes []string `json:"codes,omitempty"`
	// Budget is the account of the budget of a cost, as the caller mapped it.
	Budget string       `json:"budget,omitempty"`
	Debit  money.Amount `json:"debit"`
	Credit money.Amount `json:"credit"`
	Refs   law.Refs     `json:"refs"`
}

// AccountingEntry is an entry of the payroll journal (écriture de paie), in balance to the cent.
type AccountingEntry struct {
	// Number counts entries from 1, without a gap.
	Number int        `json:"number"`
	Date   civil.Date `json:"date"`
	// Document is the identifier of the payslip or settlement.
	Document string           `json:"document"`
	Lines    []AccountingLine `json:"lines"`
}

// BudgetCost is what an account of a budget bears.
type BudgetCost struct {
	Account string       `json:"account"`
	Amount  money.Amount `json:"amount"`
}

// Accounting is a payroll in the books.
type Accounting struct {
	Entries []AccountingEntry `json:"entries"`
	// Debit and Credit are the totals of the lines, the same amount.
	Debit  money.Amount `json:"debit"`
	Credit money.Amount `json:"credit"`
	// Costs are the costs by account of the budget, in its order, those on none first: what an entry of a
	// budget's ledger takes as its lines. Their sum is the cost of the payslips and the expenses.
	Costs   []BudgetCost `json:"costs"`
	Notices []law.Notice `json:"notices"`
}

// Books are payslips and settlements to be entered, in the order of the entries. Headcount is the
// employer's, which decides how the general reduction is set off.
type Books struct {
	Payslips    []AccountedPayslip    `json:"payslips,omitempty"`
	Settlements []AccountedSettlement `json:"settlements,omitempty"`
	Headcount   int                   `json:"headcount"`
}

// ComputeAccounting returns the accounting entries of payslips, one for each: the gross and the employer's
// contributions are charges, net of the general reduction; what is owed to each body is as [Remit]
// has it, the tax withheld and the net are owed as well. Then one for each settlement that moves money. A
// negative payslip, which takes another back, has its amounts on the other side. A cost that several
// accounts of the budget share is split by largest remainder, line by line.
//
// Accounts are those of the plan comptable général in force from 2025; some are a reading, which a notice
// tells, and [PaperParameters.WithAccount] maps any to the caller's own. Notes of authors, VAT and
// the payments themselves are not entered.
//
// Payslips that do not add up, or have a line of unknown code, shares that do not add up to one or lack
// an account, settlements without identifier or date or of an unknown step, and more than [MaxEngagements] of
// either are each a [*FieldError], as is a day before the tables.
//
// Complexity linear in the number of lines.
func ComputeAccounting(b Books, pay Parameters, p PaperParameters) (Accounting, error) {
	var f valid.Faults
	b.check(&f)
	if err := f.Err(); err != nil {
		return Accounting{}, err
	}
	table, err := p.accounts()
	if err != nil {
		return Accounting{}, err
	}
	a := &accountant{
		table: table, pay: pay, headcount: b.Headcount, rules: map[civil.Date]*Rules{},
		chart: map[accountOn]law.Value[BookAccount]{}, told: map[string]bool{}, months: map[civil.Month]*remitting{}, costs: map[string]*money.Total{},
	}
	if a.prepare(&f, &b); f.Any() {
		return Accounting{}, f.Err()
	}
	a.result.Entries, a.result.Notices = []AccountingEntry{}, []law.Notice{}
	for i := range b.Payslips {
		if err := a.payslip(&b.Payslips[i]); err != nil {
			return Accounting{}, fmt.Errorf("payslips[%d]: %w", i, err)
		}
	}
	for i := range b.Settlements {
		if err := a.settlement(&b.Settlements[i]); err != nil {
			return Accounting{}, fmt.Errorf("settlements[%d]: %w", i, err)
		}
	}
	return a.close()
}

func (b *Books) check(f *valid.Faults) {
	checkInt(f, "headcount", b.Headcount, 0, maxHeadcount)
	if len(b.Payslips) > MaxEngagements || len(b.Settlements) > MaxEngagements {
		f.Addf("", max(len(b.Payslips), len(b.Settlements)), valid.ErrOutOfRange, "at most %d payslips and settlements", MaxEngagements)
		return
	}
	f.Enter("payslips")
	for i := range b.Payslips {
		f.Index(i)
		b.Payslips[i].check(f)
		f.Leave()
	}
	f.Leave()
	f.Enter("settlements")
	for i := range b.Settlements {
		f.Index(i)
		b.Settlements[i].check(f)
		f.Leave()
	}
	f.Leave()
}

func (a *AccountedPayslip) check(f *valid.Faults) {
	f.Enter("payslip")
	if a.Payslip.ID == "" {
		f.Add("id", nil, valid.ErrMissing)
	}
	if a.Payslip.Date.IsZero() {
		f.Add("date", nil, valid.ErrMissing)
	}
	checkCodes(f, &a.Payslip)
	checkRanges(f, &a.Payslip)
	checkSums(f, &a.Payslip)
	f.Leave()
	if len(a.Shares) == 0 {
		return
	}
	if len(a.Shares) > maxShares {
		f.Addf("shares", len(a.Shares), valid.ErrOutOfRange, "at most %d", maxShares)
		return
	}
	for i, s := range a.Shares {
		if s.Wages == "" {
			f.Add(fmt.Sprintf("shares[%d].wages", i), nil, valid.ErrMissing)
		}
		if s.Charges == "" {
			f.Add(fmt.Sprintf("shares[%d].charges", i), nil, valid.ErrMissing)
		}
	}
	if weights, err := a.weights(); err != nil {
		f.Add("shares", nil, err)
	} else if !weights.AreWhole() {
		f.Addf("shares", weights.Total().RatString(), valid.ErrOutOfRange, "they add up to 1")
	}
}

// maxShares bounds how many accounts of a budget share a payslip.
const maxShares = 100

func (a *AccountedPayslip) weights() (money.Weights, error) {
	shares := make([]money.Fraction, len(a.Shares))
	for i, s := range a.Shares {
		shares[i] = s.Share
	}
	return money.NewWeights(shares...)
}

// maxLinesEntered bounds the lines of a payslip and the steps of a settlement, far above those of any.
const maxLinesEntered = 200

// checkRanges tells amounts beyond what a payslip can hold, so that no sum of an entry leaves its range.
func checkRanges(f *valid.Faults, s *Payslip) {
	if len(s.Lines) > maxLinesEntered {
		f.Addf("lines", len(s.Lines), valid.ErrOutOfRange, "at most %d", maxLinesEntered)
		return
	}
	checkRange(f, "bases.gross", s.Bases.Gross)
	checkRange(f, "reduction", s.Reduction)
	checkRange(f, "incomeTax", s.IncomeTax)
	f.Enter("lines")
	for i := range s.Lines {
		f.Index(i)
		checkRange(f, "base", s.Lines[i].Base)
		checkRange(f, "employeeAmount", s.Lines[i].EmployeeAmount)
		checkRange(f, "employerAmount", s.Lines[i].EmployerAmount)
		f.Leave()
	}
	f.Leave()
}

// checkRange tells an amount that is further from 0.00 than the greatest gross.
func checkRange(f *valid.Faults, field string, a money.Amount) {
	if cents := a.Cents(); cents > 2*maxGross.Cents() || cents < -2*maxGross.Cents() {
		f.Addf(field, a, valid.ErrOutOfRange, "at most twice %v", maxGross)
	}
}

// checkSums tells a payslip whose lines and totals disagree, which no entry could balance.
func checkSums(f *valid.Faults, s *Payslip) {
	var employee, employer money.Total
	for i := range s.Lines {
		employee.Add(s.Lines[i].EmployeeAmount)
		employer.Add(s.Lines[i].EmployerAmount)
	}
	net, cost := money.Total{}, money.Total{}
	net.Add(s.Bases.Gross)
	net.Sub(s.EmployeeContributions)
	net.Sub(s.IncomeTax)
	cost.Add(s.Bases.Gross)
	cost.Add(s.EmployerContributions)
	cost.Sub(s.Reduction)
	for _, sum := range []struct {
		field string
		total money.Total
		has   money.Amount
	}{
		{"employeeContributions", employee, s.EmployeeContributions}, {"employerContributions", employer, s.EmployerContributions},
		{"netPaid", net, s.NetPaid}, {"employerCost", cost, s.EmployerCost},
	} {
		if got, err := sum.total.Amount(); err != nil || got != sum.has {
			f.Addf(sum.field, sum.has, valid.ErrOutOfRange, "the payslip adds up to %v", got)
		}
	}
}

func (a *AccountedSettlement) check(f *valid.Faults) {
	if a.ID == "" {
		f.Add("id", nil, valid.ErrMissing)
	}
	if a.Date.IsZero() {
		f.Add("date", nil, valid.ErrMissing)
	}
	if len(a.Settled.Steps) > maxLinesEntered {
		f.Addf("settled.steps", len(a.Settled.Steps), valid.ErrOutOfRange, "at most %d", maxLinesEntered)
		return
	}
	for i, s := range a.Settled.Steps {
		checkRange(f, fmt.Sprintf("settled.steps[%d].amount", i), s.Amount)
		if s.Code != "seizable" && s.Code != "expenses" && !slices.Contains(takenOff, s.Code) {
			f.Add(fmt.Sprintf("settled.steps[%d].code", i), s.Code, valid.ErrReference)
		}
	}
}

// takenOff are the steps of a settlement that are taken off the net.
var takenOff = []string{"maintenance", "garnishment", "advances", "interim"}

// nameOf returns what a body is called, nothing for one that is none.
func nameOf(body Body) text {
	for _, b := range bodies {
		if b.body == body {
			return text{b.labelFr, b.labelEn}
		}
	}
	return text{}
}

// Text returns the entries as lines of text. A word that is no language is a [*FieldError].
func (a Accounting) Text(l Language) (string, error) {
	p, err := newPage(l, text{"ÉCRITURES DE PAIE", "PAYROLL ENTRIES"})
	if err != nil {
		return "", err
	}
	p.columns("", text{"Débit", "Debit"}.in(l), text{"Crédit", "Credit"}.in(l))
	for _, e := range a.Entries {
		p.field(text{fmt.Sprintf("%d %v", e.Number, e.Date), fmt.Sprintf("%d %v", e.Number, e.Date)}, e.Document)
		for _, line := range e.Lines {
			label := line.Account + " " + text{line.LabelFr, line.LabelEn}.in(l)
			if name := nameOf(line.Body); name != (text{}) {
				label += ", " + name.in(l)
			}
			if line.Budget != "" {
				label += " (" + line.Budget + ")"
			}
			p.columns("  "+oneLine(label), p.figure(line.Debit), p.figure(line.Credit))
		}
	}
	p.amounts(text{"TOTAL", "TOTAL"}.in(l), a.Debit, a.Credit)
	if len(a.Costs) > 0 {
		p.title(text{"COÛT PAR COMPTE DU DEVIS", "COST BY ACCOUNT OF THE BUDGET"})
	}
	for _, c := range a.Costs {
		p.amounts("  "+oneLine(cmp.Or(c.Account, text{"sans compte", "no account"}.in(l))), c.Amount)
	}
	p.notices(a.Notices)
	return p.String(), nil
}
