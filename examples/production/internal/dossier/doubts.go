package dossier

import (
	"regexp"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// doubt is the notice of a figure that is not verified, part by part. One without status is another notice.
type doubt struct {
	law.Notice
	value, unit, status, note string
	since                     civil.Date
}

// doubtful is the message of a figure that is not verified: its key, the value, its unit, the day since when it
// holds, its status and a note.
var doubtful = regexp.MustCompile(`^(.+): (\S+) (.+?) since (\d{4}-\d\d-\d\d) is ([a-z-]+)(?:: (.+))?$`)

// doubtOf takes a notice apart.
func doubtOf(n law.Notice) doubt {
	parts := doubtful.FindStringSubmatch(n.Message)
	if n.Code != law.CodeUnverified || parts == nil {
		return doubt{Notice: n}
	}
	since, err := civil.ParseDate(parts[4])
	if err != nil {
		return doubt{Notice: n}
	}
	return doubt{Notice: n, value: parts[2], unit: parts[3], since: since, status: parts[5], note: parts[6]}
}

// like reports whether two doubts say the same of two figures.
func (d doubt) like(other doubt) bool {
	return d.status != "" && d.status == other.status && d.note == other.note && d.unit == other.unit && d.since == other.since &&
		d.Refs.String() == other.Refs.String()
}

func (w *writer) single(d doubt) remark {
	text, _ := w.sentence("told", d.Code, w.figure(d.value, d.unit), w.Date(d.since))
	return remark{Tag: w.Word("certainty", d.status), Class: "warn", About: w.parameter(d.Key), Text: text, Note: w.formatted(d.note)}
}

// several are doubts that are alike: how many there are, since when, and each figure with its value.
func (w *writer) several(set []doubt) remark {
	r := w.single(set[0])
	kind := "figure"
	switch set[0].unit {
	case "working days":
		kind = "duration"
	case ruleUnit:
		kind = "rule"
	}
	var figures []string
	for _, d := range set {
		figure := w.parameter(d.Key)
		if d.unit != ruleUnit {
			figure += " (" + w.figure(d.value, d.unit) + ")"
		}
		figures = append(figures, figure)
	}
	r.About = w.count(len(set), kind)
	r.Text, _ = w.sentence("told", "several", w.Date(set[0].since), w.list(figures))
	return r
}

// ruleUnit is the unit of what is no number but a rule with several parts.
const ruleUnit = "rule"

// parameter returns what a figure is called: the time of a task of post-production by the task, a rule on spend by
// its category, a rate by its contribution, a minimum by whose it is, others by a name of ours or their key.
func (w *writer) parameter(key string) string {
	if task, found := strings.CutPrefix(key, "feature/"); found && w.task(task) != task {
		return w.task(task)
	}
	if name := w.Word("parameter", key); name != key {
		return name
	}
	if grid, found := strings.CutPrefix(key, "minimum/"); found {
		if parts := strings.Split(grid, "/"); len(parts) == 3 {
			return w.text("payroll.minimum") + " " + parts[1] + ", " + w.Word("per", parts[2])
		}
	}
	code, part, found := strings.Cut(key, "/")
	switch name := w.name(code); {
	case name == code:
	case found:
		return name + ", " + w.Word("part", part)
	default:
		return name
	}
	return w.Word("spend", key)
}

// figure writes a value of a table of the library with its unit.
func (l Language) figure(value, unit string) string {
	switch number, err := money.ParseDecimal(value); {
	case unit == ruleUnit:
		return l.Word("unit", unit)
	case err != nil:
		return value + " " + unit
	case unit == "minutes":
		return l.duration(number)
	case unit == "percent":
		return l.rate(number)
	case unit == "ratio", unit == "share":
		return l.Percent(number)
	case strings.HasPrefix(unit, "EUR"):
		return l.euros(number) + l.Word("unit", strings.TrimPrefix(unit, "EUR"))
	case unit == "edition":
		return l.Word("unit", unit) + noBreak + value
	default:
		return l.number(number) + noBreak + l.Word("unit", unit)
	}
}

// duration writes minutes as hours.
func (l Language) duration(minutes money.Decimal) string {
	whole, _ := minutes.Scaled(0)
	return l.hours(int(whole))
}

// euros writes a price: whole euros without cents, and one with more decimals than an amount as it is.
func (l Language) euros(price money.Decimal) string {
	_, whole := price.Scaled(0)
	if cents, exact := price.Scaled(2); exact && !whole {
		return l.Money(money.FromCents(cents))
	}
	return l.Choose("€"+l.number(price), l.number(price)+noBreak+"€")
}
