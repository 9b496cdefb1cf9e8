package rights

import (
	"cmp"
	"fmt"
	"math/big"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// Names of the pots and meters of a [FrenchFilm].
const (
	// PotRNPP has the producer's net receipts (recettes nettes part producteur), PotProducer the part of the
	// producteur délégué, where others have something out of it, PotSupport the automatic support that repays
	// an advance.
	PotRNPP     = "rnpp"
	PotProducer = "part du délégué"
	PotSupport  = "soutien"
	// MeterShared counts the RNPP that corridors and producers share.
	MeterShared = "RNPP à partager"
	// MeterAuthors is the accounting base of the authors, MeterAuthorsAfter what of it came in after
	// amortisation, MeterAfter all RNPP after amortisation, which the performers have a part of.
	MeterAuthors      = "RNPP-A"
	MeterAuthorsAfter = "RNPP-A après amortissement"
	MeterAfter        = "RNPP après amortissement"
)

// Coproducer is a producer of the film. All have either a contribution, and share in its proportion, or a share
// by contract.
type Coproducer struct {
	Payee        string          `json:"payee" strict:"required"`
	Contribution money.Amount    `json:"contribution,omitzero"`
	Share        *money.Fraction `json:"share,omitempty"`
	// Reserved are the territories whose receipts are this producer's alone, a pot each. They are outside the base
	// of the authors.
	Reserved []string `json:"reserved,omitempty"`
}

// Corridor is a right to receipts before the producers share (couloir, droit à recettes): of a SOFICA, a
// region, an investor.
type Corridor struct {
	// ID tells which corridor this is when the film is amended; without one the payee does. Who buys a corridor
	// keeps its ID.
	ID    string         `json:"id,omitempty"`
	Payee string         `json:"payee" strict:"required"`
	Rate  money.Fraction `json:"rate" strict:"required"`
	// Until is what the payee is to have at Rate, Then the rate after that, nothing without one. A corridor
	// without Until goes on.
	Until *money.Amount   `json:"until,omitempty"`
	Then  *money.Fraction `json:"then,omitempty"`
}

// Author has a part of the RNPP (rémunération proportionnelle), which the producteur délégué bears.
type Author struct {
	// ID tells which author this is when the film is amended; without one the payee does.
	ID    string `json:"id,omitempty"`
	Payee string `json:"payee" strict:"required"`
	// Rate is of the accounting base, Extra what is added after amortisation.
	Rate  money.Fraction  `json:"rate"`
	Extra *money.Fraction `json:"extra,omitempty"`
	// Guarantee has been paid; what the author is due is set off against it first.
	Guarantee money.Amount `json:"guarantee,omitzero"`
}

// FrenchFilm is the deal of a French film: its mandates, whose net receipts come together as RNPP, out of
// which aids are repaid, corridors are served and the producers have theirs; the producteur délégué pays
// authors and performers out of its own.
type FrenchFilm struct {
	// Currency is EUR, that of the figures of the protocol, where it is left out of a deal.
	Currency string `json:"currency,omitempty"`
	// Signed is the day whose legal figures apply.
	Signed   civil.Date `json:"signed" strict:"required"`
	Mandates []Mandate  `json:"mandates" strict:"required"`
	// Producers share what is left; the first is the producteur délégué.
	Producers []Coproducer `json:"producers" strict:"required"`
	Corridors []Corridor   `json:"corridors,omitempty"`
	Aids      []Aid        `json:"aids,omitempty"`
	Authors   []Author     `json:"authors,omitempty"`
	// Performers names who collects the performers' part after amortisation (ADAMI); empty of none.
	Performers string `json:"performers,omitempty"`
}

// BuiltPlan is a plan with what has to be known of the legal figures in it. The plan is the caller's to edit.
type BuiltPlan struct {
	Plan Plan `json:"plan"`
	// Figures are the legal figures in it, in the order in which they were looked up.
	Figures []LegalFigure `json:"figures,omitempty"`
	Notices []law.Notice  `json:"notices,omitempty"`
}

// Plan returns the cash plan of the film. Commissions and costs are those of the contracts; what of them binds
// the authors is another plan, [FrenchFilm.AuthorsPlan], and [FrenchFilm.Deal] brings the two together.
//
// Faults are told all at once, each a [*FieldError], those of what the terms make together under "plan"; a
// day outside the table is a [law.NoValueError].
func (film FrenchFilm) Plan(terms FrenchTerms) (BuiltPlan, error) {
	var f valid.Faults
	if film.check(&f); f.Any() {
		return BuiltPlan{}, f.Err()
	}
	figures := terms.on(film.Signed)
	d := draft{Plan{Currency: film.Currency}}
	for _, m := range film.Mandates {
		d.mandate(m)
	}
	shares := film.shares(&f)
	for _, p := range film.Producers {
		for _, pot := range p.Reserved {
			d.pot(pot, splits("territoire réservé", allTo(p.Payee)))
		}
	}
	film.rnpp(&f, &d, shares)
	film.support(&d, shares)
	if film.producerPays() {
		film.producer(&d, figures)
	}
	if figures.err != nil {
		return BuiltPlan{}, figures.err
	}
	plan, err := d.done(&f)
	return BuiltPlan{plan, figures.used, figures.notices}, err
}

// check tells the faults of the terms.
func (film FrenchFilm) check(f *valid.Faults) {
	if film.Signed.IsZero() {
		f.Add("signed", nil, valid.ErrMissing)
	}
	each(f, "mandates", film.Mandates, true, Mandate.check)
	each(f, "producers", film.Producers, true, Coproducer.check)
	each(f, "corridors", film.Corridors, false, Corridor.check)
	each(f, "aids", film.Aids, false, Aid.check)
	each(f, "authors", film.Authors, false, Author.check)
	distinct(f, "corridors", film.Corridors, Corridor.key)
	distinct(f, "authors", film.Authors, Author.key)
	if len(film.Producers) > 0 {
		film.checkDelegate(f)
	}
}

// each checks the terms of a list.
func each[T any](f *valid.Faults, field string, list []T, required bool, check func(T, *valid.Faults)) {
	if required && len(list) == 0 {
		f.Add(field, nil, valid.ErrMissing)
	}
	checkTerms(f, field, len(list))
	f.Enter(field)
	for i, term := range list[:min(maxTerms, len(list))] {
		f.Index(i)
		check(term, f)
		f.Leave()
	}
	f.Leave()
}

// distinct tells terms of a list that an amendment could not tell apart.
func distinct[T any](f *valid.Faults, field string, list []T, key func(T) string) {
	seen := map[string]bool{}
	for i, term := range list[:min(maxTerms, len(list))] {
		if name := key(term); seen[name] {
			f.Add(fmt.Sprintf("%s[%d].id", field, i), name, valid.ErrDuplicate)
		} else {
			seen[name] = true
		}
	}
}

func (c Corridor) key() string { return cmp.Or(c.ID, c.Payee) }

func (a Author) key() string { return cmp.Or(a.ID, a.Payee) }

func (p Coproducer) check(f *valid.Faults) {
	if p.Payee == "" {
		f.Add("payee", nil, valid.ErrMissing)
	}
	if p.Contribution.Sign() < 0 {
		f.Add("contribution", p.Contribution, valid.ErrNegative)
	}
	if (p.Share == nil) == p.Contribution.IsZero() {
		f.Addf("share", nil, valid.ErrMissing, "a share or a contribution, not both")
	}
	checkTerms(f, "reserved", len(p.Reserved))
}

func (c Corridor) check(f *valid.Faults) {
	if c.Payee == "" {
		f.Add("payee", nil, valid.ErrMissing)
	}
	checkRate(f, "rate", c.Rate)
	if c.Until != nil && (c.Until.Sign() <= 0 || c.Rate.IsZero()) {
		f.Addf("until", c.Until, valid.ErrOutOfRange, "more than 0.00, at a rate of more than 0")
	}
	if c.Then == nil {
		return
	}
	if checkRate(f, "then", *c.Then); c.Until == nil {
		f.Addf("then", c.Then, valid.ErrUnknownField, "it follows until")
	}
}

func (a Author) check(f *valid.Faults) {
	if a.Payee == "" {
		f.Add("payee", nil, valid.ErrMissing)
	}
	checkRate(f, "rate", a.Rate)
	if a.Extra != nil {
		checkRate(f, "extra", *a.Extra)
	}
	if a.Guarantee.Sign() < 0 {
		f.Add("guarantee", a.Guarantee, valid.ErrNegative)
	}
}

// checkDelegate tells producers who share in different ways.
func (film FrenchFilm) checkDelegate(f *valid.Faults) {
	byShare := film.Producers[0].Share != nil
	for i, p := range film.Producers[:min(maxTerms, len(film.Producers))] {
		if (p.Share != nil) != byShare {
			f.Addf(fmt.Sprintf("producers[%d].share", i), nil, valid.ErrMissing, "all have shares or all have contributions")
		}
	}
}

// shares returns those of the producers in what they share, that of the délégué into its pot where others have
// something out of it.
func (film FrenchFilm) shares(f *valid.Faults) []Share {
	var shares []Share
	if film.Producers[0].Share != nil {
		for _, p := range film.Producers {
			shares = append(shares, Share{Payee: p.Payee, Share: *p.Share})
		}
	} else {
		list := make([]Contribution, len(film.Producers))
		for i, p := range film.Producers {
			list[i] = Contribution{Payee: p.Payee, Amount: p.Contribution}
		}
		f.Enter("producers")
		shares, _, _ = proRata(f, list)
		f.Leave()
	}
	if film.producerPays() && len(shares) > 0 {
		shares[0].Payee, shares[0].Pot = "", PotProducer
	}
	return shares
}

// producerPays tells whether others have something out of what the producteur délégué has.
func (film FrenchFilm) producerPays() bool {
	for _, a := range film.Aids {
		if a.From == FromProducer {
			return true
		}
	}
	return len(film.Authors) > 0 || film.Performers != ""
}

// rnpp adds the pot of the net receipts: aids, corridors, the producers.
func (film FrenchFilm) rnpp(f *valid.Faults, d *draft, shares []Share) {
	steps := film.repay(d, FromReceipts)
	if len(film.Corridors) > 0 {
		steps = append(steps, Step{Kind: Count, Name: MeterShared, Meter: MeterShared})
	}
	sum := new(big.Rat)
	f.Enter("corridors")
	for i, c := range film.Corridors {
		f.Index(i)
		steps = append(steps, c.step(f))
		f.Leave()
		most := c.Rate.Rat()
		if c.Then != nil && c.Then.Compare(c.Rate) > 0 {
			most = c.Then.Rat()
		}
		sum.Add(sum, most)
	}
	if sum.Cmp(big.NewRat(1, 1)) > 0 {
		f.Addf("", nil, ErrShares, "corridors add up to %s", sum.RatString())
	}
	f.Leave()
	d.pot(PotRNPP, append(steps, splits("producteurs", shares))...)
}

// step is a scale on what corridors and producers share, so that corridors do not depend on one another. It
// ends at the cent of receipts nearest to where the rate gives the amount, which then is had to the cent.
func (c Corridor) step(f *valid.Faults) Step {
	id, name := "couloir "+c.key(), "couloir "+c.Payee
	if c.Until == nil {
		return Step{Kind: Percent, ID: id, Name: name, Payee: c.Payee, Rate: &c.Rate, Meter: MeterShared}
	}
	end := new(big.Rat).SetFrac64(c.Until.Cents(), 100)
	from, err := money.RoundRat(end.Quo(end, c.Rate.Rat()))
	if err != nil {
		f.Add("until", c.Until, err)
	}
	if c.Then == nil {
		c.Then = &money.Fraction{}
	}
	return Step{
		Kind: Bracket, ID: id, Name: name, Payee: c.Payee, Meter: MeterShared,
		Levels: []Level{{Rate: &c.Rate}, {From: from, Rate: c.Then}},
	}
}

// producer adds the pot of the producteur délégué: aids that it repays alone, its authors, the performers.
func (film FrenchFilm) producer(d *draft, figures *frenchFigures) {
	delegate := film.Producers[0].Payee
	steps := film.repay(d, FromProducer)
	var pots []Pot
	for _, a := range film.Authors {
		id := "auteur " + a.key()
		to := Step{Kind: Percent, ID: id, Name: "auteur " + a.Payee, Payee: a.Payee, Meter: MeterAuthors, Rate: &a.Rate}
		if !a.Guarantee.IsZero() {
			to.Payee, to.Pot = "", id
			pots = append(pots, Pot{to.Pot, []Step{
				d.recoup("MG auteur", delegate, Account{ID: to.Pot + ", MG", Opening: a.Guarantee}),
				splits("solde", allTo(a.Payee)),
			}})
		}
		d.measured(MeterAuthors)
		steps = append(steps, to)
		if a.Extra != nil {
			d.measured(MeterAuthorsAfter)
			to.ID, to.Name = id+", après amortissement", to.Name+", après amortissement"
			to.Meter, to.Rate = MeterAuthorsAfter, a.Extra
			steps = append(steps, to)
		}
	}
	if film.Performers != "" {
		d.measured(MeterAfter)
		steps = append(steps, percent("artistes-interprètes", film.Performers, figures.ratio("performers/rate"), MeterAfter))
	}
	d.pot(PotProducer, append(steps, splits("délégué", allTo(delegate)))...)
	d.plan.Pots = append(d.plan.Pots, pots...)
}
