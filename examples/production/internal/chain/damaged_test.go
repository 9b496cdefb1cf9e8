package chain

import (
	"bytes"
	"io/fs"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
)

// with is the bundled film with another text for one file.
func with(t *testing.T, name string, text []byte) fs.FS {
	t.Helper()
	folder := fstest.MapFS{}
	entries, err := fs.ReadDir(filmFolder(), ".")
	require.NoError(t, err)
	for _, e := range entries {
		data, err := fs.ReadFile(filmFolder(), e.Name())
		require.NoError(t, err)
		folder[e.Name()] = &fstest.MapFile{Data: data}
	}
	folder[name] = &fstest.MapFile{Data: text}
	return folder
}

// damaged is the bundled film with a text of one file replaced where it stands first.
func damaged(t *testing.T, name, from, to string) fs.FS {
	t.Helper()
	sound, err := fs.ReadFile(filmFolder(), name)
	require.NoError(t, err)
	require.True(t, bytes.Contains(sound, []byte(from)), "%s has no %s", name, from)
	return with(t, name, bytes.Replace(sound, []byte(from), []byte(to), 1))
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
