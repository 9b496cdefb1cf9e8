package payroll

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// accountant enters payslips in the books.
type accountant struct {
	table     law.Table[BookAccount]
	pay       Parameters
	headcount int
	rules     map[civil.Date]*Rules
	chart     map[accountOn]law.Value[BookAccount]
	told      map[string]bool // the accounts whose notice, if any, is noted
	months    map[civil.Month]*remitting
	costs     map[string]*money.Total // by account of the budget
	result    Accounting
	debit     money.Total
	credit    money.Total
}

// entry is an entry in the making.
type entry struct {
	*accountant
	AccountingEntry
	shares  []CostShare
	weights money.Weights
}

func (a *accountant) begin(date civil.Date, document string) *entry {
	return &entry{accountant: a, AccountingEntry: AccountingEntry{Number: len(a.result.Entries) + 1, Date: date, Document: document}}
}

// end keeps an entry that has lines.
func (e *entry) end() {
	if len(e.Lines) > 0 {
		e.result.Entries = append(e.result.Entries, e.AccountingEntry)
	}
}

// accountOn is an account of the chart on a day.
type accountOn struct {
	key string
	on  civil.Date
}

// account returns an account of the chart on the day of the entry, and notes once that it is a reading.
func (e *entry) account(key string) (law.Value[BookAccount], error) {
	v, known := e.chart[accountOn{key, e.Date}]
	if known {
		return v, nil
	}
	v, err := e.table.At(key, e.Date)
	if err != nil {
		return v, err
	}
	e.chart[accountOn{key, e.Date}] = v
	if e.told[key] {
		return v, nil
	}
	e.told[key] = true
	if n, doubtful := v.Notice(); doubtful {
		n.Message = fmt.Sprintf("%s: the account %s is %v: %s", n.Key, v.Value.Number, v.Status, v.Note)
		e.note(n)
	}
	return v, nil
}

func (a *accountant) note(n law.Notice) {
	if !slices.ContainsFunc(a.result.Notices, func(old law.Notice) bool { return old.Code == n.Code && old.Key == n.Key }) {
		a.result.Notices = append(a.result.Notices, n)
	}
}

// post adds a debit, or where it is negative a credit, to an entry.
func (e *entry) post(key string, kind AccountingKind, debit money.Amount, line AccountingLine) error {
	if debit.IsZero() {
		return nil
	}
	account, err := e.account(key)
	if err != nil {
		return err
	}
	line.Account, line.LabelFr, line.LabelEn, line.Kind = account.Value.Number, account.Value.LabelFr, account.Value.LabelEn, kind
	line.Refs = account.Refs
	if debit.Sign() > 0 {
		line.Debit = debit
	} else {
		line.Credit = minus(money.Amount{}, debit)
	}
	e.debit.Add(line.Debit)
	e.credit.Add(line.Credit)
	if kind.isCost() {
		e.cost(line.Budget, debit)
	}
	e.join(line)
	return nil
}

// join adds a line to that of the same account, kind, body, budget and side, where there is one.
func (e *entry) join(line AccountingLine) {
	for i := range e.Lines {
		old := &e.Lines[i]
		if old.Account == line.Account && old.Kind == line.Kind && old.Body == line.Body && old.Budget == line.Budget &&
			old.Debit.IsZero() == line.Debit.IsZero() {
			old.Debit, old.Credit = plus(old.Debit, line.Debit), plus(old.Credit, line.Credit)
			old.Codes = append(old.Codes, line.Codes...)
			old.Refs = old.Refs.Join(line.Refs)
			return
		}
	}
	e.Lines = append(e.Lines, line)
}

func (a *accountant) cost(account string, amount money.Amount) {
	if a.costs[account] == nil {
		a.costs[account] = new(money.Total)
	}
	a.costs[account].Add(amount)
}

// charge posts a cost, divided by the shares of the payslip.
func (e *entry) charge(key string, kind AccountingKind, amount money.Amount, codes ...string) error {
	if len(e.shares) == 0 {
		return e.post(key, kind, amount, AccountingLine{Codes: codes})
	}
	parts, err := money.Apportion(amount, e.weights)
	if err != nil {
		return err
	}
	for i, part := range parts {
		budget := e.shares[i].Charges
		if kind == WagesKind {
			budget = e.shares[i].Wages
		}
		if err := e.post(key, kind, part, AccountingLine{Codes: slices.Clone(codes), Budget: budget}); err != nil {
			return err
		}
	}
	return nil
}

// payslip enters a payslip that was checked.
func (a *accountant) payslip(of *AccountedPayslip) error {
	s := &of.Payslip
	e := a.begin(s.Date, s.ID)
	if e.shares = of.Shares; len(e.shares) > 0 {
		var err error
		if e.weights, err = of.weights(); err != nil {
			return err
		}
	}
	r, err := a.owed(s)
	if err != nil {
		return err
	}
	if err := e.charge("wages", WagesKind, s.Bases.Gross); err != nil {
		return err
	}
	for i := range s.Lines {
		l := &s.Lines[i]
		if err := e.charge("charge/"+l.Code, ChargesKind, l.EmployerAmount, l.Code); err != nil {
			return err
		}
	}
	if err := e.owe(r); err != nil {
		return err
	}
	if err := e.post("net", NetKind, minus(money.Amount{}, s.NetPaid), AccountingLine{}); err != nil {
		return err
	}
	e.end()
	return nil
}

