// Dsn reads engagements, contracts and the data of an employer from standard input and writes the nominative
// declaration (DSN) of the month, or checks a file.
//
//	go run ./examples/dsn < examples/dsn/testdata/month.json > dsn.txt
//	go run ./examples/dsn -explain < examples/dsn/testdata/month.json
//	go run ./examples/dsn -check dsn.txt
//	go run ./examples/dsn -check dsn.txt -norm FOLDER
//	go run ./examples/dsn -schema
//
// The folder of -norm has the whole norm as rubrics.csv, enums.csv and tree.json. A file that passes has still to
// pass the official tool, DSN-Val.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bobine-film/bobine/examples/internal/door"
	"github.com/bobine-film/bobine/payroll"
)

// Exit statuses, those of the other doors.
const (
	exitDone    = 0
	exitFailed  = 1
	exitRefused = 2
)

// program is the door of -explain: the declaration with its aggregates, what is not declared, and notices.
func program() door.Door[payroll.DSNDeclaration, payroll.DSNDeclared] {
	return door.Door[payroll.DSNDeclaration, payroll.DSNDeclared]{
		About:      "Dsn writes the nominative declaration of a month, or checks one (-check FILE).",
		Decode:     payroll.DecodeDSN,
		References: payroll.DSNParameters{}.References(),
		Compute:    declare,
		Flags: func(f *flag.FlagSet) {
			f.Bool("explain", false, "write the declaration as JSON, with what explains it")
			f.String("check", "", "check a file instead")
			f.String("norm", "", "with -check: the folder of the whole norm")
		},
	}
}

func declare(d payroll.DSNDeclaration) (payroll.DSNDeclared, error) {
	d, err := d.Compute(payroll.Parameters{})
	if err != nil {
		return payroll.DSNDeclared{}, err
	}
	return payroll.DeclareMonth(d, payroll.DSNFigures{})
}

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// run writes a file, checks one, or hands over to the door.
func run(args []string, in io.Reader, out, problems io.Writer) int {
	switch {
	case slices.ContainsFunc(args, isFlag("check")):
		flags := flag.NewFlagSet("", flag.ContinueOnError)
		flags.SetOutput(problems)
		file := flags.String("check", "", "the file to check")
		norm := flags.String("norm", "", "the folder of the whole norm")
		if err := flags.Parse(args); err != nil {
			return exitRefused
		}
		return check(*file, *norm, out, problems)
	case len(args) > 0:
		return program().Run(args, in, out, problems)
	}
	d, err := payroll.DecodeDSN(in)
	if err != nil {
		fmt.Fprintln(problems, err)
		return exitRefused
	}
	declared, err := declare(d)
	if err != nil {
		fmt.Fprintln(problems, err)
		return exitRefused
	}
	for _, n := range declared.Notices {
		fmt.Fprintln(problems, n)
	}
	if _, err := declared.File.WriteTo(out); err != nil {
		fmt.Fprintf(problems, "output: %v\n", err)
		return exitFailed
	}
	return exitDone
}

func isFlag(name string) func(string) bool {
	return func(arg string) bool {
		arg = strings.TrimLeft(arg, "-")
		return arg == name || strings.HasPrefix(arg, name+"=")
	}
}

// check writes a line a fault; a file without any, doubts apart, is done.
func check(name, folder string, out, problems io.Writer) int {
	norm, err := wholeNorm(folder)
	if err != nil {
		fmt.Fprintln(problems, err)
		return exitRefused
	}
	file, err := os.Open(name)
	if err != nil {
		fmt.Fprintln(problems, err)
		return exitRefused
	}
	defer func() { _ = file.Close() }()
	report, err := payroll.CheckDSN(file, norm, payroll.DSNParameters{})
	if err != nil {
		fmt.Fprintln(problems, err)
		return exitFailed
	}
	for _, f := range report.Faults {
		kind := "check"
		if f.Doubt {
			kind = "doubt"
		}
		fmt.Fprintf(out, "%v (%s %d)\n", &f, kind, f.Check)
	}
	if report.More {
		fmt.Fprintln(out, "and more")
	}
	fmt.Fprintf(out, "%s: %d lines, %d declarations, %d individuals, %d contracts\n", report.Norm, report.Lines, report.Declarations, report.Individuals, report.Contracts)
	if !report.Sound() {
		return exitRefused
	}
	return exitDone
}

// wholeNorm reads the norm of a folder, the built-in one where none is named.
func wholeNorm(folder string) (payroll.DSNNorm, error) {
	if folder == "" {
		return payroll.DSNNorm{}, nil
	}
	var files []io.Reader
	for _, name := range []string{"rubrics.csv", "enums.csv", "tree.json"} {
		file, err := os.Open(filepath.Join(folder, name))
		if err != nil {
			return payroll.DSNNorm{}, err
		}
		defer func() { _ = file.Close() }()
		files = append(files, file)
	}
	return payroll.ReadDSNNorm("P26V01", files[0], files[1], files[2])
}
