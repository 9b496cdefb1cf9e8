package payroll

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// Paid is an engagement with the payslip that was computed from it.
type Paid struct {
	Engagement Engagement `json:"engagement"`
	Payslip    Payslip    `json:"payslip"`
}

// AttestationKind is what an attestation is to those before it.
type AttestationKind string

// Kinds of attestations.
const (
	// InitialAttestation is the first of a contract and a month.
	InitialAttestation AttestationKind = "initial"
	// ComplementaryAttestation adds to an earlier one.
	ComplementaryAttestation AttestationKind = "complementary"
	// CorrectiveAttestation puts an earlier one right by the differences (rectificative).
	CorrectiveAttestation AttestationKind = "corrective"
)

// Attestation is the monthly statement of an intermittent's work and pay for France Travail (attestation
// employeur mensuelle, AEM): one a contract and a month of payment. A complementary or corrective one
// holds differences, which may be negative.
type Attestation struct {
	// Number is that of the form, which the transmission gives; Of that of the initial one.
	Number string          `json:"number,omitempty"`
	Kind   AttestationKind `json:"kind"`
	Of     string          `json:"of,omitempty"`
	// Month is that of the payment.
	Month        civil.Month  `json:"month"`
	Employer     Employer     `json:"employer"`
	Agreement    Agreement    `json:"agreement"`
	ObjectNumber ObjectNumber `json:"objectNumber,omitempty"`
	Production   string       `json:"production,omitempty"`
	Worker       Worker       `json:"worker"`
	Contract     string       `json:"contract"`
	Job          string       `json:"job"`
	Executive    bool         `json:"executive,omitempty"`
	Category     Category     `json:"category"`
	// Annex is that of unemployment insurance, 8 or 10.
	Annex int        `json:"annex"`
	Start civil.Date `json:"start"`
	// End is on the last attestation of a contract alone; before it the contract is Ongoing.
	End     civil.Date `json:"end,omitzero"`
	Ongoing bool       `json:"ongoing,omitempty"`
	Work    WorkPaid   `json:"work"`
	// Payslips are those that it states.
	Payslips []string `json:"payslips"`
	// Due is the last day to send it.
	Due     civil.Date   `json:"due"`
	Refs    law.Refs     `json:"refs"`
	Notices []law.Notice `json:"notices"`
}

// WorkPaid is work and its pay, as the attestation and the nominative declaration both state them: paid
// hours, or cachets for who is paid by them, days worked, the gross before the flat deduction, and what
// of it unemployment contributions bear on. Isolated and grouped cachets are told apart on the form, though
// since 1 August 2016 each counts twelve hours.
type WorkPaid struct {
	Days            int           `json:"days"`
	Hours           money.Decimal `json:"hours"`
	IsolatedCachets int           `json:"isolatedCachets"`
	GroupedCachets  int           `json:"groupedCachets"`
	Gross           money.Amount  `json:"gross"`
	Insured         money.Amount  `json:"insured"`
}

