package schedule

import (
	"math/rand/v2"
	"testing"

	"github.com/bobine-film/bobine/worktime"
	"github.com/stretchr/testify/require"
)

// The order that lights and locations alone give has as few moves as a search of all orders finds, and keeps day
// before night (differential).
func TestTheClusteredOrderHasTheFewestMoves(t *testing.T) {
	mixed := clock("13:00")
	for round := range 300 {
		r := rand.New(rand.NewPCG(uint64(round), 8))
		s := randomShoot(r, 6, 3)
		s.Before, s.Cast, s.Agreement, s.CastAgreement = nil, nil, "", ""
		s.Together, s.Apart = nil, nil
		s.Rules.MixedCall = &mixed
		for i := range s.Scenes {
			s.Scenes[i].Cast = nil
		}
		require.NoError(t, s.Validate())
		p, err := newProblem(&s, ShootOptions{Limits: worktime.Limits{}})
		require.NoError(t, err)
		var scenes []int32
		for i := range s.Scenes {
			if r.IntN(4) > 0 {
				scenes = append(scenes, int32(i))
			}
		}
		if len(scenes) == 0 {
			continue
		}
		order := clustered(p.m, scenes)
		require.ElementsMatch(t, scenes, order)
		moves, dark := 0, false
		for n, i := range order {
			c := &p.m.scenes[i]
			if n > 0 && c.location != p.m.scenes[order[n-1]].location {
				moves++
			}
			require.False(t, dark && c.light, "round %d", round)
			dark = dark || c.dark
		}
		l := p.m.look(scenes)
		searched := newOrdering(p.m, 1_000_000).of(scenes, 0, 0, l.locations)
		require.True(t, searched.kept)
		require.Equal(t, searched.moves, moves, "round %d", round)
		require.Equal(t, p.m.mixedMoves(scenes), moves, "round %d", round)
	}
}
