package payroll

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// Codes of the norm that do not change for a contract of usage of the private sector.
const (
	fixedTerm     = "02"  // S21.G00.40.007
	noPolicy      = "99"  // S21.G00.40.008
	fullTime      = "10"  // S21.G00.40.014
	generalScheme = "200" // S21.G00.40.018, 020, 039
	contractUsage = "05"  // S21.G00.40.021
	notConcerned  = "99"  // S21.G00.40.016, 024, 026
	notKnown      = "03"  // S21.G00.40.036, 037
	endOfTerm     = "031" // S21.G00.62.002
	derogatory    = "01"  // S21.G00.62.017
	unifiedScheme = "RUAA"
	riskOfArtists = "923AC"
)

// dsnEntry is a payslip that the declaration states, with sign −1 one that it takes back.
type dsnEntry struct {
	path     string
	contract int
	paid     *DSNPaid
	sign     int64
	period   civil.Period
	// month is that of the pay, on the day of payment in this declaration.
	month civil.Month
	on    civil.Date
}

func (e *dsnEntry) signed(a money.Amount) money.Amount {
	return money.FromCents(e.sign * a.Cents())
}

// entries returns the payslips of an individual, and for each correction both.
func (w *dsnWriting) entries(d *DSNIndividual) (list []dsnEntry) {
	for i := range d.Contracts {
		c := &d.Contracts[i]
		for j := range c.Paid {
			p := &c.Paid[j]
			list = append(list, dsnEntry{fmt.Sprintf("contracts[%d].paid[%d]", i, j), i, p, +1, c.periodOf(p), w.d.Month, p.Engagement.Date})
		}
		for j := range c.Corrections {
			k := &c.Corrections[j]
			path, month := fmt.Sprintf("contracts[%d].corrections[%d]", i, j), k.Wrong.Engagement.Date.Month()
			list = append(list, dsnEntry{path + ".wrong", i, &k.Wrong, -1, c.periodOf(&k.Wrong), month, k.On},
				dsnEntry{path + ".right", i, &k.Right, +1, c.periodOf(&k.Right), month, k.On})
		}
	}
	return list
}

// individual writes a worker with contracts and payments.
func (w *dsnWriting) individual(d *DSNIndividual) {
	entries := w.entries(d)
	b := w.identity(d)
	for i := range d.Contracts {
		w.f.Enter(fmt.Sprintf("contracts[%d]", i))
		w.contract(&d.Contracts[i], i, entries).within(b)
		w.f.Leave()
	}
	for i, p := range w.paymentsOf(entries) {
		w.payment(d, i, p).within(b)
	}
	w.add(b)
}

func (w *dsnWriting) identity(d *DSNIndividual) *writingBlock {
	worker := d.Contracts[0].Contract.Worker
	b := w.block(individualBlock)
	const at = "contracts[0].contract.worker."
	if worker.NIR != "" {
		b.put("001", at+"nir", worker.NIR.Number())
	}
	b.must("002", at+"name", worker.Name)
	b.put("003", at+"usedName", worker.UsedName)
	b.must("004", at+"firstNames", worker.FirstNames)
	b.put("005", at+"sex", code01(worker.Sex == Female))
	b.date("006", at+"birthDate", worker.BirthDate)
	b.must("007", at+"birthPlace", worker.BirthPlace)
	b.must("013", "union", d.Union)
	b.must("014", "birthDepartment", d.BirthDepartment)
	b.must("015", "birthCountry", d.BirthCountry)
	b.put("018", "email", d.Email)
	b.put("019", "number", d.Number)
	b.put("020", "temporaryNumber", d.TemporaryNumber)
	b.address("address", d.Address, addressRubrics{"008", "009", "010", "011", "012", "016", "017"})
	w.paper.identity(&worker)
	return b
}

