package law

import (
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestIsHTTPS(t *testing.T) {
	for _, c := range []struct {
		name, address string
		want          bool
	}{
		{"a page", "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000053302465", true},
		{"a query and a fragment", "https://example.org/a?b=c%20d#e", true},
		{"a host alone", "https://example.org", true},
		{"a query after the host", "https://example.org?x", true},
		{"a port", "https://example.org:8443/", true},
		{"an accent in the path", "https://example.org/été", true},
		{"another scheme", "http://example.org/", false},
		{"a script", "javascript:alert(1)//https://example.org", false},
		{"nothing", "", false},
		{"no host", "https:///release", false},
		{"a port alone", "https://:443/", false},
		{"a port that is none", "https://example.org:port/", false},
		{"no dot", "https://release", false},
		{"dots alone", "https://../", false},
		{"a user", "https://example.org@example.com/", false},
		{"a space", "https://example.org/a b", false},
		{"an end of line", "https://example.org/a\nb", false},
		{"a stray percent sign", "https://example.org/100%", false},
		{"a quote in the host", `https://example".org/`, false},
	} {
		t.Run(c.name, func(t *testing.T) { assert.Equal(t, c.want, isHTTPS(c.address)) })
	}
}

// What isHTTPS takes, net/url takes too, with a host that has a dot.
func FuzzIsHTTPS(f *testing.F) {
	for _, seed := range []string{"https://example.org/a?b#c", "https://a.b:1/%41", "https://[::1]/", "https://a.b%", "https://a.b/\x7f"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, address string) {
		if !isHTTPS(address) {
			return
		}
		u, err := url.Parse(address)
		if err != nil || u.Scheme != "https" || !strings.Contains(strings.Trim(u.Hostname(), "."), ".") || u.User != nil {
			t.Errorf("%q: %v", address, err)
		}
	})
}
