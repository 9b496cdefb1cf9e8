package dossier

import (
	"math/bits"
	"strings"
	"unicode"

	"github.com/bobine-film/bobine/money"
)

// fit returns how long a part of a whole is on a length, rounded down, from 0 to the length. It is computed in
// 128 bits, so that no amount is too great for it.
func fit(part, whole int64, length int) int {
	if part <= 0 || whole <= 0 || length <= 0 {
		return 0
	}
	if part >= whole {
		return length
	}
	high, low := bits.Mul64(uint64(part), uint64(length))
	quotient, _ := bits.Div64(high, low, uint64(whole))
	return int(quotient)
}

// ends returns where each of several parts ends on a length that all of them fill, so that rounding never adds
// up. Negative parts count as nothing.
func ends(length int, parts ...money.Amount) []int {
	var whole, sum int64
	for _, p := range parts {
		whole += max(0, p.Cents())
	}
	places := make([]int, len(parts))
	for i, p := range parts {
		sum += max(0, p.Cents())
		places[i] = fit(sum, whole, length)
	}
	return places
}

// columnAt is where the ith of n columns begins, from left to the right end of a picture.
func columnAt(left, i, n int) int { return left + (pictureWidth-left)*i/max(1, n) }

// box is a rectangle of a picture.
type box struct {
	X, Y, W, H int
	// Class is its colour, Text what stands in it, Tip what it is.
	Class, Text, Tip string
}

// Middle and Centre are where a text stands in the box.
func (b box) Middle() int { return b.X + b.W/2 }
func (b box) Centre() int { return b.Y + b.H/2 }

// Dark reports whether the box is pale, so that its text has to be dark.
func (b box) Dark() bool {
	return strings.Contains(b.Class, "neutral") || strings.Contains(b.Class, "open")
}

// mark is a text at a place, a line from it, or both.
type mark struct {
	X, Y  int
	Text  string
	Class string
}

// barLength is that of the bars of lists.
const barLength = 1000

// fill is the bar of an amount beside the greatest of its list.
func fill(a, greatest money.Amount) int { return fit(a.Cents(), greatest.Cents(), barLength) }

// Widths of letters of 13 pixels, with room to spare, since the reader's typeface is not known.
const (
	narrowLetter = 5
	letter       = 8
	wideLetter   = 11
)

// textWidth is how wide a text is at most.
func textWidth(text string) int {
	width := 0
	for _, r := range text {
		switch {
		case strings.ContainsRune("ijlt.,;:'’ |I", r):
			width += narrowLetter
		case unicode.IsUpper(r) || strings.ContainsRune("mwMW…%€→", r):
			width += wideLetter
		default:
			width += letter
		}
	}
	return width
}

// short cuts a text to what fits into a width, to nothing where that is hardly a word.
func short(text string, width int) string {
	if textWidth(text) <= width {
		return text
	}
	cut := ""
	for _, r := range text {
		if textWidth(cut+string(r)+"…") > width {
			break
		}
		cut += string(r)
	}
	if len([]rune(cut)) < 4 {
		return ""
	}
	return strings.TrimRight(cut, " ,") + "…"
}
