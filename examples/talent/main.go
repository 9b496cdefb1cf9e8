// Talent reads a talent scheduling problem from standard input and writes the cheapest order
// of its scenes.
//
//	go run ./examples/talent -time 10s < problem.json
//	go run ./examples/talent -schema
package main

import (
	"context"
	"errors"
	"flag"
	"time"

	"github.com/bobine-film/bobine/examples/internal/door"
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
		Decode: schedule.DecodeTalent,
		Flags: func(f *flag.FlagSet) {
			f.DurationVar(&limit, "time", 10*time.Second, "stop after this time with the best order so far; 0 is no limit")
			f.Int64Var(&options.Nodes, "nodes", 0, "stop after this many sets of scenes; 0 is no limit")
			f.Uint64Var(&options.Seed, "seed", 0, "vary the orders that the search starts from")
		},
		Compute: func(problem schedule.Talent) (answer, error) {
			if limit < 0 || options.Nodes < 0 {
				return answer{}, errors.New("options: -time and -nodes are 0 or more")
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

func main() { program().Main() }
