package law

import "strings"

// isHTTPS reports whether an address begins with https and a host name with a dot in it, and
// holds nothing that an address may not. It is stricter than net/url, which would make every
// program that embeds a table a good deal larger: no user, no address by number in brackets.
func isHTTPS(address string) bool {
	rest, found := strings.CutPrefix(address, "https://")
	if !found || !isPlain(rest) {
		return false
	}
	host := rest
	if end := strings.IndexAny(rest, "/?#"); end >= 0 {
		host = rest[:end]
	}
	host, port, _ := strings.Cut(host, ":")
	return strings.Contains(strings.Trim(host, "."), ".") && strings.Trim(port, "0123456789") == "" && isHostName(host)
}

// isPlain reports whether a text has no space, no control character and no stray percent sign.
func isPlain(text string) bool {
	for i := range len(text) {
		switch c := text[i]; {
		case c <= ' ' || c == 0x7f:
			return false
		case c == '%' && (i+2 >= len(text) || !isHex(text[i+1]) || !isHex(text[i+2])):
			return false
		}
	}
	return true
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// isHostName reports whether all characters are those of a host name.
func isHostName(host string) bool {
	for i := range len(host) {
		c := host[i]
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
		if !letter && (c < '0' || c > '9') && c != '-' && c != '.' {
			return false
		}
	}
	return true
}
