package payroll

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
)

// Employer is who engages (employeur), as declarations name it.
type Employer struct {
	Name    string `json:"name"`
	Address string `json:"address,omitempty"`
	SIRET   SIRET  `json:"siret,omitempty"`
	NAF     NAF    `json:"naf,omitempty"`
	// Licence is the number of an entrepreneur of live performance; producers of films have none.
	Licence string `json:"licence,omitempty"`
	// HealthService is the occupational health service that the employer belongs to.
	HealthService string `json:"healthService,omitempty"`
	// LeaveFund is the name and the address of the paid leave fund that the employer belongs to.
	LeaveFund string `json:"leaveFund,omitempty"`
}

// Sex is that of a worker, as the declaration before hiring asks for it.
type Sex string

// Sexes.
const (
	Male   Sex = "male"
	Female Sex = "female"
)

var sexes = []Sex{Male, Female}

// OneOf returns the words that are a Sex.
func (Sex) OneOf() []string { return valid.Texts(sexes) }

// Worker is who is engaged (salarié).
type Worker struct {
	// Name is the birth name, UsedName another that is in use.
	Name       string     `json:"name"`
	UsedName   string     `json:"usedName,omitempty"`
	FirstNames string     `json:"firstNames,omitempty"`
	Sex        Sex        `json:"sex,omitempty"`
	BirthDate  civil.Date `json:"birthDate,omitzero"`
	BirthPlace string     `json:"birthPlace,omitempty"`
	Address    string     `json:"address,omitempty"`
	NIR        NIR        `json:"nir,omitempty"`
	// LeaveNumber is that of the worker at the paid leave fund.
	LeaveNumber string `json:"leaveNumber,omitempty"`
}

// FullName returns the first names and the name.
func (w Worker) FullName() string { return strings.TrimSpace(w.FirstNames + " " + w.Name) }

// agrees reports whether the social security number is of the sex and the birth of the worker, as far as
// both are known.
func (w *Worker) agrees() bool {
	switch {
	case w.NIR[0] == '1' && w.Sex == Female, w.NIR[0] == '2' && w.Sex == Male:
		return false
	case w.BirthDate.IsZero():
		return true
	}
	year := fmt.Sprintf("%02d", w.BirthDate.Year()%100)
	month := fmt.Sprintf("%02d", w.BirthDate.Month().Month())
	return string(w.NIR[1:3]) == year && (string(w.NIR[3:5]) == month || w.NIR[3:5] >= "20")
}

// Contract is a fixed-term contract of usage (contrat à durée déterminée d'usage, CDDU), as far as
// declarations need it.
type Contract struct {
	// ID is the number of the contract, which is never used again; payslips refer to it.
	ID       string   `json:"id" strict:"required"`
	Employer Employer `json:"employer" strict:"required"`
	Worker   Worker   `json:"worker" strict:"required"`
	Category Category `json:"category" strict:"required"`
	// Extra says that an artist is an acteur de complément of cinema, whose contract has
	// mentions of its own.
	Extra     bool      `json:"extra,omitempty"`
	Executive bool      `json:"executive,omitempty"`
	Agreement Agreement `json:"agreement" strict:"required"`
	// Job is the function of the grid.
	Job   string     `json:"job,omitempty"`
	Start civil.Date `json:"start" strict:"required"`
	// End is the term; the zero Date where the contract ends with its object, and then MinimumDays
	// is the least time that it lasts (CT L1242-7).
	End         civil.Date `json:"end,omitzero"`
	MinimumDays int        `json:"minimumDays,omitempty"`
	// Production is the title of the film or programme, with the episode or the phase where there is one.
	Production   string       `json:"production,omitempty"`
	ObjectNumber ObjectNumber `json:"objectNumber,omitempty"`
	// HandedOver is the day on which the worker was given the signed contract.
	HandedOver civil.Date `json:"handedOver,omitzero"`
	// Terms are what the written contract states beside that.
	Terms Terms `json:"terms,omitzero"`
	// Facts are those that some mentions depend on.
	Facts []ContractFact `json:"facts,omitempty" strict:"max=10"`
}

