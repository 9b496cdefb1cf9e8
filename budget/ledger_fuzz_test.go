package budget

import (
	"strings"
	"testing"

	"github.com/bobine-film/bobine/civil"
)

// Entries of strangers are refused or posted; what is posted makes every report.
func FuzzEntries(f *testing.F) {
	f.Add(`[{"id":"o","kind":"order","date":"2026-02-02","lines":[{"account":"7","amount":"10.00","vat":"half"}]},
		{"id":"i","kind":"invoice","date":"2026-02-03","order":"o","final":true,"lines":[{"account":"7","amount":"12.00","tax":"1.00"}]},
		{"id":"c","kind":"correction","of":"i","date":"2026-02-04","lines":[{"account":"7","amount":"-1.00","relieves":"7"}]},
		{"id":"p","kind":"payment","of":"i","date":"2026-02-04","amount":"1.00"},
		{"id":"w","kind":"close","date":"2026-02-08","scope":"week"}]`)
	l := ledgerOf(f, smallPlan())
	f.Fuzz(func(t *testing.T, document string) {
		entries, err := DecodeEntries(strings.NewReader(document))
		if err != nil {
			return
		}
		for i := range entries {
			_, _ = l.MissingApprovals(entries[i])
		}
		s, err := l.Replay(entries)
		if err != nil {
			return
		}
		if _, err := l.CostReport(s, civil.Period{From: day("2026-01-01"), To: day("2026-12-31")}); err != nil {
			t.Fatal(err)
		}
		if _, err := l.FinalCost(s, day("2026-12-31")); err != nil {
			t.Fatal(err)
		}
	})
}
