package rights

import (
	"errors"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// FrenchEvents are what happens to a French film.
type FrenchEvents struct {
	// Events are those of the cash plan, in any order: by date, then by position. None has a sequence.
	Events []Event `json:"events"`
	// Presales count at once in the base of the authors.
	Presales []Presale `json:"presales,omitempty"`
	// AmortisedAt is by date; without any the film is never amortised.
	AmortisedAt []AmortisedAt `json:"amortisedAt,omitempty"`
}

// Deal returns the cash deal of the film with the accounting base of the authors beside it. Every event of the
// cash plan also moves the base, which the cash plan reads through its meters: authors are due their rate of it,
// whether or not the cash has come in, and are paid as it does. A credit note lowers the base but not what has
// been counted; see [FrenchDeal.Fallen]. Money that comes into a reserved territory, or into [PotRNPP] without a
// mandate, moves no base: a foreign co-producer's contribution counts as a pre-sale (art. 3.2, II.B).
//
// Amortisation is looked up on the day of an event. What comes in once RNPP reach it is after amortisation, the
// event that reaches it in part. Support and tax credit shorten the amortisation but are never a base: where
// they bring it about by themselves, what had come in before stays before.
//
// Faults are told all at once, each a [*FieldError].
func (film FrenchFilm) Deal(happened FrenchEvents, terms FrenchTerms) (FrenchDeal, error) {
	cash, err := film.Plan(terms)
	if err != nil {
		return FrenchDeal{}, err
	}
	base, err := film.AuthorsPlan(terms)
	if err != nil {
		return FrenchDeal{}, err
	}
	var f valid.Faults
	if film.checkEvents(&f, happened); f.Any() {
		return FrenchDeal{}, f.Err()
	}
	deal := FrenchDeal{Notices: mergeNotices(base.Notices, cash.Notices)}
	deal.Deal, deal.Authors = film.dealOf(cash.Plan), film.dealOf(base.Plan)
	deal.Authors.Events = film.baseEvents(happened, base.Plan)
	if len(deal.Authors.Events) == 0 {
		deal.Deal.Events = slices.Clone(happened.Events)
		return deal, nil
	}
	b := baseReckoning{happened: happened, measured: map[string][]Event{}, plan: cash.Plan}
	if err := b.run(deal.Authors); err != nil {
		return FrenchDeal{}, err
	}
	deal.Base, deal.Fallen = b.lines, b.fallen()
	deal.Deal.Events = b.interleaved(deal.Authors.Events)
	return deal, nil
}

func (film FrenchFilm) dealOf(p Plan) Deal {
	currency := film.Currency
	if currency == "" {
		currency = "EUR" // of every figure of the protocol
	}
	return Deal{Currency: currency, Accounts: p.Accounts, Pots: p.Pots, Meters: p.Meters, Clawback: p.Clawback}
}

func (film FrenchFilm) checkEvents(f *valid.Faults, happened FrenchEvents) {
	f.Enter("events")
	for i, e := range happened.Events {
		f.Index(i)
		if e.Date.IsZero() {
			f.Add("date", nil, valid.ErrMissing)
		}
		if e.Sequence != 0 {
			f.Addf("sequence", e.Sequence, valid.ErrUnknownField, "counts come between the events, which are ordered by position")
		}
		f.Leave()
		if f.Full() {
			break
		}
	}
	f.Leave()
	each(f, "presales", happened.Presales, false, Presale.check)
	checkTerms(f, "amortisedAt", len(happened.AmortisedAt))
	f.Enter("amortisedAt")
	for i, a := range happened.AmortisedAt {
		f.Index(i)
		if a.From.IsZero() || i > 0 && !a.From.After(happened.AmortisedAt[i-1].From) {
			f.Addf("from", a.From, valid.ErrOutOfRange, "after the one before it")
		}
		if a.Reaches.Sign() < 0 {
			f.Add("reaches", a.Reaches, valid.ErrNegative)
		}
		f.Leave()
	}
	f.Leave()
}

// baseEvents returns those that move the accounting base: guarantees and pre-sales first, then receipts, credit
// notes and costs of the mandates, by date.
func (film FrenchFilm) baseEvents(happened FrenchEvents, base Plan) []Event {
	var events []Event
	count := func(id string, on civil.Date, amount money.Amount, managed string) {
		pot := PotGuarantees
		if managed != "" {
			pot += ", " + NetReceiptsManaged
		}
		events = append(events, Event{ID: id, Date: on, Kind: Receipt, Pot: pot, Amount: amount})
	}
	for _, m := range film.Mandates {
		if !m.Guarantee.IsZero() {
			day := m.GuaranteeOn
			if day.IsZero() {
				day = film.Signed
			}
			count(m.GuaranteeAccount(), day, m.Guarantee, m.ManagedBy)
		}
	}
	for _, p := range happened.Presales {
		count(p.ID, p.Date, p.Amount, p.ManagedBy)
	}
	known := base.names()
	for _, e := range happened.Events {
		_, isPot := known.pots[e.Pot]
		if _, isAccount := known.accounts[e.Account]; isPot || isAccount {
			events = append(events, e)
		}
	}
	slices.SortStableFunc(events, func(a, b Event) int { return a.Date.Compare(b.Date) })
	return events
}

// baseReckoning follows the accounting base.
type baseReckoning struct {
	happened FrenchEvents
	plan     Plan // of the cash
	lines    []AuthorsBaseLine
	measured map[string][]Event // counts by the event that brings them
	high     [3]int64           // what has been counted of each meter
	base     [3]int64           // where each stands
	limit    int64              // RNPP beyond which is after amortisation, −1 of none
	set      int                // how many of the amortisations have been taken up
}

var baseMeters = [3]string{MeterAuthors, MeterAuthorsAfter, MeterAfter}

// run applies the events of the accounting base.
func (b *baseReckoning) run(authors Deal) error {
	if err := authors.Validate(); err != nil {
		return ofPlace("authors", err)
	}
	e, err := Compile(authors.Plan())
	if err != nil {
		return err
	}
	b.limit = -1
	f := e.Fold()
	var own, managed int64
	for i, event := range authors.Events {
		b.amortise(event.Date, own+managed)
		if _, err := f.Apply(event); err != nil {
			var fault *FieldError
			if errors.As(err, &fault) {
				return ofPlace("authors.events", err)
			}
			return err
		}
		nowOwn, nowManaged := e.Entitled(f.state, NetReceipts).Cents(), e.Entitled(f.state, NetReceiptsManaged).Cents()
		if nowOwn == own && nowManaged == managed {
			continue
		}
		after := b.beyond(nowOwn+nowManaged) - b.beyond(own+managed)
		b.base[0], b.base[2] = nowOwn, b.base[2]+after
		if nowOwn != own {
			b.base[1] += after
		}
		own, managed = nowOwn, nowManaged
		b.count(authors.Events[i], own+managed)
	}
	return nil
}

// amortise takes up the amortisation that holds on a day. One that RNPP have passed already begins where they
// stand, unless the film was amortised before it.
func (b *baseReckoning) amortise(on civil.Date, net int64) {
	for b.set < len(b.happened.AmortisedAt) && !b.happened.AmortisedAt[b.set].From.After(on) {
		reaches := b.happened.AmortisedAt[b.set].Reaches.Cents()
		if wasAmortised := b.limit >= 0 && net >= b.limit; !wasAmortised || reaches > net {
			b.limit = max(reaches, net)
		}
		b.set++
	}
}

// beyond returns what of RNPP is after amortisation.
func (b *baseReckoning) beyond(net int64) int64 {
	if b.limit < 0 {
		return 0
	}
	return max(0, net-b.limit)
}

// count adds the line of an event, and the counts of the meters that the cash plan has.
func (b *baseReckoning) count(e Event, net int64) {
	b.lines = append(b.lines, AuthorsBaseLine{
		Event: e.ID, Date: e.Date, Net: money.FromCents(net), Authors: money.FromCents(b.base[0]),
		AuthorsAfter: money.FromCents(b.base[1]), After: money.FromCents(b.base[2]),
	})
	for i, meter := range baseMeters {
		if b.base[i] <= b.high[i] || !slices.Contains(b.plan.Meters, meter) {
			continue
		}
		b.measured[e.ID] = append(b.measured[e.ID], Event{
			ID: e.ID + ", " + meter, Date: e.Date, Kind: Measure, Meter: meter, Amount: money.FromCents(b.base[i] - b.high[i]),
		})
		b.high[i] = b.base[i]
	}
}

// fallen is how far the base lies under what has been counted of it.
func (b *baseReckoning) fallen() money.Amount {
	return money.FromCents(max(0, b.high[0]-b.base[0]))
}

// interleaved returns the events of the cash plan by date, each after the counts it brings; those of guarantees
// and pre-sales come first on their day.
func (b *baseReckoning) interleaved(base []Event) []Event {
	own := make(map[string]bool, len(b.happened.Events))
	for _, e := range b.happened.Events {
		own[e.ID] = true
	}
	var events []Event
	for _, e := range base {
		if !own[e.ID] {
			events = append(events, b.measured[e.ID]...)
		}
	}
	for _, e := range b.happened.Events {
		events = append(append(events, b.measured[e.ID]...), e)
		delete(b.measured, e.ID) // an event that is sent again brings nothing
	}
	slices.SortStableFunc(events, func(x, y Event) int { return x.Date.Compare(y.Date) })
	return events
}

// mergeNotices joins lists of notices, one of a key and code each.
func mergeNotices(lists ...[]law.Notice) []law.Notice {
	var merged []law.Notice
	for _, list := range lists {
		for _, n := range list {
			if !slices.ContainsFunc(merged, func(m law.Notice) bool { return m.Key == n.Key && m.Code == n.Code }) {
				merged = append(merged, n)
			}
		}
	}
	return merged
}
