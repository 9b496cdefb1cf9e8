package rights

import (
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// Mode is a way of exploiting a film (mode d'exploitation), as the protocol of 16 December 2010, art. 3.2,
// tells them apart.
type Mode string

// Modes.
const (
	Theatrical      Mode = "theatrical"       // salles, secteur commercial
	NonCommercial   Mode = "non-commercial"   // secteur non commercial
	Video           Mode = "video"            // vidéogrammes
	VoD             Mode = "vod"              // vidéo à la demande à l'acte
	SVoD            Mode = "svod"             // vidéo à la demande par abonnement
	Television      Mode = "television"       // ventes aux télévisions
	TelevisionSmall Mode = "television-small" // ventes jusqu'à 50 000 € et télévision de rattrapage
	Abroad          Mode = "abroad"           // étranger
	Music           Mode = "music"            // musique du film
	OtherMode       Mode = "other"            // merchandising, remake, suites, autres
)

var modes = []Mode{Theatrical, NonCommercial, Video, VoD, SVoD, Television, TelevisionSmall, Abroad, Music, OtherMode}

// OneOf returns the words that are a Mode.
func (Mode) OneOf() []string { return valid.Texts(modes) }

// OperatedBy tells who exploits a mode.
type OperatedBy string

// Operators: one of their own, a company of the producer's group, the producer itself without an agent.
const (
	ThirdParty     OperatedBy = "third-party"
	ProducerGroup  OperatedBy = "group"
	ProducerItself OperatedBy = "producer"
)

var operators = []OperatedBy{ThirdParty, ProducerGroup, ProducerItself}

// OneOf returns the words that are an OperatedBy.
func (OperatedBy) OneOf() []string { return valid.Texts(operators) }

// Mandate is the mandate to exploit a mode (mandat de distribution, d'édition, de vente): the operator takes
// its commission off the gross receipts, recoups its costs, then its guarantee; what is left are net receipts
// of the producer (RNPP).
type Mandate struct {
	// Pot is what gross receipts of the mandate are paid into.
	Pot  string `json:"pot" strict:"required"`
	Mode Mode   `json:"mode" strict:"required"`
	// Operator is who has commission, costs and guarantee: distributor, publisher, sales agent. By tells what
	// it is to the producer, a third party unless it says otherwise.
	Operator string     `json:"operator" strict:"required"`
	By       OperatedBy `json:"by,omitempty"`
	// Commission is the rate of the contract; nil of none.
	Commission *money.Fraction `json:"commission,omitempty"`
	// Costs are those known (frais d'édition); further ones are charged to [Mandate.CostsAccount], up to the
	// cap of the contract where there is one.
	Costs    money.Amount  `json:"costs,omitzero"`
	CostsCap *money.Amount `json:"costsCap,omitempty"`
	// Guarantee is the minimum garanti (MG). It is paid before any receipts and counts in the base of the authors
	// on GuaranteeOn, without one when the film is signed.
	Guarantee   money.Amount `json:"guarantee,omitzero"`
	GuaranteeOn civil.Date   `json:"guaranteeOn,omitzero"`
	// ManagedBy names the society that pays the authors for this mode (SACD, SCAM). The producer then leaves it
	// out of what it owes them.
	ManagedBy string `json:"managedBy,omitempty"`
	// Counts is the part of a shared territory that is the French producers' own (art. 3.2, II.B); nil counts
	// everything.
	Counts *money.Fraction `json:"counts,omitempty"`
}

// CostsAccount names the account of the costs of the mandate.
func (m Mandate) CostsAccount() string { return m.Pot + ", frais" }

// GuaranteeAccount names the account of the guarantee of the mandate.
func (m Mandate) GuaranteeAccount() string { return m.Pot + ", MG" }

// Names of the steps of a mandate.
const (
	commissionStep = "commission"
	costsStep      = "frais"
	guaranteeStep  = "MG"
	netStep        = "RNPP"
)

func (m Mandate) check(f *valid.Faults) {
	if m.Pot == "" {
		f.Add("pot", nil, valid.ErrMissing)
	}
	if m.Operator == "" {
		f.Add("operator", nil, valid.ErrMissing)
	}
	valid.OneOf(f, "mode", m.Mode, modes)
	if m.By != "" {
		valid.OneOf(f, "by", m.By, operators)
	}
	if m.Commission != nil {
		checkRate(f, "commission", *m.Commission)
	}
	if m.Counts != nil {
		checkRate(f, "counts", *m.Counts)
	}
	for _, a := range []struct {
		field  string
		amount money.Amount
	}{{"costs", m.Costs}, {"guarantee", m.Guarantee}} {
		if a.amount.Sign() < 0 {
			f.Add(a.field, a.amount, valid.ErrNegative)
		}
	}
	if m.CostsCap != nil && m.CostsCap.Compare(m.Costs) < 0 {
		f.Addf("costsCap", m.CostsCap, valid.ErrOutOfRange, "the costs are %s", m.Costs)
	}
}

// accounts adds the steps that recoup costs and guarantee of the mandate for a payee.
func (d *draft) mandateAccounts(m Mandate, costsTo, guaranteeTo string) []Step {
	steps := []Step{d.recoup(costsStep, costsTo, Account{ID: m.CostsAccount(), Opening: m.Costs, Cap: m.CostsCap})}
	if !m.Guarantee.IsZero() {
		steps = append(steps, d.recoup(guaranteeStep, guaranteeTo, Account{ID: m.GuaranteeAccount(), Opening: m.Guarantee}))
	}
	return steps
}

// mandate adds the pot of a mandate, as its contract has it.
func (d *draft) mandate(m Mandate) {
	var steps []Step
	if m.Commission != nil {
		steps = append(steps, percent(commissionStep, m.Operator, *m.Commission, ""))
	}
	steps = append(steps, d.mandateAccounts(m, m.Operator, m.Operator)...)
	d.pot(m.Pot, append(steps, leadsTo(netStep, PotRNPP))...)
}
