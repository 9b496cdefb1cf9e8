package worktime

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
)

func boundsOf(t testing.TB, on string, s Situation) *Bounds {
	all, err := Limits{}.Bounds(civil.MustParseDate(on), s)
	require.NoError(t, err)
	require.Len(t, all, 1)
	return all[0]
}

// The limits of the page on pay (CONTRACTS.md, examples/wage, Breaches), in hours.
func TestBounds(t *testing.T) {
	sixty := []Derogation{WeeklySixty}
	for _, c := range []struct {
		name string
		s    Situation
		want map[Rule]int
	}{
		{"cinema, a shoot away (art. 24, 26, 27)", Situation{Agreement: Cinema, Setting: Shoot, Derogations: sixty},
			map[Rule]int{DailyHours: 12, DailySpan: 13, DailyRest: 11, WeeklyHours: 60, WeeklyRest: 35}},
		{"cinema, a shoot without authorisation (art. 25)", Situation{Agreement: Cinema, Setting: Shoot},
			map[Rule]int{DailyHours: 12, DailySpan: 13, DailyRest: 11, WeeklyHours: 48, WeeklyRest: 35}},
		{"cinema, a studio in the Paris region (art. 41, 42)", Situation{Agreement: Cinema, Setting: Studio, Place: Paris, Derogations: sixty},
			map[Rule]int{DailyHours: 12, DailySpan: 13, DailyRest: 11, WeeklyHours: 60, WeeklyRest: 48, StudioSunday: 0, StudioHoliday: 0}},
		{"cinema, preparation (L3121-18)", Situation{Agreement: Cinema, Setting: Prep, Derogations: sixty},
			map[Rule]int{DailyHours: 10, DailySpan: 13, DailyRest: 11, WeeklyHours: 48, WeeklyRest: 48}},
		{"television (VI.3)", Situation{Agreement: Audiovisual, Setting: Studio, Derogations: sixty},
			map[Rule]int{DailyHours: 12, DailyRest: 9, WeeklyHours: 48, WeeklyRest: 33}},
		{"the code alone", Situation{Agreement: LabourCode, Setting: Post},
			map[Rule]int{DailyHours: 10, DailyRest: 11, WeeklyHours: 48, WeeklyRest: 35}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := boundsOf(t, "2026-06-03", c.s)
			for _, rule := range Rules() {
				limit, has := b.Limit(rule)
				want, wanted := c.want[rule]
				require.Equal(t, wanted, has, rule)
				if !has {
					_, beyond := b.Breach(rule, civil.MustParseDate("2026-06-03"), 1<<20)
					assert.False(t, beyond, rule)
					continue
				}
				assert.Equal(t, want*60, limit.Value, rule)
				assert.NotZero(t, limit.Refs.Len())
				_, beyond := b.Breach(rule, civil.MustParseDate("2026-06-03"), limit.Value)
				assert.False(t, beyond, "%s: its limit itself is kept", rule)
				step := 1
				if rule.AtLeast() {
					step = -1
				}
				got, beyond := b.Breach(rule, civil.MustParseDate("2026-06-03"), limit.Value+step)
				require.True(t, beyond, rule)
				assert.Equal(t, Breach{
					Rule: rule, Date: civil.MustParseDate("2026-06-03"), Measured: limit.Value + step, Allowed: limit.Value,
					Unit: "minutes", Limit: limit.Key, Refs: limit.Refs, Notices: limit.Notices,
				}, got)
			}
			assert.Equal(t, 11*60, b.DailyRest().Value, "11 hours where nothing cuts them")
		})
	}
}

// Art. 26 and 32, and the nights of art. 40 and VI.10 on either side of each season.
func TestBoundsOfTransportAndNight(t *testing.T) {
	assert.Equal(t, 120, boundsOf(t, "2026-06-03", Situation{Agreement: Cinema, Setting: Shoot}).FreeTransport().Value)
	assert.Zero(t, boundsOf(t, "2026-06-03", Situation{Agreement: Audiovisual, Setting: Shoot}).FreeTransport().Value)
	for _, c := range []struct {
		name  string
		s     Situation
		night map[string][2]int // until and from, in hours
	}{
		{"cinema", Situation{Agreement: Cinema, Setting: Shoot}, map[string][2]int{
			"2026-03-31": {6, 20}, "2026-04-01": {6, 22}, "2026-09-30": {6, 22}, "2026-10-01": {6, 20}}},
		{"a studio of cinema", Situation{Agreement: Cinema, Setting: Studio}, map[string][2]int{
			"2026-03-31": {6, 21}, "2026-04-01": {6, 22}, "2026-09-30": {6, 22}, "2026-10-01": {6, 21}}},
		{"fiction", Situation{Agreement: Audiovisual, Setting: Studio, Fiction: true}, map[string][2]int{
			"2026-03-20": {6, 20}, "2026-03-21": {7, 22}, "2026-12-20": {7, 22}, "2026-12-21": {6, 20}}},
		{"television", Situation{Agreement: Audiovisual, Setting: Shoot}, map[string][2]int{"2026-01-05": {7, 24}, "2026-06-03": {7, 24}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := boundsOf(t, "2026-06-03", c.s)
			for on, want := range c.night {
				until, from := b.Night(civil.MustParseDate(on))
				assert.Equal(t, want, [2]int{until.Value / 60, from.Value / 60}, on)
			}
		})
	}
}

