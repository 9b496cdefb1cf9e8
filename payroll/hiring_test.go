package payroll

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
)

// At the earliest eight days before (CT R1221-4), at the latest before the hour of the hiring (L1221-10),
// by letter on the last working day before (R1221-5): Saturdays are, Sundays and public holidays are not.
func TestHiringWindow(t *testing.T) {
	for _, c := range []struct {
		name, start, hour        string
		letter                   bool
		filed, filedHour         string
		earliest, latest, result string
	}{
		{"not yet filed", "2026-05-18", "08:00", false, "", "", "2026-05-10", "2026-05-18", ""},
		{"nine days before", "2026-05-18", "08:00", false, "2026-05-09", "", "2026-05-10", "2026-05-18", CodeEarly},
		{"eight days before", "2026-05-18", "08:00", false, "2026-05-10", "", "2026-05-10", "2026-05-18", ""},
		{"the day before", "2026-05-18", "08:00", false, "2026-05-17", "", "2026-05-10", "2026-05-18", ""},
		{"a minute before", "2026-05-18", "08:00", false, "2026-05-18", "07:59", "2026-05-10", "2026-05-18", ""},
		{"at the hour", "2026-05-18", "08:00", false, "2026-05-18", "08:00", "2026-05-10", "2026-05-18", CodeLate},
		{"the day after", "2026-05-18", "08:00", false, "2026-05-19", "", "2026-05-10", "2026-05-18", CodeLate},
		{"by letter for a Monday, on Saturday", "2026-05-18", "08:00", true, "2026-05-16", "", "2026-05-10", "2026-05-16", ""},
		{"by letter for a Monday, on Sunday", "2026-05-18", "08:00", true, "2026-05-17", "", "2026-05-10", "2026-05-16", CodeLate},
		{"by letter after Ascension", "2026-05-15", "08:00", true, "2026-05-13", "", "2026-05-07", "2026-05-13", ""},
		{"by letter on the day", "2026-05-15", "08:00", true, "2026-05-15", "", "2026-05-07", "2026-05-13", CodeLate},
		{"over a new year", "2026-01-05", "23:59", false, "2025-12-28", "", "2025-12-28", "2026-01-05", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := Hiring{Contract: filmContract(), Hour: c.hour, ByLetter: c.letter, FiledHour: c.filedHour}
			h.Contract.Start, h.Contract.End = civil.MustParseDate(c.start), civil.MustParseDate("2026-06-30")
			if c.filed != "" {
				h.Filed = civil.MustParseDate(c.filed)
			}
			d, err := DeclareHiring(h, PaperParameters{})
			require.NoError(t, err)
			assert.Equal(t, c.earliest, d.Earliest.String())
			assert.Equal(t, c.latest, d.Latest.String())
			result := ""
			if len(d.Findings) > 0 {
				result = d.Findings[0].Code
				assert.Positive(t, d.Findings[0].Refs.Len())
			}
			assert.Equal(t, c.result, result)
			checkTexts(t, d.Text, "To be filed: "+c.earliest+" to "+c.latest, "Birth: 1969-05-12, Le Mans")
		})
	}
}

// The trial period is stated for contracts of more than six months alone (CT R1221-1, 4°).
func TestHiringStatesALongTrial(t *testing.T) {
	for end, want := range map[string]int{"2026-05-15": 0, "2026-09-15": 0, "2026-09-16": 2} { // from 16 March
		h := Hiring{Contract: filmContract(), Hour: "08:00"}
		h.Contract.End = civil.MustParseDate(end)
		d, err := DeclareHiring(h, PaperParameters{})
		require.NoError(t, err)
		assert.Equal(t, want, d.TrialDays, end)
	}
	h := Hiring{Contract: filmContract(), Hour: "08:00"}
	h.Contract.End, h.Contract.MinimumDays = civil.Date{}, 200
	d, err := DeclareHiring(h, PaperParameters{})
	require.NoError(t, err)
	assert.Equal(t, 2, d.TrialDays)
	checkTexts(t, d.Text, "Least duration in days: 200", "Trial period in days: 2")
}

// The mentions of CT R1221-1, each missing in turn.
func TestDeclareHiringRefuses(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*Hiring)
		want   []string
	}{
		{"nothing", func(h *Hiring) { *h = Hiring{} }, []string{
			"contract.id", "contract.category", "contract.agreement", "contract.start", "contract.employer.name", "contract.employer.address",
			"contract.employer.siret", "contract.employer.naf", "contract.employer.healthService", "contract.worker.name", "contract.worker.firstNames",
			"contract.worker.sex", "contract.worker.birthDate", "contract.worker.birthPlace", "contract.end", "hour",
		}},
		{"1°, APE", func(h *Hiring) { h.Contract.Employer.NAF = "" }, []string{"contract.employer.naf"}},
		{"1°, SIRET", func(h *Hiring) { h.Contract.Employer.SIRET = "" }, []string{"contract.employer.siret"}},
		{"1°, health service", func(h *Hiring) { h.Contract.Employer.HealthService = "" }, []string{"contract.employer.healthService"}},
		{"2°, sex", func(h *Hiring) { h.Contract.Worker.Sex = "" }, []string{"contract.worker.sex"}},
		{"2°, birth", func(h *Hiring) { h.Contract.Worker.BirthDate = civil.Date{} }, []string{"contract.worker.birthDate"}},
		{"3°, hour", func(h *Hiring) { h.Hour = "" }, []string{"hour"}},
		{"4°, duration", func(h *Hiring) { h.Contract.End = civil.Date{} }, []string{"contract.end"}},
		{"an hour that is none", func(h *Hiring) { h.Hour, h.FiledHour = "24:00", "8:00" }, []string{"hour", "filedHour"}},
		{"filed on the day at no hour", func(h *Hiring) { h.Filed = h.Contract.Start }, []string{"filedHour"}},
		{"before the table", func(h *Hiring) { h.Contract.Start = civil.MustParseDate("2010-01-04") }, []string{"contract.start"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := Hiring{Contract: filmContract(), Hour: "08:00"}
			c.change(&h)
			_, err := DeclareHiring(h, PaperParameters{})
			assert.Equal(t, c.want, causes(err))
		})
	}
	// A worker who has no number yet is declared all the same (2°, "s'il est déjà immatriculé").
	h := Hiring{Contract: filmContract(), Hour: "08:00"}
	h.Contract.Worker.NIR = ""
	d, err := DeclareHiring(h, PaperParameters{})
	require.NoError(t, err)
	assert.Equal(t, CodeAbsent, d.Notices[0].Code)
}
