package rights

import (
	"errors"
	"iter"
	"math/bits"
	"slices"
	"sort"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
)

// ErrTooWide reports a question whose scope the rights owned cut into too many pieces. It is answered
// territory by territory.
var ErrTooWide = errors.New("too wide a scope to answer at once")

// AvailStatus is how much of a scope can still be granted.
type AvailStatus string

// Statuses, from the best to the worst. That of a scope is the worst of any part of it.
const (
	// Available: exclusive rights can be granted.
	Available AvailStatus = "available"
	// NonExclusiveOnly: others have non-exclusive rights, or the producer has no other itself.
	NonExclusiveOnly AvailStatus = "non-exclusive"
	// HeldBack: a holdback forbids any grant.
	HeldBack AvailStatus = "held-back"
	// Sold: somebody has the exclusive rights.
	Sold AvailStatus = "sold"
	// NotOwned: the producer does not have the rights.
	NotOwned AvailStatus = "not-owned"
)

var availStatuses = []AvailStatus{Available, NonExclusiveOnly, HeldBack, Sold, NotOwned}

// ranks of statuses.
const (
	rankFree = iota
	rankShared
	rankHeld
	rankSold
	rankNotOwned
)

// AvailQuery asks what of a scope is available over a period.
type AvailQuery struct {
	Scope  Scope        `json:"scope" strict:"required"`
	Period civil.Period `json:"period" strict:"required"`
}

// AvailSpan is a run of days on which a scope has one status.
type AvailSpan struct {
	civil.Period
	Status AvailStatus `json:"status"`
	// By are the grants it is due to, in the order of the ledger, at most [MaxBlockers]; those owned
	// come of non-exclusive rights alone.
	By []string `json:"by,omitempty"`
}

// MaxBlockers is how many grants a span names at most.
const MaxBlockers = 100

// maxPieces bounds the work on what of a scope is owned.
const maxPieces = 200_000

// Available returns the status of the scope of a question over its days (disponibilités), in order, without
// gaps: neighbours differ in status. Words that stand for nothing and a period that is none are told each as
// a [*FieldError]; [ErrTooWide] is reported for a scope of very many pieces.
//
// Complexity O(grants + days), and of what is owned O(pieces) for each change.
func (b *GrantBook) Available(q AvailQuery) ([]AvailSpan, error) {
	var f valid.Faults
	r := b.words.region(&f, q.Scope)
	if !q.Period.IsValid() {
		f.Add("period", nil, civil.ErrPeriod)
	}
	if f.Any() {
		return nil, f.Err()
	}
	return b.spans(&r, q.Period)
}

// Each returns the status of every medium in every territory of a question, in all the languages of the
// question at once: what is still to be sold, line by line. It stops at the first error.
func (b *GrantBook) Each(q AvailQuery) iter.Seq2[AvailLine, error] {
	return func(yield func(AvailLine, error) bool) {
		var f valid.Faults
		r := b.words.region(&f, q.Scope)
		if !q.Period.IsValid() {
			f.Add("period", nil, civil.ErrPeriod)
		}
		if f.Any() {
			yield(AvailLine{}, f.Err())
			return
		}
		for m := range ones(r.media[:]) {
			for t := range ones(r.territories[:]) {
				line := region{languages: r.languages}
				line.media[m/64] |= 1 << (m % 64)
				line.territories[t/64] |= 1 << (t % 64)
				spans, err := b.spans(&line, q.Period)
				if !yield(AvailLine{b.words.media.atoms[m], b.words.territories.atoms[t], spans}, err) || err != nil {
					return
				}
			}
		}
	}
}

// AvailLine is the status of a medium in a territory.
type AvailLine struct {
	Medium    string      `json:"medium"`
	Territory string      `json:"territory"`
	Spans     []AvailSpan `json:"spans"`
}

// ones returns the places of the bits of a set.
func ones(set []uint64) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i, word := range set {
			for ; word != 0; word &= word - 1 {
				if !yield(i*64 + bits.TrailingZeros64(word)) {
					return
				}
			}
		}
	}
}

// daySums counts what holds on each day of a period, as differences from the day before.
type daySums struct {
	period civil.Period
	change []int32
}

func newDaySums(p civil.Period) daySums { return daySums{p, make([]int32, p.Days()+1)} }

func (d daySums) add(p civil.Period) {
	if both, some := d.period.Intersect(p); some {
		d.change[both.From.DaysSince(d.period.From)]++
		d.change[both.To.DaysSince(d.period.From)+1]--
	}
}

// raise makes the rank of every counted day at least so high.
func (d daySums) raise(ranks []uint8, rank uint8) {
	n := int32(0)
	for i := range ranks {
		if n += d.change[i]; n > 0 {
			ranks[i] = max(ranks[i], rank)
		}
	}
}

