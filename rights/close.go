package rights

import (
	"fmt"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
)

// Close returns the state after the period that ends on a day has been closed, and the interest that has
// run up to the end of it. No event dated on that day or before is taken any more: what has been stated is
// never contradicted, a late receipt or a correction belongs to the next period. A day before the last
// event, or in a period that is closed, is an [ErrEvent].
func (e *Engine) Close(s State, end civil.Date) (State, Posting, error) {
	f := e.FoldFrom(s)
	posting, err := f.Close(end)
	if err != nil {
		return s, Posting{}, err
	}
	return f.state, posting, nil
}

// Close closes a period as [Engine.Close] does, in place.
func (f *Fold) Close(end civil.Date) (Posting, error) {
	switch {
	case end.IsZero():
		return Posting{}, refused("date", nil, valid.ErrMissing)
	case !end.After(f.state.closed):
		return Posting{}, refused("date", end, fmt.Errorf("%w up to %s", ErrClosed, f.state.closed))
	case end.Before(f.state.date):
		return Posting{}, refused("date", end, fmt.Errorf("%w, of %s", ErrOrder, f.state.date))
	}
	next, err := end.AddDays(1)
	if err != nil {
		return Posting{}, refused("date", end, err)
	}
	p := &f.posting
	p.reset(f.engine, "")
	f.backup = append(f.backup[:0], f.state.accounts...)
	if err := f.runInterest(next); err != nil {
		copy(f.state.accounts, f.backup)
		return Posting{}, err
	}
	f.state.closed, f.state.date = end, end
	f.state.seen.clear()
	return *p, nil
}
