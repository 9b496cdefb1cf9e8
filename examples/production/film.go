package main

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/financing"
	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/payroll"
	"github.com/bobine-film/bobine/rights"
)

// film is the content of the files of a production.
type film struct {
	script   script
	crew     crew
	employer employer
	budget   budget.Budget
	plan     plan
	deal     rights.Deal
}

// file is what every file of a production holds: what it is, where its figures come from, and
// the document itself.
type file[T any] struct {
	About    string   `json:"about" strict:"required"`
	Sources  []string `json:"sources" strict:"required"`
	Document T        `json:"document" strict:"required"`
}

// script is script.json: the scenes in script order, and the players.
type script struct {
	// Start is the first day of shooting.
	Start   civil.Date `json:"start" strict:"required"`
	Players []player   `json:"players" strict:"required,max=1000"`
	Scenes  []scene    `json:"scenes" strict:"required,max=10000"`
}

// player is paid a fee for every day from their first to their last.
type player struct {
	Name    string       `json:"name" strict:"required"`
	Fee     money.Amount `json:"fee" strict:"required"`
	Account string       `json:"account" strict:"required"`
}

// scene is shot in so many half-days.
type scene struct {
	Number   string   `json:"number" strict:"required"`
	Heading  string   `json:"heading" strict:"required"`
	HalfDays int64    `json:"halfDays" strict:"required"`
	Players  []string `json:"players" strict:"required,max=1000"`
}

// crew is crew.json: the minimum pay of each function, and who is engaged.
type crew struct {
	Grid        []minimum    `json:"grid" strict:"required,max=1000"`
	Engagements []engagement `json:"engagements" strict:"required,max=1000"`
}

// minimum is the pay of a function for a week.
type minimum struct {
	Job    string       `json:"job" strict:"required"`
	Weekly money.Amount `json:"weekly" strict:"required"`
}

// engagement is somebody engaged for the shoot, and so many weeks before and after it.
type engagement struct {
	Job         string `json:"job" strict:"required"`
	Account     string `json:"account" strict:"required"`
	Executive   bool   `json:"executive"`
	WeeksBefore int    `json:"weeksBefore"`
	WeeksAfter  int    `json:"weeksAfter"`
}

// employer is employer.json: what wages depend on beside the engagement.
type employer struct {
	Headcount    int               `json:"headcount" strict:"required"`
	AccidentRate money.Decimal     `json:"accidentRate" strict:"required"`
	MobilityRate money.Decimal     `json:"mobilityRate"`
	Agreement    payroll.Agreement `json:"agreement" strict:"required"`
}

// plan is plan.json: the sources of the money, and the tax credit that is one of them.
type plan struct {
	TaxCredit taxCredit `json:"taxCredit" strict:"required"`
	// CrossBorder says that the ceiling on public aid is that of cross-border co-productions.
	CrossBorder bool               `json:"crossBorder"`
	Sources     []financing.Source `json:"sources" strict:"required"`
}

// taxCredit is what is known of the French credit before the budget is.
type taxCredit struct {
	// Source is the id of the source that the credit pays, which has no amount of its own.
	Source         string     `json:"source" strict:"required"`
	Date           civil.Date `json:"date" strict:"required"`
	FrenchLanguage bool       `json:"frenchLanguage"`
	Difficult      bool       `json:"difficult"`
}

// open reads the files of a folder and checks them, alone and against one another. Every
// fault names its file and path.
func open(folder fs.FS) (film, error) {
	var f film
	var errs []error
	errs = append(errs, read(folder, "script.json", &f.script, f.script.check))
	errs = append(errs, read(folder, "crew.json", &f.crew, f.crew.check))
	errs = append(errs, read(folder, "employer.json", &f.employer, f.employer.check))
	errs = append(errs, read(folder, "budget.json", &f.budget, func() error { return f.budget.Validate() }))
	errs = append(errs, read(folder, "plan.json", &f.plan, f.plan.check))
	errs = append(errs, read(folder, "deal.json", &f.deal, func() error { return f.deal.Validate() }))
	if err := errors.Join(errs...); err != nil {
		return film{}, err
	}
	return f, errors.Join(f.checkAccounts(), f.checkCurrencies(), f.checkBudget())
}

// currency is that of the wages and of the tax credit, and so of everything they are added to.
const currency = "EUR"

// checkCurrencies tells a budget or a deal in another currency.
func (f film) checkCurrencies() error {
	return errors.Join(checkCurrency("budget.json", f.budget.Currency), checkCurrency("deal.json", f.deal.Currency))
}

func checkCurrency(name, code string) error {
	if code == currency {
		return nil
	}
	return inFile(name, &valid.FieldError{
		Path: "document.currency", Value: code, Err: fmt.Errorf("%w: wages and the tax credit are in %s", valid.ErrOutOfRange, currency),
	})
}

