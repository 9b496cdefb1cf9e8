package financing

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/law"
)

// The delays of budget-financing.md §8 and finance-rights-2026.md A.1, A.2, counted by hand.
func TestFileCalendar(t *testing.T) {
	dates := []MilestoneDate{
		{"shoot-start", day("2026-03-02")}, {"shoot-end", day("2026-05-31")}, {"completion", day("2026-10-31")}, {"visa", day("2026-12-15")},
		{"release", day("2027-01-13")}, {"last-french-work", day("2026-02-28")},
	}
	got, err := ComputeFileCalendar(dates, []string{"sofica"}, day("2026-03-02"))
	require.NoError(t, err)
	due := map[string]string{}
	late := map[string]bool{}
	for i, d := range got.Deadlines {
		due[d.Application], late[d.Application] = d.Due.String(), d.Late
		if i > 0 {
			assert.False(t, d.Due.Before(got.Deadlines[i-1].Due))
		}
	}
	assert.Equal(t, map[string]string{
		"cic-provisional": "2026-03-01", "cia-provisional": "2026-03-01", "region-normandie": "2026-03-01", "agrement-investissements": "2026-03-01", "sofica": "2026-03-01",
		"fsa-preliminary": "2026-04-30", "fsa-definitive": "2027-02-28", "agrement-production": "2027-04-15", "cost-closing": "2027-05-13",
		"cic-definitive": "2027-08-15", "production-account": "2027-08-15", "c2i-definitive": "2028-02-28",
	}, due)
	assert.True(t, late["cic-provisional"])
	assert.False(t, late["fsa-preliminary"])
	assert.Len(t, got.Notices, 2, "8 months after the visa, and the region")
}

// Six months instead of four where the accounts are certified; nothing before the shoot without a
// reason; an event without a date comes last.
func TestFileConditions(t *testing.T) {
	got, err := ComputeFileCalendar([]MilestoneDate{{"completion", day("2026-10-31")}}, []string{"certified"}, day("2026-03-02"))
	require.NoError(t, err)
	assert.Equal(t, "2027-04-30", got.Deadlines[0].Due.String())
	assert.True(t, got.Deadlines[1].Due.IsZero())
	for _, d := range got.Deadlines {
		assert.NotEqual(t, "agrement-investissements", d.Application)
		assert.NotEqual(t, "sofica", d.Application)
	}
}

func TestFileCalendarFaults(t *testing.T) {
	_, err := ComputeFileCalendar([]MilestoneDate{{Milestone: "x"}}, []string{"x"}, day("2026-03-02"))
	for _, path := range []string{"dates[0].milestone: ", "dates[0].date: ", "facts[0]: "} {
		require.ErrorContains(t, err, path)
	}
	_, err = ComputeFileCalendar([]MilestoneDate{{"last-french-work", day("2199-01-01")}}, nil, day("2026-03-02"))
	require.ErrorContains(t, err, "dates[0].date: ")
}

// A copy is handed out, and every deadline counts from an event there is.
func TestChecklists(t *testing.T) {
	table, err := checklists()
	require.NoError(t, err)
	for _, key := range table.Keys() {
		list, err := FindChecklist(key, day("2026-06-01"))
		require.NoError(t, err)
		codes := map[string]bool{}
		for _, d := range list.Documents {
			assert.False(t, codes[d.Code], "%s: %s twice", key, d.Code)
			codes[d.Code] = true
		}
		for i, d := range list.Deadlines {
			assert.Contains(t, FileEvents(), d.Event)
			list.Deadlines[i].Event = "changed"
		}
	}
	_, err = FindChecklist("none", day("2026-06-01"))
	require.ErrorIs(t, err, law.ErrUnknownKey)
}
