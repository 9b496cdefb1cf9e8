package rights

import "strings"

// ISRC is the international standard recording code (code ISRC, ISO 3901) of a sound or music video
// recording, which a cue sheet names: two letters of a country or an allocator, three characters of the
// registrant, two digits of the year and five of the recording. It has no check digit, so that a mistyped
// one can pass. The zero value is no code. Codes compare with ==.
type ISRC struct{ code string }

// ParseISRC reads a code, "US-SKG-19-12345" or "USSKG1912345", in capitals, with "ISRC " before it or
// nothing. Anything else is an [*IdentifierError]. The country is not looked up: allocators have letters
// that are no country's.
func ParseISRC(text string) (ISRC, error) {
	code, ok := hyphenGroups(strings.TrimPrefix(text, "ISRC "), 2, 3, 2, 5)
	if !ok || !isOf(code[:2], isLetter) || !isOf(code[2:5], isLetterOrDigit) || !isOf(code[5:], isDigit) {
		return ISRC{}, &IdentifierError{"ISRC", text, ErrIdentifierForm}
	}
	return ISRC{code}, nil
}

func isOf(text string, allowed func(byte) bool) bool {
	for i := range len(text) {
		if !allowed(text[i]) {
			return false
		}
	}
	return true
}

func isLetter(c byte) bool        { return 'A' <= c && c <= 'Z' }
func isDigit(c byte) bool         { return '0' <= c && c <= '9' }
func isLetterOrDigit(c byte) bool { return isLetter(c) || isDigit(c) }

// IsZero reports whether c is no code.
func (c ISRC) IsZero() bool { return c.code == "" }

// Registrant returns the five characters of the country and of who registered the recording.
func (c ISRC) Registrant() string {
	if c.IsZero() {
		return ""
	}
	return c.code[:5]
}

// Compact returns the twelve characters without hyphens, as files carry them.
func (c ISRC) Compact() string { return c.code }

// String returns the printed form, "US-SKG-19-12345", or nothing for no code.
func (c ISRC) String() string {
	if c.IsZero() {
		return ""
	}
	return strings.Join([]string{c.code[:2], c.code[2:5], c.code[5:7], c.code[7:]}, "-")
}

// MarshalText returns the printed form. It never fails.
func (c ISRC) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads a code as [ParseISRC] does.
func (c *ISRC) UnmarshalText(text []byte) error {
	read, err := ParseISRC(string(text))
	if err != nil {
		return err
	}
	*c = read
	return nil
}
