package schedule

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"testing"
	"time"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/worktime"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func solveShoot(t *testing.T, s Shoot, o ShootOptions) ShootResult {
	t.Helper()
	got, err := SolveShoot(context.Background(), s, o)
	require.NoError(t, err)
	return got
}

// Independent calculation: the farm takes one day of 480 minutes with Ana and Bob, the town one with Bob:
// 2 × 10,000 + 500 + 200 + 700 for places, 1,000 + 2 × 600 for players; nothing waits. One location a day has no
// cheaper plan, because 880 minutes need two days.
func TestTheSmallShootCostsWhatItsDaysCost(t *testing.T) {
	got := solveShoot(t, smallShoot(), ShootOptions{})
	assert.True(t, got.Optimal)
	assert.Equal(t, "23600.00", got.Cost.String())
	assert.Len(t, got.Plan.Days, 2)
	for _, d := range got.Plan.Days {
		assert.Equal(t, clock("08:00"), d.Call)
	}
}

func TestEveryPlanPassesTheChecker(t *testing.T) {
	rounds := 2_000
	if testing.Short() {
		rounds = 150
	}
	found := 0
	for round := range rounds {
		r := rand.New(rand.NewPCG(uint64(round), 2))
		s := randomShoot(r, 3+r.IntN(22), 4+r.IntN(12))
		if s.Validate() != nil {
			continue
		}
		got, err := SolveShoot(context.Background(), s, ShootOptions{Nodes: 800, Seed: uint64(round)})
		if err != nil {
			if errorsIsInfeasible(err) {
				continue
			}
			require.NoError(t, err, "round %d", round)
		}
		found++
		report, err := CheckShoot(s, got.Plan, worktime.Limits{})
		require.NoError(t, err)
		require.Empty(t, report.Violations, "round %d", round)
		require.Equal(t, report.Cost, got.Cost, "round %d", round)
		require.LessOrEqual(t, got.LowerBound.Cents(), got.Cost.Cents(), "round %d", round)
		if got.Optimal {
			require.Equal(t, got.LowerBound, got.Cost, "round %d", round)
		}
		sum := int64(0)
		for _, c := range got.Costs {
			require.Equal(t, int64(c.Quantity)*c.Rate.Cents(), c.Amount.Cents())
			sum += c.Amount.Cents()
		}
		require.Equal(t, got.Cost.Cents(), sum)
	}
	t.Log(found, "of", rounds)
	assert.Greater(t, found, rounds/4)
}

func errorsIsInfeasible(err error) bool {
	_, ok := err.(*InfeasibleError)
	return ok
}

// The state after any moves is what a state made from nothing is (differential).
func TestTheStateFollowsEveryMove(t *testing.T) {
	for round := range 40 {
		r := rand.New(rand.NewPCG(uint64(round), 3))
		s := randomShoot(r, 5+r.IntN(20), 4+r.IntN(10))
		if s.Validate() != nil {
			continue
		}
		p, err := newProblem(&s, ShootOptions{})
		require.NoError(t, err)
		if p.m.isOverfull() {
			continue
		}
		search := newShootSearch(p.m, uint64(round), orderNodes)
		search.begin(context.Background())
		for range 200 {
			if !search.propose() {
				continue
			}
			search.apply(search.edits)
			if r.IntN(2) == 0 {
				search.revert(search.edits)
			}
		}
		fresh := newShootState(p.m, orderNodes)
		for i, at := range search.at {
			fresh.put(int32(i), at)
		}
		fresh.settle()
		require.Equal(t, fresh.cost(), search.cost(), "round %d", round)
		require.Equal(t, fresh.faults(), search.faults(), "round %d", round)
		require.Equal(t, fresh.reopenCost, search.reopenCost, "round %d", round)
	}
}

