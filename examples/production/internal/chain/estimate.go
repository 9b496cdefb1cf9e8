package chain

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// estimate is budget.json: the devis, and how the other stages bring their costs into it.
type estimate struct {
	budget.Budget `json:"devis" strict:"required"`
	// Total is what the film costs. The charge Balance is what the lines and the other charges leave of it.
	Total   money.Amount `json:"total" strict:"required"`
	Balance string       `json:"balance" strict:"required"`
	// Runtime is that of the finished film, in minutes.
	Runtime     money.Decimal        `json:"runtime" strict:"required"`
	Territories []territory          `json:"territories" strict:"required,max=100"`
	Counts      []count              `json:"counts" strict:"required,max=1000"`
	Rules       []budget.ElementRule `json:"rules" strict:"required,max=1000"`
	Ceilings    []budget.FunderRule  `json:"ceilings" strict:"required,max=100"`
}

// territory is a country with the co-producer who pays for what is spent there. One is home, where wages are spent
// and whose tax credit counts.
type territory struct {
	Country string `json:"country" strict:"required"`
	BorneBy string `json:"borneBy" strict:"required"`
}

// count is a global of the devis that the other stages give its value.
type count struct {
	Global string  `json:"global" strict:"required"`
	Of     counted `json:"of" strict:"required"`
	// Region is where the days are; empty is everywhere.
	Region string `json:"region"`
}

// counted is what a global counts.
type counted string

const (
	countDays counted = "days" // of shooting
	countCrew counted = "crew" // technicians
	countCast counted = "cast" // players
)

func (counted) OneOf() []string { return valid.Texts([]counted{countDays, countCrew, countCast}) }

// accounts that wages are charged to beside those of the engagements: what the employer
// pays on top of the wages of technicians and of artists, and taxes on wages.
const (
	accountTechnicians = "42"
	accountArtists     = "43"
	accountTaxes       = "45"
)

// accounts of what the plan of the shoot costs beside cast and crew.
const (
	accountExtras    = "35"
	accountStudios   = "51"
	accountLocations = "52"
	accountEquipment = "72"
)

// eligible is the tag of the lines that the tax credit counts, regionTag begins that of the region where
// the money is spent.
const (
	eligible  = "credit"
	regionTag = "region:"
)

// mostTotal is beyond any film, and the ledger still takes it; mostRuntime is that of a day and a night, in minutes.
var mostTotal = money.MustParse("10000000000.00")

const mostRuntime = 24 * 60

// check tells the faults of the devis, of what it may cost and of the rules beside it.
func (e *estimate) check() error {
	var f valid.Faults
	needed(&f, "devis.title", e.Title)
	if e.Total.Sign() <= 0 || e.Total.Compare(mostTotal) > 0 {
		f.Addf("total", e.Total, valid.ErrOutOfRange, "more than 0.00, at most %v", mostTotal)
	}
	if e.Runtime.Sign() <= 0 || e.Runtime.Compare(money.DecimalFromInt(mostRuntime)) > 0 {
		f.Addf("runtime", e.Runtime, valid.ErrOutOfRange, "more than 0 minutes, at most %d", mostRuntime)
	}
	if len(e.Rules) == 0 {
		f.Add("rules", nil, valid.ErrMissing)
	}
	for i, c := range e.Ceilings {
		if len(c.Charges) == 0 {
			f.Add(fmt.Sprintf("ceilings[%d].charges", i), nil, valid.ErrMissing)
		}
	}
	e.checkRates(&f)
	e.checkBalance(&f)
	e.checkTerritories(&f)
	e.checkCounts(&f)
	if err := e.Validate(); err != nil {
		return joined(under("devis", err), f.Err())
	}
	return joined(e.checkChart(), f.Err(), e.checkRules())
}

// mostRate is ten times what a fringe or a charge is taken of.
var mostRate = money.DecimalFromInt(10)

// checkRates tells rates that are percentages by mistake, or worse.
func (e *estimate) checkRates(f *valid.Faults) {
	for i, r := range e.Fringes {
		if r.Rate != nil && r.Rate.Compare(mostRate) > 0 {
			f.Addf(fmt.Sprintf("devis.fringes[%d].rate", i), r.Rate, valid.ErrOutOfRange, "at most %v", mostRate)
		}
	}
	for i, c := range e.Charges {
		if c.Rate != nil && c.Rate.Compare(mostRate) > 0 {
			f.Addf(fmt.Sprintf("devis.charges[%d].rate", i), c.Rate, valid.ErrOutOfRange, "at most %v", mostRate)
		}
	}
}

// checkBalance tells a balancing charge that has an amount of its own, or that others rest on.
func (e *estimate) checkBalance(f *valid.Faults) {
	at := slices.IndexFunc(e.Charges, func(c budget.Charge) bool { return c.Code == e.Balance })
	if at < 0 {
		f.Addf("balance", e.Balance, valid.ErrReference, "a charge of the devis")
		return
	}
	f.Enter("devis")
	f.Enter("charges")
	for i, c := range e.Charges {
		f.Index(i)
		switch {
		case i == at && (c.Amount == nil || !c.Amount.IsZero()):
			f.Addf("amount", nil, valid.ErrOutOfRange, "0.00, as it is what the total leaves")
		case i != at && slices.Contains(c.Base, e.Balance):
			f.Addf("base", e.Balance, valid.ErrReference, "the balance, which rests on this charge")
		}
		f.Leave()
	}
	f.Leave()
	f.Leave()
}

