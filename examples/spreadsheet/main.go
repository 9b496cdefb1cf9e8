// Spreadsheet writes the budget, the cost report, the financing plan and the statements of a film as an
// .xlsx workbook whose totals are formulas.
//
//	go run . -in DIR -o film.xlsx
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Exit statuses.
const (
	exitDone    = 0
	exitFailed  = 1 // the workbook could not be written
	exitRefused = 2 // the documents or the command line are faulty
)

func main() { os.Exit(run(os.Args[1:], os.Stderr)) }

func run(args []string, problems io.Writer) int {
	flags := flag.NewFlagSet("spreadsheet", flag.ContinueOnError)
	flags.SetOutput(problems)
	in := flags.String("in", "", "read budget.json, cost.json, plan.json and statements.json of this folder")
	out := flags.String("o", "", "write this .xlsx file")
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return exitDone
	case err != nil:
		return exitRefused
	case flags.NArg() > 0:
		return tell(problems, exitRefused, fmt.Errorf("arguments: %q is not an option", flags.Arg(0)))
	case *in == "":
		return tell(problems, exitRefused, errors.New("-in: is missing: the name of a folder is wanted"))
	case *out == "":
		return tell(problems, exitRefused, errors.New("-o: is missing: the name of a file is wanted"))
	}
	docs, err := read(os.DirFS(*in))
	if err != nil {
		return tell(problems, exitRefused, err)
	}
	book, err := workbook(docs)
	if err != nil {
		return tell(problems, exitRefused, err)
	}
	defer func() { _ = book.Close() }()
	if err := save(*out, func(w io.Writer) error { return book.Write(w) }); err != nil {
		return tell(problems, exitFailed, fmt.Errorf("-o: %w", err))
	}
	return exitDone
}

// tell writes what is wrong, a line a fault.
func tell(problems io.Writer, status int, err error) int {
	fmt.Fprintln(problems, err)
	return status
}

// save writes a file whole or not at all: beside its place, then under its name.
func save(name string, write func(io.Writer) error) error {
	file, err := os.CreateTemp(filepath.Dir(name), ".spreadsheet-*")
	if err != nil {
		return err
	}
	defer os.Remove(file.Name()) // nothing is left of it once it has its name
	err = errors.Join(write(file), file.Chmod(0o644), file.Close())
	if err != nil {
		return err
	}
	return os.Rename(file.Name(), name)
}
