package budget

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// BookAccount is an account of the French chart of accounts (compte du plan comptable), whose first three
// characters are digits.
type BookAccount struct {
	Number string `json:"number" strict:"required"`
	Label  string `json:"label" strict:"required"`
}

// ExpenseAccount is the book account of an account of the plan, and of those below it without one.
type ExpenseAccount struct {
	Account string `json:"account" strict:"required"`
	BookAccount
}

// Journal is a book of accounts (journal).
type Journal struct {
	Code  string `json:"code" strict:"required"`
	Label string `json:"label" strict:"required"`
}

// Books are the accounts and journals that a ledger is posted to. Costs debit an expense account and
// the VAT recovered; what is owed credits suppliers or wages, petty cash the till, payments the bank.
type Books struct {
	Expenses     []ExpenseAccount `json:"expenses" strict:"required"`
	RecoveredVAT BookAccount      `json:"recoveredVat"`
	Suppliers    BookAccount      `json:"suppliers"`
	Wages        BookAccount      `json:"wages"`
	Till         BookAccount      `json:"till"`
	Bank         BookAccount      `json:"bank"`
	// Purchases has invoices and credit notes, General the corrections.
	Purchases       Journal `json:"purchases"`
	PayrollJournal  Journal `json:"payrollJournal"`
	PettyJournal    Journal `json:"pettyJournal"`
	PaymentsJournal Journal `json:"paymentsJournal"`
	General         Journal `json:"general"`
}

// FECLine is a line of the file of accounting entries, with the eighteen fields of article A47 A-1 of the
// livre des procédures fiscales under their names.
type FECLine struct {
	JournalCode   string
	JournalLib    string
	EcritureNum   string
	EcritureDate  civil.Date
	CompteNum     string
	CompteLib     string
	CompAuxNum    string
	CompAuxLib    string
	PieceRef      string
	PieceDate     civil.Date
	EcritureLib   string
	Debit         money.Amount
	Credit        money.Amount
	EcritureLet   string
	DateLet       civil.Date
	ValidDate     civil.Date
	Montantdevise string
	Idevise       string
}

// FEC returns the accounting entries of a closed exercise (fichier des écritures comptables), in the order in
// which closes validated them, then by date and posting, numbered from 1 without a gap. Orders, releases,
// transfers and estimates are not accounting entries. In each entry debits equal credits. Amounts
// are in the currency of the ledger; lettering and foreign currency stay empty.
//
// An exercise that is not closed is an [ErrNotClosed]; an account without a book account, book accounts
// that do not begin with three digits, and invoices without a document are each a [*FieldError]. Other
// entries without one are their own document, under their id.
func (l *Ledger) FEC(s State, books Books, exercise civil.Period) ([]FECLine, error) {
	var f valid.Faults
	if !exercise.IsValid() {
		f.Add("exercise", nil, civil.ErrPeriod)
	} else if s.ClosedThrough().Before(exercise.To) {
		f.Add("exercise", exercise.To, ErrNotClosed)
	}
	if len(s.balances) != len(l.accounts) {
		f.Add("state", nil, valid.ErrReference)
		return nil, f.Err()
	}
	w := fecWriter{ledger: l, state: &s, books: books, expenses: l.expenses(&f, books)}
	books.check(&f)
	if err := f.Err(); err != nil {
		return nil, err
	}
	f.Enter("entries")
	for _, at := range w.order(exercise) {
		f.Index(at)
		w.entry(&f, at)
		f.Leave()
	}
	f.Leave()
	if err := f.Err(); err != nil {
		return nil, err
	}
	return w.lines, nil
}

func (b Books) check(f *valid.Faults) {
	f.Enter("books")
	checkBookAccount(f, "recoveredVat", b.RecoveredVAT)
	checkBookAccount(f, "suppliers", b.Suppliers)
	checkBookAccount(f, "wages", b.Wages)
	checkBookAccount(f, "till", b.Till)
	checkBookAccount(f, "bank", b.Bank)
	checkJournal(f, "purchases", b.Purchases)
	checkJournal(f, "payrollJournal", b.PayrollJournal)
	checkJournal(f, "pettyJournal", b.PettyJournal)
	checkJournal(f, "paymentsJournal", b.PaymentsJournal)
	checkJournal(f, "general", b.General)
	f.Leave()
}

func checkBookAccount(f *valid.Faults, field string, a BookAccount) {
	f.Enter(field)
	digits := 0
	for digits < len(a.Number) && '0' <= a.Number[digits] && a.Number[digits] <= '9' {
		digits++
	}
	if digits < 3 {
		f.Addf("number", a.Number, valid.ErrOutOfRange, "it begins with three digits")
	}
	if a.Label == "" {
		f.Add("label", nil, valid.ErrMissing)
	}
	f.Leave()
}

func checkJournal(f *valid.Faults, field string, j Journal) {
	f.Enter(field)
	if j.Code == "" {
		f.Add("code", nil, valid.ErrMissing)
	}
	if j.Label == "" {
		f.Add("label", nil, valid.ErrMissing)
	}
	f.Leave()
}

