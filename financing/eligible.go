package financing

import (
	_ "embed"
	"errors"
	"fmt"
	"io"
	"math/big"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/lazy"
	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

//go:embed tables/eligible.json
var eligibleJSON []byte

var spendRulesOnce lazy.Value[law.Table[spendRule]]

// spendRules reads the table once, when it is first needed.
func spendRules() (law.Table[spendRule], error) {
	return spendRulesOnce.Get(func() (law.Table[spendRule], error) { return law.Load[spendRule](eligibleJSON) })
}

// spendRule says what of a category of spend counts.
type spendRule struct {
	// Rule is whole, none, minimum, assigned, unit, use or archives.
	Rule string `json:"rule"`
	// Person says that it pays persons, who have to be eligible.
	Person bool `json:"person"`
	// Limit is the most that a unit counts for.
	Limit money.Amount `json:"limit"`
	// Departments are where the limit holds.
	Departments []string `json:"departments"`
	// Years is how old archives have to be.
	Years int `json:"years"`
}

// SpendCategory is a category of the expense list of the French credits for cinema and audiovisual
// works (dépenses éligibles, CGI annexe III art. 46 quater-0 YL).
type SpendCategory string

// Categories of spend.
const (
	AuthorPay       SpendCategory = "author-pay"
	PerformerPay    SpendCategory = "performer-pay"
	StaffPay        SpendCategory = "staff-pay"
	PayrollTax      SpendCategory = "payroll-tax"
	LocationHire    SpendCategory = "location"
	SetSpend        SpendCategory = "sets"
	FloorEffects    SpendCategory = "floor-effects"
	CostumeSpend    SpendCategory = "costumes"
	HairMakeUp      SpendCategory = "hair-make-up"
	EquipmentHire   SpendCategory = "equipment"
	PostProduction  SpendCategory = "post-production"
	VisualEffects   SpendCategory = "visual-effects"
	TitleSpend      SpendCategory = "titles"
	StockLaboratory SpendCategory = "stock-laboratory"
	GoodsTransport  SpendCategory = "goods-transport"
	DwellingHire    SpendCategory = "dwelling"
	ArchiveSpend    SpendCategory = "archives"
	TravelSpend     SpendCategory = "travel"
	MealSpend       SpendCategory = "meal"
	NightSpend      SpendCategory = "night"
	OwnEquipment    SpendCategory = "own-equipment"
	// OtherSpend is what the list does not have.
	OtherSpend SpendCategory = "other"
)

var spendCategories = []SpendCategory{
	AuthorPay, PerformerPay, StaffPay, PayrollTax, LocationHire, SetSpend, FloorEffects, CostumeSpend, HairMakeUp, EquipmentHire,
	PostProduction, VisualEffects, TitleSpend, StockLaboratory, GoodsTransport, DwellingHire, ArchiveSpend, TravelSpend, MealSpend,
	NightSpend, OwnEquipment, OtherSpend,
}

// OneOf returns the words that are a SpendCategory.
func (SpendCategory) OneOf() []string { return valid.Texts(spendCategories) }

// pays says that a category is pay, with social charges.
func (c SpendCategory) pays() bool { return c == AuthorPay || c == PerformerPay || c == StaffPay }

// byUnit says that a category has a limit by trip, meal or night.
func (c SpendCategory) byUnit() bool { return c == TravelSpend || c == MealSpend || c == NightSpend }

// SpendCredit is the credit that spend is claimed for.
type SpendCredit string

// Credits with the expense list of CGI annexe III art. 46 quater-0 YL to YR.
const (
	CinemaSpend      SpendCredit = "cinema"
	AudiovisualSpend SpendCredit = "audiovisual"
)

var spendCredits = []SpendCredit{CinemaSpend, AudiovisualSpend}

// OneOf returns the words that are a SpendCredit.
func (SpendCredit) OneOf() []string { return valid.Texts(spendCredits) }

// MaxSpendLines is the most lines of a claim.
const MaxSpendLines = 100_000

// Spend is the spend of a work, line by line (dépenses de production), in euros.
type Spend struct {
	Credit SpendCredit `json:"credit" strict:"required"`
	Genre  Genre       `json:"genre" strict:"required"`
	// Requested is the day the CNC received the request for provisional approval; spend before
	// it does not count (CGI 220 sexies).
	Requested civil.Date `json:"requested" strict:"required"`
	// Lines are at most [MaxSpendLines].
	Lines []SpendLine `json:"lines" strict:"required,max=100000"`
}

// SpendLine is a line of a budget or of a cost report, as plain data.
type SpendLine struct {
	ID       string        `json:"id" strict:"required"`
	Category SpendCategory `json:"category" strict:"required"`
	Date     civil.Date    `json:"date" strict:"required"`
	// Amount is without tax and, for pay, without Charges.
	Amount money.Amount `json:"amount" strict:"required"`
	// Charges are the mandatory social charges of pay; they count in proportion to the pay that
	// does.
	Charges money.Amount `json:"charges,omitzero"`
	// Place is where the supplier is established or, for travel, meals and nights, where it was
	// spent: the number of a French department, or the two letters of a foreign country. Pay has
	// none.
	Place string `json:"place,omitempty"`
	// EligiblePerson says that who is paid is of a country of the Union, the European Economic
	// Area or a convention of the Council of Europe, or resident in France.
	EligiblePerson bool `json:"eligiblePerson,omitempty"`
	// InFrance is the share of pay that is for work done in France, which alone counts (CGI 220
	// sexies, III); absent, all of it is.
	InFrance *money.Fraction `json:"inFrance,omitempty"`
	// Minimum is the pay of a performer at the minimum of the collective agreement, for the whole
	// line, or its work in France.
	Minimum *money.Amount `json:"minimum,omitempty"`
	// Assigned is the share of the time of permanent staff given to the work; absent, they were
	// hired for it.
	Assigned *money.Fraction `json:"assigned,omitempty"`
	// Quantity and UnitPrice are of travel (trips of a person), meals and nights; their product,
	// rounded, is Amount.
	Quantity  money.Decimal `json:"quantity,omitzero"`
	UnitPrice money.Decimal `json:"unitPrice,omitzero"`
	// Script says that the script justifies a foreign leg.
	Script bool `json:"script,omitempty"`
	// Use is the share of the depreciation of own equipment that its use for the work is.
	Use *money.Fraction `json:"use,omitempty"`
	// Years is how old archives are, Unrelated that their seller is no affiliate.
	Years     int  `json:"years,omitempty"`
	Unrelated bool `json:"unrelated,omitempty"`
}

// EligibleSpend is what of a spend counts for a credit, the sums of its lines.
type EligibleSpend struct {
	Amount money.Amount `json:"amount"`
	Kept   money.Amount `json:"kept"`
	Cut    money.Amount `json:"cut"`
	// Lines are in the order of the claim, Categories in that of the list, those with lines.
	Lines      []KeptSpend     `json:"lines"`
	Categories []CategorySpend `json:"categories"`
	Notices    []law.Notice    `json:"notices"`
}

// CategorySpend is the sum of the lines of a category.
type CategorySpend struct {
	Category SpendCategory `json:"category"`
	Amount   money.Amount  `json:"amount"`
	Kept     money.Amount  `json:"kept"`
}

// KeptSpend is what of a line counts: Amount, which has the charges, less Cuts is Kept.
type KeptSpend struct {
	ID       string        `json:"id"`
	Category SpendCategory `json:"category"`
	Amount   money.Amount  `json:"amount"`
	Kept     money.Amount  `json:"kept"`
	Cuts     []SpendCut    `json:"cuts"`
	Refs     law.Refs      `json:"refs"`
}

// SpendCut is what was cut from a line and why: Amount is Base less what counts of it, which
// is Limit, or Base × Share rounded, or nothing.
type SpendCut struct {
	// Code is a stable word.
	Code   string         `json:"code"`
	Base   money.Amount   `json:"base"`
	Limit  money.Amount   `json:"limit,omitzero"`
	Share  money.Fraction `json:"share,omitzero"`
	Amount money.Amount   `json:"amount"`
	Reason string         `json:"reason"`
}

// DecodeSpend reads a spend and checks it as [Spend.Validate] does; every fault is a [*FieldError].
func DecodeSpend(r io.Reader) (Spend, error) {
	return strictjson.DecodeValid[Spend](r)
}

// ComputeEligibleSpend returns what of a spend counts for the French credits (dépenses éligibles): line
// by line what is kept, what is cut and why, after CGI annexe III art. 46 quater-0 YL. Each limit
// and share is rounded once to the cent, half away from zero. Spend that does not count is a result;
// faulty lines are refused with every fault at once, each a [*FieldError], and so is a day before the
// rules. What the credit then takes off, subsidies and the part of the budget, is of the scheme.
//
// Complexity O(n) in the lines.
func ComputeEligibleSpend(s Spend) (EligibleSpend, error) {
	if err := s.Validate(); err != nil {
		return EligibleSpend{}, err
	}
	table, err := spendRules()
	if err != nil {
		return EligibleSpend{}, err
	}
	e := &sieve{spend: s, table: table, told: map[string]bool{}}
	got := EligibleSpend{Lines: make([]KeptSpend, len(s.Lines)), Categories: []CategorySpend{}, Notices: []law.Notice{}}
	for i, line := range s.Lines {
		if got.Lines[i], err = e.line(line); err != nil {
			e.faults.Add(fmt.Sprintf("lines[%d].%s", i, faultyField(err)), nil, err)
		}
	}
	if err := e.faults.Err(); err != nil {
		return EligibleSpend{}, err
	}
	got.Notices = append(got.Notices, e.notices...)
	return got, got.sum()
}

// faultyField is the field of a line that an error is about: its date has no rules, or its amount is out
// of range.
func faultyField(err error) string {
	if errors.Is(err, law.ErrNoValue) {
		return "date"
	}
	return "amount"
}

// sieve keeps what counts of lines.
type sieve struct {
	spend   Spend
	table   law.Table[spendRule]
	told    map[string]bool // notices, by key
	notices []law.Notice
	faults  valid.Faults
}

// line keeps what counts of a line.
func (e *sieve) line(l SpendLine) (KeptSpend, error) {
	total, err := l.Amount.Add(l.Charges)
	if err != nil {
		return KeptSpend{}, err
	}
	rule, err := e.rule(l)
	if err != nil {
		return KeptSpend{}, err
	}
	got := KeptSpend{ID: l.ID, Category: l.Category, Amount: total, Kept: total, Cuts: []SpendCut{}, Refs: rule.Refs}
	if code, reason := e.excludes(l, rule.Value); code != "" {
		got.cut(SpendCut{Code: code, Base: total, Reason: reason}, money.Amount{})
		return got, nil
	}
	return got, got.limit(l, rule.Value)
}

// rule returns the rule of a line, and notes once what is doubtful about it.
func (e *sieve) rule(l SpendLine) (law.Value[spendRule], error) {
	v, err := e.table.At(string(l.Category), l.Date)
	if key := l.special(); key != "" && err == nil {
		special, other := e.table.At(key, l.Date)
		if departments := special.Value.Departments; len(departments) == 0 || slices.Contains(departments, l.Place) {
			v, err = special, other
		}
	}
	if err != nil {
		return v, err
	}
	n, doubtful := v.Notice()
	e.note(n, doubtful)
	stale, late := e.table.Stale(l.Date)
	e.note(stale, late)
	return v, nil
}

func (e *sieve) note(n law.Notice, holds bool) {
	if !holds || e.told[n.Code+n.Key] {
		return
	}
	e.told[n.Code+n.Key] = true
	e.notices = append(e.notices, n)
}

// special is the key of the rule of the place of a line, where there may be one.
func (l SpendLine) special() string {
	switch {
	case l.Category == NightSpend:
		return "night/paris"
	case l.Category == TravelSpend && isOverseas(l.Place):
		return "travel/overseas"
	case l.Category == TravelSpend && !isFrench(l.Place):
		return "travel/foreign"
	}
	return ""
}

// excludes says why nothing of a line counts, if so.
func (e *sieve) excludes(l SpendLine, r spendRule) (code, reason string) {
	switch {
	case l.Date.Before(e.spend.Requested):
		return "before-request", "spent before the CNC received the request"
	case r.Rule == "none":
		return "not-listed", string(l.Category) + " is not on the list"
	case r.Person && !l.EligiblePerson:
		return "person", "who is paid is neither European nor resident in France"
	case l.Category == TravelSpend && !isFrench(l.Place) && !l.Script:
		return "abroad", "the script does not justify the foreign leg"
	case !r.Person && l.Category != TravelSpend && !isFrench(l.Place):
		return "abroad", "not in France"
	case r.Rule == "archives":
		return e.excludesArchives(l, r)
	}
	return "", ""
}

func (e *sieve) excludesArchives(l SpendLine, r spendRule) (code, reason string) {
	switch {
	case e.spend.Credit != AudiovisualSpend || e.spend.Genre != Documentary:
		return "archives", "archives count for audiovisual documentaries alone"
	case l.Years < r.Years:
		return "archives", fmt.Sprintf("archives of %d years, at least %d are asked", l.Years, r.Years)
	case !l.Unrelated:
		return "archives", "the seller is an affiliate"
	}
	return "", ""
}

// limit cuts what is over the limit of a line.
func (k *KeptSpend) limit(l SpendLine, r spendRule) error {
	if err := k.abroad(&l); err != nil {
		return err
	}
	switch {
	case r.Rule == "minimum":
		return k.minimum(l)
	case r.Rule == "assigned" && l.Assigned != nil:
		return k.share("not-assigned", "the share of the time given to the work", *l.Assigned)
	case r.Rule == "use":
		return k.share("not-used", "the share of the depreciation that is of the work", *l.Use)
	case r.Rule == "unit":
		limit, err := money.Round(l.Quantity.Decimal().Mul(decimal.New(r.Limit.Cents(), -2)))
		if err != nil {
			return err
		}
		k.cut(SpendCut{Code: "limit", Base: l.Amount, Limit: limit, Reason: fmt.Sprintf("%v × %v", l.Quantity, r.Limit)}, limit)
	}
	return nil
}

// abroad leaves of a line of pay what is for work in France, and charges in the same proportion.
func (k *KeptSpend) abroad(l *SpendLine) error {
	if l.InFrance == nil {
		return nil
	}
	pay, err := l.InFrance.Of(l.Amount)
	if err != nil {
		return err
	}
	charges, err := l.InFrance.Of(l.Charges)
	k.cut(SpendCut{Code: "abroad", Base: l.Amount, Share: *l.InFrance, Reason: "pay for work outside France"}, pay)
	k.cut(SpendCut{Code: "abroad", Base: l.Charges, Share: *l.InFrance, Reason: "charges of the pay for work outside France"}, charges)
	l.Amount, l.Charges = pay, charges
	return err
}

// minimum keeps pay up to the minimum, and charges in the same proportion.
func (k *KeptSpend) minimum(l SpendLine) error {
	if l.Amount.Compare(*l.Minimum) <= 0 {
		return nil
	}
	k.cut(SpendCut{Code: "minimum", Base: l.Amount, Limit: *l.Minimum, Reason: "over the minimum of the agreement"}, *l.Minimum)
	if l.Charges.IsZero() {
		return nil
	}
	share, err := money.ParseFraction(big.NewRat(l.Minimum.Cents(), l.Amount.Cents()).RatString())
	if err != nil {
		return err
	}
	kept, err := share.Of(l.Charges)
	k.cut(SpendCut{Code: "charges", Base: l.Charges, Share: share, Reason: "charges of the pay over the minimum"}, kept)
	return err
}

// share keeps a share of a line.
func (k *KeptSpend) share(code, reason string, share money.Fraction) error {
	kept, err := share.Of(k.Kept)
	k.cut(SpendCut{Code: code, Base: k.Kept, Share: share, Reason: reason}, kept)
	return err
}

// cut takes off what of a base does not count.
func (k *KeptSpend) cut(c SpendCut, counts money.Amount) {
	c.Amount = over(c.Base, counts)
	if c.Amount.IsZero() {
		return
	}
	k.Kept = over(k.Kept, c.Amount)
	k.Cuts = append(k.Cuts, c)
}

// sum adds the lines up.
func (e *EligibleSpend) sum() error {
	var amount, kept money.Total
	amounts, keeps := map[SpendCategory]*money.Total{}, map[SpendCategory]*money.Total{}
	for _, l := range e.Lines {
		if amounts[l.Category] == nil {
			amounts[l.Category], keeps[l.Category] = new(money.Total), new(money.Total)
		}
		amount.Add(l.Amount)
		kept.Add(l.Kept)
		amounts[l.Category].Add(l.Amount)
		keeps[l.Category].Add(l.Kept)
	}
	var err error
	if e.Amount, err = amount.Amount(); err != nil {
		return &FieldError{Path: "lines", Err: err}
	}
	e.Kept, _ = kept.Amount() // no more than Amount
	e.Cut = over(e.Amount, e.Kept)
	for _, c := range spendCategories {
		if amounts[c] == nil {
			continue
		}
		a, _ := amounts[c].Amount()
		k, _ := keeps[c].Amount()
		e.Categories = append(e.Categories, CategorySpend{c, a, k})
	}
	return nil
}
