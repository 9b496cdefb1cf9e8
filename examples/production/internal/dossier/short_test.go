package dossier

import (
	"flag"
	"fmt"
	"os"
	"testing"
)

// TestMain leaves the film out of short tests: planning it takes seconds, under the race detector minutes, and
// nothing here runs at once.
func TestMain(m *testing.M) {
	if flag.Parse(); testing.Short() {
		fmt.Println("skipped: the film is not planned in short tests")
		return
	}
	os.Exit(m.Run())
}
