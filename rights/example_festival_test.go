package rights_test

import (
	"fmt"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/rights"
)

func ExampleFestivalCalendar_Submissions() {
	calendar, err := rights.DecodeFestivals(strings.NewReader(`{"festivals": [
 {"id": "lido", "name": "Invented A", "kind": "festival", "country": "IT", "dates": {"from": "2027-09-01", "to": "2027-09-11"},
  "premiere": "world", "deadlines": [{"on": "2027-06-15", "fee": "150.00", "currency": "EUR"}]},
 {"id": "winter", "name": "Invented B", "kind": "festival", "country": "DE", "dates": {"from": "2027-02-11", "to": "2027-02-21"},
  "premiere": "international", "deadlines": [{"on": "2026-10-01", "fee": "80.00", "currency": "EUR"}, {"on": "2026-12-01", "fee": "125.00", "currency": "EUR"}]},
 {"id": "shorts", "name": "Invented C", "kind": "festival", "country": "FR", "dates": {"from": "2027-01-29", "to": "2027-02-06"},
  "premiere": "any", "mostMinutes": 59, "deadlines": [{"on": "2026-12-20"}]}]}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	film := rights.FestivalFilm{Title: "La Bobine", Completed: civil.MustParseDate("2027-01-15"), Minutes: 96, Countries: []string{"FR"}}
	entries, err := calendar.Submissions(film, civil.MustParseDate("2026-11-26"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, e := range entries {
		fmt.Println(e.Festival, e.SubmitBy, e.Fee, e.Currency, e.Reasons, "rules out", e.Loses)
	}
	// Output:
	// winter 2026-12-01 125.00 EUR [] rules out [lido]
	// lido 2027-06-15 150.00 EUR [] rules out []
	// shorts 2026-12-20 0.00  [length] rules out []
}
