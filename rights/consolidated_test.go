package rights

import (
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/money"
)

func consolidate(payee string, works iter.Seq2[string, Statement]) ([]ConsolidatedRow, error) {
	var rows []ConsolidatedRow
	for row, err := range Consolidate(payee, works) {
		if err != nil {
			return rows, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func TestConsolidate(t *testing.T) {
	film := statementsOf(t, filmDeal())
	works := func(yield func(string, Statement) bool) {
		_ = yield("first", film[1]) && yield("none", film[0]) && yield("second", film[2])
	}
	rows, err := consolidate("SOFICA", works)
	require.NoError(t, err)
	require.Len(t, rows, 3, "the work it never had anything of has no row")
	// FR-1, S2 and S3: 62,000 of nothing, 148,000 of 62,000
	assert.Equal(t, "first", rows[0].Work)
	assert.Equal(t, Movement{euros("62000.00"), euros("86000.00"), euros("148000.00")}, rows[1].Paid)
	total := rows[2]
	assert.Equal(t, Movement{euros("62000.00"), euros("148000.00"), euros("210000.00")}, total.Entitled)
	assert.Equal(t, 2, total.Works)
	assert.Equal(t, on("2026-07-01"), total.From)
	assert.Equal(t, on("2027-06-30"), total.To)
	assert.Equal(t, "SOFICA", total.Payee)
	assert.Empty(t, total.Work)

	rows, err = consolidate("nobody", works)
	require.NoError(t, err)
	assert.Equal(t, []ConsolidatedRow{{PayeeStatement: PayeeStatement{Payee: "nobody"}}}, rows)
	for range Consolidate("SOFICA", works) {
		break
	}
}

func TestConsolidateRefuses(t *testing.T) {
	film := statementsOf(t, filmDeal())
	dollars := film[1]
	dollars.Currency = "USD"
	huge := Deal{
		Currency: "EUR", Pots: []Pot{{"p", []Step{{Kind: Split, Shares: []Share{{Payee: "SOFICA", Share: money.MustFraction("1")}}}}}},
		Events: []Event{{ID: "1", Date: day(0), Kind: Receipt, Pot: "p", Amount: amount(math.MaxInt64)}},
	}
	huge.Closes = append(huge.Closes, day(1))
	for name, c := range map[string]struct {
		first, second string
		s             Statement
		want          string
	}{
		"twice":      {"a", "a", film[1], "the work is given twice"},
		"currencies": {"a", "b", dollars, `the statement is in "USD"`},
		"too much":   {"a", "b", statementsOf(t, huge)[0], "out of the range of an amount"},
	} {
		_, err := consolidate("SOFICA", func(yield func(string, Statement) bool) {
			_ = yield(c.first, film[1]) && yield(c.second, c.s)
		})
		require.ErrorIs(t, err, ErrStatement, name)
		require.ErrorContains(t, err, c.want, name)
	}
}

// The total is the sum of the rows, and the rows of all payees are all that came in.
func TestConsolidatedRowsAddUp(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	for range turns(40) {
		var statements []Statement
		received, entitled := int64(0), int64(0)
		payees := map[string]bool{Unallocated: true}
		for range 5 {
			p := randomPlan(r)
			d := Deal{Currency: "EUR", Accounts: p.Accounts, Pots: p.Pots, Meters: p.Meters, Clawback: p.Clawback, Exchange: p.Exchange, Events: randomEvents(r, p, 6)}
			d.Closes = append(d.Closes, day(150))
			s := statementsOf(t, d)[0]
			statements = append(statements, s)
			received += s.Received().Closing.Cents()
			for _, payee := range s.Payees() {
				payees[payee.Payee] = true
			}
		}
		works := func(yield func(string, Statement) bool) {
			for i, s := range statements {
				if !yield(fmt.Sprint(i), s) {
					return
				}
			}
		}
		for payee := range payees {
			rows, err := consolidate(payee, works)
			require.NoError(t, err)
			sum := int64(0)
			for _, row := range rows[:len(rows)-1] {
				sum += row.Entitled.Closing.Cents()
			}
			total := rows[len(rows)-1]
			require.Equal(t, sum, total.Entitled.Closing.Cents())
			require.Equal(t, len(rows)-1, total.Works)
			entitled += sum
		}
		require.Equal(t, received, entitled)
	}
}
