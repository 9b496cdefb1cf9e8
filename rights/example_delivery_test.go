package rights_test

import (
	"fmt"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/rights"
)

func ExampleDecodeDelivery() {
	list, err := rights.DecodeDelivery(strings.NewReader(`{
 "contract": "mandate 2026/3", "recipient": "Sales agent", "milestones": {"signature": "2026-05-31"},
 "items": [
   {"id": "me", "name": "Music and effects", "kind": "sound", "after": "signature", "days": 40, "status": "rejected", "on": "2026-07-05", "quality": "failed"},
   {"id": "dub", "name": "English version", "kind": "sound", "due": "2026-09-01", "needs": ["me"], "status": "missing"},
   {"id": "stills", "name": "Stills", "kind": "publicity", "due": "2026-06-30", "status": "accepted", "on": "2026-06-12"}]}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	report, err := list.Report(civil.MustParseDate("2026-07-11"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, line := range report.Lines {
		fmt.Println(line.Item, line.Status, line.Due, line.Days, line.WaitsFor)
	}
	fmt.Println("blocked by", report.Blocking, "do now", report.Now, "late", report.Late)
	// Output:
	// me rejected 2026-07-10 -1 []
	// dub missing 2026-09-01 52 [me]
	// stills accepted 2026-06-30 18 []
	// blocked by [me dub] do now [me] late [me]
}
