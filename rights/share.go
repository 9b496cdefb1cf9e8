package rights

import (
	"fmt"
	"math/big"

	"github.com/bobine-film/bobine/money"
)

// part is what a payee or a pot has of what a step takes, after what others have out of it.
type part struct {
	payee, pot string
	part       *big.Rat
}

// gather returns the parts of shares: those of one who is named several times added up in the place of
// the first, those that are a part of another's share, or borne by another, taken out of it. An error
// tells of one that is more than there is.
func gather(shares []Share) ([]part, error) {
	place := make(map[[2]string]int, len(shares))
	var parts []part
	at := func(s Share) int {
		key := [2]string{s.Payee, s.Pot}
		i, known := place[key]
		if !known {
			i = len(parts)
			place[key] = i
			parts = append(parts, part{s.Payee, s.Pot, new(big.Rat)})
		}
		return i
	}
	for _, s := range shares {
		if i := at(s); s.Of == "" && s.BorneBy == "" {
			parts[i].part.Add(parts[i].part, s.Share.Rat())
		}
	}
	whole := make([]*big.Rat, len(parts))
	for i, p := range parts {
		whole[i] = new(big.Rat).Set(p.part)
	}
	for _, s := range shares {
		bearer, amount := s.BorneBy, s.Share.Rat()
		if s.Of != "" {
			bearer = s.Of
		}
		i, known := place[[2]string{bearer, ""}]
		if bearer == "" || !known {
			continue
		}
		if s.Of != "" {
			amount.Mul(amount, whole[i])
		}
		parts[i].part.Sub(parts[i].part, amount)
		n := at(s)
		parts[n].part.Add(parts[n].part, amount)
	}
	for _, p := range parts {
		if p.part.Sign() < 0 {
			return nil, fmt.Errorf("%s would have %s", p.payee, p.part.RatString())
		}
	}
	return parts, nil
}

// weights returns the weights of parts.
func weights(parts []part) (money.Weights, error) {
	fractions := make([]money.Fraction, len(parts))
	for i, p := range parts {
		if !p.part.Num().IsInt64() || !p.part.Denom().IsInt64() {
			return money.Weights{}, money.ErrOverflow
		}
		var err error
		if fractions[i], err = money.NewFraction(p.part.Num().Int64(), p.part.Denom().Int64()); err != nil {
			return money.Weights{}, err
		}
	}
	return money.NewWeights(fractions...)
}
