package financing

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// best answers every criterion of a test as well as can be.
func best(t *testing.T, test string, except ...string) PointsClaim {
	t.Helper()
	found, err := FindPointsTest(test, day("2026-06-01"))
	require.NoError(t, err)
	c := PointsClaim{Test: test, Date: day("2026-06-01")}
	for _, g := range found.Groups {
		for _, q := range g.Criteria {
			if slices.Contains(except, q.Code) {
				continue
			}
			a := PointsAnswer{Group: g.Code, Criterion: q.Code}
			if q.PerTenth.IsZero() {
				a.Option = q.Options[0].Code
			} else {
				a.Share = money.MustFraction("1")
			}
			c.Answers = append(c.Answers, a)
		}
	}
	return c
}

func answers(list ...string) []PointsAnswer {
	var got []PointsAnswer
	for _, text := range list {
		part := strings.Split(text, "/")
		got = append(got, PointsAnswer{Group: part[0], Criterion: part[1], Option: part[2]})
	}
	return got
}

// The totals of budget-financing.md §5.3 and of the annexes of décret 2009-1465: 38 and 74; 18 of the
// arrêté of 21 May 1992; 100 of RGA 311-44.
func TestPointsOfEverything(t *testing.T) {
	for test, total := range map[string]string{
		"c2i-fiction": "38", "c2i-animation": "74", "european-fiction-cinema": "18", "european-fiction-audiovisual": "18",
		"fsa-animation": "100", "fsa-animation-french": "100",
	} {
		got, err := ComputePoints(best(t, test))
		require.NoError(t, err)
		assert.Equal(t, total, got.Total.String(), test)
		assert.True(t, got.Passes, test)
	}
}

// budget-financing.md §7.21: 18 points with 7 for content from one subgroup fail, from two they pass.
func TestFictionPoints(t *testing.T) {
	creators := []string{
		"creators/author/yes", "creators/composer/yes", "creators/producer/yes", "creators/actor/main", "creators/heads/three", "creators/half-crew/yes",
	}
	for _, c := range []struct {
		name, total string
		content     []string
		passes      bool
		reasons     int
	}{
		{"7 from places alone, 18 in all", "18", []string{"content/scenes/france", "content/emblematic-sets/yes"}, false, 1},
		{"7 from two subgroups, 18 in all", "18", []string{"content/scenes/france", "content/secondary-characters/three"}, true, 0},
		{"6 from two subgroups, 17 in all", "17", []string{"content/scenes/france-and-european", "content/secondary-characters/three"}, false, 2},
		{"8 from two subgroups", "19", []string{"content/scenes/france", "content/secondary-characters/three", "content/main-character/yes"}, true, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := ComputePoints(PointsClaim{Test: "c2i-fiction", Date: day("2026-06-01"), Answers: answers(append(c.content, creators...)...)})
			require.NoError(t, err)
			assert.Equal(t, c.total, got.Total.String())
			assert.Equal(t, c.passes, got.Passes)
			assert.Len(t, got.Reasons, c.reasons)
			assert.Empty(t, got.Notices, "the table is verified")
		})
	}
}

// Criteria 19 to 22 of the annex: half a point or a point for each whole tenth.
func TestPointsByTenth(t *testing.T) {
	for share, total := range map[string]string{"0": "0", "99/1000": "0", "1/10": "1", "199/1000": "1", "99/100": "9", "1": "10"} {
		got, err := ComputePoints(PointsClaim{Test: "c2i-animation", Date: day("2026-06-01"), Answers: []PointsAnswer{
			{Group: "infrastructure", Criterion: "animation", Share: money.MustFraction(share)},
		}})
		require.NoError(t, err)
		assert.Equal(t, total, got.Total.String(), share)
	}
	got, err := ComputePoints(PointsClaim{Test: "c2i-animation", Date: day("2026-06-01"), Answers: []PointsAnswer{
		{Group: "infrastructure", Criterion: "modelling", Share: money.MustFraction("7/10")},
	}})
	require.NoError(t, err)
	assert.Equal(t, "3.5", got.Total.String())
	assert.Len(t, got.Notices, 1, "single-source")
}

// Animation: 36 of 74 of which 9 for content. Without content 54 points do not pass; with 8 neither.
func TestAnimationPoints(t *testing.T) {
	c := best(t, "c2i-animation", "places", "main-character", "young-audience", "adaptation", "society", "french-version")
	for _, step := range []struct {
		answer, total string
		passes        bool
	}{
		{"", "54", false},
		{"content/adaptation/yes", "58", false},
		{"content/french-version/yes", "62", false},
		{"content/society/yes", "65", true},
	} {
		if step.answer != "" {
			c.Answers = append(c.Answers, answers(step.answer)...)
		}
		got, err := ComputePoints(c)
		require.NoError(t, err)
		assert.Equal(t, step.total, got.Total.String())
		assert.Equal(t, step.passes, got.Passes, step.total)
	}
}

