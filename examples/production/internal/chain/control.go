package chain

import (
	"fmt"
	"slices"

	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/schedule"
)

// Control is where costs stand at the stated day.
type Control struct {
	Plan budget.ControlPlan `json:"plan"`
	// Entries are those of the ledger by date: what control.json has, and wages by week.
	Entries []budget.Entry `json:"entries"`
	// Earned are the wages of everybody up to the stated day, which the entries of wages add up to.
	Earned []Earned `json:"earned"`
	// Report is the week of the stated day, Previous the week before it.
	Report   budget.CostReport `json:"report"`
	Previous budget.CostReport `json:"previous"`
	Alerts   []budget.Alert    `json:"alerts"`
	// AlertRules are what the alerts are held against.
	AlertRules budget.AlertRules `json:"alertRules"`
	// Hot is the last day that was shot against what it was to cost; Planned and Actual are the costs of all
	// days until then.
	Hot      budget.HotCost         `json:"hot"`
	Planned  []budget.DayCost       `json:"planned"`
	Actual   []budget.DayCost       `json:"actual"`
	Progress schedule.ShootProgress `json:"progress"`
	// Left is what is left of the scene that was begun and not finished.
	Left []schedule.SceneRest `json:"left"`
	// Payments are the invoices and wages that are due.
	Payments budget.PaymentRun `json:"payments"`
	// Notices are what the ledger said of entries beyond their order or their budget.
	Notices []law.Notice `json:"notices"`
}

// costs is control.json: the rules of cost control, and what was posted up to the stated day.
type costs struct {
	Start       civil.Date            `json:"start" strict:"required"`
	VAT         []budget.VATRate      `json:"vat" strict:"required,max=100"`
	Approvals   []budget.ApprovalRule `json:"approvals" strict:"required,max=100"`
	Shortage    budget.Shortage       `json:"shortage" strict:"required"`
	Alerts      budget.AlertRules     `json:"alerts" strict:"required"`
	Entries     []budget.Entry        `json:"entries" strict:"required,max=10000"`
	Payees      []budget.Payee        `json:"payees" strict:"required,max=1000"`
	Supplements []supplement          `json:"supplements" strict:"required,max=1000"`
}

// supplement is a cost that the report of a day has beyond the plan.
type supplement struct {
	// Back is how many days of shooting before the last one that was shot, 0 for that day, so that the plan
	// may move.
	Back    int          `json:"back"`
	Account string       `json:"account" strict:"required"`
	Item    string       `json:"item" strict:"required"`
	Amount  money.Amount `json:"amount" strict:"required"`
}

func (c *costs) check() error {
	var f valid.Faults
	if len(c.Entries) == 0 {
		f.Add("entries", nil, valid.ErrMissing)
	}
	f.Enter("alerts")
	f.Enter("spent")
	for i, share := range c.Alerts.Spent {
		if share.Compare(mostRate) > 0 {
			f.Index(i)
			f.Addf("", share, valid.ErrOutOfRange, "a share of the budget, at most %v", mostRate)
			f.Leave()
		}
	}
	f.Leave()
	f.Leave()
	f.Enter("supplements")
	for i, e := range c.Supplements {
		f.Index(i)
		if e.Back < 0 || e.Back > mostBack {
			f.Addf("back", e.Back, valid.ErrOutOfRange, "0 to %d days", mostBack)
		}
		needed(&f, "item", e.Item)
		positive(&f, "amount", e.Amount)
		f.Leave()
	}
	f.Leave()
	return f.Err()
}

// mostBack is more days than any shoot has.
const mostBack = 1000

// controlPlan is what costs are held against: the accounts of a budget and the rules of control.json.
func (f *film) controlPlan(sheet budget.Topsheet) budget.ControlPlan {
	return budget.ControlPlan{
		Currency: f.budget.Currency, Territory: home, Start: f.control.Start,
		Accounts: budget.ControlAccounts(sheet), VAT: f.control.VAT, Approvals: f.control.Approvals, Shortage: f.control.Shortage,
	}
}