// prepare finds the figures of every day, and tells those without any.
func (a *accountant) prepare(f *valid.Faults, b *Books) {
	f.Enter("payslips")
	for i := range b.Payslips {
		date := b.Payslips[i].Payslip.Date
		f.Index(i)
		if a.rules[date] == nil {
			rules, err := a.pay.At(date)
			if err != nil {
				f.Add("payslip.date", date, err)
			}
			a.rules[date] = rules
		}
		a.hasAccounts(f, "payslip.date", date)
		f.Leave()
	}
	f.Leave()
	f.Enter("settlements")
	for i := range b.Settlements {
		f.Index(i)
		a.hasAccounts(f, "date", b.Settlements[i].Date)
		f.Leave()
	}
	f.Leave()
}

// hasAccounts tells a day before the chart of accounts.
func (a *accountant) hasAccounts(f *valid.Faults, field string, date civil.Date) {
	if _, err := a.table.At("net", date); err != nil {
		f.Add(field, date, err)
	}
}

// owed returns what a payslip makes the employer owe to each body.
func (a *accountant) owed(s *Payslip) (*remitting, error) {
	month := s.Date.Month()
	r := a.months[month]
	if r == nil {
		var err error
		if r, err = newRemitting(month, nil, a.headcount, a.pay); err != nil {
			return nil, err
		}
		r.rules = a.rules
		a.months[month] = r
	}
	clear(r.sums)
	return r, r.add(s)
}

// owe posts the general reduction, which lowers charges and what is owed alike, and what is owed to each
// body.
func (e *entry) owe(r *remitting) error {
	for _, relief := range []struct {
		body   Body
		charge string
	}{{Urssaf, "charge/maladie"}, {Audiens, "charge/agirc-arrco-t1"}} {
		sum := r.sums[owed{relief.body, "reduction"}]
		if sum == nil {
			continue
		}
		amount, err := sum.Amount()
		if err != nil {
			return err
		}
		if err := e.charge(relief.charge, ReliefKind, amount, "reduction"); err != nil {
			return err
		}
	}
	for _, b := range bodies {
		m := Remittance{Body: b.body}
		if err := r.lines(&m); err != nil {
			return err
		}
		codes := make([]string, len(m.Lines))
		for i, line := range m.Lines {
			codes[i] = line.Code
		}
		if err := e.post("owed/"+string(b.body), OwedKind, minus(money.Amount{}, m.Amount), AccountingLine{Body: b.body, Codes: codes}); err != nil {
			return err
		}
	}
	return nil
}

// settlement enters what is added to and taken off a net.
func (a *accountant) settlement(of *AccountedSettlement) error {
	e := a.begin(of.Date, of.ID)
	for _, s := range of.Settled.Steps {
		switch s.Code {
		case "seizable": // a limit, which moves nothing
		case "expenses":
			if err := e.post("expenses", ExpensesKind, s.Amount, AccountingLine{Budget: of.Expenses, Codes: []string{s.Code}}); err != nil {
				return err
			}
			if err := e.post("net", NetKind, minus(money.Amount{}, s.Amount), AccountingLine{Codes: []string{s.Code}}); err != nil {
				return err
			}
		default:
			if err := e.post("net", NetKind, s.Amount, AccountingLine{Codes: []string{s.Code}}); err != nil {
				return err
			}
			if err := e.post(s.Code, SettledKind, minus(money.Amount{}, s.Amount), AccountingLine{Codes: []string{s.Code}}); err != nil {
				return err
			}
		}
	}
	e.end()
	return nil
}

// close adds up the books.
func (a *accountant) close() (Accounting, error) {
	var err error
	if a.result.Debit, err = a.debit.Amount(); err != nil {
		return Accounting{}, err
	}
	if a.result.Credit, err = a.credit.Amount(); err != nil {
		return Accounting{}, err
	}
	a.result.Costs = []BudgetCost{}
	for _, account := range slices.Sorted(maps.Keys(a.costs)) {
		amount, err := a.costs[account].Amount()
		if err != nil {
			return Accounting{}, err
		}
		a.result.Costs = append(a.result.Costs, BudgetCost{account, amount})
	}
	for _, month := range slices.SortedFunc(maps.Keys(a.months), civil.Month.Compare) {
		for _, n := range a.months[month].notices() {
			a.note(n)
		}
	}
	slices.SortStableFunc(a.result.Notices, func(x, y law.Notice) int { return cmp.Compare(x.Code, y.Code) })
	return a.result, a.failed()
}

// failed returns the error that a look-up of the figures of pay left behind.
func (a *accountant) failed() error {
	for _, month := range slices.SortedFunc(maps.Keys(a.months), civil.Month.Compare) {
		if err := a.months[month].last.err; err != nil {
			return err
		}
	}
	return nil
}
