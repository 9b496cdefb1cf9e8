// Waterfall is the waterfall door as a module of web pages.
package main

import (
	"github.com/bobine-film/bobine/examples/calculators/internal/page"
	"github.com/bobine-film/bobine/examples/calculators/internal/waterfall"
)

func main() {
	page.Expose(page.Functions{"waterfall": page.Of(waterfall.Door())})
}
