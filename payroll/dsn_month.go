package payroll

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// DSNFigures are the tables that a declaration is written by. The zero value holds the built-in ones.
type DSNFigures struct {
	Pay    Parameters
	Papers PaperParameters
	Codes  DSNParameters
	// Norm gives the lengths and lists that values are held against.
	Norm DSNNorm
}

// DSNDeclared is a declaration as it is sent, with what explains it.
type DSNDeclared struct {
	File DSNFile `json:"file"`
	// Aggregates are the lines of the bordereaux, each the sum of individual contributions.
	Aggregates []DSNAggregate `json:"aggregates"`
	// Undeclared are what the payslips hold and the declaration of the month does not, with the reason.
	Undeclared []DSNUndeclared `json:"undeclared"`
	// Due is the last day to send it: that of the remittance to the Urssaf.
	Due     civil.Date   `json:"due"`
	Notices []law.Notice `json:"notices"`
}

// DSNAggregate is an aggregated contribution (cotisation agrégée, S21.G00.23) of a month of pay. Base and amount are
// sums to the cent; whether a body rounds the base to the euro was not found.
type DSNAggregate struct {
	Month     civil.Month `json:"month"`
	CTP       string      `json:"ctp"`
	Qualifier string      `json:"qualifier"`
	// Rate is that of accidents at work, in percent with two decimals, and Town that of the mobility
	// contribution, where the line has one.
	Rate   string       `json:"rate,omitempty"`
	Town   string       `json:"town,omitempty"`
	Base   money.Amount `json:"base"`
	Amount money.Amount `json:"amount"`
	Refs   law.Refs     `json:"refs"`
}

// DSNUndeclared is a sum of payslips, both sides, that the declaration does not hold.
type DSNUndeclared struct {
	// Key is that of [DSNParameters].
	Key    string       `json:"key"`
	Amount money.Amount `json:"amount"`
	Reason string       `json:"reason"`
}

// DeclareMonth writes the monthly declaration of an establishment (DSN mensuelle, nature 01) from contracts and
// payslips: the envelope, the bordereaux of the Urssaf, each individual with contracts, payments, remunerations,
// activity, bases and contributions, and the counters.
//
// Each amount is a posted amount of a payslip or a sum of them; a line that is declared in two is
// split by its rate, and the rest is the other part. Nothing is rounded beside that, so that individual
// contributions add up to the aggregated ones to the cent.
//
// What was declared wrongly in months before is stated as differences, in the periods of those months:
// remunerations, activity, bases, contributions, a bordereau of the month, and income tax in S21.G00.56.
//
// What no source gives has to be given, or left out knowingly by [DSNWithout]; otherwise it is an
// [ErrDSNUnknown]. All faults are told at once, each a [*FieldError]; a month before January 2026 is a
// [law.ErrNoValue].
//
// The result is no substitute for the official check (DSN-Val), which no file of this package has passed. Not
// verified: which rubrics are compulsory; the unit of working time of artists; whether contributions to France
// Travail are declared beside an AEM; whether accidents at work join the uncapped line of their CTP; CTP 671 and the
// sign of the reduction, written negative on both sides; 105 in place of 131 and 132; the amount of a base 31; the
// conditions of S21.G00.56; whether the bordereau wants whole euros. Not written: premiums (S21.G00.52), other
// gross income than the flat deduction, overtime by type, absences, sick leave, what unions and funds of the branch
// call, and performers who live abroad, an [ErrNotCovered].
//
// Complexity linear in the number of payslips.
func DeclareMonth(d DSNDeclaration, figures DSNFigures) (DSNDeclared, error) {
	w, err := newDSNWriting(&d, figures)
	if err != nil {
		return DSNDeclared{}, err
	}
	w.enter("individuals", len(d.Individuals), func(i int) { w.individual(&d.Individuals[i]) })
	individuals := w.blocks
	w.blocks = nil
	w.bordereaux()
	bordereaux := w.blocks
	w.blocks = nil
	w.envelope(bordereaux, individuals)
	if w.err != nil {
		return DSNDeclared{}, w.err
	}
	if err := w.f.Err(); err != nil {
		return DSNDeclared{}, err
	}
	return w.declared()
}

// dsnWriting is a declaration in the making.
type dsnWriting struct {
	d       *DSNDeclaration
	figures DSNFigures
	rules   *dsnRules
	codes   law.Table[DSNCode]
	paper   *papering
	remit   *remitting
	byDate  map[civil.Date]*Rules
	f       valid.Faults
	blocks  []DSNBlock
	sums    map[aggregateKey]*aggregateSum
	left    map[string]*undeclaredSum
	unknown map[string]bool
	err     error
}

