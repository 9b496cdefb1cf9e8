package financing

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
)

// fullFile is a file with every document that an application asks for when these facts hold.
func fullFile(t *testing.T, application string, facts ...string) ApplicationFile {
	t.Helper()
	list, err := FindChecklist(application, day("2026-06-01"))
	require.NoError(t, err)
	a := ApplicationFile{Application: application, On: day("2026-06-01"), Title: "Le Film", Facts: facts}
	for _, d := range list.Documents {
		if !holds(d.When, nil, facts) {
			continue
		}
		doc := FileDocument{ID: d.Code, Code: d.Code, Date: day("2026-05-15"), Title: "LE  film ", Signatories: d.Signatories}
		if d.Amount {
			doc.Amounts = []StatedAmount{{d.Code, money.MustParse("100.00")}}
		}
		a.Documents = append(a.Documents, doc)
	}
	return a
}

func state(t *testing.T, got FileCheck, code string) DocumentState {
	t.Helper()
	for _, item := range got.Items {
		if item.Code == code {
			return item.State
		}
	}
	t.Fatal("not asked for: " + code)
	return ""
}

// The counts of budget-financing.md §8, without and with every fact.
func TestWholeFiles(t *testing.T) {
	all, err := FileFacts()
	require.NoError(t, err)
	for application, count := range map[string][2]int{
		"cic-provisional": {5, 5}, "cia-provisional": {5, 6}, "cic-definitive": {6, 6}, "cia-definitive": {7, 7}, "c2i-provisional": {10, 12},
		"agrement-investissements": {4, 11}, "agrement-production": {5, 6}, "fsa-preliminary": {10, 16}, "fsa-definitive": {10, 12},
		"region-normandie": {5, 5}, "eurimages": {1, 5},
	} {
		for i, facts := range [][]string{nil, all} {
			got, err := CheckFile(fullFile(t, application, facts...))
			require.NoError(t, err)
			assert.Equal(t, count[i], got.Required, application)
			assert.Equal(t, "1", got.Complete.String(), application)
			assert.Empty(t, got.Findings, application)
			got, err = CheckFile(ApplicationFile{Application: application, On: day("2026-06-01"), Title: "x", Facts: facts})
			require.NoError(t, err)
			assert.Equal(t, "0", got.Complete.String(), application)
			assert.Len(t, got.Findings, count[i], application)
		}
	}
	list, err := Applications(day("2026-06-01"))
	require.NoError(t, err)
	assert.Len(t, list, 11)
}

func TestFileFindings(t *testing.T) {
	a := fullFile(t, "cic-provisional")
	a.Documents = a.Documents[1:]                          // no budget
	a.Documents[0].Amounts = nil                           // of the plan
	a.Documents[1].Title = "Un autre film"                 // of the staff list
	a.Documents[2].Date = day("2026-06-02")                // of the list of industries
	a.Documents[3].Signatories = []string{"somebody else"} // of the statement
	a.Documents = append(a.Documents, FileDocument{ID: "x", Code: "poster", Date: day("2026-05-15")})
	got, err := CheckFile(a)
	require.NoError(t, err)
	assert.Equal(t, MissingDocument, state(t, got, "budget"))
	assert.Equal(t, AmountlessDocument, state(t, got, "financing-plan"))
	assert.Equal(t, InconsistentDocument, state(t, got, "staff-list"))
	assert.Equal(t, PostDatedDocument, state(t, got, "technical-industries"))
	assert.Equal(t, UnsignedDocument, state(t, got, "sworn-statement"))
	assert.Equal(t, "0", got.Complete.String())
	assert.Equal(t, []string{"x"}, got.Extra)
	a.Documents = fullFile(t, "cic-provisional").Documents[1:]
	got, err = CheckFile(a)
	require.NoError(t, err)
	assert.Equal(t, "4/5", got.Complete.String())
}

// A budget of 5,000,000 and one of 5,000,000.01 differ; the same amount twice does not.
func TestFileAmounts(t *testing.T) {
	a := fullFile(t, "cic-provisional")
	for second, sound := range map[string]int{"5000000.00": 5, "5000000.01": 3} {
		a.Documents[0].Amounts = []StatedAmount{{"budget", money.MustParse("5000000.00")}}
		a.Documents[1].Amounts = []StatedAmount{{"budget", money.MustParse(second)}}
		got, err := CheckFile(a)
		require.NoError(t, err)
		assert.Equal(t, sound, got.Sound)
		if sound == 3 {
			assert.Equal(t, "documents differ: budget 5000000.00, financing-plan 5000000.01", got.Findings[0].Message)
		}
	}
}

