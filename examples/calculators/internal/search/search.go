package search

import (
	"io"
	"time"

	"github.com/bobine-film/bobine/examples/internal/door"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/schedule"
)

// MaxSeconds is the longest search that a page may ask for.
const MaxSeconds = 3600

// Plan is the answer of the talent door: a plan with the time it took.
type Plan struct {
	schedule.TalentPlan
	ElapsedMs int64 `json:"elapsedMs"`
}

// Talent is the talent door within a patience.
func Talent(patience *Patience, options schedule.TalentOptions) door.Door[schedule.Talent, Plan] {
	return door.Door[schedule.Talent, Plan]{
		Decode: talentProblem,
		Compute: func(problem schedule.Talent) (Plan, error) {
			plan, err := schedule.SolveTalent(patience, problem, options)
			return Plan{plan, patience.Elapsed()}, err
		},
	}
}

// talentProblem reads a problem; a fault of the whole is one of the document, as the door says it.
func talentProblem(r io.Reader) (schedule.Talent, error) {
	problem, err := schedule.DecodeTalent(r)
	return problem, door.OfDocument(err)
}

// Limit returns the wall limit of a number of seconds, and refuses one that is none.
func Limit(seconds float64) (time.Duration, error) {
	if !(seconds > 0 && seconds <= MaxSeconds) {
		return 0, &valid.FieldError{Path: "-time", Err: valid.ErrOutOfRange}
	}
	return time.Duration(seconds * float64(time.Second)), nil
}
