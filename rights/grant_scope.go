package rights

import (
	"math/bits"

	"github.com/bobine-film/bobine/internal/valid"
)

// Most words without parts of each kind.
const (
	maxMedia       = 64
	maxTerritories = 512
	maxLanguages   = 256
)

// region is a scope as sets of words, a bit each: media, territories, languages.
type region struct {
	media       [maxMedia / 64]uint64
	territories [maxTerritories / 64]uint64
	languages   [maxLanguages / 64]uint64
}

// meets reports whether two regions share a medium, a territory and a language.
func (r *region) meets(s *region) bool {
	return shareBits(r.media[:], s.media[:]) && shareBits(r.territories[:], s.territories[:]) && shareBits(r.languages[:], s.languages[:])
}

func shareBits(a, b []uint64) bool {
	for i := range a {
		if a[i]&b[i] != 0 {
			return true
		}
	}
	return false
}

func bitsAnd(to, a, b []uint64) (some bool) {
	for i := range to {
		to[i] = a[i] & b[i]
		some = some || to[i] != 0
	}
	return some
}

func bitsWithout(to, a, b []uint64) (some bool) {
	for i := range to {
		to[i] = a[i] &^ b[i]
		some = some || to[i] != 0
	}
	return some
}

// common returns what two regions share.
func (r *region) common(s *region) (both region, some bool) {
	some = bitsAnd(both.media[:], r.media[:], s.media[:])
	some = bitsAnd(both.territories[:], r.territories[:], s.territories[:]) && some
	some = bitsAnd(both.languages[:], r.languages[:], s.languages[:]) && some
	return both, some
}

// less appends what is left of r without s: at most three regions, none of which meets another.
func (r *region) less(s *region, to []region) []region {
	both, some := r.common(s)
	if !some {
		return append(to, *r)
	}
	if left := *r; bitsWithout(left.media[:], r.media[:], s.media[:]) {
		to = append(to, left)
	}
	if left := (region{media: both.media, languages: r.languages}); bitsWithout(left.territories[:], r.territories[:], s.territories[:]) {
		to = append(to, left)
	}
	if left := (region{media: both.media, territories: both.territories}); bitsWithout(left.languages[:], r.languages[:], s.languages[:]) {
		to = append(to, left)
	}
	return to
}

// vocabulary is the words of a kind: a bit for each word without parts, a set for each word.
type vocabulary struct {
	atoms []string
	sets  map[string][]uint64
	all   []uint64
}

// newVocabulary numbers words, and tells those that are missing, given twice or made of what is not
// declared before them.
func newVocabulary(f *valid.Faults, field string, words []ScopeWord, most int) vocabulary {
	v := vocabulary{sets: make(map[string][]uint64, len(words)), all: make([]uint64, most/64)}
	f.Enter(field)
	defer f.Leave()
	for i, w := range words {
		f.Index(i)
		_, twice := v.sets[w.Code]
		checkName(f, "code", w.Code, twice || w.Code == Everything)
		set := make([]uint64, most/64)
		switch {
		case twice || w.Code == "":
		case len(w.Parts) > 0:
			v.resolve(f, "parts", w.Parts, set)
		case len(v.atoms) == most:
			f.Addf("", w.Code, valid.ErrOutOfRange, "at most %d words without parts", most)
		default:
			set[len(v.atoms)/64] |= 1 << (len(v.atoms) % 64)
			v.atoms = append(v.atoms, w.Code)
		}
		if !twice {
			v.sets[w.Code] = set
		}
		for j := range set {
			v.all[j] |= set[j]
		}
		f.Leave()
	}
	if len(v.atoms) == 0 {
		f.Add("", nil, valid.ErrMissing)
	}
	return v
}

// resolve adds to a set what codes stand for, and tells those that stand for nothing.
func (v vocabulary) resolve(f *valid.Faults, field string, codes []string, to []uint64) {
	if len(codes) == 0 {
		f.Add(field, nil, valid.ErrMissing)
		return
	}
	f.Enter(field)
	defer f.Leave()
	for i, code := range codes {
		set, known := v.sets[code]
		if code == Everything {
			set, known = v.all, true
		}
		if !known {
			f.Index(i)
			f.Add("", code, valid.ErrReference)
			f.Leave()
			continue
		}
		for j := range to {
			to[j] |= set[j]
		}
	}
}

// names returns the words without parts of a set, in the order they are declared.
func (v vocabulary) names(set []uint64) []string {
	names := []string{}
	for i, word := range set {
		for ; word != 0; word &= word - 1 {
			names = append(names, v.atoms[i*64+bits.TrailingZeros64(word)])
		}
	}
	return names
}

// vocabularies are those of a ledger.
type vocabularies struct{ media, territories, languages vocabulary }

// region resolves a scope, and tells what of it stands for nothing.
func (v vocabularies) region(f *valid.Faults, s Scope) region {
	var r region
	f.Enter("scope")
	v.media.resolve(f, "media", s.Media, r.media[:])
	v.territories.resolve(f, "territories", s.Territories, r.territories[:])
	v.languages.resolve(f, "languages", s.Languages, r.languages[:])
	f.Leave()
	return r
}

// scope writes a region in words without parts.
func (v vocabularies) scope(r region) Scope {
	return Scope{v.media.names(r.media[:]), v.territories.names(r.territories[:]), v.languages.names(r.languages[:])}
}
