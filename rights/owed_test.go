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
	"github.com/bobine-film/bobine/law"
)

func yearly(first string) StatementCalendar {
	return StatementCalendar{First: on(first), Cadences: []Cadence{{Frequency: Yearly}}, DueMonths: 3}
}

// filmContracts are those of a film with its visa on 30 June 2025, first shown in cinemas on 31 August 2025.
func filmContracts() StatementContracts {
	work := func(c StatementCalendar) StatementCalendar { c.Work = CinemaFilm; return c }
	half := StatementCalendar{First: on("2025-07-01"), Cadences: []Cadence{{Frequency: HalfYearly}}, DueMonths: 2}
	return StatementContracts{Contracts: []StatementContract{
		{ID: "writer", Party: "A. Auteur", Role: AuthorParty, Calendar: yearly("2025-01-01"), Moves: []civil.Date{on("2025-12-31")}, Sent: []int{1}},
		{ID: "adami", Party: "ADAMI", Role: PerformersSociety, Calendar: yearly("2025-01-01"), FirstExploitation: on("2025-08-31"), Moves: []civil.Date{on("2026-01-01"), on("2025-09-30")}},
		{ID: "coprod", Party: "Bruxelles Films", Role: CoproducerParty, Calendar: work(half), AccountFrom: on("2025-06-30"), AccountSent: true, Nil: true, Moves: []civil.Date{on("2025-09-30")}},
		{ID: "sofica", Party: "Sofica", Role: InvestorParty, Calendar: half, Ends: on("2025-12-31"), Moves: []civil.Date{on("2025-07-01"), on("2026-02-01")}},
		{ID: "region", Party: "Region", Role: FundParty, Calendar: yearly("2025-01-01")},
		{ID: "eurimages", Party: "Eurimages", Role: EurimagesParty, Calendar: yearly("2025-01-01")},
	}}
}

func owedLine(o StatementOwed) string {
	return fmt.Sprintf("%s %s %s %d %s nil=%t sent=%t overdue=%t [%s]", o.Due, o.Contract, o.Kind, o.Number, o.Period, o.NoReceipts, o.Sent, o.Overdue, o.Refs)
}

// Eight months after the visa (art. L. 213-24), six after the first exploitation and every year (accord of 7
// June 1990), once a year to authors (CPI, art. L. 132-28), nil to Eurimages; the days are counted by hand.
func TestWhoIsOwedAStatementWhen(t *testing.T) {
	owed, err := filmContracts().Owed(termOf("2026-01-01", "2026-12-31"), on("2026-03-31"), OwedDuties{})
	require.NoError(t, err)
	got := []string{}
	for _, o := range owed {
		got = append(got, owedLine(o))
	}
	const accounts = "Code du cinéma D213-13"
	assert.Equal(t, []string{
		"2026-02-28 adami performers-report 0  to  nil=false sent=false overdue=true [accord 7 June 1990, ADAMI 4876]",
		"2026-02-28 coprod production-account 0  to  nil=false sent=true overdue=false [Code du cinéma L213-24]",
		"2026-02-28 coprod statement 1 2025-07-01 to 2025-12-31 nil=false sent=false overdue=true [" + accounts + "]",
		"2026-02-28 sofica statement 1 2025-07-01 to 2025-12-31 nil=false sent=false overdue=true []", // and none after its end
		"2026-03-31 writer statement 1 2025-01-01 to 2025-12-31 nil=false sent=true overdue=false [CPI L132-28]",
		"2026-03-31 adami statement 1 2025-01-01 to 2025-12-31 nil=false sent=false overdue=false [accord 7 June 1990, ADAMI 4876]", // the last day is not over
		"2026-03-31 eurimages statement 1 2025-01-01 to 2025-12-31 nil=true sent=false overdue=false [Eurimages reimbursement]",     // the region has nothing
		"2026-08-30 coprod statement 2 2026-01-01 to 2026-06-30 nil=true sent=false overdue=false [" + accounts + "]",
	}, got)
}

func TestStatementsRarerThanTheRoleAllows(t *testing.T) {
	slow := OwedDuties{}
	slow, err := slow.With(law.Override[int]{Key: "author/most-months", Value: 6})
	require.NoError(t, err)
	owed, err := filmContracts().Owed(termOf("2026-03-31", "2026-03-31"), on("2026-03-31"), slow)
	require.NoError(t, err)
	assert.True(t, tellsNotice(owed[0].Notices, "statement-too-rare"))
	assert.False(t, tellsNotice(owed[1].Notices, "statement-too-rare"))
	assert.Len(t, OwedDuties{}.List(on("2026-01-01")), 4)
	_, err = OwedDuties{}.With(law.Override[int]{Key: "agent"})
	require.ErrorIs(t, err, law.ErrUnknownKey)
}

// Of random contracts: every statement is one of the schedule, and every period with a move or a promise is
// there once. The plain way looks at each day of each period.
func TestEveryStatementIsOwedOnce(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 1))
	for range turns(200) {
		c := StatementContract{ID: "c", Party: "p", Role: partyRoles[r.IntN(len(partyRoles))], Nil: r.IntN(3) == 0, Calendar: StatementCalendar{
			First: day(r.IntN(60)), Cadences: []Cadence{{Frequency: frequencies[r.IntN(len(frequencies))]}}, DueMonths: r.IntN(4), DueDays: r.IntN(30),
		}}
		for range r.IntN(5) {
			c.Moves = append(c.Moves, day(r.IntN(800)))
		}
		due := civil.Period{From: day(0), To: day(900)}
		owed, err := StatementContracts{[]StatementContract{c}}.Owed(due, day(400), OwedDuties{})
		require.NoError(t, err)
		schedule, err := c.Calendar.Schedule(due.To, StatementDuties{})
		require.NoError(t, err)
		var want []int
		for _, p := range schedule.Periods {
			moved := false
			for d := range p.All() {
				moved = moved || slices.Contains(c.Moves, d)
			}
			if due.Contains(p.Due) && (moved || c.Nil || c.Role == EurimagesParty) {
				want = append(want, p.Number)
			}
		}
		var got []int
		for _, o := range owed {
			got = append(got, o.Number)
			require.Equal(t, o.Due.Before(day(400)), o.Overdue)
		}
		require.Equal(t, want, got)
	}
}

