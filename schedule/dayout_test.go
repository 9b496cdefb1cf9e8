package schedule

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
)

// boardOf makes a board of lines such as "2026-06-01 ANA BOB", a scene a line; "off", "holiday" and
// "move" in place of roles give a day of that kind.
func boardOf(lines ...string) Board {
	var b Board
	for i, line := range lines {
		words := strings.Fields(line)
		day := BoardDay{Date: civil.MustParseDate(words[0])}
		if len(words) == 2 && len(words[1]) > 1 && strings.ToLower(words[1]) == words[1] {
			day.Kind = DayKind(words[1])
		} else {
			id := fmt.Sprint(i + 1)
			b.Scenes = append(b.Scenes, Scene{ID: id, Number: id, Eighths: 8, Characters: words[1:]})
			day.Strips = []Strip{{Scene: id}}
		}
		b.Days = append(b.Days, day)
	}
	return b
}

func event(name, date string, code DayCode) DayOutEvent {
	return DayOutEvent{Category: Cast, Name: name, Date: civil.MustParseDate(date), Code: code}
}

// Worked out by hand from the rules of Movie Magic Scheduling (mms-docs.ep.com, DOOD Rules and Day-Out-of-Days).
// 2026-06-01 is a Monday. A cell is a column, a point an empty one.
func TestDaysOutCodes(t *testing.T) {
	held := HoldRule{Category: Cast, Hold: true}
	for _, c := range []struct {
		name   string
		board  Board
		rule   HoldRule
		events []DayOutEvent
		want   string
		totals DayOutTotals
	}{
		{"one day is start and finish", boardOf("2026-06-01 ANA"), held, nil, "SWF", DayOutTotals{Worked: 1, Total: 1}},
		{"start, work, finish", boardOf("2026-06-01 ANA", "2026-06-02 ANA", "2026-06-03 ANA"), held, nil, "SW W WF", DayOutTotals{Worked: 3, Total: 3}},
		{"held between", boardOf("2026-06-01 ANA", "2026-06-02 BOB", "2026-06-03 ANA"), held, nil, "SW H WF", DayOutTotals{Worked: 2, Held: 1, Total: 3}},
		{"blank where holds are not allowed", boardOf("2026-06-01 ANA", "2026-06-02 BOB", "2026-06-03 ANA"), HoldRule{}, nil, "SW . WF", DayOutTotals{Worked: 2, Total: 2}},
		{"nothing before the start and after the finish", boardOf("2026-06-01 BOB", "2026-06-02 ANA", "2026-06-03 BOB"), held, nil, ". SWF .", DayOutTotals{Worked: 1, Total: 1}},
		{
			"days off are not held, on the board or between its dates", boardOf("2026-06-04 ANA", "2026-06-05 off", "2026-06-08 BOB", "2026-06-09 ANA"), held, nil,
			"SW . . . H WF", DayOutTotals{Worked: 2, Held: 1, Total: 3},
		},
		{
			"holiday and move of the company", boardOf("2026-06-01 ANA", "2026-06-02 holiday", "2026-06-03 move", "2026-06-04 ANA"), held, nil,
			"SW / M WF", DayOutTotals{Worked: 2, Holiday: 1, Move: 1, Total: 4},
		},
		{"holiday of who is not held", boardOf("2026-06-01 ANA", "2026-06-02 holiday", "2026-06-03 ANA"), HoldRule{}, nil, "SW . WF", DayOutTotals{Worked: 2, Total: 2}},
		{
			"start and finish ignore events outside", boardOf("2026-06-03 ANA", "2026-06-04 ANA"), held,
			[]DayOutEvent{event("ANA", "2026-06-01", CodeFitting), event("ANA", "2026-06-02", CodeTravel), event("ANA", "2026-06-05", CodeTravel)},
			"FT TR SW WF TR", DayOutTotals{Worked: 2, Travel: 2, Fitting: 1, Total: 5},
		},
		{
			"a rehearsal in place of a hold, and on a day off", boardOf("2026-06-05 ANA", "2026-06-06 off", "2026-06-08 BOB", "2026-06-09 ANA"), held,
			[]DayOutEvent{event("ANA", "2026-06-06", CodeRehearsal), event("ANA", "2026-06-08", CodeRehearsal)},
			"SW R . R WF", DayOutTotals{Worked: 2, Rehearsal: 2, Total: 4},
		},
		{
			"an event on a day of work", boardOf("2026-06-01 ANA"), held,
			[]DayOutEvent{event("ANA", "2026-06-01", CodeTravel)}, "SWF", DayOutTotals{Worked: 1, Total: 1},
		},
		{
			"drop and pick-up", boardOf("2026-06-01 ANA", "2026-06-02 ANA", "2026-06-03 BOB", "2026-06-04 BOB", "2026-06-05 ANA", "2026-06-06 ANA"),
			HoldRule{Category: Cast, Hold: true, Drop: true, DropDays: 2}, nil, "SW WD . . PW WF", DayOutTotals{Worked: 4, Total: 4},
		},
		{
			"a gap a day too short is held", boardOf("2026-06-01 ANA", "2026-06-02 BOB", "2026-06-03 BOB", "2026-06-04 ANA"),
			HoldRule{Category: Cast, Hold: true, Drop: true, DropDays: 3}, nil, "SW H H WF", DayOutTotals{Worked: 2, Held: 2, Total: 4},
		},
		{
			"the least number counts days off too", boardOf("2026-06-05 ANA", "2026-06-08 ANA"),
			HoldRule{Category: Cast, Hold: true, Drop: true, DropDays: 2}, nil, "SWD . . PWF", DayOutTotals{Worked: 2, Total: 2},
		},
		{
			"the first gap that is long enough, and no other", boardOf("2026-06-01 ANA", "2026-06-02 BOB", "2026-06-03 ANA", "2026-06-04 BOB", "2026-06-05 BOB", "2026-06-06 ANA", "2026-06-07 BOB", "2026-06-08 BOB", "2026-06-09 BOB", "2026-06-10 ANA"),
			HoldRule{Category: Cast, Hold: true, Drop: true, DropDays: 2}, nil, "SW H WD . . PW H H H WF", DayOutTotals{Worked: 4, Held: 4, Total: 8},
		},
		{
			"an event in the break", boardOf("2026-06-01 ANA", "2026-06-02 BOB", "2026-06-03 BOB", "2026-06-04 ANA"),
			HoldRule{Category: Cast, Hold: true, Drop: true, DropDays: 1}, []DayOutEvent{event("ANA", "2026-06-03", CodeTravel)},
			"SWD . TR PWF", DayOutTotals{Worked: 2, Travel: 1, Total: 3},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			var rules []HoldRule
			if c.rule.Category != "" {
				rules = []HoldRule{c.rule}
			}
			out, err := DaysOut(c.board, DayOutRequest{Rules: rules, Events: c.events})
			require.NoError(t, err)
			require.Equal(t, "ANA", out.Rows[0].Name)
			cells := strings.Join(out.Rows[0].Cells, " ")
			want := strings.Split(c.want, " ")
			for i := range want {
				want[i] = strings.Trim(want[i], ".")
			}
			assert.Equal(t, strings.Join(want, " "), cells)
			assert.Equal(t, c.totals, out.Rows[0].Totals)
		})
	}
}

