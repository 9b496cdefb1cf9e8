package worktime

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
)

// plain checks the labour code the slow way: every minute of the record is one place of a list,
// and each rule looks at all of them.
type plain struct {
	start    civil.Date // a Monday
	days     int
	present  []bool // from call to wrap
	work     []bool // less breaks
	shift    []int  // the shift that a minute belongs to, -1 for none
	record   Record
	breaches []found
}

func newPlain(r Record) *plain {
	p := &plain{record: r, start: r.Shifts[0].Date}
	for p.start.Weekday() != time.Monday {
		p.start = plusDays(p.start, -1)
	}
	p.start = plusDays(p.start, -7)
	p.days = (r.Shifts[len(r.Shifts)-1].Date.DaysSince(p.start)/7 + 3) * 7
	n := p.days * 24 * 60
	p.present, p.work, p.shift = make([]bool, n), make([]bool, n), make([]int, n)
	for i := range p.shift {
		p.shift[i] = -1
	}
	for i, s := range r.Shifts {
		midnight := s.Date.DaysSince(p.start) * 24 * 60
		for m := midnight + int(s.Call); m < midnight+int(s.Wrap); m++ {
			p.present[m], p.work[m], p.shift[m] = true, true, i
		}
		for _, b := range s.Breaks {
			for m := midnight + int(b.At); m < midnight+int(b.At)+b.Minutes; m++ {
				p.work[m] = false
			}
		}
	}
	return p
}

func (p *plain) add(rule Rule, on civil.Date, measured, allowed int) {
	p.breaches = append(p.breaches, found{rule, on.String(), measured, allowed})
}

// check gives the breaches of the code by date and rule: L3121-16, 18, 20 and 22, L3122-6,
// L3131-1, L3132-1 and 2.
func (p *plain) check() []found {
	work, night := make([]int, len(p.record.Shifts)), make([]int, len(p.record.Shifts))
	for m, works := range p.work {
		if works {
			work[p.shift[m]]++
			if m%1440 < 7*60 {
				night[p.shift[m]]++
			}
		}
	}
	for i, s := range p.record.Shifts {
		limit, nights := 600, 0
		for j := 0; j <= i; j++ {
			if before := p.record.Shifts[j].Date; before.After(plusDays(s.Date, -365)) { // no leap day in 2026
				nights += night[j]
			}
		}
		if night[i] > 0 && nights >= 270*60 {
			limit = 480
		}
		if work[i] > limit {
			p.add(DailyHours, s.Date, work[i], limit)
		}
		p.pause(i)
		if i > 0 {
			p.rest(i)
		}
	}
	weekly := make([]int, p.days/7)
	dayOfWeek := make([]int, p.days/7)
	for i, s := range p.record.Shifts {
		weekly[s.Date.DaysSince(p.start)/7] += work[i]
		dayOfWeek[s.Date.DaysSince(p.start)/7]++
	}
	for w, minutes := range weekly {
		if dayOfWeek[w] == 0 {
			continue
		}
		monday := plusDays(p.start, 7*w)
		if minutes > 2880 {
			p.add(WeeklyHours, monday, minutes, 2880)
		}
		if dayOfWeek[w] > 6 {
			p.add(WeeklyDays, monday, dayOfWeek[w], 6)
		}
		total := 0
		for _, before := range weekly[max(0, w-11) : w+1] {
			total += before
		}
		if total > 12*2640 {
			p.add(AverageHours, monday, total, 12*2640)
		}
		p.weekRest(w)
	}
	slices.SortFunc(p.breaches, func(a, b found) int { return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Rule, b.Rule)) })
	return p.breaches
}

// pause walks a shift until a pause of twenty minutes.
func (p *plain) pause(i int) {
	work, free := 0, 0
	for m := range p.work {
		if p.shift[m] != i {
			continue
		}
		if p.work[m] {
			if free >= 20 && work > 0 {
				break
			}
			work++
			free = 0
		} else {
			free++
		}
	}
	if work > 360 {
		p.add(WorkBreak, p.record.Shifts[i].Date, work, 360)
	}
}