func TestBoundsOfBadInput(t *testing.T) {
	_, err := Limits{}.Bounds(civil.Date{}, Situation{Agreement: "1", Setting: "2", Place: "3", Derogations: []Derogation{WeeklySixty, "4"}})
	require.ErrorIs(t, err, valid.ErrMissing)
	var paths []string
	for _, e := range valid.List(err) {
		var fault *FieldError
		require.ErrorAs(t, e, &fault)
		paths = append(paths, fault.Path)
	}
	assert.Equal(t, []string{"date", "[0].agreement", "[0].setting", "[0].place", "[0].derogations[1]"}, paths)
	_, err = Limits{}.Bounds(civil.MustParseDate("2017-12-31"), Situation{Agreement: Cinema, Setting: Shoot})
	require.ErrorIs(t, err, law.ErrNoValue)
	_, err = Limits{}.Bounds(civil.MustParseDate("2026-01-01"), Situation{Agreement: Cinema, Setting: Shoot, Derogations: make([]Derogation, maxLeaves+1)})
	require.ErrorIs(t, err, valid.ErrOutOfRange)
}

// A figure of the caller's own is compared with, cited and dated.
func TestBoundsOfTheCaller(t *testing.T) {
	from, to := civil.MustParseDate("2026-03-01"), civil.MustParseDate("2026-08-31")
	limits, err := Limits{}.With(law.Override[int]{Key: "3097/daily-span", Value: 720, From: from, To: to})
	require.NoError(t, err)
	all, err := limits.Bounds(civil.MustParseDate("2026-06-03"), Situation{Agreement: Cinema, Setting: Shoot})
	require.NoError(t, err)
	b := all[0]
	assert.Equal(t, civil.Period{From: from, To: to}, b.Held())
	breach, beyond := b.Breach(DailySpan, from, 721)
	require.True(t, beyond)
	assert.Equal(t, 720, breach.Allowed)
	assert.Equal(t, law.NewRefs(law.CallerRef()).Keys(), breach.Refs.Keys())
	_, stale := b.Stale(limits.VerifiedOn())
	assert.False(t, stale)
	_, stale = b.Stale(civil.MustParseDate("2027-01-01"))
	assert.True(t, stale)
	assert.Equal(t, "2018-01-01 to 2199-12-31", boundsOf(t, "2026-06-03", Situation{Agreement: Cinema, Setting: Shoot}).Held().String())
}

// What Check tells of the days of a random record, the bounds of each day tell.
func TestBoundsAgreeWithCheck(t *testing.T) {
	told := map[Rule]int{}
	for seed := range rounds(60, 10) {
		for _, a := range []Agreement{LabourCode, Cinema, Audiovisual} {
			r := wild(rand.New(rand.NewPCG(seed, 17)), a)
			report, err := Check(r, Limits{})
			require.NoError(t, err)
			shifts := map[civil.Date]Shift{}
			for _, s := range r.Shifts {
				shifts[s.Date] = s
			}
			for _, b := range report.Breaches {
				s := shifts[b.Date]
				if b.Rule == DailyHours && b.Limit == "labour-code/daily-hours/night-worker" ||
					b.Rule != DailyHours && b.Rule != DailySpan && b.Rule != DailyRest {
					continue
				}
				got, beyond := boundsOf(t, b.Date.String(), Situation{Agreement: a, Setting: s.Setting, Place: s.Place}).Breach(b.Rule, b.Date, b.Measured)
				require.True(t, beyond)
				require.Equal(t, b, got)
				told[b.Rule]++
			}
		}
	}
	require.Len(t, told, 3)
}

func BenchmarkBounds(b *testing.B) {
	on := civil.MustParseDate("2026-06-03")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := (Limits{}).Bounds(on, Situation{Agreement: Cinema, Setting: Shoot}, Situation{Agreement: Cinema, Setting: Studio}); err != nil {
			b.Fatal(err)
		}
	}
}
