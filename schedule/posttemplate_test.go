package schedule

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
)

// The source counts 20 to 24 weeks for a feature, of which four during the shoot, and picture lock in week
// 12: eight weeks after the shoot, and 16 to 20 weeks after it to the end. Monday 2027-01-04 begins a run of
// weeks whose holidays until lock are none.
func TestFeaturePost(t *testing.T) {
	template, err := FeaturePost(civil.MustParseDate("2027-01-04"), PaperFrench, PostFigures{})
	require.NoError(t, err)
	template.Network.Delivery = civil.MustParseDate("2027-06-30")
	plan, err := LevelTasks(template.Network)
	require.NoError(t, err)
	dates := map[string]civil.Date{}
	for _, m := range plan.Milestones() {
		dates[m.Milestone] = m.Date
	}
	assert.Equal(t, civil.MustParseDate("2027-02-26"), dates["picture-lock"], "the Friday of the eighth week")
	weeks := plan.Finish.DaysSince(plan.Start)/7 + 1
	assert.True(t, weeks >= 16 && weeks <= 20, "%d weeks", weeks)
	assert.Equal(t, plan.Finish, dates["delivery"])
	assert.Equal(t, plan.CriticalPath[len(plan.CriticalPath)-1], "delivery")
	assert.Positive(t, plan.Margin)
	require.Len(t, template.Notices, 1+18, "a date after the verification, and 18 figures of which none is verified")
	assert.Equal(t, law.CodeStale, template.Notices[0].Code)

	text, err := plan.Text(PaperFrench)
	require.NoError(t, err)
	assert.Contains(t, text, "*  Image arrêtée                    0      2027-02-26  2027-02-26")
	events, err := TaskEvents(plan, "film.example", PaperFrench)
	require.NoError(t, err)
	_, read := icsRead(t, icsFile(t, events...))
	assert.Len(t, read, 20)
	assert.Equal(t, "20270226", read[4]["DTSTART;VALUE=DATE"])
	assert.Equal(t, "20270227", read[4]["DTEND;VALUE=DATE"])
}

func TestEpisodePost(t *testing.T) {
	figures, err := PostFigures{}.With(law.Override[int]{Key: "episode/mix", Value: 4})
	require.NoError(t, err)
	template, err := EpisodePost(civil.MustParseDate("2026-03-02"), PaperEnglish, figures)
	require.NoError(t, err)
	require.NoError(t, template.Network.Validate())
	for _, task := range template.Network.Tasks {
		if task.ID == "mix" {
			assert.Equal(t, []any{4, "Final mix"}, []any{task.Days, task.Name})
		}
	}
	assert.Len(t, template.Notices, 17, "a figure of the caller's own needs no notice")
	plan, err := PlanTasks(template.Network)
	require.NoError(t, err)
	assert.False(t, plan.Finish.IsZero())

	template.Network.Tasks[1].After[0].Lag = 5
	again, err := EpisodePost(civil.MustParseDate("2026-03-02"), PaperEnglish, PostFigures{})
	require.NoError(t, err)
	assert.Zero(t, again.Network.Tasks[1].After[0].Lag, "a template that is changed leaves the next one as it was")

	entries, err := figures.List(civil.MustParseDate("2026-03-02"))
	require.NoError(t, err)
	assert.Len(t, entries, 36)
}

func TestPostTemplateRefuses(t *testing.T) {
	_, err := FeaturePost(civil.Date{}, "de", PostFigures{})
	require.ErrorContains(t, err, "language: is not one of the words allowed")
	require.ErrorContains(t, err, "start: is missing")
	_, err = FeaturePost(civil.MustParseDate("2019-12-31"), PaperFrench, PostFigures{})
	require.ErrorIs(t, err, law.ErrNoValue)
	_, err = PostFigures{}.With(law.Override[int]{Key: "feature/party"})
	require.ErrorIs(t, err, law.ErrUnknownKey)
}

// The same two tasks before they begin, and on the Friday: a took two days more than planned.
func TestCompareTaskPlans(t *testing.T) {
	net := netOf("2026-06-01", Task{ID: "a", Days: 2}, Task{ID: "b", Days: 2, After: after("a", FinishStart, 0)}, Task{ID: "c", Days: 1}, Task{ID: "old", Days: 1})
	net.Delivery = civil.MustParseDate("2026-06-12")
	baseline, err := PlanTasks(net)
	require.NoError(t, err)
	net.AsOf = civil.MustParseDate("2026-06-05")
	net.Tasks[0].Started, net.Tasks[0].Finished = civil.MustParseDate("2026-06-01"), civil.MustParseDate("2026-06-04")
	net.Tasks[2].Started = civil.MustParseDate("2026-06-04")
	net.Tasks[3] = Task{ID: "new", Days: 1, Calendar: "week"}
	now, err := PlanTasks(net)
	require.NoError(t, err)
	drift, err := CompareTaskPlans(baseline, now)
	require.NoError(t, err)
	assert.Equal(t, 4, drift.FinishDays, "Thursday the 4th became Monday the 8th")
	day := civil.MustParseDate
	assert.Equal(t, []TaskDrift{
		{Task: "a", Status: DriftDone, WasStart: day("2026-06-01"), WasFinish: day("2026-06-02"), Start: day("2026-06-01"), Finish: day("2026-06-04"), FinishDays: 2},
		{Task: "b", Status: DriftWaiting, WasStart: day("2026-06-03"), WasFinish: day("2026-06-04"), Start: day("2026-06-05"), Finish: day("2026-06-08"), StartDays: 2, FinishDays: 4, FloatLost: 2},
		{Task: "c", Status: DriftRunning, WasStart: day("2026-06-01"), WasFinish: day("2026-06-01"), Start: day("2026-06-04"), Finish: day("2026-06-05"), StartDays: 3, FinishDays: 4, FloatLost: 4},
		{Task: "new", Status: DriftAdded, Start: day("2026-06-05"), Finish: day("2026-06-05")},
		{Task: "old", Status: DriftRemoved, WasStart: day("2026-06-01"), WasFinish: day("2026-06-01")},
	}, drift.Tasks)
	baseline.Tasks = append(baseline.Tasks, baseline.Tasks[0])
	_, err = CompareTaskPlans(baseline, now)
	require.ErrorContains(t, err, "baseline.tasks[4].task: is given twice")
	require.ErrorIs(t, err, valid.ErrDuplicate)
}
