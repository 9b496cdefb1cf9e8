package rights

import (
	"math/big"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/money"
)

// checkLines recomputes the lines of a statement from what they say, by other means than the engine.
func checkLines(t *testing.T, s Statement) {
	t.Helper()
	for n, part := range s.Parts {
		had, gets := map[string]int64{}, map[string]int64{}
		var step []StatementLine
		for line := range part.Lines() {
			require.Equal(t, line.Amount.Opening.Cents()+line.Amount.Period.Cents(), line.Amount.Closing.Cents())
			if line.Payee != "" {
				had[line.Payee] += line.Amount.Closing.Cents()
				gets[line.Payee] += line.Amount.Period.Cents()
			}
			if len(step) > 0 && (step[0].Pot != line.Pot || step[0].Step != line.Step) {
				recompute(t, step)
				step = nil
			}
			step = append(step, line)
		}
		recompute(t, step)
		for name, stands := range part.ledger(part.closing) {
			require.Equal(t, stands.entitled, had[name], "the lines of %s are all it is entitled to", name)
			require.Equal(t, stands.entitled-part.engine.book(part.opening)(name).entitled, gets[name], "part %d", n)
		}
		for _, a := range part.Accounts() {
			sum, err := money.Sum(a.Opening, a.Charges, a.Premium, a.Interest)
			require.NoError(t, err)
			require.Equal(t, sum, must(a.Closing.Add(a.Repaid)))
		}
	}
}

func must(a money.Amount, err error) money.Amount {
	if err != nil {
		panic(err)
	}
	return a
}

// recompute checks the lines of one step.
func recompute(t *testing.T, lines []StatementLine) {
	t.Helper()
	if len(lines) == 0 {
		return
	}
	first := lines[0]
	taken, owed, since := first.Taken.Closing.Cents(), first.Owed.Cents(), TermsChange{}
	if first.Since != nil {
		since = *first.Since
	}
	switch Kind(first.Kind) {
	case To:
		require.Equal(t, first.Taken, first.Amount)
		return
	case Percent:
		want := halfUp(new(big.Rat).Mul(first.Share.Rat(), big.NewRat(first.Base.Closing.Cents(), 1)))
		if first.Meter != "" {
			want += since.Owed.Cents() - halfUp(new(big.Rat).Mul(first.Share.Rat(), big.NewRat(since.Base.Cents(), 1)))
		}
		require.Equal(t, want, taken+owed, "%+v", first)
	case Bracket, Bonus:
		want := dueOf(first.Levels, first.Base.Closing.Cents())
		if first.Since != nil {
			want += since.Owed.Cents() - dueOf(first.Levels, since.Base.Cents())
		}
		falls := slices.ContainsFunc(first.Levels, func(l Level) bool { return l.Retroactive })
		if !falls || first.Meter == "" { // else it may have more than is due, until money reaches it again
			require.Equal(t, want, taken+owed, "%+v", first)
		}
	case Recoup, Tier, Split:
		if first.Rank > 0 {
			return
		}
		var shares []money.Fraction
		for _, line := range lines {
			shares = append(shares, line.Share)
		}
		weights, err := money.NewWeights(shares...)
		require.NoError(t, err)
		require.True(t, weights.AreWhole())
		parts, err := money.Webster(first.Taken.Closing, weights)
		require.NoError(t, err)
		for i, line := range lines {
			before := int64(0)
			if line.Since != nil {
				before = line.Since.Amount.Cents()
			}
			require.Equal(t, parts[i].Cents()+before, line.Amount.Closing.Cents(), "%+v", line)
		}
		return
	default:
		return
	}
	require.Len(t, lines, 1)
	require.Equal(t, taken+since.Amount.Cents(), first.Amount.Closing.Cents())
}

// halfUp rounds half away from zero.
func halfUp(r *big.Rat) int64 {
	if r.Sign() < 0 {
		return -halfUp(new(big.Rat).Neg(r))
	}
	r = new(big.Rat).Add(r, big.NewRat(1, 2))
	return new(big.Int).Quo(r.Num(), r.Denom()).Int64()
}

// dueOf is a plainer reckoning of a scale.
func dueOf(levels []Level, base int64) int64 {
	sum := new(big.Rat)
	bonus := int64(0)
	for i, l := range levels {
		if base < l.From.Cents() {
			break
		}
		if l.Amount != nil {
			bonus += l.Amount.Cents()
			continue
		}
		if l.Retroactive {
			sum.Mul(l.Rate.Rat(), big.NewRat(l.From.Cents(), 1))
		}
		end := base
		if i+1 < len(levels) {
			end = min(end, levels[i+1].From.Cents())
		}
		sum.Add(sum, new(big.Rat).Mul(l.Rate.Rat(), big.NewRat(end-l.From.Cents(), 1)))
	}
	return halfUp(sum) + bonus
}
