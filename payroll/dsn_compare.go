package payroll

import (
	"maps"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
)

// DSNDifference is something on which the papers of a contract do not agree.
type DSNDifference struct {
	Contract string `json:"contract"`
	// Field is what: contract, start, end, days, hours, cachets, isolatedCachets, groupedCachets, gross, annex,
	// objectNumber.
	Field string `json:"field"`
	// Declaration, Attestation and Certificate are what each says; empty where it says nothing.
	Declaration string `json:"declaration"`
	Attestation string `json:"attestation"`
	Certificate string `json:"certificate"`
}

// CompareDeclarations compares declarations (DSN), attestations (AEM) and certificates of the paid leave fund:
// for each contract the dates, the days, the hours or the cachets, the gross before the flat deduction, the
// annex and the object number (France Travail compares the first two since 2026). Several of a contract are
// added up, so that the papers have to cover the same months; a list that is empty is not compared. What
// certificates do not tell, hours of who is paid by the cachet and the kind of cachets, is not held against
// them.
//
// A value of a file that cannot be read is a [*DSNFault]. Differences are in the order of the numbers of
// contracts.
//
// Complexity linear in the size of the papers.
func CompareDeclarations(files []DSNFile, attestations []Attestation, certificates []LeaveCertificate) ([]DSNDifference, error) {
	all := map[string]*[3]statement{}
	of := func(contract string, paper int) *statement {
		if all[contract] == nil {
			all[contract] = &[3]statement{}
		}
		s := &all[contract][paper]
		s.stated = true
		return s
	}
	for i := range files {
		if err := walkIndividuals(files[i].Blocks, func(b *DSNBlock) error { return ofDeclaration(b, of) }); err != nil {
			return nil, err
		}
	}
	for i := range attestations {
		ofAttestation(&attestations[i], of(attestations[i].Contract, 1))
	}
	for i := range certificates {
		ofCertificate(&certificates[i], of(certificates[i].Contract, 2))
	}
	given := [3]bool{len(files) > 0, len(attestations) > 0, len(certificates) > 0}
	list := []DSNDifference{}
	for _, contract := range slices.Sorted(maps.Keys(all)) {
		list = append(list, differences(contract, all[contract], given)...)
	}
	return list, nil
}

// statement is what a paper says of a contract.
type statement struct {
	stated            bool
	start, end        civil.Date
	days              int64
	hours             decimal.Decimal
	isolated, grouped int64
	cachets           int64
	gross             money.Total
	annex, object     string
}

// walkIndividuals calls a function on each individual of a tree.
func walkIndividuals(blocks []DSNBlock, each func(*DSNBlock) error) error {
	for i := range blocks {
		if blocks[i].Code == individualBlock {
			if err := each(&blocks[i]); err != nil {
				return err
			}
			continue
		}
		if err := walkIndividuals(blocks[i].Blocks, each); err != nil {
			return err
		}
	}
	return nil
}

// ofDeclaration adds what an individual of a declaration says of contracts.
func ofDeclaration(b *DSNBlock, of func(string, int) *statement) error {
	r := &dsnReading{}
	b.Each("S21.G00.40", func(c *DSNBlock) {
		s := of(c.Value("009"), 0)
		r.day(c, "001", &s.start)
		c.Each("S21.G00.62", func(end *DSNBlock) { r.day(end, "001", &s.end) })
		s.annex = map[string]string{"05": "8", "06": "10"}[c.Value("025")]
		s.object = c.Value("050")
	})
	b.Each("S21.G00.50", func(payment *DSNBlock) {
		payment.Each("S21.G00.51", func(pay *DSNBlock) {
			if pay.Value("011") != "002" {
				return // the gross before the flat deduction is that for unemployment rights
			}
			s := of(pay.Value("010"), 0)
			s.gross.Add(money.FromCents(r.cents(pay, "013")))
			pay.Each("S21.G00.53", func(a *DSNBlock) { s.measure(a.Value("003"), r.cents(a, "002")) })
		})
	})
	return r.fault
}

// dsnReading reads values of a tree, and keeps the first that cannot be read.
type dsnReading struct{ fault error }

func (r *dsnReading) unreadable(l *DSNLine) {
	if r.fault == nil {
		r.fault = &DSNFault{Line: l.Number, Rubric: l.Rubric, Check: 1, Reason: "the value cannot be read", err: ErrDSNSyntax}
	}
}

// day reads a day that may be absent.
func (r *dsnReading) day(b *DSNBlock, number string, into *civil.Date) {
	l := b.line(number)
	if l == nil {
		return
	}
	date, ok := parseDSNDate(l.Value)
	if !ok {
		r.unreadable(l)
		return
	}
	*into = date
}