// expenses returns the book account of every account: its own, or that of the nearest above it.
func (l *Ledger) expenses(f *valid.Faults, books Books) []BookAccount {
	accounts := make([]BookAccount, len(l.accounts))
	f.Enter("books")
	f.Enter("expenses")
	for i, e := range books.Expenses {
		f.Index(i)
		at, known := l.index[e.Account]
		switch {
		case !known:
			f.Add("account", e.Account, valid.ErrReference)
		case accounts[at].Number != "":
			f.Add("account", e.Account, valid.ErrDuplicate)
		default:
			accounts[at] = e.BookAccount
		}
		f.Leave()
		checkBookAccount(f, fmt.Sprintf("[%d]", i), e.BookAccount)
	}
	f.Leave()
	f.Leave()
	for i := range accounts {
		if parent := l.accounts[i].parent; accounts[i].Number == "" && parent >= 0 {
			accounts[i] = accounts[parent]
		}
	}
	return accounts
}

// fecWriter makes the lines of a file.
type fecWriter struct {
	ledger   *Ledger
	state    *State
	books    Books
	expenses []BookAccount
	lines    []FECLine
	number   int
}

// order returns the entries of an exercise that are accounting entries, as they were validated.
func (w *fecWriter) order(exercise civil.Period) []int {
	var order []int
	for i := range w.state.entries {
		if p := &w.state.entries[i]; exercise.Contains(p.date) && w.isAccounting(p) {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(w.validated(a).Compare(w.validated(b)), w.state.entries[a].date.Compare(w.state.entries[b].date))
	})
	return order
}

func (w *fecWriter) isAccounting(p *posted) bool {
	switch w.state.acts(p) {
	case Invoice, CreditNote, Payroll, PettyCash, Payment:
		return true
	}
	return false
}

// validated returns the day through which the close went that made an entry final.
func (w *fecWriter) validated(at int) civil.Date {
	date := w.state.entries[at].date
	for i := range w.state.closes {
		if c := &w.state.closes[i]; !date.After(c.through) {
			return c.through
		}
	}
	return civil.Date{}
}

func (w *fecWriter) entry(f *valid.Faults, at int) {
	p := &w.state.entries[at]
	template := FECLine{
		EcritureDate: p.date, PieceRef: p.document, PieceDate: p.taxDate(), EcritureLib: cmp.Or(p.label, p.id), ValidDate: w.validated(at),
	}
	journal := w.journal(p)
	template.JournalCode, template.JournalLib = journal.Code, journal.Label
	if p.document == "" && p.kind.isDocument() {
		f.Addf("document", p.id, valid.ErrMissing, "an invoice has one")
	}
	template.PieceRef = cmp.Or(p.document, p.id)
	template.EcritureNum = strconv.Itoa(w.number + 1)
	before := len(w.lines)
	if w.state.acts(p) == Payment {
		w.payment(p, template)
	} else {
		w.cost(f, p, template)
	}
	if len(w.lines) > before {
		w.number++
	}
}

func (w *fecWriter) journal(p *posted) Journal {
	switch p.kind {
	case Invoice, CreditNote:
		return w.books.Purchases
	case Payroll:
		return w.books.PayrollJournal
	case PettyCash:
		return w.books.PettyJournal
	case Payment:
		return w.books.PaymentsJournal
	}
	return w.books.General
}

// cost debits expenses and the VAT recovered, and credits who is owed.
func (w *fecWriter) cost(f *valid.Faults, p *posted, template FECLine) {
	var recovered, gross int64
	for i := p.first; i < p.first+p.count; i++ {
		m := &w.state.moves[i]
		if m.class != costMove {
			continue
		}
		account := w.expenses[m.account]
		if account.Number == "" {
			f.Addf("account", w.ledger.accounts[m.account].code, valid.ErrMissing, "the books have no account for it")
		}
		w.line(template, account, "", m.actual())
		recovered += m.recovered
		gross += m.gross()
	}
	w.line(template, w.books.RecoveredVAT, "", recovered)
	account, party := w.counterpart(p)
	w.line(template, account, party, -gross)
}

// payment debits who was owed and credits the bank.
func (w *fecWriter) payment(p *posted, template FECLine) {
	account, party := w.counterpart(p)
	w.line(template, account, party, p.moved)
	w.line(template, w.books.Bank, "", -p.moved)
}

// counterpart returns the account that an entry owes on or settles, and whose it is.
func (w *fecWriter) counterpart(p *posted) (BookAccount, string) {
	for p.kind == Correction || p.kind == Payment || p.kind == CreditNote {
		p = &w.state.entries[p.of]
	}
	switch p.kind {
	case Payroll:
		return w.books.Wages, p.party
	case PettyCash:
		return w.books.Till, ""
	}
	return w.books.Suppliers, p.party
}

// line adds a line of an amount in cents: a debit, or a credit where it is negative. Lines of 0.00 are
// left out.
func (w *fecWriter) line(line FECLine, account BookAccount, party string, cents int64) {
	switch {
	case cents == 0:
		return
	case cents > 0:
		line.Debit = money.FromCents(cents)
	default:
		line.Credit = money.FromCents(-cents)
	}
	line.CompteNum, line.CompteLib, line.CompAuxNum, line.CompAuxLib = account.Number, account.Label, party, party
	w.lines = append(w.lines, line)
}
