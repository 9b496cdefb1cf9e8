package budget

import (
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// VATRate is a rate of VAT (taux de TVA) from a day on, as the production meets it on orders and
// invoices. A code may have several, of different days.
type VATRate struct {
	Code string `json:"code" strict:"required"`
	// From is the first day of the rate; without one it holds before every other.
	From civil.Date `json:"from,omitzero"`
	// Rate is a plain fraction, 0.20 for 20 %, at most 1.
	Rate money.Decimal `json:"rate" strict:"required"`
	// Recovered is the part that the production gets back (coefficient de déduction), a plain
	// fraction: 1 all of it, 0 none of it.
	Recovered money.Decimal `json:"recovered"`
	// Source says where the rate was read.
	Source string `json:"source,omitempty"`
}

// vatTable has the rates of each code by their first day.
type vatTable map[string][]VATRate

func newVATTable(f *valid.Faults, rates []VATRate) vatTable {
	table := vatTable{}
	one := money.DecimalFromInt(1)
	f.Enter("vat")
	for i, r := range rates {
		f.Index(i)
		if r.Code == "" {
			f.Add("code", nil, valid.ErrMissing)
		}
		if slices.ContainsFunc(table[r.Code], func(old VATRate) bool { return old.From == r.From }) {
			f.Add("code", r.Code, valid.ErrDuplicate)
		}
		checkShare(f, "rate", r.Rate, one)
		checkShare(f, "recovered", r.Recovered, one)
		table[r.Code] = append(table[r.Code], r)
		f.Leave()
	}
	f.Leave()
	for _, of := range table {
		slices.SortFunc(of, func(a, b VATRate) int { return a.From.Compare(b.From) })
	}
	return table
}

// checkShare tells a fraction that is negative or more than one.
func checkShare(f *valid.Faults, field string, share, one money.Decimal) {
	if share.Sign() < 0 || share.Compare(one) > 0 {
		f.Addf(field, share, valid.ErrOutOfRange, "0 to 1")
	}
}

// at returns the rate of a code on a day, and whether there is one.
func (t vatTable) at(code string, on civil.Date) (VATRate, bool) {
	rates := t[code]
	for i := len(rates) - 1; i >= 0; i-- {
		if !rates[i].From.After(on) {
			return rates[i], true
		}
	}
	return VATRate{}, false
}

// lineCost is what a line costs, in cents: the amount without VAT, and the VAT as far as it is
// recovered and as far as it is not.
type lineCost struct {
	net, recovered, lost int64
	rate                 money.Decimal
}

// lineCost applies the VAT of a line on a day. The VAT is rounded once to the cent, half away from
// zero, then the part that is recovered; the rest of it is lost. A code without a rate on that day is
// told, and a stated VAT beyond the tolerance.
func (l *Ledger) lineCost(f *valid.Faults, line *EntryLine, on civil.Date) lineCost {
	c := lineCost{net: line.Amount.Cents()}
	if line.VAT == "" {
		if line.Tax != nil && !line.Tax.IsZero() {
			f.Addf("tax", line.Tax, valid.ErrUnknownField, "the line has no rate of VAT")
		}
		return c
	}
	rate, known := l.vat.at(line.VAT, on)
	if !known {
		f.Addf("vat", line.VAT, valid.ErrReference, "no rate on %v", on)
		return c
	}
	tax, err := money.Mul(line.Amount, rate.Rate)
	if err != nil {
		f.Add("amount", line.Amount, err)
		return c
	}
	if line.Tax != nil {
		off := line.Tax.Cents() - tax.Cents()
		if tolerance := l.plan.TaxTolerance.Cents(); off > tolerance || off < -tolerance {
			f.Addf("tax", line.Tax, valid.ErrOutOfRange, "the rate gives %v", tax)
			return c
		}
		tax = *line.Tax
	}
	recovered, err := money.Mul(tax, rate.Recovered)
	if err != nil {
		f.Add("tax", tax, err)
		return c
	}
	c.rate, c.recovered, c.lost = rate.Rate, recovered.Cents(), tax.Cents()-recovered.Cents()
	return c
}
