package rights

import (
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// FieldError is a fault of one field of an input, with the path that leads to it.
type FieldError = valid.FieldError

// Unallocated is who is paid what no step of a pot takes. No payee of a plan has this name.
const Unallocated = "unallocated"

// Plan is a recoupment plan (plan de remontée des recettes): where receipts go, in which order, to
// whom.
type Plan struct {
	// Currency is the ISO 4217 code that all amounts are in. It may be left out.
	Currency string    `json:"currency,omitempty"`
	Accounts []Account `json:"accounts"`
	Pots     []Pot     `json:"pots" strict:"required"`
	// Meters are those that events of the kind [Measure] move, such as admissions. Those that steps
	// count, and the pots, need not be named here.
	Meters []string `json:"meters,omitempty"`
	// Clawback names the payees who give back what they were paid too much, after a credit note or a
	// retroactive level. All others keep it, and it is set off against what they get next.
	Clawback []string `json:"clawback,omitempty"`
	// Exchange names the payee who has the differences of exchange, in gain and in loss.
	Exchange string `json:"exchange,omitempty"`
}

// Pot is a list of steps that receipts go through.
type Pot struct {
	ID    string `json:"id" strict:"required"`
	Steps []Step `json:"steps" strict:"required"`
}

// Kind is what a step does with what reaches it.
type Kind string

// Kinds of steps.
const (
	// Percent takes a part of the step's own inflow, or of a meter, for one payee.
	Percent Kind = "percent"
	// Recoup takes everything until the account is at zero.
	Recoup Kind = "recoup"
	// Tier takes everything, by shares, until a condition holds.
	Tier Kind = "tier"
	// Bracket takes by a scale of rates, for one payee.
	Bracket Kind = "bracket"
	// Bonus takes an amount for each level reached, for one payee.
	Bonus Kind = "bonus"
	// Split takes everything, by shares.
	Split Kind = "split"
	// To sends everything to another pot.
	To Kind = "to"
	// Count takes nothing: its meter counts what passes.
	Count Kind = "meter"
)

var kinds = []Kind{Percent, Recoup, Tier, Bracket, Bonus, Split, To, Count}

// OneOf returns the words that are a Kind.
func (Kind) OneOf() []string { return valid.Texts(kinds) }

// Step is one step of a pot. Which fields it has follows from its kind; the others are empty.
type Step struct {
	Kind Kind `json:"kind" strict:"required"`
	// ID tells which step of a plan this is in an amended one; without it the name does.
	ID string `json:"id,omitempty"`
	// Name is any text; lines of statements show it.
	Name string `json:"name"`
	// Rate belongs to a percent step: a fraction from 0 to 1.
	Rate *money.Fraction `json:"rate,omitempty"`
	// Levels belong to bracket and bonus, in rising order.
	Levels []Level `json:"levels,omitempty"`
	// Payee has what a percent, bracket or bonus step takes; without one it goes into Pot.
	Payee string `json:"payee,omitempty"`
	// Pot is where a to step leads.
	Pot string `json:"pot,omitempty"`
	// Meter is what percent, bracket and bonus are reckoned on in place of the step's own inflow. What
	// they are due and the inflow does not suffice for is taken from later inflows. A meter step
	// counts its inflow by it.
	Meter string `json:"meter,omitempty"`
	// Counts names a meter that counts what this step takes.
	Counts string `json:"counts,omitempty"`
	// Account belongs to a recoup step. Several steps may recoup one account (cross-
	// collateralisation).
	Account string `json:"account,omitempty"`
	// Shares belong to recoup, tier and split; they add up to exactly 1.
	Shares []Share `json:"shares,omitempty"`
	// Ranks stand in place of shares where some are served before others.
	Ranks []Rank `json:"ranks,omitempty"`
	// Until belongs to a tier.
	Until *Until `json:"until,omitempty"`
}

// Share is the part of a payee, or of a pot that it flows into: a corridor out of what a payee
// receives, an author's set-off against a guarantee. The parts of one who is named several times in a
// list add up, and count where they are named first.
//
// The shares without Of and BorneBy add up to exactly 1. "5 % of 100 %, borne by the producer" is
// a share of 5/100 with BorneBy; "5 % of the producer's share" is one with Of.
type Share struct {
	Payee string         `json:"payee,omitempty"`
	Pot   string         `json:"pot,omitempty"`
	Share money.Fraction `json:"share" strict:"required"`
	// Of names the payee of whose share this is a part, taken out of it.
	Of string `json:"of,omitempty"`
	// BorneBy names the payee out of whose share this part of the whole is taken.
	BorneBy string `json:"borneBy,omitempty"`
}

// Rank is a place in the order in which a step serves those who share what it takes.
type Rank struct {
	// Amount is how much the rank has before the next one has anything; the last rank has none.
	Amount *money.Amount `json:"amount,omitempty"`
	Shares []Share       `json:"shares" strict:"required"`
}

// Level is a rung of a scale.
type Level struct {
	// From is where the level begins: 0.00 or more.
	From money.Amount `json:"from" strict:"required"`
	// Rate belongs to a bracket: a fraction from 0 to 1 of what lies from here to the next level.
	Rate *money.Fraction `json:"rate,omitempty"`
	// Retroactive applies the rate of a bracket to everything from the first cent, once the level is
	// reached. The payee has to be one who gives back ([Plan.Clawback]), because the sum may fall.
	Retroactive bool `json:"retroactive,omitempty"`
	// Amount belongs to a bonus, due once the level is reached.
	Amount *money.Amount `json:"amount,omitempty"`
}

// Until is where a tier ends. It has exactly one of Payee, Total, Reaches, Empty, Any and All. The tier
// closes at the first cent of inflow at which it is true.
type Until struct {
	// Payee ends the tier when the exact share of the payee in it reaches Amount.
	Payee  string        `json:"payee,omitempty"`
	Amount *money.Amount `json:"amount,omitempty"`
	// Total ends the tier when it has taken the total, together with what the meters of Of have
	// counted.
	Total *money.Amount `json:"total,omitempty"`
	// Reaches ends the tier when the meters of Of have counted so much together, whatever the tier took.
	Reaches *money.Amount `json:"reaches,omitempty"`
	// Of names meters, of which every pot is one: what has flowed into it.
	Of []string `json:"of,omitempty"`
	// Empty ends the tier when an account has nothing left to recoup. Of an account that follows a
	// payee ([Account.Payee]) with a share in the tier, it ends at the cent that fills it: a hurdle.
	Empty string `json:"empty,omitempty"`
	// Any ends the tier when one of them is true, All when every one is.
	Any []Until `json:"any,omitempty"`
	All []Until `json:"all,omitempty"`
}
