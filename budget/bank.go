package budget

import (
	"fmt"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// BankStatement is what a bank says of an account (relevé).
type BankStatement struct {
	Period  civil.Period `json:"period" strict:"required"`
	Opening money.Amount `json:"opening" strict:"required"`
	Closing money.Amount `json:"closing" strict:"required"`
	Lines   []BankLine   `json:"lines,omitempty"`
}

// BankLine is a movement of a bank account, negative for what goes out.
type BankLine struct {
	ID        string       `json:"id" strict:"required"`
	Date      civil.Date   `json:"date" strict:"required"`
	Amount    money.Amount `json:"amount" strict:"required"`
	Reference string       `json:"reference,omitempty"`
}

// BookMovement is a movement of the same account as the books have it, negative for what goes out.
type BookMovement struct {
	ID        string       `json:"id" strict:"required"`
	Date      civil.Date   `json:"date" strict:"required"`
	Amount    money.Amount `json:"amount" strict:"required"`
	Reference string       `json:"reference,omitempty"`
	// Batch is the bank order that it is part of: the bank shows the sum of it.
	Batch string `json:"batch,omitempty"`
}

// MatchReason is what a match rests on.
type MatchReason string

// Reasons.
const (
	// ByReference is the same reference, id or batch and the same amount.
	ByReference MatchReason = "reference"
	// ByAmount is the same amount, on the nearest day within the window.
	ByAmount MatchReason = "amount"
)

// BankMatch is a line of the bank with the movements of the books that it is.
type BankMatch struct {
	Bank   string       `json:"bank"`
	Books  []string     `json:"books"`
	Amount money.Amount `json:"amount"`
	By     MatchReason  `json:"by"`
	// Days is how many days after the books the bank has it.
	Days int `json:"days"`
}

// Reconciliation is a bank statement laid against the books.
type Reconciliation struct {
	Matches        []BankMatch    `json:"matches"`
	UnmatchedBank  []BankLine     `json:"unmatchedBank"`
	UnmatchedBooks []BookMovement `json:"unmatchedBooks"`
	BankBalance    money.Amount   `json:"bankBalance"`
	BookBalance    money.Amount   `json:"bookBalance"`
	// Reconciled is the balance of the books without what the bank does not have, and with what only
	// the bank has.
	Reconciled money.Amount `json:"reconciled"`
	// Difference is BankBalance − Reconciled. The balances are proven when it is 0.00; otherwise
	// the openings differ.
	Difference money.Amount `json:"difference"`
}

// BankMovements returns the payments of a state up to a day, and the corrections of payments, as the
// books have them: negative, in the order of posting.
func (l *Ledger) BankMovements(s State, through civil.Date) []BookMovement {
	movements := []BookMovement{}
	for i := range s.entries {
		p := &s.entries[i]
		if p.date.After(through) || s.acts(p) != Payment {
			continue
		}
		movements = append(movements, BookMovement{
			ID: p.id, Date: p.date, Amount: money.FromCents(-p.moved), Reference: p.document, Batch: p.batch,
		})
	}
	return movements
}

// maxWindow bounds how far apart bank and books may be.
const maxWindow = 366

// Reconcile lays a bank statement against the books (rapprochement bancaire): movements up to the end of the
// statement that no earlier one had, with the balance of the books before them. Movements of a batch
// are matched together. First come those of the same reference and amount, then those of the same amount
// whose days are nearest within a window of days, the earlier line of the bank first, and of two equally near
// the one that stands first. A statement that does not add up is an [ErrUnbalanced]; ids given twice and
// days that do not belong are each a [*FieldError].
//
// Complexity O(n log n) for movements of distinct amounts.
func Reconcile(statement BankStatement, books []BookMovement, opening money.Amount, window int) (Reconciliation, error) {
	var f valid.Faults
	statement.check(&f)
	checkBooks(&f, books, statement.Period.To)
	checkBounded(&f, "opening", opening)
	if window < 0 || window > maxWindow {
		f.Addf("window", window, valid.ErrOutOfRange, "0 to %d days", maxWindow)
	}
	if err := f.Err(); err != nil {
		return Reconciliation{}, err
	}
	m := newMatching(statement.Lines, books)
	m.byReference()
	m.byAmount(window)
	return m.result(statement, opening), nil
}

func (s BankStatement) check(f *valid.Faults) {
	f.Enter("statement")
	if !s.Period.IsValid() {
		f.Add("period", nil, civil.ErrPeriod)
	}
	checkBounded(f, "opening", s.Opening)
	checkBounded(f, "closing", s.Closing)
	seen := map[string]bool{}
	sum := s.Opening.Cents()
	f.Enter("lines")
	for i, line := range s.Lines {
		f.Index(i)
		checkID(f, line.ID, seen)
		checkBounded(f, "amount", line.Amount)
		if !s.Period.Contains(line.Date) {
			f.Addf("date", line.Date, valid.ErrOutOfRange, "%v to %v", s.Period.From, s.Period.To)
		}
		sum += line.Amount.Cents()
		f.Leave()
	}
	f.Leave()
	if sum != s.Closing.Cents() && !f.Any() {
		f.Add("closing", s.Closing, fmt.Errorf("%w: the lines give %v", ErrUnbalanced, money.FromCents(sum)))
	}
	f.Leave()
}

func checkBooks(f *valid.Faults, books []BookMovement, through civil.Date) {
	seen := map[string]bool{}
	f.Enter("books")
	for i, b := range books {
		f.Index(i)
		checkID(f, b.ID, seen)
		checkBounded(f, "amount", b.Amount)
		if b.Date.IsZero() || b.Date.After(through) {
			f.Addf("date", b.Date, valid.ErrOutOfRange, "up to %v", through)
		}
		f.Leave()
	}
	f.Leave()
}

func checkID(f *valid.Faults, id string, seen map[string]bool) {
	switch {
	case id == "":
		f.Add("id", nil, valid.ErrMissing)
	case seen[id]:
		f.Add("id", id, valid.ErrDuplicate)
	}
	seen[id] = true
}

// matching is a reconciliation in the making.
type matching struct {
	lines   []BankLine
	books   []BookMovement
	groups  []bookGroup
	byCents map[int64][]int // groups that are free, by amount
	matches []BankMatch     // by line; without a bank id where there is none
}

// bookGroup is a movement of the books, or those of a batch.
type bookGroup struct {
	members []int
	cents   int64
	date    civil.Date // the last of them
	taken   bool
}

func newMatching(lines []BankLine, books []BookMovement) *matching {
	m := &matching{lines: lines, books: books, byCents: map[int64][]int{}, matches: make([]BankMatch, len(lines))}
	batches := map[string]int{}
	for i, b := range books {
		at, known := batches[b.Batch]
		if b.Batch == "" || !known {
			at = len(m.groups)
			m.groups = append(m.groups, bookGroup{})
		}
		if b.Batch != "" {
			batches[b.Batch] = at
		}
		g := &m.groups[at]
		g.members, g.cents = append(g.members, i), g.cents+b.Amount.Cents()
		if b.Date.After(g.date) {
			g.date = b.Date
		}
	}
	for i, g := range m.groups {
		m.byCents[g.cents] = append(m.byCents[g.cents], i)
	}
	return m
}

func (m *matching) byReference() {
	for i, line := range m.lines {
		if line.Reference == "" {
			continue
		}
		for _, at := range m.byCents[line.Amount.Cents()] {
			if !m.groups[at].taken && m.refers(at, line.Reference) {
				m.match(i, at, ByReference)
				break
			}
		}
	}
}

func (m *matching) refers(group int, reference string) bool {
	return slices.ContainsFunc(m.groups[group].members, func(i int) bool {
		b := &m.books[i]
		return b.ID == reference || b.Reference == reference || b.Batch == reference
	})
}

func (m *matching) byAmount(window int) {
	order := make([]int, len(m.lines))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return m.lines[a].Date.Compare(m.lines[b].Date) })
	for _, i := range order {
		if m.matches[i].Bank != "" {
			continue
		}
		best, nearest := -1, window+1
		for _, at := range m.byCents[m.lines[i].Amount.Cents()] {
			days := m.lines[i].Date.DaysSince(m.groups[at].date)
			if days = max(days, -days); !m.groups[at].taken && days < nearest {
				best, nearest = at, days
			}
		}
		if best >= 0 {
			m.match(i, best, ByAmount)
		}
	}
}

