package valid

import (
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestFaultsHavePaths(t *testing.T) {
	var f Faults
	assert.NoError(t, f.Err())
	f.Add("", nil, ErrType)
	f.Index(3)
	f.Enter("lines")
	f.Index(0)
	f.Add("rate", "ten", ErrType)
	f.Add("", nil, ErrMissing)
	f.Leave()
	f.Leave()
	f.Addf("amount", nil, ErrOutOfRange, "at most %d", 5)
	f.Leave()
	f.Enter("title")
	f.Add("", "two\nlines", ErrType)

	err := f.Err()
	require.Error(t, err)
	assert.Equal(t, strings.Join([]string{
		`wrong type`,
		`[3].lines[0].rate: wrong type: "ten"`,
		`[3].lines[0]: is missing`,
		`[3].amount: is out of range: at most 5`,
		`title: wrong type: "two\nlines"`,
	}, "\n"), err.Error())
	require.ErrorIs(t, err, ErrMissing)
	var fault *FieldError
	require.ErrorAs(t, List(err)[1], &fault)
	assert.Equal(t, "[3].lines[0].rate", fault.Path)
	assert.Equal(t, "ten", fault.Value)
	assert.True(t, f.Any())
}

func TestFaultsAreBounded(t *testing.T) {
	var f Faults
	for range 1_000 {
		f.Add("x", strings.Repeat("9", 1_000), ErrType)
	}
	assert.True(t, f.Full())
	err := f.Err()
	assert.Len(t, List(err), maxFaults+1)
	assert.ErrorContains(t, err, "and 900 more faults")
	assert.Less(t, len(err.Error()), 10_000)
}

func TestMerge(t *testing.T) {
	at := func(paths ...string) error {
		var f Faults
		for _, p := range paths {
			f.Add(p, nil, ErrType)
		}
		return f.Err()
	}
	paths := func(err error) (paths []string) {
		for _, e := range List(err) {
			var fault *FieldError
			require.ErrorAs(t, e, &fault)
			paths = append(paths, fault.Path)
		}
		return paths
	}
	assert.NoError(t, Merge(nil, nil))
	assert.Equal(t, []string{"a.b", "a", "a.bc", "c"}, paths(Merge(at("a.b"), at("a.b", "a", "a.b[0].x", "a.b.y", "a.bc", "c"))),
		"a fault of what an unread field is in is a fault of its own")
	assert.Equal(t, []string{"c"}, paths(Merge(nil, at("c"))))
	unknown := &FieldError{Path: "a", Err: ErrUnknownField}
	assert.Equal(t, []string{"a", "a", "a.b"}, paths(Merge(errors.Join(unknown), at("a", "a.b"))), "an unknown field leaves nothing unread")
	whole := &FieldError{Err: io.ErrUnexpectedEOF}
	assert.Equal(t, error(whole), Merge(whole, errors.Join(at("c"), io.EOF)), "nothing was read that could be checked")
	assert.Equal(t, io.ErrUnexpectedEOF, Merge(io.ErrUnexpectedEOF, at("c")), "a document that is not JSON has no fields to check")
}

func TestWhatWasRead(t *testing.T) {
	var reading, f Faults
	assert.True(t, f.Read("call"))
	reading.Index(1)
	reading.Add("call", nil, ErrType)
	reading.Add("lunch", nil, ErrUnknownField)
	f.Unread(reading.Err())
	assert.True(t, f.Read("call"), "of another object")
	f.Index(1)
	assert.False(t, f.Read("wrap", "call"))
	assert.True(t, f.Read("wrap", "lunch"), "an unknown field leaves nothing unread")
	f.Unread(nil)
	assert.True(t, f.Read("call"))
}

func TestList(t *testing.T) {
	assert.Empty(t, List(nil))
	assert.Equal(t, []error{io.EOF}, List(io.EOF))
	assert.Equal(t, []error{io.EOF, ErrType}, List(errors.Join(io.EOF, ErrType)))
}

func TestOneOf(t *testing.T) {
	type colour string
	var f Faults
	OneOf(&f, "sky", colour("blue"), []colour{"red", "blue"})
	require.NoError(t, f.Err())
	OneOf(&f, "sky", colour("Blue"), []colour{"red", "blue"})
	require.EqualError(t, f.Err(), `sky: is not one of the words allowed: red, blue: "Blue"`)
	require.ErrorIs(t, f.Err(), ErrOneOf)
}

func TestIsCurrency(t *testing.T) {
	for code, want := range map[string]bool{"EUR": true, "USD": true, "": false, "EU": false, "EURO": false, "eur": false, "E1R": false, "É€": false} {
		assert.Equal(t, want, IsCurrency(code), code)
	}
}
