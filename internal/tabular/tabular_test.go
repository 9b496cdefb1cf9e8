package tabular

import (
	"bytes"
	"encoding/csv"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/internal/valid"
)

var most = Limits{Bytes: 1000, Rows: 100, Cells: 10, CellBytes: 50}

func rows(t *testing.T, text string, delimiter byte) [][]string {
	t.Helper()
	s := NewScanner(strings.NewReader(text), delimiter, most)
	var all [][]string
	for {
		cells, err := s.Next()
		if err == io.EOF {
			return all
		}
		require.NoError(t, err)
		all = append(all, append([]string{}, cells...))
	}
}

func TestScanner(t *testing.T) {
	assert.Equal(t, [][]string{{"a", "b"}, {"", "c\r\nd \"e\""}, {""}, {"f"}}, rows(t, "a,b\r\n,\"c\r\nd \"\"e\"\"\"\n\nf", ','))
	assert.Equal(t, [][]string{{"a,b", "c"}, {"d", ""}}, rows(t, "a,b;c\nd;\r", ';'))
	assert.Empty(t, rows(t, "", ','))
	for text, want := range map[string]string{
		`"a`: "a quote without its end", `"a"b`: "text after a quote", `a"b`: "a quote inside a cell without quotes", "a\rb": "half an end of line",
		strings.Repeat(",", 10): "more than 10 cells", strings.Repeat("\n", 101): "more than 100 rows", strings.Repeat("x", 51): "more than 50 bytes in a cell",
	} {
		s := NewScanner(strings.NewReader(text), ',', most)
		var err error
		for err == nil {
			_, err = s.Next()
		}
		require.ErrorIs(t, err, ErrTable)
		require.ErrorContains(t, err, want)
	}
	_, err := NewScanner(strings.NewReader("ab,c"), ',', Limits{Bytes: 3, Rows: 1, Cells: 2, CellBytes: 2}).Next()
	require.ErrorContains(t, err, "unreadable table: longer than 3 bytes")
	_, err = NewScanner(iotest.ErrReader(io.ErrClosedPipe), ',', most).Next()
	require.ErrorIs(t, err, ErrTable)
	require.ErrorIs(t, err, io.ErrClosedPipe)
}

func TestDialect(t *testing.T) {
	delimiter, mark, err := Dialect("comma")
	require.NoError(t, err)
	assert.Equal(t, ",", string(delimiter)+mark)
	delimiter, mark, err = Dialect("semicolon")
	require.NoError(t, err)
	assert.Equal(t, ";\ufeff", string(delimiter)+mark)
	_, _, err = Dialect("tabs")
	require.ErrorIs(t, err, valid.ErrOneOf)
	require.ErrorContains(t, err, "dialect: ")
}

// A text is never a number: a spreadsheet reckons -12 too.
func TestAppendText(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "a=1": "a=1", "a;b": "a;b", "a,b": `"a,b"`, "-12": `"'-12"`, "'=x": `"''=x"`, " x": `" x"`, "x ": `"x "`, "é": `"é"`, `a"b`: `"a""b"`, "a\nb": "\"a\nb\"",
	} {
		b, isUTF8 := AppendText([]byte("|"), ',', text)
		assert.True(t, isUTF8)
		assert.Equal(t, "|"+want, string(b))
	}
	b, isUTF8 := AppendText([]byte("|"), ',', "a\xff")
	assert.False(t, isUTF8)
	assert.Equal(t, "|", string(b))
}

// OWASP, CSV injection: what a spreadsheet would run.
func TestGuard(t *testing.T) {
	for cell, want := range map[string]string{
		"=1+1": "'=1+1", "+33 6": "'+33 6", "-x": "'-x", "@SUM": "'@SUM", "\tx": "'\tx", " =x": "' =x", "＝x": "'＝x", "'=x": "''=x", "\x00": "'\x00",
		"-12": "-12", "-1.5": "-1.5", "-1,5": "-1,5", "": "", "a=b": "a=b", "'a": "'a", "12/13": "12/13",
	} {
		assert.Equal(t, want, Guard(cell))
		assert.Equal(t, cell, Unguard(Guard(cell)))
	}
}

func TestJoin(t *testing.T) {
	for cell, list := range map[string][]string{"": nil, `\0`: {""}, "a|b": {"a", "b"}, `a\|b|\\0`: {"a|b", `\0`}, `|`: {"", ""}} {
		if cell != "|" { // an empty text may be written without its sign
			assert.Equal(t, cell, Join(list))
		}
		assert.Equal(t, list, Split(cell))
	}
}

// Whatever the cells, they are read back, by the standard reader too where it keeps ends of lines.
func TestRowsOfRandomCells(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	letters := []string{"a", "é", "\"", ",", ";", "\n", "=", "-", "'", "|", `\`, " ", "0", "\r\n"}
	for range 2_000 {
		var cells []string
		for range 2 + random.IntN(4) {
			var b strings.Builder
			for range random.IntN(6) {
				b.WriteString(letters[random.IntN(len(letters))])
			}
			cells = append(cells, b.String())
		}
		for _, delimiter := range []byte{',', ';'} {
			text := string(AppendRow(nil, delimiter, cells...))
			read := rows(t, text, delimiter)
			require.Len(t, read, 1, "%q", text)
			for i := range cells {
				require.Equal(t, cells[i], Unguard(read[0][i]))
			}
			if !strings.Contains(strings.TrimSuffix(text, "\r\n"), "\r") {
				standard := csv.NewReader(strings.NewReader(text))
				standard.Comma = rune(delimiter)
				want, err := standard.Read()
				require.NoError(t, err)
				require.Equal(t, want, read[0])
			}
		}
		require.Equal(t, cells, Split(Join(cells)))
	}
}

func FuzzScanner(f *testing.F) {
	f.Add("a,\"b\"\"c\"\r\n")
	f.Add("'=a|b\n")
	f.Fuzz(func(t *testing.T, text string) {
		s := NewScanner(strings.NewReader(text), ',', Limits{1 << 20, 100, 20, 1000})
		for {
			cells, err := s.Next()
			if err != nil {
				return
			}
			again, err := NewScanner(bytes.NewReader(AppendRow(nil, ',', cells...)), ',', Limits{1 << 20, 100, 20, 2000}).Next()
			if err != nil {
				t.Fatal(err)
			}
			for i := range cells {
				if Unguard(again[i]) != cells[i] {
					t.Fatalf("%q %q", cells, again)
				}
			}
		}
	})
}
