package payroll

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// Language is that of a text for people.
type Language string

// Languages.
const (
	French  Language = "fr"
	English Language = "en"
)

var languages = []Language{French, English}

// OneOf returns the words that are a Language.
func (Language) OneOf() []string { return valid.Texts(languages) }

// Mention is a line at the head of a payslip: the employer, its SIRET, the worker, the job, the
// period, and what else CT R3243-1 asks for and an engagement does not hold.
type Mention struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

// text is a phrase in both languages.
type text struct{ fr, en string }

func (t text) in(l Language) string {
	if l == English {
		return t.en
	}
	return t.fr
}

// headings are the groups of the payslip, in the order of the model in force until 31 December
// 2026 (arrêté du 25 février 2016, amended by that of 31 January 2023).
var headings = []struct {
	group Group
	title text
}{
	{GroupHealth, text{"SANTÉ", "HEALTH"}},
	{GroupAccidents, text{"ACCIDENTS DU TRAVAIL – MALADIES PROFESSIONNELLES", "ACCIDENTS AT WORK – OCCUPATIONAL DISEASES"}},
	{GroupPension, text{"RETRAITE", "PENSION"}},
	{GroupFamily, text{"FAMILLE", "FAMILY"}},
	{GroupUnemployment, text{"ASSURANCE CHÔMAGE", "UNEMPLOYMENT INSURANCE"}},
	{GroupConventional, text{"COTISATIONS STATUTAIRES OU PRÉVUES PAR LA CONVENTION COLLECTIVE", "CONTRIBUTIONS OF THE COLLECTIVE AGREEMENT"}},
	{GroupOther, text{"AUTRES CONTRIBUTIONS DUES PAR L'EMPLOYEUR", "OTHER CONTRIBUTIONS OF THE EMPLOYER"}},
	{GroupCsgDeduct, text{"CSG DÉDUCTIBLE DE L'IMPÔT SUR LE REVENU", "CSG THAT LOWERS TAXABLE INCOME"}},
	{GroupCsgNot, text{"CSG/CRDS NON DÉDUCTIBLES DE L'IMPÔT SUR LE REVENU", "CSG AND CRDS THAT DO NOT LOWER TAXABLE INCOME"}},
}

// Widths of the columns of a payslip, in characters.
const (
	labelWidth  = 62
	amountWidth = 14
	rateWidth   = 8
)

// bulletin is a payslip being written.
type bulletin struct {
	strings.Builder
	language Language
}

// Text returns the payslip as lines of text, grouped as on a French bulletin de paie: the
// mentions, the gross, the contributions by group with base, rate and amounts of both
// sides, the totals, the net amounts, the cost, and the notices. Amounts are in euros. The
// engagement is the one of the payslip: it has the days, the hours and the cachets. A word
// that is no language, the engagement of another payslip and a line of an unknown code is a
// [*FieldError].
func (s Payslip) Text(e Engagement, l Language, mentions ...Mention) (string, error) {
	var f valid.Faults
	valid.OneOf(&f, "language", l, languages)
	e.check(&f)
	for i := range s.Lines {
		if codeNamed(s.Lines[i].Code) == nil {
			f.Add(fmt.Sprintf("lines[%d].code", i), s.Lines[i].Code, valid.ErrReference)
		}
	}
	if !f.Any() {
		s.checkIs(e, &f)
	}
	if err := f.Err(); err != nil {
		return "", err
	}
	b := &bulletin{language: l}
	b.head(s, e, mentions)
	for _, h := range headings {
		b.group(s.Lines, h.group, h.title)
	}
	b.foot(s)
	return b.String(), nil
}

func (b *bulletin) head(s Payslip, e Engagement, mentions []Mention) {
	b.title(text{"BULLETIN DE PAIE", "PAYSLIP"})
	for _, m := range slices.Concat(mentions, b.facts(s, e)) {
		fmt.Fprintf(b, "%s: %s\n", oneLine(m.Label), oneLine(m.Value))
	}
	b.WriteByte('\n')
	b.row("", text{"Base", "Base"}.in(b.language), text{"Taux", "Rate"}.in(b.language),
		text{"Salarié", "Employee"}.in(b.language), text{"Taux", "Rate"}.in(b.language), text{"Employeur", "Employer"}.in(b.language))
	b.amount(text{"SALAIRE BRUT", "GROSS PAY"}, s.Bases.Gross)
	if !s.Deduction.IsZero() {
		b.amount(text{"Déduction forfaitaire spécifique", "Flat deduction for expenses"}, s.Deduction)
		b.amount(text{"Assiette de la sécurité sociale", "Social base"}, s.SocialBase)
	}
}

// facts are the mentions that the engagement holds.
func (b *bulletin) facts(s Payslip, e Engagement) []Mention {
	list := []Mention{
		{text{"Contrat", "Contract"}.in(b.language), s.ID},
		{text{"Date de paiement", "Date of payment"}.in(b.language), s.Date.String()},
		{text{"Convention collective (IDCC)", "Collective agreement (IDCC)"}.in(b.language), string(e.Agreement)},
		{text{"Jours payés", "Paid days"}.in(b.language), fmt.Sprint(e.Days)},
		{text{"Heures payées", "Paid hours"}.in(b.language), b.decimal(e.paidHours())},
	}
	if e.Cachets != 0 {
		list = append(list, Mention{"Cachets", fmt.Sprint(e.Cachets)})
	}
	return list
}

