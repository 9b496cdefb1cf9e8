package worktime

import "github.com/bobine-film/bobine/civil"

// nightMinutes returns the work of a shift in the hours of night of the agreement. The season
// is that of the date of each minute.
func (c *checker) nightMinutes(w *workday) int {
	n := 0
	for day := w.day; day*minutesOfDay < w.wrap; day++ {
		from, to := c.night(dateOf(day), w.Setting)
		start := day * minutesOfDay
		n += w.within(stretch{start, start + to}) + w.within(stretch{start + from, start + minutesOfDay})
	}
	return n
}

// night returns when the night begins and when it ends on a date, in minutes after midnight.
func (c *checker) night(on civil.Date, s Setting) (from, to int) {
	c.limit(nightWinterBegins) // for its notice, and that of the other end of the season
	c.limit(nightWinterEnds)
	f, t := c.book.night(on, s)
	begins, _ := c.limit(f)
	ends, _ := c.limit(t)
	return begins.Value, ends.Value
}

// night returns the limits that say when the night begins and ends on a date, by its season.
func (b *book) night(on civil.Date, s Setting) (from, to name) {
	if !b.has[nightWinterBegins] || !isBetween(on, b.values[nightWinterBegins].Value, b.values[nightWinterEnds].Value) {
		return nightFrom, nightTo
	}
	if s == Studio && b.has[nightWinterStudioFrom] {
		return nightWinterStudioFrom, nightWinterTo
	}
	return nightWinterFrom, nightWinterTo
}

// isBetween reports whether a date lies between two days of the year, 1001 for 1 October, both
// included and round the new year where the first is the later.
func isBetween(on civil.Date, first, last int) bool {
	day := int(on.Month().Month())*100 + on.Day()
	if first > last {
		return day >= first || day <= last
	}
	return day >= first && day <= last
}

// nightCount follows the night work of a person over twelve months.
type nightCount struct {
	c      *checker
	past   []nightWork // of the twelve months
	total  int
	latest int
}

type nightWork struct {
	day, minutes int
}

// isWorker takes the next shift in and reports whether its limits are those of a night worker
// (travailleur de nuit): who has worked the hours of L3122-23 by night in the twelve months to
// that day, on a day with night work.
func (n *nightCount) isWorker(w *workday) bool {
	minutes := n.c.nightMinutes(w)
	if minutes == 0 {
		return false
	}
	n.past = append(n.past, nightWork{w.day, minutes})
	n.total += minutes
	threshold, ok := n.c.limit(nightWorker)
	if !ok || n.total < threshold.Value {
		return false
	}
	begun := -1
	if yearAgo, err := w.Date.AddYears(-1); err == nil {
		begun = dayOf(yearAgo)
	}
	for n.past[n.latest].day <= begun {
		n.total -= n.past[n.latest].minutes
		n.latest++
	}
	return n.total >= threshold.Value
}