func newDSNWriting(d *DSNDeclaration, figures DSNFigures) (*dsnWriting, error) {
	w := &dsnWriting{
		d: d, figures: figures, byDate: map[civil.Date]*Rules{}, sums: map[aggregateKey]*aggregateSum{},
		left: map[string]*undeclaredSum{}, unknown: map[string]bool{},
	}
	d.check(&w.f)
	if d.Month.IsZero() {
		return nil, w.f.Err()
	}
	norm, notices, err := BuiltInDSNNorm(d.Month)
	if err != nil {
		w.f.Add("month", d.Month, err)
		return nil, w.f.Err()
	}
	if figures.Norm.Version == "" {
		figures.Norm = norm
	} else if figures.Norm.Version != norm.Version {
		w.f.Addf("norm.version", figures.Norm.Version, valid.ErrOutOfRange, "that of %v is %s", d.Month, norm.Version)
	}
	if w.rules, err = figures.Norm.compile(); err != nil {
		return nil, err
	}
	codes, err := d.Codes(figures.Codes)
	if err != nil {
		reachInto(&w.f, "", err)
	} else if w.codes, err = codes.table(); err != nil {
		return nil, err
	}
	if err := w.f.Err(); err != nil {
		return nil, err
	}
	if w.paper, err = newPapering("month", d.Month.Last(), figures.Papers); err != nil {
		return nil, err
	}
	w.paper.notices = append(w.paper.notices, notices...)
	w.remit, err = newRemitting(d.Month, nil, d.Headcount, figures.Pay)
	return w, err
}

// enter writes each item of a list of the document.
func (w *dsnWriting) enter(field string, n int, write func(i int)) {
	w.f.Enter(field)
	for i := range n {
		w.f.Index(i)
		write(i)
		w.f.Leave()
	}
	w.f.Leave()
}

// writingBlock is a block in the making.
type writingBlock struct {
	w *dsnWriting
	DSNBlock
}

func (w *dsnWriting) block(code string) *writingBlock {
	return &writingBlock{w: w, DSNBlock: DSNBlock{Code: code}}
}

// add keeps a block that has a line.
func (w *dsnWriting) add(b *writingBlock) {
	if len(b.Lines) > 0 {
		w.blocks = append(w.blocks, b.DSNBlock)
	}
}

// within keeps a block that has a line in another one.
func (b *writingBlock) within(parent *writingBlock) {
	if len(b.Lines) > 0 {
		parent.Blocks = append(parent.Blocks, b.DSNBlock)
	}
}

// put writes a rubric, unless its value is absent. A value that does not fit it is a fault of the field that
// it comes from.
func (b *writingBlock) put(number, field, value string) {
	if value == "" {
		return
	}
	rubric := b.Code + "." + number
	if i := strings.IndexFunc(value, func(r rune) bool { return r < ' ' || 0x7f <= r && r < 0xa0 || r > 0xff }); i >= 0 {
		b.w.f.Addf(field, value, ErrDSNCharacter, "%s is written in ISO-8859-1", rubric)
	} else if rule := b.w.rules.rubrics[rubric]; rule != nil {
		if reason := rule.fault(value); reason != "" {
			b.w.f.Addf(field, value, valid.ErrOutOfRange, "%s: %s", rubric, reason)
		}
	}
	b.Lines = append(b.Lines, DSNLine{Rubric: rubric, Value: value})
}

// must writes a rubric that the declaration cannot be without.
func (b *writingBlock) must(number, field, value string) {
	if strings.TrimSpace(value) == "" {
		b.w.f.Add(field, nil, valid.ErrMissing)
		return
	}
	b.put(number, field, value)
}

func (b *writingBlock) amount(number, field string, a money.Amount) { b.put(number, field, a.String()) }

func (b *writingBlock) date(number, field string, d civil.Date) {
	if !d.IsZero() {
		b.put(number, field, dsnDate(d))
	}
}

func (b *writingBlock) period(from, to, field string, p civil.Period) {
	b.date(from, field, p.From)
	b.date(to, field, p.To)
}

// decimal writes a number with two decimals. One that has more is a fault, never rounded.
func (b *writingBlock) decimal(number, field string, d money.Decimal) {
	text, exact := dsnHundredths(d)
	if !exact {
		b.w.f.Addf(field, d, valid.ErrOutOfRange, "%s.%s has two decimals", b.Code, number)
		return
	}
	b.put(number, field, text)
}

// addressRubrics are those of an address: street, post code, town, country, foreign code, building, delivery.
type addressRubrics [7]string

