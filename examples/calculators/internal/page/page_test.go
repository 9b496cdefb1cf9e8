package page

import (
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
)

func TestAnswer(t *testing.T) {
	for _, c := range []struct {
		name string
		read Reading
		want string
	}{
		{"the document as it is", func(in io.Reader, out io.Writer) error { _, err := io.Copy(out, in); return err }, `<"é">`},
		{"faults with their paths", func(io.Reader, io.Writer) error {
			return errors.Join(&valid.FieldError{Path: "[0].gross", Err: valid.ErrNegative}, &valid.FieldError{Path: "[1]", Err: valid.ErrMissing})
		}, `{"faults":[{"path":"[0].gross","message":"is negative"},{"path":"[1]","message":"is missing"}]}` + "\n"},
		{"a fault of the whole", func(io.Reader, io.Writer) error { return errors.New("unreadable: <") }, `{"faults":[{"path":"","message":"unreadable: <"}]}` + "\n"},
		{"a panic", func(io.Reader, io.Writer) error { panic("at the disco") }, `{"faults":[{"path":"","message":"internal error: at the disco"}]}` + "\n"},
		{"a message that is not text", func(io.Reader, io.Writer) error { return errors.New("\xff") }, "{\"faults\":[{\"path\":\"\",\"message\":\"\uFFFD\"}]}\n"},
	} {
		t.Run(c.name, func(t *testing.T) { assert.Equal(t, c.want, Answer(c.read, `<"é">`)) })
	}
}

func TestTexts(t *testing.T) {
	assert.Equal(t, "[]\n", References(nil))
	assert.Equal(t, `[{"key":"K","title":"T","url":"https://example.org"}]`+"\n", References([]law.Ref{{Key: "K", Title: "T", URL: "https://example.org"}}))
	assert.True(t, strings.HasPrefix(Text(func() {}), `{"faults":[{"path":"","message":"output: `))
}
