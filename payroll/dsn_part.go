package payroll

import (
	"cmp"
	"errors"
	"maps"
	"math/big"
	"slices"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// dsnPart is a line of a payslip, or the part of one, as it is declared.
type dsnPart struct {
	line   string // its code in the payslip
	key    string
	code   DSNCode
	base   money.Amount
	amount money.Amount // of both sides
	rate   money.Decimal
	note   string
	refs   law.Refs
}

// dsnParts takes a payslip apart.
type dsnParts struct {
	w        *dsnWriting
	entry    *dsnEntry
	category string
	list     []dsnPart
}

// partsOf takes a payslip apart: each line, split where it is declared in two, and the reduction.
func (w *dsnWriting) partsOf(e *dsnEntry, c *DSNContract) []dsnPart {
	p := &dsnParts{w: w, entry: e, category: string(c.Contract.Category)}
	slip := &e.paid.Payslip
	for i := range slip.Lines {
		p.line(&slip.Lines[i])
	}
	if !slip.Reduction.IsZero() {
		pension := w.pensionPart(e)
		p.add("reduction", "reduction", money.Amount{}, minus(pension, slip.Reduction), money.Decimal{})
		p.add("reduction", "reduction/pension", money.Amount{}, minus(money.Amount{}, pension), money.Decimal{})
	}
	return p.list
}

// complements are the parts of lines that are declared by themselves, at a rate of the table.
var complements = map[string]string{
	"maladie":                "maladie/complement",
	"allocations-familiales": "allocations-familiales/complement",
	"formation":              "formation/conventional",
	"taxe-apprentissage":     "taxe-apprentissage/balance",
}

// line adds a line: what is split off it, the local regime of health insurance, and the rest.
func (p *dsnParts) line(l *Line) {
	employer, employee := l.EmployerAmount, l.EmployeeAmount
	// there is no balance of the apprenticeship tax in Alsace-Moselle (loi 2018-771)
	if complement := complements[l.Code]; complement != "" && (l.Code != "taxe-apprentissage" || !p.entry.paid.Engagement.AlsaceMoselle) {
		employer = minus(employer, p.split(l.Code, complement, l.Base))
	}
	if l.Code == "maladie" && !employee.IsZero() {
		p.add(l.Code, "maladie/local", l.Base, employee, l.EmployeeRate)
		employee = money.Amount{}
	}
	p.add(l.Code, p.w.variantOf(p.entry, l.Code), l.Base, plus(employer, employee), l.EmployerRate)
}

func (p *dsnParts) add(line, variant string, base, amount money.Amount, rate money.Decimal) {
	part, known := p.w.partOf(p.entry, p.category+"/"+variant)
	if !known {
		return
	}
	part.line, part.base, part.amount, part.rate = line, base, amount, rate
	p.list = append(p.list, part)
}

// split adds a part at the rate of the table, and returns it.
func (p *dsnParts) split(line, variant string, base money.Amount) money.Amount {
	part, known := p.w.partOf(p.entry, p.category+"/"+variant)
	if !known {
		return money.Amount{}
	}
	amount, err := money.Percent(base, part.code.Rate)
	p.w.fail(err)
	part.line, part.base, part.amount, part.rate = line, base, amount, part.code.Rate
	p.list = append(p.list, part)
	return amount
}

// variantOf is how a line is declared that depends on more than its code.
func (w *dsnWriting) variantOf(e *dsnEntry, code string) string {
	of := &e.paid.Engagement
	switch {
	case code == "fnal" && w.reaches(e, "headcount/housing"):
		return "fnal/large"
	case code == "fnal":
		return "fnal/small"
	case code == "chomage" && (of.ShortContract == nil || *of.ShortContract):
		return "chomage/short"
	}
	return code
}

// reaches reports whether the headcount of the engagement reaches a threshold of its day.
func (w *dsnWriting) reaches(e *dsnEntry, threshold string) bool {
	rules := w.rulesFor(e)
	return rules != nil && int64(e.paid.Engagement.Headcount) >= rules.figures[threshold].whole
}

// pensionPart is what of a reduction is set off against Agirc-Arrco, as [Remit] has it.
func (w *dsnWriting) pensionPart(e *dsnEntry) money.Amount {
	rules := w.rulesFor(e)
	if rules == nil {
		return money.Amount{}
	}
	share := rules.pensionShare(w.reaches(e, "headcount/housing"))
	part, err := money.RoundRat(new(big.Rat).Mul(share, euros(e.paid.Payslip.Reduction)))
	w.fail(err)
	return part
}

// partOf looks up how something is declared on the day of a payslip.
func (w *dsnWriting) partOf(e *dsnEntry, key string) (dsnPart, bool) {
	v, err := w.codes.At(key, e.paid.Payslip.Date)
	if err != nil {
		if errors.Is(err, law.ErrUnknownKey) {
			err = errNoCode
		}
		w.faultOfCode(e, key, err)
		return dsnPart{}, false
	}
	if n, doubtful := v.Notice(); doubtful {
		w.paper.note(n)
	}
	return dsnPart{key: key, code: v.Value, note: v.Note, refs: v.Refs}, true
}

// aggregateKey is a line of a bordereau.
type aggregateKey struct {
	month                      civil.Month
	ctp, qualifier, rate, town string
}

type aggregateSum struct {
	base, amount money.Total
	refs         law.Refs
}

// aggregate adds a contribution to the bordereau of its month.
func (w *dsnWriting) aggregate(e *dsnEntry, part *dsnPart, town string, amount money.Amount) {
	code := &part.code
	if code.Qualifier == "" || w.without(WithoutBordereau) {
		return
	}
	if code.CTP == "" {
		if !amount.IsZero() && !w.unknown[part.key] {
			w.unknown[part.key] = true
			w.f.Addf(e.path+".payslip", part.key, ErrDSNUnknown, "the CTP of it: ctp gives it, or a bordereau is left out")
		}
		return
	}
	k := aggregateKey{month: e.month, ctp: code.CTP, qualifier: code.Qualifier, town: town}
	if code.Rated {
		text, exact := dsnHundredths(part.rate)
		if !exact {
			w.f.Addf(e.path+".engagement.accidentRate", part.rate, ErrDSNCharacter, "S21.G00.23.003 has two decimals")
		}
		k.rate = text
	}
	s := w.sums[k]
	if s == nil {
		if amount.IsZero() {
			return
		}
		s = &aggregateSum{}
		w.sums[k] = s
	}
	s.amount.Add(amount)
	if code.Lead {
		s.base.Add(e.signed(part.base))
	}
	s.refs = s.refs.Join(part.refs)
}

// aggregateKeys are the lines of the bordereaux, in their order.
func (w *dsnWriting) aggregateKeys() []aggregateKey {
	return slices.SortedFunc(maps.Keys(w.sums), func(a, b aggregateKey) int {
		return cmp.Or(a.month.Compare(b.month), strings.Compare(a.ctp, b.ctp), strings.Compare(a.qualifier, b.qualifier),
			strings.Compare(a.rate, b.rate), strings.Compare(a.town, b.town))
	})
}

// bordereaux writes one for each month of pay, with its contributions.
func (w *dsnWriting) bordereaux() {
	keys := w.aggregateKeys()
	if len(keys) == 0 {
		return
	}
	if w.d.Bodies.Urssaf == "" {
		w.f.Addf("bodies.urssaf", nil, ErrDSNUnknown, "the SIRET of the Urssaf that the bordereau goes to")
	}
	for len(keys) > 0 {
		month := keys[0].month
		var total money.Total
		var lines []DSNBlock
		for len(keys) > 0 && keys[0].month == month {
			lines = append(lines, w.aggregated(keys[0], &total))
			keys = keys[1:]
		}
		b := w.block("S21.G00.22")
		b.put("001", "bodies.urssaf", w.d.Bodies.Urssaf)
		b.put("002", "bodies.urssafEntity", w.d.Bodies.UrssafEntity)
		b.period("003", "004", "month", month.Period())
		sum, err := total.Amount()
		w.fail(err)
		b.amount("005", "individuals", sum)
		b.Blocks = lines
		w.add(b)
	}
}

func (w *dsnWriting) aggregated(k aggregateKey, total *money.Total) DSNBlock {
	s := w.sums[k]
	base, err := s.base.Amount()
	w.fail(err)
	amount, err := s.amount.Amount()
	w.fail(err)
	total.Add(amount)
	b := w.block("S21.G00.23")
	b.put("001", "ctp", k.ctp)
	b.put("002", "ctp", k.qualifier)
	b.put("003", "individuals", k.rate)
	b.amount("004", "individuals", base)
	b.amount("005", "individuals", amount)
	b.put("006", "individuals", k.town)
	return b.DSNBlock
}

type undeclaredSum struct {
	amount money.Total
	reason string
}

// leave notes what is not declared.
func (w *dsnWriting) leave(key string, amount money.Amount, reason string) {
	s := w.left[key]
	if s == nil {
		if amount.IsZero() {
			return
		}
		s = &undeclaredSum{reason: reason}
		w.left[key] = s
	}
	s.amount.Add(amount)
}

func (w *dsnWriting) undeclared() ([]DSNUndeclared, error) {
	list := []DSNUndeclared{}
	for _, key := range slices.Sorted(maps.Keys(w.left)) {
		amount, err := w.left[key].amount.Amount()
		if err != nil {
			return nil, err
		}
		list = append(list, DSNUndeclared{key, amount, w.left[key].reason})
	}
	return list, nil
}
