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

// money writes an amount to the cent: €1,234.50 in English, 1 234,50 € in French.
func (w words) money(a money.Amount) string {
	if w.language == French {
		return strings.Replace(a.Format(money.French), "-", minus, 1)
	}
	digits, negative := strings.CutPrefix(a.String(), "-")
	whole, cents, _ := strings.Cut(digits, ".")
	return sign(negative) + "€" + grouped(whole, ",") + "." + cents
}

// whole writes an amount to the euro, half away from zero, for pictures and headings.
func (w words) whole(a money.Amount) string {
	euros, _ := money.RoundRat(big.NewRat(a.Cents(), 10_000)) // euros as cents of an amount
	text := w.money(euros)
	if euros.Cents() == 0 {
		text = strings.TrimPrefix(text, minus)
	}
	digits, negative := strings.CutPrefix(fmt.Sprint(euros.Cents()), "-")
	if w.language == French {
		return sign(negative) + grouped(digits, narrowBreak) + noBreak + "€"
	}
	return sign(negative) + "€" + grouped(digits, ",")
}

// signed writes a difference with its sign, which 0.00 has not.
func (w words) signed(a money.Amount) string {
	if a.Sign() > 0 {
		return "+" + w.money(a)
	}
	return w.money(a)
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
func (w words) number(n any) string {
	text, negative := strings.CutPrefix(fmt.Sprint(n), "-")
	whole, decimals, found := strings.Cut(text, ".")
	separator, point := ",", "."
	if w.language == French {
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

// percent writes a ratio, a money.Decimal or a money.Fraction, as a percentage of at most two decimals.
func (w words) percent(ratio interface{ Rat() *big.Rat }) string {
	text := new(big.Rat).Mul(ratio.Rat(), big.NewRat(100, 1)).FloatString(2)
	return w.rate(strings.TrimSuffix(strings.TrimRight(text, "0"), "."))
}

// share writes a part of a whole with two decimals, so that those of a table stand under one another.
func (w words) share(ratio interface{ Rat() *big.Rat }) string {
	return w.rate(new(big.Rat).Mul(ratio.Rat(), big.NewRat(100, 1)).FloatString(2))
}

// rate writes a number that is a percentage already.
func (w words) rate(n any) string {
	if w.language == French {
		return w.number(n) + noBreak + "%"
	}
	return w.number(n) + "%"
}

// ratio is a over b, 0 where b is nothing.
type ratio struct{ a, b money.Amount }

func (r ratio) Rat() *big.Rat {
	if r.b.IsZero() {
		return new(big.Rat)
	}
	return big.NewRat(r.a.Cents(), r.b.Cents())
}

// part is how much of an amount another is.
func part(a, b money.Amount) ratio { return ratio{a, b} }

// date writes a day in full: 14 April 2026, 14 avril 2026.
func (w words) date(d civil.Date) string {
	if d.IsZero() {
		return "–"
	}
	day := fmt.Sprint(d.Day())
	if w.language == French && d.Day() == 1 {
		day = "1er"
	}
	return day + noBreak + w.choose(monthNames[d.Month().Month()-1]) + noBreak + fmt.Sprint(d.Year())
}

// day writes a day of the shoot: Tue 14 Apr, mar. 14 avr.
func (w words) day(d civil.Date) string {
	if d.IsZero() {
		return "–"
	}
	return w.choose(weekdayNames[d.Weekday()]) + noBreak + fmt.Sprint(d.Day()) + noBreak + w.choose(shortMonths[d.Month().Month()-1])
}

// month writes a month: Apr 2026, avr. 2026.
func (w words) month(d civil.Date) string {
	return w.choose(shortMonths[d.Month().Month()-1]) + noBreak + fmt.Sprint(d.Year())
}

// clock writes a time of a day, which may be in the night after it.
func (w words) clock(c worktime.Clock) string { return (c % dayMinutes).String() }

const dayMinutes = 24 * 60

// hours writes minutes as hours: 7 h 40.
func (w words) hours(minutes int) string {
	return fmt.Sprintf("%d%sh%s%02d", minutes/60, narrowBreak, narrowBreak, minutes%60)
}
