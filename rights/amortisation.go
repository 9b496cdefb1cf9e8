package rights

import (
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// FilmIncome is what amortises a film: its net receipts, and what counts beside them without being receipts.
type FilmIncome struct {
	// Net are the RNPP to date ([AuthorsBaseLine.Net]).
	Net money.Amount `json:"net"`
	// Support is the automatic support computed and credited to the producers.
	Support money.Amount `json:"support"`
	// TaxCredit counts in full; Aids are those that are not repaid and financed the film, without automatic
	// support that was invested; Placement are product placement and partnerships net of commissions; Damages
	// are damages and claims that were recovered.
	TaxCredit money.Amount `json:"taxCredit"`
	Aids      money.Amount `json:"aids"`
	Placement money.Amount `json:"placement"`
	Damages   money.Amount `json:"damages"`
	// Later are costs that fall due after the closing: deferred pay, legal costs, reassessments.
	Later money.Amount `json:"later"`
}

// Amortisation is how far a film is amortised (amortissement). Cost and Later less what the lines count and the
// net receipts are Left; it is never below 0.00.
type Amortisation struct {
	Cost  money.Amount `json:"cost"`
	Later money.Amount `json:"later"`
	// Lines are what counts beside the net receipts.
	Lines []CostLine `json:"lines"`
	// Reaches is what the net receipts alone have to come to for the film to be amortised.
	Reaches money.Amount `json:"reaches"`
	Net     money.Amount `json:"net"`
	Left    money.Amount `json:"left"`
	Notices []law.Notice `json:"notices,omitempty"`
}

// Amortised reports whether nothing is left to amortise.
func (a Amortisation) Amortised() bool { return a.Left.IsZero() }

// At tells from when on the film is amortised as it says, for [FrenchEvents].
func (a Amortisation) At(from civil.Date) AmortisedAt { return AmortisedAt{from, a.Reaches} }

// Amortise returns how far a cost is amortised on a day (protocol of 16 December 2010, art. 2 and 3): by net
// receipts; by 75 % of automatic support above a franchise of 50,000 €, rounded once, the franchise first as the
// text permits; by tax credit, aids and the like in full. None of these is ever a receipt: they shorten the
// amortisation, and are no base of anybody's part.
//
// Amounts below 0.00 and a missing day are told all at once, each a [*FieldError]; a day outside the table is a
// [law.NoValueError].
func (c OpposableCost) Amortise(in FilmIncome, on civil.Date, terms FrenchTerms) (Amortisation, error) {
	if err := in.validate(on); err != nil {
		return Amortisation{}, err
	}
	k := costing{figures: terms.on(on)}
	k.support(in.Support)
	for _, l := range []CostLine{
		{Code: "tax-credit", Spent: in.TaxCredit, Counted: in.TaxCredit},
		{Code: "aids", Spent: in.Aids, Counted: in.Aids},
		{Code: "placement", Spent: in.Placement, Counted: in.Placement},
		{Code: "damages", Spent: in.Damages, Counted: in.Damages},
	} {
		k.add(l)
	}
	var toGo money.Total
	toGo.Add(c.Total)
	toGo.Add(in.Later)
	for _, l := range k.lines {
		toGo.Sub(l.Counted)
	}
	reaches, err := toGo.Amount()
	k.fail("support", err)
	toGo.Sub(in.Net)
	left, err := toGo.Amount()
	k.fail("net", err)
	if k.err != nil || k.figures.err != nil {
		return Amortisation{}, firstOf(k.figures.err, k.err)
	}
	nothing := money.Amount{}
	return Amortisation{
		c.Total, in.Later, k.lines, money.Max(nothing, reaches), in.Net, money.Max(nothing, left), mergeNotices(c.Notices, k.figures.notices),
	}, nil
}

func (in FilmIncome) validate(on civil.Date) error {
	var f valid.Faults
	if on.IsZero() {
		f.Add("on", nil, valid.ErrMissing)
	}
	for _, a := range []struct {
		field  string
		amount money.Amount
	}{
		{"support", in.Support}, {"taxCredit", in.TaxCredit}, {"aids", in.Aids}, {"placement", in.Placement},
		{"damages", in.Damages}, {"later", in.Later}, {"net", in.Net},
	} {
		if a.amount.Sign() < 0 {
			f.Add(a.field, a.amount, valid.ErrNegative)
		}
	}
	return f.Err()
}

// support adds what counts of the automatic support.
func (k *costing) support(credited money.Amount) {
	franchise, share := k.figures.amount("support/franchise"), k.figures.ratio("support/share")
	above, err := credited.Sub(franchise)
	k.fail("support", err)
	counted, err := share.Of(money.Max(money.Amount{}, above))
	k.fail("support", err)
	k.add(CostLine{
		Code: "support", Spent: credited, Counted: counted, Refs: k.figures.refs,
		Formula: percentage(share) + " × (" + credited.String() + " − " + franchise.String() + ")",
	})
}