// checkControl tells what the ledger refuses, whatever the other stages bring to the accounts.
func (f *film) checkControl() error {
	sheet, err := budget.Compute(f.budget.Budget)
	if err != nil || sheet.Total.Compare(mostTotal) > 0 {
		return nil // told by checkBudget
	}
	plan := f.controlPlan(sheet)
	plan.Shortage = budget.Shortage{Account: budget.Allow, Cash: budget.Allow}
	ledger, err := budget.NewLedger(plan)
	if err != nil {
		return inFile("control.json", under("document", err))
	}
	state, _, posting := postAll(ledger, f.posted(nil))
	_, alerting := budget.Alerts([]budget.CostReport{{Period: civil.Period{From: f.shoot.AsOf, To: f.shoot.AsOf}}}, f.control.Alerts)
	var paying error
	if posting == nil {
		_, paying = ledger.PaymentRun(state, f.shoot.AsOf, f.control.Payees)
	}
	return inFile("control.json", under("document", joined(f.checkEntries(), posting, moved("rules", "alerts", alerting), paying)))
}

// checkEntries tells what the ledger takes and the film does not have.
func (f *film) checkEntries() error {
	var faults valid.Faults
	faults.Enter("entries")
	for i, e := range f.control.Entries {
		faults.Index(i)
		f.checkDates(&faults, e)
		checkPapers(&faults, e)
		f.checkTerritory(&faults, e)
		faults.Leave()
	}
	faults.Leave()
	codes := accountCodes(f.budget.Accounts)
	faults.Enter("supplements")
	for i, s := range f.control.Supplements {
		if !codes[s.Account] {
			faults.Index(i)
			faults.Addf("account", s.Account, valid.ErrReference, "budget.json has no such account")
			faults.Leave()
		}
	}
	faults.Leave()
	return faults.Err()
}

// checkDates tells dates of an entry that cannot be.
func (f *film) checkDates(faults *valid.Faults, e budget.Entry) {
	if e.Date.After(f.shoot.AsOf) {
		faults.Addf("date", e.Date, valid.ErrOutOfRange, "after %v, the stated day", f.shoot.AsOf)
	}
	if !e.DocumentDate.IsZero() {
		if e.DocumentDate.After(e.Date) {
			faults.Addf("documentDate", e.DocumentDate, valid.ErrOutOfRange, "after %v, the day of posting", e.Date)
		}
		plausible(faults, "documentDate", e.DocumentDate, f.shoot.Period)
	}
	if !e.Due.IsZero() {
		if e.Due.DaysSince(e.Date) > mostDue {
			faults.Addf("due", e.Due, valid.ErrOutOfRange, "at most %d days after %v", mostDue, e.Date)
		}
		if e.Due.Before(e.DocumentDate) {
			faults.Addf("due", e.Due, valid.ErrOutOfRange, "not before %v, the date of the document", e.DocumentDate)
		}
	}
	faults.Enter("approvals")
	for i, a := range e.Approvals {
		faults.Index(i)
		if a.On.After(e.Date) {
			faults.Addf("on", a.On, valid.ErrOutOfRange, "a day until %v, the day of posting", e.Date)
		}
		plausible(faults, "on", a.On, f.shoot.Period)
		faults.Leave()
	}
	faults.Leave()
}

// checkTerritory tells lines of a country that nobody pays for.
func (f *film) checkTerritory(faults *valid.Faults, e budget.Entry) {
	faults.Enter("lines")
	for i, l := range e.Lines {
		known := slices.ContainsFunc(f.budget.Territories, func(t territory) bool { return t.Country == l.Territory })
		if l.Territory != "" && !known {
			faults.Index(i)
			faults.Addf("territory", l.Territory, valid.ErrReference, "budget.json has no such country")
			faults.Leave()
		}
	}
	faults.Leave()
}

// checkPapers tells what orders and invoices of a supplier lack beside their amounts.
func checkPapers(f *valid.Faults, e budget.Entry) {
	if e.Kind == budget.PurchaseOrder || e.Kind == budget.Invoice {
		needed(f, "party", e.Party)
		needed(f, "label", e.Label)
	}
	if e.Kind == budget.Invoice {
		needed(f, "document", e.Document)
		needed(f, "documentDate", e.DocumentDate.String())
		needed(f, "due", e.Due.String())
	}
}

// mostDue is beyond any term of payment: sixty days at most between companies (Code de commerce, art. L441-10).
const mostDue = 366

// booked is an entry with the path of what it came from.
type booked struct {
	budget.Entry
	path string
}

// posted are the entries of control.json and those of wages by date, wages of a date first, so that a
// close has them.
func (f *film) posted(wages []budget.Entry) []booked {
	var all []booked
	for _, e := range wages {
		all = append(all, booked{e, "entries"})
	}
	for i, e := range f.control.Entries {
		all = append(all, booked{e, fmt.Sprintf("entries[%d]", i)})
	}
	slices.SortStableFunc(all, func(a, b booked) int { return a.Date.Compare(b.Date) })
	return all
}