// Attest returns the attestations of a contract, one for each month in which it was paid, in order. The
// work of an artist with cachets is stated in cachets, that of all others in hours. Cachets are grouped in a
// contract of five days or more. Together the attestations hold all that was paid.
//
// The end of the contract stands on the last attestation, when its month has reached it. Where pay that was
// attested is corrected, attest the right payslips and see [Amend]; one that takes another back is refused.
//
// A contract that lacks the name, SIRET, NAF code of the employer, the name of the worker or the job,
// payslips of another contract, category or agreement, one that is not that of its engagement, one
// that is given twice and one paid before the month in which the contract starts are each a [*FieldError].
//
// Complexity O(n log n) in the number of payslips.
func Attest(c Contract, paid []Paid, p PaperParameters) ([]Attestation, error) {
	var f valid.Faults
	c.check(&f)
	c.require(&f, "employer.name", "employer.siret", "employer.naf", "worker.name", "job")
	c.checkPaid(&f, paid)
	if err := f.Err(); err != nil {
		return nil, err
	}
	order := make([]int, len(paid))
	for i := range order {
		order[i] = i
	}
	monthOf := func(i int) civil.Month { return paid[i].Payslip.Date.Month() }
	slices.SortStableFunc(order, func(i, j int) int { return monthOf(i).Compare(monthOf(j)) })
	var list []Attestation
	for len(order) > 0 {
		n := 1
		for n < len(order) && monthOf(order[n]) == monthOf(order[0]) {
			n++
		}
		a, err := c.attest(paid, order[:n], p)
		if err != nil {
			return nil, err
		}
		list = append(list, a)
		order = order[n:]
	}
	last := &list[len(list)-1]
	if !c.End.IsZero() && !c.End.After(last.Month.Last()) {
		last.End, last.Ongoing = c.End, false
	}
	return list, nil
}

// checkPaid tells payslips that are not of the contract.
func (c *Contract) checkPaid(f *valid.Faults, paid []Paid) {
	f.Enter("paid")
	defer f.Leave()
	if len(paid) == 0 {
		f.Add("", nil, valid.ErrMissing)
	}
	if len(paid) > MaxEngagements {
		f.Addf("", len(paid), valid.ErrOutOfRange, "at most %d", MaxEngagements)
		return
	}
	seen := make(map[string]bool, len(paid))
	for i := range paid {
		e := &paid[i].Engagement
		f.Index(i)
		f.Enter("engagement")
		e.check(f)
		if of := cmp.Or(e.Contract, e.ID); of != c.ID {
			f.Addf("contract", of, valid.ErrReference, "the contract is %s", valid.Quote(c.ID))
		}
		if e.Category != c.Category {
			f.Addf("category", string(e.Category), valid.ErrOutOfRange, "that of the contract is %s", c.Category)
		}
		if e.Agreement != c.Agreement {
			f.Addf("agreement", string(e.Agreement), valid.ErrOutOfRange, "that of the contract is %s", c.Agreement)
		}
		if !e.Date.IsZero() && !c.Start.IsZero() && e.Date.Month().Compare(c.Start.Month()) < 0 {
			f.Addf("date", e.Date, valid.ErrOutOfRange, "the contract starts on %v", c.Start)
		}
		if seen[e.ID] {
			f.Add("id", e.ID, valid.ErrDuplicate)
		}
		seen[e.ID] = true
		f.Leave()
		f.Enter("payslip")
		if e.Days >= 1 && e.Days <= maxDays {
			paid[i].Payslip.checkIs(*e, f)
		}
		f.Leave()
		f.Leave()
	}
}

// attest returns the attestation of the payslips of one month.
func (c *Contract) attest(paid []Paid, of []int, p PaperParameters) (Attestation, error) {
	month := paid[of[0]].Payslip.Date.Month()
	paper, err := newPapering("paid", month.Last(), p)
	if err != nil {
		return Attestation{}, err
	}
	annex, refs := paper.whole("aem/annex-" + string(c.Category))
	a := Attestation{
		Kind: InitialAttestation, Month: month, Employer: c.Employer, Agreement: c.Agreement, ObjectNumber: c.ObjectNumber,
		Production: c.Production, Worker: c.Worker, Contract: c.ID, Job: c.Job, Executive: c.Executive,
		Category: c.Category, Annex: annex, Start: c.Start, Ongoing: true,
	}
	for _, i := range of {
		a.Payslips = append(a.Payslips, paid[i].Payslip.ID)
	}
	if a.Work, err = paper.work(paid, of); err != nil {
		return Attestation{}, err
	}
	paper.object(c.ObjectNumber)
	paper.identity(&c.Worker)
	due, more := paper.whole("aem/due-day")
	if a.Due, err = dayOfNext(month, due); err != nil {
		return Attestation{}, &FieldError{Path: "paid", Value: month, Err: err}
	}
	a.Refs, a.Notices = refs.Join(more), paper.notices
	return a, paper.err
}