// Terms are what a written contract states, each as its text; an empty one is not stated.
type Terms struct {
	// Written says that the contract is in writing and signed by both.
	Written bool `json:"written,omitempty"`
	// Motive is the reason of the fixed term: contract of usage, CT L1242-2, 3°.
	Motive         string `json:"motive,omitempty"`
	AgreementTitle string `json:"agreementTitle,omitempty"`
	// AgreementAccess is where the agreement can be read.
	AgreementAccess string `json:"agreementAccess,omitempty"`
	// Status is cadre or non-cadre, in words.
	Status      string `json:"status,omitempty"`
	Role        string `json:"role,omitempty"`
	Languages   string `json:"languages,omitempty"`
	Workplace   string `json:"workplace,omitempty"`
	WorkingTime string `json:"workingTime,omitempty"`
	// Pay is the amount with all that it is made of, PayPeriod how often it is paid.
	Pay        string `json:"pay,omitempty"`
	PayPeriod  string `json:"payPeriod,omitempty"`
	MinimumPay string `json:"minimumPay,omitempty"`
	TrialDays  int    `json:"trialDays,omitempty"`
	// PensionFund and ProvidentFund are names with addresses, LeaveFund the affiliation to the
	// paid leave fund.
	PensionFund   string `json:"pensionFund,omitempty"`
	ProvidentFund string `json:"providentFund,omitempty"`
	LeaveFund     string `json:"leaveFund,omitempty"`
	InternalRules string `json:"internalRules,omitempty"`
	// MedicalFitness is that the contract holds on presentation of a certificate of fitness, MedicalVisit
	// the day of the last visit.
	MedicalFitness string     `json:"medicalFitness,omitempty"`
	MedicalVisit   civil.Date `json:"medicalVisit,omitzero"`
	// HiringDeclaration is where the declaration before hiring was filed.
	HiringDeclaration string `json:"hiringDeclaration,omitempty"`
	Credit            string `json:"credit,omitempty"`
	PostSync          string `json:"postSync,omitempty"`
	ExclusivityPay    string `json:"exclusivityPay,omitempty"`
	AgentPay          string `json:"agentPay,omitempty"`
	RiskyPost         string `json:"riskyPost,omitempty"`
}

// ContractFact is something that makes a mention compulsory.
type ContractFact string

// Facts.
const (
	// Exclusivity is that the performer may not work elsewhere.
	Exclusivity ContractFact = "exclusivity"
	// HasAgent is that an agent is paid for the performer.
	HasAgent ContractFact = "agent"
	// HasTrial is that there is a trial period.
	HasTrial ContractFact = "trial"
	// HasInternalRules is that the employer has a règlement intérieur.
	HasInternalRules ContractFact = "internal-rules"
	// RiskyPost is that the post is one of those of CT L4154-2.
	RiskyPost ContractFact = "risky-post"
	// HasCredit is that a place in the credits or in publicity was agreed.
	HasCredit ContractFact = "credit"
)

var contractFacts = []ContractFact{Exclusivity, HasAgent, HasTrial, HasInternalRules, RiskyPost, HasCredit}

// OneOf returns the words that are a ContractFact.
func (ContractFact) OneOf() []string { return valid.Texts(contractFacts) }

// maxTextOfPaper is the greatest length of a text of a paper, in bytes.
const maxTextOfPaper = 2_000

// DecodeContracts reads a list of contracts from JSON and checks them. What [Decode] refuses of engagements
// it refuses of contracts. All faults are told at once, each a [*FieldError] with its path.
func DecodeContracts(r io.Reader) ([]Contract, error) {
	return strictjson.DecodeList(r, MaxEngagements, (*Contract).check)
}

// Validate reports every fault of the contract, each a [*FieldError], or nil. What a paper needs
// beyond that is told by the function that makes it.
func (c Contract) Validate() error {
	var f valid.Faults
	c.check(&f)
	return f.Err()
}

