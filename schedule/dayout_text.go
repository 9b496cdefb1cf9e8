package schedule

import (
	"fmt"
	"strconv"
)

// Text returns the day out of days as a table of text: a column a date, then the totals. A word that is
// no language is a [*FieldError].
func (o DayOutOfDays) Text(l PaperLanguage) (string, error) {
	p, err := newPaper(l)
	if err != nil {
		return "", err
	}
	p.line(p.word(phrase{"PRÉSENCES JOUR PAR JOUR", "DAY OUT OF DAYS"}), o.Title)
	dates, weekdays := []string{"", ""}, []string{"", ""}
	for _, d := range o.Days {
		dates = append(dates, fmt.Sprintf("%02d/%02d", d.Date.Day(), int(d.Date.Month().Month())))
		weekdays = append(weekdays, p.word(paperWeek[d.Date.Weekday()]))
	}
	p.row(dates...)
	p.row(append(weekdays, p.word(phrase{"Début", "Start"}), p.word(phrase{"Fin", "Finish"}), p.word(phrase{"Travail", "Worked"}), p.word(phrase{"Attente", "Held"}),
		p.word(phrase{"Voyage", "Travel"}), p.word(phrase{"Essayage", "Fitting"}), p.word(phrase{"Répétition", "Rehearsal"}),
		p.word(phrase{"Férié", "Holiday"}), p.word(phrase{"Déplacement", "Move"}), "Total")...)
	for _, r := range o.Rows {
		row := append([]string{r.BoardID, r.Name}, r.Cells...)
		row = append(row, r.Start.String(), r.Finish.String())
		t := r.Totals
		for _, n := range []int{t.Worked, t.Held, t.Travel, t.Fitting, t.Rehearsal, t.Holiday, t.Move, t.Total} {
			row = append(row, strconv.Itoa(n))
		}
		p.row(row...)
	}
	return p.text(), nil
}