// dayOfNext returns a day of the month after.
func dayOfNext(month civil.Month, day int) (civil.Date, error) {
	next, err := month.Add(1)
	if err != nil {
		return civil.Date{}, err
	}
	return next.First().AddDays(min(max(day, 1), next.Days()) - 1)
}

// work adds up the work and the pay of payslips.
func (p *papering) work(paid []Paid, of []int) (WorkPaid, error) {
	var w WorkPaid
	var gross, insured money.Total
	hours := decimal.Decimal{}
	for _, i := range of {
		e, slip := &paid[i].Engagement, &paid[i].Payslip
		w.Days += e.Days
		gross.Add(slip.Bases.Gross)
		insured.Add(slip.Bases.Insured)
		if e.Cachets == 0 {
			hours = hours.Add(slip.Hours.Decimal())
			continue
		}
		if days, _ := p.whole("aem/grouped-days"); max(e.Days, e.ContractDays) >= days {
			w.GroupedCachets += e.Cachets
		} else {
			w.IsolatedCachets += e.Cachets
		}
	}
	var err error
	if w.Hours, err = money.NewDecimal(hours); err != nil {
		return w, err
	}
	if w.Gross, err = gross.Amount(); err != nil {
		return w, err
	}
	w.Insured, err = insured.Amount()
	return w, err
}

// less returns the work and pay that w has over another.
func (w WorkPaid) less(v WorkPaid) (WorkPaid, error) {
	hours, err := money.NewDecimal(w.Hours.Decimal().Sub(v.Hours.Decimal()))
	if err != nil {
		return WorkPaid{}, err
	}
	gross, err := w.Gross.Sub(v.Gross)
	if err != nil {
		return WorkPaid{}, err
	}
	insured, err := w.Insured.Sub(v.Insured)
	return WorkPaid{
		w.Days - v.Days, hours, w.IsolatedCachets - v.IsolatedCachets, w.GroupedCachets - v.GroupedCachets, gross, insured,
	}, err
}

// isNegative reports whether something in the work or the pay is less than nothing.
func (w WorkPaid) isNegative() bool {
	return min(w.Days, w.IsolatedCachets, w.GroupedCachets, w.Hours.Sign(), w.Gross.Sign(), w.Insured.Sign()) < 0
}

func (w WorkPaid) isZero() bool {
	return w.Days == 0 && w.IsolatedCachets == 0 && w.GroupedCachets == 0 && w.Hours.IsZero() && w.Gross.IsZero() && w.Insured.IsZero()
}

// Amend returns the attestation that brings a sent one to what it should have been: a complementary one
// where all that differs is more, a corrective one otherwise, with the differences. Together with sent
// it states what right does. That it states differences is the reading of one source.
//
// Attestations of two contracts or months, a sent one without its number and one that differs in
// nothing are each a [*FieldError].
func Amend(sent, right Attestation, p PaperParameters) (Attestation, error) {
	var f valid.Faults
	if sent.Number == "" {
		f.Add("sent.number", nil, valid.ErrMissing)
	}
	if sent.Contract != right.Contract {
		f.Addf("right.contract", right.Contract, valid.ErrReference, "the one sent is of %s", valid.Quote(sent.Contract))
	}
	if sent.Month != right.Month || sent.Month.IsZero() {
		f.Addf("right.month", right.Month, valid.ErrReference, "the one sent is of %v", sent.Month)
	}
	difference, err := right.Work.less(sent.Work)
	switch {
	case err != nil:
		f.Add("right.work", nil, err)
	case difference.isZero():
		f.Addf("right.work", nil, valid.ErrOutOfRange, "it differs in nothing")
	}
	if err := f.Err(); err != nil {
		return Attestation{}, err
	}
	paper, err := newPapering("right.month", right.Month.Last(), p)
	if err != nil {
		return Attestation{}, err
	}
	rule := paper.figure("aem/amendment")
	a := right
	a.Number, a.Of, a.Work = "", cmp.Or(sent.Of, sent.Number), difference
	a.Kind = ComplementaryAttestation
	if difference.isNegative() {
		a.Kind = CorrectiveAttestation
	}
	a.Payslips = slices.Clone(right.Payslips)
	a.Notices = slices.Clone(right.Notices)
	for _, n := range paper.notices {
		if !slices.ContainsFunc(a.Notices, func(old law.Notice) bool { return old.Key == n.Key && old.Code == n.Code }) {
			a.Notices = append(a.Notices, n)
		}
	}
	a.Refs = right.Refs.Join(rule.Refs)
	return a, paper.err
}

