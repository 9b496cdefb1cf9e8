package financing

import (
	_ "embed"
	"math/big"

	"github.com/shopspring/decimal"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/lazy"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

//go:embed tables/fsa.json
var fsaJSON []byte

var fsaScalesOnce lazy.Value[law.Table[Scale]]

// fsaScales reads the table once, when it is first needed.
func fsaScales() (law.Table[Scale], error) {
	return fsaScalesOnce.Get(func() (law.Table[Scale], error) { return law.Load[Scale](fsaJSON) })
}

// Genre is the genre of an audiovisual work.
type Genre string

// Genres.
const (
	Fiction     Genre = "fiction"
	Documentary Genre = "documentary"
	Animation   Genre = "animation"
	Performance Genre = "performance"
)

var genres = []Genre{Fiction, Documentary, Animation, Performance}

// OneOf returns the words that are a Genre.
func (Genre) OneOf() []string { return valid.Texts(genres) }

// WorkSupport is what the automatic support of an audiovisual work is computed from (FSA, soutien
// automatique audiovisuel).
type WorkSupport struct {
	Genre Genre      `json:"genre" strict:"required"`
	Date  civil.Date `json:"date" strict:"required"`
	// Minutes is the length of the work.
	Minutes money.Decimal `json:"minutes" strict:"required"`
	// Hourly is the French spend an hour (dépense horaire française), for documentary the
	// broadcasters' cash an hour.
	Hourly money.Amount `json:"hourly" strict:"required"`
	// MinutesBefore are those of the producer's fiction series that already counted in the year.
	MinutesBefore money.Decimal `json:"minutesBefore,omitzero"`
	// Series says that the work is a fiction series, whose later minutes count less.
	Series bool `json:"series,omitempty"`
	// PointMinute is the value of a point minute in the year, which the CNC publishes; the
	// caller's, because no value could be read.
	PointMinute money.Decimal `json:"pointMinute" strict:"required"`
}

// WorkSupported is the support of a work.
type WorkSupported struct {
	// Coefficient has four decimals.
	Coefficient money.Decimal `json:"coefficient"`
	// Weighted are the minutes × coefficient, exact; Amount is weighted × the point minute, rounded.
	Weighted money.Fraction `json:"weighted"`
	Amount   money.Amount   `json:"amount"`
	Eligible bool           `json:"eligible"`
	Reasons  []string       `json:"reasons"`
	Refs     law.Refs       `json:"refs"`
	Notices  []law.Notice   `json:"notices"`
}

// ComputeWorkSupport returns the automatic support of an audiovisual work: its minutes weighted by a
// coefficient, which rises in a straight line with the hourly spend, rounded to four decimals
// half away from zero. Bonuses of RGA 311-51 and of documentary are not modelled. A work under the
// least spend is a result with a reason. Every fault is a [*FieldError].
func ComputeWorkSupport(w WorkSupport) (WorkSupported, error) {
	if err := w.Validate(); err != nil {
		return WorkSupported{}, err
	}
	table, err := fsaScales()
	if err != nil {
		return WorkSupported{}, err
	}
	scale, err := table.At(string(w.Genre), w.Date)
	if err != nil {
		return WorkSupported{}, &FieldError{Path: "date", Value: w.Date, Err: err}
	}
	got := WorkSupported{Eligible: true, Reasons: []string{}, Refs: scale.Refs, Notices: []law.Notice{}}
	if n, stale := table.Stale(w.Date); stale {
		got.Notices = append(got.Notices, n)
	}
	if w.Hourly.Compare(scale.Value[0].From) < 0 {
		got.Eligible = false
		got.Reasons = append(got.Reasons, "hourly spend under "+scale.Value[0].From.String())
		return got, nil
	}
	if got.Coefficient, err = money.NewDecimal(scale.Value.line(w.Hourly)); err != nil {
		return WorkSupported{}, err
	}
	minutes := w.Minutes.Rat()
	if w.Series && w.Genre == Fiction {
		series, err := table.At("fiction/series", w.Date)
		if err != nil {
			return WorkSupported{}, &FieldError{Path: "date", Value: w.Date, Err: err}
		}
		minutes = series.Value.counted(w.MinutesBefore.Rat(), w.Minutes.Rat())
	}
	weighted := minutes.Mul(minutes, got.Coefficient.Rat())
	if got.Weighted, err = money.ParseFraction(weighted.RatString()); err != nil {
		return WorkSupported{}, err
	}
	got.Amount, err = money.RoundRat(new(big.Rat).Mul(weighted, w.PointMinute.Rat()))
	return got, err
}

// Validate reports every fault, each a [*FieldError], or nil.
func (w WorkSupport) Validate() error {
	var f valid.Faults
	valid.OneOf(&f, "genre", w.Genre, genres)
	if w.Date.IsZero() {
		f.Add("date", nil, valid.ErrMissing)
	}
	if w.Minutes.Sign() <= 0 {
		f.Addf("minutes", w.Minutes, valid.ErrOutOfRange, "more than 0")
	}
	notNegative(&f, "hourly", w.Hourly)
	if w.MinutesBefore.Sign() < 0 {
		f.Add("minutesBefore", w.MinutesBefore, valid.ErrNegative)
	}
	if w.PointMinute.Sign() < 0 {
		f.Add("pointMinute", w.PointMinute, valid.ErrNegative)
	}
	return f.Err()
}

// line is the value of a scale at an amount, on the straight line between its points, rounded to four
// decimals half away from zero; beyond the last point it stays.
func (s Scale) line(a money.Amount) decimal.Decimal {
	last := len(s) - 1
	if a.Compare(s[last].From) >= 0 {
		return s[last].Rate.Decimal()
	}
	i := 0
	for i < last-1 && a.Compare(s[i+1].From) >= 0 {
		i++
	}
	low, high := s[i], s[i+1]
	part := decimal.New(a.Cents()-low.From.Cents(), 0).Mul(high.Rate.Decimal().Sub(low.Rate.Decimal()))
	return low.Rate.Decimal().Add(part.DivRound(decimal.New(high.From.Cents()-low.From.Cents(), 0), 16)).Round(4)
}

// counted is what of an amount that follows another counts, each part at the rate of its bracket. Brackets
// begin above their limit: the limit itself is of the one below.
func (s Scale) counted(before, amount *big.Rat) *big.Rat {
	total, end := new(big.Rat), new(big.Rat).Add(before, amount)
	for i, b := range s {
		from, to := euroRat(b.From), end
		if i+1 < len(s) {
			to = smaller(end, euroRat(s[i+1].From))
		}
		if from.Cmp(before) < 0 {
			from = before
		}
		if to.Cmp(from) > 0 {
			part := new(big.Rat).Sub(to, from)
			total.Add(total, part.Mul(part, b.Rate.Rat()))
		}
	}
	return total
}

func smaller(a, b *big.Rat) *big.Rat {
	if a.Cmp(b) < 0 {
		return a
	}
	return b
}
