// Package arch holds the walls of the house: its test reads the imports of every package
// and fails when one reaches where it may not.
package arch