func (b *writingBlock) address(field string, a DSNAddress, numbers addressRubrics) {
	texts := [7]string{a.Street, a.PostCode, a.Town, a.Country, a.ForeignCode, a.Building, a.Delivery}
	names := [7]string{"street", "postCode", "town", "country", "foreignCode", "building", "delivery"}
	for i, text := range texts {
		b.put(numbers[i], field+"."+names[i], text)
	}
	if a.Street == "" && a.Delivery == "" {
		b.w.f.Add(field+".street", nil, valid.ErrMissing)
	}
	if a.Town == "" {
		b.w.f.Add(field+".town", nil, valid.ErrMissing)
	}
	slices.SortFunc(b.Lines, func(x, y DSNLine) int { return strings.Compare(x.Rubric, y.Rubric) })
}

// code01 is 01 or 02.
func code01(second bool) string {
	if second {
		return "02"
	}
	return "01"
}

// envelope writes all but the individuals and the bordereaux, around them.
func (w *dsnWriting) envelope(bordereaux, individuals []DSNBlock) {
	d := w.d
	w.sending()
	declaration := w.block(declarationBlock)
	declaration.put("001", "kind", "01")
	declaration.put("002", "kind", dsnKindCodes[d.Kind])
	declaration.put("003", "number", "11")
	declaration.put("004", "number", strconv.Itoa(d.Number))
	declaration.put("005", "month", dsnDate(d.Month.First()))
	declaration.put("006", "replaces", d.Replaces)
	declaration.date("007", "filedOn", d.FiledOn)
	declaration.put("008", "kind", "01")
	declaration.put("010", "kind", "01")
	w.enter("contacts", len(d.Contacts), func(i int) {
		b, c := w.block("S20.G00.07"), d.Contacts[i]
		b.must("001", "name", c.Name)
		b.must("002", "phone", c.Phone)
		b.must("003", "email", c.Email)
		b.must("004", "kind", c.Kind)
		b.within(declaration)
	})
	for i, body := range d.NilBodies {
		b := w.block("S20.G00.08")
		b.must("001", fmt.Sprintf("nilBodies[%d]", i), body)
		b.within(declaration)
	}
	firm := w.firm()
	site := w.site()
	site.Blocks = slices.Concat(site.Blocks, bordereaux, individuals)
	w.ofSite(site)
	site.within(firm)
	firm.within(declaration)
	w.workplaces(declaration)
	w.add(declaration)
	total := w.block(totalBlock)
	lines := countLines(w.blocks) + 2
	total.put("001", "individuals", strconv.Itoa(lines))
	total.put("002", "number", "1")
	w.add(total)
}

// sending writes S10.
func (w *dsnWriting) sending() {
	d := w.d
	s := w.block(sendingBlock)
	s.must("001", "software.name", d.Software.Name)
	s.must("002", "software.publisher", d.Software.Publisher)
	s.must("003", "software.version", d.Software.Version)
	s.put("004", "software.conformity", d.Software.Conformity)
	s.put("005", "test", code01(!d.Test))
	s.put("006", "month", w.rules.version)
	s.put("007", "kind", "01")
	s.put("008", "kind", code01(d.Kind.isNil()))
	e := w.block("S10.G00.01")
	e.put("001", "sender.siret", d.Sender.SIRET.SIREN())
	e.put("002", "sender.siret", string(d.Sender.SIRET[9:]))
	e.must("003", "sender.name", d.Sender.Name)
	e.address("sender.address", d.Sender.Address, addressRubrics{"004", "005", "006", "007", "008", "009", "010"})
	e.within(s)
	c := w.block("S10.G00.02")
	c.put("001", "sender.sex", code01(d.Sender.Sex == Female))
	c.must("002", "sender.person", d.Sender.Person)
	c.must("004", "sender.email", d.Sender.Email)
	c.must("005", "sender.phone", d.Sender.Phone)
	c.within(s)
	w.add(s)
}

func (w *dsnWriting) firm() *writingBlock {
	b, firm := w.block(firmBlock), w.d.Firm
	b.put("001", "firm.siret", firm.SIRET.SIREN())
	b.put("002", "firm.siret", string(firm.SIRET[9:]))
	b.must("003", "firm.naf", string(firm.NAF))
	b.put("015", "firm.agreement", string(firm.Agreement))
	b.address("firm.address", firm.Address, addressRubrics{"004", "005", "006", "010", "011", "007", "008"})
	return b
}

