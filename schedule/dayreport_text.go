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
	p.line(p.word(phrase{"RAPPORT DE PRODUCTION", "DAILY PRODUCTION REPORT"}), r.Title)
	p.line(fmt.Sprintf("%s %d", p.word(phrase{"JOUR", "DAY"}), r.Number), p.date(StripDay{Date: r.Date}), r.Unit)
	p.line(p.word(phrase{"Convocation", "Call"}), paperClock(r.Hours.Call), p.word(phrase{"Premier plan", "First shot"}), paperClock(r.Hours.FirstShot),
		p.word(phrase{"Fin", "Wrap"}), paperClock(r.Hours.Wrap))
	p.line()
	p.row(p.word(phrase{"Séq.", "Scene"}), "", p.word(phrase{"Prévu", "Planned"}), p.word(phrase{"Tourné", "Shot"}), p.word(phrase{"Plans", "Setups"}))
	for _, s := range r.Scenes {
		p.row(stripNumber(StripLine{Number: s.Number, Scene: s.Scene}), p.word(sceneStatusWords[s.Status]), s.Planned.String(), s.Done.Eighths.String(), strconv.Itoa(s.Done.Setups))
	}
	p.line()
	p.row("", p.word(phrase{"Séq. prévues", "Scenes planned"}), p.word(phrase{"tournées", "shot"}), p.word(phrase{"Pages prévues", "Pages planned"}),
		p.word(phrase{"tournées", "shot"}), p.word(phrase{"Plans", "Setups"}), p.word(phrase{"Minutes utiles", "Screen time"}))
	for _, line := range []struct {
		name phrase
		ReportLine
	}{{phrase{"Avant", "Before"}, r.Before}, {phrase{"Ce jour", "Today"}, r.Day}, {phrase{"À ce jour", "To date"}, r.ToDate}, {phrase{"Total", "Total"}, r.Total}} {
		p.row(p.word(line.name), strconv.Itoa(line.Planned.Scenes), strconv.Itoa(line.Done.Scenes), line.Planned.Eighths.String(), line.Done.Eighths.String(),
			strconv.Itoa(line.Setups), fmt.Sprintf("%d:%02d", line.Seconds/60, line.Seconds%60))
	}
	p.line(p.word(phrase{"Avance (+) ou retard (-)", "Ahead (+) or behind (-)"}), r.Ahead.String())
	if len(r.People) > 0 {
		p.line()
		p.row("", p.word(phrase{"Convoqué", "Called"}), p.word(phrase{"Arrivée", "In"}), p.word(phrase{"Fin", "Out"}), p.word(phrase{"Travail", "Worked"}))
	}
	for i := range r.People {
		person := &r.People[i]
		if person.Missing {
			p.row(person.Person, paperClock(person.Called), "--:--", "--:--", p.word(phrase{"ABSENT", "ABSENT"}))
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

var sceneStatusWords = map[SceneStatus]phrase{
	SceneComplete: {"terminée", "complete"}, ScenePartial: {"en partie", "partial"},
	SceneNotShot: {"non tournée", "not shot"}, SceneUnplanned: {"hors plan", "unplanned"},
}
