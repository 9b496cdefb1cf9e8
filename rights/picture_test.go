package rights

import (
	"encoding/hex"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/money"
)

// hostileNames would end a label, begin another statement, or be markup, if they were written as they are.
var hostileNames = []string{
	`"]; click p0 "javascript:alert(1)"`, `<img src=x onerror=alert(1)>`, "a\nend\nsubgraph x", "%%{init: {'theme':'x'}}%%", "`**bold**`",
	"style a:b #fff;", "#quot;", `back\slash \N \"`, "&lt;b&gt;", "$$x$$", "\xff\x00", "end", "1. first", "    four spaces", "]-->", "{x}", "\u202eturned",
}

func hostilePlan() Plan {
	var steps []Step
	for _, n := range hostileNames {
		steps = append(steps, Step{Kind: Percent, ID: n, Name: n, Rate: quota("1/30"), Payee: n})
	}
	steps = append(steps, Step{Kind: Recoup, Name: hostileNames[0], Account: hostileNames[1], Shares: []Share{{Payee: hostileNames[0], Share: money.MustFraction("1/3")}, {Pot: hostileNames[2], Share: money.MustFraction("2/3")}}})
	return Plan{Accounts: []Account{{ID: hostileNames[1], Opening: amount(5)}}, Pots: []Pot{{hostileNames[0], steps}, {hostileNames[2], nil}}}
}

var (
	// What Mermaid and Graphviz are given is lines of these forms and no other, whatever the names are. Both
	// were read by Mermaid 11 and Graphviz 2.42 as these nodes and edges.
	mermaidLabel = `"(?:[\p{L}\p{M}\p{Nd} ,./()←’€]|#[0-9]+;|<br/>)*"`
	mermaidLine  = regexp.MustCompile(`^(?:flowchart TD|  subgraph g\d+\[` + mermaidLabel + `\]|  end|    (?:p\d+(?:s\d+)?|y\d+|rest)(?:\(\[` + mermaidLabel + `\]\)|\[/?` + mermaidLabel + `/?\])|  \w+ (?:-\.->|-->|-->\|` + mermaidLabel + `\|) \w+)$`)
	dotLabel     = `"(?:[^"\\\x00-\x1f]|\\\\|\\"|\\n)*"`
	dotLine      = regexp.MustCompile(`^(?:digraph plan \{|  (?:node|edge) \[.*\];|  subgraph cluster_\d+ \{|    label=` + dotLabel + `;|  \}|    \w+ \[label=` + dotLabel + `(?:, shape=\w+)?\];|  \w+ -> \w+(?: \[(?:style=dotted|label=` + dotLabel + `)\])?;|\})$`)
	numbered     = regexp.MustCompile(`#[0-9]+;`)
)

func pictureText(t testing.TB, p Picture) (mermaid, dot string) {
	t.Helper()
	var m, d strings.Builder
	require.NoError(t, p.WriteMermaid(&m))
	require.NoError(t, p.WriteDOT(&d))
	return m.String(), d.String()
}

func TestPicturesOfHostileNames(t *testing.T) {
	p, err := hostilePlan().Picture()
	require.NoError(t, err)
	mermaid, dot := pictureText(t, p)
	for line := range strings.SplitSeq(strings.TrimSuffix(mermaid, "\n"), "\n") {
		assert.Regexp(t, mermaidLine, line)
		assert.NotContains(t, line, "1. f")
		assert.NotContains(t, line, "[\" ", "no label begins with a space")
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(dot, "\n"), "\n") {
		assert.Regexp(t, dotLine, line)
	}
	assert.NotContains(t, dot, "\u202e")
	for _, name := range hostileNames {
		if strings.ContainsAny(name, "\n\x00\u202e") {
			continue
		}
		read := numbered.ReplaceAllStringFunc(mermaidText([]string{name}), func(s string) string {
			n, err := strconv.Atoi(s[1 : len(s)-1])
			require.NoError(t, err)
			return string(rune(n))
		})
		assert.Equal(t, name, read, "what is escaped is read as it was")
	}
	again, _ := hostilePlan().Picture()
	mermaidAgain, dotAgain := pictureText(t, again)
	assert.Equal(t, mermaid, mermaidAgain)
	assert.Equal(t, dot, dotAgain)
}

// The amounts are those of FR-1 (reference/rights.md §3) in its second period and to date.
func TestPicturesOfAmounts(t *testing.T) {
	statements := statementsOf(t, filmDeal())
	part := statements[1].Parts[0]
	mermaid, dot := pictureText(t, part.Picture())
	assert.Contains(t, mermaid, "  p2s0 -->|\"20 #37;<br/>62000.00 (62000.00)\"| y2\n")
	assert.Contains(t, mermaid, "    y0[/\"distributeur<br/>120000.00 (720000.00)\"/]\n")
	assert.Contains(t, dot, `  p0s3 -> p2 [label="180000.00 (180000.00)"];`)
	state, err := part.engine.Picture(part.closing)
	require.NoError(t, err)
	mermaid, _ = pictureText(t, state)
	assert.Contains(t, mermaid, "    y0[/\"distributeur<br/>720000.00\"/]\n")
	_, err = part.engine.Picture(State{})
	require.ErrorIs(t, err, ErrStatement)
	_, err = Plan{Pots: []Pot{{"p", []Step{{Kind: "gift"}}}}}.Picture()
	require.Error(t, err)
	require.ErrorIs(t, state.WriteDOT(failing{}), errFull)
	require.ErrorIs(t, state.WriteMermaid(failing{}), errFull)
}

// Ranks are told by number, shares that no percentage of two decimals is as they are, and what the last
// step leaves goes to nobody.
func TestPictureOfRanks(t *testing.T) {
	p, err := richPlan("2/9").Picture()
	require.NoError(t, err)
	mermaid, _ := pictureText(t, p)
	for _, want := range []string{
		"-->|\"#35;1 100 #37;\"|", "-->|\"#35;2 1/7\"|", "-->|\"2/9\"| y", "-->|\"bonus\"|", "overhead<br/>percent ← admissions", "p1s0 -.-> rest",
	} {
		assert.Contains(t, mermaid, want)
	}
	assert.NotContains(t, mermaid, "p0s8 -.->", "the last step takes everything")
}

func FuzzPictureText(f *testing.F) {
	for _, name := range hostileNames {
		f.Add(name)
	}
	label, quoted := regexp.MustCompile("^"+mermaidLabel+"$"), regexp.MustCompile("^"+dotLabel+"$")
	f.Fuzz(func(t *testing.T, name string) {
		if text := `"` + mermaidText([]string{name, name}) + `"`; !label.MatchString(text) {
			t.Fatalf("%q is written %s", name, hex.EncodeToString([]byte(text)))
		}
		if text := `"` + dotText([]string{name, name}) + `"`; !quoted.MatchString(text) {
			t.Fatalf("%q is written %s", name, hex.EncodeToString([]byte(text)))
		}
	})
}
