// Talent reads a talent scheduling problem from standard input and writes the cheapest order
// of its scenes.
//
//	go run ./examples/talent -time 10s < problem.json
//	go run ./examples/talent -schema
package main

import (
	"context"
	"flag"
	"io"
	"time"

	"github.com/bobine-film/bobine/examples/internal/door"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/schedule"
)

// answer is a plan with the time it took, which a pure package cannot know.
type answer struct {
	schedule.TalentPlan
	ElapsedMs int64 `json:"elapsedMs"`
}

// program builds the door anew for each run: its options are set by the command line.
func program() door.Door[schedule.Talent, answer] {
	var limit time.Duration
	var options schedule.TalentOptions
	return door.Door[schedule.Talent, answer]{
		About:  "Talent orders scenes so that players wait least.",
		Decode: decode,
		Flags: func(f *flag.FlagSet) {
			f.DurationVar(&limit, "time", 10*time.Second, "stop after this time with the best order so far; 0 is no limit")
			f.Int64Var(&options.Nodes, "nodes", 0, "stop after looking at this many sets of scenes, or scenes at every place; 0 is no limit")
			f.Uint64Var(&options.Seed, "seed", 0, "vary the orders that the search goes through")
		},
		Compute: func(problem schedule.Talent) (answer, error) {
			if err := checkOptions(limit, options); err != nil {
				return answer{}, err
			}
			begun := time.Now()
			ctx := context.Background()
			if limit > 0 {
				var cancel context.CancelFunc
				ctx, cancel = context.WithTimeout(ctx, limit)
				defer cancel()
			}
			plan, err := schedule.SolveTalent(ctx, problem, options)
			return answer{plan, time.Since(begun).Milliseconds()}, err
		},
	}
}

// decode reads a problem; a fault of the whole is one of the document.
func decode(r io.Reader) (schedule.Talent, error) {
	problem, err := schedule.DecodeTalent(r)
	return problem, door.OfDocument(err)
}

func checkOptions(limit time.Duration, o schedule.TalentOptions) error {
	var f valid.Faults
	if o.Nodes < 0 {
		f.Add("-nodes", nil, valid.ErrNegative)
	}
	if limit < 0 {
		f.Add("-time", nil, valid.ErrNegative)
	}
	return f.Err()
}

func main() { program().Main() }
