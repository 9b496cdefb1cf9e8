package schedule

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// ShootChoice is a choice whose effect is asked about: changes made together.
type ShootChoice struct {
	Changes []ShootChange `json:"changes" strict:"required,max=100"`
}

// ShootEffect is what a choice changes in the cost of a shoot (incidence financière).
type ShootEffect struct {
	// Text says it in a line, "scene 12 by day: +8400.00".
	Text string `json:"text"`
	// Feasible is false where no plan was found; Why then says what contradicts what.
	Feasible bool       `json:"feasible"`
	Why      []Conflict `json:"why,omitempty"`
	// Cost is that of the best plan found with the choice, Change the difference to that without.
	Cost   money.Amount `json:"cost,omitzero"`
	Change money.Amount `json:"change,omitzero"`
	// Proved says that both costs are proved to be the least. Where it is false, Change is the
	// difference of two plans that were found.
	Proved bool          `json:"proved"`
	Causes []CauseChange `json:"causes,omitempty"`
}

// Effects tells what each choice would cost or save, beside a plan that [SolveShoot] found for the shoot as it is:
// each is planned on its own, from that plan on. Faulty changes are a [*FieldError], the path beginning with
// "choices[2]"; where ctx ends, the choices that are left are searched no further than a first plan.
func Effects(ctx context.Context, s Shoot, base ShootResult, choices []ShootChoice, o ShootOptions) ([]ShootEffect, error) {
	if err := s.Validate(); err != nil {
		return nil, err
	}
	var f valid.Faults
	x := s.index(&f)
	f.Enter("base")
	checkDays(&f, base.Plan.Days, x.scenes, x.units)
	checkOnce(&f, base.Plan.Days)
	f.Leave()
	checkLength(&f, "choices", len(choices), maxShootDays)
	if err := f.Err(); err != nil {
		return nil, err
	}
	shoots := make([]Shoot, len(choices))
	var faults []error
	for i, c := range choices {
		changed, err := s.changed(fmt.Sprintf("choices[%d].changes", i), c.Changes)
		if err == nil {
			err = changed.Validate()
		}
		faults = append(faults, err)
		shoots[i] = changed
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	effects := make([]ShootEffect, 0, len(choices))
	for i, c := range choices {
		if shoots[i].Near == nil { // begin where the plan is, at no price
			shoots[i].Near = &ShootNear{Days: base.Plan.Days}
		}
		effect, err := effectOf(ctx, shoots[i], base, c, o)
		if err != nil {
			return nil, err
		}
		effects = append(effects, effect)
	}
	return effects, nil
}

func effectOf(ctx context.Context, s Shoot, base ShootResult, c ShootChoice, o ShootOptions) (ShootEffect, error) {
	var parts []string
	for _, change := range c.Changes {
		parts = append(parts, change.String())
	}
	text := strings.Join(parts, ", ")
	found, err := SolveShoot(ctx, s, o)
	var why *InfeasibleError
	switch {
	case errors.As(err, &why):
		return ShootEffect{Text: text + ": " + why.Error(), Why: why.Conflicts, Proved: why.Proved}, nil
	case err != nil:
		return ShootEffect{}, err
	}
	change := money.FromCents(found.Cost.Cents() - base.Cost.Cents())
	sign := ""
	if change.Sign() >= 0 {
		sign = "+"
	}
	return ShootEffect{
		Text: text + ": " + sign + change.String(), Feasible: true, Cost: found.Cost, Change: change,
		Proved: found.Optimal && base.Optimal, Causes: compareCauses(base.Causes, found.Causes),
	}, nil
}
