package schedule

import (
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// ReplanInput is a shoot under way: the plan it followed, what has been shot and what changed.
type ReplanInput struct {
	Shoot Shoot     `json:"shoot" strict:"required"`
	Plan  ShootPlan `json:"plan" strict:"required"`
	Done  ShootDone `json:"done" strict:"required"`
	// Left is what is left of scenes that were begun.
	Left    []SceneRest   `json:"left,omitempty" strict:"max=1000"`
	Changes []ShootChange `json:"changes,omitempty" strict:"max=1000"`
	// Weight is the cost of a scene that moves to another day or unit: 0 plans anew.
	Weight money.Amount `json:"weight,omitzero"`
}

// SceneRest is what is left of a scene that was begun (reliquat). It is planned as a scene of its own, whose ID is
// that of the scene and [RestSuffix].
type SceneRest struct {
	Scene   string  `json:"scene" strict:"required"`
	Eighths Eighths `json:"eighths" strict:"required"`
	Minutes int     `json:"minutes" strict:"required"`
}

// RestSuffix ends the ID of what is left of a scene.
const RestSuffix = " rest"

// DecodeReplan reads a shoot under way from JSON. What it refuses is what [DecodeShoot] does; whether plan, past and
// changes fit the shoot is for [Replan] to say.
func DecodeReplan(r io.Reader) (ReplanInput, error) {
	var in ReplanInput
	if err := strictjson.Decode(r, &in, 0); err != nil {
		return ReplanInput{}, err
	}
	return in, nil
}

// ReplanResult is a new plan and how it differs from the one before.
type ReplanResult struct {
	// Result is the new plan. Its cost has the cause "distance" for what moved.
	Result ShootResult `json:"result"`
	// Broken is what the plan before breaks of the rules after the changes: why something had to move.
	Broken []Violation `json:"broken"`
	// Moves are the scenes on other days or in other units, by the order of the document.
	Moves []SceneMove `json:"moves"`
	// Before is what the plan before would cost, were it still possible, After what the new one costs, both
	// without distance; Changes is the difference by cause.
	Before  money.Amount  `json:"before"`
	After   money.Amount  `json:"after"`
	Changes []CauseChange `json:"changes"`
}

// SceneMove is a scene that moved. From or To is the zero date where it was or is on no day.
type SceneMove struct {
	Scene    string     `json:"scene"`
	From     civil.Date `json:"from,omitzero"`
	FromUnit string     `json:"fromUnit,omitempty"`
	To       civil.Date `json:"to,omitzero"`
	ToUnit   string     `json:"toUnit,omitempty"`
}

// CauseChange is the difference of a cost of two plans.
type CauseChange struct {
	Cause  Cause        `json:"cause"`
	Before money.Amount `json:"before"`
	After  money.Amount `json:"after"`
	Change money.Amount `json:"change"`
}

// replanNodes is what a new plan takes where nothing else limits it: less than half a second.
const replanNodes = 60_000

// Replan makes a new plan of a shoot under way (replanification): the past stays, the rest is planned again with a
// price on every scene that moves. Errors are those of [SolveShoot]; paths begin with those of the input or, for
// what the changes lead to, of the shoot.
func Replan(ctx context.Context, in ReplanInput, o ShootOptions) (ReplanResult, error) {
	s, err := in.shoot()
	if err != nil {
		return ReplanResult{}, err
	}
	old := in.merged(&s)
	plain := s
	s.Near = &ShootNear{Weight: in.Weight, Days: old.after(in.Done.Through)}
	if _, timed := ctx.Deadline(); !timed && o.Nodes == 0 {
		o.Nodes = replanNodes
	}
	found, err := SolveShoot(ctx, s, o)
	if err != nil {
		return ReplanResult{}, err
	}
	before, err := CheckShoot(plain, old, o.Limits)
	if err != nil {
		return ReplanResult{}, err
	}
	after, err := CheckShoot(plain, found.Plan, o.Limits)
	if err != nil {
		return ReplanResult{}, err
	}
	return ReplanResult{
		Result: found, Broken: before.Violations, Moves: movesBetween(&s, old, found.Plan),
		Before: before.Cost, After: after.Cost, Changes: compareCauses(before.Causes, after.Causes),
	}, nil
}

// shoot returns the shoot with its past, its rests and its changes.
func (in *ReplanInput) shoot() (Shoot, error) {
	s := in.Shoot
	s.Near = nil
	if err := s.Validate(); err != nil {
		return Shoot{}, err
	}
	var f valid.Faults
	x := s.index(&f)
	checkRate(&f, "weight", in.Weight)
	f.Enter("plan")
	checkDays(&f, in.Plan.Days, x.scenes, x.units)
	checkOnce(&f, in.Plan.Days)
	f.Leave()
	s.Scenes = slices.Clone(s.Scenes)
	shot := map[string]bool{}
	for _, d := range in.Done.Days {
		for _, id := range d.Scenes {
			shot[id] = true
		}
	}
	f.Enter("left")
	for i, l := range in.Left {
		f.Index(i)
		scene, ok := x.scenes[l.Scene]
		if !ok {
			f.Add("scene", l.Scene, valid.ErrReference)
		} else if !shot[l.Scene] {
			f.Addf("scene", l.Scene, valid.ErrReference, "a scene of the past")
		}
		checkCount(&f, "eighths", int(l.Eighths), 1, int(MaxEighths))
		checkCount(&f, "minutes", l.Minutes, 1, minutesADay)
		rest := s.Scenes[scene]
		rest.ID, rest.Eighths, rest.Minutes = l.Scene+RestSuffix, l.Eighths, l.Minutes
		s.Scenes = append(s.Scenes, rest)
		f.Leave()
	}
	f.Leave()
	if err := f.Err(); err != nil {
		return Shoot{}, err
	}
	changed, err := s.changed("changes", in.Changes)
	if err != nil {
		return Shoot{}, err
	}
	done := in.Done
	changed.Done = &done
	return changed, changed.Validate()
}

// merged returns the past as it was, and what the plan had for the days after it.
func (in *ReplanInput) merged(s *Shoot) ShootPlan {
	shot := map[string]bool{}
	plan := ShootPlan{Days: slices.Clone(s.Done.Days)}
	for _, d := range s.Done.Days {
		for _, id := range d.Scenes {
			shot[id] = true
		}
	}
	for _, d := range in.Plan.Days {
		if !d.Date.After(s.Done.Through) {
			continue
		}
		d.Scenes = slices.DeleteFunc(slices.Clone(d.Scenes), func(id string) bool { return shot[id] })
		if len(d.Scenes) > 0 {
			plan.Days = append(plan.Days, d)
		}
	}
	return plan
}

// after returns the days after a date.
func (p ShootPlan) after(d civil.Date) []ShootDay {
	return slices.DeleteFunc(slices.Clone(p.Days), func(day ShootDay) bool { return !day.Date.After(d) })
}

// movesBetween lists the scenes that two plans have on different days or in different units.
func movesBetween(s *Shoot, from, to ShootPlan) []SceneMove {
	place := func(p ShootPlan) map[string]crewDay {
		at := map[string]crewDay{}
		for _, d := range p.Days {
			for _, id := range d.Scenes {
				at[id] = crewDay{d.Date, d.Unit}
			}
		}
		return at
	}
	was, is := place(from), place(to)
	moves := []SceneMove{}
	for i := range s.Scenes {
		id := s.Scenes[i].ID
		if was[id] != is[id] {
			moves = append(moves, SceneMove{id, was[id].date, was[id].unit, is[id].date, is[id].unit})
		}
	}
	return moves
}

// compareCauses returns the causes of two plans side by side, those that neither has left out.
func compareCauses(before, after []CauseTotal) []CauseChange {
	of := func(totals []CauseTotal, cause Cause) money.Amount {
		for _, t := range totals {
			if t.Cause == cause {
				return t.Amount
			}
		}
		return money.Amount{}
	}
	changes := []CauseChange{}
	for _, cause := range causes {
		a, b := of(before, cause), of(after, cause)
		if !a.IsZero() || !b.IsZero() {
			changes = append(changes, CauseChange{cause, a, b, money.FromCents(b.Cents() - a.Cents())})
		}
	}
	return changes
}

// String returns the move in one line.
func (m SceneMove) String() string {
	switch {
	case m.From.IsZero():
		return fmt.Sprintf("scene %s to %s", m.Scene, m.To)
	case m.To.IsZero():
		return fmt.Sprintf("scene %s from %s to no day", m.Scene, m.From)
	}
	return fmt.Sprintf("scene %s from %s to %s", m.Scene, m.From, m.To)
}
