package payroll

import (
	_ "embed"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/lazy"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
)

//go:embed tables/dsn_norm.json
var dsnNormJSON []byte

var builtInNormOnce lazy.Value[law.Table[DSNNorm]]

func builtInNorm() (law.Table[DSNNorm], error) {
	return builtInNormOnce.Get(func() (law.Table[DSNNorm], error) {
		return law.Load[DSNNorm](dsnNormJSON)
	})
}

// DSNNorm is what the norm of the DSN (NEODeS) says of blocks and rubrics. The zero value is the built-in
// norm: the tree, and the rubrics that the library writes. [ReadDSNNorm] reads the whole norm. A
// norm may be shared, and is not changed once it is in use.
type DSNNorm struct {
	// Version is what S10.G00.00.006 names, "P26V01".
	Version string `json:"version"`
	// Whole says that all rubrics are there, so that another one is a fault.
	Whole bool `json:"whole,omitempty"`
	// Blocks are in the order of the tree, depth first.
	Blocks  []DSNBlockRule  `json:"blocks"`
	Rubrics []DSNRubricRule `json:"rubrics"`
}

// DSNBlockRule is the place of a block.
type DSNBlockRule struct {
	Code string `json:"code"`
	// Parent is the block that it is within, empty at the top.
	Parent  string `json:"parent"`
	Repeats bool   `json:"repeats,omitempty"`
	// First is the rubric that the block cannot begin without, empty where that is not known.
	First string `json:"first,omitempty"`
}

// DSNRubricRule is the form of a rubric.
type DSNRubricRule struct {
	Rubric string    `json:"rubric"`
	Format DSNFormat `json:"format"`
	// Length is the greatest number of characters, 0 where it is not limited.
	Length int `json:"length,omitempty"`
	// Codes are the only values, where the rubric has a list.
	Codes []string `json:"codes,omitempty"`
}

// DSNFormat is the form of a value.
type DSNFormat string

// Formats.
const (
	DSNText DSNFormat = "text"
	// DSNDate is a day, JJMMAAAA.
	DSNDate DSNFormat = "date"
	// DSNAmount is a sum, a quantity or a rate, with exactly two decimals.
	DSNAmount DSNFormat = "amount"
	// DSNNumber is a number with or without decimals.
	DSNNumber DSNFormat = "number"
)

var dsnFormats = []DSNFormat{DSNText, DSNDate, DSNAmount, DSNNumber}

// BuiltInDSNNorm returns the norm of a month, with the notice that it is not the one in force
// since, when that is so. A month before the first norm known is a [law.ErrNoValue].
func BuiltInDSNNorm(month civil.Month) (DSNNorm, []law.Notice, error) {
	table, err := builtInNorm()
	if err != nil {
		return DSNNorm{}, nil, err
	}
	v, err := table.At("norm", month.First())
	if err != nil {
		return DSNNorm{}, nil, err
	}
	var notices []law.Notice
	if n, stale := table.Stale(month.First()); stale {
		notices = append(notices, n)
	}
	norm := v.Value
	norm.Blocks, norm.Rubrics = slices.Clone(norm.Blocks), slices.Clone(norm.Rubrics)
	return norm, notices, nil
}

// Bounds of a norm that is read.
const (
	maxNormRubrics = 20_000
	maxNormBytes   = 16 << 20
)

// ReadDSNNorm reads a whole norm from three documents: the rubrics and the codes as CSV, and the tree below
// a declaration as JSON.
//
//	block,block_name,rubric,label,type,max_length,has_enum    type X, D or N
//	block,rubric,rubric_label,code,label
//	{"S21.G00.06": {"maxOccurs": 1, "children": {"S21.G00.11": …}}}    -1 repeats
//
// What a number without decimals is, and the first rubrics of blocks, those documents do not say: the
// built-in norm does, for the rubrics that it has. Faults are told all at once, each with its document and
// row in its path.
func ReadDSNNorm(version string, rubrics, codes, tree io.Reader) (DSNNorm, error) {
	n := DSNNorm{Version: version, Whole: true}
	var f valid.Faults
	if strings.TrimSpace(version) == "" {
		f.Add("version", nil, valid.ErrMissing)
	}
	table, err := builtInNorm()
	if err != nil {
		return DSNNorm{}, err
	}
	known, err := table.At("norm", table.VerifiedOn())
	if err != nil {
		return DSNNorm{}, err
	}
	n.readRubrics(&f, rubrics, known.Value)
	n.readCodes(&f, codes)
	n.readTree(&f, tree, known.Value)
	if err := f.Err(); err != nil {
		return DSNNorm{}, err
	}
	if _, err := n.build(); err != nil {
		return DSNNorm{}, err
	}
	return n, nil
}

