package rights

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
)

// windowDelays are the delays of reference/rights.md §6.3 and, of 2025, reference/finance-rights-2026.md C.3,
// in months, with those of films of few admissions. The three months of 2009 are those of the decree n°
// 2010-397. Unsure are those that the references mark [M] or one source.
var windowDelays = []struct {
	agreement string
	releases  []string // ends of months among them, the first and the last day of the agreement
	months    map[WindowCase]int
	short     map[WindowCase]int
	unsure    []WindowCase
}{
	{
		"6 July 2009",
		[]string{"2009-07-10", "2010-10-31", "2011-08-31", "2011-10-31", "2012-02-29", "2019-02-09"},
		map[WindowCase]int{
			VideoWindow: 4, PayTVWindow: 10, PayTVWithoutAgreement: 12, SecondPayTV: 22, SecondPayTVWithout: 24,
			SVODWithAgreement: 36, SVODWithout: 36, FreeTVFinancing: 22, FreeTVOther: 30, FreeVODWindow: 48,
		},
		map[WindowCase]int{VideoWindow: 3},
		[]WindowCase{PayTVWithoutAgreement, SecondPayTVWithout, FreeVODWindow},
	},
	{
		"6 September 2018",
		[]string{"2019-02-10", "2019-10-31", "2020-02-29", "2020-06-30", "2022-02-09"},
		map[WindowCase]int{
			VideoWindow: 4, PayTVWindow: 8, PayTVWithoutAgreement: 12, SecondPayTV: 17, SecondPayTVWithout: 24,
			SVODWithAgreement: 17, SVODReduced: 30, SVODWithout: 36,
			FreeTVFinancing: 22, FreeTVUnpreceded: 19, FreeTVOther: 30, FreeVODWindow: 44,
		},
		map[WindowCase]int{VideoWindow: 3, PayTVWindow: 6, SVODWithout: 34, FreeTVFinancing: 20},
		[]WindowCase{PayTVWithoutAgreement, SecondPayTV, SecondPayTVWithout, FreeTVUnpreceded, FreeTVOther},
	},
	{
		"24 January 2022",
		[]string{"2022-02-10", "2022-08-31", "2022-10-31", "2024-02-29", "2025-02-09"},
		map[WindowCase]int{
			VideoWindow: 4, PayTVWindow: 6, PayTVWithoutAgreement: 9, SecondPayTV: 15, SecondPayTVWithout: 17,
			SVODWithAgreement: 15, SVODWithout: 17,
			FreeTVFinancing: 22, FreeTVUnpreceded: 19, FreeTVOther: 30, FreeVODWindow: 36,
		},
		map[WindowCase]int{VideoWindow: 3},
		[]WindowCase{PayTVWithoutAgreement, SecondPayTV, SecondPayTVWithout, FreeTVUnpreceded, FreeTVOther},
	},
	{
		"6 February 2025",
		[]string{"2025-02-10", "2025-05-31", "2025-08-31", "2025-10-31", "2026-11-30", "2028-02-09"},
		map[WindowCase]int{
			VideoWindow: 4, PayTVWindow: 6, PayTVWithoutAgreement: 9, SecondPayTV: 15, SecondPayTVWithout: 17,
			SVODWithAgreement: 15, SVODDisney: 9, SVODWithout: 17,
			FreeTVFinancing: 22, FreeTVUnpreceded: 19, FreeTVOther: 30, FreeVODWindow: 36,
		},
		map[WindowCase]int{VideoWindow: 3},
		[]WindowCase{PayTVWithoutAgreement, SecondPayTV, SecondPayTVWithout, FreeTVUnpreceded, FreeTVOther},
	},
}

