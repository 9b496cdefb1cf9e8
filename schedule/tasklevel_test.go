package schedule

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

// What levelling has to keep: what waits waits, no resource is short, and no task could be a day earlier.
func TestLevelTasksKeepsEverything(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 6))
	count := 150
	if testing.Short() {
		count = 30
	}
	for range count {
		n := randomNet(random, 2+random.IntN(14))
		plan, err := LevelTasks(n)
		require.NoError(t, err)
		free, err := PlanTasks(n)
		require.NoError(t, err)
		p := plainOf(t, n)
		places := map[int][2]int{}
		load := map[string]int{}
		for i, d := range plan.Tasks {
			s := dayNumber(d.Start)
			if d.Milestone == MilestoneFinish {
				s++
			}
			f, ok := p.end(i, s)
			require.True(t, ok)
			require.Equal(t, p.day(i, f, false), d.Finish)
			require.False(t, d.Start.Before(free.Tasks[i].Start))
			places[i] = [2]int{s, f}
			p.book(load, i, s, f, 1)
		}
		require.Empty(t, plan.Overloads)
		for i := range n.Tasks {
			require.True(t, p.fits(places, load, i), "%+v", n)
			s := places[i][0] - 1
			p.book(load, i, places[i][0], places[i][1], -1)
			for ; s >= p.from(n.Tasks[i]); s-- {
				f, ok := p.end(i, s)
				if !ok {
					continue
				}
				earlier := map[int][2]int{}
				for j, at := range places {
					earlier[j] = at
				}
				earlier[i] = [2]int{s, f}
				p.book(load, i, s, f, 1)
				fits := p.fits(earlier, load, i)
				p.book(load, i, s, f, -1)
				require.False(t, fits, "task %s could begin on %v", n.Tasks[i].ID, dateOfDay(s))
			}
			p.book(load, i, places[i][0], places[i][1], 1)
		}
	}
}

func (p *plainNet) book(load map[string]int, i, s, f, sign int) {
	for day := s; day < f; day++ {
		for _, u := range p.net.Tasks[i].Uses {
			if p.works(i, day) {
				load[fmt.Sprint(u.Resource, day)] += sign * u.Units
			}
		}
	}
}

// fits reports whether a task waits for what it has to and finds its resources.
func (p *plainNet) fits(places map[int][2]int, load map[string]int, i int) bool {
	at := places[i]
	for _, l := range p.net.Tasks[i].After {
		other := places[p.index[l.Task]]
		if !p.keeps(l, i, other[0], other[1], at[0], at[1]) {
			return false
		}
	}
	for _, u := range p.net.Tasks[i].Uses {
		for _, r := range p.net.Resources {
			for day := at[0]; r.ID == u.Resource && day < at[1]; day++ {
				if load[fmt.Sprint(r.ID, day)] > r.Capacity {
					return false
				}
			}
		}
	}
	return true
}

func BenchmarkLevel2000Tasks(b *testing.B) {
	net := bigNet(2_000)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := LevelTasks(net); err != nil {
			b.Fatal(err)
		}
	}
}
