// Package door runs the small programs that read one JSON document, call one package of the
// library and write one JSON document.
package door

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"reflect"
	"strings"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
)

// Exit statuses of a door.
const (
	exitDone    = 0
	exitFailed  = 1 // the output could not be written
	exitRefused = 2 // the input or the command line is faulty
)

// Door is a program from documents of type In to documents of type Out.
type Door[In, Out any] struct {
	// About says in a sentence what the program does.
	About string
	// Decode reads and checks the input.
	Decode func(io.Reader) (In, error)
	// Compute answers it.
	Compute func(In) (Out, error)
	// References are those that an answer may cite.
	References []law.Ref
	// Flags adds options of the program's own.
	Flags func(*flag.FlagSet)
}

// Main runs the program on the command line and the standard streams, and ends the process.
func (d Door[In, Out]) Main() {
	os.Exit(d.Run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// Run runs the program and returns its exit status. Nothing is written to out
// before the whole answer is computed.
func (d Door[In, Out]) Run(args []string, in io.Reader, out, problems io.Writer) int {
	flags := flag.NewFlagSet("", flag.ContinueOnError)
	flags.SetOutput(problems)
	flags.Usage = func() {
		fmt.Fprintln(problems, d.About)
		fmt.Fprintln(problems, "It reads a JSON document from standard input and writes one to standard output.")
		flags.PrintDefaults()
	}
	schema := flags.Bool("schema", false, "print the JSON Schema of the input")
	references := flags.Bool("references", false, "print the references that an answer may cite")
	if d.Flags != nil {
		d.Flags(flags)
	}
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return exitDone
	case err != nil:
		return exitRefused
	case flags.NArg() > 0:
		fmt.Fprintf(problems, "arguments: %q is not an option\n", flags.Arg(0))
		return exitRefused
	case *schema:
		return write(out, problems, Schema[In](), true)
	case *references:
		return write(out, problems, append([]law.Ref{}, d.References...), true)
	}
	answer, err := d.answer(in)
	if err != nil {
		return refuse(problems, err)
	}
	return write(out, problems, answer, false)
}

func (d Door[In, Out]) answer(in io.Reader) (Out, error) {
	input, err := d.Decode(in)
	if err != nil {
		var none Out
		return none, err
	}
	return d.Compute(input)
}

// Answer reads one document and writes its answer, the same bytes as the program. Nothing is
// written to out before the whole answer is computed; an error holds every fault.
func (d Door[In, Out]) Answer(in io.Reader, out io.Writer) error {
	answer, err := d.answer(in)
	if err != nil {
		return err
	}
	return encode(out, answer, false)
}

// OfDocument gives faults of a document as a whole, which have no path, that of the document.
func OfDocument(err error) error {
	var errs []error
	for _, e := range valid.List(err) {
		var fault *valid.FieldError
		if errors.As(e, &fault) && fault.Path == "" {
			e = &valid.FieldError{Path: "document", Value: fault.Value, Err: fault.Err}
		}
		errs = append(errs, e)
	}
	return errors.Join(errs...)
}

// refuse writes one line a fault.
func refuse(problems io.Writer, err error) int {
	for line := range strings.Lines(err.Error()) {
		fmt.Fprintln(problems, strings.TrimSuffix(line, "\n"))
	}
	return exitRefused
}

func write(out, problems io.Writer, document any, indented bool) int {
	if err := encode(out, document, indented); err != nil {
		fmt.Fprintf(problems, "output: %v\n", err)
		return exitFailed
	}
	return exitDone
}

// encode writes a document, a list item by item so that a long one is never whole in memory
// as text.
func encode(out io.Writer, document any, indented bool) error {
	buffered := bufio.NewWriterSize(out, 1<<16)
	list := reflect.ValueOf(document)
	if indented || list.Kind() != reflect.Slice {
		if err := newEncoder(buffered, indented).Encode(document); err != nil {
			return err
		}
		return buffered.Flush()
	}
	var item bytes.Buffer
	encoder := newEncoder(&item, false)
	buffered.WriteByte('[') // the first error of a bufio.Writer stays until Flush
	for i := range list.Len() {
		if i > 0 {
			buffered.WriteByte(',')
		}
		item.Reset()
		if err := encoder.Encode(list.Index(i).Addr().Interface()); err != nil {
			return err
		}
		buffered.Write(bytes.TrimSuffix(item.Bytes(), []byte("\n")))
	}
	buffered.WriteString("]\n")
	return buffered.Flush()
}

func newEncoder(w io.Writer, indented bool) *json.Encoder {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	if indented {
		encoder.SetIndent("", "  ")
	}
	return encoder
}
