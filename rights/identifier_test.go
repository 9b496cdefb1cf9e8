package rights

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Numbers of reference/rights.md §6.1: the first four from the tests of python-stdnum and recomputed there,
// the others printed by the ISAN International Agency in a presentation of its own (readkong.com 7324156).
var validISANs = []string{
	"0000-0000-D07A-0090-Q-0000-0000-X",
	"0000-0001-8CFA-0000-I-0000-0000-K",
	"1881-66C7-3420-6541-Y-9F3A-0245-O",
	"0000-0001-8947-0000-8-0000-0000-D",
	"0000-0003-7FF4-0000-U-0000-0000-L",
	"0000-0003-81D5-0000-E-0000-0000-W",
	"0000-0001-70CF-0000-9-0000-0000-A",
	"0000-0000-3F04-0000-A-0000-0000-7",
	"0000-0003-1021-0000-I-0000-0000-K",
	"0000-0002-F2D8-0000-H-0000-0000-N",
	"0000-0000-0BF1-0000-O-0000-0000-2",
	"0000-0000-D07A-0090-Q", // the work of the first
	"1881-66C7-3420-6541-Y",
}

// Identifiers of reference/rights.md §6.1, all recomputed there.
var validEIDRs = []string{
	"10.5240/7791-8534-2C23-9030-8610-5",
	"10.5240/7EC7-228A-510A-053E-CBB8-J",
	"10.5240/1F2A-E1C5-680A-14C6-E76B-I",
	"10.5240/B752-5B47-DBBE-E5D4-5A3F-N",
	"10.5240/0196-4177-FF62-A346-D0F6-Z",
	"10.5240/DF48-AB62-4486-C185-9E1B-4",
	"10.5240/2B3B-1E0E-9314-2C6E-A453-3",
}

// plainCheck is the check character by the definition of ISO 7064: the character that makes the hybrid sum
// congruent to 1, found by trying all of them.
func plainCheck(text string) byte {
	for _, c := range []byte(checkAlphabet) {
		p := 36
		for i := range len(text) {
			s := p + strings.IndexByte(checkAlphabet, text[i])
			for s > 36 {
				s -= 36
			}
			p = s * 2
			for p >= 37 {
				p -= 37
			}
		}
		if (p+strings.IndexByte(checkAlphabet, c))%36 == 1 {
			return c
		}
	}
	return '?'
}

func TestISANsAreReadAndWritten(t *testing.T) {
	for _, text := range validISANs {
		t.Run(text, func(t *testing.T) {
			for _, form := range []string{text, "ISAN " + text, "URN:ISAN:" + text, strings.ReplaceAll(text, "-", "")} {
				n, err := ParseISAN(form)
				require.NoError(t, err, form)
				assert.Equal(t, "ISAN "+text, n.String())
				assert.Equal(t, "URN:ISAN:"+text, n.URN())
				again, err := ISANFromHex(n.Hex())
				require.NoError(t, err)
				assert.Equal(t, n, again, "the check characters follow from the digits")
				assert.Equal(t, len(text) > 21, n.IsVersion())
				assert.Equal(t, text[:21], strings.TrimPrefix(n.Work().String(), "ISAN "))
			}
		})
	}
	n, err := ParseISAN(validISANs[0])
	require.NoError(t, err)
	assert.True(t, n.IsEpisode())
	assert.False(t, n.IsZero())
	assert.Empty(t, ISAN{}.String()+ISAN{}.URN())
	assert.True(t, ISAN{}.IsZero())
	assert.False(t, ISAN{}.IsEpisode())
}

