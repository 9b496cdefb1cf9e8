package first

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// readme returns a page of the root.
func readme(t *testing.T, name string) string {
	t.Helper()
	page, err := os.ReadFile("../../" + name)
	require.NoError(t, err)
	return string(page)
}

var pages = []string{"README.md", "README.fr.md"}

// Both READMEs show these programs as they are, and what they print.
func TestTheREADMEsAreTrue(t *testing.T) {
	for _, program := range []string{"payroll", "schedule", "budget", "financing", "rights"} {
		source, err := os.ReadFile(program + "/main.go")
		require.NoError(t, err)
		_, code, _ := strings.Cut(string(source), "package main")
		assert.LessOrEqual(t, strings.Count("package main"+code, "\n"), 24, "it is short")
		printed, err := exec.Command("go", "run", "./"+program).Output()
		require.NoError(t, err)
		for _, page := range pages {
			t.Run(page+" "+program, func(t *testing.T) {
				assert.Contains(t, readme(t, page), "```go\npackage main"+code+"```\n\n```text\n"+string(printed)+"```\n")
			})
		}
	}
}

var (
	fenced  = regexp.MustCompile("(?ms)^```.*?^```$")
	section = regexp.MustCompile(`(?m)^## `)
	command = regexp.MustCompile("(?m)^    [^#\n]*[^# \n]|`[^`\n]*\\bgo [^`\n]*`")
	link    = regexp.MustCompile(`\]\(([^)\n]*)\)`)
	row     = regexp.MustCompile(`(?m)^\|.*$`)
	quoted  = regexp.MustCompile("`[^`]*`")
	day     = regexp.MustCompile(`(\d\d)/(\d\d)/(\d{4})`)
	digit   = regexp.MustCompile(`\d`)
)

// outline is what a page says in every language.
type outline struct {
	sections              int
	commands, links, rows []string
}

func outlineOf(page string) outline {
	page = fenced.ReplaceAllString(page, "")
	o := outline{sections: len(section.FindAllString(page, -1)), commands: command.FindAllString(page, -1)}
	for _, found := range link.FindAllStringSubmatch(page, -1) {
		// A page or a picture in French is called as the English one, with .fr in its name.
		o.links = append(o.links, strings.Replace(found[1], ".fr.", ".", 1))
	}
	for _, cells := range row.FindAllString(page, -1) {
		// Languages differ in what stands between the digits of a figure, and in the order of a date.
		figures := digit.FindAllString(day.ReplaceAllString(cells, "$3-$2-$1"), -1)
		o.rows = append(o.rows, strings.Join(quoted.FindAllString(cells, -1), " ")+" "+strings.Join(figures, ""))
	}
	return o
}

// The two READMEs say the same: as many sections, and in one order the same commands, the same links, and tables
// that name the same programs and benchmarks with the same figures.
func TestTheREADMEsSayTheSame(t *testing.T) {
	english, french := outlineOf(readme(t, "README.md")), outlineOf(readme(t, "README.fr.md"))
	require.Contains(t, english.commands, "    go test ./...")
	require.Contains(t, english.links, "LICENSE")
	require.Contains(t, strings.Join(english.rows, "\n"), "`BenchmarkPayslip` ")
	assert.Equal(t, english.sections, french.sections, "sections")
	assert.Equal(t, english.commands, french.commands, "commands")
	assert.Equal(t, english.links, french.links, "links")
	assert.Equal(t, english.rows, french.rows, "rows of tables")
}

func TestTheREADMEsLinkToWhatIsThere(t *testing.T) {
	for _, page := range pages {
		for _, found := range link.FindAllStringSubmatch(fenced.ReplaceAllString(readme(t, page), ""), -1) {
			assert.FileExists(t, filepath.Join("../..", found[1]), page)
		}
	}
}
