// Shoot is the talent door as a module of web pages.
package main

import (
	"github.com/bobine-film/bobine/examples/calculators/internal/page"
	"github.com/bobine-film/bobine/examples/calculators/internal/search"
)

func main() {
	page.Expose(page.Functions{"talent": search.Functions()})
}
