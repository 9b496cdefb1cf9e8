// Bobine is every door in one module of web pages, smaller than the sum of theirs.
package main

import (
	"github.com/bobine-film/bobine/examples/calculators/internal/aid"
	"github.com/bobine-film/bobine/examples/calculators/internal/page"
	"github.com/bobine-film/bobine/examples/calculators/internal/payslip"
	"github.com/bobine-film/bobine/examples/calculators/internal/performer"
	"github.com/bobine-film/bobine/examples/calculators/internal/search"
	"github.com/bobine-film/bobine/examples/calculators/internal/topsheet"
	"github.com/bobine-film/bobine/examples/calculators/internal/wage"
	"github.com/bobine-film/bobine/examples/calculators/internal/waterfall"
)

func main() {
	page.Expose(page.Functions{
		"payslip":   page.Of(payslip.Door()),
		"wage":      page.Of(wage.Door()).With("functions", wage.Functions).With("codes", wage.Codes),
		"performer": page.Of(performer.Door()),
		"aid":       page.Of(aid.Door()).With("schemes", aid.Schemes),
		"waterfall": page.Of(waterfall.Door()),
		"topsheet":  page.Of(topsheet.Door()),
		"talent":    search.Functions(),
	})
}
