// Package door runs the small programs that read one JSON document, call one package of the
// library and write one JSON document.
package door

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

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

// Run runs the program and returns its exit status. Nothing is written to out unless
// everything is.
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
	input, err := d.Decode(in)
	if err != nil {
		return refuse(problems, err)
	}
	answer, err := d.Compute(input)
	if err != nil {
		return refuse(problems, err)
	}
	return write(out, problems, answer, false)
}

// refuse writes one line a fault.
func refuse(problems io.Writer, err error) int {
	for line := range strings.Lines(err.Error()) {
		fmt.Fprintln(problems, strings.TrimSuffix(line, "\n"))
	}
	return exitRefused
}

func write(out, problems io.Writer, document any, indented bool) int {
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	if indented {
		encoder.SetIndent("", "  ")
	}
	err := encoder.Encode(document)
	if err == nil {
		_, err = out.Write(buffer.Bytes())
	}
	if err != nil {
		fmt.Fprintf(problems, "output: %v\n", err)
		return exitFailed
	}
	return exitDone
}