func (e *estimate) checkTerritories(f *valid.Faults) {
	if !slices.ContainsFunc(e.Territories, func(t territory) bool { return t.Country == home }) {
		f.Add("territories", home, valid.ErrMissing)
	}
	seen := map[string]bool{}
	f.Enter("territories")
	for i, t := range e.Territories {
		f.Index(i)
		isCountry(f, "country", t.Country)
		needed(f, "borneBy", t.BorneBy)
		if seen[t.Country] {
			f.Add("country", t.Country, valid.ErrDuplicate)
		}
		seen[t.Country] = true
		f.Leave()
	}
	f.Leave()
}

func (e *estimate) checkCounts(f *valid.Faults) {
	seen := map[string]bool{}
	f.Enter("counts")
	for i, c := range e.Counts {
		f.Index(i)
		if !slices.ContainsFunc(e.Globals, func(g budget.Global) bool { return g.Name == c.Global }) {
			f.Addf("global", c.Global, valid.ErrReference, "a global of the devis")
		}
		if seen[c.Global] {
			f.Add("global", c.Global, valid.ErrDuplicate)
		}
		seen[c.Global] = true
		if c.Region != "" && c.Of != countDays {
			f.Addf("region", c.Region, valid.ErrUnknownField, "only days have a region")
		}
		f.Leave()
	}
	f.Leave()
}

// checkChart tells accounts that the chart of the CNC does not have.
func (e *estimate) checkChart() error {
	chart, err := budget.ChartOf(budget.CNCCinema)
	if err != nil {
		return err
	}
	parents := map[string]string{}
	for _, head := range chart.Accounts {
		parents[head.Code] = ""
		for _, a := range head.Accounts {
			parents[a.Code] = head.Code
		}
	}
	var f valid.Faults
	var walk func(above string, accounts []budget.Account)
	walk = func(above string, accounts []budget.Account) {
		f.Enter("accounts")
		for i, a := range accounts {
			f.Index(i)
			if parent, known := parents[a.Code]; !known || parent != above {
				f.Addf("code", a.Code, valid.ErrReference, "the chart %s has no such account here", chart.Code)
			}
			walk(a.Code, a.Accounts)
			f.Leave()
		}
		f.Leave()
	}
	f.Enter("devis")
	walk("", e.Accounts)
	return f.Err()
}

// checkRules tells rules whose line the devis cannot have. The lines of all rules in one account show what
// is wrong with each.
func (e *estimate) checkRules() error {
	if _, err := budget.Propose(budget.Breakdown{}, e.Rules); err != nil {
		return err
	}
	probe := e.Budget
	probe.Charges = nil
	probe.Accounts = []budget.Account{{Code: "rules"}}
	for _, r := range e.Rules {
		probe.Accounts[0].Lines = append(probe.Accounts[0].Lines, budget.Line{
			Code: "rule", Quantity: "1", Price: r.Price, Currency: r.Currency, Fringes: r.Fringes, Group: r.Group, Emission: r.Emission,
		})
	}
	sheet, err := budget.Compute(probe)
	if err != nil {
		return moved("accounts[0].lines", "rules", err)
	}
	codes := accountCodes(e.Accounts)
	var f valid.Faults
	f.Enter("rules")
	for i, r := range e.Rules {
		f.Index(i)
		if sheet.Accounts[0].Lines[i].Amount.Sign() < 0 {
			f.Add("price", r.Price, valid.ErrNegative)
		}
		needed(&f, "phase", r.Phase)
		if !codes[r.Account] {
			f.Addf("account", r.Account, valid.ErrReference, "an account of the devis without others below it")
		}
		f.Leave()
	}
	f.Leave()
	return f.Err()
}

// accountCodes are the codes of the accounts without any below them, which lines are in.
func accountCodes(accounts []budget.Account) map[string]bool {
	codes := map[string]bool{}
	eachAccount(accounts, func(a budget.Account) {
		if len(a.Accounts) == 0 {
			codes[a.Code] = true
		}
	})
	return codes
}

func eachAccount(accounts []budget.Account, do func(budget.Account)) {
	for _, a := range accounts {
		do(a)
		eachAccount(a.Accounts, do)
	}
}

