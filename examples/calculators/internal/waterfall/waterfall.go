// Package waterfall is the waterfall door for web pages.
package waterfall

import (
	"github.com/bobine-film/bobine/examples/internal/door"
	"github.com/bobine-film/bobine/rights"
)

// Door reads a deal and writes what it pays.
func Door() door.Door[rights.Deal, rights.Result] {
	return door.Door[rights.Deal, rights.Result]{Decode: rights.DecodeDeal, Compute: rights.Run}
}
