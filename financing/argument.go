package financing

import (
	"fmt"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// Pitch is what an argument for a private financier is made from.
type Pitch struct {
	Title string `json:"title" strict:"required"`
	// Investor is the party of the flows to whom the argument is made.
	Investor string `json:"investor" strict:"required"`
	// Sought is the sum that the investor is asked for.
	Sought money.Amount      `json:"sought" strict:"required"`
	Facts  []PositioningFact `json:"facts" strict:"required"`
	Risks  []Risk            `json:"risks" strict:"required"`
	// Returns has the flows of the investor in every scenario; other parties may be in it.
	Returns Returns `json:"returns" strict:"required"`
}

// PositioningFact is something that can be checked about the project and its market: a film
// like it, a cast, an audience, a signed sale.
type PositioningFact struct {
	Label string `json:"label" strict:"required"`
	Text  string `json:"text" strict:"required"`
	// Source says where it can be checked, and Date as of when it is true.
	Source string     `json:"source" strict:"required"`
	Date   civil.Date `json:"date,omitzero"`
}

// Risk is what may go wrong, and what was done about it.
type Risk struct {
	Name string `json:"name" strict:"required"`
	// Likelihood and Impact are from 1, low, to 5, high.
	Likelihood int `json:"likelihood" strict:"required"`
	Impact     int `json:"impact" strict:"required"`
	// Answer is what reduces it: a bond, an insurance, a presale.
	Answer string `json:"answer" strict:"required"`
}

// What fits on one page.
const (
	MaxFacts     = 8
	MaxRisks     = 8
	MaxScenarios = 6
)

// Validate reports every fault of the pitch, each a [*FieldError], or nil.
func (p Pitch) Validate() error {
	var f valid.Faults
	needText(&f, "title", p.Title)
	needText(&f, "investor", p.Investor)
	checkFlow(&f, "sought", p.Sought)
	checkRange(&f, "facts", len(p.Facts), MaxFacts)
	checkRange(&f, "risks", len(p.Risks), MaxRisks)
	f.Enter("facts")
	for i, fact := range p.Facts {
		f.Index(i)
		needText(&f, "label", fact.Label)
		needText(&f, "text", fact.Text)
		needText(&f, "source", fact.Source)
		f.Leave()
	}
	f.Leave()
	f.Enter("risks")
	for i, risk := range p.Risks {
		f.Index(i)
		risk.check(&f)
		f.Leave()
	}
	f.Leave()
	f.Enter("returns")
	addAll(&f, p.Returns.Validate())
	p.checkScenarios(&f)
	f.Leave()
	return f.Err()
}

func (r Risk) check(f *valid.Faults) {
	needText(f, "name", r.Name)
	needText(f, "answer", r.Answer)
	if r.Likelihood < 1 || r.Likelihood > 5 {
		f.Addf("likelihood", r.Likelihood, valid.ErrOutOfRange, "1 to 5")
	}
	if r.Impact < 1 || r.Impact > 5 {
		f.Addf("impact", r.Impact, valid.ErrOutOfRange, "1 to 5")
	}
}

func needText(f *valid.Faults, field, text string) {
	if text == "" {
		f.Add(field, nil, valid.ErrMissing)
	}
}

func (p Pitch) checkScenarios(f *valid.Faults) {
	scenarios := map[string]bool{}
	for _, flow := range p.Returns.Flows {
		if flow.Party == p.Investor {
			scenarios[flow.Scenario] = true
		}
	}
	switch {
	case len(scenarios) == 0:
		f.Addf("flows", p.Investor, valid.ErrReference, "no flow of the investor")
	case len(scenarios) > MaxScenarios:
		f.Addf("flows", len(scenarios), valid.ErrOutOfRange, "at most %d scenarios on a page", MaxScenarios)
	}
}

// Argument is a one-page argument for a private financier, as data.
type Argument struct {
	Title    string            `json:"title"`
	Investor string            `json:"investor"`
	Sought   money.Amount      `json:"sought"`
	Facts    []PositioningFact `json:"facts"`
	// Risks are the gravest first.
	Risks []RankedRisk `json:"risks"`
	// Returns are those of the investor, a row a scenario.
	Returns []Return `json:"returns"`
	// Worst and Best are the least and the greatest profit of all scenarios.
	Worst money.Amount `json:"worst"`
	Best  money.Amount `json:"best"`
	// Notices are what an honest reader would object.
	Notices []law.Notice `json:"notices,omitempty"`
}

// RankedRisk is a risk with its score, likelihood × impact, from 1 to 25.
type RankedRisk struct {
	Risk
	Score int `json:"score"`
}

// ComputeArgument makes the one-page argument (argumentaire pour un financeur privé): facts as
// given, risks by score, the return of each scenario. Its notices say when no scenario loses
// money, when no risk is told, when a rate of return says nothing, and when the investor puts in
// another sum than is sought. A faulty pitch is refused with every fault at once, each a
// [*FieldError].
func ComputeArgument(p Pitch) (Argument, error) {
	if err := p.Validate(); err != nil {
		return Argument{}, err
	}
	own := p.Returns
	own.Flows = nil
	for _, flow := range p.Returns.Flows {
		if flow.Party == p.Investor {
			own.Flows = append(own.Flows, flow)
		}
	}
	returns, err := ComputeReturns(own)
	if err != nil {
		return Argument{}, err
	}
	a := Argument{Title: p.Title, Investor: p.Investor, Sought: p.Sought, Facts: slices.Clone(p.Facts), Risks: rank(p.Risks), Returns: returns}
	a.Worst, a.Best = returns[0].Profit, returns[0].Profit
	for _, r := range returns[1:] {
		a.Worst, a.Best = money.Min(a.Worst, r.Profit), money.Max(a.Best, r.Profit)
	}
	a.object()
	return a, nil
}

// rank orders risks by score, the gravest first; equals stay in their order.
func rank(risks []Risk) []RankedRisk {
	ranked := make([]RankedRisk, len(risks))
	for i, r := range risks {
		ranked[i] = RankedRisk{r, r.Likelihood * r.Impact}
	}
	slices.SortStableFunc(ranked, func(a, b RankedRisk) int { return b.Score - a.Score })
	return ranked
}

// object notes what an honest reader would object.
func (a *Argument) object() {
	note := func(code, key, format string, args ...any) {
		a.Notices = append(a.Notices, law.Notice{Code: code, Key: key, Message: fmt.Sprintf(format, args...)})
	}
	if a.Worst.Sign() >= 0 {
		note("no-loss", "returns", "no scenario loses money")
	}
	if len(a.Risks) == 0 {
		note("no-risk", "risks", "no risk is told")
	}
	for _, r := range a.Returns {
		if r.Invested != a.Sought {
			note("other-sum", r.Scenario, "%v is invested, %v is sought", r.Invested, a.Sought)
		}
		if r.IRR != OneRate {
			note("no-return-rate", r.Scenario, "the internal rate of return says nothing: %s", r.IRR)
		}
	}
}
