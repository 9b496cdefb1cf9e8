package schedule

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/internal/valid"
)

// A script is a document of its own: what a parser makes is written as JSON and read back.
func TestDecodeScript(t *testing.T) {
	for _, script := range []Script{parse(t, frenchFountain), parseFDX(t, frenchFDX), worked()} {
		document, err := json.Marshal(script)
		require.NoError(t, err)
		got, err := DecodeScript(strings.NewReader(string(document)))
		require.NoError(t, err)
		again, err := json.Marshal(got)
		require.NoError(t, err)
		assert.JSONEq(t, string(document), string(again))
	}
	for _, c := range []struct {
		name, scene, want string
		is                error
	}{
		{"no id", `"number":"1"`, "scenes[0].id: is missing", valid.ErrMissing},
		{"place", `"id":"a","place":"inside"`, `scenes[0].place: is not one of the words allowed`, valid.ErrOneOf},
		{"light", `"id":"a","light":"noon"`, `scenes[0].light: is not one of the words allowed`, valid.ErrOneOf},
		{"length", `"id":"a","eighths":-1`, `scenes[0].eighths: is out of range: 0 to 80000: "-1"`, valid.ErrOutOfRange},
		{"half an eighth", `"id":"a","eighths":0.5`, "scenes[0].eighths: wrong type", valid.ErrType},
		{"time", `"id":"a","minutes":100001`, "scenes[0].minutes: is out of range", valid.ErrOutOfRange},
		{"a role twice", `"id":"a","characters":["X","X"]`, "scenes[0].characters[1]: is given twice", valid.ErrDuplicate},
		{"a role without name", `"id":"a","speaking":[" "]`, "scenes[0].speaking[0]: is missing", valid.ErrMissing},
		{"an element twice", `"id":"a","elements":[{"category":"props","name":"X","quantity":1},{"category":"props","name":"X","quantity":2}]`, "scenes[0].elements[1].name: is given twice", valid.ErrDuplicate},
		{"no quantity", `"id":"a","elements":[{"category":"props","name":"X"}]`, "scenes[0].elements[0].quantity: is missing", valid.ErrMissing},
		{"too many", `"id":"a","elements":[{"category":"props","name":"X","quantity":1000001}]`, "scenes[0].elements[0].quantity: is out of range: 1 to 1000000", valid.ErrOutOfRange},
		{"category", `"id":"a","elements":[{"category":"Props!","name":"X","quantity":1}]`, "scenes[0].elements[0].category: is not one", valid.ErrOneOf},
		{"unknown field", `"id":"a","colour":"blue"`, "scenes[0].colour: unknown field", valid.ErrUnknownField},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := DecodeScript(strings.NewReader(`{"scenes":[{` + c.scene + `}]}`))
			require.ErrorContains(t, err, c.want)
			require.ErrorIs(t, err, c.is)
		})
	}
	_, err := DecodeScript(strings.NewReader(`{}`))
	require.ErrorContains(t, err, "scenes: is missing")
	require.ErrorContains(t, Script{Scenes: make([]Scene, MaxScriptScenes+1)}.Validate(), "scenes: is out of range: the list has more than 10000 items")
}

func TestScriptEighths(t *testing.T) {
	assert.Equal(t, "1", Script{Scenes: []Scene{{Eighths: 3}, {Eighths: 5}}}.Eighths().String())
}

func FuzzDecodeScript(f *testing.F) {
	f.Add(`{"scenes":[{"id":"1","number":"1","heading":"INT. A - JOUR","place":"int","eighths":3,"elements":[{"category":"props","name":"X","quantity":1}]}]}`)
	f.Add(`{"title":[{"key":"Title","value":"X"}],"before":["FADE IN:"],"scenes":[]}`)
	f.Fuzz(func(t *testing.T, document string) {
		s, err := DecodeScript(strings.NewReader(document))
		if err != nil {
			return
		}
		if _, err := BreakDown(s, Catalogue{}); err != nil {
			t.Fatal(err)
		}
		r, err := Reimport(s, s)
		if err != nil || len(r.Changes) > 0 {
			t.Fatalf("%v %+v", err, r.Changes)
		}
	})
}
