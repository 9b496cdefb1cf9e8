package main

import (
	"math/big"
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func printed(t *testing.T) string {
	var out strings.Builder
	require.NoError(t, lesson(&out))
	return out.String()
}

// contribution is a printed line: code, base, and rate and amount of both sides.
var contribution = regexp.MustCompile(`(?m)^  (\S+) +(\d+\.\d\d) × +(\S+) = +(\S+)  × +(\S+) = +(\S+)  \S`)

// percent is base × rate / 100 to the cent, half away from zero, without the library.
func percent(base, rate string) string {
	b, _ := new(big.Rat).SetString(base)
	r, _ := new(big.Rat).SetString(rate)
	return b.Mul(b, r).Quo(b, big.NewRat(100, 1)).FloatString(2)
}

func total(amounts []string) string {
	sum := new(big.Rat)
	for _, a := range amounts {
		r, _ := new(big.Rat).SetString(a)
		sum.Add(sum, r)
	}
	return sum.FloatString(2)
}

func TestEveryLineRecomputes(t *testing.T) {
	lines := contribution.FindAllStringSubmatch(printed(t), -1)
	require.Len(t, lines, 22, "19 of the employer, five of which the employee shares, CSG in two parts and CRDS")
	var employee, employer []string
	for _, l := range lines {
		assert.Equal(t, percent(l[2], l[3]), l[4], "employee, %s", l[1])
		assert.Equal(t, percent(l[2], l[5]), l[6], "employer, %s", l[1])
		employee, employer = append(employee, l[4]), append(employer, l[6])
	}
	// By hand: 18.42 + 2.00 + 19.65 + 4.30 + 12.00 + 33.92 + 11.97 + 2.49 = 104.75 and 500.00 − 104.75 = 395.25.
	assert.Equal(t, "104.75", total(employee))
	assert.Contains(t, printed(t), "\nnet   500.00 − 104.75 = 395.25 before tax\n")
	// 500.00 + 310.68 − 14.20 = 796.48.
	assert.Equal(t, "310.68", total(employer))
	assert.Contains(t, printed(t), "\ncost  500.00 + 310.68 − 14.20 = 796.48\n")
}

// The rates of 2026 as they are published.
func TestPublishedRates(t *testing.T) {
	of := map[string][]string{}
	for _, l := range contribution.FindAllStringSubmatch(printed(t), -1) {
		of[l[1]] = []string{l[2], l[3], l[5]}
	}
	for code, want := range map[string][]string{
		// CSS D242-4: 6.90 and 8.55 % up to the ceiling, which is 4,005.00 × 2/30 = 267.00 for two days; 0.40 and
		// 2.11 % of all pay since 2026.
		"vieillesse-plafonnee":   {"267.00", "6.9", "8.55"},
		"vieillesse-deplafonnee": {"500.00", "0.4", "2.11"},
		// CSS D242-3 and D241-3-1: 13 and 5.25 %.
		"maladie":                {"500.00", "0", "13"},
		"allocations-familiales": {"500.00", "0", "5.25"},
		// Unemployment of annexes 8 and 10: 2.40 %, and 4.00 + 5.00 + 0.50 % for a short contract since May 2025.
		"chomage": {"500.00", "2.4", "9.5"},
		// National agreement of 17 November 2017: CEG 0.86 and 1.29 % in tranche 1, which two days do not shorten.
		"ceg-t1": {"500.00", "0.86", "1.29"},
		// CCH L813-5: 0.10 % up to the ceiling, raised by 11.5 % (CSS D243-0-2): 267.00 × 1.115 = 297.705.
		"fnal": {"297.71", "0", "0.1"},
		// CT L6241-2: 0.68 %, on pay raised by a tenth.
		"taxe-apprentissage": {"550.00", "0", "0.68"},
		// CSS L136-8, L136-2: 9.2 % in two parts, of 98.25 % of the pay and the provident scheme of the employer:
		// 491.25 + 7.50 = 498.75.
		"csg-deductible":     {"498.75", "6.8", "0"},
		"csg-non-deductible": {"498.75", "2.4", "0"},
		"crds":               {"498.75", "0.5", "0"},
	} {
		assert.Equal(t, want, of[code], code)
	}
}

func TestWhatComesBeforeTheLines(t *testing.T) {
	for _, want := range []string{
		"4005.00 × 2 / 30 + 0.00 = 267.00",
		"500.00 × 98.25 / 100 + 7.50 = 498.75",
		// CSS D241-7, D241-10: the minimum wage of 16 hours is 16 × 12.31 = 196.96, so x is (3 × 196.96/500 − 1)/2 =
		// 0.09088, and (0.02 + (0.3781 − 0.0472 + 0.0394) × x^1.75) / 0.9 is 0.028411, to four decimals 0.0284.
		"500.00 × 0.0284 / 1 + 0.00 = 14.20",
		"the ceiling is 267.00, so that vieillesse-plafonnee bears on 267.00 of 500.00",
	} {
		assert.Contains(t, printed(t), want)
	}
}

func TestShape(t *testing.T) {
	lines := strings.Split(strings.TrimSuffix(printed(t), "\n"), "\n")
	// Head 3, nine groups with 22 lines, steps 7, net and cost 3, what to notice 3.
	assert.Len(t, lines, 47)
	for _, l := range lines {
		assert.LessOrEqual(t, utf8.RuneCountInString(l), 100, l)
	}
	unwritable, err := os.Open("main.go")
	require.NoError(t, err)
	defer unwritable.Close()
	assert.Error(t, lesson(unwritable))
}
