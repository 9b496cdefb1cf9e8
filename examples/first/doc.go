// Package first has the five programs of the README, one a package. They have no tests of their own: what is
// tested is that the README shows them as they are, and prints what they print.
package first
