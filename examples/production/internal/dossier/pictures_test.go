package dossier

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/examples/production/internal/chain"
	"github.com/bobine-film/bobine/financing"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/schedule"
)

func TestFit(t *testing.T) {
	for _, c := range []struct {
		name        string
		part, whole int64
		length      int
		want        int
	}{
		{"half", 1, 2, 1000, 500}, {"third, rounded down", 1, 3, 1000, 333}, {"all", 7, 7, 1000, 1000}, {"more than all", 8, 7, 1000, 1000},
		{"nothing", 0, 7, 1000, 0}, {"less than nothing", -1, 7, 1000, 0}, {"of nothing", 1, 0, 1000, 0},
		{"the greatest amount", math.MaxInt64 / 2, math.MaxInt64, 1000, 499},
	} {
		assert.Equal(t, c.want, fit(c.part, c.whole, c.length), c.name)
	}
}

func TestEndsFillTheLength(t *testing.T) {
	// 10 of thirds: 3, 6 and 10, so that the parts are 3, 3 and 4.
	assert.Equal(t, []int{3, 6, 10}, ends(10, money.FromCents(1), money.FromCents(1), money.FromCents(1)))
	assert.Equal(t, []int{0, 10, 10}, ends(10, money.FromCents(-5), money.FromCents(2), money.Amount{}))
	assert.Equal(t, []int{0}, ends(10, money.Amount{}))
}

// drawn is a writer for the pictures of a production.
func drawn(p chain.Production) *writer { return newWriter(&page{Production: p}, English) }

func TestTheScriptFillsItsRibbon(t *testing.T) {
	p := film(t)
	r := drawn(p).ribbon()
	require.Len(t, r.Scenes, len(p.Breakdown.Scenes))
	x := ribbonLeft
	for i, s := range r.Scenes {
		assert.Equal(t, x, s.X, "scene %d begins where the one before ends", i)
		x += s.W
	}
	assert.Equal(t, pictureWidth, x)
	marks := 0
	for _, row := range r.Rows {
		marks += len(row.On)
	}
	cast := 0
	for _, s := range p.Breakdown.Scenes {
		cast += len(s.Cast)
	}
	assert.Equal(t, cast, marks, "a mark for each role of each scene")
}

func TestStripsAreAsHighAsTheyTakeTime(t *testing.T) {
	p := film(t)
	b := drawn(p).board()
	scenes, longest := 0, 0
	for _, d := range p.Schedule.Board.Days {
		scenes += d.Totals.Scenes
		longest = max(longest, d.Totals.Minutes)
	}
	assert.Len(t, b.Strips, scenes)
	assert.Len(t, b.Days, len(p.Schedule.Days))
	i := 0
	for _, d := range p.Schedule.Board.Days {
		for _, l := range d.Lines {
			if l.Scene == "" {
				continue
			}
			assert.InDelta(t, l.Minutes*boardHeight/longest, b.Strips[i].H+2, 1, "scene %s", l.Number)
			assert.GreaterOrEqual(t, b.Strips[i].Y, boardTop, "no day is higher than the longest")
			i++
		}
	}
	places := 0
	for _, row := range b.Rows {
		places += len(row.On)
	}
	assert.Equal(t, len(p.Schedule.Days), places, "each day is at one location")
}

func TestBarsAddUp(t *testing.T) {
	s := drawn(film(t)).financed()
	require.Len(t, s.Rows, 4)
	for _, row := range s.Rows {
		x := stackLeft
		for _, b := range row.Boxes {
			assert.Equal(t, x, b.X, row.Name.Text)
			x += b.W
		}
		assert.Equal(t, pictureWidth, x, "%s: the budget, the sources, the shares and what is signed are as long as one another", row.Name.Text)
	}
}

