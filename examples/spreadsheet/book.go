package main

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// workbook makes the workbook of a film. It holds no clock: the same documents give the same bytes.
func workbook(in documents) (*excelize.File, error) {
	rates := newRates(in.Budget)
	estimate := budgetPage(in, rates)
	costs := costPage(in)
	plan := planPage(in, estimate)
	statements := statementsPage(in)
	sheets := []*page{estimate.page, costs.page}
	if in.Final != nil {
		sheets = append(sheets, finalPage(in))
	}
	sheets = append(sheets, plan.page, statements.page)
	pages := slices.Concat([]*page{summaryPage(in, estimate, costs, plan, statements, sheets)}, sheets, []*page{rates.page})
	var faults []error
	for _, p := range pages {
		faults = append(faults, p.faults...)
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	b := book{file: excelize.NewFile(), styles: map[look]int{}}
	if err := b.write(in.Budget.Title, pages); err != nil {
		return nil, errors.Join(err, b.file.Close())
	}
	return settled(b.file)
}

// settled opens a workbook again from its bytes: sheets that are still streams are written in no particular order.
func settled(f *excelize.File) (*excelize.File, error) {
	var whole bytes.Buffer
	if err := errors.Join(f.Write(&whole), f.Close()); err != nil {
		return nil, err
	}
	return excelize.OpenReader(&whole)
}

// book is a workbook in the making.
type book struct {
	file   *excelize.File
	styles map[look]int
}

// epoch is what the workbook says of when it was made, so that two runs give the same bytes.
const epoch = "2000-01-01T00:00:00Z"

func (b book) write(title string, pages []*page) error {
	err := b.file.SetDocProps(&excelize.DocProperties{Title: title, Creator: "bobine", LastModifiedBy: "bobine", Created: epoch, Modified: epoch})
	if err != nil {
		return err
	}
	if err := b.file.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: new(true)}); err != nil {
		return err
	}
	for i, p := range pages {
		if i == 0 {
			err = b.file.SetSheetName("Sheet1", p.name)
		} else {
			_, err = b.file.NewSheet(p.name)
		}
		if err == nil {
			err = b.layOut(p)
		}
		if err == nil {
			err = b.fill(p)
		}
		if err != nil {
			return fmt.Errorf("sheet %s: %w", p.name, err)
		}
	}
	return nil
}

// layOut sets how a sheet is printed: A4 across, as wide as the page, the heads on every page.
func (b book) layOut(p *page) error {
	const a4 = 9
	f := b.file
	return errors.Join(
		f.SetSheetProps(p.name, &excelize.SheetPropsOptions{FitToPage: new(true), OutlineSummaryBelow: new(false)}),
		f.SetPageLayout(p.name, &excelize.PageLayoutOptions{
			Size: new(a4), Orientation: new("landscape"), FitToWidth: new(1), FitToHeight: new(0),
		}),
		f.SetPageMargins(p.name, &excelize.PageLayoutMarginsOptions{
			Left: new(0.4), Right: new(0.4), Top: new(0.75), Bottom: new(0.6), Header: new(0.3), Footer: new(0.3),
		}),
		f.SetHeaderFooter(p.name, &excelize.HeaderFooterOptions{
			OddHeader: "&L" + printed(p.title) + "&R" + p.name, OddFooter: "&C&P / &N",
		}),
		f.SetDefinedName(&excelize.DefinedName{
			Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%s'!$1:$%d", p.name, headRow), Scope: p.name,
		}),
		b.colourDifferences(p),
	)
}

// printed is a text in the language of print headers, where & begins a command. A header has 255 characters.
func printed(s string) string {
	const most = 100
	if runes := []rune(s); len(runes) > most {
		s = string(runes[:most]) + "…"
	}
	return " " + strings.ReplaceAll(s, "&", "&&") // the space keeps a first figure from being a size
}

