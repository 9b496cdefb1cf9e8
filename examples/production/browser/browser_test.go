package browser

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var screenshots = flag.String("screenshots", "", "keep pictures and the printed dossier in this folder")

// chromium returns the browser: that of the variable CHROMIUM, or the first that is installed.
func chromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{os.Getenv("CHROMIUM"), "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "headless-shell"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("SKIPPED: there is no Chromium here, the dossier was not looked at")
	return ""
}

// dossiers builds the program and writes the dossier in each language, by which the paths are.
func dossiers(t *testing.T) map[string]string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "production")
	build := exec.Command("go", "build", "-o", program, ".")
	build.Dir = ".."
	out, err := build.CombinedOutput()
	require.NoError(t, err, string(out))
	paths := map[string]string{}
	for _, language := range []string{"fr", "en"} {
		dir := filepath.Join(t.TempDir(), language)
		out, err := exec.Command(program, "-lang", language, "-out", dir).CombinedOutput()
		require.NoError(t, err, string(out))
		paths[language] = filepath.Join(dir, "dossier.html")
	}
	return paths
}

// browser starts the browser, once for all tabs.
func browser(t *testing.T) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chromium(t)), chromedp.NoSandbox,
		chromedp.Flag("disable-dev-shm-usage", true), chromedp.Flag("hide-scrollbars", false))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(allocator)
	t.Cleanup(cancel)
	require.NoError(t, chromedp.Do(ctx))
	return ctx
}

// tab opens a tab that is closed after a minute, whatever happens.
func tab(t *testing.T, browser context.Context) context.Context {
	t.Helper()
	ctx, cancel := chromedp.NewContext(browser)
	t.Cleanup(cancel)
	require.NoError(t, chromedp.Do(ctx))
	ctx, end := context.WithTimeout(ctx, time.Minute)
	t.Cleanup(end)
	return ctx
}

// evaluate returns the value of a script.
func evaluate[T any](t *testing.T, ctx context.Context, script string) T {
	t.Helper()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](script))
	require.NoError(t, err)
	return value
}

// complaints are what a page writes to its console, throws, and asks of the network.
type complaints struct {
	mutex sync.Mutex
	all   []string
}

func (c *complaints) add(format string, args ...any) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.all = append(c.all, fmt.Sprintf(format, args...))
}

func (c *complaints) told() []string {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return c.all
}

func (c *complaints) listen(event any) {
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		c.add("console: %s %v", e.Type, e.Args)
	case *runtime.EventExceptionThrown:
		c.add("exception: %v", e.ExceptionDetails)
	case *log.EventEntryAdded:
		c.add("log: %s %s", e.Entry.Level, e.Entry.Text)
	case *network.EventRequestWillBeSent:
		if url := e.Request.URL; !strings.HasPrefix(url, "file:") && !strings.HasPrefix(url, "data:") {
			c.add("network: %s", url)
		}
	}
}

// sections tells of every section its id, heading, text seen, and whether it holds a picture and details.
const sections = `[...document.querySelectorAll('main section[id]')].map(s => ({
	id: s.id, heading: (s.querySelector('h2') || {}).innerText || '', text: s.innerText,
	pictures: s.querySelectorAll('svg').length, details: s.querySelectorAll('details').length }))`

// opened opens the first detail of every section, and then all of them: the ids of sections where nothing
// more is seen than before.
const opened = `(() => {
	const shut = [];
	for (const s of document.querySelectorAll('main section[id]')) {
		const d = s.querySelector('details:not([open])');
		if (!d) continue;
		const before = s.innerText.length;
		d.querySelector('summary').click();
		if (!d.open || s.innerText.length <= before) shut.push(s.id);
	}
	document.querySelectorAll('details').forEach(d => d.open = true);
	return shut;
})()`

// wide are the elements that stick out of the page to the right, boxes that scroll left out.
const wide = `(() => {
	const width = document.documentElement.clientWidth, out = [];
	if (document.documentElement.scrollWidth > width) out.push('the page: ' + document.documentElement.scrollWidth);
	const scrolls = e => { for (; e && e !== document.body; e = e.parentElement)
		if (['auto', 'scroll', 'hidden'].includes(getComputedStyle(e).overflowX)) return true; return false; };
	for (const e of document.querySelectorAll('body *')) {
		const r = e.getBoundingClientRect();
		if (r.width && r.right > width + 1 && !scrolls(e)) out.push(e.tagName + '.' + e.getAttribute('class') + ' ' + Math.round(r.right));
	}
	return out.slice(0, 10);
})()`

// clipped are texts of pictures that leave their picture or lie over one another.
const clipped = `(() => {
	const out = [];
	for (const svg of document.querySelectorAll('main svg')) {
		const box = svg.getBoundingClientRect();
		if (!box.width) continue;
		const where = (svg.closest('section') || {}).id + ': ';
		const texts = [...svg.querySelectorAll('text')].filter(t => t.textContent.trim()).map(t => [t.textContent.trim(), t.getBoundingClientRect()]);
		texts.forEach(([text, r], i) => {
			if (r.left < box.left - 1 || r.right > box.right + 1 || r.top < box.top - 1 || r.bottom > box.bottom + 1) out.push(where + 'outside: ' + text);
			for (const [other, q] of texts.slice(i + 1)) {
				const x = Math.min(r.right, q.right) - Math.max(r.left, q.left), y = Math.min(r.bottom, q.bottom) - Math.max(r.top, q.top);
				if (x > 2 && y > 4) out.push(where + text + ' over ' + other);
			}
		});
	}
	return out.slice(0, 20);
})()`

