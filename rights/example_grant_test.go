package rights_test

import (
	"fmt"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/rights"
)

const grantsDocument = `{
 "media": [{"code": "pay-tv"}, {"code": "svod"}],
 "territories": [{"code": "FR"}, {"code": "BE"}],
 "languages": [{"code": "fr"}],
 "owned": [{"id": "title", "holder": "producer", "exclusive": true,
   "scope": {"media": ["*"], "territories": ["*"], "languages": ["*"]}, "term": {"from": "2026-01-01", "to": "2055-12-31"}}],
 "granted": [
   {"id": "canal", "holder": "Channel", "contract": "2026/14", "exclusive": true, "runs": 6,
    "scope": {"media": ["pay-tv"], "territories": ["FR"], "languages": ["fr"]}, "term": {"from": "2027-03-01", "to": "2028-05-31"},
    "holdbacks": [{"scope": {"media": ["svod"], "territories": ["FR"], "languages": ["*"]}, "term": {"from": "2027-03-01", "to": "2028-05-31"}}]},
   {"id": "stream", "holder": "Platform", "contract": "2026/20",
    "scope": {"media": ["svod"], "territories": ["*"], "languages": ["fr"]}, "term": {"from": "2028-05-01", "to": "2029-04-30"}}]
}`

func ExampleDecodeGrants() {
	ledger, err := rights.DecodeGrants(strings.NewReader(grantsDocument))
	if err != nil {
		fmt.Println(err)
		return
	}
	book, err := rights.NewGrantBook(ledger)
	if err != nil {
		fmt.Println(err)
		return
	}
	for c, err := range book.Conflicts() {
		fmt.Println(c.Kind, c.Grant, "against", c.Other, c.Period, c.Scope.Territories, err)
	}
	// Output:
	// holdback stream against canal 2028-05-01 to 2028-05-31 [FR] <nil>
}

func ExampleGrantBook_Available() {
	ledger, err := rights.DecodeGrants(strings.NewReader(grantsDocument))
	if err != nil {
		fmt.Println(err)
		return
	}
	book, err := rights.NewGrantBook(ledger)
	if err != nil {
		fmt.Println(err)
		return
	}
	spans, err := book.Available(rights.AvailQuery{
		Scope:  rights.Scope{Media: []string{"svod"}, Territories: []string{"FR"}, Languages: []string{"fr"}},
		Period: civil.Period{From: civil.MustParseDate("2027-01-01"), To: civil.MustParseDate("2029-12-31")},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range spans {
		fmt.Println(s.Period, s.Status, s.By)
	}
	// Output:
	// 2027-01-01 to 2027-02-28 available []
	// 2027-03-01 to 2028-05-31 held-back [canal]
	// 2028-06-01 to 2029-04-30 non-exclusive [stream]
	// 2029-05-01 to 2029-12-31 available []
}
