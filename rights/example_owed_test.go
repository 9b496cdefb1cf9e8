package rights_test

import (
	"fmt"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/rights"
)

func ExampleDecodeStatementContracts() {
	contracts, err := rights.DecodeStatementContracts(strings.NewReader(`{"contracts": [
 {"id": "writer", "party": "A. Auteur", "role": "author", "moves": ["2025-09-30"],
  "calendar": {"first": "2025-01-01", "cadences": [{"frequency": "yearly"}], "dueMonths": 3}},
 {"id": "adami", "party": "ADAMI", "role": "performers-society", "firstExploitation": "2025-08-31",
  "calendar": {"first": "2025-01-01", "cadences": [{"frequency": "yearly"}], "dueMonths": 6}},
 {"id": "eurimages", "party": "Eurimages", "role": "eurimages",
  "calendar": {"first": "2025-01-01", "cadences": [{"frequency": "yearly"}], "dueMonths": 3}}]}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	year := civil.Period{From: civil.MustParseDate("2026-01-01"), To: civil.MustParseDate("2026-12-31")}
	owed, err := contracts.Owed(year, civil.MustParseDate("2026-03-15"), rights.OwedDuties{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, o := range owed {
		fmt.Println(o.Due, o.Party, o.Kind, "nil:", o.NoReceipts, "overdue:", o.Overdue, o.Refs)
	}
	// Output:
	// 2026-02-28 ADAMI performers-report nil: false overdue: true accord 7 June 1990, ADAMI 4876
	// 2026-03-31 A. Auteur statement nil: false overdue: false CPI L132-28
	// 2026-03-31 Eurimages statement nil: true overdue: false Eurimages reimbursement
}
