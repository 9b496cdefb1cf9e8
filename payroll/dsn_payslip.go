package payroll

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/bobine-film/bobine/internal/valid"
)

// compute returns the individual with payslips. The declaration that was given is not changed.
func (d DSNIndividual) compute(f *valid.Faults, p Parameters) DSNIndividual {
	d.Contracts = slices.Clone(d.Contracts)
	type slot struct {
		contract, paid int
		engagement     Engagement
	}
	var slots []slot
	for i := range d.Contracts {
		d.Contracts[i].Paid = slices.Clone(d.Contracts[i].Paid)
		for j := range d.Contracts[i].Paid {
			slots = append(slots, slot{i, j, d.Contracts[i].Paid[j].Engagement})
		}
	}
	slices.SortStableFunc(slots, func(a, b slot) int { return a.engagement.Date.Compare(b.engagement.Date) })
	var year YearToDate
	for i, e := range d.Earlier {
		var err error
		if year, _, err = year.Apply(e, p); err != nil {
			reachInto(f, fmt.Sprintf("earlier[%d]", i), err)
			return d
		}
	}
	for _, s := range slots {
		next, slip, err := year.Apply(s.engagement, p)
		if err != nil {
			reachInto(f, fmt.Sprintf("contracts[%d].paid[%d].engagement", s.contract, s.paid), err)
			continue
		}
		year = next
		d.Contracts[s.contract].Paid[s.paid].Payslip = slip
	}
	return d
}

// reachInto tells the faults of a part of a document with the path that leads to it.
func reachInto(f *valid.Faults, path string, err error) {
	for _, fault := range valid.List(err) {
		var field *FieldError
		if errors.As(fault, &field) && field.Path != "" {
			f.Add(strings.TrimPrefix(path+"."+field.Path, "."), field.Value, field.Err)
		} else {
			f.Add(path, nil, fault)
		}
	}
}