// rest counts the minutes before the first one of a shift.
func (p *plain) rest(i int) {
	m := slices.Index(p.shift, i)
	rest := 0
	for m--; !p.present[m]; m-- {
		rest++
	}
	if rest < 660 {
		p.add(DailyRest, p.record.Shifts[i].Date, rest, 660)
	}
}

// weekRest looks for the longest run of rest of which 24 hours are in a week. Before the first
// shift and after the last one everything is rest.
func (p *plain) weekRest(w int) {
	longest, part := 0, 0
	for m := w * 7 * 1440; m < (w+1)*7*1440; m++ {
		if p.present[m] || m > w*7*1440 && !p.present[m-1] {
			continue
		}
		from, to := m, m
		for from > 0 && !p.present[from-1] {
			from--
		}
		for to < len(p.present) && !p.present[to] {
			to++
		}
		length := to - from
		if from == 0 || to == len(p.present) {
			length = 1 << 20
		}
		inside := min(to, (w+1)*7*1440) - m
		part = max(part, inside)
		if inside >= 1440 {
			longest = max(longest, length)
		}
	}
	if longest == 0 {
		longest = part
	}
	if longest < 2100 {
		p.add(WeeklyRest, plusDays(p.start, 7*w), longest, 2100)
	}
}

// wild makes a record that keeps to nothing but the calendar. From 2026 on, for some weeks of six
// days or so.
func wild(r *rand.Rand, a Agreement) Record {
	record := Record{ID: "wild", Agreement: a}
	date, free := civil.MustParseDate("2026-01-01"), 0
	for n := 20 + r.IntN(90); n > 0; n-- {
		if r.IntN(7) > 0 {
			call := max(0, free) + r.IntN(600)
			if call < 1440 {
				s := Shift{Date: date, Call: Clock(call), Wrap: Clock(call + 60 + r.IntN(900)), Setting: settings[r.IntN(4)], Place: places[r.IntN(3)]}
				for at := s.Call + Clock(r.IntN(400)); at+60 < s.Wrap && len(s.Breaks) < 4; at += 60 + Clock(r.IntN(300)) {
					s.Breaks = append(s.Breaks, Break{At: at, Minutes: 1 + r.IntN(60)})
				}
				record.Shifts = append(record.Shifts, s)
				free = int(s.Wrap)
			}
		}
		date, free = plusDays(date, 1), free-1440
	}
	return record
}

func TestTheCodeIsCheckedAsThePlainWayDoes(t *testing.T) {
	rules := map[Rule]int{}
	for seed := range rounds(150, 20) {
		r := wild(rand.New(rand.NewPCG(seed, 11)), LabourCode)
		want := newPlain(r).check()
		require.Equal(t, want, breaches(t, r), fmt.Sprint("seed ", seed))
		for _, b := range want {
			rules[b.Rule]++
		}
	}
	require.Len(t, rules, 7, "%v", rules)
}

// What holds for every record and every agreement: a breach is beyond its limit, in order, and
// said by a rule that has a name; a record that keeps a limit more strictly has no more
// breaches of it.
func TestABreachIsBeyondItsLimit(t *testing.T) {
	for seed := range rounds(60, 10) {
		for _, a := range agreements {
			r := wild(rand.New(rand.NewPCG(seed, 13)), a)
			if seed%3 == 0 {
				r.BirthDate = civil.MustParseDate("2010-03-04")
			}
			report, err := Check(r, Limits{})
			require.NoError(t, err)
			for i, b := range report.Breaches {
				require.Contains(t, Rules(), b.Rule)
				if b.Rule.AtLeast() {
					require.Less(t, b.Measured, b.Allowed, b)
				} else {
					require.Greater(t, b.Measured, b.Allowed, b)
				}
				if i > 0 {
					before := report.Breaches[i-1]
					require.LessOrEqual(t, cmp.Or(before.Date.Compare(b.Date), cmp.Compare(before.Rule, b.Rule)), 0)
				}
			}
			again, err := Check(r, Limits{})
			require.NoError(t, err)
			require.Equal(t, report, again)
		}
	}
}
