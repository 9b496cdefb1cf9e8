package rights

import (
	"encoding/json"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
)

func euros(s string) money.Amount { return money.MustParse(s) }

func quota(s string) *money.Fraction { return new(money.MustFraction(s)) }

func statementsOf(t testing.TB, d Deal) []Statement {
	t.Helper()
	var list []Statement
	for s, err := range Statements(d) {
		require.NoError(t, err)
		list = append(list, s)
	}
	return list
}

// The figures to date are those of FR-1, the amounts of the periods their differences.
func TestStatementsOfAFilm(t *testing.T) {
	statements := statementsOf(t, filmDeal())
	require.Len(t, statements, 3)
	second := statements[1]
	assert.Equal(t, on("2026-07-01"), second.From)
	assert.Equal(t, on("2026-12-31"), second.To)
	assert.True(t, statements[0].From.IsZero(), "the first goes back to the beginning")
	assert.Equal(t, ByPosition, second.Order)
	assert.Equal(t, []string{"s2-salle", "s2-export"}, second.Record().Events)
	assert.Equal(t, Movement{euros("600000.00"), euros("700000.00"), euros("1300000.00")}, second.Received())
	want := []PayeeStatement{
		{Payee: "distributeur", Entitled: Movement{euros("600000.00"), euros("120000.00"), euros("720000.00")}},
		{Payee: "vendeur", Entitled: Movement{euros("0.00"), euros("270000.00"), euros("270000.00")}},
		{Payee: "SOFICA", Entitled: Movement{euros("0.00"), euros("62000.00"), euros("62000.00")}},
		{Payee: "délégué", Entitled: Movement{euros("0.00"), euros("173600.00"), euros("173600.00")}},
		{Payee: "coproducteur", Entitled: Movement{euros("0.00"), euros("74400.00"), euros("74400.00")}},
	}
	for i := range want {
		want[i].Paid = want[i].Entitled
	}
	assert.Equal(t, want, second.Payees())

	guarantee := statements[0].Parts[0].Accounts()[1]
	assert.Equal(t, AccountStatement{
		Account: "mg-salle", Opening: euros("200000.00"), Repaid: euros("170000.00"), Closing: euros("30000.00"), RepaidToDate: euros("170000.00"),
	}, guarantee, "MG still 30,000 unrecouped")

	var sofica []StatementLine
	for line := range second.LinesOf("SOFICA") {
		sofica = append(sofica, line)
	}
	require.Len(t, sofica, 2)
	assert.Equal(t, StatementLine{
		Pot: "rnpp", Step: "couloir", Kind: LineKind(Tier), Payee: "SOFICA",
		Base: Movement{Period: euros("310000.00"), Closing: euros("310000.00")}, Share: money.MustFraction("1/5"),
		Taken:  Movement{Period: euros("310000.00"), Closing: euros("310000.00")},
		Amount: Movement{Period: euros("62000.00"), Closing: euros("62000.00")},
		Left:   new(euros("290000.00")), // of the 600,000.00 that the corridor takes in all
	}, sofica[0])
	assert.Equal(t, money.MustFraction("2/25"), sofica[1].Share)
}

// Running a deal again gives the same bytes for every closed period, and so does stopping after it.
func TestAClosedPeriodIsStatedInTheSameBytes(t *testing.T) {
	whole, err := Run(filmDeal())
	require.NoError(t, err)
	require.Len(t, whole.Statements, 3)
	again, err := Run(filmDeal())
	require.NoError(t, err)
	assert.Equal(t, document(t, whole), document(t, again))
	short := filmDeal()
	short.Events, short.Closes = short.Events[1:2], short.Closes[:1]
	early, err := Run(short)
	require.NoError(t, err)
	assert.Equal(t, document(t, whole.Statements[0]), document(t, early.Statements[0]))
	assert.Equal(t, document(t, whole.Statements), document(t, statementsOf(t, filmDeal())))

	without := filmDeal()
	without.Closes = nil
	result, err := Run(without)
	require.NoError(t, err)
	assert.NotContains(t, document(t, result), "statements")
}

func document(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	require.NoError(t, err)
	return string(b)
}

// lineKey tells lines of one source apart from others.
type lineKey struct {
	pot, step, payee, into string
	kind                   LineKind
	rank                   int
}

func keyOf(l StatementLine) lineKey {
	return lineKey{l.Pot, l.Step, l.Payee, l.Into, l.Kind, l.Rank}
}

