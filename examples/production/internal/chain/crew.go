package chain

import (
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// crew is crew.json: the minimum pay of each function, and who is engaged.
type crew struct {
	Grid        []minimum    `json:"grid" strict:"required,max=1000"`
	Engagements []engagement `json:"engagements" strict:"required,max=1000"`
}

// minimum is the pay of a function for a week.
type minimum struct {
	Job    string       `json:"job" strict:"required"`
	Weekly money.Amount `json:"weekly" strict:"required"`
}

// engagement is somebody engaged for the shoot, and so many weeks before and after it.
type engagement struct {
	Job         string `json:"job" strict:"required"`
	Account     string `json:"account" strict:"required"`
	Executive   bool   `json:"executive"`
	WeeksBefore int    `json:"weeksBefore"`
	WeeksAfter  int    `json:"weeksAfter"`
}

func (c *crew) check() error {
	var f valid.Faults
	jobs := map[string]bool{}
	f.Enter("grid")
	for i, m := range c.Grid {
		f.Index(i)
		needed(&f, "job", m.Job)
		if m.Job != "" && jobs[m.Job] {
			f.Add("job", m.Job, valid.ErrDuplicate)
		}
		jobs[m.Job] = true
		positive(&f, "weekly", m.Weekly)
		f.Leave()
	}
	f.Leave()
	f.Enter("engagements")
	for i, e := range c.Engagements {
		f.Index(i)
		if _, known := c.weekly(e.Job); !known {
			f.Addf("job", e.Job, valid.ErrReference, "the grid has no such function")
		}
		weeks(&f, "weeksBefore", e.WeeksBefore)
		weeks(&f, "weeksAfter", e.WeeksAfter)
		f.Leave()
	}
	f.Leave()
	return f.Err()
}

func weeks(f *valid.Faults, field string, n int) {
	if n < 0 || n > 100 {
		f.Addf(field, n, valid.ErrOutOfRange, "0 to 100")
	}
}

// weekly returns the pay of a function for a week.
func (c *crew) weekly(job string) (money.Amount, bool) {
	for _, m := range c.Grid {
		if m.Job == job {
			return m.Weekly, true
		}
	}
	return money.Amount{}, false
}
