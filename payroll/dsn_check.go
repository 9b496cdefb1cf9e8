package payroll

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/bobine-film/bobine/civil"
)

// DSNReport is what was found in a file.
type DSNReport struct {
	// Norm is the version that the file was checked against.
	Norm string `json:"norm"`
	// Lines, Declarations, Individuals and Contracts are how many there are.
	Lines        int `json:"lines"`
	Declarations int `json:"declarations"`
	Individuals  int `json:"individuals"`
	Contracts    int `json:"contracts"`
	// Faults are in the order of the lines, at most 1,000 of them; More says that there are others.
	Faults []DSNFault `json:"faults"`
	More   bool       `json:"more,omitempty"`
}

// Sound reports whether nothing was found but doubts.
func (r DSNReport) Sound() bool {
	return !slices.ContainsFunc(r.Faults, func(f DSNFault) bool { return !f.Doubt })
}

// CheckDSN reads a file line by line and tells what the norm does not allow, in memory that one individual
// bounds:
//
//  1. each line is a rubric and a value, of the form, the length and the list of the norm;
//  2. blocks are nested and ordered by the tree, rubrics ascend, parents are there;
//  3. the counters of S90, the norm of S10.G00.00.006, the fraction;
//  4. contracts, adhesions and affiliations that are named are in the file;
//  5. each contract and period has the four remunerations 001, 002, 003, 010, and one 002 with the activity;
//  6. a contract with an AEM has its nature, reason, object number, and an artist the risk 923AC;
//  7. bases agree with the remunerations, the flat deduction (DFS) and the ceiling;
//  8. the bordereau adds up, and agrees with the individual contributions, to a cent an amount;
//  9. income tax is its rate of its base, and the allowance goes with a neutral rate alone;
//  10. a contract that ends in the month has its end.
//
// It does not replace the official tool (DSN-Val): which rubrics are compulsory, conditional or
// forbidden was not transcribed, nor were the controls that the norm words. An error is that of reading, or
// of an unsound norm; what is wrong in the file, its size too, is in the report.
//
// Complexity linear in the number of lines.
func CheckDSN(r io.Reader, norm DSNNorm, p DSNParameters) (DSNReport, error) {
	rules, err := norm.compile()
	if err != nil {
		return DSNReport{}, err
	}
	c := &dsnChecking{rules: rules, parameters: p, report: DSNReport{Norm: rules.version, Faults: []DSNFault{}}}
	c.tree = newDSNTree(rules, c.tell)
	c.tree.done = c.block
	scanner := newDSNScanner(r)
	err = readLines(scanner, c.line, c.tell)
	c.report.Lines = min(scanner.number, MaxDSNLines)
	var fault *DSNFault
	switch {
	case errors.As(err, &fault):
		c.tell(*fault)
	case err != nil:
		return DSNReport{}, err
	default:
		if err := c.tree.closeTo(0); err != nil {
			return DSNReport{}, err
		}
		c.closeDeclaration()
		c.closeFile()
	}
	if c.err != nil {
		return DSNReport{}, c.err
	}
	slices.SortStableFunc(c.report.Faults, func(a, b DSNFault) int { return a.Line - b.Line })
	return c.report, nil
}

// dsnChecking is a check in the making.
type dsnChecking struct {
	rules      *dsnRules
	parameters DSNParameters
	tree       *dsnTree
	report     DSNReport
	platform   int // lines that the platform added
	sent       bool
	counted    DSNLine // S90.G00.90.001
	files      DSNLine // S90.G00.90.002
	now        dsnDeclaring
	err        error
}

// dsnDeclaring is the declaration that is being read.
type dsnDeclaring struct {
	line      int
	month     civil.Month
	firm      bool
	site      bool
	adhesions map[string]bool
	slip      int // the line of its first bordereau
	sums      map[ctp]*ctpSum
	same      map[declared]ctp
	others    bool // contracts that are not those of intermittents
}

// ctpSum is what the bordereau and the individuals state of a CTP.
type ctpSum struct {
	line                   int
	aggregated, individual int64
	amounts                int64
	unstated               bool // a line without an amount
}

func (c *dsnChecking) tell(f DSNFault) {
	if len(c.report.Faults) >= maxDSNFaults {
		c.report.More = true
		return
	}
	c.report.Faults = append(c.report.Faults, f)
}

// at tells a fault of a line.
func (c *dsnChecking) at(l *DSNLine, check int, format string, args ...any) {
	c.tell(DSNFault{Line: l.Number, Rubric: l.Rubric, Check: check, Reason: fmt.Sprintf(format, args...)})
}

// in tells a fault of a block, at the line of a rubric of it, or of its first one.
func (c *dsnChecking) in(b *DSNBlock, number string, check int, format string, args ...any) {
	l := b.line(number)
	if l == nil {
		l = &b.Lines[0]
	}
	c.at(l, check, format, args...)
}

// line checks a line by itself, then puts it in the tree.
func (c *dsnChecking) line(l DSNLine) error {
	rule := c.rules.rubrics[l.Rubric]
	switch {
	case isOfPlatform(l.Rubric):
		c.platform++
	case rule != nil:
		if reason := rule.fault(l.Value); reason != "" {
			c.at(&l, 1, "%s", reason)
		}
	case c.rules.whole:
		c.at(&l, 1, "the norm has no such rubric")
	}
	if err := c.tree.add(l); err != nil {
		return err
	}
	if strings.HasPrefix(l.Rubric, "S21") && l.Rubric[8] != '0' && l.Rubric[8] != '1' {
		return nil // most lines: blocks of individuals, which are checked whole
	}
	c.envelope(l)
	return nil
}

