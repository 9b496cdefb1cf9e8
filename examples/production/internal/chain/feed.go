package chain

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/schedule"
)

// phases of what the other stages bring: the shoot, and the engagements of the crew, which begin before it and
// end after it.
const (
	phaseShoot       = "shoot"
	phaseEngagements = "engagements"
)

// parts of what somebody costs the employer.
const (
	partGross         = "gross"
	partContributions = "contributions"
	partTaxes         = "taxes on wages"
	// partHired is the pay, with contributions, of people whom the payroll does not have.
	partHired = "hired, with contributions"
)

// wageLines are the wages: the gross in the account of each engagement, what the employer pays on top in
// the accounts of social contributions.
func (f *film) wageLines(b *Budget, p *Production) ([]budget.ProposedLine, error) {
	var lines []budget.ProposedLine
	for i, w := range p.Payroll.People {
		shares, err := w.shares()
		if err != nil {
			return nil, err
		}
		phase := phaseEngagements
		if w.Artist {
			phase = phaseShoot
		}
		for _, s := range shares {
			line := f.shareLine(&s, budget.Line{
				Code: fmt.Sprintf("%s-p%d", s.Account, i+1), Description: w.Who + ", " + s.What, Quantity: "1", Unit: "engagement",
				Price: budget.Formula(s.Amount.String()), Phase: phase, Person: w.Who, From: []string{"payroll"},
			}, "")
			b.Fed = append(b.Fed, s)
			lines = append(lines, line)
		}
	}
	return lines, nil
}

// shareLine makes the line of a part of a wage, which is spent at home. Taxes on wages do not count for the tax credit.
func (f *film) shareLine(s *FedLine, line budget.Line, region string) budget.ProposedLine {
	if s.What != partTaxes {
		line.Tags = []string{eligible}
	}
	f.spentIn(&line, home, region)
	s.Line = line.Code
	return budget.ProposedLine{Account: s.Account, Line: line}
}

// shares are the parts of what a person costs, which add up to it, each with its account.
func (w Person) shares() ([]FedLine, error) {
	return sharesOf(w, w.Gross, w.Cost, w.Taxes)
}

func sharesOf(w Person, gross, cost, taxes money.Amount) ([]FedLine, error) {
	var onTop money.Total
	onTop.Add(cost)
	onTop.Sub(gross)
	onTop.Sub(taxes)
	contributions, err := onTop.Amount()
	social := accountTechnicians
	if w.Artist {
		social = accountArtists
	}
	return []FedLine{
		{Account: w.Account, From: w.Who, What: partGross, Amount: gross},
		{Account: social, From: w.Who, What: partContributions, Amount: contributions},
		{Account: accountTaxes, From: w.Who, What: partTaxes, Amount: taxes},
	}, err
}

// extrasLines are the extras of each day as they are paid: cachets in their account, and what the employer pays on
// top as for the wages of artists, in the region of the day.
func (f *film) extrasLines(b *Budget, p *Production) ([]budget.ProposedLine, error) {
	var lines []budget.ProposedLine
	extras := p.Payroll.Extras
	for i, d := range extras.Days {
		shares, err := extras.shares(d)
		if err != nil {
			return nil, err
		}
		for _, s := range shares {
			line := budget.Line{
				Code: fmt.Sprintf("%s-x%d", s.Account, i+1), Description: fmt.Sprintf("%s, %v, %s", strings.Join(d.Groups, ", "), d.Date, s.What),
				Quantity: "1", Unit: "jour", Price: budget.Formula(s.Amount.String()), Phase: phaseShoot, From: []string{"payroll", d.Date.String()},
			}
			if s.What == partGross {
				line.Quantity, line.Unit, line.Price = budget.Formula(fmt.Sprint(d.Count)), "cachet", budget.Formula(d.Pay.Gross.String())
			}
			proposed := f.shareLine(&s, line, d.Region)
			b.Extras = append(b.Extras, s)
			lines = append(lines, proposed)
		}
	}
	return lines, nil
}

// isLocal reports whether a line of the rules is spent where it is shot: it is not bought once, nor of extras at home,
// whom the payroll pays.
func (f *film) isLocal(l budget.ProposedLine, country string) bool {
	extras := strings.HasPrefix(l.Line.Code, l.Account+"/"+string(schedule.Background)+"/")
	return f.budget.Rules[l.Rule].Basis != budget.Once && !(extras && country == home)
}