// plainMonthsAfter counts months with the calendar of package time, which runs over into the next month,
// and takes back what runs over.
func plainMonthsAfter(d civil.Date, months int) civil.Date {
	first := time.Date(d.Year(), d.Month().Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	t := first.AddDate(0, 0, d.Day()-1)
	for t.Month() != first.Month() {
		t = t.AddDate(0, 0, -1)
	}
	return on(t.Format(time.DateOnly))
}

func windowsByCase(t *testing.T, film FilmRelease) map[WindowCase]ReleaseWindow {
	t.Helper()
	windows, err := WindowRules{}.Windows(film)
	require.NoError(t, err)
	byCase := map[WindowCase]ReleaseWindow{}
	for i, w := range windows {
		byCase[w.Case] = w
		require.True(t, i == 0 || !w.Opens.Before(windows[i-1].Opens), "in order of opening")
	}
	require.Len(t, byCase, len(windows))
	return byCase
}

func TestEveryWindowTheDayBeforeAndAfter(t *testing.T) {
	for _, a := range windowDelays {
		for _, released := range a.releases {
			for _, derogation := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s, %s, %t", a.agreement, released, derogation), func(t *testing.T) {
					got := windowsByCase(t, FilmRelease{Released: on(released), Derogation: derogation})
					assert.Len(t, got, len(a.months))
					for c, months := range a.months {
						short, isShort := a.short[c]
						if isShort = isShort && derogation; isShort {
							months = short
						}
						w := got[c]
						assert.Equal(t, a.agreement, w.Agreement)
						assert.Equal(t, isShort, w.Shortened, c)
						assert.Equal(t, months, w.Months, c)
						opens := plainMonthsAfter(on(released), months)
						before, err := opens.AddDays(-1)
						require.NoError(t, err)
						after, err := opens.AddDays(1)
						require.NoError(t, err)
						assert.False(t, w.IsOpen(before), c)
						assert.True(t, w.IsOpen(opens), c)
						assert.True(t, w.IsOpen(after), c)
						assert.NotZero(t, w.Refs.Len(), c)
						assert.Equal(t, isUnsure(a.unsure, c), w.Status != law.Verified, c)
						assert.Equal(t, isUnsure(a.unsure, c), tellsNotice(w.Notices, law.CodeUnverified), c)
					}
				})
			}
		}
	}
}

func isUnsure(unsure []WindowCase, c WindowCase) bool {
	for _, u := range unsure {
		if u == c {
			return true
		}
	}
	return false
}

func tellsNotice(notices []law.Notice, code string) bool {
	for _, n := range notices {
		if n.Code == code {
			return true
		}
	}
	return false
}

// Ends of months counted on a calendar: 31 October and four months is the last of February.
func TestWindowsAtEndsOfMonths(t *testing.T) {
	for released, want := range map[string]string{
		"2025-10-31": "2026-02-28", "2027-10-31": "2028-02-29", "2025-05-31": "2025-09-30", "2025-11-30": "2026-03-30",
	} {
		assert.Equal(t, on(want), windowsByCase(t, FilmRelease{Released: on(released)})[VideoWindow].Opens)
	}
}

func TestFewAdmissions(t *testing.T) {
	n := func(n int) *int { return &n }
	for _, c := range []struct {
		name     string
		film     FilmRelease
		possible bool
		fault    string
	}{
		{"100,000 in four weeks since 2022", FilmRelease{Released: on("2023-01-04"), FourWeeks: n(100_000)}, true, ""},
		{"100,001", FilmRelease{Released: on("2023-01-04"), FourWeeks: n(100_001)}, false, ""},
		{"under 100,000 in 2019", FilmRelease{Released: on("2019-06-05"), FourWeeks: n(99_999)}, true, ""},
		{"100,000 in 2019", FilmRelease{Released: on("2019-06-05"), FourWeeks: n(100_000)}, false, ""},
		{"under 200 in the fourth week of 2012", FilmRelease{Released: on("2012-06-06"), FourthWeek: n(199)}, true, ""},
		{"200", FilmRelease{Released: on("2012-06-06"), FourthWeek: n(200)}, false, ""},
		{"not the measure of 2012", FilmRelease{Released: on("2012-06-06"), FourWeeks: n(10)}, false, ""},
		{"a derogation the admissions exclude", FilmRelease{Released: on("2023-01-04"), FourWeeks: n(100_001), Derogation: true}, false, "fourWeeks"},
		{"the same in 2012", FilmRelease{Released: on("2012-06-06"), FourthWeek: n(200), Derogation: true}, false, "fourthWeek"},
	} {
		t.Run(c.name, func(t *testing.T) {
			windows, err := WindowRules{}.Windows(c.film)
			if c.fault != "" {
				var fault *FieldError
				require.ErrorAs(t, err, &fault)
				assert.Equal(t, c.fault, fault.Path)
				require.Len(t, valid.List(err), 1)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, VideoWindow, windows[0].Case)
			assert.Equal(t, 4, windows[0].Months, "not without the derogation")
			assert.Equal(t, c.possible, tellsNotice(windows[0].Notices, CodeDerogationPossible))
		})
	}
}

