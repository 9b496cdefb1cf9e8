package payroll

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// A second reading of the contract of the door, minute by minute in big.Rat. It shares nothing
// with the package but the files of the grids: it has its own calendar, its own dates of figures
// and its own rounding, and it reads and writes documents, not the types of the package.

type plainDay struct {
	Date        string `json:"date"`
	Call        string `json:"call,omitempty"`
	Wrap        string `json:"wrap,omitempty"`
	HolidayOff  bool   `json:"holidayOff,omitempty"`
	Meal        int    `json:"meal,omitempty"`
	MealAt      string `json:"mealAt,omitempty"`
	Transport   int    `json:"transport,omitempty"`
	RestBefore  *int   `json:"restBefore,omitempty"`
	Travel      int    `json:"travel,omitempty"`
	MealOwed    bool   `json:"mealOwed,omitempty"`
	SnackOwed   bool   `json:"snackOwed,omitempty"`
	Unrecovered bool   `json:"unrecovered,omitempty"`
}

type plainWeek struct {
	ID            string     `json:"id"`
	Date          string     `json:"date"`
	Agreement     string     `json:"agreement"`
	Job           string     `json:"job"`
	Specialised   bool       `json:"specialised,omitempty"`
	Genre         string     `json:"genre,omitempty"`
	Branch        string     `json:"branch,omitempty"`
	Setting       string     `json:"setting"`
	Engagement    string     `json:"engagement"`
	Paris         bool       `json:"paris,omitempty"`
	Territory     string     `json:"territory,omitempty"`
	Regime        string     `json:"regime,omitempty"`
	NoEquivalence bool       `json:"noEquivalence,omitempty"`
	WeeklyPay     string     `json:"weeklyPay,omitempty"`
	Days          []plainDay `json:"days"`
}

type plainLine struct {
	Code   string `json:"code"`
	Hours  string `json:"hours,omitempty"`
	Count  int    `json:"count,omitempty"`
	Rate   string `json:"rate,omitempty"`
	Price  string `json:"price,omitempty"`
	Amount string `json:"amount"`
}

type plainBreach struct {
	Rule     string `json:"rule"`
	Date     string `json:"date"`
	Measured string `json:"measured"`
	Allowed  string `json:"allowed"`
}

type plainWage struct {
	ID         string        `json:"id"`
	Hours      string        `json:"hours"`
	BaseHour   string        `json:"baseHour"`
	Lines      []plainLine   `json:"lines"`
	Gross      string        `json:"gross"`
	Allowances string        `json:"allowances"`
	Minimum    string        `json:"minimum"`
	Breaches   []plainBreach `json:"breaches"`
}

// plainFunction is a row of a grid.
type plainFunction struct {
	name, branch       string
	specialised, heavy bool
	equivalent         bool
	weekly             map[string]string // by first day
	fiction            map[string]string // of fiction and flux
	presence, paid     map[int]int64     // by days of the week
}

