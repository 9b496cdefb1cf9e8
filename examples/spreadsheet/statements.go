package main

import (
	"fmt"
	"strings"

	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/rights"
)

// statements is the sheet of the statements with the rows that the summary shows.
type statements struct {
	page *page
	// received and paid are the rows of what came in and was paid, to date.
	received, paid int
}

// statementsPage writes the statement of each closed period, then where everybody stands.
func statementsPage(in documents) *statements {
	p := &page{
		name: "Statements", title: in.Budget.Title + ", statements of accounts", currency: in.Budget.Currency, difference: "N",
		columns: []column{
			{"From", "du", 12}, {"To", "au", 12}, {"Pot", "recettes", 24}, {"Step", "étape", 26}, {"Payee, pot or account", "ayant droit ou compte", 28},
			{"Kind", "nature", 14}, {"Base to date", "assiette cumulée", 17}, {"Share", "part", 11}, {"Taken to date", "prélevé cumulé", 17},
			{"Opening", "à l'ouverture", 17}, {"Period", "période", 17}, {"To date", "cumulé", 17}, {"Figure of the library", "contrôle", 17},
			{"Difference", "écart de contrôle", 13}, {"Why", "justification", 50},
		},
	}
	s := &statements{page: p}
	for i, record := range in.Statements {
		s.statement(i+1, record)
	}
	s.standing(in.Result)
	return s
}

// row writes a row of a statement with its opening, its period and its running total.
func (s *statements) row(level int, kind string, m rights.Movement) int {
	r := s.page.add(level, false)
	s.page.text("F", r, kind)
	s.page.amount("J", r, m.Opening)
	return r
}

// check compares the running total of a row with that of the library.
func (s *statements) check(r int, closing money.Amount) {
	s.page.compare(r, "L", "M", closing)
}

func (s *statements) statement(number int, record rights.StatementRecord) {
	p := s.page
	r := p.add(0, true)
	p.date("A", r, record.From)
	p.date("B", r, record.To)
	p.text("E", r, fmt.Sprintf("Received, statement %d", number))
	p.amount("J", r, record.Received.Opening)
	p.amount("K", r, record.Received.Period)
	p.total("L", r, record.Received.Closing, "J%[1]d+K%[1]d", r)
	s.check(r, record.Received.Closing)
	p.text("O", r, fmt.Sprintf("events: %d, in the order of %s", len(record.Events), record.Order))
	var lines []placed
	for _, part := range record.Parts {
		for _, line := range part.Lines {
			lines = append(lines, placed{line, s.line(part, line)})
		}
	}
	s.payees(record, lines, r)
	for _, part := range record.Parts {
		s.accounts(part)
	}
}

// placed is a line with its row.
type placed struct {
	rights.StatementLine
	row int
}

// line writes what a payee has from a step. The running total follows from the base and the share where the rule of
// the step is that simple, and is given where it shares whole cents among several, has levels or was amended.
func (s *statements) line(part rights.PartRecord, l rights.StatementLine) int {
	p := s.page
	r := s.row(2, string(l.Kind), l.Amount)
	p.date("A", r, part.From)
	p.date("B", r, part.To)
	p.text("C", r, l.Pot)
	p.text("D", r, l.Step)
	p.text("E", r, toWhom(l))
	if l.Base != (rights.Movement{}) {
		p.amount("G", r, l.Base.Closing)
	}
	if !l.Share.IsZero() {
		p.ratio("H", r, l.Share.Rat(), percentFormat, "")
	}
	if l.Taken != (rights.Movement{}) {
		s.taken(r, l)
	}
	switch {
	case l.Kind != rights.LineKind(rights.Percent) && isShare(l.Share, l.Taken.Closing, l.Amount.Closing):
		p.total("L", r, l.Amount.Closing, toCent("I%[1]d*H%[1]d"), r)
	case l.Taken.Closing == l.Amount.Closing && l.Taken != (rights.Movement{}):
		p.total("L", r, l.Amount.Closing, "I%d", r)
	default:
		p.amount("L", r, l.Amount.Closing)
	}
	p.total("K", r, l.Amount.Period, "ROUND(L%[1]d-J%[1]d,2)", r)
	p.text("O", r, whyLine(l))
	return r
}

// taken writes what a step has taken, a percentage as its share of the base.
func (s *statements) taken(r int, l rights.StatementLine) {
	if l.Kind == rights.LineKind(rights.Percent) && isShare(l.Share, l.Base.Closing, l.Taken.Closing) {
		s.page.total("I", r, l.Taken.Closing, toCent("G%[1]d*H%[1]d"), r)
		return
	}
	s.page.amount("I", r, l.Taken.Closing)
}

// isShare tells whether an amount is a share of a base, rounded.
func isShare(share money.Fraction, base, amount money.Amount) bool {
	of, err := share.Of(base)
	return err == nil && !share.IsZero() && of == amount
}

func toWhom(l rights.StatementLine) string {
	if l.Into != "" {
		return "→ " + l.Into
	}
	return l.Payee
}

