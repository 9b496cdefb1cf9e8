package chain

import (
	"errors"
	"fmt"
	"slices"

	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// accounts that wages are charged to beside those of the engagements: what the employer
// pays on top of the wages of technicians and of artists, and taxes on wages.
const (
	accountTechnicians = "42"
	accountArtists     = "43"
	accountTaxes       = "45"
)

// daysGlobal is the global of the budget that holds the number of shooting days.
const daysGlobal = "jours"

// checkAccounts tells what the script and the crew name that the budget lacks.
func (f *film) checkAccounts() error {
	known := map[string]bool{}
	var walk func([]budget.Account)
	walk = func(accounts []budget.Account) {
		for _, a := range accounts {
			known[a.Code] = true
			walk(a.Accounts)
		}
	}
	walk(f.budget.Accounts)
	var errs []error
	missing := func(file, path, code string) {
		if !known[code] {
			errs = append(errs, fmt.Errorf("%s: %w", file, &valid.FieldError{
				Path: path, Value: code, Err: fmt.Errorf("%w: budget.json has no such account", valid.ErrReference),
			}))
		}
	}
	for i, p := range f.cast.Players {
		missing("cast.json", fmt.Sprintf("document.players[%d].account", i), p.Account)
	}
	for i, e := range f.crew.Engagements {
		missing("crew.json", fmt.Sprintf("document.engagements[%d].account", i), e.Account)
	}
	for _, code := range []string{accountTechnicians, accountArtists, accountTaxes} {
		missing("budget.json", "document.accounts", code)
	}
	return errors.Join(errs...)
}

// checkBudget tells lines that cost less than nothing: a film has none, though a budget may.
func (f *film) checkBudget() error {
	sheet, err := budget.Compute(f.budget)
	if err != nil {
		return inFile("budget.json", under("document", err))
	}
	var faults valid.Faults
	var walk func([]budget.AccountTotal)
	walk = func(accounts []budget.AccountTotal) {
		faults.Enter("accounts")
		for i, a := range accounts {
			faults.Index(i)
			walk(a.Accounts)
			faults.Enter("lines")
			for j, l := range a.Lines {
				if l.Amount.Sign() < 0 {
					faults.Index(j)
					faults.Add("", l.Amount, valid.ErrNegative)
					faults.Leave()
				}
			}
			faults.Leave()
			faults.Leave()
		}
		faults.Leave()
	}
	walk(sheet.Accounts)
	return inFile("budget.json", under("document", faults.Err()))
}

// eligible is the tag of the lines that the tax credit counts.
const eligible = "credit"

// budgetWith returns the budget with the wages in it: the gross in the account of each
// engagement, what the employer pays on top in the accounts of social contributions.
func (f *film) budgetWith(wages []Person, days int) budget.Budget {
	lines := map[string][]budget.Line{}
	for i, w := range wages {
		add := func(account, what string, amount money.Amount, tags ...string) {
			lines[account] = append(lines[account], budget.Line{
				Code: fmt.Sprintf("%s-p%d", account, i+1), Description: w.Who + what, Quantity: "1", Unit: "engagement",
				Price: budget.Formula(amount.String()), SpentIn: "FR", Tags: tags,
			})
		}
		social := accountTechnicians
		if w.Artist {
			social = accountArtists
		}
		onTop := money.FromCents(w.Cost.Cents() - w.Gross.Cents() - w.Taxes.Cents())
		add(w.Account, fmt.Sprintf(", %d days", w.Days), w.Gross, eligible)
		add(social, ", contributions", onTop, eligible)
		add(accountTaxes, ", taxes on wages", w.Taxes)
	}
	b := f.budget
	b.Globals = slices.Clone(b.Globals)
	for i := range b.Globals {
		if b.Globals[i].Name == daysGlobal {
			b.Globals[i].Value = budget.Formula(fmt.Sprint(days))
		}
	}
	b.Accounts = withLines(b.Accounts, lines)
	return b
}

// withLines returns accounts with more lines, by code of the account.
func withLines(accounts []budget.Account, lines map[string][]budget.Line) []budget.Account {
	filled := slices.Clone(accounts)
	for i := range filled {
		a := &filled[i]
		a.Lines = append(slices.Clip(a.Lines), lines[a.Code]...)
		a.Accounts = withLines(a.Accounts, lines)
	}
	return filled
}

// Budget is the devis with wages in it.
type Budget struct {
	Document budget.Budget   `json:"document"`
	Topsheet budget.Topsheet `json:"topsheet"`
}

func (f *film) computeBudget(p *Production) error {
	p.Budget.Document = f.budgetWith(p.Payroll.People, len(p.Schedule.Days))
	var err error
	p.Budget.Topsheet, err = budget.Compute(p.Budget.Document)
	return inFile("budget.json", under("document", err))
}
