package financing

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// Scheme is a scheme of public aid, by its code.
type Scheme string

// Claim is what a scheme is asked for a project on a day.
type Claim struct {
	// ID is any text; it comes back with the answer.
	ID     string `json:"id" strict:"required"`
	Scheme Scheme `json:"scheme" strict:"required"`
	// Date picks the dated figures.
	Date civil.Date `json:"date" strict:"required"`
	// Facts are what the scheme is computed from, by name: amounts, shares and dates as texts,
	// counts as numbers or texts, and booleans. [Schemes] lists those of each scheme.
	Facts map[string]any `json:"facts" strict:"required"`
}

// errPoints bounds the points of a film.
var errPoints = fmt.Errorf("%w: 0 to 100", valid.ErrOutOfRange)

// Granted is the answer to a claim.
type Granted struct {
	ID string `json:"id"`
	Aid
}

// FactKind is what a fact is.
type FactKind string

// Kinds of facts.
const (
	// AmountFact is a sum of money that is not negative, "1000.00".
	AmountFact FactKind = "amount"
	// ShareFact is a share from 0 to 1, a fraction or a decimal.
	ShareFact FactKind = "share"
	// CountFact is a number that is not negative: minutes, days, points.
	CountFact FactKind = "count"
	// FlagFact is true or false; absent is false.
	FlagFact FactKind = "flag"
	// DateFact is a day.
	DateFact FactKind = "date"
	// WordFact is one of several words.
	WordFact FactKind = "word"
)

// Fact describes a fact of a scheme.
type Fact struct {
	Name     string   `json:"name"`
	Kind     FactKind `json:"kind"`
	Required bool     `json:"required,omitempty"`
	// Words are those that a WordFact may be.
	Words []string `json:"words,omitempty"`
}

// SchemeFacts is a scheme with the facts it takes.
type SchemeFacts struct {
	Scheme Scheme `json:"scheme"`
	Facts  []Fact `json:"facts"`
}

// Schemes returns every scheme with its facts.
func Schemes() []SchemeFacts {
	list := make([]SchemeFacts, len(schemes))
	for i, s := range schemes {
		list[i] = SchemeFacts{s.code, slices.Clone(s.facts)}
	}
	return list
}

// OneOf returns the words that are a Scheme.
func (Scheme) OneOf() []string {
	words := make([]string, len(schemes))
	for i, s := range schemes {
		words[i] = string(s.code)
	}
	return words
}

// MaxClaims is the greatest number of claims in one document.
const MaxClaims = 10_000

// DecodeClaims reads a list of claims from JSON and checks them. Beside malformed JSON it refuses
// unknown, duplicate or wrongly-cased fields, data after the list, more than [MaxClaims] and
// more than 12 MiB. All faults are told at once, each a [*FieldError] with its path.
func DecodeClaims(r io.Reader) ([]Claim, error) {
	return strictjson.DecodeList(r, MaxClaims, func(c *Claim, f *valid.Faults) { c.read(f) })
}

// Validate reports every fault of the claim, each a [*FieldError], or nil.
func (c Claim) Validate() error {
	var f valid.Faults
	c.read(&f)
	return f.Err()
}

// ComputeAid returns what a scheme grants. A project that the scheme does not take is a result with
// reasons, not an error. A faulty claim is refused with every fault at once, each a
// [*FieldError]; a day without figures among them.
func ComputeAid(c Claim, p Parameters) (Granted, error) {
	var f valid.Faults
	facts := c.read(&f)
	if err := f.Err(); err != nil {
		return Granted{}, err
	}
	s, _ := schemeOf(c.Scheme)
	aid, err := s.compute(facts, c.Date, p)
	if err != nil {
		return Granted{}, err
	}
	return Granted{c.ID, aid}, nil
}

