package financing

import (
	_ "embed"
	"fmt"
	"math/big"
	"math/bits"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/lazy"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

//go:embed tables/treasury.json
var treasuryJSON []byte

var treasuryOnce lazy.Value[law.Table[money.Decimal]]

// builtInTreasury reads the table once, when it is first needed.
func builtInTreasury() (law.Table[money.Decimal], error) {
	return treasuryOnce.Get(func() (law.Table[money.Decimal], error) { return law.Load[money.Decimal](treasuryJSON) })
}

// TreasuryParameters are the dated, cited figures of bank guarantees. The zero value holds the
// built-in table. They are immutable and may be shared.
type TreasuryParameters struct {
	changed *law.Table[money.Decimal]
}

func (p TreasuryParameters) table() law.Table[money.Decimal] {
	if p.changed != nil {
		return *p.changed
	}
	table, _ := builtInTreasury() // the built-in table is sound, a test says so
	return table
}

// With returns parameters in which the given figures replace those of the table. An unknown
// key is a [law.ErrUnknownKey].
func (p TreasuryParameters) With(overrides ...law.Override[money.Decimal]) (TreasuryParameters, error) {
	table, err := p.table().With(overrides...)
	if err != nil {
		return TreasuryParameters{}, err
	}
	return TreasuryParameters{&table}, nil
}

// List returns every parameter with its value, status and references on a day.
func (p TreasuryParameters) List(on civil.Date) []law.Entry { return p.table().List(on) }

// References returns every reference that a result may cite.
func (p TreasuryParameters) References() []law.Ref {
	refs := p.table().References()
	if p.changed != nil {
		refs = append(refs, law.CallerRef())
	}
	return refs
}

// FacilityKind is how a facility lends.
type FacilityKind string

// Kinds of facilities.
const (
	// Discounting advances a part of assigned receivables (cession Dailly, CMF L313-23): tax
	// credits, presales, guarantees. What is collected first repays what is drawn, as far as it was
	// advanced.
	Discounting FacilityKind = "discounting"
	// Revolver is an overdraft or a credit line (découvert): repaid as soon as there is cash to
	// spare.
	Revolver FacilityKind = "revolver"
)

var facilityKinds = []FacilityKind{Discounting, Revolver}

// OneOf returns the words that are a FacilityKind.
func (FacilityKind) OneOf() []string { return valid.Texts(facilityKinds) }

// Facility is a bank credit (crédit de production). It is drawn only when the balance of a
// day would be below zero, and only by as much.
type Facility struct {
	ID   string       `json:"id" strict:"required"`
	Kind FacilityKind `json:"kind" strict:"required"`
	// Limit is the most that may be drawn at a time.
	Limit money.Amount `json:"limit" strict:"required"`
	// From is the day from which it may be drawn, the first when absent. To is the day on which
	// all of it is due; absent, it is not due within the treasury.
	From civil.Date `json:"from,omitzero"`
	To   civil.Date `json:"to,omitzero"`
	// Drawn is the principal already drawn before the first day.
	Drawn money.Amount `json:"drawn,omitzero"`
	// Sources are those whose discountable inflows are assigned; a source is assigned once.
	Sources []string `json:"sources,omitempty"`
	// Advance is the share of each receivable that is advanced, at most 1; of the amount
	// without tax.
	Advance money.Fraction `json:"advance,omitzero"`
	// Index are the values of the reference rate (Euribor), by date; the first may have no date.
	Index []IndexRate `json:"index,omitempty"`
	// Floor is the least value the index counts for; Margin is added. Both a year, ratios.
	Floor  money.Decimal `json:"floor,omitzero"`
	Margin money.Decimal `json:"margin,omitzero"`
	// ArrangementFee is a ratio of the limit, paid on From (commission de montage). A facility
	// that began before the treasury has paid it.
	ArrangementFee money.Decimal `json:"arrangementFee,omitzero"`
	// GuaranteeShare is the part that IFCIC guarantees, a ratio; 0 is no guarantee.
	GuaranteeShare money.Decimal `json:"guaranteeShare,omitzero"`
	// Bond is the completion bond the bank asks for.
	Bond *CompletionBond `json:"bond,omitempty"`
	// MinCover is the least interest cover that the contract asks for; 0 asks for none.
	MinCover money.Decimal `json:"minCover,omitzero"`
}

// IndexRate is the value of a reference rate from a day on, a ratio a year; it may be
// negative.
type IndexRate struct {
	From civil.Date    `json:"from,omitzero"`
	Rate money.Decimal `json:"rate" strict:"required"`
}

// CompletionBond are the terms of a guarantee that the film will be finished (garantie de
// bonne fin). Its premium is an outflow of the budget; the terms are data, save that nothing is
// drawn before it is signed.
type CompletionBond struct {
	Guarantor string `json:"guarantor" strict:"required"`
	// Premium and Contingency are ratios of the budget; Deductible is borne by the producer.
	Premium     money.Decimal `json:"premium,omitzero"`
	Contingency money.Decimal `json:"contingency,omitzero"`
	Deductible  money.Amount  `json:"deductible,omitzero"`
	// SignedOn is absent while the bond is not signed.
	SignedOn civil.Date `json:"signedOn,omitzero"`
}

func (t Treasury) checkFacilities(f *valid.Faults) {
	ids, assigned := map[string]bool{}, map[string]bool{}
	known := map[string]bool{}
	for _, in := range t.Inflows {
		known[in.Source] = true
	}
	f.Enter("facilities")
	defer f.Leave()
	for i, facility := range t.Facilities {
		f.Index(i)
		switch {
		case facility.ID == "":
			f.Add("id", nil, valid.ErrMissing)
		case ids[facility.ID]:
			f.Add("id", facility.ID, valid.ErrDuplicate)
		}
		ids[facility.ID] = true
		facility.check(f)
		facility.checkIndex(f, t.From)
		if facility.From.After(t.From) && !facility.Drawn.IsZero() {
			f.Addf("drawn", facility.Drawn, valid.ErrOutOfRange, "it begins within the treasury")
		}
		if !facility.To.IsZero() && facility.To.Before(t.From) {
			f.Addf("to", facility.To, valid.ErrOutOfRange, "before the treasury")
		}
		for j, source := range facility.Sources {
			field := fmt.Sprintf("sources[%d]", j)
			switch {
			case !known[source]:
				f.Add(field, source, valid.ErrReference)
			case assigned[source]:
				f.Add(field, source, valid.ErrDuplicate)
			}
			assigned[source] = true
		}
		f.Leave()
	}
}

func (c Facility) check(f *valid.Faults) {
	valid.OneOf(f, "kind", c.Kind, facilityKinds)
	checkFlow(f, "limit", c.Limit)
	checkFlow(f, "drawn", c.Drawn)
	checkRatio(f, "floor", c.Floor)
	checkRatio(f, "margin", c.Margin)
	checkRatio(f, "arrangementFee", c.ArrangementFee)
	checkRatio(f, "guaranteeShare", c.GuaranteeShare)
	if c.Drawn.Compare(c.Limit) > 0 {
		f.Addf("drawn", c.Drawn, valid.ErrOutOfRange, "above the limit")
	}
	if c.MinCover.Sign() < 0 {
		f.Add("minCover", c.MinCover, valid.ErrNegative)
	}
	if !c.To.IsZero() && c.To.Before(c.From) {
		f.Addf("to", c.To, valid.ErrOutOfRange, "before from")
	}
	if c.Advance.Num() > c.Advance.Den() {
		f.Addf("advance", c.Advance, valid.ErrOutOfRange, "no more than the receivable is advanced")
	}
	if c.Kind == Discounting && len(c.Sources) == 0 {
		f.Addf("sources", nil, valid.ErrMissing, "what is assigned")
	}
	if c.Kind == Revolver && (len(c.Sources) > 0 || !c.Advance.IsZero()) {
		f.Addf("sources", nil, valid.ErrUnknownField, "only discounting advances receivables")
	}
	if c.Bond != nil {
		f.Enter("bond")
		c.Bond.check(f)
		f.Leave()
	}
}

func (b CompletionBond) check(f *valid.Faults) {
	if b.Guarantor == "" {
		f.Add("guarantor", nil, valid.ErrMissing)
	}
	checkRatio(f, "premium", b.Premium)
	checkRatio(f, "contingency", b.Contingency)
	checkFlow(f, "deductible", b.Deductible)
}

func (c Facility) checkIndex(f *valid.Faults, first civil.Date) {
	f.Enter("index")
	defer f.Leave()
	if c.From.After(first) {
		first = c.From
	}
	for i, fixing := range c.Index {
		f.Index(i)
		if n, exact := fixing.Rate.Scaled(9); !exact || n < -billion || n > billion {
			f.Addf("rate", fixing.Rate, valid.ErrOutOfRange, "-1 to 1, nine decimals at most")
		}
		switch {
		case i == 0 && fixing.From.After(first):
			f.Addf("from", fixing.From, valid.ErrOutOfRange, "the first holds from the first day")
		case i > 0 && !fixing.From.After(c.Index[i-1].From):
			f.Addf("from", fixing.From, valid.ErrOutOfRange, "not after the one before")
		}
		f.Leave()
	}
}

// Interest returns what a principal bears over so many days at a rate a year, Actual/360
// (intérêts, base exact/360): principal × rate × days / 360, rounded once to the cent, half
// away from zero. A negative figure and a rate of more than nine decimals or above 1 are an
// error.
func Interest(principal money.Amount, rate money.Decimal, days int) (money.Amount, error) {
	var f valid.Faults
	checkFlow(&f, "principal", principal)
	checkRatio(&f, "rate", rate)
	checkRange(&f, "days", days, MaxTreasuryDays)
	if err := f.Err(); err != nil {
		return money.Amount{}, err
	}
	units, _ := rate.Scaled(9)
	return money.FromCents(interest(principal.Cents()*int64(days), units)), nil
}

// interest returns cents over 360 days at billionths a year, half up. Neither is negative,
// and the rate is at most 2.
func interest(centDays, billionths int64) int64 {
	const year = 360 * billion
	hi, lo := bits.Mul64(uint64(centDays), uint64(billionths))
	lo, carry := bits.Add64(lo, year/2, 0)
	quotient, _ := bits.Div64(hi+carry, lo, year)
	return int64(quotient)
}

// GuaranteeCommission is the commission of IFCIC on a guaranteed credit for a month, with its
// factors: (Drawn + UndrawnWeight × Undrawn) × Share × Rate / 12.
type GuaranteeCommission struct {
	Drawn         money.Amount  `json:"drawn"`
	Undrawn       money.Amount  `json:"undrawn"`
	Share         money.Decimal `json:"share"`
	Rate          money.Decimal `json:"rate"`
	UndrawnWeight money.Decimal `json:"undrawnWeight"`
	Amount        money.Amount  `json:"amount"`
	Refs          law.Refs      `json:"refs,omitzero"`
	Notices       []law.Notice  `json:"notices,omitempty"`
}

// ComputeGuarantee returns the commission of IFCIC (commission de garantie) on what is drawn
// and undrawn of a credit at the close of the last day of a month, rounded once. Negative
// amounts, a share above what is guaranteed at most, and a day without figures are refused,
// with every fault at once, each a [*FieldError].
func ComputeGuarantee(drawn, undrawn money.Amount, share money.Decimal, on civil.Date, p TreasuryParameters) (GuaranteeCommission, error) {
	var f valid.Faults
	checkFlow(&f, "drawn", drawn)
	checkFlow(&f, "undrawn", undrawn)
	g := newGuarantee(&f, "share", share, on, p)
	if err := f.Err(); err != nil {
		return GuaranteeCommission{}, err
	}
	return GuaranteeCommission{
		drawn, undrawn, share, g.rate, g.weight, money.FromCents(g.of(drawn.Cents(), undrawn.Cents())), g.refs, g.notices,
	}, nil
}

// guarantee is a commission made ready for many months.
type guarantee struct {
	rate, weight money.Decimal
	drawn, open  *big.Rat // a month on a cent that is drawn, or is not
	refs         law.Refs
	notices      []law.Notice
}

func newGuarantee(f *valid.Faults, field string, share money.Decimal, on civil.Date, p TreasuryParameters) *guarantee {
	checkRatio(f, field, share)
	g := &guarantee{}
	figure := func(key string) money.Decimal {
		v, err := p.table().At(key, on)
		if err != nil {
			f.Add(field, share, err)
		}
		if n, is := v.Notice(); is {
			g.notices = append(g.notices, n)
		}
		g.refs = g.refs.Join(v.Refs)
		return v.Value
	}
	g.rate, g.weight = figure("ifcic/commission"), figure("ifcic/undrawn-weight")
	if most := figure("ifcic/share-most"); share.Compare(most) > 0 {
		f.Addf(field, share, valid.ErrOutOfRange, "at most %v is guaranteed", most)
	}
	if n, stale := p.table().Stale(on); stale {
		g.notices = append(g.notices, n)
	}
	g.drawn = new(big.Rat).Mul(g.rate.Rat(), share.Rat())
	g.drawn.Quo(g.drawn, big.NewRat(12*100, 1))
	g.open = new(big.Rat).Mul(g.drawn, g.weight.Rat())
	return g
}

// of returns the commission of a month, in cents.
func (g *guarantee) of(drawn, undrawn int64) int64 {
	sum := new(big.Rat).SetInt64(drawn)
	sum.Mul(sum, g.drawn)
	open := new(big.Rat).SetInt64(undrawn)
	a, _ := money.RoundRat(sum.Add(sum, open.Mul(open, g.open))) // less than the credit
	return a.Cents()
}

// Codes of charges.
const (
	ChargeArrangement = "arrangement-fee"
	ChargeInterest    = "interest"
	ChargeGuarantee   = "guarantee"
)

// Charge is one cost of a facility as it is paid. Its formula says how the amount follows from
// base and rate.
type Charge struct {
	Facility string     `json:"facility"`
	Date     civil.Date `json:"date"`
	// Code is arrangement-fee, interest or guarantee.
	Code string `json:"code"`
	// Base of interest is the sum of what was drawn at the close of each day; that of the
	// guarantee what was drawn with the weighted rest, to the cent.
	Base    money.Amount  `json:"base"`
	Rate    money.Decimal `json:"rate"`
	Formula string        `json:"formula"`
	Amount  money.Amount  `json:"amount"`
	Refs    law.Refs      `json:"refs,omitzero"`
}

// FacilityCost is what a facility lent and cost over the treasury.
type FacilityCost struct {
	ID string `json:"id"`
	// Drawn and Repaid are all draws and repayments, Peak the most drawn at the close of a day.
	Drawn  money.Amount `json:"drawn"`
	Repaid money.Amount `json:"repaid"`
	Peak   money.Amount `json:"peak"`
	// Interest, Guarantee and Fee were paid; Accrued is interest and commission owed at the end.
	Interest  money.Amount `json:"interest"`
	Guarantee money.Amount `json:"guarantee"`
	Fee       money.Amount `json:"fee"`
	Accrued   money.Amount `json:"accrued"`
	// Cost is the sum of these four.
	Cost money.Amount `json:"cost"`
	// Owed is the principal still drawn at the end.
	Owed money.Amount `json:"owed"`
}

// InterestCover is what there is to pay interest with (couverture des intérêts).
type InterestCover struct {
	// Available is what came in less what went out, before facilities.
	Available money.Amount `json:"available"`
	// Cost is what was paid and is owed of interest, commissions and fees.
	Cost money.Amount `json:"cost"`
	// Ratio is Available over Cost, to four decimals, half away from zero; 0 when nothing is
	// to be paid.
	Ratio money.Decimal `json:"ratio"`
}

func coverOf(c Cash) InterestCover {
	var available, cost int64
	for _, d := range c.Days {
		available += d.In.Cents() - d.Out.Cents()
	}
	for _, f := range c.Facilities {
		cost += f.Cost.Cents()
	}
	cover := InterestCover{Available: money.FromCents(available), Cost: money.FromCents(cost)}
	if cost > 0 {
		ratio, _ := money.ParseDecimal(trimmed(big.NewRat(available, cost).FloatString(4))) // at most 24 digits
		cover.Ratio = ratio
	}
	return cover
}

// trimmed returns a number without the sign of a zero.
func trimmed(s string) string {
	if s == "-0.0000" {
		return "0"
	}
	return s
}

// checkCovenants notes the facilities whose contract asks for more cover than there is.
func (c *Cash) checkCovenants(t Treasury) {
	notices := slices.Clone(c.Notices)
	for _, f := range t.Facilities {
		if c.Cover.Cost.Sign() > 0 && c.Cover.Ratio.Compare(f.MinCover) < 0 && f.MinCover.Sign() > 0 {
			notices = append(notices, law.Notice{
				Code: "interest-cover", Key: f.ID,
				Message: fmt.Sprintf("the interest cover of %v is below the %v of the contract", c.Cover.Ratio, f.MinCover),
			})
		}
		if f.Bond != nil && f.Bond.SignedOn.IsZero() {
			notices = append(notices, law.Notice{
				Code: "bond-unsigned", Key: f.ID,
				Message: "nothing is drawn: the completion bond is not signed",
			})
		}
	}
	c.Notices = notices
}
