package dossier

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bobine-film/bobine/payroll"
)

// Language is that of the labels, of numbers and of dates. What the film is made of stays as it was written.
type Language string

// Languages.
const (
	English Language = "en"
	French  Language = "fr"
)

// Known reports whether the page has labels in the language.
func (l Language) Known() bool { return l == English || l == French }

// Choose returns the text in the language.
func (l Language) Choose(english, french string) string {
	if l == French {
		return french
	}
	return english
}

// choose returns the text in the language: English is first, French second.
func (l Language) choose(both [2]string) string {
	return l.Choose(both[0], frenchSpaces.Replace(both[1]))
}

// frenchSpaces keeps the marks that French sets off with a space on the line of their word.
var frenchSpaces = strings.NewReplacer(" :", noBreak+":", " ;", noBreak+";", " ?", noBreak+"?", "« ", "«"+noBreak, " »", noBreak+"»")

// text returns a label. A label that does not exist is a fault of a template, which the tests of this package find.
func (l Language) text(key string) string {
	both, known := labels[key]
	if !known {
		return "%!" + key
	}
	return l.choose(both)
}

// Word returns what a code of the library is called, the code itself where it has no other name.
func (l Language) Word(kind, code string) string {
	if both, known := codeNames[kind+"."+code]; known {
		return l.choose(both)
	}
	return code
}

// either returns one label or the other.
func (l Language) either(condition bool, yes, no string) string {
	if condition {
		return l.text(yes)
	}
	return l.text(no)
}

// name returns what a line or a step of a payslip is called.
func (l Language) name(code string) string { return l.named(payroll.Codes(), code) }

// label returns what a contribution of a payslip is called.
func (l Language) label(c payroll.Line) string { return l.choose([2]string{c.LabelEn, c.LabelFr}) }

// payLine returns what a line of a wage or of a performer's pay is called.
func (l Language) payLine(code string) string {
	return l.named(slices.Concat(payroll.WageCodes(), payroll.PerformerCodes()), code)
}

// named is the label of a code of a list, the code itself where it is not in it.
func (l Language) named(list []payroll.Code, code string) string {
	i := slices.IndexFunc(list, func(c payroll.Code) bool { return c.Code == code })
	if i < 0 {
		return code
	}
	return l.choose([2]string{list[i].LabelEn, list[i].LabelFr})
}

// list writes several texts as one.
func (l Language) list(texts []string) string { return strings.Join(texts, ", ") }

// count writes how many there are of what has a singular and a plural, of which French uses the singular below 2.
func (l Language) count(n int, key string) string {
	form := key + ".many"
	if n == 1 || n > -2 && n < 2 && l == French {
		form = key + ".one"
	}
	return fmt.Sprintf("%s%s%s", l.number(n), noBreak, l.text(form))
}

var monthNames = [12][2]string{
	{"January", "janvier"}, {"February", "février"}, {"March", "mars"}, {"April", "avril"}, {"May", "mai"}, {"June", "juin"},
	{"July", "juillet"}, {"August", "août"}, {"September", "septembre"}, {"October", "octobre"}, {"November", "novembre"}, {"December", "décembre"},
}

var shortMonths = [12][2]string{
	{"Jan", "janv."}, {"Feb", "févr."}, {"Mar", "mars"}, {"Apr", "avr."}, {"May", "mai"}, {"Jun", "juin"},
	{"Jul", "juil."}, {"Aug", "août"}, {"Sep", "sept."}, {"Oct", "oct."}, {"Nov", "nov."}, {"Dec", "déc."},
}

// weekdayNames are from Sunday, as those of package time.
var weekdayNames = [7][2]string{
	{"Sun", "dim."}, {"Mon", "lun."}, {"Tue", "mar."}, {"Wed", "mer."}, {"Thu", "jeu."}, {"Fri", "ven."}, {"Sat", "sam."},
}
