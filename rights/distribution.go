package rights

import (
	"github.com/bobine-film/bobine/internal/valid"
)

// Distribution is how the receipts of a territory or of a medium run down (contrat de distribution): the
// deductions in the order in which they are written, then the rest, which is shared, or leads to another pot.
//
// It says in its own words what most agreements of distribution do, whichever comes first of fee, prints and
// advertising, and guarantee; first-dollar and adjusted gross are deductions too, by their place.
type Distribution struct {
	// Pot is what receipts of this distribution are paid into.
	Pot        string      `json:"pot" strict:"required"`
	Deductions []Deduction `json:"deductions,omitempty"`
	// Rest shares what the deductions leave; in its place Into names the pot that has it.
	Rest []Share `json:"rest,omitempty"`
	Into string  `json:"into,omitempty"`
}

// BuildDistributions returns the plan of distributions that run down side by side or into one another. Faults are told
// all at once, each a [*FieldError]: of a distribution under its place, "[0].deductions[1].rate", of what the
// distributions make together under "plan".
func BuildDistributions(currency string, distributions ...Distribution) (Plan, error) {
	d := draft{Plan{Currency: currency}}
	var f valid.Faults
	if len(distributions) == 0 {
		f.Add("", nil, valid.ErrMissing)
	}
	checkTerms(&f, "", len(distributions))
	for i, r := range distributions {
		f.Index(i)
		d.distribution(&f, r)
		f.Leave()
		if f.Full() {
			break
		}
	}
	return d.done(&f)
}

// distribution adds a distribution to the plan.
func (d *draft) distribution(f *valid.Faults, r Distribution) {
	if r.Pot == "" {
		f.Add("pot", nil, valid.ErrMissing)
	}
	if (len(r.Rest) == 0) == (r.Into == "") {
		f.Addf("rest", nil, valid.ErrMissing, "shares or a pot that it leads into, not both")
	}
	steps := d.deductions(f, "deductions", r.Deductions)
	if r.Into != "" {
		d.pot(r.Pot, append(steps, leadsTo(r.Into, r.Into))...)
		return
	}
	d.pot(r.Pot, append(steps, splits("rest", r.Rest))...)
}

// deductions returns the steps of the deductions of a field.
func (d *draft) deductions(f *valid.Faults, field string, list []Deduction) []Step {
	steps := make([]Step, 0, len(list)+1)
	checkTerms(f, field, len(list))
	f.Enter(field)
	for i, deduction := range list {
		f.Index(i)
		if deduction.check(f); deduction.kinds() == 1 {
			steps = append(steps, d.take(deduction))
		}
		f.Leave()
		if f.Full() {
			break
		}
	}
	f.Leave()
	return steps
}
