package payroll

import (
	"math/big"
	"strings"

	"github.com/bobine-film/bobine/money"
)

func centsText(cents int64) string { return money.FromCents(cents).String() }

// dsnPerson is what the checks of an individual need to know of all its blocks.
type dsnPerson struct {
	contracts    map[string]*DSNBlock
	affiliations map[string]bool
	periods      map[dsnPeriod]*dsnPay
	order        []dsnPeriod
}

// dsnPeriod is a period of a contract, as remunerations and bases name it.
type dsnPeriod struct{ contract, from, to string }

// dsnPay is what an individual is paid for a period of a contract.
type dsnPay struct {
	first          *DSNBlock            // its first block
	amounts        map[string]*DSNBlock // remunerations by type
	activities     int                  // remunerations 002 with activity
	dfs            int64
	bases          map[string]*DSNBlock
	ceiling        int64
	ceilingOfBase2 bool
}

func (p *dsnPerson) pay(b *DSNBlock, contract, from, to string) *dsnPay {
	k := dsnPeriod{contract, from, to}
	s := p.periods[k]
	if s == nil {
		s = &dsnPay{first: b, amounts: map[string]*DSNBlock{}, bases: map[string]*DSNBlock{}}
		p.periods[k] = s
		p.order = append(p.order, k)
	}
	return s
}

// individual checks one individual.
func (c *dsnChecking) individual(b *DSNBlock) {
	c.report.Individuals++
	p := &dsnPerson{contracts: map[string]*DSNBlock{}, affiliations: map[string]bool{}, periods: map[dsnPeriod]*dsnPay{}}
	b.Each("S21.G00.40", func(contract *DSNBlock) { c.contract(p, contract) })
	b.Each("S21.G00.50", func(payment *DSNBlock) { c.payment(p, payment) })
	for _, k := range p.order {
		c.remunerations(p.periods[k])
		c.bases(p, k)
	}
}

// contract checks a contract by itself.
func (c *dsnChecking) contract(p *dsnPerson, b *DSNBlock) {
	c.report.Contracts++
	number := b.Value("009")
	switch {
	case number == "":
		c.in(b, "009", 4, "a contract has its number, S21.G00.40.009")
	case p.contracts[number] != nil:
		c.in(b, "009", 4, "another contract of the individual has this number")
	default:
		p.contracts[number] = b
	}
	b.Each("S21.G00.70", func(a *DSNBlock) {
		p.affiliations[a.Value("012")] = true
		if id := a.line("013"); id != nil && !c.now.adhesions[id.Value] {
			c.at(id, 4, "no adhesion, S21.G00.15.005, has this identifier")
		}
	})
	c.intermittent(b)
	c.contractEnd(b)
}

// intermittent checks what marks a contract with an AEM.
func (c *dsnChecking) intermittent(b *DSNBlock) {
	annex := b.Value("025")
	if annex != "05" && annex != "06" {
		c.now.others = true
		return
	}
	if b.Value("007") != "02" {
		c.in(b, "007", 6, "a contract with an AEM has the nature 02")
	}
	if b.Value("021") != "05" {
		c.in(b, "021", 6, "a contract with an AEM has the reason 05, contract of usage")
	}
	if b.Value("050") == "" {
		c.in(b, "025", 6, "a contract with an AEM has the object number of the production, S21.G00.40.050")
	}
	if annex == "06" && b.Value("040") != "923AC" {
		c.in(b, "040", 6, "an artist has the risk 923AC")
	}
}

// contractEnd checks that a contract whose term is in the month has its end.
func (c *dsnChecking) contractEnd(b *DSNBlock) {
	term, ok := parseDSNDate(b.Value("010"))
	if !ok || c.now.month.IsZero() || term.Month() != c.now.month {
		return
	}
	ended := false
	b.Each("S21.G00.62", func(*DSNBlock) { ended = true })
	if !ended {
		c.in(b, "010", 10, "the contract ends in the month and has no block S21.G00.62")
	}
}

// named checks that a contract is in the individual, and returns it.
func (c *dsnChecking) named(p *dsnPerson, b *DSNBlock, number string) *DSNBlock {
	l := b.line(number)
	if l == nil {
		return nil // when it is compulsory was not transcribed
	}
	contract := p.contracts[l.Value]
	if contract == nil {
		c.at(l, 4, "the individual has no contract of this number")
	}
	return contract
}

// payment checks a payment and keeps what belongs to periods.
func (c *dsnChecking) payment(p *dsnPerson, b *DSNBlock) {
	periods := int64(0)
	for i := range b.Blocks {
		child := &b.Blocks[i]
		switch child.Code {
		case "S21.G00.51":
			if child.Value("011") == "001" {
				periods++
			}
			c.remuneration(p, child)
		case "S21.G00.52":
			c.named(p, child, "006")
		case "S21.G00.54":
			c.income(p, child)
		case "S21.G00.78":
			c.base(p, child)
		}
	}
	c.withheld(b, periods)
}

func (c *dsnChecking) remuneration(p *dsnPerson, b *DSNBlock) {
	c.named(p, b, "010")
	pay := p.pay(b, b.Value("010"), b.Value("001"), b.Value("002"))
	kind := b.Value("011")
	active := false
	b.Each("S21.G00.53", func(*DSNBlock) { active = true })
	switch {
	case active && kind != "002":
		c.in(b, "011", 5, "activity, S21.G00.53, is that of a remuneration 002")
	case active && pay.activities == 1:
		c.in(b, "011", 5, "another remuneration 002 of the contract and the period has the activity")
	}
	if active && kind == "002" {
		pay.activities++
	}
	if pay.amounts[kind] == nil {
		pay.amounts[kind] = b
	}
}

