package rights

import (
	"io"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/strictjson"
)

// GrantLedger is the rights in a work as its producer keeps them (état des droits): what it owns by the
// chain of title, and what it has granted to others.
type GrantLedger struct {
	// Media, Territories and Languages are the words that scopes are written in.
	Media       []ScopeWord `json:"media" strict:"required,max=200"`
	Territories []ScopeWord `json:"territories" strict:"required,max=1500"`
	Languages   []ScopeWord `json:"languages" strict:"required,max=800"`
	// Owned are the rights acquired, by which the producer may grant others.
	Owned []Grant `json:"owned" strict:"required,max=1000"`
	// Granted are the licences, mandates and assignments made, in any order.
	Granted []Grant `json:"granted" strict:"required,max=20000"`
}

// ScopeWord is a medium, a territory or a language, or a group of them.
type ScopeWord struct {
	Code string `json:"code" strict:"required"`
	// Parts are the codes of a group, each declared before it. A word without parts is a whole of its own.
	Parts []string `json:"parts,omitempty" strict:"max=1500"`
}

// Everything stands in a scope for all words of its kind.
const Everything = "*"

// Scope is where rights hold (étendue): every medium named, in every territory named, in every language
// named.
type Scope struct {
	Media       []string `json:"media" strict:"required,max=200"`
	Territories []string `json:"territories" strict:"required,max=1500"`
	Languages   []string `json:"languages" strict:"required,max=800"`
}

// Grant is rights granted by a contract (cession, licence, mandat) for a scope and a term.
type Grant struct {
	ID string `json:"id" strict:"required"`
	// Holder has the rights: the producer itself of what it owns, the buyer of what it granted.
	Holder string `json:"holder" strict:"required"`
	// Contract is the deed they follow from.
	Contract string `json:"contract,omitempty"`
	Scope    Scope  `json:"scope" strict:"required"`
	// Term has both its first and its last day.
	Term civil.Period `json:"term" strict:"required"`
	// Exclusive keeps everybody else out of the scope for the term.
	Exclusive bool `json:"exclusive,omitempty"`
	// Runs is how many broadcasts (passages) are allowed, 0 for any number, and Broadcasts the days of
	// those made, in order. EndsWithRuns ends the term with the last of them.
	Runs         int          `json:"runs,omitempty"`
	Broadcasts   []civil.Date `json:"broadcasts,omitempty" strict:"max=10000"`
	EndsWithRuns bool         `json:"endsWithRuns,omitempty"`
	// Holdbacks are what the grantor has promised to leave unexploited.
	Holdbacks []Holdback `json:"holdbacks,omitempty" strict:"max=100"`
}

// Holdback is rights that nobody but the holder of the grant may have for a time (gel de droits), so that
// its exploitation is undisturbed.
type Holdback struct {
	Scope Scope        `json:"scope" strict:"required"`
	Term  civil.Period `json:"term" strict:"required"`
}

// RunsLeft returns how many broadcasts are left, and whether they are counted.
func (g Grant) RunsLeft() (int, bool) { return g.Runs - len(g.Broadcasts), g.Runs > 0 }

// Ends returns the last day of the grant: that of its term, or of its last run where that ends it.
func (g Grant) Ends() civil.Date {
	if n := len(g.Broadcasts); g.EndsWithRuns && g.Runs > 0 && n >= g.Runs {
		return g.Broadcasts[n-1]
	}
	return g.Term.To
}

// DecodeGrants reads a ledger from JSON and checks it, as strictly as [DecodeDeal]. All faults are told at
// once, each a [*FieldError].
func DecodeGrants(r io.Reader) (GrantLedger, error) {
	return strictjson.DecodeValid[GrantLedger](r)
}

// Validate reports every fault of the ledger, each a [*FieldError], or nil.
func (l GrantLedger) Validate() error {
	_, err := NewGrantBook(l)
	return err
}
