// Payslip is the payslip door as a module of web pages.
package main

import (
	"github.com/bobine-film/bobine/examples/calculators/internal/page"
	"github.com/bobine-film/bobine/examples/calculators/internal/payslip"
)

func main() {
	page.Expose(page.Functions{"payslip": page.Of(payslip.Door())})
}
