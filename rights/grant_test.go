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
	"github.com/bobine-film/bobine/internal/valid"
)

func termOf(from, to string) civil.Period { return civil.Period{From: on(from), To: on(to)} }

func everywhere(media ...string) Scope {
	return Scope{media, []string{Everything}, []string{Everything}}
}

// salesLedger is a film whose producer owns the world but Canada, the theatres of which belong to another.
func salesLedger() GrantLedger {
	return GrantLedger{
		Media:       []ScopeWord{{Code: "theatres"}, {Code: "pay-tv"}, {Code: "free-tv"}, {Code: "tv", Parts: []string{"pay-tv", "free-tv"}}, {Code: "svod"}},
		Territories: []ScopeWord{{Code: "FR"}, {Code: "BE"}, {Code: "CA"}, {Code: "europe", Parts: []string{"FR", "BE"}}},
		Languages:   []ScopeWord{{Code: "fr"}, {Code: "en"}},
		Owned:       []Grant{{ID: "title", Holder: "producer", Scope: Scope{[]string{"*"}, []string{"europe"}, []string{"*"}}, Term: termOf("2026-01-01", "2055-12-31"), Exclusive: true}},
		Granted: []Grant{
			{
				ID: "canal", Holder: "Chaîne", Scope: Scope{[]string{"pay-tv"}, []string{"FR"}, []string{"fr"}}, Term: termOf("2027-01-01", "2027-12-31"),
				Exclusive: true, Runs: 2, Broadcasts: []civil.Date{on("2027-02-01"), on("2027-06-30")}, EndsWithRuns: true,
				Holdbacks: []Holdback{{everywhereIn("FR", "svod", "free-tv"), termOf("2027-01-01", "2027-09-30")}},
			},
			{ID: "svod", Holder: "Plate-forme", Scope: Scope{[]string{"svod"}, []string{"europe"}, []string{"*"}}, Term: termOf("2028-01-01", "2029-12-31")},
		},
	}
}

func everywhereIn(territory string, media ...string) Scope {
	return Scope{media, []string{territory}, []string{Everything}}
}

func mustBook(t testing.TB, l GrantLedger) *GrantBook {
	t.Helper()
	b, err := NewGrantBook(l)
	require.NoError(t, err)
	return b
}

// Days counted by hand from the ledger.
func TestAvailabilityOfAFilm(t *testing.T) {
	b := mustBook(t, salesLedger())
	for _, c := range []struct {
		name  string
		scope Scope
		want  []string
	}{
		{"pay television in France, ended by its last run", Scope{[]string{"pay-tv"}, []string{"FR"}, []string{"fr"}}, []string{
			"2026-07-01 2026-12-31 available []", "2027-01-01 2027-06-30 sold [canal]", "2027-07-01 2030-12-31 available []",
		}},
		{"the same in English", Scope{[]string{"pay-tv"}, []string{"FR"}, []string{"en"}}, []string{"2026-07-01 2030-12-31 available []"}},
		{"subscription in France, held back and then shared", Scope{[]string{"svod"}, []string{"FR"}, []string{"*"}}, []string{
			"2026-07-01 2026-12-31 available []", "2027-01-01 2027-09-30 held-back [canal]", "2027-10-01 2027-12-31 available []",
			"2028-01-01 2029-12-31 non-exclusive [svod]", "2030-01-01 2030-12-31 available []",
		}},
		{"the worst of a group", Scope{[]string{"tv"}, []string{"europe"}, []string{"fr"}}, []string{
			"2026-07-01 2026-12-31 available []", "2027-01-01 2027-06-30 sold [canal]", "2027-07-01 2027-09-30 held-back [canal]", "2027-10-01 2030-12-31 available []",
		}},
		{"Canada is another's", everywhere("svod"), []string{"2026-07-01 2030-12-31 not-owned []"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			spans, err := b.Available(AvailQuery{c.scope, termOf("2026-07-01", "2030-12-31")})
			require.NoError(t, err)
			got := []string{}
			for _, s := range spans {
				got = append(got, fmt.Sprintf("%s %s %s %v", s.From, s.To, s.Status, s.By))
			}
			assert.Equal(t, c.want, got)
		})
	}
	lines := 0
	for line, err := range b.Each(AvailQuery{everywhere("tv", "svod"), termOf("2027-01-01", "2027-01-01")}) {
		require.NoError(t, err)
		lines++
		if line.Medium == "svod" && line.Territory == "CA" {
			assert.Equal(t, NotOwned, line.Spans[0].Status)
		}
	}
	assert.Equal(t, 9, lines, "three media in three territories")
	left, counted := salesLedger().Granted[0].RunsLeft()
	assert.True(t, counted)
	assert.Zero(t, left)
}