// account is a treasury of three days: 100.00 in, 300.00 out, 250.00 in.
func account() financing.Cash {
	day := func(date string, closing string) financing.CashDay {
		return financing.CashDay{Date: civil.MustParseDate(date), Closing: money.MustParse(closing)}
	}
	return financing.Cash{
		Days:   []financing.CashDay{day("2026-01-01", "100.00"), day("2026-01-02", "-200.00"), day("2026-01-03", "50.00")},
		Lowest: money.MustParse("-200.00"), LowestOn: civil.MustParseDate("2026-01-02"),
	}
}

func TestTheCurveIsLowestAtTheLowestBalance(t *testing.T) {
	var p chain.Production
	p.Treasury.Plain, p.Treasury.Discounted = account(), account()
	c := drawn(p).curve()
	require.Len(t, c.Lines, 2)
	heights := regexp.MustCompile(`[MV](?:\d+ )?(\d+)`).FindAllStringSubmatch(c.Lines[0].Path, -1)
	require.Len(t, heights, 3, "three balances")
	lowest := 0
	for _, h := range heights {
		y, err := strconv.Atoi(h[1])
		require.NoError(t, err)
		lowest = max(lowest, y)
	}
	assert.Equal(t, lowest, c.Lines[0].Low.Y, "downwards is more")
	assert.Greater(t, lowest, c.Zero, "below zero")
	assert.Equal(t, (c.Left+c.Right)/2, c.Lines[0].Low.X, "the second of three days is in the middle")
	assert.NotEqual(t, c.Lines[0].Label.Y, c.Lines[1].Label.Y, "labels of the same point stand apart")
	// From −200 to 100 in steps of 50: seven ticks, and one more below for the label of the lowest point.
	require.Len(t, c.Ticks, 8)
	assert.Equal(t, "−€250", c.Ticks[0].Text)
	assert.Equal(t, "€100", c.Ticks[7].Text)
}

func TestTickStep(t *testing.T) {
	for span, want := range map[int64]int64{100: 100, 300_00: 50_00, 2_038_000_00: 500_000_00, 1_000_000_00: 200_000_00, 7: 100} {
		assert.Equal(t, want, tickStep(span), span)
	}
}

// flows are 100.00 into a pot, of which a commission takes 20.00, the rest goes on to another pot and there to two.
func flows() []chain.Flow {
	one := func(kind chain.FlowKind, from, to, amount string) chain.Flow {
		return chain.Flow{Kind: kind, From: from, To: to, Amount: money.MustParse(amount)}
	}
	return []chain.Flow{
		one(chain.IntoPot, "receipts", "cinema", "100.00"),
		one(chain.IntoStep, "cinema", "cinema: commission", "20.00"), one(chain.IntoPayee, "cinema: commission", "Distributor", "20.00"),
		one(chain.IntoStep, "cinema", "cinema: rest", "80.00"), one(chain.Onward, "cinema: rest", "net", "80.00"),
		one(chain.IntoStep, "net", "net: corridor", "50.00"), one(chain.IntoPayee, "net: corridor", "Fund", "30.00"), one(chain.IntoPayee, "net: corridor", "Producer", "20.00"),
		one(chain.IntoStep, "net", "net: split", "30.00"), one(chain.IntoPayee, "net: split", "Fund", "2.00"), one(chain.IntoPayee, "net: split", "Producer", "28.00"),
	}
}

func TestFlowsConserveWidth(t *testing.T) {
	for name, all := range map[string][]chain.Flow{"by hand": flows(), "the film": film(t).Receipts.Flows} {
		t.Run(name, func(t *testing.T) {
			var p chain.Production
			p.Receipts.Flows = all
			f := drawn(p).flow()
			for _, n := range f.Nodes {
				if len(n.in) > 0 && len(n.out) > 0 {
					assert.Equal(t, f.sum(n.in), f.sum(n.out), "%s: what comes in goes out", n.Text)
				}
				for side, bands := range map[string][]int{"in": n.in, "out": n.out} {
					if len(bands) == 0 {
						continue
					}
					y := n.Y
					for _, i := range bands {
						from, to := f.Bands[i].a1, f.Bands[i].a2
						if side == "in" {
							from, to = f.Bands[i].b1, f.Bands[i].b2
						}
						assert.Equal(t, y, from, "%s %s: bands lie side by side", n.Text, side)
						y = to
					}
					assert.Equal(t, n.Y+n.H, y, "%s %s: and fill the node", n.Text, side)
				}
			}
		})
	}
}

