// Topsheet reads a budget from standard input and writes its totals.
//
//	go run ./examples/topsheet < budget.json
//	go run ./examples/topsheet -schema
package main

import (
	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/examples/internal/door"
)

func program() door.Door[budget.Budget, budget.Topsheet] {
	return door.Door[budget.Budget, budget.Topsheet]{
		About:   "Topsheet adds up a budget.",
		Decode:  budget.Decode,
		Compute: budget.Compute,
	}
}

func main() { program().Main() }
