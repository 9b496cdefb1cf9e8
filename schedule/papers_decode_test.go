package schedule

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/worktime"
)

// reread writes a document as JSON and reads it back.
func reread[T any](t *testing.T, document T, decode func(io.Reader) (T, error)) {
	t.Helper()
	data, err := json.Marshal(document)
	require.NoError(t, err)
	back, err := decode(bytes.NewReader(data))
	require.NoError(t, err, "%s", data)
	assert.Equal(t, document, back)
}

func TestDocumentsAreReadBack(t *testing.T) {
	reread(t, kitchen(), DecodeBoard)
	_, conditions := kitchenConditions()
	reread(t, conditions, DecodeConditions)
	net := bigNet(30)
	net.AsOf = civil.MustParseDate("2026-01-07")
	net.Tasks[0].Started, net.Tasks[0].DaysLeft, net.Tasks[1].Deadline = civil.MustParseDate("2026-01-06"), 3, civil.MustParseDate("2026-03-01")
	reread(t, net, DecodeTaskNetwork)
	template, err := FeaturePost(civil.MustParseDate("2026-01-05"), PaperFrench, PostFigures{})
	require.NoError(t, err)
	reread(t, template.Network, DecodeTaskNetwork)
	reread(t, DayOutRequest{Categories: []Category{Cast}, Rules: []HoldRule{{Category: Cast, Hold: true, Drop: true, DropDays: 10}}, Events: []DayOutEvent{event("ANA", "2026-06-01", CodeTravel)}}, DecodeDayOutRequest)
	calls := kitchenCalls()
	calls.People[0].Record = &worktime.Record{ID: "x", Agreement: worktime.Cinema, Shifts: []worktime.Shift{shift("2026-05-31", "08:00", "18:00")}}
	reread(t, calls, DecodeCallRequest)
	reread(t, []CheckItem{{CheckPeople, Cast, "ANNE", 1}, {CheckLogistics, "", "Repas", 0}}, DecodeCheckItems)
}

func TestRequestsRefuse(t *testing.T) {
	_, err := DecodeDayOutRequest(strings.NewReader(`{"rules":[{"category":"cast","drop":true}],"event":[]}`))
	require.ErrorContains(t, err, "rules[0].drop")
	require.ErrorContains(t, err, "event: unknown field")
	_, err = DecodeCallRequest(strings.NewReader(`{"date":"2026-06-01","start":"25:99","people":[{"person":""}]}`))
	require.ErrorContains(t, err, "start: ")
	require.ErrorContains(t, err, "people[0].person: is missing")
	_, err = DecodeCheckItems(strings.NewReader(`[{"kind":"people","name":"a","quantity":-1},{"name":"b"}]`))
	require.ErrorContains(t, err, "[0].quantity: is out of range")
	require.ErrorContains(t, err, "[1].kind: is missing")
}

func FuzzDecodeDayOutRequest(f *testing.F) {
	f.Add(`{"categories":["cast","set"],"rules":[{"category":"cast","hold":true,"drop":true,"dropDays":1}],"events":[{"category":"cast","name":"ANNE","date":"2026-06-02","code":"TR"}]}`)
	f.Fuzz(func(t *testing.T, document string) {
		r, err := DecodeDayOutRequest(strings.NewReader(document))
		if err != nil {
			return
		}
		out, err := DaysOut(kitchen(), r)
		if err != nil {
			return
		}
		for _, row := range out.Rows {
			filled := 0
			for _, c := range row.Cells {
				if c != "" {
					filled++
				}
			}
			if filled != row.Totals.Total || len(row.Cells) != len(out.Days) {
				t.Fatalf("%+v", row)
			}
		}
	})
}

func FuzzDecodeCallRequest(f *testing.F) {
	f.Add(`{"date":"2026-06-01","start":"08:00","people":[{"person":"a","category":"cast","name":"ANNE","makeup":30,"record":{"id":"a","agreement":"3097-artists","birthDate":"2014-01-01","shifts":[{"date":"2026-05-31","call":"08:00","wrap":"12:00","setting":"shoot"}]}}]}`)
	f.Fuzz(func(t *testing.T, document string) {
		r, err := DecodeCallRequest(strings.NewReader(document))
		if err != nil {
			return
		}
		sheet, err := CallTheDay(kitchen(), r, worktime.Limits{})
		if err != nil {
			return
		}
		for _, c := range sheet.Calls {
			if c.PickUp < 0 || c.Ready < c.Call || c.Late < 0 {
				t.Fatalf("%+v", c)
			}
		}
	})
}

func FuzzDecodeCheckItems(f *testing.F) {
	f.Add(`[{"kind":"people","category":"cast","name":"ANNE","quantity":1},{"kind":"logistics","name":"Repas","quantity":40}]`)
	f.Fuzz(func(t *testing.T, document string) {
		items, err := DecodeCheckItems(strings.NewReader(document))
		if err != nil {
			return
		}
		list, err := CheckTheDay(kitchen(), civil.MustParseDate("2026-06-01"), "", nil, items)
		if err != nil {
			t.Fatal(err)
		}
		if len(list.Lines) < len(items) {
			t.Fatal("a line is lost")
		}
	})
}