// envelope notes what the lines outside individuals say.
func (c *dsnChecking) envelope(l DSNLine) {
	switch l.Rubric[:lengthOfBlock] {
	case sendingBlock:
		c.sent = true
	case firmBlock:
		c.now.firm = true
	case siteBlock:
		c.now.site = true
	}
	switch l.Rubric {
	case "S10.G00.00.006":
		if l.Value != c.rules.version {
			c.at(&l, 3, "the file is checked by the norm %s", c.rules.version)
		}
	case "S20.G00.05.001":
		c.closeDeclaration()
		c.report.Declarations++
		c.now = dsnDeclaring{line: l.Number, adhesions: map[string]bool{}, sums: map[ctp]*ctpSum{}}
	case "S20.G00.05.003":
		if v := l.Value; len(v) != 2 || !areDigits(v) || v[0] < '1' || v[0] > v[1] {
			c.at(&l, 3, "11 is wanted of a declaration that is not split")
		}
	case "S20.G00.05.005":
		c.openMonth(l)
	case "S90.G00.90.001":
		c.counted = l
	case "S90.G00.90.002":
		c.files = l
	}
}

// openMonth notes the month declared, and what contributions are equal to which CTP in it.
func (c *dsnChecking) openMonth(l DSNLine) {
	first, ok := parseDSNDate(l.Value)
	if !ok {
		return // told by its format
	}
	if first.Day() != 1 {
		c.at(&l, 3, "the month is stated by its first day")
	}
	c.now.month = first.Month()
	same, err := c.parameters.equivalence(first)
	if err != nil {
		c.err = err
	}
	c.now.same = same
}

// block checks a block of an establishment.
func (c *dsnChecking) block(b *DSNBlock) error {
	switch b.Code {
	case "S21.G00.15":
		if c.now.adhesions != nil {
			c.now.adhesions[b.Value("005")] = true
		}
	case "S21.G00.22":
		c.bordereau(b)
	case individualBlock:
		c.individual(b)
	}
	return nil
}

// bordereau checks that the aggregated contributions are its total, and keeps them.
func (c *dsnChecking) bordereau(b *DSNBlock) {
	if c.now.slip == 0 {
		c.now.slip = b.first()
	}
	var sum int64
	whole := true
	b.Each("S21.G00.23", func(line *DSNBlock) {
		s := c.sum(ctp{line.Value("001"), line.Value("002")})
		amount, ok := dsnCents(line.Value("005"))
		if !ok {
			whole, s.unstated = false, true
			return
		}
		sum += amount
		s.aggregated += amount
		if s.line == 0 {
			s.line = line.line("005").Number
		}
	})
	if total, ok := dsnCents(b.Value("005")); ok && whole && total != sum {
		c.in(b, "005", 8, "the contributions of the bordereau add up to %s", centsText(sum))
	}
}

// sum returns what is known of a CTP.
func (c *dsnChecking) sum(k ctp) *ctpSum {
	s := c.now.sums[k]
	if s == nil {
		s = &ctpSum{}
		if c.now.sums != nil && len(c.now.sums) < maxNormRubrics {
			c.now.sums[k] = s
		}
	}
	return s
}

// closeDeclaration compares both sides of a declaration.
func (c *dsnChecking) closeDeclaration() {
	d := &c.now
	if d.line == 0 {
		return
	}
	if !d.firm || !d.site {
		c.tell(DSNFault{Line: d.line, Rubric: "S20.G00.05.001", Check: 2, Reason: "the declaration has no firm or no establishment", err: ErrDSNTree})
	}
	if d.slip == 0 {
		return // without a bordereau there is nothing to compare
	}
	known := map[ctp]bool{}
	for _, k := range d.same {
		known[k] = true
	}
	keys := slices.SortedFunc(maps.Keys(d.sums), func(a, b ctp) int {
		return cmp.Or(strings.Compare(a.code, b.code), strings.Compare(a.qualifier, b.qualifier))
	})
	for _, k := range keys {
		s := d.sums[k]
		off := s.aggregated - s.individual
		if s.unstated || !known[k] || max(off, -off) <= s.amounts {
			continue
		}
		f := DSNFault{Line: s.line, Rubric: "S21.G00.23.005", Check: 8, Doubt: d.others}
		f.Reason = fmt.Sprintf("the individual contributions of CTP %s %s add up to %s", k.code, k.qualifier, centsText(s.individual))
		if s.line == 0 {
			f.Line, f.Rubric = d.slip, "S21.G00.22.001"
			f.Reason = "no aggregated contribution: " + f.Reason
		}
		c.tell(f)
	}
}

// closeFile compares the counters with what was read.
func (c *dsnChecking) closeFile() {
	absent := func(present bool, what string) {
		if !present {
			c.tell(DSNFault{Line: c.report.Lines, Check: 2, Reason: what + " is absent", err: ErrDSNTree})
		}
	}
	absent(c.sent, "the envelope, S10.G00.00,")
	absent(c.report.Declarations > 0, "a declaration, S20.G00.05,")
	absent(c.counted.Number > 0, "the counter S90.G00.90.001")
	absent(c.files.Number > 0, "the counter S90.G00.90.002")
	if n, err := strconv.Atoi(c.counted.Value); c.counted.Number > 0 && (err != nil || n != c.report.Lines && n != c.report.Lines-c.platform) {
		c.at(&c.counted, 3, "the file has %d rubrics", c.report.Lines)
	}
	if n, err := strconv.Atoi(c.files.Value); c.files.Number > 0 && (err != nil || n != c.report.Declarations) {
		c.at(&c.files, 3, "the file has %d declarations", c.report.Declarations)
	}
}
