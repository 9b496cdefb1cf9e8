package payroll

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
)

// contractsOfAllKinds are contracts that lack nothing, with every fact that demands a mention.
func contractsOfAllKinds() map[string]Contract {
	kinds := map[string]Contract{}
	for name, change := range map[string]func(*Contract){
		"3097 technician": func(*Contract) {},
		"3097 artist":     func(c *Contract) { c.Category = Artist },
		"3097 extra":      func(c *Contract) { c.Category, c.Extra = Artist, true },
		"2642 technician": func(c *Contract) { c.Agreement = Audiovisual },
		"2642 artist":     func(c *Contract) { c.Agreement, c.Category = Audiovisual, Artist },
		"3090 artist":     func(c *Contract) { c.Agreement, c.Category = PrivateStage, Artist },
	} {
		c := filmContract()
		c.Facts = slices.Clone(contractFacts)
		change(&c)
		kinds[name] = c
	}
	return kinds
}

// blank takes a field out of a contract.
func blank(c *Contract, path string) {
	field := fieldOfContract(path)
	if field.text != nil {
		*field.text(c) = ""
		return
	}
	switch path {
	case "terms.written":
		c.Terms.Written = false
	case "end":
		c.End, c.MinimumDays = civil.Date{}, 0
	case "terms.trialDays":
		c.Terms.TrialDays = 0
	case "terms.medicalVisit":
		c.Terms.MedicalVisit = civil.Date{}
	}
}

// Of a contract that lacks nothing, each mention of the table that governs it, taken out, is told with its
// article, and nothing else.
func TestEachMissingMentionIsTold(t *testing.T) {
	mentions, err := RequiredMentions(civil.MustParseDate("2026-03-16"))
	require.NoError(t, err)
	for name, sound := range contractsOfAllKinds() {
		check, err := CheckContract(sound, PaperParameters{})
		require.NoError(t, err)
		assert.Empty(t, check.Missing, name)
		assert.True(t, check.IsSound(), name)
		taken := 0
		for _, m := range mentions {
			if !m.Value.isOf(&sound) || m.Value.Field == "start" {
				continue
			}
			taken++
			c := sound
			blank(&c, m.Value.Field)
			check, err := CheckContract(c, PaperParameters{})
			require.NoError(t, err)
			require.Len(t, check.Missing, 1, "%s without %s", name, m.Value.Field)
			missing := check.Missing[0]
			assert.Equal(t, m.Value.Field, missing.Field)
			assert.Contains(t, missing.Articles, m.Refs.Keys()[0]+", "+m.Value.Article)
			for _, key := range m.Refs.Keys() {
				assert.Contains(t, missing.Refs.Keys(), key)
			}
			assert.Equal(t, missing.Advisory, check.IsSound(), "what is advised alone leaves a contract sound")
		}
		assert.GreaterOrEqual(t, taken, 10, name)
	}
}

