package schedule

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestWorkdaysAgainstWalking(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 9))
	for range 40 {
		works := [7]bool{}
		works[random.IntN(7)] = true
		for i := range works {
			works[i] = works[i] || random.IntN(2) == 0
		}
		var exceptions []exception
		for day := range 60 {
			if random.IntN(4) == 0 {
				exceptions = append(exceptions, exception{day, random.IntN(2) == 0})
			}
		}
		w := newWorkdays(works, exceptions, 0, 200)
		open := func(day int) bool {
			for _, e := range exceptions {
				if e.day == day {
					return e.worked
				}
			}
			return works[day%7]
		}
		count := 0
		for day := range 120 {
			require.Equal(t, count, w.count(day))
			if open(day) {
				nth, ok := w.nth(count)
				require.True(t, ok)
				require.Equal(t, day, nth)
				count++
			}
		}
		for range 50 { // unshift is the last instant that shift keeps before another
			to, lag := 40+random.IntN(60), random.IntN(9)-4
			latest, ok := w.unshift(to, lag)
			require.True(t, ok)
			x, _ := w.shift(latest, lag)
			y, _ := w.shift(latest+1, lag)
			require.True(t, x <= to && y > to, "%d %d", to, lag)
		}
	}
}
