package budget

import (
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
)

// EstimateRule is how the estimate to complete of an account follows from its figures when nothing is
// set by hand.
type EstimateRule string

// Rules.
const (
	// HoldToBudget estimates what is left of the current budget: max(0, budget − to date −
	// committed).
	HoldToBudget EstimateRule = "hold-to-budget"
	// NothingMore estimates that no more is spent than is committed.
	NothingMore EstimateRule = "nothing-more"
)

var estimateRules = []EstimateRule{HoldToBudget, NothingMore}

// OneOf returns the words that are an EstimateRule.
func (EstimateRule) OneOf() []string { return valid.Texts(estimateRules) }

// EstimateMode is what an estimate by hand sets.
type EstimateMode string

// Modes.
const (
	// ToComplete sets the estimate to complete, which stays until it is set again.
	ToComplete EstimateMode = "etc"
	// FinalCostMode sets the estimated final cost: the estimate to complete is what that leaves,
	// never below 0.00.
	FinalCostMode EstimateMode = "efc"
	// VarianceMode sets the variance: the estimated final cost is the current budget less it.
	VarianceMode EstimateMode = "variance"
	// ByRule goes back to the rule of the account; its amount is 0.00.
	ByRule EstimateMode = "rule"
)

var estimateModes = []EstimateMode{ToComplete, FinalCostMode, VarianceMode, ByRule}

// OneOf returns the words that are an EstimateMode.
func (EstimateMode) OneOf() []string { return valid.Texts(estimateModes) }

// estimated is an estimate by hand, from a day on.
type estimated struct {
	account int32
	date    civil.Date
	mode    EstimateMode
	cents   int64
}

// checkEstimate tells estimates without a mode, on an account twice, and below nothing.
func (f *LedgerFold) checkEstimate(e *Entry) {
	f.faults.Enter("lines")
	for i := range e.Lines {
		line := &e.Lines[i]
		f.faults.Index(i)
		valid.OneOf(&f.faults, "mode", line.Mode, estimateModes)
		if line.Amount.Sign() < 0 && line.Mode != VarianceMode {
			f.faults.Add("amount", line.Amount, valid.ErrNegative)
		}
		if line.Mode == ByRule && !line.Amount.IsZero() {
			f.faults.Addf("amount", line.Amount, valid.ErrUnknownField, "the rule gives it")
		}
		for j := range e.Lines[:i] {
			if e.Lines[j].Account == line.Account {
				f.faults.Add("account", line.Account, valid.ErrDuplicate)
				break
			}
		}
		f.faults.Leave()
	}
	f.faults.Leave()
}

func (f *LedgerFold) postEstimate(e *Entry) {
	for i := range e.Lines {
		f.state.estimates = append(f.state.estimates, estimated{
			f.scratch[i].account, e.Date, e.Lines[i].Mode, e.Lines[i].Amount.Cents(),
		})
	}
}

// toComplete returns the estimate to complete, in cents, of an account of a budget and a total cost.
func toComplete(rule EstimateRule, by estimated, budget, total int64) int64 {
	switch by.mode {
	case ToComplete:
		return by.cents
	case FinalCostMode:
		return max(0, by.cents-total)
	case VarianceMode:
		return max(0, budget-by.cents-total)
	}
	if rule == NothingMore {
		return 0
	}
	return max(0, budget-total)
}
