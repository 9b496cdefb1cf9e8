package chain

import (
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/financing"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/rights"
)

// TestReceiptsArePaidOut: what came in is what all are entitled to, over the deal and in each statement.
func TestReceiptsArePaidOut(t *testing.T) {
	made := bundledFilm(t).Receipts
	assert.Equal(t, "1260574.58", made.Result.TotalIn.String(), "the receipts of deal.json, added up by hand")
	assert.Equal(t, made.Result.TotalIn, made.Result.TotalOut)
	require.Len(t, made.Statements, 3)
	paid := map[string]int64{}
	var received int64
	for i, s := range made.Statements {
		var out int64
		for _, payee := range s.Payees {
			out += payee.Entitled.Period.Cents()
			paid[payee.Payee] += payee.Paid.Period.Cents()
		}
		assert.Equal(t, s.Received.Period.Cents(), out, s.To)
		received += s.Received.Period.Cents()
		assert.Equal(t, made.Deal.Closes[i], s.To)
		if i > 0 {
			assert.Equal(t, 1, s.From.DaysSince(made.Statements[i-1].To))
		}
	}
	assert.Equal(t, made.Result.TotalIn.Cents(), received, "all is stated")
	for _, payee := range made.Result.Payees {
		assert.Equal(t, payee.Paid.Cents(), paid[payee.Payee], payee.Payee)
	}
}

// TestTheSOFICAByHand: the net of French receipts is 473,840.50 less 25 % rounded (118,460.13), edition costs of 192,500
// and the guarantee of 150,000, which leaves 12,880.37; with 425,000 of television less 10 % (42,500) it is 395,380.37.
// Two fifths until 120,000 takes 300,000 of it, 8 % of the other 95,380.37 is 7,630.43.
func TestTheSOFICAByHand(t *testing.T) {
	made := bundledFilm(t).Receipts
	i := slices.IndexFunc(made.Result.Payees, func(p rights.Paid) bool { return p.Payee == "SOFICA du Canal" })
	assert.Equal(t, "127630.43", made.Result.Payees[i].Paid.String())
}

// TestFlowsConserve: what comes into a pot or a step goes out of it, and what comes to payees is all there was.
func TestFlowsConserve(t *testing.T) {
	made := bundledFilm(t).Receipts
	pots, steps, payees := map[string]int64{}, map[string]int64{}, map[string]int64{}
	var in, out int64
	for _, f := range made.Flows {
		a := f.Amount.Cents()
		switch f.Kind {
		case IntoPot:
			in += a
			pots[f.To] += a
		case IntoStep:
			pots[f.From] -= a
			steps[f.To] += a
		case Onward:
			steps[f.From] -= a
			pots[f.To] += a
		case IntoPayee:
			if _, isStep := steps[f.From]; isStep {
				steps[f.From] -= a
			} else {
				pots[f.From] -= a
			}
			payees[f.To] += a
			out += a
		}
	}
	for name, left := range pots {
		assert.Zero(t, left, name)
	}
	for name, left := range steps {
		assert.Zero(t, left, name)
	}
	assert.Equal(t, made.Result.TotalIn.Cents(), in)
	assert.Equal(t, made.Result.TotalOut.Cents(), out)
	for _, payee := range made.Result.Payees {
		assert.Equal(t, payee.Paid.Cents(), payees[payee.Payee], payee.Payee)
	}
}

// TestFlowsOfWhatNobodyHas: money that no step takes is a flow too.
func TestFlowsOfWhatNobodyHas(t *testing.T) {
	half := money.MustFraction("1/2")
	d := rights.Deal{
		Currency: "EUR", Closes: []civil.Date{civil.MustParseDate("2027-12-31")},
		Pots:   []rights.Pot{{ID: "pot", Steps: []rights.Step{{Kind: rights.Percent, Name: "half", Rate: &half, Payee: "A"}}}},
		Events: []rights.Event{{ID: "1", Date: civil.MustParseDate("2027-06-30"), Kind: rights.Receipt, Pot: "pot", Amount: money.MustParse("10.00")}},
	}
	result, err := rights.Run(d)
	require.NoError(t, err)
	flows, err := flowsOf(d, result)
	require.NoError(t, err)
	five := money.MustParse("5.00")
	assert.Equal(t, []Flow{
		{IntoPot, "receipts", "pot", money.MustParse("10.00")}, {IntoStep, "pot", "pot: half", five},
		{IntoPayee, "pot: half", "A", five}, {IntoPayee, "pot", rights.Unallocated, five},
	}, flows)
}

