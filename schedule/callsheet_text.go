package schedule

import (
	"fmt"
	"strings"

	"github.com/bobine-film/bobine/worktime"
)

// Text returns the call sheet as lines of text: the strips with their hours, who is called when, what the
// day needs, what comes next. A word that is no language is a [*FieldError].
func (s CallSheet) Text(l PaperLanguage) (string, error) {
	p, err := newPaper(l)
	if err != nil {
		return "", err
	}
	p.line(p.word(phrase{"FEUILLE DE SERVICE", "CALL SHEET"}), s.Title)
	p.line(fmt.Sprintf("%s %d/%d", p.word(phrase{"JOUR", "DAY"}), s.Number, s.Of), p.date(StripDay{Date: s.Date}), s.Unit)
	p.line()
	for _, strip := range s.Strips {
		if strip.Scene == "" {
			p.row(paperClock(strip.Begin), "", "— "+strip.Banner+" —")
			continue
		}
		p.row(paperClock(strip.Begin), stripNumber(strip.StripLine), p.heading(strip.StripLine), strip.Eighths.String(), strings.Join(strip.Cast, ", "), strip.Location)
	}
	p.line(p.word(phrase{"Fin prévue", "Estimated wrap"}), paperClock(s.End))
	p.line()
	p.row("", p.word(phrase{"Convocations", "Calls"}), p.word(phrase{"Rôle", "Role"}), p.word(phrase{"Départ", "Pick-up"}), p.word(phrase{"Arrivée", "Call"}),
		p.word(phrase{"HMC", "Make-up"}), p.word(phrase{"Prêt", "Ready"}), p.word(phrase{"Fin", "End"}))
	for i := range s.Calls {
		p.call(&s.Calls[i])
	}
	if len(s.Uncalled) > 0 {
		p.line(p.word(phrase{"Sans convocation :", "Nobody called for:"}), strings.Join(s.Uncalled, ", "))
	}
	p.needs(s.Needs)
	if len(s.Next) > 0 {
		p.line()
		p.line(p.word(phrase{"JOUR SUIVANT", "NEXT DAY"}))
		for _, strip := range s.Next {
			p.strip(strip)
		}
	}
	return p.text(), nil
}

func (p *paper) call(c *PersonCall) {
	warnings := []string{}
	if c.Late > 0 {
		warnings = append(warnings, fmt.Sprintf(p.word(phrase{"prêt %s trop tard (repos)", "ready %s late (rest)"}), paperHours(c.Late)))
	}
	if c.Over > 0 {
		warnings = append(warnings, fmt.Sprintf(p.word(phrase{"dépassement de %s (%s)", "%s over (%s)"}), paperHours(c.Over), c.EndRule))
	}
	for _, rule := range c.Closed {
		warnings = append(warnings, "! "+string(rule))
	}
	role := c.Name
	if role == "" {
		role = c.Department
	}
	p.row(c.BoardID, c.Person, role, c.PickUp.String(), c.Call.String(), c.Makeup.String(), c.Ready.String(), paperClock(c.End), strings.Join(warnings, "; "))
}

// needs writes elements by category, a line each.
func (p *paper) needs(needs []Need) {
	if len(needs) == 0 {
		return
	}
	p.line()
	for i, n := range needs {
		category := ""
		if i == 0 || needs[i-1].Category != n.Category {
			category = p.category(n.Category)
		}
		p.row(category, fmt.Sprintf("%d %s", n.Quantity, n.Name))
	}
}

func paperClock(c *worktime.Clock) string {
	if c == nil {
		return "--:--"
	}
	return c.String()
}
