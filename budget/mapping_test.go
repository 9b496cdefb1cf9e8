package budget

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

func chartOf(t *testing.T, code string) Chart {
	t.Helper()
	c, err := ChartOf(code)
	require.NoError(t, err)
	return c
}

func TestBuiltInMappings(t *testing.T) {
	for _, charts := range [][2]string{{CNCCinema, USFeature}, {USFeature, CNCCinema}} {
		m, err := MappingOf(charts[0], charts[1])
		require.NoError(t, err)
		require.NoError(t, m.Check(chartOf(t, charts[0]), chartOf(t, charts[1])))
		assert.Equal(t, law.Derived, m.Status)
		assert.NotEmpty(t, m.Note)
	}
	_, err := MappingOf(CNCCinema, AICP)
	require.ErrorIs(t, err, valid.ErrReference)
}

// randomBudgetOf is a random budget under a chart, with fringes, charges and a credit.
func randomBudgetOf(r *rand.Rand, t *testing.T, c Chart) Budget {
	t.Helper()
	b := randomBudget(r)
	accounts, err := c.NewAccounts()
	require.NoError(t, err)
	var put func([]Account)
	put = func(accounts []Account) {
		for i := range accounts {
			accounts[i].Lines = randomAccount(r, accounts[i].Code, 0).Lines
			put(accounts[i].Accounts)
		}
	}
	put(accounts)
	b.Accounts = accounts
	b.Charges[1].Base = []string{accounts[0].Code}
	return b
}

// A budget prints under another chart with the same total, direct amounts, fringes and lines, and
// every account is the sum of what is below it.
func TestReprintKeepsTheTotal(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	for _, charts := range [][2]string{{CNCCinema, USFeature}, {USFeature, CNCCinema}} {
		from, to := chartOf(t, charts[0]), chartOf(t, charts[1])
		m, err := MappingOf(charts[0], charts[1])
		require.NoError(t, err)
		for range 100 {
			sheet, err := Compute(randomBudgetOf(r, t, from))
			require.NoError(t, err)
			got, err := m.Reprint(sheet, to)
			require.NoError(t, err)
			require.Equal(t, sheet.Total, got.Total)
			require.Len(t, got.Accounts, len(to.Accounts))
			require.Equal(t, amountColumns(sheet.Accounts), amountColumns(got.Accounts))
			total := amountColumns(got.Accounts)[2]
			for _, a := range got.Accounts {
				sums(t, a)
			}
			for _, c := range got.Charges {
				total += c.Amount.Cents()
			}
			for _, c := range got.Credits {
				total -= c.Amount.Cents()
			}
			require.Equal(t, got.Total.Cents(), total)
			require.Equal(t, lineCodes(sheet.Accounts), lineCodes(got.Accounts))
		}
	}
}

func amountColumns(accounts []AccountTotal) (sum [3]int64) {
	for _, a := range accounts {
		sum[0] += a.Direct.Cents()
		sum[1] += a.Fringes.Cents()
		sum[2] += a.Total.Cents()
	}
	return sum
}

// lineCodes counts the lines of each code.
func lineCodes(accounts []AccountTotal) map[string]int {
	count := map[string]int{}
	for _, a := range accounts {
		for code, n := range lineCodes(a.Accounts) {
			count[code] += n
		}
		for _, l := range a.Lines {
			count[l.Code]++
		}
	}
	return count
}

// By hand: 21 follows 2 to crew, 22 goes to talent; lines keep the order of the budget.
func TestDeeperAccountsFollow(t *testing.T) {
	line := func(code, price string) Line { return Line{Code: code, Quantity: "1", Price: Formula(price)} }
	sheet, err := Compute(Budget{Title: "follow", Currency: "EUR", Accounts: []Account{
		{Code: "2", Lines: []Line{line("c", "3")}, Accounts: []Account{
			{Code: "21", Lines: []Line{line("a", "1.25")}},
			{Code: "22", Accounts: []Account{{Code: "221", Lines: []Line{line("b", "2.50")}}}},
		}},
		{Code: "9", Accounts: []Account{{Code: "91", Lines: []Line{line("d", "4")}}}},
	}})
	require.NoError(t, err)
	m := Mapping{From: "x", To: "own", Pairs: []MappingPair{{"2", "C"}, {"22", "T"}, {"91", "C"}, {"7", "C"}}}
	to := Chart{Code: "own", Grammar: ChartGrammar{Category: 1}, Accounts: []ChartAccount{{Code: "T", Name: "Talent"}, {Code: "C", Name: "Crew"}}}
	got, err := m.Reprint(sheet, to)
	require.NoError(t, err)
	assert.Equal(t, "2.50", got.Accounts[0].Total.String())
	assert.Equal(t, "8.25", got.Accounts[1].Total.String())
	var codes []string
	for _, l := range got.Accounts[1].Lines {
		codes = append(codes, l.Code)
	}
	assert.Equal(t, []string{"a", "c", "d"}, codes)
	to.Grammar = ChartGrammar{Category: 2}
	_, err = m.Reprint(sheet, to)
	require.ErrorIs(t, err, ErrAccountCode, "a faulty chart")
}

