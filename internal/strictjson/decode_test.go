package strictjson

import (
	"encoding/json"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

type colour string

func (colour) OneOf() []string { return []string{"red", "blue"} }

type item struct {
	ID     string         `json:"id" strict:"required"`
	Amount money.Amount   `json:"amount" strict:"required"`
	Rate   *money.Decimal `json:"rate,omitempty"`
	Date   civil.Date     `json:"date,omitzero"`
	Count  int            `json:"count"`
	Small  int8           `json:"small"`
	Paid   bool           `json:"paid"`
	Colour colour         `json:"colour"`
	Parts  []item         `json:"parts"`
	Facts  map[string]any `json:"facts"`
	Shade  *colour        `json:"shade"`
	Counts map[colour]int `json:"counts"`
	Few    []int          `json:"few" strict:"max=2"`
	hidden int
}

func decode(text string) ([]item, error) {
	var items []item
	err := Decode(strings.NewReader(text), &items, 3)
	return items, err
}

func TestDecode(t *testing.T) {
	items, err := decode(` [ {"id":"a\u00e9\"\\\/\b\f\n\r\t\ud83d\ude00é","amount":"12.50","rate":"6.90","date":"2026-11-22",
		"count":-3,"small":127,"paid":true,"colour":"blue",
		"parts":[{"id":"","amount":"0.00","paid":false}],
		"shade":"red","counts":{"red":1,"blue":2},"few":[7,8],"facts":{"text":"x","number":12.5,"yes":true,"no":false}} , {"id":"b","amount":"-1.00","parts":[]} ] `)
	require.NoError(t, err)
	require.Len(t, items, 2)
	assert.Equal(t, "aé\"\\/\b\f\n\r\t😀é", items[0].ID)
	assert.Equal(t, money.MustParse("12.50"), items[0].Amount)
	assert.Equal(t, "6.9", items[0].Rate.String())
	assert.Equal(t, civil.MustParseDate("2026-11-22"), items[0].Date)
	assert.Equal(t, -3, items[0].Count)
	assert.Equal(t, int8(127), items[0].Small)
	assert.True(t, items[0].Paid)
	assert.Equal(t, colour("blue"), items[0].Colour)
	require.NotNil(t, items[0].Shade)
	assert.Equal(t, colour("red"), *items[0].Shade)
	assert.Equal(t, map[colour]int{"red": 1, "blue": 2}, items[0].Counts)
	assert.Equal(t, []int{7, 8}, items[0].Few)
	assert.Len(t, items[0].Parts, 1)
	assert.Equal(t, map[string]any{"text": "x", "number": json.Number("12.5"), "yes": true, "no": false}, items[0].Facts)
	assert.Nil(t, items[1].Rate)
	assert.Empty(t, items[1].Parts)
	assert.Zero(t, items[1].hidden)
}

func TestDecodeTellsFaults(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"missing", `[{}]`, "[0].id: is missing\n[0].amount: is missing"},
		{"unknown", `[{"id":"a","amount":"1.00","nett":1}]`, "[0].nett: unknown field"},
		{"unexported", `[{"id":"a","amount":"1.00","hidden":1}]`, "[0].hidden: unknown field"},
		{"wrong case", `[{"id":"a","Amount":"1.00"}]`, "[0].Amount: unknown field: it is written \"amount\"\n[0].amount: is missing"},
		{"twice", `[{"id":"a","amount":"1.00","id":"b"}]`, "[0].id: is given twice"},
		{"twice by an escape", `[{"id":"a","amount":"1.00","\u0069d":"b"}]`, "[0].id: is given twice"},
		{"twice in a map", `[{"id":"a","amount":"1.00","facts":{"x":1,"x":1}}]`, "[0].facts.x: is given twice"},
		{"number for an amount", `[{"id":"a","amount":12.5}]`, "[0].amount: wrong type: a text is wanted"},
		{"null", `[{"id":null,"amount":"1.00","rate":null}]`, "[0].id: wrong type: a text is wanted\n[0].rate: wrong type: a text is wanted"},
		{"text for a number", `[{"id":"a","amount":"1.00","count":"3"}]`, "[0].count: wrong type: a whole number is wanted"},
		{"fraction for a count", `[{"id":"a","amount":"1.00","count":3.0}]`, `[0].count: wrong type: a whole number of at most 64 bits is wanted: "3.0"`},
		{"great count", `[{"id":"a","amount":"1.00","small":128}]`, `[0].small: wrong type: a whole number of at most 8 bits is wanted: "128"`},
		{"number for a boolean", `[{"id":"a","amount":"1.00","paid":1}]`, "[0].paid: wrong type: true or false is wanted"},
		{"object for a list", `[{"id":"a","amount":"1.00","parts":{}}]`, "[0].parts: wrong type: a list is wanted"},
		{"list for an object", `[[]]`, "[0]: wrong type: an object is wanted"},
		{"null for a word", `[{"id":"a","amount":"1.00","shade":null}]`, "[0].shade: wrong type: a text is wanted"},
		{"unknown word behind a pointer", `[{"id":"a","amount":"1.00","shade":"Red"}]`, `[0].shade: is not one of the words allowed: red, blue: "Red"`},
		{"unknown word for a key", `[{"id":"a","amount":"1.00","counts":{"red":1,"Red":[{}],"blue":2}}]`, "[0].counts.Red: is not one of the words allowed: red, blue"},
		{"too many items", `[{"id":"a","amount":"1.00","few":[1,2,"x","y"],"count":"x"}]`,
			"[0].few: is out of range: the list has more than 2 items\n[0].count: wrong type: a whole number is wanted"},
		{"too many items deep", `[{"id":"a","amount":"1.00","parts":[{"id":"b","amount":"1.00","few":[1,2,3]}]}]`,
			"[0].parts[0].few: is out of range: the list has more than 2 items"},
		{"list in facts", `[{"id":"a","amount":"1.00","facts":{"x":[1]}}]`, "[0].facts.x: wrong type: a text, a number, true or false is wanted"},
		{"unknown word", `[{"id":"a","amount":"1.00","colour":"Red"}]`, `[0].colour: is not one of the words allowed: red, blue: "Red"`},
		{"malformed amount", `[{"id":"a","amount":"1,00"}]`, `[0].amount: malformed number: "1,00" is not an amount with two decimals`},
		{"deep", `[{"id":"a","amount":"1.00","parts":[{"id":"b","amount":"x"}]}]`, `[0].parts[0].amount: malformed number: "x" is not an amount with two decimals`},
		{"hostile key", `[{"id":"a","amount":"1.00","` + strings.Repeat("k", MaxKey) + `":1}]`, `[0]."` + strings.Repeat("k", 40) + `"…: unknown field`},
		{"several", `[{"id":"a"},{"amount":"1.00","x":{}}]`, "[0].amount: is missing\n[1].x: unknown field\n[1].id: is missing"},
		{"object for the document", `{}`, "wrong type: a list is wanted"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := decode(c.text)
			require.EqualError(t, err, c.want)
			for _, e := range valid.List(err) {
				var fault *valid.FieldError
				require.ErrorAs(t, e, &fault)
			}
		})
	}
}