// contract writes a contract with its end and its affiliations.
func (w *dsnWriting) contract(c *DSNContract, index int, entries []dsnEntry) *writingBlock {
	k, t := &c.Contract, &c.Terms
	annex, _ := w.paper.whole("aem/annex-" + string(k.Category))
	b := w.block("S21.G00.40")
	b.date("001", "contract.start", k.Start)
	b.must("002", "terms.status", t.Status)
	b.put("003", "contract.executive", map[bool]string{true: "01", false: "04"}[k.Executive])
	b.must("004", "terms.pcs", t.PCS)
	b.must("006", "contract.job", k.Job)
	b.put("007", "contract", fixedTerm)
	b.put("008", "contract", noPolicy)
	b.must("009", "contract.id", k.ID)
	b.date("010", "contract.end", k.End)
	b.must("011", "terms.unit", t.Unit)
	b.decimal("012", "terms.reference", t.Reference)
	b.decimal("013", "terms.quantity", t.Quantity)
	b.put("014", "contract", fullTime)
	b.put("016", "contract", w.localScheme(index, entries))
	b.put("017", "contract.agreement", string(k.Agreement))
	b.put("018", "contract", generalScheme)
	b.put("019", "terms.workplace", cmp.Or(t.Workplace, string(w.d.Establishment.SIRET)))
	b.put("020", "contract", generalScheme)
	b.put("021", "contract", contractUsage)
	w.optional(b, "022", "terms.leaveFundCode", t.LeaveFundCode, WithoutLeaveFundCode)
	w.deductionRate(b, index, entries)
	b.put("024", "contract", notConcerned)
	b.put("025", "contract.category", map[int]string{8: "05", 10: "06"}[annex])
	b.put("026", "contract", notConcerned)
	w.optional(b, "027", "terms.allocationCode", t.AllocationCode, WithoutAllocationCode)
	b.put("036", "contract", notKnown)
	b.put("037", "contract", notKnown)
	b.put("039", "contract", generalScheme)
	b.put("040", "terms.risk", w.risk(c))
	b.put("041", "terms.position", t.Position)
	b.put("050", "contract.objectNumber", string(k.ObjectNumber))
	w.paper.object(k.ObjectNumber)
	w.end(c).within(b)
	w.f.Enter("terms")
	w.enter("affiliations", len(t.Affiliations), func(i int) {
		a, affiliation := w.block("S21.G00.70"), t.Affiliations[i]
		a.put("004", "option", affiliation.Option)
		a.put("005", "population", affiliation.Population)
		a.must("012", "id", affiliation.ID)
		a.must("013", "adhesion", affiliation.Adhesion)
		a.within(b)
	})
	w.f.Leave()
	retirement := w.block("S21.G00.71")
	retirement.put("002", "contract", unifiedScheme)
	retirement.within(b)
	return b
}

// optional writes a code, or notes that it is left out.
func (w *dsnWriting) optional(b *writingBlock, number, field, code string, what DSNWithout) {
	if code == "" {
		w.without(what)
	}
	b.put(number, field, code)
}

func (w *dsnWriting) risk(c *DSNContract) string {
	if c.Terms.Risk == "" && c.Contract.Category == Artist {
		return riskOfArtists
	}
	return c.Terms.Risk
}

// localScheme is 01 in Alsace-Moselle.
func (w *dsnWriting) localScheme(index int, entries []dsnEntry) string {
	for _, e := range entries {
		if e.contract == index && e.paid.Engagement.AlsaceMoselle {
			return "01"
		}
	}
	return notConcerned
}

// deductionRate writes the rate of the flat deduction that the payslips of a contract took. What a correction
// takes back gives it only where nothing else does.
func (w *dsnWriting) deductionRate(b *writingBlock, index int, entries []dsnEntry) {
	var rate, taken *money.Decimal
	for i := range entries {
		e := &entries[i]
		step := stepOf(&e.paid.Payslip, "deduction")
		_, path, _ := strings.Cut(e.path, "].") // within the contract
		switch {
		case e.contract != index || step == nil || step.Amount.IsZero():
		case e.sign < 0:
			taken = &step.Rate
		case rate == nil:
			rate = &step.Rate
		case !rate.Equal(step.Rate):
			w.f.Addf(path+".payslip", step.Rate, valid.ErrOutOfRange, "the flat deduction of a contract has one rate, another payslip has %v", *rate)
		}
	}
	if rate = cmp.Or(rate, taken); rate != nil {
		b.decimal("023", "paid", *rate)
	}
}

// stepOf returns a step of a payslip, nil where it has none.
func stepOf(slip *Payslip, code string) *Step {
	i := slices.IndexFunc(slip.Steps, func(s Step) bool { return s.Code == code })
	if i < 0 {
		return nil
	}
	return &slip.Steps[i]
}

// end writes the end of a contract that ended in the month.
func (w *dsnWriting) end(c *DSNContract) *writingBlock {
	b := w.block("S21.G00.62")
	last := c.lastDay()
	if last.IsZero() || last.Month() != w.d.Month {
		return b
	}
	b.date("001", "contract.end", last)
	b.put("002", "terms.endReason", cmp.Or(c.Terms.EndReason, endOfTerm))
	b.date("006", "contract.end", last)
	b.put("017", "contract", derogatory)
	return b
}

// dsnPayment is a payment: the payslips of a day that have one rate of income tax.
type dsnPayment struct {
	on       civil.Date
	kind     string
	rate     string
	path     string
	paid     []dsnEntry
	corrects []dsnEntry
}

