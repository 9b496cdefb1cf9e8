package rights

import (
	"errors"
	"math/big"
	"slices"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// ErrDepends reports a payee whose receipts cannot go elsewhere, because a term of the plan depends on what it
// has itself.
var ErrDepends = errors.New("a term of the plan depends on what it has")

// redirect sends all that steps pay a payee into the pot of its delegated receipts.
func (p *Plan) redirect(payee string) error {
	if !slices.Contains(p.payees(), payee) {
		return valid.ErrReference
	}
	if p.Exchange == payee || slices.ContainsFunc(p.Accounts, func(a Account) bool { return a.Payee == payee }) {
		return ErrDepends
	}
	for i := range p.Pots {
		for j := range p.Pots[i].Steps {
			if err := p.Pots[i].Steps[j].redirect(payee); err != nil {
				return err
			}
		}
	}
	return nil
}

// redirect sends what the step pays a payee into the pot of its delegated receipts.
func (s *Step) redirect(payee string) error {
	if s.Payee == payee {
		if slices.ContainsFunc(s.Levels, func(l Level) bool { return l.Retroactive }) {
			return ErrDepends // the pot cannot give back
		}
		s.Payee, s.Pot = "", DelegatedPot(payee)
	}
	if s.Until != nil { // before the shares that it reads change
		if err := s.endAtReceipts(s.Until, payee); err != nil {
			return err
		}
	}
	var err error
	if s.Shares, err = redirected(s.Shares, payee); err != nil {
		return err
	}
	for i := range s.Ranks {
		if s.Ranks[i].Shares, err = redirected(s.Ranks[i].Shares, payee); err != nil {
			return err
		}
	}
	return nil
}

// redirected returns shares in which the pot has what the payee had. Where parts of others are taken out of its
// own, all are written as what they come to.
func redirected(shares []Share, payee string) ([]Share, error) {
	if slices.ContainsFunc(shares, func(s Share) bool { return s.BorneBy == payee || s.Of == payee }) {
		parts, err := gather(shares)
		if err != nil {
			return nil, err
		}
		shares = make([]Share, len(parts))
		for i, p := range parts {
			fraction, err := fractionOf(p.part)
			if err != nil {
				return nil, err
			}
			shares[i] = Share{Payee: p.payee, Pot: p.pot, Share: fraction}
		}
	}
	for i := range shares {
		if shares[i].Payee == payee {
			shares[i].Payee, shares[i].Pot = "", DelegatedPot(payee)
		}
	}
	return shares, nil
}

// endAtReceipts makes a condition on what the payee has in the tier one on what the tier takes: the first cent at
// which its exact share reaches the amount.
func (s *Step) endAtReceipts(u *Until, payee string) error {
	for _, list := range [][]Until{u.Any, u.All} {
		for i := range list {
			if err := s.endAtReceipts(&list[i], payee); err != nil {
				return err
			}
		}
	}
	if u.Payee != payee {
		return nil
	}
	if len(s.Ranks) > 0 || u.Amount == nil {
		return ErrDepends // its share changes from rank to rank
	}
	parts, err := gather(s.Shares)
	if err != nil {
		return err
	}
	share := new(big.Rat)
	for _, p := range parts {
		if p.payee == payee {
			share.Add(share, p.part)
		}
	}
	if share.Sign() == 0 {
		return ErrDepends
	}
	end := share.Quo(new(big.Rat).SetInt64(u.Amount.Cents()), share)
	cents := new(big.Int).Add(end.Num(), end.Denom())
	if cents.Sub(cents, big.NewInt(1)).Quo(cents, end.Denom()); !cents.IsInt64() { // rounded up
		return money.ErrOverflow
	}
	*u = Until{Total: new(money.FromCents(cents.Int64()))}
	return nil
}
