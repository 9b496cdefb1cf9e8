package financing

import (
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// Status is how sure a source is.
type Status string

// Statuses, from a hope to a signature.
const (
	Identified    Status = "identified"
	Requested     Status = "requested"
	InNegotiation Status = "in-negotiation"
	Acquired      Status = "acquired"
	Refused       Status = "refused"
)

var statuses = []Status{Identified, Requested, InNegotiation, Acquired, Refused}

// OneOf returns the words that are a Status.
func (Status) OneOf() []string { return valid.Texts(statuses) }

// Nature is in what form a source comes. The empty word is money.
type Nature string

// Natures.
const (
	// Money is cash, the numéraire.
	Money Nature = "money"
	// InKind is services or equipment brought in kind (apport en industrie).
	InKind Nature = "in-kind"
	// DeferredPay is the producer's pay that waits (mise en participation du salaire producteur).
	DeferredPay Nature = "deferred-pay"
	// DeferredOverheads are overheads or contingency that wait.
	DeferredOverheads Nature = "deferred-overheads"
	// OwnMoney is the producer's own cash.
	OwnMoney Nature = "own-money"
)

var natures = []Nature{Money, InKind, DeferredPay, DeferredOverheads, OwnMoney}

// OneOf returns the words that are a Nature.
func (Nature) OneOf() []string { return valid.Texts(natures) }

// isCash reports whether money comes in.
func (n Nature) isCash() bool { return n == "" || n == Money || n == OwnMoney }

// Source is one origin of the money.
type Source struct {
	ID string `json:"id" strict:"required"`
	// Kind is any text: presale, tax credit, guarantee…
	Kind string `json:"kind,omitempty"`
	// Party is who pays.
	Party string `json:"party" strict:"required"`
	// BroughtBy is the co-producer to whose share the source counts.
	BroughtBy string `json:"broughtBy" strict:"required"`
	// Country is that of the co-producer, an ISO 3166 code.
	Country string `json:"country,omitempty"`
	// Amount is never negative; the balancing source and one in another currency have none of
	// their own. Of a range it is the lowest, which is what counts.
	Amount money.Amount `json:"amount,omitzero"`
	// UpTo is the highest of a range.
	UpTo *money.Amount `json:"upTo,omitempty"`
	// Foreign is the amount in another currency.
	Foreign *ForeignAmount `json:"foreign,omitempty"`
	Status  Status         `json:"status" strict:"required"`
	// History is how the status came about, in the order of its dates; the last is Status.
	History []StatusChange `json:"history,omitempty"`
	// Nature is in what form the source comes.
	Nature Nature `json:"nature,omitempty"`
	// PublicAid says that the source counts in the intensity of public aid.
	PublicAid bool `json:"publicAid,omitempty"`
	// Advance says that the source has to be repaid; absent is a grant, a sale or a share.
	Advance bool `json:"advance,omitempty"`
	// Broadcaster says that the party is a broadcaster or an on-demand service.
	Broadcaster bool `json:"broadcaster,omitempty"`
	// Discountable says that a bank may advance money on the contract.
	Discountable bool `json:"discountable,omitempty"`
	// Evidence is what proves the source.
	Evidence *Evidence `json:"evidence,omitempty"`
	// Instalments are when it is paid; their shares add up to exactly 1.
	Instalments []Instalment `json:"instalments,omitempty"`
	// Rights are what the party gets.
	Rights []GivenRight `json:"rights,omitempty"`
	// Balancing says that the source brings what the others leave open.
	Balancing bool `json:"balancing,omitempty"`
}

// ForeignAmount is an amount in another currency than that of the plan.
type ForeignAmount struct {
	Currency string       `json:"currency" strict:"required"`
	Amount   money.Amount `json:"amount" strict:"required"`
	// Rate is what one unit is worth in the currency of the plan.
	Rate money.Decimal `json:"rate" strict:"required"`
	// On is the day of the rate, Source where it was read.
	On     civil.Date `json:"on" strict:"required"`
	Source string     `json:"source" strict:"required"`
}

// StatusChange is a status from a day on.
type StatusChange struct {
	On     civil.Date `json:"on" strict:"required"`
	Status Status     `json:"status" strict:"required"`
}

// Instalment is a part of a source that is paid at a milestone.
type Instalment struct {
	// Milestone is any text: signature, first shooting day, delivery, release.
	Milestone string         `json:"milestone" strict:"required"`
	Share     money.Fraction `json:"share" strict:"required"`
	// DelayDays are the days from the milestone to the payment.
	DelayDays int `json:"delayDays,omitempty"`
}

// GivenRight is a right that a source is given for.
type GivenRight struct {
	Territory string `json:"territory" strict:"required"`
	Media     string `json:"media" strict:"required"`
	// Rank is the place in the recoupment, 1 first; 0 where there is none.
	Rank int `json:"rank,omitempty"`
}

// maxDelay bounds the days to a payment.
const maxDelay = 3_650

func (s Source) check(f *valid.Faults, currency string, twice bool) {
	switch {
	case s.ID == "":
		f.Add("id", nil, valid.ErrMissing)
	case twice:
		f.Add("id", s.ID, valid.ErrDuplicate)
	}
	if s.BroughtBy == "" {
		f.Add("broughtBy", nil, valid.ErrMissing)
	}
	s.checkAmount(f, currency)
	if s.Balancing && s.Status == Refused {
		f.Addf("status", string(s.Status), valid.ErrOutOfRange, "a refused source balances nothing")
	}
	valid.OneOf(f, "status", s.Status, statuses)
	if s.Nature != "" {
		valid.OneOf(f, "nature", s.Nature, natures)
	}
	s.checkHistory(f)
	s.checkInstalments(f)
}

func (s Source) checkAmount(f *valid.Faults, currency string) {
	switch {
	case s.Amount.Sign() < 0:
		f.Add("amount", s.Amount, valid.ErrNegative)
	case s.Balancing && !s.Amount.IsZero():
		f.Addf("amount", s.Amount, valid.ErrUnknownField, "the balancing source has none of its own")
	case s.Foreign != nil && !s.Amount.IsZero():
		f.Addf("amount", s.Amount, valid.ErrUnknownField, "it is foreign.amount × foreign.rate")
	case s.Foreign != nil && s.Balancing:
		f.Addf("foreign", nil, valid.ErrUnknownField, "the balancing source has no amount of its own")
	}
	if s.UpTo != nil && s.UpTo.Compare(s.Amount) < 0 {
		f.Addf("upTo", s.UpTo, valid.ErrOutOfRange, "at least %v", s.Amount)
	}
	if s.Foreign == nil {
		return
	}
	f.Enter("foreign")
	if !valid.IsCurrency(s.Foreign.Currency) || s.Foreign.Currency == currency {
		f.Addf("currency", s.Foreign.Currency, valid.ErrOutOfRange, "three capital letters, not those of the plan")
	}
	if s.Foreign.Amount.Sign() < 0 {
		f.Add("amount", s.Foreign.Amount, valid.ErrNegative)
	}
	if s.Foreign.Rate.Sign() <= 0 {
		f.Addf("rate", s.Foreign.Rate, valid.ErrOutOfRange, "more than 0")
	}
	if s.Foreign.On.IsZero() {
		f.Add("on", nil, valid.ErrMissing)
	}
	f.Leave()
}

func (s Source) checkHistory(f *valid.Faults) {
	f.Enter("history")
	for i, h := range s.History {
		f.Index(i)
		valid.OneOf(f, "status", h.Status, statuses)
		switch {
		case h.On.IsZero():
			f.Add("on", nil, valid.ErrMissing)
		case i > 0 && h.On.Before(s.History[i-1].On):
			f.Addf("on", h.On, valid.ErrOutOfRange, "not before %v", s.History[i-1].On)
		}
		if i == len(s.History)-1 && h.Status != s.Status {
			f.Addf("status", string(h.Status), valid.ErrOutOfRange, "the source is %s", s.Status)
		}
		f.Leave()
	}
	f.Leave()
}

func (s Source) checkInstalments(f *valid.Faults) {
	if len(s.Instalments) == 0 {
		return
	}
	f.Enter("instalments")
	shares := make([]money.Fraction, len(s.Instalments))
	for i, p := range s.Instalments {
		shares[i] = p.Share
		f.Index(i)
		if p.DelayDays < 0 || p.DelayDays > maxDelay {
			f.Addf("delayDays", p.DelayDays, valid.ErrOutOfRange, "0 to %d", maxDelay)
		}
		f.Leave()
	}
	if weights, err := money.NewWeights(shares...); err != nil {
		f.Add("", nil, err)
	} else if !weights.AreWhole() {
		f.Addf("", weights.Total().RatString(), valid.ErrOutOfRange, "shares add up to exactly 1")
	}
	f.Leave()
}

// StatusOn returns the status of a source on a day: by its history, or the one it has where the history
// says nothing of that day.
func (s Source) StatusOn(day civil.Date) Status {
	status := Identified
	if len(s.History) == 0 {
		return s.Status
	}
	for _, h := range s.History {
		if h.On.After(day) {
			break
		}
		status = h.Status
	}
	return status
}

// Paid is a part of a source that comes in on a day.
type Paid struct {
	Source    string       `json:"source"`
	Milestone string       `json:"milestone"`
	On        civil.Date   `json:"on"`
	Amount    money.Amount `json:"amount"`
	Status    Status       `json:"status"`
	// Discountable says that a bank may advance money on it.
	Discountable bool `json:"discountable,omitempty"`
}

// Schedule returns when the money of a computed plan comes in, by day and then source: each source in
// its instalments, split by largest remainder so that nothing is lost, each on the day of its
// milestone and its delay later. Refused sources, services in kind and deferred pay bring no
// money. A source of money without instalments, and a milestone without a day, is a [*FieldError].
func (b Balance) Schedule(milestones map[string]civil.Date) ([]Paid, error) {
	var f valid.Faults
	list := []Paid{}
	f.Enter("sources")
	for i, s := range b.Sources {
		if s.Status == Refused || !s.Nature.isCash() || s.Amount.IsZero() {
			continue
		}
		f.Index(i)
		list = append(list, s.schedule(&f, milestones)...)
		f.Leave()
	}
	f.Leave()
	if err := f.Err(); err != nil {
		return nil, err
	}
	slices.SortStableFunc(list, func(a, b Paid) int { return a.On.Compare(b.On) })
	return list, nil
}

func (s Source) schedule(f *valid.Faults, milestones map[string]civil.Date) (list []Paid) {
	if len(s.Instalments) == 0 {
		f.Add("instalments", nil, valid.ErrMissing)
		return nil
	}
	shares := make([]money.Fraction, len(s.Instalments))
	for i, p := range s.Instalments {
		shares[i] = p.Share
	}
	weights, err := money.NewWeights(shares...)
	if err != nil {
		f.Add("instalments", nil, err)
		return nil
	}
	amounts, err := money.Apportion(s.Amount, weights)
	if err != nil {
		f.Add("instalments", nil, err)
		return nil
	}
	f.Enter("instalments")
	for i, p := range s.Instalments {
		f.Index(i)
		day, known := milestones[p.Milestone]
		if known && !day.IsZero() {
			day, err = day.AddDays(p.DelayDays)
		}
		switch {
		case !known || day.IsZero():
			f.Addf("milestone", p.Milestone, valid.ErrReference, "it has no day")
		case err != nil:
			f.Add("delayDays", p.DelayDays, err)
		default:
			list = append(list, Paid{s.ID, p.Milestone, day, amounts[i], s.Status, s.Discountable})
		}
		f.Leave()
	}
	f.Leave()
	return list
}
