package rights

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The protocol of 2010, art. 4: two months after the cost is closed, that is six after the release.
func TestCoauthorsDocument(t *testing.T) {
	cost, err := filmOfB2("0.02").OpposableCost(FrenchTerms{})
	require.NoError(t, err)
	a, err := cost.Amortise(FilmIncome{Net: euros("4000000.00"), Support: euros("368768.27")}, on("2026-07-04"), FrenchTerms{})
	require.NoError(t, err)
	doc, err := cost.Document(a, []OpposableReleaseCost{{"publicité", euros("150000.00")}, {"copies", euros("50000.00")}}, FrenchTerms{})
	require.NoError(t, err)
	assert.Equal(t, on("2026-09-04"), doc.Due)
	assert.Equal(t, "200000.00", doc.ReleaseTotal.String())
	assert.Len(t, doc.Notices, 2)

	var b bytes.Buffer
	require.NoError(t, doc.WriteText(&b, FrenchLabels))
	text := strings.NewReplacer("\u202f", " ", "\u00a0", " ").Replace(b.String())
	assert.Equal(t, `DOCUMENT AUX COAUTEURS

Coût opposable, arrêté au 04/07/2026
  coût direct : 5 000 000,00
  rémunération du producteur : 250 000,00  (5 % × 5000000.00)
  frais généraux : 350 000,00  (7 % × 5000000.00)
  frais financiers : 280 000,00  (5600000.00 × (0.02 + 0.03) × 3/2 = 420000.00)
  Total : 5 880 000,00

Pris en compte dans l’amortissement en sus des recettes
  soutien automatique : 239 076,20  (75 % × (368768.27 − 50000.00))
  crédit d’impôt : 0,00
  aides non remboursables : 0,00
  placement de produits : 0,00
  indemnités et créances recouvrées : 0,00
  Coûts postérieurs à l’arrêté : 0,00
  Amorti à des RNPP de : 5 640 923,80
  RNPP à ce jour : 4 000 000,00
  Reste à amortir : 1 640 923,80

Frais de sortie opposables
  publicité : 150 000,00
  copies : 50 000,00
  Total : 200 000,00

  À transmettre au plus tard le : 04/09/2026
`, text)
	require.NoError(t, doc.WriteText(&b, EnglishLabels))
	assert.Error(t, doc.WriteText(&b, "x"))

	_, err = OpposableCost{}.Document(a, []OpposableReleaseCost{{"", euros("-1.00")}}, FrenchTerms{})
	assert.Equal(t, []string{"cost.closing", "amortisation.cost", "release[0].nature", "release[0].amount"}, faultsOf(t, err))
}
