package dossier

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/financing"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// remark is something that the library remarks on, in the language of the page. Note is what has no code to be
// written from and is left in English.
type remark struct {
	About, Text, Note string
	// Label is what it is about where only the library has a name for it, which is English.
	Label string
	// Class is the colour of Tag, a word or two for what kind of remark it is.
	Tag, Class string
	Refs       law.Refs
}

// colon ends what a text is about, with a space before it in French.
func (l Language) colon() string { return l.Choose(": ", noBreak+": ") }

// sentence writes a code with figures, if there are words for it that take as many.
func (l Language) sentence(kind, code string, figures ...any) (text string, known bool) {
	both, known := codeNames[kind+"."+code]
	if !known || strings.Count(both[0], "%s") != len(figures) {
		return "", false
	}
	return fmt.Sprintf(l.choose(both), figures...), true
}

// plainAmount is an amount as the messages of the library write it.
var plainAmount = regexp.MustCompile(`-?\b\d+\.\d\d\b`)

// amounts are those of a message as the page writes them, and the message with %s in the place of each.
func (l Language) amounts(message string) (with string, figures []any) {
	with = plainAmount.ReplaceAllStringFunc(message, func(text string) string {
		a, err := money.Parse(text)
		if err != nil {
			return text
		}
		figures = append(figures, l.Money(a))
		return "%s"
	})
	return with, figures
}

// greatAmount is an amount of a message that is hard to read without groups of digits. Lesser numbers may be rates.
var greatAmount = regexp.MustCompile(`-?\b\d{4,}\.\d\d\b( EUR\b)?`)

// isoDate is a day in a text.
var isoDate = regexp.MustCompile(`\b\d{4}-\d\d-\d\d\b`)

// dated is a text with its days in words.
func (l Language) dated(text string) string {
	return isoDate.ReplaceAllStringFunc(text, func(day string) string {
		date, err := civil.ParseDate(day)
		if err != nil {
			return day
		}
		return l.Date(date)
	})
}

// formatted is a message of the library, which is English, with its days in words and its great amounts as the page
// writes them.
func (l Language) formatted(message string) string {
	message = English.dated(message)
	return greatAmount.ReplaceAllStringFunc(message, func(text string) string {
		a, err := money.Parse(strings.TrimSuffix(text, " EUR"))
		if err != nil {
			return text
		}
		return l.Money(a)
	})
}

// findings are what a funder would object to in the plan.
func (w *writer) findings(list []financing.Finding) []remark {
	var all []remark
	for _, f := range list {
		r := remark{About: w.sourceName(f.About), Refs: f.Refs}
		sources := w.page.Financing.Plan.Sources
		i := slices.IndexFunc(sources, func(s financing.Source) bool { return s.ID == f.About })
		if i >= 0 && sources[i].Evidence != nil {
			r.Text = w.ofEvidence(f.Code, sources[i])
		} else {
			r.About = w.Word("minimum", r.About)
			r.Text, _ = w.sentence("finding", f.Code)
		}
		if r.Text == "" {
			r.Note = w.formatted(f.Message)
		}
		all = append(all, r)
	}
	return all
}

// ofEvidence says what is wrong with the document that proves a source.
func (w *writer) ofEvidence(code string, s financing.Source) string {
	var figures []any
	switch code {
	case "too-old":
		figures = []any{w.Date(s.Evidence.Date)}
	case "other-amount":
		if s.Evidence.Amount == nil || s.Foreign != nil {
			return "" // in another currency
		}
		figures = []any{w.Money(*s.Evidence.Amount), w.Money(s.Amount)}
	}
	text, known := w.sentence("finding", code, figures...)
	if !known || code == "no-bank-letter" {
		return text
	}
	return s.Evidence.Document + w.colon() + text
}

