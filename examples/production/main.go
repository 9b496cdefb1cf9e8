// Production carries one film from script to receipts: it breaks the screenplay down, plans the shoot, pays cast and
// crew from hours, puts the wages into the budget, balances the financing plan, runs the cash, follows the costs up to
// a stated day, plans again after a lost day, and shares three years of receipts.
//
//	go run ./examples/production                 # the bundled film, on one screen
//	go run ./examples/production -out film       # and its dossier, with all results as JSON and tables
//	go run ./examples/production -lang fr        # in French
//	go run ./examples/production -json           # everything that was computed
//	go run ./examples/production -dir mine       # another folder of the same shape
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
	"path/filepath"

	"github.com/bobine-film/bobine/examples/production/internal/chain"
	"github.com/bobine-film/bobine/examples/production/internal/dossier"
	"github.com/bobine-film/bobine/examples/production/internal/out"
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

// options are what the command line asks for.
type options struct {
	folder   fs.FS
	out      string
	language dossier.Language
	json     bool
}

// parsed reads the command line, and tells what is wrong with it.
func parsed(args []string, problems io.Writer) (options, error) {
	flags := flag.NewFlagSet("production", flag.ContinueOnError)
	flags.SetOutput(problems)
	dir := flags.String("dir", "", "read the files of this folder instead of the bundled film")
	into := flags.String("out", "", "write the dossier, results as JSON and tables into this folder")
	language := flags.String("lang", string(dossier.English), "language of the dossier and of the summary, en or fr")
	asJSON := flags.Bool("json", false, "print everything that was computed, as JSON")
	if err := flags.Parse(args); err != nil {
		return options{}, err
	}
	given := map[string]bool{}
	flags.Visit(func(f *flag.Flag) { given[f.Name] = true })
	o := options{out: *into, language: dossier.Language(*language), json: *asJSON}
	switch {
	case flags.NArg() > 0:
		return o, told(problems, "arguments: %q is not an option", flags.Arg(0))
	case !o.language.Known():
		return o, told(problems, "-lang: neither en nor fr: %q", *language)
	case given["out"] && *into == "":
		return o, told(problems, "-out: is missing: the name of a folder is wanted")
	}
	folder, err := folderOf(*dir, given["dir"])
	if err != nil {
		return o, told(problems, "-dir: %v", err)
	}
	o.folder = folder
	return o, nil
}

// told writes what is wrong, and returns it.
func told(problems io.Writer, format string, args ...any) error {
	err := fmt.Errorf(format, args...)
	fmt.Fprintln(problems, err)
	return err
}

// folderOf returns the folder that -dir names, that of the bundled film without it.
func folderOf(dir string, given bool) (fs.FS, error) {
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

func run(args []string, screen, problems io.Writer) int {
	o, err := parsed(args, problems)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return exitDone
	case err != nil:
		return exitRefused
	}
	produced, err := chain.Produce(o.folder, progress(problems))
	if err != nil {
		fmt.Fprintln(problems, err)
		return exitRefused
	}
	if err := o.deliver(produced, screen); err != nil {
		fmt.Fprintln(problems, err)
		return exitFailed
	}
	return exitDone
}

// progress tells of each stage as it begins, where somebody is watching.
func progress(problems io.Writer) func(stage string) {
	file, isFile := problems.(*os.File)
	if !isFile {
		return func(string) {}
	}
	if info, err := file.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return func(string) {}
	}
	return func(stage string) { fmt.Fprintln(file, stage+"…") }
}

// deliver writes the files that were asked for, then the summary or the JSON.
func (o options) deliver(p chain.Production, screen io.Writer) error {
	var page bytes.Buffer
	if o.json {
		encoder := json.NewEncoder(&page)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", "  ")
		if err := encoder.Encode(p); err != nil {
			return err
		}
	}
	where := ""
	if o.out != "" {
		files, err := out.Files(p, o.language)
		if err != nil {
			return err
		}
		if err := out.Write(o.out, files); err != nil {
			return fmt.Errorf("-out: %w", err)
		}
		where = filepath.Join(o.out, out.Dossier)
	}
	if !o.json {
		page.WriteString(summary(p, o.language, where))
	}
	_, err := screen.Write(page.Bytes())
	return err
}
