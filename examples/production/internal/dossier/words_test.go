package dossier

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/worktime"
)

// source is the text of all templates and of the program.
func source(t *testing.T, patterns ...string) string {
	t.Helper()
	var all strings.Builder
	for _, pattern := range patterns {
		paths, err := filepath.Glob(pattern)
		require.NoError(t, err)
		for _, path := range paths {
			if strings.HasSuffix(path, "_test.go") || strings.HasSuffix(path, "labels.go") {
				continue
			}
			data, err := os.ReadFile(path)
			require.NoError(t, err)
			all.Write(data)
		}
	}
	return all.String()
}

func TestNoLabelMissesALanguage(t *testing.T) {
	for _, table := range []map[string][2]string{labels, codeNames} {
		for key, both := range table {
			assert.NotEmpty(t, both[0], key)
			assert.NotEmpty(t, both[1], key)
		}
	}
}

// Every label that is used exists, and every label that exists is used.
func TestLabelsAreThoseThatAreUsed(t *testing.T) {
	text := source(t, "templates/*.html", "*.go")
	used := map[string]bool{}
	for _, m := range regexp.MustCompile(`"([a-z]+(?:\.[a-z]+)*)"`).FindAllStringSubmatch(text, -1) {
		for _, form := range []string{"", ".one", ".many"} {
			used[m[1]+form] = true
		}
	}
	for _, s := range sections {
		used[s.ID+".title"], used[s.ID+".lede"] = true, true
	}
	for key := range labels {
		assert.True(t, used[key], "%s is used nowhere", key)
	}
	for _, pattern := range []string{`\bt "([a-z.]+)"`, `\btext\("([a-z.]+)"\)`} {
		for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(text, -1) {
			assert.Contains(t, labels, m[1])
		}
	}
	for _, m := range regexp.MustCompile(`\bcount [^"{}]+ "([a-z]+)"`).FindAllStringSubmatch(text, -1) {
		assert.Contains(t, labels, m[1]+".one")
		assert.Contains(t, labels, m[1]+".many")
	}
}

// Figures by hand.
func TestFormats(t *testing.T) {
	const thin, space = "\u202f", "\u00a0"
	for _, c := range []struct{ name, english, french, gotEnglish, gotFrench string }{
		{"amount", "€1,234.50", "1" + thin + "234,50" + space + "€", English.Money(money.MustParse("1234.50")), French.Money(money.MustParse("1234.50"))},
		{"debt", "−€1,234,567.05", "−1" + thin + "234" + thin + "567,05" + space + "€", English.Money(money.MustParse("-1234567.05")), French.Money(money.MustParse("-1234567.05"))},
		{"cents", "€0.05", "0,05" + space + "€", English.Money(money.MustParse("0.05")), French.Money(money.MustParse("0.05"))},
		{"the least amount", "−€92,233,720,368,547,758.08", "−92" + thin + "233" + thin + "720" + thin + "368" + thin + "547" + thin + "758,08" + space + "€",
			English.Money(money.MustParse("-92233720368547758.08")), French.Money(money.MustParse("-92233720368547758.08"))},
		{"whole euros, half away from zero", "€1,235", "1" + thin + "235" + space + "€", English.whole(money.MustParse("1234.50")), French.whole(money.MustParse("1234.50"))},
		{"hardly a debt", "€0", "0" + space + "€", English.whole(money.MustParse("-0.49")), French.whole(money.MustParse("-0.49"))},
		{"gain", "+€1.00", "+1,00" + space + "€", English.Signed(money.MustParse("1.00")), French.Signed(money.MustParse("1.00"))},
		{"no gain", "€0.00", "0,00" + space + "€", English.Signed(money.Amount{}), French.Signed(money.Amount{})},
		{"ratio", "12.5%", "12,5" + space + "%", English.Percent(money.MustDecimal("0.125")), French.Percent(money.MustDecimal("0.125"))},
		{"third", "33.33%", "33,33" + space + "%", English.Percent(money.MustFraction("1/3")), French.Percent(money.MustFraction("1/3"))},
		{"hundred", "100%", "100" + space + "%", English.Percent(money.MustFraction("1")), French.Percent(money.MustFraction("1"))},
		{"share", "5.60%", "5,60" + space + "%", English.share(money.MustDecimal("0.056")), French.share(money.MustDecimal("0.056"))},
		{"of nothing", "0%", "0" + space + "%", English.Percent(Part(money.MustParse("1.00"), money.Amount{})), French.Percent(Part(money.MustParse("1.00"), money.Amount{}))},
		{"number", "−1,234.5", "−1" + thin + "234,5", English.number("-1234.5"), French.number("-1234.5")},
		{"fraction", "1/3", "1/3", English.number("1/3"), French.number("1/3")},
		{"date", "1" + space + "May" + space + "2026", "1er" + space + "mai" + space + "2026", English.Date(civil.MustParseDate("2026-05-01")), French.Date(civil.MustParseDate("2026-05-01"))},
		{"day", "Tue" + space + "14" + space + "Apr", "mar." + space + "14" + space + "avr.", English.day(civil.MustParseDate("2026-04-14")), French.day(civil.MustParseDate("2026-04-14"))},
		{"no day", "–", "–", English.Date(civil.Date{}), French.day(civil.Date{})},
		{"after midnight", "02:40", "02:40", English.clock(worktime.Clock(26*60 + 40)), French.clock(worktime.Clock(26*60 + 40))},
		{"hours", "7" + thin + "h" + thin + "05", "7" + thin + "h" + thin + "05", English.hours(425), French.hours(425)},
		{"none", "0" + space + "days", "0" + space + "jour", English.count(0, "day"), French.count(0, "day")},
		{"one less", "−1" + space + "days", "−1" + space + "jour", English.count(-1, "day"), French.count(-1, "day")},
		{"one", "1" + space + "day", "1" + space + "jour", English.count(1, "day"), French.count(1, "day")},
	} {
		assert.Equal(t, c.english, c.gotEnglish, c.name)
		assert.Equal(t, c.french, c.gotFrench, c.name)
	}
}
