package payroll

import (
	"fmt"
	"time"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
)

// Hiring is a hiring to be declared.
type Hiring struct {
	Contract Contract `json:"contract" strict:"required"`
	// Hour is that of the hiring on the first day, "08:30".
	Hour string `json:"hour" strict:"required"`
	// ByLetter says that the declaration goes by registered letter, not electronically.
	ByLetter bool `json:"byLetter,omitempty"`
	// Filed is the day on which it was filed or posted, the zero Date before; FiledHour matters on the first
	// day of work.
	Filed     civil.Date `json:"filed,omitzero"`
	FiledHour string     `json:"filedHour,omitempty"`
}

// HiringDeclaration is the declaration before a hiring (déclaration préalable à l'embauche, DPAE), with
// the mentions of CT R1221-1 and the days between which it is filed.
type HiringDeclaration struct {
	Contract string     `json:"contract"`
	Employer Employer   `json:"employer"`
	Worker   Worker     `json:"worker"`
	Start    civil.Date `json:"start"`
	Hour     string     `json:"hour"`
	// End is the term, or MinimumDays the least time of a contract without one.
	End         civil.Date `json:"end,omitzero"`
	MinimumDays int        `json:"minimumDays,omitempty"`
	// TrialDays are stated for contracts of more than six months alone.
	TrialDays int `json:"trialDays,omitempty"`
	// Earliest is the first day to file it, Latest the last one: that of the hiring, before its hour,
	// or for a letter the last working day before.
	Earliest civil.Date `json:"earliest"`
	Latest   civil.Date `json:"latest"`
	Filed    civil.Date `json:"filed,omitzero"`
	// Findings are that it was filed early or late.
	Findings []Finding    `json:"findings"`
	Refs     law.Refs     `json:"refs"`
	Notices  []law.Notice `json:"notices"`
}

// DeclareHiring returns the declaration before a hiring: at the earliest eight days before (CT R1221-4),
// at the latest before the hour of the hiring (L1221-10), or by letter on the last working day before
// (R1221-5). What was filed out of time is a finding; the declaration is returned all the same.
//
// A contract that lacks a mention of R1221-1, an hour that is none and a filing on the first day without
// its hour are each a [*FieldError]. A worker without a social security number is a notice.
func DeclareHiring(h Hiring, p PaperParameters) (HiringDeclaration, error) {
	var f valid.Faults
	h.check(&f)
	if err := f.Err(); err != nil {
		return HiringDeclaration{}, err
	}
	c := &h.Contract
	paper, err := newPapering("contract.start", c.Start, p)
	if err != nil {
		return HiringDeclaration{}, err
	}
	d := HiringDeclaration{
		Contract: c.ID, Employer: c.Employer, Worker: c.Worker, Start: c.Start, Hour: h.Hour, End: c.End, MinimumDays: c.MinimumDays,
		Filed: h.Filed, Findings: []Finding{},
	}
	before, window := paper.whole("dpae/days-before")
	if d.Earliest, err = c.Start.AddDays(-before); err != nil {
		return HiringDeclaration{}, &FieldError{Path: "contract.start", Value: c.Start, Err: err}
	}
	latest, err := paper.latestFiling(&h, &d)
	if err != nil {
		return HiringDeclaration{}, &FieldError{Path: "contract.start", Value: c.Start, Err: err}
	}
	months, trial := paper.whole("dpae/trial-months")
	if c.lastsOver(months) {
		d.TrialDays = c.Terms.TrialDays
	}
	d.judge(&h, window, latest)
	paper.identity(&c.Worker)
	d.Refs, d.Notices = window.Join(latest).Join(trial), paper.notices
	return d, paper.err
}

func (h *Hiring) check(f *valid.Faults) {
	f.Enter("contract")
	h.Contract.check(f)
	h.Contract.require(f, "employer.name", "employer.address", "employer.siret", "employer.naf", "employer.healthService",
		"worker.name", "worker.firstNames", "worker.sex", "worker.birthDate", "worker.birthPlace", "end")
	f.Leave()
	checkHour(f, "hour", h.Hour)
	switch {
	case h.FiledHour != "":
		checkHour(f, "filedHour", h.FiledHour)
	case !h.ByLetter && !h.Filed.IsZero() && h.Filed == h.Contract.Start:
		f.Addf("filedHour", nil, valid.ErrMissing, "it was filed on the day of the hiring")
	}
}

