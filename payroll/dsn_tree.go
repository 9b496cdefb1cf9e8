package payroll

import (
	"fmt"
	"strings"
)

// dsnTree puts lines into blocks, and blocks into each other, as the norm nests them.
type dsnTree struct {
	rules *dsnRules
	root  DSNBlock
	// stack is the path to the block that the next one may be within, the root first.
	stack []placed
	// last is the block of the last line.
	last  *DSNBlock
	fault func(DSNFault)
	// done is called with a block within an establishment when it is whole; the tree then lets it go.
	// Without it the tree keeps all.
	done func(*DSNBlock) error
	// kept is the number of lines in the tree.
	kept int
}

// placed is a block on the path, with the last of its kind of child.
type placed struct {
	block *DSNBlock
	rule  *blockRule // nil for the root
	child *blockRule
	first string // the first rubric of the last child
}

func newDSNTree(rules *dsnRules, fault func(DSNFault)) *dsnTree {
	t := &dsnTree{rules: rules, fault: fault}
	t.stack = []placed{{block: &t.root}}
	return t
}

// add puts a line in its place, or tells that it is not there.
func (t *dsnTree) add(line DSNLine) error {
	code := line.Rubric[:lengthOfBlock]
	if t.last == nil || t.last.Code != code || line.Rubric <= t.last.Lines[len(t.last.Lines)-1].Rubric {
		if err := t.open(code, line); err != nil {
			return err
		}
	}
	t.last.Lines = append(t.last.Lines, line)
	t.kept++
	if t.kept > maxDSNIndividual && t.done != nil {
		return &DSNFault{Line: line.Number, Rubric: line.Rubric, Check: 2, Reason: fmt.Sprintf("more than %d lines outside or within one individual", maxDSNIndividual), err: ErrDSNSize}
	}
	return nil
}

// open begins a block.
func (t *dsnTree) open(code string, line DSNLine) error {
	rule := t.rules.blocks[code]
	if rule == nil {
		t.last = t.attach(code) // what the platform adds, or another norm: kept where it stands
		if t.rules.whole && !isOfPlatform(line.Rubric) {
			t.tell(line, "the norm has no block %s", code)
		}
		return nil
	}
	depth, found := t.parentOf(rule)
	if !found {
		t.tell(line, "a block %s is within a block %s, which is not open here", code, rule.Parent)
		depth = t.fallback(code)
	}
	if err := t.closeTo(depth); err != nil {
		return err
	}
	if found {
		t.checkPlace(rule, line)
	}
	parent := &t.stack[depth]
	parent.child, parent.first = rule, line.Rubric
	t.last = t.attach(code)
	t.stack = append(t.stack, placed{block: t.last, rule: rule})
	return nil
}

// attach adds an empty block to the one at the end of the path.
func (t *dsnTree) attach(code string) *DSNBlock {
	parent := t.stack[len(t.stack)-1].block
	parent.Blocks = append(parent.Blocks, DSNBlock{Code: code})
	return &parent.Blocks[len(parent.Blocks)-1]
}

// parentOf returns where on the path the parent of a block is.
func (t *dsnTree) parentOf(rule *blockRule) (depth int, found bool) {
	for depth = len(t.stack) - 1; depth > 0; depth-- {
		if t.stack[depth].block.Code == rule.Parent {
			return depth, true
		}
	}
	return 0, rule.Parent == ""
}

// fallback is where a block goes whose parent is absent: beside the last of its kind, or at the end of the
// path, which therefore never is longer than the norm has blocks.
func (t *dsnTree) fallback(code string) int {
	for depth := len(t.stack) - 1; depth > 0; depth-- {
		if t.stack[depth].block.Code == code {
			return depth - 1
		}
	}
	return len(t.stack) - 1
}

// closeTo ends the blocks below a depth of the path.
func (t *dsnTree) closeTo(depth int) error {
	for len(t.stack)-1 > depth {
		end := len(t.stack) - 1
		parent := t.stack[end-1].block
		t.stack = t.stack[:end]
		if t.done == nil || parent.Code != siteBlock {
			continue
		}
		// all children of the establishment so far, those of unknown blocks among them
		for i := range parent.Blocks {
			if err := t.done(&parent.Blocks[i]); err != nil {
				return err
			}
			t.kept -= countLines(parent.Blocks[i : i+1])
		}
		parent.Blocks = parent.Blocks[:0]
	}
	return nil
}

// checkPlace tells a block that comes before what it follows, twice where it is once, or that
// begins with another rubric than it can.
func (t *dsnTree) checkPlace(rule *blockRule, line DSNLine) {
	parent := &t.stack[len(t.stack)-1]
	before := parent.child
	switch {
	case before != nil && rule.rank < before.rank:
		t.disorder(line, "a block %s comes before a block %s", rule.Code, before.Code)
	case before == rule && line.Rubric > parent.first:
		t.disorder(line, "the rubrics of a block are in ascending order, each once")
	case before == rule && !rule.Repeats:
		t.disorder(line, "a block %s is there once", rule.Code)
	case rule.First != "" && !strings.HasSuffix(line.Rubric, rule.First):
		t.disorder(line, "a block %s begins with %s.%s", rule.Code, rule.Code, rule.First)
	}
}

// tell tells a block that cannot be where it is.
func (t *dsnTree) tell(line DSNLine, format string, args ...any) {
	t.fault(DSNFault{Line: line.Number, Rubric: line.Rubric, Check: 2, Reason: fmt.Sprintf(format, args...), err: ErrDSNTree})
}

// disorder tells a block in its parent, but not at its place there.
func (t *dsnTree) disorder(line DSNLine, format string, args ...any) {
	t.fault(DSNFault{Line: line.Number, Rubric: line.Rubric, Check: 2, Reason: fmt.Sprintf(format, args...), err: ErrDSNTree, order: true})
}

// isOfPlatform reports whether a rubric is one that the platform adds to a file that it returns.
func isOfPlatform(rubric string) bool {
	return strings.HasPrefix(rubric, "S05.") || strings.HasPrefix(rubric, "S06.") || strings.HasPrefix(rubric, "S10.G00.95.")
}
