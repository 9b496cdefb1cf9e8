package rights

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
)

func on(date string) civil.Date { return civil.MustParseDate(date) }

func loan(cents int64, i Interest) Account {
	return Account{ID: "loan", Opening: amount(cents), Interest: &i}
}

// ranUp returns what an account comes to by the day of an event that brings nothing.
func ranUp(t *testing.T, a Account, to civil.Date) Balance {
	t.Helper()
	engine := mustCompile(t, simplePlan([]Account{a}, recoup("loan", "lender")))
	state, _, err := engine.Apply(engine.Start(), Event{ID: "look", Date: to, Kind: Receipt, Pot: "p"})
	require.NoError(t, err)
	return engine.Balances(state)[0]
}

// 100,000.00 at 5 % a year. The days are counted by hand, by ISDA 2006 section 4.16; of 30E/360 the 31st is
// the 30th, and February has as many days as lie between 30 × 2 and what follows it.
func TestInterestByDayCount(t *testing.T) {
	for _, c := range []struct {
		from, to string
		basis    DayCount
		want     string // 5,000.00 × days / year
	}{
		{"2026-01-01", "2026-07-01", Act360, "2513.89"},     // 181/360
		{"2026-01-01", "2026-07-01", Act365, "2479.45"},     // 181/365
		{"2026-01-01", "2026-07-01", ThirtyE360, "2500.00"}, // 180/360
		{"2026-01-31", "2026-03-31", Act360, "819.44"},      // 59/360
		{"2026-01-31", "2026-03-31", ThirtyE360, "833.33"},  // 60/360
		{"2026-01-30", "2026-01-31", Act360, "13.89"},       // 1/360
		{"2026-01-30", "2026-01-31", ThirtyE360, "0.00"},    // 0/360
		{"2026-01-31", "2026-02-01", ThirtyE360, "13.89"},   // 1/360
		{"2026-02-28", "2026-03-01", Act360, "13.89"},       // 1/360
		{"2026-02-28", "2026-03-01", ThirtyE360, "41.67"},   // 3/360
		{"2028-02-28", "2028-03-01", Act365, "27.40"},       // 2/365, of a leap year
		{"2028-02-28", "2028-03-01", ThirtyE360, "41.67"},   // 3/360
		{"2028-02-29", "2028-03-01", ThirtyE360, "27.78"},   // 2/360
		{"2028-01-01", "2029-01-01", Act360, "5083.33"},     // 366/360
		{"2028-01-01", "2029-01-01", Act365, "5013.70"},     // 366/365
		{"2028-01-01", "2029-01-01", ThirtyE360, "5000.00"}, // 360/360
		{"2026-01-01", "2026-01-01", Act360, "0.00"},
		{"2026-07-01", "2026-01-01", Act360, "0.00"}, // it has not begun
	} {
		t.Run(fmt.Sprint(c.from, " ", c.to, " ", c.basis), func(t *testing.T) {
			a := loan(10_000_000, Interest{Rate: money.MustFraction("0.05"), From: on(c.from), Method: Simple, Basis: c.basis})
			assert.Equal(t, c.want, ranUp(t, a, on(c.to)).Interest.String())
		})
	}
}

// Interest that joins the principal bears interest from that day on.
func TestCompoundInterest(t *testing.T) {
	for _, c := range []struct {
		name, rate, from, to string
		capitalise           Frequency
		balance, interest    string
	}{
		// 100,000.00 × 1.05³
		{"yearly", "0.05", "2026-01-01", "2029-01-01", Yearly, "115762.50", "0.00"},
		{"yearly, unsaid", "0.05", "2026-01-01", "2029-01-01", "", "115762.50", "0.00"},
		// 100,000.00 × 1.02⁴ = 108,243.216
		{"quarterly", "0.08", "2026-01-01", "2027-01-01", Quarterly, "108243.22", "0.00"},
		// 100,000.00 × 1.04²
		{"half-yearly", "0.08", "2026-01-01", "2027-01-01", HalfYearly, "108160.00", "0.00"},
		// 100,000.00 × 1.05 × (1 + 0.05 × 90/360) = 105,000.00 + 1,312.50
		{"a year and a quarter", "0.05", "2026-01-01", "2027-04-01", Yearly, "106312.50", "1312.50"},
		// from the 31st to 28 February 28 days, 933.333; to 31 March 32 days on 100,933.33, 1,076.622, and the
		// 0.0033 from before
		{"monthly, from a 31st", "0.12", "2026-01-31", "2026-03-31", Monthly, "102009.96", "0.00"},
		// 29 February to 28 February: 359 days of 30E/360, 4,986.11
		{"yearly, from a 29 February", "0.05", "2028-02-29", "2029-02-28", Yearly, "104986.11", "0.00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := loan(10_000_000, Interest{Rate: money.MustFraction(c.rate), From: on(c.from), Method: Compound, Basis: ThirtyE360, Capitalise: c.capitalise})
			got := ranUp(t, a, on(c.to))
			assert.Equal(t, c.balance, got.Balance.String())
			assert.Equal(t, c.interest, got.Interest.String())
		})
	}
}

