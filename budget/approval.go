package budget

import (
	"errors"
	"fmt"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// ErrApproval reports an approval that an entry needs and does not have.
var ErrApproval = errors.New("needs an approval")

// ApprovalRule is a cell of the approval matrix (délégation de signature): what entries on certain
// accounts need from a certain amount on.
type ApprovalRule struct {
	// Accounts are codes; each stands for those below it too. None is all accounts.
	Accounts []string `json:"accounts,omitempty"`
	// Above is the amount, VAT included, beyond which the rule applies to what an entry has on
	// these accounts together; 0.00 is every entry.
	Above money.Amount `json:"above"`
	// Kinds are those that the rule applies to; none is orders alone. It may name orders, invoices,
	// payroll, petty cash and transfers. A cost within its order was approved with it. Corrections
	// are judged as what they correct.
	Kinds []EntryKind `json:"kinds,omitempty"`
	// Roles are who has to approve, each.
	Roles []string `json:"roles" strict:"required"`
}

// Approval is one that was given.
type Approval struct {
	Role string     `json:"role" strict:"required"`
	By   string     `json:"by" strict:"required"`
	On   civil.Date `json:"on,omitzero"`
}

// MissingApproval is one that an entry needs: Rule is the index of the first rule that asks for it,
// Amount what it judged.
type MissingApproval struct {
	Role   string       `json:"role"`
	Rule   int          `json:"rule"`
	Amount money.Amount `json:"amount"`
}

// checkApprovalRules checks the rules of a plan and returns copies of them.
func checkApprovalRules(f *valid.Faults, l *Ledger, rules []ApprovalRule) []ApprovalRule {
	copies := slices.Clone(rules)
	f.Enter("approvals")
	for i := range copies {
		r := &copies[i]
		f.Index(i)
		if r.Above.Sign() < 0 {
			f.Add("above", r.Above, valid.ErrNegative)
		}
		if len(r.Roles) == 0 || slices.Contains(r.Roles, "") {
			f.Add("roles", nil, valid.ErrMissing)
		}
		f.Enter("accounts")
		for j, code := range r.Accounts {
			if _, known := l.index[code]; !known {
				f.Index(j)
				f.Add("", code, valid.ErrReference)
				f.Leave()
			}
		}
		f.Leave()
		f.Enter("kinds")
		for j, kind := range r.Kinds {
			if !shapes[kind].approvals {
				f.Index(j)
				f.Add("", string(kind), valid.ErrOneOf)
				f.Leave()
			}
		}
		f.Leave()
		r.Accounts, r.Kinds, r.Roles = slices.Clone(r.Accounts), slices.Clone(r.Kinds), slices.Clone(r.Roles)
		f.Leave()
	}
	f.Leave()
	return copies
}

// MissingApprovals returns what an entry still needs, each role once, in the order of the rules, as if it
// had no order and corrected nothing. An
// entry on unknown accounts, or whose VAT has no rate, has faults, each a [*FieldError].
func (l *Ledger) MissingApprovals(e Entry) ([]MissingApproval, error) {
	var f valid.Faults
	moves := l.lineMoves(&f, &e, lineContext{kind: e.Kind, signed: shapes[e.Kind].signed, taxDate: e.taxDate()}, nil)
	if err := f.Err(); err != nil {
		return nil, err
	}
	missing := []MissingApproval{}
	l.eachMissing(&e, e.Kind, moves, func(m MissingApproval) {
		if !slices.ContainsFunc(missing, func(old MissingApproval) bool { return old.Role == m.Role }) {
			missing = append(missing, m)
		}
	})
	return missing, nil
}

// eachMissing yields the approvals that an entry needs as a kind with certain movements, and lacks.
func (l *Ledger) eachMissing(e *Entry, kind EntryKind, moves []move, yield func(MissingApproval)) {
	for i := range l.plan.Approvals {
		r := &l.plan.Approvals[i]
		if !r.bearsOn(kind) {
			continue
		}
		amount, touched := l.judged(r, moves)
		if !touched || amount <= r.Above.Cents() && !r.Above.IsZero() {
			continue
		}
		for _, role := range r.Roles {
			if !e.approvedBy(role) {
				yield(MissingApproval{role, i, money.FromCents(amount)})
			}
		}
	}
}

func (r *ApprovalRule) bearsOn(kind EntryKind) bool {
	if len(r.Kinds) == 0 {
		return kind == PurchaseOrder
	}
	return slices.Contains(r.Kinds, kind)
}

// judged returns what movements have on the accounts of a rule, and whether they touch them. Of a
// transfer it is what these accounts gain or what they lose, whichever is more.
func (l *Ledger) judged(r *ApprovalRule, moves []move) (amount int64, touched bool) {
	var gained, lost int64
	for i := range moves {
		m := &moves[i]
		if !l.ruleCovers(r, m.account) {
			continue
		}
		touched = true
		amount += m.gross()
		gained += max(m.transfer, 0)
		lost -= min(m.transfer, 0)
	}
	return amount + max(gained, lost), touched
}

// checkApprovals tells every approval that the entry needs and lacks. A cost within its order was
// approved with it; the correction of an order is judged with what the order has.
func (f *LedgerFold) checkApprovals(e *Entry, a about) {
	if f.faults.Any() || len(f.ledger.plan.Approvals) == 0 || a.order >= 0 && f.isWithin(e, a.order) {
		return
	}
	moves := f.scratch
	if e.Kind == Correction {
		if f.scratchGross() <= 0 && a.kind != Transfer {
			return
		}
		moves = f.withCorrected(a)
	}
	f.ledger.eachMissing(e, a.kind, moves, func(m MissingApproval) {
		f.faults.Add("approvals", m.Role, fmt.Errorf("%w: rule %d, for %v", ErrApproval, m.Rule, m.Amount))
	})
}

// withCorrected returns the movements of a correction with those of what it corrects.
func (f *LedgerFold) withCorrected(a about) []move {
	target := &f.state.entries[a.of]
	moves := append([]move(nil), f.scratch...)
	for i := target.commitments; i >= 0; i = f.state.commitments[i].next {
		c := &f.state.commitments[i]
		moves = append(moves, move{account: c.account, net: c.gross})
	}
	if target.kind == PurchaseOrder {
		return moves
	}
	return append(moves, f.state.moves[target.first:target.first+target.count]...)
}

func (l *Ledger) ruleCovers(r *ApprovalRule, account int32) bool {
	if len(r.Accounts) == 0 {
		return true
	}
	for _, code := range r.Accounts {
		if l.under(account, l.index[code]) {
			return true
		}
	}
	return false
}

func (e *Entry) approvedBy(role string) bool {
	for i := range e.Approvals {
		if e.Approvals[i].Role == role && e.Approvals[i].By != "" {
			return true
		}
	}
	return false
}
