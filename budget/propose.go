package budget

import (
	"cmp"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// Breakdown is the dépouillement of a script and the days that its scenes play, as plain data.
type Breakdown struct {
	Elements []SceneElement `json:"elements" strict:"required"`
	Days     []ShootDay     `json:"days,omitempty"`
}

// SceneElement is what a scene needs: a prop, a vehicle, extras, a stunt, an effect, a set. The same
// category and name in several scenes are the same thing; twice in one scene they add up.
type SceneElement struct {
	Scene    string `json:"scene" strict:"required"`
	Category string `json:"category" strict:"required"`
	Name     string `json:"name" strict:"required"`
	// Quantity is how many: more than 0, at most 1,000,000, with four decimals at most.
	Quantity money.Decimal `json:"quantity" strict:"required"`
}

// ShootDay is a day of a unit with the scenes that it plays. Two of one date are two units.
type ShootDay struct {
	Date   civil.Date `json:"date" strict:"required"`
	Scenes []string   `json:"scenes" strict:"required"`
}

// QuantityBasis is how the quantity of a proposed line follows from the scenes.
type QuantityBasis string

// Bases of quantities.
const (
	// PerScene adds up what each scene needs.
	PerScene QuantityBasis = "scene"
	// PerDay adds up, over the days that a scene of the element plays, the most that one scene of
	// the day needs: 20 extras in two scenes of one day are 20.
	PerDay QuantityBasis = "day"
	// Once is the most that one scene needs.
	Once QuantityBasis = "once"
)

var quantityBases = []QuantityBasis{PerScene, PerDay, Once}

// OneOf returns the words that are a QuantityBasis.
func (QuantityBasis) OneOf() []string { return valid.Texts(quantityBases) }

// ElementRule says which line an element becomes. The first rule of the table that fits is used, so
// that what is particular stands before what is general.
type ElementRule struct {
	// Category and Name are those of the elements that the rule fits, letter by letter; an empty
	// one fits all. One of them is given.
	Category string        `json:"category,omitempty"`
	Name     string        `json:"name,omitempty"`
	Account  string        `json:"account" strict:"required"`
	Basis    QuantityBasis `json:"basis" strict:"required"`
	// The rest is as in a [Line]. The description is the name of the element when empty.
	Description string    `json:"description,omitempty"`
	Unit        string    `json:"unit,omitempty"`
	Price       Formula   `json:"price" strict:"required"`
	Currency    string    `json:"currency,omitempty"`
	Fringes     []string  `json:"fringes,omitempty"`
	Tags        []string  `json:"tags,omitempty"`
	Group       string    `json:"group,omitempty"`
	Phase       string    `json:"phase,omitempty"`
	Emission    *Emission `json:"emission,omitempty"`
}

// Proposal is what a breakdown becomes.
type Proposal struct {
	// Lines are in the order of the rules, then by category and name of the element.
	Lines []ProposedLine `json:"lines"`
	// Unmatched are the elements that no rule fits, in the order of the breakdown.
	Unmatched []SceneElement `json:"unmatched"`
	// Unscheduled are the elements counted by day whose scene plays on no day, in the order of the
	// breakdown. They count as nothing.
	Unscheduled []SceneElement `json:"unscheduled"`
}

// ProposedLine is a line for an account. Its code is account/category/name, which stays the same
// while the script changes; Line.From has the scenes that it came from, in the order of the
// breakdown.
type ProposedLine struct {
	Account string `json:"account"`
	Line    Line   `json:"line"`
	// Rule is the position of the rule in the table.
	Rule int `json:"rule"`
	// Days are the dates that count, of a line by day: one date twice where two units need it.
	Days []civil.Date `json:"days,omitempty"`
}

// Propose turns a breakdown (dépouillement) into lines of a budget by a table of rules. Quantities
// are exact. What no rule fits is told in the proposal. A faulty element, day or rule is a
// [*FieldError], all of them told at once; so is a rule that never applies because one before it
// fits all that it does.
//
// Complexity: the kinds of elements times the rules, plus the elements times the days they play.
func Propose(b Breakdown, rules []ElementRule) (Proposal, error) {
	var f valid.Faults
	b.check(&f)
	checkElementRules(&f, rules)
	if err := f.Err(); err != nil {
		return Proposal{}, err
	}
	p := Proposal{Lines: []ProposedLine{}, Unmatched: []SceneElement{}, Unscheduled: []SceneElement{}}
	rule := map[thing]int{}
	playing := b.playing()
	for _, n := range b.needs() {
		at := slices.IndexFunc(rules, func(r ElementRule) bool { return r.fits(n.thing) })
		rule[n.thing] = at
		if at < 0 {
			continue
		}
		if line, ok := rules[at].propose(n, b.Days, playing); ok {
			line.Rule = at
			p.Lines = append(p.Lines, line)
		}
	}
	slices.SortStableFunc(p.Lines, func(a, b ProposedLine) int { return cmp.Compare(a.Rule, b.Rule) })
	for _, e := range b.Elements {
		switch at := rule[e.thing()]; {
		case at < 0:
			p.Unmatched = append(p.Unmatched, e)
		case rules[at].Basis == PerDay && len(playing[e.Scene]) == 0:
			p.Unscheduled = append(p.Unscheduled, e)
		}
	}
	return p, nil
}

// thing is what elements of several scenes have in common.
type thing struct{ category, name string }

func (e SceneElement) thing() thing { return thing{e.Category, e.Name} }

func (r ElementRule) fits(t thing) bool {
	return (r.Category == "" || r.Category == t.category) && (r.Name == "" || r.Name == t.name)
}

// need is a thing with the scenes that need it, in the order of the breakdown.
type need struct {
	thing
	scenes []string
	// units are ten-thousandths, by scene.
	units map[string]int64
}

const (
	maxElement    = 1_000_000 // of a quantity
	elementPlaces = 4         // decimals of a quantity
)

// needs returns what the breakdown needs, by category and name.
func (b Breakdown) needs() []*need {
	known := map[thing]*need{}
	var needs []*need
	for _, e := range b.Elements {
		n := known[e.thing()]
		if n == nil {
			n = &need{thing: e.thing(), units: map[string]int64{}}
			known[n.thing] = n
			needs = append(needs, n)
		}
		if _, again := n.units[e.Scene]; !again {
			n.scenes = append(n.scenes, e.Scene)
		}
		units, _ := e.Quantity.Scaled(elementPlaces) // checked before
		n.units[e.Scene] += units
	}
	slices.SortFunc(needs, func(a, b *need) int {
		return cmp.Or(cmp.Compare(a.category, b.category), cmp.Compare(a.name, b.name))
	})
	return needs
}

// playing returns the positions of the days that play each scene.
func (b Breakdown) playing() map[string][]int {
	playing := map[string][]int{}
	for i, day := range b.Days {
		for _, scene := range day.Scenes {
			playing[scene] = append(playing[scene], i)
		}
	}
	return playing
}

// propose returns the line of a need, unless it counts as nothing.
func (r ElementRule) propose(n *need, days []ShootDay, playing map[string][]int) (ProposedLine, bool) {
	units, from := int64(0), n.scenes
	var dates []civil.Date
	switch r.Basis {
	case PerScene:
		for _, scene := range n.scenes {
			units += n.units[scene]
		}
	case Once:
		for _, scene := range n.scenes {
			units = max(units, n.units[scene])
		}
	case PerDay:
		from = slices.DeleteFunc(slices.Clone(n.scenes), func(scene string) bool { return len(playing[scene]) == 0 })
		units, dates = n.byDay(days, playing)
	}
	return ProposedLine{
		Account: r.Account,
		Days:    dates,
		Line: Line{
			Code:        r.Account + "/" + n.category + "/" + n.name,
			Description: cmp.Or(r.Description, n.name),
			Quantity:    Formula(money.DecimalFromScaled(units, elementPlaces).String()),
			Unit:        r.Unit,
			Price:       r.Price,
			Currency:    r.Currency,
			Fringes:     slices.Clone(r.Fringes),
			Tags:        slices.Clone(r.Tags),
			Group:       r.Group,
			Phase:       r.Phase,
			From:        slices.Clone(from),
			Emission:    r.Emission.clone(),
		},
	}, len(from) > 0
}

// byDay adds up the most that one scene of each day needs, and returns the dates in order.
func (n *need) byDay(days []ShootDay, playing map[string][]int) (units int64, dates []civil.Date) {
	most := map[int]int64{}
	for _, scene := range n.scenes {
		for _, day := range playing[scene] {
			most[day] = max(most[day], n.units[scene])
		}
	}
	for day, u := range most {
		units += u
		dates = append(dates, days[day].Date)
	}
	slices.SortFunc(dates, civil.Date.Compare)
	return units, dates
}

func (e *Emission) clone() *Emission {
	if e == nil {
		return nil
	}
	return new(*e)
}

func (b Breakdown) check(f *valid.Faults) {
	f.Enter("elements")
	for i, e := range b.Elements {
		f.Index(i)
		wanted(f, "scene", e.Scene)
		wanted(f, "category", e.Category)
		wanted(f, "name", e.Name)
		units, exact := e.Quantity.Scaled(elementPlaces)
		if most, _ := money.DecimalFromInt(maxElement).Scaled(elementPlaces); !exact || units <= 0 || units > most {
			f.Addf("quantity", e.Quantity, valid.ErrOutOfRange, "more than 0, at most %d, %d decimals", maxElement, elementPlaces)
		}
		f.Leave()
	}
	f.Leave()
	f.Enter("days")
	for i, day := range b.Days {
		f.Index(i)
		day.check(f)
		f.Leave()
	}
	f.Leave()
}

func (d ShootDay) check(f *valid.Faults) {
	if d.Date.IsZero() {
		f.Add("date", nil, valid.ErrMissing)
	}
	seen := map[string]bool{}
	f.Enter("scenes")
	for i, scene := range d.Scenes {
		f.Index(i)
		wanted(f, "", scene)
		if seen[scene] {
			f.Add("", scene, valid.ErrDuplicate)
		}
		seen[scene] = true
		f.Leave()
	}
	f.Leave()
}

func checkElementRules(f *valid.Faults, rules []ElementRule) {
	f.Enter("rules")
	for i, r := range rules {
		f.Index(i)
		wanted(f, "account", r.Account)
		wanted(f, "price", string(r.Price))
		valid.OneOf(f, "basis", r.Basis, quantityBases)
		if r.Category == "" && r.Name == "" {
			f.Addf("category", nil, valid.ErrMissing, "a rule fits a category or a name")
		} else if j := slices.IndexFunc(rules[:i], r.isCoveredBy); j >= 0 {
			f.Addf("", nil, valid.ErrDuplicate, "rule %d before it fits all that it does", j)
		}
		f.Leave()
	}
	f.Leave()
}

// isCoveredBy reports whether another rule fits whatever r does.
func (r ElementRule) isCoveredBy(other ElementRule) bool {
	return (other.Category != "" || other.Name != "") &&
		(other.Category == "" || other.Category == r.Category) &&
		(other.Name == "" || other.Name == r.Name)
}

// wanted tells a text that is missing.
func wanted(f *valid.Faults, field, text string) {
	if text == "" {
		f.Add(field, nil, valid.ErrMissing)
	}
}

// WithProposed returns the budget with proposed lines at the end of their accounts. The budget is not
// changed. An account that it does not have, and a line whose code its account has already, are
// each a [*FieldError].
func (b Budget) WithProposed(lines []ProposedLine) (Budget, error) {
	var f valid.Faults
	accounts := map[string]*Account{}
	b.Accounts = cloneAccounts(b.Accounts, accounts)
	type coded struct{ account, line string }
	taken := map[coded]bool{}
	for code, a := range accounts {
		for _, l := range a.Lines {
			taken[coded{code, l.Code}] = true
		}
	}
	for i, p := range lines {
		f.Index(i)
		at := coded{p.Account, p.Line.Code}
		switch account := accounts[p.Account]; {
		case account == nil:
			f.Add("account", p.Account, valid.ErrReference)
		case taken[at]:
			f.Add("line.code", p.Line.Code, valid.ErrDuplicate)
		default:
			account.Lines = append(account.Lines, p.Line.clone())
			taken[at] = true
		}
		f.Leave()
	}
	if err := f.Err(); err != nil {
		return Budget{}, err
	}
	return b, nil
}

// cloneAccounts copies a tree of accounts and lists them by code.
func cloneAccounts(accounts []Account, byCode map[string]*Account) []Account {
	clones := slices.Clone(accounts)
	for i := range clones {
		a := &clones[i]
		a.Lines = slices.Clone(a.Lines)
		a.Accounts = cloneAccounts(a.Accounts, byCode)
		byCode[a.Code] = a
	}
	return clones
}

func (l Line) clone() Line {
	l.Fringes, l.Tags, l.From = slices.Clone(l.Fringes), slices.Clone(l.Tags), slices.Clone(l.From)
	l.Emission = l.Emission.clone()
	return l
}
