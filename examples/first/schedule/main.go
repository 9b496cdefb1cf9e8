// Schedule is the program of the README that orders six scenes.
package main

import (
	"context"
	"fmt"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/schedule"
)

func main() {
	film := schedule.Talent{Scenes: 6, Durations: []int64{1, 1, 2, 1, 1, 1}, Actors: []schedule.Actor{ // scenes from 1 on, in days
		{Name: "Nora", DailyCost: 900_00, Scenes: []int{1, 3, 6}},
		{Name: "Tom", DailyCost: 750_00, Scenes: []int{2, 3, 5}},
		{Name: "Irène", DailyCost: 600_00, Scenes: []int{1, 4, 5}}}}
	written, _, _ := film.Cost([]int{1, 2, 3, 4, 5, 6})
	plan, err := schedule.SolveTalent(context.Background(), film, schedule.TalentOptions{})
	fmt.Println("as written", money.FromCents(written), "best", money.FromCents(plan.Cost), "in the order", plan.Order, "proved", plan.Optimal, err)
}