// planLines are the places and the equipment of the plan, at the rates of shoot.json.
func (f *film) planLines(b *Budget, p *Production) ([]budget.ProposedLine, error) {
	var lines []budget.ProposedLine
	for _, c := range p.Schedule.Result.Costs {
		line := budget.Line{
			Description: c.Name, Quantity: budget.Formula(fmt.Sprint(c.Quantity)), Price: budget.Formula(c.Rate.String()),
			Tags: []string{eligible}, Phase: phaseShoot, From: []string{"plan"},
		}
		account := accountEquipment
		switch c.Cause {
		case schedule.CauseEquipment:
			line.Unit = "jour ou semaine"
			f.spentIn(&line, home, "")
		case schedule.CauseLocation, schedule.CauseReopen:
			where := f.shoot.place(c.Name)
			account, line.Unit = accountOf(where), unitOf(c, where)
			line.From = append(line.From, datesAt(where.Name, p.Schedule.Days)...)
			f.spentIn(&line, where.Country, where.Region)
		default:
			continue // people, who are in the wages
		}
		line.Code = fmt.Sprintf("%s-t%d", account, len(lines)+1)
		line.Description += ", " + line.Unit
		b.Planned = append(b.Planned, FedLine{Account: account, Line: line.Code, From: c.Name, What: string(c.Cause), Amount: c.Amount})
		lines = append(lines, budget.ProposedLine{Account: account, Line: line})
	}
	return lines, nil
}

func accountOf(where place) string {
	if where.Studio {
		return accountStudios
	}
	return accountLocations
}

// unitOf tells the days of a place from its opening, which the planner gives under one cause.
func unitOf(c schedule.ShootCost, where place) string {
	switch {
	case c.Cause == schedule.CauseReopen:
		return "réouverture"
	case c.Quantity == 1 && c.Rate == where.Open && c.Rate != where.Day:
		return "ouverture"
	}
	return "jour"
}

func datesAt(where string, days []ShootingDay) []string {
	var dates []string
	for _, d := range days {
		if d.Location == where {
			dates = append(dates, d.Date.String())
		}
	}
	return dates
}

// proposedLines are what the breakdown needs. What is counted by day or scene is spent in the region where
// it is shot, what is bought once at home. Extras at home are those of the payroll.
func (f *film) proposedLines(b *Budget, p *Production) ([]budget.ProposedLine, error) {
	var err error
	if b.Proposal, err = f.propose(p, p.Schedule.Days); err != nil {
		return nil, err
	}
	var lines []budget.ProposedLine
	for _, l := range b.Proposal.Lines {
		if f.budget.Rules[l.Rule].Basis == budget.Once {
			f.spentIn(&l.Line, home, "")
			lines = append(lines, l)
		}
	}
	for _, days := range byRegion(p.Schedule.Days) {
		part, err := f.propose(p, days)
		if err != nil {
			return nil, err
		}
		for _, l := range part.Lines {
			if !f.isLocal(l, days[0].Country) {
				continue
			}
			l.Line.Code += "/" + days[0].Region
			l.Line.Description += ", " + days[0].Region
			f.spentIn(&l.Line, days[0].Country, days[0].Region)
			lines = append(lines, l)
		}
	}
	return lines, nil
}

// propose applies the rules to the scenes of some days.
func (f *film) propose(p *Production, days []ShootingDay) (budget.Proposal, error) {
	breakdown := budget.Breakdown{Elements: []budget.SceneElement{}}
	shot := map[string]bool{}
	for _, d := range days {
		breakdown.Days = append(breakdown.Days, budget.ShootDay{Date: d.Date, Scenes: d.Scenes})
		for _, scene := range d.Scenes {
			shot[scene] = true
		}
	}
	for _, n := range p.Breakdown.Needs {
		if shot[n.Scene] && f.isBought(n) {
			breakdown.Elements = append(breakdown.Elements, budget.SceneElement{
				Scene: n.Scene, Category: string(n.Category), Name: n.Name, Quantity: money.DecimalFromInt(int64(n.Quantity)),
			})
		}
	}
	return budget.Propose(breakdown, f.budget.Rules)
}

// isBought reports whether a need is not paid for elsewhere: roles are in the wages, equipment that is
// hired by the day in the plan.
func (f *film) isBought(n schedule.Need) bool {
	return n.Category != schedule.Cast && n.Category != schedule.Voices && !f.shoot.hires(n.Name)
}

// byRegion divides days by their region, each in the order of the plan.
func byRegion(days []ShootingDay) [][]ShootingDay {
	var all [][]ShootingDay
	for _, d := range days {
		at := slices.IndexFunc(all, func(of []ShootingDay) bool { return of[0].Region == d.Region })
		if at < 0 {
			at, all = len(all), append(all, nil)
		}
		all[at] = append(all[at], d)
	}
	return all
}