func TestConflictsOfGrants(t *testing.T) {
	l := salesLedger()
	l.Owned = append(l.Owned, Grant{ID: "archive", Holder: "producer", Scope: Scope{[]string{"free-tv"}, []string{"CA"}, []string{"en"}}, Term: termOf("2026-01-01", "2030-12-31")})
	grant := func(id, holder string, s Scope, p civil.Period, exclusive bool) {
		l.Granted = append(l.Granted, Grant{ID: id, Holder: holder, Scope: s, Term: p, Exclusive: exclusive})
	}
	grant("twice", "Autre", Scope{[]string{"tv"}, []string{"BE", "FR"}, []string{"*"}}, termOf("2027-06-30", "2028-06-30"), false)
	grant("renewal", "Chaîne", Scope{[]string{"pay-tv"}, []string{"FR"}, []string{"fr"}}, termOf("2027-01-01", "2027-03-31"), true)
	grant("early", "Plate-forme 2", everywhereIn("FR", "svod"), termOf("2027-09-30", "2027-12-01"), false)
	grant("too long", "Autre", Scope{[]string{"theatres"}, []string{"BE"}, []string{"fr"}}, termOf("2055-12-01", "2056-01-31"), false)
	grant("too much", "Autre", Scope{[]string{"free-tv"}, []string{"CA"}, []string{"en"}}, termOf("2026-01-01", "2026-12-31"), true)
	grant("no title", "Autre", everywhereIn("CA", "svod"), termOf("2026-01-01", "2026-12-31"), false)
	got := []string{}
	for c, err := range mustBook(t, l).Conflicts() {
		require.NoError(t, err)
		got = append(got, fmt.Sprintf("%s: %s/%s %s %v", c.Kind, c.Grant, c.Other, c.Period, c.Scope))
	}
	assert.Equal(t, []string{
		"exclusive: canal/twice 2027-06-30 to 2027-06-30 {[pay-tv] [FR] [fr]}", // on the day of the last run
		"holdback: twice/canal 2027-06-30 to 2027-09-30 {[free-tv] [FR] [fr en]}",
		"holdback: early/canal 2027-09-30 to 2027-09-30 {[svod] [FR] [fr en]}",
		"title: too long/ 2056-01-01 to 2056-01-31 {[theatres] [BE] [fr]}",
		"exclusive-title: too much/ 2026-01-01 to 2026-12-31 {[free-tv] [CA] [en]}",
		"title: no title/ 2026-01-01 to 2026-12-31 {[svod] [CA] [fr en]}",
	}, got)
}

// randomLedger has a few words, so that scopes meet often.
func randomLedger(r *rand.Rand, owned, granted int) GrantLedger {
	l := GrantLedger{
		Media:       []ScopeWord{{Code: "m0"}, {Code: "m1"}, {Code: "m2"}, {Code: "m3", Parts: []string{"m0", "m1"}}},
		Territories: []ScopeWord{{Code: "t0"}, {Code: "t1"}, {Code: "t2"}, {Code: "t3", Parts: []string{"t1", "t2"}}},
		Languages:   []ScopeWord{{Code: "l0"}, {Code: "l1"}},
		Owned:       []Grant{}, Granted: []Grant{},
	}
	for i := range owned {
		l.Owned = append(l.Owned, randomGrant(r, fmt.Sprint("o", i), 40))
	}
	for i := range granted {
		l.Granted = append(l.Granted, randomGrant(r, fmt.Sprint("g", i), 15))
	}
	return l
}

func randomScope(r *rand.Rand) Scope {
	some := func(letter string, n int) []string {
		if r.IntN(3) == 0 {
			return []string{Everything}
		}
		list := []string{fmt.Sprint(letter, r.IntN(n))}
		if r.IntN(2) == 0 {
			list = append(list, fmt.Sprint(letter, r.IntN(n)))
		}
		return list
	}
	return Scope{some("m", 4), some("t", 4), some("l", 2)}
}

func randomPeriod(r *rand.Rand, longest int) civil.Period {
	from := r.IntN(50)
	return civil.Period{From: day(from), To: day(from + r.IntN(longest))}
}

