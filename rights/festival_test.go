package rights

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
)

// inventedFestivals are no real ones: editions, days and fees are made up for the rules they show.
func inventedFestivals() FestivalCalendar {
	return FestivalCalendar{Festivals: []Festival{
		{ID: "world", Name: "World", Kind: FilmFestival, Country: "IT", Dates: termOf("2027-09-01", "2027-09-11"), Premiere: WorldPremiere,
			Deadlines: []FestivalDeadline{{On: on("2027-06-15"), Fee: money.MustParse("150.00"), Currency: "EUR"}}, LeastMinutes: 60},
		{ID: "early", Name: "Early", Kind: FilmFestival, Country: "DE", Dates: termOf("2027-02-11", "2027-02-21"), Premiere: InternationalPremiere, CompletedFrom: on("2026-02-01"),
			Deadlines: []FestivalDeadline{{Name: "early", On: on("2026-10-01"), Fee: money.MustParse("80.00"), Currency: "EUR"}, {Name: "regular", On: on("2026-11-26"), Fee: money.MustParse("125.00"), Currency: "EUR"}}},
		{ID: "home", Name: "Home", Kind: FilmFestival, Country: "FR", Dates: termOf("2027-05-12", "2027-05-23"), Premiere: InternationalPremiere, Deadlines: []FestivalDeadline{{On: on("2027-03-01")}}},
		{ID: "region", Name: "Region", Kind: FilmFestival, Country: "CA", Dates: termOf("2027-10-01", "2027-10-10"), Premiere: RegionalPremiere, PremiereIn: []string{"CA", "US"}, Deadlines: []FestivalDeadline{{On: on("2027-07-01")}}},
		{ID: "national", Name: "National", Kind: FilmFestival, Country: "DE", Dates: termOf("2027-06-20", "2027-06-30"), Premiere: NationalPremiere, Deadlines: []FestivalDeadline{{On: on("2027-04-01")}}},
		{ID: "market", Name: "Market", Kind: FilmMarket, Country: "DE", Dates: termOf("2027-02-11", "2027-02-17"), Premiere: AnyPremiere, Deadlines: []FestivalDeadline{{On: on("2027-01-15")}}},
		{ID: "shorts", Name: "Shorts", Kind: FilmFestival, Country: "FR", Dates: termOf("2027-01-29", "2027-02-06"), Premiere: AnyPremiere, MostMinutes: 59, Countries: []string{"BE"}, Deadlines: []FestivalDeadline{{On: on("2026-09-30")}}},
	}}
}

func inventedFilm() FestivalFilm {
	return FestivalFilm{Title: "La Bobine", Completed: on("2027-01-31"), Minutes: 96, Countries: []string{"FR", "BE"}}
}

// The answers follow from the rules by reading them.
func TestWhatToSubmitWhen(t *testing.T) {
	entries, err := inventedFestivals().Submissions(inventedFilm(), on("2026-11-26"))
	require.NoError(t, err)
	got := []string{}
	for _, e := range entries {
		got = append(got, fmt.Sprintf("%s %t %v %s %d %s%s %v", e.Festival, e.Eligible, e.Reasons, e.SubmitBy, e.Days, e.Fee, e.Currency, e.Loses))
	}
	assert.Equal(t, []string{
		"early true [] 2026-11-26 0 125.00EUR [home national world]", // the last day still counts, the early fee is gone
		"market true [] 2027-01-15 50 0.00 []",
		"home true [] 2027-03-01 95 0.00 [world]",
		"national true [] 2027-04-01 126 0.00 [world]",
		"world true [] 2027-06-15 201 150.00EUR []",
		"region true [] 2027-07-01 217 0.00 []",
		"shorts false [deadline completed length]  0 0.00 []",
	}, got)
}

func TestPremiereStatus(t *testing.T) {
	for _, c := range []struct {
		name  string
		shown PublicShowing
		lost  []string
	}{
		{"at home", PublicShowing{On: on("2027-01-01"), Country: "FR"}, []string{"world"}},
		{"in a co-producing country", PublicShowing{On: on("2027-01-01"), Country: "BE"}, []string{"world"}},
		{"in Germany", PublicShowing{On: on("2027-01-01"), Country: "DE"}, []string{"world", "early", "home", "national"}},
		{"in the United States", PublicShowing{On: on("2027-01-01"), Country: "US"}, []string{"world", "early", "home", "region"}},
		{"in Germany after the first two", PublicShowing{On: on("2027-05-12"), Country: "DE"}, []string{"world", "national"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			film := inventedFilm()
			film.Shown = []PublicShowing{c.shown}
			entries, err := inventedFestivals().Submissions(film, on("2026-11-26"))
			require.NoError(t, err)
			var lost []string
			for _, e := range entries {
				if slices.Contains(e.Reasons, PremiereLost) {
					lost = append(lost, e.Festival)
				}
			}
			assert.Equal(t, c.lost, lost)
		})
	}
}

