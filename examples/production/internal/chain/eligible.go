package chain

import (
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/financing"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// spendRule says which category of the list of the tax credit the lines of an account are. The rule that
// names the unit of a line comes before others, then that of the longest account.
type spendRule struct {
	// Account is one of the chart of the CNC, with those below it.
	Account string `json:"account" strict:"required"`
	// Unit narrows the rule to lines in that unit, such as meals.
	Unit     string                  `json:"unit"`
	Category financing.SpendCategory `json:"category" strict:"required"`
	// European says that those who are paid are eligible persons.
	European bool `json:"european"`
	// Minimum is what a performer has at least for a unit, for somebody of the cast for a day.
	Minimum *money.Amount `json:"minimum"`
}

// checkDepartment tells what is not the number of a French department: the code of another country, a place too, is
// of letters.
func (c taxCredit) checkDepartment(f *valid.Faults) {
	there := financing.Spend{Lines: []financing.SpendLine{{Category: financing.SetSpend, Place: c.Department}}}
	if c.Department != "" && (errors.Is(there.Validate(), financing.ErrPlace) || c.Department > "A") {
		f.Add("department", c.Department, financing.ErrPlace)
	}
}

// checkSpend tells rules on accounts that are none, and performers without a minimum.
func (c taxCredit) checkSpend(f *valid.Faults) {
	notEmpty(f, "spend", c.Spend)
	f.Enter("spend")
	defer f.Leave()
	known := chartCodes()
	seen := map[string]bool{}
	for i, r := range c.Spend {
		f.Index(i)
		key := r.Account + "\x00" + r.Unit
		switch {
		case !known[r.Account]:
			f.Addf("account", r.Account, valid.ErrReference, "the chart of the CNC has no such account")
		case seen[key]:
			f.Add("account", r.Account, valid.ErrDuplicate)
		}
		seen[key] = true
		performs := r.Category == financing.PerformerPay
		switch {
		case performs && r.Minimum == nil:
			f.Add("minimum", nil, valid.ErrMissing)
		case !performs && r.Minimum != nil:
			f.Addf("minimum", *r.Minimum, valid.ErrUnknownField, "only performers have one")
		case performs:
			positive(f, "minimum", *r.Minimum)
		}
		f.Leave()
	}
}

// chartCodes are the accounts of the chart of the CNC.
func chartCodes() map[string]bool {
	codes := map[string]bool{}
	chart, _ := budget.ChartOf(budget.CNCCinema) // built in
	var walk func([]budget.ChartAccount)
	walk = func(accounts []budget.ChartAccount) {
		for _, a := range accounts {
			codes[a.Code] = true
			walk(a.Accounts)
		}
	}
	walk(chart.Accounts)
	return codes
}

// rule returns that of a line; what no rule is for is not on the list.
func (c taxCredit) rule(account, unit string) spendRule {
	best := spendRule{Category: financing.OtherSpend}
	for _, r := range c.Spend {
		if !strings.HasPrefix(account, r.Account) || r.Unit != "" && r.Unit != unit {
			continue
		}
		if better := r.Unit != "" && best.Unit == ""; better || (r.Unit != "") == (best.Unit != "") && len(r.Account) > len(best.Account) {
			best = r
		}
	}
	return best
}

// BudgetPart is a line of the budget with its fringes.
type BudgetPart struct {
	Account string       `json:"account"`
	Line    string       `json:"line"`
	Amount  money.Amount `json:"amount"`
}

// Eligible is the spend that the tax credit is claimed on, line by line.
type Eligible struct {
	// Requested is the day the CNC received the request; spend before it does not count.
	Requested civil.Date `json:"requested"`
	// Amount is Kept and Cut.
	Amount     money.Amount              `json:"amount"`
	Kept       money.Amount              `json:"kept"`
	Cut        money.Amount              `json:"cut"`
	Categories []financing.CategorySpend `json:"categories"`
	Lines      []EligibleLine            `json:"lines"`
}

// EligibleLine is a line of the claim: Of are the lines of the budget that it is made of, those of pay and of
// what the employer contributes on it.
type EligibleLine struct {
	financing.KeptSpend
	Description string `json:"description"`
	// Date is that of the line: the first paid day of wages, the first day of the phase of others.
	Date civil.Date `json:"date"`
	// Abroad is what of the pay is for days worked abroad, which is cut.
	Abroad *PayAbroad   `json:"abroad,omitempty"`
	Of     []BudgetPart `json:"of"`
}

// PayAbroad is the pay of days of shooting abroad: Days of Paid days, with Gross of the gross. InFrance is what is
// left, as a share.
type PayAbroad struct {
	Days     []civil.Date   `json:"days"`
	Paid     int            `json:"paid"`
	Gross    money.Amount   `json:"gross"`
	InFrance money.Fraction `json:"inFrance"`
}

// budgetLine is a line of the budget with what it costs.
type budgetLine struct {
	account string
	line    budget.Line
	total   budget.LineTotal
}

func (l budgetLine) part() (BudgetPart, error) {
	amount, err := l.total.Amount.Add(l.total.Fringes)
	return BudgetPart{l.account, l.line.Code, amount}, err
}

// budgetLines are the lines that cost something.
func budgetLines(b Budget) (lines []budgetLine) {
	eachLine(b.Document.Accounts, b.Topsheet.Accounts, func(account string, l budget.Line, t budget.LineTotal) {
		if !t.Amount.IsZero() || !t.Fringes.IsZero() {
			lines = append(lines, budgetLine{account, l, t})
		}
	})
	return lines
}

// payee is who of the payroll a line pays: the end of its code, "p3" of somebody and "x3" of the extras of a day; ""
// is nobody.
func (l budgetLine) payee() string {
	end, _ := strings.CutPrefix(l.line.Code, l.account+"-")
	if strings.HasPrefix(end, "p") || strings.HasPrefix(end, "x") {
		return end
	}
	return ""
}

// person is the place in the payroll of whom a line pays; negative of other lines.
func (l budgetLine) person(people []Person) int {
	number, found := strings.CutPrefix(l.payee(), "p")
	n, err := strconv.Atoi(number)
	if !found || err != nil || n < 1 || n > len(people) {
		return -1
	}
	return n - 1
}

// claim gathers the lines of the budget that are tagged for the credit.
type claim struct {
	credit taxCredit
	people []Person
	cash   cashPlan
	phases []budget.Phase
	// abroad are the days of shooting abroad.
	abroad []civil.Date
	spend  []financing.SpendLine
	lines  []EligibleLine
}

// eligibleSpend sorts the tagged lines of the budget into the list of the credit and keeps what counts.
func (f *film) eligibleSpend(p *Production) (Eligible, []law.Notice, error) {
	phased, err := f.treasury.phasePlan(p.Financing.Milestones)
	if err != nil {
		return Eligible{}, nil, err
	}
	c := claim{credit: f.plan.TaxCredit, people: p.Payroll.People, cash: f.treasury, phases: phased.Phases, abroad: abroad(p.Schedule.Days)}
	social := map[string]budgetLine{}
	lines := budgetLines(p.Budget)
	for _, l := range lines {
		if l.payee() != "" && l.tagged(eligible) && isSocial(l.account) {
			social[l.payee()] = l
		}
	}
	for _, l := range lines {
		if !l.tagged(eligible) || l.payee() != "" && isSocial(l.account) {
			continue
		}
		if err := c.add(l, l.person(c.people), social); err != nil {
			return Eligible{}, nil, at("taxCredit.spend", l.account+"/"+l.line.Code, err)
		}
	}
	kept, err := financing.ComputeEligibleSpend(financing.Spend{
		Credit: financing.CinemaSpend, Genre: financing.Fiction, Requested: c.credit.Requested, Lines: c.spend,
	})
	if err != nil {
		return Eligible{}, nil, under("taxCredit.spend", err)
	}
	for i := range c.lines {
		c.lines[i].KeptSpend = kept.Lines[i]
	}
	return Eligible{c.credit.Requested, kept.Amount, kept.Kept, kept.Cut, kept.Categories, c.lines}, kept.Notices, nil
}

func isSocial(account string) bool { return account == accountTechnicians || account == accountArtists }

func (l budgetLine) tagged(tag string) bool { return slices.Contains(l.line.Tags, tag) }

// add puts a line on the claim: of pay what the employer contributes with it, of meals and nights their number.
func (c *claim) add(l budgetLine, person int, social map[string]budgetLine) error {
	rule := c.credit.rule(l.account, l.line.Unit)
	part, err := l.part()
	if err != nil {
		return err
	}
	s := financing.SpendLine{ID: fmt.Sprintf("%s/%s", l.account, l.line.Code), Category: rule.Category, Date: c.date(l, person), Amount: part.Amount}
	claimed := EligibleLine{Description: l.line.Description, Date: s.Date, Of: []BudgetPart{part}}
	switch rule.Category {
	case financing.AuthorPay, financing.PerformerPay, financing.StaffPay:
		s.Amount, s.Charges, s.EligiblePerson = l.total.Amount, l.total.Fringes, rule.European
		if with, found := social[l.payee()]; found {
			if part, err = with.part(); err != nil {
				return err
			}
			if s.Charges, err = s.Charges.Add(part.Amount); err != nil {
				return err
			}
			claimed.Of = append(claimed.Of, part)
		}
		if claimed.Abroad, err = c.payAbroad(l, person); err != nil {
			return err
		}
		if claimed.Abroad != nil {
			s.InFrance = &claimed.Abroad.InFrance
		}
		if rule.Minimum != nil {
			s.Minimum, err = c.minimum(l, person, claimed.Abroad, *rule.Minimum)
		}
	case financing.MealSpend, financing.NightSpend, financing.TravelSpend:
		s.Place, s.Script = c.place(l), true // the script has scenes in every country of the shoot
		if s.Quantity, err = decimalOf(l.units()); err == nil {
			s.UnitPrice, err = decimalOf(new(big.Rat).Mul(l.total.Price.Rat(), l.total.Rate.Rat()))
		}
	default:
		s.Place = c.place(l)
	}
	c.spend = append(c.spend, s)
	c.lines = append(c.lines, claimed)
	return err
}

// date is when a line is spent first, so that what begins before the request is not claimed: the first paid day of
// wages, which are due for the work, else the first day of the phase.
func (c *claim) date(l budgetLine, person int) civil.Date {
	if person >= 0 {
		return c.people[person].Paid[0].Date
	}
	return c.cash.periodOf(l, c.phases).From
}

// abroad are the days that are shot in another country.
func abroad(days []ShootingDay) []civil.Date {
	var all []civil.Date
	for _, d := range days {
		if d.Country != home {
			all = append(all, d.Date)
		}
	}
	return all
}

// byTheWeek is the unit of the director, whose wages the payroll does not have, and workWeek the days of a unit.
const (
	byTheWeek = "semaine"
	workWeek  = 5
)

// payAbroad is the pay of somebody for the days worked abroad, which are not in France (CGI art. 220 sexies, III):
// that of the days as payroll has it, an equal part of the weeks of the director. Nil is somebody without such days.
func (c *claim) payAbroad(l budgetLine, person int) (*PayAbroad, error) {
	if person < 0 {
		return c.directorAbroad(l)
	}
	w := c.people[person]
	away := PayAbroad{Paid: w.Days}
	var gross money.Total
	for _, d := range w.Paid {
		if slices.Contains(c.abroad, d.Date) && slices.Contains(w.Shot, d.Date) {
			away.Days = append(away.Days, d.Date)
			gross.Add(d.Gross)
		}
	}
	if len(away.Days) == 0 {
		return nil, nil
	}
	if err := post(&away.Gross, gross); err != nil {
		return nil, err
	}
	var err error
	away.InFrance, err = money.NewFraction(w.Gross.Cents()-away.Gross.Cents(), w.Gross.Cents())
	return &away, err
}

// place is where a line is spent: a department of France, or another country.
func (c *claim) place(l budgetLine) string {
	if l.line.SpentIn == "" || l.line.SpentIn == home {
		return c.credit.Department
	}
	return l.line.SpentIn
}

// units are quantity × multiplier of a line.
func (l budgetLine) units() *big.Rat {
	return new(big.Rat).Mul(l.total.Quantity.Rat(), l.total.Multiplier.Rat())
}

// directorAbroad is the pay of who is with the unit on every day, paid by the week.
func (c *claim) directorAbroad(l budgetLine) (*PayAbroad, error) {
	all := l.units()
	all.Mul(all, big.NewRat(workWeek, 1))
	if l.line.Unit != byTheWeek || !all.IsInt() || len(c.abroad) == 0 {
		return nil, nil
	}
	paid := all.Num().Int64()
	days := min(int64(len(c.abroad)), paid)
	away := PayAbroad{Days: c.abroad, Paid: int(paid)}
	share, err := money.NewFraction(days, paid)
	if err != nil {
		return nil, err
	}
	if away.Gross, err = share.Of(l.total.Amount); err != nil {
		return nil, err
	}
	away.InFrance, err = money.NewFraction(paid-days, paid)
	return &away, err
}

// minimum is what the agreement has performers paid at least: for the days of somebody of the cast in France, for
// the units of other lines.
func (c *claim) minimum(l budgetLine, person int, away *PayAbroad, unit money.Amount) (*money.Amount, error) {
	units := l.units()
	if person >= 0 {
		units.SetInt64(int64(c.people[person].Days))
	}
	if away != nil {
		units.Sub(units, big.NewRat(int64(len(away.Days)), 1))
	}
	least, err := money.RoundRat(units.Mul(units, big.NewRat(unit.Cents(), 100)))
	return &least, err
}

// decimalOf is a number that has to have at most nine decimals.
func decimalOf(r *big.Rat) (money.Decimal, error) {
	d, err := money.ParseDecimal(r.FloatString(9))
	if err == nil && d.Rat().Cmp(r) != 0 {
		err = fmt.Errorf("%w: nine decimals at most: %s", valid.ErrOutOfRange, r.RatString())
	}
	return d, err
}
