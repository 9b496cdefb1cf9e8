package payroll

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
)

// Rates: 6.15 % within the yearly ceiling, 48,060 € in 2026; 9.20 % and 0.50 % on 98.25 %; 0.35 %;
// the payer 1 % and 0.10 % (urssaf.fr; secu-artistes-auteurs.fr). Amounts by hand.
func TestAuthorNote(t *testing.T) {
	for _, c := range []struct {
		name                            string
		gross, before                   string
		exempt                          bool
		pension, csg, withheld, payable string
		taxable, cost                   string
	}{
		// 615.00; 9825 × 6.8 % 668.10, × 2.4 % 235.80, × 0.5 % 49.13 (49.125); 35.00
		{"a screenplay", "10000.00", "0.00", false, "615.00", "668.10", "1603.03", "8396.97", "8681.90", "10110.00"},
		// 60.00 of pension base are left under 48,060: 3.69
		{"across the yearly ceiling", "10000.00", "48000.00", false, "3.69", "668.10", "991.72", "9008.28", "9293.21", "10110.00"},
		{"at the ceiling", "100.00", "48060.00", false, "", "6.68", "9.88", "90.12", "92.97", "101.10"},
		{"exempt: the payer's part alone", "10000.00", "0.00", true, "", "", "0.00", "10000.00", "0.00", "10110.00"},
		// 4 × 48,060 = 192,240: 98.25 % of 240, all of 9,760: 9995.80
		{"above four ceilings CSG bears on all", "10000.00", "192000.00", false, "", "679.71", "1004.59", "8995.41", "9285.29", "10110.00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			note, err := ComputeAuthorNote(Royalty{
				ID: c.name, Date: civil.MustParseDate("2026-07-15"), Gross: money.MustParse(c.gross), GrossToDate: money.MustParse(c.before), Exempt: c.exempt,
			}, Parameters{})
			require.NoError(t, err)
			byCode := map[string]Line{}
			for _, l := range note.Lines {
				byCode[l.Code] = l
				require.Equal(t, product(l.Base, l.EmployeeRate), l.EmployeeAmount.String())
				require.Equal(t, product(l.Base, l.EmployerRate), l.EmployerAmount.String())
			}
			for code, want := range map[string]string{"vieillesse-plafonnee": c.pension, "csg-deductible": c.csg} {
				if want == "" {
					assert.NotContains(t, byCode, code)
					continue
				}
				assert.Equal(t, want, byCode[code].EmployeeAmount.String(), code)
			}
			assert.Equal(t, c.withheld, note.Withheld.String())
			assert.Equal(t, c.payable, note.Payable.String())
			assert.Equal(t, c.taxable, note.Taxable.String())
			assert.Equal(t, c.cost, note.Cost.String())
			keys := map[string]bool{}
			for _, n := range note.Notices {
				keys[n.Key] = true
			}
			assert.True(t, keys["author/diffuser"], "rates of an earlier year are told")
		})
	}
}

func TestAuthorNoteRefuses(t *testing.T) {
	_, err := ComputeAuthorNote(Royalty{Gross: money.MustParse("0.00"), ResidentAbroad: true, GrossToDate: money.MustParse("-1.00")}, Parameters{})
	require.ErrorIs(t, err, ErrNotCovered)
	for _, path := range []string{"date: ", "gross: ", "grossToDate: ", "residentAbroad: "} {
		require.ErrorContains(t, err, path)
	}
	_, err = ComputeAuthorNote(Royalty{Date: civil.MustParseDate("2024-12-31"), Gross: money.MustParse("1.00")}, Parameters{})
	require.ErrorContains(t, err, "date: ")
}
