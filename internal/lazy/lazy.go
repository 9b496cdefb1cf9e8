// Package lazy computes a value once, when it is first asked for.
//
// Unlike the functions of sync.OnceValues, a Value needs nothing at the start of a program: what
// a program never asks for, its figures and the code that reads them, is left out when it is
// linked. In WebAssembly that is a large part of a module.
package lazy

import "sync"

// Value is computed once. The zero value is ready to use, and safe for concurrent use.
type Value[T any] struct {
	once  sync.Once
	value T
	err   error
}

// Get returns what compute returned when Get was first called. After a panic of compute it
// returns the zero value.
func (v *Value[T]) Get(compute func() (T, error)) (T, error) {
	v.once.Do(func() { v.value, v.err = compute() })
	return v.value, v.err
}