func randomGrant(r *rand.Rand, id string, longest int) Grant {
	g := Grant{ID: id, Holder: fmt.Sprint("h", r.IntN(4)), Scope: randomScope(r), Term: randomPeriod(r, longest), Exclusive: r.IntN(2) == 0}
	if r.IntN(3) == 0 {
		g.Runs, g.EndsWithRuns = 1, r.IntN(2) == 0
		g.Broadcasts = []civil.Date{g.Term.From}
	}
	for range r.IntN(3) / 2 {
		g.Holdbacks = append(g.Holdbacks, Holdback{randomScope(r), randomPeriod(r, 20)})
	}
	return g
}

// plainCells writes a scope out word by word.
func plainCells(l GrantLedger, s Scope) map[[3]string]bool {
	expand := func(words []ScopeWord, codes []string) []string {
		list := []string{}
		for _, code := range codes {
			for _, w := range words {
				switch {
				case len(w.Parts) == 0 && (code == Everything || code == w.Code):
					list = append(list, w.Code)
				case len(w.Parts) > 0 && code == w.Code:
					list = append(list, w.Parts...)
				}
			}
		}
		return list
	}
	cells := map[[3]string]bool{}
	for _, m := range expand(l.Media, s.Media) {
		for _, t := range expand(l.Territories, s.Territories) {
			for _, lang := range expand(l.Languages, s.Languages) {
				cells[[3]string{m, t, lang}] = true
			}
		}
	}
	return cells
}

// plainLast is the last day of a grant.
func plainLast(g Grant) civil.Date {
	if g.EndsWithRuns && len(g.Broadcasts) == g.Runs {
		return g.Broadcasts[len(g.Broadcasts)-1]
	}
	return g.Term.To
}

// plainStatus looks at one cell on one day.
func plainStatus(l GrantLedger, cell [3]string, d civil.Date) AvailStatus {
	worst := NotOwned
	in := func(s Scope, from, to civil.Date) bool {
		return plainCells(l, s)[cell] && !d.Before(from) && !d.After(to)
	}
	for _, o := range l.Owned {
		if in(o.Scope, o.Term.From, plainLast(o)) {
			if o.Exclusive {
				worst = Available
				break
			}
			worst = NonExclusiveOnly
		}
	}
	for _, g := range l.Granted {
		if in(g.Scope, g.Term.From, plainLast(g)) {
			worst = worse(worst, map[bool]AvailStatus{true: Sold, false: NonExclusiveOnly}[g.Exclusive])
		}
		for _, h := range g.Holdbacks {
			if in(h.Scope, h.Term.From, h.Term.To) {
				worst = worse(worst, HeldBack)
			}
		}
	}
	return worst
}

func worse(a, b AvailStatus) AvailStatus {
	return availStatuses[max(slices.Index(availStatuses, a), slices.Index(availStatuses, b))]
}

func TestAvailabilityAgreesWithTheDayByDayCheck(t *testing.T) {
	r := rand.New(rand.NewPCG(10, 3))
	seen := map[AvailStatus]int{}
	for n := range turns(150) {
		l := randomLedger(r, 1+r.IntN(4), r.IntN(6))
		b := mustBook(t, l)
		q := AvailQuery{randomScope(r), randomPeriod(r, 30)}
		spans, err := b.Available(q)
		require.NoError(t, err)
		require.Equal(t, q.Period.From, spans[0].From)
		require.Equal(t, q.Period.To, spans[len(spans)-1].To)
		for i, s := range spans {
			if i > 0 {
				require.Equal(t, 1, s.From.DaysSince(spans[i-1].To))
				require.NotEqual(t, spans[i-1].Status, s.Status)
			}
			for d := range s.All() {
				worst := Available
				for cell := range plainCells(l, q.Scope) {
					worst = worse(worst, plainStatus(l, cell, d))
				}
				require.Equal(t, worst, s.Status, "ledger %d on %s", n, d)
				seen[worst]++
			}
			for _, id := range s.By {
				require.True(t, strings.HasPrefix(id, "g") || s.Status == NonExclusiveOnly)
			}
			if s.Status == Sold || s.Status == HeldBack || s.Status == NonExclusiveOnly {
				require.NotEmpty(t, s.By)
			}
		}
	}
	for _, s := range availStatuses {
		assert.True(t, seen[s] > 0 || testing.Short(), "never %s", s)
	}
}

// A conflict is told of two grants exactly when a cell and a day show one.
func TestConflictsAgreeWithTheDayByDayCheck(t *testing.T) {
	r := rand.New(rand.NewPCG(10, 4))
	for n := range turns(80) {
		l := randomLedger(r, 1+r.IntN(3), 1+r.IntN(5))
		got := map[[3]string]bool{}
		for c, err := range mustBook(t, l).Conflicts() {
			require.NoError(t, err)
			require.True(t, c.Period.IsValid())
			kind := c.Kind
			if kind == ExclusiveTitleConflict {
				kind = TitleConflict // the plain check does not tell them apart
			}
			got[[3]string{string(kind), c.Grant, c.Other}] = true
		}
		require.Equal(t, plainConflicts(l), got, "ledger %d", n)
	}
}

