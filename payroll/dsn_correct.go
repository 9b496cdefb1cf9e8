package payroll

import (
	"slices"

	"github.com/bobine-film/bobine/civil"
)

// CorrectDSN returns what a declaration states when an engagement that was paid and declared in the year was
// wrong: the difference of that payslip, and of each after it whose limits it shared, as [Correct] has
// them. The caller puts each into the contract of its engagement, in the declaration of the month of on. The
// declarations of the year then add up to the year as it would have been.
//
// engagements are those of the worker at the employer that were declared, in order. An index outside the
// list and a faulty engagement are each a [*FieldError].
//
// Complexity that of [Correct].
func CorrectDSN(engagements []Engagement, index int, right Engagement, on civil.Date, p Parameters) ([]DSNCorrection, error) {
	replaced, _, err := Correct(engagements, index, right, p)
	if err != nil {
		return nil, err
	}
	list := make([]DSNCorrection, len(replaced))
	for i, r := range replaced {
		corrected := engagements[r.Index]
		if r.Index == index {
			corrected = right
		}
		list[i] = DSNCorrection{
			Wrong: DSNPaid{Engagement: engagements[r.Index], Payslip: r.Reversed.negative()},
			Right: DSNPaid{Engagement: corrected, Payslip: r.Corrected},
			On:    on,
		}
	}
	return list, nil
}

// Attestations returns the attestations (AEM) of the payslips that the declaration holds: both come from the
// same frozen result, so that they cannot differ. What was corrected of months before is for [Amend],
// which needs the number of the attestation that was sent. Faults are those of [Attest].
func (d DSNDeclaration) Attestations(p PaperParameters) ([]Attestation, error) {
	var list []Attestation
	for i := range d.Individuals {
		for j := range d.Individuals[i].Contracts {
			c := &d.Individuals[i].Contracts[j]
			if len(c.Paid) == 0 {
				continue
			}
			paid := make([]Paid, len(c.Paid))
			for k, p := range c.Paid {
				paid[k] = Paid{p.Engagement, p.Payslip}
			}
			of := c.Contract
			of.End = c.lastDay()
			attestations, err := Attest(of, paid, p)
			if err != nil {
				return nil, err
			}
			list = slices.Concat(list, attestations)
		}
	}
	return list, nil
}
