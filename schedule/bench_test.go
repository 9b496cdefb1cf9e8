package schedule

import (
	"math/rand/v2"
	"testing"
)

func BenchmarkSolveTalent16Scenes(b *testing.B) {
	problem := randomTalent(rand.New(rand.NewPCG(2, 2)), 16, 8)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := SolveTalent(b.Context(), problem, TalentOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
