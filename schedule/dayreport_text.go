package schedule

import (
	"fmt"
	"strconv"
)

// Text returns the report as lines of text: scenes, the progress table, hours of people. A word that is no
// language is a [*FieldError].
func (r DayReport) Text(l PaperLanguage) (string, error) {
	p, err := newPaper(l)
	if err != nil {
		return "", err
	}
	p.line(p.word(words{"RAPPORT DE PRODUCTION", "DAILY PRODUCTION REPORT"}), r.Title)
	p.line(fmt.Sprintf("%s %d", p.word(words{"JOUR", "DAY"}), r.Number), p.date(StripDay{Date: r.Date}), r.Unit)
	p.line(p.word(words{"Convocation", "Call"}), paperClock(r.Hours.Call), p.word(words{"Premier plan", "First shot"}), paperClock(r.Hours.FirstShot),
		p.word(words{"Fin", "Wrap"}), paperClock(r.Hours.Wrap))
	p.line()
	p.row(p.word(words{"Séq.", "Scene"}), "", p.word(words{"Prévu", "Planned"}), p.word(words{"Tourné", "Shot"}), p.word(words{"Plans", "Setups"}))
	for _, s := range r.Scenes {
		p.row(stripNumber(StripLine{Number: s.Number, Scene: s.Scene}), p.word(sceneStatusWords[s.Status]), s.Planned.String(), s.Done.Eighths.String(), strconv.Itoa(s.Done.Setups))
	}
	p.line()
	p.row("", p.word(words{"Séq. prévues", "Scenes planned"}), p.word(words{"tournées", "shot"}), p.word(words{"Pages prévues", "Pages planned"}),
		p.word(words{"tournées", "shot"}), p.word(words{"Plans", "Setups"}), p.word(words{"Minutes utiles", "Screen time"}))
	for _, line := range []struct {
		name words
		ReportLine
	}{{words{"Avant", "Before"}, r.Before}, {words{"Ce jour", "Today"}, r.Day}, {words{"À ce jour", "To date"}, r.ToDate}, {words{"Total", "Total"}, r.Total}} {
		p.row(p.word(line.name), strconv.Itoa(line.Planned.Scenes), strconv.Itoa(line.Done.Scenes), line.Planned.Eighths.String(), line.Done.Eighths.String(),
			strconv.Itoa(line.Setups), fmt.Sprintf("%d:%02d", line.Seconds/60, line.Seconds%60))
	}
	p.line(p.word(words{"Avance (+) ou retard (-)", "Ahead (+) or behind (-)"}), r.Ahead.String())
	if len(r.People) > 0 {
		p.line()
		p.row("", p.word(words{"Convoqué", "Called"}), p.word(words{"Arrivée", "In"}), p.word(words{"Fin", "Out"}), p.word(words{"Travail", "Worked"}))
	}
	for i := range r.People {
		person := &r.People[i]
		if person.Missing {
			p.row(person.Person, paperClock(person.Called), "--:--", "--:--", p.word(words{"ABSENT", "ABSENT"}))
			continue
		}
		p.row(person.Person, paperClock(person.Called), person.Call.String(), person.Wrap.String(), paperHours(person.Worked))
	}
	if r.Notes != "" {
		p.line()
		p.line(r.Notes)
	}
	return p.text(), nil
}

var sceneStatusWords = map[SceneStatus]words{
	SceneComplete: {"terminée", "complete"}, ScenePartial: {"en partie", "partial"},
	SceneNotShot: {"non tournée", "not shot"}, SceneUnplanned: {"hors plan", "unplanned"},
}
