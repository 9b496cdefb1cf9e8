package rights

import (
	"io"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// OpposableReleaseCost is a cost of the release that is opposable: its nature and its amount.
type OpposableReleaseCost struct {
	Nature string       `json:"nature" strict:"required"`
	Amount money.Amount `json:"amount" strict:"required"`
}

// CoauthorsDocument is the single document that every co-author has once the cost of the film is closed (protocol
// of 16 December 2010, art. 4): the final opposable cost, what is left to amortise, the costs of the release.
type CoauthorsDocument struct {
	Cost         OpposableCost          `json:"cost"`
	Amortisation Amortisation           `json:"amortisation"`
	Release      []OpposableReleaseCost `json:"release"`
	ReleaseTotal money.Amount           `json:"releaseTotal"`
	// Due is the last day to send it.
	Due     civil.Date   `json:"due"`
	Refs    law.Refs     `json:"refs"`
	Notices []law.Notice `json:"notices,omitempty"`
}

// Document returns the document for the co-authors, due so many months after the closing of the cost. Faults are
// told all at once, each a [*FieldError]; a day outside the table is a [law.NoValueError].
func (c OpposableCost) Document(a Amortisation, release []OpposableReleaseCost, terms FrenchTerms) (CoauthorsDocument, error) {
	var f valid.Faults
	if c.Closing.IsZero() {
		f.Add("cost.closing", nil, valid.ErrMissing)
	}
	if a.Cost != c.Total {
		f.Addf("amortisation.cost", a.Cost, valid.ErrOutOfRange, "the cost is %s", c.Total)
	}
	each(&f, "release", release, false, func(r OpposableReleaseCost, f *valid.Faults) { checkEntry(f, "nature", r.Nature, r.Amount) })
	var sum money.Total
	for _, r := range release {
		sum.Add(r.Amount)
	}
	total, err := sum.Amount()
	if err != nil {
		f.Add("release", nil, err)
	}
	if f.Any() {
		return CoauthorsDocument{}, f.Err()
	}
	figures := terms.on(c.Closing)
	months := figures.months("cost/document-months")
	if figures.err != nil {
		return CoauthorsDocument{}, figures.err
	}
	due, err := c.Closing.AddMonths(months)
	if err != nil {
		return CoauthorsDocument{}, &FieldError{Path: "cost.closing", Value: c.Closing, Err: err}
	}
	return CoauthorsDocument{
		Cost: c, Amortisation: a, Release: append([]OpposableReleaseCost{}, release...), ReleaseTotal: total, Due: due,
		Refs: figures.refs, Notices: mergeNotices(a.Notices, c.Notices, figures.notices),
	}, nil
}

// coauthorWords are the labels of the document.
type coauthorWords struct {
	title, cost, closed, beside, reaches, net, later, left, release, total, due string
	lines                                                                       map[string]string
}

func (l Labels) coauthors() coauthorWords {
	if l == EnglishLabels {
		return coauthorWords{
			title: "DOCUMENT FOR THE CO-AUTHORS", cost: "Opposable cost", closed: "closed on", beside: "Counted in the amortisation beside receipts",
			reaches: "Amortised at net receipts of", net: "Net receipts to date", later: "Costs after the closing", left: "Left to amortise",
			release: "Opposable costs of the release", total: "Total", due: "To be sent by",
			lines: map[string]string{
				CostDirect: "direct cost", CostFee: "producer’s fee", CostOverheads: "overheads", CostFinance: "finance charges",
				"support": "automatic support", "tax-credit": "tax credit", "aids": "non-repayable aid", "placement": "product placement", "damages": "damages and claims",
			},
		}
	}
	return coauthorWords{
		title: "DOCUMENT AUX COAUTEURS", cost: "Coût opposable", closed: "arrêté au", beside: "Pris en compte dans l’amortissement en sus des recettes",
		reaches: "Amorti à des RNPP de", net: "RNPP à ce jour", later: "Coûts postérieurs à l’arrêté", left: "Reste à amortir",
		release: "Frais de sortie opposables", total: "Total", due: "À transmettre au plus tard le",
		lines: map[string]string{
			CostDirect: "coût direct", CostFee: "rémunération du producteur", CostOverheads: "frais généraux", CostFinance: "frais financiers",
			"support": "soutien automatique", "tax-credit": "crédit d’impôt", "aids": "aides non remboursables", "placement": "placement de produits", "damages": "indemnités et créances recouvrées",
		},
	}
}

// WriteText writes the document for a reader, as [ExploitationAccount.WriteText] does.
func (d CoauthorsDocument) WriteText(w io.Writer, labels Labels) error {
	t, err := newText(w, labels)
	if err != nil {
		return err
	}
	words := labels.coauthors()
	t.line("%s", words.title)
	t.line("\n%s, %s %s", words.cost, words.closed, t.date(d.Cost.Closing))
	t.costs(words.lines, d.Cost.Lines)
	t.entry(words.total, t.amount(d.Cost.Total))
	t.line("\n%s", words.beside)
	t.costs(words.lines, d.Amortisation.Lines)
	t.entry(words.later, t.amount(d.Amortisation.Later))
	t.entry(words.reaches, t.amount(d.Amortisation.Reaches))
	t.entry(words.net, t.amount(d.Amortisation.Net))
	t.entry(words.left, t.amount(d.Amortisation.Left))
	t.line("\n%s", words.release)
	for _, r := range d.Release {
		t.entry(oneLine(r.Nature), t.amount(r.Amount))
	}
	t.entry(words.total, t.amount(d.ReleaseTotal))
	t.line("")
	t.entry(words.due, t.date(d.Due))
	return t.flush()
}

// costs writes the lines of a cost, with how each is reckoned.
func (t *textWriter) costs(names map[string]string, lines []CostLine) {
	for _, l := range lines {
		formula := ""
		if l.Formula != "" {
			formula = "  (" + l.Formula + ")"
		}
		t.entry(names[l.Code], t.amount(l.Counted)+formula)
	}
}
