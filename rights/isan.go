package rights

import "strings"

// ISAN is the international standard audiovisual number (numéro ISAN, ISO 15706) of a work, or of a version
// of it: 48 bits of root, 16 of episode and, of a version, 32 more. The zero value is no number. Numbers
// compare with ==.
type ISAN struct {
	work    string // 16 hexadecimal digits, or none
	version string // 8 hexadecimal digits, none of a work as such
}

const isanName = "ISAN"

// ParseISAN reads a number with its check characters, "ISAN 0000-0000-D07A-0090-Q-0000-0000-X" of a version
// or "0000-0000-D07A-0090-Q" of a work: in capitals, with all hyphens or with none, "ISAN " or "URN:ISAN:"
// before it or nothing. Another form, and a check character that is not that of ISO 7064 MOD 37,36, is an
// [*IdentifierError]. Every change of one character is found, and nearly
// every exchange of two neighbours.
func ParseISAN(text string) (ISAN, error) {
	bare := strings.TrimPrefix(strings.TrimPrefix(text, "URN:ISAN:"), "ISAN ")
	refuse := func(err error) (ISAN, error) { return ISAN{}, &IdentifierError{isanName, text, err} }
	if len(bare) != len(text) && len(text)-len(bare) > len("URN:ISAN:") {
		return refuse(ErrIdentifierForm) // both prefixes
	}
	joined, ok := hyphenGroups(bare, 4, 4, 4, 4, 1, 4, 4, 1)
	if !ok {
		if joined, ok = hyphenGroups(bare, 4, 4, 4, 4, 1); !ok {
			return refuse(ErrIdentifierForm)
		}
	}
	work, check, rest := joined[:16], joined[16], joined[17:]
	var version string
	if rest != "" {
		version = rest[:8]
	}
	switch {
	case !isHex(work) || !isHex(version):
		return refuse(ErrIdentifierForm)
	case mod3736(work) != check, rest != "" && mod3736(work+version) != rest[8]:
		return refuse(ErrCheckCharacter)
	}
	return ISAN{work, version}, nil
}

// ISANFromHex reads a number as databases keep it, without check characters: 16 hexadecimal digits of a
// work, 24 of a version, in capitals. Nothing protects it from a mistyped digit. Anything else is an
// [*IdentifierError].
func ISANFromHex(text string) (ISAN, error) {
	if (len(text) != 16 && len(text) != 24) || !isHex(text) {
		return ISAN{}, &IdentifierError{isanName, text, ErrIdentifierForm}
	}
	return ISAN{text[:16], text[16:]}, nil
}

// IsZero reports whether n is no number.
func (n ISAN) IsZero() bool { return n.work == "" }

// IsVersion reports whether n is the number of a version.
func (n ISAN) IsVersion() bool { return n.version != "" }

// IsEpisode reports whether n is the number of an episode of a series, or of a version of one.
func (n ISAN) IsEpisode() bool { return n.work != "" && n.work[12:] != "0000" }

// Work returns the number of the work that a version is of, n itself when it is that.
func (n ISAN) Work() ISAN { return ISAN{work: n.work} }

// Hex returns the 16 or 24 hexadecimal digits, without check characters.
func (n ISAN) Hex() string { return n.work + n.version }

// String returns the printed form with both check characters, "ISAN 0000-0000-D07A-0090-Q-0000-0000-X", or
// nothing for no number.
func (n ISAN) String() string {
	if n.IsZero() {
		return ""
	}
	return "ISAN " + n.checked()
}

// URN returns the number as a uniform resource name (RFC 4246), or nothing for no number.
func (n ISAN) URN() string {
	if n.IsZero() {
		return ""
	}
	return "URN:ISAN:" + n.checked()
}

func (n ISAN) checked() string {
	text := hyphenated(n.work) + "-" + string(mod3736(n.work))
	if n.version != "" {
		text += "-" + hyphenated(n.version) + "-" + string(mod3736(n.Hex()))
	}
	return text
}

// MarshalText returns the printed form. It never fails.
func (n ISAN) MarshalText() ([]byte, error) { return []byte(n.String()), nil }

// UnmarshalText reads a number as [ParseISAN] does.
func (n *ISAN) UnmarshalText(text []byte) error {
	read, err := ParseISAN(string(text))
	if err != nil {
		return err
	}
	*n = read
	return nil
}
