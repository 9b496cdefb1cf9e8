package financing

import (
	"fmt"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// CinemaCredit is what the French tax credit for cinema (crédit d'impôt cinéma, CGI art. 220
// sexies) is computed from.
type CinemaCredit struct {
	// Date picks the dated figures.
	Date   civil.Date   `json:"date" strict:"required"`
	Budget money.Amount `json:"budget" strict:"required"`
	// Eligible is the eligible spend in France.
	Eligible money.Amount `json:"eligible" strict:"required"`
	// DirectSubsidies are non-repayable public subsidies for that very spend.
	DirectSubsidies money.Amount `json:"directSubsidies,omitzero"`
	// FrenchLanguage says that the film is wholly or mainly in French or a regional language.
	FrenchLanguage bool `json:"frenchLanguage,omitempty"`
	Animation      bool `json:"animation,omitempty"`
	// ProcessedShots is the part of shots that are digitally processed, 0 to 1.
	ProcessedShots money.Fraction `json:"processedShots,omitzero"`
	// OtherPublicAid is all other public aid for the film.
	OtherPublicAid money.Amount `json:"otherPublicAid,omitzero"`
	// Difficult says that the film is difficult and of a low budget.
	Difficult bool `json:"difficult,omitempty"`
	// FrenchShare is the part of the budget that the French co-producer manages; nil is all.
	FrenchShare *money.Fraction `json:"frenchShare,omitempty"`
}

// Validate reports every fault of the claim, each a [*FieldError], or nil.
func (c CinemaCredit) Validate() error {
	var f valid.Faults
	if c.Date.IsZero() {
		f.Add("date", nil, valid.ErrMissing)
	}
	if c.Budget.Sign() <= 0 {
		f.Addf("budget", c.Budget, valid.ErrOutOfRange, "more than 0.00")
	}
	notNegative(&f, "eligible", c.Eligible)
	notNegative(&f, "directSubsidies", c.DirectSubsidies)
	notNegative(&f, "otherPublicAid", c.OtherPublicAid)
	if c.ProcessedShots.Compare(whole) > 0 {
		f.Addf("processedShots", c.ProcessedShots, valid.ErrOutOfRange, "0 to 1")
	}
	if c.FrenchShare != nil && (c.FrenchShare.IsZero() || c.FrenchShare.Compare(whole) > 0) {
		f.Addf("frenchShare", c.FrenchShare, valid.ErrOutOfRange, "more than 0, at most 1")
	}
	return f.Err()
}

var whole = money.MustFraction("1")

// ComputeCinemaCredit returns the French tax credit for cinema: a rate over the eligible spend
// less direct subsidies, within a part of the budget, at most a cap, and no more than public
// aid as a whole leaves. Of an international co-production the French share of the budget
// counts. A faulty claim is refused with every fault at once, each a [*FieldError]; a date
// before 2016 among them.
func ComputeCinemaCredit(c CinemaCredit, p Parameters) (Aid, error) {
	if err := c.Validate(); err != nil {
		return Aid{}, err
	}
	w, err := newWorking(p, c.Date)
	if err != nil {
		return Aid{}, err
	}
	return w.result(c.credit(w))
}

// credit computes the credit of a sound claim.
func (c CinemaCredit) credit(w *working) money.Amount {
	share := whole
	if c.FrenchShare != nil {
		share = *c.FrenchShare
	}
	spend := w.posted(c.Eligible.Sub(c.DirectSubsidies))
	most := w.part("base-limit", c.Budget, share, w.figure("fr-cinema/base-part"))
	base := w.bind(money.Max(spend, money.Amount{}), most, "the base is at most")
	credit := w.line("credit", base, w.figure("fr-cinema/"+c.rate(w)))
	credit = w.bind(credit, w.posted(w.figure("fr-cinema/cap").Value.Round()), "the credit of a film is at most")
	ceiling := w.part("aid-ceiling", c.Budget, share, w.figure("fr-cinema/"+c.intensity()))
	left := w.posted(ceiling.Sub(c.OtherPublicAid))
	return w.bind(credit, left, fmt.Sprintf("public aid as a whole is at most %v, which leaves", ceiling))
}

func (c CinemaCredit) rate(w *working) string {
	if c.FrenchLanguage || c.Animation || c.ProcessedShots.Rat().Cmp(w.figure("fr-cinema/processed-shots").Value.Rat()) >= 0 {
		return "rate-full"
	}
	return "rate-base"
}

func (c CinemaCredit) intensity() string {
	if c.Difficult {
		return "intensity-difficult"
	}
	return "intensity"
}
