package rights

import (
	"io"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// ProductionStage is a category of expense of a production account.
type ProductionStage string

// Stages: préparation, tournage, postproduction.
const (
	Preparation    ProductionStage = "preparation"
	Shoot          ProductionStage = "shoot"
	PostProduction ProductionStage = "post-production"
)

var stages = []ProductionStage{Preparation, Shoot, PostProduction}

// OneOf returns the words that are a ProductionStage.
func (ProductionStage) OneOf() []string { return valid.Texts(stages) }

// MeansKind is a kind of financing of a production account.
type MeansKind string

// Kinds of financing. The model of the accord of 6 July 2017 does not show tax credits.
const (
	ProducerMeans   MeansKind = "producer"   // apports des producteurs
	CoproducerMeans MeansKind = "coproducer" // apports de coproducteurs
	SupportMeans    MeansKind = "support"    // soutien du CNC
	SOFICAMeans     MeansKind = "sofica"     // SOFICA
	PresaleMeans    MeansKind = "presale"    // préventes
	GuaranteeMeans  MeansKind = "guarantee"  // minima garantis
	PublicMeans     MeansKind = "public"     // autres aides publiques
	OtherMeans      MeansKind = "other"      // autres
)

var meansKinds = []MeansKind{ProducerMeans, CoproducerMeans, SupportMeans, SOFICAMeans, PresaleMeans, GuaranteeMeans, PublicMeans, OtherMeans}

// OneOf returns the words that are a MeansKind.
func (MeansKind) OneOf() []string { return valid.Texts(meansKinds) }

// StageCost is an expense of a production account.
type StageCost struct {
	Stage  ProductionStage `json:"stage" strict:"required"`
	Name   string          `json:"name" strict:"required"`
	Amount money.Amount    `json:"amount" strict:"required"`
}

// Means is a means of financing of a production account.
type Means struct {
	Kind   MeansKind    `json:"kind" strict:"required"`
	Name   string       `json:"name" strict:"required"`
	Amount money.Amount `json:"amount" strict:"required"`
}

// ProductionStatement is the account of what a work has cost and what paid for it (compte de production, C. cinéma,
// art. L. 213-24 and L. 213-25).
type ProductionStatement struct {
	Work     string   `json:"work" strict:"required"`
	Kind     WorkKind `json:"kind" strict:"required"`
	Currency string   `json:"currency" strict:"required"`
	// From is the day of the visa of a film, of the completion of an audiovisual work.
	From  civil.Date  `json:"from" strict:"required"`
	Costs []StageCost `json:"costs" strict:"required"`
	Means []Means     `json:"means" strict:"required"`
}

// StageTotal is the sum of the costs of a stage.
type StageTotal struct {
	Stage ProductionStage `json:"stage"`
	Total money.Amount    `json:"total"`
}

// MeansTotal is the sum of the means of a kind.
type MeansTotal struct {
	Kind  MeansKind    `json:"kind"`
	Total money.Amount `json:"total"`
}

// ProductionStatementResult is a production account with its sums. Balance is what the means are more than the cost,
// below 0.00 where they do not cover it.
type ProductionStatementResult struct {
	Account ProductionStatement `json:"account"`
	Stages  []StageTotal        `json:"stages"`
	Cost    money.Amount        `json:"cost"`
	Kinds   []MeansTotal        `json:"kinds"`
	Means   money.Amount        `json:"means"`
	Balance money.Amount        `json:"balance"`
	// Due is the last day on which co-producers, authors and those who share in receipts have to have it.
	Due     civil.Date   `json:"due"`
	Refs    law.Refs     `json:"refs"`
	Notices []law.Notice `json:"notices,omitempty"`
}

// Compute returns the account with its sums, by stage and by kind in the order in which they are defined, those
// of nothing left out, and the day it is due. Faults are told all at once, each a [*FieldError]; a day outside the
// table of duties is a [law.NoValueError].
func (p ProductionStatement) Compute(duties StatementDuties) (ProductionStatementResult, error) {
	var f valid.Faults
	if p.check(&f); f.Any() {
		return ProductionStatementResult{}, f.Err()
	}
	due, err := duties.ProductionAccountDue(p.Kind, p.From)
	if err != nil {
		return ProductionStatementResult{}, err
	}
	costs := sumsBy(&f, "costs", p.Costs, stages, func(c StageCost) (ProductionStage, money.Amount) { return c.Stage, c.Amount })
	means := sumsBy(&f, "means", p.Means, meansKinds, func(m Means) (MeansKind, money.Amount) { return m.Kind, m.Amount })
	r := ProductionStatementResult{Account: p, Due: due.Due, Refs: due.Refs, Notices: due.Notices, Stages: []StageTotal{}, Kinds: []MeansTotal{}}
	for i, stage := range stages {
		if !costs[i].IsZero() {
			r.Stages = append(r.Stages, StageTotal{stage, costs[i]})
		}
	}
	for i, kind := range meansKinds {
		if !means[i].IsZero() {
			r.Kinds = append(r.Kinds, MeansTotal{kind, means[i]})
		}
	}
	r.Cost, r.Means = costs[len(stages)], means[len(meansKinds)]
	if r.Balance, err = r.Means.Sub(r.Cost); err != nil {
		f.Add("means", nil, err)
	}
	if f.Any() {
		return ProductionStatementResult{}, f.Err()
	}
	return r, nil
}

// sumsBy adds up a list by its words, all of it last.
func sumsBy[T any, W comparable](f *valid.Faults, field string, list []T, words []W, of func(T) (W, money.Amount)) []money.Amount {
	totals := make([]money.Total, len(words)+1)
	for _, item := range list {
		word, amount := of(item)
		for i, w := range words {
			if w == word {
				totals[i].Add(amount)
			}
		}
		totals[len(words)].Add(amount)
	}
	amounts := make([]money.Amount, len(totals))
	for i, total := range totals {
		var err error
		if amounts[i], err = total.Amount(); err != nil {
			f.Add(field, nil, err)
		}
	}
	return amounts
}

func (p ProductionStatement) check(f *valid.Faults) {
	if p.Work == "" {
		f.Add("work", nil, valid.ErrMissing)
	}
	valid.OneOf(f, "kind", p.Kind, workKinds)
	if !valid.IsCurrency(p.Currency) {
		f.Addf("currency", p.Currency, valid.ErrOutOfRange, "three capital letters")
	}
	if p.From.IsZero() {
		f.Add("from", nil, valid.ErrMissing)
	}
	each(f, "costs", p.Costs, true, func(c StageCost, f *valid.Faults) {
		valid.OneOf(f, "stage", c.Stage, stages)
		checkEntry(f, "name", c.Name, c.Amount)
	})
	each(f, "means", p.Means, true, func(m Means, f *valid.Faults) {
		valid.OneOf(f, "kind", m.Kind, meansKinds)
		checkEntry(f, "name", m.Name, m.Amount)
	})
}

// checkEntry tells an entry without a text or below 0.00.
func checkEntry(f *valid.Faults, field, text string, amount money.Amount) {
	if text == "" {
		f.Add(field, nil, valid.ErrMissing)
	}
	if amount.Sign() < 0 {
		f.Add("amount", amount, valid.ErrNegative)
	}
}

// productionWords are the labels of a production account.
type productionWords struct {
	title, costs, means, total, balance, due string
	stages                                   map[ProductionStage]string
	kinds                                    map[MeansKind]string
}

func (l Labels) production() productionWords {
	if l == EnglishLabels {
		return productionWords{
			title: "PRODUCTION ACCOUNT", costs: "Cost", means: "Financing", total: "Total", balance: "Financing less cost", due: "To be sent by",
			stages: map[ProductionStage]string{Preparation: "preparation", Shoot: "shoot", PostProduction: "post-production"},
			kinds: map[MeansKind]string{
				ProducerMeans: "producers", CoproducerMeans: "co-producers", SupportMeans: "support of the CNC", SOFICAMeans: "SOFICA",
				PresaleMeans: "pre-sales", GuaranteeMeans: "guarantees", PublicMeans: "other public aid", OtherMeans: "other",
			},
		}
	}
	return productionWords{
		title: "COMPTE DE PRODUCTION", costs: "Coût", means: "Financement", total: "Total", balance: "Financement moins coût", due: "À transmettre au plus tard le",
		stages: map[ProductionStage]string{Preparation: "préparation", Shoot: "tournage", PostProduction: "postproduction"},
		kinds: map[MeansKind]string{
			ProducerMeans: "producteurs", CoproducerMeans: "coproducteurs", SupportMeans: "soutien du CNC", SOFICAMeans: "SOFICA",
			PresaleMeans: "préventes", GuaranteeMeans: "minima garantis", PublicMeans: "autres aides publiques", OtherMeans: "autres",
		},
	}
}

// WriteText writes the account for a reader, as [ExploitationAccount.WriteText] does.
func (r ProductionStatementResult) WriteText(w io.Writer, labels Labels) error {
	t, err := newText(w, labels)
	if err != nil {
		return err
	}
	words := labels.production()
	t.line("%s  %s  %s", words.title, oneLine(r.Account.Work), oneLine(r.Account.Currency))
	t.line("\n%s", words.costs)
	for _, stage := range r.Stages {
		t.entry(words.stages[stage.Stage], t.amount(stage.Total))
		for _, c := range r.Account.Costs {
			if c.Stage == stage.Stage {
				t.entry("  "+oneLine(c.Name), t.amount(c.Amount))
			}
		}
	}
	t.entry(words.total, t.amount(r.Cost))
	t.line("\n%s", words.means)
	for _, kind := range r.Kinds {
		t.entry(words.kinds[kind.Kind], t.amount(kind.Total))
		for _, m := range r.Account.Means {
			if m.Kind == kind.Kind {
				t.entry("  "+oneLine(m.Name), t.amount(m.Amount))
			}
		}
	}
	t.entry(words.total, t.amount(r.Means))
	t.line("")
	t.entry(words.balance, t.amount(r.Balance))
	t.entry(words.due, t.date(r.Due))
	return t.flush()
}
