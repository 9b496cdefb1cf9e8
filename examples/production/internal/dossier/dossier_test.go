package dossier

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/examples/production/internal/chain"
)

// bundled is the bundled film, computed once.
var bundled = sync.OnceValues(func() (chain.Production, error) {
	return chain.Produce(os.DirFS("../../film"), func(string) {})
})

func film(t *testing.T) chain.Production {
	t.Helper()
	p, err := bundled()
	require.NoError(t, err)
	return p
}

// written returns the page of a production.
func written(t *testing.T, p chain.Production, l Language) string {
	t.Helper()
	var page bytes.Buffer
	require.NoError(t, Write(&page, p, l))
	return page.String()
}

// languages are all there are.
var languages = []Language{English, French}

func TestThePageIsWhole(t *testing.T) {
	p := film(t)
	for _, l := range languages {
		t.Run(string(l), func(t *testing.T) {
			page := written(t, p, l)
			assert.Less(t, len(page), 2_000_000, "the limit of the dossier")
			assert.Equal(t, page, written(t, p, l), "the same bytes twice")
			assert.Contains(t, page, fmt.Sprintf(`<html lang="%s">`, l))
			for _, s := range sections {
				if s.shown(&p) {
					assert.Equal(t, 1, strings.Count(page, fmt.Sprintf(`<section id="%s"`, s.ID)), s.ID)
					assert.Contains(t, page, fmt.Sprintf(`<a href="#%s">`, s.ID), "the contents name it")
				}
			}
			for _, never := range []string{"{{", "<no value>", "%!", "NaN", "&lt;nil&gt;", "ZgotmplZ"} {
				assert.NotContains(t, page, never)
			}
		})
	}
}

// The page asks nothing of the network by itself: no script, no image, no font, no style from elsewhere.
func TestThePageNeedsNothingElse(t *testing.T) {
	for _, l := range languages {
		page := strings.ToLower(written(t, film(t), l))
		for _, loads := range []string{"<script", " src=", "@import", "url(", "<link", "<iframe", "<object", "<embed", "<img", " style="} {
			assert.NotContains(t, page, loads)
		}
		assert.NotRegexp(t, `<[a-z]+[^>]* on[a-z]+=`, page)
	}
}

var (
	tags       = regexp.MustCompile(`<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s[^<>]*?)?)(/?)>`)
	attributes = regexp.MustCompile(`\s([a-z-]+)(?:="([^"]*)")?`)
)

// void are elements without an end.
var void = []string{"meta", "br", "link", "img", "input", "hr"}

// element is a start tag with its attributes.
type element struct {
	name string
	with map[string]string
}

// elements checks that every tag is closed in turn and returns the start tags.
func elements(t *testing.T, page string) []element {
	t.Helper()
	_, page, found := strings.Cut(page, "</style>")
	require.True(t, found)
	var open []string
	var all []element
	for _, m := range tags.FindAllStringSubmatch("<head>"+page, -1) {
		name := m[2]
		switch {
		case m[1] == "/":
			if name == "html" {
				continue // it begins before the style
			}
			require.NotEmpty(t, open, "</%s> closes nothing", name)
			require.Equal(t, open[len(open)-1], name, "closed in turn")
			open = open[:len(open)-1]
			continue
		case m[4] == "" && !slices.Contains(void, name):
			open = append(open, name)
		}
		e := element{name, map[string]string{}}
		for _, a := range attributes.FindAllStringSubmatch(m[3], -1) {
			e.with[a[1]] = a[2]
		}
		all = append(all, e)
	}
	assert.Empty(t, open)
	return all
}

func TestThePageIsWellFormedAndAccessible(t *testing.T) {
	for _, l := range languages {
		t.Run(string(l), func(t *testing.T) {
			all := elements(t, written(t, film(t), l))
			ids, names := map[string]bool{}, map[string]int{}
			level := 0
			for _, e := range all {
				names[e.name]++
				if id, has := e.with["id"]; has {
					assert.False(t, ids[id], "the id %q is given twice", id)
					ids[id] = true
				}
				if len(e.name) == 2 && e.name[0] == 'h' && e.name != "hr" {
					next := int(e.name[1] - '0')
					assert.LessOrEqual(t, next, level+1, "no level of headings is left out")
					level = next
				}
			}
			for _, e := range all {
				switch {
				case e.name == "a":
					target, inside := strings.CutPrefix(e.with["href"], "#")
					assert.True(t, strings.HasPrefix(e.with["href"], "https://") || inside && ids[target], "a link to %q", e.with["href"])
				case e.name == "th":
					assert.Contains(t, []string{"col", "row"}, e.with["scope"])
				case e.name == "svg" && e.with["aria-hidden"] != "true":
					assert.Equal(t, "img", e.with["role"])
					for id := range strings.FieldsSeq(e.with["aria-labelledby"]) {
						assert.True(t, ids[id], "the picture is named by %q", id)
					}
				case e.with["class"] == "scroll" || e.with["class"] == "scroll picture":
					assert.Equal(t, "0", e.with["tabindex"], "the keyboard scrolls it")
					assert.NotEmpty(t, e.with["aria-label"])
				}
			}
			assert.Equal(t, 1, names["h1"])
			assert.Equal(t, 1, names["main"])
			assert.Equal(t, 1, names["nav"])
			assert.Equal(t, names["table"], names["thead"], "every table has a head")
		})
	}
}

