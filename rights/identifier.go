package rights

import (
	"errors"
	"fmt"
	"strings"

	"github.com/bobine-film/bobine/internal/valid"
)

// Faults of identifiers, for errors.Is.
var (
	// ErrIdentifierForm reports a text that does not have the form of the identifier.
	ErrIdentifierForm = errors.New("does not have the form of the identifier")
	// ErrCheckCharacter reports a check character that is not that of the identifier: something was
	// mistyped.
	ErrCheckCharacter = errors.New("the check character is another")
)

// IdentifierError is the fault of a text that is no identifier.
type IdentifierError struct {
	// Scheme is the identifier that was to be read: "ISAN", "EIDR" or "ISRC".
	Scheme string
	// Text is what was given.
	Text string
	// Err is [ErrIdentifierForm] or [ErrCheckCharacter].
	Err error
}

// Error returns the fault on one line, without more than the beginning of the text.
func (e *IdentifierError) Error() string {
	return fmt.Sprintf("%s is no %s: %s", valid.Quote(e.Text), e.Scheme, e.Err)
}

// Unwrap returns what is wrong.
func (e *IdentifierError) Unwrap() error { return e.Err }

// checkAlphabet are the characters of ISO 7064 MOD 37,36, by their value.
const checkAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

// mod3736 returns the check character (clé de contrôle) of a text of digits and capital letters: the hybrid
// system MOD 37,36 of ISO 7064, which ISAN (ISO 15706) and EIDR use. Any other character is a form that the
// caller has refused.
func mod3736(text string) byte {
	const modulus = len(checkAlphabet)
	product := modulus
	for i := range len(text) {
		sum := (product + strings.IndexByte(checkAlphabet, text[i])) % modulus
		if sum == 0 {
			sum = modulus
		}
		product = sum * 2 % (modulus + 1)
	}
	return checkAlphabet[(modulus+1-product)%modulus]
}

// isHex reports whether a text is capital hexadecimal digits alone.
func isHex(text string) bool {
	for i := range len(text) {
		if at := strings.IndexByte(checkAlphabet, text[i]); at < 0 || at >= 16 {
			return false
		}
	}
	return true
}

// hyphenGroups returns the text with its groups of the given lengths joined, when it is those groups with a
// hyphen between each and the next, or all of them without any hyphen.
func hyphenGroups(text string, lengths ...int) (string, bool) {
	if !strings.Contains(text, "-") {
		return text, len(text) == lengthOf(lengths)
	}
	if len(text) != lengthOf(lengths)+len(lengths)-1 {
		return "", false
	}
	parts := strings.Split(text, "-")
	if len(parts) != len(lengths) {
		return "", false
	}
	for i, part := range parts {
		if len(part) != lengths[i] {
			return "", false
		}
	}
	return strings.Join(parts, ""), true
}

func lengthOf(lengths []int) int {
	sum := 0
	for _, n := range lengths {
		sum += n
	}
	return sum
}

// hyphenated writes a text in groups of four with hyphens between them.
func hyphenated(text string) string {
	var b strings.Builder
	for i := range len(text) {
		if i > 0 && i%4 == 0 {
			b.WriteByte('-')
		}
		b.WriteByte(text[i])
	}
	return b.String()
}
