package rights

import "strings"

// EIDR is an identifier of the Entertainment Identifier Registry (identifiant EIDR): a DOI (ISO 26324) of
// the prefix 10.5240, twenty hexadecimal digits and a check character. The zero value is no identifier.
// Identifiers compare with ==.
type EIDR struct{ digits string }

const (
	eidrName   = "EIDR"
	eidrPrefix = "10.5240/"
)

// ParseEIDR reads an identifier, "10.5240/7791-8534-2C23-9030-8610-5": in capitals, with its hyphens, with
// "doi:" or "https://doi.org/" before it or nothing. Another form, and a check character that is not that of
// ISO 7064 MOD 37,36, is an [*IdentifierError]. Every change of one character is found, and nearly
// every exchange of two neighbours.
func ParseEIDR(text string) (EIDR, error) {
	refuse := func(err error) (EIDR, error) { return EIDR{}, &IdentifierError{eidrName, text, err} }
	bare, isLink := strings.CutPrefix(text, "https://doi.org/")
	if !isLink {
		bare = strings.TrimPrefix(text, "doi:")
	}
	suffix, ok := strings.CutPrefix(bare, eidrPrefix)
	if !ok || !strings.Contains(suffix, "-") {
		return refuse(ErrIdentifierForm)
	}
	joined, ok := hyphenGroups(suffix, 4, 4, 4, 4, 4, 1)
	switch {
	case !ok || !isHex(joined[:20]):
		return refuse(ErrIdentifierForm)
	case mod3736(joined[:20]) != joined[20]:
		return refuse(ErrCheckCharacter)
	}
	return EIDR{joined[:20]}, nil
}

// IsZero reports whether e is no identifier.
func (e EIDR) IsZero() bool { return e.digits == "" }

// String returns the identifier with its prefix and check character, or nothing for no identifier.
func (e EIDR) String() string {
	if e.IsZero() {
		return ""
	}
	return eidrPrefix + hyphenated(e.digits) + "-" + string(mod3736(e.digits))
}

// URL returns the https address that resolves the identifier, or nothing for no identifier.
func (e EIDR) URL() string {
	if e.IsZero() {
		return ""
	}
	return "https://doi.org/" + e.String()
}

// MarshalText returns the identifier as String does. It never fails.
func (e EIDR) MarshalText() ([]byte, error) { return []byte(e.String()), nil }

// UnmarshalText reads an identifier as [ParseEIDR] does.
func (e *EIDR) UnmarshalText(text []byte) error {
	read, err := ParseEIDR(string(text))
	if err != nil {
		return err
	}
	*e = read
	return nil
}
