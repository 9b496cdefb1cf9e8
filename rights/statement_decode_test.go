package rights

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/law"
)

const (
	soundCalendar = `{"first":"2026-01-01","cadences":[{"frequency":"monthly","months":3},{"frequency":"half-yearly"}],"dueMonths":1,"work":"cinema"}`
	soundTerms    = `{"payees":[{"payee":"a","withholding":"3/20","ref":{"key":"k","title":"t","url":"https://example.org/a"},"minimum":"100.00"}],"final":true}`
)

func TestDecodeStatementCalendar(t *testing.T) {
	c, err := DecodeStatementCalendar(strings.NewReader(soundCalendar))
	require.NoError(t, err)
	assert.Equal(t, StatementCalendar{First: on("2026-01-01"), Cadences: []Cadence{{Monthly, 3}, {Frequency: HalfYearly}}, DueMonths: 1, Work: CinemaFilm}, c)
	for document, want := range map[string]string{
		`{"first":"2026-01-01","cadences":[],"Work":"cinema"}`:                             "Work: ",
		`{"cadences":[{"frequency":"yearly"}]}`:                                            "first: is missing",
		`{"first":"2026-01-01","cadences":[{"frequency":"weekly"}]}`:                       "cadences[0].frequency: ",
		`{"first":"2026-01-01","cadences":[{"frequency":"yearly"}]} {}`:                    "",
		`{"first":"2026-01-01","cadences":[{"frequency":"monthly","months":1e9},{}]}`:      "",
		`{"first":"2026-01-01","cadences":[{"frequency":"yearly","months":12}]}`:           "cadences[0].months: ",
		`{"first":"2026-01-01","cadences":[{"frequency":"yearly"}],"dueDays":-5,"x":null}`: "",
	} {
		_, err := DecodeStatementCalendar(strings.NewReader(document))
		require.ErrorContains(t, err, want, document)
	}
}

func TestDecodePaymentTerms(t *testing.T) {
	terms, err := DecodePaymentTerms(strings.NewReader(soundTerms))
	require.NoError(t, err)
	assert.Equal(t, PaymentTerms{Payees: []PayeeTerms{{
		Payee: "a", Withholding: quota("3/20"), Ref: law.Ref{Key: "k", Title: "t", URL: "https://example.org/a"}, Minimum: euros("100.00"),
	}}, Final: true}, terms)
	for document, want := range map[string]string{
		`{"payees":[{"payee":"a","withholding":"3/20"}]}`:          "payees[0].ref: ",
		`{"payees":[{"payee":"a"},{"payee":"a"}]}`:                 "payees[1].payee: is given twice",
		`{"payees":[{"minimum":"-1.00"}]}`:                         "payees[0].minimum: is negative",
		`{"payees":[{"payee":"a","withholding":"15 %"}]}`:          "payees[0].withholding: ",
		`{"payees":[{"payee":"a","payee":"b"}],"final":"perhaps"}`: "",
		`{"final":true}`: "payees: is missing",
	} {
		_, err := DecodePaymentTerms(strings.NewReader(document))
		require.ErrorContains(t, err, want, document)
	}
}

func FuzzDecodeStatementCalendar(f *testing.F) {
	f.Add(soundCalendar)
	f.Add(`{"first":"2199-12-31","cadences":[{"frequency":"yearly"}],"dueDays":1200}`)
	f.Fuzz(func(t *testing.T, document string) {
		c, err := DecodeStatementCalendar(strings.NewReader(document))
		if err != nil {
			return
		}
		schedule, err := c.Schedule(c.First, StatementDuties{})
		if err == nil && (len(schedule.Periods) != 1 || schedule.Periods[0].From != c.First) {
			t.Fatalf("%+v begins with %+v", c, schedule.Periods)
		}
	})
}

func FuzzDecodePaymentTerms(f *testing.F) {
	f.Add(soundTerms)
	f.Fuzz(func(t *testing.T, document string) {
		terms, err := DecodePaymentTerms(strings.NewReader(document))
		if err != nil {
			return
		}
		list, err := Payables([]Payment{{"a", euros("1000.00")}}, nil, terms)
		if err != nil {
			t.Fatalf("sound terms are refused: %v", err)
		}
		if p := list[0]; p.Gross.Cents()+p.CarriedOut.Cents() != 100_000 || p.Withheld.Cents()+p.Paid.Cents() != p.Gross.Cents() {
			t.Fatalf("%+v does not add up", p)
		}
		again, err := json.Marshal(terms)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := DecodePaymentTerms(strings.NewReader(string(again))); err != nil {
			t.Fatalf("%s is not read back: %v", again, err)
		}
	})
}
