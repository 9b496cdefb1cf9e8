package rights

import (
	"iter"

	"github.com/bobine-film/bobine/civil"
)

// ConflictKind is why two grants, or a grant and the chain of title, do not go together.
type ConflictKind string

// Kinds of conflicts.
const (
	// ExclusiveConflict: two holders have the same rights, one of them exclusively.
	ExclusiveConflict ConflictKind = "exclusive"
	// HoldbackConflict: rights were granted that a holdback for another holder freezes.
	HoldbackConflict ConflictKind = "holdback"
	// TitleConflict: rights were granted that the producer does not own on a day of the term.
	TitleConflict ConflictKind = "title"
	// ExclusiveTitleConflict: exclusive rights were granted of what is owned without exclusivity.
	ExclusiveTitleConflict ConflictKind = "exclusive-title"
)

// GrantConflict is a conflict between grants.
type GrantConflict struct {
	Kind ConflictKind `json:"kind"`
	// Grant is the grant at fault, or the first of two in the ledger; Other is the second, or that with
	// the holdback. There is no Other where the title is missing.
	Grant string `json:"grant"`
	Other string `json:"other,omitempty"`
	// Period and Scope are what both share: of a missing title, the first days it is missing on and the
	// scope of the grant.
	Period civil.Period `json:"period"`
	Scope  Scope        `json:"scope"`
}

// Conflicts returns the conflicts in a ledger (conflits de droits): grant by grant, first with the title,
// then with the grants after it, then with the holdbacks of all others. Grants of one holder do not conflict
// with one another: they are renewals and extensions. It stops at the first error, an [ErrTooWide].
//
// Complexity O(n²) in the number of grants.
func (b *GrantBook) Conflicts() iter.Seq2[GrantConflict, error] {
	return func(yield func(GrantConflict, error) bool) {
		for i := range b.granted {
			c, has, err := b.titleConflict(&b.granted[i])
			if err != nil {
				yield(GrantConflict{}, err)
				return
			}
			if has && !yield(c, nil) {
				return
			}
			for c := range b.conflictsOf(i) {
				if !yield(c, nil) {
					return
				}
			}
		}
	}
}

// titleConflict compares a grant with what is owned.
func (b *GrantBook) titleConflict(g *bookGrant) (GrantConflict, bool, error) {
	title := GrantBook{words: b.words, owned: b.owned}
	spans, err := title.spans(&g.region, g.term)
	if err != nil {
		return GrantConflict{}, false, err
	}
	for _, s := range spans {
		kind := TitleConflict
		if s.Status == NonExclusiveOnly {
			kind = ExclusiveTitleConflict
		}
		if s.Status == NotOwned || (s.Status == NonExclusiveOnly && g.exclusive) {
			return GrantConflict{Kind: kind, Grant: g.id, Period: s.Period, Scope: b.words.scope(g.region)}, true, nil
		}
	}
	return GrantConflict{}, false, nil
}

// conflictsOf compares a grant with the others.
func (b *GrantBook) conflictsOf(i int) iter.Seq[GrantConflict] {
	return func(yield func(GrantConflict) bool) {
		g := &b.granted[i]
		for j := i + 1; j < len(b.granted); j++ {
			o := &b.granted[j]
			if !overlap(g.term, o.term) || !(g.exclusive || o.exclusive) || g.holder == o.holder {
				continue // the days first: they tell most grants apart
			}
			if c, has := b.conflict(ExclusiveConflict, g, o.id, &o.region, o.term); has && !yield(c) {
				return
			}
		}
		for _, j := range b.holding {
			o := &b.granted[j]
			if o.holder == g.holder {
				continue
			}
			for k := range o.holdbacks {
				h := &o.holdbacks[k]
				if c, has := b.conflict(HoldbackConflict, g, o.id, &h.region, h.term); has && !yield(c) {
					return
				}
			}
		}
	}
}

func (b *GrantBook) conflict(kind ConflictKind, g *bookGrant, other string, r *region, term civil.Period) (GrantConflict, bool) {
	if !overlap(g.term, term) || !g.region.meets(r) {
		return GrantConflict{}, false
	}
	period, some := g.term.Intersect(term)
	both, _ := g.region.common(r)
	return GrantConflict{kind, g.id, other, period, b.words.scope(both)}, some
}

// overlap reports whether two periods share a day.
func overlap(p, q civil.Period) bool { return !p.To.Before(q.From) && !q.To.Before(p.From) }
