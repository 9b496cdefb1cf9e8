package financing

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// Validate reports every fault, each a [*FieldError], or nil.
func (c PointsClaim) Validate() error {
	var f valid.Faults
	if c.Date.IsZero() {
		f.Add("date", nil, valid.ErrMissing)
	}
	test, ok := c.sound(&f)
	if ok {
		c.checkAnswers(&f, test)
		c.checkOpen(&f, test)
	}
	return f.Err()
}

// sound finds the test that a claim answers, and tells what is wrong with it.
func (c PointsClaim) sound(f *valid.Faults) (PointsTest, bool) {
	switch {
	case c.Own != nil && c.Test != "":
		f.Addf("test", c.Test, valid.ErrOutOfRange, "it is either a built-in test or the caller's own")
		return PointsTest{}, false
	case c.Own != nil:
		f.Enter("own")
		c.Own.check(f)
		f.Leave()
		return *c.Own, !f.Any()
	case c.Test == "":
		f.Add("test", nil, valid.ErrMissing)
		return PointsTest{}, false
	case c.Date.IsZero():
		return PointsTest{}, false
	}
	table, err := pointsTests()
	if err != nil {
		f.Add("test", c.Test, err)
		return PointsTest{}, false
	}
	if !slices.Contains(table.Keys(), c.Test) {
		valid.OneOf(f, "test", c.Test, table.Keys())
		return PointsTest{}, false
	}
	v, err := table.At(c.Test, c.Date)
	if err != nil {
		f.Add("date", c.Date, err)
	}
	return v.Value, err == nil
}

// check tells what is wrong with a test: groups and criteria need a code of their own, criteria add up
// to their group and groups to the total, and what is asked can be reached.
func (t PointsTest) check(f *valid.Faults) {
	var sum decimal.Decimal
	codes := map[string]bool{}
	f.Enter("groups")
	for i, g := range t.Groups {
		f.Index(i)
		checkCode(f, "code", g.Code, codes)
		g.check(f)
		f.Leave()
		sum = sum.Add(g.Most.Decimal())
	}
	f.Leave()
	if len(t.Groups) == 0 || len(t.Groups) > MaxPoints {
		f.Addf("groups", len(t.Groups), valid.ErrOutOfRange, "1 to %d", MaxPoints)
	}
	if !sum.Equal(t.Total.Decimal()) {
		f.Addf("total", t.Total, valid.ErrOutOfRange, "the groups add up to %v", sum)
	}
	checkPoints(f, "pass", t.Pass, t.Total)
}

func (g PointsGroup) check(f *valid.Faults) {
	checkPoints(f, "least", g.Least, g.Most)
	if g.Most.Sign() < 0 {
		f.Add("most", g.Most, valid.ErrNegative)
	}
	subgroups := map[string]bool{}
	for _, q := range g.Criteria {
		subgroups[q.Subgroup] = q.Subgroup != ""
	}
	delete(subgroups, "")
	checkRange(f, "leastSubgroups", g.LeastSubgroups, len(subgroups))
	if g.Open {
		if len(g.Criteria) > 0 {
			f.Addf("criteria", len(g.Criteria), valid.ErrOutOfRange, "an open group has none")
		}
		return
	}
	var sum decimal.Decimal
	codes := map[string]bool{}
	f.Enter("criteria")
	for i, q := range g.Criteria {
		f.Index(i)
		checkCode(f, "code", q.Code, codes)
		sum = sum.Add(q.check(f))
		f.Leave()
	}
	f.Leave()
	if len(g.Criteria) > MaxPoints {
		f.Addf("criteria", len(g.Criteria), valid.ErrOutOfRange, "at most %d", MaxPoints)
	}
	if !sum.Equal(g.Most.Decimal()) {
		f.Addf("most", g.Most, valid.ErrOutOfRange, "the criteria add up to %v", sum)
	}
}