// checkBudget tells lines that cost less than nothing: a film has none, though a budget may.
func (f film) checkBudget() error {
	sheet, err := budget.Compute(f.budget)
	if err != nil {
		return inFile("budget.json", under("document", err))
	}
	var faults valid.Faults
	var walk func([]budget.AccountTotal)
	walk = func(accounts []budget.AccountTotal) {
		faults.Enter("accounts")
		for i, a := range accounts {
			faults.Index(i)
			walk(a.Accounts)
			faults.Enter("lines")
			for j, l := range a.Lines {
				if l.Amount.Sign() < 0 {
					faults.Index(j)
					faults.Add("", l.Amount, valid.ErrNegative)
					faults.Leave()
				}
			}
			faults.Leave()
			faults.Leave()
		}
		faults.Leave()
	}
	walk(sheet.Accounts)
	return inFile("budget.json", under("document", faults.Err()))
}

// read reads the document of a file into place and checks it.
func read[T any](folder fs.FS, name string, into *T, check func() error) error {
	stream, err := folder.Open(name)
	if err != nil {
		var path *fs.PathError
		if errors.As(err, &path) {
			err = path.Err
		}
		return fmt.Errorf("%s: %w", name, err)
	}
	defer stream.Close()
	var content file[T]
	reading := strictjson.Decode(stream, &content, 0)
	*into = content.Document
	checking := append(valid.List(content.check()), valid.List(under("document", check()))...)
	return inFile(name, valid.Merge(reading, errors.Join(checking...)))
}

// check tells a file that does not say what it is and where its figures come from.
func (c file[T]) check() error {
	var f valid.Faults
	needed(&f, "about", c.About)
	if len(c.Sources) == 0 {
		f.Add("sources", nil, valid.ErrMissing)
	}
	f.Enter("sources")
	for i, source := range c.Sources {
		f.Index(i)
		needed(&f, "", source)
		f.Leave()
	}
	f.Leave()
	return f.Err()
}

func needed(f *valid.Faults, field, text string) {
	if text == "" {
		f.Add(field, nil, valid.ErrMissing)
	}
}

// under puts a step before the path of every fault.
func under(step string, err error) error {
	var errs []error
	for _, e := range valid.List(err) {
		var fault *valid.FieldError
		switch {
		case !errors.As(e, &fault):
			e = &valid.FieldError{Path: step, Err: e}
		case fault.Path == "":
			e = &valid.FieldError{Path: step, Value: fault.Value, Err: fault.Err}
		default:
			e = &valid.FieldError{Path: step + "." + fault.Path, Value: fault.Value, Err: fault.Err}
		}
		errs = append(errs, e)
	}
	return errors.Join(errs...)
}

// at returns the first fault of a computation as one of the field it was computed from, nil without one.
func at(path string, value any, err error) error {
	if err == nil {
		return nil
	}
	first := valid.List(err)[0]
	var fault *valid.FieldError
	if errors.As(first, &fault) {
		first = fault.Err
	}
	return &valid.FieldError{Path: path, Value: value, Err: first}
}

// inFile puts the name of the file before every fault.
func inFile(name string, err error) error {
	var errs []error
	for _, e := range valid.List(err) {
		errs = append(errs, fmt.Errorf("%s: %w", name, e))
	}
	return errors.Join(errs...)
}

func (s *script) check() error {
	var f valid.Faults
	if _, err := (payroll.Parameters{}).At(s.Start); err != nil {
		f.Add("start", s.Start, err)
	}
	s.checkScenes(&f, s.checkPlayers(&f))
	return f.Err()
}

// checkPlayers returns the names of the players.
func (s *script) checkPlayers(f *valid.Faults) map[string]bool {
	known := map[string]bool{}
	f.Enter("players")
	for i, p := range s.Players {
		f.Index(i)
		needed(f, "name", p.Name)
		if p.Name != "" && known[p.Name] {
			f.Add("name", p.Name, valid.ErrDuplicate)
		}
		known[p.Name] = true
		positive(f, "fee", p.Fee)
		f.Leave()
	}
	f.Leave()
	return known
}

func (s *script) checkScenes(f *valid.Faults, known map[string]bool) {
	if len(s.Scenes) == 0 {
		f.Addf("scenes", nil, valid.ErrMissing, "something is shot")
	}
	numbers := map[string]bool{}
	f.Enter("scenes")
	for i, sc := range s.Scenes {
		f.Index(i)
		needed(f, "number", sc.Number)
		if sc.Number != "" && numbers[sc.Number] {
			f.Add("number", sc.Number, valid.ErrDuplicate)
		}
		numbers[sc.Number] = true
		if sc.HalfDays < 1 || sc.HalfDays > 100 {
			f.Addf("halfDays", sc.HalfDays, valid.ErrOutOfRange, "1 to 100")
		}
		f.Enter("players")
		for j, name := range sc.Players {
			f.Index(j)
			if !known[name] && !known[""] { // which explains it
				f.Add("", name, valid.ErrReference)
			}
			f.Leave()
		}
		f.Leave()
		f.Leave()
	}
	f.Leave()
}

// mostPaid is far above any fee for a day or pay for a week, and a month of it is still a payslip.
var mostPaid = money.MustParse("1000000.00")

func positive(f *valid.Faults, field string, a money.Amount) {
	if a.Sign() <= 0 || a.Compare(mostPaid) > 0 {
		f.Addf(field, a, valid.ErrOutOfRange, "more than 0.00, at most %v", mostPaid)
	}
}

