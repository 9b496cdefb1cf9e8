package law

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
)

// The rates of the employer's uncapped old-age contribution (CSS D242-4) and of an
// invented levy; what is tested is the reading, not the figures.
const sound = `{
  "name": "test", "verifiedOn": "2026-11-22",
  "references": [
    {"key": "CSS D242-4", "title": "Code de la sécurité sociale, art. D242-4", "url": "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000053302465"},
    {"key": "Press", "title": "A press release", "url": "https://example.org/release"}
  ],
  "parameters": [
    {"key": "old-age", "label": "Uncapped old age", "unit": "percent", "values": [
      {"from": "2024-01-01", "value": "2.02", "refs": ["CSS D242-4"], "status": "verified"},
      {"from": "2026-01-01", "value": "2.11", "refs": ["CSS D242-4"], "status": "verified"}
    ]},
    {"key": "levy", "label": "Levy", "unit": "percent", "values": [
      {"from": "2025-01-01", "to": "2025-12-31", "value": "1", "refs": ["Press"], "status": "single-source", "note": "to be read in the official journal"}
    ], "alternatives": [
      {"name": "draft", "values": [{"from": "2020-01-01", "value": "3", "refs": ["Press", "CSS D242-4"], "status": "unconfirmed"}]}
    ]}
  ]
}`

func load(t *testing.T) Table[string] {
	t.Helper()
	table, err := Load[string]([]byte(sound))
	require.NoError(t, err)
	return table
}

func date(s string) civil.Date { return civil.MustParseDate(s) }

func TestAt(t *testing.T) {
	table := load(t)
	for _, c := range []struct{ key, on, want string }{
		{"old-age", "2023-12-31", ""},
		{"old-age", "2024-01-01", "2.02"},
		{"old-age", "2025-12-31", "2.02"},
		{"old-age", "2026-01-01", "2.11"},
		{"old-age", "2199-12-31", "2.11"},
		{"levy", "2024-12-31", ""},
		{"levy", "2025-12-31", "1"},
		{"levy", "2026-01-01", ""},
	} {
		v, err := table.At(c.key, date(c.on))
		if c.want == "" {
			require.ErrorIs(t, err, ErrNoValue, "%s on %s", c.key, c.on)
			continue
		}
		require.NoError(t, err)
		assert.Equal(t, c.want, v.Value, "%s on %s", c.key, c.on)
		assert.Equal(t, "percent", v.Unit)
	}
	_, err := table.At("old-age", civil.Date{})
	require.ErrorIs(t, err, ErrNoValue)
	_, err = table.At("young-age", date("2026-01-01"))
	require.ErrorIs(t, err, ErrUnknownKey)
	_, err = Table[string]{}.At("old-age", date("2026-01-01"))
	require.ErrorIs(t, err, ErrUnknownKey)
}

func TestHas(t *testing.T) {
	table := load(t)
	assert.True(t, table.Has("levy"), "also on days without a value")
	assert.False(t, table.Has("Levy"))
	assert.False(t, table.Has(""))
	assert.False(t, Table[string]{}.Has("levy"))
}

func TestNoValueError(t *testing.T) {
	table := load(t)
	_, err := table.At("levy", date("2026-01-01"))
	var missing *NoValueError
	require.ErrorAs(t, err, &missing)
	assert.Equal(t, NoValueError{"levy", date("2026-01-01"), date("2025-01-01"), date("2025-12-31")}, *missing)
	assert.Equal(t, "levy: no value at this date on 2026-01-01, only from 2025-01-01 to 2025-12-31", err.Error())
	_, err = table.At("old-age", date("2000-01-01"))
	assert.Equal(t, "old-age: no value at this date on 2000-01-01, first on 2024-01-01", err.Error())
}

func TestNotices(t *testing.T) {
	table := load(t)
	assert.Empty(t, table.Notices(date("2024-06-01")))

	notices := table.Notices(date("2025-06-01"))
	require.Len(t, notices, 1)
	assert.Equal(t, CodeUnverified, notices[0].Code)
	assert.Equal(t, "levy", notices[0].Key)
	assert.Equal(t,
		"unverified: levy: 1 percent since 2025-01-01 is single-source: to be read in the official journal [Press]",
		notices[0].String())

	notices = table.Notices(date("2026-11-23"))
	require.Len(t, notices, 1)
	assert.Equal(t, CodeStale, notices[0].Code)
	_, stale := table.Stale(date("2026-11-22"))
	assert.False(t, stale, "the day of verification itself")
}

