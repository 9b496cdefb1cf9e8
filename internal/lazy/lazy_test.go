package lazy

import (
	"errors"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestGetComputesOnce(t *testing.T) {
	var v Value[int]
	computed := 0
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			got, err := v.Get(func() (int, error) {
				computed++
				return 7, nil
			})
			assert.NoError(t, err)
			assert.Equal(t, 7, got)
		})
	}
	all.Wait()
	assert.Equal(t, 1, computed)
}

func TestGetKeepsTheError(t *testing.T) {
	var v Value[int]
	first := errors.New("first")
	for _, err := range []error{first, errors.New("second")} {
		_, got := v.Get(func() (int, error) { return 0, err })
		require.ErrorIs(t, got, first)
	}
}
