package strictjson

import "fmt"

// check walks over a document and reports the first reason why it is no JSON, or what is
// beyond the limits in it. It builds nothing.
func check(data []byte) error {
	d := decoder{data: data}
	if err := d.skipUpTo(len(data)); err != nil {
		return err
	}
	if d.next(); d.pos < len(data) {
		return d.syntax("data after the document")
	}
	return nil
}

// maxSkip is how much of a value that has no place is read over to find more faults.
const maxSkip = 1 << 20

// skip reads over a value that has no place, of which a fault was told.
func (d *decoder) skip() error { return d.skipUpTo(d.pos + maxSkip) }

func (d *decoder) skipUpTo(end int) error {
	if d.pos > end {
		return d.faults.Err()
	}
	if d.values++; d.values > MaxValues {
		return d.refuse(fmt.Sprintf("it has more than %d values", MaxValues))
	}
	switch c := d.next(); {
	case c == '"':
		return d.skipText(MaxText)
	case c == '{':
		return d.sequence('}', func(i int) error { return d.skipMember(i, end) })
	case c == '[':
		return d.sequence(']', func(int) error { return d.skipUpTo(end) })
	case c == 't':
		return d.word("true")
	case c == 'f':
		return d.word("false")
	case c == 'n':
		return d.word("null")
	case isNumberStart(c):
		_, err := d.number()
		return err
	}
	return d.syntax("this is no JSON value")
}

func (d *decoder) skipMember(i, end int) error {
	if i == MaxKeys {
		return d.refuse(fmt.Sprintf("an object has more than %d keys", MaxKeys))
	}
	if d.next() != '"' {
		return d.syntax("a key is wanted")
	}
	if err := d.skipText(MaxKey); err != nil {
		return err
	}
	if err := d.colon(); err != nil {
		return err
	}
	return d.skipUpTo(end)
}

// skipText reads over a text of at most so many bytes, as they are written.
func (d *decoder) skipText(most int) error {
	d.pos++
	end := min(len(d.data), d.pos+most+1) // a quote after the last byte
	digits := 0
	for d.pos < end {
		c := d.data[d.pos]
		if isPlain[c] {
			digits = 0
			d.pos++
			continue
		}
		switch {
		case c == '"':
			d.pos++
			return nil
		case c == '\\':
			digits = 0
			if _, err := d.escape(); err != nil {
				return err
			}
			continue
		case c < ' ':
			return d.syntax("a control character in a text")
		}
		if digits++; digits > MaxDigits {
			return d.refuse(tooManyDigits)
		}
		d.pos++
	}
	if d.pos < len(d.data) {
		return d.refuse(fmt.Sprintf("a text has more than %d bytes", most))
	}
	return d.syntax("")
}

// isPlain marks the bytes of a text that end nothing and count for nothing: none of the quote,
// the backslash, digits and control characters.
var isPlain = func() (plain [256]bool) {
	for c := range plain {
		plain[c] = c >= ' ' && c != '"' && c != '\\' && (c < '0' || c > '9')
	}
	return plain
}()
