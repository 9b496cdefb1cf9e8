package schedule

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/worktime"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// upTo returns the past that a plan has until a date, shot as planned.
func (p ShootPlan) upTo(d civil.Date) ShootDone {
	done := ShootDone{Through: d, Days: []ShootDay{}}
	for _, day := range p.Days {
		if !day.Date.After(d) {
			done.Days = append(done.Days, day)
		}
	}
	return done
}

func TestANewPlanKeepsThePastAndMovesLittle(t *testing.T) {
	s := bigShoot()
	base := solveShoot(t, s, ShootOptions{Nodes: 40_000, Seed: 1})
	fifteenth := base.Plan.Days[14].Date
	before, err := fifteenth.AddDays(-1)
	require.NoError(t, err)
	lost := civil.Period{From: fifteenth, To: fifteenth}
	got, err := Replan(context.Background(), ReplanInput{
		Shoot: s, Plan: base.Plan, Done: base.Plan.upTo(before), Weight: euros(3_000),
		Changes: []ShootChange{{Kind: DaysLost, Period: &lost}},
	}, ShootOptions{})
	require.NoError(t, err)
	assert.NotEmpty(t, got.Broken, "the day lost is one that the plan works on")
	assert.Equal(t, base.Plan.Days[:14], got.Result.Plan.Days[:14], "the past is fixed")
	for _, d := range got.Result.Plan.Days {
		assert.NotEqual(t, fifteenth, d.Date)
	}
	assert.GreaterOrEqual(t, len(got.Moves), len(base.Plan.Days[14].Scenes), "what was to be shot on the day moves")
	assert.Less(t, len(got.Moves), 40, "of about 75 scenes that are left")
	sum := int64(0)
	for _, c := range got.Changes {
		sum += c.Change.Cents()
	}
	assert.Equal(t, got.After.Cents()-got.Before.Cents(), sum, "the causes explain the difference")
	t.Log(len(got.Moves), got.Before, got.After, got.Changes)
}

// New plans of random shoots, after a part of them is shot and something is lost, are accepted by the checker with
// the past in it.
func TestEveryNewPlanPassesTheChecker(t *testing.T) {
	rounds := 300
	if testing.Short() {
		rounds = 40
	}
	found := 0
	for round := range rounds {
		r := rand.New(rand.NewPCG(uint64(round), 7))
		s := randomShoot(r, 4+r.IntN(14), 6+r.IntN(8))
		base, err := SolveShoot(context.Background(), s, ShootOptions{Nodes: 2_000})
		if err != nil {
			continue
		}
		through := base.Plan.Days[r.IntN(len(base.Plan.Days))].Date
		in := ReplanInput{Shoot: s, Plan: base.Plan, Done: base.Plan.upTo(through), Weight: euros(r.IntN(2_000))}
		next, err := through.AddDays(1)
		require.NoError(t, err)
		if s.Period.Contains(next) {
			in.Changes = []ShootChange{{Kind: CastAway, Name: s.Cast[r.IntN(len(s.Cast))].Name, Period: &civil.Period{From: next, To: next}}}
		}
		if len(in.Done.Days[0].Scenes) > 0 && r.IntN(2) == 0 {
			in.Left = []SceneRest{{Scene: in.Done.Days[0].Scenes[0], Eighths: 1, Minutes: 30}}
		}
		got, err := Replan(context.Background(), in, ShootOptions{Nodes: 2_000})
		if errorsIsInfeasible(err) {
			continue
		}
		require.NoError(t, err, "round %d", round)
		found++
		now, err := in.shoot()
		require.NoError(t, err)
		report, err := CheckShoot(now, got.Result.Plan, worktime.Limits{})
		require.NoError(t, err)
		require.Empty(t, report.Violations, "round %d", round)
		require.Equal(t, report.Cost, got.After)
		require.LessOrEqual(t, got.Result.LowerBound.Cents(), got.Result.Cost.Cents(), "round %d", round)
	}
	t.Log(found)
	assert.Greater(t, found, rounds/8)
}

// Independent calculation: 8 of 26 eighths are shot on one day; the 18 left take ⌈18 × 1 / 8⌉ = 3 days, Tuesday to
// Thursday, where the plan has one more. Its two dates cost 23,600.00, 11,800.00 each; two days late are 23,600.00.
func TestProgressProjectsTheEndAtThePaceSoFar(t *testing.T) {
	s := smallShoot()
	plan := solveShoot(t, s, ShootOptions{}).Plan
	plan.Days[0].Date, plan.Days[1].Date = day("2026-06-15"), day("2026-06-16")
	plan.Days[0].Scenes, plan.Days[1].Scenes = []string{"1", "3"}, []string{"2"}
	for i := range plan.Days {
		plan.Days[i].Wrap = clock([]string{"17:00", "15:40"}[i])
	}
	done := ShootDone{Through: day("2026-06-15"), Days: []ShootDay{{Date: day("2026-06-15"), Unit: "main", Call: clock("08:00"), Wrap: clock("18:00"), Scenes: []string{"1"}}}}
	p, err := Progress(s, plan, done, nil)
	require.NoError(t, err)
	assert.Equal(t, Footage{2, 14, 480}, p.Planned)
	assert.Equal(t, Footage{1, 8, 240}, p.Shot)
	assert.Equal(t, Footage{3, 26, 880}, p.Total)
	assert.Equal(t, 480, p.WorkPlanned)
	assert.Equal(t, 540, p.WorkDone, "ten hours with one of meal")
	assert.Equal(t, 3, p.DaysLeft)
	assert.Equal(t, day("2026-06-18"), p.ProjectedEnd)
	assert.Equal(t, 2, p.Delay)
	assert.Equal(t, "11800.00", p.DayCost.String())
	assert.Equal(t, "23600.00", p.DelayCost.String())
}