func TestFlowByHand(t *testing.T) {
	var p chain.Production
	p.Receipts.Flows = flows()
	f := drawn(p).flow()
	heights, levels := map[string]int{}, map[string]int{}
	for _, n := range f.Nodes {
		heights[n.Text], levels[n.Text] = n.H, n.level
	}
	// The fullest level has 100.00 in 260: 20.00 is 52, 80.00 is 208, 32.00 is 83.2 and 48.00 is 124.8.
	assert.Equal(t, map[string]int{"cinema": 260, "Distributor": 52, "net": 208, "Fund": 83, "Producer": 124}, heights)
	assert.Equal(t, map[string]int{"cinema": 0, "Distributor": 2, "net": 1, "Fund": 2, "Producer": 2}, levels)
}

func TestGantt(t *testing.T) {
	task := func(id, start, finish, late string, critical bool) schedule.TaskDates {
		return schedule.TaskDates{
			Task: id, Start: civil.MustParseDate(start), Finish: civil.MustParseDate(finish), LateFinish: civil.MustParseDate(late), Critical: critical,
		}
	}
	var p chain.Production
	p.Delivery.Plan.Tasks = []schedule.TaskDates{
		task("edit", "2026-06-01", "2026-06-05", "2026-06-05", true), task("music", "2026-06-01", "2026-06-02", "2026-06-07", false),
		task("mix", "2026-06-06", "2026-06-10", "2026-06-10", true),
	}
	g := drawn(p).gantt()
	require.Len(t, g.Rows, 3)
	// Ten days in 700: 70 a day.
	edit, music, mix := g.Rows[0], g.Rows[1], g.Rows[2]
	assert.Equal(t, box{X: 250, Y: 26, W: 350, H: 14, Class: "critical", Tip: edit.Bar.Tip}, edit.Bar)
	assert.Equal(t, 140, music.Bar.W)
	assert.Equal(t, "task", music.Bar.Class)
	assert.Equal(t, 250+7*70, music.Late, "to the end of 7 June")
	assert.Equal(t, edit.Bar.X+edit.Bar.W, mix.Bar.X, "one begins where the other ends")
	assert.Zero(t, g.Deadline, "none")

	p.Delivery.Plan.Delivery = civil.MustParseDate("2026-06-14")
	assert.Equal(t, 250+700, drawn(p).gantt().Deadline, "fourteen days in 700, at the end of the last")
}

func TestALineForEachSceneThatMoved(t *testing.T) {
	p := film(t)
	m := drawn(p).moves()
	assert.Len(t, m.Lines, len(p.Replan.Result.Moves))
	assert.Equal(t, p.Replan.Lost.Day(), mustInt(t, m.Dates[0].Text), "it begins with the lost day")
	assert.Positive(t, m.Lost.W)
	stars, rests := 0, 0
	for _, d := range m.After {
		for _, s := range d.Scenes {
			stars += strings.Count(s.Text, "*")
			assert.Less(t, s.Y, d.Y+d.H, "inside its day")
		}
	}
	for _, move := range p.Replan.Result.Moves {
		if move.From.IsZero() {
			rests++
		}
	}
	assert.Equal(t, rests, stars, "what the lost day left is marked")
	assert.Equal(t, rests > 0, m.Rests)
}

// What a lost day leaves of a scene has the number of the scene.
func TestTheRestOfAScene(t *testing.T) {
	assert.Equal(t, "15 (rest)", drawn(chain.Production{}).scene("15"+schedule.RestSuffix))
	assert.Equal(t, "15 (suite)", french(chain.Production{}).scene("15"+schedule.RestSuffix))
}

