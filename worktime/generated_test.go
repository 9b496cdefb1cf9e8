package worktime

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
)

// figures are what the generator of calendars knows of an agreement, typed from the articles that
// the tables cite and not read from them: minutes of a day, of its span (24 hours where none is
// said), of the shortest rest, of the rest of a week of six days, and the hours of the average.
type figures struct {
	agreement                      Agreement
	setting                        Setting
	day, span, rest, rest6, avg    int
	sixDayWeeks, short, usual      int
	consecutive, recover6, recover bool
}

var ofAgreements = []figures{
	{agreement: LabourCode, setting: Post, day: 600, span: 1440, rest: 660, rest6: 2100, avg: 44},
	{agreement: Cinema, setting: Shoot, day: 720, span: 780, rest: 660, rest6: 2100, avg: 46, sixDayWeeks: 4, consecutive: true, recover6: true, recover: true},
	{agreement: CinemaArtists, setting: Shoot, day: 600, span: 720, rest: 720, rest6: 2100, avg: 44, sixDayWeeks: 3, consecutive: true},
	{agreement: CinemaExtras, setting: Shoot, day: 600, span: 720, rest: 720, rest6: 2100, avg: 44, sixDayWeeks: 3, consecutive: true, recover6: true},
	{agreement: Audiovisual, setting: Shoot, day: 720, span: 1440, rest: 540, rest6: 1980, avg: 46, short: 2, usual: 660, consecutive: true},
	{agreement: TelevisionArtists, setting: Shoot, day: 600, span: 720, rest: 600, rest6: 2100, avg: 44, short: 1, usual: 720},
	{agreement: Animation, setting: Prep, day: 600, span: 1440, rest: 660, rest6: 2100, avg: 44, sixDayWeeks: 6, consecutive: true},
}

// calendarMaker writes a year of shifts, week by week, and the breaches that it puts in.
type calendarMaker struct {
	figures
	*rand.Rand
	monday civil.Date
	record Record
	want   []found
}

// add adds a shift of some work on a day counted from the Monday in hand, with breaks in the
// middle that fill its span.
func (m *calendarMaker) add(day int, call Clock, work, breaks int) {
	s := Shift{Date: m.date(day), Call: call, Wrap: call + Clock(work+breaks), Setting: m.setting}
	if breaks > 0 {
		s.Breaks = []Break{{At: call + Clock(min(work/2, 300)), Minutes: breaks}}
	}
	m.record.Shifts = append(m.record.Shifts, s)
}

func (m *calendarMaker) date(day int) civil.Date {
	d, err := m.monday.AddDays(day)
	if err != nil {
		panic(err)
	}
	return d
}

func (m *calendarMaker) put(rule Rule, day, measured, allowed int) {
	m.want = append(m.want, found{rule, m.date(day).String(), measured, allowed})
}

func (m *calendarMaker) pass(weeks int) { m.monday = m.date(7 * weeks) }

// last is the shift added last.
func (m *calendarMaker) last() *Shift { return &m.record.Shifts[len(m.record.Shifts)-1] }

// usual are days of six to eight hours between 8:00 and 19:10, which nothing limits.
func (m *calendarMaker) usualDays(days ...int) {
	for _, d := range days {
		m.add(d, Clock(480+m.IntN(71)), 360+m.IntN(121), 30+m.IntN(61))
	}
}