// checkHour tells a text that is no time of day.
func checkHour(f *valid.Faults, field, hour string) {
	if hour == "" {
		f.Add(field, nil, valid.ErrMissing)
		return
	}
	if _, err := time.Parse("15:04", hour); err != nil || len(hour) != len("15:04") {
		f.Addf(field, hour, valid.ErrOutOfRange, "00:00 to 23:59")
	}
}

// latestFiling finds the last day to file a declaration, and returns the rule.
func (p *papering) latestFiling(h *Hiring, d *HiringDeclaration) (law.Refs, error) {
	days, refs := p.whole("dpae/electronic-days")
	var err error
	if d.Latest, err = d.Start.AddDays(-days); err != nil || !h.ByLetter {
		return refs, err
	}
	days, more := p.whole("dpae/letter-days")
	d.Latest, err = workingDay(d.Start, -days)
	return refs.Join(more), err
}

// workingDay returns the day that is so many working days away, all but Sundays and public holidays
// (jours ouvrables).
func workingDay(from civil.Date, days int) (civil.Date, error) {
	begin, err := from.AddDays(-30)
	if err != nil {
		return civil.Date{}, err
	}
	end, err := from.AddDays(30)
	if err != nil {
		return civil.Date{}, err
	}
	calendar, err := civil.FrenchCalendar(civil.Metropole, civil.Period{From: begin, To: end}, time.Sunday)
	if err != nil {
		return civil.Date{}, err
	}
	return calendar.Add(from, days)
}

// lastsOver reports whether the contract lasts more than so many months, from date to date.
func (c *Contract) lastsOver(months int) bool {
	if !c.End.IsZero() {
		return !lastsAtMost(civil.Period{From: c.Start, To: c.End}, months)
	}
	end, err := c.Start.AddDays(c.MinimumDays - 1)
	return err == nil && !lastsAtMost(civil.Period{From: c.Start, To: end}, months)
}

// judge tells whether the declaration was filed out of time.
func (d *HiringDeclaration) judge(h *Hiring, window, latest law.Refs) {
	switch {
	case d.Filed.IsZero():
	case d.Filed.Before(d.Earliest):
		d.Findings = append(d.Findings, Finding{CodeEarly, fmt.Sprintf("filed on %v, from %v on", d.Filed, d.Earliest), window})
	case d.Filed.After(d.Latest), !h.ByLetter && d.Filed == d.Start && h.FiledHour >= h.Hour:
		d.Findings = append(d.Findings, Finding{CodeLate, fmt.Sprintf("filed on %v %s, before %v %s", d.Filed, h.FiledHour, d.Start, d.Hour), latest})
	}
}

// Text returns the declaration as lines of text. A word that is no language is a [*FieldError].
func (d HiringDeclaration) Text(l Language) (string, error) {
	p, err := newPage(l, text{"DÉCLARATION PRÉALABLE À L'EMBAUCHE", "DECLARATION BEFORE HIRING"})
	if err != nil {
		return "", err
	}
	p.parties(&d.Employer, &d.Worker)
	p.field(text{"Service de santé au travail", "Occupational health service"}, d.Employer.HealthService)
	sex := map[Sex]text{Male: {"masculin", "male"}, Female: {"féminin", "female"}}[d.Worker.Sex]
	p.field(text{"Sexe", "Sex"}, sex.in(l))
	p.field(text{"Naissance", "Birth"}, d.Worker.BirthDate.String()+", "+d.Worker.BirthPlace)
	p.field(text{"Contrat", "Contract"}, d.Contract)
	p.field(text{"Nature du contrat", "Nature of the contract"}, text{"contrat à durée déterminée d'usage", "fixed-term contract of usage"}.in(l))
	p.field(text{"Embauche", "Hiring"}, d.Start.String()+" "+d.Hour)
	if d.End.IsZero() {
		p.field(text{"Durée minimale en jours", "Least duration in days"}, fmt.Sprint(d.MinimumDays))
	} else {
		p.field(text{"Terme", "Term"}, d.End.String())
	}
	if d.TrialDays > 0 {
		p.field(text{"Période d'essai en jours", "Trial period in days"}, fmt.Sprint(d.TrialDays))
	}
	p.field(text{"À déposer", "To be filed"}, p.period(civil.Period{From: d.Earliest, To: d.Latest}))
	if !d.Filed.IsZero() {
		p.field(text{"Déposée", "Filed"}, d.Filed.String())
	}
	p.findings(d.Findings)
	p.notices(d.Notices)
	return p.String(), nil
}
