package payroll

import (
	"fmt"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// Totals are the sums of payslips.
type Totals struct {
	Gross                 money.Amount `json:"gross"`
	Deduction             money.Amount `json:"deduction"`
	SocialBase            money.Amount `json:"socialBase"`
	Lines                 []TotalLine  `json:"lines"`
	EmployeeContributions money.Amount `json:"employeeContributions"`
	EmployerContributions money.Amount `json:"employerContributions"`
	Reduction             money.Amount `json:"reduction"`
	NetBeforeTax          money.Amount `json:"netBeforeTax"`
	NetTaxable            money.Amount `json:"netTaxable"`
	NetSocial             money.Amount `json:"netSocial"`
	IncomeTax             money.Amount `json:"incomeTax"`
	NetPaid               money.Amount `json:"netPaid"`
	EmployerCost          money.Amount `json:"employerCost"`
}

// TotalLine is the sum of the lines of one code.
type TotalLine struct {
	Code           string       `json:"code"`
	Base           money.Amount `json:"base"`
	EmployeeAmount money.Amount `json:"employeeAmount"`
	EmployerAmount money.Amount `json:"employerAmount"`
}

// Sum returns the totals of payslips, the lines in the order of [Codes]. Totals out of range are
// a [money.ErrOverflow], a line of an unknown code a [*FieldError].
func Sum(slips ...Payslip) (Totals, error) {
	var t Totals
	for _, sum := range []struct {
		to *money.Amount
		of func(*Payslip) money.Amount
	}{
		{&t.Gross, func(s *Payslip) money.Amount { return s.Bases.Gross }},
		{&t.Deduction, func(s *Payslip) money.Amount { return s.Deduction }},
		{&t.SocialBase, func(s *Payslip) money.Amount { return s.SocialBase }},
		{&t.EmployeeContributions, func(s *Payslip) money.Amount { return s.EmployeeContributions }},
		{&t.EmployerContributions, func(s *Payslip) money.Amount { return s.EmployerContributions }},
		{&t.Reduction, func(s *Payslip) money.Amount { return s.Reduction }},
		{&t.NetBeforeTax, func(s *Payslip) money.Amount { return s.NetBeforeTax }},
		{&t.NetTaxable, func(s *Payslip) money.Amount { return s.NetTaxable }},
		{&t.NetSocial, func(s *Payslip) money.Amount { return s.NetSocial }},
		{&t.IncomeTax, func(s *Payslip) money.Amount { return s.IncomeTax }},
		{&t.NetPaid, func(s *Payslip) money.Amount { return s.NetPaid }},
		{&t.EmployerCost, func(s *Payslip) money.Amount { return s.EmployerCost }},
	} {
		var total money.Total
		for i := range slips {
			total.Add(sum.of(&slips[i]))
		}
		var err error
		if *sum.to, err = total.Amount(); err != nil {
			return Totals{}, err
		}
	}
	var err error
	t.Lines, err = sumLines(slips)
	return t, err
}

// sumLines adds the lines of payslips up by code.
func sumLines(slips []Payslip) ([]TotalLine, error) {
	type sums struct{ base, employee, employer money.Total }
	byCode := make(map[string]*sums, len(codes))
	for i := range slips {
		for j := range slips[i].Lines {
			l := &slips[i].Lines[j]
			s := byCode[l.Code]
			if s == nil {
				if codeNamed(l.Code) == nil {
					return nil, &FieldError{Path: fmt.Sprintf("[%d].lines[%d].code", i, j), Value: l.Code, Err: valid.ErrReference}
				}
				s = new(sums)
				byCode[l.Code] = s
			}
			s.base.Add(l.Base)
			s.employee.Add(l.EmployeeAmount)
			s.employer.Add(l.EmployerAmount)
		}
	}
	lines := make([]TotalLine, 0, len(byCode))
	for _, c := range codes {
		s := byCode[c.Code]
		if s == nil {
			continue
		}
		l := TotalLine{Code: c.Code}
		for _, sum := range []struct {
			to *money.Amount
			of *money.Total
		}{{&l.Base, &s.base}, {&l.EmployeeAmount, &s.employee}, {&l.EmployerAmount, &s.employer}} {
			var err error
			if *sum.to, err = sum.of.Amount(); err != nil {
				return nil, err
			}
		}
		lines = append(lines, l)
	}
	return lines, nil
}