func TestBilateralWindows(t *testing.T) {
	film := FilmRelease{Released: on("2026-03-31"), Bilateral: []BilateralWindow{
		{ID: "A", Service: "Plate-forme", Window: SVODWithAgreement, Months: 11, From: on("2026-01-01"), To: on("2026-12-31")},
		{ID: "B", Service: "Plate-forme", Window: SVODWithAgreement, Months: 10, From: on("2026-04-01")},
	}}
	windows, err := WindowRules{}.Windows(film)
	require.NoError(t, err)
	var own []ReleaseWindow
	for _, w := range windows {
		if w.Service != "" {
			own = append(own, w)
		}
	}
	require.Len(t, own, 1, "the other does not apply yet")
	assert.Equal(t, on("2027-02-28"), own[0].Opens)
	assert.Equal(t, law.SetByCaller, own[0].Status)
	assert.Equal(t, "A", own[0].Bilateral)
}

func TestWindowNotices(t *testing.T) {
	got := windowsByCase(t, FilmRelease{Released: on("2026-03-04")})
	assert.False(t, tellsNotice(got[FreeTVFinancing].Notices, CodeLaterAgreement), "opens 2028-01-04, before the end of the agreement")
	assert.True(t, tellsNotice(got[FreeVODWindow].Notices, CodeLaterAgreement), "opens 2029-03-04")
	late := windowsByCase(t, FilmRelease{Released: on("2027-03-03")})
	assert.True(t, tellsNotice(late[VideoWindow].Notices, law.CodeStale))
}

func TestWindowsRefuse(t *testing.T) {
	minus, two, one := -1, 2, 1
	film := FilmRelease{FourWeeks: &minus, Bilateral: []BilateralWindow{
		{ID: "a", Service: "s", Window: "dvd", Months: 601, From: on("2026-01-01"), To: on("2025-01-01")},
		{ID: "a", Months: -1},
	}}
	_, err := WindowRules{}.Windows(film)
	assert.Equal(t, []string{
		"released", "fourWeeks", "bilateral[0].window", "bilateral[0].months", "bilateral[0].to",
		"bilateral[1].id", "bilateral[1].service", "bilateral[1].window", "bilateral[1].months", "bilateral[1].from",
	}, fieldPathsOf(t, err))
	_, err = WindowRules{}.Windows(FilmRelease{Released: on("2026-01-01"), FourWeeks: &one, FourthWeek: &two})
	assert.Equal(t, []string{"fourthWeek"}, fieldPathsOf(t, err))
	for _, day := range []string{"2009-07-09", "2028-02-10", "2199-12-31"} {
		_, err = WindowRules{}.Windows(FilmRelease{Released: on(day)})
		require.ErrorIs(t, err, law.ErrNoValue, day)
	}
	film = FilmRelease{Released: on("2026-01-01"), Bilateral: []BilateralWindow{{ID: "a", Service: "s", Window: FreeVODWindow, Months: 600, From: on("2026-01-01")}}}
	_, err = WindowRules{}.Windows(film)
	require.NoError(t, err)
	_, err = WindowRules{}.With(law.Override[WindowRule]{Key: "drive-in"})
	require.ErrorIs(t, err, law.ErrUnknownKey)
	assert.False(t, ReleaseWindow{}.IsOpen(on("2026-01-01")))
}

func TestWindowRules(t *testing.T) {
	table, err := builtInWindows()
	require.NoError(t, err)
	keys := []string{}
	for _, c := range windowCases {
		keys = append(keys, string(c))
	}
	assert.Equal(t, keys, table.Keys())
	assert.Len(t, WindowRules{}.List(on("2026-01-01")), len(windowCases))
	rules, err := WindowRules{}.With(law.Override[WindowRule]{Key: "video", Value: WindowRule{Agreement: "2030", Months: 3}, From: on("2028-02-10")})
	require.NoError(t, err)
	windows, err := rules.Windows(FilmRelease{Released: on("2029-01-31")})
	require.NoError(t, err)
	require.Len(t, windows, 1)
	assert.Equal(t, on("2029-04-30"), windows[0].Opens)
}

// fieldPathsOf are the paths of all the faults of an error.
func fieldPathsOf(t *testing.T, err error) []string {
	t.Helper()
	paths := []string{}
	for _, fault := range valid.List(err) {
		var field *FieldError
		require.ErrorAs(t, fault, &field)
		paths = append(paths, field.Path)
	}
	return paths
}

func BenchmarkWindows(b *testing.B) {
	film := FilmRelease{Released: on("2026-10-31")}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := (WindowRules{}).Windows(film); err != nil {
			b.Fatal(err)
		}
	}
}
