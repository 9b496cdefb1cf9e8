package schedule

import (
	"strings"
	"testing"
)

func FuzzDecodeTalent(f *testing.F) {
	f.Add(`{"name":"x","scenes":2,"durations":[1,3],"actors":[{"name":"A","dailyCost":5,"scenes":[2]}]}`)
	f.Add(`{"scenes":0,"durations":[],"actors":[]}`)
	f.Fuzz(func(t *testing.T, document string) {
		problem, err := DecodeTalent(strings.NewReader(document))
		if err != nil || problem.Scenes > 8 {
			return
		}
		plan, err := SolveTalent(t.Context(), problem, TalentOptions{})
		if err != nil {
			t.Fatal(err)
		}
		script := make([]int, problem.Scenes)
		for i := range script {
			script[i] = i + 1
		}
		if cost, _, err := problem.Cost(script); err != nil || cost < plan.Cost || !plan.Optimal {
			t.Fatalf("%v costs %d, the script %d: %v", plan.Order, plan.Cost, cost, err)
		}
	})
}
