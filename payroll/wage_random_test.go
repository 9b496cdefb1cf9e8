package payroll

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// The long runs, given on the command line of go test.
var (
	weeksFlag = flag.Int("weeks", 200, "random weeks to compare with the plain reading of the contract")
	seedFlag  = flag.Uint64("seed", 2642, "seed of the random weeks")
)

// randomWeek returns a valid week of any kind, with a bias to what is rare in life: nights, holidays,
// the turn of a season, short rests, long days.
func randomWeek(r *rand.Rand) plainWeek {
	for {
		w := plainWeek{
			ID: fmt.Sprint(r.Uint32()), Agreement: pick(r, "3097", "3097", "2642"), Engagement: pick(r, "weekly", "weekly", "daily"),
			Setting: pick(r, "shoot", "shoot", "studio", "prep", "post"), Paris: r.IntN(2) == 0, Days: []plainDay{},
		}
		monday := time.Date(2022, 4, 4, 0, 0, 0, 0, time.UTC)
		if w.Agreement == "2642" {
			monday = time.Date(2023, 7, 3, 0, 0, 0, 0, time.UTC)
		}
		monday = monday.AddDate(0, 0, 7*r.IntN(pick(r, 190, 250)))
		if r.IntN(2) == 0 { // a week with something in it
			monday = time.Date(2024+r.IntN(4), 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, pick(r, 0, 78, 79, 89, 90, 97, 119, 120, 126, 127, 136, 139, 147, 160, 194, 226, 272, 273, 304, 314, 353, 354, 358, 359))
			monday = monday.AddDate(0, 0, -(int(monday.Weekday())+6)%7)
		}
		w.Date = monday.Format("2006-01-02")
		w.Territory = pick(r, "", "", "metropole", "alsace-moselle", "guadeloupe", "martinique", "guyane", "reunion", "mayotte")
		f := pick(r, plainGrids()[w.Agreement]...)
		w.Job, w.Specialised = f.name, f.specialised
		if f.name == "Superviseur d'effets spéciaux" || f.name == "Opérateur d'effets en temps réel" {
			w.Branch = f.branch
		}
		if w.Agreement == "3097" {
			w.Regime = pick(r, "", "", "annexe1", "annexe3")
			w.NoEquivalence = r.IntN(4) == 0
		} else {
			w.Genre = pick(r, "fiction", "flux", "documentary", "other")
		}
		if r.IntN(3) == 0 {
			w.WeeklyPay = fmt.Sprintf("%d.%02d", 300+r.IntN(3_000), r.IntN(100))
		}
		if w.fill(r, monday) {
			return w
		}
	}
}

// fill adds random days, and reports whether they are valid.
func (w *plainWeek) fill(r *rand.Rand, monday time.Time) bool {
	listed, most := 0, 6
	if w.Engagement == "daily" {
		most = 1 + r.IntN(4)
	} else if r.IntN(3) == 0 {
		most = 1 + r.IntN(6)
	}
	cinema := w.Agreement == "3097"
	wrapped := 0
	step := pick(r, 1, 5, 15, 30)
	lengths := pick(r, []int{300, 900}, []int{500, 700}, []int{30, 1440})
	skip := pick(r, 8, 3, 1_000)
	for day := range 7 {
		date := monday.AddDate(0, 0, day)
		d := plainDay{Date: date.Format("2006-01-02")}
		_, holiday, _ := plainHoliday(date, w.Territory)
		if cinema && r.IntN(6) == 0 {
			d.Travel = r.IntN(600)
		}
		switch {
		case listed == most || r.IntN(skip) == 0:
			if d.Travel == 0 {
				continue
			}
			d.MealOwed = r.IntN(4) == 0
		case holiday && w.Engagement == "weekly" && (cinema || day < 5) && r.IntN(2) == 0:
			d.HolidayOff = true
			listed++
		default:
			call := r.IntN(1440/step) * step
			if day*1440+call < wrapped {
				call = wrapped - day*1440 + r.IntN(3)*r.IntN(60)
				if call >= 1440 {
					return false
				}
			}
			length := lengths[0] + r.IntN((lengths[1]-lengths[0])/step+1)*step
			length = min(length, 1440)
			d.Call = fmt.Sprintf("%02d:%02d", call/60, call%60)
			d.Wrap = fmt.Sprintf("%02d:%02d", (call+length)%1440/60, (call+length)%60)
			d.Meal = pick(r, 0, 30, 45, 60, 61, 90)
			if r.IntN(2) == 0 {
				d.Transport = min(length, pick(r, r.IntN(300), 30, 60, 61, 90, 120, 121))
			}
			unpaid := 0
			if cinema {
				unpaid = min(120, d.Transport)
			}
			room := length - unpaid - d.Meal
			if room < 0 {
				return false
			}
			if middle := (length - d.Meal) / 2; middle < unpaid-unpaid/2 || middle+d.Meal > length-unpaid/2 || r.IntN(2) == 0 {
				at := (call + unpaid - unpaid/2 + r.IntN(room+1)) % 1440
				if d.Meal > 0 {
					d.MealAt = fmt.Sprintf("%02d:%02d", at/60, at%60)
				}
			}
			if r.IntN(6) == 0 {
				rest := r.IntN(pick(r, 60, 800, 3_000))
				d.RestBefore = &rest
			}
			if cinema {
				d.MealOwed, d.SnackOwed = r.IntN(5) == 0, r.IntN(5) == 0
				d.Unrecovered = (holiday || day == 6) && r.IntN(2) == 0
			}
			wrapped = day*1440 + call + length
			listed++
		}
		w.Days = append(w.Days, d)
	}
	// The sixth day in the Paris region may be unrecovered.
	if cinema && w.Paris && w.Engagement == "weekly" && (w.Setting == "shoot" || w.Setting == "studio") && listed == 6 && r.IntN(2) == 0 {
		last := &w.Days[len(w.Days)-1]
		if last.Call != "" {
			last.Unrecovered = true
		}
	}
	return true
}

// The package and the plain reading agree on every random week, to the last digit of the document.
// `go test ./payroll -run TestThePlainReadingOfRandomWeeks -weeks 20000` is the long run.
func TestThePlainReadingOfRandomWeeks(t *testing.T) {
	count := *weeksFlag
	if testing.Short() {
		count = min(count, 50)
	}
	r := rand.New(rand.NewPCG(3097, *seedFlag))
	const batch = 50
	for done := 0; done < count; done += batch {
		var weeks []plainWeek
		for range batch {
			weeks = append(weeks, randomWeek(r))
		}
		document, err := json.Marshal(weeks)
		require.NoError(t, err)
		list, err := DecodeWeeks(bytes.NewReader(document), WageParameters{})
		require.NoError(t, err)
		wages, err := ComputeWages(list, WageParameters{})
		require.NoError(t, err)
		answer, err := json.Marshal(wages)
		require.NoError(t, err)
		var got []plainWage
		require.NoError(t, json.Unmarshal(answer, &got))
		for i, w := range weeks {
			if want := plainWageOf(w); fmt.Sprint(want) != fmt.Sprint(got[i]) {
				text, _ := json.MarshalIndent(w, "", " ")
				require.Equal(t, want, got[i], "%s", text)
			}
		}
	}
}
