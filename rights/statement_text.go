package rights

import (
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// Labels is the language that the labels of a statement or a picture are in.
type Labels string

// Languages.
const (
	FrenchLabels  Labels = "fr"
	EnglishLabels Labels = "en"
)

var labelLanguages = []Labels{FrenchLabels, EnglishLabels}

// OneOf returns the words that are Labels.
func (Labels) OneOf() []string { return valid.Texts(labelLanguages) }

// wording is the labels of a statement in a language.
type wording struct {
	title, since, upTo, part, order            string
	orders                                     map[EventOrder]string
	events, eventCount, received               string
	kinds                                      map[EventKind]string
	interest, days                             string
	lines, meters, accounts, payees            string
	of, inflow, levels, owed, leftIn, leftOf   string
	opening, period, toDate                    string
	charges, premium, accrued, repaid, closing string
	entitled, paid, overpaid                   string
	exchange, former, unallocated              string
	colon, basePeriod, earlier                 string
}

func (l Labels) wording() wording {
	if l == EnglishLabels {
		return wording{
			title: "STATEMENT OF ACCOUNTS", since: "from %s to %s", upTo: "from the beginning to %s", part: "Plan in force %s",
			order: "Order of events", orders: map[EventOrder]string{BySequence: "date, then sequence, then id", ByPosition: "date, then order of entry"},
			events: "Events", eventCount: "%d in the period, not listed", received: "Received",
			kinds:    map[EventKind]string{Receipt: "receipt", Credit: "credit note", Charge: "charge", Accrue: "accrual", Measure: "count"},
			interest: "Interest", days: "%s × %s, %d days from %s to %s", lines: "Recoupment", meters: "Counters", accounts: "Accounts", payees: "Payees",
			of: "%s of %s", inflow: "inflow %s", levels: "by levels of %s", owed: "still due %s", leftIn: "left before its end %s", leftOf: "left on %s %s",
			opening: "opening", period: "period", toDate: "to date", charges: "charges", premium: "premium", accrued: "interest", repaid: "repaid", closing: "closing",
			entitled: "entitled", paid: "paid", overpaid: "overpaid, carried",
			exchange: "differences of exchange", former: "former plans", unallocated: "taken by no step",
			colon: ": ", basePeriod: "%s (period %s)", earlier: "%s of it on earlier terms; ",
		}
	}
	return wording{
		title: "RELEVÉ DE COMPTES", since: "du %s au %s", upTo: "du début au %s", part: "Plan en vigueur %s",
		order: "Ordre des événements", orders: map[EventOrder]string{BySequence: "date, puis rang, puis identifiant", ByPosition: "date, puis ordre de saisie"},
		events: "Événements", eventCount: "%d dans la période, non détaillés", received: "Encaissements",
		kinds:    map[EventKind]string{Receipt: "encaissement", Credit: "avoir", Charge: "frais", Accrue: "complément", Measure: "comptage"},
		interest: "Intérêts", days: "%s × %s, %d jours du %s au %s", lines: "Remontée des recettes", meters: "Compteurs", accounts: "Comptes à récupérer", payees: "Ayants droit",
		of: "%s de %s", inflow: "assiette %s", levels: "par paliers de %s", owed: "reste dû %s", leftIn: "reste avant terme %s", leftOf: "reste à récupérer sur %s %s",
		opening: "ouverture", period: "période", toDate: "cumul", charges: "frais", premium: "prime", accrued: "intérêts", repaid: "remboursé", closing: "clôture",
		entitled: "droits", paid: "payé", overpaid: "trop-perçu reporté",
		exchange: "écarts de change", former: "plans antérieurs", unallocated: "sans affectation",
		colon: "\u00a0: ", basePeriod: "%s (période %s)", earlier: "dont %s aux conditions antérieures; ",
	}
}

// WriteText writes the statement for a reader, line by line: the events in their order with the rule of it,
// a line for each step and payee with what it is reckoned from, the accounts, and where everybody stands.
// Names are any text; what would break a line or turn its direction is written as an escape, \u000a.
// Labels in no language are a [*FieldError]; a failure of w is returned.
func (s Statement) WriteText(w io.Writer, labels Labels) error {
	var f valid.Faults
	if valid.OneOf(&f, "labels", labels, labelLanguages); f.Any() {
		return f.Err()
	}
	t := textWriter{to: w, words: labels.wording(), french: labels == FrenchLabels}
	t.head(s)
	t.events(s)
	for i, p := range s.Parts {
		t.part(s, i, p)
	}
	t.payees(s)
	return t.flush()
}

// textWriter writes a statement as text.
type textWriter struct {
	to     io.Writer
	words  wording
	french bool
	text   []byte
	err    error
}

func (t *textWriter) line(format string, args ...any) {
	t.text = fmt.Appendf(t.text, format, args...)
	t.text = append(t.text, '\n')
	if len(t.text) >= csvPiece {
		_ = t.flush()
	}
}

// flush writes what has come together; the first failure stays.
func (t *textWriter) flush() error {
	if t.err == nil {
		_, t.err = t.to.Write(t.text)
	}
	t.text = t.text[:0]
	return t.err
}

// amount writes an amount as the language does, without a currency.
func (t *textWriter) amount(a money.Amount) string {
	if !t.french {
		return a.String()
	}
	return strings.TrimSuffix(a.Format(money.French), "\u00a0€")
}

// share writes a share in percent where two decimals do.
func (t *textWriter) share(f money.Fraction) string {
	text := percentage(f)
	if t.french {
		text = strings.Replace(text, ".", ",", 1)
	}
	return text
}

func (t *textWriter) date(d civil.Date) string {
	if !t.french || d.IsZero() {
		return d.String()
	}
	return fmt.Sprintf("%02d/%02d/%d", d.Day(), d.Month().Month(), d.Year())
}

func (t *textWriter) span(from, to civil.Date) string {
	if from.IsZero() {
		return fmt.Sprintf(t.words.upTo, t.date(to))
	}
	return fmt.Sprintf(t.words.since, t.date(from), t.date(to))
}

func (t *textWriter) movement(m Movement) string {
	return fmt.Sprintf("%s %s, %s %s, %s %s", t.words.opening, t.amount(m.Opening), t.words.period, t.amount(m.Period), t.words.toDate, t.amount(m.Closing))
}

func (t *textWriter) head(s Statement) {
	t.line("%s %s  %s", t.words.title, t.span(s.From, s.To), oneLine(s.Currency))
	t.line("%s%s%s", t.words.received, t.words.colon, t.movement(s.Received()))
	t.line("%s%s%s", t.words.order, t.words.colon, t.words.orders[s.Order])
}

func (t *textWriter) events(s Statement) {
	t.line("\n%s", t.words.events)
	if len(s.Events) < s.EventCount {
		t.line("  "+t.words.eventCount, s.EventCount)
	}
	for _, e := range s.Events {
		if t.err != nil {
			return
		}
		target := oneLine(e.Pot + e.Account + e.Meter) // an event has one of them
		foreign := ""
		if o := e.Foreign; o != nil {
			foreign = fmt.Sprintf(" (%s %s × %s, %s)", t.amount(o.Amount), oneLine(o.Currency), o.Rate, oneLine(o.Source))
		}
		t.line("  %s  %s  %s  %s  %s%s", t.date(e.Date), oneLine(e.ID), t.words.kinds[e.Kind], target, t.amount(e.Amount), foreign)
	}
	if len(s.Interest) == 0 {
		return
	}
	t.line("\n%s", t.words.interest)
	for _, i := range s.Interest {
		how := fmt.Sprintf(t.words.days, t.amount(i.Principal), i.Rate, i.Days, t.date(i.From), t.date(i.To))
		t.line("  %s%s%s = %s", oneLine(i.Account), t.words.colon, how, t.amount(i.Amount))
	}
}

func (t *textWriter) part(s Statement, i int, p StatementPart) {
	if len(s.Parts) > 1 {
		t.line("\n"+t.words.part, t.span(p.From, p.To))
	}
	t.line("\n%s", t.words.lines)
	pot := ""
	p.lines(i, false, func(line StatementLine) bool {
		if line.Pot != pot {
			pot = line.Pot
			t.line("  [%s]", oneLine(pot))
		}
		t.step(line)
		return t.err == nil
	})
	t.line("\n%s", t.words.accounts)
	for _, a := range p.Accounts() {
		t.line("  %s%s%s %s + %s %s + %s %s + %s %s − %s %s = %s %s", oneLine(a.Account), t.words.colon,
			t.words.opening, t.amount(a.Opening), t.words.charges, t.amount(a.Charges), t.words.premium, t.amount(a.Premium),
			t.words.accrued, t.amount(a.Interest), t.words.repaid, t.amount(a.Repaid), t.words.closing, t.amount(a.Closing))
	}
	t.line("\n%s", t.words.meters)
	for _, m := range p.Meters() {
		t.line("  %s%s%s", oneLine(m.Meter), t.words.colon, t.movement(m.Movement))
	}
}

// step writes a line of a step.
func (t *textWriter) step(l StatementLine) {
	who := oneLine(l.Payee)
	if l.Into != "" {
		who = "[" + oneLine(l.Into) + "]"
	}
	name, how := oneLine(l.Step), t.how(l)
	if name == "" {
		name = string(l.Kind)
	}
	switch l.Kind {
	case OfExchange:
		name = t.words.exchange
	case OfFormerPlans:
		name = t.words.former
	case OfNoStep:
		name = t.words.unallocated
	}
	t.line("    %s → %s%s%s%s", name, who, t.words.colon, how, t.movement(l.Amount))
}

// how tells what a line is reckoned from.
func (t *textWriter) how(l StatementLine) string {
	var b strings.Builder
	base := fmt.Sprintf(t.words.basePeriod, t.amount(l.Base.Closing), t.amount(l.Base.Period))
	if l.Meter != "" {
		base = oneLine(l.Meter) + " " + base
	}
	switch {
	case l.Kind == OfExchange, l.Kind == OfFormerPlans, l.Kind == OfNoStep:
		return ""
	case l.Kind == LineKind(Percent):
		fmt.Fprintf(&b, t.words.of, t.share(l.Share), base)
	case len(l.Levels) > 0:
		fmt.Fprintf(&b, t.words.levels, base)
	case l.Kind == LineKind(To):
		fmt.Fprintf(&b, t.words.inflow, base)
	default:
		fmt.Fprintf(&b, t.words.of, t.share(l.Share), t.amount(l.Taken.Closing))
	}
	b.WriteString("; ")
	if l.Kind == LineKind(Recoup) || l.Kind == LineKind(Tier) {
		fmt.Fprintf(&b, t.words.inflow+"; ", base)
	}
	if !l.Owed.IsZero() {
		fmt.Fprintf(&b, t.words.owed+"; ", t.amount(l.Owed))
	}
	switch {
	case l.Left != nil && l.Account != "":
		fmt.Fprintf(&b, t.words.leftOf+"; ", oneLine(l.Account), t.amount(*l.Left))
	case l.Left != nil:
		fmt.Fprintf(&b, t.words.leftIn+"; ", t.amount(*l.Left))
	}
	if l.Since != nil && !l.Since.Amount.IsZero() {
		fmt.Fprintf(&b, t.words.earlier, t.amount(l.Since.Amount))
	}
	return b.String()
}

func (t *textWriter) payees(s Statement) {
	t.line("\n%s", t.words.payees)
	for _, p := range s.Payees() {
		over := ""
		if !p.Overpaid.IsZero() || !p.OverpaidBefore.IsZero() {
			over = fmt.Sprintf("; %s %s → %s", t.words.overpaid, t.amount(p.OverpaidBefore), t.amount(p.Overpaid))
		}
		t.line("  %s", oneLine(p.Payee))
		t.line("    %s%s%s", t.words.entitled, t.words.colon, t.movement(p.Entitled))
		t.line("    %s%s%s%s", t.words.paid, t.words.colon, t.movement(p.Paid), over)
	}
}

// oneLine returns a text in which nothing breaks the line or changes its direction, and what is not UTF-8
// is replaced.
func oneLine(s string) string {
	risky := func(r rune) bool {
		return unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp) || r == unicode.ReplacementChar
	}
	if strings.IndexFunc(s, risky) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if risky(r) {
			fmt.Fprintf(&b, `\u%04x`, r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}