func TestISANsAreRefused(t *testing.T) {
	for _, c := range []struct {
		text string
		want error
	}{
		{"0000-0001-8CFA-0000-A-0000-0000-K", ErrCheckCharacter}, // reference/rights.md §6.1
		{"00000000D07A0090-Z", ErrIdentifierForm},                // the same; hyphens are all there or none
		{"00000000D07A0090Z", ErrCheckCharacter},
		{"0000-0001-8cfa-0000-I-0000-0000-K", ErrIdentifierForm},
		{"0000-0001-8CFA-0000-I-0000-0000", ErrIdentifierForm},
		{"0000-0001-8CFG-0000-I", ErrIdentifierForm},
		{"URN:ISAN:ISAN 0000-0000-D07A-0090-Q", ErrIdentifierForm},
		{" 0000-0000-D07A-0090-Q", ErrIdentifierForm},
		{"", ErrIdentifierForm},
		{strings.Repeat("-", 100_000), ErrIdentifierForm},
		{"0000-0000-D07A-009-0Q", ErrIdentifierForm},
	} {
		_, err := ParseISAN(c.text)
		require.ErrorIs(t, err, c.want, c.text)
		var fault *IdentifierError
		require.ErrorAs(t, err, &fault)
		assert.Equal(t, "ISAN", fault.Scheme)
		assert.Less(t, len(err.Error()), 300)
	}
	for _, text := range []string{"", "0000", "00000000d07a0090", strings.Repeat("0", 20)} {
		_, err := ISANFromHex(text)
		require.ErrorIs(t, err, ErrIdentifierForm)
	}
}

// Every change of one character into any other printable one is refused.
func TestEveryMistypedCharacterIsFound(t *testing.T) {
	isan := func(s string) error { _, err := ParseISAN(s); return err }
	eidr := func(s string) error { _, err := ParseEIDR(s); return err }
	for _, set := range []struct {
		texts []string
		read  func(string) error
	}{{validISANs, isan}, {validEIDRs, eidr}} {
		for _, text := range set.texts {
			for i := range len(text) {
				for c := byte(' '); c <= '~'; c++ {
					if changed := text[:i] + string(c) + text[i+1:]; c != text[i] {
						require.Error(t, set.read(changed), changed)
					}
				}
			}
		}
	}
}

// Exchanges are of neighbours among the digits, across hyphens and with the check characters too. MOD 37,36
// finds nearly all: of these numbers it misses 8534 written 8543 in the first EIDR, by the plain rule too.
func TestEveryExchangeTheCheckCanFindIsFound(t *testing.T) {
	exchanges, missed := 0, 0
	for _, text := range append(append([]string{}, validISANs...), validEIDRs...) {
		prefix, isEIDR := "", strings.HasPrefix(text, eidrPrefix)
		if isEIDR {
			prefix, text = eidrPrefix, strings.TrimPrefix(text, eidrPrefix)
		}
		compact := strings.ReplaceAll(text, "-", "")
		for i := 1; i < len(compact); i++ {
			if compact[i] == compact[i-1] {
				continue
			}
			swapped := compact[:i-1] + string(compact[i]) + string(compact[i-1]) + compact[i+1:]
			exchanges++
			var err error
			if isEIDR {
				_, err = ParseEIDR(prefix + hyphenated(swapped[:20]) + "-" + swapped[20:])
			} else {
				_, err = ParseISAN(swapped)
			}
			passes := plainPasses(swapped)
			if passes {
				missed++
			}
			require.Equal(t, passes, err == nil, swapped)
		}
	}
	assert.Greater(t, exchanges, 150)
	assert.Equal(t, 1, missed)
	_, err := ParseEIDR("10.5240/7791-8543-2C23-9030-8610-5")
	assert.NoError(t, err)
}

// plainPasses reports whether the digits and check characters of an ISAN of either length, or of an EIDR,
// are in order.
func plainPasses(s string) bool {
	digits := func(t string) bool { return strings.Trim(t, "0123456789ABCDEF") == "" }
	switch len(s) {
	case 17:
		return digits(s[:16]) && plainCheck(s[:16]) == s[16]
	case 21:
		return digits(s[:20]) && plainCheck(s[:20]) == s[20]
	}
	work, version := s[:16], s[17:25]
	return digits(work+version) && plainCheck(work) == s[16] && plainCheck(work+version) == s[25]
}