// spans reckons the status of a region day by day.
func (b *GrantBook) spans(r *region, p civil.Period) ([]AvailSpan, error) {
	ranks := make([]uint8, p.Days())
	if err := b.rankOwned(ranks, r, p); err != nil {
		return nil, err
	}
	shared, held, sold := newDaySums(p), newDaySums(p), newDaySums(p)
	for i := range b.granted {
		g := &b.granted[i]
		if g.region.meets(r) {
			if g.exclusive {
				sold.add(g.term)
			} else {
				shared.add(g.term)
			}
		}
		for j := range g.holdbacks {
			if h := &g.holdbacks[j]; h.region.meets(r) {
				held.add(h.term)
			}
		}
	}
	shared.raise(ranks, rankShared)
	held.raise(ranks, rankHeld)
	sold.raise(ranks, rankSold)
	spans, err := spansOf(ranks, p)
	if err != nil {
		return nil, err
	}
	b.blame(spans, r)
	return spans, nil
}

// rankOwned tells the days on which a part of the region is not owned, or not exclusively.
func (b *GrantBook) rankOwned(ranks []uint8, r *region, p civil.Period) error {
	starts := []int{0}
	for i := range b.owned {
		if both, some := p.Intersect(b.owned[i].term); some && b.owned[i].region.meets(r) {
			starts = append(starts, both.From.DaysSince(p.From), both.To.DaysSince(p.From)+1)
		}
	}
	slices.Sort(starts)
	starts = append(slices.Compact(starts), len(ranks))
	work := 0
	for i, from := range starts[:len(starts)-1] {
		if from >= len(ranks) {
			break
		}
		on, err := p.From.AddDays(from)
		if err != nil {
			return err
		}
		rank := uint8(rankFree)
		for _, exclusive := range []bool{true, false} {
			covered, err := b.covers(r, on, exclusive, &work)
			if err != nil {
				return err
			}
			if covered {
				break
			}
			rank = rankNotOwned
			if exclusive {
				rank = rankShared
			}
		}
		for d := from; d < starts[i+1]; d++ {
			ranks[d] = rank
		}
	}
	return nil
}

// covers reports whether what is owned on a day has the whole of a region.
func (b *GrantBook) covers(r *region, on civil.Date, exclusive bool, work *int) (bool, error) {
	left, next := []region{*r}, []region{}
	for i := range b.owned {
		o := &b.owned[i]
		if !o.term.Contains(on) || (exclusive && !o.exclusive) {
			continue
		}
		next = next[:0]
		for j := range left {
			next = left[j].less(&o.region, next)
		}
		if *work += len(left) + 1; *work > maxPieces {
			return false, &FieldError{Path: "scope", Err: ErrTooWide}
		}
		left, next = next, left
		if len(left) == 0 {
			return true, nil
		}
	}
	return false, nil
}

// spansOf joins days of one rank.
func spansOf(ranks []uint8, p civil.Period) ([]AvailSpan, error) {
	spans := []AvailSpan{}
	for from := 0; from < len(ranks); {
		to := from
		for to+1 < len(ranks) && ranks[to+1] == ranks[from] {
			to++
		}
		first, err := p.From.AddDays(from)
		if err != nil {
			return nil, err
		}
		last, err := p.From.AddDays(to)
		if err != nil {
			return nil, err
		}
		spans = append(spans, AvailSpan{Period: civil.Period{From: first, To: last}, Status: availStatuses[ranks[from]]})
		from = to + 1
	}
	return spans, nil
}

// blame names in each span the grants its status is due to.
func (b *GrantBook) blame(spans []AvailSpan, r *region) {
	for i := range b.owned {
		if o := &b.owned[i]; !o.exclusive && o.region.meets(r) {
			blame(spans, o.id, NonExclusiveOnly, o.term)
		}
	}
	for i := range b.granted {
		g := &b.granted[i]
		if g.region.meets(r) {
			status := NonExclusiveOnly
			if g.exclusive {
				status = Sold
			}
			blame(spans, g.id, status, g.term)
		}
		for j := range g.holdbacks {
			if h := &g.holdbacks[j]; h.region.meets(r) {
				blame(spans, g.id, HeldBack, h.term)
			}
		}
	}
}

func blame(spans []AvailSpan, id string, status AvailStatus, term civil.Period) {
	first := sort.Search(len(spans), func(i int) bool { return !spans[i].To.Before(term.From) })
	for i := first; i < len(spans) && !spans[i].From.After(term.To); i++ {
		by := spans[i].By
		if spans[i].Status == status && len(by) < MaxBlockers && (len(by) == 0 || by[len(by)-1] != id) {
			spans[i].By = append(by, id)
		}
	}
}
