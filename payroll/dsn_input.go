package payroll

import (
	"cmp"
	"errors"
	"io"
	"maps"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// DSNKind is what a declaration is to those before it (type de la déclaration, S20.G00.05.002).
type DSNKind string

// Kinds of declarations.
const (
	// NormalDSN is the first of a month, 01.
	NormalDSN DSNKind = "normal"
	// NilDSN says that nobody was employed (néant), 02.
	NilDSN DSNKind = "nil"
	// ReplacingDSN takes the place of one that was sent (annule et remplace), 03.
	ReplacingDSN DSNKind = "replacing"
	// CancellingDSN takes one back (annule), 04.
	CancellingDSN DSNKind = "cancelling"
	// ReplacingNilDSN takes the place of one and says that nobody was employed, 05.
	ReplacingNilDSN DSNKind = "replacing-nil"
)

var dsnKinds = []DSNKind{NormalDSN, NilDSN, ReplacingDSN, CancellingDSN, ReplacingNilDSN}

// OneOf returns the words that are a DSNKind.
func (DSNKind) OneOf() []string { return valid.Texts(dsnKinds) }

var dsnKindCodes = map[DSNKind]string{NormalDSN: "01", NilDSN: "02", ReplacingDSN: "03", CancellingDSN: "04", ReplacingNilDSN: "05"}

// isEmpty reports whether the declaration has nobody in it.
func (k DSNKind) isEmpty() bool { return k.isNil() || k == CancellingDSN }

// isNil reports whether the declaration says that nobody was employed.
func (k DSNKind) isNil() bool { return k == NilDSN || k == ReplacingNilDSN }

// namesAnother reports whether the declaration is about one that was sent.
func (k DSNKind) namesAnother() bool {
	return k == ReplacingDSN || k == CancellingDSN || k == ReplacingNilDSN
}

// DSNWithout is something that no source gave, and that the caller knowingly leaves out.
type DSNWithout string

// What may be left out. Each gives a notice in the result.
const (
	// WithoutLeaveFundCode leaves out S21.G00.40.022.
	WithoutLeaveFundCode DSNWithout = "leave-fund-code"
	// WithoutAllocationCode leaves out S21.G00.40.027.
	WithoutAllocationCode DSNWithout = "allocation-code"
	// WithoutProvident leaves out the base 31: the references are on the fiche de paramétrage of Audiens.
	WithoutProvident DSNWithout = "provident"
	// WithoutBordereau leaves out the blocks 22 and 23.
	WithoutBordereau DSNWithout = "bordereau"
)

var dsnWithouts = []DSNWithout{WithoutLeaveFundCode, WithoutAllocationCode, WithoutProvident, WithoutBordereau}

// OneOf returns the words that are a DSNWithout.
func (DSNWithout) OneOf() []string { return valid.Texts(dsnWithouts) }

// DSNDeclaration is what the declaration of an establishment and a month is written from.
type DSNDeclaration struct {
	Kind DSNKind `json:"kind" strict:"required"`
	// Number is that of the sending in the month, from 1. Replaces identifies the declaration that a replacing
	// or cancelling one is about.
	Number   int    `json:"number" strict:"required"`
	Replaces string `json:"replaces,omitempty"`
	// Month is that of the payments, FiledOn the day on which the file is made.
	Month   civil.Month `json:"month" strict:"required"`
	FiledOn civil.Date  `json:"filedOn" strict:"required"`
	// Test says that the file is for trial.
	Test     bool         `json:"test,omitempty"`
	Software DSNSoftware  `json:"software" strict:"required"`
	Sender   DSNSender    `json:"sender" strict:"required"`
	Contacts []DSNContact `json:"contacts,omitempty" strict:"max=20"`
	// NilBodies are the codes of the bodies that a nil declaration is for.
	NilBodies     []string         `json:"nilBodies,omitempty" strict:"max=20"`
	Firm          DSNFirm          `json:"firm" strict:"required"`
	Establishment DSNEstablishment `json:"establishment" strict:"required"`
	Headcount     int              `json:"headcount" strict:"required"`
	Bodies        DSNBodies        `json:"bodies,omitzero"`
	// CTP are the codes in the bordereau that no source gives, by the key of [DSNParameters]: the caller's
	// table of the Urssaf has them.
	CTP map[string]string `json:"ctp,omitempty"`
	// Adhesions are the provident contracts, by the fiche de paramétrage.
	Adhesions []DSNAdhesion `json:"adhesions,omitempty" strict:"max=100"`
	// Transfers are what is paid to bodies with the declaration.
	Transfers []DSNTransfer `json:"transfers,omitempty" strict:"max=100"`
	// Taxes and Contributions are those of the establishment, Workplaces where contracts are worked elsewhere.
	Taxes         []DSNTax          `json:"taxes,omitempty" strict:"max=100"`
	Contributions []DSNContribution `json:"contributions,omitempty" strict:"max=1000"`
	Workplaces    []DSNWorkplace    `json:"workplaces,omitempty" strict:"max=1000"`
	Individuals   []DSNIndividual   `json:"individuals,omitempty" strict:"max=10000"`
	// Without are what no source gave and is left out.
	Without []DSNWithout `json:"without,omitempty" strict:"max=4"`
	// DeclareUnemployment writes the contributions of unemployment insurance (040, 041, 048) for contracts
	// with an AEM too. Whether they are was not found; the base 07 is written in any case.
	DeclareUnemployment bool `json:"declareUnemployment,omitempty"`
}

// DSNSoftware is the program that writes the file.
type DSNSoftware struct {
	Name      string `json:"name" strict:"required"`
	Publisher string `json:"publisher" strict:"required"`
	Version   string `json:"version" strict:"required"`
	// Conformity is the code that the official check gave, if any.
	Conformity string `json:"conformity,omitempty"`
}

// DSNAddress is an address, taken apart as the norm does.
type DSNAddress struct {
	Street   string `json:"street,omitempty"`
	PostCode string `json:"postCode,omitempty"`
	Town     string `json:"town,omitempty"`
	// Country is its code of two letters, of an address abroad; ForeignCode is where a post office abroad
	// has one.
	Country     string `json:"country,omitempty"`
	ForeignCode string `json:"foreignCode,omitempty"`
	// Building and Delivery complete the place and the street.
	Building string `json:"building,omitempty"`
	Delivery string `json:"delivery,omitempty"`
}

// DSNSender is who sends the file (émetteur), with a person to ask.
type DSNSender struct {
	SIRET   SIRET      `json:"siret" strict:"required"`
	Name    string     `json:"name" strict:"required"`
	Address DSNAddress `json:"address" strict:"required"`
	// Sex of the person decides how they are addressed.
	Sex    Sex    `json:"sex" strict:"required"`
	Person string `json:"person" strict:"required"`
	Email  string `json:"email" strict:"required"`
	Phone  string `json:"phone" strict:"required"`
}

// DSNContact is whom a body may ask at the employer (contact chez le déclaré).
type DSNContact struct {
	Name  string `json:"name" strict:"required"`
	Phone string `json:"phone" strict:"required"`
	Email string `json:"email" strict:"required"`
	// Kind is what for: 02 France Travail, 04 Urssaf, 05 retirement, 15 paid leave, 08 all others.
	Kind string `json:"kind" strict:"required"`
}

// DSNFirm is the firm (entreprise), by its head office.
type DSNFirm struct {
	SIRET     SIRET      `json:"siret" strict:"required"`
	NAF       NAF        `json:"naf" strict:"required"`
	Address   DSNAddress `json:"address" strict:"required"`
	Agreement Agreement  `json:"agreement" strict:"required"`
}

// DSNEstablishment is the establishment that is declared.
type DSNEstablishment struct {
	SIRET     SIRET      `json:"siret" strict:"required"`
	NAF       NAF        `json:"naf" strict:"required"`
	Address   DSNAddress `json:"address" strict:"required"`
	Agreement Agreement  `json:"agreement" strict:"required"`
	// OPCO is the code of the operator of skills, HealthService the identifier of the occupational health
	// service.
	OPCO          string `json:"opco,omitempty"`
	HealthService string `json:"healthService,omitempty"`
}

// DSNBodies are the identifiers of bodies (identifiant organisme de protection sociale).
type DSNBodies struct {
	// Urssaf is the SIRET of the Urssaf that the bordereau goes to, UrssafEntity where it allocates it.
	Urssaf       string `json:"urssaf,omitempty"`
	UrssafEntity string `json:"urssafEntity,omitempty"`
	// Retirement and LeaveFund are written beside the individual contributions, where they are given.
	Retirement string `json:"retirement,omitempty"`
	LeaveFund  string `json:"leaveFund,omitempty"`
}

// DSNAdhesion is a provident contract of the employer (adhésion prévoyance).
type DSNAdhesion struct {
	// ID links affiliations to it.
	ID        string `json:"id" strict:"required"`
	Reference string `json:"reference" strict:"required"`
	Body      string `json:"body" strict:"required"`
	Delegate  string `json:"delegate,omitempty"`
	// Covers says that there is staff covered.
	Covers bool `json:"covers,omitempty"`
}

// DSNTransfer is a payment to a body (versement OPS).
type DSNTransfer struct {
	Body   string       `json:"body" strict:"required"`
	Entity string       `json:"entity,omitempty"`
	BIC    string       `json:"bic,omitempty"`
	IBAN   string       `json:"iban,omitempty"`
	Amount money.Amount `json:"amount" strict:"required"`
	Period civil.Period `json:"period" strict:"required"`
	// Delegate is the code of who manages it, Mode 01 cheque, 02 transfer, 05 SEPA debit.
	Delegate string     `json:"delegate,omitempty"`
	Mode     string     `json:"mode,omitempty"`
	On       civil.Date `json:"on,omitzero"`
	Payer    SIRET      `json:"payer,omitempty"`
}

// DSNTax is what the establishment owes of a tax (assujettissement fiscal).
type DSNTax struct {
	Code   string       `json:"code" strict:"required"`
	Amount money.Amount `json:"amount,omitzero"`
	Year   int          `json:"year,omitempty"`
	Reason string       `json:"reason,omitempty"`
}

// DSNContribution is a contribution of the establishment as a whole (cotisation établissement).
type DSNContribution struct {
	Amount    money.Amount `json:"amount" strict:"required"`
	Code      string       `json:"code" strict:"required"`
	Period    civil.Period `json:"period" strict:"required"`
	Reference string       `json:"reference,omitempty"`
}

// DSNWorkplace is a place of work (lieu de travail) that is not the establishment.
type DSNWorkplace struct {
	ID      string     `json:"id" strict:"required"`
	NAF     NAF        `json:"naf,omitempty"`
	Address DSNAddress `json:"address" strict:"required"`
	// Nature is 01 an establishment, 02 another place, 03 a home.
	Nature string `json:"nature,omitempty"`
	INSEE  string `json:"insee,omitempty"`
}

// DSNIndividual is a worker (individu) with the contracts that the declaration is about. Name, sex, birth and
// social security number are those of the contracts' [Worker].
type DSNIndividual struct {
	// Number is that of the worker at the employer.
	Number string `json:"number,omitempty"`
	// TemporaryNumber is a technical number of who has no social security number yet.
	TemporaryNumber string     `json:"temporaryNumber,omitempty"`
	Address         DSNAddress `json:"address" strict:"required"`
	// Union is 01 for France, 02 for the European Union, 03 for its economic area, 04 for elsewhere.
	Union string `json:"union" strict:"required"`
	// BirthDepartment is of two characters, 99 abroad; BirthCountry its code of two letters.
	BirthDepartment string `json:"birthDepartment" strict:"required"`
	BirthCountry    string `json:"birthCountry" strict:"required"`
	Email           string `json:"email,omitempty"`
	// RateID identifies the rate of income tax that the tax office sent.
	RateID    string        `json:"rateId,omitempty"`
	Contracts []DSNContract `json:"contracts" strict:"required,max=200"`
	// Earlier are the engagements paid earlier in the year, that payslips computed by
	// [DSNDeclaration.Compute] follow. Nothing of them is declared.
	Earlier []Engagement `json:"earlier,omitempty" strict:"max=1000"`
}

// DSNContract is a contract with what is declared of it.
type DSNContract struct {
	Contract Contract `json:"contract" strict:"required"`
	Terms    DSNTerms `json:"terms" strict:"required"`
	// Paid is what was paid in the month, Corrections what was declared wrongly in months before.
	Paid []DSNPaid `json:"paid,omitempty" strict:"max=100"`
	// They hold payslips, which a document does not: [CorrectDSN] makes them.
	Corrections []DSNCorrection `json:"-"`
}

// DSNTerms are what the declaration states of a contract and the contract itself does not.
type DSNTerms struct {
	// Status is S21.G00.40.002: 03 managing executive, 04 other executives, 05 intermediate, 06 employee,
	// 07 worker.
	Status string `json:"status" strict:"required"`
	// PCS is the code of the job (PCS-ESE), of four characters.
	PCS string `json:"pcs" strict:"required"`
	// Position is that in the agreement.
	Position string `json:"position,omitempty"`
	// Unit is that of the working time: 10 hours, 12 days, 99 none. For artists no source says which. Reference
	// is the working time of the firm in it, Quantity that of the contract.
	Unit      string        `json:"unit" strict:"required"`
	Reference money.Decimal `json:"reference" strict:"required"`
	Quantity  money.Decimal `json:"quantity" strict:"required"`
	// Workplace is a code of a workplace; empty is the establishment.
	Workplace string `json:"workplace,omitempty"`
	// LeaveFundCode and AllocationCode are the codes of the paid leave fund and of the affiliation to
	// France Travail.
	LeaveFundCode  string `json:"leaveFundCode,omitempty"`
	AllocationCode string `json:"allocationCode,omitempty"`
	// Risk is the code of the risk of accidents; empty for artists is theirs, 923AC.
	Risk string `json:"risk,omitempty"`
	// Town is the code of the town of the mobility contribution.
	Town string `json:"town,omitempty"`
	// EndReason is S21.G00.62.002; empty is 031, the end of a fixed term. EndedOn is the last day where it
	// is not the term of the contract.
	EndReason string     `json:"endReason,omitempty"`
	EndedOn   civil.Date `json:"endedOn,omitzero"`
	// Affiliations are the provident contracts that the worker is in.
	Affiliations []DSNAffiliation `json:"affiliations,omitempty" strict:"max=20"`
}

// DSNAffiliation is that of a worker to a provident contract (affiliation prévoyance).
type DSNAffiliation struct {
	// ID links bases to it, Adhesion is that of the contract.
	ID         string `json:"id" strict:"required"`
	Adhesion   string `json:"adhesion" strict:"required"`
	Option     string `json:"option,omitempty"`
	Population string `json:"population,omitempty"`
	// Line is the contribution of payslips that it bears: prevoyance or fonds-sante.
	Line string `json:"line" strict:"required"`
	// Element is the type of the base, 10 the gross, 11 tranche A, by the fiche de paramétrage.
	Element string `json:"element" strict:"required"`
}

// DSNPaid is an engagement with its payslip, and the days that it pays.
type DSNPaid struct {
	Engagement Engagement `json:"engagement" strict:"required"`
	// Payslip is computed by [DSNDeclaration.Compute], or given.
	Payslip Payslip `json:"-"`
	// Period is that of the pay; the zero Period is the part of the contract in the month.
	Period civil.Period `json:"period,omitzero"`
}

// DSNCorrection is pay that was declared wrongly in a month before, with what is right. The declaration states
// the difference, for the period of the wrong one.
type DSNCorrection struct {
	Wrong, Right DSNPaid
	// On is the day on which the difference is paid or taken.
	On civil.Date
}

// Codes returns parameters with the codes of the bordereau that the declaration gives. A key that the table does
// not have is a [law.ErrUnknownKey], an unsound code a [*FieldError].
func (d DSNDeclaration) Codes(p DSNParameters) (DSNParameters, error) {
	for _, key := range slices.Sorted(maps.Keys(d.CTP)) {
		code, err := p.At(key, d.Month.First())
		if err == nil {
			code.CTP, code.Qualifier = d.CTP[key], cmp.Or(code.Qualifier, uncapped)
			p, err = p.With(law.Override[DSNCode]{Key: key, Value: code})
		}
		if err != nil {
			var f valid.Faults
			var field *FieldError
			if errors.As(err, &field) {
				err = field.Err
			}
			f.Add("ctp."+key, d.CTP[key], err)
			return p, f.Err()
		}
	}
	return p, nil
}

// DecodeDSN reads what a declaration is written from, as JSON. Payslips are not part of it:
// [DSNDeclaration.Compute] computes them. What [Decode] refuses of engagements it refuses here. All faults are
// told at once, each a [*FieldError] with its path; what is faulty in the declaration [DeclareMonth] tells.
func DecodeDSN(r io.Reader) (DSNDeclaration, error) {
	var d DSNDeclaration
	if err := strictjson.Decode(r, &d, 1); err != nil {
		return DSNDeclaration{}, err
	}
	return d, nil
}

// Compute returns the declaration with the payslips of its engagements. Those of an individual follow each
// other, and the engagements paid earlier in the year, as [YearToDate.Apply] has them, in the order of
// payment. Those of corrections stay as they are.
func (d DSNDeclaration) Compute(p Parameters) (DSNDeclaration, error) {
	var f valid.Faults
	f.Enter("individuals")
	individuals := make([]DSNIndividual, len(d.Individuals))
	for i := range d.Individuals {
		f.Index(i)
		individuals[i] = d.Individuals[i].compute(&f, p)
		f.Leave()
	}
	f.Leave()
	if err := f.Err(); err != nil {
		return DSNDeclaration{}, err
	}
	d.Individuals = individuals
	return d, nil
}