// rows calls a function on each row of a CSV document after its heading.
func rows(f *valid.Faults, name string, r io.Reader, fields int, each func(row []string)) {
	f.Enter(name)
	defer f.Leave()
	reader := csv.NewReader(io.LimitReader(r, maxNormBytes))
	reader.FieldsPerRecord = fields
	reader.ReuseRecord = true
	for i := 0; ; i++ {
		row, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			f.Add("", nil, err)
			return
		}
		if i > maxNormRubrics {
			f.Addf("", i, valid.ErrOutOfRange, "at most %d rows", maxNormRubrics)
			return
		}
		if i == 0 {
			continue
		}
		f.Index(i)
		each(row)
		f.Leave()
	}
}

func (n *DSNNorm) readRubrics(f *valid.Faults, r io.Reader, known DSNNorm) {
	formats := map[string]DSNFormat{}
	for _, rule := range known.Rubrics {
		formats[rule.Rubric] = rule.Format
	}
	types := map[string]DSNFormat{"X": DSNText, "D": DSNDate, "N": DSNNumber}
	rows(f, "rubrics", r, 7, func(row []string) {
		rule := DSNRubricRule{Rubric: strings.Clone(row[2]), Format: types[row[4]]}
		if !isRubric(rule.Rubric) {
			f.Addf("rubric", rule.Rubric, valid.ErrOutOfRange, "S00.G00.00.000 is wanted")
		}
		if rule.Format == "" {
			f.Addf("type", strings.Clone(row[4]), valid.ErrOneOf, "X, D, N")
		}
		if row[5] != "" {
			length, err := strconv.Atoi(row[5])
			if err != nil || length < 1 {
				f.Addf("max_length", strings.Clone(row[5]), valid.ErrOutOfRange, "a number of characters")
			}
			rule.Length = length
		}
		if rule.Format == DSNNumber && formats[rule.Rubric] == DSNAmount {
			rule.Format = DSNAmount
		}
		n.Rubrics = append(n.Rubrics, rule)
	})
}

func (n *DSNNorm) readCodes(f *valid.Faults, r io.Reader) {
	index := map[string]int{}
	for i := range n.Rubrics {
		index[n.Rubrics[i].Rubric] = i
	}
	rows(f, "codes", r, 5, func(row []string) {
		i, known := index[row[1]]
		if !known {
			f.Add("rubric", strings.Clone(row[1]), valid.ErrReference)
			return
		}
		n.Rubrics[i].Codes = append(n.Rubrics[i].Codes, strings.Clone(row[3]))
	})
}

// treeNode is a block of the tree as its document writes it.
type treeNode struct {
	MinOccurs int                 `json:"minOccurs"`
	MaxOccurs int                 `json:"maxOccurs"`
	Children  map[string]treeNode `json:"children"`
}

// readTree reads the tree below a declaration. A JSON object has no order: blocks keep that of the built-in
// norm, others follow by their codes.
func (n *DSNNorm) readTree(f *valid.Faults, r io.Reader, known DSNNorm) {
	f.Enter("tree")
	defer f.Leave()
	var tree map[string]treeNode
	if err := json.NewDecoder(io.LimitReader(r, maxNormBytes)).Decode(&tree); err != nil {
		f.Add("", nil, err)
		return
	}
	rank, rules := map[string]int{}, map[string]DSNBlockRule{}
	for i, rule := range known.Blocks {
		rank[rule.Code], rules[rule.Code] = i+1, rule
	}
	for _, rule := range known.Blocks {
		if rule.Parent == "" || strings.HasPrefix(rule.Code, "S10") {
			n.Blocks = append(n.Blocks, rule) // the envelope, which is no part of the document
		}
	}
	at := slices.IndexFunc(n.Blocks, func(b DSNBlockRule) bool { return b.Code == declarationBlock }) + 1
	var below []DSNBlockRule
	var walk func(parent string, nodes map[string]treeNode, depth int)
	walk = func(parent string, nodes map[string]treeNode, depth int) {
		if depth > 20 || len(below) > maxNormRubrics {
			f.Addf(parent, nil, valid.ErrOutOfRange, "deeper or longer than a norm is")
			return
		}
		names := slices.SortedFunc(maps.Keys(nodes), func(a, b string) int {
			ra, rb := rank[a], rank[b]
			if ra != 0 && rb != 0 {
				return ra - rb
			}
			return strings.Compare(a, b)
		})
		for _, code := range names {
			if !isRubric(code + ".001") {
				f.Addf(valid.Quote(code), nil, valid.ErrOutOfRange, "S00.G00.00 is wanted")
			}
			below = append(below, DSNBlockRule{Code: code, Parent: parent, Repeats: nodes[code].MaxOccurs != 1, First: rules[code].First})
			walk(code, nodes[code].Children, depth+1)
		}
	}
	walk(declarationBlock, tree, 0)
	n.Blocks = slices.Insert(n.Blocks, at, below...)
}

