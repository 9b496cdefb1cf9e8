package budget

import "github.com/bobine-film/bobine/money"

// place is a line of a budget with its total and the account it is in.
type place struct {
	account *Account
	line    *Line
	total   *LineTotal
	above   bool // the line that divides a budget
}

// places yields every line with its total, accounts below before the lines of their parent, as
// Compute went.
func places(accounts []Account, totals []AccountTotal, above bool, yield func(place)) {
	for i := range accounts {
		a, t := &accounts[i], &totals[i]
		above := above || a.AboveTheLine
		places(a.Accounts, t.Accounts, above, yield)
		for j := range a.Lines {
			yield(place{a, &a.Lines[j], &t.Lines[j], above})
		}
	}
}

// plus and less are for amounts of a computed budget, whose total is in range. A sum that is not is
// told by Compute.
func plus(a, b money.Amount) money.Amount { return money.FromCents(a.Cents() + b.Cents()) }

func difference(a, b money.Amount) money.Amount { return money.FromCents(a.Cents() - b.Cents()) }
