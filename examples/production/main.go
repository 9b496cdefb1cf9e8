// Production carries one film from script to receipts: it orders the scenes, turns shooting
// days and engagements into wages, puts them into the budget, balances the financing plan and
// shares three years of receipts.
//
//	go run ./examples/production               # the bundled film, as a report
//	go run ./examples/production -json         # everything that was computed
//	go run ./examples/production -dir mine     # another folder of the same shape
package main

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/bobine-film/bobine/examples/production/internal/chain"
)

//go:embed film
var bundled embed.FS

// Exit statuses.
const (
	exitDone    = 0
	exitFailed  = 1
	exitRefused = 2
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// folderOf returns the folder that -dir names, that of the bundled film without it.
func folderOf(flags *flag.FlagSet, dir string) (fs.FS, error) {
	given := false
	flags.Visit(func(f *flag.Flag) { given = given || f.Name == "dir" })
	if !given {
		return fs.Sub(bundled, "film")
	}
	info, err := os.Stat(dir)
	switch {
	case dir == "":
		return nil, errors.New("is missing: the name of a folder is wanted")
	case err != nil:
		return nil, err
	case !info.IsDir():
		return nil, fmt.Errorf("not a folder: %q", dir)
	}
	return os.DirFS(dir), nil
}

func run(args []string, out, problems io.Writer) int {
	flags := flag.NewFlagSet("production", flag.ContinueOnError)
	flags.SetOutput(problems)
	dir := flags.String("dir", "", "read the files of this folder instead of the bundled film")
	asJSON := flags.Bool("json", false, "print everything that was computed, as JSON")
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return exitDone
	case err != nil:
		return exitRefused
	case flags.NArg() > 0:
		fmt.Fprintf(problems, "arguments: %q is not an option\n", flags.Arg(0))
		return exitRefused
	}
	folder, err := folderOf(flags, *dir)
	if err != nil {
		fmt.Fprintf(problems, "-dir: %v\n", err)
		return exitRefused
	}
	produced, err := chain.Produce(folder, func(string) {})
	if err != nil {
		for line := range strings.Lines(err.Error()) {
			fmt.Fprintln(problems, strings.TrimSuffix(line, "\n"))
		}
		return exitRefused
	}
	var page bytes.Buffer
	if *asJSON {
		encoder := json.NewEncoder(&page)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", "  ")
		err = encoder.Encode(produced)
	} else {
		err = report(&page, produced)
	}
	if err == nil {
		_, err = out.Write(page.Bytes())
	}
	if err != nil {
		fmt.Fprintln(problems, err)
		return exitFailed
	}
	return exitDone
}