// A randomly made deal with closes: what the statements say of the periods adds up to what the last says to
// date, each opens as the one before closed, and every line recomputes.
func TestStatementsAddUp(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	for n := range turns(300) {
		p := randomPlan(r)
		d := Deal{Currency: "EUR", Accounts: p.Accounts, Pots: p.Pots, Meters: p.Meters, Clawback: p.Clawback, Exchange: p.Exchange, Events: randomEvents(r, p, 12)}
		for i := 2; i < 290; i += 1 + r.IntN(90) {
			d.Closes = append(d.Closes, day(i))
		}
		d.Closes = append(d.Closes, day(300))
		checkStatements(t, d, n)
	}
}

// turns is how often a random test goes round.
func turns(n int) int {
	if testing.Short() {
		return n / 10
	}
	return n
}

func checkStatements(t *testing.T, d Deal, n int) {
	t.Helper()
	result, err := Run(d)
	require.NoError(t, err)
	statements := statementsOf(t, d)
	require.Len(t, statements, len(d.Closes))
	sums, paid, closing := map[lineKey]int64{}, map[string]int64{}, map[string]money.Amount{}
	events := 0
	for i, s := range statements {
		require.Equal(t, posted(result.Events[events:events+len(s.Events)]), stated(s), "deal %d: what the events posted", n)
		events += len(s.Events)
		require.Equal(t, moving(s), recorded(s), "deal %d: the compact form has every line that moved", n)
		require.Equal(t, s.EventCount, len(s.Events))
		checkLines(t, s)
		for line := range s.Lines() {
			sums[keyOf(line)] += line.Amount.Period.Cents()
			if i == len(statements)-1 && len(d.Amendments) == 0 {
				require.Equal(t, line.Amount.Closing.Cents(), sums[keyOf(line)], "deal %d: the periods add up to the total to date", n)
			}
		}
		for _, payee := range s.Payees() {
			paid[payee.Payee] += payee.Paid.Period.Cents()
			require.Equal(t, closing[payee.Payee], payee.Paid.Opening)
			closing[payee.Payee] = payee.Paid.Closing
		}
	}
	assert.Equal(t, len(result.Events), events)
	for _, payee := range result.Payees {
		require.Equal(t, payee.Paid.Cents(), paid[payee.Payee], "deal %d, %s", n, payee.Payee)
	}
}

// moving are the lines of a statement with an amount in the period.
func moving(s Statement) []StatementLine {
	list := []StatementLine{}
	for line := range s.Lines() {
		if !line.Amount.Period.IsZero() {
			list = append(list, line)
		}
	}
	return list
}

func recorded(s Statement) []StatementLine {
	list := []StatementLine{}
	for _, part := range s.Record().Parts {
		list = append(list, part.Lines...)
	}
	return list
}

// posted adds up the lines of postings by source.
func posted(events []EventResult) map[lineKey]int64 {
	sums := map[lineKey]int64{}
	for _, e := range events {
		for _, line := range e.Lines {
			key := lineKey{pot: line.Pot, step: line.Step, payee: line.Payee, into: line.Into}
			if line.Payee == Unallocated {
				key = lineKey{payee: Unallocated}
			}
			sums[key] += line.Amount.Cents()
		}
	}
	maps.DeleteFunc(sums, func(_ lineKey, cents int64) bool { return cents == 0 })
	return sums
}

// stated adds up the lines of a statement likewise.
func stated(s Statement) map[lineKey]int64 {
	sums := map[lineKey]int64{}
	for line := range s.Lines() {
		key := keyOf(line)
		key.kind, key.rank = "", 0
		switch line.Kind {
		case LineKind(To): // postings have no lines of these
			continue
		case OfExchange:
			key.step = "exchange"
		}
		sums[key] += line.Amount.Period.Cents()
	}
	maps.DeleteFunc(sums, func(_ lineKey, cents int64) bool { return cents == 0 })
	return sums
}

