package rights

import (
	"errors"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
)

// ErrRunsExceeded reports more broadcasts than a grant allows.
var ErrRunsExceeded = errors.New("more broadcasts than the runs granted")

// GrantBook answers what is still available of the rights of a [GrantLedger]. It is immutable and may be
// shared.
type GrantBook struct {
	words   vocabularies
	owned   []bookGrant
	granted []bookGrant
	holding []int // those granted that have holdbacks
}

// bookGrant is a grant with its scope and those of its holdbacks resolved.
type bookGrant struct {
	id, holder string
	exclusive  bool
	region     region
	term       civil.Period // ends with the last run where that ends the grant
	holdbacks  []bookHoldback
}

type bookHoldback struct {
	region region
	term   civil.Period
}

// NewGrantBook checks a ledger and makes a book of it. It tells every fault, each a [*FieldError]: words and
// grants that are missing, given twice or refer to nothing, terms that are no periods, broadcasts outside the
// term or beyond the runs.
func NewGrantBook(l GrantLedger) (*GrantBook, error) {
	var f valid.Faults
	b := &GrantBook{words: vocabularies{
		newVocabulary(&f, "media", l.Media, maxMedia),
		newVocabulary(&f, "territories", l.Territories, maxTerritories),
		newVocabulary(&f, "languages", l.Languages, maxLanguages),
	}}
	seen := make(map[string]bool, len(l.Owned)+len(l.Granted))
	b.owned = b.enter(&f, "owned", l.Owned, seen)
	b.granted = b.enter(&f, "granted", l.Granted, seen)
	if f.Any() {
		return nil, f.Err()
	}
	for i := range b.granted {
		if len(b.granted[i].holdbacks) > 0 {
			b.holding = append(b.holding, i)
		}
	}
	return b, nil
}

func (b *GrantBook) enter(f *valid.Faults, field string, list []Grant, seen map[string]bool) []bookGrant {
	entered := make([]bookGrant, 0, len(list))
	f.Enter(field)
	defer f.Leave()
	for i, g := range list {
		if f.Full() {
			break
		}
		f.Index(i)
		checkName(f, "id", g.ID, seen[g.ID])
		seen[g.ID] = true
		entered = append(entered, b.grant(f, g))
		f.Leave()
	}
	return entered
}

// grant checks a grant and resolves it.
func (b *GrantBook) grant(f *valid.Faults, g Grant) bookGrant {
	if g.Holder == "" {
		f.Add("holder", nil, valid.ErrMissing)
	}
	entered := bookGrant{id: g.ID, holder: g.Holder, exclusive: g.Exclusive, region: b.words.region(f, g.Scope), term: g.Term}
	if !g.Term.IsValid() {
		f.Add("term", nil, civil.ErrPeriod)
	} else {
		g.checkRuns(f)
		entered.term.To = g.Ends()
	}
	f.Enter("holdbacks")
	for i, h := range g.Holdbacks {
		f.Index(i)
		entered.holdbacks = append(entered.holdbacks, bookHoldback{b.words.region(f, h.Scope), h.Term})
		if !h.Term.IsValid() {
			f.Add("term", nil, civil.ErrPeriod)
		}
		f.Leave()
	}
	f.Leave()
	return entered
}

func (g Grant) checkRuns(f *valid.Faults) {
	switch {
	case g.Runs < 0:
		f.Add("runs", g.Runs, valid.ErrNegative)
	case g.Runs == 0 && g.EndsWithRuns:
		f.Addf("endsWithRuns", nil, valid.ErrMissing, "runs")
	case g.Runs > 0 && len(g.Broadcasts) > g.Runs:
		f.Add("broadcasts", len(g.Broadcasts), ErrRunsExceeded)
	}
	f.Enter("broadcasts")
	defer f.Leave()
	for i, d := range g.Broadcasts {
		if !g.Term.Contains(d) || (i > 0 && d.Before(g.Broadcasts[i-1])) {
			f.Index(i)
			f.Addf("", d, valid.ErrOutOfRange, "a day of the term, in order")
			f.Leave()
		}
	}
}
