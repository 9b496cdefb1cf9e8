package worktime

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// crew is a year of people, a few breaches in each.
func crew(people int) []Record {
	records := make([]Record, people)
	for i := range records {
		m := newMaker(uint64(7*(i/7)+3), ofAgreements[1+i%(len(ofAgreements)-1)])
		for len(m.record.Shifts) < 250 {
			cleanWeeks[1+m.IntN(5)](m)
			if m.IntN(10) == 0 {
				faults[m.IntN(4)].put(m)
				m.pass(1)
			}
		}
		m.record.Shifts = m.record.Shifts[:250]
		records[i] = m.record
	}
	return records
}

// A year of a crew of a hundred: 25,000 shifts.
func BenchmarkCheckAll(b *testing.B) {
	records := crew(100)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := CheckAll(records, Limits{}); err != nil {
			b.Fatal(err)
		}
	}
}

// A year of one person.
func BenchmarkCheck(b *testing.B) {
	record := crew(1)[0]
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Check(record, Limits{}); err != nil {
			b.Fatal(err)
		}
	}
}

// A call after a year of shifts.
func BenchmarkEarliestCall(b *testing.B) {
	record := crew(1)[0]
	b.ReportAllocs()
	for b.Loop() {
		if _, err := (Limits{}).EarliestCall(record); err != nil {
			b.Fatal(err)
		}
	}
}

// Reading a record of one week.
func BenchmarkDecode(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Decode(strings.NewReader(sound)); err != nil {
			b.Fatal(err)
		}
	}
}

func TestTheCrewOfTheBenchmarkIsAYear(t *testing.T) {
	records := crew(8)
	reports, err := CheckAll(records, Limits{})
	require.NoError(t, err)
	for i, r := range reports {
		require.Len(t, records[i].Shifts, 250)
		require.Greater(t, records[i].Shifts[249].Date.DaysSince(records[i].Shifts[0].Date), 300)
		require.NotEmpty(t, r.Breaches)
	}
}
