// Rain answers "what does a day of rain cost?" (jour perdu): go run ./examples/lesson/rain
package main

import (
	"bufio"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/bobine-film/bobine/schedule"
)

//go:embed shoot.json
var document string

func main() {
	if err := lesson(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func lesson(out io.Writer) error {
	shoot, err := schedule.DecodeShoot(strings.NewReader(document))
	if err != nil {
		return err
	}
	plan, err := schedule.SolveShoot(context.Background(), shoot, schedule.ShootOptions{})
	if err != nil {
		return err
	}
	lost, left := plan.Plan.Days[2], []schedule.SceneRest{} // it rains after the call: paid, and every scene is left
	for _, id := range lost.Scenes {
		left = append(left, schedule.SceneRest{Scene: id, Eighths: 8, Minutes: 240})
	}
	again, err := schedule.Replan(context.Background(), schedule.ReplanInput{Shoot: shoot, Plan: plan.Plan, Left: left,
		Done: schedule.ShootDone{Through: lost.Date, Days: plan.Plan.Days[:3]}}, schedule.ShootOptions{})
	if err != nil {
		return err
	}
	w := bufio.NewWriter(out)
	for _, r := range []schedule.ShootResult{plan, again.Result} {
		fmt.Fprintf(w, "%d days for %v, proved cheapest: %t\n", len(r.Plan.Days), r.Cost, r.Optimal)
		for _, d := range r.Plan.Days {
			fmt.Fprintf(w, "  %v %-10v %s\n", d.Date, d.Date.Weekday(), strings.Join(d.Scenes, ", "))
		}
	}
	fmt.Fprintf(w, "rain on %v %10s %10s %10s\n", lost.Date, "before", "after", "change")
	for _, c := range again.Changes {
		fmt.Fprintf(w, "  %-15s %10v %10v %10v\n", c.Cause, c.Before, c.After, c.Change)
	}
	change, err := again.After.Sub(again.Before)
	fmt.Fprintf(w, "  %-15s %10v %10v %10v\n", "together", again.Before, again.After, change)
	return errors.Join(err, w.Flush())
}