// Letters of Eurimages are at most six months old, a Kbis of the C2I is under three months: the day
// before, of and after the limit. One recent Kbis stands for the old; each letter has to be recent.
func TestFileAges(t *testing.T) {
	for _, c := range []struct {
		application, code, date string
		state                   DocumentState
	}{
		{"eurimages", "financing-letter", "2025-12-02", SoundDocument},
		{"eurimages", "financing-letter", "2025-12-01", SoundDocument},
		{"eurimages", "financing-letter", "2025-11-30", ExpiredDocument},
		{"c2i-provisional", "kbis", "2026-03-02", SoundDocument},
		{"c2i-provisional", "kbis", "2026-03-01", ExpiredDocument},
		{"c2i-provisional", "kbis", "2026-02-28", ExpiredDocument},
	} {
		a := fullFile(t, c.application)
		for i := range a.Documents {
			if a.Documents[i].Code == c.code {
				a.Documents[i].Date = day(c.date)
			}
		}
		got, err := CheckFile(a)
		require.NoError(t, err)
		assert.Equal(t, c.state, state(t, got, c.code), c.date)
		second := FileDocument{ID: "second", Code: c.code, Date: day("2026-05-31"), Signatories: []string{"party"}, Amounts: []StatedAmount{{"other", money.Amount{}}}}
		a.Documents = append(a.Documents, second)
		got, err = CheckFile(a)
		require.NoError(t, err)
		want := c.state
		if c.code == "kbis" {
			want = SoundDocument
		}
		assert.Equal(t, want, state(t, got, c.code), c.date)
	}
}

// A file before the shoot is late on its first day.
func TestLateFile(t *testing.T) {
	a := fullFile(t, "cic-provisional")
	for start, late := range map[string]bool{"2026-06-02": false, "2026-06-01": true, "2026-05-31": true} {
		a.Dates = []MilestoneDate{{"shoot-start", day(start)}}
		got, err := CheckFile(a)
		require.NoError(t, err)
		assert.Equal(t, late, len(got.Findings) == 1, start)
		assert.Len(t, got.Deadlines, 1)
		assert.Equal(t, "1", got.Complete.String(), "the documents are there")
	}
}

// The delay of the definitive approval is of an older text: a notice says so.
func TestFileNotice(t *testing.T) {
	a := fullFile(t, "cic-definitive")
	a.Dates = []MilestoneDate{{"visa", day("2026-01-31")}}
	got, err := CheckFile(a)
	require.NoError(t, err)
	require.Len(t, got.Notices, 1)
	assert.Equal(t, "2026-09-30", got.Deadlines[0].Due.String())
}

func TestFileFaults(t *testing.T) {
	_, err := CheckFile(ApplicationFile{
		Application: "cic-definitive/deadline", Title: " ", Facts: []string{"x", "sofica", "sofica"}, Dates: []MilestoneDate{{"x", civil.Date{}}, {"visa", day("2026-01-01")}, {"visa", day("2026-01-01")}},
		Documents: []FileDocument{{}, {ID: "a", Code: "x", Amounts: []StatedAmount{{"", money.MustParse("-1.00")}, {"n", money.Amount{}}, {"n", money.Amount{}}}}, {ID: "a"}},
	})
	for _, path := range []string{
		"application: ", "on: ", "title: ", "facts[0]: ", "facts[2]: is given twice", "dates[0].milestone: ", "dates[0].date: ", "dates[2].milestone: is given twice",
		"documents[0].id: ", "documents[0].code: ", "documents[0].date: ", "documents[1].amounts[0].name: ", "documents[1].amounts[0].amount: is negative",
		"documents[1].amounts[2].name: is given twice", "documents[2].id: is given twice",
	} {
		require.ErrorContains(t, err, path)
	}
	require.ErrorContains(t, ApplicationFile{Documents: make([]FileDocument, MaxDocuments+1)}.Validate(), "documents: ")
	_, err = CheckFile(ApplicationFile{Application: "cic-provisional", Title: "x", On: day("2014-07-11")})
	require.ErrorContains(t, err, "on: ")
}

func TestDecodeFile(t *testing.T) {
	a, err := DecodeFile(strings.NewReader(`{"application": "eurimages", "on": "2026-06-01", "title": "x", "documents": [
		{"id": "a", "code": "financing-letter", "date": "2026-05-01", "signatories": ["party"], "amounts": [{"name": "tv", "amount": "1.00"}]}]}`))
	require.NoError(t, err)
	got, err := CheckFile(a)
	require.NoError(t, err)
	assert.Equal(t, "1", got.Complete.String())
	_, err = DecodeFile(strings.NewReader(`{"application": "eurimages", "on": 4, "documents": [{"id": "a", "x": 1}]}`))
	for _, path := range []string{"on: ", "title: ", "documents[0].x: ", "documents[0].code: "} {
		require.ErrorContains(t, err, path)
	}
}

// More sound documents never make a file less complete.
func TestCompletenessGrows(t *testing.T) {
	a := fullFile(t, "fsa-preliminary", "coproduction", "sofica")
	documents := a.Documents
	for n := range len(documents) + 1 {
		a.Documents = documents[:n]
		got, err := CheckFile(a)
		require.NoError(t, err)
		require.Equal(t, n, got.Sound)
		require.Equal(t, money.MustFraction(fmt.Sprintf("%d/%d", n, len(documents))), got.Complete)
	}
}