// colourDifferences shows check cells in red that are not 0.00.
func (b book) colourDifferences(p *page) error {
	red, err := b.file.NewConditionalStyle(&excelize.Style{
		Font: &excelize.Font{Color: "9C0006", Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFC7CE"}},
	})
	if err != nil {
		return err
	}
	cells := fmt.Sprintf("%s%d:%s%d", p.difference, headRow+1, p.difference, p.last())
	return b.file.SetConditionalFormat(p.name, cells, []excelize.ConditionalFormatOptions{
		{Type: "cell", Criteria: "not between", MinValue: "-0.004", MaxValue: "0.004", Format: &red},
	})
}

// fill writes the rows of a sheet. The stream is the one way to give a cell a formula and a number as its value.
func (b book) fill(p *page) error {
	stream, err := b.file.NewStreamWriter(p.name)
	if err != nil {
		return err
	}
	for i, c := range p.columns {
		if err := stream.SetColWidth(i+1, i+1, c.width); err != nil {
			return err
		}
	}
	err = stream.SetPanes(&excelize.Panes{
		Freeze: true, XSplit: 2, YSplit: headRow, TopLeftCell: fmt.Sprintf("C%d", headRow+1), ActivePane: "bottomRight",
	})
	if err != nil {
		return err
	}
	if err := b.fillHead(stream, p); err != nil {
		return err
	}
	for i, r := range p.rows {
		const deepest = 7 // of an outline
		values, err := b.cells(r)
		if err != nil {
			return err
		}
		cell := fmt.Sprintf("A%d", headRow+1+i)
		if err := stream.SetRow(cell, values, excelize.RowOpts{OutlineLevel: min(r.level, deepest)}); err != nil {
			return err
		}
	}
	return stream.Flush()
}

func (b book) fillHead(stream *excelize.StreamWriter, p *page) error {
	title, err := b.style(look{bold: true, big: true})
	if err != nil {
		return err
	}
	head, err := b.style(look{head: true})
	if err != nil {
		return err
	}
	heads := make([]any, len(p.columns))
	for i, c := range p.columns {
		text := c.head
		if c.french != "" {
			text += "\n" + c.french
		}
		heads[i] = excelize.Cell{StyleID: head, Value: text}
	}
	return errors.Join(
		stream.SetRow("A1", []any{excelize.Cell{StyleID: title, Value: p.title}}),
		stream.SetRow("A2", []any{p.name + ", in " + p.currency + ". Blue figures are given, black ones are formulas."}),
		stream.SetRow(fmt.Sprintf("A%d", headRow), heads, excelize.RowOpts{Height: 46}),
	)
}

func (b book) cells(r row) ([]any, error) {
	values := make([]any, len(r.cells))
	for i, c := range r.cells {
		if c.value == nil {
			continue
		}
		_, isNumber := c.value.(float64)
		style, err := b.style(look{
			format: c.format, bold: r.bold, head: c.head, given: isNumber && c.formula == "", wrap: i == len(r.cells)-1,
		})
		if err != nil {
			return nil, err
		}
		values[i] = excelize.Cell{StyleID: style, Value: c.value, Formula: c.formula}
	}
	return values, nil
}

// look is how a cell looks.
type look struct {
	format                       string
	bold, big, head, given, wrap bool
}

// builtInText is the number of the built-in format of texts, in which what somebody types stays a text too.
const builtInText = 49

func (b book) style(l look) (int, error) {
	if id, known := b.styles[l]; known {
		return id, nil
	}
	s := &excelize.Style{
		Font:      &excelize.Font{Family: "Calibri", Size: 10, Bold: l.bold || l.head},
		Alignment: &excelize.Alignment{Vertical: "top", WrapText: l.head || l.wrap},
	}
	switch l.format {
	case "":
	case textFormat:
		s.NumFmt = builtInText
	default:
		s.CustomNumFmt = &l.format
	}
	switch {
	case l.big:
		s.Font.Size = 14
	case l.head:
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"D9E1F2"}}
		s.Border = []excelize.Border{{Type: "bottom", Color: "000000", Style: 1}}
	case l.given:
		s.Font.Color = "1F4E9E"
	}
	id, err := b.file.NewStyle(s)
	b.styles[l] = id
	return id, err
}