func TestDecodeKeepsWhatCouldBeRead(t *testing.T) {
	items, err := decode(`[{"id":"a","amount":12,"count":5},{"id":"b","amount":"2.00"}]`)
	require.Error(t, err)
	require.Len(t, items, 2)
	assert.Equal(t, 5, items[0].Count)
	assert.Equal(t, money.MustParse("2.00"), items[1].Amount)
}

func TestDecodeRefusesWhatIsNotJSON(t *testing.T) {
	for _, text := range []string{
		``, ` `, `[`, `[{`, `[{"id"`, `[{"id":`, `[{"id":"a`, `[{"id":"a"`, `[{"id":"a",`, `[{"id":"a"}`, `[{"id":"a"}]]`, `[{}] {}`,
		`[{,}]`, `[{"id":"a",}]`, `[,]`, `[{"id" "a"}]`, `[{id:"a"}]`, `['a']`, `[{"id":"a"} {"id":"b"}]`, `[nul]`, `[{"paid":tru}]`,
		`[{"x":01}]`, `[{"x":1.}]`, `[{"x":-}]`, `[{"x":.5}]`, `[{"x":+1}]`, `[{"x":NaN}]`, `[{"x":Infinity}]`,
		"[{\"id\":\"a\nb\"}]", `[{"id":"\x"}]`, `[{"id":"\u12"}]`, `[{"id":"\u12zz"}]`, `[{"id":"\`, `[{"id":"\ud83d"}]`, `[{"id":"\ud83d\n"}]`,
		`[{"id":"\ude00\ud83d"}]`, `[{"id":"\ud83d\u0041"}]`, "\xef\xbb\xbf[]", "[{\"id\":\"\xff\"}]", "[{\"id\":\"caf\xe9\"}]", "\x00",
		`[{"id":"é`, `[{"id":"a\n`, "[{\"id\":\"\\n\x01\"}]",
	} {
		_, err := decode(text)
		assert.ErrorIs(t, err, ErrDocument, "%q", text)
	}
	_, err := decode("[{\"id\":\"a\",\n \"amount\" \"1.00\"}]")
	require.EqualError(t, err, "unreadable document: line 2, column 11: a colon is wanted")
	_, err = decode(`[{"id":"a"`)
	require.EqualError(t, err, "unreadable document: line 1, column 11: the document ends too early")
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestDecodeReportsTheReader(t *testing.T) {
	var items []item
	err := Decode(failing{}, &items, 3)
	require.ErrorIs(t, err, io.ErrClosedPipe)
	require.ErrorIs(t, err, ErrDocument)
}

type idle struct{ text string }

func (r *idle) Read(p []byte) (int, error) {
	n := copy(p, r.text)
	r.text = r.text[n:]
	return n, nil
}

func TestDecodeDoesNotWaitForAnIdleReader(t *testing.T) {
	var items []item
	err := Decode(&idle{`[{"id":"a"`}, &items, 3)
	require.ErrorIs(t, err, io.ErrNoProgress)
	require.ErrorIs(t, err, ErrDocument)
}

func TestAMistakenTagPanics(t *testing.T) {
	var into struct {
		A []int `json:"a" strict:"require"`
	}
	assert.Panics(t, func() { _ = Decode(strings.NewReader(`{}`), &into, 1) })
}

func TestDecodeIsBounded(t *testing.T) {
	many := func(s string, n int) string { return strings.Repeat(s, n) }
	for _, c := range []struct{ name, text, want string }{
		{"exponent", `[{"id":"a","amount":"1.00","count":1e9}]`, "exponent"},
		{"exponent of a fraction", `[{"x":1.5E-9}]`, "exponent"},
		{"digits of a number", `[{"x":` + many("1", 41) + `}]`, "digits"},
		{"digits of a text", `[{"id":"` + many("1", 10_000_000) + `"}]`, "digits"},
		{"lists", many("[", 5_000_000), "deep"},
		{"objects", many(`{"a":`, 2_000_000), "deep"},
		{"size", `["` + many("x", MaxBytes) + `"]`, "longer"},
		{"items", `[` + many(`{"id":"a","amount":"1.00"},`, 400_000) + `{}]`, "more than 3 items"},
		{"faults", `[{` + many(`"x":1,`, MaxKeys-1) + `"x":1}]`, "unknown field"},
		{"keys", `[{` + many(`"x":1,`, 1_000_000) + `"x":1}]`, "more than 10000 keys"},
		{"entries of a map", `[{"facts":{` + many(`"x":1,`, 1_000_000) + `"x":1}}]`, "more than 10000 keys"},
		{"a long value of an unknown key", `[{"x":[` + many(`{"a":[1,"b"]},`, 400_000) + `1]}]`, "unknown field"},
		{"values of an unknown key", `[{"x":[` + many(`{"a":[1,"b"]},`, 800_000) + `1]}]`, "more than 2000000 values"},
		{"numbers", `[{"few":[` + many(`1,`, 6_000_000) + `1]}]`, "more than 2000000 values"},
		{"numbers beyond a list", `[{"few":[` + many(`1,`, MaxValues-10) + `1]}]`, "more than 2 items"},
		{"data after a long list", `[{"parts":[` + many(`{"id":"a"},`, 900_000) + `{}]}]x`, "data after the document"},
		{"a long list without its end", `[{"parts":[` + many(`{"id":"a"},`, 900_000) + `{}]`, "too early"},
		{"a wrong bracket after a long list", `[{"parts":[` + many(`{"id":"a"},`, 900_000) + `{}}]`, "a comma or"},
		{"a key", `[{"` + many("k", 6_000_000) + `":1}]`, "more than 256 bytes"},
		{"a key of escapes", `[{"` + many(`\n`, 3_000_000) + `":1}]`, "more than 256 bytes"},
		{"a text", `[{"id":"` + many("x", 6_000_000) + `"}]`, "more than 65536 bytes"},
		{"a text of escapes", `[{"id":"` + many(`\n`, 6_000_000) + `"}]`, "more than 65536 bytes"},
		{"a text of an unknown key", `[{"x":"` + many(`\n`, 6_000_000) + `"}]`, "more than 65536 bytes"},
		{"faults of items in items", `[{"id":"a","amount":"1.00","parts":[` + many(`{},`, 1_000_000) + `{}]}]`, "is missing"},
	} {
		t.Run(c.name, func(t *testing.T) {
			reader := strings.NewReader(c.text)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			var items []item
			err := Decode(reader, &items, 3)
			runtime.ReadMemStats(&after)
			require.ErrorContains(t, err, c.want)
			assert.Less(t, len(err.Error()), 10_000)
			assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(16<<20))
		})
	}
}

// What is exactly at a limit is read, or refused for what else it is.
func TestDecodeReachesItsLimits(t *testing.T) {
	many := func(s string, n int) string { return strings.Repeat(s, n) }
	nested := func(deep int) string { return `[{"x":` + many("[", deep-2) + many("]", deep-2) + `}]` }
	_, err := decode(nested(MaxDepth))
	require.EqualError(t, err, "[0].x: unknown field\n[0].id: is missing\n[0].amount: is missing")
	_, err = decode(nested(MaxDepth + 1))
	require.ErrorIs(t, err, ErrDocument)
	require.ErrorContains(t, err, "nested more than 100 deep")
	_, err = decode(`[{"id":"` + many("1", 40) + `","amount":"1.00"}]`)
	require.NoError(t, err)
	_, err = decode(`[{"id":"` + many("x", MaxText) + `","amount":"1.00"}]`)
	require.NoError(t, err)
	_, err = decode(`[{"id":"` + many("x", MaxText+1) + `","amount":"1.00"}]`)
	require.ErrorIs(t, err, ErrDocument)
	_, err = decode(`[{"id":"a","amount":"1.00","facts":{"` + many("k", MaxKey) + `":1}}]`)
	require.NoError(t, err)
	_, err = decode(`[{"id":"a","amount":"1.00","facts":{"` + many("k", MaxKey+1) + `":1}}]`)
	require.ErrorIs(t, err, ErrDocument)
	require.NoError(t, check([]byte(`[`+many("1,", MaxValues-2)+`1]`)))
	require.ErrorIs(t, check([]byte(`[`+many("1,", MaxValues-1)+`1]`)), ErrDocument)
	_, err = decode(`[{"id":"1e9 2E-3","amount":"1.00"}]`)
	require.NoError(t, err, "a text is no number")
}

// What encoding/json refuses is refused, and what both accept reads the same.
func FuzzDecode(f *testing.F) {
	for _, s := range []string{
		`[{"id":"a","amount":"1.00","parts":[{"id":"b","amount":"-2.50"}],"facts":{"x":1,"y":"z"}}]`,
		`[{"id":"\ud83d\ude00","amount":"1.00","count":5}]`, `[`, `[{"id":1}]`, `{}`, `[null]`, `[{"x":1e5}]`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := decode(text)
		if err != nil {
			if message := err.Error(); len(message) > 20_000 {
				t.Fatalf("an error of %d bytes", len(message))
			}
			return
		}
		var want []item
		decoder := json.NewDecoder(strings.NewReader(text))
		decoder.UseNumber()
		if err := decoder.Decode(&want); err != nil {
			t.Fatalf("%q is no JSON: %v", text, err)
		}
		if fmt.Sprintf("%+v", plainItems(got)) != fmt.Sprintf("%+v", plainItems(want)) {
			t.Fatalf("%q is read as %+v, not %+v", text, got, want)
		}
	})
}

// plainItems writes items without the pointers in them.
func plainItems(items []item) (plain []string) {
	for _, i := range items {
		rate := "none"
		if i.Rate != nil {
			rate = i.Rate.String()
		}
		i.Rate = nil
		parts := plainItems(i.Parts)
		i.Parts = nil
		plain = append(plain, fmt.Sprintf("%+v %s %q", i, rate, parts))
	}
	return plain
}

// The hostile document that costs most to refuse: as long as may be, and wrong at its end.
func BenchmarkRefuse(b *testing.B) {
	b.ReportAllocs()
	one := `{"id":"a"},`
	text := `[{"parts":[` + strings.Repeat(one, (MaxBytes-100)/len(one)) + `{}]}]x`
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		var items []item
		if err := Decode(strings.NewReader(text), &items, 1000); err == nil {
			b.Fatal("it is read")
		}
	}
}

func BenchmarkDecode(b *testing.B) {
	b.ReportAllocs()
	one := `{"id":"a","amount":"12.50","rate":"6.90","date":"2026-11-22","count":-3,"paid":true,"colour":"blue"},`
	text := `[` + strings.TrimSuffix(strings.Repeat(one, 1000), ",") + `]`
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		var items []item
		if err := Decode(strings.NewReader(text), &items, 1000); err != nil {
			b.Fatal(err)
		}
	}
}

type positive struct {
	N int `json:"n" strict:"required"`
	M int `json:"m"`
}

func (p positive) Validate() error {
	var f valid.Faults
	if p.N < 1 {
		f.Addf("n", p.N, valid.ErrOutOfRange, "at least 1")
	}
	if p.M < 1 {
		f.Addf("m", p.M, valid.ErrOutOfRange, "at least 1")
	}
	return f.Err()
}

// What a check says of a field that could not be read says nothing; every other fault of both is told.
func TestDecodeValid(t *testing.T) {
	got, err := DecodeValid[positive](strings.NewReader(`{"n":2,"m":1}`))
	require.NoError(t, err)
	assert.Equal(t, positive{2, 1}, got)
	got, err = DecodeValid[positive](strings.NewReader(`{"n":"x","m":0}`))
	require.ErrorIs(t, err, valid.ErrType)
	require.ErrorContains(t, err, "m: is out of range: at least 1")
	assert.Len(t, valid.List(err), 2)
	assert.Zero(t, got)
	_, err = DecodeValid[positive](strings.NewReader(`{`))
	require.ErrorIs(t, err, ErrDocument)
}
