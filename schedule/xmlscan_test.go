package schedule

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// xmlEvents writes down what a document has; texts that follow one another are one.
type xmlEvents struct {
	all  []string
	last strings.Builder
}

func (e *xmlEvents) flush() {
	if e.last.Len() > 0 {
		e.all = append(e.all, fmt.Sprintf("text %q", e.last.String()))
		e.last.Reset()
	}
}

func (e *xmlEvents) start(name string, attributes xmlAttributes) error {
	e.flush()
	event := "start " + name
	for _, a := range attributes {
		value, err := plainXML(a.raw)
		if err != nil {
			return err
		}
		event += fmt.Sprintf(" %s=%q", a.name, value)
	}
	e.all = append(e.all, event)
	return nil
}

func (e *xmlEvents) text(s string) error {
	e.last.WriteString(s)
	return nil
}

func (e *xmlEvents) end(name string) error {
	e.flush()
	e.all = append(e.all, "end "+name)
	return nil
}

// standardEvents does the same with encoding/xml.
func standardEvents(text string) ([]string, error) {
	d := xml.NewDecoder(strings.NewReader(text))
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	var e xmlEvents
	full := func(n xml.Name) string {
		if n.Space != "" {
			return n.Space + ":" + n.Local
		}
		return n.Local
	}
	for {
		token, err := d.RawToken()
		if err == io.EOF {
			e.flush()
			return e.all, nil
		}
		if err != nil {
			return nil, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			e.flush()
			event := "start " + full(token.Name)
			for _, a := range token.Attr {
				event += fmt.Sprintf(" %s=%q", full(a.Name), a.Value)
			}
			e.all = append(e.all, event)
		case xml.EndElement:
			_ = e.end(full(token.Name))
		case xml.CharData:
			_ = e.text(string(token))
		}
	}
}

var xmlSeeds = []string{
	`<?xml version="1.0" encoding="UTF-8" standalone="no" ?><a b='1' c = "x&amp;&#233;&#xE9;&quot;">t&lt;u<![CDATA[<&]]>v<d/> </a>`,
	"<a>\r\nx\ry</a>\n", "<!-- c --><a:b c:d=''/>", "<a></a><b/>", "<a b=\"1\"c=\"2\"/>",
}

func TestScanXMLReadsAsTheStandardLibrary(t *testing.T) {
	for _, text := range xmlSeeds {
		var e xmlEvents
		require.NoError(t, scanXML(text, &e), text)
		e.flush()
		want, err := standardEvents(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, e.all, text)
	}
}

func TestScanXMLRefuses(t *testing.T) {
	for _, text := range []string{
		"x", "<a>", "</a>", "<a></b>", "<a", "<a b>", "<a b=1/>", "<a b='<'/>", "<a b='&x;'/>", "<a>&nbsp;</a>", "<a>&#0;</a>", "<a>&#xD800;</a>",
		"<a>&amp</a>", "<a>&" + strings.Repeat("x", 99) + ";</a>", "<a>]]></a>", "<a>\x01</a>", "<a>\uffff</a>", "<!-- -- --><a/>", "<!-- a --->", "<?xml?><a/>",
		"<?xml version=\"2.0\"?><a/>", "<? ?>", "<a><![CDATA[</a>", "<![CDATA[x]]>", "<é/>", "<a:b:c/>", "<:a/>", "<1/>", "< a/>", "<a/ >",
		`<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`, `<!DOCTYPE a><a/>`, strings.Repeat("<a>", maxXMLDepth+1) + strings.Repeat("</a>", maxXMLDepth+1),
	} {
		require.Error(t, scanXML(text, &xmlEvents{}), text)
	}
	require.NoError(t, scanXML(strings.Repeat("<a>", maxXMLDepth)+strings.Repeat("</a>", maxXMLDepth), &xmlEvents{}))
}

// What scanXML accepts, encoding/xml accepts and reads alike.
func FuzzScanXML(f *testing.F) {
	for _, seed := range xmlSeeds {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "")
		var e xmlEvents
		if scanXML(text, &e) != nil {
			return
		}
		e.flush()
		want, err := standardEvents(text)
		if err != nil {
			t.Fatalf("%q is accepted, encoding/xml says %v", text, err)
		}
		if fmt.Sprint(want) != fmt.Sprint(e.all) {
			t.Fatalf("%q\n%q\n%q", text, e.all, want)
		}
	})
}
