// Package aid is the aid door for web pages.
package aid

import (
	"github.com/bobine-film/bobine/examples/internal/door"
	"github.com/bobine-film/bobine/financing"
)

// Door reads claims and writes what their schemes grant.
func Door() door.Door[[]financing.Claim, []financing.Granted] {
	return door.Door[[]financing.Claim, []financing.Granted]{
		Decode:     financing.DecodeClaims,
		References: financing.Parameters{}.References(),
		Compute: func(claims []financing.Claim) ([]financing.Granted, error) {
			return financing.ComputeAids(claims, financing.Parameters{})
		},
	}
}

// Schemes are all schemes with the facts that each asks for.
func Schemes() any { return financing.Schemes() }
