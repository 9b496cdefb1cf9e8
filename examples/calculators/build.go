package main

import (
	"compress/gzip"
	"context"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

//go:embed web
var web embed.FS

// modules are the programs for the browser, each the folder of its name under wasm. The last one
// has every door, for pages with several calculators.
var modules = []string{"payslip", "wage", "aid", "waterfall", "shoot", "bobine"}

const importPath = "github.com/bobine-film/bobine/examples/calculators"

// build writes the folder that a page embeds: the modules, the runtime's own script, the pages.
// It needs the go command, which is there after go run.
func build(ctx context.Context, folder string, out io.Writer) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	if err := writeWeb(folder); err != nil {
		return err
	}
	if err := writeRuntime(ctx, folder); err != nil {
		return err
	}
	for _, module := range modules {
		path := filepath.Join(folder, module+".wasm")
		if err := compile(ctx, module, path); err != nil {
			return err
		}
		whole, packed, err := sizes(path)
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "%s.wasm: %d bytes, %d gzipped\n", module, whole, packed)
	}
	return nil
}

// writeWeb writes the embedded pages and scripts over those of an earlier build.
func writeWeb(folder string) error {
	return fs.WalkDir(web, "web", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		path := filepath.Join(folder, filepath.FromSlash(strings.TrimPrefix(name, "web")))
		if entry.IsDir() {
			return os.MkdirAll(path, 0o755)
		}
		data, err := web.ReadFile(name)
		if err != nil {
			return err
		}
		return os.WriteFile(path, data, 0o644)
	})
}

// writeRuntime copies wasm_exec.js of the Go release that compiles the modules: the two have to
// be of one version, and it is not ours to keep a copy of.
func writeRuntime(ctx context.Context, folder string) error {
	root, err := goCommand(ctx, "env", "GOROOT").Output()
	if err != nil {
		return described(err, "go env")
	}
	script, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "wasm_exec.js"), script, 0o644)
}

// inlined are the packages in which calls are inlined. Without inlining (-l) a module is a tenth
// smaller, and a page does not notice what that costs, but for these: a search is slower many times
// over, and the runtime, which everything waits for, by two thirds.
var inlined = []string{"github.com/bobine-film/bobine/schedule", "runtime"}

// compile compiles a module.
func compile(ctx context.Context, module, path string) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	args := []string{"build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-gcflags=all=-l"}
	for _, name := range inlined {
		args = append(args, "-gcflags="+name+"=")
	}
	command := goCommand(ctx, append(args, "-o", path, importPath+"/wasm/"+module)...)
	command.Env = append(command.Env, "GOOS=js", "GOARCH=wasm")
	_, err = command.Output()
	return described(err, module)
}

func goCommand(ctx context.Context, args ...string) *exec.Cmd {
	command := exec.CommandContext(ctx, "go", args...)
	command.Env = os.Environ()
	return command
}

// described adds what a failed command said.
func described(err error, doing string) error {
	var failed *exec.ExitError
	if errors.As(err, &failed) {
		return fmt.Errorf("%s: %w\n%s", doing, err, failed.Stderr)
	}
	return err
}

// sizes returns how large a file is, and how large gzipped.
func sizes(path string) (whole, packed int64, err error) {
	file, err := os.Open(path)
	if err != nil {
		return 0, 0, err
	}
	defer file.Close()
	var count counter
	writer, err := gzip.NewWriterLevel(&count, gzip.BestCompression)
	if err != nil {
		return 0, 0, err
	}
	if whole, err = io.Copy(writer, file); err != nil {
		return 0, 0, err
	}
	err = writer.Close() // before the count is read: it writes the rest
	return whole, int64(count), err
}

// counter counts the bytes written to it.
type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}