func TestWith(t *testing.T) {
	mine := Ref{Key: "mine", Title: "A letter", URL: "https://example.org/letter"}
	table := load(t)
	changed, err := table.With(
		Override[string]{Key: "old-age", Value: "9", From: date("2025-06-01"), To: date("2026-02-28"), Refs: []Ref{mine}},
		Override[string]{Key: "levy", Value: "0"},
	)
	require.NoError(t, err)
	for _, c := range []struct {
		key, on, want string
		status        Status
		refs          string
	}{
		{"old-age", "2024-01-01", "2.02", Verified, "CSS D242-4"},
		{"old-age", "2025-05-31", "2.02", Verified, "CSS D242-4"},
		{"old-age", "2025-06-01", "9", SetByCaller, "mine"},
		{"old-age", "2026-02-28", "9", SetByCaller, "mine"},
		{"old-age", "2026-03-01", "2.11", Verified, "CSS D242-4"},
		{"levy", "1900-01-01", "0", SetByCaller, "caller"},
		{"levy", "2025-06-01", "0", SetByCaller, "caller"},
		{"levy", "2199-12-31", "0", SetByCaller, "caller"},
	} {
		v, err := changed.At(c.key, date(c.on))
		require.NoError(t, err, "%s on %s", c.key, c.on)
		assert.Equal(t, c.want, v.Value, "%s on %s", c.key, c.on)
		assert.Equal(t, c.status, v.Status)
		assert.Equal(t, c.refs, v.Refs.String())
		_, doubtful := v.Notice()
		assert.False(t, doubtful)
	}
	v, err := table.At("old-age", date("2025-06-01"))
	require.NoError(t, err)
	assert.Equal(t, "2.02", v.Value, "the table itself is as before")

	_, err = table.With(Override[string]{Key: "young-age"})
	require.ErrorIs(t, err, ErrUnknownKey)
	_, err = table.With(Override[string]{Key: "levy", From: date("2026-01-02"), To: date("2026-01-01")})
	require.ErrorIs(t, err, ErrPeriod)
	for name, ref := range map[string]Ref{
		"no key":      {Title: mine.Title, URL: mine.URL},
		"blank title": {Key: mine.Key, Title: " ", URL: mine.URL},
		"no address":  {Key: mine.Key, Title: mine.Title},
		"http":        {Key: mine.Key, Title: mine.Title, URL: "http://example.org/letter"},
	} {
		_, err = table.With(Override[string]{Key: "levy", Refs: []Ref{mine, ref}})
		require.ErrorIs(t, err, ErrRef, name)
	}
}

// Whatever is overridden, a day inside takes the override and a day outside what it had.
func TestWithChangesItsDaysAndNoOthers(t *testing.T) {
	table := load(t)
	days := []string{"1900-01-01", "2023-12-31", "2024-01-01", "2024-06-01", "2025-12-31", "2026-01-01", "2026-06-01", "2199-12-31"}
	for _, from := range append([]string{""}, days...) {
		for _, to := range append([]string{""}, days...) {
			o := Override[string]{Key: "old-age", Value: "new"}
			if from != "" {
				o.From = date(from)
			}
			if to != "" {
				o.To = date(to)
			}
			changed, err := table.With(o)
			if to != "" && from > to {
				require.ErrorIs(t, err, ErrPeriod)
				continue
			}
			require.NoError(t, err)
			for _, day := range append(days, "2024-01-02", "2025-12-30", "2026-01-02", "2026-06-02") {
				before, beforeErr := table.At("old-age", date(day))
				after, afterErr := changed.At("old-age", date(day))
				if day >= from && (to == "" || day <= to) {
					require.NoError(t, afterErr)
					require.Equal(t, "new", after.Value)
					continue
				}
				require.Equal(t, beforeErr == nil, afterErr == nil, "%s with %s to %s", day, from, to)
				require.Equal(t, before.Value, after.Value, "%s with %s to %s", day, from, to)
			}
		}
	}
}

func TestChoose(t *testing.T) {
	table := load(t)
	chosen, err := table.Choose("levy", "draft")
	require.NoError(t, err)
	v, err := chosen.At("levy", date("2026-06-01"))
	require.NoError(t, err)
	assert.Equal(t, "3", v.Value)
	assert.Equal(t, "levy", v.Key)
	notice, ok := v.Notice()
	assert.True(t, ok)
	assert.Equal(t, "levy", notice.Key)
	overridden, err := table.With(Override[string]{Key: "levy", Value: "0"})
	require.NoError(t, err)
	chosen, err = overridden.Choose("levy", "draft")
	require.NoError(t, err)
	v, err = chosen.At("levy", date("2026-06-01"))
	require.NoError(t, err)
	assert.Equal(t, "3", v.Value, "choosing discards an earlier override")
	_, err = table.Choose("levy", "final")
	require.ErrorIs(t, err, ErrNoAlternative)
	_, err = table.Choose("young-age", "draft")
	require.ErrorIs(t, err, ErrUnknownKey)
}

