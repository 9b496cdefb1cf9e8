package law_test

import (
	"fmt"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
)

func ExampleTable_At() {
	table, err := law.Load[string]([]byte(`{
	  "name": "example", "verifiedOn": "2026-11-22",
	  "references": [{"key": "CSS D242-4", "title": "Code de la sécurité sociale, art. D242-4",
	    "url": "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000053302465"}],
	  "parameters": [{"key": "old-age", "label": "Uncapped old age, employer", "unit": "percent", "values": [
	    {"from": "2024-01-01", "value": "2.02", "refs": ["CSS D242-4"], "status": "verified"},
	    {"from": "2026-01-01", "value": "2.11", "refs": ["CSS D242-4"], "status": "verified"}]}]}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, on := range []string{"2025-12-31", "2026-01-01", "2023-12-31"} {
		v, err := table.At("old-age", civil.MustParseDate(on))
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(on, v.Value, v.Unit, v.Refs)
	}
	// Output:
	// 2025-12-31 2.02 percent CSS D242-4
	// 2026-01-01 2.11 percent CSS D242-4
	// old-age: no value at this date on 2023-12-31, first on 2024-01-01
}
