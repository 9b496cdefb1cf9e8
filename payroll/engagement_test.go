package payroll

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// sound is the least that an engagement needs.
const sound = `{"id": "x", "date": "2026-07-15", "category": "artist", "agreement": "3097", "gross": "412.08", "days": 1, "headcount": 5}`

func with(old, replacement string) string { return strings.Replace(sound, old, replacement, 1) }

func TestDecode(t *testing.T) {
	list, err := Decode(strings.NewReader("[" + sound + "]"))
	require.NoError(t, err)
	require.Len(t, list, 1)
	assert.Equal(t, Engagement{
		ID: "x", Date: civil.MustParseDate("2026-07-15"), Category: Artist, Agreement: Cinema,
		Gross: money.MustParse("412.08"), Days: 1, Headcount: 5,
	}, list[0])
}

func TestDecodeRefuses(t *testing.T) {
	for _, c := range []struct{ name, document, want string }{
		{"not JSON", `[{`, "unreadable document"},
		{"not a list", sound, "a list is wanted"},
		{"negative gross", "[" + with("412.08", "-412.08") + "]", `[0].gross: is negative: "-412.08"`},
		{"no gross at all", "[" + with(`"gross": "412.08", `, "") + "]", "[0].gross: is missing"},
		{"absurd gross", "[" + with("412.08", "100000000.01") + "]", "[0].gross: is out of range: at most 100000000.00"},
		{"gross as a number", "[" + with(`"412.08"`, "412.08") + "]", "[0].gross: wrong type: a text is wanted"},
		{"gross of three decimals", "[" + with("412.08", "412.080") + "]", "[0].gross: malformed number"},
		{"gross that is no number", "[" + with("412.08", "NaN") + "]", "[0].gross: malformed number"},
		{"gross of ten million digits", "[" + with("412", strings.Repeat("9", 10_000_000)) + "]", "more than 40 digits in a row"},
		{"gross with an exponent", "[" + with(`"412.08"`, "1e9") + "]", "exponent"},
		{"unknown agreement", "[" + with("3097", "1234") + "]", `[0].agreement: is not one of the words allowed: 3097, 2642, 1285, 3090, 2717: "1234"`},
		{"unknown category", "[" + with("artist", "Artist") + "]", "[0].category: is not one of the words allowed: technician, artist"},
		{"a date that is none", "[" + with("2026-07-15", "2026-02-30") + "]", "[0].date: not a date"},
		{"no date", "[" + with(`"date": "2026-07-15", `, "") + "]", "[0].date: is missing"},
		{"no days", "[" + with(`"days": 1`, `"days": 0`) + "]", "[0].days: is out of range: 1 to 31"},
		{"half a day", "[" + with(`"days": 1`, `"days": 1.5`) + "]", "[0].days: wrong type"},
		{"32 days", "[" + with(`"days": 1`, `"days": 32`) + "]", "[0].days: is out of range"},
		{"negative headcount", "[" + with(`"headcount": 5`, `"headcount": -1`) + "]", "[0].headcount: is out of range"},
		{"400 hours in a week", "[" + with(`"days": 1`, `"days": 7, "hours": "400"`) + "]", `[0].hours: is out of range: more than 0, at most 168: "400"`},
		{"no hours", "[" + with(`"days": 1`, `"days": 1, "hours": "0"`) + "]", "[0].hours: is out of range"},
		{"a cachet count for a technician", "[" + with(`"category": "artist"`, `"category": "technician", "accidentRate": "1.6", "cachets": 3`) + "]", "[0].cachets: is out of range: technicians are paid by the hour"},
		{"a technician without accident rate", "[" + with("artist", "technician") + "]", "[0].accidentRate: is missing"},
		{"accident rate over 100", "[" + with(`"days": 1`, `"days": 1, "accidentRate": "100.01"`) + "]", "[0].accidentRate: is out of range: 0 to 100"},
		{"negative mobility rate", "[" + with(`"days": 1`, `"days": 1, "mobilityRate": "-1"`) + "]", "[0].mobilityRate: is out of range"},
		{"negative tax rate", "[" + with(`"days": 1`, `"days": 1, "withholdingRate": "-1"`) + "]", "[0].withholdingRate: is out of range"},
		{"unknown ceiling method", "[" + with(`"days": 1`, `"days": 1, "ceilingMethod": "weekly"`) + "]", "[0].ceilingMethod: is not one of"},
		{"calendar without its days", "[" + with(`"days": 1`, `"days": 1, "ceilingMethod": "calendar"`) + "]", "[0].calendarDays: is missing"},
		{"more calendar days than the month has", "[" + strings.Replace(with(`"days": 1`, `"days": 1, "ceilingMethod": "calendar", "calendarDays": 31`), "2026-07-15", "2026-06-15", 1) + "]", "[0].calendarDays: is out of range: 1 to 30"},
		{"unknown deduction", "[" + with(`"days": 1`, `"days": 1, "deduction": "dancer"`) + "]", "[0].deduction: is not one of"},
		{"negative deduction to date", "[" + with(`"days": 1`, `"days": 1, "deductionToDate": "-1.00"`) + "]", "[0].deductionToDate: is negative"},
		{"wrong case", "[" + with(`"days"`, `"Days"`) + "]", `[0].Days: unknown field: it is written "days"`},
		{"twice", "[" + with(`"days": 1`, `"days": 1, "days": 1`) + "]", "[0].days: is given twice"},
		{"trailing data", "[" + sound + "] x", "data after the document"},
		{"10,001 engagements", "[" + strings.Repeat(sound+",", MaxEngagements) + sound + "]", "more than 10000 items"},
	} {
		t.Run(c.name, func(t *testing.T) {
			list, err := Decode(strings.NewReader(c.document))
			require.ErrorContains(t, err, c.want)
			assert.Nil(t, list)
			var fault *FieldError
			require.ErrorAs(t, err, &fault)
		})
	}
}

