// Calculators builds the library as WebAssembly with its calculators for web pages, and serves
// them on this machine or writes the folder to embed.
//
//	go run ./examples/calculators             # build, serve, print the address
//	go run ./examples/calculators -build DIR  # write the folder
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, out, problems io.Writer) error {
	flags := flag.NewFlagSet("calculators", flag.ContinueOnError)
	flags.SetOutput(problems)
	folder := flags.String("build", "", "write the folder to embed here, and serve nothing")
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return nil
	case err != nil:
		return err
	case flags.NArg() > 0:
		return fmt.Errorf("%q is not an option", flags.Arg(0))
	}
	if *folder != "" {
		return build(ctx, *folder, out)
	}
	built, err := os.MkdirTemp("", "calculators")
	if err != nil {
		return err
	}
	defer os.RemoveAll(built)
	if err := build(ctx, built, out); err != nil {
		return err
	}
	return serve(ctx, built, out)
}
