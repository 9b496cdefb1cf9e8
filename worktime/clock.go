package worktime

import (
	"errors"
	"fmt"
)

// Clock is an hour of a working day: whole minutes after midnight of the date it belongs to. An
// hour past 24:00 is in the night that follows, so that 26:30 is half past two. Its text, in
// JSON too, is "08:00". Clocks ignore daylight saving, as the agreements do.
type Clock int

// ErrClock reports a text that is no hour from 00:00 to 47:59.
var ErrClock = errors.New("not an hour from 00:00 to 47:59")

const (
	minutesOfDay = 24 * 60
	maxClock     = 2*minutesOfDay - 1
)

// ParseClock reads an hour as String writes it, "26:30". Anything else is an [ErrClock].
func ParseClock(s string) (Clock, error) {
	digits := []byte(s)
	if len(digits) != 5 || digits[2] != ':' {
		return 0, fmt.Errorf("%w: %+.40q", ErrClock, s)
	}
	for _, i := range []int{0, 1, 3, 4} {
		if digits[i] < '0' || digits[i] > '9' {
			return 0, fmt.Errorf("%w: %+.40q", ErrClock, s)
		}
		digits[i] -= '0'
	}
	hour, minute := int(digits[0])*10+int(digits[1]), int(digits[3])*10+int(digits[4])
	if hour > 47 || minute > 59 {
		return 0, fmt.Errorf("%w: %+.40q", ErrClock, s)
	}
	return Clock(hour*60 + minute), nil
}

// MustParseClock is [ParseClock] for hours written in a program. It panics on an error.
func MustParseClock(s string) Clock {
	c, err := ParseClock(s)
	if err != nil {
		panic(err)
	}
	return c
}

// String returns "26:30".
func (c Clock) String() string { return hours(int(c)) }

// MarshalText returns the text of c. An hour that ParseClock would not read is an [ErrClock].
func (c Clock) MarshalText() ([]byte, error) {
	if c < 0 || c > maxClock {
		return nil, fmt.Errorf("%w: %d minutes", ErrClock, int(c))
	}
	return []byte(c.String()), nil
}

// UnmarshalText reads an hour as [ParseClock] does.
func (c *Clock) UnmarshalText(text []byte) error {
	read, err := ParseClock(string(text))
	if err != nil {
		return err
	}
	*c = read
	return nil
}

// hours writes minutes as hours and minutes, "10:30".
func hours(minutes int) string {
	if minutes < 0 {
		return "-" + hours(-minutes)
	}
	return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60)
}