// finance-rights-2026.md A.1, 5.9: 15 of 19 points of 1992; 16 of 21 of the revised convention; C.1: 25
// points, 20 of foreign initiative; RGA 211-74: 64, 60 by derogation. A point below, at, above.
func TestOpenPoints(t *testing.T) {
	for _, c := range []struct {
		test, group string
		pass        int64
	}{
		{"convention-1992", "elements", 15}, {"revised-convention", "elements", 16},
		{"agrement-fiction", "technicians", 25}, {"agrement-fiction-foreign", "technicians", 20},
		{"agrement-documentary", "others", 25}, {"agrement-animation", "others", 25},
		{"investment-fiction", "technicians", 64}, {"investment-fiction-derogation", "technicians", 60},
	} {
		for delta := int64(-1); delta <= 1; delta++ {
			points, claim := c.pass+delta, PointsClaim{Test: c.test, Date: day("2026-06-01")}
			if strings.HasPrefix(c.test, "agrement-fiction") {
				claim.Answers = answers("company-and-authors/company/yes") // 9
				points -= 9
			}
			if strings.HasPrefix(c.test, "investment") {
				claim = best(t, c.test) // 20
				claim.Open = []OpenPoints{{"performers", money.MustDecimal("20")}, {"shoot-and-post", money.MustDecimal("15")}}
				points -= 55
			}
			claim.Open = append(claim.Open, OpenPoints{c.group, money.DecimalFromInt(points)})
			got, err := ComputePoints(claim)
			require.NoError(t, err)
			assert.Equal(t, delta >= 0, got.Passes, "%s at %v", c.test, got.Total)
			assert.Contains(t, got.Notices[len(got.Notices)-1].Message, "the caller's")
		}
	}
}

// RGA 311-44 asks 36 points for fabrication, 311-51 asks 45.
func TestAnimationUplifts(t *testing.T) {
	for test, passes := range map[string]bool{"fsa-animation": true, "fsa-animation-french": false} {
		c := best(t, test, "reference-sets", "character-development", "picture-post", "sound-post") // 60 − 20 for fabrication
		got, err := ComputePoints(c)
		require.NoError(t, err)
		assert.Equal(t, "40", got.Groups[1].Points.String())
		assert.Equal(t, passes, got.Passes, test)
	}
}

func TestOwnPoints(t *testing.T) {
	own := PointsTest{Total: money.MustDecimal("3"), Pass: money.MustDecimal("2"), Groups: []PointsGroup{{
		Code: "all", Most: money.MustDecimal("3"), Criteria: []Criterion{
			{Code: "director", Options: []PointsOption{{"yes", money.MustDecimal("2")}}},
			{Code: "crew", PerTenth: money.MustDecimal("0.1")},
		},
	}}}
	got, err := ComputePoints(PointsClaim{Date: day("2026-06-01"), Own: &own, Answers: answers("all/director/yes")})
	require.NoError(t, err)
	assert.True(t, got.Passes)
	assert.Equal(t, []string{law.CallerRef().Key}, got.Refs.Keys())
}

// Every built-in test adds up, and a copy is handed out.
func TestPointsTables(t *testing.T) {
	list, err := PointsTests(day("2026-06-01"))
	require.NoError(t, err)
	for _, entry := range list {
		found, err := FindPointsTest(entry.Key, day("2026-06-01"))
		require.NoError(t, err)
		var f valid.Faults
		found.check(&f)
		require.NoError(t, f.Err(), entry.Key)
		found.Groups[0].Code = "changed"
		again, err := FindPointsTest(entry.Key, day("2026-06-01"))
		require.NoError(t, err)
		assert.NotEqual(t, "changed", again.Groups[0].Code)
	}
	_, err = FindPointsTest("none", day("2026-06-01"))
	require.ErrorIs(t, err, law.ErrUnknownKey)
}

func TestDecodePoints(t *testing.T) {
	c, err := DecodePoints(strings.NewReader(`{"test": "c2i-fiction", "date": "2026-06-01", "answers": [{"group": "content", "criterion": "scenes", "option": "france"}]}`))
	require.NoError(t, err)
	got, err := ComputePoints(c)
	require.NoError(t, err)
	assert.Equal(t, "4", got.Total.String())
	_, err = DecodePoints(strings.NewReader(`{"test": "c2i-fiction", "date": "2026-06-01", "answers": [{"group": "content", "criterion": "scenes", "option": 4}], "x": 1}`))
	require.ErrorContains(t, err, "answers[0].option: ")
	require.ErrorContains(t, err, "x: ")
}