// ComputeAids returns what schemes grant, in the order of the claims. One faulty claim refuses them
// all; faults have the index of the claim in their path.
func ComputeAids(claims []Claim, p Parameters) ([]Granted, error) {
	granted := make([]Granted, len(claims))
	var f valid.Faults
	for i, c := range claims {
		var err error
		if granted[i], err = ComputeAid(c, p); err != nil {
			f.Index(i)
			addAll(&f, err)
			f.Leave()
		}
	}
	if err := f.Err(); err != nil {
		return nil, err
	}
	return granted, nil
}

// addAll tells faults below the place in hand.
func addAll(f *valid.Faults, err error) {
	for _, each := range valid.List(err) {
		var fault *FieldError
		if errors.As(each, &fault) {
			f.Add(fault.Path, fault.Value, fault.Err)
			continue
		}
		f.Add("", nil, each)
	}
}

func schemeOf(code Scheme) (*scheme, bool) {
	i := slices.IndexFunc(schemes, func(s scheme) bool { return s.code == code })
	if i < 0 {
		return nil, false
	}
	return &schemes[i], true
}

// facts are those of a claim, read.
type facts struct {
	amounts map[string]money.Amount
	shares  map[string]money.Fraction
	counts  map[string]money.Decimal
	flags   map[string]bool
	dates   map[string]civil.Date
	words   map[string]string
}

// read checks a claim and reads its facts.
func (c Claim) read(f *valid.Faults) facts {
	read := facts{
		map[string]money.Amount{}, map[string]money.Fraction{}, map[string]money.Decimal{},
		map[string]bool{}, map[string]civil.Date{}, map[string]string{},
	}
	if c.Date.IsZero() {
		f.Add("date", nil, valid.ErrMissing)
	}
	s, known := schemeOf(c.Scheme)
	if !known {
		f.Add("scheme", string(c.Scheme), valid.ErrOneOf)
		return read
	}
	f.Enter("facts")
	defer f.Leave()
	for _, name := range slices.Sorted(maps.Keys(c.Facts)) {
		if !slices.ContainsFunc(s.facts, func(fact Fact) bool { return fact.Name == name }) {
			f.Add(name, nil, valid.ErrUnknownField)
		}
	}
	for _, fact := range s.facts {
		given, ok := c.Facts[fact.Name]
		switch {
		case ok:
			if err := read.keep(fact, given); err != nil {
				f.Add(fact.Name, given, err)
			}
		case fact.Required:
			f.Add(fact.Name, nil, valid.ErrMissing)
		}
	}
	return read
}

// keep reads a fact.
func (read facts) keep(fact Fact, given any) error {
	if flag, ok := given.(bool); ok != (fact.Kind == FlagFact) {
		return valid.ErrType
	} else if ok {
		read.flags[fact.Name] = flag
		return nil
	}
	word, isText := given.(string)
	if number, ok := given.(json.Number); ok && fact.Kind == CountFact {
		word, isText = number.String(), true
	}
	if !isText {
		return valid.ErrType
	}
	var err error
	switch fact.Kind {
	case AmountFact:
		amount := money.Amount{}
		if amount, err = money.Parse(word); err == nil && amount.Sign() < 0 {
			err = valid.ErrNegative
		}
		read.amounts[fact.Name] = amount
	case ShareFact:
		share := money.Fraction{}
		if share, err = money.ParseFraction(word); err == nil && share.Compare(whole) > 0 {
			err = fmt.Errorf("%w: 0 to 1", valid.ErrOutOfRange)
		}
		read.shares[fact.Name] = share
	case CountFact:
		count := money.Decimal{}
		if count, err = money.ParseDecimal(word); err == nil && count.Sign() < 0 {
			err = valid.ErrNegative
		}
		read.counts[fact.Name] = count
	case DateFact:
		read.dates[fact.Name], err = civil.ParseDate(word)
	case WordFact:
		if !slices.Contains(fact.Words, word) {
			err = fmt.Errorf("%w: %s", valid.ErrOneOf, strings.Join(fact.Words, ", "))
		}
		read.words[fact.Name] = word
	}
	return err
}