// What an empty contract lacks, counted by hand in the texts: CT L1242-12 has eight points without condition
// (writing, reason, term, job, agreement, pay, pension, provident scheme). CCN 3097 titre II
// art. 17 adds the parties, the title, the status, how often pay is due, the paid leave fund and the
// working time; 2.1.2 of titre III the role, the languages and the re-recordings; V.2.2 of CCN 2642 has
// thirteen more without condition, and the numéro d'objet where there is one.
func TestWhatAnEmptyContractLacks(t *testing.T) {
	code := []string{"terms.written", "terms.motive", "end", "job", "terms.agreementTitle", "terms.pay", "terms.pensionFund", "terms.providentFund"}
	parties := []string{"employer.name", "worker.name", "terms.payPeriod", "terms.workingTime"}
	for _, x := range []struct {
		name   string
		change func(*Contract)
		more   []string
	}{
		{"technician of cinema", func(*Contract) {}, append([]string{"production", "objectNumber", "terms.status", "terms.leaveFund"}, parties...)},
		{"performer of cinema", func(c *Contract) { c.Category = Artist }, []string{"production", "objectNumber", "terms.role", "terms.languages", "terms.postSync"}},
		{"acteur de complément", func(c *Contract) { c.Category, c.Extra = Artist, true }, append([]string{"production", "objectNumber", "terms.role", "terms.leaveFund"}, parties...)},
		{"audiovisual production", func(c *Contract) { c.Agreement = Audiovisual }, append([]string{
			"production", "objectNumber", "terms.status", "terms.workplace", "terms.minimumPay", "terms.agreementAccess", "worker.leaveNumber",
			"terms.medicalFitness", "terms.medicalVisit", "terms.hiringDeclaration",
		}, parties...)},
		{"the stage", func(c *Contract) { c.Agreement = PublicStage }, nil},
	} {
		t.Run(x.name, func(t *testing.T) {
			c := Contract{ID: "k", Category: Technician, Agreement: Cinema, Start: civil.MustParseDate("2026-03-16")}
			x.change(&c)
			check, err := CheckContract(c, PaperParameters{})
			require.NoError(t, err)
			var got []string
			for _, m := range check.Missing {
				got = append(got, m.Field)
				requalifies := slices.Contains([]string{"terms.written", "terms.motive", "end"}, m.Field)
				assert.Equal(t, requalifies, m.Requalifies, "%s: CT L1245-1 names L1242-7 and L1242-12, al. 1", m.Field)
				assert.Equal(t, m.Field == "objectNumber", m.Advisory)
			}
			assert.ElementsMatch(t, append(slices.Clone(code), x.more...), got)
			assert.True(t, check.Missing[0].Requalifies, "what costs most is first")
			assert.False(t, check.IsSound())
			other := slices.ContainsFunc(check.Notices, func(n law.Notice) bool { return n.Code == CodeNotCovered })
			assert.Equal(t, c.Agreement == PublicStage, other)
			checkTexts(t, check.Text, "MISSING, MAY MAKE THE CONTRACT PERMANENT: Written and signed contract")
		})
	}
}

// A contract is handed over within two working days (CT L1242-13), which Sundays and public holidays are not; a
// technician of cinema has it on the first day (titre II art. 16), audiovisual production within 48 hours (V.2.2).
func TestHandingOver(t *testing.T) {
	for _, x := range []struct {
		agreement   Agreement
		category    Category
		start, last string
	}{
		{Cinema, Technician, "2026-05-13", "2026-05-13"},
		{Cinema, Artist, "2026-05-13", "2026-05-13"},
		{Audiovisual, Technician, "2026-05-13", "2026-05-15"},  // 14 May is Ascension: 48 hours come first
		{PrivateStage, Technician, "2026-05-13", "2026-05-16"}, // a Saturday
		{PrivateStage, Technician, "2026-05-15", "2026-05-18"}, // over a Sunday
		{PrivateStage, Technician, "2026-05-18", "2026-05-20"},
	} {
		t.Run(fmt.Sprint(x), func(t *testing.T) {
			c := filmContract()
			c.Agreement, c.Category, c.Start, c.End = x.agreement, x.category, civil.MustParseDate(x.start), civil.MustParseDate("2026-06-30")
			c.HandedOver = civil.MustParseDate(x.last)
			check, err := CheckContract(c, PaperParameters{})
			require.NoError(t, err)
			assert.Equal(t, x.last, check.HandOver.String())
			assert.Empty(t, check.Findings)
			c.HandedOver, err = c.HandedOver.AddDays(1)
			require.NoError(t, err)
			check, err = CheckContract(c, PaperParameters{})
			require.NoError(t, err)
			require.Len(t, check.Findings, 1)
			assert.Equal(t, CodeLate, check.Findings[0].Code)
			assert.Positive(t, check.Findings[0].Refs.Len())
			checkTexts(t, check.Text, "LATE: handed over on ")
		})
	}
}

func TestCheckContractRefuses(t *testing.T) {
	_, err := CheckContract(Contract{}, PaperParameters{})
	assert.Equal(t, []string{"id", "category", "agreement", "start"}, causes(err))
	early := filmContract()
	early.Start, early.Worker.BirthDate = civil.MustParseDate("2024-12-31"), civil.Date{}
	_, err = CheckContract(early, PaperParameters{})
	assert.Equal(t, []string{"start"}, causes(err))
	require.ErrorIs(t, err, law.ErrNoValue)
	_, err = RequiredMentions(civil.Date{})
	require.ErrorIs(t, err, law.ErrNoValue)
}