func TestEIDRsAreReadAndWritten(t *testing.T) {
	for _, text := range validEIDRs {
		for _, form := range []string{text, "doi:" + text, "https://doi.org/" + text} {
			e, err := ParseEIDR(form)
			require.NoError(t, err, form)
			assert.Equal(t, text, e.String())
			assert.Equal(t, "https://doi.org/"+text, e.URL())
			assert.False(t, e.IsZero())
		}
	}
	assert.Empty(t, EIDR{}.String()+EIDR{}.URL())
	for _, c := range []struct {
		text string
		want error
	}{
		{"10.5240/7791-8534-2C23-9030-8610-6", ErrCheckCharacter},
		{"10.5239/7791-8534-2C23-9030-8610-5", ErrIdentifierForm},
		{"10.5240/779185342C23903086105", ErrIdentifierForm}, // hyphens are part of the name
		{"doi:https://doi.org/10.5240/7791-8534-2C23-9030-8610-5", ErrIdentifierForm},
		{"https://doi.org/doi:10.5240/7791-8534-2C23-9030-8610-5", ErrIdentifierForm},
		{"10.5240/7791-8534-2C23-9030-861G-5", ErrIdentifierForm},
		{"", ErrIdentifierForm},
	} {
		_, err := ParseEIDR(c.text)
		require.ErrorIs(t, err, c.want, c.text)
	}
}

// USSKG1912345 is the example of reference/rights.md §6.1.
func TestISRC(t *testing.T) {
	for _, form := range []string{"USSKG1912345", "US-SKG-19-12345", "ISRC US-SKG-19-12345"} {
		c, err := ParseISRC(form)
		require.NoError(t, err, form)
		assert.Equal(t, "US-SKG-19-12345", c.String())
		assert.Equal(t, "USSKG1912345", c.Compact())
		assert.Equal(t, "USSKG", c.Registrant())
	}
	for _, text := range []string{"", "USSKG191234", "USSKG19123456", "usskg1912345", "U1SKG1912345", "USSKGA912345", "US-SKG-1912345", "USSK-1912345", "USS G1912345", strings.Repeat("U", 9999)} {
		_, err := ParseISRC(text)
		require.ErrorIs(t, err, ErrIdentifierForm, text)
	}
	assert.True(t, ISRC{}.IsZero())
	assert.Empty(t, ISRC{}.String()+ISRC{}.Registrant())
}

func TestIdentifiersInDocuments(t *testing.T) {
	type document struct {
		ISAN ISAN `json:"isan,omitzero"`
		EIDR EIDR `json:"eidr,omitzero"`
		ISRC ISRC `json:"isrc,omitzero"`
	}
	const text = `{"isan":"ISAN 0000-0000-D07A-0090-Q-0000-0000-X","eidr":"10.5240/7791-8534-2C23-9030-8610-5","isrc":"US-SKG-19-12345"}`
	var d document
	require.NoError(t, json.Unmarshal([]byte(text), &d))
	written, err := json.Marshal(d)
	require.NoError(t, err)
	assert.Equal(t, text, string(written))
	for _, bad := range []string{`{"isan":"x"}`, `{"eidr":"x"}`, `{"isrc":"x"}`} {
		require.ErrorIs(t, json.Unmarshal([]byte(bad), &d), ErrIdentifierForm)
	}
	written, err = json.Marshal(document{})
	require.NoError(t, err)
	assert.Equal(t, `{}`, string(written))
}

// What is read is written as what reads again, and its check characters are those of the plain rule.
func FuzzIdentifiers(f *testing.F) {
	for _, text := range append(append([]string{"US-SKG-19-12345", "URN:ISAN:x", "doi:"}, validISANs...), validEIDRs...) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if n, err := ParseISAN(text); err == nil {
			if again, err := ParseISAN(n.String()); err != nil || again != n {
				t.Fatal(n)
			}
			if !plainPasses(strings.ReplaceAll(strings.TrimPrefix(n.String(), "ISAN "), "-", "")) {
				t.Fatal(n)
			}
		} else if !errors.Is(err, ErrIdentifierForm) && !errors.Is(err, ErrCheckCharacter) {
			t.Fatal(err)
		}
		if e, err := ParseEIDR(text); err == nil {
			if again, err := ParseEIDR(e.URL()); err != nil || again != e {
				t.Fatal(e)
			}
		}
		if c, err := ParseISRC(text); err == nil {
			if again, err := ParseISRC(c.Compact()); err != nil || again != c {
				t.Fatal(c)
			}
		}
	})
}

func BenchmarkParseISAN(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ParseISAN(validISANs[0]); err != nil {
			b.Fatal(err)
		}
	}
}
