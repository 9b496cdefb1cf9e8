package financing

import (
	_ "embed"
	"fmt"
	"io"
	"math/big"

	"github.com/shopspring/decimal"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/lazy"
	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

//go:embed tables/points.json
var pointsJSON []byte

var pointsTestsOnce lazy.Value[law.Table[PointsTest]]

// pointsTests reads the table once, when it is first needed.
func pointsTests() (law.Table[PointsTest], error) {
	return pointsTestsOnce.Get(func() (law.Table[PointsTest], error) { return law.Load[PointsTest](pointsJSON) })
}

// MaxPoints is the most groups of a test, criteria of a group, options of a criterion and answers of
// a claim.
const MaxPoints = 1_000

// PointsTest is a points test (barème de points) as data: groups of criteria, and what passes.
type PointsTest struct {
	// Total is what the groups add up to.
	Total money.Decimal `json:"total" strict:"required"`
	// Pass is the least total that passes, 0 where only the groups have a least.
	Pass   money.Decimal `json:"pass,omitzero"`
	Groups []PointsGroup `json:"groups" strict:"required,max=1000"`
}

// PointsGroup is a group of criteria (groupe).
type PointsGroup struct {
	Code  string `json:"code" strict:"required"`
	Label string `json:"label,omitempty"`
	// Most is what its criteria add up to.
	Most money.Decimal `json:"most" strict:"required"`
	// Least is how many points of the group a work needs, and LeastSubgroups in how many of its
	// subgroups it needs points at all.
	Least          money.Decimal `json:"least,omitzero"`
	LeastSubgroups int           `json:"leastSubgroups,omitempty"`
	// Open says that the source does not give the split of the group: its points are the
	// caller's.
	Open     bool        `json:"open,omitempty"`
	Criteria []Criterion `json:"criteria,omitempty" strict:"max=1000"`
}

// Criterion is one question of a points test (critère). It has options, of which the best that is true
// is answered, or points by tenth of a share.
type Criterion struct {
	Code     string         `json:"code" strict:"required"`
	Subgroup string         `json:"subgroup,omitempty"`
	Label    string         `json:"label,omitempty"`
	Options  []PointsOption `json:"options,omitempty" strict:"max=1000"`
	// PerTenth are the points of each whole tenth of a share.
	PerTenth money.Decimal `json:"perTenth,omitzero"`
}

// PointsOption is an answer to a criterion with its points.
type PointsOption struct {
	Code   string        `json:"code" strict:"required"`
	Points money.Decimal `json:"points" strict:"required"`
}

// PointsClaim is what a work answers to a points test.
type PointsClaim struct {
	// Test is the key of a built-in test, one of [PointsTests]; it is empty where Own is given.
	Test string     `json:"test,omitempty"`
	Date civil.Date `json:"date" strict:"required"`
	// Own is a test of the caller's, for what the built-in table does not have in full.
	Own     *PointsTest    `json:"own,omitempty"`
	Answers []PointsAnswer `json:"answers,omitempty" strict:"max=1000"`
	// Open are the caller's points of the groups whose split is not known.
	Open []OpenPoints `json:"open,omitempty" strict:"max=1000"`
}

// PointsAnswer answers a criterion, by an option or a share; what is not answered has no points.
type PointsAnswer struct {
	Group     string `json:"group" strict:"required"`
	Criterion string `json:"criterion" strict:"required"`
	Option    string `json:"option,omitempty"`
	// Share is for criteria by tenth, at most 1.
	Share money.Fraction `json:"share,omitzero"`
}

// OpenPoints are the points of a group as its caller counted them.
type OpenPoints struct {
	Group  string        `json:"group" strict:"required"`
	Points money.Decimal `json:"points" strict:"required"`
}

// Points is the result of a points test.
type Points struct {
	Total   money.Decimal `json:"total"`
	Most    money.Decimal `json:"most"`
	Pass    money.Decimal `json:"pass"`
	Passes  bool          `json:"passes"`
	Reasons []string      `json:"reasons"`
	Groups  []GroupPoints `json:"groups"`
	Refs    law.Refs      `json:"refs"`
	Notices []law.Notice  `json:"notices"`
}

// GroupPoints are the points of a group, the sum of its lines.
type GroupPoints struct {
	Group  string        `json:"group"`
	Points money.Decimal `json:"points"`
	Most   money.Decimal `json:"most"`
	// Subgroups is in how many subgroups there are points.
	Subgroups int `json:"subgroups"`
	// Open says that the points are the caller's.
	Open  bool         `json:"open"`
	Lines []PointsLine `json:"lines"`
}

// PointsLine are the points of a criterion, 0 where nothing was answered.
type PointsLine struct {
	Criterion string        `json:"criterion"`
	Subgroup  string        `json:"subgroup,omitempty"`
	Answer    string        `json:"answer"`
	Points    money.Decimal `json:"points"`
}

// CodeOpenGroup marks a group of a points test whose split is not known.
const CodeOpenGroup = "open-group"

// DecodePoints reads a claim and checks it as [PointsClaim.Validate] does; every fault is a [*FieldError].
func DecodePoints(r io.Reader) (PointsClaim, error) {
	return strictjson.DecodeValid[PointsClaim](r)
}

// PointsTests lists the built-in tests in force on a day, with label, status and references.
func PointsTests(on civil.Date) ([]law.Entry, error) {
	table, err := pointsTests()
	if err != nil {
		return nil, err
	}
	list := table.List(on)
	for i := range list {
		list[i].Value = "" // the test as a text says nothing; see FindPointsTest
	}
	return list, nil
}

// FindPointsTest returns a copy of a built-in test as it is on a day. A test that does not exist is a
// [law.ErrUnknownKey], a day before it a [law.ErrNoValue].
func FindPointsTest(test string, on civil.Date) (PointsTest, error) {
	table, err := pointsTests()
	if err != nil {
		return PointsTest{}, err
	}
	v, err := table.At(test, on)
	return v.Value.clone(), err
}

// ComputePoints counts the points of a work (décompte des points) and says whether it passes and why not.
// Points are exact. A group whose split is not known counts what the caller gives it, 0 otherwise,
// with a notice. Faults are told all at once, each a [*FieldError]: an answer to no criterion or
// with no option of it, a criterion answered twice, open points for another group or above its
// most.
func ComputePoints(c PointsClaim) (Points, error) {
	if err := c.Validate(); err != nil {
		return Points{}, err
	}
	test, got, err := c.find()
	if err != nil {
		return Points{}, err
	}
	got.Most, got.Pass, got.Passes = test.Total, test.Pass, true
	given := make(map[[2]string]PointsAnswer, len(c.Answers))
	for _, a := range c.Answers {
		given[[2]string{a.Group, a.Criterion}] = a
	}
	var total decimal.Decimal
	for _, g := range test.Groups {
		points, err := c.count(g, given)
		if err != nil {
			return Points{}, err
		}
		got.Groups = append(got.Groups, points)
		total = total.Add(points.Points.Decimal())
		got.judge(g, points)
	}
	if got.Total, err = money.NewDecimal(total); err != nil {
		return Points{}, err
	}
	if got.Total.Compare(got.Pass) < 0 {
		got.fail("%v points, at least %v are asked", got.Total, got.Pass)
	}
	return got, nil
}

// find returns the test of a claim, and a result with what is known of it.
func (c PointsClaim) find() (PointsTest, Points, error) {
	got := Points{Reasons: []string{}, Groups: []GroupPoints{}, Notices: []law.Notice{}}
	if c.Own != nil {
		got.Refs = law.NewRefs(law.CallerRef())
		return *c.Own, got, nil
	}
	table, err := pointsTests()
	if err != nil {
		return PointsTest{}, Points{}, err
	}
	v, err := table.At(c.Test, c.Date)
	if err != nil {
		return PointsTest{}, Points{}, err
	}
	got.Refs = v.Refs
	if n, stale := table.Stale(c.Date); stale {
		got.Notices = append(got.Notices, n)
	}
	if n, doubtful := v.Notice(); doubtful {
		got.Notices = append(got.Notices, n)
	}
	return v.Value, got, nil
}

// count adds up the points of a group.
func (c PointsClaim) count(g PointsGroup, given map[[2]string]PointsAnswer) (GroupPoints, error) {
	got := GroupPoints{Group: g.Code, Most: g.Most, Open: g.Open, Lines: []PointsLine{}}
	if g.Open {
		got.Points = c.open(g.Code)
		return got, nil
	}
	var sum decimal.Decimal
	subgroups := map[string]bool{}
	for _, criterion := range g.Criteria {
		line, err := criterion.line(given[[2]string{g.Code, criterion.Code}])
		if err != nil {
			return got, err
		}
		got.Lines = append(got.Lines, line)
		sum = sum.Add(line.Points.Decimal())
		if line.Points.Sign() > 0 && line.Subgroup != "" {
			subgroups[line.Subgroup] = true
		}
	}
	got.Subgroups = len(subgroups)
	var err error
	got.Points, err = money.NewDecimal(sum)
	return got, err
}

func (c PointsClaim) open(group string) money.Decimal {
	for _, o := range c.Open {
		if o.Group == group {
			return o.Points
		}
	}
	return money.Decimal{}
}

// line returns the points of a criterion; without an answer they are 0.
func (q Criterion) line(a PointsAnswer) (PointsLine, error) {
	line := PointsLine{Criterion: q.Code, Subgroup: q.Subgroup}
	if a.Criterion == "" {
		return line, nil
	}
	if q.PerTenth.IsZero() {
		line.Answer, line.Points = a.Option, q.points(a.Option)
		return line, nil
	}
	var err error
	line.Answer = a.Share.String()
	line.Points, err = money.NewDecimal(decimal.New(tenths(a.Share), 0).Mul(q.PerTenth.Decimal()))
	return line, err
}

// tenths is how many whole tenths a share has.
func tenths(share money.Fraction) int64 {
	ten := new(big.Int).Mul(big.NewInt(10), big.NewInt(share.Num()))
	return ten.Quo(ten, big.NewInt(share.Den())).Int64()
}

func (q Criterion) points(option string) money.Decimal {
	for _, o := range q.Options {
		if o.Code == option {
			return o.Points
		}
	}
	return money.Decimal{}
}

// judge tells what a group lacks.
func (p *Points) judge(g PointsGroup, got GroupPoints) {
	if g.Open {
		p.Notices = append(p.Notices, law.Notice{
			Code: CodeOpenGroup, Key: g.Code, Refs: p.Refs,
			Message: fmt.Sprintf("the source does not give the split of %s: its %v points are the caller's", g.Code, got.Points),
		})
	}
	if got.Points.Compare(g.Least) < 0 {
		p.fail("%v points for %s, at least %v are asked", got.Points, g.Code, g.Least)
	}
	if got.Subgroups < g.LeastSubgroups {
		p.fail("points for %s from %d subgroups, at least %d are asked", g.Code, got.Subgroups, g.LeastSubgroups)
	}
}

func (p *Points) fail(format string, args ...any) {
	p.Passes = false
	p.Reasons = append(p.Reasons, fmt.Sprintf(format, args...))
}