func plainConflicts(l GrantLedger) map[[3]string]bool {
	found := map[[3]string]bool{}
	title := l
	title.Granted = nil
	for i, g := range l.Granted {
		for cell := range plainCells(l, g.Scope) {
			for d := g.Term.From; !d.After(plainLast(g)); d, _ = d.AddDays(1) {
				owned := plainStatus(title, cell, d)
				if owned == NotOwned || (owned == NonExclusiveOnly && g.Exclusive) {
					found[[3]string{string(TitleConflict), g.ID, ""}] = true
				}
				for j, o := range l.Granted {
					if o.Holder == g.Holder {
						continue
					}
					if j > i && (g.Exclusive || o.Exclusive) && plainCells(l, o.Scope)[cell] && !d.Before(o.Term.From) && !d.After(plainLast(o)) {
						found[[3]string{string(ExclusiveConflict), g.ID, o.ID}] = true
					}
					for _, h := range o.Holdbacks {
						if plainCells(l, h.Scope)[cell] && h.Term.Contains(d) {
							found[[3]string{string(HoldbackConflict), g.ID, o.ID}] = true
						}
					}
				}
			}
		}
	}
	return found
}

func TestGrantsAreRefused(t *testing.T) {
	l := GrantLedger{
		Media:       []ScopeWord{{Code: "tv"}, {Code: "tv"}, {Code: "all", Parts: []string{"later"}}, {Code: "later"}, {Code: "*"}},
		Territories: []ScopeWord{{}},
		Languages:   []ScopeWord{},
		Owned:       []Grant{{ID: "a", Holder: "p", Scope: everywhere("vod"), Term: termOf("2026-01-01", "2026-12-31"), Runs: -1}},
		Granted: []Grant{
			{ID: "a", Scope: Scope{}, Term: termOf("2026-12-31", "2026-01-01")},
			{ID: "b", Holder: "h", Scope: everywhere("tv"), Term: termOf("2026-01-01", "2026-12-31"), EndsWithRuns: true, Holdbacks: []Holdback{{Scope: everywhere("tv")}}},
			{ID: "c", Holder: "h", Scope: everywhere("tv"), Term: termOf("2026-01-01", "2026-12-31"), Runs: 1, Broadcasts: []civil.Date{on("2026-03-01"), on("2026-02-01"), on("2027-01-01")}},
		},
	}
	_, err := NewGrantBook(l)
	assert.Equal(t, []string{
		"media[1].code", "media[2].parts[0]", "media[4].code", "territories[0].code", "territories", "languages",
		"owned[0].scope.media[0]", "owned[0].runs",
		"granted[0].id", "granted[0].holder", "granted[0].scope.media", "granted[0].scope.territories", "granted[0].scope.languages", "granted[0].term",
		"granted[1].endsWithRuns", "granted[1].holdbacks[0].term", "granted[2].broadcasts", "granted[2].broadcasts[1]", "granted[2].broadcasts[2]",
	}, fieldPathsOf(t, err))
	require.ErrorIs(t, err, ErrRunsExceeded)
	require.ErrorIs(t, err, valid.ErrReference)

	b := mustBook(t, salesLedger())
	_, err = b.Available(AvailQuery{Scope: everywhere("vod")})
	assert.Equal(t, []string{"scope.media[0]", "period"}, fieldPathsOf(t, err))
	for _, err := range b.Each(AvailQuery{}) {
		assert.Len(t, valid.List(err), 4)
	}
	many := salesLedger()
	many.Media = nil
	for i := range maxMedia + 1 {
		many.Media = append(many.Media, ScopeWord{Code: fmt.Sprint(i)})
	}
	_, err = NewGrantBook(many)
	require.ErrorIs(t, err, valid.ErrOutOfRange)
}

// Rights owned that cut a scope into very many pieces are answered with an error, not with a long wait.
func TestAScopeOfTooManyPieces(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	l := wideLedger(r, 0)
	l.Owned = nil
	for i := range 1000 {
		g := wideGrant(r, i, 1)
		g.Term, g.Exclusive = termOf("2026-01-01", "2026-12-31"), true
		g.Scope.Languages = []string{fmt.Sprint("l", r.IntN(50)), fmt.Sprint("l", r.IntN(50))}
		l.Owned = append(l.Owned, g)
	}
	b := mustBook(t, l)
	_, err := b.Available(AvailQuery{Scope{[]string{"*"}, []string{"*"}, []string{"*"}}, termOf("2026-01-01", "2026-12-31")})
	require.ErrorIs(t, err, ErrTooWide)
	assert.Equal(t, []string{"scope"}, fieldPathsOf(t, err))
}

