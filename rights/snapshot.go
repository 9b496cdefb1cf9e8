package rights

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// ErrSnapshot reports a snapshot that is not one of the plan.
var ErrSnapshot = errors.New("not a snapshot of this plan")

// snapshot is a state as a document, in cents, in the order of the plan's steps, accounts, pots and
// payees.
type snapshot struct {
	// Plan is the fingerprint of the plan that the state belongs to.
	Plan     string       `json:"plan" strict:"required"`
	Events   int          `json:"events" strict:"required"`
	In       int64        `json:"in" strict:"required"`
	Rest     int64        `json:"rest" strict:"required"`
	Date     *civil.Date  `json:"date,omitempty"`
	Closed   *civil.Date  `json:"closed,omitempty"`
	Steps    []stepRecord `json:"steps" strict:"required"`
	Parts    []int64      `json:"parts" strict:"required"`
	Accounts []debtRecord `json:"accounts" strict:"required"`
	Meters   []int64      `json:"meters" strict:"required"`
	Received []int64      `json:"received" strict:"required"`
	Entitled []int64      `json:"entitled" strict:"required"`
	Paid     []int64      `json:"paid" strict:"required"`
	Former   []Former     `json:"former,omitempty"`
	Carried  []carryOver  `json:"carried,omitempty"`
	// Seen are the fingerprints of the events of the open period, in hexadecimal, in rising order.
	Seen []string `json:"seen" strict:"required"`
}

type stepRecord struct {
	In     int64 `json:"in" strict:"required"`
	Taken  int64 `json:"taken" strict:"required"`
	Passed int64 `json:"passed" strict:"required"`
}

type debtRecord struct {
	Principal int64       `json:"principal" strict:"required"`
	Premium   int64       `json:"premium" strict:"required"`
	Interest  int64       `json:"interest" strict:"required"`
	Charged   int64       `json:"charged" strict:"required"`
	Premiums  int64       `json:"premiums" strict:"required"`
	Accrued   int64       `json:"accrued" strict:"required"`
	Joined    int64       `json:"joined" strict:"required"`
	Rest      int64       `json:"rest" strict:"required"`
	Until     *civil.Date `json:"until,omitempty"`
	Last      repayment   `json:"last" strict:"required"`
	More      int64       `json:"more" strict:"required"`
}

type carryOver struct {
	Step int     `json:"step" strict:"required"`
	Left carried `json:"left" strict:"required"`
}

// Snapshot writes a state as a JSON document of this version, in cents. The same state gives the same
// bytes.
func (e *Engine) Snapshot(s State) ([]byte, error) {
	if !e.holds(s) {
		return nil, fmt.Errorf("%w: it is a state of another", ErrSnapshot)
	}
	document := snapshot{
		Plan: e.fingerprint(), Events: s.events, In: s.in, Rest: s.rest, Date: dateOf(s.date), Closed: dateOf(s.closed),
		Steps: []stepRecord{}, Parts: []int64{}, Accounts: []debtRecord{},
		Meters: append([]int64{}, s.meters...), Received: append([]int64{}, s.received...),
		Entitled: append([]int64{}, s.entitled...), Paid: append([]int64{}, s.paid...), Former: s.former, Seen: []string{},
	}
	for _, step := range s.steps {
		document.Steps = append(document.Steps, stepRecord{step.in, step.taken, step.passed})
	}
	for _, part := range s.parts {
		document.Parts = append(document.Parts, part.Cents())
	}
	for _, b := range s.accounts {
		document.Accounts = append(document.Accounts, debtRecord{b.principal, b.premium, b.interest, b.charged, b.premiums, b.accrued, b.joined, b.rest, dateOf(b.until), b.last, b.more})
	}
	for i, c := range s.carried {
		if c != nil {
			document.Carried = append(document.Carried, carryOver{i, *c})
		}
	}
	for _, seen := range s.seen.list() {
		document.Seen = append(document.Seen, fmt.Sprintf("%016x%016x", seen.id, seen.whole))
	}
	return json.Marshal(document)
}

func dateOf(d civil.Date) *civil.Date {
	if d.IsZero() {
		return nil
	}
	return &d
}

