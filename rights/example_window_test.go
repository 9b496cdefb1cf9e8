package rights_test

import (
	"fmt"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/rights"
)

func ExampleWindowRules_Windows() {
	film := rights.FilmRelease{Released: civil.MustParseDate("2025-10-31")}
	windows, err := rights.WindowRules{}.Windows(film)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, w := range windows {
		fmt.Println(w.Opens, w.Months, w.Case, w.Status)
	}
	fmt.Println(windows[0].Agreement, windows[0].Refs)
	// Output:
	// 2026-02-28 4 video verified
	// 2026-04-30 6 pay-tv/agreement verified
	// 2026-07-31 9 pay-tv/none single-source
	// 2026-07-31 9 svod/disney verified
	// 2027-01-31 15 pay-tv-second/agreement single-source
	// 2027-01-31 15 svod/agreement verified
	// 2027-03-31 17 pay-tv-second/none single-source
	// 2027-03-31 17 svod/none verified
	// 2027-05-31 19 free-tv/unpreceded single-source
	// 2027-08-31 22 free-tv/financing verified
	// 2028-04-30 30 free-tv/other single-source
	// 2028-10-31 36 free-vod verified
	// 6 February 2025 Légipresse 434, mac4ever 186826
}

func ExampleCoExploitationRules_Gap() {
	gap, err := rights.CoExploitationRules{}.Gap(rights.CoExploitation{
		Cost: money.MustParse("8000000.00"), FreeOpens: civil.MustParseDate("2026-01-15"), FirstBroadcast: civil.MustParseDate("2026-03-31"),
	})
	fmt.Println(gap.Away, gap.Refs, err)
	// Output:
	// 2026-01-15 to 2026-04-30 Légipresse 434 <nil>
}
