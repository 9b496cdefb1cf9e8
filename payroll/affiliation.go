package payroll

import (
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// Affiliation is the count of the hours of an intermittent over the period of reference (période de
// référence affiliation, PRA), with what the allowance is computed from. It is an estimate: France
// Travail alone opens a right.
type Affiliation struct {
	// Category is the annex that the right is of: that of most hours, of the activity that ends last
	// where they are as many.
	Category Category `json:"category"`
	// End is the end of contract, Period the period of reference, longer than 365 days by Blocks of 30
	// days in a readmission.
	End    civil.Date   `json:"end"`
	Period civil.Period `json:"period"`
	Blocks int          `json:"blocks,omitempty"`
	// Required are the hours required over the period, Hours those that count towards them.
	Required money.Decimal `json:"required"`
	Hours    money.Decimal `json:"hours"`
	// Worked are the hours that the allowance rests on (nombre d'heures travaillées, NHT): without
	// training and teaching.
	Worked money.Decimal `json:"worked"`
	// Missing are the hours that lack.
	Missing money.Decimal `json:"missing"`
	// Eligible says that the hours suffice and that the claimant is under the age limit.
	Eligible bool `json:"eligible"`
	// CatchUp says that after a right before the hours suffice for the catch-up clause alone (clause de
	// rattrapage), which asks for five years of affiliation besides.
	CatchUp bool `json:"catchUp"`
	// ReferencePay is what the allowance rests on (salaire de référence, SR): the pay of annexes 8 and 10,
	// brought to the whole period (SAR) where leaves for maternity, adoption or long illness count.
	ReferencePay money.Amount `json:"referencePay"`
	// AllPay is all gross pay of the period, and Days the days of work, for the franchises.
	AllPay money.Amount `json:"allPay"`
	Days   int          `json:"days"`
	// Anniversary is the day that the right ends on at the latest (date anniversaire).
	Anniversary civil.Date         `json:"anniversary"`
	Lines       []UnemploymentLine `json:"lines"`
	Notices     []law.Notice       `json:"notices"`
}

// Basis returns what [ComputeAllowance] takes.
func (a Affiliation) Basis() AllowanceBasis {
	return AllowanceBasis{Date: a.End, Category: a.Category, ReferencePay: a.ReferencePay, Hours: a.Worked, Required: a.Required}
}

// ComputeAffiliation counts hours towards a right to unemployment benefits under annexes 8 and 10: within the
// limits of each month, over the 365 days that end with the contract, longer by sick leave between
// contracts and, where asked for in a readmission, by blocks of 30 days that require 42 hours more
// each. Hours up to the end of contract of the right before are not counted again.
//
// An activity that is partly outside the period counts by its days inside it, hours cut to the
// hundredth, with a notice; the attestations themselves may tell otherwise. Faults are told at once,
// each a [*FieldError]; a day before the table among them is a [law.ErrNoValue].
//
// Not modelled: resignations (455 hours since, single-source), earlier ends of contract when the last
// does not suffice, the general scheme and the choice between both, the list of approved schools,
// the five years of the catch-up clause and readmissions during it, residence, aptitude, retirement before the age limit.
//
// Complexity O(n) in the number of activities, times the blocks of a readmission, at most 122.
func ComputeAffiliation(c Claim, p UnemploymentParameters) (Affiliation, error) {
	if err := c.Validate(); err != nil {
		return Affiliation{}, err
	}
	year, err := newTally(c, p, 0)
	if err != nil || !c.Extend || year.suffices() {
		return year.result, err
	}
	for longer := year; longer.canGrow(); {
		if longer, err = newTally(c, p, longer.blocks+1); err != nil {
			return Affiliation{}, err
		}
		if longer.suffices() {
			return longer.result, nil
		}
	}
	return year.result, nil
}
