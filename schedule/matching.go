package schedule

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// matching finds the scenes of one version of a script in another.
type matching struct {
	old, revised []Scene
	// isList says that no scene of the new version has a text.
	isList bool
	// oldHeadings and newHeadings are the headings in plain letters.
	oldHeadings, newHeadings []string
	// oldOf has the old scene of each new one, newOf the other way, -1 where there is none.
	oldOf, newOf []int
	// moved are the new scenes that stand in another order than the rest.
	moved []bool
	// oldRuns and newRuns are the runs of words of each scene, sorted; likes the pairs of scenes that
	// have any in common.
	oldRuns, newRuns [][]uint64
	// oldSizes and newSizes count the runs of each scene with those that are in many.
	oldSizes, newSizes []int
	likes              []like
	// split and joined have, for scenes without a partner, the scene of the other version that most of
	// their runs are in, -1 where there is none.
	split, joined []int
}

// like is a pair of scenes with runs of words in common.
type like struct {
	old, revised, common int
	weight               int
}

func newMatching(old, revised []Scene) *matching {
	m := &matching{old: old, revised: revised, oldOf: unmatched(len(revised)), newOf: unmatched(len(old)), split: unmatched(len(revised)), joined: unmatched(len(old))}
	m.isList = !slices.ContainsFunc(revised, func(s Scene) bool { return len(s.Text) > 0 })
	m.oldHeadings, m.newHeadings = headingsOf(old), headingsOf(revised)
	m.oldRuns, m.newRuns = runsOf(old), runsOf(revised)
	m.oldSizes, m.newSizes = sizes(m.oldRuns), sizes(m.newRuns)
	dropFrequent(m.oldRuns, m.newRuns)
	m.likes = m.findLikes()
	return m
}

func headingsOf(scenes []Scene) []string {
	all := make([]string, len(scenes))
	for i := range scenes {
		all[i] = wordOf(scenes[i].Heading)
	}
	return all
}

func unmatched(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = -1
	}
	return list
}

func (m *matching) match() {
	if m.isList {
		m.sameKey(func(s *Scene) string { return s.ID })
	}
	m.sameKey(func(s *Scene) string { return joinedKey(s.Number, s.Heading, linesOf(s)) })
	m.sameKey(func(s *Scene) string {
		if len(s.Text) == 0 {
			return ""
		}
		return joinedKey(s.Heading, linesOf(s))
	})
	for _, l := range m.likes {
		m.pair(l.old, l.revised)
	}
	m.sameKey(func(s *Scene) string {
		if s.Number == "" {
			return ""
		}
		return joinedKey(s.Number, wordOf(s.Heading))
	})
	m.sameKey(func(s *Scene) string { return s.Number })
	m.sameHeading()
	m.findMoved()
	m.findSplits()
}

// joinedKey joins texts so that different lists have different keys.
func joinedKey(parts ...string) string { return strings.Join(parts, "\x00") }

func linesOf(s *Scene) string { return strings.Join(s.Text, "\n") }

func (m *matching) pair(o, n int) bool {
	if m.newOf[o] >= 0 || m.oldOf[n] >= 0 {
		return false
	}
	m.newOf[o], m.oldOf[n] = n, o
	return true
}

// sameKey pairs scenes of the same key in the order in which they stand. An empty key is none.
func (m *matching) sameKey(keyOf func(*Scene) string) {
	waiting := map[string][]int{}
	for o := range m.old {
		if m.newOf[o] < 0 {
			if k := keyOf(&m.old[o]); k != "" {
				waiting[k] = append(waiting[k], o)
			}
		}
	}
	for n := range m.revised {
		if m.oldOf[n] >= 0 {
			continue
		}
		k := keyOf(&m.revised[n])
		if list := waiting[k]; k != "" && len(list) > 0 {
			m.pair(list[0], n)
			waiting[k] = list[1:]
		}
	}
}

// sameHeading pairs scenes of the same heading where one of the two has no number: two numbers that
// differ are two scenes.
func (m *matching) sameHeading() {
	type waiting struct{ numbered, plain []int }
	byHeading := map[string]*waiting{}
	for o := range m.old {
		if h := m.oldHeadings[o]; m.newOf[o] < 0 && h != "" {
			w := byHeading[h]
			if w == nil {
				w = &waiting{}
				byHeading[h] = w
			}
			if m.old[o].Number == "" {
				w.plain = append(w.plain, o)
			} else {
				w.numbered = append(w.numbered, o)
			}
		}
	}
	for n := range m.revised {
		w := byHeading[m.newHeadings[n]]
		if m.oldOf[n] >= 0 || w == nil {
			continue
		}
		list := &w.plain
		if len(*list) == 0 && m.revised[n].Number == "" {
			list = &w.numbered
		}
		if len(*list) > 0 {
			m.pair((*list)[0], n)
			*list = (*list)[1:]
		}
	}
}

// findMoved finds the smallest set of scenes whose moving turns the old order into the new: those
// outside a longest increasing run of old positions (Schensted 1961), of which the one that patience
// sorting finds is taken. Complexity O(n log n).
func (m *matching) findMoved() {
	m.moved = make([]bool, len(m.revised))
	var tails []int // of runs by length: the new scene at the end
	before := unmatched(len(m.revised))
	for n, o := range m.oldOf {
		if o < 0 {
			continue
		}
		m.moved[n] = true
		at, _ := slices.BinarySearchFunc(tails, o, func(tail, o int) int { return cmp.Compare(m.oldOf[tail], o) })
		if at > 0 {
			before[n] = tails[at-1]
		}
		if at == len(tails) {
			tails = append(tails, n)
		} else {
			tails[at] = n
		}
	}
	if len(tails) == 0 {
		return
	}
	for n := tails[len(tails)-1]; n >= 0; n = before[n] {
		m.moved[n] = false
	}
}

