// Wage is the wage door as a module of web pages.
package main

import (
	"github.com/bobine-film/bobine/examples/calculators/internal/page"
	"github.com/bobine-film/bobine/examples/calculators/internal/wage"
)

func main() {
	page.Expose(page.Functions{"wage": page.Of(wage.Door()).With("functions", wage.Functions).With("codes", wage.Codes)})
}
