// Package out writes what a production came to into a folder: the dossier, the results of each stage as JSON, and
// tables for a spreadsheet.
package out

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/bobine-film/bobine/examples/production/internal/chain"
	"github.com/bobine-film/bobine/examples/production/internal/dossier"
)

// File is a file of the folder.
type File struct {
	Name string
	Data []byte
}

// Dossier is the name of the page.
const Dossier = "dossier.html"

// Files returns all files of a production, in the order of its stages. The dossier is in the language, and so is the
// form of the tables: a French spreadsheet has semicolons between cells and decimal commas.
func Files(p chain.Production, language dossier.Language) ([]File, error) {
	var page bytes.Buffer
	if err := dossier.Write(&page, p, language); err != nil {
		return nil, err
	}
	all := []File{{Dossier, page.Bytes()}}
	for _, stage := range []struct {
		name   string
		result any
	}{
		{"breakdown.json", p.Breakdown}, {"schedule.json", p.Schedule}, {"payroll.json", p.Payroll}, {"budget.json", p.Budget},
		{"plan.json", p.Financing}, {"treasury.json", p.Treasury}, {"cost.json", p.Control}, {"replan.json", p.Replan},
		{"delivery.json", p.Delivery}, {"statements.json", p.Receipts}, {"production.json", p},
	} {
		data, err := encoded(stage.result)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", stage.name, err)
		}
		all = append(all, File{stage.name, data})
	}
	tables, err := tablesOf(p, language)
	return append(all, tables...), err
}

// encoded is a result as JSON without spaces, since one stage is some hundred thousand of them.
func encoded(result any) ([]byte, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(result)
	return text.Bytes(), err
}

// Write puts files into a folder, which it makes where it is not there. Other files of the folder stay. The files are
// written beside the folder first and moved into it once all of them are whole.
func Write(dir string, files []File) (err error) {
	dir = filepath.Clean(dir)
	if err := free(dir, files); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return err
	}
	beside, err := os.MkdirTemp(filepath.Dir(dir), ".production-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(beside)) }()
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(beside, f.Name), f.Data, 0o644); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, f := range files {
		if err := os.Rename(filepath.Join(beside, f.Name), filepath.Join(dir, f.Name)); err != nil {
			return err
		}
	}
	return nil
}

// free tells of a folder that is a file, and of files that are folders: nothing is moved then.
func free(dir string, files []File) error {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !info.IsDir():
		return fmt.Errorf("not a folder: %q", dir)
	}
	for _, f := range files {
		path := filepath.Join(dir, f.Name)
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			return fmt.Errorf("a folder is where a file goes: %q", path)
		}
	}
	return nil
}