var plainGrids = sync.OnceValue(func() map[string][]plainFunction {
	read := func(file string) []map[string]string {
		data, err := os.ReadFile(file)
		if err != nil {
			panic(err)
		}
		rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
		if err != nil {
			panic(err)
		}
		var list []map[string]string
		for _, row := range rows[1:] {
			m := map[string]string{}
			for i, name := range rows[0] {
				m[name] = row[i]
			}
			list = append(list, m)
		}
		return list
	}
	grids := map[string][]plainFunction{}
	for _, row := range read("testdata/ccn3097_techniciens.csv") {
		f := plainFunction{name: row["fonction"], equivalent: row["annexe2"] == "true", weekly: map[string]string{}}
		for _, from := range []string{"2022-04-01", "2023-09-01", "2024-03-01"} {
			f.weekly[from] = row["hebdo39h_"+from]
		}
		if f.equivalent {
			f.presence = map[int]int64{5: rat(row["presence5j"]).Num().Int64(), 6: rat(row["presence6j"]).Num().Int64()}
			f.paid = map[int]int64{5: rat(row["h5j"]).Num().Int64(), 6: rat(row["h6j"]).Num().Int64()}
		}
		grids["3097"] = append(grids["3097"], f)
	}
	// VI.8.3 and VI.10, with or without « spécialisé », and all of filière H.
	heavy := strings.Split("Dessinateur en décor|2e assistant décorateur|Régisseur d'extérieurs|Accessoiriste|Chef d'équipe|Constructeur|"+
		"Menuisier-traceur|Staffeur|Peintre en lettres / en faux bois|Maçon / peintre|Métallier / serrurier / mécanicien|"+
		"Tapissier / toupilleur|Electricien déco / machiniste déco|Rippeur|Assistant décorateur adjoint", "|")
	for _, row := range read("testdata/ccn2642_categorie_b_2025-07_derived.csv") {
		if row["hebdo35_2024-02-01"] == "" {
			continue // no minimum was published
		}
		f := plainFunction{name: row["fonction"], branch: row["filiere"], specialised: row["specialise"] == "true"}
		f.heavy = f.branch == "H" || slices.Contains(heavy, strings.TrimSuffix(f.name, " spécialisé"))
		f.weekly = map[string]string{"2023-07-01": row["hebdo35_2023-07-01"], "2024-02-01": row["hebdo35_2024-02-01"]}
		f.fiction = map[string]string{"2024-07-01": row["hebdo35_2024-07-01_fiction_flux"], "2025-07-01": row["hebdo35_2025-07-01_fiction_flux_derived"]}
		grids["2642"] = append(grids["2642"], f)
	}
	return grids
})

// rat reads a number, which is not to be changed: it may be one of those that are kept.
func rat(s string) *big.Rat {
	if r, ok := keptRats[s]; ok {
		return r
	}
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		panic(s)
	}
	return r
}

var keptRats = func() map[string]*big.Rat {
	kept := map[string]*big.Rat{}
	for _, s := range []string{"0", "0.25", "0.5", "0.75", "1", "2", "-1"} {
		kept[s], _ = new(big.Rat).SetString(s)
	}
	return kept
}()

func ratInt(n int64) *big.Rat       { return new(big.Rat).SetInt64(n) }
func mul(a, b *big.Rat) *big.Rat    { return new(big.Rat).Mul(a, b) }
func sumOf(a, b *big.Rat) *big.Rat  { return new(big.Rat).Add(a, b) }
func lessBy(a, b *big.Rat) *big.Rat { return new(big.Rat).Sub(a, b) }
func over(a, b *big.Rat) *big.Rat   { return new(big.Rat).Quo(a, b) }
func hoursOf(minutes int) *big.Rat  { return big.NewRat(int64(minutes), 60) }
func smaller(a, b *big.Rat) *big.Rat {
	if a.Cmp(b) < 0 {
		return a
	}
	return b
}

// fixed rounds half away from zero and keeps every decimal.
func fixed(r *big.Rat, places int) string {
	scale := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil))
	scaled := new(big.Rat).Mul(new(big.Rat).Abs(r), scale)
	twice := new(big.Int).Add(new(big.Int).Mul(scaled.Num(), big.NewInt(2)), scaled.Denom())
	whole := new(big.Int).Quo(twice, new(big.Int).Mul(scaled.Denom(), big.NewInt(2)))
	text := new(big.Rat).Quo(new(big.Rat).SetInt(whole), scale).FloatString(places)
	if r.Sign() < 0 && whole.Sign() != 0 {
		return "-" + text
	}
	return text
}

// short is fixed at four decimals without trailing zeros.
func short(r *big.Rat) string {
	return strings.TrimSuffix(strings.TrimRight(fixed(r, 4), "0"), ".")
}

// latest returns the value of the last day that is not after another.
func latest(values map[string]string, on string) (value string) {
	last := ""
	for from, v := range values {
		if from <= on && from >= last {
			last, value = from, v
		}
	}
	return value
}