// oneLine returns a text without line breaks and other control characters.
func oneLine(s string) string {
	visible := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
	return strings.Join(strings.Fields(visible), " ")
}

func (b *bulletin) group(lines []Line, g Group, title text) {
	titled := false
	for i := range lines {
		l := &lines[i]
		if codeNamed(l.Code).Group != g {
			continue
		}
		if !titled {
			b.title(title)
			titled = true
		}
		label := text{l.LabelFr, l.LabelEn}.in(b.language)
		b.row("  "+label, b.figure(l.Base), b.rate(l.EmployeeRate), b.figure(l.EmployeeAmount), b.rate(l.EmployerRate), b.figure(l.EmployerAmount))
	}
}

func (b *bulletin) foot(s Payslip) {
	b.title(text{"EXONÉRATIONS DE COTISATIONS EMPLOYEUR", "RELIEF FROM EMPLOYER CONTRIBUTIONS"})
	b.row("  "+text{"Réduction générale", "General reduction"}.in(b.language), "", "", "", "", b.figure(minus(money.Amount{}, s.Reduction)))
	b.row(text{"TOTAL DES COTISATIONS ET CONTRIBUTIONS", "ALL CONTRIBUTIONS"}.in(b.language), "", "",
		b.figure(s.EmployeeContributions), "", b.figure(minus(s.EmployerContributions, s.Reduction)))
	b.amount(text{"MONTANT NET SOCIAL", "NET SOCIAL AMOUNT"}, s.NetSocial)
	b.amount(text{"NET À PAYER AVANT IMPÔT SUR LE REVENU", "NET PAY BEFORE INCOME TAX"}, s.NetBeforeTax)
	b.amount(text{"Montant net imposable", "Net taxable pay"}, s.NetTaxable)
	b.tax(s)
	b.amount(text{"NET PAYÉ", "NET PAID"}, s.NetPaid)
	b.amount(text{"TOTAL VERSÉ PAR L'EMPLOYEUR", "TOTAL COST OF THE EMPLOYER"}, s.EmployerCost)
	if len(s.Notices) > 0 {
		b.title(text{"À VÉRIFIER", "TO CHECK"})
	}
	for _, n := range s.Notices {
		fmt.Fprintf(b, "  %s\n", b.notice(n))
	}
}

func (b *bulletin) title(t text) { fmt.Fprintf(b, "%s\n", t.in(b.language)) }

// amount writes a total, 0.00 included.
func (b *bulletin) amount(label text, a money.Amount) {
	b.row(label.in(b.language), "", "", b.total(a), "", "")
}

// tax writes the income tax with its base and its rate in percent.
func (b *bulletin) tax(s Payslip) {
	label := text{"Impôt sur le revenu prélevé à la source", "Income tax withheld"}
	i := slices.IndexFunc(s.Steps, func(s Step) bool { return s.Code == "income-tax" })
	if i < 0 {
		b.amount(label, s.IncomeTax)
		return
	}
	rate := s.Steps[i].Rate.Decimal().Mul(decimal.New(100, 0)).DivRound(decimal.New(int64(s.Steps[i].Over), 0), 4)
	percent, _ := money.NewDecimal(rate) // of a rate that was computed with
	b.row(label.in(b.language), b.figure(s.Steps[i].Base), b.rate(percent), b.total(s.IncomeTax), "", "")
}

// notice writes a notice; messages are in English, so a French payslip has its subject and sources.
func (b *bulletin) notice(n law.Notice) string {
	if b.language == English {
		return oneLine(n.String())
	}
	what := map[string]string{
		law.CodeUnverified: "valeur non vérifiée", law.CodeStale: "valeurs postérieures à la dernière vérification",
		CodeBelowMinimum: "salaire inférieur au SMIC", CodeNotCovered: "contribution non calculée", CodeNegativeNet: "net négatif",
	}[n.Code]
	return oneLine(fmt.Sprintf("%s: %s [%s]", what, n.Key, n.Refs))
}

// row writes the columns, without spaces at the end.
func (b *bulletin) row(label, base, rate, employee, employerRate, employer string) {
	line := label + strings.Repeat(" ", max(1, labelWidth-utf8.RuneCountInString(label)))
	line += padded(base, amountWidth) + padded(rate, rateWidth) + padded(employee, amountWidth) +
		padded(employerRate, rateWidth) + padded(employer, amountWidth)
	b.WriteString(strings.TrimRight(line, " "))
	b.WriteByte('\n')
}

// padded returns a column, its text to the right.
func padded(s string, width int) string {
	return strings.Repeat(" ", max(1, width-utf8.RuneCountInString(s))) + s
}

// figure is an amount as the language writes it, with nothing for 0.00.
func (b *bulletin) figure(a money.Amount) string {
	if a.IsZero() {
		return ""
	}
	return b.total(a)
}

// total is an amount as the language writes it, 0.00 included.
func (b *bulletin) total(a money.Amount) string {
	if b.language == French {
		return strings.TrimSuffix(a.Format(money.French), "\u00a0€")
	}
	return a.String()
}

// rate is a percentage, with nothing for 0.
func (b *bulletin) rate(d money.Decimal) string {
	if d.IsZero() {
		return ""
	}
	return b.decimal(d)
}

func (b *bulletin) decimal(d money.Decimal) string {
	if b.language == French {
		return strings.Replace(d.String(), ".", ",", 1)
	}
	return d.String()
}
