package dossier

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// Rows of heads and feet are not lines; those of details inside count for the detail around them.
func TestHeldLines(t *testing.T) {
	const page = `<ul><li>a</li></ul><table><tbody><tr></tr></tbody></table>` +
		`<details class="row"><summary>x</summary><table><thead><tr></tr></thead><tbody><tr class="off"></tr><tr></tr></tbody><tfoot><tr></tr></tfoot></table>` +
		`<details><summary>y</summary><ul><li>b</li></ul></details><details open><summary>z</summary><p></p></details></details><details><summary>t</summary><dl><dt>a</dt><dd>1</dd><dt>b</dt><dd>2</dd></dl></details>`
	got := French.held(page)
	assert.Contains(t, got, `<summary data-held="3`+noBreak+`lignes">x<`, "two rows and the item inside")
	assert.Contains(t, got, `<summary data-held="1`+noBreak+`ligne">y<`)
	assert.Contains(t, got, `<summary>z<`, "nothing to count")
	assert.Contains(t, got, `<summary data-held="2`+noBreak+`lignes">t<`)
	assert.Contains(t, got, `<details class="row"><summary data-`)
}
