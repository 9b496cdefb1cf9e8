// Package arch holds the walls of the house: its test reads the source of every package and
// fails when one imports what it may not, or when a pure one uses the clock, a standard
// stream, chance without a seed, a setting of decimal or its inexact methods.
//
// It reads names, not types, and does not follow variables: that no package variable changes
// is for reviewers to see.
package arch