func TestBoundsOfEligibility(t *testing.T) {
	edition := Festival{
		ID: "e", Name: "e", Kind: FilmFestival, Country: "FR", Dates: termOf("2027-05-10", "2027-05-20"), Premiere: AnyPremiere,
		Deadlines: []FestivalDeadline{{On: on("2027-03-01")}}, CompletedFrom: on("2026-06-01"), LeastMinutes: 60, MostMinutes: 120, Countries: []string{"FR"},
	}
	film := FestivalFilm{Title: "t", Completed: on("2027-01-01"), Minutes: 90, Countries: []string{"FR"}}
	for _, c := range []struct {
		name   string
		change func(*FestivalFilm)
		asOf   string
		want   []IneligibleReason
	}{
		{"inside", func(*FestivalFilm) {}, "2027-03-01", nil},
		{"the day after the deadline", func(*FestivalFilm) {}, "2027-03-02", []IneligibleReason{DeadlineGone}},
		{"60 minutes", func(f *FestivalFilm) { f.Minutes = 60 }, "2027-01-01", nil},
		{"59 minutes", func(f *FestivalFilm) { f.Minutes = 59 }, "2027-01-01", []IneligibleReason{LengthOutside}},
		{"120 minutes", func(f *FestivalFilm) { f.Minutes = 120 }, "2027-01-01", nil},
		{"121 minutes", func(f *FestivalFilm) { f.Minutes = 121 }, "2027-01-01", []IneligibleReason{LengthOutside}},
		{"finished on the first day", func(f *FestivalFilm) { f.Completed = on("2027-05-10") }, "2027-01-01", nil},
		{"finished on the second", func(f *FestivalFilm) { f.Completed = on("2027-05-11") }, "2027-01-01", []IneligibleReason{NotFinished}},
		{"finished on the first day accepted", func(f *FestivalFilm) { f.Completed = on("2026-06-01") }, "2027-01-01", nil},
		{"finished the day before", func(f *FestivalFilm) { f.Completed = on("2026-05-31") }, "2027-01-01", []IneligibleReason{NotFinished}},
		{"of another country", func(f *FestivalFilm) { f.Countries = []string{"BE"} }, "2027-01-01", []IneligibleReason{CountriesOutside}},
	} {
		t.Run(c.name, func(t *testing.T) {
			film := film
			c.change(&film)
			entries, err := FestivalCalendar{[]Festival{edition}}.Submissions(film, on(c.asOf))
			require.NoError(t, err)
			assert.Equal(t, c.want, entries[0].Reasons)
		})
	}
}

// What a festival loses is what a film that was shown there has lost.
func TestLossesAreWhatAShowingTakes(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 9))
	countries := []string{"FR", "BE", "DE", "US"}
	for range turns(200) {
		c := FestivalCalendar{}
		for i := range 2 + r.IntN(6) {
			from := r.IntN(300)
			e := Festival{
				ID: fmt.Sprint(i), Name: "n", Kind: FilmFestival, Country: countries[r.IntN(4)], Premiere: premiereStatuses[r.IntN(5)],
				Dates: civil.Period{From: day(from), To: day(from + 5)}, Deadlines: []FestivalDeadline{{On: day(from)}},
			}
			if e.Premiere == RegionalPremiere {
				e.PremiereIn = []string{countries[r.IntN(4)]}
			}
			c.Festivals = append(c.Festivals, e)
		}
		film := FestivalFilm{Title: "t", Completed: day(0), Minutes: 90, Countries: []string{"FR"}}
		entries, err := c.Submissions(film, day(0))
		require.NoError(t, err)
		for _, e := range entries {
			i := slices.IndexFunc(c.Festivals, func(x Festival) bool { return x.ID == e.Festival })
			shown := film
			shown.Shown = []PublicShowing{{On: e.Dates.From, Country: c.Festivals[i].Country}}
			after, err := c.Submissions(shown, day(0))
			require.NoError(t, err)
			var lost []string
			for _, x := range after {
				if slices.Contains(x.Reasons, PremiereLost) {
					lost = append(lost, x.Festival)
				}
			}
			require.ElementsMatch(t, lost, e.Loses)
		}
	}
}