func TestHalfAShotSceneCountsForWhatIsShot(t *testing.T) {
	s := smallShoot()
	plan := solveShoot(t, s, ShootOptions{}).Plan
	done := ShootDone{Through: day("2026-06-15"), Days: []ShootDay{{Date: day("2026-06-15"), Unit: "main", Call: clock("08:00"), Wrap: clock("12:00"), Scenes: []string{"1"}}}}
	p, err := Progress(s, plan, done, []SceneRest{{"1", 3, 90}})
	require.NoError(t, err)
	assert.Equal(t, Footage{0, 5, 150}, p.Shot)
}

// Independent calculation: scene 3 by night takes a day of its own, because there are no mixed days. The shoot has
// three days then: 10,000 for the day, 500 for the farm, 1,000 for Ana; Bob works two days as before. The farm may be
// shot on two days in a row, so that nothing waits.
func TestAnEffectIsTheDifferenceOfTwoOptima(t *testing.T) {
	s := smallShoot()
	for i := range s.Scenes {
		s.Scenes[i].Light = Daylight
	}
	base := solveShoot(t, s, ShootOptions{})
	_, err := Effects(context.Background(), s, base, []ShootChoice{
		{[]ShootChange{{Kind: SceneLight, Name: "3", Light: Nighttime}}},
		{[]ShootChange{{Kind: CastAway, Name: "Bob", Period: &s.Period}}},
	}, ShootOptions{})
	require.Error(t, err, "Bob is free on no day")
	effects, err := Effects(context.Background(), s, base, []ShootChoice{
		{[]ShootChange{{Kind: SceneLight, Name: "3", Light: Nighttime}}},
		{[]ShootChange{{Kind: SceneFixed, Name: "3", Period: &civil.Period{From: day("2026-06-15"), To: day("2026-06-15")}},
			{Kind: SceneMinutes, Name: "3", Minutes: 500}}},
	}, ShootOptions{})
	require.NoError(t, err)
	require.Len(t, effects, 2)
	assert.Equal(t, "scene 3 by night: +11500.00", effects[0].Text)
	assert.True(t, effects[0].Proved)
	assert.False(t, effects[1].Feasible)
	assert.Equal(t, []Conflict{{"rules.dayMinutes", "a day has at most 480 minutes, overtime included"}}, effects[1].Why)
}

func TestFaultyChangesAreToldWithTheirPaths(t *testing.T) {
	s := smallShoot()
	_, err := s.changed("changes", []ShootChange{
		{Kind: CastAway, Name: "Zoe", Period: &s.Period},
		{Kind: "storm"},
		{Kind: LocationAway, Name: "farm"},
		{Kind: SetMoved, Name: "kitchen", Location: "moon"},
	})
	var paths []string
	for _, fault := range valid.List(err) {
		var f *FieldError
		require.ErrorAs(t, fault, &f)
		paths = append(paths, f.Path)
	}
	assert.Equal(t, []string{"changes[0].name", "changes[1].kind", "changes[1].period", "changes[2].period", "changes[3].location"}, paths)
}

// A unit that wraps at 02:00 and calls at 08:00 rests six hours: CCN 3097 art. 27 asks for eleven.
func TestTheHoursOfAPlanAreCheckedWithTheirArticles(t *testing.T) {
	s := smallShoot()
	s.Agreement, s.CastAgreement = worktime.Cinema, worktime.CinemaArtists
	plan := ShootPlan{Days: []ShootDay{
		{Date: day("2026-06-15"), Unit: "main", Call: clock("17:00"), Wrap: clock("26:00"), Scenes: []string{"1", "3"}},
		{Date: day("2026-06-16"), Unit: "main", Call: clock("08:00"), Wrap: clock("15:40"), Scenes: []string{"2"}},
	}}
	reports, err := CheckShootHours(s, plan, worktime.Limits{})
	require.NoError(t, err)
	require.Len(t, reports, 3, "the unit, Ana and Bob")
	assert.Equal(t, "main", reports[0].ID)
	require.NotEmpty(t, reports[0].Breaches)
	assert.Equal(t, "2026-06-16 daily-rest: 06:00, at least 11:00 (CCN 3097 art. 27)", reports[0].Breaches[0].String())
	assert.Empty(t, reports[1].Breaches, "Ana works on one day")
}