// faults are what is wrong with the documents of an application.
func (w *writer) faults(file financing.ApplicationFile, check financing.FileCheck) []remark {
	var all []remark
	for _, f := range check.Findings {
		r := remark{About: f.About, Refs: f.Refs}
		i := slices.IndexFunc(file.Documents, func(d financing.FileDocument) bool { return d.ID == f.About })
		known := false
		switch {
		case i >= 0:
			r.Text, known = w.ofDocument(f.Code, file, file.Documents[i])
		case f.Code == string(financing.MissingDocument):
			r.named(w.piece(check, f.About))
			r.Text, known = w.sentence("fault", f.Code)
		case f.Code == string(financing.InconsistentDocument):
			r.Text, known = w.sentence("fault", "amounts", w.stated(file, f.About))
		case f.Code == "late":
			r.named(w.deadline(file.Application, f.About, f.About))
			r.Text, known = w.sentence("fault", "late", w.Date(dueOn(check.Deadlines, f.About)))
		}
		if !known {
			r.Note = w.formatted(f.Message)
		}
		all = append(all, r)
	}
	return all
}

// ofDocument says what is wrong with a document of a file.
func (w *writer) ofDocument(code string, file financing.ApplicationFile, d financing.FileDocument) (string, bool) {
	switch financing.DocumentState(code) {
	case financing.ExpiredDocument, financing.PostDatedDocument:
		return w.sentence("fault", code, w.Date(d.Date))
	case financing.UnsignedDocument:
		return w.sentence("fault", code, w.list(w.unsigned(file, d)))
	case financing.InconsistentDocument:
		return w.sentence("fault", code, d.Title, file.Title)
	}
	return w.sentence("fault", code)
}

// unsigned are the roles whose signature a document lacks.
func (w *writer) unsigned(file financing.ApplicationFile, d financing.FileDocument) []string {
	list, err := financing.FindChecklist(file.Application, file.On)
	if err != nil {
		return nil // the file was checked against it
	}
	var roles []string
	for _, asked := range list.Documents {
		for _, role := range asked.Signatories {
			if asked.Code == d.Code && !slices.Contains(d.Signatories, role) {
				roles = append(roles, w.Word("signatory", role))
			}
		}
	}
	return roles
}

// stated are the documents that state an amount, each with what it states.
func (w *writer) stated(file financing.ApplicationFile, name string) string {
	var texts []string
	for _, d := range file.Documents {
		for _, s := range d.Amounts {
			if s.Name == name {
				texts = append(texts, d.ID+" "+w.Money(s.Amount))
			}
		}
	}
	return w.list(texts)
}

// dueOn is the day of a deadline, the zero day of one that is not there.
func dueOn(deadlines []financing.DueDate, code string) civil.Date {
	for _, d := range deadlines {
		if d.Code == code {
			return d.Due
		}
	}
	return civil.Date{}
}

// named makes a remark be about what has a name.
func (r *remark) named(name remark) { r.About, r.Label = name.Text, name.Note }

// piece returns what a document is called that an application asks for.
func (w *writer) piece(check financing.FileCheck, code string) remark {
	if name := w.Word("piece", code); name != code {
		return remark{Text: name}
	}
	for _, item := range check.Items {
		if item.Code == code {
			return remark{Note: item.Label}
		}
	}
	return remark{Text: code}
}

// deadline returns what a deadline of an application is called, its label where there is no other name.
func (w *writer) deadline(application, code, label string) remark {
	key := application + "/" + code
	for _, k := range []string{key, code} {
		if name := w.Word("deadline", k); name != k {
			return remark{Text: name}
		}
	}
	return remark{Note: label}
}

// reasons say what bound the amount of an aid.
func (w *writer) reasons(list []string) []remark {
	var all []remark
	for _, message := range list {
		words, figures := w.amounts(message)
		text, known := w.sentence("reason", words, figures...)
		r := remark{Text: text}
		if !known {
			r.Note = w.formatted(message)
		}
		all = append(all, r)
	}
	return all
}

// formula is that of a cost of the bank.
func (l Language) formula(text string) string {
	if l == French {
		return strings.NewReplacer("base", "assiette", "rate", "taux", ".", ",").Replace(text)
	}
	return text
}