// Each number that stands in a bar is in the list below it, once and in order.
func TestNumberedParts(t *testing.T) {
	s := drawn(film(t)).financed()
	require.NotEmpty(t, s.Numbered)
	next := 0
	for _, row := range s.Rows {
		for _, b := range row.Boxes {
			if b.IsNumber && b.Text != "" {
				assert.Equal(t, fmt.Sprint(s.Numbered[next].Number), b.Text)
				assert.True(t, strings.HasPrefix(b.Tip, s.Numbered[next].Name+" · "), b.Tip)
				next++
				assert.Equal(t, fmt.Sprint(next), b.Text)
			}
		}
	}
	assert.Len(t, s.Numbered, next)
}

// A name is cut where at least eight letters of it are left.
func TestPartsWithin(t *testing.T) {
	p := stackPart{name: "avance sur recettes, CNC", label: "avance sur recettes"}
	assert.Equal(t, "avance sur recettes, CNC", p.within(300))
	assert.Equal(t, "avance sur recettes", p.within(textWidth("avance sur recettes")))
	assert.Equal(t, "avance sur…", p.within(textWidth("avance sur…")))
	assert.Empty(t, p.within(textWidth("avanc…")))
	assert.Empty(t, p.within(0))
}

// What is left of the budget is under it, what is missing over it.
func TestVariance(t *testing.T) {
	w := drawn(chain.Production{})
	assert.Equal(t, "€2 over budget", w.variance(money.MustParse("-2.40")))
	assert.Equal(t, "€1,235 under budget", w.variance(money.MustParse("1234.50")))
	assert.Equal(t, "€0 under budget", w.variance(money.Amount{}))
}

// The head of the page has what the SOFICA has back, and nothing where there is none.
func TestWhatTheSOFICARecoups(t *testing.T) {
	var p chain.Production
	p.Receipts.Returns = []financing.Return{{Party: "Distributor", Multiple: money.MustFraction("3")}, {Party: "Fund", Multiple: money.MustFraction("5/4")}}
	assert.Empty(t, drawn(p).recouped())
	p.Financing.Plan.Sources = []financing.Source{{Kind: "à-valoir", Party: "Distributor"}, {Kind: "SOFICA", Party: "Fund"}}
	assert.Equal(t, "SOFICA recoups 125%", drawn(p).recouped())
}

func mustInt(t *testing.T, text string) int {
	t.Helper()
	n, err := strconv.Atoi(text)
	require.NoError(t, err)
	return n
}

func TestShort(t *testing.T) {
	assert.Equal(t, "Béthune", short("Béthune", 100))
	assert.Empty(t, short("Béthune, quais", 20), "hardly a word says nothing")
	cut := short("Béthune, bassin et quais", 120)
	assert.True(t, strings.HasSuffix(cut, "…"), cut)
	assert.LessOrEqual(t, textWidth(cut), 120)
}

func TestPresenceHasACellForEachDay(t *testing.T) {
	p := film(t)
	picture := drawn(p).presence()
	require.Len(t, picture.Rows, len(p.Schedule.DaysOut.Rows))
	for i, r := range p.Schedule.DaysOut.Rows {
		assert.Len(t, picture.Rows[i].Cells, r.Totals.Total, "%s: the days of the total", r.Name)
		assert.Equal(t, r.Cells[columnOf(p, r.Start.String())], picture.Rows[i].Cells[0].Text, "%s begins with the first day", r.Name)
		for j, c := range picture.Rows[i].Cells[1:] {
			assert.Greater(t, c.X, picture.Rows[i].Cells[j].X)
		}
	}
}

// columnOf is the column of a date in the day out of days.
func columnOf(p chain.Production, date string) int {
	for i, d := range p.Schedule.DaysOut.Days {
		if d.Date.String() == date {
			return i
		}
	}
	return -1
}