func TestDecodeTellsEveryFaultOnce(t *testing.T) {
	_, err := Decode(strings.NewReader(`[` + with("412.08", "-1.00") + `, {"id": "y", "gross": 12, "nett": 1}, ` + sound + `]`))
	lines := strings.Split(err.Error(), "\n")
	assert.Equal(t, []string{
		"[1].gross: wrong type: a text is wanted",
		"[1].nett: unknown field",
		"[1].date: is missing", "[1].category: is missing", "[1].agreement: is missing",
		"[1].days: is missing", "[1].headcount: is missing",
		`[0].gross: is negative: "-1.00"`,
	}, lines)
}

func TestADateBeforeTheTables(t *testing.T) {
	e := workedCases(t)[0].Case
	e.Date = civil.MustParseDate("2024-12-31")
	_, err := ComputePayslip(e, Parameters{})
	require.ErrorIs(t, err, law.ErrNoValue)
	var fault *FieldError
	require.ErrorAs(t, err, &fault)
	assert.Equal(t, "date", fault.Path)

	list := []Engagement{workedCases(t)[0].Case, e, e}
	_, err = ComputePayslips(list, Parameters{})
	require.ErrorIs(t, err, law.ErrNoValue)
	assert.Len(t, valid.List(err), 2)
	assert.ErrorContains(t, err, "[1].date: ")
	assert.ErrorContains(t, err, "[2].date: ")

	e.Date = civil.MustParseDate("2025-01-01")
	_, err = ComputePayslip(e, Parameters{})
	require.NoError(t, err)
}

func TestADateAfterTheVerification(t *testing.T) {
	e := workedCases(t)[0].Case
	e.Date, _ = Parameters{}.VerifiedOn().AddDays(1)
	slip, err := ComputePayslip(e, Parameters{})
	require.NoError(t, err)
	assert.Equal(t, law.CodeStale, slip.Notices[0].Code)
	e.Date = Parameters{}.VerifiedOn()
	slip, err = ComputePayslip(e, Parameters{})
	require.NoError(t, err)
	assert.NotEqual(t, law.CodeStale, slip.Notices[0].Code)
}

func TestRulesAreOfOneDay(t *testing.T) {
	e := workedCases(t)[0].Case
	rules, err := Parameters{}.At(e.Date)
	require.NoError(t, err)
	_, err = rules.Payslip(e)
	require.NoError(t, err)
	e.Date, _ = e.Date.AddDays(1)
	_, err = rules.Payslip(e)
	var fault *FieldError
	require.True(t, errors.As(err, &fault))
	assert.Equal(t, "date", fault.Path)
	e.Date, e.Days = civil.MustParseDate("2026-07-15"), 0
	_, err = rules.Payslip(e)
	require.ErrorIs(t, err, valid.ErrOutOfRange)
}

func TestPayUnderTheMinimumIsANotice(t *testing.T) {
	e := workedCases(t)[0].Case
	e.Gross, e.Hours, e.Days, e.FullMonth = money.MustParse("98.47"), nil, 1, false // 8 × 12.31 = 98.48
	slip, err := ComputePayslip(e, Parameters{})
	require.NoError(t, err)
	assert.Equal(t, CodeBelowMinimum, slip.Notices[0].Code)
	e.Gross = money.MustParse("98.48")
	slip, err = ComputePayslip(e, Parameters{})
	require.NoError(t, err)
	assert.NotEqual(t, CodeBelowMinimum, slip.Notices[0].Code)
}

func TestFNASFromElevenEmployees(t *testing.T) {
	e := workedCases(t)[0].Case
	e.Agreement, e.Headcount = PublicStage, 11
	slip, err := ComputePayslip(e, Parameters{})
	require.NoError(t, err)
	assert.Equal(t, CodeNotCovered, slip.Notices[0].Code)
	for _, l := range slip.Lines {
		assert.NotEqual(t, "fnas", l.Code)
	}
}

// No pay is a payslip without contributions, with a notice: under the minimum wage is never a
// refusal (CONTRACTS.md, payslip).
func TestNoPay(t *testing.T) {
	e := workedCases(t)[0].Case
	e.Gross = money.Amount{}
	slip, err := ComputePayslip(e, Parameters{})
	require.NoError(t, err)
	assert.Empty(t, slip.Lines)
	assert.True(t, slip.NetPaid.IsZero() && slip.EmployerCost.IsZero())
	assert.Equal(t, CodeBelowMinimum, slip.Notices[0].Code)
}

// Every reference that a payslip cites has its title and https address in the list.
func TestEveryCitationIsListed(t *testing.T) {
	listed := map[string]string{}
	for _, ref := range (Parameters{}).References() {
		require.True(t, strings.HasPrefix(ref.URL, "https://"), ref.Key)
		require.NotEmpty(t, ref.Title)
		listed[ref.Key] = ref.URL
	}
	for _, c := range workedCases(t) {
		slip, err := ComputePayslip(c.Case, Parameters{})
		require.NoError(t, err)
		for _, l := range slip.Lines {
			for _, key := range strings.Split(l.Refs.String(), ", ") {
				require.Contains(t, listed, key, l.Code)
			}
		}
	}
}