// cut are the tables and pictures that are wider than their place, of those that are open.
const cut = `[...document.querySelectorAll('.scroll')].filter(e => e.clientWidth && e.scrollWidth > e.clientWidth + 1)
	.map(e => e.getAttribute('aria-label') + ' ' + e.scrollWidth + ' > ' + e.clientWidth)`

type section struct {
	ID       string `json:"id"`
	Heading  string `json:"heading"`
	Text     string `json:"text"`
	Pictures int    `json:"pictures"`
	Details  int    `json:"details"`
}

// pictured are the sections that have a picture.
var pictured = []string{"schedule", "daysout", "budget", "financing", "treasury", "control", "delivery", "receipts"}

func TestTheDossierInABrowser(t *testing.T) {
	root := browser(t)
	paths := dossiers(t)
	for _, c := range []struct {
		language, scheme string
		width            int64
	}{
		{"fr", "light", 1280}, {"fr", "dark", 400}, {"en", "dark", 1280}, {"en", "light", 400},
	} {
		t.Run(fmt.Sprintf("%s %s %d", c.language, c.scheme, c.width), func(t *testing.T) {
			ctx := tab(t, root)
			var heard complaints
			require.NoError(t, chromedp.Listen(ctx, heard.listen))
			_, err := chromedp.Call(ctx, log.Enable, cdp.Empty{})
			require.NoError(t, err)
			_, err = chromedp.Call(ctx, network.Enable, network.EnableParams{})
			require.NoError(t, err)
			scheme := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: c.scheme}}
			_, err = chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: scheme})
			require.NoError(t, err)
			require.NoError(t, chromedp.Do(ctx, chromedp.EmulateViewport(c.width, 900), chromedp.Navigate("file://"+paths[c.language])))
			assert.Equal(t, c.language, evaluate[string](t, ctx, "document.documentElement.lang"))
			assert.Empty(t, evaluate[[]string](t, ctx, wide), "nothing is wider than the page")
			assert.Empty(t, evaluate[[]string](t, ctx, clipped), "texts of pictures are inside and apart")
			checkSections(t, evaluate[[]section](t, ctx, sections))
			picture, err := chromedp.Run(ctx, chromedp.FullScreenshot(90))
			require.NoError(t, err)
			keep(t, fmt.Sprintf("%s-%s-%d.jpg", c.language, c.scheme, c.width), picture)
			assert.Empty(t, evaluate[[]string](t, ctx, opened), "a click opens the details")
			assert.Empty(t, evaluate[[]string](t, ctx, wide), "nothing is wider than the page with all details open")
			if c.width >= 1280 {
				assert.Empty(t, evaluate[[]string](t, ctx, cut), "no table is cut")
			}
			assert.Empty(t, heard.told(), "nothing on the console, nothing asked of the network")
		})
	}
}

// checkSections tells of sections without a heading, without a figure, without the picture they should have.
func checkSections(t *testing.T, found []section) {
	t.Helper()
	pictures := map[string]int{}
	details := 0
	for _, s := range found {
		pictures[s.ID] = s.Pictures
		details += s.Details
		assert.NotEmpty(t, s.Heading, s.ID)
		assert.Regexp(t, `\d`, s.Text, "section %s shows its figures", s.ID)
		for _, bad := range []string{"NaN", "undefined", "<nil>", "%!", "{{"} {
			assert.NotContains(t, s.Text, bad, s.ID)
		}
	}
	assert.GreaterOrEqual(t, len(found), 10, "a section a stage")
	assert.Greater(t, details, 50, "figures open to their lines")
	for _, id := range pictured {
		assert.Positive(t, pictures[id], "section %s has its picture", id)
	}
}

func TestTheDossierOnPaper(t *testing.T) {
	ctx := tab(t, browser(t))
	require.NoError(t, chromedp.Do(ctx, chromedp.Navigate("file://"+dossiers(t)["fr"])))
	pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize(), chromedp.PDFPrintBackground()))
	require.NoError(t, err)
	keep(t, "dossier.pdf", pdf)
	// A4 is 595.28 × 841.89 points.
	pages := strings.Count(string(pdf), "/Type /Page\n")
	assert.Greater(t, pages, 5)
	assert.Less(t, pages, 120, "details are closed on paper unless they were opened")
	assert.Regexp(t, `/MediaBox \[0 0 (59[45]|84[12])[.0-9]* (84[12]|59[45])`, string(pdf), "A4")
}

// keep saves a picture where they are wanted.
func keep(t *testing.T, name string, data []byte) {
	t.Helper()
	if *screenshots == "" {
		return
	}
	require.NoError(t, os.MkdirAll(*screenshots, 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(*screenshots, name), data, 0o644))
}
