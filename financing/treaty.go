package financing

import (
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// Treaty is the agreement that a co-production is made under.
type Treaty string

// Treaties.
const (
	// RevisedConvention is the Council of Europe convention on cinematographic co-production
	// revised in 2017, where every country has ratified it.
	RevisedConvention Treaty = "revised-convention"
	// Convention1992 is the European convention of 1992, where one has not.
	Convention1992 Treaty = "convention-1992"
	// Bilateral is an agreement between two countries, with the shares usual in those of France.
	Bilateral Treaty = "bilateral"
)

var treaties = []Treaty{RevisedConvention, Convention1992, Bilateral}

// OneOf returns the words that are a Treaty.
func (Treaty) OneOf() []string { return valid.Texts(treaties) }

// CheckShares returns which co-producers' shares are outside what a treaty allows (part minimale et
// maximale), on a day. Under a convention two co-producers are bilateral and more multilateral. A
// word that is no treaty, fewer than two co-producers, or a day before the rules is a
// [*FieldError].
func CheckShares(b Balance, t Treaty, on civil.Date) (Examination, error) {
	var f valid.Faults
	valid.OneOf(&f, "treaty", t, treaties)
	if len(b.Coproducers) < 2 || t == Bilateral && len(b.Coproducers) != 2 {
		f.Addf("coproducers", len(b.Coproducers), valid.ErrOutOfRange, "two, or more under a convention")
	}
	if err := f.Err(); err != nil {
		return Examination{}, err
	}
	e, err := newExamining(on)
	if err != nil {
		return Examination{}, err
	}
	key := string(t)
	if t != Bilateral {
		key += map[bool]string{true: "/bilateral", false: "/multilateral"}[len(b.Coproducers) == 2]
	}
	least, most := e.figure(key+"-least"), e.figure(key+"-most")
	for _, c := range b.Coproducers {
		switch {
		case c.Share.Rat().Cmp(least.Value.Rat()) < 0:
			e.find("share-too-small", c.Name, least.Refs, "%s brings %v of the plan, at least %v is asked", c.Name, c.Share, least.Value)
		case c.Share.Rat().Cmp(most.Value.Rat()) > 0:
			e.find("share-too-great", c.Name, most.Refs, "%s brings %v of the plan, at most %v is allowed", c.Name, c.Share, most.Value)
		}
	}
	return Examination{e.findings, e.notices}, e.err
}

// Minima are what funders ask of a plan. Each is asked where it is true or not nil.
type Minima struct {
	// Broadcaster asks that broadcasters bring their part of the budget (RGA 311-9, audiovisual
	// works).
	Broadcaster bool `json:"broadcaster,omitempty"`
	// NonPublic asks that a part of the budget is confirmed and no public aid (RGA 211-74,
	// animation).
	NonPublic bool `json:"nonPublic,omitempty"`
	// OwnFunding is the least share of the budget in the producer's own money, which differs from
	// one funder to the next and is therefore the caller's.
	OwnFunding *money.Fraction `json:"ownFunding,omitempty"`
	// Acquired is the least acquired share of the budget, the caller's too.
	Acquired *money.Fraction `json:"acquired,omitempty"`
}

// CheckMinima returns which minima a computed plan does not reach, on a day.
func CheckMinima(b Balance, budget money.Amount, m Minima, on civil.Date) (Examination, error) {
	if budget.Sign() <= 0 {
		return Examination{}, &FieldError{Path: "budget", Value: budget, Err: valid.ErrOutOfRange}
	}
	e, err := newExamining(on)
	if err != nil {
		return Examination{}, err
	}
	share := func(counts func(Source) bool) money.Fraction {
		var sum int64
		for _, s := range b.Sources {
			if s.Status != Refused && counts(s) {
				sum += s.Amount.Cents()
			}
		}
		f, err := money.NewFraction(sum, budget.Cents())
		if err != nil {
			e.err = &FieldError{Path: "budget", Value: budget, Err: err}
		}
		return f
	}
	if m.Broadcaster {
		e.atLeast("broadcaster/share", "broadcasters", share(func(s Source) bool { return s.Broadcaster }))
	}
	if m.NonPublic {
		e.atLeast("non-public/share", "confirmed sources that are no public aid", share(func(s Source) bool { return !s.PublicAid && s.Status == Acquired }))
	}
	e.asked("own-funding", "own money", m.OwnFunding, share(func(s Source) bool { return s.Nature == OwnMoney }))
	e.asked("acquired", "acquired sources", m.Acquired, share(func(s Source) bool { return s.Status == Acquired }))
	return Examination{e.findings, e.notices}, e.err
}

func (e *examining) atLeast(key, who string, share money.Fraction) {
	least := e.figure(key)
	if share.Rat().Cmp(least.Value.Rat()) < 0 {
		e.find("minimum", key, least.Refs, "%s bring %v of the budget, at least %v is asked", who, share, least.Value)
	}
}

func (e *examining) asked(about, who string, least *money.Fraction, share money.Fraction) {
	if least != nil && share.Compare(*least) < 0 {
		e.findings = append(e.findings, Finding{Code: "minimum", About: about, Message: who + " are " + share.String() + " of the budget, at least " + least.String() + " is asked"})
	}
}

// ShareOf returns the share of the co-producers of a country.
func (b Balance) ShareOf(country string) (money.Fraction, error) {
	var sum int64
	for _, c := range b.Coproducers {
		if c.Country == country {
			sum += c.Amount.Cents()
		}
	}
	if b.Total.IsZero() || !slices.ContainsFunc(b.Coproducers, func(c Coproducer) bool { return c.Country == country }) {
		return money.Fraction{}, &FieldError{Path: "country", Value: country, Err: valid.ErrReference}
	}
	return money.NewFraction(sum, b.Total.Cents())
}
