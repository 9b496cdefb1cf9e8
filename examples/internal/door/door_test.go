package door

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

type colour string

func (colour) OneOf() []string { return []string{"red", "blue"} }

type item struct {
	Name   string         `json:"name" strict:"required"`
	Amount money.Amount   `json:"amount"`
	Rate   *money.Decimal `json:"rate"`
	Share  money.Fraction `json:"share"`
	Date   civil.Date     `json:"date"`
	Month  civil.Month    `json:"month"`
	Colour colour         `json:"colour"`
	Count  int            `json:"count"`
	Paid   bool           `json:"paid"`
	Below  []item         `json:"below"`
	Facts  map[string]any `json:"facts"`
	Shade  *colour        `json:"shade"`
	Counts map[colour]int `json:"counts"`
	Few    []int          `json:"few" strict:"max=2"`
	hidden int
}

func lengths() Door[[]item, []int] {
	double := false
	return Door[[]item, []int]{
		About:      "Counts letters.",
		References: []law.Ref{{Key: "R", Title: "Reference", URL: "https://example.org"}},
		Flags:      func(f *flag.FlagSet) { f.BoolVar(&double, "double", false, "count twice") },
		Decode: func(r io.Reader) ([]item, error) {
			var items []item
			err := strictjson.Decode(r, &items, 10)
			return items, err
		},
		Compute: func(items []item) ([]int, error) {
			counts := []int{}
			for i, it := range items {
				if it.Name == "" {
					return nil, errors.Join(fmt.Errorf("[%d].name: is empty", i), errors.New("second: fault"))
				}
				counts = append(counts, len(it.Name)+it.hidden)
				if double {
					counts[i] *= 2
				}
			}
			return counts, nil
		},
	}
}

func run(input string, args ...string) (status int, out, problems string) {
	var o, p bytes.Buffer
	status = lengths().Run(args, strings.NewReader(input), &o, &p)
	return status, o.String(), p.String()
}

func TestRun(t *testing.T) {
	for _, c := range []struct {
		name, input   string
		args          []string
		status        int
		out, problems string
	}{
		{"good", `[{"name":"<é>"}]`, nil, 0, "[4]\n", ""},
		{"option", `[{"name":"abc"}]`, []string{"-double"}, 0, "[6]\n", ""},
		{"nothing", `[]`, nil, 0, "[]\n", ""},
		{"faults of the input", `[{"nam":1},{}]`, nil, 2, "", "[0].nam: unknown field\n[0].name: is missing\n[1].name: is missing\n"},
		{"faults of the answer", `[{"name":"a"},{"name":""}]`, nil, 2, "", "[1].name: is empty\nsecond: fault\n"},
		{"no document", ``, nil, 2, "", "unreadable document: line 1, column 1: the document ends too early\n"},
		{"an argument", `[]`, []string{"file.json"}, 2, "", "arguments: \"file.json\" is not an option\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			status, out, problems := run(c.input, c.args...)
			assert.Equal(t, c.status, status)
			assert.Equal(t, c.out, out)
			assert.Equal(t, c.problems, problems)
		})
	}
	status, out, problems := run(`[]`, "-colour")
	assert.Equal(t, 2, status)
	assert.Empty(t, out)
	assert.Contains(t, problems, "flag provided but not defined")
	status, _, problems = run(``, "-help")
	assert.Equal(t, 0, status)
	assert.Contains(t, problems, "Counts letters.")
}

type closed struct{}

func (closed) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestAnOutputThatCannotBeWritten(t *testing.T) {
	var problems bytes.Buffer
	status := lengths().Run(nil, strings.NewReader(`[]`), closed{}, &problems)
	assert.Equal(t, 1, status)
	assert.Contains(t, problems.String(), "output: ")
}

func TestReferences(t *testing.T) {
	status, out, _ := run(``, "-references")
	assert.Equal(t, 0, status)
	var refs []law.Ref
	require.NoError(t, json.Unmarshal([]byte(out), &refs))
	assert.Equal(t, []law.Ref{{Key: "R", Title: "Reference", URL: "https://example.org"}}, refs)
}

func TestSchema(t *testing.T) {
	status, out, _ := run(``, "-schema")
	assert.Equal(t, 0, status)
	assert.JSONEq(t, `{
	  "$schema": "https://json-schema.org/draft/2020-12/schema",
	  "type": "array", "items": {"$ref": "#/$defs/item"},
	  "$defs": {"item": {"type": "object", "additionalProperties": false, "required": ["name"], "properties": {
	    "name": {"type": "string"},
	    "amount": {"type": "string", "pattern": "^-?(0|[1-9][0-9]*)\\.[0-9]{2}$"},
	    "rate": {"type": "string", "pattern": "^-?(0|[1-9][0-9]*)(\\.[0-9]+)?$"},
	    "share": {"type": "string", "pattern": "^(0|[1-9][0-9]*)(/[1-9][0-9]*|\\.[0-9]+)?$"},
	    "date": {"type": "string", "format": "date"},
	    "month": {"type": "string"},
	    "colour": {"type": "string", "enum": ["red", "blue"]},
	    "count": {"type": "integer"},
	    "paid": {"type": "boolean"},
	    "below": {"type": "array", "items": {"$ref": "#/$defs/item"}},
	    "facts": {"type": "object", "additionalProperties": {"type": ["string", "number", "boolean"]}},
	    "shade": {"type": "string", "enum": ["red", "blue"]},
	    "counts": {"type": "object", "additionalProperties": {"type": "integer"}, "propertyNames": {"enum": ["red", "blue"]}},
	    "few": {"type": "array", "items": {"type": "integer"}, "maxItems": 2}
	  }}}}`, out)
}
