package out

import (
	"bytes"
	"maps"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/examples/production/internal/chain"
	"github.com/bobine-film/bobine/examples/production/internal/dossier"
	"github.com/bobine-film/bobine/money"
)

// The rows of the sheet are those of the library, which writes the same budget.
func TestTheSheetIsThatOfTheLibrary(t *testing.T) {
	amount := money.MustParse
	var p chain.Production
	p.Budget.Topsheet = budget.Topsheet{
		Accounts: []budget.AccountTotal{{Code: "2", Name: "Personnel", Direct: amount("100.00"), Fringes: amount("55.00"), Total: amount("155.00"), Accounts: []budget.AccountTotal{
			{Code: "24", Name: "Réalisation", Direct: amount("100.00"), Fringes: amount("55.00"), Total: amount("155.00"), Lines: []budget.LineTotal{
				{Code: "24-1", Description: "Réalisateur", Amount: amount("100.00"), Fringes: amount("55.00")},
			}},
		}}},
		Charges: []budget.ChargeTotal{{Code: "fg", Name: "Frais généraux", Amount: amount("10.85")}},
		Credits: []budget.CreditTotal{{Code: "vente", Name: "=Reventes", Amount: amount("5.00")}},
		Total:   amount("160.85"),
	}
	var sheet bytes.Buffer
	require.NoError(t, budget.WriteTopsheetCSV(&sheet, p.Budget.Topsheet, budget.CommaCSV))
	got := string(byName(t, p, dossier.English)["budget.csv"])
	assert.Equal(t, sheet.String(), strings.ReplaceAll(got, "\r\n", "\n"))
}

// In French the code of a line of a rule has its category, a line of another stage its day and its part in French.
func TestLinesOfTheFrenchSheet(t *testing.T) {
	var p chain.Production
	p.Budget.Topsheet.Accounts = []budget.AccountTotal{{Code: "54", Name: "Accessoires", Lines: []budget.LineTotal{
		{Code: "54/props/Ballons", Description: "Ballons"}, {Code: "35-x1", Description: "Passants, 2026-04-13, gross"},
	}}}
	got := strings.ReplaceAll(string(byName(t, p, dossier.French)["budget.csv"]), "\u00a0", " ")
	assert.Equal(t, "\ufeffrang;poste;ligne;désignation;montant;charges;total\r\nposte;54;;Accessoires;0,00;0,00;0,00\r\n"+
		"ligne;54;54/Accessoires/Ballons;Ballons;0,00;0,00;0,00\r\nligne;54;35-x1;Passants, lun. 13 avr., salaire brut;0,00;0,00;0,00\r\ntotal;;;;;;0,00\r\n", got)
}

// Every head and every word of a French table is French: no table keeps a head, but those that both languages share.
func TestFrenchTablesAreFrench(t *testing.T) {
	p := film(t)
	english, french := byName(t, p, dossier.English), byName(t, p, dossier.French)
	used := map[string]bool{}
	for name := range maps.Keys(english) {
		if !strings.HasSuffix(name, ".csv") {
			continue
		}
		head := func(data []byte, mark string) []string {
			line, _, _ := strings.Cut(strings.TrimPrefix(string(data), "\ufeff"), "\r\n")
			return strings.Split(line, mark)
		}
		was, is := head(english[name], ","), head(french[name], ";")
		require.Len(t, is, len(was), name)
		for i, word := range was {
			if _, err := civil.ParseDate(word); err == nil {
				continue
			}
			assert.Equal(t, heads[word], is[i], "%s: %s", name, word)
			used[word] = true
		}
	}
	for word := range heads {
		known := used[word] || strings.Contains(" true false white yellow blue green row charge credit ", " "+word+" ")
		assert.True(t, known, "%s is used nowhere", word)
	}
	for _, code := range []string{"dawn", "night", ";true", ";false", "acquired", "additional-labor", "props", "gross", ";yellow", "directors-cut"} {
		for name, data := range french {
			if strings.HasSuffix(name, ".csv") {
				assert.False(t, strings.Contains(string(data), code), "%s: %s", name, code)
			}
		}
	}
}
