package lesson_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A lesson is read in one go: it is short, and both it and the page tell how to run it.
func TestLessonsAreShortAndNamed(t *testing.T) {
	page, err := os.ReadFile("README.md")
	require.NoError(t, err)
	programs, err := filepath.Glob("*/main.go")
	require.NoError(t, err)
	require.Len(t, programs, 5)
	for _, program := range programs {
		source, err := os.ReadFile(program)
		require.NoError(t, err)
		assert.Less(t, strings.Count(string(source), "\n"), 60, program)
		command := "go run ./examples/lesson/" + filepath.Dir(program)
		assert.Contains(t, string(source), command+"\npackage main", program)
		assert.Contains(t, string(page), "`"+command+"`", program)
		assert.FileExists(t, filepath.Join(filepath.Dir(program), "main_test.go"))
	}
}