func plainDate(s string) time.Time {
	d, err := time.Parse("2006-01-02", s)
	if err != nil {
		panic(err)
	}
	return d
}

// plainEaster is the anonymous Gregorian computus (Nature, 20 April 1876).
func plainEaster(y int) time.Time {
	a, b, c := y%19, y/100, y%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return time.Date(y, time.Month(n/31), n%31+1, 0, 0, 0, 0, time.UTC)
}

// plainHoliday returns the supplement of a date in audiovisual production, and whether it is a public
// holiday at all.
func plainHoliday(d time.Time, territory string) (rate string, holiday, firstOfMay bool) {
	rate = "0"
	better := func(r string) {
		holiday = true
		if rat(r).Cmp(rat(rate)) > 0 {
			rate = r
		}
	}
	switch d.Format("01-02") {
	case "01-01", "07-14", "08-15", "11-01", "11-11", "12-25":
		better("1")
	case "05-01":
		better("2")
		firstOfMay = true
	case "05-08":
		better("0.5")
	case "12-26":
		if territory == "alsace-moselle" {
			better("0")
		}
	}
	if map[string]string{"mayotte": "04-27", "martinique": "05-22", "guadeloupe": "05-27", "guyane": "06-10", "reunion": "12-20"}[territory] == d.Format("01-02") {
		better("1")
	}
	switch int(d.Sub(plainEaster(d.Year())).Hours()) / 24 {
	case 1, 39:
		better("0.5")
	case 50:
		better("0")
	case -2:
		if territory == "alsace-moselle" {
			better("0")
		}
	}
	return rate, holiday, firstOfMay
}

func clockMinutes(s string) int {
	var h, m int
	if _, err := fmt.Sscanf(s, "%02d:%02d", &h, &m); err != nil {
		panic(err)
	}
	return h*60 + m
}

// plainMinute is a minute of work.
type plainMinute struct {
	at    int // from the Monday's midnight
	nth   int // of its day
	place int // among those of the week but the sixth day's, from minus the equivalence
	day   int // index in the list
	sixth bool
}

