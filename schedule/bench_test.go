package schedule

import (
	"context"
	"math/rand/v2"
	"testing"
	"time"
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

// A look tells what every place costs for a scene: as many moves as there are places.
func BenchmarkLook(b *testing.B) {
	for _, x := range instances(b, largeInstances) {
		b.Run(x.Name, func(b *testing.B) {
			a := newAnnealing(newLine(reduce(x.Talent, never)), 1, 1)
			a.round(4, &budget{ctx: b.Context()})
			b.ReportAllocs()
			moves := 0
			for b.Loop() {
				a.step(1)
				moves += len(a.order)
			}
			b.ReportMetric(float64(moves)/b.Elapsed().Seconds()/1e6, "Mmoves/s")
		})
	}
}

// BenchmarkLarge reports what is left above the best known cost after the time of a large film, in parts of a
// thousand (below it: negative), and how much of the way from the pay for playing to the cost is proved.
func BenchmarkLarge(b *testing.B) {
	limits := map[int]time.Duration{100: time.Second, 200: 3 * time.Second, 300: 5 * time.Second, 500: 10 * time.Second}
	for _, x := range instances(b, largeInstances) {
		b.Run(x.Name, func(b *testing.B) {
			for b.Loop() {
				ctx, cancel := context.WithTimeout(b.Context(), limits[x.Scenes])
				plan, err := SolveTalent(ctx, x.Talent, TalentOptions{})
				cancel()
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(1000*float64(plan.Cost-x.BestKnown)/float64(x.BestKnown), "‰above")
				b.ReportMetric(100*float64(plan.LowerBound-plan.Cost+plan.HoldingCost)/float64(plan.HoldingCost), "%proved")
			}
		})
	}
}

func BenchmarkWindow(b *testing.B) {
	x := instances(b, largeInstances)[0]
	l := newLine(reduce(x.Talent, never))
	w := newWindow(l)
	b.ReportAllocs()
	for b.Loop() {
		w.improve(20, settlingWindow)
	}
}

func BenchmarkBoundByCompanies(b *testing.B) {
	p := reduce(instances(b, largeInstances)[0].Talent, never)
	b.ReportAllocs()
	for b.Loop() {
		boundByCompanies(p, &budget{ctx: b.Context()}, boundings[1])
	}
}