// Restore reads a state that [Engine.Snapshot] of the same plan wrote. Anything else is an
// [ErrSnapshot].
func (e *Engine) Restore(data []byte) (State, error) {
	var document snapshot
	if err := strictjson.Decode(bytes.NewReader(data), &document, 0); err != nil {
		return State{}, fmt.Errorf("%w: %w", ErrSnapshot, err)
	}
	if document.Plan != e.fingerprint() {
		return State{}, fmt.Errorf("%w: the plan is another", ErrSnapshot)
	}
	s := State{
		events: document.Events, in: document.In, rest: document.Rest, former: document.Former,
		meters: document.Meters, received: document.Received, entitled: document.Entitled, paid: document.Paid,
	}
	if document.Date != nil {
		s.date = *document.Date
	}
	if document.Closed != nil {
		s.closed = *document.Closed
	}
	for _, step := range document.Steps {
		s.steps = append(s.steps, stepState{in: step.In, taken: step.Taken, passed: step.Passed})
	}
	for _, cents := range document.Parts {
		s.parts = append(s.parts, money.FromCents(cents))
	}
	for _, d := range document.Accounts {
		b := balance{d.Principal, d.Premium, d.Interest, d.Charged, d.Premiums, d.Accrued, d.Joined, d.Rest, civil.Date{}, d.Last, d.More}
		if d.Until != nil {
			b.until = *d.Until
		}
		s.accounts = append(s.accounts, b)
	}
	if err := s.restore(document, len(e.steps)); err != nil {
		return State{}, err
	}
	if !e.holds(s) {
		return State{}, fmt.Errorf("%w: its lists have other lengths", ErrSnapshot)
	}
	return s, e.adds(s)
}

// restore fills in what a snapshot lists by step or as text.
func (s *State) restore(document snapshot, steps int) error {
	for _, c := range document.Carried {
		if c.Step < 0 || c.Step >= steps {
			return fmt.Errorf("%w: no step %d", ErrSnapshot, c.Step)
		}
		if s.carried == nil {
			s.carried = make([]*carried, steps)
		}
		s.carried[c.Step] = new(c.Left)
	}
	for _, text := range document.Seen {
		var p print
		if n, err := fmt.Sscanf(text, "%016x%016x", &p.id, &p.whole); n != 2 || err != nil || len(text) != 32 || p.id == 0 || s.seen.find(p.id) != 0 {
			return fmt.Errorf("%w: fingerprint %s", ErrSnapshot, valid.Quote(text))
		}
		s.seen.add(p.id, p.whole)
	}
	return nil
}

// holds reports whether a state can be one of the engine, by the lengths of its lists.
func (e *Engine) holds(s State) bool {
	fits := len(s.steps) == len(e.steps) && len(s.parts) == e.parts && len(s.accounts) == len(e.start) &&
		len(s.meters) == len(e.known.meters) && len(s.received) == len(e.pots) &&
		len(s.entitled) == len(e.payees) && len(s.paid) == len(e.payees)
	for i, c := range s.carried {
		fits = fits && (c == nil || len(c.Parts) == len(e.steps[i].to))
	}
	return fits
}

// adds tells when a state cannot have come about: what all are entitled to is not what came in, a payee
// has not been paid it, or an account owes less than nothing.
func (e *Engine) adds(s State) error {
	if out, err := s.out(); err != nil || out.Cents() != s.in {
		return fmt.Errorf("%w: what came in is not what went out", ErrSnapshot)
	}
	for i, entitled := range s.entitled {
		if entitled > s.paid[i] || s.paid[i] < 0 && !e.clawback[i] {
			return fmt.Errorf("%w: payee %s", ErrSnapshot, valid.Quote(e.payees[i]))
		}
	}
	for i, b := range s.accounts {
		most := int64(1)
		if interest := e.plan.Accounts[i].Interest; interest != nil {
			most = interest.denominator()
		}
		parts := []int64{b.principal, b.premium, b.interest, b.charged, b.premiums, b.accrued, b.joined, b.rest, most - 1 - b.rest, b.more, b.last.Principal, b.last.Premium, b.last.Interest, b.last.Of + 1}
		if slices.Min(parts) < 0 || b.principal > b.charged+b.joined || b.premium > b.premiums || b.interest > b.accrued {
			return fmt.Errorf("%w: account %s", ErrSnapshot, valid.Quote(e.plan.Accounts[i].ID))
		}
	}
	return nil
}

// fingerprint is that of the plan as JSON, 128 bits of SHA-256.
func (e *Engine) fingerprint() string {
	text, _ := json.Marshal(e.plan) // nothing in it fails to be written
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:16])
}