func TestDaysOutOfAnyCategory(t *testing.T) {
	b := Board{
		Title: "La lettre",
		Scenes: []Scene{
			{ID: "1", Number: "1", Set: "CUISINE", Location: "Villa", Eighths: 3, Characters: []string{"ANA"}, Elements: []Element{{Vehicles, "Camion", 2, false}}},
			{ID: "2", Number: "2", Set: "RUE", Location: "Sceaux", Eighths: 3, Characters: []string{"BOB"}},
		},
		Catalogue: Catalogue{
			Items: []Item{{Category: Cast, Name: "ANA", BoardID: "10", Minor: true}, {Category: Cast, Name: "BOB", BoardID: "2"}},
			Links: []ElementLink{{Key: "mineurs", Minors: true, Adds: []Element{{AdditionalLabor, "Coach", 1, false}}}},
		},
		Days: []BoardDay{
			{Date: civil.MustParseDate("2026-06-01"), Strips: []Strip{{Scene: "1", Eighths: 2}, {Banner: "Repas", Minutes: 60}}},
			{Date: civil.MustParseDate("2026-06-02"), Strips: []Strip{{Scene: "2"}}},
			{Date: civil.MustParseDate("2026-06-02"), Unit: "2", Kind: DayOff},
			{Date: civil.MustParseDate("2026-06-03"), Strips: []Strip{{Scene: "1", Eighths: 1}}},
		},
	}
	out, err := DaysOut(b, DayOutRequest{
		Categories: []Category{Cast, Vehicles, AdditionalLabor, SetRows, LocationRows},
		Rules:      []HoldRule{{Category: Cast, Hold: true}, {Category: Vehicles, Name: "Camion", Hold: true}, {Category: Cast, Name: "BOB"}},
	})
	require.NoError(t, err)
	var rows []string
	for _, r := range out.Rows {
		rows = append(rows, fmt.Sprintf("%s %s %s %q", r.Category, r.BoardID, r.Name, r.Cells))
	}
	assert.Equal(t, []string{
		`cast 2 BOB ["" "SWF" ""]`, `cast 10 ANA ["SW" "H" "WF"]`, `vehicles  Camion ["SW" "H" "WF"]`, `additional-labor  Coach ["SW" "" "WF"]`,
		`set  CUISINE ["SW" "" "WF"]`, `set  RUE ["" "SWF" ""]`, `location  Sceaux ["" "SWF" ""]`, `location  Villa ["SW" "" "WF"]`,
	}, rows, "by number on the board, then by name; links bring the coach")
	assert.Equal(t, 5, out.Days[0].Working)
	text, err := out.Text(PaperEnglish)
	require.NoError(t, err)
	assert.Contains(t, text, "10  ANA      SW     H      WF     2026-06-01  2026-06-03  2       1     0")
	_, err = out.Text("de")
	require.ErrorContains(t, err, "language: is not one of the words allowed: fr, en")
}

