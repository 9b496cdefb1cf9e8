// Package dossier writes a production as one page of HTML that needs nothing but a browser: pictures are SVG
// inside it, and every figure opens to the lines that it is the sum of, with their sources.
//
// Money never becomes a float: lengths in pictures are whole numbers, computed from cents.
package dossier

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io"
	"slices"

	"github.com/bobine-film/bobine/examples/production/internal/chain"
)

//go:embed templates
var files embed.FS

// section is a part of the page, which a production without that stage does not have.
type section struct {
	ID    string
	shown func(p *chain.Production) bool
}

// sections are the parts of the page in their order. The template of each has its name.
var sections = []section{
	{"breakdown", func(p *chain.Production) bool { return len(p.Breakdown.Scenes) > 0 }},
	{"schedule", func(p *chain.Production) bool { return len(p.Schedule.Days) > 0 }},
	{"daysout", func(p *chain.Production) bool { return len(p.Schedule.DaysOut.Rows) > 0 }},
	{"payroll", func(p *chain.Production) bool { return len(p.Payroll.People) > 0 }},
	{"budget", func(p *chain.Production) bool { return len(p.Budget.Topsheet.Accounts) > 0 }},
	{"financing", func(p *chain.Production) bool { return len(p.Financing.Plan.Sources) > 0 }},
	{"treasury", func(p *chain.Production) bool { return len(p.Treasury.Discounted.Days) > 0 }},
	{"control", func(p *chain.Production) bool { return len(p.Control.Report.Rows) > 0 }},
	{"replan", func(p *chain.Production) bool { return len(p.Replan.Days) > 0 }},
	{"delivery", func(p *chain.Production) bool { return len(p.Delivery.Plan.Tasks) > 0 }},
	{"receipts", func(p *chain.Production) bool { return len(p.Receipts.Result.Events) > 0 }},
	{"sources", func(*chain.Production) bool { return true }},
}

// page is what the templates are given.
type page struct {
	chain.Production
	Sections []section
}

// Shown reports whether the page has a section.
func (p page) Shown(id string) bool {
	return slices.ContainsFunc(p.Sections, func(s section) bool { return s.ID == id })
}

// Write writes the page of a production in a language. The page is written whole or not at all.
func Write(w io.Writer, p chain.Production, language Language) error {
	if !language.Known() {
		return fmt.Errorf("no labels in the language %q", language)
	}
	made := page{Production: p}
	for _, s := range sections {
		if s.shown(&p) {
			made.Sections = append(made.Sections, s)
		}
	}
	var text bytes.Buffer
	set, err := template.New("page.html").Funcs(newWriter(&made, language).functions()).ParseFS(files, "templates/*")
	if err != nil {
		return err
	}
	if err := set.Execute(&text, made); err != nil {
		return err
	}
	_, err = io.WriteString(w, language.held(text.String()))
	return err
}
