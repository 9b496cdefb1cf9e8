package financing

import (
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// Intensity is what the European ceiling on public aid is measured with (Cinema
// Communication of 2013).
type Intensity struct {
	Date      civil.Date   `json:"date" strict:"required"`
	Budget    money.Amount `json:"budget" strict:"required"`
	PublicAid money.Amount `json:"publicAid" strict:"required"`
	// Difficult works have no ceiling.
	Difficult bool `json:"difficult,omitempty"`
	// CrossBorder says that producers of several member states are funded by more than one.
	CrossBorder bool `json:"crossBorder,omitempty"`
}

// Validate reports every fault, each a [*FieldError], or nil.
func (i Intensity) Validate() error {
	var f valid.Faults
	if i.Date.IsZero() {
		f.Add("date", nil, valid.ErrMissing)
	}
	if i.Budget.Sign() <= 0 {
		f.Addf("budget", i.Budget, valid.ErrOutOfRange, "more than 0.00")
	}
	notNegative(&f, "publicAid", i.PublicAid)
	return f.Err()
}

// ComputeIntensity returns the public aid in excess of the ceiling as the amount, 0.00 within
// it. Faulty facts are refused with every fault at once, each a [*FieldError].
func ComputeIntensity(i Intensity, p Parameters) (Aid, error) {
	if err := i.Validate(); err != nil {
		return Aid{}, err
	}
	w, err := newWorking(p, i.Date)
	if err != nil {
		return Aid{}, err
	}
	return w.result(i.excess(w))
}

// excess computes what of the aid exceeds the ceiling.
func (i Intensity) excess(w *working) money.Amount {
	if i.Difficult {
		w.aid.Reasons = append(w.aid.Reasons, "difficult works have no ceiling")
		return money.Amount{}
	}
	key := "eu-intensity/ceiling"
	if i.CrossBorder {
		key = "eu-intensity/cross-border"
	}
	ceiling := w.line("ceiling", i.Budget, w.figure(key))
	return w.posted(i.PublicAid.Sub(ceiling))
}