// A rule less never makes the cheapest plan dearer.
func TestARelaxedConstraintNeverRaisesTheOptimum(t *testing.T) {
	rounds := 60
	if testing.Short() {
		rounds = 10
	}
	compared := 0
	for round := range rounds {
		r := rand.New(rand.NewPCG(uint64(round), 4))
		s := randomShoot(r, 2+r.IntN(6), 2+r.IntN(3))
		if s.Validate() != nil {
			continue
		}
		whole, err := SolveShoot(context.Background(), s, ShootOptions{})
		if err != nil || !whole.Optimal {
			continue
		}
		for _, c := range s.constraints() {
			if c.Path == "rules.dayMinutes" || c.Path == "restDays" || c.Path == "rules.mixedCall" {
				continue // without a limit there is no overtime, days off are not waited for, and calls change
			}
			relaxed := s.lifted([]constraint{c}, s.constraints(), s.constraints())
			less, err := SolveShoot(context.Background(), relaxed, ShootOptions{})
			require.NoError(t, err, "round %d: %s", round, c.Text)
			if less.Optimal {
				compared++
				require.LessOrEqual(t, less.Cost.Cents(), whole.Cost.Cents(), "round %d: %s", round, c.Text)
			}
		}
	}
	t.Log(compared)
	assert.Greater(t, compared, rounds)
}

func TestAnInfeasibleShootNamesASmallConflict(t *testing.T) {
	shoot := func(change func(*Shoot)) Shoot {
		s := smallShoot()
		change(&s)
		return s
	}
	only := func(d string) Availability { return Availability{Windows: []civil.Period{period(d, d)}} }
	for _, c := range []struct {
		name  string
		shoot Shoot
		want  []string
	}{
		{"two windows that do not meet", shoot(func(s *Shoot) {
			s.Cast[0].Available = only("2026-06-16")
			s.Locations[0].Available = only("2026-06-17")
			s.Cast[1].Available.Off = []civil.Date{day("2026-06-15")}
		}), []string{"locations[0].available", "cast[0].available"}},
		{"more work than a day holds", shoot(func(s *Shoot) {
			s.Cast[1].Available = only("2026-06-16")
		}), []string{"rules.dayMinutes", "cast[1].available"}},
		{"an order against the windows", shoot(func(s *Shoot) {
			s.Scenes[0].Available, s.Scenes[1].Available = only("2026-06-18"), only("2026-06-16")
			s.Before = []ScenePair{{"1", "2"}}
		}), []string{"scenes[0].available", "scenes[1].available", "before[0]"}},
		{"together and apart", shoot(func(s *Shoot) {
			s.Together, s.Apart = []SceneGroup{{[]string{"1", "3"}}}, []SceneGroup{{[]string{"1", "3"}}}
		}), []string{"together[0]", "apart[0]"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := SolveShoot(context.Background(), c.shoot, ShootOptions{})
			require.ErrorIs(t, err, ErrInfeasible)
			var why *InfeasibleError
			require.ErrorAs(t, err, &why)
			var paths []string
			for _, conflict := range why.Conflicts {
				paths = append(paths, conflict.Path)
				assert.NotEmpty(t, conflict.Text)
			}
			assert.Equal(t, c.want, paths, err.Error())
		})
	}
}

// Every named set leaves no plan, and every one of its rules is needed for that.
func TestConflictsAreMinimal(t *testing.T) {
	rounds := 120
	if testing.Short() {
		rounds = 20
	}
	named := 0
	for round := range rounds {
		r := rand.New(rand.NewPCG(uint64(round), 5))
		s := randomShoot(r, 3+r.IntN(5), 1+r.IntN(3))
		if s.Validate() != nil {
			continue
		}
		_, err := SolveShoot(context.Background(), s, ShootOptions{})
		why, ok := err.(*InfeasibleError)
		if !ok || !why.Proved || !why.Minimal {
			continue
		}
		require.NotEmpty(t, why.Conflicts, "round %d", round)
		named++
		var kept []constraint
		for _, c := range s.constraints() {
			for _, conflict := range why.Conflicts {
				if c.Path == conflict.Path {
					kept = append(kept, c)
				}
			}
		}
		p, err := newProblem(&s, ShootOptions{})
		require.NoError(t, err)
		budget := int64(conflictNodes)
		alone := s.lifted(nil, s.constraints(), kept)
		require.True(t, p.hasNoPlan(context.Background(), &alone, true, &budget), "round %d: %v", round, why)
		for i, c := range kept {
			less := s.lifted(kept[i:i+1], s.constraints(), kept)
			require.False(t, p.hasNoPlan(context.Background(), &less, true, &budget), "round %d: without %s: %v", round, c.Text, why)
		}
	}
	t.Log(named)
	assert.Greater(t, named, rounds/10)
}