// cents reads a sum or a quantity, which has to be there.
func (r *dsnReading) cents(b *DSNBlock, number string) int64 {
	l := b.line(number)
	if l == nil {
		r.unreadable(&DSNLine{Rubric: b.Code + "." + number, Number: b.first()})
		return 0
	}
	cents, ok := dsnCents(l.Value)
	if !ok {
		r.unreadable(l)
	}
	return cents
}

// measure adds an activity, in hundredths of its unit.
func (s *statement) measure(unit string, hundredths int64) {
	switch unit {
	case unitIntermittentHours:
		s.hours = s.hours.Add(decimal.New(hundredths, -2))
	case unitGroupedCachets:
		s.grouped += hundredths / 100
	case unitIsolatedCachets:
		s.isolated += hundredths / 100
	case unitWorkedDays:
		s.days += hundredths / 100
	}
	s.cachets = s.grouped + s.isolated
}

func ofAttestation(a *Attestation, s *statement) {
	s.start = a.Start
	if !a.Ongoing {
		s.end = a.End
	}
	s.days += int64(a.Work.Days)
	s.hours = s.hours.Add(a.Work.Hours.Decimal())
	s.isolated += int64(a.Work.IsolatedCachets)
	s.grouped += int64(a.Work.GroupedCachets)
	s.cachets = s.isolated + s.grouped
	s.gross.Add(a.Work.Gross)
	s.annex, s.object = strconv.Itoa(a.Annex), string(a.ObjectNumber)
}

func ofCertificate(c *LeaveCertificate, s *statement) {
	if s.start.IsZero() || c.Period.From.Before(s.start) {
		s.start = c.Period.From
	}
	if s.end.IsZero() || c.Period.To.After(s.end) {
		s.end = c.Period.To
	}
	s.days += int64(c.Days)
	s.hours = s.hours.Add(c.Hours.Decimal())
	s.cachets += int64(c.Cachets)
	s.gross.Add(c.Gross)
	s.object = string(c.ObjectNumber)
	s.annex = map[Category]string{Technician: "8", Artist: "10"}[c.Category]
}

// comparing is the comparison of the papers of a contract.
type comparing struct {
	contract string
	papers   *[3]statement
	list     []DSNDifference
}

// differences compares the papers of a contract.
func differences(contract string, papers *[3]statement, given [3]bool) []DSNDifference {
	c := &comparing{contract: contract, papers: papers}
	stated := [3]bool{papers[0].stated, papers[1].stated, papers[2].stated}
	c.text("contract", given, func(s *statement) string { return strconv.FormatBool(s.stated) })
	noCertificate, ended, byHour := stated, stated, stated
	noCertificate[2] = false
	// the term of a certificate is that of the contract, which the others state when it has come
	ended[2] = stated[2] && (!papers[0].end.IsZero() || !papers[1].end.IsZero())
	byHour[2] = stated[2] && papers[2].cachets == 0
	c.text("start", stated, func(s *statement) string { return s.start.String() })
	c.text("end", ended, func(s *statement) string { return s.end.String() })
	c.count("days", stated, func(s *statement) int64 { return s.days })
	c.text("hours", byHour, func(s *statement) string { return s.hours.StringFixed(2) })
	c.count("cachets", stated, func(s *statement) int64 { return s.cachets })
	c.count("isolatedCachets", noCertificate, func(s *statement) int64 { return s.isolated })
	c.count("groupedCachets", noCertificate, func(s *statement) int64 { return s.grouped })
	c.text("gross", stated, (*statement).grossText)
	c.text("annex", stated, func(s *statement) string { return s.annex })
	c.text("objectNumber", stated, func(s *statement) string { return s.object })
	return c.list
}

// text tells a field on which the papers that count do not agree.
func (c *comparing) text(field string, counts [3]bool, of func(*statement) string) {
	var texts [3]string
	first := -1
	differ := false
	for i := range texts {
		if !counts[i] {
			continue
		}
		texts[i] = of(&c.papers[i])
		if first < 0 {
			first = i
		}
		differ = differ || texts[i] != texts[first]
	}
	if differ {
		c.list = append(c.list, DSNDifference{c.contract, field, texts[0], texts[1], texts[2]})
	}
}

func (c *comparing) count(field string, counts [3]bool, of func(*statement) int64) {
	c.text(field, counts, func(s *statement) string { return strconv.FormatInt(of(s), 10) })
}

func (s *statement) grossText() string {
	total, err := s.gross.Amount()
	if err != nil {
		return err.Error()
	}
	return total.String()
}
