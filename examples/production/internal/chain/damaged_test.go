package chain

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
)

// damaged is the bundled film with a text of one file replaced where it stands first.
func damaged(t *testing.T, name, from, to string) fs.FS {
	t.Helper()
	folder := fstest.MapFS{}
	require.NoError(t, fs.WalkDir(filmFolder(), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(filmFolder(), path)
		folder[path] = &fstest.MapFile{Data: data}
		return err
	}))
	require.Contains(t, folder, name)
	sound := string(folder[name].Data)
	require.True(t, strings.Contains(sound, from), "%s has no %s", name, from)
	folder[name] = &fstest.MapFile{Data: []byte(strings.Replace(sound, from, to, 1))}
	return folder
}

// refusal is the fault that the stages of budget and control find in a folder, on the plan and the wages of the
// bundled film, which take their time.
func refusal(t *testing.T, folder fs.FS) error {
	t.Helper()
	f, err := open(folder)
	if err != nil {
		return err
	}
	p := bundledFilm(t)
	if err := f.computeBudget(&p); err != nil {
		return err
	}
	return f.computeControl(&p)
}