// checkAccounts tells accounts that cast, crew and plan need and the devis lacks.
func (f *film) checkAccounts() error {
	codes := accountCodes(f.budget.Accounts)
	var errs []error
	wanted := func(file, path, code string) {
		if !codes[code] {
			errs = append(errs, fmt.Errorf("%s: %w", file, &valid.FieldError{
				Path: path, Value: code, Err: fmt.Errorf("%w: budget.json has no such account", valid.ErrReference),
			}))
		}
	}
	for i, p := range f.cast.Players {
		wanted("cast.json", fmt.Sprintf("document.players[%d].account", i), p.Account)
	}
	for i, e := range f.crew.Engagements {
		wanted("crew.json", fmt.Sprintf("document.engagements[%d].account", i), e.Account)
	}
	for _, code := range []string{accountTechnicians, accountArtists, accountTaxes, accountExtras, accountStudios, accountLocations, accountEquipment} {
		wanted("budget.json", "document.devis.accounts", code)
	}
	return errors.Join(errs...)
}

// checkBudget tells lines that a film does not have, though a budget may, and what the places of the shoot
// miss.
func (f *film) checkBudget() error {
	sheet, err := budget.Compute(f.budget.Budget)
	if err != nil {
		return inFile("budget.json", under("document.devis", err))
	}
	var faults valid.Faults
	faults.Enter("document")
	faults.Enter("devis")
	if sheet.Total.Compare(mostTotal) > 0 {
		faults.Addf("accounts", sheet.Total, valid.ErrOutOfRange, "at most %v", mostTotal)
	}
	seen := map[string]bool{}
	var walk func([]budget.Account, []budget.AccountTotal)
	walk = func(accounts []budget.Account, totals []budget.AccountTotal) {
		faults.Enter("accounts")
		for i, a := range accounts {
			faults.Index(i)
			walk(a.Accounts, totals[i].Accounts)
			faults.Enter("lines")
			for j, l := range a.Lines {
				faults.Index(j)
				f.checkLine(&faults, l, totals[i].Lines[j].Amount, seen)
				faults.Leave()
			}
			faults.Leave()
			faults.Leave()
		}
		faults.Leave()
	}
	walk(f.budget.Accounts, sheet.Accounts)
	faults.Leave()
	f.checkPlaces(&faults)
	_, err = budget.CheckRules(f.budget.Budget, f.budget.Ceilings, f.shoot.Period.From, budget.Ceilings{})
	return inFile("budget.json", joined(faults.Err(), under("document.ceilings", err)))
}

func (f *film) checkLine(faults *valid.Faults, l budget.Line, amount money.Amount, seen map[string]bool) {
	if amount.Sign() < 0 {
		faults.Add("", amount, valid.ErrNegative)
	}
	if seen[l.Code] {
		faults.Add("code", l.Code, valid.ErrDuplicate)
	}
	seen[l.Code] = true
	f.checkSpend(faults, l)
	if l.SpentIn != home && slices.Contains(l.Tags, eligible) {
		faults.Addf("spentIn", l.SpentIn, valid.ErrOutOfRange, "%s, where the tax credit counts", home)
	}
	for i, tag := range l.Tags {
		region, tagged := strings.CutPrefix(tag, regionTag)
		if tagged && !slices.ContainsFunc(f.shoot.Locations, func(p place) bool { return p.Region == region && p.Country == l.SpentIn }) {
			faults.Enter("tags")
			faults.Index(i)
			faults.Addf("", tag, valid.ErrReference, "shoot.json has no such region in %s", l.SpentIn)
			faults.Leave()
			faults.Leave()
		}
	}
}

// checkSpend tells a line that does not say when and where its money is spent and who pays.
func (f *film) checkSpend(faults *valid.Faults, l budget.Line) {
	needed(faults, "phase", l.Phase)
	if !slices.ContainsFunc(f.budget.Territories, func(t territory) bool { return t.Country == l.SpentIn }) {
		faults.Addf("spentIn", l.SpentIn, valid.ErrReference, "a country of the territories")
	}
	if !slices.ContainsFunc(f.budget.Territories, func(t territory) bool { return t.BorneBy == l.BorneBy }) {
		faults.Addf("borneBy", l.BorneBy, valid.ErrReference, "who pays in a territory")
	}
}

// checkPlaces tells countries that nobody pays for, and regions whose days are not counted.
func (f *film) checkPlaces(faults *valid.Faults) {
	told := map[string]bool{}
	for _, p := range f.shoot.Locations {
		paid := slices.ContainsFunc(f.budget.Territories, func(t territory) bool { return t.Country == p.Country })
		if !paid && !told[p.Country] {
			faults.Addf("territories", p.Country, valid.ErrMissing, "shoot.json has places in this country")
		}
		counted := slices.ContainsFunc(f.budget.Counts, func(c count) bool { return c.Region == p.Region })
		if !counted && !told[p.Region] {
			faults.Addf("counts", p.Region, valid.ErrMissing, "shoot.json has places in this region")
		}
		told[p.Country], told[p.Region] = true, true
	}
	faults.Enter("counts")
	for i, c := range f.budget.Counts {
		if c.Region != "" && !slices.ContainsFunc(f.shoot.Locations, func(p place) bool { return p.Region == c.Region }) {
			faults.Index(i)
			faults.Addf("region", c.Region, valid.ErrReference, "shoot.json has no place in this region")
			faults.Leave()
		}
	}
	faults.Leave()
}
