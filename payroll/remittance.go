package payroll

import (
	"fmt"
	"math/big"
	"time"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// Body is who an employer pays contributions or tax to.
type Body string

// Bodies.
const (
	// Urssaf collects social security, CSG and CRDS, the legal part of training and the
	// apprenticeship tax.
	Urssaf Body = "urssaf"
	// FranceTravail collects unemployment insurance of annexes 8 and 10 and the wage
	// guarantee (CT L5427-1 e).
	FranceTravail Body = "france-travail"
	// Audiens collects the complementary pension, the provident scheme and the health fund.
	Audiens Body = "audiens"
	// CongesSpectacles is the paid leave fund.
	CongesSpectacles Body = "conges-spectacles"
	// Afdas collects the conventional part of training.
	Afdas Body = "afdas"
	// Thalie is occupational health.
	Thalie Body = "thalie"
	// ActionLogement collects the building levy.
	ActionLogement Body = "action-logement"
	// BranchFunds are those of the collective agreement.
	BranchFunds Body = "branch-funds"
	// TaxOffice collects income tax.
	TaxOffice Body = "tax-office"
)

// CodeDerived marks what rests on a reading of the law, not on a figure that could be set.
const CodeDerived = "derived"

// bodies are all of them, with the parameter that has the day they are paid by; that of the Urssaf
// and the tax office depends on the headcount.
var bodies = []struct {
	body             Body
	labelFr, labelEn string
	due              string
}{
	{Urssaf, "Urssaf", "Urssaf", ""},
	{FranceTravail, "France Travail", "France Travail", "remittance/france-travail"},
	{Audiens, "Audiens", "Audiens", "remittance/audiens"},
	{CongesSpectacles, "Caisse des Congés Spectacles", "Paid leave fund", "remittance/conges-spectacles"},
	{Afdas, "Afdas", "Afdas", "remittance/other"},
	{Thalie, "Thalie Santé", "Thalie Santé", "remittance/other"},
	{ActionLogement, "Action Logement", "Action Logement", "remittance/other"},
	{BranchFunds, "Fonds de la branche", "Funds of the branch", "remittance/other"},
	{TaxOffice, "Service des impôts", "Tax office", ""},
}

// bodyOf returns who a contribution is paid to: the Urssaf unless another is.
func bodyOf(code string) Body {
	switch code {
	case "chomage", "ags":
		return FranceTravail
	case "agirc-arrco-t1", "agirc-arrco-t2", "ceg-t1", "ceg-t2", "cet", "apec", "prevoyance", "fonds-sante":
		return Audiens
	case "conges-spectacles":
		return CongesSpectacles
	case "medecine-travail":
		return Thalie
	case "peec":
		return ActionLogement
	case "cchsct", "delegues-branche", "paritarisme", "fcap", "fnas":
		return BranchFunds
	}
	return Urssaf
}

// Remittance is what an employer owes one body for a month.
type Remittance struct {
	Body    Body   `json:"body"`
	LabelFr string `json:"labelFr"`
	LabelEn string `json:"labelEn"`
	// Due is the last day to pay: that of the table, or the next working day.
	Due civil.Date `json:"due"`
	// Lines are the contributions by code, both sides together; the reduction is negative.
	Lines  []RemittanceLine `json:"lines"`
	Amount money.Amount     `json:"amount"`
	Refs   law.Refs         `json:"refs"`
}

// RemittanceLine is the sum of a contribution.
type RemittanceLine struct {
	Code   string       `json:"code"`
	Amount money.Amount `json:"amount"`
}

// MonthRemitted is what an employer owes for a month.
type MonthRemitted struct {
	Month       civil.Month  `json:"month"`
	Remittances []Remittance `json:"remittances"`
	Total       money.Amount `json:"total"`
	Notices     []law.Notice `json:"notices"`
}

// Remit returns what an employer owes each body for the payslips of a month, and by when. The
// sum is to the cent the contributions of both sides and the income tax of the payslips, less
// the reductions. The general reduction is set off against the Urssaf and Audiens in
// proportion of the rates that it is made of (CSS L241-13 V). Yearly floors and fixed sums
// (the 50 € of training), the quarterly payment of small employers, the yearly rhythm of
// some branch funds and the form of tax withheld from performers abroad are not modelled.
//
// A payslip of another month, a headcount out of range and a month before 2025 is a
// [*FieldError].
func Remit(month civil.Month, slips []Payslip, headcount int, p Parameters) (MonthRemitted, error) {
	r, err := newRemitting(month, slips, headcount, p)
	if err != nil {
		return MonthRemitted{}, err
	}
	for i := range slips {
		if err := r.add(&slips[i]); err != nil {
			return MonthRemitted{}, fmt.Errorf("[%d]: %w", i, err)
		}
	}
	return r.remitted()
}

// owed is a sum, by the body it is owed to and the code of the contribution.
type owed struct {
	body Body
	code string
}

// remitting is a month in the making.
type remitting struct {
	month     civil.Month
	headcount int
	rules     map[civil.Date]*Rules
	sums      map[owed]*money.Total
	reduced   bool
	last      computation // at the end of the month, for the days to pay by
}

func newRemitting(month civil.Month, slips []Payslip, headcount int, p Parameters) (*remitting, error) {
	var f valid.Faults
	checkInt(&f, "headcount", headcount, 0, maxHeadcount)
	r := &remitting{month: month, headcount: headcount, rules: map[civil.Date]*Rules{}, sums: map[owed]*money.Total{}}
	if month.IsZero() {
		f.Add("month", nil, valid.ErrMissing)
		return nil, f.Err()
	}
	rules, err := p.At(month.Last())
	if err != nil {
		f.Add("month", month, err)
		return nil, f.Err()
	}
	r.last = computation{rules: rules}
	r.last.Date, r.last.Headcount = month.Last(), headcount
	for i := range slips {
		date := slips[i].Date
		if date.IsZero() || date.Month() != month {
			f.Index(i)
			f.Addf("date", date, valid.ErrOutOfRange, "in %v", month)
			f.Leave()
		} else if r.rules[date] == nil {
			if r.rules[date], err = p.At(date); err != nil {
				return nil, err
			}
		}
	}
	return r, f.Err()
}

func (r *remitting) owe(body Body, code string, amount money.Amount) {
	if amount.IsZero() {
		return
	}
	sum := r.sums[owed{body, code}]
	if sum == nil {
		sum = new(money.Total)
		r.sums[owed{body, code}] = sum
	}
	sum.Add(amount)
}

func (r *remitting) add(slip *Payslip) error {
	rules := r.rules[slip.Date]
	for i := range slip.Lines {
		l := &slip.Lines[i]
		if codeNamed(l.Code) == nil {
			return &FieldError{Path: fmt.Sprintf("lines[%d].code", i), Value: l.Code, Err: valid.ErrReference}
		}
		employer := l.EmployerAmount
		if l.Code == "formation" {
			r.last.uses.add(rules.figures["formation/conventional"].uses)
			conventional, err := money.Percent(l.Base, rules.figures["formation/conventional"].value)
			if err != nil {
				return err
			}
			r.owe(Afdas, l.Code, conventional)
			if employer, err = employer.Sub(conventional); err != nil {
				return err
			}
		}
		r.owe(bodyOf(l.Code), l.Code, l.EmployeeAmount)
		r.owe(bodyOf(l.Code), l.Code, employer)
	}
	r.owe(TaxOffice, "income-tax", slip.IncomeTax)
	if slip.Reduction.IsZero() {
		return nil
	}
	r.reduced = true
	pension, err := money.RoundRat(new(big.Rat).Mul(rules.pensionShare(r.last.reaches("headcount/housing")), euros(slip.Reduction)))
	if err != nil {
		return err
	}
	r.owe(Audiens, "reduction", minus(money.Amount{}, pension))
	r.owe(Urssaf, "reduction", minus(pension, slip.Reduction))
	return nil
}

// pensionShare is the share of the general reduction that is set off against Agirc-Arrco: of the
// rates that its greatest coefficient adds up, those of tranche 1 (CSS L241-13 V).
func (r *Rules) pensionShare(large bool) *big.Rat {
	s := r.small
	if large {
		s = r.large
	}
	rate := new(big.Rat).Add(r.figures["agirc-arrco-t1/employer"].value.Rat(), r.figures["ceg-t1/employer"].value.Rat())
	most := new(big.Rat).Add(s.least, s.slope)
	return rate.Quo(rate, most.Mul(most, big.NewRat(100, 1)))
}

func (r *remitting) remitted() (MonthRemitted, error) {
	month := MonthRemitted{Month: r.month, Remittances: []Remittance{}}
	var total money.Total
	for _, b := range bodies {
		due := b.due
		if due == "" {
			due = "remittance/small"
			if r.last.reaches("headcount/housing") {
				due = "remittance/large"
			}
		}
		m := Remittance{Body: b.body, LabelFr: b.labelFr, LabelEn: b.labelEn}
		if err := r.lines(&m); err != nil {
			return MonthRemitted{}, err
		}
		if len(m.Lines) == 0 {
			continue
		}
		day := r.last.figure(due)
		m.Refs = day.refs
		var err error
		if m.Due, err = r.due(int(day.whole)); err != nil {
			return MonthRemitted{}, err
		}
		total.Add(m.Amount)
		month.Remittances = append(month.Remittances, m)
	}
	var err error
	if month.Total, err = total.Amount(); err != nil {
		return MonthRemitted{}, err
	}
	month.Notices = r.notices()
	return month, r.last.err
}

// lines fills in what is owed to a body, in the order of the codes.
func (r *remitting) lines(m *Remittance) error {
	var total money.Total
	for i := range codes {
		sum := r.sums[owed{m.Body, codes[i].Code}]
		if sum == nil {
			continue
		}
		amount, err := sum.Amount()
		if err != nil {
			return err
		}
		total.Add(amount)
		m.Lines = append(m.Lines, RemittanceLine{codes[i].Code, amount})
	}
	var err error
	m.Amount, err = total.Amount()
	return err
}

// due is a day of the month after, or the next day that is neither a Saturday, a Sunday nor a public
// holiday.
func (r *remitting) due(day int) (civil.Date, error) {
	next, err := r.month.Add(1)
	if err != nil {
		return civil.Date{}, err
	}
	date, err := next.First().AddDays(min(day, next.Days()) - 1)
	if err != nil {
		return civil.Date{}, err
	}
	week, err := date.AddDays(14)
	if err != nil {
		return civil.Date{}, err
	}
	calendar, err := civil.FrenchCalendar(civil.Metropole, civil.Period{From: date, To: week}, time.Saturday, time.Sunday)
	if err != nil || calendar.IsWorking(date) {
		return date, err
	}
	return calendar.Add(date, 1)
}

func (r *remitting) notices() []law.Notice {
	if !r.reduced {
		return r.last.doubts()
	}
	return r.last.doubts(law.Notice{
		Code: CodeDerived, Key: "reduction", Refs: r.last.figure("reduction/limit").refs,
		Message: "the part of the general reduction that is set off against Audiens is derived from the rates of tranche 1",
	})
}
