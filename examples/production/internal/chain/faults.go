package chain

import (
	"errors"
	"fmt"
	"strings"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

func needed(f *valid.Faults, field, text string) {
	if strings.TrimSpace(text) == "" {
		f.Add(field, nil, valid.ErrMissing)
	}
}

// some tells a list without anything in it.
func some(f *valid.Faults, field string, n int) {
	if n == 0 {
		f.Add(field, nil, valid.ErrMissing)
	}
}

// under puts a step before the path of every fault.
func under(step string, err error) error {
	var errs []error
	for _, e := range valid.List(err) {
		var fault *valid.FieldError
		switch {
		case !errors.As(e, &fault):
			e = &valid.FieldError{Path: step, Err: e}
		case fault.Path == "":
			e = &valid.FieldError{Path: step, Value: fault.Value, Err: fault.Err}
		case strings.HasPrefix(fault.Path, "["):
			e = &valid.FieldError{Path: step + fault.Path, Value: fault.Value, Err: fault.Err}
		default:
			e = &valid.FieldError{Path: step + "." + fault.Path, Value: fault.Value, Err: fault.Err}
		}
		errs = append(errs, e)
	}
	return errors.Join(errs...)
}

// moved gives faults within one path another in its place, that of the field that they came from.
func moved(from, to string, err error) error {
	var errs []error
	for _, e := range valid.List(err) {
		var fault *valid.FieldError
		if errors.As(e, &fault) {
			if rest, within := strings.CutPrefix(fault.Path, from); within {
				e = &valid.FieldError{Path: to + rest, Value: fault.Value, Err: fault.Err}
			}
		}
		errs = append(errs, e)
	}
	return errors.Join(errs...)
}

// at returns the first fault of a computation as one of the field it was computed from, nil without one.
func at(path string, value any, err error) error {
	if err == nil {
		return nil
	}
	first := valid.List(err)[0]
	var fault *valid.FieldError
	if errors.As(first, &fault) {
		first = fault.Err
	}
	return &valid.FieldError{Path: path, Value: value, Err: first}
}

// inFile puts the name of the file before every fault.
func inFile(name string, err error) error {
	var errs []error
	for _, e := range valid.List(err) {
		errs = append(errs, fmt.Errorf("%s: %w", name, e))
	}
	return errors.Join(errs...)
}

// isCountry tells what has not the form of a code of ISO 3166.
func isCountry(f *valid.Faults, field, code string) {
	if len(code) != 2 || !isCapital(code[0]) || !isCapital(code[1]) {
		f.Addf(field, code, valid.ErrOutOfRange, "two capital letters, ISO 3166")
	}
}

func isCapital(c byte) bool { return 'A' <= c && c <= 'Z' }

func percentage(f *valid.Faults, field string, rate money.Decimal) {
	if rate.Sign() < 0 || rate.Compare(money.DecimalFromInt(100)) > 0 {
		f.Addf(field, rate, valid.ErrOutOfRange, "0 to 100")
	}
}

// mostPaid is far above any fee for a day or pay for a week, and a month of it is still a payslip.
var mostPaid = money.MustParse("1000000.00")

func positive(f *valid.Faults, field string, a money.Amount) {
	if a.Sign() <= 0 || a.Compare(mostPaid) > 0 {
		f.Addf(field, a, valid.ErrOutOfRange, "more than 0.00, at most %v", mostPaid)
	}
}

// joined returns all faults, one by one.
func joined(errs ...error) error {
	var all []error
	for _, err := range errs {
		all = append(all, valid.List(err)...)
	}
	return errors.Join(all...)
}
