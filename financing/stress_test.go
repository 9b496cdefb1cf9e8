package financing

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// By hand, on the small treasury with a presale of 2,500 on 5 February and a need of 2,600 on
// 10 January; a second source brings the 2,600 on 2 January.
func TestStress(t *testing.T) {
	in := smallTreasury()
	in.Inflows = append(in.Inflows, Inflow{Source: "own", Date: day("2026-01-02"), Amount: eur("2600.00")})
	in.Outflows = append(in.Outflows, Outflow{Date: day("2026-02-20"), Amount: eur("2000.00")})
	results, err := Stress(in, EachSource(in, 0, 3, 12), TreasuryParameters{})
	require.NoError(t, err)
	type row struct{ id, lowest, on, need, lost, beyond, closing string }
	var rows []row
	for _, r := range results {
		rows = append(rows, row{r.ID, r.Lowest.String(), r.LowestOn.String(), r.Need.String(), r.Lost.String(), r.Beyond.String(), r.Closing.String()})
		assert.Equal(t, r.Need, r.More, "the treasury itself needs nothing")
	}
	assert.Equal(t, []row{
		{"tv +0", "0.00", "2026-01-10", "0.00", "0.00", "0.00", "1100.00"},
		{"tv +3", "-2000.00", "2026-02-20", "2000.00", "0.00", "0.00", "1100.00"},
		{"tv +12", "-2000.00", "2026-02-20", "2000.00", "0.00", "2500.00", "-1400.00"},
		{"tv lost", "-2000.00", "2026-02-20", "2000.00", "2500.00", "0.00", "-1400.00"},
		{"own +0", "0.00", "2026-01-10", "0.00", "0.00", "0.00", "1100.00"},
		{"own +3", "-2600.00", "2026-01-10", "2600.00", "0.00", "0.00", "1100.00"},
		{"own +12", "-2600.00", "2026-01-10", "2600.00", "0.00", "0.00", "1100.00"},
		{"own lost", "-2600.00", "2026-01-10", "2600.00", "2600.00", "0.00", "-1500.00"},
	}, rows)
}

func TestStressRefusesEveryFaultAtOnce(t *testing.T) {
	_, err := Stress(smallTreasury(), []StressCase{
		{"a", []Shock{{Source: "who"}, {Source: "tv", Weeks: -1}, {Source: "tv", Weeks: 521}}},
		{"b", []Shock{{Source: "tv", Weeks: 1, Lost: true}}},
	}, TreasuryParameters{})
	var paths []string
	for _, e := range valid.List(err) {
		var fault *FieldError
		require.ErrorAs(t, e, &fault)
		paths = append(paths, fault.Path)
	}
	assert.Equal(t, []string{
		"cases[0].shocks[0].source", "cases[0].shocks[1].weeks", "cases[0].shocks[2].weeks", "cases[0].shocks[2].source",
		"cases[1].shocks[0].weeks",
	}, paths)
	_, err = Stress(smallTreasury(), make([]StressCase, MaxStressCases+1), TreasuryParameters{})
	require.ErrorIs(t, err, valid.ErrOutOfRange)
}

// A case equals the treasury in which the inflows were moved or left out by hand.
func TestStressProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 5))
	for range 60 {
		in := randomTreasury(r, 200+r.IntN(300), 2+r.IntN(40))
		source := in.Inflows[r.IntN(len(in.Inflows))].Source
		weeks := r.IntN(10)
		results, err := Stress(in, []StressCase{
			{}, {"zero", []Shock{{Source: source}}}, {"late", []Shock{{Source: source, Weeks: weeks}}}, {"lost", []Shock{{Source: source, Lost: true}}},
		}, TreasuryParameters{})
		require.NoError(t, err)
		base := stressedOf(cashOf(t, in), "", cashOf(t, in))
		require.Equal(t, base, results[0])
		base.ID = "zero"
		require.Equal(t, base, results[1])

		late, gone, missing := in, in, int64(0)
		late.Inflows, gone.Inflows = nil, nil
		far := false
		for _, i := range in.Inflows {
			if i.Source == source {
				missing += i.Amount.Cents()
				i.Date, _ = i.Date.AddDays(7 * weeks)
				far = far || i.Date.After(in.To)
			} else {
				gone.Inflows = append(gone.Inflows, i)
			}
			late.Inflows = append(late.Inflows, i)
		}
		// An assigned source has to be named by an inflow, of nothing.
		gone.Inflows = append(gone.Inflows, Inflow{Source: source, Date: in.From})
		want := stressedOf(cashOf(t, gone), "lost", cashOf(t, in))
		want.Lost = money.FromCents(missing)
		require.Equal(t, want, results[3])
		if !far { // else the treasury by hand would be refused
			require.Equal(t, stressedOf(cashOf(t, late), "late", cashOf(t, in)), results[2])
		}
	}
}

func stressedOf(c Cash, id string, base Cash) Stressed {
	var cost int64
	for _, f := range c.Facilities {
		cost += f.Cost.Cents()
	}
	return Stressed{
		ID: id, Lowest: c.Lowest, LowestOn: c.LowestOn, Need: c.Need, More: money.FromCents(c.Need.Cents() - base.Need.Cents()),
		Beyond: c.Beyond, Cost: money.FromCents(cost), Closing: c.Days[len(c.Days)-1].Closing,
	}
}

// A thousand cases over five years, 200 flows and two facilities.
func BenchmarkStress(b *testing.B) {
	in := randomTreasury(rand.New(rand.NewPCG(3, 4)), 1_826, 200)
	var cases []StressCase
	for i := range 1_000 {
		cases = append(cases, StressCase{fmt.Sprint(i), []Shock{{Source: fmt.Sprint("s", i%3), Weeks: i % 50}}})
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Stress(in, cases, TreasuryParameters{}); err != nil {
			b.Fatal(err)
		}
	}
}
