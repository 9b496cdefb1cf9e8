package schedule

import (
	"slices"
	"time"

	"github.com/bobine-film/bobine/civil"
)

// calendar returns the days that are worked, also after the period, for ten years.
func (s *Shoot) calendar() (civil.Calendar, error) {
	var weekend []time.Weekday
	for i, w := range weekdays {
		if slices.Contains(s.RestDays, w) {
			weekend = append(weekend, time.Weekday(i))
		}
	}
	off := slices.Clone(s.Off)
	if !s.WorkHolidays {
		const years = 10
		for year := s.Period.From.Year(); year <= min(s.Period.To.Year()+years, civil.MaxYear); year++ {
			holidays, err := civil.Holidays(year, s.Territory)
			if err != nil {
				return civil.Calendar{}, err
			}
			for _, h := range holidays {
				off = append(off, h.Date)
			}
		}
	}
	return civil.NewCalendar(weekend, off)
}
