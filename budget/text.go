package budget

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bobine-film/bobine/money"
)

// Language is that of a printed topsheet.
type Language uint8

const (
	// InEnglish writes amounts as 1234567.50.
	InEnglish Language = iota
	// InFrench writes amounts as 1 234 567,50 €, without the sign where the currency is another.
	InFrench
)

// TextOptions say how a topsheet is printed. The zero value prints the top accounts in English.
type TextOptions struct {
	// Language is InEnglish, also where there is no such language.
	Language Language
	// Title stands above, with the currency after it; both may be empty.
	Title    string
	Currency string
	// Levels is how many levels of accounts are printed, 1 at least.
	Levels int
	// Lines prints the lines of the accounts that are printed.
	Lines bool
	// WithoutZero leaves out accounts below the top, and lines, of a total of 0.00.
	WithoutZero bool
	// AboveTheLine are the codes of the accounts above the line, with all below them, as
	// [CodesAboveTheLine] finds them. With any, two rows say what is above and what is below.
	AboveTheLine []string
}

// CodesAboveTheLine returns the codes of the topmost accounts that are above the line.
func CodesAboveTheLine(accounts []Account) []string {
	codes := []string{}
	for _, a := range accounts {
		if a.AboveTheLine {
			codes = append(codes, a.Code)
			continue
		}
		codes = append(codes, CodesAboveTheLine(a.Accounts)...)
	}
	return codes
}

// words are the texts of a printed topsheet.
type words struct{ code, name, direct, fringes, total, above, below, accounts, all string }

func (l Language) words() words {
	if l == InFrench {
		return words{"Compte", "Intitulé", "Montant", "Charges", "Total", "Au-dessus de la ligne", "Au-dessous de la ligne", "Total des comptes", "TOTAL"}
	}
	return words{"Account", "Description", "Amount", "Fringes", "Total", "Above the line", "Below the line", "Total of accounts", "TOTAL"}
}

// Text prints a computed budget as aligned lines of text (récapitulatif du devis): accounts to a
// level, their total, charges, credits as negative amounts, and the total. Columns are aligned by the
// number of characters; names longer than 60 are cut, and signs that do not print become spaces.
func (s Topsheet) Text(o TextOptions) string {
	p := printer{options: o, words: o.Language.words()}
	w := p.words
	p.rows = append(p.rows, [textColumns]string{w.code, w.name, w.direct, w.fringes, w.total}, rule())
	p.accounts(s.Accounts, 0)
	p.rows = append(p.rows, rule())
	all := sumOf(s.Accounts)
	if len(o.AboveTheLine) > 0 {
		above := sumAbove(s.Accounts, o.AboveTheLine)
		p.amounts("", w.above, above)
		p.amounts("", w.below, amounts{difference(all.direct, above.direct), difference(all.fringes, above.fringes), difference(all.total, above.total)})
	}
	if len(s.Charges)+len(s.Credits) > 0 {
		p.amounts("", w.accounts, all)
	}
	for _, c := range s.Charges {
		p.total(c.Code, c.Name, c.Amount)
	}
	for _, c := range s.Credits {
		p.total(c.Code, c.Name, difference(money.Amount{}, c.Amount))
	}
	p.total("", w.all, s.Total)
	return p.title() + p.String()
}

const (
	textColumns = 5
	leftColumns = 2  // the others are figures
	maxName     = 60 // characters
)

// amounts are the three figures of a row.
type amounts struct{ direct, fringes, total money.Amount }

func (a amounts) plus(b amounts) amounts {
	return amounts{plus(a.direct, b.direct), plus(a.fringes, b.fringes), plus(a.total, b.total)}
}

func sumOf(accounts []AccountTotal) (sum amounts) {
	for _, a := range accounts {
		sum = sum.plus(amounts{a.Direct, a.Fringes, a.Total})
	}
	return sum
}

// sumAbove adds up the topmost accounts of the given codes.
func sumAbove(accounts []AccountTotal, codes []string) (sum amounts) {
	for _, a := range accounts {
		if slices.Contains(codes, a.Code) {
			sum = sum.plus(amounts{a.Direct, a.Fringes, a.Total})
			continue
		}
		sum = sum.plus(sumAbove(a.Accounts, codes))
	}
	return sum
}

// printer collects rows, and then aligns them.
type printer struct {
	options TextOptions
	words   words
	rows    [][textColumns]string
}

// ruleMark stands in every cell of a row that is a rule.
const ruleMark = "\x00"

func rule() [textColumns]string {
	return [textColumns]string{ruleMark, ruleMark, ruleMark, ruleMark, ruleMark}
}

func (p *printer) accounts(accounts []AccountTotal, level int) {
	indent := strings.Repeat("  ", level)
	for _, a := range accounts {
		if p.options.WithoutZero && level > 0 && a.Total.Sign() == 0 && a.Direct.Sign() == 0 {
			continue
		}
		p.amounts(indent+printable(a.Code), a.Name, amounts{a.Direct, a.Fringes, a.Total})
		if level+1 < p.options.Levels {
			p.accounts(a.Accounts, level+1)
		}
		if p.options.Lines {
			p.lines(a.Lines, indent+"  ")
		}
	}
}

func (p *printer) lines(lines []LineTotal, indent string) {
	for _, l := range lines {
		total := plus(l.Amount, l.Fringes)
		if p.options.WithoutZero && total.Sign() == 0 && l.Amount.Sign() == 0 {
			continue
		}
		p.amounts(indent+printable(l.Code), l.Description, amounts{l.Amount, l.Fringes, total})
	}
}

// amounts adds a row, whose code is printable.
func (p *printer) amounts(code, name string, a amounts) {
	p.rows = append(p.rows, [textColumns]string{code, printable(name), p.amount(a.direct), p.amount(a.fringes), p.amount(a.total)})
}

func (p *printer) total(code, name string, total money.Amount) {
	p.rows = append(p.rows, [textColumns]string{printable(code), printable(name), "", "", p.amount(total)})
}

func (p *printer) amount(a money.Amount) string {
	if p.options.Language != InFrench {
		return a.String()
	}
	text := a.Format(money.French)
	if c := p.options.Currency; c != "" && c != "EUR" {
		text = strings.TrimSuffix(text, "\u00a0€")
	}
	return text
}

// printable returns a text for a cell: cut, and without signs that would break its line.
func printable(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return ' '
	}, s)
	if utf8.RuneCountInString(s) <= maxName {
		return s
	}
	return string([]rune(s)[:maxName-1]) + "…"
}

func (p *printer) title() string {
	title := printable(p.options.Title)
	if c := printable(p.options.Currency); c != "" {
		title = strings.TrimLeft(title+" ("+c+")", " ")
	}
	if title == "" {
		return ""
	}
	return title + "\n\n"
}

// String aligns the rows, two spaces between columns and none at the end of a line.
func (p *printer) String() string {
	var widths [textColumns]int
	for _, row := range p.rows {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	var text strings.Builder
	for _, row := range p.rows {
		var line strings.Builder
		for i, cell := range row {
			if i > 0 {
				line.WriteString("  ")
			}
			line.WriteString(aligned(cell, widths[i], i < leftColumns))
		}
		text.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	return text.String()
}

func aligned(cell string, width int, left bool) string {
	if cell == ruleMark {
		return strings.Repeat("-", width)
	}
	padding := strings.Repeat(" ", width-utf8.RuneCountInString(cell))
	if left {
		return cell + padding
	}
	return padding + cell
}
