package budget

import (
	"errors"
	"slices"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// ErrIBAN reports an account number that is no IBAN.
var ErrIBAN = errors.New("is not an IBAN")

// Payee is where a party is paid.
type Payee struct {
	Party string `json:"party" strict:"required"`
	// Name is that of the holder of the account; empty is the party.
	Name string `json:"name,omitempty"`
	// IBAN is without spaces.
	IBAN string `json:"iban" strict:"required"`
	BIC  string `json:"bic,omitempty"`
}

// PaymentInstruction is one payment of a run.
type PaymentInstruction struct {
	// Entry is the id of the invoice or payroll, which a bank file has as its end-to-end reference.
	Entry  string       `json:"entry"`
	Party  string       `json:"party"`
	Name   string       `json:"name"`
	IBAN   string       `json:"iban"`
	BIC    string       `json:"bic,omitempty"`
	Amount money.Amount `json:"amount"`
	Due    civil.Date   `json:"due"`
	// Remittance is the reference of the document, for the payee.
	Remittance string `json:"remittance"`
}

// PaymentRun is what a bank file (ISO 20022 pain.001) is made from: Count and Total are its number of
// transactions and its control sum.
type PaymentRun struct {
	On           civil.Date           `json:"on"`
	Currency     string               `json:"currency"`
	Instructions []PaymentInstruction `json:"instructions"`
	Count        int                  `json:"count"`
	Total        money.Amount         `json:"total"`
}

// Lengths of ISO 20022: Max35Text and Max140Text.
const (
	maxEndToEnd   = 35
	maxRemittance = 140
)

// PaymentRun returns what is owed on invoices and payroll that are due by a day (campagne de règlement), by due
// date, then in the order of posting. A party without an account, an account that is no IBAN, and texts
// longer than a bank file takes are each a [*FieldError]; the path of the former is that of the entry.
func (l *Ledger) PaymentRun(s State, on civil.Date, payees []Payee) (PaymentRun, error) {
	var f valid.Faults
	accounts := payeesByParty(&f, payees)
	run := PaymentRun{On: on, Currency: l.plan.Currency, Instructions: []PaymentInstruction{}}
	if on.IsZero() {
		f.Add("on", nil, valid.ErrMissing)
	}
	f.Enter("entries")
	for i := range s.entries {
		p := &s.entries[i]
		if !p.isPayable() || p.owed() <= 0 || p.dueOn().After(on) {
			continue
		}
		f.Index(i)
		run.Instructions = append(run.Instructions, p.instruction(&f, accounts))
		f.Leave()
	}
	f.Leave()
	if err := f.Err(); err != nil {
		return PaymentRun{}, err
	}
	slices.SortStableFunc(run.Instructions, func(a, b PaymentInstruction) int { return a.Due.Compare(b.Due) })
	for _, i := range run.Instructions {
		run.Total = plus(run.Total, i.Amount)
	}
	run.Count = len(run.Instructions)
	return run, nil
}

func (p *posted) dueOn() civil.Date {
	if p.due.IsZero() {
		return p.date
	}
	return p.due
}

func (p *posted) instruction(f *valid.Faults, accounts map[string]Payee) PaymentInstruction {
	payee, known := accounts[p.party]
	if !known {
		f.Addf("party", p.party, valid.ErrReference, "no account to pay entry %s", valid.Quote(p.id))
	}
	if len(p.id) > maxEndToEnd {
		f.Addf("id", p.id, valid.ErrOutOfRange, "at most %d characters", maxEndToEnd)
	}
	if len(p.document) > maxRemittance {
		f.Addf("document", p.document, valid.ErrOutOfRange, "at most %d characters", maxRemittance)
	}
	return PaymentInstruction{
		p.id, p.party, payee.Name, payee.IBAN, payee.BIC, money.FromCents(p.owed()), p.dueOn(), p.document,
	}
}

func payeesByParty(f *valid.Faults, payees []Payee) map[string]Payee {
	accounts := map[string]Payee{}
	f.Enter("payees")
	for i, p := range payees {
		f.Index(i)
		if _, twice := accounts[p.Party]; twice {
			f.Add("party", p.Party, valid.ErrDuplicate)
		}
		if !isIBAN(p.IBAN) {
			f.Add("iban", p.IBAN, ErrIBAN)
		}
		if p.Name == "" {
			p.Name = p.Party
		}
		accounts[p.Party] = p
		f.Leave()
	}
	f.Leave()
	return accounts
}

// isIBAN reports whether a text is an account number of ISO 13616: a country, two check digits, 11 to 30
// letters and digits, and a remainder of 1 by 97 once the first four stand at the end.
func isIBAN(s string) bool {
	if len(s) < 15 || len(s) > 34 || strings.Trim(s[:2], "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" || strings.Trim(s[2:4], "0123456789") != "" {
		return false
	}
	rest := 0
	for _, c := range []byte(s[4:] + s[:4]) {
		switch {
		case '0' <= c && c <= '9':
			rest = (rest*10 + int(c-'0')) % 97
		case 'A' <= c && c <= 'Z':
			rest = (rest*100 + int(c-'A') + 10) % 97
		default:
			return false
		}
	}
	return rest == 1
}