// Deals of every kind of step and event, amended within a period: payees' lines add up to what they are
// entitled to, and each part recomputes.
func TestStatementsOfAmendedDeals(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for n := range turns(100) {
		p := richPlan("1/4")
		d := Deal{Currency: "EUR", Accounts: p.Accounts, Pots: p.Pots, Meters: p.Meters, Clawback: p.Clawback, Exchange: p.Exchange, Events: richEvents(r, 40)}
		second, third := richPlan([]string{"2/9", "1/2", "1/4"}[n%3]), richPlan("2/9")
		third.Pots[0].Steps = slices.Delete(third.Pots[0].Steps, 2, 3)
		third.Pots[1].Steps[0].Shares[1].Payee = "fourth"
		d.Amendments = []Amendment{{day(r.IntN(50)), second}, {day(50 + r.IntN(60)), third}}
		for i := r.IntN(40); i < 120; i += 1 + r.IntN(50) {
			d.Closes = append(d.Closes, day(i))
		}
		d.Closes = append(d.Closes, day(200))
		checkStatements(t, d, n)
		total := int64(0)
		for _, s := range statementsOf(t, d) {
			parts := 1
			for _, a := range d.Amendments {
				if a.From.After(s.From) && !a.From.After(s.To) { // one on the first day begins the period
					parts++
				}
			}
			require.Len(t, s.Parts, parts)
			require.Equal(t, s.To, s.Parts[parts-1].To)
			for i := 1; i < parts; i++ {
				require.Equal(t, 1, s.Parts[i].From.DaysSince(s.Parts[i-1].To), "no day between the parts")
			}
			for _, p := range s.Parts {
				for _, a := range p.Accounts() {
					total += a.Interest.Cents()
				}
			}
			for _, line := range s.Interest {
				total -= line.Amount.Cents()
			}
		}
		require.Zero(t, total, "the interest of the accounts is that of the lines")
	}
}

// The public way, from states, says what running the deal says.
func TestEngineStatement(t *testing.T) {
	d := filmDeal()
	engine, err := Compile(d.Plan())
	require.NoError(t, err)
	from := engine.Start()
	to := from
	for _, i := range []int{1, 2, 3} {
		to, _, err = engine.Apply(to, d.Events[i])
		require.NoError(t, err)
	}
	to, _, err = engine.Close(to, on("2026-12-31"))
	require.NoError(t, err)
	shuffled := []Event{d.Events[3], d.Events[1], d.Events[2], d.Events[1]}
	s, err := engine.Statement(from, to, shuffled...)
	require.NoError(t, err)
	d.Closes = []civil.Date{on("2026-12-31")}
	assert.Equal(t, document(t, statementsOf(t, d)[0]), document(t, s))
	assert.Equal(t, "s2-export", shuffled[0].ID, "the events are as they were")
	require.Len(t, s.Events, 3, "one was sent twice")
	assert.Equal(t, "EUR", s.Currency)

	bare, err := engine.Statement(from, to)
	require.NoError(t, err)
	assert.Empty(t, bare.Events)
	assert.Equal(t, 3, bare.EventCount)
	assert.Equal(t, s.Payees(), bare.Payees())
}

func TestStatementRefuses(t *testing.T) {
	d := filmDeal()
	engine, err := Compile(d.Plan())
	require.NoError(t, err)
	from := engine.Start()
	to, _, err := engine.Apply(from, d.Events[1])
	require.NoError(t, err)
	other, err := Compile(richPlan("1/4"))
	require.NoError(t, err)
	mixed := d.Events[2]
	mixed.Sequence = 4
	less := d.Events[1]
	less.Amount = euros("1.00")
	for name, c := range map[string]struct {
		from, to State
		events   []Event
		want     string
	}{
		"another plan":       {from, other.Start(), nil, "to: no statement can be made of this: it is a state of another plan"},
		"of another plan":    {other.Start(), to, nil, "from: no statement"},
		"backwards":          {to, from, nil, "to: no statement can be made of this: it comes before"},
		"too many events":    {from, to, d.Events[1:3], "events: no statement can be made of this: they do not lead"},
		"other events":       {from, to, []Event{less}, "events: no statement"},
		"some have sequence": {from, to, []Event{d.Events[1], mixed}, "events[1].sequence: no statement"},
		"an unsound event":   {from, to, []Event{{ID: "x", Date: on("2026-01-01"), Kind: Receipt}}, "events[0].pot: no statement can be made of this: this event"},
	} {
		_, err := engine.Statement(c.from, c.to, c.events...)
		require.ErrorIs(t, err, ErrStatement, name)
		require.ErrorContains(t, err, c.want, name)
		var fault *FieldError
		require.ErrorAs(t, err, &fault, name)
	}
	_, err = Statement{}.Join(Statement{})
	require.ErrorIs(t, err, ErrStatement)
	s, err := engine.Statement(from, to)
	require.NoError(t, err)
	_, err = s.Join(s)
	require.ErrorIs(t, err, ErrStatement, "it does not follow itself")
	assert.Empty(t, Statement{}.Payees())
}