func TestStatementContractsAreRefused(t *testing.T) {
	c := StatementContracts{Contracts: []StatementContract{
		{ID: "a", Role: "agent", Calendar: StatementCalendar{First: on("2026-01-01"), Cadences: []Cadence{{Frequency: "daily"}}}, Ends: on("2025-12-31"),
			Moves: []civil.Date{{}}, Sent: []int{0}, AccountFrom: on("2026-01-01"), FirstExploitation: on("2026-01-01")},
		{ID: "a", Party: "p", Role: AuthorParty},
	}}
	_, err := c.Owed(termOf("2026-01-01", "2026-12-31"), on("2026-01-01"), OwedDuties{})
	assert.Equal(t, []string{
		"contracts[0].party", "contracts[0].role", "contracts[0].calendar.cadences[0].frequency", "contracts[0].ends", "contracts[0].moves[0]",
		"contracts[0].accountFrom", "contracts[0].firstExploitation", "contracts[0].sent",
		"contracts[1].id", "contracts[1].calendar.first", "contracts[1].calendar.cadences",
	}, fieldPathsOf(t, err))
	_, err = filmContracts().Owed(civil.Period{}, civil.Date{}, OwedDuties{})
	assert.Equal(t, []string{"due", "asOf"}, fieldPathsOf(t, err))

	old := StatementContracts{Contracts: []StatementContract{
		{ID: "a", Party: "p", Role: EurimagesParty, Calendar: yearly("2019-01-01")},
		{ID: "b", Party: "p", Role: AuthorParty, Calendar: yearly("1990-01-01")},
		{ID: "c", Party: "p", Role: PerformersSociety, Calendar: yearly("2026-01-01"), FirstExploitation: on("1980-01-01")},
		{ID: "d", Party: "p", Role: InvestorParty, Calendar: StatementCalendar{First: on("2010-01-01"), Cadences: []Cadence{{Frequency: Yearly}}, Work: CinemaFilm}, AccountFrom: on("2010-01-01")},
	}}
	_, err = old.Owed(termOf("2026-01-01", "2026-12-31"), on("2026-01-01"), OwedDuties{})
	assert.Equal(t, []string{"contracts[0].role", "contracts[1].role", "contracts[2].firstExploitation", "contracts[3].accountFrom", "contracts[3].calendar"}, fieldPathsOf(t, err))
	for _, fault := range valid.List(err) {
		require.ErrorIs(t, fault, law.ErrNoValue)
	}
	late := StatementContracts{Contracts: []StatementContract{{ID: "a", Party: "p", Role: InvestorParty, Calendar: yearly("2190-01-01")}}}
	_, err = late.Owed(termOf("2199-01-01", "2199-12-31"), on("2199-01-01"), OwedDuties{})
	assert.Equal(t, []string{"contracts[0].calendar.until"}, fieldPathsOf(t, err))

	many := StatementContracts{}
	for i := range 100 {
		many.Contracts = append(many.Contracts, StatementContract{ID: fmt.Sprint(i), Party: "p", Role: FundParty, Nil: true, Calendar: StatementCalendar{First: on("1900-01-01"), Cadences: []Cadence{{Frequency: Monthly}}}})
	}
	_, err = many.Owed(termOf("1900-01-01", "2190-12-31"), on("2000-01-01"), OwedDuties{})
	require.ErrorIs(t, err, valid.ErrOutOfRange)
}

func TestDecodeStatementContracts(t *testing.T) {
	document, err := json.Marshal(filmContracts())
	require.NoError(t, err)
	c, err := DecodeStatementContracts(strings.NewReader(string(document)))
	require.NoError(t, err)
	assert.Equal(t, filmContracts(), c)
	_, err = DecodeStatementContracts(strings.NewReader(`{"contracts":[{"id":"a","party":"p","role":"agent","calendar":{"first":"2026-01-01","cadences":[{"frequency":"yearly"}]}}]}`))
	assert.Equal(t, []string{"contracts[0].role"}, fieldPathsOf(t, err))
}

func FuzzDecodeStatementContracts(f *testing.F) {
	document, err := json.Marshal(filmContracts())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(document))
	due := civil.Period{From: civil.MustParseDate("2026-01-01"), To: civil.MustParseDate("2026-12-31")}
	f.Fuzz(func(t *testing.T, document string) {
		c, err := DecodeStatementContracts(strings.NewReader(document))
		if err != nil {
			return
		}
		owed, err := c.Owed(due, due.From, OwedDuties{})
		if err != nil {
			return
		}
		for _, o := range owed {
			if !due.Contains(o.Due) {
				t.Fatal(o)
			}
		}
	})
}

func BenchmarkOwed(b *testing.B) {
	c := StatementContracts{}
	for i := range 1000 {
		contract := filmContracts().Contracts[i%6]
		contract.ID = fmt.Sprint(i)
		c.Contracts = append(c.Contracts, contract)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.Owed(civil.Period{From: on("2026-01-01"), To: on("2026-12-31")}, on("2026-03-31"), OwedDuties{}); err != nil {
			b.Fatal(err)
		}
	}
}
