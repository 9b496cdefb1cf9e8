package out

import (
	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/examples/production/internal/chain"
	"github.com/bobine-film/bobine/money"
)

// topsheet has the rows of budget.WriteTopsheetCSV, with lines called as the dossier calls them: accounts include what
// is below them, so that the lines, the charges and the credits, which are negative, add up to the total.
func topsheet(t *table, p chain.Production) {
	t.head("row", "account", "line", "description", "amount", "fringes", "total")
	sheet := p.Budget.Topsheet
	t.accounts(sheet.Accounts)
	for _, c := range sheet.Charges {
		t.row(t.say("charge"), c.Code, "", c.Name, c.Amount, money.Amount{}, c.Amount)
	}
	for _, c := range sheet.Credits {
		credit := money.FromCents(-c.Amount.Cents())
		t.row(t.say("credit"), c.Code, "", c.Name, credit, money.Amount{}, credit)
	}
	t.row(t.say("total"), "", "", "", "", "", sheet.Total)
}

func (t *table) accounts(accounts []budget.AccountTotal) {
	for _, a := range accounts {
		t.row(t.say("account"), a.Code, "", a.Name, a.Direct, a.Fringes, a.Total)
		t.accounts(a.Accounts)
		for _, l := range a.Lines {
			cost := money.FromCents(l.Amount.Cents() + l.Fringes.Cents())
			t.row(t.say("line"), a.Code, t.language.LineCode(l.Code), t.language.LineName(l.Description), l.Amount, l.Fringes, cost)
		}
	}
}
