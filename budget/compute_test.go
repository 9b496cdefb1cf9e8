package budget

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/money"
)

// By hand: 21-1 is 10 × 150.55 = 1505.50, social 65 % of 1000.00, meal 18.56; 2-1 is a third
// of 100; 7-1 is 3 × 99.99 × 1.17 = 350.9649. Overheads 7 % of 33.33 + 350.96; the fee 1 %
// of everything and of the overheads; the bond capped.
func TestCompute(t *testing.T) {
	sheet, err := Compute(decode(t, soundBudget))
	require.NoError(t, err)
	crew, equipment := sheet.Accounts[0], sheet.Accounts[1]
	camera := crew.Accounts[0]
	assert.Equal(t, "1505.50", camera.Direct.String())
	assert.Equal(t, "668.56", camera.Fringes.String())
	assert.Equal(t, "2174.06", camera.Total.String())
	assert.Equal(t, []FringeLine{
		{"social", money.MustParse("1000.00"), money.MustDecimal("0.65"), nil, money.MustParse("650.00")},
		{"meal", money.MustParse("18.56"), money.Decimal{}, nil, money.MustParse("18.56")},
	}, camera.Lines[0].FringeLines)
	assert.Equal(t, "33.33", crew.Lines[0].Amount.String())
	assert.Equal(t, "1/3", crew.Lines[0].Multiplier.String())
	assert.Equal(t, "1538.83", crew.Direct.String())
	assert.Equal(t, "2207.39", crew.Total.String())
	assert.Equal(t, "350.96", equipment.Total.String())
	assert.Equal(t, "1.17", equipment.Lines[0].Rate.String())

	assert.Equal(t, "26.90", sheet.Charges[1].Amount.String(), "7 % of 384.29")
	assert.Equal(t, "25.85", sheet.Charges[0].Amount.String(), "1 % of 2558.35 + 26.90")
	assert.Equal(t, "100.00", sheet.Charges[2].Amount.String())
	assert.True(t, sheet.Charges[2].Capped)
	assert.Equal(t, "2661.10", sheet.Total.String())
}

func TestAFixedCharge(t *testing.T) {
	text := strings.Replace(soundBudget, `"rate": "0.5", "base": ["7"], "cap": "100.00"`, `"amount": "75.00"`, 1)
	sheet, err := Compute(decode(t, text))
	require.NoError(t, err)
	assert.Equal(t, "75.00", sheet.Charges[2].Amount.String())
	assert.False(t, sheet.Charges[2].Capped)
}

// randomBudget has accounts three deep.
func randomBudget(r *rand.Rand) Budget {
	b := Budget{Title: "random", Currency: "EUR"}
	for i := range 3 {
		fringe := Fringe{Code: fmt.Sprint("f", i), Kind: Percentage, Rate: new(decimalOf(r, 3))}
		if r.IntN(3) == 0 {
			fringe.Ceiling = new(money.FromCents(r.Int64N(100_000)))
		}
		if r.IntN(4) == 0 {
			fringe = Fringe{Code: fmt.Sprint("f", i), Kind: Flat, Amount: new(money.FromCents(r.Int64N(10_000)))}
		}
		b.Fringes = append(b.Fringes, fringe)
	}
	for i := range 1 + r.IntN(3) {
		b.Accounts = append(b.Accounts, randomAccount(r, fmt.Sprint(i), 2))
	}
	b.Charges = []Charge{
		{Code: "second", Rate: new(decimalOf(r, 2)), Base: []string{"*", "first"}},
		{Code: "first", Rate: new(decimalOf(r, 2)), Base: []string{"0"}},
	}
	b.Credits = []Credit{{Code: "credit", Amount: money.FromCents(r.Int64N(1000))}}
	return b
}

func decimalOf(r *rand.Rand, places int32) money.Decimal {
	d, err := money.NewDecimal(decimal.New(r.Int64N(2000), -places))
	if err != nil {
		panic(err)
	}
	return d
}