func TestDaysOutRefuses(t *testing.T) {
	b := boardOf("2026-06-01 ANA")
	for _, c := range []struct {
		name    string
		board   Board
		request DayOutRequest
		want    string
		is      error
	}{
		{"a drop without a hold", b, DayOutRequest{Rules: []HoldRule{{Category: Cast, Drop: true, DropDays: 1}}}, "request.rules[0].drop", valid.ErrMissing},
		{"a drop of no days", b, DayOutRequest{Rules: []HoldRule{{Category: Cast, Hold: true, Drop: true}}}, "request.rules[0].dropDays", valid.ErrOutOfRange},
		{"days without a drop", b, DayOutRequest{Rules: []HoldRule{{Category: Cast, Hold: true, DropDays: 4}}}, "request.rules[0].dropDays", valid.ErrOutOfRange},
		{"a rule twice", b, DayOutRequest{Rules: []HoldRule{{Category: Cast}, {Category: Cast}}}, "request.rules[1].name", valid.ErrDuplicate},
		{"a category that is none", b, DayOutRequest{Categories: []Category{"Cast"}}, "request.categories[0]", valid.ErrOneOf},
		{"a category twice", b, DayOutRequest{Categories: []Category{Cast, Cast}}, "request.categories[1]", valid.ErrDuplicate},
		{"an event without a date", b, DayOutRequest{Events: []DayOutEvent{{Category: Cast, Name: "ANA", Code: CodeTravel}}}, "request.events[0].date", valid.ErrMissing},
		{"a code that is no event", b, DayOutRequest{Events: []DayOutEvent{event("ANA", "2026-06-02", CodeHold)}}, "request.events[0].code", valid.ErrOneOf},
		{"two events on a day", b, DayOutRequest{Events: []DayOutEvent{event("ANA", "2026-06-02", CodeTravel), event("ANA", "2026-06-02", CodeFitting)}}, "request.events[1].date", valid.ErrDuplicate},
		{"dates of two centuries", b, DayOutRequest{Events: []DayOutEvent{event("ANA", "1926-06-02", CodeTravel)}}, "board.days: is out of range", valid.ErrOutOfRange},
		{"a faulty board", Board{Days: []BoardDay{{}}}, DayOutRequest{}, "board.days[0].date: is missing", valid.ErrMissing},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := DaysOut(c.board, c.request)
			require.ErrorContains(t, err, c.want)
			require.ErrorIs(t, err, c.is)
			var fault *FieldError
			require.ErrorAs(t, err, &fault)
		})
	}
	out, err := DaysOut(Board{}, DayOutRequest{})
	require.NoError(t, err)
	assert.Empty(t, out.Rows)
}

