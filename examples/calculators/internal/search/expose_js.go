package search

import (
	"syscall/js"
	"time"

	"github.com/bobine-film/bobine/examples/calculators/internal/page"
	"github.com/bobine-film/bobine/examples/internal/door"
	"github.com/bobine-film/bobine/schedule"
)

// Functions returns those of the talent door. Its answer takes a text, a limit in seconds, a
// number of nodes (0 is no limit), a seed, and a function that is told from time to time how many
// milliseconds have passed and returns true to stop; it returns a promise of the answer.
func Functions() page.Functions {
	return page.Functions{
		"answer":     js.FuncOf(func(_ js.Value, args []js.Value) any { return promised(args) }),
		"references": page.Constant(func() string { return page.References(nil) }),
		"schema":     page.Constant(func() string { return page.Text(door.Schema[schedule.Talent]()) }),
	}
}

// promised starts the search on a goroutine of its own: only there may it wait for the page.
func promised(args []js.Value) js.Value {
	var start js.Func
	start = js.FuncOf(func(_ js.Value, settle []js.Value) any {
		go func() {
			defer start.Release()
			settle[0].Invoke(answer(args))
		}()
		return nil
	})
	return js.Global().Get("Promise").New(start)
}

func answer(args []js.Value) string {
	text, err := page.TextOf(args)
	if err != nil {
		return page.Refuse(err)
	}
	limit, err := Limit(number(args, 1))
	if err != nil {
		return page.Refuse(err)
	}
	options := schedule.TalentOptions{Nodes: int64(number(args, 2)), Seed: uint64(number(args, 3))}
	patience := NewPatience(limit, time.Now, func(elapsed time.Duration) bool {
		// Asleep, the program has nothing to do, and the browser handles what waits: the message
		// that asks to stop.
		time.Sleep(time.Millisecond)
		return len(args) > 4 && args[4].Type() == js.TypeFunction && args[4].Invoke(elapsed.Milliseconds()).Truthy()
	})
	return page.Answer(Talent(patience, options).Answer, text)
}

// number returns a whole or other number that is not negative, 0 where there is none.
func number(args []js.Value, at int) float64 {
	if len(args) <= at || args[at].Type() != js.TypeNumber {
		return 0
	}
	return min(max(args[at].Float(), 0), 1<<53)
}