func (c *Contract) check(f *valid.Faults) {
	if strings.TrimSpace(c.ID) == "" {
		f.Add("id", nil, valid.ErrMissing)
	}
	c.checkTexts(f)
	checkNumber(f, "employer.siret", c.Employer.SIRET)
	checkNumber(f, "employer.naf", c.Employer.NAF)
	checkNumber(f, "worker.nir", c.Worker.NIR)
	checkNumber(f, "objectNumber", c.ObjectNumber)
	if c.Worker.Sex != "" {
		valid.OneOf(f, "worker.sex", c.Worker.Sex, sexes)
	}
	valid.OneOf(f, "category", c.Category, categories)
	valid.OneOf(f, "agreement", c.Agreement, agreements)
	if c.Extra && (c.Category != Artist || c.Agreement != Cinema) {
		f.Addf("extra", nil, valid.ErrOutOfRange, "an acteur de complément is an artist of cinema")
	}
	c.checkDates(f)
	for i, fact := range c.Facts {
		valid.OneOf(f, fmt.Sprintf("facts[%d]", i), fact, contractFacts)
	}
}

func (c *Contract) checkDates(f *valid.Faults) {
	if c.Start.IsZero() {
		f.Add("start", nil, valid.ErrMissing)
	}
	if !c.End.IsZero() && c.End.Before(c.Start) {
		f.Addf("end", c.End, valid.ErrOutOfRange, "from %v", c.Start)
	}
	if !c.Worker.BirthDate.IsZero() && !c.Worker.BirthDate.Before(c.Start) {
		f.Addf("worker.birthDate", c.Worker.BirthDate, valid.ErrOutOfRange, "before %v", c.Start)
	}
	if c.MinimumDays != 0 {
		checkInt(f, "minimumDays", c.MinimumDays, 1, maxContractDays)
	}
	if c.Terms.TrialDays != 0 {
		checkInt(f, "terms.trialDays", c.Terms.TrialDays, 1, maxContractDays)
	}
}

// checkTexts tells texts that are too long, or not text.
func (c *Contract) checkTexts(f *valid.Faults) {
	for _, field := range contractFields {
		if field.text == nil {
			continue
		}
		switch text := *field.text(c); {
		case len(text) > maxTextOfPaper:
			f.Addf(field.path, text, valid.ErrOutOfRange, "at most %d bytes", maxTextOfPaper)
		case !utf8.ValidString(text):
			f.Addf(field.path, text, valid.ErrType, "a text in UTF-8 is wanted")
		}
	}
}

// require tells the fields that a paper cannot do without.
func (c *Contract) require(f *valid.Faults, paths ...string) {
	for _, path := range paths {
		if field := fieldOfContract(path); !field.has(c) {
			f.Add(path, nil, valid.ErrMissing)
		}
	}
}

// contractField is a field of a contract that a paper may need, by its path.
type contractField struct {
	path string
	// text is where it stands, present whether it is stated where it is no text.
	text    func(*Contract) *string
	present func(*Contract) bool
}

func (f contractField) has(c *Contract) bool {
	if f.text != nil {
		return strings.TrimSpace(*f.text(c)) != ""
	}
	return f.present(c)
}

// fieldOfContract returns the field of a path, which is one of them.
func fieldOfContract(path string) contractField {
	for _, field := range contractFields {
		if field.path == path {
			return field
		}
	}
	return contractField{path: path, present: func(*Contract) bool { return false }}
}