// paymentsOf groups payslips by their day and rate. Corrections go with the first payment of their day.
func (w *dsnWriting) paymentsOf(entries []dsnEntry) (list []*dsnPayment) {
	correction := func(e dsnEntry) bool { return e.month != w.d.Month }
	for _, e := range entries {
		if correction(e) {
			continue
		}
		kind, rate := w.rateOf(&e)
		i := slices.IndexFunc(list, func(p *dsnPayment) bool { return p.on == e.on && p.kind == kind && p.rate == rate })
		if i < 0 {
			i = len(list)
			list = append(list, &dsnPayment{on: e.on, kind: kind, rate: rate, path: e.path})
		}
		list[i].paid = append(list[i].paid, e)
	}
	for _, e := range entries {
		if !correction(e) {
			continue
		}
		i := slices.IndexFunc(list, func(p *dsnPayment) bool { return p.on == e.on })
		if i < 0 {
			kind, rate := w.rateOf(&e)
			i = len(list)
			list = append(list, &dsnPayment{on: e.on, kind: kind, rate: rate, path: e.path})
		}
		list[i].corrects = append(list[i].corrects, e)
	}
	slices.SortStableFunc(list, func(a, b *dsnPayment) int { return a.on.Compare(b.on) })
	return list
}

var neutralCodes = map[NeutralRate]string{Metropole: "13", AntillesReunion: "23", GuyaneMayotte: "33"}

// rateOf returns the type and the rate of the income tax of a payslip.
func (w *dsnWriting) rateOf(e *dsnEntry) (kind, rate string) {
	of := &e.paid.Engagement
	if of.NeutralRate == "" {
		text, exact := dsnHundredths(of.WithholdingRate)
		if !exact {
			w.f.Addf(e.path+".engagement.withholdingRate", of.WithholdingRate, valid.ErrOutOfRange, "S21.G00.50.006 has two decimals")
		}
		return "01", text
	}
	rate = "0.00"
	if step := stepOf(&e.paid.Payslip, "income-tax"); step != nil && step.Over > 0 {
		text, exact := dsnPercent(step.Rate, step.Over)
		if !exact {
			w.f.Addf(e.path+".payslip", step.Rate, valid.ErrOutOfRange, "S21.G00.50.006 has two decimals")
		}
		rate = text
	}
	return neutralCodes[of.NeutralRate], rate
}

// taxable returns the base of the income tax of a payslip, and the allowance that it is lowered by.
func (e *dsnEntry) taxable() (base, allowance money.Amount) {
	if step := stepOf(&e.paid.Payslip, "tax-base"); step != nil {
		return e.signed(step.Amount), e.signed(minus(money.Amount{}, step.Plus))
	}
	return e.signed(money.Max(e.paid.Payslip.NetTaxable, money.Amount{})), money.Amount{} // as the tax is computed
}

// taxSums are the sums of a payment that income tax is about.
type taxSums struct {
	taxable, net, tax, allowance, base money.Amount
}

func sumTax(entries []dsnEntry) (s taxSums) {
	for i := range entries {
		e := &entries[i]
		base, allowance := e.taxable()
		s.taxable = plus(s.taxable, e.signed(e.paid.Payslip.NetTaxable))
		s.net = plus(s.net, e.signed(e.paid.Payslip.NetBeforeTax))
		s.tax = plus(s.tax, e.signed(e.paid.Payslip.IncomeTax))
		s.allowance = plus(s.allowance, allowance)
		s.base = plus(s.base, base)
	}
	return s
}

// payment writes a payment with all that is in it.
func (w *dsnWriting) payment(d *DSNIndividual, index int, p *dsnPayment) *writingBlock {
	b, s := w.block("S21.G00.50"), sumTax(p.paid)
	b.date("001", p.path, p.on)
	b.amount("002", p.path, s.taxable)
	b.put("003", p.path, strconv.Itoa(index))
	b.amount("004", p.path, s.net)
	b.put("006", p.path, p.rate)
	b.put("007", p.path, p.kind)
	if p.kind == "01" {
		b.must("008", "rateId", d.RateID)
	}
	b.amount("009", p.path, s.tax)
	if !s.allowance.IsZero() {
		b.amount("012", p.path, s.allowance)
	}
	b.amount("013", p.path, s.base)
	entries := slices.Concat(p.paid, p.corrects)
	spans := spansOf(entries)
	for _, span := range spans {
		w.remunerations(b, d, span)
	}
	for _, span := range spans {
		w.deduction(b, d, span)
	}
	w.taxCorrections(b, p)
	w.netSocial(b, p.path, entries)
	for _, span := range spans {
		w.bases(b, d, span)
	}
	return b
}
