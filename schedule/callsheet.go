package schedule

import (
	"io"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/worktime"
)

// CallRequest says of which day a call sheet is wanted, when it begins, and who is called.
type CallRequest struct {
	Date civil.Date `json:"date" strict:"required"`
	Unit string     `json:"unit,omitempty"`
	// Start is when the first strip of the day begins (prêt à tourner).
	Start  worktime.Clock `json:"start" strict:"required"`
	People []CalledPerson `json:"people" strict:"required,max=2000"`
}

// CalledPerson is somebody who may be called: a performer for the scenes of a role, or a member of the
// crew for the whole day.
type CalledPerson struct {
	Person string `json:"person" strict:"required"`
	// Category and Name are the element that the person stands for, a role for a performer. Without them
	// the person is needed from the first strip to the last.
	Category   Category `json:"category,omitempty"`
	Name       string   `json:"name,omitempty"`
	Department string   `json:"department,omitempty"`
	// Wardrobe, Makeup and Prepare are the minutes from the call to being ready, in this order; After are
	// those from the end of the last scene to the end of the person's day; Transport those from the
	// pick-up to the call. Each is at most 1,440.
	Wardrobe  int `json:"wardrobe,omitempty"`
	Makeup    int `json:"makeup,omitempty"`
	Prepare   int `json:"prepare,omitempty"`
	After     int `json:"after,omitempty"`
	Transport int `json:"transport,omitempty"`
	// Record has the shifts worked before the day, from which the rest follows; without it nothing is
	// checked. Setting and Place are those of the day.
	Record  *worktime.Record `json:"record,omitempty"`
	Setting worktime.Setting `json:"setting,omitempty"`
	Place   worktime.Place   `json:"place,omitempty"`
}

// CallSheet is the feuille de service of a day: what is shot when, and who is called when.
type CallSheet struct {
	Title string     `json:"title,omitempty"`
	Date  civil.Date `json:"date"`
	Unit  string     `json:"unit,omitempty"`
	// Number is that of the day of shooting of the unit, Of how many it has.
	Number int         `json:"number"`
	Of     int         `json:"of"`
	Strips []CallStrip `json:"strips"`
	Totals StripTotals `json:"totals"`
	// End is when the last strip ends, nil where a time is missing.
	End   *worktime.Clock `json:"end,omitempty"`
	Calls []PersonCall    `json:"calls"`
	// Uncalled are the roles of the day for which nobody is in the request.
	Uncalled []string `json:"uncalled"`
	// Needs are what the day needs beside its cast: each element once, in its greatest quantity.
	Needs []Need `json:"needs"`
	// Next are the strips of the unit's next day of shooting.
	Next    []StripLine  `json:"next"`
	Notices []law.Notice `json:"notices,omitempty"`
}

// CallStrip is a strip with its hours.
type CallStrip struct {
	StripLine
	// Begin and End are nil behind a strip whose time is not known.
	Begin *worktime.Clock `json:"begin,omitempty"`
	End   *worktime.Clock `json:"end,omitempty"`
}

// PersonCall is when somebody is called.
type PersonCall struct {
	Person     string   `json:"person"`
	Category   Category `json:"category,omitempty"`
	Name       string   `json:"name,omitempty"`
	BoardID    string   `json:"boardId,omitempty"`
	Department string   `json:"department,omitempty"`
	// Scenes are the numbers of the scenes, or IDs, in the order of the day.
	Scenes []string `json:"scenes"`
	// PickUp, Call, Makeup and Ready follow one another; Makeup is when wardrobe ends.
	PickUp worktime.Clock `json:"pickUp"`
	Call   worktime.Clock `json:"call"`
	Makeup worktime.Clock `json:"makeup"`
	Ready  worktime.Clock `json:"ready"`
	// Needed is when the first strip of the person begins, as far as it is known.
	Needed worktime.Clock `json:"needed"`
	// Late is how many minutes after that the person is ready, because nobody may be called earlier.
	Late int `json:"late,omitempty"`
	// Break are the minutes of meals and pauses between the first and the last strip of the person.
	Break int `json:"break,omitempty"`
	// End is when the day of the person ends, nil where a time is missing.
	End *worktime.Clock `json:"end,omitempty"`
	// Earliest is the hour before which the rest does not let the person be called, with its limit.
	Earliest *worktime.Call `json:"earliest,omitempty"`
	// EndBy is when the day has to end, and EndRule by which limit: daily-hours, daily-span, or
	// minor-night. Over is how many minutes after that it ends.
	EndBy   *worktime.Clock `json:"endBy,omitempty"`
	EndRule worktime.Rule   `json:"endRule,omitempty"`
	Over    int             `json:"over,omitempty"`
	// Closed are the rules by which the person may not work on the day at all.
	Closed  []worktime.Rule `json:"closed,omitempty"`
	Notices []law.Notice    `json:"notices,omitempty"`
}

// CodeCallTimes is the notice of a day on which a strip has no time: who comes after it is called for the
// hour at which that strip begins.
const CodeCallTimes = "call-times"

const maxCalled = 2_000