func TestTheSameInputGivesTheSameBytes(t *testing.T) {
	s := bigShoot()
	var first []byte
	for _, procs := range []int{1, 2, 1} {
		was := runtime.GOMAXPROCS(procs)
		got := solveShoot(t, s, ShootOptions{Nodes: 20_000, Seed: 3})
		runtime.GOMAXPROCS(was)
		text, err := json.Marshal(got)
		require.NoError(t, err)
		if first == nil {
			first = text
		}
		require.True(t, bytes.Equal(first, text))
	}
}

func TestADeadlineIsKept(t *testing.T) {
	s := bigShoot()
	s.Locations[0].Available.Off = append(s.Locations[0].Available.Off, day("2026-05-14"))
	for _, limit := range []time.Duration{0, 20 * time.Millisecond, 200 * time.Millisecond} {
		ctx, cancel := context.WithTimeout(context.Background(), limit)
		_, err := SolveShoot(ctx, s, ShootOptions{})
		cancel()
		if err != nil { // what the time was not enough for
			require.ErrorIs(t, err, ErrNotFound)
		}
	}
}

// TestAShootOfOneSceneADayIsTalentScheduling compares the two solvers: a scene of several days becomes as many
// scenes of one day with the same players, which an optimal order keeps together (de la Banda, Stuckey and Chu 2011).
func TestAShootOfOneSceneADayIsTalentScheduling(t *testing.T) {
	rounds := 30
	if testing.Short() {
		rounds = 6
	}
	for round := range rounds {
		r := rand.New(rand.NewPCG(uint64(round), 6))
		problem := randomTalent(r, 4+r.IntN(8), 2+r.IntN(5))
		s := shootOfTalent(problem)
		got := solveShoot(t, s, ShootOptions{})
		want, err := SolveTalent(context.Background(), problem, TalentOptions{})
		require.NoError(t, err)
		require.True(t, want.Optimal)
		assert.True(t, got.Optimal, "round %d", round)
		assert.Equal(t, want.Cost, got.Cost.Cents(), "round %d", round)
	}
}

// The optima are those of Qin et al. 2016, table 10, and of de la Banda, Stuckey and Chu 2011.
func TestPublishedTalentIsSolvedAsAShoot(t *testing.T) {
	data, err := os.ReadFile("../../shared/data/schedule/published.json")
	if err != nil {
		t.Skip("the published instances may not be copied and are not here")
	}
	var instances []Talent
	require.NoError(t, json.Unmarshal(data, &instances))
	optima := map[string]int64{"MobStory": 871, "film103": 1031, "film105": 849, "film116": 541}
	solved := 0
	for _, p := range instances {
		want, ok := optima[p.Name]
		if !ok {
			continue
		}
		solved++
		got := solveShoot(t, shootOfTalent(p), ShootOptions{})
		assert.True(t, got.Optimal, p.Name)
		assert.Equal(t, want, got.Cost.Cents(), p.Name)
	}
	assert.Equal(t, len(optima), solved)
}

func shootOfTalent(p Talent) Shoot {
	s := Shoot{
		Name: p.Name, WorkHolidays: true,
		Rules:     ShootRules{DayMinutes: 480},
		Locations: []ShootLocation{{Name: "studio"}}, Sets: []ShootSet{{Name: "set", Location: "studio"}},
	}
	days := 0
	scenes := make([][]int, p.Scenes)
	for i, d := range p.Durations {
		for range d {
			scenes[i] = append(scenes[i], len(s.Scenes))
			s.Scenes = append(s.Scenes, ShootScene{ID: fmt.Sprint(len(s.Scenes) + 1), Set: "set", Eighths: 8, Minutes: 480})
			days++
		}
	}
	to, _ := day("2026-01-01").AddDays(days + 10)
	s.Period = civil.Period{From: day("2026-01-01"), To: to}
	for i, a := range p.Actors {
		rate := money.FromCents(a.DailyCost)
		name := fmt.Sprint("A", i)
		s.Cast = append(s.Cast, ShootCast{Name: name, Contract: ByDay, Day: rate, Hold: rate})
		for _, scene := range a.Scenes {
			for _, part := range scenes[scene-1] {
				s.Scenes[part].Cast = append(s.Scenes[part].Cast, name)
			}
		}
	}
	return s
}
