package payroll

import "flag"

// The long runs, given on the command line of go test.
var (
	weeksFlag = flag.Int("weeks", 300, "random weeks to compare with the plain reading of the contract")
	seedFlag  = flag.Uint64("seed", 2642, "seed of the random weeks")
)