// income keeps the flat deduction.
func (c *dsnChecking) income(p *dsnPerson, b *DSNBlock) {
	contract := c.named(p, b, "005")
	if b.Value("001") != "10" {
		return
	}
	cents, _ := dsnCents(b.Value("002"))
	pay := p.pay(b, b.Value("005"), b.Value("003"), b.Value("004"))
	pay.dfs += cents
	if contract == nil || cents == 0 {
		return
	}
	if rate, ok := dsnCents(contract.Value("023")); !ok || rate <= 0 {
		c.in(b, "001", 7, "a flat deduction and no rate of it in the contract, S21.G00.40.023")
	}
}

// base keeps a base, and adds its contributions to those of the declaration.
func (c *dsnChecking) base(p *dsnPerson, b *DSNBlock) {
	contract := c.named(p, b, "006")
	if id := b.line("005"); id != nil && !p.affiliations[id.Value] {
		c.at(id, 4, "no affiliation of the individual, S21.G00.70.012, has this identifier")
	}
	code := b.Value("001")
	pay := p.pay(b, b.Value("006"), b.Value("002"), b.Value("003"))
	if pay.bases[code] == nil {
		pay.bases[code] = b
	}
	b.Each("S21.G00.79", func(part *DSNBlock) {
		if code == "02" && part.Value("001") == "07" {
			cents, ok := dsnCents(part.Value("004"))
			pay.ceiling, pay.ceilingOfBase2 = cents, ok
		}
	})
	artist := contract != nil && contract.Value("025") == "06"
	b.Each("S21.G00.81", func(one *DSNBlock) {
		k, known := c.now.same[declared{artist, code, one.Value("001")}]
		cents, ok := dsnCents(one.Value("004"))
		if !known || !ok {
			return
		}
		s := c.sum(k)
		s.individual += cents
		s.amounts++
	})
}

// remunerations checks that a period has all four, and the activity once.
func (c *dsnChecking) remunerations(p *dsnPay) {
	if len(p.amounts) == 0 {
		return // a base or an income whose period no remuneration has
	}
	for _, kind := range []string{"001", "002", "003", "010"} {
		if p.amounts[kind] == nil {
			c.in(p.first, "011", 5, "the contract has no remuneration %s for the period", kind)
		}
	}
	if p.activities == 0 && p.amounts["002"] != nil {
		c.in(p.amounts["002"], "011", 5, "no remuneration 002 of the contract and the period has the activity, S21.G00.53")
	}
}

// bases checks the bases of a period against its remunerations.
func (c *dsnChecking) bases(p *dsnPerson, k dsnPeriod) {
	pay := p.periods[k]
	cents := func(b *DSNBlock, number string) (int64, bool) {
		if b == nil {
			return 0, false
		}
		return dsnCents(b.Value(number))
	}
	gross, hasGross := cents(pay.amounts["001"], "013")
	before, hasBefore := cents(pay.amounts["002"], "013")
	if base, ok := cents(pay.bases["03"], "004"); ok && hasGross && base != gross-pay.dfs {
		c.in(pay.bases["03"], "004", 7, "the remuneration 001 less the flat deduction is %s", centsText(gross-pay.dfs))
	}
	for _, code := range []string{"07", "27"} {
		base, ok := cents(pay.bases[code], "004")
		if !ok || !hasBefore {
			continue
		}
		switch {
		case pay.dfs > 0 && base == before-pay.dfs:
			c.in(pay.bases[code], "004", 7, "the base %s is before the flat deduction", code)
		case before >= 0 && base > before && !c.isOfBefore(k): // what corrects a month before is a difference
			c.in(pay.bases[code], "004", 7, "the base %s is at most the remuneration 002, %s", code, centsText(before))
		}
	}
	if base, ok := cents(pay.bases["02"], "004"); ok && pay.ceilingOfBase2 && base > pay.ceiling {
		l := pay.bases["02"].line("004")
		c.tell(DSNFault{
			Line: l.Number, Rubric: l.Rubric, Check: 7, Doubt: true,
			Reason: "the base 02 is more than the ceiling " + centsText(pay.ceiling) + ", unless earlier pay of the year made room for it",
		})
	}
}

// isOfBefore reports whether a period ends before the month declared.
func (c *dsnChecking) isOfBefore(k dsnPeriod) bool {
	last, ok := parseDSNDate(k.to)
	return ok && last.Month().Compare(c.now.month) < 0
}

// neutralTypes are the types of a rate that an allowance may go with.
const neutralTypes = "13 17 23 27 33 37"

// withheld checks the income tax of a payment. That of several periods is a sum of rounded amounts.
func (c *dsnChecking) withheld(b *DSNBlock, periods int64) {
	if allowance := b.line("012"); allowance != nil && !strings.Contains(neutralTypes, b.Value("007")) {
		c.at(allowance, 9, "the allowance goes with a neutral rate alone, types %s", neutralTypes)
	}
	rate, hasRate := dsnCents(b.Value("006"))
	base, hasBase := dsnCents(b.Value("013"))
	tax, hasTax := dsnCents(b.Value("009"))
	if !hasRate || !hasBase || !hasTax {
		return
	}
	product := new(big.Rat).Mul(big.NewRat(base, 100), big.NewRat(rate, 10_000))
	want, err := money.RoundRat(product)
	if err != nil {
		return // a base that no payment has, told by its length
	}
	tolerance := int64(0)
	if periods > 1 {
		tolerance = (periods + 1) / 2
	}
	if off := want.Cents() - tax; max(off, -off) > tolerance {
		c.in(b, "009", 9, "%s of %s is %v", b.Value("006")+" %", b.Value("013"), want)
	}
}