// postAll posts entries one by one and returns what the ledger says of them. What rests on an entry that was
// refused is passed over.
func postAll(ledger *budget.Ledger, entries []booked) (budget.State, []law.Notice, error) {
	fold := ledger.Fold()
	notices := []law.Notice{}
	refused := map[string]bool{}
	var errs []error
	for _, e := range entries {
		if refused[e.Of] || refused[e.Order] {
			refused[e.ID] = true
			continue
		}
		posting, err := fold.Apply(e.Entry)
		if err != nil {
			refused[e.ID] = e.ID != ""
			errs = append(errs, under(e.path, err))
		}
		notices = append(notices, posting.Notices...)
	}
	return fold.State(), notices, joined(errs...)
}

// computeControl posts wages and entries, and reports them at the stated day.
func (f *film) computeControl(p *Production) error {
	calendar, err := f.calendar(p)
	if err != nil {
		return inFile("shoot.json", under("document", err))
	}
	wages, err := wagesByDay(p)
	if err != nil {
		return inFile("crew.json", under("document.engagements", err))
	}
	c := Control{Plan: f.controlPlan(p.Budget.Topsheet), AlertRules: f.control.Alerts}
	extras, err := extrasByDay(p)
	if err != nil {
		return inFile("cast.json", at("document.extras", nil, err))
	}
	hired, err := f.hiredByDay(p)
	if err != nil {
		return inFile("budget.json", at("document.rules", nil, err))
	}
	all := slices.Concat(wages, extras, hired)
	c.Earned = earned(all, p.AsOf)
	entries, err := wageEntries(all, p.AsOf, calendar)
	if err != nil {
		return inFile("shoot.json", at("document.asOf", p.AsOf, err))
	}
	if err := f.report(&c, p.AsOf, entries); err != nil {
		return inFile("control.json", under("document", err))
	}
	ledger, err := budget.NewLedger(c.Plan)
	if err != nil {
		return inFile("control.json", under("document", err))
	}
	if err := f.hotCost(&c, p, ledger, slices.Concat(wages, extras)); err != nil {
		return err
	}
	if err := f.progress(&c, p); err != nil {
		return inFile("shoot.json", at("document.asOf", p.AsOf, err))
	}
	p.Control = c
	return nil
}

// report posts the entries and makes the reports of the week of the stated day and of the one before.
func (f *film) report(c *Control, asOf civil.Date, wages []budget.Entry) error {
	ledger, err := budget.NewLedger(c.Plan)
	if err != nil {
		return err
	}
	entries := f.posted(wages)
	for _, e := range entries {
		c.Entries = append(c.Entries, e.Entry)
	}
	var state budget.State
	if state, c.Notices, err = postAll(ledger, entries); err != nil {
		return err
	}
	sunday, err := asOf.Monday().AddDays(-1)
	if err != nil {
		return err
	}
	if c.Previous, err = ledger.CostReport(state, civil.Period{From: sunday.Monday(), To: sunday}); err != nil {
		return err
	}
	if c.Report, err = ledger.CostReport(state, civil.Period{From: asOf.Monday(), To: asOf}); err != nil {
		return err
	}
	if c.Alerts, err = budget.Alerts([]budget.CostReport{c.Previous, c.Report}, f.control.Alerts); err != nil {
		return moved("rules", "alerts", err)
	}
	c.Payments, err = ledger.PaymentRun(state, asOf, f.control.Payees)
	return err
}

// progress is how the shoot stands: all that was planned was shot, but half of the last scene, which the
// next day begins with. hotCost has found that there is a day of shooting by then.
func (f *film) progress(c *Control, p *Production) error {
	done := schedule.ShootDone{Through: p.AsOf, Days: []schedule.ShootDay{}}
	for _, d := range p.Schedule.Result.Plan.Days {
		if !d.Date.After(p.AsOf) {
			done.Days = append(done.Days, d)
		}
	}
	scenes := done.Days[len(done.Days)-1].Scenes
	last := scenes[len(scenes)-1]
	for _, s := range p.Schedule.Shoot.Scenes {
		if s.ID == last {
			c.Left = []schedule.SceneRest{{Scene: last, Eighths: max(1, s.Eighths/2), Minutes: max(1, s.Minutes/2)}}
		}
	}
	var err error
	c.Progress, err = schedule.Progress(p.Schedule.Shoot, p.Schedule.Result.Plan, done, c.Left)
	return err
}
