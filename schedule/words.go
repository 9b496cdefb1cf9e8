package schedule

import "math/bits"

// words are sets of small numbers as bits, of a size that the compiler knows: one word holds the scenes
// and the players of most films, and a film that needs more gets more.
type words interface {
	[1]uint64 | [2]uint64 | [4]uint64 | [16]uint64 | [160]uint64
}

// capacity is how many numbers a set has room for.
func capacity[W words]() int {
	var set W
	return 64 * len(set)
}

// each returns the members of a set in order.
func each[W words](set W) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for w := range len(set) {
			for x := set[w]; x != 0; x &= x - 1 {
				if !yield(w<<6 | bits.TrailingZeros64(x)) {
					return
				}
			}
		}
	}
}

func and[W words](a, b W) W {
	a[0] &= b[0]
	for w := 1; w < len(a); w++ {
		a[w] &= b[w]
	}
	return a
}

func or[W words](a, b W) W {
	a[0] |= b[0]
	for w := 1; w < len(a); w++ {
		a[w] |= b[w]
	}
	return a
}

// without returns the members of a that b does not have.
func without[W words](a, b W) W {
	a[0] &^= b[0]
	for w := 1; w < len(a); w++ {
		a[w] &^= b[w]
	}
	return a
}

// within reports whether b has all members of a.
func within[W words](a, b W) bool {
	missing := a[0] &^ b[0]
	for w := 1; w < len(a); w++ {
		missing |= a[w] &^ b[w]
	}
	return missing == 0
}

func isEmpty[W words](a W) bool {
	var none W
	return a == none
}

// before orders sets, for ties: by their members from the greatest down.
func before[W words](a, b W) bool {
	for w := len(a) - 1; w >= 0; w-- {
		if a[w] != b[w] {
			return a[w] < b[w]
		}
	}
	return false
}

// size is how many members a set has.
func size[W words](set W) int {
	n := 0
	for w := range len(set) {
		n += bits.OnesCount64(set[w])
	}
	return n
}

// put returns a set with one more member.
func put[W words](set W, i int) W {
	set[i>>6] |= 1 << (i & 63)
	return set
}

// has reports whether i is a member.
func has[W words](set W, i int) bool { return set[i>>6]>>(i&63)&1 != 0 }

// drop returns a set without a member.
func drop[W words](set W, i int) W {
	set[i>>6] &^= 1 << (i & 63)
	return set
}