// runLength is how many words make a run; maxFrequent in how many scenes of a version a run may be
// before it says nothing about any of them.
const (
	runLength   = 3
	maxFrequent = 8
)

// runsOf returns the hashes of the runs of words of each scene, each once, sorted.
func runsOf(scenes []Scene) [][]uint64 {
	all := make([][]uint64, len(scenes))
	for i := range scenes {
		var words, runs []uint64
		for _, line := range scenes[i].Text {
			words = appendWords(words, line)
		}
		for at := range words {
			if at+runLength <= len(words) {
				runs = append(runs, words[at]*3+words[at+1]*5+words[at+2]*7)
			}
		}
		if len(runs) == 0 && len(words) > 0 {
			runs = append(runs, words...)
		}
		slices.Sort(runs)
		all[i] = slices.Compact(runs)
	}
	return all
}

// appendWords appends the hashes (FNV-1a) of the words of a line: letters and digits, in any case.
func appendWords(words []uint64, line string) []uint64 {
	const offset, prime = 14695981039346656037, 1099511628211
	hash, inWord := uint64(offset), false
	for i := range len(line) {
		c := line[i]
		switch {
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9', c >= utf8.RuneSelf:
		default:
			if inWord {
				words = append(words, hash)
			}
			hash, inWord = offset, false
			continue
		}
		hash, inWord = (hash^uint64(c))*prime, true
	}
	if inWord {
		words = append(words, hash)
	}
	return words
}

func sizes(runs [][]uint64) []int {
	all := make([]int, len(runs))
	for i := range runs {
		all[i] = len(runs[i])
	}
	return all
}

// dropFrequent leaves out the runs that are in many scenes.
func dropFrequent(versions ...[][]uint64) {
	frequent := map[uint64]bool{}
	for _, scenes := range versions {
		count := map[uint64]int{}
		for _, runs := range scenes {
			for _, r := range runs {
				if count[r]++; count[r] > maxFrequent {
					frequent[r] = true
				}
			}
		}
	}
	for _, scenes := range versions {
		for i := range scenes {
			scenes[i] = slices.DeleteFunc(scenes[i], func(r uint64) bool { return frequent[r] })
		}
	}
}

// findLikes returns the pairs of scenes that are alike enough, the most alike first, and notes what
// most of each scene is in.
func (m *matching) findLikes() []like {
	byRun := map[uint64][]int{}
	for o, runs := range m.oldRuns {
		for _, r := range runs {
			byRun[r] = append(byRun[r], o)
		}
	}
	var all []like
	common := make([]int, len(m.old))
	mostOf := make([]int, len(m.old)) // how much of each old scene is in the new one that has most
	for n, runs := range m.newRuns {
		var touched []int
		for _, r := range runs {
			for _, o := range byRun[r] {
				if common[o]++; common[o] == 1 {
					touched = append(touched, o)
				}
			}
		}
		slices.Sort(touched)
		most := 0
		for _, o := range touched {
			l := like{old: o, revised: n, common: common[o]}
			common[o] = 0
			if m.weigh(&l) {
				all = append(all, l)
			}
			if 2*l.common >= m.newSizes[n] && l.common > most {
				most, m.split[n] = l.common, o
			}
			if 2*l.common >= m.oldSizes[o] && l.common > mostOf[o] {
				mostOf[o], m.joined[o] = l.common, n
			}
		}
	}
	slices.SortFunc(all, func(a, b like) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.old, b.old), cmp.Compare(a.revised, b.revised))
	})
	return all
}

// Thousandths of the runs of two scenes that have to be in both: of any scenes, and of scenes with
// the same number or heading.
const (
	likeEnough = 500
	likeNamed  = 200
)

// weigh weighs a pair by what it has in common (Dice 1945), number and heading included, and reports
// whether that is enough.
func (m *matching) weigh(l *like) bool {
	o, n := &m.old[l.old], &m.revised[l.revised]
	score := 2_000 * l.common / (len(m.oldRuns[l.old]) + len(m.newRuns[l.revised]))
	least := likeEnough
	l.weight = score
	if o.Number != "" && o.Number == n.Number {
		least, l.weight = likeNamed, l.weight+likeNamed
	}
	if m.oldHeadings[l.old] == m.newHeadings[l.revised] {
		least, l.weight = likeNamed, l.weight+likeNamed
	}
	return score >= least
}

// findSplits keeps, of what most of a scene is in, only that of scenes without a partner, and adds
// new scenes that say by their number what they were part of: 12B of 12, under the same heading.
func (m *matching) findSplits() {
	byNumber := map[string]int{}
	for o := range m.old {
		if number := m.old[o].Number; number != "" {
			byNumber[number] = o
		}
	}
	for n := range m.revised {
		if m.oldOf[n] >= 0 {
			m.split[n] = -1
			continue
		}
		number := m.revised[n].Number
		base := strings.TrimRight(number, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
		if o, ok := byNumber[base]; ok && base != number && m.split[n] < 0 && m.oldHeadings[o] == m.newHeadings[n] {
			m.split[n] = o
		}
	}
	for o := range m.old {
		if n := m.joined[o]; m.newOf[o] >= 0 || n >= 0 && m.split[n] == o {
			m.joined[o] = -1
		}
	}
}
