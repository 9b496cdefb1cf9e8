package payroll

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
)

// RequiredMention is something that a contract of usage has to state (mention obligatoire), by one text.
type RequiredMention struct {
	// Field is where a [Contract] states it.
	Field string `json:"field"`
	// Article is the place in the text.
	Article string `json:"article"`
	LabelFr string `json:"labelFr"`
	LabelEn string `json:"labelEn"`
	// Agreement, Category and Extra are whose contracts the text governs, all where they are empty;
	// Extra is yes or no.
	Agreement Agreement `json:"agreement,omitempty"`
	Category  Category  `json:"category,omitempty"`
	Extra     string    `json:"extra,omitempty"`
	// When is the fact without which it need not be stated.
	When ContractFact `json:"when,omitempty"`
	// Advisory says that the text asks for it where that is possible.
	Advisory bool `json:"advisory,omitempty"`
	// Requalifies says that without it the contract is taken for a permanent one (CT L1245-1).
	Requalifies bool `json:"requalifies,omitempty"`
}

// MissingMention is a mention that a contract does not state.
type MissingMention struct {
	Field   string `json:"field"`
	LabelFr string `json:"labelFr"`
	LabelEn string `json:"labelEn"`
	// Articles are the places that ask for it, each with the key of its text.
	Articles []string `json:"articles"`
	// Advisory says that no text demands it.
	Advisory    bool     `json:"advisory,omitempty"`
	Requalifies bool     `json:"requalifies,omitempty"`
	Refs        law.Refs `json:"refs"`
}

// ContractCheck is what a contract lacks.
type ContractCheck struct {
	Contract string           `json:"contract"`
	Missing  []MissingMention `json:"missing"`
	// HandOver is the last day to give the worker the contract.
	HandOver civil.Date `json:"handOver"`
	// Findings are that it was given late.
	Findings []Finding    `json:"findings"`
	Refs     law.Refs     `json:"refs"`
	Notices  []law.Notice `json:"notices"`
}

// IsSound reports whether the contract states all that is demanded and was handed over in time.
func (c ContractCheck) IsSound() bool {
	demanded := func(m MissingMention) bool { return !m.Advisory }
	return len(c.Findings) == 0 && !slices.ContainsFunc(c.Missing, demanded)
}

// CheckContract returns the mentions that a contract of usage lacks, each once with every article that
// asks for it: those of the labour code (L1242-12) and of the agreement on the first day of the contract,
// and by when it is handed over (L1242-13 or the agreement).
//
// The agreements of cinema and audiovisual production are covered; of the others a notice says
// that the labour code alone was checked. Whether the job may be filled under such a contract, the
// length of the trial period and the particular mentions of directors are not examined, and no word of a text
// is read.
//
// A contract of which [Contract.Validate] tells a fault, or from before the table, is a [*FieldError].
//
// Complexity linear in the number of mentions.
func CheckContract(c Contract, p PaperParameters) (ContractCheck, error) {
	if err := c.Validate(); err != nil {
		return ContractCheck{}, err
	}
	table, err := builtInMentions()
	if err != nil {
		return ContractCheck{}, err
	}
	paper, err := newPapering("start", c.Start, p)
	if err != nil {
		return ContractCheck{}, err
	}
	check := ContractCheck{Contract: c.ID, Missing: []MissingMention{}, Findings: []Finding{}}
	for _, key := range table.Keys() {
		v, err := table.At(key, c.Start)
		if err != nil {
			return ContractCheck{}, &FieldError{Path: "start", Value: c.Start, Err: err}
		}
		if v.Value.isOf(&c) && !fieldOfContract(v.Value.Field).has(&c) {
			check.miss(&v.Value, v.Refs)
		}
		if n, doubtful := v.Notice(); doubtful && v.Value.isOf(&c) {
			paper.note(n)
		}
	}
	slices.SortStableFunc(check.Missing, func(a, b MissingMention) int {
		return cmp.Compare(weightOf(a), weightOf(b))
	})
	if err := paper.handOver(&c, &check); err != nil {
		return ContractCheck{}, &FieldError{Path: "start", Value: c.Start, Err: err}
	}
	if c.Agreement != Cinema && c.Agreement != Audiovisual {
		paper.note(law.Notice{Code: CodeNotCovered, Key: "mentions/" + string(c.Agreement), Refs: check.Refs, Message: "the mentions of this agreement are not in the table: the labour code alone was checked"})
	}
	if c.ObjectNumber != "" {
		paper.object(c.ObjectNumber)
	}
	check.Notices = paper.notices
	return check, paper.err
}