var contractFields = []contractField{
	{path: "id", text: func(c *Contract) *string { return &c.ID }},
	{path: "employer.name", text: func(c *Contract) *string { return &c.Employer.Name }},
	{path: "employer.address", text: func(c *Contract) *string { return &c.Employer.Address }},
	{path: "employer.siret", text: func(c *Contract) *string { return (*string)(&c.Employer.SIRET) }},
	{path: "employer.naf", text: func(c *Contract) *string { return (*string)(&c.Employer.NAF) }},
	{path: "employer.licence", text: func(c *Contract) *string { return &c.Employer.Licence }},
	{path: "employer.healthService", text: func(c *Contract) *string { return &c.Employer.HealthService }},
	{path: "employer.leaveFund", text: func(c *Contract) *string { return &c.Employer.LeaveFund }},
	{path: "worker.name", text: func(c *Contract) *string { return &c.Worker.Name }},
	{path: "worker.usedName", text: func(c *Contract) *string { return &c.Worker.UsedName }},
	{path: "worker.firstNames", text: func(c *Contract) *string { return &c.Worker.FirstNames }},
	{path: "worker.sex", text: func(c *Contract) *string { return (*string)(&c.Worker.Sex) }},
	{path: "worker.birthDate", present: func(c *Contract) bool { return !c.Worker.BirthDate.IsZero() }},
	{path: "worker.birthPlace", text: func(c *Contract) *string { return &c.Worker.BirthPlace }},
	{path: "worker.address", text: func(c *Contract) *string { return &c.Worker.Address }},
	{path: "worker.leaveNumber", text: func(c *Contract) *string { return &c.Worker.LeaveNumber }},
	{path: "job", text: func(c *Contract) *string { return &c.Job }},
	{path: "start", present: func(c *Contract) bool { return !c.Start.IsZero() }},
	{path: "end", present: func(c *Contract) bool { return !c.End.IsZero() || c.MinimumDays > 0 }},
	{path: "production", text: func(c *Contract) *string { return &c.Production }},
	{path: "objectNumber", text: func(c *Contract) *string { return (*string)(&c.ObjectNumber) }},
	{path: "terms.written", present: func(c *Contract) bool { return c.Terms.Written }},
	{path: "terms.motive", text: func(c *Contract) *string { return &c.Terms.Motive }},
	{path: "terms.agreementTitle", text: func(c *Contract) *string { return &c.Terms.AgreementTitle }},
	{path: "terms.agreementAccess", text: func(c *Contract) *string { return &c.Terms.AgreementAccess }},
	{path: "terms.status", text: func(c *Contract) *string { return &c.Terms.Status }},
	{path: "terms.role", text: func(c *Contract) *string { return &c.Terms.Role }},
	{path: "terms.languages", text: func(c *Contract) *string { return &c.Terms.Languages }},
	{path: "terms.workplace", text: func(c *Contract) *string { return &c.Terms.Workplace }},
	{path: "terms.workingTime", text: func(c *Contract) *string { return &c.Terms.WorkingTime }},
	{path: "terms.pay", text: func(c *Contract) *string { return &c.Terms.Pay }},
	{path: "terms.payPeriod", text: func(c *Contract) *string { return &c.Terms.PayPeriod }},
	{path: "terms.minimumPay", text: func(c *Contract) *string { return &c.Terms.MinimumPay }},
	{path: "terms.trialDays", present: func(c *Contract) bool { return c.Terms.TrialDays > 0 }},
	{path: "terms.pensionFund", text: func(c *Contract) *string { return &c.Terms.PensionFund }},
	{path: "terms.providentFund", text: func(c *Contract) *string { return &c.Terms.ProvidentFund }},
	{path: "terms.leaveFund", text: func(c *Contract) *string { return &c.Terms.LeaveFund }},
	{path: "terms.internalRules", text: func(c *Contract) *string { return &c.Terms.InternalRules }},
	{path: "terms.medicalFitness", text: func(c *Contract) *string { return &c.Terms.MedicalFitness }},
	{path: "terms.medicalVisit", present: func(c *Contract) bool { return !c.Terms.MedicalVisit.IsZero() }},
	{path: "terms.hiringDeclaration", text: func(c *Contract) *string { return &c.Terms.HiringDeclaration }},
	{path: "terms.credit", text: func(c *Contract) *string { return &c.Terms.Credit }},
	{path: "terms.postSync", text: func(c *Contract) *string { return &c.Terms.PostSync }},
	{path: "terms.exclusivityPay", text: func(c *Contract) *string { return &c.Terms.ExclusivityPay }},
	{path: "terms.agentPay", text: func(c *Contract) *string { return &c.Terms.AgentPay }},
	{path: "terms.riskyPost", text: func(c *Contract) *string { return &c.Terms.RiskyPost }},
}