// cleanWeeks keep every limit, some of them to the minute.
var cleanWeeks = []func(*calendarMaker){
	func(m *calendarMaker) { m.pass(1) },
	func(m *calendarMaker) { m.usualDays(0, 1, 2, 3, 4); m.pass(1) },
	func(m *calendarMaker) { m.usualDays(1, 2, 3, 4, 5); m.pass(1) },
	func(m *calendarMaker) { m.usualDays(0, 2, 4); m.pass(1) },
	func(m *calendarMaker) { // the longest day
		m.usualDays(0)
		m.add(1, 8*60, m.day, 30)
		m.usualDays(3, 4)
		m.pass(1)
	},
	func(m *calendarMaker) { // the longest span
		m.usualDays(0)
		span := min(m.span, 900)
		m.add(1, 7*60, span-240, 240)
		m.usualDays(3, 4)
		if span-240 > m.day {
			*m.at(1) = Shift{Date: m.at(1).Date, Call: 7 * 60, Wrap: 7*60 + Clock(m.day) + 60, Breaks: []Break{{11 * 60, 60}}, Setting: m.setting}
		}
		m.pass(1)
	},
	func(m *calendarMaker) { // the shortest rest
		m.add(1, 11*60, 480, 60) // until 20:00, when the nights of winter begin
		m.add(2, Clock(20*60+m.rest-minutesOfDay), 480, 60)
		m.usualDays(4)
		m.pass(1)
	},
	func(m *calendarMaker) { // nights
		for d := range 4 {
			m.add(d, 20*60, 420, 45)
		}
		m.pass(2)
	},
	func(m *calendarMaker) { // forty-eight hours, then rest
		for d := range 5 {
			m.add(d, 8*60, 576, 60)
		}
		m.pass(3)
	},
	func(m *calendarMaker) { // the shortest rest of a week of six days
		m.usualDays(0, 1, 2, 3, 4)
		m.add(5, 14*60, 420, 60)
		m.add(7, Clock(22*60+m.rest6-2*minutesOfDay), 420, 60)
		m.pass(2)
	},
}

// at is a shift of the week in hand.
func (m *calendarMaker) at(day int) *Shift {
	on := m.date(day)
	i := slices.IndexFunc(m.record.Shifts, func(s Shift) bool { return s.Date == on })
	return &m.record.Shifts[i]
}

// fault puts a breach at the week in hand, and leaves an empty week behind it. It reports
// whether the agreement has the rule.
type fault struct {
	name string
	put  func(*calendarMaker) bool
}

