package payroll

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// JournalPayslip is a payslip to be entered in the journal, with whose it is.
type JournalPayslip struct {
	Worker  string  `json:"worker"`
	Payslip Payslip `json:"payslip"`
}

// JournalLine is a payslip in the journal.
type JournalLine struct {
	// Number counts the lines from 1, without a gap.
	Number                int           `json:"number"`
	Date                  civil.Date    `json:"date"`
	Payslip               string        `json:"payslip"`
	Contract              string        `json:"contract,omitempty"`
	Worker                string        `json:"worker"`
	Hours                 money.Decimal `json:"hours"`
	Gross                 money.Amount  `json:"gross"`
	Deduction             money.Amount  `json:"deduction"`
	SocialBase            money.Amount  `json:"socialBase"`
	EmployeeContributions money.Amount  `json:"employeeContributions"`
	EmployerContributions money.Amount  `json:"employerContributions"`
	Reduction             money.Amount  `json:"reduction"`
	NetBeforeTax          money.Amount  `json:"netBeforeTax"`
	NetTaxable            money.Amount  `json:"netTaxable"`
	NetSocial             money.Amount  `json:"netSocial"`
	IncomeTax             money.Amount  `json:"incomeTax"`
	NetPaid               money.Amount  `json:"netPaid"`
	EmployerCost          money.Amount  `json:"employerCost"`
}

// JournalMonth is a month of the journal.
type JournalMonth struct {
	Month civil.Month `json:"month"`
	// First and Last are the numbers of its lines.
	First  int    `json:"first"`
	Last   int    `json:"last"`
	Totals Totals `json:"totals"`
}

// PayrollJournal is the book of payslips of a period (livre de paie, journal de paie). The law replaced the
// book by the duplicates of payslips, which an employer keeps for five years (CT L3243-4); this is their list
// with totals by contribution, month by month and in all.
type PayrollJournal struct {
	Period civil.Period   `json:"period"`
	Lines  []JournalLine  `json:"lines"`
	Months []JournalMonth `json:"months"`
	Totals Totals         `json:"totals"`
	// KeepUntil is the last day for which the duplicates are kept.
	KeepUntil civil.Date   `json:"keepUntil"`
	Refs      law.Refs     `json:"refs"`
	Notices   []law.Notice `json:"notices"`
}

// KeepJournal returns the journal of the payslips of a period, by date and then in the order given. Totals are
// sums of the payslips, a negative one that takes another back included. They are never computed anew.
//
// A period that is none, payslips without an identifier, a worker or a line of known code, those of
// another day and more than [MaxEngagements] of them are each a [*FieldError].
//
// Complexity O(n log n) in the number of payslips.
func KeepJournal(period civil.Period, slips []JournalPayslip, p PaperParameters) (PayrollJournal, error) {
	var f valid.Faults
	if !period.IsValid() {
		f.Add("period", nil, civil.ErrPeriod)
	}
	checkJournal(&f, period, slips)
	if err := f.Err(); err != nil {
		return PayrollJournal{}, err
	}
	paper, err := newPapering("period", period.To, p)
	if err != nil {
		return PayrollJournal{}, err
	}
	ordered := slices.Clone(slips)
	slices.SortStableFunc(ordered, func(a, b JournalPayslip) int { return a.Payslip.Date.Compare(b.Payslip.Date) })
	j := PayrollJournal{Period: period, Lines: make([]JournalLine, len(ordered)), Months: []JournalMonth{}}
	all := make([]Payslip, len(ordered))
	for i := range ordered {
		j.Lines[i], all[i] = lineOfJournal(i+1, &ordered[i]), ordered[i].Payslip
	}
	if err := j.total(all); err != nil {
		return PayrollJournal{}, err
	}
	years, refs := paper.whole("journal/keeping-years")
	if j.KeepUntil, err = period.To.AddYears(years); err != nil {
		return PayrollJournal{}, &FieldError{Path: "period", Value: period, Err: err}
	}
	j.Refs, j.Notices = refs, paper.notices
	return j, paper.err
}

func checkJournal(f *valid.Faults, period civil.Period, slips []JournalPayslip) {
	f.Enter("payslips")
	defer f.Leave()
	if len(slips) > MaxEngagements {
		f.Addf("", len(slips), valid.ErrOutOfRange, "at most %d", MaxEngagements)
		return
	}
	for i := range slips {
		slip := &slips[i].Payslip
		f.Index(i)
		if strings.TrimSpace(slips[i].Worker) == "" {
			f.Add("worker", nil, valid.ErrMissing)
		}
		f.Enter("payslip")
		checkCodes(f, slip)
		if slip.ID == "" {
			f.Add("id", nil, valid.ErrMissing)
		}
		if period.IsValid() && !period.Contains(slip.Date) {
			f.Addf("date", slip.Date, valid.ErrOutOfRange, "%v", period)
		}
		f.Leave()
		f.Leave()
	}
}