// TestInvestorsPutInWhatThePlanHas: contributions are the sources of the plan and the costs of the accounts, receipts
// what the statements pay, sixty days later; every date in order.
func TestInvestorsPutInWhatThePlanHas(t *testing.T) {
	p := bundledFilm(t)
	put := map[string]string{
		"SOFICA du Canal": "120000.00", "Rive Droite Productions": "71000.00",
		"Distribution des Quais": "342500.00", // the guarantee of 150,000, edition of 180,000 and 12,500 later
		"Ventes du Large":        "100000.00", // a guarantee of 60,000 and costs of 40,000
	}
	for _, s := range p.Financing.Plan.Sources {
		if s.Balancing {
			put[s.Party] = s.Amount.String()
		}
	}
	require.Len(t, p.Receipts.Returns, len(put))
	for _, r := range p.Receipts.Returns {
		assert.Equal(t, put[r.Party], r.Invested.String(), r.Party)
		i := slices.IndexFunc(p.Receipts.Result.Payees, func(paid rights.Paid) bool { return paid.Payee == r.Party })
		assert.Equal(t, p.Receipts.Result.Payees[i].Paid, r.Received, r.Party)
	}
	for _, f := range p.Receipts.ReturnsInput.Flows {
		assert.False(t, f.Date.Before(p.Receipts.ReturnsInput.On))
		if f.Amount.Sign() > 0 {
			assert.True(t, slices.ContainsFunc(p.Receipts.Statements, func(s rights.StatementRecord) bool { return f.Date.DaysSince(s.To) == 60 }), f.Date)
		}
	}
	for _, e := range p.Receipts.Deal.Events {
		assert.False(t, e.Date.Before(p.Receipts.Released), e.ID)
	}
}

// TestTheRateMakesTheValueZero puts each rate of return back in: the present value of the flows, by floating point, is
// above zero a millionth below the rate and below it a millionth above; at 5 % it is the value stated.
func TestTheRateMakesTheValueZero(t *testing.T) {
	made := bundledFilm(t).Receipts
	value := func(party string, rate float64) (sum float64) {
		for _, f := range made.ReturnsInput.Flows {
			if f.Party == party {
				sum += float64(f.Amount.Cents()) / math.Pow(1+rate, float64(f.Date.DaysSince(made.ReturnsInput.On))/365)
			}
		}
		return sum
	}
	for _, r := range made.Returns {
		require.Equal(t, financing.OneRate, r.IRR, r.Party)
		rate, _ := r.Rates[0].Rat().Float64()
		assert.Positive(t, value(r.Party, rate-0.000001), r.Party)
		assert.Negative(t, value(r.Party, rate+0.000001), r.Party)
		assert.InDelta(t, float64(r.NPV.Cents()), value(r.Party, 0.05), 0.51, r.Party)
	}
}

// TestBreakevens runs the deal on the receipts that are said to reach a goal: they do, and a cent less does not.
func TestBreakevens(t *testing.T) {
	made := bundledFilm(t).Receipts
	shares := make([]money.Fraction, len(made.Mix))
	for i, m := range made.Mix {
		shares[i] = m.Share
	}
	weights, err := money.NewWeights(shares...)
	require.NoError(t, err)
	require.True(t, weights.AreWhole())
	paid := func(party string, receipts int64) money.Amount {
		parts, err := money.Webster(money.FromCents(receipts), weights)
		require.NoError(t, err)
		d := made.Deal
		d.Closes, d.Events = nil, nil
		for i, m := range made.Mix {
			d.Events = append(d.Events, rights.Event{ID: m.Pot, Date: made.Released, Kind: rights.Receipt, Pot: m.Pot, Amount: parts[i]})
		}
		result, err := rights.Run(d)
		require.NoError(t, err)
		for _, p := range result.Payees {
			if p.Payee == party {
				return p.Paid
			}
		}
		return money.Amount{}
	}
	require.Len(t, made.Breakevens, len(made.Returns))
	for _, b := range made.Breakevens {
		require.False(t, b.Never, b.Party)
		assert.False(t, paid(b.Party, b.Receipts.Cents()).Compare(b.Goal) < 0, b.Party)
		assert.Negative(t, paid(b.Party, b.Receipts.Cents()-1).Compare(b.Goal), b.Party)
	}
}

