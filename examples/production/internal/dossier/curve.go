package dossier

import (
	"fmt"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/financing"
	"github.com/bobine-film/bobine/money"
)

// curve is the balance of the account day by day, without a bank and with one.
type curve struct {
	Width, Height int
	// Left, Right, Top and Bottom are those of the plot, Zero where the balance is 0.00.
	Left, Right, Top, Bottom, Zero int
	Lines                          []curveLine
	Ticks, Months                  []mark
}

// curveLine is one balance as the commands of a path, with its lowest point.
type curveLine struct {
	Class, Name, Path string
	Low, Label        mark
}

const (
	curveLeft   = 96
	curveTop    = 24
	curveBottom = 300
)

func (w *writer) curve() curve {
	t := w.page.Treasury
	c := curve{Width: pictureWidth, Height: curveBottom + 34, Left: curveLeft, Right: pictureWidth - 12, Top: curveTop, Bottom: curveBottom}
	lines := []struct {
		class string
		cash  financing.Cash
	}{{"plain", t.Plain}, {"discounted", t.Discounted}}
	var low, high int64
	for _, l := range lines {
		for _, d := range l.cash.Days {
			low, high = min(low, d.Closing.Cents()), max(high, d.Closing.Cents())
		}
	}
	if low == high || len(t.Discounted.Days) == 0 {
		return c
	}
	step := tickStep(high - low)
	lowest := low
	low, high = floorTo(low, step), -floorTo(-high, step)
	if lowest < 0 && lowest-low < step/2 {
		low -= step // room for the label of the lowest point
	}
	y := func(cents int64) int { return c.Bottom - fit(cents-low, high-low, c.Bottom-c.Top) }
	first, last := t.Discounted.Days[0].Date, t.Discounted.Days[len(t.Discounted.Days)-1].Date
	x := func(d civil.Date) int {
		return c.Left + fit(int64(d.DaysSince(first)), int64(max(1, last.DaysSince(first))), c.Right-c.Left)
	}
	c.Zero = y(0)
	for v := low; v <= high; v += step {
		c.Ticks = append(c.Ticks, mark{X: c.Left - 8, Y: y(v), Text: w.whole(money.FromCents(v))})
	}
	for _, l := range lines {
		if len(l.cash.Days) == 0 {
			continue
		}
		low := mark{X: x(l.cash.LowestOn), Y: y(l.cash.Lowest.Cents())}
		c.Lines = append(c.Lines, curveLine{
			Class: l.class, Name: w.text("treasury." + l.class), Path: steps(l.cash.Days, x, y), Low: low,
			Label: c.label(low, w.whole(l.cash.Lowest)+" · "+w.Date(l.cash.LowestOn)),
		})
	}
	c.Months = w.monthMarks(first, last, x, 64)
	return c
}

// label puts the text of a low point beside it, inside the plot and clear of the label before it.
func (c *curve) label(low mark, text string) mark {
	m := mark{X: low.X + 10, Y: low.Y + 18, Text: text, Class: "start"}
	if m.X+textWidth(text) > c.Right {
		m.X, m.Class = low.X-10, "end"
	}
	if m.Y > c.Bottom-4 {
		m.Y = low.Y - 10
	}
	for _, l := range c.Lines {
		if other := l.Label; max(other.Y-m.Y, m.Y-other.Y) < 20 && max(other.X-m.X, m.X-other.X) < 2*textWidth(text) {
			m.Y = min(other.Y, low.Y) - 24
		}
	}
	return m
}

// steps is a path along the closing balances: level until a day with another one.
func steps(days []financing.CashDay, x func(civil.Date) int, y func(int64) int) string {
	var path strings.Builder
	fmt.Fprintf(&path, "M%d %d", x(days[0].Date), y(days[0].Closing.Cents()))
	for i, d := range days[1:] {
		if d.Closing != days[i].Closing {
			fmt.Fprintf(&path, "H%dV%d", x(d.Date), y(d.Closing.Cents()))
		}
	}
	fmt.Fprintf(&path, "H%d", x(days[len(days)-1].Date))
	return path.String()
}

// tickStep is the least of 1, 2 or 5 times a power of ten of euros that divides a span into eight parts at most.
func tickStep(span int64) int64 {
	for step := int64(100); ; step *= 10 {
		for _, times := range []int64{1, 2, 5} {
			if span/(step*times) <= 8 {
				return step * times
			}
		}
	}
}

// floorTo is the greatest multiple of a step that is not above n.
func floorTo(n, step int64) int64 {
	rest := n % step
	if rest < 0 {
		rest += step
	}
	return n - rest
}

// monthMarks are the first days of months between two days, thinned out so that they are some way apart.
func (w *writer) monthMarks(first, last civil.Date, x func(civil.Date) int, apart int) []mark {
	var marks []mark
	for d := range (civil.Period{From: first, To: last}).All() {
		if d.Day() == 1 && (len(marks) == 0 || x(d)-marks[len(marks)-1].X >= apart) {
			marks = append(marks, mark{X: x(d), Text: w.month(d)})
		}
	}
	return marks
}