// checkCodes tells lines of a code that is none.
func checkCodes(f *valid.Faults, slip *Payslip) {
	for i := range slip.Lines {
		if codeNamed(slip.Lines[i].Code) == nil {
			f.Add(fmt.Sprintf("lines[%d].code", i), slip.Lines[i].Code, valid.ErrReference)
		}
	}
}

func lineOfJournal(number int, of *JournalPayslip) JournalLine {
	s := &of.Payslip
	return JournalLine{
		Number: number, Date: s.Date, Payslip: s.ID, Contract: s.Contract, Worker: of.Worker, Hours: s.Hours, Gross: s.Bases.Gross,
		Deduction: s.Deduction, SocialBase: s.SocialBase, EmployeeContributions: s.EmployeeContributions,
		EmployerContributions: s.EmployerContributions, Reduction: s.Reduction, NetBeforeTax: s.NetBeforeTax, NetTaxable: s.NetTaxable,
		NetSocial: s.NetSocial, IncomeTax: s.IncomeTax, NetPaid: s.NetPaid, EmployerCost: s.EmployerCost,
	}
}

// total fills in the totals of the months and of all.
func (j *PayrollJournal) total(slips []Payslip) error {
	var err error
	for begin := 0; begin < len(slips); {
		end := begin + 1
		for end < len(slips) && slips[end].Date.Month() == slips[begin].Date.Month() {
			end++
		}
		m := JournalMonth{Month: slips[begin].Date.Month(), First: begin + 1, Last: end}
		if m.Totals, err = Sum(slips[begin:end]...); err != nil {
			return err
		}
		j.Months = append(j.Months, m)
		begin = end
	}
	j.Totals, err = Sum(slips...)
	return err
}

// Text returns the journal as lines of text: a line a payslip, the total of each month and of the period,
// and that of each contribution. A word that is no language is a [*FieldError].
func (j PayrollJournal) Text(l Language) (string, error) {
	p, err := newPage(l, text{"JOURNAL DE PAIE", "PAYROLL JOURNAL"})
	if err != nil {
		return "", err
	}
	p.field(text{"Période", "Period"}, p.period(j.Period))
	p.columns("", text{"Brut", "Gross"}.in(l), text{"Part salariale", "Employee"}.in(l), text{"Impôt", "Tax"}.in(l), text{"Net payé", "Net paid"}.in(l),
		text{"Part patronale", "Employer"}.in(l), text{"Réduction", "Reduction"}.in(l), text{"Coût", "Cost"}.in(l))
	months := j.Months
	for _, line := range j.Lines {
		p.amounts(oneLine(fmt.Sprintf("%d %v %s, %s", line.Number, line.Date, line.Worker, line.Payslip)), line.Gross, line.EmployeeContributions,
			line.IncomeTax, line.NetPaid, line.EmployerContributions, line.Reduction, line.EmployerCost)
		if len(months) > 0 && months[0].Last == line.Number {
			p.totals(text{"Total ", "Total of "}.in(l)+months[0].Month.String(), &months[0].Totals)
			months = months[1:]
		}
	}
	p.totals(text{"TOTAL", "TOTAL"}.in(l), &j.Totals)
	p.title(text{"PAR COTISATION", "BY CONTRIBUTION"})
	p.columns("", text{"Base", "Base"}.in(l), text{"Part salariale", "Employee"}.in(l), text{"Part patronale", "Employer"}.in(l))
	for _, line := range j.Totals.Lines {
		label := oneLine(line.Code)
		if code := codeNamed(line.Code); code != nil {
			label = text{code.LabelFr, code.LabelEn}.in(l)
		}
		p.amounts(label, line.Base, line.EmployeeAmount, line.EmployerAmount)
	}
	p.field(text{"Doubles des bulletins à conserver jusqu'au", "Duplicates of payslips to be kept until"}, j.KeepUntil.String())
	p.notices(j.Notices)
	return p.String(), nil
}

func (p *page) totals(label string, t *Totals) {
	p.amounts(label, t.Gross, t.EmployeeContributions, t.IncomeTax, t.NetPaid, t.EmployerContributions, t.Reduction, t.EmployerCost)
}
