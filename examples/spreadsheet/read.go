package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"reflect"

	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/financing"
	"github.com/bobine-film/bobine/rights"
)

// documents are what a workbook is made of.
type documents struct {
	Budget   budget.Budget
	Topsheet budget.Topsheet
	Cost     budget.CostReport
	// Final is the final cost, nil before there is one.
	Final  *budget.FinalCost
	Plan   financing.Balance
	Result rights.Result
	// Statements are in the order of their periods.
	Statements []rights.StatementRecord
}

// The members of each file that are read; others are ignored.
type (
	budgetFile struct {
		Topsheet json.RawMessage `json:"topsheet"`
		Document json.RawMessage `json:"document"`
	}
	costFile struct {
		Report *budget.CostReport `json:"report"`
		Final  *budget.FinalCost  `json:"final"`
	}
	planFile struct {
		Plan *financing.Balance `json:"plan"`
	}
	statementsFile struct {
		Result     *rights.Result           `json:"result"`
		Statements []rights.StatementRecord `json:"statements"`
	}
)

// read reads the documents of a folder.
func read(folder fs.FS) (documents, error) {
	var d documents
	for _, file := range []struct {
		name string
		read func([]byte, *documents) error
	}{
		{"budget.json", readBudget}, {"cost.json", readCost}, {"plan.json", readPlan}, {"statements.json", readStatements},
	} {
		data, err := fs.ReadFile(folder, file.name)
		if err == nil {
			err = file.read(data, &d)
		}
		if err != nil {
			return documents{}, fmt.Errorf("%s: %w", file.name, err)
		}
	}
	return d, nil
}

// readBudget computes the topsheet from its document, because the exact numbers in it have no reader, and
// refuses a file whose topsheet is another.
func readBudget(data []byte, d *documents) error {
	var file budgetFile
	err := json.Unmarshal(data, &file)
	if err != nil {
		return err
	}
	if d.Budget, err = budget.Decode(bytes.NewReader(file.Document)); err != nil {
		return fmt.Errorf("document: %w", err)
	}
	if d.Topsheet, err = budget.Compute(d.Budget); err != nil {
		return fmt.Errorf("document: %w", err)
	}
	computed, err := json.Marshal(d.Topsheet)
	if err != nil {
		return err
	}
	same, err := areSame(computed, file.Topsheet)
	if err != nil {
		return fmt.Errorf("topsheet: %w", err)
	}
	if !same {
		return fmt.Errorf("topsheet: is not what the document comes to, %v", d.Topsheet.Total)
	}
	return nil
}

// areSame tells whether two texts are the same JSON value.
func areSame(a, b []byte) (bool, error) {
	var x, y any
	if err := json.Unmarshal(a, &x); err != nil {
		return false, err
	}
	if err := json.Unmarshal(b, &y); err != nil {
		return false, err
	}
	return reflect.DeepEqual(x, y), nil
}

func readCost(data []byte, d *documents) error {
	var file costFile
	if err := json.Unmarshal(data, &file); err != nil {
		return err
	}
	if file.Report == nil {
		return fmt.Errorf("report: is missing")
	}
	d.Cost, d.Final = *file.Report, file.Final
	return nil
}

func readPlan(data []byte, d *documents) error {
	var file planFile
	if err := json.Unmarshal(data, &file); err != nil {
		return err
	}
	if file.Plan == nil {
		return fmt.Errorf("plan: is missing")
	}
	d.Plan = *file.Plan
	return nil
}

// readStatements takes the statements of the result where the file does not list them apart.
func readStatements(data []byte, d *documents) error {
	var file statementsFile
	if err := json.Unmarshal(data, &file); err != nil {
		return err
	}
	if file.Result == nil {
		return fmt.Errorf("result: is missing")
	}
	d.Result, d.Statements = *file.Result, file.Statements
	if d.Statements == nil {
		d.Statements = file.Result.Statements
	}
	return nil
}