func randomAccount(r *rand.Rand, code string, depth int) Account {
	a := Account{Code: code}
	for i := range r.IntN(3) {
		l := Line{
			Code: fmt.Sprint(code, "-", i), Quantity: Formula(decimalOf(r, 2).String()), Price: Formula(decimalOf(r, 3).String()),
		}
		if r.IntN(2) == 0 {
			l.Multiplier = Formula(decimalOf(r, 1).String())
		}
		for f := range 3 {
			if r.IntN(2) == 0 {
				l.Fringes = append(l.Fringes, fmt.Sprint("f", f))
			}
		}
		a.Lines = append(a.Lines, l)
	}
	if depth > 0 {
		for i := range r.IntN(3) {
			a.Accounts = append(a.Accounts, randomAccount(r, fmt.Sprint(code, i), depth-1))
		}
	}
	return a
}

// A second computation with shopspring/decimal, line by line without a tree.
func TestAgainstDecimals(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 500 {
		b := randomBudget(r)
		sheet, err := Compute(b)
		require.NoError(t, err)
		byTop := map[string]decimal.Decimal{}
		var walk func(top string, a Account)
		walk = func(top string, a Account) {
			for _, l := range a.Lines {
				amount := dec(l.Quantity).Mul(dec(l.Price))
				if l.Multiplier != "" {
					amount = amount.Mul(dec(l.Multiplier))
				}
				amount = amount.Round(2)
				byTop[top] = byTop[top].Add(amount)
				for _, code := range l.Fringes {
					f := b.Fringes[code[1]-'0']
					if f.Kind == Flat {
						byTop[top] = byTop[top].Add(decimal.New(f.Amount.Cents(), -2))
						continue
					}
					base := amount
					if f.Ceiling != nil {
						base = decimal.Min(base, decimal.New(f.Ceiling.Cents(), -2))
					}
					byTop[top] = byTop[top].Add(base.Mul(f.Rate.Decimal()).Round(2))
				}
			}
			for _, below := range a.Accounts {
				walk(top, below)
			}
		}
		total := decimal.Decimal{}
		for _, a := range b.Accounts {
			walk(a.Code, a)
			total = total.Add(byTop[a.Code])
		}
		first := byTop["0"].Mul(b.Charges[1].Rate.Decimal()).Round(2)
		second := total.Add(first).Mul(b.Charges[0].Rate.Decimal()).Round(2)
		total = total.Add(first).Add(second).Sub(decimal.New(b.Credits[0].Amount.Cents(), -2))
		require.Equal(t, total.StringFixed(2), sheet.Total.String())
		for _, a := range sheet.Accounts {
			require.Equal(t, byTop[a.Code].StringFixed(2), a.Total.String())
			sums(t, a)
		}
	}
}

func dec(f Formula) decimal.Decimal { return decimal.RequireFromString(string(f)) }

// sums checks that an account is the sum of what is below it, in every column.
func sums(t *testing.T, a AccountTotal) {
	t.Helper()
	direct, fringes := int64(0), int64(0)
	for _, below := range a.Accounts {
		sums(t, below)
		direct += below.Direct.Cents()
		fringes += below.Fringes.Cents()
	}
	for _, l := range a.Lines {
		direct += l.Amount.Cents()
		fringes += l.Fringes.Cents()
		sum := int64(0)
		for _, f := range l.FringeLines {
			sum += f.Amount.Cents()
		}
		require.Equal(t, sum, l.Fringes.Cents())
	}
	require.Equal(t, direct, a.Direct.Cents())
	require.Equal(t, fringes, a.Fringes.Cents())
	require.Equal(t, direct+fringes, a.Total.Cents())
}

func TestInputsAreNotKept(t *testing.T) {
	b := decode(t, soundBudget)
	first, err := Compute(b)
	require.NoError(t, err)
	b.Accounts[0].Name = "changed"
	b.Credits[0].Amount = money.Amount{}
	assert.Equal(t, "Crew", first.Accounts[0].Name)
	assert.Equal(t, "50.00", first.Credits[0].Amount.String())
}
