package payroll

import (
	"fmt"
	"slices"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// dsnBase is a base of a period with its components and contributions, in the making.
type dsnBase struct {
	code          string
	affiliation   string
	amount        money.Amount
	components    []dsnComponent
	contributions []*dsnContribution
}

type dsnComponent struct {
	kind   string
	amount money.Amount
}

// dsnContribution is an individual contribution.
type dsnContribution struct {
	code   string
	body   string
	town   string
	base   money.Amount
	based  bool
	amount money.Amount
}

// baseOrder is the order in which bases are written.
var baseOrder = []string{"02", "03", "04", "07", "13", "27", "31", "57"}

// dsnBases are those of a period.
type dsnBases struct {
	w    *dsnWriting
	span *dsnSpan
	list []*dsnBase
}

// bases writes the bases of a period.
func (w *dsnWriting) bases(payment *writingBlock, d *DSNIndividual, s dsnSpan) {
	bases := &dsnBases{w: w, span: &s}
	bases.ofPay()
	for i := range s.entries {
		bases.contributions(&s.entries[i], &d.Contracts[s.contract])
	}
	slices.SortStableFunc(bases.list, func(a, b *dsnBase) int {
		return slices.Index(baseOrder, a.code) - slices.Index(baseOrder, b.code)
	})
	for _, base := range bases.list {
		w.base(base, d.Contracts[s.contract].Contract.ID, &s).within(payment)
	}
}

// base writes one.
func (w *dsnWriting) base(base *dsnBase, contract string, s *dsnSpan) *writingBlock {
	b := w.block("S21.G00.78")
	b.put("001", s.path(), base.code)
	b.period("002", "003", s.path()+".period", s.period)
	b.amount("004", s.path()+".payslip", base.amount)
	b.put("005", s.path(), base.affiliation)
	b.put("006", s.path(), contract)
	for _, c := range base.components {
		component := w.block("S21.G00.79")
		component.put("001", s.path(), c.kind)
		component.amount("004", s.path()+".payslip", c.amount)
		component.within(b)
	}
	for _, c := range base.contributions {
		one := w.block("S21.G00.81")
		one.put("001", s.path(), c.code)
		one.put("002", "bodies", c.body)
		if c.based {
			one.amount("003", s.path()+".payslip", c.base)
		}
		one.amount("004", s.path()+".payslip", c.amount)
		one.put("005", s.path(), c.town)
		one.within(b)
	}
	return b
}

// of returns the base of a code, and of an affiliation where it has one.
func (b *dsnBases) of(code, affiliation string) *dsnBase {
	for _, base := range b.list {
		if base.code == code && base.affiliation == affiliation {
			return base
		}
	}
	base := &dsnBase{code: code, affiliation: affiliation}
	b.list = append(b.list, base)
	return base
}

// Components of bases, S21.G00.79.001.
const (
	componentMinimumWage = "01"
	componentProvident   = "04"
	componentCeiling     = "07"
)

// ofPay fills in the bases that payslips have whatever is due on them: capped pay with its ceiling, all pay,
// that of CSG, unemployment and paid leave.
func (b *dsnBases) ofPay() {
	s := b.span
	capped := b.of("02", "")
	capped.amount = s.sum(func(p *Payslip) money.Amount { return p.Bases.Capped })
	capped.component(componentCeiling, s.sum(func(p *Payslip) money.Amount { return p.Bases.Ceiling }))
	all := b.of("03", "")
	all.amount = s.sum(func(p *Payslip) money.Amount { return p.Bases.SocialBase })
	all.component(componentMinimumWage, b.minimumWage())
	csg := b.of("04", "")
	csg.amount = s.sum(func(p *Payslip) money.Amount { return stepAmount(p, "csg-base") })
	csg.component(componentProvident, s.sum(providentOf))
	b.of("07", "").amount = s.sum(func(p *Payslip) money.Amount { return p.Bases.Insured })
}

func (b *dsnBase) component(kind string, amount money.Amount) {
	if !amount.IsZero() {
		b.components = append(b.components, dsnComponent{kind, amount})
	}
}

func stepAmount(p *Payslip, code string) money.Amount {
	if step := stepOf(p, code); step != nil {
		return step.Amount
	}
	return money.Amount{}
}

// providentOf is what the employer pays to provident schemes.
func providentOf(p *Payslip) (total money.Amount) {
	for i := range p.Lines {
		if code := p.Lines[i].Code; code == "prevoyance" || code == "fonds-sante" {
			total = plus(total, p.Lines[i].EmployerAmount)
		}
	}
	return total
}

// minimumWage is that for the hours of the payslips that have a reduction.
func (b *dsnBases) minimumWage() (total money.Amount) {
	for i := range b.span.entries {
		e := &b.span.entries[i]
		if stepOf(&e.paid.Payslip, "reduction") == nil {
			continue
		}
		rules := b.w.rulesFor(e)
		if rules == nil {
			continue
		}
		smic := rules.figures["smic"].value
		wage, err := money.RoundRat(smic.Rat().Mul(smic.Rat(), e.paid.Payslip.Hours.Rat()))
		b.w.fail(err)
		total = plus(total, e.signed(wage))
	}
	return total
}

// rulesFor returns the rules of the day of a payslip; without any it tells the fault.
func (w *dsnWriting) rulesFor(e *dsnEntry) *Rules {
	date := e.paid.Payslip.Date
	rules, known := w.byDate[date]
	if !known {
		var err error
		if rules, err = w.figures.Pay.At(date); err != nil {
			w.f.Add(e.path+".engagement.date", date, err)
		}
		w.byDate[date] = rules
	}
	return rules
}

// contributions adds those of a payslip to the bases, and to the bordereau of its month.
func (b *dsnBases) contributions(e *dsnEntry, c *DSNContract) {
	for _, part := range b.w.partsOf(e, c) {
		amount := e.signed(part.amount)
		switch {
		case part.code.Code == "":
			b.w.leave(part.key, amount, "it is not declared with the month: "+part.note)
			continue
		case part.code.Base == "07" && !b.w.d.DeclareUnemployment:
			b.w.leave(part.key, amount, "whether contributions to France Travail are declared for a contract with an AEM was not found")
			continue
		case part.code.Base == "31":
			b.provident(e, c, &part, amount)
			continue
		}
		base := b.of(part.code.Base, "")
		if slices.Contains([]string{"13", "27", "57"}, part.code.Base) {
			base.amount = plus(base.amount, e.signed(part.base))
		}
		town := ""
		if part.code.Town {
			if town = c.Terms.Town; town == "" {
				b.w.f.Addf(fmt.Sprintf("contracts[%d].terms.town", e.contract), nil, ErrDSNUnknown, "the mobility contribution is that of a town")
			}
		}
		base.contribute(&part, b.w.bodyOf(part.code.Code), town, e.signed(part.base), amount)
		b.w.aggregate(e, &part, town, amount)
	}
}

// provident adds a contribution to a provident scheme to the base of its affiliation.
func (b *dsnBases) provident(e *dsnEntry, c *DSNContract, part *dsnPart, amount money.Amount) {
	for _, a := range c.Terms.Affiliations {
		if a.Line != part.line {
			continue
		}
		base := b.of("31", a.ID)
		base.amount = plus(base.amount, e.signed(part.base))
		if len(base.components) == 0 {
			base.components = []dsnComponent{{kind: a.Element}}
		}
		base.components[0].amount = plus(base.components[0].amount, e.signed(part.base))
		base.contribute(part, b.w.bodyOf(part.code.Code), "", e.signed(part.base), amount)
		return
	}
	if amount.IsZero() {
		return
	}
	if b.w.without(WithoutProvident) {
		b.w.leave(part.key, amount, "the references of the provident contract are left out")
		return
	}
	path := fmt.Sprintf("contracts[%d].terms.affiliations", e.contract)
	if !b.w.unknown[path+part.line] {
		b.w.unknown[path+part.line] = true
		b.w.f.Addf(path, part.line, ErrDSNUnknown, "the fiche de paramétrage of Audiens has the references")
	}
}

// contribute adds to the contribution of a code, and of a town.
func (b *dsnBase) contribute(part *dsnPart, body, town string, base, amount money.Amount) {
	i := slices.IndexFunc(b.contributions, func(c *dsnContribution) bool { return c.code == part.code.Code && c.town == town })
	if i < 0 {
		if amount.IsZero() && base.IsZero() {
			return
		}
		i = len(b.contributions)
		b.contributions = append(b.contributions, &dsnContribution{code: part.code.Code, body: body, town: town})
	}
	c := b.contributions[i]
	c.amount = plus(c.amount, amount)
	if part.code.Own {
		c.base, c.based = plus(c.base, base), true
	}
}

// bodyOf is the identifier of who a contribution goes to, where it was given.
func (w *dsnWriting) bodyOf(code string) string {
	switch code {
	case "066":
		return w.d.Bodies.LeaveFund
	case "105", "106", "131", "132", "142", "146":
		return w.d.Bodies.Retirement
	case "040", "041", "048", "059", "141":
		return ""
	}
	return w.d.Bodies.Urssaf
}

// faultOfCode tells that the table does not say how a line is declared.
func (w *dsnWriting) faultOfCode(e *dsnEntry, key string, err error) {
	if w.unknown[key] {
		return
	}
	w.unknown[key] = true
	w.f.Addf(e.path+".payslip", key, err, "how it is declared")
}

var errNoCode = fmt.Errorf("%w: a line of a payslip", valid.ErrReference)
