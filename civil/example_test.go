package civil_test

import (
	"fmt"
	"time"

	"github.com/bobine-film/bobine/civil"
)

func ExampleDate_AddMonths() {
	visa := civil.MustParseDate("2026-06-30")
	due, err := visa.AddMonths(8)
	fmt.Println(due, err)
	// Output: 2027-02-28 <nil>
}

func ExampleHolidays() {
	holidays, err := civil.Holidays(2026, civil.AlsaceMoselle)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, h := range holidays[:3] {
		fmt.Println(h.Date, h.Code)
	}
	// Output:
	// 2026-01-01 jour-de-l-an
	// 2026-04-03 vendredi-saint
	// 2026-04-06 lundi-de-paques
}

func ExampleFrenchCalendar() {
	shoot := civil.Period{From: civil.MustParseDate("2026-05-04"), To: civil.MustParseDate("2026-05-29")}
	calendar, err := civil.FrenchCalendar(civil.Metropole, shoot, time.Saturday, time.Sunday)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(calendar.Count(shoot), "shooting days")
	// Output: 17 shooting days
}

func ExamplePeriod_ByMonth() {
	contract := civil.Period{From: civil.MustParseDate("2026-02-23"), To: civil.MustParseDate("2026-03-06")}
	for part := range contract.ByMonth() {
		fmt.Println(part, part.Days())
	}
	// Output:
	// 2026-02-23 to 2026-02-28 6
	// 2026-03-01 to 2026-03-06 6
}
