// Package page makes doors of the library into functions of a web page: a text in, a text out,
// faults as data.
package page

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
)

// Fault is a fault of a document as the page sees it.
type Fault struct {
	// Path leads to the field, "[0].gross"; it is empty for the document as a whole.
	Path string `json:"path"`
	// Message says what is wrong, in English.
	Message string `json:"message"`
}

// Refusal is the answer to a faulty document. No door answers with an object that has this key.
type Refusal struct {
	Faults []Fault `json:"faults"`
}

// Reading is a door without its types: it reads a document and writes the answer.
type Reading func(in io.Reader, out io.Writer) error

// Answer returns what a door writes for a text, byte for byte, or a [Refusal]. A panic of the
// door becomes one too: a page has nobody to restart it.
func Answer(read Reading, text string) (answer string) {
	defer func() {
		if p := recover(); p != nil {
			answer = Refuse(fmt.Errorf("internal error: %v", p))
		}
	}()
	var out strings.Builder
	if err := read(strings.NewReader(text), &out); err != nil {
		return Refuse(err)
	}
	return out.String()
}

// Refuse returns the [Refusal] of all faults of an error.
func Refuse(err error) string {
	refusal := Refusal{Faults: []Fault{}}
	for _, each := range valid.List(err) {
		refusal.Faults = append(refusal.Faults, faultOf(each))
	}
	return Text(refusal)
}

func faultOf(err error) Fault {
	message := strings.ToValidUTF8(err.Error(), "\uFFFD")
	var field *valid.FieldError
	if !errors.As(err, &field) {
		return Fault{Message: message}
	}
	path := strings.ToValidUTF8(field.Path, "\uFFFD")
	return Fault{Path: path, Message: strings.TrimPrefix(message, path+": ")}
}

// Text returns a document as its JSON text, a line.
func Text(document any) string {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(document); err != nil {
		return Text(Refusal{Faults: []Fault{{Message: "output: " + err.Error()}}})
	}
	return out.String()
}

// References returns the references of a door, a list even where there is none.
func References(refs []law.Ref) string { return Text(append([]law.Ref{}, refs...)) }