var faults = []fault{
	{"daily-hours", func(m *calendarMaker) bool {
		over := 1 + m.IntN(25)
		m.add(1, 8*60, m.day+over, 30)
		m.put(DailyHours, 1, m.day+over, m.day)
		return true
	}},
	{"daily-span", func(m *calendarMaker) bool {
		if m.span == 1440 {
			return false
		}
		over := 1 + m.IntN(60)
		m.add(1, 7*60, m.span+over-240, 240)
		m.put(DailySpan, 1, m.span+over, m.span)
		return true
	}},
	{"break", func(m *calendarMaker) bool {
		over := 1 + m.IntN(100)
		m.add(2, 9*60, 360+over, 0)
		m.put(WorkBreak, 2, 360+over, 360)
		return true
	}},
	{"daily-rest", func(m *calendarMaker) bool {
		short := 1 + m.IntN(120)
		m.add(1, 11*60, 480, 60)
		m.add(2, Clock(20*60+m.rest-minutesOfDay-short), 480, 60)
		m.put(DailyRest, 2, m.rest-short, m.rest)
		return true
	}},
	{"short-rests", func(m *calendarMaker) bool {
		if m.short == 0 {
			return false
		}
		wrap := 24 * 60
		m.add(0, 13*60, 600, 60)
		for d := 1; d <= m.short+1; d++ {
			rest := m.rest + m.IntN(m.usual-m.rest)
			call := wrap + rest - minutesOfDay
			m.add(d, Clock(call), 600, 60)
			wrap = call + 660
		}
		m.put(ShortRests, 0, m.short+1, m.short)
		return true
	}},
	{"weekly-hours", func(m *calendarMaker) bool {
		over := 1 + m.IntN(60)
		for d := range 4 {
			m.add(d, 8*60, 600, 60)
		}
		m.add(4, 8*60, 480+over, 60)
		m.put(WeeklyHours, 0, 2880+over, 2880)
		return true
	}},
	{"weekly-days", func(m *calendarMaker) bool {
		for d := range 7 {
			m.add(d, 9*60, 360, 30)
		}
		m.put(WeeklyDays, 0, 7, 6)
		m.put(WeeklyRest, 0, 1440-6*60-30, m.rest6) // between two days
		if m.consecutive {
			m.put(ConsecutiveDays, 6, 7, 6)
		}
		return true
	}},
	{"consecutive-days", func(m *calendarMaker) bool {
		if !m.consecutive {
			return false
		}
		for d := 2; d < 10; d++ {
			m.add(d, 9*60, 360, 30)
		}
		m.put(ConsecutiveDays, 8, 8, 6)
		m.pass(1)
		return true
	}},
	{"weekly-rest", func(m *calendarMaker) bool {
		short := 1 + m.IntN(120)
		m.usualDays(0, 1, 2, 3, 4)
		m.add(5, 14*60, 420, 60)
		m.add(7, Clock(22*60+m.rest6-2*minutesOfDay-short), 420, 60)
		m.put(WeeklyRest, 0, m.rest6-short, m.rest6)
		m.pass(1)
		return true
	}},
	{"six-day-weeks", func(m *calendarMaker) bool {
		if m.sixDayWeeks == 0 {
			return false
		}
		for range m.sixDayWeeks + 1 {
			for d := range 6 {
				m.add(d, 9*60, 420, 60)
			}
			m.pass(1)
		}
		m.put(SixDayWeeks, -7, m.sixDayWeeks+1, m.sixDayWeeks)
		return true
	}},
	{"studio-sunday", func(m *calendarMaker) bool {
		if !strings.HasPrefix(string(m.agreement), "3097") {
			return false
		}
		m.usualDays(2)
		m.add(5, 18*60, 420, 30) // until 1:30
		m.last().Setting = Studio
		m.put(StudioSunday, 6, 90, 0)
		for day, minutes := range map[int]int{5: 330, 6: 90} {
			if _, ok := civil.HolidayOn(m.date(day), civil.Metropole); ok {
				m.put(StudioHoliday, day, minutes, 0)
			}
		}
		return true
	}},
	{"studio-holiday", func(m *calendarMaker) bool {
		day := slices.IndexFunc([]int{0, 1, 2, 3, 4, 5}, func(d int) bool {
			_, ok := civil.HolidayOn(m.date(d), civil.Metropole)
			return ok
		})
		if day < 0 || !strings.HasPrefix(string(m.agreement), "3097") {
			return false
		}
		m.add(day, 9*60, 400, 60)
		m.last().Setting = Studio
		m.put(StudioHoliday, day, 400, 0)
		return true
	}},
	{"sixth-day-recovery", func(m *calendarMaker) bool {
		if !m.recover6 {
			return false
		}
		for _, d := range []int{0, 1, 2, 3, 4, 5, 7, 8, 11} {
			m.add(d, 9*60, 420, 60)
			m.last().Place = Paris
		}
		m.put(SixthDayRecovery, 5, 0, 1)
		m.pass(1)
		return true
	}},
	{"sunday-recovery", func(m *calendarMaker) bool {
		if !m.recover {
			return false
		}
		for _, d := range []int{3, 4, 6, 7, 8, 11, 12} {
			m.add(d, 9*60, 420, 60)
		}
		m.put(SundayRecovery, 6, 0, 1)
		m.pass(1)
		return true
	}},
	{"travel-rest", func(m *calendarMaker) bool {
		if m.agreement != Cinema {
			return false
		}
		m.add(1, 11*60, 420, 60)
		m.record.Travels = append(m.record.Travels, Travel{m.date(1), 8 * 60, 10*60 + 20})
		m.put(TravelRest, 1, 40, 60)
		return true
	}},
	{"authorised-weeks", func(m *calendarMaker) bool {
		if m.agreement != Audiovisual {
			return false
		}
		begun := m.date(0)
		for range 4 {
			for d := range 6 {
				m.add(d, 9*60, 500, 60)
			}
			m.pass(1)
		}
		m.record.Leaves = append(m.record.Leaves, Leave{WeeklySixty, civil.Period{From: begun, To: m.date(0)}})
		m.put(AuthorisedWeeks, -7, 4, 3)
		m.pass(4)
		return true
	}},
	{"average-hours", func(m *calendarMaker) bool { // its weeks are counted by the plain way
		for range 12 {
			for d := range 5 {
				m.add(d, 9*60, m.avg*12+12, 60)
			}
			m.pass(1)
		}
		return true
	}},
}

// plainAverages adds up every twelve weeks, one after another.
func (m *calendarMaker) plainAverages() {
	first := m.record.Shifts[0].Date
	start := first
	for start.Weekday() != 1 {
		start = plusDays(start, -1)
	}
	last := m.record.Shifts[len(m.record.Shifts)-1].Date
	for week := start; !week.After(last); week = plusDays(week, 7) {
		total, own := 0, 0
		for _, s := range m.record.Shifts {
			if s.Date.Before(plusDays(week, -77)) || !s.Date.Before(plusDays(week, 7)) {
				continue
			}
			work := int(s.Wrap - s.Call)
			for _, b := range s.Breaks {
				work -= b.Minutes
			}
			total += work
			if !s.Date.Before(week) {
				own += work
			}
		}
		if own > 0 && total > 12*60*m.avg {
			m.want = append(m.want, found{AverageHours, week.String(), total, 12 * 60 * m.avg})
		}
	}
}

