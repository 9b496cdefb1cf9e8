package payroll

import (
	_ "embed"
	"fmt"
	"math"
	"math/big"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/lazy"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

//go:embed tables/unemployment.json
var unemploymentJSON []byte

var unemploymentOnce lazy.Value[law.Table[money.Decimal]]

// builtInUnemployment reads the table once, when it is first needed.
func builtInUnemployment() (law.Table[money.Decimal], error) {
	return unemploymentOnce.Get(func() (law.Table[money.Decimal], error) { return law.Load[money.Decimal](unemploymentJSON) })
}

// UnemploymentParameters are the dated, cited figures of the unemployment insurance of intermittents
// (annexes 8 and 10). The zero value holds the built-in table. They are immutable and may be shared.
//
// Two figures have alternatives, because sources differ: "allowance/ceiling" (unedic, simulator)
// and "allowance/rounding" (simulator).
type UnemploymentParameters struct {
	changed *law.Table[money.Decimal]
}

func (p UnemploymentParameters) table() (law.Table[money.Decimal], error) {
	if p.changed != nil {
		return *p.changed, nil
	}
	return builtInUnemployment()
}

// With returns parameters in which the given figures replace those of the table. An unknown key is a
// [law.ErrUnknownKey].
func (p UnemploymentParameters) With(overrides ...law.Override[money.Decimal]) (UnemploymentParameters, error) {
	table, err := p.table()
	if err != nil {
		return UnemploymentParameters{}, err
	}
	if table, err = table.With(overrides...); err != nil {
		return UnemploymentParameters{}, err
	}
	return UnemploymentParameters{&table}, nil
}

// Choose returns parameters in which one takes the values of one of its alternatives. It fails with
// [law.ErrUnknownKey] or [law.ErrNoAlternative].
func (p UnemploymentParameters) Choose(key, alternative string) (UnemploymentParameters, error) {
	table, err := p.table()
	if err != nil {
		return UnemploymentParameters{}, err
	}
	if table, err = table.Choose(key, alternative); err != nil {
		return UnemploymentParameters{}, err
	}
	return UnemploymentParameters{&table}, nil
}

// List returns every parameter with its unit, and its value, status and references on a day.
func (p UnemploymentParameters) List(on civil.Date) []law.Entry {
	table, _ := p.table() // the built-in table is sound, a test says so
	return table.List(on)
}

// Notices returns what is stale or not verified on a day.
func (p UnemploymentParameters) Notices(on civil.Date) []law.Notice {
	table, _ := p.table()
	return table.Notices(on)
}

// References returns every reference that a result may cite.
func (p UnemploymentParameters) References() []law.Ref {
	table, _ := p.table()
	refs := table.References()
	if p.changed != nil {
		refs = append(refs, law.CallerRef())
	}
	return refs
}

// VerifiedOn returns the day on which the figures were last verified.
func (p UnemploymentParameters) VerifiedOn() civil.Date {
	table, _ := p.table()
	return table.VerifiedOn()
}

// UnemploymentLine is one number of an unemployment estimate with how it was computed. It recomputes:
// Formula gives exactly Value.
type UnemploymentLine struct {
	// Code names the number, one of [UnemploymentCodes]; it never changes.
	Code string `json:"code"`
	// Subject is what it is about where there are several: a month, a kind of activity.
	Subject string `json:"subject,omitempty"`
	// Formula has every figure of the number, with + − × /, parentheses, min, max, ceil, and
	// truncate and round to so many decimals, half away from zero.
	Formula string        `json:"formula"`
	Value   money.Decimal `json:"value"`
	// Unit is EUR, hours or days.
	Unit string   `json:"unit"`
	Refs law.Refs `json:"refs"`
}

// Units of lines.
const (
	unitEuros = "EUR"
	unitHours = "hours"
	unitDays  = "days"
)

// Codes of notices beside those of the law package.
const (
	// CodeProrated is an activity of which only the days inside the period of reference count.
	CodeProrated = "prorated"
	// CodeNotCounted is an activity that does not count.
	CodeNotCounted = "not-counted"
	// CodeReading is a rule that no text read states in full.
	CodeReading = "reading"
)

// reckoning is an unemployment estimate in the making. It keeps the first error; computations after
// it are harmless.
type reckoning struct {
	on      civil.Date
	field   string // where the input has that day
	table   law.Table[money.Decimal]
	known   map[string]known
	refs    law.Refs // of the figures used since the last line
	lines   []UnemploymentLine
	notices []law.Notice
	told    map[string]bool
	err     error
}

// known is a figure that was looked up.
type known struct {
	figure formula
	refs   law.Refs
}

// newReckoning begins an estimate with the figures of a day, which has been checked, and which the input
// has in a field.
func newReckoning(field string, on civil.Date, p UnemploymentParameters) (*reckoning, error) {
	table, err := p.table()
	if err != nil {
		return nil, err
	}
	r := &reckoning{
		on: on, field: field, table: table, known: map[string]known{}, told: map[string]bool{},
		lines: []UnemploymentLine{}, notices: []law.Notice{},
	}
	if stale, is := table.Stale(on); is {
		r.notice(stale)
	}
	return r, nil
}

// notice keeps a notice, once for each key.
func (r *reckoning) notice(n law.Notice) {
	if !r.told[n.Code+n.Key] {
		r.told[n.Code+n.Key] = true
		r.notices = append(r.notices, n)
	}
}

func (r *reckoning) tell(code, key, format string, args ...any) {
	r.notice(law.Notice{Code: code, Key: key, Message: fmt.Sprintf(format, args...)})
}

func (r *reckoning) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

// figure returns a parameter, for the next line to cite. One that has no value on the day is a
// fault of the field that the day stands in; one that no rule could be computed with is refused.
func (r *reckoning) figure(key string) formula {
	k, seen := r.known[key]
	if !seen {
		k = r.lookUp(key)
		r.known[key] = k
	}
	r.refs = r.refs.Join(k.refs)
	return k.figure
}

func (r *reckoning) lookUp(key string) known {
	v, err := r.table.At(key, r.on)
	switch {
	case err != nil:
		r.fail(&FieldError{Path: r.field, Value: r.on, Err: err})
		return known{figure: countFormula(1)}
	case v.Value.Sign() < 0 || v.Value.Compare(mostFigure) > 0:
		r.fail(outOfRange(key, "0 to "+mostFigure.String()))
		return known{figure: countFormula(1)}
	}
	if n, doubtful := v.Notice(); doubtful {
		r.notice(n)
	}
	return known{decimalFormula(v.Value), v.Refs}
}

// divisor is figure for what must not be zero, such as what others are divided by.
func (r *reckoning) divisor(key string) formula {
	f := r.figure(key)
	if f.value.Sign() == 0 {
		r.fail(outOfRange(key, "more than 0"))
		return countFormula(1)
	}
	return f
}

// count is figure for a whole number of days, months, years or hours.
func (r *reckoning) count(key string) int {
	f := r.figure(key)
	if !f.value.IsInt() {
		r.fail(outOfRange(key, "a whole number"))
		return 1
	}
	return int(f.value.Num().Int64())
}

// mostFigure is above every figure of the rules, and far below what the arithmetic could not hold.
var mostFigure = money.DecimalFromInt(1_000_000)

// line writes down a number, with the references of the figures used since the last line. It
// returns the formula that is the bare number, for the next ones.
func (r *reckoning) line(code, subject, unit string, f formula) formula {
	value := r.decimal(code, f)
	r.lines = append(r.lines, UnemploymentLine{Code: code, Subject: subject, Formula: f.text, Value: value, Unit: unit, Refs: r.refs})
	r.refs = law.Refs{}
	return decimalFormula(value)
}

// decimal is a number of at most two decimals, which only absurd figures of a caller do not give.
func (r *reckoning) decimal(code string, f formula) money.Decimal {
	value, err := money.ParseDecimal(plainText(f))
	if err != nil || new(big.Int).Rem(hundredths, f.value.Denom()).Sign() != 0 {
		r.fail(outOfRange(code, "a number of two decimals at most"))
	}
	return value
}

var hundredths = big.NewInt(100)

// plainText writes a number of at most two decimals, as all lines are.
func plainText(f formula) string {
	if f.value.IsInt() {
		return f.value.Num().String()
	}
	return f.value.FloatString(2)
}

// amount returns a sum of money that a line wrote down.
func (r *reckoning) amount(f formula) money.Amount {
	a, err := money.RoundRat(f.value)
	if err != nil {
		r.fail(err)
	}
	return a
}

// days returns a number of days that a line wrote down.
func (r *reckoning) days(f formula) int {
	if !f.value.IsInt() || !f.value.Num().IsInt64() || f.value.Num().Int64() > math.MaxInt32 {
		r.fail(outOfRange("days", "a number of days"))
		return 0
	}
	return int(f.value.Num().Int64())
}

// nudged adds to a number what its rule adds, in cents or days, before it is cut to the cent or to
// the day.
func (r *reckoning) nudged(f formula, key string, places int) formula {
	if nudge := r.figure(key); nudge.value.Sign() != 0 {
		if places > 0 {
			nudge = nudge.percent() // of an euro
		}
		f = f.plus(nudge)
	}
	return f.truncated(places)
}

// checkDate tells the fault of a missing day.
func checkDate(f *valid.Faults, field string, d civil.Date) {
	if d.IsZero() {
		f.Add(field, nil, valid.ErrMissing)
	}
}

// checkAmount tells the fault of a sum of money that is negative or absurd.
func checkAmount(f *valid.Faults, field string, a money.Amount) {
	if a.Sign() < 0 || a.Compare(maxGross) > 0 {
		f.Addf(field, a, valid.ErrOutOfRange, "0.00 to %v", maxGross)
	}
}
