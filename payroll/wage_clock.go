package payroll

import (
	"errors"
	"fmt"
)

// Clock is a time of day on its 24-hour clock, to the minute. The zero value is no time. Its
// text, in JSON too, is "07:30".
type Clock struct {
	minute uint16 // plus one, so that 0 is no time
}

// ErrClock reports a text that is no time of day.
var ErrClock = errors.New("not a time of day, HH:MM")

// NewClock returns the time of day of an hour, 0 to 23, and a minute, 0 to 59. Others are an
// [ErrClock].
func NewClock(hour, minute int) (Clock, error) {
	if hour < 0 || hour > 23 || minute < 0 || minute > 59 {
		return Clock{}, ErrClock
	}
	return Clock{uint16(hour*60+minute) + 1}, nil
}

// ParseClock reads a time of day as String writes it, "07:30".
func ParseClock(s string) (Clock, error) {
	if len(s) != 5 || s[2] != ':' {
		return Clock{}, ErrClock
	}
	for _, i := range [...]int{0, 1, 3, 4} {
		if s[i] < '0' || s[i] > '9' {
			return Clock{}, ErrClock
		}
	}
	return NewClock(int(s[0]-'0')*10+int(s[1]-'0'), int(s[3]-'0')*10+int(s[4]-'0'))
}

// MustParseClock is ParseClock for times written in a program. It panics on an error.
func MustParseClock(s string) Clock {
	c, err := ParseClock(s)
	if err != nil {
		panic(err)
	}
	return c
}

// IsSet reports whether c is a time.
func (c Clock) IsSet() bool { return c.minute != 0 }

// Minutes returns the minutes since midnight, 0 for no time.
func (c Clock) Minutes() int {
	if c.minute == 0 {
		return 0
	}
	return int(c.minute) - 1
}

// String returns "07:30", or "" for no time.
func (c Clock) String() string {
	if !c.IsSet() {
		return ""
	}
	return fmt.Sprintf("%02d:%02d", c.Minutes()/60, c.Minutes()%60)
}

// MarshalText returns the text of c. It never fails.
func (c Clock) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads a time of day as [ParseClock] does.
func (c *Clock) UnmarshalText(text []byte) (err error) {
	*c, err = ParseClock(string(text))
	return err
}