func TestList(t *testing.T) {
	entries := load(t).List(date("2026-06-01"))
	text, err := json.Marshal(entries)
	require.NoError(t, err)
	assert.JSONEq(t, `[
	  {"key": "old-age", "label": "Uncapped old age", "unit": "percent", "value": "2.11", "from": "2026-01-01", "status": "verified", "refs": ["CSS D242-4"]},
	  {"key": "levy", "label": "Levy", "unit": "percent", "alternatives": ["draft"]}
	]`, string(text))
	assert.Len(t, load(t).References(), 2)
	assert.Equal(t, "test", load(t).Name())
	assert.Equal(t, date("2026-11-22"), load(t).VerifiedOn())
}

func TestLoadRefuses(t *testing.T) {
	for _, c := range []struct{ name, old, replacement, want string }{
		{"not JSON", `{`, `[`, "invalid character"},
		{"trailing data", "\n}", "\n} {}", "data after the document"},
		{"trailing brace", "\n}", "\n}}", "data after the document"},
		{"trailing bracket", "\n}", "\n}\n]", "data after the document"},
		{"trailing word", "\n}", "\n} null", "data after the document"},
		{"field given twice", `"name": "test"`, `"name": "test", "name": "tost"`, `line 2: the field "name" is given twice`},
		{"field of a value given twice", `"value": "2.11"`, `"value": "9", "value": "2.11"`, `line 10: the field "value" is given twice`},
		{"field in capitals", `"value": "2.11"`, `"Value": "2.11"`, `line 10: the field "Value" is written in another case`},
		{"field given twice in two cases", `"status": "single-source"`, `"status": "unconfirmed", "STATUS": "single-source"`, "another case"},
		{"unknown field", `"label"`, `"lable"`, "unknown field"},
		{"no name", `"name": "test"`, `"name": ""`, "needs a name"},
		{"no date of verification", `"verifiedOn": "2026-11-22",`, ``, "date of verification"},
		{"key given twice", `"key": "levy"`, `"key": "old-age"`, "key of its own"},
		{"reference given twice", `"key": "Press"`, `"key": "CSS D242-4"`, "key of its own"},
		{"http address", `https://example.org`, `http://example.org`, "not an https address"},
		{"no address", `https://example.org/release`, ``, "not an https address"},
		{"no host", `https://example.org/release`, `https:///release`, "not an https address"},
		{"a port alone", `https://example.org/release`, `https://:443/release`, "not an https address"},
		{"a host without a dot", `https://example.org/release`, `https://release`, "not an https address"},
		{"dots alone", `https://example.org/release`, `https://../release`, "not an https address"},
		{"no title", `A press release`, ``, "title"},
		{"a blank title", `A press release`, ` `, "title"},
		{"unknown reference", `"value": "2.11", "refs": ["CSS D242-4"]`, `"value": "2.11", "refs": ["CSS D242-5"]`, "unknown reference"},
		{"no reference", `"value": "2.11", "refs": ["CSS D242-4"]`, `"value": "2.11", "refs": []`, "needs from, value, status and refs"},
		{"reference cited by nothing", `"references": [`, `"references": [{"key": "idle", "title": "t", "url": "https://example.org"},`, "cited by nothing"},
		{"no status", `, "status": "single-source"`, ``, "needs from, value, status and refs"},
		{"unknown status", `"single-source"`, `"sure"`, "unknown status"},
		{"status of a caller", `"single-source"`, `"set-by-caller"`, "only a caller"},
		{"no value", `"value": "2.11", `, ``, "needs from, value, status and refs"},
		{"no beginning", `"from": "2026-01-01", `, ``, "needs from, value, status and refs"},
		{"no unit", `"unit": "percent", "values": [
      {"from": "2025`, `"unit": "", "values": [
      {"from": "2025`, "unit"},
		{"bad date", `"from": "2026-01-01"`, `"from": "2026-02-30"`, "not a date"},
		{"ends before it begins", `"to": "2025-12-31"`, `"to": "2024-12-31"`, "before it begins"},
		{"out of order", `"from": "2026-01-01"`, `"from": "2023-01-01"`, "out of order"},
		{"twice the same day", `"from": "2026-01-01"`, `"from": "2024-01-01"`, "out of order"},
		{"gap", `"from": "2024-01-01", `, `"from": "2024-01-01", "to": "2025-12-30", `, "gap"},
		{"overlap", `"from": "2024-01-01", `, `"from": "2024-01-01", "to": "2026-01-01", `, "overlaps"},
		{"begins with the calendar", `"from": "2026-01-01"`, `"from": "1900-01-01"`, "out of order"},
		{"alternative without a name", `"name": "draft"`, `"name": ""`, "name of its own"},
		{"no values", `"values": [{"from": "2020-01-01", "value": "3", "refs": ["Press", "CSS D242-4"], "status": "unconfirmed"}]`, `"values": []`, "no values"},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.Contains(t, sound, c.old)
			_, err := Load[string]([]byte(strings.Replace(sound, c.old, c.replacement, 1)))
			require.ErrorIs(t, err, ErrTable)
			assert.ErrorContains(t, err, c.want)
		})
	}
	_, err := Load[int]([]byte(sound))
	require.ErrorIs(t, err, ErrTable, "values of another type")
}