// plainSixDays counts the weeks of six days of each calendar year, for 2412.
func (m *calendarMaker) plainSixDays() {
	if m.agreement != Animation {
		return
	}
	days, weeks, mondays := map[civil.Date]int{}, map[int]int{}, []civil.Date{}
	for _, s := range m.record.Shifts {
		monday := s.Date
		for monday.Weekday() != 1 {
			monday = plusDays(monday, -1)
		}
		if days[monday]++; days[monday] == 6 {
			weeks[monday.Year()]++
			mondays = append(mondays, monday)
		}
	}
	seen := map[int]int{}
	for _, monday := range mondays {
		if seen[monday.Year()]++; seen[monday.Year()] == 16 {
			m.want = append(m.want, found{SixDayWeeksAYear, monday.String(), weeks[monday.Year()], 15})
		}
	}
}

func plusDays(d civil.Date, n int) civil.Date {
	d, err := d.AddDays(n)
	if err != nil {
		panic(err)
	}
	return d
}

func newMaker(seed uint64, f figures) *calendarMaker {
	year := 2019 + int(seed%7)
	monday, err := civil.NewDate(year, 12, 30)
	if err != nil {
		panic(err)
	}
	for monday.Weekday() != 1 {
		monday = plusDays(monday, 1)
	}
	if f.agreement == Animation {
		monday = plusDays(monday, 7*53) // its article 8 is extended from 2020-02-26
	}
	return &calendarMaker{figures: f, Rand: rand.New(rand.NewPCG(seed, 7)), monday: monday,
		record: Record{ID: fmt.Sprint(f.agreement, " ", seed), Agreement: f.agreement}}
}

// year fills about a year with clean weeks and, after some of them, a fault.
func (m *calendarMaker) year(faulty bool) Record {
	end, nights, six := plusDays(m.monday, 364), 0, 0
	for m.monday.Before(end) {
		clean := m.IntN(len(cleanWeeks))
		if clean == 7 {
			nights++
		}
		if clean == 9 {
			six++
		}
		if nights > 5 && clean == 7 || six > 10 && clean == 9 { // no night worker, no 16 weeks of six days
			continue
		}
		cleanWeeks[clean](m)
		if faulty && m.IntN(3) == 0 {
			m.pass(1)
			if faults[m.IntN(len(faults))].put(m) {
				m.pass(2)
			}
		}
	}
	return m.record
}

func (m *calendarMaker) compare(t *testing.T, r Record) {
	t.Helper()
	got := breaches(t, r)
	order := func(a, b found) int { return strings.Compare(fmt.Sprint(a.Date, a.Rule), fmt.Sprint(b.Date, b.Rule)) }
	slices.SortFunc(m.want, order)
	slices.SortFunc(got, order)
	if len(m.want) == 0 {
		m.want = []found{}
	}
	require.Equal(t, m.want, got, r.ID)
}

func rounds(full, short int) uint64 {
	if testing.Short() {
		return uint64(short)
	}
	return uint64(full)
}

func TestACleanCalendarHasNoBreach(t *testing.T) {
	for _, f := range ofAgreements {
		t.Run(string(f.agreement), func(t *testing.T) {
			for seed := range rounds(200, 30) {
				m := newMaker(seed, f)
				m.compare(t, m.year(false))
			}
		})
	}
}

func TestEveryBreachPutInIsFoundAndNoOther(t *testing.T) {
	for _, f := range ofAgreements {
		t.Run(string(f.agreement), func(t *testing.T) {
			rules := map[Rule]bool{}
			for seed := range rounds(300, 40) {
				m := newMaker(seed, f)
				r := m.year(true)
				m.plainAverages()
				m.plainSixDays()
				m.compare(t, r)
				for _, b := range m.want {
					rules[b.Rule] = true
				}
			}
			require.GreaterOrEqual(t, len(rules), 7, "every kind of breach comes up")
		})
	}
}