// An amendment by hand: the statement joins the two plans, with the interest up to it.
func TestJoin(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	events := richEvents(r, 20)
	before, err := Compile(richPlan("1/4"))
	require.NoError(t, err)
	after, err := Compile(richPlan("2/9"))
	require.NoError(t, err)
	f := before.Fold()
	for _, e := range events[:10] {
		_, err := f.Apply(e)
		require.NoError(t, err)
	}
	old := f.State()
	amended, err := after.Amend(old, before, day(28))
	require.NoError(t, err)
	g := after.FoldFrom(amended)
	for _, e := range events[10:] {
		_, err := g.Apply(e)
		require.NoError(t, err)
	}
	_, err = g.Close(day(90))
	require.NoError(t, err)
	first, err := before.Statement(before.Start(), old, events[:10]...)
	require.NoError(t, err)
	second, err := after.Statement(amended, g.State(), events[10:]...)
	require.NoError(t, err)
	joined, err := first.Join(second)
	require.NoError(t, err)

	p := richPlan("1/4")
	d := Deal{Currency: "EUR", Accounts: p.Accounts, Pots: p.Pots, Meters: p.Meters, Clawback: p.Clawback, Exchange: p.Exchange, Events: events, Closes: []civil.Date{day(90)}, Amendments: []Amendment{{day(28), richPlan("2/9")}}}
	assert.Equal(t, document(t, statementsOf(t, d)[0].Record()), document(t, joined.Record()))
	assert.Equal(t, day(27), joined.Parts[0].To)
	checkLines(t, joined)
}

func TestStatementsStopAndFail(t *testing.T) {
	for range Statements(filmDeal()) {
		break
	}
	d := filmDeal()
	d.Events[0].Pot = "nowhere"
	for _, err := range Statements(d) {
		require.Error(t, err)
	}
	d = filmDeal()
	for s := range Statements(d) {
		for range s.Lines() {
			break
		}
		for range s.LinesOf("SOFICA") {
			break
		}
	}
}

// An amendment that begins with a period leaves one part, one before the first event two, and a payee who
// is in no plan any more keeps what it had.
func TestStatementsAtTheEdges(t *testing.T) {
	p := richPlan("1/4")
	d := Deal{Currency: "EUR", Accounts: p.Accounts, Pots: p.Pots, Meters: p.Meters, Clawback: p.Clawback, Exchange: p.Exchange, Events: richEvents(rand.New(rand.NewPCG(10, 10)), 40)}
	late := richPlan("2/9")
	late.Pots[1].Steps[0].Shares = []Share{{Payee: "fourth", Share: money.MustFraction("1")}}
	late.Pots[0].Steps = slices.Delete(late.Pots[0].Steps, 5, 6)
	d.Closes = []civil.Date{day(29), day(40), day(41), day(42), day(130)}
	d.Amendments = []Amendment{{day(30), late}, {day(42), richPlan("1/3")}, {day(131), late}}
	checkStatements(t, d, 0)
	statements := statementsOf(t, d)
	for i, parts := range []int{1, 1, 1, 1, 1} {
		require.Len(t, statements[i].Parts, parts, "statement %d", i)
	}
	assert.Equal(t, day(30), statements[1].From)
	assert.Contains(t, document(t, slices.Collect(statements[1].LinesOf("third"))), `"kind":"former"`)

	early := d
	early.Amendments = []Amendment{{d.Events[0].Date, late}}
	first := statementsOf(t, early)[0]
	require.Len(t, first.Parts, 2)
	assert.True(t, first.From.IsZero())
	assert.Equal(t, day(-1), first.Parts[0].To)
	checkLines(t, first)
}

// A period in which nothing happened says so, in a few bytes, whatever the size of the plan.
func TestStillPeriods(t *testing.T) {
	d := filmDeal()
	d.Closes = append(d.Closes, on("2027-12-31"), on("2028-12-31"))
	statements := statementsOf(t, d)
	last := statements[4]
	assert.True(t, last.isStill())
	assert.Equal(t, on("2028-01-01"), last.From)
	checkLines(t, last)
	assert.JSONEq(t, `{"from":"2028-01-01","to":"2028-12-31","order":"date, position","events":[],
		"received":{"opening":"2100000.00","period":"0.00","closing":"2100000.00"},
		"parts":[{"from":"2028-01-01","to":"2028-12-31","lines":[],"accounts":[]}],"payees":[]}`, document(t, last.Record()))
	for i, part := range last.Parts[0].Accounts() {
		assert.Equal(t, part.Opening, part.Closing, "account %d", i)
	}
}