// Text returns the attestation as lines of text. A word that is no language is a [*FieldError].
func (a Attestation) Text(l Language) (string, error) {
	p, err := newPage(l, text{"ATTESTATION EMPLOYEUR MENSUELLE", "MONTHLY ATTESTATION OF THE EMPLOYER"})
	if err != nil {
		return "", err
	}
	kind := map[AttestationKind]text{
		InitialAttestation:       {"initiale", "initial"},
		ComplementaryAttestation: {"complémentaire", "complementary"},
		CorrectiveAttestation:    {"rectificative", "corrective"},
	}[a.Kind]
	p.field(text{"Nature", "Kind"}, kind.in(l))
	p.field(text{"Numéro", "Number"}, a.Number)
	p.field(text{"Attestation initiale", "Initial attestation"}, a.Of)
	p.field(text{"Mois de paiement", "Month of payment"}, a.Month.String())
	p.parties(&a.Employer, &a.Worker)
	p.field(text{"Convention collective (IDCC)", "Collective agreement (IDCC)"}, string(a.Agreement))
	p.field(text{"Production", "Production"}, a.Production)
	p.field(text{"Numéro d'objet", "Object number"}, string(a.ObjectNumber))
	p.field(text{"Contrat", "Contract"}, a.Contract)
	p.field(text{"Emploi", "Job"}, a.Job)
	p.field(text{"Statut", "Status"}, statusOf(a.Executive).in(l))
	p.field(text{"Annexe de l'assurance chômage", "Annex of unemployment insurance"}, fmt.Sprint(a.Annex))
	p.field(text{"Début du contrat", "Start of the contract"}, a.Start.String())
	if a.Ongoing {
		p.field(text{"Fin du contrat", "End of the contract"}, text{"contrat en cours", "ongoing"}.in(l))
	} else {
		p.field(text{"Fin du contrat", "End of the contract"}, a.End.String())
	}
	p.work(a.Work)
	p.sum(text{"Assiette des contributions", "Base of contributions"}, a.Work.Insured)
	p.field(text{"Bulletins", "Payslips"}, p.list(a.Payslips))
	p.field(text{"À transmettre au plus tard le", "To be sent by"}, a.Due.String())
	p.notices(a.Notices)
	return p.String(), nil
}

// work writes what was worked and paid.
func (p *page) work(w WorkPaid) {
	p.field(text{"Jours travaillés", "Days worked"}, fmt.Sprint(w.Days))
	if w.IsolatedCachets != 0 {
		p.field(text{"Cachets isolés", "Isolated cachets"}, fmt.Sprint(w.IsolatedCachets))
	}
	if w.GroupedCachets != 0 {
		p.field(text{"Cachets groupés", "Grouped cachets"}, fmt.Sprint(w.GroupedCachets))
	}
	if !w.Hours.IsZero() {
		p.field(text{"Heures", "Hours"}, p.decimal(w.Hours))
	}
	p.sum(text{"Salaire brut avant abattement", "Gross before the flat deduction"}, w.Gross)
}
