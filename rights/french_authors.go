package rights

import (
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// Names in the plan of the accounting base.
const (
	// PotGuarantees has guarantees and pre-sales, which count at once.
	PotGuarantees = "minima garantis et préventes"
	// OpposableCommission and OpposableCosts are what may be held against the authors, CountedBefore are
	// guarantees that receipts make good, NotCounted is the foreign part of shared territories.
	OpposableCommission = "commissions opposables"
	OpposableCosts      = "frais opposables"
	CountedBefore       = "minima garantis déjà comptés"
	NotCounted          = "part étrangère"
	// NetReceipts are the RNPP by the accord, NetReceiptsManaged those of modes that a society manages.
	NetReceipts        = "RNPP"
	NetReceiptsManaged = "RNPP, modes gérés par une société d'auteurs"
)

// Presale is money that counts as RNPP at once and in full (prévente, apport de coproducteur étranger): it
// financed the film and is no receipt of the cash plan.
type Presale struct {
	ID     string       `json:"id" strict:"required"`
	Date   civil.Date   `json:"date" strict:"required"`
	Amount money.Amount `json:"amount" strict:"required"`
	// ManagedBy names the society that pays the authors for it.
	ManagedBy string `json:"managedBy,omitempty"`
}

func (p Presale) check(f *valid.Faults) {
	if p.ID == "" {
		f.Add("id", nil, valid.ErrMissing)
	}
	if p.Date.IsZero() {
		f.Add("date", nil, valid.ErrMissing)
	}
	if p.Amount.Sign() < 0 {
		f.Add("amount", p.Amount, valid.ErrNegative)
	}
}

// AuthorsPlan returns the plan of the accounting base (assiette opposable aux auteurs): the same receipts, less
// commissions at the rate of the contract and at most at the rate that the protocol of 16 December 2010 allows,
// costs, and guarantees that have counted already. Its payees are [NetReceipts] and what is taken off; it pays
// nobody.
//
// A guarantee counts in full when it is received in [PotGuarantees], later receipts above it. The commission on
// VoD falls to 15 % of everything at 300,001 € (art. 3.2): the level is retroactive, and the base rises by what
// the commission falls. A contract under the scale has its own rate in each band.
//
// Faults are told as by [FrenchFilm.Plan].
func (film FrenchFilm) AuthorsPlan(terms FrenchTerms) (BuiltPlan, error) {
	var f valid.Faults
	if film.check(&f); f.Any() {
		return BuiltPlan{}, f.Err()
	}
	figures := terms.on(film.Signed)
	d := draft{Plan{Currency: film.Currency}}
	d.pot(PotGuarantees, splits(netStep, allTo(NetReceipts)))
	d.pot(PotGuarantees+", "+NetReceiptsManaged, splits(netStep, allTo(NetReceiptsManaged)))
	for _, m := range film.Mandates {
		steps := d.commission(m, figures)
		steps = append(steps, d.mandateAccounts(m, OpposableCosts, CountedBefore)...)
		d.pot(m.Pot, append(steps, splits(netStep, m.counted(&f)))...)
	}
	if figures.err != nil {
		return BuiltPlan{}, figures.err
	}
	plan, err := d.done(&f)
	return BuiltPlan{plan, figures.used, figures.notices}, err
}

// counted returns who the net receipts of the mandate are counted for.
func (m Mandate) counted(f *valid.Faults) []Share {
	base := NetReceipts
	if m.ManagedBy != "" {
		base = NetReceiptsManaged
	}
	if m.Counts == nil {
		return allTo(base)
	}
	rest, err := restOf(*m.Counts)
	if err != nil {
		f.Add("mandates", m.Pot, err)
	}
	return []Share{{Payee: base, Share: *m.Counts}, {Payee: NotCounted, Share: rest}}
}

// commission returns the step of the opposable commission of a mandate, none of none.
func (d *draft) commission(m Mandate, figures *frenchFigures) []Step {
	if m.Commission == nil || m.withoutCommission() {
		return nil
	}
	if m.Mode == VoD || m.Mode == SVoD {
		return []Step{d.take(Deduction{Name: commissionStep, Payee: OpposableCommission, Levels: figures.vodScale(*m.Commission)})}
	}
	key := "commission/" + string(m.Mode)
	if m.Mode == Theatrical && !m.Guarantee.IsZero() {
		key += "-with-guarantee"
	}
	return []Step{percent(commissionStep, OpposableCommission, lesser(*m.Commission, figures.ratio(key)), "")}
}

// withoutCommission tells the mandates on which no commission may be held against the authors: video and VoD
// of the producer or its group; theatres, with a guarantee or in the non-commercial sector, of a producer who
// has no agent (art. 3.2). Without a guarantee it may take the commission of theatres itself.
func (m Mandate) withoutCommission() bool {
	switch m.Mode {
	case Video, VoD, SVoD:
		return m.By == ProducerGroup || m.By == ProducerItself
	case NonCommercial:
		return m.By == ProducerItself
	case Theatrical:
		return m.By == ProducerItself && !m.Guarantee.IsZero()
	}
	return false
}

func lesser(a, b money.Fraction) money.Fraction {
	if a.Compare(b) < 0 {
		return a
	}
	return b
}

// vodScale returns the scale of VoD, at most at the rate of a contract in each band. Where that is the same in
// all of them, it never falls.
func (f *frenchFigures) vodScale(contract money.Fraction) []Level {
	rate := func(key string) *money.Fraction { return new(lesser(contract, f.ratio(key))) }
	levels := []Level{
		{Rate: rate("vod/1/rate")},
		{From: f.amount("vod/2/from"), Rate: rate("vod/2/rate")},
		{From: f.amount("vod/3/from"), Rate: rate("vod/3/rate")},
	}
	last := Level{From: f.amount("vod/all/from"), Rate: rate("vod/all/rate"), Retroactive: true}
	last.Retroactive = *last.Rate != *levels[0].Rate
	return append(levels, last)
}

// AuthorsBaseLine is where the accounting base stands after an event.
type AuthorsBaseLine struct {
	Event string     `json:"event"`
	Date  civil.Date `json:"date"`
	// Net is all RNPP to date, Authors what of it the authors have their part of, After and AuthorsAfter what
	// of each came in after amortisation.
	Net          money.Amount `json:"net"`
	Authors      money.Amount `json:"authors"`
	After        money.Amount `json:"after,omitzero"`
	AuthorsAfter money.Amount `json:"authorsAfter,omitzero"`
}

// AmortisedAt tells from a day on which RNPP to date the film is amortised at ([Amortisation.Reaches]).
type AmortisedAt struct {
	From    civil.Date   `json:"from" strict:"required"`
	Reaches money.Amount `json:"reaches"`
}

// FrenchDeal is the cash deal of a film with the accounting base beside it.
type FrenchDeal struct {
	// Deal has the receipts, and before each the counts that it moves the base of authors and performers by.
	Deal Deal `json:"deal"`
	// Authors is the deal of the accounting base: its statement is the one that the authors may ask for.
	Authors Deal `json:"authors"`
	// Base is the accounting base after every event that moves it.
	Base []AuthorsBaseLine `json:"base"`
	// Fallen is how much the base, after credit notes, lies under what has been counted of it. It is set off
	// against what comes next.
	Fallen  money.Amount `json:"fallen,omitzero"`
	Notices []law.Notice `json:"notices,omitempty"`
}
