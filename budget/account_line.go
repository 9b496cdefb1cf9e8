package budget

import (
	"slices"

	"github.com/bobine-film/bobine/internal/valid"
)

// AccountLine is a line with the code of the account it is in: a budget without its tree, as a
// spreadsheet holds it.
type AccountLine struct {
	Account string `json:"account"`
	Line
}

// AllLines returns every line of the budget, accounts below before the lines of their parent. They
// share no memory with the budget.
func (b Budget) AllLines() []AccountLine { return appendLines([]AccountLine{}, b.Accounts) }

func appendLines(to []AccountLine, accounts []Account) []AccountLine {
	for _, a := range accounts {
		to = appendLines(to, a.Accounts)
		for _, l := range a.Lines {
			to = append(to, AccountLine{a.Code, l.clone()})
		}
	}
	return to
}

// WithLines returns the budget with the given lines in place of its own, those of an account in
// their order; the inverse of [Budget.AllLines]. An account that the budget does not have is a
// [*FieldError]. The budget is not changed, and the lines are copied.
func (b Budget) WithLines(lines []AccountLine) (Budget, error) {
	byAccount := map[string][]Line{}
	for _, l := range lines {
		byAccount[l.Account] = append(byAccount[l.Account], l.Line.clone())
	}
	known := map[string]bool{}
	b.Accounts = withLines(b.Accounts, byAccount, known)
	var f valid.Faults
	for i, l := range lines {
		if !known[l.Account] {
			f.Index(i)
			f.Add("account", l.Account, valid.ErrReference)
			f.Leave()
		}
	}
	if err := f.Err(); err != nil {
		return Budget{}, err
	}
	return b, nil
}

func withLines(accounts []Account, lines map[string][]Line, known map[string]bool) []Account {
	accounts = slices.Clone(accounts)
	for i := range accounts {
		a := &accounts[i]
		known[a.Code] = true
		a.Accounts = withLines(a.Accounts, lines, known)
		a.Lines = lines[a.Code]
	}
	return accounts
}