const (
	sendingBlock     = "S10.G00.00"
	declarationBlock = "S20.G00.05"
	firmBlock        = "S21.G00.06"
	siteBlock        = "S21.G00.11"
	individualBlock  = "S21.G00.30"
	totalBlock       = "S90.G00.90"
)

const (
	lengthOfRubric = len("S21.G00.40.009")
	lengthOfBlock  = len("S21.G00.40")
)

// isRubric reports whether a text is written as the number of a rubric.
func isRubric[T string | []byte](s T) bool {
	if len(s) != lengthOfRubric {
		return false
	}
	const form = "S00.G00.00.000"
	for i := range lengthOfRubric {
		if form[i] == '0' {
			if s[i] < '0' || '9' < s[i] {
				return false
			}
		} else if s[i] != form[i] {
			return false
		}
	}
	return true
}

// Validate reports every fault of the norm, each a [*FieldError], or nil.
func (n DSNNorm) Validate() error {
	_, err := n.compile()
	return err
}

// dsnRules are a norm, ready to look up.
type dsnRules struct {
	version string
	whole   bool
	blocks  map[string]*blockRule
	rubrics map[string]*rubricRule
}

type blockRule struct {
	DSNBlockRule
	rank int
}

type rubricRule struct {
	DSNRubricRule
	codes map[string]bool
}

// compile checks a norm and readies it. The zero norm is the built-in one.
func (n DSNNorm) compile() (*dsnRules, error) {
	if len(n.Blocks) == 0 && len(n.Rubrics) == 0 && n.Version == "" {
		return builtInRules()
	}
	return n.build()
}

func (n DSNNorm) build() (*dsnRules, error) {
	rules := &dsnRules{version: n.Version, whole: n.Whole, blocks: map[string]*blockRule{}, rubrics: map[string]*rubricRule{}}
	var f valid.Faults
	if len(n.Rubrics) > maxNormRubrics || len(n.Blocks) > maxNormRubrics {
		f.Addf("rubrics", len(n.Rubrics), valid.ErrOutOfRange, "at most %d", maxNormRubrics)
		return nil, f.Err()
	}
	for i, b := range n.Blocks {
		path := fmt.Sprintf("blocks[%d]", i)
		if !isRubric(b.Code + ".001") {
			f.Addf(path, b.Code, valid.ErrOutOfRange, "S00.G00.00 is wanted")
		}
		if b.Parent != "" && rules.blocks[b.Parent] == nil {
			f.Add(path+".parent", b.Parent, valid.ErrReference)
		}
		if rules.blocks[b.Code] != nil {
			f.Add(path, b.Code, valid.ErrDuplicate)
		}
		rules.blocks[b.Code] = &blockRule{b, i}
	}
	for i, r := range n.Rubrics {
		path := fmt.Sprintf("rubrics[%d]", i)
		if !isRubric(r.Rubric) {
			f.Addf(path, r.Rubric, valid.ErrOutOfRange, "S00.G00.00.000 is wanted")
		}
		if !slices.Contains(dsnFormats, r.Format) {
			f.Add(path+".format", r.Format, valid.ErrOneOf)
		}
		if rules.rubrics[r.Rubric] != nil {
			f.Add(path, r.Rubric, valid.ErrDuplicate)
		}
		rule := &rubricRule{DSNRubricRule: r}
		if len(r.Codes) > 0 {
			rule.codes = map[string]bool{}
			for _, code := range r.Codes {
				rule.codes[code] = true
			}
		}
		rules.rubrics[r.Rubric] = rule
	}
	if err := f.Err(); err != nil {
		return nil, err
	}
	return rules, nil
}

var builtInRulesOnce lazy.Value[*dsnRules]

func builtInRules() (*dsnRules, error) {
	return builtInRulesOnce.Get(func() (*dsnRules, error) {
		table, err := builtInNorm()
		if err != nil {
			return nil, err
		}
		v, err := table.At("norm", table.VerifiedOn())
		if err != nil {
			return nil, err
		}
		return v.Value.build()
	})
}
