package schedule

import (
	"fmt"
	"strings"
)

// Text returns the stripboard as lines of text: a line a strip with its colour, number, heading, length
// and cast, a line a day break with the totals. A word that is no language is a [*FieldError].
func (b Stripboard) Text(l PaperLanguage) (string, error) {
	p, err := newPaper(l)
	if err != nil {
		return "", err
	}
	p.line(p.word(phrase{"PLAN DE TRAVAIL", "STRIPBOARD"}), b.Title)
	for i := range b.Days {
		p.line()
		for _, s := range b.Days[i].Lines {
			p.strip(s)
		}
		p.dayBreak(&b.Days[i])
	}
	if len(b.Boneyard) > 0 {
		p.line()
		p.line(p.word(phrase{"HORS PLAN", "BONEYARD"}))
		for _, s := range b.Boneyard {
			p.strip(s)
		}
	}
	return p.text(), nil
}

// OneLine returns the one-line schedule (plan de travail abrégé): a line a scene under the head of its
// day, with what happens in it. A word that is no language is a [*FieldError].
func (b Stripboard) OneLine(l PaperLanguage) (string, error) {
	p, err := newPaper(l)
	if err != nil {
		return "", err
	}
	p.line(p.word(phrase{"PLAN ABRÉGÉ", "ONE-LINE SCHEDULE"}), b.Title)
	for i := range b.Days {
		p.line()
		p.dayHead(&b.Days[i])
		for _, s := range b.Days[i].Lines {
			if s.Scene == "" {
				p.row("", "— "+s.Banner+" —")
				continue
			}
			p.row(stripNumber(s), p.heading(s), s.Synopsis, s.Eighths.String(), strings.Join(s.Cast, ", "), s.Location)
		}
		p.dayBreak(&b.Days[i])
	}
	return p.text(), nil
}

// Detailed returns the shooting schedule (plan de travail détaillé): each scene with all that it needs,
// by category. A word that is no language is a [*FieldError].
func (b Stripboard) Detailed(l PaperLanguage) (string, error) {
	p, err := newPaper(l)
	if err != nil {
		return "", err
	}
	p.line(p.word(phrase{"PLAN DE TRAVAIL DÉTAILLÉ", "SHOOTING SCHEDULE"}), b.Title)
	for i := range b.Days {
		p.line()
		p.dayHead(&b.Days[i])
		for _, s := range b.Days[i].Lines {
			p.detail(s)
		}
		p.dayBreak(&b.Days[i])
	}
	return p.text(), nil
}

func (p *paper) strip(s StripLine) {
	if s.Scene == "" {
		p.row("", "", "— "+s.Banner+" —", "", paperHours(s.Minutes))
		return
	}
	p.row(string(s.Colour), stripNumber(s), p.heading(s), s.Eighths.String(), paperHours(s.Minutes), strings.Join(s.Cast, ", "))
}

func (p *paper) detail(s StripLine) {
	if s.Scene == "" {
		p.line("—", s.Banner, "—", paperHours(s.Minutes))
		return
	}
	p.line(stripNumber(s), p.heading(s), s.Eighths.String(), paperHours(s.Minutes), s.ScriptDay)
	if s.Synopsis != "" {
		p.under(s.Synopsis)
	}
	for from := 0; from < len(s.Needs); {
		to := from
		var names []string
		for to < len(s.Needs) && s.Needs[to].Category == s.Needs[from].Category {
			name := oneLine(s.Needs[to].Name)
			if q := s.Needs[to].Quantity; q > 1 {
				name = fmt.Sprintf("%s (%d)", name, q)
			}
			names = append(names, name)
			to++
		}
		p.row("", "", p.category(s.Needs[from].Category)+":", strings.Join(names, ", "))
		from = to
	}
}

func stripNumber(s StripLine) string {
	number := s.Number
	if number == "" {
		number = s.Scene
	}
	if s.Part {
		number += "*"
	}
	return number
}

func (p *paper) heading(s StripLine) string {
	heading := paperPlaces[s.Place].in(p.language)
	if s.Set != "" {
		heading = strings.TrimSpace(heading + " " + s.Set)
	}
	if light := paperLights[s.Light].in(p.language); light != "" {
		heading += " - " + light
	}
	return heading
}

func (p *paper) category(c Category) string {
	if at, ok := categoryRanks[c]; ok {
		return phrase{categories[at].Fr, categories[at].En}.in(p.language)
	}
	return string(c)
}

func (p *paper) date(d StripDay) string {
	return p.word(paperWeek[d.Date.Weekday()]) + " " + d.Date.String()
}

func (p *paper) dayHead(d *StripDay) {
	day := p.word(paperDays[d.Kind])
	if d.Number > 0 {
		day = fmt.Sprintf("%s %d", p.word(phrase{"JOUR", "DAY"}), d.Number)
	}
	p.line(day, p.date(*d), d.Unit, d.Name)
}

func (p *paper) dayBreak(d *StripDay) {
	end := phrase{"FIN DU JOUR", "END OF DAY"}
	if d.Kind != "" {
		p.line("==", p.word(paperDays[d.Kind]), p.date(*d), d.Unit, d.Name)
		return
	}
	p.line("==", fmt.Sprintf("%s %d", p.word(end), d.Number), p.date(*d), d.Unit, d.Name,
		fmt.Sprintf("%d %s", d.Totals.Scenes, p.word(phrase{"séq.", "scenes"})), d.Totals.Eighths.String()+" p.", paperHours(d.Totals.Minutes))
}
