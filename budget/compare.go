package budget

import (
	"fmt"

	"github.com/bobine-film/bobine/money"
)

// Change is what happened to a line, a charge or a credit between two versions of a budget.
type Change string

// Changes.
const (
	Added   Change = "added"
	Removed Change = "removed"
	Changed Change = "changed"
)

// Comparison is the difference between two versions of a budget: its differences add up to that
// of the totals.
type Comparison struct {
	Lines   []LineChange `json:"lines"`
	Charges []Difference `json:"charges"`
	// Credits are taken off: a greater credit is a negative difference.
	Credits    []Difference `json:"credits"`
	Before     money.Amount `json:"before"`
	After      money.Amount `json:"after"`
	Difference money.Amount `json:"difference"`
}

// Difference is what an item cost before and costs after.
type Difference struct {
	Code       string       `json:"code"`
	Change     Change       `json:"change"`
	Before     money.Amount `json:"before"`
	After      money.Amount `json:"after"`
	Difference money.Amount `json:"difference"`
}

// LineChange is a line whose cost, fringes included, or whose terms are not the same.
type LineChange struct {
	Account string `json:"account"`
	Difference
	// Direct and Fringes are their parts of the difference.
	Direct  money.Amount `json:"direct"`
	Fringes money.Amount `json:"fringes"`
	// Why names what changed: quantity, multiplier, price, rate, fringe, group.
	Why []string `json:"why,omitempty"`
}

// lineKey identifies a line in both versions: by account and code, and among lines of the same
// code by its turn.
type lineKey struct {
	account, code string
	turn          int
}

// Compare returns what changed from one version of a budget to another, line by line, in the order
// of the first version and then of what was added. Lines that moved to another account are
// removed there and added here. A faulty budget is refused with its faults under before or after;
// so are budgets in two currencies, as a [*FieldError].
//
// Complexity linear in the number of lines.
func Compare(before, after Budget) (Comparison, error) {
	if before.Currency != after.Currency {
		return Comparison{}, &FieldError{Path: "after.currency", Value: after.Currency, Err: fmt.Errorf("%w: before it was %s", ErrCurrency, before.Currency)}
	}
	was, err := Compute(before)
	if err != nil {
		return Comparison{}, fmt.Errorf("before: %w", err)
	}
	is, err := Compute(after)
	if err != nil {
		return Comparison{}, fmt.Errorf("after: %w", err)
	}
	return Comparison{
		Lines:   compareLines(keyed(before, was), keyed(after, is)),
		Charges: differences(chargeAmounts(was.Charges), chargeAmounts(is.Charges), +1),
		Credits: differences(creditAmounts(was.Credits), creditAmounts(is.Credits), -1),
		Before:  was.Total, After: is.Total, Difference: difference(is.Total, was.Total),
	}, nil
}

// listed are lines in their order, and by key.
type listed struct {
	order []lineKey
	by    map[lineKey]place
}

func keyed(b Budget, sheet Topsheet) listed {
	l := listed{by: map[lineKey]place{}}
	turns := map[lineKey]int{}
	places(b.Accounts, sheet.Accounts, false, func(p place) {
		key := lineKey{account: p.account.Code, code: p.line.Code}
		turns[key]++
		key.turn = turns[key]
		l.order = append(l.order, key)
		l.by[key] = p
	})
	return l
}

func compareLines(before, after listed) []LineChange {
	changes := []LineChange{}
	for _, key := range before.order {
		was := before.by[key]
		is, stays := after.by[key]
		if !stays {
			changes = append(changes, lineChange(key, Removed, was.total, &LineTotal{}))
			continue
		}
		change := lineChange(key, Changed, was.total, is.total)
		if change.Why = why(was, is); len(change.Why) > 0 || !change.Difference.Difference.IsZero() {
			changes = append(changes, change)
		}
	}
	for _, key := range after.order {
		if _, stood := before.by[key]; !stood {
			changes = append(changes, lineChange(key, Added, &LineTotal{}, after.by[key].total))
		}
	}
	return changes
}

func lineChange(key lineKey, c Change, was, is *LineTotal) LineChange {
	before, after := plus(was.Amount, was.Fringes), plus(is.Amount, is.Fringes)
	return LineChange{
		Account:    key.account,
		Difference: Difference{key.code, c, before, after, difference(after, before)},
		Direct:     difference(is.Amount, was.Amount),
		Fringes:    difference(is.Fringes, was.Fringes),
	}
}

// why names the terms of a line that are not the same in value. Fringes changed where their codes
// or rates did, not where only the amount they bear on did.
func why(was, is place) (reasons []string) {
	for _, term := range []struct {
		name     string
		was, now Number
	}{
		{"quantity", was.total.Quantity, is.total.Quantity},
		{"multiplier", was.total.Multiplier, is.total.Multiplier},
		{"price", was.total.Price, is.total.Price},
		{"rate", was.total.Rate, is.total.Rate},
	} {
		if term.was.cmp(term.now) != 0 {
			reasons = append(reasons, term.name)
		}
	}
	if !sameFringes(was.total, is.total) {
		reasons = append(reasons, "fringe")
	}
	if was.total.Off != is.total.Off {
		reasons = append(reasons, "group")
	}
	return reasons
}

func sameFringes(was, is *LineTotal) bool {
	if was.Off || is.Off {
		return true // they are not computed
	}
	if len(was.FringeLines) != len(is.FringeLines) {
		return false
	}
	for i := range was.FringeLines {
		a, b := &was.FringeLines[i], &is.FringeLines[i]
		flat := a.Rate.IsZero() && b.Rate.IsZero()
		if a.Code != b.Code || !a.Rate.Equal(b.Rate) || flat && a.Base != b.Base {
			return false
		}
		sameBase := was.Amount == is.Amount
		if sameBase && a.Base != b.Base {
			return false // another ceiling
		}
	}
	return true
}

// coded is an amount by code, in an order.
type coded struct {
	code   string
	amount money.Amount
}

func chargeAmounts(charges []ChargeTotal) (list []coded) {
	for _, c := range charges {
		list = append(list, coded{c.Code, c.Amount})
	}
	return list
}

func creditAmounts(credits []CreditTotal) (list []coded) {
	for _, c := range credits {
		list = append(list, coded{c.Code, c.Amount})
	}
	return list
}

// differences compares amounts by code; sign says which way they count in the total.
func differences(before, after []coded, sign int64) []Difference {
	list, is, stood := []Difference{}, map[string]money.Amount{}, map[string]bool{}
	for _, c := range after {
		is[c.code] = c.amount
	}
	add := func(code string, c Change, was, now money.Amount) {
		d := money.FromCents(sign * difference(now, was).Cents())
		list = append(list, Difference{code, c, was, now, d})
	}
	for _, c := range before {
		stood[c.code] = true
		switch now, stays := is[c.code]; {
		case !stays:
			add(c.code, Removed, c.amount, money.Amount{})
		case now != c.amount:
			add(c.code, Changed, c.amount, now)
		}
	}
	for _, c := range after {
		if !stood[c.code] {
			add(c.code, Added, money.Amount{}, c.amount)
		}
	}
	return list
}
