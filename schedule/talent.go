package schedule

import (
	"errors"
	"fmt"
	"io"
	"math"
	"math/bits"

	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
)

// FieldError is a fault of one field of an input, with the path that leads to it.
type FieldError = valid.FieldError

// ErrOrder reports an order that does not name every scene exactly once.
var ErrOrder = errors.New("not an order of the scenes")

// Talent is the talent scheduling problem: which order of scenes makes the actors wait
// least.
type Talent struct {
	Name string `json:"name" strict:"required"`
	// Scenes is the number of scenes, numbered from 1 in script order. None is legal.
	Scenes int `json:"scenes" strict:"required"`
	// Durations are those of the scenes in days or any other unit, each at least 1.
	Durations []int64 `json:"durations" strict:"required,max=10000"`
	Actors    []Actor `json:"actors" strict:"required"`
}

// Actor is a player with the scenes they are needed in.
type Actor struct {
	Name string `json:"name" strict:"required"`
	// DailyCost is paid for every unit of time from the first to the last scene of the
	// actor, both included.
	DailyCost int64 `json:"dailyCost" strict:"required"`
	// Scenes are numbers from 1, in any order, none twice. None at all is legal.
	Scenes []int `json:"scenes" strict:"required,max=10000"`
}

// DecodeTalent reads a problem from JSON and checks it. Beside malformed JSON it refuses
// unknown, duplicate or wrongly-cased fields, data after the document and more than 12 MiB.
// All faults are told at once, each a [*FieldError].
func DecodeTalent(r io.Reader) (Talent, error) {
	return strictjson.DecodeValid[Talent](r)
}

// MaxScenes is the greatest number of scenes of a problem.
const MaxScenes = 10_000

// Validate reports every fault of the problem, each a [*FieldError], or nil. A problem
// whose costs could exceed an int64 is faulty.
func (t Talent) Validate() error {
	var f valid.Faults
	if t.Scenes < 0 || t.Scenes > MaxScenes {
		f.Addf("scenes", t.Scenes, valid.ErrOutOfRange, "0 to %d", MaxScenes)
	}
	if len(t.Durations) != t.Scenes {
		f.Addf("durations", nil, valid.ErrOutOfRange, "%d durations for %d scenes", len(t.Durations), t.Scenes)
	}
	f.Enter("durations")
	for i, d := range t.Durations {
		if d < 1 {
			f.Index(i)
			f.Addf("", d, valid.ErrOutOfRange, "at least 1")
			f.Leave()
		}
	}
	f.Leave()
	f.Enter("actors")
	seen := make([]int, max(0, min(t.Scenes, MaxScenes))+1)
	for i, a := range t.Actors {
		f.Index(i)
		a.check(&f, seen, i+1)
		f.Leave()
	}
	f.Leave()
	if !f.Any() && !t.fits() {
		f.Addf("", nil, valid.ErrOutOfRange, "the cost of all actors over the whole shoot is too great")
	}
	return f.Err()
}

// check reports the faults of an actor; seen holds by scene the last actor, by mark, who was found to play it.
func (a Actor) check(f *valid.Faults, seen []int, mark int) {
	if a.DailyCost < 0 {
		f.Add("dailyCost", a.DailyCost, valid.ErrNegative)
	}
	f.Enter("scenes")
	for i, s := range a.Scenes {
		switch {
		case s < 1 || s >= len(seen):
			f.Index(i)
			f.Addf("", s, valid.ErrOutOfRange, "1 to %d", len(seen)-1)
			f.Leave()
		case seen[s] == mark:
			f.Index(i)
			f.Add("", s, valid.ErrDuplicate)
			f.Leave()
		default:
			seen[s] = mark
		}
	}
	f.Leave()
}

// fits reports whether the cost of every actor being held over the whole shoot, above any
// cost of any order, stays well inside an int64.
func (t Talent) fits() bool {
	var days, daily uint64
	for _, d := range t.Durations {
		if days += uint64(d); days > math.MaxInt64/2 {
			return false
		}
	}
	for _, a := range t.Actors {
		if daily += uint64(a.DailyCost); daily > math.MaxInt64/2 {
			return false
		}
	}
	hi, lo := bits.Mul64(days, daily)
	return hi == 0 && lo < math.MaxInt64/4
}

// Cost returns what an order of the scenes costs, and how much of it is for waiting. An
// order that does not name every scene once is an [ErrOrder]; a faulty problem is refused as
// [Talent.Validate] does.
//
// Complexity O(n + total scenes of actors).
func (t Talent) Cost(order []int) (cost, holding int64, err error) {
	if err := t.Validate(); err != nil {
		return 0, 0, err
	}
	if len(order) != t.Scenes {
		return 0, 0, fmt.Errorf("%w: %d of %d", ErrOrder, len(order), t.Scenes)
	}
	seen := make([]bool, t.Scenes+1)
	for _, s := range order {
		if s < 1 || s > t.Scenes || seen[s] {
			return 0, 0, fmt.Errorf("%w: scene %d", ErrOrder, s)
		}
		seen[s] = true
	}
	cost, holding = t.cost(order)
	return cost, holding, nil
}

// cost is what an order of all scenes costs.
func (t Talent) cost(order []int) (cost, holding int64) {
	position := make([]int, t.Scenes+1)
	elapsed := make([]int64, t.Scenes+1) // after each position
	for i, s := range order {
		position[s] = i + 1
		elapsed[i+1] = elapsed[i] + t.Durations[s-1]
	}
	for _, a := range t.Actors {
		first, last, played := t.Scenes+1, 0, int64(0)
		for _, s := range a.Scenes {
			first, last = min(first, position[s]), max(last, position[s])
			played += t.Durations[s-1]
		}
		if last == 0 {
			continue
		}
		present := elapsed[last] - elapsed[first-1]
		cost += a.DailyCost * present
		holding += a.DailyCost * (present - played)
	}
	return cost, holding
}