func (m *matching) match(line, group int, by MatchReason) {
	g := &m.groups[group]
	g.taken = true
	ids := make([]string, len(g.members))
	for i, at := range g.members {
		ids[i] = m.books[at].ID
	}
	bank := m.lines[line]
	m.matches[line] = BankMatch{bank.ID, ids, bank.Amount, by, bank.Date.DaysSince(g.date)}
}

func (m *matching) result(statement BankStatement, opening money.Amount) Reconciliation {
	r := Reconciliation{
		Matches: []BankMatch{}, UnmatchedBank: []BankLine{}, UnmatchedBooks: []BookMovement{},
		BankBalance: statement.Closing, BookBalance: opening,
	}
	for _, b := range m.books {
		r.BookBalance = plus(r.BookBalance, b.Amount)
	}
	r.Reconciled = r.BookBalance
	for i, match := range m.matches {
		if match.Bank != "" {
			r.Matches = append(r.Matches, match)
			continue
		}
		r.UnmatchedBank = append(r.UnmatchedBank, m.lines[i])
		r.Reconciled = plus(r.Reconciled, m.lines[i].Amount)
	}
	for _, g := range m.groups {
		if g.taken {
			continue
		}
		for _, at := range g.members {
			r.UnmatchedBooks = append(r.UnmatchedBooks, m.books[at])
			r.Reconciled = difference(r.Reconciled, m.books[at].Amount)
		}
	}
	r.Difference = difference(r.BankBalance, r.Reconciled)
	return r
}