func TestReprintSharesNoMemory(t *testing.T) {
	b := decode(t, soundBudget)
	b.Units = []Unit{{"day", money.MustDecimal("12")}}
	b.Fringes = append(b.Fringes, Fringe{Code: "h", Kind: Hourly, Amount: new(money.MustParse("1.00"))})
	b.Accounts[0].Accounts[0].Lines[0].Fringes = []string{"h"}
	sheet, err := Compute(b)
	require.NoError(t, err)
	m := Mapping{To: "own", Pairs: []MappingPair{{"2", "A"}, {"7", "A"}}}
	got, err := m.Reprint(sheet, Chart{Code: "own", Grammar: ChartGrammar{Category: 1}, Accounts: []ChartAccount{{Code: "A"}}})
	require.NoError(t, err)
	fringe := &got.Accounts[0].Lines[0].FringeLines[0]
	require.Equal(t, "120", fringe.Hours.String())
	*fringe.Hours, fringe.Code = Number{}, "changed"
	got.Charges[0].Code = "changed"
	assert.Equal(t, "120", sheet.Accounts[0].Accounts[0].Lines[0].FringeLines[0].Hours.String())
	assert.Equal(t, "h", sheet.Accounts[0].Accounts[0].Lines[0].FringeLines[0].Code)
	assert.Equal(t, "total-fee", sheet.Charges[0].Code)
}

func TestMappingFaults(t *testing.T) {
	from := Chart{Code: "from", Grammar: ChartGrammar{Category: 1, Account: 1}, Accounts: []ChartAccount{
		{Code: "1", Accounts: []ChartAccount{{Code: "11"}, {Code: "12"}}}, {Code: "2"},
	}}
	to := Chart{Code: "to", Grammar: ChartGrammar{Category: 1}, Accounts: []ChartAccount{{Code: "A"}, {Code: "B"}}}
	for _, c := range []struct {
		name  string
		pairs []MappingPair
		want  []string
	}{
		{"sound", []MappingPair{{"1", "A"}, {"2", "B"}}, nil},
		{"sound below", []MappingPair{{"11", "A"}, {"12", "B"}, {"2", "B"}}, nil},
		{"unmapped", []MappingPair{{"11", "A"}}, []string{`accounts[0].accounts[1]: is mapped to nothing: "12"`, `accounts[1]: is mapped to nothing: "2"`}},
		{"mapped twice", []MappingPair{{"1", "A"}, {"2", "B"}, {"1", "B"}}, []string{`pairs[2].from: is given twice: "1"`}},
		{"unknown target", []MappingPair{{"1", "A"}, {"2", "C"}}, []string{`pairs[1].to: names nothing in the document: "C"`}},
		{"unknown source", []MappingPair{{"1", "A"}, {"2", "B"}, {"3", "B"}}, []string{`pairs[2].from: names nothing in the document: "3"`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, err := range valid.List(Mapping{From: "from", To: "to", Pairs: c.pairs}.Check(from, to)) {
				got = append(got, err.Error())
			}
			assert.Equal(t, c.want, got)
		})
	}
	err := Mapping{From: "x", To: "y", Pairs: []MappingPair{{"1", "A"}, {"2", "B"}}}.Check(from, to)
	assert.Len(t, valid.List(err), 2)

	sheet, err := Compute(Budget{Title: "t", Currency: "EUR", Accounts: []Account{{Code: "1", Lines: []Line{{Code: "l", Quantity: "1", Price: "1"}}, Accounts: []Account{{Code: "11"}}}}})
	require.NoError(t, err)
	_, err = Mapping{To: "to", Pairs: []MappingPair{{"11", "A"}}}.Reprint(sheet, to)
	require.ErrorIs(t, err, ErrUnmapped)
	require.ErrorContains(t, err, `accounts[0]: is mapped to nothing: "1"`)
}

func TestReprintOutOfRange(t *testing.T) {
	var lines []Account
	for i, price := range []string{"90000000000000000", "90000000000000000", "-90000000000000000"} {
		lines = append(lines, Account{Code: fmt.Sprint(i), Lines: []Line{{Code: "l", Quantity: "1", Price: Formula(price)}}})
	}
	sheet, err := Compute(Budget{Title: "t", Currency: "EUR", Accounts: lines})
	require.NoError(t, err)
	m := Mapping{To: "to", Pairs: []MappingPair{{"0", "A"}, {"1", "A"}, {"2", "B"}}}
	_, err = m.Reprint(sheet, Chart{Code: "to", Grammar: ChartGrammar{Category: 1}, Accounts: []ChartAccount{{Code: "A"}, {Code: "B"}}})
	require.ErrorIs(t, err, money.ErrOverflow)
}