func TestDecodeGrants(t *testing.T) {
	document, err := json.Marshal(salesLedger())
	require.NoError(t, err)
	l, err := DecodeGrants(strings.NewReader(string(document)))
	require.NoError(t, err)
	assert.Equal(t, salesLedger(), l)
	_, err = DecodeGrants(strings.NewReader(`{"media":[{"code":"tv","colour":1}],"territories":[{"code":"FR"}],"languages":[{"code":"fr"}],"owned":[{"id":"a","holder":"p","scope":{"media":["tv"],"territories":["XX"],"languages":["*"]},"term":{"from":"2026-01-01"}}]}`))
	assert.ElementsMatch(t, []string{"media[0].colour", "granted", "owned[0].scope.territories[0]", "owned[0].term"}, fieldPathsOf(t, err))
}

func FuzzDecodeGrants(f *testing.F) {
	document, err := json.Marshal(salesLedger())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(document))
	f.Add(`{"media":[{"code":"m"}],"territories":[{"code":"t"}],"languages":[{"code":"l"}],"owned":[],"granted":[]}`)
	f.Fuzz(func(t *testing.T, document string) {
		l, err := DecodeGrants(strings.NewReader(document))
		if err != nil {
			return
		}
		b, err := NewGrantBook(l)
		if err != nil {
			t.Fatal(err)
		}
		p := termOf("2027-01-01", "2027-12-31")
		spans, err := b.Available(AvailQuery{Scope{[]string{"*"}, []string{"*"}, []string{"*"}}, p})
		if err != nil {
			return
		}
		sum := 0
		for _, s := range spans {
			sum += s.Days()
		}
		if sum != p.Days() {
			t.Fatal(spans)
		}
	})
}

// wideLedger is a catalogue title sold in every corner: 20 media, 250 territories, 50 languages.
func wideLedger(r *rand.Rand, granted int) GrantLedger {
	l := GrantLedger{Owned: []Grant{{
		ID: "title", Holder: "producer", Scope: Scope{[]string{"*"}, []string{"*"}, []string{"*"}}, Term: termOf("2000-01-01", "2070-12-31"), Exclusive: true,
	}}}
	for _, w := range []struct {
		to     *[]ScopeWord
		letter string
		n      int
	}{{&l.Media, "m", 20}, {&l.Territories, "t", 250}, {&l.Languages, "l", 50}} {
		for i := range w.n {
			*w.to = append(*w.to, ScopeWord{Code: fmt.Sprint(w.letter, i)})
		}
	}
	for i := range granted {
		l.Granted = append(l.Granted, wideGrant(r, i, 365*4))
	}
	return l
}

func wideGrant(r *rand.Rand, i, longest int) Grant {
	from := r.IntN(365 * 20)
	g := Grant{
		ID: fmt.Sprint("g", i), Holder: fmt.Sprint("h", i%500), Exclusive: i%3 == 0,
		Scope: Scope{[]string{fmt.Sprint("m", r.IntN(20)), fmt.Sprint("m", r.IntN(20))}, []string{fmt.Sprint("t", r.IntN(250)), fmt.Sprint("t", r.IntN(250))}, []string{"*"}},
		Term:  civil.Period{From: day(from), To: day(from + r.IntN(longest))},
	}
	if i%10 == 0 {
		g.Holdbacks = []Holdback{{g.Scope, g.Term}}
	}
	return g
}

func BenchmarkAvailable(b *testing.B) {
	book := mustBook(b, wideLedger(rand.New(rand.NewPCG(5, 5)), 10_000))
	period := civil.Period{From: day(0), To: day(3650)}
	for _, c := range []struct {
		name  string
		scope Scope
	}{
		{"one territory", Scope{[]string{"m1"}, []string{"t1"}, []string{"l1"}}},
		{"the world", Scope{[]string{"*"}, []string{"*"}, []string{"*"}}},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := book.Available(AvailQuery{c.scope, period}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkConflicts(b *testing.B) {
	book := mustBook(b, wideLedger(rand.New(rand.NewPCG(5, 5)), 10_000))
	b.ReportAllocs()
	for b.Loop() {
		for _, err := range book.Conflicts() {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}
