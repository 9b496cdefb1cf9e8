package payroll

import (
	"encoding/csv"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/money"
)

// table reads a file of testdata by the names of its columns.
func table(t *testing.T, file string) (rows []map[string]string) {
	f, err := os.Open(file)
	require.NoError(t, err)
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, name := range records[0] {
			row[name] = record[i]
		}
		rows = append(rows, row)
	}
	return rows
}

// publishedShooting returns the amounts of annexe II of April 2022 (KALITEXT000046044080), for five and
// six days.
func publishedShooting(t *testing.T) map[string][2]money.Amount {
	published := map[string][2]money.Amount{}
	for _, row := range table(t, "testdata/ccn3097_techniciens.csv") {
		if row["annexe2"] == "true" {
			published[row["fonction"]] = [2]money.Amount{
				money.MustParse(row["hebdo5j_2022_publie"]), money.MustParse(row["hebdo6j_2022_publie"]),
			}
		}
	}
	return published
}

type televisionLine struct {
	branch, job         string
	specialised         bool
	week35, week39, day money.Amount
}

// publishedTelevision returns the lines of the grid of July 2012 (avenant 4, KALIARTI000026562986).
func publishedTelevision(t *testing.T) (lines []televisionLine) {
	for _, row := range table(t, "testdata/ccn2642_categorie_b_2025-07_derived.csv") {
		if row["hebdo35_2012"] != "" {
			lines = append(lines, televisionLine{
				row["filiere"], row["fonction"], row["specialise"] == "true", money.MustParse(row["hebdo35_2012"]),
				money.MustParse(row["hebdo39_2012"]), money.MustParse(row["jour7h_2012"]),
			})
		}
	}
	return lines
}
