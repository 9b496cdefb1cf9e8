package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The README shows this program as it is, and what it prints.
func TestTheREADMEIsTrue(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	program, err := os.ReadFile("main.go")
	require.NoError(t, err)
	_, code, _ := strings.Cut(string(program), "package main")
	assert.Contains(t, string(readme), "```go\npackage main"+code+"```\n")
	assert.LessOrEqual(t, strings.Count("package main"+code, "\n"), 15, "it fits on the first screen")

	printed, err := exec.Command("go", "run", ".").Output()
	require.NoError(t, err)
	assert.Contains(t, string(readme), "```text\n"+string(printed)+"```\n")
}
