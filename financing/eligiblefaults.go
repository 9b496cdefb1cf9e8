package financing

import (
	"errors"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// ErrPlace reports a text that is neither a French department nor a country.
var ErrPlace = errors.New("is neither a French department, 75 or 2A or 974, nor the two letters of a country")

// Validate reports every fault, each a [*FieldError], or nil.
func (s Spend) Validate() error {
	var f valid.Faults
	valid.OneOf(&f, "credit", s.Credit, spendCredits)
	valid.OneOf(&f, "genre", s.Genre, genres)
	if s.Requested.IsZero() {
		f.Add("requested", nil, valid.ErrMissing)
	}
	if len(s.Lines) > MaxSpendLines {
		f.Addf("lines", len(s.Lines), valid.ErrOutOfRange, "at most %d", MaxSpendLines)
		return f.Err()
	}
	ids := make(map[string]bool, len(s.Lines))
	f.Enter("lines")
	for i := range s.Lines {
		if f.Full() {
			break
		}
		f.Index(i)
		checkCode(&f, "id", s.Lines[i].ID, ids)
		s.Lines[i].check(&f)
		f.Leave()
	}
	f.Leave()
	return f.Err()
}

func (l SpendLine) check(f *valid.Faults) {
	valid.OneOf(f, "category", l.Category, spendCategories)
	if l.Date.IsZero() {
		f.Add("date", nil, valid.ErrMissing)
	}
	checkFlow(f, "amount", l.Amount)
	checkFlow(f, "charges", l.Charges)
	if !l.Charges.IsZero() && (!l.Category.pays() || l.Amount.IsZero()) {
		f.Addf("charges", l.Charges, valid.ErrOutOfRange, "there is no pay")
	}
	l.checkPlace(f)
	l.checkMinimum(f)
	l.checkUnits(f)
	checkShare(f, "inFrance", l.InFrance, l.Category.pays(), false)
	checkShare(f, "assigned", l.Assigned, l.Category == StaffPay, false)
	checkShare(f, "use", l.Use, l.Category == OwnEquipment, true)
	if l.Years < 0 {
		f.Add("years", l.Years, valid.ErrNegative)
	}
}

func (l SpendLine) checkPlace(f *valid.Faults) {
	switch {
	case l.Category.pays():
		if l.Place != "" {
			f.Addf("place", l.Place, valid.ErrOutOfRange, "pay has no place")
		}
	case l.Place == "":
		f.Add("place", nil, valid.ErrMissing)
	case !isFrench(l.Place) && !isCountry(l.Place):
		f.Add("place", l.Place, ErrPlace)
	}
}

func (l SpendLine) checkMinimum(f *valid.Faults) {
	switch {
	case l.Category != PerformerPay && l.Minimum != nil:
		f.Addf("minimum", *l.Minimum, valid.ErrOutOfRange, "only performers have one")
	case l.Category == PerformerPay && l.Minimum == nil:
		f.Add("minimum", nil, valid.ErrMissing)
	case l.Minimum != nil:
		checkFlow(f, "minimum", *l.Minimum)
	}
}

// checkUnits tells a quantity and a price that are not those of the amount.
func (l SpendLine) checkUnits(f *valid.Faults) {
	if !l.Category.byUnit() {
		if !l.Quantity.IsZero() || !l.UnitPrice.IsZero() {
			f.Addf("quantity", l.Quantity, valid.ErrOutOfRange, "only travel, meals and nights have one")
		}
		return
	}
	if l.Quantity.Sign() <= 0 {
		f.Addf("quantity", l.Quantity, valid.ErrOutOfRange, "more than 0")
		return
	}
	if l.UnitPrice.Sign() < 0 {
		f.Add("unitPrice", l.UnitPrice, valid.ErrNegative)
		return
	}
	product, err := money.Round(l.Quantity.Decimal().Mul(l.UnitPrice.Decimal()))
	if err != nil {
		f.Add("unitPrice", l.UnitPrice, err)
		return
	}
	if product != l.Amount {
		f.Addf("amount", l.Amount, valid.ErrOutOfRange, "quantity × unit price is %v", product)
	}
}

// checkShare tells a share over 1, or that is there or missing wrongly.
func checkShare(f *valid.Faults, field string, share *money.Fraction, fits, required bool) {
	switch {
	case share == nil && fits && required:
		f.Add(field, nil, valid.ErrMissing)
	case share != nil && !fits:
		f.Addf(field, *share, valid.ErrOutOfRange, "the category has none")
	case share != nil && share.Num() > share.Den():
		f.Addf(field, *share, valid.ErrOutOfRange, "0 to 1")
	}
}

// isFrench says that a place is the number of a French department or territory: two digits, 2A, 2B, or
// three digits from 971.
func isFrench(place string) bool {
	switch len(place) {
	case 2:
		return place == "2A" || place == "2B" || place >= "01" && place <= "95" && place != "20" && isDigit(place[0]) && isDigit(place[1])
	case 3:
		return isOverseas(place)
	}
	return false
}

// isOverseas says that a place is in overseas France, from 971 to 988.
func isOverseas(place string) bool {
	return len(place) == 3 && place >= "971" && place <= "988" && isDigit(place[1]) && isDigit(place[2])
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// isCountry says that a place is two capital letters other than FR, for which a department is given.
func isCountry(place string) bool {
	isLetter := func(c byte) bool { return c >= 'A' && c <= 'Z' }
	return len(place) == 2 && place != "FR" && isLetter(place[0]) && isLetter(place[1])
}