// whyLine says in words what a line rests on.
func whyLine(l rights.StatementLine) string {
	var parts []string
	if l.Meter != "" {
		parts = append(parts, "reckoned on "+l.Meter)
	}
	if !l.Share.IsZero() {
		parts = append(parts, "share "+l.Share.String())
	}
	if l.Rank > 0 {
		parts = append(parts, fmt.Sprintf("rank %d", l.Rank))
	}
	for _, level := range l.Levels {
		parts = append(parts, fmt.Sprintf("from %v: %s", level.From, gives(level)))
	}
	if l.Since != nil {
		parts = append(parts, fmt.Sprintf("terms amended, %v before", l.Since.Amount))
	}
	if !l.Owed.IsZero() {
		parts = append(parts, fmt.Sprintf("%v due and not yet had", l.Owed))
	}
	if l.Account != "" && l.Left != nil {
		parts = append(parts, fmt.Sprintf("repays %s, %v left", l.Account, *l.Left))
	}
	return strings.Join(parts, "; ")
}

func gives(l rights.Level) string {
	switch {
	case l.Rate != nil:
		return l.Rate.String()
	case l.Amount != nil:
		return l.Amount.String()
	}
	return "nothing"
}

// payees writes what each is entitled to, as the sum of their lines, and what each is paid.
func (s *statements) payees(record rights.StatementRecord, lines []placed, received int) {
	p := s.page
	var entitled []int
	for _, payee := range record.Payees {
		var own []int
		for _, l := range lines {
			if l.Payee == payee.Payee && l.Into == "" {
				own = append(own, l.row)
			}
		}
		r := s.row(1, "entitled", payee.Entitled)
		entitled = append(entitled, r)
		p.text("E", r, payee.Payee)
		p.total("K", r, payee.Entitled.Period, "%s", sum("K", own))
		p.total("L", r, payee.Entitled.Closing, "J%[1]d+K%[1]d", r)
		s.check(r, payee.Entitled.Closing)
		s.paidRow(payee)
	}
	r := p.add(1, true)
	p.text("E", r, "All are entitled to")
	p.total("K", r, record.Received.Period, "%s", sum("K", entitled))
	p.total("M", r, record.Received.Period, "K%d", received)
	p.check(r, "ROUND(K%[1]d-M%[1]d,2)", r)
	p.text("O", r, "what was received in the period")
}

func (s *statements) paidRow(payee rights.PayeeStatement) {
	p := s.page
	r := s.row(1, "paid", payee.Paid)
	p.text("E", r, payee.Payee)
	p.amount("K", r, payee.Paid.Period)
	p.total("L", r, payee.Paid.Closing, "J%[1]d+K%[1]d", r)
	s.check(r, payee.Paid.Closing)
	if !payee.Overpaid.IsZero() {
		p.text("O", r, fmt.Sprintf("of which %v too much, set off against what comes next", payee.Overpaid))
	}
}

// accounts writes what is left to recoup: opening with charges, premium and interest, less what was repaid.
func (s *statements) accounts(part rights.PartRecord) {
	if len(part.Accounts) == 0 {
		return
	}
	p := s.page
	p.heads(map[string]string{
		"E": "Account\ncompte", "G": "Charges\nfrais", "H": "Premium\nprime", "I": "Interest\nintérêts",
		"J": "Opening\nà l'ouverture", "K": "Repaid\nremboursé", "L": "Closing\nsolde",
	})
	for _, a := range part.Accounts {
		r := s.row(1, "account", rights.Movement{Opening: a.Opening})
		p.text("E", r, a.Account)
		p.amount("G", r, a.Charges)
		p.amount("H", r, a.Premium)
		p.amount("I", r, a.Interest)
		p.amount("K", r, a.Repaid)
		p.total("L", r, a.Closing, "ROUND(J%[1]d+G%[1]d+H%[1]d+I%[1]d-K%[1]d,2)", r)
		s.check(r, a.Closing)
	}
}

// standing writes what everybody has been paid to date, and that all that came in went out.
func (s *statements) standing(result rights.Result) {
	p := s.page
	p.heads(map[string]string{"E": "Paid to date\npayé cumulé", "K": "Overpaid\ntrop-perçu", "L": "To date\ncumulé"})
	var rows []int
	var paid, overpaid []money.Amount
	for _, payee := range result.Payees {
		r := p.add(1, false)
		rows = append(rows, r)
		p.text("E", r, payee.Payee)
		p.amount("K", r, payee.Overpaid)
		p.amount("L", r, payee.Paid)
		paid, overpaid = append(paid, payee.Paid), append(overpaid, payee.Overpaid)
	}
	s.paid = p.add(0, true)
	p.text("E", s.paid, "Paid to all")
	p.total("L", s.paid, p.together("L", s.paid, paid...), "%s", sum("L", rows))
	p.total("K", s.paid, p.together("K", s.paid, overpaid...), "%s", sum("K", rows))
	s.received = p.add(0, true)
	p.text("E", s.received, "Received")
	p.amount("L", s.received, result.TotalIn)
	s.check(s.received, result.TotalOut)
	p.text("O", s.received, "what all are entitled to is what came in")
}
