package door

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Answer writes what the program writes, and nothing where the program refuses.
func TestAnswerIsThatOfTheProgram(t *testing.T) {
	for _, input := range []string{`[{"name":"<é>"},{"name":"b"}]`, `[]`, `[{"name":"a"},{"name":""}]`, `[{"nam":1}]`, ``} {
		status, want, problems := run(input)
		var out strings.Builder
		err := lengths().Answer(strings.NewReader(input), &out)
		assert.Equal(t, want, out.String())
		if status == exitDone {
			require.NoError(t, err)
			continue
		}
		require.Error(t, err)
		assert.Equal(t, problems, err.Error()+"\n")
	}
}
