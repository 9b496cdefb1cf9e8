package financing

import (
	_ "embed"

	"github.com/bobine-film/bobine/internal/lazy"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

//go:embed tables/scales.json
var scalesJSON []byte

var scalesOnce lazy.Value[law.Table[Scale]]

// builtInScales reads the scales once, when they are first needed.
func builtInScales() (law.Table[Scale], error) {
	return scalesOnce.Get(func() (law.Table[Scale], error) { return law.Load[Scale](scalesJSON) })
}

// Scale is a scale of brackets by amount (barème), the lowest first.
type Scale []Bracket

// Bracket is a step of a scale: the rate that holds from an amount, included, to the next
// bracket. In a scale of amounts the rate is an amount in euros.
type Bracket struct {
	From money.Amount  `json:"from"`
	Rate money.Decimal `json:"rate"`
}

// at returns the rate of the bracket that an amount is in.
func (s Scale) at(a money.Amount) money.Decimal {
	i := len(s) - 1
	for i > 0 && a.Compare(s[i].From) < 0 {
		i--
	}
	return s[i].Rate
}

// part returns what of an amount is in a bracket.
func (s Scale) part(i int, a money.Amount) money.Amount {
	if i+1 < len(s) {
		a = money.Min(a, s[i+1].From)
	}
	return money.FromCents(max(a.Cents()-s[i].From.Cents(), 0))
}
