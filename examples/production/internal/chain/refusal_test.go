package chain

import (
	"bytes"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
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

// damage is a text of a file replaced, and what the fault that is told has in it or begins with.
type damage struct{ name, old, replacement, want string }

// refusesAll asserts that damages are found before anything is computed, with the fault that is wanted first.
func refusesAll(t *testing.T, file string, damages []damage) {
	t.Helper()
	for _, c := range damages {
		t.Run(c.name, func(t *testing.T) {
			_, err := open(damaged(t, file, c.old, c.replacement))
			require.Error(t, err)
			assert.True(t, strings.HasPrefix(err.Error(), file+": "+c.want), err.Error())
		})
	}
}

// refusesLater asserts that damages are found by the stages of budget and control at the latest.
func refusesLater(t *testing.T, file string, damages []damage) {
	t.Helper()
	for _, c := range damages {
		t.Run(c.name, func(t *testing.T) {
			err := refusal(t, damaged(t, file, c.old, c.replacement))
			require.Error(t, err)
			assert.Contains(t, err.Error(), c.want)
			assert.True(t, strings.HasPrefix(err.Error(), file+": document."), err.Error())
		})
	}
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
