// Aid is the aid door as a module of web pages.
package main

import (
	"github.com/bobine-film/bobine/examples/calculators/internal/aid"
	"github.com/bobine-film/bobine/examples/calculators/internal/page"
)

func main() {
	page.Expose(page.Functions{"aid": page.Of(aid.Door()).With("schemes", aid.Schemes)})
}