// What the film is made of is text, whatever it looks like.
func TestHostileNames(t *testing.T) {
	p := film(t)
	const hostile = `"><script>alert('x')</script>`
	p.Title = hostile
	p.Breakdown.Scenes = slices.Clone(p.Breakdown.Scenes)
	p.Breakdown.Scenes[0].Set = hostile
	p.Payroll.People = slices.Clone(p.Payroll.People)
	p.Payroll.People[0].Who = hostile
	p.Replan.Why = hostile
	page := written(t, p, English)
	assert.NotContains(t, page, "<script")
	assert.GreaterOrEqual(t, strings.Count(page, "&lt;script&gt;"), 4)
	elements(t, page)
}

// A production without stages is a page with its sources alone, and no figure of nothing at its head.
func TestAProductionOfNothing(t *testing.T) {
	for _, l := range languages {
		page := written(t, chain.Production{Title: "Rien"}, l)
		assert.Equal(t, 1, strings.Count(page, "<section "))
		assert.Contains(t, page, `<section id="sources"`)
		assert.NotContains(t, page, `class="k"`)
		assert.NotContains(t, page, "€")
	}
}

func TestAnUnknownLanguage(t *testing.T) {
	var page bytes.Buffer
	assert.ErrorContains(t, Write(&page, chain.Production{}, "de"), `"de"`)
	assert.Empty(t, page.String())
}

// Every figure that the stages came to is on the page.
func TestFiguresShownAreThoseOfTheProduction(t *testing.T) {
	p := film(t)
	for _, l := range languages {
		page := written(t, p, l)
		shows := func(what, figure string) {
			t.Helper()
			assert.True(t, strings.Contains(page, figure), "%s: %s", what, figure)
		}
		shows("budget", l.Money(p.Budget.Topsheet.Total))
		for _, a := range p.Budget.Topsheet.Accounts {
			shows(a.Code, `<span class="num">`+l.Money(a.Total)+`</span>`)
		}
		for _, w := range p.Payroll.People {
			shows(w.Who, `<span class="num">`+l.Money(w.Cost)+`</span>`)
			for _, slip := range w.Payslips {
				shows(w.Who, `<td class="num" colspan="3">`+l.Money(slip.NetPaid)+`</td>`)
			}
		}
		for _, s := range p.Financing.Plan.Sources {
			shows(s.ID, `<td class="num">`+l.Money(s.Amount)+`</td>`)
		}
		for _, c := range p.Schedule.Result.Causes {
			shows(string(c.Cause), `<td class="num">`+l.Money(c.Amount)+`</td>`)
		}
		for _, m := range p.Treasury.Months {
			shows("month", l.Money(m.Closing))
		}
		shows("lowest", l.Money(p.Treasury.Plain.Lowest))
		for _, r := range p.Control.Report.Rows {
			shows(r.Code, l.amount(r.FinalCost))
		}
		for _, e := range p.Financing.Eligible.Lines {
			shows(e.ID, `<td class="num">`+l.amount(e.Kept)+`</td>`)
		}
		for _, w := range p.Payroll.People {
			for _, week := range w.Wages {
				shows(w.Who, l.Date(week.Date)+" · "+l.Money(week.Gross))
			}
		}
		for _, y := range p.Receipts.Result.Payees {
			shows(y.Payee, `<td class="num">`+l.Money(y.Paid)+`</td>`)
		}
		for _, n := range p.Notices {
			for ref := range n.Refs.All() {
				assert.Equal(t, 1, strings.Count(page, "<strong>"+escaped(ref.Key)+"</strong>"), "%s is listed once", ref.Key)
			}
		}
	}
}

// escaped is a text as the page has it.
func escaped(text string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;", "+", "&#43;").Replace(text)
}

// An amount is written as the language does, wherever it comes from: 1173600.00 is on no page.
func TestNoAmountIsPlain(t *testing.T) {
	plain := regexp.MustCompile(`>[^<]*\b\d{4,}\.\d\d\b[^<]*<`)
	for _, l := range languages {
		_, page, _ := strings.Cut(written(t, film(t), l), "</style>")
		assert.Empty(t, plain.FindAllString(page, -1), l)
	}
}

// What the library says in English is only what it has no code for, and is marked: the notes on figures that are
// not verified.
func TestEnglishIsMarkedInTheFrenchPage(t *testing.T) {
	page := written(t, film(t), French)
	for _, n := range film(t).Notices {
		_, status, _ := strings.Cut(n.Message, " is ")
		if _, note, found := strings.Cut(status, ": "); found && n.Code == "unverified" {
			assert.Contains(t, page, `<span lang="en">`+escaped(French.formatted(note))+`</span>`)
			continue
		}
		assert.NotContains(t, page, escaped(n.Message), "written from its code")
	}
	for _, f := range film(t).Financing.Files {
		for _, item := range f.Check.Items {
			assert.NotContains(t, page, ">"+escaped(item.Label)+"<", item.Code)
		}
		for _, found := range f.Check.Findings {
			assert.NotContains(t, page, escaped(found.Message))
		}
	}
	for _, f := range film(t).Financing.Evidence.Findings {
		assert.NotContains(t, page, escaped(f.Message))
	}
	for _, reason := range film(t).Financing.Credit.Reasons {
		assert.NotContains(t, page, escaped(reason))
	}
}
