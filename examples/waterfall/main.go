// Waterfall reads a deal from standard input and writes what it pays, event by event.
//
//	go run ./examples/waterfall < deal.json
//	go run ./examples/waterfall -schema
package main

import (
	"github.com/bobine-film/bobine/examples/internal/door"
	"github.com/bobine-film/bobine/rights"
)

func program() door.Door[rights.Deal, rights.Result] {
	return door.Door[rights.Deal, rights.Result]{
		About:   "Waterfall shares receipts by a recoupment plan.",
		Decode:  rights.DecodeDeal,
		Compute: rights.Run,
	}
}

func main() { program().Main() }