// check tells what is wrong with a criterion and returns the most it may give.
func (q Criterion) check(f *valid.Faults) decimal.Decimal {
	if q.PerTenth.Sign() < 0 {
		f.Add("perTenth", q.PerTenth, valid.ErrNegative)
	}
	if q.PerTenth.IsZero() == (len(q.Options) == 0) || len(q.Options) > MaxPoints {
		f.Addf("options", len(q.Options), valid.ErrOutOfRange, "either options, at most %d, or points by tenth", MaxPoints)
	}
	most := q.PerTenth.Decimal().Mul(decimal.New(10, 0))
	codes := map[string]bool{}
	f.Enter("options")
	for i, o := range q.Options {
		f.Index(i)
		checkCode(f, "code", o.Code, codes)
		if o.Points.Sign() < 0 {
			f.Add("points", o.Points, valid.ErrNegative)
		}
		f.Leave()
		most = decimal.Max(most, o.Points.Decimal())
	}
	f.Leave()
	return most
}

// checkAnswers tells answers to nothing, twice, or without what the criterion asks.
func (c PointsClaim) checkAnswers(f *valid.Faults, t PointsTest) {
	if len(c.Answers) > MaxPoints {
		f.Addf("answers", len(c.Answers), valid.ErrOutOfRange, "at most %d", MaxPoints)
		return
	}
	seen := map[[2]string]bool{}
	f.Enter("answers")
	for i, a := range c.Answers {
		f.Index(i)
		key := [2]string{a.Group, a.Criterion}
		if seen[key] {
			f.Add("criterion", a.Criterion, valid.ErrDuplicate)
		}
		seen[key] = true
		a.check(f, t)
		f.Leave()
	}
	f.Leave()
}

func (a PointsAnswer) check(f *valid.Faults, t PointsTest) {
	g := slices.IndexFunc(t.Groups, func(g PointsGroup) bool { return g.Code == a.Group })
	if g < 0 {
		f.Add("group", a.Group, valid.ErrReference)
		return
	}
	criteria := t.Groups[g].Criteria
	i := slices.IndexFunc(criteria, func(q Criterion) bool { return q.Code == a.Criterion })
	if i < 0 {
		f.Add("criterion", a.Criterion, valid.ErrReference)
		return
	}
	if !criteria[i].PerTenth.IsZero() {
		a.checkShare(f)
		return
	}
	if !a.Share.IsZero() {
		f.Addf("share", a.Share, valid.ErrOutOfRange, "%s is answered by an option", a.Criterion)
	}
	var options []string
	for _, o := range criteria[i].Options {
		options = append(options, o.Code)
	}
	valid.OneOf(f, "option", a.Option, options)
}

func (a PointsAnswer) checkShare(f *valid.Faults) {
	if a.Option != "" {
		f.Addf("option", a.Option, valid.ErrOutOfRange, "%s is answered by a share", a.Criterion)
	}
	if a.Share.Num() > a.Share.Den() {
		f.Addf("share", a.Share, valid.ErrOutOfRange, "0 to 1")
	}
}

// checkOpen tells points for a group that is not open, given twice or out of range.
func (c PointsClaim) checkOpen(f *valid.Faults, t PointsTest) {
	seen := map[string]bool{}
	f.Enter("open")
	for i, o := range c.Open {
		f.Index(i)
		checkCode(f, "group", o.Group, seen)
		g := slices.IndexFunc(t.Groups, func(g PointsGroup) bool { return g.Code == o.Group && g.Open })
		if g < 0 {
			f.Add("group", o.Group, valid.ErrReference)
		} else {
			checkPoints(f, "points", o.Points, t.Groups[g].Most)
		}
		f.Leave()
	}
	f.Leave()
}

// checkCode tells a code that is missing or not its own.
func checkCode(f *valid.Faults, field, code string, seen map[string]bool) {
	switch {
	case code == "":
		f.Add(field, nil, valid.ErrMissing)
	case seen[code]:
		f.Add(field, code, valid.ErrDuplicate)
	}
	seen[code] = true
}

func checkPoints(f *valid.Faults, field string, points, most money.Decimal) {
	if points.Sign() < 0 || points.Compare(most) > 0 {
		f.Addf(field, points, valid.ErrOutOfRange, "0 to %v", most)
	}
}

// clone returns a test that shares nothing with t.
func (t PointsTest) clone() PointsTest {
	t.Groups = slices.Clone(t.Groups)
	for i := range t.Groups {
		t.Groups[i].Criteria = slices.Clone(t.Groups[i].Criteria)
		for j := range t.Groups[i].Criteria {
			t.Groups[i].Criteria[j].Options = slices.Clone(t.Groups[i].Criteria[j].Options)
		}
	}
	return t
}
