package budget

import (
	"errors"
	"fmt"
	"io"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// ErrParent reports an entry or a budget on an account that has accounts below it.
var ErrParent = errors.New("has accounts below it, which take what it has")

// ControlPlan is what cost control (suivi de production) is measured against: the approved budget by
// account and the rules of the production.
type ControlPlan struct {
	// Currency is the ISO 4217 code of all amounts.
	Currency string `json:"currency" strict:"required"`
	// Territory is where money is spent unless a line says otherwise, as ISO 3166 has it.
	Territory string `json:"territory" strict:"required"`
	// Start is the first day of the ledger.
	Start     civil.Date       `json:"start" strict:"required"`
	Accounts  []ControlAccount `json:"accounts" strict:"required"`
	VAT       []VATRate        `json:"vat,omitempty"`
	Approvals []ApprovalRule   `json:"approvals,omitempty"`
	Shortage  Shortage         `json:"shortage,omitzero"`
	// TaxTolerance is how far the VAT that a document states may be from its rate, a line; the
	// zero value is exactly the rate.
	TaxTolerance money.Amount `json:"taxTolerance,omitzero"`
}

// ControlAccount is an account (poste) with its approved budget. Only accounts without any below
// them have a budget and take entries; the others are their sum.
type ControlAccount struct {
	Code string `json:"code" strict:"required"`
	Name string `json:"name,omitempty"`
	// Budget is the original one, which nothing changes.
	Budget money.Amount `json:"budget,omitzero"`
	// Rule is how the estimate to complete follows when nothing is set by hand; empty is
	// [HoldToBudget].
	Rule EstimateRule `json:"rule,omitempty"`
	// Head is the head of opposable cost, 1 to 13, that the account and those below it belong
	// to; 0 is that of the account above.
	Head     int              `json:"head,omitempty"`
	Accounts []ControlAccount `json:"accounts,omitempty"`
}

// Ledger is a checked plan, ready to take entries. It is immutable and may be shared.
type Ledger struct {
	plan     ControlPlan
	accounts []ledgerAccount // a parent before those below it
	index    map[string]int32
	vat      vatTable
}

// ledgerAccount is an account of a ledger. Its parent is −1 at the top.
type ledgerAccount struct {
	code, name string
	parent     int32
	depth      int
	leaf       bool
	budget     int64 // cents
	rule       EstimateRule
	head       int
}

// NewLedger checks a plan. It reports every fault at once, each a [*FieldError]: codes missing or given
// twice, a budget on an account with accounts below it or beyond ten thousand million, unknown rules,
// heads and policies, rates of VAT out of range, approvals that name no account.
func NewLedger(p ControlPlan) (*Ledger, error) {
	var f valid.Faults
	l := &Ledger{plan: p, index: map[string]int32{}}
	if !valid.IsCurrency(p.Currency) {
		f.Addf("currency", p.Currency, valid.ErrOutOfRange, "three capital letters")
	}
	if p.Territory == "" {
		f.Add("territory", nil, valid.ErrMissing)
	}
	if p.Start.IsZero() {
		f.Add("start", nil, valid.ErrMissing)
	}
	if len(p.Accounts) == 0 {
		f.Add("accounts", nil, valid.ErrMissing)
	}
	if p.TaxTolerance.Sign() < 0 {
		f.Add("taxTolerance", p.TaxTolerance, valid.ErrNegative)
	}
	checkBounded(&f, "taxTolerance", p.TaxTolerance)
	f.Enter("accounts")
	l.addAccounts(&f, p.Accounts, -1)
	f.Leave()
	l.vat = newVATTable(&f, p.VAT)
	l.plan.Approvals = checkApprovalRules(&f, l, p.Approvals)
	p.Shortage.check(&f)
	l.plan.Accounts, l.plan.VAT = nil, nil // the caller's
	if err := f.Err(); err != nil {
		return nil, err
	}
	return l, nil
}

// maxAccountDepth bounds accounts below accounts.
const maxAccountDepth = 100

func (l *Ledger) addAccounts(f *valid.Faults, accounts []ControlAccount, parent int32) {
	for i := range accounts {
		f.Index(i)
		l.addAccount(f, &accounts[i], parent)
		f.Leave()
	}
}

func (l *Ledger) addAccount(f *valid.Faults, a *ControlAccount, parent int32) {
	at := int32(len(l.accounts))
	account := ledgerAccount{
		code: a.Code, name: a.Name, parent: parent, leaf: len(a.Accounts) == 0,
		budget: a.Budget.Cents(), rule: a.Rule, head: a.Head,
	}
	if account.rule == "" {
		account.rule = HoldToBudget
	}
	if parent >= 0 {
		above := l.accounts[parent]
		account.depth = above.depth + 1
		if a.Head == 0 {
			account.head = above.head
		}
	}
	if account.depth > maxAccountDepth {
		f.Addf("accounts", nil, valid.ErrOutOfRange, "at most %d levels", maxAccountDepth)
		return
	}
	l.checkAccount(f, a, account)
	l.accounts = append(l.accounts, account)
	l.index[a.Code] = at
	f.Enter("accounts")
	l.addAccounts(f, a.Accounts, at)
	f.Leave()
}

func (l *Ledger) checkAccount(f *valid.Faults, a *ControlAccount, account ledgerAccount) {
	_, twice := l.index[a.Code]
	checkCode(f, a.Code, twice)
	valid.OneOf(f, "rule", account.rule, estimateRules)
	if a.Head < 0 || a.Head > numHeads {
		f.Addf("head", a.Head, valid.ErrOutOfRange, "1 to %d", numHeads)
	}
	checkBounded(f, "budget", a.Budget)
	if !account.leaf && !a.Budget.IsZero() {
		f.Add("budget", a.Budget, ErrParent)
	}
}

// checkBounded tells an amount that is larger than those of a ledger may be.
func checkBounded(f *valid.Faults, field string, a money.Amount) {
	if c := a.Cents(); c > maxEntryCents || c < -maxEntryCents {
		f.Addf(field, a, valid.ErrOutOfRange, "at most %v", money.FromCents(maxEntryCents))
	}
}

// leaf returns the account of a code that takes entries. It tells a code that is unknown or has
// accounts below it.
func (l *Ledger) leaf(f *valid.Faults, field, code string) (int32, bool) {
	at, known := l.index[code]
	switch {
	case code == "":
		f.Add(field, nil, valid.ErrMissing)
		return 0, false
	case !known:
		f.Addf(field, code, valid.ErrReference, "no account of the plan")
		return 0, false
	case !l.accounts[at].leaf:
		f.Add(field, code, ErrParent)
		return 0, false
	}
	return at, true
}

// under reports whether an account is the one of a code or below it.
func (l *Ledger) under(account int32, above int32) bool {
	for account >= 0 && account != above {
		account = l.accounts[account].parent
	}
	return account == above
}

// DecodeControlPlan reads a plan from JSON and checks it as [NewLedger] does. Malformed JSON and
// unknown, duplicate or wrongly-cased fields are refused, each fault a [*FieldError].
func DecodeControlPlan(r io.Reader) (ControlPlan, error) {
	var p ControlPlan
	reading := strictjson.Decode(r, &p, 1)
	_, checking := NewLedger(p)
	if err := valid.Merge(reading, checking); err != nil {
		return ControlPlan{}, err
	}
	return p, nil
}

// ownSuffix marks the account made for the lines that stand directly under an account which has
// accounts below it.
const ownSuffix = "/own"

// ControlAccounts returns the accounts of a computed budget (devis) for a [ControlPlan], with their
// totals as original budgets, and its charges as accounts at the end. Lines directly under an account
// that has others below it become an account of their own, of its code and "/own". Credits are
// income and are left out.
func ControlAccounts(sheet Topsheet) []ControlAccount {
	accounts := controlAccounts(sheet.Accounts)
	for _, c := range sheet.Charges {
		accounts = append(accounts, ControlAccount{Code: c.Code, Name: c.Name, Budget: c.Amount})
	}
	return accounts
}

func controlAccounts(totals []AccountTotal) []ControlAccount {
	var accounts []ControlAccount
	for _, t := range totals {
		a := ControlAccount{Code: t.Code, Name: t.Name, Accounts: controlAccounts(t.Accounts)}
		if len(a.Accounts) == 0 {
			a.Budget = t.Total
			accounts = append(accounts, a)
			continue
		}
		own := t.Total
		for _, below := range t.Accounts {
			own = difference(own, below.Total)
		}
		if len(t.Lines) > 0 {
			a.Accounts = append(a.Accounts, ControlAccount{Code: t.Code + ownSuffix, Name: fmt.Sprintf("%s (own lines)", t.Name), Budget: own})
		}
		accounts = append(accounts, a)
	}
	return accounts
}