func (c *crew) check() error {
	var f valid.Faults
	jobs := map[string]bool{}
	f.Enter("grid")
	for i, m := range c.Grid {
		f.Index(i)
		needed(&f, "job", m.Job)
		if m.Job != "" && jobs[m.Job] {
			f.Add("job", m.Job, valid.ErrDuplicate)
		}
		jobs[m.Job] = true
		positive(&f, "weekly", m.Weekly)
		f.Leave()
	}
	f.Leave()
	f.Enter("engagements")
	for i, e := range c.Engagements {
		f.Index(i)
		if _, known := c.weekly(e.Job); !known {
			f.Addf("job", e.Job, valid.ErrReference, "the grid has no such function")
		}
		weeks(&f, "weeksBefore", e.WeeksBefore)
		weeks(&f, "weeksAfter", e.WeeksAfter)
		f.Leave()
	}
	f.Leave()
	return f.Err()
}

func weeks(f *valid.Faults, field string, n int) {
	if n < 0 || n > 100 {
		f.Addf(field, n, valid.ErrOutOfRange, "0 to 100")
	}
}

// weekly returns the pay of a function for a week.
func (c *crew) weekly(job string) (money.Amount, bool) {
	for _, m := range c.Grid {
		if m.Job == job {
			return m.Weekly, true
		}
	}
	return money.Amount{}, false
}

func (e *employer) check() error {
	var f valid.Faults
	if e.Headcount < 0 || e.Headcount > 1_000_000 {
		f.Addf("headcount", e.Headcount, valid.ErrOutOfRange, "0 to 1,000,000")
	}
	percentage(&f, "accidentRate", e.AccidentRate)
	percentage(&f, "mobilityRate", e.MobilityRate)
	return f.Err()
}

func percentage(f *valid.Faults, field string, rate money.Decimal) {
	if rate.Sign() < 0 || rate.Compare(money.DecimalFromInt(100)) > 0 {
		f.Addf(field, rate, valid.ErrOutOfRange, "0 to 100")
	}
}

func (p *plan) check() error {
	if len(p.Sources) == 0 {
		return &valid.FieldError{Path: "sources", Err: fmt.Errorf("%w: somebody pays", valid.ErrMissing)}
	}
	// The budget is not known yet; any will do to check the sources.
	whole := financing.Plan{Title: "film", Currency: currency, Budget: money.MustParse("1.00"), Sources: p.Sources}
	return errors.Join(append(valid.List(whole.Validate()), valid.List(p.checkCredit())...)...)
}

// checkCredit tells a credit without a source, and a source that says what the credit computes.
func (p *plan) checkCredit() error {
	var f valid.Faults
	i := p.credit()
	if i < 0 {
		f.Add("taxCredit.source", p.TaxCredit.Source, valid.ErrReference)
		return f.Err()
	}
	s := p.Sources[i]
	f.Enter("sources")
	f.Index(i)
	if !s.Amount.IsZero() && !s.Balancing {
		f.Addf("amount", s.Amount, valid.ErrUnknownField, "it is what the tax credit comes to")
	}
	if s.Balancing {
		f.Addf("balancing", nil, valid.ErrUnknownField, "the tax credit balances nothing")
	}
	if s.Foreign != nil {
		f.Addf("foreign", nil, valid.ErrUnknownField, "the tax credit is in %s", currency)
	}
	return f.Err()
}

// credit is the place of the source that the credit pays, negative without one.
func (p *plan) credit() int {
	return slices.IndexFunc(p.Sources, func(s financing.Source) bool { return s.ID == p.TaxCredit.Source })
}

// accounts that wages are charged to beside those of the engagements: what the employer
// pays on top of the wages of technicians and of artists, and taxes on wages.
const (
	accountTechnicians = "42"
	accountArtists     = "43"
	accountTaxes       = "45"
)

// daysGlobal is the global of the budget that holds the number of shooting days.
const daysGlobal = "jours"

// checkAccounts tells what the script and the crew name that the budget lacks.
func (f film) checkAccounts() error {
	known := map[string]bool{}
	var walk func([]budget.Account)
	walk = func(accounts []budget.Account) {
		for _, a := range accounts {
			known[a.Code] = true
			walk(a.Accounts)
		}
	}
	walk(f.budget.Accounts)
	var errs []error
	missing := func(file, path, code string) {
		if !known[code] {
			errs = append(errs, fmt.Errorf("%s: %w", file, &valid.FieldError{
				Path: path, Value: code, Err: fmt.Errorf("%w: budget.json has no such account", valid.ErrReference),
			}))
		}
	}
	for i, p := range f.script.Players {
		missing("script.json", fmt.Sprintf("document.players[%d].account", i), p.Account)
	}
	for i, e := range f.crew.Engagements {
		missing("crew.json", fmt.Sprintf("document.engagements[%d].account", i), e.Account)
	}
	for _, code := range []string{accountTechnicians, accountArtists, accountTaxes} {
		missing("budget.json", "document.accounts", code)
	}
	return errors.Join(errs...)
}
