package dossier

import (
	"regexp"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// notices are those of the library in the language of the page.
func (w *writer) notices(list []law.Notice) []remark {
	var all []remark
	for _, n := range list {
		r, known := w.doubt(n)
		if !known {
			r = w.plainNotice(n)
		}
		r.Refs = n.Refs
		all = append(all, r)
	}
	return all
}

// plainNotice is a notice by its code, with the amounts of its message. What has no words is left in English.
func (w *writer) plainNotice(n law.Notice) remark {
	r := remark{Tag: w.word("notice", n.Code), Class: "warn", About: w.account(n.Key)}
	if n.Code == law.CodeStale {
		r.Class = "bad"
	}
	_, figures := w.amounts(n.Message)
	for _, code := range []string{n.Code + "/" + n.Key, n.Code} {
		if text, known := w.sentence("told", code, figures...); known {
			r.Text = text
			return r
		}
	}
	r.Note = w.formatted(n.Message)
	return r
}

// doubtful is the message of a figure that is not verified: its key, the value, its unit, the day since when it
// holds, its status and a note.
var doubtful = regexp.MustCompile(`^(.+): (\S+) (.+?) since (\d{4}-\d\d-\d\d) is ([a-z-]+)(?:: (.+))?$`)

// doubt is the notice of a figure that is not verified, part by part.
func (w *writer) doubt(n law.Notice) (r remark, known bool) {
	parts := doubtful.FindStringSubmatch(n.Message)
	if n.Code != law.CodeUnverified || parts == nil {
		return remark{}, false
	}
	since, err := civil.ParseDate(parts[4])
	if err != nil {
		return remark{}, false
	}
	text, known := w.sentence("told", n.Code, w.figure(parts[2], parts[3]), w.Date(since))
	return remark{
		Tag: w.word("certainty", parts[5]), Class: "warn", About: w.parameter(n.Key), Text: text, Note: w.formatted(parts[6]),
	}, known
}

// parameter returns what a figure is called: the time of a task of post-production by the task, others by their key.
func (w *writer) parameter(key string) string {
	if task, found := strings.CutPrefix(key, "feature/"); found && w.task(task) != task {
		return w.task(task)
	}
	return key
}

// figure writes a value of a table of the library with its unit.
func (l Language) figure(value, unit string) string {
	switch number, err := money.ParseDecimal(value); {
	case err != nil:
		return value + " " + unit
	case unit == "minutes":
		return l.duration(number)
	case unit == "percent":
		return l.rate(number)
	case unit == "ratio", unit == "share":
		return l.Percent(number)
	case strings.HasPrefix(unit, "EUR"):
		return l.euros(number) + l.word("unit", strings.TrimPrefix(unit, "EUR"))
	case unit == "edition":
		return l.word("unit", unit) + noBreak + value
	default:
		return l.number(number) + noBreak + l.word("unit", unit)
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
