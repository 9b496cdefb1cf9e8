// Package search lets a page run a long search and stop it.
package search

import (
	"context"
	"time"
)

// breath is how long a search may hold the only thread of a page before it lets the page in:
// short enough that a stop button answers at once, long enough that letting in, some
// milliseconds in a browser, costs little.
const breath = 50 * time.Millisecond

// Patience is the context of a search on the only thread of a page. Nothing can interrupt the
// search, so the search itself, when it asks whether to go on, lets the page in from time to time.
type Patience struct {
	context.Context
	begun, last time.Time
	limit       time.Duration
	now         func() time.Time
	letIn       func(elapsed time.Duration) (stop bool)
	ended       error
}

// NewPatience begins a context that ends after limit, or when letIn says so. LetIn is called a few
// times a second.
func NewPatience(limit time.Duration, now func() time.Time, letIn func(elapsed time.Duration) (stop bool)) *Patience {
	begun := now()
	return &Patience{Context: context.Background(), begun: begun, last: begun, limit: limit, now: now, letIn: letIn}
}

// Deadline is when the patience ends.
func (p *Patience) Deadline() (time.Time, bool) { return p.begun.Add(p.limit), true }

// Err lets the page in when it is time, and says whether the search has to end.
func (p *Patience) Err() error {
	if p.ended != nil {
		return p.ended
	}
	now := p.now()
	if now.Sub(p.begun) >= p.limit {
		p.ended = context.DeadlineExceeded
		return p.ended
	}
	if now.Sub(p.last) < breath {
		return nil
	}
	if p.letIn(now.Sub(p.begun)) {
		p.ended = context.Canceled
	}
	p.last = p.now()
	return p.ended
}

// Elapsed is how long the search has been going on, in whole milliseconds.
func (p *Patience) Elapsed() int64 { return p.now().Sub(p.begun).Milliseconds() }
