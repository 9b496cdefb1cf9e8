package payroll

import (
	"bytes"
	"fmt"
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// longDSN returns a file of about so many lines: the individuals of the constructed example over and over.
func longDSN(t testing.TB, lines int) []byte {
	l := linesOfExample(t)
	first, end := l.find(t, "S21.G00.30.001", 1), l.find(t, "S90.G00.90.001", 1)
	var b bytes.Buffer
	b.Write(l[:first].bytes())
	people := l[first:end].bytes()
	n := first + 2
	for n < lines {
		b.Write(people)
		n += end - first
	}
	fmt.Fprintf(&b, "S90.G00.90.001,'%d'\r\nS90.G00.90.002,'1'\r\n", n)
	return b.Bytes()
}

// A file of 200,000 lines is checked in memory that one individual bounds: what is live at any time is far
// less than the file.
func TestALongFileIsCheckedInLittleMemory(t *testing.T) {
	lines := 200_000
	if testing.Short() {
		lines = 40_000
	}
	data := longDSN(t, lines)
	var before, during runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	most, n := uint64(0), 0
	for _, err := range DSNIndividuals(bytes.NewReader(data)) {
		require.NoError(t, err)
		if n++; n%500 == 0 {
			runtime.GC()
			runtime.ReadMemStats(&during)
			most = max(most, during.HeapAlloc)
		}
	}
	assert.Less(t, most, before.HeapAlloc+1<<20)
	report, err := CheckDSN(bytes.NewReader(data), DSNNorm{}, DSNParameters{})
	require.NoError(t, err)
	assert.True(t, report.Sound(), "%+v", report.Faults)
	assert.Equal(t, n, report.Individuals)
}

// 200,000 lines.
func BenchmarkCheckDSN(b *testing.B) {
	data := longDSN(b, 200_000)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		report, err := CheckDSN(bytes.NewReader(data), DSNNorm{}, DSNParameters{})
		if err != nil || !report.Sound() {
			b.Fatal(err, report.Faults)
		}
	}
}

// 200,000 lines, one individual at a time.
func BenchmarkDSNIndividuals(b *testing.B) {
	data := longDSN(b, 200_000)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		for _, err := range DSNIndividuals(bytes.NewReader(data)) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}

// 200,000 lines into a tree, and back to bytes.
func BenchmarkReadDSN(b *testing.B) {
	data := longDSN(b, 200_000)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		file, err := ReadDSN(bytes.NewReader(data))
		if err != nil {
			b.Fatal(err)
		}
		if again, err := file.Bytes(); err != nil || len(again) != len(data) {
			b.Fatal(err)
		}
	}
}

// A month of 50 individuals with about 100 contracts.
func BenchmarkDeclareMonth(b *testing.B) {
	d := randomDeclarationOf(b, 50, 1)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := DeclareMonth(d, DSNFigures{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCompareDeclarations(b *testing.B) {
	file, attestations, certificates := papersOf(b)
	files := []DSNFile{file}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := CompareDeclarations(files, attestations, certificates); err != nil {
			b.Fatal(err)
		}
	}
}
