package schedule_test

import (
	"context"
	"fmt"

	"github.com/bobine-film/bobine/schedule"
)

func ExampleSolveTalent() {
	film := schedule.Talent{
		Name: "short", Scenes: 4, Durations: []int64{1, 2, 1, 1},
		Actors: []schedule.Actor{
			{Name: "Ana", DailyCost: 500, Scenes: []int{1, 3}},
			{Name: "Bo", DailyCost: 300, Scenes: []int{2, 4}},
			{Name: "Cy", DailyCost: 200, Scenes: []int{1, 4}},
		},
	}
	script, _, err := film.Cost([]int{1, 2, 3, 4})
	if err != nil {
		fmt.Println(err)
		return
	}
	plan, err := schedule.SolveTalent(context.Background(), film, schedule.TalentOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("script order", script)
	fmt.Println("order", plan.Order, "cost", plan.Cost, "proved", plan.Optimal)
	// Output:
	// script order 4200
	// order [2 4 1 3] cost 2300 proved true
}

func ExampleTalent_Validate() {
	film := schedule.Talent{
		Scenes: 2, Durations: []int64{1, 0},
		Actors: []schedule.Actor{{Name: "Ana", DailyCost: 500, Scenes: []int{3}}},
	}
	fmt.Println(film.Validate())
	// Output:
	// durations[1]: is out of range: at least 1: "0"
	// actors[0].scenes[0]: is out of range: 1 to 2: "3"
}
