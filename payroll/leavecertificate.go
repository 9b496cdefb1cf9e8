package payroll

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// LeaveDay is a paid day of a contract as paid leave counts it: in days, hours and, for who is paid by
// them, cachets.
type LeaveDay struct {
	Date civil.Date `json:"date" strict:"required"`
	// Hours are the paid hours, Gross the gross pay of the day before the flat deduction.
	Hours   money.Decimal `json:"hours" strict:"required"`
	Gross   money.Amount  `json:"gross" strict:"required"`
	Cachets int           `json:"cachets,omitempty"`
}

// LeaveCertificate is what the paid leave fund counts the leave of an intermittent from (certificat d'emploi
// of Congés Spectacles, certificat justificatif des droits à congé): one a contract, and one for
// each reference year of a contract that runs over 31 March.
type LeaveCertificate struct {
	Contract string `json:"contract"`
	// Part counts the certificates of the contract from 1, Parts are all of them.
	Part  int `json:"part"`
	Parts int `json:"parts"`
	// Year is the reference year, 1 April to 31 March, Period the part of the contract within it.
	Year         civil.Period `json:"year"`
	Period       civil.Period `json:"period"`
	Employer     Employer     `json:"employer"`
	Agreement    Agreement    `json:"agreement"`
	Worker       Worker       `json:"worker"`
	Category     Category     `json:"category"`
	Job          string       `json:"job"`
	Production   string       `json:"production,omitempty"`
	ObjectNumber ObjectNumber `json:"objectNumber,omitempty"`
	// Days are those paid.
	Days    int           `json:"days"`
	Hours   money.Decimal `json:"hours"`
	Cachets int           `json:"cachets"`
	// Gross is the pay before the flat deduction, Counted what of it is within the cap of each day.
	Gross   money.Amount `json:"gross"`
	Counted money.Amount `json:"counted"`
	// DailyCap is the cap of a day, 0.00 where none is given.
	DailyCap money.Amount `json:"dailyCap,omitzero"`
	Refs     law.Refs     `json:"refs"`
	Notices  []law.Notice `json:"notices"`
}

// CertifyLeave returns the certificates of the paid days of a contract, in order, split at each 31 March
// (CCN 3097 titre Ier art. 16). Days, hours, cachets and pay of the certificates add up to those of the
// contract.
//
// The cap is the most that the pay of a day counts for: of cinema technicians three times the 39-hour
// weekly minimum over five (CCN 3097 titre II art. 44), of others that of their agreement (CT
// D7121-37). 0.00 applies none, which a notice tells. What leave the days give is for the fund to say, which
// adds up all employers.
//
// A contract that lacks the names of employer and worker, the SIRET, the fund or the job, days that are not in
// order or not of the contract, cachets of a technician and a negative cap are each a [*FieldError].
func CertifyLeave(c Contract, days []LeaveDay, dailyCap money.Amount, p PaperParameters) ([]LeaveCertificate, error) {
	var f valid.Faults
	c.check(&f)
	c.require(&f, "employer.name", "employer.siret", "employer.leaveFund", "worker.name", "job")
	c.checkLeaveDays(&f, days)
	if dailyCap.Sign() < 0 {
		f.Add("dailyCap", dailyCap, valid.ErrNegative)
	}
	if err := f.Err(); err != nil {
		return nil, err
	}
	var list []LeaveCertificate
	for len(days) > 0 {
		certificate, n, err := c.certify(days, dailyCap, p)
		if err != nil {
			return nil, err
		}
		list = append(list, certificate)
		days = days[n:]
	}
	for i := range list {
		list[i].Part, list[i].Parts = i+1, len(list)
	}
	return list, nil
}

func (c *Contract) checkLeaveDays(f *valid.Faults, days []LeaveDay) {
	if len(days) == 0 {
		f.Add("days", nil, valid.ErrMissing)
	}
	if len(days) > MaxEngagements {
		f.Addf("days", len(days), valid.ErrOutOfRange, "at most %d", MaxEngagements)
		return
	}
	f.Enter("days")
	defer f.Leave()
	for i, d := range days {
		f.Index(i)
		switch {
		case d.Date.IsZero():
			f.Add("date", nil, valid.ErrMissing)
		case i > 0 && !days[i-1].Date.Before(d.Date):
			f.Addf("date", d.Date, valid.ErrOutOfRange, "later than %v", days[i-1].Date)
		case d.Date.Before(c.Start), !c.End.IsZero() && d.Date.After(c.End):
			f.Addf("date", d.Date, valid.ErrOutOfRange, "the contract is from %v to %v", c.Start, c.End)
		}
		if d.Hours.Sign() < 0 || d.Hours.Compare(hoursOfDays[1]) > 0 {
			f.Addf("hours", d.Hours, valid.ErrOutOfRange, "0 to 24")
		}
		if d.Gross.Sign() < 0 || d.Gross.Compare(maxGross) > 0 {
			f.Addf("gross", d.Gross, valid.ErrOutOfRange, "0.00 to %v", maxGross)
		}
		switch {
		case d.Cachets != 0 && c.Category == Technician:
			f.Addf("cachets", d.Cachets, valid.ErrOutOfRange, "technicians are paid by the hour")
		case d.Cachets != 0:
			checkInt(f, "cachets", d.Cachets, 1, maxCachets)
		}
		f.Leave()
	}
}

