package strictjson

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// number reads a number of JSON, without exponent. The bytes are those of the document.
func (d *decoder) number() ([]byte, error) {
	start := d.pos
	if d.data[d.pos] == '-' {
		d.pos++
	}
	whole := d.digits()
	if whole == 0 || whole > 1 && d.data[d.pos-whole] == '0' {
		return nil, d.syntax("malformed number")
	}
	decimals := 0
	if d.pos < len(d.data) && d.data[d.pos] == '.' {
		d.pos++
		if decimals = d.digits(); decimals == 0 {
			return nil, d.syntax("malformed number")
		}
	}
	if max(whole, decimals) > MaxDigits {
		return nil, d.refuse(tooManyDigits)
	}
	if d.pos < len(d.data) && (d.data[d.pos] == 'e' || d.data[d.pos] == 'E') {
		return nil, d.refuse("a number has an exponent")
	}
	return d.data[start:d.pos], nil
}

func (d *decoder) digits() int {
	start := d.pos
	for d.pos < len(d.data) && '0' <= d.data[d.pos] && d.data[d.pos] <= '9' {
		d.pos++
	}
	return d.pos - start
}

// text reads a text and its escapes.
func (d *decoder) text() (string, error) {
	plain, ended, err := d.plainText()
	if err != nil || ended {
		return string(plain), err
	}
	return d.escapedText(append([]byte(nil), plain...))
}

// plainText reads a text up to its end or its first backslash. The bytes are those of the
// document.
func (d *decoder) plainText() (plain []byte, ended bool, err error) {
	d.pos++
	start := d.pos
	for ; d.pos < len(d.data); d.pos++ {
		switch c := d.data[d.pos]; {
		case c == '"':
			d.pos++
			return d.data[start : d.pos-1], true, nil
		case c == '\\':
			return d.data[start:d.pos], false, nil
		case c < ' ':
			return nil, false, d.syntax("a control character in a text")
		}
	}
	return nil, false, d.syntax("")
}

// escapedText reads on from the first backslash of a text.
func (d *decoder) escapedText(b []byte) (string, error) {
	for d.pos < len(d.data) {
		c := d.data[d.pos]
		switch {
		case c == '"':
			d.pos++
			return string(b), nil
		case c == '\\':
			r, err := d.escape()
			if err != nil {
				return "", err
			}
			b = utf8.AppendRune(b, r)
			continue
		case c < ' ':
			return "", d.syntax("a control character in a text")
		}
		b = append(b, c)
		d.pos++
	}
	return "", d.syntax("")
}

// escapes are the characters that a letter after a backslash stands for, 0 where it stands
// for none.
var escapes = [256]rune{
	'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t',
}

func (d *decoder) escape() (rune, error) {
	d.pos++
	if d.pos >= len(d.data) {
		return 0, d.syntax("")
	}
	c := d.data[d.pos]
	d.pos++
	if c != 'u' {
		if escapes[c] == 0 {
			return 0, d.syntax("unknown escape")
		}
		return escapes[c], nil
	}
	r, err := d.hex4()
	if err != nil || !utf16.IsSurrogate(r) {
		return r, err
	}
	if !strings.HasPrefix(string(d.data[d.pos:min(len(d.data), d.pos+2)]), `\u`) {
		return 0, d.syntax("half a surrogate pair")
	}
	d.pos += 2
	low, err := d.hex4()
	if err != nil {
		return 0, err
	}
	if r = utf16.DecodeRune(r, low); r == utf8.RuneError {
		return 0, d.syntax("half a surrogate pair")
	}
	return r, nil
}

func (d *decoder) hex4() (rune, error) {
	if d.pos+4 > len(d.data) {
		d.pos = len(d.data)
		return 0, d.syntax("")
	}
	n, err := strconv.ParseUint(string(d.data[d.pos:d.pos+4]), 16, 16)
	if err != nil {
		return 0, d.syntax("malformed escape")
	}
	d.pos += 4
	return rune(n), nil
}
