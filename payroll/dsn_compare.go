package payroll

import (
	"fmt"
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
	var fault error
	unreadable := func(l *DSNLine) {
		if fault == nil {
			fault = &DSNFault{Line: l.Number, Rubric: l.Rubric, Check: 1, Reason: "the value cannot be read", err: ErrDSNSyntax}
		}
	}
	day := func(b *DSNBlock, number string, into *civil.Date) {
		l := b.line(number)
		if l == nil {
			return
		}
		date, ok := parseDSNDate(l.Value)
		if !ok {
			unreadable(l)
			return
		}
		*into = date
	}
	b.Each("S21.G00.40", func(c *DSNBlock) {
		s := of(c.Value("009"), 0)
		day(c, "001", &s.start)
		c.Each("S21.G00.62", func(end *DSNBlock) { day(end, "001", &s.end) })
		s.annex = map[string]string{"05": "8", "06": "10"}[c.Value("025")]
		s.object = c.Value("050")
	})
	b.Each("S21.G00.50", func(payment *DSNBlock) {
		payment.Each("S21.G00.51", func(r *DSNBlock) {
			if r.Value("011") != "002" {
				return
			}
			s := of(r.Value("010"), 0)
			amount, ok := dsnCents(r.Value("013"))
			if !ok {
				unreadable(&r.Lines[0])
			}
			s.gross.Add(money.FromCents(amount))
			r.Each("S21.G00.53", func(a *DSNBlock) {
				hundredths, ok := dsnCents(a.Value("002"))
				if !ok {
					unreadable(&a.Lines[0])
				}
				s.measure(a.Value("003"), hundredths)
			})
		})
	})
	return fault
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

// differences compares the papers of a contract.
func differences(contract string, papers *[3]statement, given [3]bool) (list []DSNDifference) {
	add := func(field string, texts [3]string, counts [3]bool) {
		first := ""
		differ, seen := false, false
		for i := range texts {
			if !counts[i] {
				texts[i] = ""
				continue
			}
			if seen && texts[i] != first {
				differ = true
			}
			if !seen {
				first, seen = texts[i], true
			}
		}
		if differ {
			list = append(list, DSNDifference{contract, field, texts[0], texts[1], texts[2]})
		}
	}
	stated := [3]bool{papers[0].stated, papers[1].stated, papers[2].stated}
	add("contract", [3]string{fmt.Sprint(stated[0]), fmt.Sprint(stated[1]), fmt.Sprint(stated[2])}, given)
	texts := func(of func(*statement) string) (t [3]string) {
		for i := range papers {
			t[i] = of(&papers[i])
		}
		return t
	}
	count := func(of func(*statement) int64) [3]string {
		return texts(func(s *statement) string { return strconv.FormatInt(of(s), 10) })
	}
	noCertificate := [3]bool{stated[0], stated[1], false}
	// the term of a certificate is that of the contract, which the others state when it has come
	ended := [3]bool{stated[0], stated[1], stated[2] && (!papers[0].end.IsZero() || !papers[1].end.IsZero())}
	byHour := stated
	byHour[2] = stated[2] && papers[2].cachets == 0
	add("start", texts(func(s *statement) string { return s.start.String() }), stated)
	add("end", texts(func(s *statement) string { return s.end.String() }), ended)
	add("days", count(func(s *statement) int64 { return s.days }), stated)
	add("hours", texts(func(s *statement) string { return s.hours.StringFixed(2) }), byHour)
	add("cachets", count(func(s *statement) int64 { return s.cachets }), stated)
	add("isolatedCachets", count(func(s *statement) int64 { return s.isolated }), noCertificate)
	add("groupedCachets", count(func(s *statement) int64 { return s.grouped }), noCertificate)
	add("gross", texts(func(s *statement) string {
		total, err := s.gross.Amount()
		if err != nil {
			return err.Error()
		}
		return total.String()
	}), stated)
	add("annex", texts(func(s *statement) string { return s.annex }), stated)
	add("objectNumber", texts(func(s *statement) string { return s.object }), stated)
	return list
}
