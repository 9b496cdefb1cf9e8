package law

import (
	"errors"
	"fmt"
	"slices"
)

// Status says how sure a figure is.
type Status uint8

// Statuses, by the text each reads and writes. Only a verified figure is used without a
// notice, beside those the caller sets.
const (
	// Verified, "verified": read in a primary text or in two independent sources.
	Verified Status = iota
	// SingleSource, "single-source": read in one secondary source.
	SingleSource
	// Derived, "derived": computed from verified figures, or a reading of the law.
	Derived
	// Unconfirmed, "unconfirmed": carried on from an earlier date, or conflicting.
	Unconfirmed
	// SetByCaller, "set-by-caller": given through Table.With.
	SetByCaller
	numStatuses = iota
)

var statusNames = [numStatuses]string{"verified", "single-source", "derived", "unconfirmed", "set-by-caller"}

// ErrStatus reports a word that is no status.
var ErrStatus = errors.New("unknown status")

// String returns the text of s.
func (s Status) String() string {
	if int(s) >= len(statusNames) {
		return fmt.Sprintf("Status(%d)", s)
	}
	return statusNames[s]
}

// MarshalText returns the text of s. A status that does not exist is an [ErrStatus].
func (s Status) MarshalText() ([]byte, error) {
	if int(s) >= len(statusNames) {
		return nil, ErrStatus
	}
	return []byte(statusNames[s]), nil
}

// UnmarshalText reads the text of a status. Another is an [ErrStatus].
func (s *Status) UnmarshalText(text []byte) error {
	i := slices.Index(statusNames[:], string(text))
	if i < 0 {
		return fmt.Errorf("%w: %+q", ErrStatus, text)
	}
	*s = Status(i)
	return nil
}

// needsNotice reports whether a figure of this status may not be used silently.
func (s Status) needsNotice() bool { return s != Verified && s != SetByCaller }

// Codes of the notices of this package.
const (
	// CodeUnverified marks a figure whose status is not verified.
	CodeUnverified = "unverified"
	// CodeStale marks a date after the one on which the table was last verified.
	CodeStale = "stale"
)

// Notice is something the reader of a result has to know: not an error, but not to be
// passed over.
type Notice struct {
	// Code is the kind of notice, a stable word.
	Code string `json:"code"`
	// Key is what it is about, usually a parameter.
	Key string `json:"key"`
	// Message says it in a sentence.
	Message string `json:"message"`
	// Refs are the sources it rests on.
	Refs Refs `json:"refs,omitzero"`
}

// String returns the notice as one line.
func (n Notice) String() string {
	line := n.Code + ": " + n.Message
	if n.Refs.Len() > 0 {
		line += " [" + n.Refs.String() + "]"
	}
	return line
}