func TestDamagedDeal(t *testing.T) {
	refusesAll(t, "deal.json", []damage{
		{"a field renamed", `"accounts"`, `"account"`, "document.account: unknown field"},
		{"a negative amount", `"412600.00"`, `"-412600.00"`, "document.events[0].amount: is negative"},
		{"shares of less than all", `"share": "571/2038"`, `"share": "570/2038"`, "document.pots[4].steps[0].shares: shares have to add up to exactly 1"},
		{"no date", `"date": "2028-03-31", `, ``, "document.events[3].date: is missing"},
		{"a date after all closes", `"date": "2028-03-31"`, `"date": "2030-03-31"`, "document.events[3].date: is out of range: after the last close, 2029-12-31"},
		{"a date of another time", `"date": "2028-03-31"`, `"date": "2098-03-31"`, "document.events[3].date: is out of range: within 5 years of the shoot"},
		{"closes out of order", `"closes": ["2027-12-31", "2028-12-31"`, `"closes": ["2028-12-31", "2027-12-31"`, "document.closes[1]: is out of range"},
		{"no closes", `"closes": ["2027-12-31", "2028-12-31", "2029-12-31"]`, `"closes": []`, "document.closes: is missing"},
		{"no name of a step", `"name": "mandat"`, `"name": ""`, "document.pots[1].steps[0].name: is missing"},
		{"two steps of a name", `"name": "frais d’édition"`, `"name": "à-valoir"`, "document.pots[0].steps[2].name: is given twice"},
		{"a credit note", `"kind": "receipt", "pot": "Belgique", "amount": "18200.00"`, `"kind": "credit", "pot": "Belgique", "amount": "18200.00"`, "document.events[8].kind: is not one of the words allowed"},
	})
	f, p := openedFilm(t), bundledFilm(t)
	f.deal.Events = slices.Clone(f.deal.Events)
	f.deal.Events[0].Date, _ = p.Receipts.Released.AddDays(-1)
	assert.ErrorContains(t, f.computeReceipts(&p), "deal.json: document.events[0].date: is out of range: before the release")
	f.deal.Events[0].Date, f.deal.Events[0].Amount = p.Receipts.Deal.Events[0].Date, money.MustParse("92233720368547758.07")
	assert.ErrorContains(t, f.computeReceipts(&p), "deal.json: document.events[1].amount: this event cannot be applied")
}

func TestDamagedInvestors(t *testing.T) {
	refusesAll(t, "investors.json", []damage{
		{"a field renamed", `"paymentDays"`, `"days"`, "document.days: unknown field"},
		{"a negative rate", `"0.05"`, `"-0.05"`, "document.rate: is out of range"},
		{"negative days", `"paymentDays": 60`, `"paymentDays": -60`, "document.paymentDays: is out of range"},
		{"nobody", `"party": "SOFICA du Canal"`, `"party": "SOFICA"`, "document.investors[0].party: names nothing in the document: deal.json pays nobody of this name"},
		{"a source of another", `["sofica"]`, `["tv"]`, "document.investors[0].sources[0]: names nothing in the document: plan.json has no such source of this party"},
		{"a source twice", `["sofica"]`, `["sofica", "sofica"]`, "document.investors[0].sources[1]: is given twice"},
		{"an account that is none", `["édition"]`, `["éditions"]`, "document.investors[3].accounts[0]: names nothing in the document"},
		{"no sources", `["sofica"]`, `[]`, "document.investors[0].sources: is missing"},
		{"no investors", "\"investors\": [\n", "\"investors\": [], \"old\": [\n", "document.old: unknown field"},
	})
}
