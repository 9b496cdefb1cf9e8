package chain

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// spot is a member of a document: where its key and its value stand in the text.
type spot struct {
	path   string
	key    [2]int
	value  [2]int
	text   string
	isText bool
}

// spots walks a document and returns its members, and its texts in lists, by their place.
func spots(t *testing.T, document []byte) []spot {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(document))
	var found []spot
	begin := func() int {
		at := int(decoder.InputOffset())
		return at + len(document[at:]) - len(bytes.TrimLeft(document[at:], " \t\r\n,:"))
	}
	var walk func(path string, key [2]int)
	walk = func(path string, key [2]int) {
		start := begin()
		token, err := decoder.Token()
		require.NoError(t, err)
		here := spot{path: path, key: key}
		switch token {
		case json.Delim('{'):
			for decoder.More() {
				from := begin()
				name, err := decoder.Token()
				require.NoError(t, err)
				walk(strings.TrimPrefix(path+"."+name.(string), "."), [2]int{from, int(decoder.InputOffset())})
			}
			_, err = decoder.Token()
		case json.Delim('['):
			for i := 0; decoder.More(); i++ {
				walk(fmt.Sprintf("%s[%d]", path, i), [2]int{})
			}
			_, err = decoder.Token()
		default:
			here.text, here.isText = token.(string)
		}
		require.NoError(t, err)
		here.value = [2]int{start, int(decoder.InputOffset())}
		found = append(found, here)
	}
	walk("", [2]int{})
	return found
}

var numbers = regexp.MustCompile(`\[\d+\]`)

// shape is a path without its numbers.
func shape(path string) string { return numbers.ReplaceAllString(path, "[]") }

// firsts keeps the first spot of every shape that is wanted.
func firsts(all []spot, wanted func(spot) bool) []spot {
	seen := map[string]bool{}
	var some []spot
	for _, s := range all {
		if wanted(s) && !seen[shape(s.path)] {
			seen[shape(s.path)] = true
			some = append(some, s)
		}
	}
	return some
}

// documents are the JSON files of the bundled film.
func documents(t *testing.T) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	names, err := fs.Glob(filmFolder(), "*.json")
	require.NoError(t, err)
	for _, name := range names {
		files[name], err = fs.ReadFile(filmFolder(), name)
		require.NoError(t, err)
	}
	return files
}

// refused asserts that a damaged file is refused with its name and, somewhere in a line, its path.
func refused(t *testing.T, name string, text []byte, path string) {
	t.Helper()
	_, err := Produce(with(t, name, text), func(string) {})
	if !assert.Error(t, err, "%s: %s", name, path) {
		return
	}
	lines := strings.Split(err.Error(), "\n")
	assert.True(t, slices.ContainsFunc(lines, func(line string) bool {
		return strings.HasPrefix(line, name+": ") && strings.Contains(line, path)
	}), "%s: %s: is told as %s", name, path, err)
	for _, line := range lines {
		assert.Regexp(t, faultLine, line)
	}
}

// parent is the path without its last step.
func parent(path string) string {
	i := strings.LastIndexAny(path, ".[")
	return path[:max(i, 0)]
}

func replaced(document []byte, at [2]int, by string) []byte {
	return slices.Concat(document[:at[0]], []byte(by), document[at[1]:])
}

func TestEveryRenamedFieldIsRefused(t *testing.T) {
	for name, document := range documents(t) {
		t.Run(name, func(t *testing.T) {
			for _, s := range firsts(spots(t, document), func(s spot) bool { return s.key[1] > 0 }) {
				key, err := strconv.Unquote(string(document[s.key[0]:s.key[1]]))
				require.NoError(t, err)
				told := s.path + "x"
				if strings.HasPrefix(s.path, "document.milestones.") {
					told = "document." // a name of the document's own, missed where it is used
				}
				refused(t, name, replaced(document, s.key, strconv.Quote(key+"x")), told)
			}
		})
	}
}

var (
	amount = regexp.MustCompile(`^\d+\.\d\d$`)
	date   = regexp.MustCompile(`^\d{4}-\d\d-\d\d$`)
)

func TestEveryNegativeAmountIsRefused(t *testing.T) {
	for name, document := range documents(t) {
		t.Run(name, func(t *testing.T) {
			for _, s := range firsts(spots(t, document), func(s spot) bool { return s.isText && amount.MatchString(s.text) }) {
				refused(t, name, replaced(document, s.value, `"-`+s.text+`"`), parent(s.path))
			}
		})
	}
}

func TestEveryDateThatIsNoneIsRefused(t *testing.T) {
	for name, document := range documents(t) {
		t.Run(name, func(t *testing.T) {
			for _, s := range firsts(spots(t, document), func(s spot) bool { return s.isText && date.MatchString(s.text) }) {
				refused(t, name, replaced(document, s.value, `"2026-02-30"`), s.path)
			}
		})
	}
}

// mayBeAbsent are the dates that a document may do without.
var mayBeAbsent = []string{
	"cast.json document.players[].birthDate", // of somebody who is of age
	"delivery.json document.items[].due",     // an item is due with the delivery as a whole
}

func TestEveryMissingDateIsRefused(t *testing.T) {
	for name, document := range documents(t) {
		t.Run(name, func(t *testing.T) {
			for _, s := range firsts(spots(t, document), func(s spot) bool { return s.key[1] > 0 && s.isText && date.MatchString(s.text) }) {
				if !slices.Contains(mayBeAbsent, name+" "+shape(s.path)) {
					refused(t, name, without(document, s), parent(s.path))
				}
			}
		})
	}
}

// without cuts a member out of a document, with the comma that would be left over.
func without(document []byte, s spot) []byte {
	before, after := document[:s.key[0]], bytes.TrimLeft(document[s.value[1]:], " \t\r\n")
	if rest, found := bytes.CutPrefix(after, []byte(",")); found {
		return slices.Concat(before, rest)
	}
	return slices.Concat(bytes.TrimRight(before, " \t\r\n,"), after)
}

// share matches texts that are parts of a whole.
var share = regexp.MustCompile(`\.(share|shares\[\])$`)

func TestEveryChangedShareIsRefused(t *testing.T) {
	for name, document := range documents(t) {
		t.Run(name, func(t *testing.T) {
			for _, s := range firsts(spots(t, document), func(s spot) bool { return s.isText && share.MatchString(shape(s.path)) }) {
				refused(t, name, replaced(document, s.value, `"7/1000"`), parent(parent(s.path)))
			}
		})
	}
}

// A film whose files end in the middle is refused wherever that is.
func TestEveryTornFileIsRefused(t *testing.T) {
	for name, document := range documents(t) {
		for _, part := range []int{0, 1, len(document) / 2, len(document) - 3} {
			refused(t, name, document[:part], "unreadable document")
		}
	}
}

func TestMissingFiles(t *testing.T) {
	_, err := Produce(fstest.MapFS{}, func(string) {})
	require.Error(t, err)
	for name := range documents(t) {
		assert.ErrorContains(t, err, name+": file does not exist")
	}
	assert.ErrorContains(t, err, "scenario.fountain: file does not exist")
}
