// Package topsheet is the topsheet door for web pages.
package topsheet

import (
	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/examples/internal/door"
)

// Door reads a budget and writes its totals.
func Door() door.Door[budget.Budget, budget.Topsheet] {
	return door.Door[budget.Budget, budget.Topsheet]{Decode: budget.Decode, Compute: budget.Compute}
}
