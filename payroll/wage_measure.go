package payroll

import (
	"math/big"
	"math/bits"
	"strconv"
	"strings"

	"github.com/bobine-film/bobine/money"
)

// WorkHours is a number of hours, exact to the ten-thousandth of a minute. Its text, in JSON too,
// has at most four decimals of an hour, rounded half away from zero, without trailing
// zeros: "50.8333".
type WorkHours struct {
	n int64 // ten-thousandths of a minute
}

// perMinute is how finely a WorkHours divides a minute, and a supplement the base hour, so that
// minutes times a supplement are a WorkHours.
const perMinute = 10_000

// Minutes returns the hours of a number of minutes.
func Minutes(n int) WorkHours { return WorkHours{int64(n) * perMinute} }

// IsZero reports whether h is no time.
func (h WorkHours) IsZero() bool { return h.n == 0 }

// Rat returns the exact number of hours.
func (h WorkHours) Rat() *big.Rat { return big.NewRat(h.n, 60*perMinute) }

// Decimal returns the number of hours rounded to four decimals, half away from zero.
func (h WorkHours) Decimal() money.Decimal {
	// One hour is 60 × 10,000 units of WorkHours, and 10,000 of the fourth decimal.
	n := h.n
	if n < 0 {
		n -= 30
	} else {
		n += 30
	}
	return money.DecimalFromScaled(n/60, 4)
}

// String returns the text of h.
func (h WorkHours) String() string { return h.Decimal().String() }

// MarshalText returns the text of h. It never fails.
func (h WorkHours) MarshalText() ([]byte, error) { return h.Decimal().AppendText(nil) }

// UnmarshalText reads hours with at most four decimals.
func (h *WorkHours) UnmarshalText(text []byte) error {
	d, err := money.ParseDecimal(string(text))
	if err != nil {
		return err
	}
	n, exact := d.Scaled(4)
	if !exact || n > mostWorkHours || n < -mostWorkHours {
		return money.ErrSyntax
	}
	h.n = n * 60
	return nil
}

// mostWorkHours bounds the hours that are read, in ten-thousandths.
const mostWorkHours = 1_000_000_000_000

// UnitPrice is an exact price: of an hour, where it is a weekly pay over its hours, or of a piece.
// Its text, in JSON too, has four decimals for an hour, rounded half away from zero, and two for
// a piece. The zero value is no price.
type UnitPrice struct {
	cents int64
	// minutes are those that the cents pay, 0 for a piece
	minutes int64
}

// hourly returns the price of an hour when a sum pays for a number of minutes.
func hourly(pay money.Amount, minutes int64) UnitPrice {
	return UnitPrice{cents: pay.Cents(), minutes: minutes}
}

// IsZero reports whether p is no price.
func (p UnitPrice) IsZero() bool { return p == UnitPrice{} }

// Rat returns the exact price in euros.
func (p UnitPrice) Rat() *big.Rat {
	if p.minutes == 0 {
		return big.NewRat(p.cents, 100)
	}
	return new(big.Rat).Mul(big.NewRat(p.cents, 100), big.NewRat(60, p.minutes))
}

// String returns the text of p.
func (p UnitPrice) String() string {
	if p.minutes == 0 {
		return money.FromCents(p.cents).String()
	}
	// Cents an hour with two more decimals are ten-thousandths of a euro.
	units := roundDiv(uint64(p.cents), 60*100, uint64(p.minutes))
	text := strconv.FormatUint(units, 10)
	if len(text) < 5 {
		text = strings.Repeat("0", 5-len(text)) + text
	}
	return text[:len(text)-4] + "." + text[len(text)-4:]
}

// MarshalText returns the text of p. It never fails.
func (p UnitPrice) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads a price with four decimals as one of an hour, with two as one of a piece.
func (p *UnitPrice) UnmarshalText(text []byte) error {
	d, err := money.ParseDecimal(string(text))
	if err != nil {
		return err
	}
	units, exact := d.Scaled(4)
	if !exact || units < 0 || units > maxGross.Cents()*100 {
		return money.ErrSyntax
	}
	if _, decimals, _ := strings.Cut(string(text), "."); len(decimals) == 2 {
		*p = UnitPrice{cents: units / 100}
		return nil
	}
	*p = UnitPrice{cents: units, minutes: 60 * 100}
	return nil
}

// post returns hours × rate × price, the rate in ten-thousandths, rounded once to the cent half
// away from zero.
func (p UnitPrice) post(h WorkHours, rate int64) money.Amount {
	units := h.n * rate
	negative := units < 0
	if negative {
		units = -units
	}
	// The hours are in ten-thousandths of a minute, the price is cents for p.minutes of them.
	cents := int64(roundDiv(uint64(units), uint64(p.cents), perMinute*perMinute*uint64(p.minutes)))
	if negative {
		cents = -cents
	}
	return money.FromCents(cents)
}

// roundDiv returns a × b / c rounded half up, the product in 128 bits. The quotient has to fit in
// 63 bits, which the bounds of pay and hours see to.
func roundDiv(a, b, c uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	q, rest := bits.Div64(hi, lo, c)
	if rest >= c-rest {
		q++
	}
	return q
}
