package financing

import (
	"strings"
	"testing"
)

func FuzzDecode(f *testing.F) {
	f.Add(soundPlan)
	f.Fuzz(func(t *testing.T, document string) {
		plan, err := Decode(strings.NewReader(document))
		if err != nil {
			return
		}
		b, err := Compute(plan)
		if err == nil && b.Total.Cents()+b.Gap.Cents() != plan.Budget.Cents() {
			t.Fatalf("%v and a gap of %v are not %v", b.Total, b.Gap, plan.Budget)
		}
	})
}
