package dossier

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/worktime"
)

const (
	minus       = "\u2212"
	noBreak     = "\u00a0"
	narrowBreak = "\u202f"
)

// Money writes an amount to the cent: €1,234.50 in English, 1 234,50 € in French.
func (l Language) Money(a money.Amount) string {
	if l == French {
		return strings.Replace(a.Format(money.French), "-", minus, 1)
	}
	digits, negative := strings.CutPrefix(a.String(), "-")
	whole, cents, _ := strings.Cut(digits, ".")
	return sign(negative) + "€" + grouped(whole, ",") + "." + cents
}

// amount writes an amount of a table, where nothing is a dash.
func (l Language) amount(a money.Amount) string {
	if a.IsZero() {
		return "–"
	}
	return l.Money(a)
}

// whole writes an amount to the euro, half away from zero, for pictures and headings.
func (l Language) whole(a money.Amount) string {
	euros, _ := money.RoundRat(big.NewRat(a.Cents(), 10_000)) // euros as cents of an amount
	digits, negative := strings.CutPrefix(fmt.Sprint(euros.Cents()), "-")
	if l == French {
		return sign(negative) + grouped(digits, narrowBreak) + noBreak + "€"
	}
	return sign(negative) + "€" + grouped(digits, ",")
}

// Signed writes a difference with its sign, which 0.00 has not.
func (l Language) Signed(a money.Amount) string {
	if a.Sign() > 0 {
		return "+" + l.Money(a)
	}
	return l.Money(a)
}

func sign(negative bool) string {
	if negative {
		return minus
	}
	return ""
}

// grouped puts a separator between groups of three digits.
func grouped(digits, separator string) string {
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + separator + digits[i:]
	}
	return digits
}

// number writes a number that has its own plain text, such as a rate, as the language does.
func (l Language) number(n any) string {
	text, negative := strings.CutPrefix(fmt.Sprint(n), "-")
	whole, decimals, found := strings.Cut(text, ".")
	separator, point := ",", "."
	if l == French {
		separator, point = narrowBreak, ","
	}
	if strings.Trim(whole, "0123456789") == "" {
		whole = grouped(whole, separator)
	}
	if found {
		whole += point + decimals
	}
	return sign(negative) + whole
}

// Percent writes a ratio, a money.Decimal or a money.Fraction, as a percentage of at most two decimals.
func (l Language) Percent(ratio interface{ Rat() *big.Rat }) string {
	text := new(big.Rat).Mul(ratio.Rat(), big.NewRat(100, 1)).FloatString(2)
	return l.rate(strings.TrimSuffix(strings.TrimRight(text, "0"), "."))
}

// quantity writes a number of at most four decimals, such as 10.2 weeks.
func (l Language) quantity(n interface{ Rat() *big.Rat }) string {
	text := n.Rat().FloatString(4)
	return l.number(strings.TrimSuffix(strings.TrimRight(text, "0"), "."))
}

// share writes a part of a whole with two decimals, so that those of a table stand under one another.
func (l Language) share(ratio interface{ Rat() *big.Rat }) string {
	return l.rate(new(big.Rat).Mul(ratio.Rat(), big.NewRat(100, 1)).FloatString(2))
}

// rate writes a number that is a percentage already.
func (l Language) rate(n any) string {
	if l == French {
		return l.number(n) + noBreak + "%"
	}
	return l.number(n) + "%"
}

// Ratio is an amount over another, 0 where that is nothing.
type Ratio struct{ a, b money.Amount }

// Rat is the ratio as an exact rational.
func (r Ratio) Rat() *big.Rat {
	if r.b.IsZero() {
		return new(big.Rat)
	}
	return big.NewRat(r.a.Cents(), r.b.Cents())
}

// Part is how much a is of b.
func Part(a, b money.Amount) Ratio { return Ratio{a, b} }

// Plus adds amounts that came out of the chain, which are far from the limits.
func Plus(a, b money.Amount) money.Amount { return money.FromCents(a.Cents() + b.Cents()) }

// Less is what is left of an amount of the chain after another.
func Less(a, b money.Amount) money.Amount { return money.FromCents(a.Cents() - b.Cents()) }

// Date writes a day in full: 14 April 2026, 14 avril 2026.
func (l Language) Date(d civil.Date) string {
	if d.IsZero() {
		return "–"
	}
	day := fmt.Sprint(d.Day())
	if l == French && d.Day() == 1 {
		day = "1er"
	}
	return day + noBreak + l.choose(monthNames[d.Month().Month()-1]) + noBreak + fmt.Sprint(d.Year())
}

// day writes a day of the shoot: Tue 14 Apr, mar. 14 avr.
func (l Language) day(d civil.Date) string {
	if d.IsZero() {
		return "–"
	}
	return l.choose(weekdayNames[d.Weekday()]) + noBreak + fmt.Sprint(d.Day()) + noBreak + l.choose(shortMonths[d.Month().Month()-1])
}

// month writes a month: Apr 2026, avr. 2026.
func (l Language) month(d civil.Date) string {
	return l.choose(shortMonths[d.Month().Month()-1]) + noBreak + fmt.Sprint(d.Year())
}

// clock writes a time of a day, which may be in the night after it.
func (l Language) clock(c worktime.Clock) string { return (c % dayMinutes).String() }

const dayMinutes = 24 * 60

// hours writes minutes as hours: 7 h 40.
func (l Language) hours(minutes int) string {
	return fmt.Sprintf("%d%sh%s%02d", minutes/60, narrowBreak, narrowBreak, minutes%60)
}