// 100,000.00 at 10 % for a year, then 50,000.00 are repaid. Interest first leaves 60,000.00 that bear interest,
// principal first 50,000.00, with 10,000.00 that do not. The premium of 1/10 never does.
func TestWhatIsRepaidFirst(t *testing.T) {
	for first, want := range map[RepaidFirst]Balance{
		InterestFirst:  {ID: "loan", Balance: money.MustParse("76000.00"), Premium: money.MustParse("10000.00"), Interest: money.MustParse("6000.00")},
		PrincipalFirst: {ID: "loan", Balance: money.MustParse("75000.00"), Premium: money.MustParse("10000.00"), Interest: money.MustParse("15000.00")},
	} {
		t.Run(string(first), func(t *testing.T) {
			a := loan(10_000_000, Interest{Rate: money.MustFraction("0.1"), From: on("2026-01-01"), Method: Simple, Basis: Act365, First: first})
			a.Premium = new(money.MustFraction("1/10"))
			engine := mustCompile(t, simplePlan([]Account{a}, recoup("loan", "lender")))
			fold := engine.Fold()
			sent(t, fold, Event{ID: "1", Date: on("2027-01-01"), Kind: Receipt, Pot: "p", Amount: money.MustParse("50000.00")})
			_, err := fold.Close(on("2027-12-31")) // to the end of that day
			require.NoError(t, err)
			assert.Equal(t, want, engine.Balances(fold.State())[0])
		})
	}
}

// How often anybody looks makes no difference: events that bring nothing and closes, on any days, change no
// cent of interest.
func TestInterestIsTheSameHoweverOftenItIsPosted(t *testing.T) {
	lanes(t, 20, 3_000, func(t *testing.T, r *rand.Rand) {
		a := loan(r.Int64N(1_000_000), *randomInterest(r))
		engine := mustCompile(t, simplePlan([]Account{a}, recoup("loan", "lender")))
		seldom, often := engine.Fold(), engine.Fold()
		date := 0
		for n := range 5 {
			for k := range r.IntN(4) {
				date += r.IntN(100)
				sent(t, often, measure(fmt.Sprint("look ", n, k), date, 0))
				if r.IntN(3) == 0 {
					_, err := often.Close(day(date))
					require.NoError(t, err)
					date++
				}
			}
			date += r.IntN(100)
			e := receipt(fmt.Sprint(n), date, r.Int64N(300_000))
			sent(t, seldom, e)
			sent(t, often, e)
			require.Equal(t, engine.Balances(seldom.State()), engine.Balances(often.State()), "%+v", a.Interest)
		}
	})
}

// Lines of interest can be reckoned again: principal × rate × days over the year, on a running total.
func TestInterestLines(t *testing.T) {
	a := loan(10_000_000, Interest{Rate: money.MustFraction("0.08"), From: on("2026-01-01"), Method: Compound, Basis: ThirtyE360, Capitalise: Quarterly})
	engine := mustCompile(t, simplePlan([]Account{a}, recoup("loan", "lender")))
	_, posting, err := engine.Apply(engine.Start(), Event{ID: "1", Date: on("2026-08-01"), Kind: Receipt, Pot: "p"})
	require.NoError(t, err)
	rate := money.MustFraction("0.08")
	assert.Equal(t, []InterestLine{
		{"loan", money.MustParse("100000.00"), rate, on("2026-01-01"), on("2026-04-01"), 90, money.MustParse("2000.00")},
		{"loan", money.MustParse("102000.00"), rate, on("2026-04-01"), on("2026-07-01"), 90, money.MustParse("2040.00")},
		{"loan", money.MustParse("104040.00"), rate, on("2026-07-01"), on("2026-08-01"), 30, money.MustParse("693.60")},
	}, posting.Interest)
}

