package budget

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// By hand: 20 % of 100.03 is 20.006, so 20.01, of which half is 10.005, so 10.01; 10 % of 100.05 is
// 10.005, so 10.01. 19.6 % is the French rate to the end of 2013 (CGI art. 278 before the law of
// 29-12-2012), 20 % the one since.
func TestVAT(t *testing.T) {
	for name, tt := range map[string]struct {
		line                               EntryLine
		document                           string
		vat, recovered, actual, owed, path string
	}{
		"none":                     {line("7", "100.00"), "", "0.00", "0.00", "100.00", "100.00", ""},
		"recovered":                {EntryLine{Account: "7", Amount: euros("100.03"), VAT: "normal"}, "", "20.01", "20.01", "100.03", "120.04", ""},
		"half recovered":           {EntryLine{Account: "7", Amount: euros("100.03"), VAT: "half"}, "", "20.01", "10.01", "110.03", "120.04", ""},
		"lost":                     {EntryLine{Account: "7", Amount: euros("100.05"), VAT: "lost"}, "", "10.01", "0.00", "110.06", "110.06", ""},
		"of the day before":        {EntryLine{Account: "7", Amount: euros("100.00"), VAT: "normal"}, "2013-12-31", "19.60", "19.60", "100.00", "119.60", ""},
		"of the day of the change": {EntryLine{Account: "7", Amount: euros("100.00"), VAT: "normal"}, "2014-01-01", "20.00", "20.00", "100.00", "120.00", ""},
		"as stated":                {EntryLine{Account: "7", Amount: euros("100.03"), VAT: "lost", Tax: new(euros("10.02"))}, "", "10.02", "0.00", "110.05", "110.05", ""},
		"stated too far off":       {EntryLine{Account: "7", Amount: euros("100.03"), VAT: "lost", Tax: new(euros("10.03"))}, "", "", "", "", "", "lines[0].tax"},
		"of an unknown code":       {EntryLine{Account: "7", Amount: euros("1.00"), VAT: "x"}, "", "", "", "", "", "lines[0].vat"},
	} {
		t.Run(name, func(t *testing.T) {
			p := smallPlan()
			p.TaxTolerance = euros("0.02")
			f := ledgerOf(t, p).Fold()
			e := Entry{ID: "i", Kind: Invoice, Date: day("2026-02-02"), Lines: []EntryLine{tt.line}}
			if tt.document != "" {
				e.DocumentDate = day(tt.document)
			}
			posting, err := f.Apply(e)
			if tt.path != "" {
				assert.Equal(t, []string{tt.path}, paths(err))
				return
			}
			require.NoError(t, err)
			got := posting.Lines[0]
			owed, _ := f.state.Owed("i")
			assert.Equal(t, []string{tt.vat, tt.recovered, tt.actual, tt.owed},
				[]string{got.VAT.String(), got.Recovered.String(), got.Actual.String(), owed.String()})
		})
	}
}

// A correction has the rate of what it corrects, so that it takes back what was posted.
func TestACorrectionHasTheRateOfItsDocument(t *testing.T) {
	f := ledgerOf(t, smallPlan()).Fold()
	old := invoice("i", "2026-02-02", "7", "100.00", "")
	old.DocumentDate, old.Lines[0].VAT = day("2013-12-31"), "normal"
	back := Entry{ID: "c", Kind: Correction, Of: "i", Date: day("2026-02-03"), Lines: []EntryLine{{Account: "7", Amount: euros("-100.00"), VAT: "normal"}}}
	apply(t, f, old, back)
	owed, _ := f.state.Owed("i")
	assert.True(t, owed.IsZero())
}
