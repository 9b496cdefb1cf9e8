package payroll_test

import (
	"bytes"
	"fmt"
	"os"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/payroll"
)

// july reads the month that examples/dsn bundles: the gaffer's week and an actress paid by cachets.
func july() (payroll.DSNDeclaration, error) {
	file, err := os.Open("../examples/dsn/testdata/month.json")
	if err != nil {
		return payroll.DSNDeclaration{}, err
	}
	defer func() { _ = file.Close() }()
	d, err := payroll.DecodeDSN(file)
	if err != nil {
		return payroll.DSNDeclaration{}, err
	}
	return d.Compute(payroll.Parameters{})
}

// A declaration is written from contracts and payslips. What no source gives is left out knowingly, or given.
func ExampleDeclareMonth() {
	d, err := july()
	if err != nil {
		fmt.Println(err)
		return
	}
	declared, err := payroll.DeclareMonth(d, payroll.DSNFigures{})
	if err != nil {
		fmt.Println(err)
		return
	}
	data, err := declared.File.Bytes()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(declared.File.Lines(), "lines, to be sent by", declared.Due)
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "S21.G00.53.") {
			fmt.Print(strings.ReplaceAll(line, "\r", ""))
		}
	}
	// Output:
	// 389 lines, to be sent by 2026-08-17
	// S21.G00.53.001,'01'
	// S21.G00.53.002,'39.00'
	// S21.G00.53.003,'35'
	// S21.G00.53.001,'01'
	// S21.G00.53.002,'5.00'
	// S21.G00.53.003,'12'
	// S21.G00.53.001,'01'
	// S21.G00.53.002,'5.00'
	// S21.G00.53.003,'40'
	// S21.G00.53.001,'01'
	// S21.G00.53.002,'2.00'
	// S21.G00.53.003,'37'
	// S21.G00.53.001,'01'
	// S21.G00.53.002,'2.00'
	// S21.G00.53.003,'12'
	// S21.G00.53.001,'01'
	// S21.G00.53.002,'2.00'
	// S21.G00.53.003,'40'
}

// What is wrong in a file is told by its line.
func ExampleCheckDSN() {
	const file = "S10.G00.00.001,'bobine'\r\nS10.G00.00.005,'03'\r\nS10.G00.02.001,'01'\r\nS10.G00.01.001,'732829320'\r\n"
	report, err := payroll.CheckDSN(strings.NewReader(file), payroll.DSNNorm{}, payroll.DSNParameters{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range report.Faults {
		fmt.Println(&f)
	}
	// Output:
	// line 2, S10.G00.00.005: the list of the norm does not have this code
	// line 4, S10.G00.01.001: a block S10.G00.01 comes before a block S10.G00.02
	// line 4: a declaration, S20.G00.05, is absent
	// line 4: the counter S90.G00.90.001 is absent
	// line 4: the counter S90.G00.90.002 is absent
}

// A file is a tree of blocks, and the same bytes again.
func ExampleReadDSN() {
	const file = "S10.G00.00.001,'bobine'\r\nS10.G00.01.001,'732829320'\r\nS90.G00.90.001,'3'\r\n"
	read, err := payroll.ReadDSN(strings.NewReader(file))
	if err != nil {
		fmt.Println(err)
		return
	}
	again, err := read.Bytes()
	fmt.Println(len(read.Blocks), read.Blocks[0].Blocks[0].Value("001"), string(again) == file, err)
	// Output: 2 732829320 true <nil>
}

// A long file is read one individual at a time.
func ExampleDSNIndividuals() {
	data, err := os.ReadFile("testdata/dsn_example_cddu.txt")
	if err != nil {
		fmt.Println(err)
		return
	}
	for individual, err := range payroll.DSNIndividuals(bytes.NewReader(data)) {
		if err != nil {
			fmt.Println(err)
			return
		}
		individual.Each("S21.G00.40", func(contract *payroll.DSNBlock) {
			fmt.Println(individual.Value("002"), contract.Value("009"), contract.Value("006"))
		})
	}
	// Output:
	// DURAND 2026-0001 1er assistant opérateur cinéma
	// PETIT 2026-0002 artiste-interprète
}

// Attestations are of the same frozen result: a day that one of them lost is told.
func ExampleCompareDeclarations() {
	d, err := july()
	if err != nil {
		fmt.Println(err)
		return
	}
	declared, err := payroll.DeclareMonth(d, payroll.DSNFigures{})
	if err != nil {
		fmt.Println(err)
		return
	}
	attestations, err := d.Attestations(payroll.PaperParameters{})
	if err != nil {
		fmt.Println(err)
		return
	}
	files := []payroll.DSNFile{declared.File}
	list, err := payroll.CompareDeclarations(files, attestations, nil)
	fmt.Println(list, err)
	attestations[0].Work.Days = 4
	list, err = payroll.CompareDeclarations(files, attestations, nil)
	fmt.Println(list[0].Contract, list[0].Field, list[0].Declaration, list[0].Attestation, err)
	// Output:
	// [] <nil>
	// 2026-0027 days 5 4 <nil>
}

// What was declared wrongly is stated as the difference, in the month of the correction.
func ExampleCorrectDSN() {
	right := gaffer()
	right.Gross = money.MustParse("1300.00")
	list, err := payroll.CorrectDSN([]payroll.Engagement{gaffer()}, 0, right, civil.MustParseDate("2026-08-31"), payroll.Parameters{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(list), list[0].Wrong.Payslip.Bases.Gross, list[0].Right.Payslip.Bases.Gross)
	// Output: 1 1250.00 1300.00
}

// A code of the bordereau that no source gives is the caller's to set.
func ExampleDSNParameters_With() {
	on := civil.MustParseDate("2026-07-15")
	code, err := payroll.DSNParameters{}.At("artist/allocations-familiales/complement", on)
	if err != nil {
		fmt.Println(err)
		return
	}
	code.CTP = "999" // whatever the table of the Urssaf says
	changed, err := payroll.DSNParameters{}.With(law.Override[payroll.DSNCode]{Key: "artist/allocations-familiales/complement", Value: code})
	if err != nil {
		fmt.Println(err)
		return
	}
	code, err = changed.At("artist/allocations-familiales/complement", on)
	fmt.Println(code.Base, code.Code, code.CTP, code.Qualifier, err)
	// Output: 03 102 999 920 <nil>
}

// The whole norm is read from documents of the caller's.
func ExampleReadDSNNorm() {
	norm, err := payroll.ReadDSNNorm("P26V01",
		strings.NewReader("block,block_name,rubric,label,type,max_length,has_enum\nS21.G00.40,Contrat,S21.G00.40.007,Nature du contrat,X,2,yes\n"),
		strings.NewReader("block,rubric,rubric_label,code,label\nS21.G00.40,S21.G00.40.007,Nature du contrat,02,CDD\n"),
		strings.NewReader(`{"S21.G00.06": {"maxOccurs": 1, "children": {"S21.G00.11": {"maxOccurs": 1}}}}`))
	fmt.Println(len(norm.Blocks), norm.Rubrics, err)
	// Output: 7 [{S21.G00.40.007 text 2 [02]}] <nil>
}