// certify returns the certificate of the first days that are of one reference year, and how many they are.
func (c *Contract) certify(days []LeaveDay, dailyCap money.Amount, p PaperParameters) (LeaveCertificate, int, error) {
	paper, err := newPapering("days[0].date", days[0].Date, p)
	if err != nil {
		return LeaveCertificate{}, 0, err
	}
	first, refs := paper.whole("leave/first-month")
	if paper.err != nil {
		return LeaveCertificate{}, 0, paper.err
	}
	year, err := yearFrom(days[0].Date, first)
	if err != nil {
		return LeaveCertificate{}, 0, &FieldError{Path: "days[0].date", Value: days[0].Date, Err: err}
	}
	n := 1
	for n < len(days) && year.Contains(days[n].Date) {
		n++
	}
	certificate := LeaveCertificate{
		Contract: c.ID, Year: year, Period: c.within(year, days[:n], n == len(days)), Employer: c.Employer, Agreement: c.Agreement, Worker: c.Worker,
		Category: c.Category, Job: c.Job, Production: c.Production, ObjectNumber: c.ObjectNumber, DailyCap: dailyCap,
	}
	if err := certificate.add(days[:n]); err != nil {
		return LeaveCertificate{}, 0, err
	}
	capped := paper.figure("leave/daily-cap")
	if dailyCap.IsZero() {
		paper.note(law.Notice{Code: CodeAbsent, Key: "dailyCap", Refs: capped.Refs, Message: "no cap was applied to the pay of a day"})
	}
	if c.ObjectNumber != "" {
		paper.object(c.ObjectNumber)
	}
	paper.identity(&c.Worker)
	certificate.Refs, certificate.Notices = refs.Join(capped.Refs), paper.notices
	return certificate, n, paper.err
}

// within returns the part of the contract that is in a reference year: up to its term, or to the last paid
// day of a contract without one.
func (c *Contract) within(year civil.Period, days []LeaveDay, last bool) civil.Period {
	end := c.End
	if end.IsZero() {
		end = year.To
		if last {
			end = days[len(days)-1].Date
		}
	}
	part, _ := year.Intersect(civil.Period{From: c.Start, To: end}) // the days are in both
	return part
}

// yearFrom returns the twelve months from the first day of a month that hold a day.
func yearFrom(day civil.Date, first int) (civil.Period, error) {
	month := day.Month()
	from, err := month.Add(-((int(month.Month()) - first + 12) % 12))
	if err != nil {
		return civil.Period{}, err
	}
	to, err := from.Add(11)
	if err != nil {
		return civil.Period{}, err
	}
	return civil.NewPeriod(from.First(), to.Last())
}

// add adds days up.
func (c *LeaveCertificate) add(days []LeaveDay) error {
	var gross, counted money.Total
	hours := decimal.Decimal{}
	for _, d := range days {
		c.Days++
		c.Cachets += d.Cachets
		hours = hours.Add(d.Hours.Decimal())
		gross.Add(d.Gross)
		if c.DailyCap.IsZero() {
			counted.Add(d.Gross)
		} else {
			counted.Add(money.Min(d.Gross, c.DailyCap))
		}
	}
	var err error
	if c.Hours, err = money.NewDecimal(hours); err != nil {
		return err
	}
	if c.Gross, err = gross.Amount(); err != nil {
		return err
	}
	c.Counted, err = counted.Amount()
	return err
}

// Text returns the certificate as lines of text. A word that is no language is a [*FieldError].
func (c LeaveCertificate) Text(l Language) (string, error) {
	p, err := newPage(l, text{"CERTIFICAT D'EMPLOI – CONGÉS SPECTACLES", "CERTIFICATE FOR THE PAID LEAVE FUND"})
	if err != nil {
		return "", err
	}
	p.field(text{"Certificat", "Certificate"}, fmt.Sprintf("%d/%d", c.Part, c.Parts))
	p.parties(&c.Employer, &c.Worker)
	p.field(text{"Caisse de congés", "Paid leave fund"}, c.Employer.LeaveFund)
	p.field(text{"Numéro du salarié à la caisse", "Number of the worker at the fund"}, c.Worker.LeaveNumber)
	p.field(text{"Convention collective (IDCC)", "Collective agreement (IDCC)"}, string(c.Agreement))
	p.field(text{"Production", "Production"}, c.Production)
	p.field(text{"Numéro d'objet", "Object number"}, string(c.ObjectNumber))
	p.field(text{"Contrat", "Contract"}, c.Contract)
	p.field(text{"Emploi", "Job"}, c.Job)
	p.field(text{"Exercice", "Reference year"}, p.period(c.Year))
	p.field(text{"Période d'emploi", "Period of employment"}, p.period(c.Period))
	p.field(text{"Jours", "Days"}, fmt.Sprint(c.Days))
	if c.Cachets > 0 {
		p.field(text{"Cachets", "Cachets"}, fmt.Sprint(c.Cachets))
	}
	p.field(text{"Heures", "Hours"}, p.decimal(c.Hours))
	p.sum(text{"Salaire brut avant abattement", "Gross before the flat deduction"}, c.Gross)
	p.sum(text{"Salaire pris en compte", "Pay that counts"}, c.Counted)
	p.notices(c.Notices)
	return p.String(), nil
}