// site writes the establishment, its adhesions and its transfers.
func (w *dsnWriting) site() *writingBlock {
	b, site := w.block(siteBlock), w.d.Establishment
	b.put("001", "establishment.siret", string(site.SIRET[9:]))
	b.must("002", "establishment.naf", string(site.NAF))
	b.put("022", "establishment.agreement", string(site.Agreement))
	b.put("023", "establishment.opco", site.OPCO)
	b.put("025", "establishment.healthService", site.HealthService)
	b.address("establishment.address", site.Address, addressRubrics{"003", "004", "005", "015", "016", "006", "007"})
	w.enter("adhesions", len(w.d.Adhesions), func(i int) {
		a, adhesion := w.block("S21.G00.15"), w.d.Adhesions[i]
		a.must("001", "reference", adhesion.Reference)
		a.must("002", "body", adhesion.Body)
		a.put("003", "delegate", adhesion.Delegate)
		a.put("004", "covers", code01(!adhesion.Covers))
		a.must("005", "id", adhesion.ID)
		a.within(b)
	})
	w.enter("transfers", len(w.d.Transfers), func(i int) { w.transfer(w.d.Transfers[i]).within(b) })
	return b
}

func (w *dsnWriting) transfer(t DSNTransfer) *writingBlock {
	b := w.block("S21.G00.20")
	b.must("001", "body", t.Body)
	b.put("002", "entity", t.Entity)
	b.put("003", "bic", t.BIC)
	b.put("004", "iban", t.IBAN)
	b.amount("005", "amount", t.Amount)
	b.period("006", "007", "period", t.Period)
	b.put("008", "delegate", t.Delegate)
	b.put("010", "mode", t.Mode)
	b.date("011", "on", t.On)
	b.put("012", "payer", string(t.Payer))
	return b
}

// ofSite writes what follows the individuals of an establishment.
func (w *dsnWriting) ofSite(site *writingBlock) {
	w.enter("taxes", len(w.d.Taxes), func(i int) {
		b, t := w.block("S21.G00.44"), w.d.Taxes[i]
		b.must("001", "code", t.Code)
		if !t.Amount.IsZero() {
			b.amount("002", "amount", t.Amount)
		}
		if t.Year != 0 {
			b.put("003", "year", strconv.Itoa(t.Year))
		}
		b.put("004", "reason", t.Reason)
		b.within(site)
	})
	w.enter("contributions", len(w.d.Contributions), func(i int) {
		b, c := w.block("S21.G00.82"), w.d.Contributions[i]
		b.amount("001", "amount", c.Amount)
		b.must("002", "code", c.Code)
		b.period("003", "004", "period", c.Period)
		b.put("005", "reference", c.Reference)
		b.within(site)
	})
}

func (w *dsnWriting) workplaces(declaration *writingBlock) {
	w.enter("workplaces", len(w.d.Workplaces), func(i int) {
		b, p := w.block("S21.G00.85"), w.d.Workplaces[i]
		b.must("001", "id", p.ID)
		b.put("002", "naf", string(p.NAF))
		b.put("010", "nature", p.Nature)
		b.put("011", "insee", p.INSEE)
		b.address("address", p.Address, addressRubrics{"003", "004", "005", "006", "007", "008", "009"})
		b.within(declaration)
	})
}

// without reports whether something is left out knowingly, and notes it.
func (w *dsnWriting) without(what DSNWithout) bool {
	if !slices.Contains(w.d.Without, what) {
		return false
	}
	w.paper.note(law.Notice{Code: CodeAbsent, Key: "without/" + string(what), Message: "the declaration leaves out: " + string(what)})
	return true
}

// fail keeps the first error that is no fault of the document.
func (w *dsnWriting) fail(err error) {
	if err != nil && w.err == nil {
		w.err = err
	}
}

func (w *dsnWriting) declared() (DSNDeclared, error) {
	out := DSNDeclared{File: DSNFile{w.blocks}, Aggregates: []DSNAggregate{}, Undeclared: []DSNUndeclared{}}
	var err error
	for _, k := range w.aggregateKeys() {
		a := DSNAggregate{Month: k.month, CTP: k.ctp, Qualifier: k.qualifier, Rate: k.rate, Town: k.town, Refs: w.sums[k].refs}
		if a.Base, err = w.sums[k].base.Amount(); err != nil {
			return DSNDeclared{}, err
		}
		if a.Amount, err = w.sums[k].amount.Amount(); err != nil {
			return DSNDeclared{}, err
		}
		out.Aggregates = append(out.Aggregates, a)
	}
	if out.Undeclared, err = w.undeclared(); err != nil {
		return DSNDeclared{}, err
	}
	key := "remittance/small"
	if w.remit.last.reaches("headcount/housing") {
		key = "remittance/large"
	}
	if out.Due, err = w.remit.due(int(w.remit.last.figure(key).whole)); err != nil {
		return DSNDeclared{}, err
	}
	w.paper.note(law.Notice{Code: CodeUnchecked, Key: "dsn-val", Message: "the file did not pass through the official tool DSN-Val; which rubrics are compulsory was not transcribed"})
	out.Notices = w.paper.notices
	return out, errors.Join(w.paper.err, w.remit.last.err)
}
