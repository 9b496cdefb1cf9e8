package payroll

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

// What is read is written to the same bytes, and nothing that a stranger sends is a panic.
func FuzzReadDSN(f *testing.F) {
	good := constructed(f)
	f.Add(good)
	f.Add(bytes.ReplaceAll(good, []byte("\r\n"), []byte("\n")))
	f.Add(bytes.Replace(good, []byte("S21.G00.50.001"), []byte("S21.G00.51.001"), 1))
	f.Add([]byte("S05.G00.00.001,'x'\nS10.G00.00.001,'a'b'"))
	f.Add([]byte("S21.G00.30.001,'\xe9'\r\nS21.G00.30.001,'é'"))
	f.Fuzz(func(t *testing.T, data []byte) {
		report, err := CheckDSN(bytes.NewReader(data), DSNNorm{}, DSNParameters{})
		if err != nil {
			t.Fatal(err)
		}
		individuals := 0
		var stopped error
		for _, err := range DSNIndividuals(bytes.NewReader(data)) {
			if stopped = err; err == nil {
				individuals++
			}
		}
		file, err := ReadDSN(bytes.NewReader(data))
		if err != nil {
			if report.Sound() {
				t.Fatalf("the checks find nothing, the reader: %v", err)
			}
			return
		}
		again, err := file.Bytes()
		if err != nil || !bytes.Equal(data, again) {
			t.Fatalf("%v: %q is written as %q", err, data, again)
		}
		if stopped == nil && individuals != report.Individuals {
			t.Fatalf("%d individuals, one by one %d", report.Individuals, individuals)
		}
		if _, err := CompareDeclarations([]DSNFile{file}, nil, nil); err == nil && report.Lines != file.Lines() {
			t.Fatalf("%d lines, in the tree %d", report.Lines, file.Lines())
		}
	})
}

// A declaration of strangers is refused or written to a file without a fault of its form.
func FuzzDecodeDSN(f *testing.F) {
	document, err := json.Marshal(constructedDeclaration())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(document))
	f.Add(strings.Replace(string(document), `"normal"`, `"nil"`, 1))
	f.Add(`{"kind":"nil"}`)
	f.Fuzz(func(t *testing.T, document string) {
		d, err := DecodeDSN(strings.NewReader(document))
		if err != nil {
			return
		}
		if d, err = d.Compute(Parameters{}); err != nil {
			return
		}
		declared, err := DeclareMonth(d, DSNFigures{})
		if err != nil {
			return
		}
		data, err := declared.File.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		codes, err := d.Codes(DSNParameters{})
		if err != nil {
			t.Fatal(err)
		}
		report, err := CheckDSN(bytes.NewReader(data), DSNNorm{}, codes)
		if err != nil || report.Lines != declared.File.Lines() {
			t.Fatal(err, report)
		}
		for _, fault := range report.Faults {
			if fault.Check <= 3 {
				t.Fatalf("%v", &fault)
			}
		}
	})
}

// A norm of strangers is refused, or one that files can be checked against.
func FuzzReadDSNNorm(f *testing.F) {
	f.Add("h,h,h,h,h,h,h\nS21.G00.40,Contrat,S21.G00.40.007,Nature,X,2,yes\n", "h,h,h,h,h\nS21.G00.40,S21.G00.40.007,Nature,02,CDD\n",
		`{"S21.G00.06": {"maxOccurs": 1, "children": {"S21.G00.11": {"maxOccurs": 1}}}}`)
	f.Add("h\n", "", "{}")
	good := constructed(f)
	f.Fuzz(func(t *testing.T, rubrics, codes, tree string) {
		norm, err := ReadDSNNorm("P26V01", strings.NewReader(rubrics), strings.NewReader(codes), strings.NewReader(tree))
		if err != nil {
			return
		}
		if _, err := CheckDSN(bytes.NewReader(good), norm, DSNParameters{}); err != nil {
			t.Fatal(err)
		}
	})
}
