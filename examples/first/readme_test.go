package first

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Both READMEs show these programs as they are, and what they print.
func TestTheREADMEsAreTrue(t *testing.T) {
	for _, name := range []string{"README.md", "README.fr.md"} {
		page, err := os.ReadFile("../../" + name)
		require.NoError(t, err)
		for _, program := range []string{"payroll", "schedule", "budget", "financing", "rights"} {
			t.Run(name+" "+program, func(t *testing.T) {
				source, err := os.ReadFile(program + "/main.go")
				require.NoError(t, err)
				_, code, _ := strings.Cut(string(source), "package main")
				assert.Contains(t, string(page), "```go\npackage main"+code+"```\n")
				assert.LessOrEqual(t, strings.Count("package main"+code, "\n"), 24, "it is short")
				printed, err := exec.Command("go", "run", "./"+program).Output()
				require.NoError(t, err)
				assert.Contains(t, string(page), "```text\n"+string(printed)+"```\n")
			})
		}
	}
}
