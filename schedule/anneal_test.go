package schedule

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The sequence as Luby, Sinclair and Zuckerman print it, after rounds that double up to its unit.
func TestTimesOfRounds(t *testing.T) {
	var got []int
	for round := range 18 {
		got = append(got, times(round)/shortRound)
	}
	assert.Equal(t, []int{1, 2, 4, 8, 8, 16, 8, 8, 16, 32, 8, 8, 16, 8, 8, 16, 32, 64}, got)
	assert.Positive(t, times(math.MaxInt32))
}

// A round keeps the cheapest order it met, and what it says of it is so.
func TestAnnealing(t *testing.T) {
	r := rand.New(rand.NewPCG(19, 19))
	for range rounds(20) {
		p := reduce(randomTalent(r, 12, 6), never)
		a := newAnnealing(newLine(p), r.Uint64(), 0)
		first := a.holding
		a.round(20, &budget{ctx: t.Context()})
		require.Equal(t, plainHolding(p, a.best), a.least)
		require.Equal(t, plainHolding(p, a.order), a.holding)
		require.LessOrEqual(t, a.least, first)
	}
}

// Chances halve with each step: half of them are below one heat, a quarter from one to two.
func TestChance(t *testing.T) {
	a := newAnnealing(newLine(reduce(small(), never)), 1, 1)
	const heat, draws = 1 << 20, 20_000
	var below [mostChance]int
	for range draws {
		c := a.chance(heat)
		require.Less(t, c, int64(mostChance*heat))
		below[c/heat]++
	}
	assert.InDelta(t, draws/2, below[0], draws/50)
	assert.InDelta(t, draws/4, below[1], draws/50)
	for range 1_000 {
		require.Less(t, a.draw(7), 7)
	}
}

// Looks, moves, windows and annealing allocate nothing.
func TestNothingIsAllocated(t *testing.T) {
	if testing.CoverMode() != "" {
		t.Skip("coverage changes what escapes")
	}
	p := reduce(randomTalent(rand.New(rand.NewPCG(20, 20)), 80, 20), never).components()[0]
	a := newAnnealing(newLine(p), 1, 1)
	b := &budget{ctx: t.Context()}
	a.round(1, b)
	assert.Zero(t, testing.AllocsPerRun(10, func() { a.round(1, b) }))
}
