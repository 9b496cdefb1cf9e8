package schedule

import (
	"io"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
)

// Conditions are what has to be secured before a scene is shot (conditions préalables): what the shoot
// requires, the papers it holds, who needs what of the places, and what the places offer. Which papers the law
// asks for and how long before depends on the place and the day: the caller says so, and cites it.
type Conditions struct {
	Requirements []Requirement     `json:"requirements,omitempty" strict:"max=1000"`
	Papers       []ConditionPaper  `json:"papers,omitempty" strict:"max=20000"`
	Access       []AccessNeed      `json:"access,omitempty" strict:"max=2000"`
	Places       []AccessProvision `json:"places,omitempty" strict:"max=5000"`
}

// Requirement is a rule: for each subject of its scope that is in a scene, a paper that holds on the day.
type Requirement struct {
	// Key names the requirement in papers and results.
	Key   string        `json:"key" strict:"required"`
	Kind  ConditionKind `json:"kind" strict:"required"`
	Title string        `json:"title,omitempty"`
	// Scope says what one paper is for.
	Scope ConditionScope `json:"scope" strict:"required"`
	// Category, Name and Minors say which elements, where that is the scope: those of the category, of the
	// name, those whom the catalogue says are minors; what is empty fits all, one of the three is given. Of
	// a location or a set, Name says which; empty is each.
	Category Category `json:"category,omitempty"`
	Name     string   `json:"name,omitempty"`
	Minors   bool     `json:"minors,omitempty"`
	// Scenes are the IDs of those it is about, none for all.
	Scenes []string `json:"scenes,omitempty" strict:"max=10000"`
	// LeadDays is how many calendar days before the day of shooting the paper has to be there, 0 to 366.
	LeadDays int       `json:"leadDays,omitempty"`
	Refs     []law.Ref `json:"refs,omitempty" strict:"max=100"`
}

// ConditionKind is what kind of thing has to be secured.
type ConditionKind string

// Kinds of conditions.
const (
	// ConditionPermit is the leave to shoot in a place (autorisation de tournage).
	ConditionPermit ConditionKind = "permit"
	// ConditionInsurance is an insurance (assurance).
	ConditionInsurance ConditionKind = "insurance"
	// ConditionMinor is the authorisation of a child (autorisation individuelle).
	ConditionMinor ConditionKind = "minor"
	// ConditionContract is a signed contract (contrat).
	ConditionContract ConditionKind = "contract"
	// ConditionSafety is the safety of a set or of an action (plan de prévention).
	ConditionSafety ConditionKind = "safety"
	// ConditionAccess is that a place can be used by who has to work there (accessibilité).
	ConditionAccess ConditionKind = "accessibility"
	ConditionOther  ConditionKind = "other"
)

var conditionKinds = []ConditionKind{ConditionPermit, ConditionInsurance, ConditionMinor, ConditionContract, ConditionSafety, ConditionAccess, ConditionOther}

// OneOf returns the words that are a ConditionKind.
func (ConditionKind) OneOf() []string { return valid.Texts(conditionKinds) }

// ConditionScope is what one paper is for.
type ConditionScope string

// Scopes.
const (
	// ForProduction is a paper for all, an insurance of the production.
	ForProduction ConditionScope = "production"
	// ForLocation is one for each location, ForSet for each set, ForElement for each element.
	ForLocation ConditionScope = "location"
	ForSet      ConditionScope = "set"
	ForElement  ConditionScope = "element"
)

var conditionScopes = []ConditionScope{ForProduction, ForLocation, ForSet, ForElement}

// OneOf returns the words that are a ConditionScope.
func (ConditionScope) OneOf() []string { return valid.Texts(conditionScopes) }

// ConditionPaper is a paper for one requirement and one subject.
type ConditionPaper struct {
	Requirement string `json:"requirement" strict:"required"`
	// Category and Name are the element, Name alone the location or the set, neither for the production.
	Category Category    `json:"category,omitempty"`
	Name     string      `json:"name,omitempty"`
	Status   PaperStatus `json:"status" strict:"required"`
	// Period are the days it holds for, nil for all.
	Period *civil.Period `json:"period,omitempty"`
	// Reference is its number, or where it is filed.
	Reference string `json:"reference,omitempty"`
}

// PaperStatus is where a paper is.
type PaperStatus string

// Where a paper is.
const (
	PaperSecured   PaperStatus = "secured"
	PaperRequested PaperStatus = "requested"
	PaperRefused   PaperStatus = "refused"
)

var paperStatuses = []PaperStatus{PaperSecured, PaperRequested, PaperRefused}

// OneOf returns the words that are a PaperStatus.
func (PaperStatus) OneOf() []string { return valid.Texts(paperStatuses) }

