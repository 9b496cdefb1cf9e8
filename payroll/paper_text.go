package payroll

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// page is a paper being written, a field a line.
type page struct{ bulletin }

// newPage begins a paper. A word that is no language is a [*FieldError].
func newPage(l Language, title text) (*page, error) {
	var f valid.Faults
	valid.OneOf(&f, "language", l, languages)
	if err := f.Err(); err != nil {
		return nil, err
	}
	p := &page{bulletin{language: l}}
	p.title(title)
	return p, nil
}

// field writes a field, unless it is empty.
func (p *page) field(label text, value string) {
	if value = oneLine(value); value != "" {
		fmt.Fprintf(p, "%s: %s\n", label.in(p.language), value)
	}
}

// sum writes an amount.
func (p *page) sum(label text, a money.Amount) {
	fmt.Fprintf(p, "%s: %s\n", label.in(p.language), p.total(a))
}

// parties writes who engages and who is engaged.
func (p *page) parties(e *Employer, w *Worker) {
	p.field(text{"Employeur", "Employer"}, e.Name)
	p.field(text{"Adresse de l'employeur", "Address of the employer"}, e.Address)
	p.field(text{"SIRET", "SIRET"}, string(e.SIRET))
	p.field(text{"Code NAF", "NAF code"}, string(e.NAF))
	p.field(text{"Licence d'entrepreneur de spectacles", "Licence of live performance"}, e.Licence)
	p.field(text{"Salarié", "Worker"}, w.FullName())
	p.field(text{"Nom d'usage", "Name in use"}, w.UsedName)
	p.field(text{"Numéro de sécurité sociale", "Social security number"}, string(w.NIR))
}

func statusOf(executive bool) text {
	if executive {
		return text{"cadre", "executive"}
	}
	return text{"non-cadre", "not executive"}
}

// period writes the first and the last day of a period.
func (p *page) period(days civil.Period) string {
	return days.From.String() + text{" au ", " to "}.in(p.language) + days.To.String()
}

// list writes texts one after the other.
func (p *page) list(texts []string) string { return strings.Join(texts, ", ") }

// notices writes what has to be checked. Messages are in English, so a French paper has the subject and
// the sources.
func (p *page) notices(list []law.Notice) {
	if len(list) > 0 {
		p.title(text{"À VÉRIFIER", "TO CHECK"})
	}
	for _, n := range list {
		fmt.Fprintf(p, "  %s\n", p.noticeOf(n))
	}
}

func (p *page) noticeOf(n law.Notice) string {
	what, known := map[string]string{
		CodeUnchecked: "forme seule vérifiée", CodeAbsent: "mention absente", CodeMismatch: "mentions discordantes",
		CodeDerived: "lecture du texte", CodeNotCovered: "hors du champ",
	}[n.Code]
	if !known || p.language == English {
		return p.notice(n)
	}
	return oneLine(fmt.Sprintf("%s: %s [%s]", what, n.Key, n.Refs))
}

// findings writes what is not as the law wants it.
func (p *page) findings(list []Finding) {
	for _, finding := range list {
		word := map[string]text{CodeEarly: {"TROP TÔT", "TOO EARLY"}, CodeLate: {"EN RETARD", "LATE"}}[finding.Code]
		if p.language == French {
			fmt.Fprintf(p, "%s [%s]\n", word.fr, finding.Refs)
			continue
		}
		fmt.Fprintf(p, "%s: %s [%s]\n", word.en, finding.Message, finding.Refs)
	}
}

// paperLabelWidth is that of the labels before columns, in characters.
const paperLabelWidth = 86

// amounts writes a label and amounts, 0.00 included.
func (p *page) amounts(label string, amounts ...money.Amount) {
	columns := make([]string, len(amounts))
	for i, a := range amounts {
		columns[i] = p.total(a)
	}
	p.columns(label, columns...)
}

// columns writes a label, which is one line, and columns to the right of it, without spaces at the end.
func (p *page) columns(label string, columns ...string) {
	line := label + strings.Repeat(" ", max(1, paperLabelWidth-utf8.RuneCountInString(label)))
	for _, c := range columns {
		line += padded(c, amountWidth+2)
	}
	p.WriteString(strings.TrimRight(line, " "))
	p.WriteByte('\n')
}
