// Aid reads a list of claims from standard input and writes what their schemes grant.
//
//	go run ./examples/aid < claims.json
//	go run ./examples/aid -schema
package main

import (
	"github.com/bobine-film/bobine/examples/internal/door"
	"github.com/bobine-film/bobine/financing"
)

func program() door.Door[[]financing.Claim, []financing.Granted] {
	return door.Door[[]financing.Claim, []financing.Granted]{
		About:      "Aid computes what schemes of public aid grant.",
		Decode:     financing.DecodeClaims,
		References: financing.Parameters{}.References(),
		Compute: func(claims []financing.Claim) ([]financing.Granted, error) {
			return financing.ComputeAids(claims, financing.Parameters{})
		},
	}
}

func main() { program().Main() }
