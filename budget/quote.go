package budget

import (
	"cmp"
	"slices"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// PriceCriterion is the code of the criterion that follows from the prices of the quotes.
const PriceCriterion = "price"

// Tender is a mise en concurrence: quotes for one line of a budget, and what they are compared by.
type Tender struct {
	// Line is the code of the line.
	Line     string      `json:"line" strict:"required"`
	Criteria []Criterion `json:"criteria" strict:"required"`
	Quotes   []Quote     `json:"quotes" strict:"required"`
}

// Criterion is one thing that quotes are compared by: the price, availability, sustainability.
type Criterion struct {
	Code string `json:"code" strict:"required"`
	Name string `json:"name,omitempty"`
	// Weight is an exact share; those of a tender add up to exactly one.
	Weight money.Fraction `json:"weight" strict:"required"`
}

// Quote is the offer (devis) of one supplier.
type Quote struct {
	Name string `json:"name" strict:"required"`
	// Price is in the currency of the budget, nil where the quote has none. It is read where the
	// tender has the criterion "price".
	Price *money.Amount `json:"price,omitempty"`
	// Scores are those by the other criteria.
	Scores []Score `json:"scores,omitempty"`
}

// Score is what a quote is worth by a criterion, 0 at worst to 1 at best.
type Score struct {
	Criterion string         `json:"criterion" strict:"required"`
	Value     money.Fraction `json:"value" strict:"required"`
	// Why says what the score rests on.
	Why string `json:"why,omitempty"`
}

// Ranking is the quotes of a tender from the best to the worst.
type Ranking struct {
	Line string `json:"line"`
	// BestPrice is the lowest; nil where price is no criterion or no quote has one.
	BestPrice *money.Amount `json:"bestPrice,omitempty"`
	Quotes    []RankedQuote `json:"quotes"`
}

// RankedQuote is a quote with its place. Score is the sum of the points of Parts.
type RankedQuote struct {
	// Rank is 1 for the best; equal scores share a rank, in alphabetical order of the names.
	Rank  int           `json:"rank"`
	Name  string        `json:"name"`
	Price *money.Amount `json:"price,omitempty"`
	Score Number        `json:"score"`
	// Behind is what the best score has more.
	Behind Number `json:"behind"`
	// Parts are in the order of the criteria.
	Parts []ScorePart `json:"parts"`
	// Missing are the criteria that the quote says nothing about.
	Missing []string `json:"missing"`
}

// ScorePart is what one criterion adds: Points is Weight × Score.
type ScorePart struct {
	Criterion string         `json:"criterion"`
	Weight    money.Fraction `json:"weight"`
	Score     Number         `json:"score"`
	Points    Number         `json:"points"`
	// Behind is what the best quote has more by this criterion, negative where this one leads. The
	// sum over the parts is that of the quote.
	Behind Number `json:"behind"`
	Why    string `json:"why,omitempty"`
	// Missing says that the quote has nothing for the criterion, which counts as 0.
	Missing bool `json:"missing,omitempty"`
}

// Rank compares the quotes of a tender (comparaison de devis). The score by price is the lowest price
// over that of the quote, where a price of 0.00 scores 1 and every other one then 0; the other scores
// are those given. All scores are exact rationals, nothing is rounded. A quote that lacks a criterion
// scores 0 by it and is told. Weights that do not add up to exactly one, a code or a name given twice,
// a negative price, a score above 1 or of no criterion are each a [*FieldError], all told at once.
//
// Complexity O(n log n) in the quotes, linear in their scores.
func (t Tender) Rank() (Ranking, error) {
	if err := t.Validate(); err != nil {
		return Ranking{}, err
	}
	ranking := Ranking{Line: t.Line, BestPrice: t.bestPrice(), Quotes: make([]RankedQuote, len(t.Quotes))}
	for i, q := range t.Quotes {
		ranking.Quotes[i] = q.score(t.Criteria, ranking.BestPrice)
	}
	slices.SortFunc(ranking.Quotes, func(a, b RankedQuote) int {
		return cmp.Or(b.Score.cmp(a.Score), cmp.Compare(a.Name, b.Name))
	})
	best := ranking.Quotes[0]
	for i := range ranking.Quotes {
		q := &ranking.Quotes[i]
		q.Rank = i + 1
		if i > 0 && q.Score.cmp(ranking.Quotes[i-1].Score) == 0 {
			q.Rank = ranking.Quotes[i-1].Rank
		}
		q.Behind = best.Score.add(q.Score.neg())
		for j := range q.Parts {
			q.Parts[j].Behind = best.Parts[j].Points.add(q.Parts[j].Points.neg())
		}
	}
	return ranking, nil
}

// bestPrice returns the lowest price, nil where there is none to compare.
func (t Tender) bestPrice() *money.Amount {
	var best *money.Amount
	if !slices.ContainsFunc(t.Criteria, func(c Criterion) bool { return c.Code == PriceCriterion }) {
		return nil
	}
	for _, q := range t.Quotes {
		if q.Price != nil && (best == nil || q.Price.Compare(*best) < 0) {
			best = new(*q.Price)
		}
	}
	return best
}

// score returns a quote with its parts; best is the lowest price.
func (q Quote) score(criteria []Criterion, best *money.Amount) RankedQuote {
	ranked := RankedQuote{Name: q.Name, Missing: []string{}}
	if q.Price != nil {
		ranked.Price = new(*q.Price)
	}
	for _, c := range criteria {
		part := q.part(c, best)
		ranked.Parts = append(ranked.Parts, part)
		ranked.Score = ranked.Score.add(part.Points)
		if part.Missing {
			ranked.Missing = append(ranked.Missing, c.Code)
		}
	}
	return ranked
}

func (q Quote) part(c Criterion, best *money.Amount) ScorePart {
	part := ScorePart{Criterion: c.Code, Weight: c.Weight}
	at := slices.IndexFunc(q.Scores, func(s Score) bool { return s.Criterion == c.Code })
	switch {
	case c.Code == PriceCriterion && q.Price != nil:
		part.Score = priceScore(*best, *q.Price)
		part.Why = best.String() + " / " + q.Price.String()
	case at >= 0:
		part.Score, part.Why = fractionNumber(q.Scores[at].Value), q.Scores[at].Why
	default:
		part.Missing = true
	}
	part.Points = part.Score.mul(fractionNumber(c.Weight))
	return part
}

// priceScore is the lowest price over a price, 1 of a price of nothing.
func priceScore(best, price money.Amount) Number {
	if price.IsZero() {
		return whole(1)
	}
	return ratio(best.Cents(), price.Cents())
}

func fractionNumber(f money.Fraction) Number { return ratio(f.Num(), f.Den()) }

// Validate reports every fault of the tender, each a [*FieldError], or nil.
func (t Tender) Validate() error {
	var f valid.Faults
	wanted(&f, "line", t.Line)
	if len(t.Quotes) == 0 {
		f.Add("quotes", nil, valid.ErrMissing)
	}
	codes := t.checkCriteria(&f)
	names := map[string]bool{}
	f.Enter("quotes")
	for i, q := range t.Quotes {
		f.Index(i)
		wanted(&f, "name", q.Name)
		if names[q.Name] {
			f.Add("name", q.Name, valid.ErrDuplicate)
		}
		names[q.Name] = true
		if q.Price != nil && q.Price.Sign() < 0 {
			f.Add("price", q.Price, valid.ErrNegative)
		}
		q.checkScores(&f, codes)
		f.Leave()
	}
	f.Leave()
	return f.Err()
}

// checkCriteria tells faults of the criteria and returns their codes.
func (t Tender) checkCriteria(f *valid.Faults) map[string]bool {
	codes := map[string]bool{}
	var sum Number
	f.Enter("criteria")
	for i, c := range t.Criteria {
		f.Index(i)
		wanted(f, "code", c.Code)
		if codes[c.Code] {
			f.Add("code", c.Code, valid.ErrDuplicate)
		}
		codes[c.Code] = true
		sum = sum.add(fractionNumber(c.Weight))
		f.Leave()
	}
	f.Leave()
	if sum.cmp(whole(1)) != 0 {
		f.Addf("criteria", sum, valid.ErrOutOfRange, "the weights add up to exactly 1")
	}
	return codes
}

func (q Quote) checkScores(f *valid.Faults, codes map[string]bool) {
	seen := map[string]bool{}
	f.Enter("scores")
	for i, s := range q.Scores {
		f.Index(i)
		switch {
		case s.Criterion == PriceCriterion:
			f.Addf("criterion", s.Criterion, valid.ErrOutOfRange, "it follows from the prices")
		case !codes[s.Criterion]:
			f.Add("criterion", s.Criterion, valid.ErrReference)
		case seen[s.Criterion]:
			f.Add("criterion", s.Criterion, valid.ErrDuplicate)
		}
		seen[s.Criterion] = true
		if fractionNumber(s.Value).cmp(whole(1)) > 0 {
			f.Addf("value", s.Value, valid.ErrOutOfRange, "0 to 1")
		}
		f.Leave()
	}
	f.Leave()
}
