package search

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/schedule"
)

// clock is a clock that goes on by a step at each look.
type clock struct {
	now  time.Time
	step time.Duration
}

func (c *clock) look() time.Time {
	c.now = c.now.Add(c.step)
	return c.now
}

func TestPatience(t *testing.T) {
	c := &clock{step: 10 * time.Millisecond}
	var seen []time.Duration
	p := NewPatience(time.Second, c.look, func(elapsed time.Duration) bool {
		seen = append(seen, elapsed)
		return len(seen) == 3
	})
	for p.Err() == nil {
	}
	require.ErrorIs(t, p.Err(), context.Canceled)
	// five looks of 10 ms are a breath, and a sixth notes when it ended
	assert.Equal(t, []time.Duration{50 * time.Millisecond, 110 * time.Millisecond, 170 * time.Millisecond}, seen)

	p = NewPatience(30*time.Millisecond, c.look, func(time.Duration) bool { return false })
	for p.Err() == nil {
	}
	require.ErrorIs(t, p.Err(), context.DeadlineExceeded)
	_, timed := p.Deadline()
	assert.True(t, timed)
}

// Ana plays scenes 1 and 3, Bo 2 and 4: played as 1 3 2 4 nobody waits.
func TestTalent(t *testing.T) {
	const problem = `{"name":"short","scenes":4,"durations":[1,2,1,1],"actors":[
	{"name":"Ana","dailyCost":10,"scenes":[1,3]},{"name":"Bo","dailyCost":3,"scenes":[2,4]}]}`
	never := func(time.Duration) bool { return false }
	var out strings.Builder
	require.NoError(t, Talent(NewPatience(time.Minute, time.Now, never), schedule.TalentOptions{}).Answer(strings.NewReader(problem), &out))
	assert.Contains(t, out.String(), `"order":[1,3,2,4]`)
	err := Talent(NewPatience(time.Minute, time.Now, never), schedule.TalentOptions{}).Answer(strings.NewReader(`[]`), &out)
	assert.EqualError(t, err, "document: wrong type: an object is wanted")
}

func TestLimit(t *testing.T) {
	limit, err := Limit(1.5)
	require.NoError(t, err)
	assert.Equal(t, 1500*time.Millisecond, limit)
	for _, seconds := range []float64{0, -1, MaxSeconds + 1} {
		_, err := Limit(seconds)
		require.ErrorIs(t, err, valid.ErrOutOfRange)
	}
}