type free struct{ text string }

func (f *free) UnmarshalJSON(data []byte) error { f.text = string(data); return nil }

// The fields of what a value holds are checked too, however deep.
func TestLoadChecksTheFieldsOfValues(t *testing.T) {
	type step struct {
		From *int           `json:"from"`
		Rest map[string]int `json:"rest"`
		Any  any            `json:"any"`
		Free free           `json:"free"`
		Bare bool
	}
	values := func(text string) error {
		_, err := Load[[]step]([]byte(strings.NewReplacer(`"value": "2.02"`, `"value": `+text, `"value": "2.11"`, `"value": []`,
			`"value": "1"`, `"value": []`, `"value": "3"`, `"value": []`).Replace(sound)))
		return err
	}
	require.NoError(t, values(`[{"from": 1, "rest": {"a": 1, "A": 2}, "any": [{"x": 1, "X": [2]}], "free": {"text": 1, "Own": 2}, "Bare": true}, {"from": null}]`))
	for text, want := range map[string]string{
		`[{"from": 1, "from": 2}]`:          `the field "from" is given twice`,
		`[{}, {"From": 1}]`:                 `the field "From" is written in another case`,
		`[{"rest": {"a": 1, "a": 2}}]`:      `the field "a" is given twice`,
		`[{"any": [{"x": {}, "x": null}]}]`: `the field "x" is given twice`,
		`[{"bare": true}]`:                  `the field "bare" is written in another case`,
	} {
		err := values(text)
		require.ErrorIs(t, err, ErrTable, text)
		assert.ErrorContains(t, err, want)
	}
}

func TestLoadTellsEveryFault(t *testing.T) {
	broken := strings.NewReplacer("https://example.org", "ftp://example.org", `"unit": "percent"`, `"unit": ""`).Replace(sound)
	_, err := Load[string]([]byte(broken))
	require.Error(t, err)
	assert.Len(t, strings.Split(err.Error(), "\n"), 3)
}

func TestRefs(t *testing.T) {
	a, b, c := Ref{Key: "a"}, Ref{Key: "b"}, Ref{Key: "c"}
	list := []Ref{a, b}
	refs := NewRefs(list...)
	list[0] = c
	assert.Equal(t, "a, b", refs.String(), "the list is the caller's to change")
	assert.Equal(t, []string{"a", "b", "c"}, refs.Join(NewRefs(b, c)).Keys())
	assert.Equal(t, []string{"a", "b"}, refs.Join(Refs{}).Keys())
	assert.Equal(t, []string{"c"}, Refs{}.Join(NewRefs(c)).Keys())
	text, err := json.Marshal(struct {
		Refs Refs `json:"refs"`
		None Refs `json:"none,omitzero"`
	}{Refs: refs})
	require.NoError(t, err)
	assert.Equal(t, `{"refs":["a","b"]}`, string(text))
	var back Refs
	require.NoError(t, json.Unmarshal([]byte(`["a"]`), &back))
	assert.Equal(t, []string{"a"}, back.Keys())
	assert.Error(t, json.Unmarshal([]byte(`"a"`), &back))
	for ref := range refs.All() {
		assert.NotEmpty(t, ref.Key)
	}
}

// Two lists that begin alike may each be lengthened without writing over the other.
func TestRefsJoinDoesNotShare(t *testing.T) {
	base := NewRefs(Ref{Key: "a"}).Join(NewRefs(Ref{Key: "b"})).Join(NewRefs(Ref{Key: "c"}))
	left, right := base.Join(NewRefs(Ref{Key: "left"})), base.Join(NewRefs(Ref{Key: "right"}))
	assert.Equal(t, "a, b, c, left", left.String())
	assert.Equal(t, "a, b, c, right", right.String())
}

func TestStatus(t *testing.T) {
	for s := range Status(numStatuses) {
		text, err := s.MarshalText()
		require.NoError(t, err)
		var back Status
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, s, back)
		assert.Equal(t, string(text), s.String())
	}
	_, err := Status(99).MarshalText()
	require.ErrorIs(t, err, ErrStatus)
	assert.Equal(t, "Status(99)", Status(99).String())
	var s Status
	require.ErrorIs(t, s.UnmarshalText([]byte("Verified")), ErrStatus)
}