// CallTheDay makes the call sheet of a day. A person is called so as to be ready when the first strip of
// theirs begins, after wardrobe, make-up and preparation, and not before the rest after their last shift
// and the hours of minors let them (worktime's EarliestCall and Day). Where that makes them late, or their
// day too long, the sheet says by how much; nothing is moved. Strips follow one another without a gap from
// Start on.
//
// A day that the board does not have or on which nothing is shot, a call that would be before midnight,
// a person given twice for an element and a record at fault are each a [*FieldError].
func CallTheDay(b Board, r CallRequest, limits worktime.Limits) (CallSheet, error) {
	board, err := LayOut(b)
	var f valid.Faults
	addFaults(&f, "board", err)
	f.Enter("request")
	r.check(&f)
	if f.Any() {
		return CallSheet{}, f.Err()
	}
	at := slices.IndexFunc(board.Days, func(d StripDay) bool { return d.Date == r.Date && d.Unit == r.Unit && d.Kind == "" })
	if at < 0 {
		f.Addf("date", r.Date, valid.ErrReference, "the unit shoots nothing on this day")
		return CallSheet{}, f.Err()
	}
	day := &board.Days[at]
	sheet := CallSheet{
		Title: board.Title, Date: day.Date, Unit: day.Unit, Number: day.Number, Totals: day.Totals,
		Strips: []CallStrip{}, Calls: []PersonCall{}, Uncalled: []string{}, Needs: []Need{}, Next: []StripLine{},
	}
	sheet.clock(day, r.Start)
	for i := range board.Days {
		if d := &board.Days[i]; d.Unit == r.Unit && d.Kind == "" {
			sheet.Of++
			if d.Number == day.Number+1 {
				sheet.Next = d.Lines
			}
		}
	}
	sheet.needs()
	items := b.Catalogue.items()
	f.Enter("people")
	for i := range r.People {
		f.Index(i)
		sheet.call(&f, &r, &r.People[i], items, limits)
		f.Leave()
	}
	if f.Any() {
		return CallSheet{}, f.Err()
	}
	sheet.uncalled(r.People)
	return sheet, nil
}

// DecodeCallRequest reads a request from JSON and checks it. Beside malformed JSON it refuses unknown,
// duplicate or wrongly-cased fields, data after the document, more than 2,000 people and 12 MiB. All faults
// are told at once, each a [*FieldError]; records are checked by [CallTheDay].
func DecodeCallRequest(r io.Reader) (CallRequest, error) {
	return strictjson.DecodeChecked(r, 0, (*CallRequest).check)
}

func (r *CallRequest) check(f *valid.Faults) {
	if r.Date.IsZero() {
		f.Add("date", nil, valid.ErrMissing)
	}
	checkClock(f, "start", r.Start)
	if len(r.People) > maxCalled {
		f.Addf("people", nil, valid.ErrOutOfRange, "the list has more than %d items", maxCalled)
		return
	}
	type key struct {
		person string
		thing
	}
	seen := make(map[key]bool, len(r.People))
	eachOf(f, "people", r.People, func(p *CalledPerson) {
		k := key{p.Person, thing{p.Category, p.Name}}
		switch {
		case p.Person == "":
			f.Add("person", nil, valid.ErrMissing)
		case seen[k]:
			f.Add("person", p.Person, valid.ErrDuplicate)
		}
		seen[k] = true
		if (p.Category == "") != (p.Name == "") {
			f.Addf("name", nil, valid.ErrMissing, "an element has a category and a name")
		}
		for _, m := range []struct {
			field   string
			minutes int
		}{{"wardrobe", p.Wardrobe}, {"makeup", p.Makeup}, {"prepare", p.Prepare}, {"after", p.After}, {"transport", p.Transport}} {
			if m.minutes < 0 || m.minutes > minutesADay {
				f.Addf(m.field, m.minutes, valid.ErrOutOfRange, "0 to %d", minutesADay)
			}
		}
		if p.Record == nil {
			return
		}
		if n := len(p.Record.Shifts); n > 0 && !p.Record.Shifts[n-1].Date.Before(r.Date) {
			f.Addf("record", p.Record.Shifts[n-1].Date, valid.ErrOutOfRange, "it has the shifts before the day")
		}
	})
}

// checkClock tells an hour that worktime would not read.
func checkClock(f *valid.Faults, field string, c worktime.Clock) {
	if c < 0 || c >= 2*minutesADay {
		f.Add(field, int(c), worktime.ErrClock)
	}
}

// clock gives the strips their hours.
func (s *CallSheet) clock(d *StripDay, start worktime.Clock) {
	now := &start
	for _, line := range d.Lines {
		strip := CallStrip{StripLine: line}
		if now != nil {
			begin := *now
			strip.Begin = &begin
			now = nil
			if line.Minutes > 0 || line.Scene == "" {
				end := begin + worktime.Clock(line.Minutes)
				strip.End, now = &end, &end
			}
		}
		s.Strips = append(s.Strips, strip)
	}
	if now == nil {
		s.Notices = append(s.Notices, law.Notice{Code: CodeCallTimes, Key: s.Date.String(), Message: "a strip has no time: what comes after it has no hour"})
		return
	}
	end := *now
	s.End = &end
}

// needs adds up what the day needs beside its cast.
func (s *CallSheet) needs() {
	most := map[thing]Need{}
	for _, strip := range s.Strips {
		for _, n := range strip.Needs {
			if n.Category == Cast {
				continue
			}
			t := thing{n.Category, n.Name}
			if known, ok := most[t]; !ok || n.Quantity > known.Quantity {
				n.From = slices.Clone(n.From)
				most[t] = n
			}
		}
	}
	for _, n := range most {
		s.Needs = append(s.Needs, n)
	}
	slices.SortFunc(s.Needs, func(a, b Need) int { return compareThings(thing{a.Category, a.Name}, thing{b.Category, b.Name}) })
}

// uncalled finds the roles that nobody is called for.
func (s *CallSheet) uncalled(people []CalledPerson) {
	called := map[thing]bool{}
	for _, p := range people {
		called[thing{p.Category, p.Name}] = true
	}
	for _, strip := range s.Strips {
		for _, n := range strip.Needs {
			if t := (thing{n.Category, n.Name}); n.Category == Cast && !called[t] {
				called[t] = true
				s.Uncalled = append(s.Uncalled, n.Name)
			}
		}
	}
}