// plainWageOf is the contract, sentence by sentence.
func plainWageOf(w plainWeek) plainWage {
	cinema, weekly := w.Agreement == "3097", w.Engagement == "weekly"
	shot := w.Setting == "shoot" || w.Setting == "studio"
	monday := plainDate(w.Date)
	if w.Territory == "" {
		w.Territory = "metropole"
	}
	function := plainFunctionOf(w)
	grid := plainPay(w, function)
	pay := grid
	if w.WeeklyPay != "" {
		pay = rat(w.WeeklyPay)
	}
	divisor := ratInt(40)
	if !cinema {
		divisor = ratInt(35)
		if !weekly {
			divisor = rat("31.5")
		}
	}

	// The days.
	type span struct{ call, wrap, work int }
	spans := make([]span, len(w.Days))
	listed, off := 0, 0
	for _, d := range w.Days {
		if d.Call != "" || d.HolidayOff {
			listed++
		}
		if d.HolidayOff {
			off++
		}
	}
	sixth := -1
	if cinema && weekly && shot && w.Paris && listed == 6 {
		n := 0
		for i, d := range w.Days {
			if d.Call != "" || d.HolidayOff {
				if n++; n == 6 && d.Call != "" {
					sixth = i
				}
			}
		}
	}
	var minutes []plainMinute
	worked := 0 // days, but the sixth
	for i, d := range w.Days {
		if d.Call == "" {
			continue
		}
		begin := int(plainDate(d.Date).Sub(monday).Hours()) * 60
		call, wrap := begin+clockMinutes(d.Call), begin+clockMinutes(d.Wrap)
		if wrap <= call {
			wrap += 1440
		}
		unpaid := 0
		if cinema {
			unpaid = min(120, d.Transport)
		}
		meal := call + (wrap-call-d.Meal)/2
		if d.MealAt != "" {
			meal = begin + clockMinutes(d.MealAt)
			if meal < call {
				meal += 1440
			}
		}
		if i != sixth {
			worked++
		}
		nth := 0
		for t := call; t < wrap; t++ {
			switch {
			case t < call+(unpaid-unpaid/2), t >= wrap-unpaid/2, t >= meal && t < meal+d.Meal:
				continue
			}
			minutes = append(minutes, plainMinute{at: t, nth: nth, day: i, sixth: i == sixth})
			nth++
		}
		spans[i] = span{call, wrap, nth}
	}

	// The week, H and the guarantee.
	N := int64(5)
	if cinema && shot && !w.Paris && listed == 6 {
		N = 6
	}
	n := min(int64(listed), N)
	E, G := int64(0), int64(35)
	if cinema {
		G = 39
		if N == 6 {
			G = 47
		}
		if shot && function.equivalent && !w.NoEquivalence {
			G = function.paid[int(N)]
			E = function.presence[int(N)] - G
		}
	}
	idle := big.NewRat(E*int64(worked), N) // hours
	H := new(big.Rat)
	for _, m := range minutes {
		if !m.sixth {
			H.Add(H, ratInt(1))
		}
	}
	H.Quo(H, ratInt(60))
	H.Sub(H, idle)
	if H.Sign() < 0 {
		H = new(big.Rat)
	}
	halves := mul(H, ratInt(2))
	up := new(big.Int).Quo(new(big.Int).Sub(new(big.Int).Add(halves.Num(), halves.Denom()), big.NewInt(1)), halves.Denom())
	H = new(big.Rat).Quo(new(big.Rat).SetInt(up), ratInt(2))
	place := -int(mul(idle, ratInt(60)).Num().Int64())
	for i := range minutes {
		minutes[i].place = place
		if !minutes[i].sixth {
			place++
		}
	}

	// The weekly rate of the time that begins at a place, in minutes.
	weeklyRate := func(minute int) string {
		from := func(hours int) bool { return minute >= hours*60 }
		switch {
		case !weekly || !from(35):
			return "0"
		case !from(43):
			return "0.25"
		case cinema && !from(48):
			return "0.5"
		case cinema:
			return "0.75"
		case function.heavy && from(47):
			return "1"
		}
		return "0.5"
	}
	eq := func(hours *big.Rat) *big.Rat {
		total := new(big.Rat)
		for at := 0; hoursOf(at).Cmp(hours) < 0; at += 30 { // both are halves of an hour
			total.Add(total, mul(big.NewRat(1, 2), sumOf(ratInt(1), rat(weeklyRate(at)))))
		}
		return total
	}

	// The lines, by code and rate.
	tally := map[[2]string]*big.Rat{}
	minutesOf := map[[2]string]int{} // of those that are counted one by one
	add := func(code, rate string, hours *big.Rat) {
		key := [2]string{code, rate}
		if tally[key] == nil {
			tally[key] = new(big.Rat)
		}
		tally[key].Add(tally[key], hours)
	}
	paidHours := new(big.Rat)
	if weekly {
		total := new(big.Rat).Set(H)
		for _, m := range minutes {
			if m.sixth {
				total.Add(total, hoursOf(1))
			}
		}
		paidHours = total
		add("base", "1", total)
		for at := 0; hoursOf(at).Cmp(H) < 0; at += 30 {
			rate := weeklyRate(at)
			add("overtime-"+map[string]string{"0": "", "0.25": "25", "0.5": "50", "0.75": "75", "1": "100"}[rate], rate, big.NewRat(1, 2))
		}
		add("holiday-off", "1", ratInt(int64(7*off)))
		lack := lessBy(lessBy(over(mul(eq(ratInt(G)), ratInt(n)), ratInt(N)), eq(H)), ratInt(int64(7*off)))
		if lack.Sign() > 0 {
			add("guarantee", "1", lack)
		}
	} else {
		for i, d := range w.Days {
			if d.Call == "" {
				continue
			}
			paidHours.Add(paidHours, hoursOf(spans[i].work))
			day := hoursOf(max(spans[i].work, 420))
			add("base", "1", day)
			if cinema {
				add("short-contract", "0.25", day)
			}
		}
	}

	// The rests.
	rest := make([]int, len(w.Days)) // -1 not known
	first, last := -1, -1
	for i, d := range w.Days {
		rest[i] = -1
		if d.Call == "" {
			continue
		}
		if first < 0 {
			first = i
		} else {
			rest[i] = spans[i].call - spans[last].wrap
		}
		if d.RestBefore != nil {
			rest[i] = *d.RestBefore
		}
		last = i
	}
	required := func(i int) int {
		if cinema && weekly && i == first {
			if shot && !w.Paris {
				return 35 * 60
			}
			return 48 * 60
		}
		return 11 * 60
	}

	var holidays [8]struct {
		rate           string
		is, firstOfMay bool
	}
	for i := range holidays {
		holidays[i].rate, holidays[i].is, holidays[i].firstOfMay = plainHoliday(monday.AddDate(0, 0, i), w.Territory)
	}

	// Minute by minute.
	capped := new(big.Rat)
	type night struct{ day, evening int }
	nights := map[night]int{}
	studio := map[int]int{}
	for _, m := range minutes {
		date := monday.AddDate(0, 0, m.at/1440)
		clock := m.at % 1440
		supplements := new(big.Rat)
		give := func(code, rate string) {
			if rate != "0" {
				minutesOf[[2]string{code, rate}]++
				supplements.Add(supplements, rat(rate))
			}
		}
		studio[m.at/1440]++
		// Overtime of the day.
		switch {
		case cinema && !weekly:
			switch {
			case m.nth >= 600:
				give("overtime-100", "1")
			case m.nth >= 420:
				give("overtime-50", "0.5")
			}
			supplements.Add(supplements, rat("0.25"))
		case !weekly:
			switch {
			case m.nth >= 660:
				give("overtime-50", "0.5")
			case m.nth >= 480:
				give("overtime-25", "0.25")
			}
		case cinema && shot && m.nth >= 600:
			give("overtime-100", "1")
		}
		if weekly && cinema && !m.sixth {
			supplements.Add(supplements, rat(weeklyRate(m.place)))
		}
		// Night.
		monthDay := date.Format("01-02")
		begins, ends := 1440, 0
		switch {
		case cinema && shot:
			ends = 360
			switch summer := monthDay >= "04-01" && monthDay <= "09-30"; {
			case summer:
				begins = 22 * 60
			case w.Setting == "studio":
				begins = 21 * 60
			default:
				begins = 20 * 60
			}
		case cinema:
		case w.Genre == "fiction" || w.Genre == "documentary":
			begins, ends = 22*60, 7*60
			if monthDay >= "12-21" || monthDay <= "03-20" {
				begins, ends = 20*60, 6*60
			}
		default:
			ends = 7 * 60
		}
		if clock >= begins || clock < ends {
			evening := m.at / 1440
			if clock < ends {
				evening--
			}
			so := nights[night{m.day, evening}]
			nights[night{m.day, evening}]++
			switch {
			case cinema && so < 480:
				give("night-50", "0.5")
			case cinema:
				give("night-100", "1")
			case function.heavy:
				give("night-50", "0.5")
			default:
				give("night-25", "0.25")
			}
		}
		if date.Weekday() == time.Sunday {
			give("sunday", map[bool]string{true: "1", false: "0.5"}[cinema])
		}
		if day := holidays[m.at/1440]; day.is {
			rate := day.rate
			if cinema {
				rate = "1"
			}
			give("holiday", rate)
			if day.firstOfMay {
				supplements.Sub(supplements, rat(rate))
			}
		}
		if m.sixth {
			give("sixth-day", "1")
		}
		if r := rest[m.day]; r >= 0 && m.nth < required(m.day)-r {
			give("short-rest", map[bool]string{true: "1", false: "0.5"}[cinema])
		}
		if excess := lessBy(supplements, ratInt(1)); cinema && excess.Sign() > 0 {
			capped.Add(capped, excess) // a minute
		}
	}
	for key, n := range minutesOf {
		add(key[0], key[1], hoursOf(n))
	}
	add("cap", "-1", over(capped, ratInt(60)))
	transport, travel, meals, snacks := 0, 0, 0, 0
	for i, d := range w.Days {
		if !cinema {
			break
		}
		transport += min(d.Transport, 120)
		travel += min(d.Travel, 420)
		if d.MealOwed {
			meals++
		}
		if d.SnackOwed && d.Call != "" && clockMinutes(d.Call) < 420 {
			snacks++
		}
		if d.Unrecovered {
			_, holiday, _ := plainHoliday(plainDate(d.Date), w.Territory)
			if holiday || plainDate(d.Date).Weekday() == time.Sunday {
				add("recovery", "1", ratInt(7))
			}
			if i == sixth {
				add("recovery", "1", rat("3.5"))
			}
		}
	}

	// The prices.
	machiniste := new(big.Rat)
	if cinema {
		other := w
		other.Job = "Machiniste de prise de vues cinéma"
		machiniste = plainPay(other, plainFunctionOf(other))
	}
	order := strings.Fields("base overtime-25 overtime-50 overtime-75 overtime-100 short-contract night-25 night-50 night-100 " +
		"sunday holiday sixth-day short-rest cap holiday-off recovery guarantee")
	priced := func(W *big.Rat) (lines []plainLine, gross, allowances *big.Rat) {
		gross, allowances = new(big.Rat), new(big.Rat)
		base := over(W, divisor)
		post := func(line plainLine, exact, total *big.Rat) {
			line.Amount = fixed(exact, 2)
			total.Add(total, rat(line.Amount))
			lines = append(lines, line)
		}
		for _, code := range order {
			var rates []string
			for key, hours := range tally {
				if key[0] == code && hours.Sign() != 0 {
					rates = append(rates, key[1])
				}
			}
			slices.SortFunc(rates, func(a, b string) int { return rat(a).Cmp(rat(b)) })
			for _, rate := range rates {
				hours := tally[[2]string{code, rate}]
				post(plainLine{Code: code, Hours: short(hours), Rate: rate}, mul(mul(hours, rat(rate)), base), gross)
			}
		}
		journey := over(smaller(W, machiniste), divisor)
		if transport > 0 {
			post(plainLine{Code: "transport", Hours: short(hoursOf(transport)), Price: fixed(journey, 4)}, mul(hoursOf(transport), journey), gross)
		}
		if travel > 0 {
			post(plainLine{Code: "travel", Hours: short(hoursOf(travel)), Price: fixed(journey, 4)}, mul(hoursOf(travel), journey), gross)
		}
		mealPrice, snackPrice := "17.87", "7.26"
		if w.Date >= "2024-03-01" {
			mealPrice, snackPrice = "18.56", "7.54"
		}
		if meals > 0 {
			post(plainLine{Code: "meal", Count: meals, Price: mealPrice}, mul(ratInt(int64(meals)), rat(mealPrice)), allowances)
		}
		if snacks > 0 {
			post(plainLine{Code: "snack", Count: snacks, Price: snackPrice}, mul(ratInt(int64(snacks)), rat(snackPrice)), allowances)
		}
		return lines, gross, allowances
	}
	lines, gross, allowances := priced(pay)
	_, minimum, _ := priced(grid)

	// The breaches.
	breaches := []plainBreach{}
	breach := func(rule string, date time.Time, measured, allowed *big.Rat) {
		breaches = append(breaches, plainBreach{rule, date.Format("2006-01-02"), short(measured), short(allowed)})
	}
	if pay.Cmp(grid) < 0 {
		breaches = append(breaches, plainBreach{"minimum", w.Date, fixed(pay, 2), fixed(grid, 2)})
	}
	most := int64(48)
	if cinema && shot {
		most = 60
	}
	if len(minutes) > int(most)*60 {
		breach("weekly-hours", monday, hoursOf(len(minutes)), ratInt(most))
	}
	for i, d := range w.Days {
		if d.Call == "" {
			continue
		}
		date := plainDate(d.Date)
		longest := 12
		if cinema && !shot {
			longest = 10
		}
		if spans[i].work > longest*60 {
			breach("daily-hours", date, hoursOf(spans[i].work), ratInt(int64(longest)))
		}
		if span := spans[i].wrap - spans[i].call; cinema && span > 13*60 {
			breach("daily-span", date, hoursOf(span), ratInt(13))
		}
		if rest[i] < 0 {
			continue
		}
		rule, least := "daily-rest", 11
		if !cinema {
			least = 9
		}
		if weekly && i == first {
			rule, least = "weekly-rest", 33
			if cinema {
				least = required(i) / 60
			}
		}
		if rest[i] < least*60 {
			breach(rule, date, hoursOf(rest[i]), ratInt(int64(least)))
		}
	}
	for day, n := range studio {
		date := monday.AddDate(0, 0, day)
		if !cinema || w.Setting != "studio" {
			continue
		}
		if date.Weekday() == time.Sunday {
			breach("studio-sunday", date, hoursOf(n), ratInt(0))
		}
		if _, holiday, _ := plainHoliday(date, w.Territory); holiday {
			breach("studio-holiday", date, hoursOf(n), ratInt(0))
		}
	}
	slices.SortFunc(breaches, func(a, b plainBreach) int { return strings.Compare(a.Date+a.Rule, b.Date+b.Rule) })
	if lines == nil {
		lines = []plainLine{}
	}
	return plainWage{
		ID: w.ID, Hours: short(paidHours), BaseHour: fixed(over(pay, divisor), 4), Lines: lines, Gross: fixed(gross, 2),
		Allowances: fixed(allowances, 2), Minimum: fixed(minimum, 2), Breaches: breaches,
	}
}