// An investor has 4/5 until 1,000,000.00 has earned 8 % a year, half of all after that. At the cent at which
// the tier ends, what the investor has had is worth 1,000,000.00 at 8 %: 400,000/1.08 + 400,000/1.08² +
// 361,152/1.08³ = 1,000,000. By act/365 the third year has 366 days, and 334,400.00 are
// 334,400.00 × (1 + 0.08 × 366/365) = 361,225.293 then.
func TestHurdle(t *testing.T) {
	for _, c := range []struct {
		basis                    DayCount
		inTier, investor, others string
	}{
		// 361,152.00 ÷ 4/5 = 451,440.00; half of the 1,548,560.00 that are left is 774,280.00
		{ThirtyE360, "451440.00", "1935432.00", "1064568.00"},
		// 4/5 of 451,531.61 is 361,225.288, which is 361,225.29; half of 1,548,468.39 goes to the first named
		{Act365, "451531.61", "1935459.49", "1064540.51"},
	} {
		t.Run(string(c.basis), func(t *testing.T) {
			hurdle := Account{ID: "8 %", Opening: money.MustParse("1000000.00"), Payee: "investor", Interest: &Interest{
				Rate: money.MustFraction("0.08"), From: on("2026-01-01"), Method: Compound, Basis: c.basis,
			}}
			engine := mustCompile(t, simplePlan([]Account{hurdle},
				Step{Kind: Tier, Name: "hurdle", Shares: []Share{{Payee: "investor", Share: money.MustFraction("4/5")}, {Payee: "producer", Share: money.MustFraction("1/5")}}, Until: &Until{Empty: "8 %"}},
				Step{Kind: Split, Name: "after", Shares: []Share{{Payee: "investor", Share: money.MustFraction("1/2")}, {Payee: "producer", Share: money.MustFraction("1/2")}}}))
			fold := engine.Fold()
			var last Posting
			for i, e := range []struct{ date, amount string }{{"2027-01-01", "500000.00"}, {"2028-01-01", "500000.00"}, {"2029-01-01", "2000000.00"}} {
				last = sent(t, fold, Event{ID: fmt.Sprint(i), Date: on(e.date), Kind: Receipt, Pot: "p", Amount: money.MustParse(e.amount)})
			}
			assert.Equal(t, c.inTier, minus(slices.Collect(last.Lines())[0].Taken, money.MustParse("1000000.00")).String())
			assert.Equal(t, map[string]string{"investor": c.investor, "producer": c.others}, paidBy(engine, fold.State()))
			assert.True(t, engine.Balances(fold.State())[0].Balance.IsZero())
		})
	}
}

func TestInterestIsRefused(t *testing.T) {
	sound := Interest{Rate: money.MustFraction("0.05"), From: on("1950-01-01"), Method: Simple, Basis: Act360}
	for name, c := range map[string]struct {
		change func(*Interest)
		want   string
	}{
		"a rate of too many digits":      {func(i *Interest) { i.Rate = money.MustFraction("1/1000000000") }, "accounts[0].interest.rate: is out of range"},
		"no first day":                   {func(i *Interest) { i.From = civil.Date{} }, "accounts[0].interest.from: is missing"},
		"no method":                      {func(i *Interest) { i.Method = "" }, "accounts[0].interest.method: "},
		"another method":                 {func(i *Interest) { i.Method = "average" }, "accounts[0].interest.method: is not one of the words allowed"},
		"another basis":                  {func(i *Interest) { i.Basis = "act/act" }, "accounts[0].interest.basis: is not one of the words allowed"},
		"another frequency":              {func(i *Interest) { i.Method, i.Capitalise = Compound, "daily" }, "accounts[0].interest.capitalise: is not one of the words allowed"},
		"simple interest that joins":     {func(i *Interest) { i.Capitalise = Yearly }, "accounts[0].interest.capitalise: unknown field"},
		"something else is repaid first": {func(i *Interest) { i.First = "premium" }, "accounts[0].interest.first: is not one of the words allowed"},
	} {
		t.Run(name, func(t *testing.T) {
			i := sound
			c.change(&i)
			_, err := Compile(simplePlan([]Account{loan(1, i)}, recoup("loan", "lender")))
			require.ErrorContains(t, err, c.want)
		})
	}
	engine := mustCompile(t, simplePlan([]Account{loan(1<<62, sound)}, recoup("loan", "lender")))
	for name, date := range map[string]string{"more than 200 years": "2151-01-01", "more than an amount": "2100-01-01"} {
		before := engine.Start()
		after, _, err := engine.Apply(before, Event{ID: "1", Date: on(date), Kind: Receipt, Pot: "p"})
		require.ErrorIs(t, err, ErrEvent, name)
		require.ErrorContains(t, err, "date: ", name)
		assert.Equal(t, before, after, name)
	}
}