// The plainest reading of the rules: each cell asked for on its own, by dates as numbers.
func plainCell(worked, events map[int]string, company map[int]DayKind, rule HoldRule, day int) string {
	first, last, drop, pick := 1<<30, -1, -1, -1
	for d := range worked {
		first, last = min(first, d), max(last, d)
	}
	if rule.Drop {
		for d := first; d < last && drop < 0; d++ {
			if worked[d] == "" {
				continue
			}
			next := d + 1
			for worked[next] == "" {
				next++
			}
			if next-d > rule.DropDays {
				drop, pick = d, next
			}
		}
	}
	switch {
	case worked[day] != "":
		code := "W"
		for _, x := range []struct {
			day    int
			prefix bool
			letter string
		}{{pick, true, "P"}, {first, true, "S"}, {drop, false, "D"}, {last, false, "F"}} {
			if x.day == day && x.prefix {
				code = x.letter + code
			} else if x.day == day {
				code += x.letter
			}
		}
		return code
	case events[day] != "":
		return events[day]
	case !rule.Hold || day < first || day > last || drop >= 0 && day > drop && day < pick:
		return ""
	}
	kind, on := company[day]
	if !on {
		return ""
	}
	return map[DayKind]string{"": "H", DayHoliday: "/", DayMove: "M", DayOff: ""}[kind]
}

func TestDaysOutAgainstThePlainReading(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 3))
	count := 400
	if testing.Short() {
		count = 80
	}
	start := civil.MustParseDate("2026-06-01")
	for range count {
		var lines []string
		worked, events, company := map[int]string{}, map[int]string{}, map[int]DayKind{}
		rule := HoldRule{Category: Cast, Hold: random.IntN(4) > 0}
		if rule.Hold && random.IntN(2) == 0 {
			rule.Drop, rule.DropDays = true, 1+random.IntN(5)
		}
		for day := range 25 {
			date, err := start.AddDays(day)
			require.NoError(t, err)
			what := []string{"", "off", "holiday", "move", "ANA", "ANA", "BOB", "BOB"}[random.IntN(8)]
			if day == 0 {
				what = "BOB"
			}
			if what == "" {
				continue
			}
			lines = append(lines, date.String()+" "+what)
			switch what {
			case "ANA":
				worked[day], company[day] = "W", ""
			case "BOB":
				company[day] = ""
			default:
				company[day] = DayKind(what)
			}
		}
		request := DayOutRequest{Rules: []HoldRule{rule}}
		for range random.IntN(4) {
			day := random.IntN(25)
			if events[day] == "" {
				code := eventCodes[random.IntN(3)]
				date, err := start.AddDays(day)
				require.NoError(t, err)
				events[day] = string(code)
				request.Events = append(request.Events, event("ANA", date.String(), code))
			}
		}
		out, err := DaysOut(boardOf(lines...), request)
		require.NoError(t, err)
		for _, row := range out.Rows {
			if row.Name != "ANA" {
				continue
			}
			total := 0
			for i, cell := range row.Cells {
				require.Equal(t, plainCell(worked, events, company, rule, i), cell, "%v day %d %+v", lines, i, rule)
				if cell != "" {
					total++
				}
			}
			require.Equal(t, total, row.Totals.Total)
		}
	}
}