func plainFunctionOf(w plainWeek) plainFunction {
	for _, f := range plainGrids()[w.Agreement] {
		if f.name == w.Job && (w.Branch == "" || f.branch == w.Branch) {
			return f
		}
	}
	panic(w.Job)
}

// plainPay returns the weekly pay of the grid and the regime.
func plainPay(w plainWeek, f plainFunction) *big.Rat {
	weekly := latest(f.weekly, w.Date)
	if (w.Genre == "fiction" || w.Genre == "flux") && w.Date >= "2024-07-01" {
		weekly = latest(f.fiction, w.Date)
	}
	pay := rat(weekly)
	if w.Regime != "annexe3" {
		return pay
	}
	floor, share := "790.91", "0.35"
	switch {
	case w.Date >= "2025-04-11":
		floor, share = "850", "0.37"
	case w.Date >= "2024-03-01":
		floor = "821"
	}
	if above := lessBy(pay, rat(floor)); above.Sign() > 0 {
		pay = rat(fixed(sumOf(rat(floor), mul(rat(share), above)), 2))
	}
	return pay
}

// The worked weeks say that the second reading is one of the same contract.
func TestThePlainReadingOfTheWorkedWeeks(t *testing.T) {
	data, err := os.ReadFile("testdata/wages.json")
	require.NoError(t, err)
	var cases []struct {
		Case   plainWeek `json:"case"`
		Expect plainWage `json:"expect"`
	}
	require.NoError(t, json.Unmarshal(data, &cases))
	require.Len(t, cases, 24)
	for _, c := range cases {
		require.Equal(t, c.Expect, plainWageOf(c.Case), c.Case.ID)
	}
}