// AccessNeed is what somebody needs of the places where they work.
type AccessNeed struct {
	Person string `json:"person" strict:"required"`
	// Category and Name are the element that the person is there for; without them the person is there for
	// every scene.
	Category Category `json:"category,omitempty"`
	Name     string   `json:"name,omitempty"`
	// Needs are words of the production's own: step-free, hearing-loop, quiet-room.
	Needs []string `json:"needs" strict:"required,max=50"`
}

// AccessProvision is what a place offers. An empty Location or Set fits all.
type AccessProvision struct {
	Location string   `json:"location,omitempty"`
	Set      string   `json:"set,omitempty"`
	Provides []string `json:"provides" strict:"required,max=200"`
}

const maxLeadDays = 366

// DecodeConditions reads conditions from JSON and checks them. Beside malformed JSON it refuses unknown,
// duplicate or wrongly-cased fields, data after the document and more than 12 MiB. All faults are told at
// once, each a [*FieldError].
func DecodeConditions(r io.Reader) (Conditions, error) {
	return strictjson.DecodeValid[Conditions](r)
}

// Validate reports every fault of the conditions, each a [*FieldError], or nil: keys given twice,
// requirements without a subject, papers of no requirement. Scenes are checked by [CheckConditions].
func (c Conditions) Validate() error {
	var f valid.Faults
	for _, l := range []struct {
		field      string
		have, most int
	}{{"requirements", len(c.Requirements), 1_000}, {"papers", len(c.Papers), 20_000}, {"access", len(c.Access), 2_000}, {"places", len(c.Places), 5_000}} {
		if l.have > l.most {
			f.Addf(l.field, nil, valid.ErrOutOfRange, "the list has more than %d items", l.most)
		}
	}
	if f.Any() {
		return f.Err()
	}
	scopes := make(map[string]ConditionScope, len(c.Requirements))
	eachOf(&f, "requirements", c.Requirements, func(r *Requirement) {
		switch _, taken := scopes[r.Key]; {
		case r.Key == "":
			f.Add("key", nil, valid.ErrMissing)
		case taken:
			f.Add("key", r.Key, valid.ErrDuplicate)
		}
		scopes[r.Key] = r.Scope
		r.check(&f)
	})
	eachOf(&f, "papers", c.Papers, func(p *ConditionPaper) {
		scope, known := scopes[p.Requirement]
		if !known {
			f.Add("requirement", p.Requirement, valid.ErrReference)
		}
		p.check(&f, scope)
	})
	eachOf(&f, "access", c.Access, func(a *AccessNeed) {
		if a.Person == "" {
			f.Add("person", nil, valid.ErrMissing)
		}
		if (a.Category == "") != (a.Name == "") {
			f.Addf("name", nil, valid.ErrMissing, "an element has a category and a name")
		}
		if len(a.Needs) == 0 {
			f.Add("needs", nil, valid.ErrMissing)
		}
		checkNames(&f, "needs", a.Needs)
	})
	eachOf(&f, "places", c.Places, func(p *AccessProvision) { checkNames(&f, "provides", p.Provides) })
	return f.Err()
}

func (r *Requirement) check(f *valid.Faults) {
	valid.OneOf(f, "kind", r.Kind, conditionKinds)
	valid.OneOf(f, "scope", r.Scope, conditionScopes)
	if r.LeadDays < 0 || r.LeadDays > maxLeadDays {
		f.Addf("leadDays", r.LeadDays, valid.ErrOutOfRange, "0 to %d", maxLeadDays)
	}
	if r.Category != "" && !r.Category.isSound() {
		f.Addf("category", string(r.Category), valid.ErrOneOf, "a category is written in small letters, digits and hyphens")
	}
	switch {
	case r.Scope == ForElement && r.Category == "" && strings.TrimSpace(r.Name) == "" && !r.Minors:
		f.Addf("category", nil, valid.ErrMissing, "elements are of a category, of a name, or minors")
	case r.Scope != ForElement && (r.Category != "" || r.Minors):
		f.Addf("category", string(r.Category), valid.ErrOneOf, "only elements have a category or are minors")
	case r.Scope == ForProduction && r.Name != "":
		f.Addf("name", r.Name, valid.ErrOneOf, "the production is one")
	}
}

func (p *ConditionPaper) check(f *valid.Faults, scope ConditionScope) {
	valid.OneOf(f, "status", p.Status, paperStatuses)
	if p.Period != nil && !p.Period.IsValid() {
		f.Addf("period", *p.Period, valid.ErrOutOfRange, "a period has both ends in order")
	}
	element := scope == ForElement
	switch {
	case element != (p.Category != ""):
		f.Addf("category", string(p.Category), valid.ErrMissing, "a paper of an element, and no other, has its category")
	case (scope == ForProduction) != (p.Name == "") && scope != "":
		f.Addf("name", p.Name, valid.ErrMissing, "a paper names what it is for, unless it is for the production")
	}
}