// weightOf puts what costs most first.
func weightOf(m MissingMention) int {
	switch {
	case m.Requalifies:
		return 0
	case m.Advisory:
		return 2
	}
	return 1
}

// isOf reports whether the text governs a contract and its condition holds.
func (m *RequiredMention) isOf(c *Contract) bool {
	switch {
	case m.Agreement != "" && m.Agreement != c.Agreement, m.Category != "" && m.Category != c.Category:
		return false
	case m.Extra == "yes" && !c.Extra, m.Extra == "no" && c.Extra:
		return false
	}
	return m.When == "" || slices.Contains(c.Facts, m.When)
}

// miss adds a missing mention to the others of its field.
func (c *ContractCheck) miss(m *RequiredMention, refs law.Refs) {
	article := refs.Keys()[0] + ", " + m.Article
	i := slices.IndexFunc(c.Missing, func(old MissingMention) bool { return old.Field == m.Field })
	if i < 0 {
		c.Missing = append(c.Missing, MissingMention{
			Field: m.Field, LabelFr: m.LabelFr, LabelEn: m.LabelEn, Articles: []string{article},
			Advisory: m.Advisory, Requalifies: m.Requalifies, Refs: refs,
		})
		return
	}
	old := &c.Missing[i]
	old.Articles = append(old.Articles, article)
	old.Advisory = old.Advisory && m.Advisory
	old.Requalifies = old.Requalifies || m.Requalifies
	old.Refs = old.Refs.Join(refs)
}

// handOver finds the last day to give the worker the contract, the earliest of those of the labour code and
// the agreement, and tells one that was given late.
func (p *papering) handOver(c *Contract, check *ContractCheck) error {
	days, refs := p.whole("contract/handing-days")
	last, err := workingDay(c.Start, days)
	if err != nil {
		return err
	}
	if key := c.handOverKey(); key != "" {
		days, more := p.whole(key)
		agreed, err := c.Start.AddDays(days)
		if err != nil {
			return err
		}
		if agreed.Before(last) {
			last, refs = agreed, more
		}
	}
	check.HandOver, check.Refs = last, refs
	if !c.HandedOver.IsZero() && c.HandedOver.After(last) {
		check.Findings = append(check.Findings, Finding{CodeLate, fmt.Sprintf("handed over on %v, by %v", c.HandedOver, last), refs})
	}
	return nil
}

// handOverKey is the parameter of the agreement's delay, empty where it has none of its own.
func (c *Contract) handOverKey() string {
	switch {
	case c.Agreement == Audiovisual:
		return "contract/handing-days-2642"
	case c.Agreement != Cinema:
		return ""
	case c.Extra:
		return "contract/handing-days-3097-extra"
	}
	return "contract/handing-days-3097-" + string(c.Category)
}

// Text returns what the contract lacks as lines of text. A word that is no language is a [*FieldError].
func (c ContractCheck) Text(l Language) (string, error) {
	p, err := newPage(l, text{"MENTIONS OBLIGATOIRES DU CONTRAT", "MENTIONS OF THE CONTRACT"})
	if err != nil {
		return "", err
	}
	p.field(text{"Contrat", "Contract"}, c.Contract)
	if len(c.Missing) == 0 {
		p.title(text{"Aucune mention ne manque", "No mention is missing"})
	}
	for _, m := range c.Missing {
		word := text{"MANQUE", "MISSING"}
		switch {
		case m.Requalifies:
			word = text{"MANQUE, REQUALIFICATION POSSIBLE", "MISSING, MAY MAKE THE CONTRACT PERMANENT"}
		case m.Advisory:
			word = text{"MANQUE, SI POSSIBLE", "MISSING, WHERE POSSIBLE"}
		}
		fmt.Fprintf(p, "%s: %s [%s]\n", word.in(l), text{m.LabelFr, m.LabelEn}.in(l), strings.Join(m.Articles, "; "))
	}
	p.field(text{"À remettre au plus tard le", "To be handed over by"}, c.HandOver.String())
	p.findings(c.Findings)
	p.notices(c.Notices)
	return p.String(), nil
}

// RequiredMentions returns every mention that contracts of usage have to state on a day, with the text
// that asks for it.
func RequiredMentions(on civil.Date) ([]law.Value[RequiredMention], error) {
	table, err := builtInMentions()
	if err != nil {
		return nil, err
	}
	var list []law.Value[RequiredMention]
	for _, key := range table.Keys() {
		v, err := table.At(key, on)
		if err != nil {
			return nil, &FieldError{Path: "on", Value: on, Err: err}
		}
		list = append(list, v)
	}
	return list, nil
}