func TestFestivalsAreRefused(t *testing.T) {
	c := FestivalCalendar{Festivals: []Festival{
		{ID: "a", Kind: "fair", Country: "France", Premiere: "first", LeastMinutes: -1, MostMinutes: -2},
		{ID: "a", Name: "b", Kind: FilmFestival, Country: "FR", Dates: termOf("2027-01-01", "2027-01-02"), Premiere: RegionalPremiere, Countries: []string{"x"},
			LeastMinutes: 3, MostMinutes: 2, Deadlines: []FestivalDeadline{{On: on("2026-02-01"), Fee: money.MustParse("-1.00"), Currency: "EUR"}, {On: on("2026-02-01"), Fee: money.MustParse("1.00")}, {}, {On: on("2027-01-03"), Currency: "euro"}}},
	}}
	_, err := c.Submissions(FestivalFilm{Shown: []PublicShowing{{}}}, civil.Date{})
	assert.Equal(t, []string{
		"festivals[0].name", "festivals[0].kind", "festivals[0].premiere", "festivals[0].country", "festivals[0].dates", "festivals[0].deadlines",
		"festivals[0].leastMinutes", "festivals[0].mostMinutes",
		"festivals[1].id", "festivals[1].deadlines[0].fee", "festivals[1].deadlines[1].on", "festivals[1].deadlines[1].currency", "festivals[1].deadlines[2].on",
		"festivals[1].deadlines[3].on", "festivals[1].deadlines[3].currency", "festivals[1].premiereIn", "festivals[1].countries[0]", "festivals[1].mostMinutes",
		"asOf", "film.title", "film.completed", "film.minutes", "film.countries", "film.shown[0].on", "film.shown[0].country",
	}, fieldPathsOf(t, err))
}

func TestDecodeFestivals(t *testing.T) {
	document, err := json.Marshal(inventedFestivals())
	require.NoError(t, err)
	c, err := DecodeFestivals(strings.NewReader(string(document)))
	require.NoError(t, err)
	assert.Equal(t, inventedFestivals(), c)
	film, err := DecodeFestivalFilm(strings.NewReader(`{"title":"La Bobine","completed":"2027-01-31","minutes":96,"countries":["FR","BE"]}`))
	require.NoError(t, err)
	assert.Equal(t, inventedFilm(), film)
	_, err = DecodeFestivalFilm(strings.NewReader(`{"title":"t","minutes":0,"countries":["fr"]}`))
	assert.ElementsMatch(t, []string{"completed", "minutes", "countries[0]"}, fieldPathsOf(t, err))
	_, err = DecodeFestivals(strings.NewReader(`{"festivals":[{"id":"a"}]}`))
	assert.ElementsMatch(t, []string{
		"festivals[0].name", "festivals[0].kind", "festivals[0].country", "festivals[0].dates", "festivals[0].deadlines", "festivals[0].premiere",
	}, fieldPathsOf(t, err))
}

func FuzzDecodeFestivals(f *testing.F) {
	document, err := json.Marshal(inventedFestivals())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(document), `{"title":"t","completed":"2026-01-01","minutes":90,"countries":["FR"],"shown":[{"on":"2026-03-01","country":"DE"}]}`)
	f.Fuzz(func(t *testing.T, calendar, film string) {
		c, err := DecodeFestivals(strings.NewReader(calendar))
		if err != nil {
			return
		}
		d, err := DecodeFestivalFilm(strings.NewReader(film))
		if err != nil {
			return
		}
		entries, err := c.Submissions(d, on("2026-11-26"))
		if err != nil || len(entries) != len(c.Festivals) {
			t.Fatal(entries, err)
		}
		for _, e := range entries {
			if e.Eligible != (len(e.Reasons) == 0) || e.Eligible && e.Days < 0 {
				t.Fatal(e)
			}
		}
	})
}

func BenchmarkSubmissions(b *testing.B) {
	c := FestivalCalendar{}
	for i := range 300 {
		c.Festivals = append(c.Festivals, Festival{
			ID: fmt.Sprint(i), Name: "n", Kind: FilmFestival, Country: "FR", Premiere: premiereStatuses[i%4],
			Dates: civil.Period{From: day(i), To: day(i + 9)}, Deadlines: []FestivalDeadline{{On: day(i)}},
		})
	}
	film := FestivalFilm{Title: "t", Completed: day(0), Minutes: 90, Countries: []string{"FR"}}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.Submissions(film, day(0)); err != nil {
			b.Fatal(err)
		}
	}
}
