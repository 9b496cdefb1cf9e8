package payroll

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// A contract of three months of payment: three attestations, the end on the last alone (circulaire
// Unédic 2018-04, point 1.1.2), each due on the 15th of the month after (1-bis).
func TestAttestationsOfAContract(t *testing.T) {
	c := filmContract()
	paid := paidWeeks(t, c, "2026-05-15", "2026-03-31", "2026-04-30", "2026-04-10")
	list, err := Attest(c, paid, PaperParameters{})
	require.NoError(t, err)
	require.Len(t, list, 3)
	for i, want := range []struct {
		month, due, end string
		days            int
		hours, gross    string
		slips           []string
	}{
		{"2026-03", "2026-04-15", "", 10, "78", "2769.12", []string{"2026-0142/2"}},
		{"2026-04", "2026-05-15", "", 20, "156", "5538.24", []string{"2026-0142/3", "2026-0142/4"}},
		{"2026-05", "2026-06-15", "2026-05-15", 10, "78", "2769.12", []string{"2026-0142/1"}},
	} {
		a := list[i]
		assert.Equal(t, want.month, a.Month.String())
		assert.Equal(t, want.due, a.Due.String())
		assert.Equal(t, want.end == "", a.Ongoing)
		if want.end != "" {
			assert.Equal(t, want.end, a.End.String())
		} else {
			assert.True(t, a.End.IsZero())
		}
		assert.Equal(t, want.days, a.Work.Days)
		assert.Equal(t, want.hours, a.Work.Hours.String())
		assert.Equal(t, want.gross, a.Work.Gross.String())
		assert.Zero(t, a.Work.IsolatedCachets+a.Work.GroupedCachets)
		assert.Equal(t, want.slips, a.Payslips)
		assert.Equal(t, 8, a.Annex)
		assert.Equal(t, InitialAttestation, a.Kind)
		keys := []string{}
		for _, n := range a.Notices {
			keys = append(keys, n.Code+" "+n.Key)
		}
		assert.Equal(t, []string{"unverified object-number/key", "unverified aem/due-day"}, keys, "what no source confirms is told")
	}
	checkTexts(t, list[2].Text, "End of the contract: 2026-05-15", "Hours: 78", "Gross before the flat deduction: 2769.12", "Annex of unemployment insurance: 8")
	checkTexts(t, list[0].Text, "End of the contract: ongoing")
}

// The base of contributions is the gross within four ceilings (contributions.md): ten thirtieths of 4,005.00
// are 1,335.00, four times that 5,340.00.
func TestAttestationOfHighPay(t *testing.T) {
	c := filmContract()
	e := paidWeeks(t, c, "2026-03-31")[0].Engagement
	e.Gross = money.MustParse("9000.00")
	list, err := Attest(c, []Paid{paidOf(t, e)}, PaperParameters{})
	require.NoError(t, err)
	assert.Equal(t, "9000.00", list[0].Work.Gross.String())
	assert.Equal(t, "5340.00", list[0].Work.Insured.String())
}

// Cachets are grouped from five days of contract, isolated under (pay-rules.md §3); who is paid by the
// hour has none.
func TestAttestationOfAnArtist(t *testing.T) {
	for _, x := range []struct {
		name                    string
		days, contract, cachets int
		isolated, grouped       int
		hours                   string
	}{
		{"a day", 1, 0, 1, 1, 0, "0"},
		{"four days", 4, 0, 4, 4, 0, "0"},
		{"five days", 5, 0, 5, 0, 5, "0"},
		{"three of six days", 3, 6, 3, 0, 3, "0"},
		{"by the hour", 2, 0, 0, 0, 0, "16"},
	} {
		t.Run(x.name, func(t *testing.T) {
			c := filmContract()
			c.Category = Artist
			e := paidWeeks(t, c, "2026-03-31")[0].Engagement
			e.Days, e.ContractDays, e.Cachets, e.Hours = x.days, x.contract, x.cachets, nil
			list, err := Attest(c, []Paid{paidOf(t, e)}, PaperParameters{})
			require.NoError(t, err)
			w := list[0].Work
			assert.Equal(t, 10, list[0].Annex)
			assert.Equal(t, x.isolated, w.IsolatedCachets)
			assert.Equal(t, x.grouped, w.GroupedCachets)
			assert.Equal(t, x.hours, w.Hours.String())
			assert.Equal(t, x.days, w.Days)
			hasNotice := slices.ContainsFunc(list[0].Notices, func(n law.Notice) bool { return n.Key == "aem/grouped-days" })
			assert.Equal(t, x.cachets > 0, hasNotice)
			checkTexts(t, list[0].Text)
		})
	}
}

// The totals of the attestations are those of the contract, whatever the engagements: added up apart
// from the payslips.
func TestAttestationsAddUpToTheContract(t *testing.T) {
	r := rand.New(rand.NewPCG(81, 3))
	rounds := 150
	if testing.Short() {
		rounds = 30
	}
	for range rounds {
		c := filmContract()
		c.Start = civil.MustParseDate("2025-01-01")
		c.End = civil.Date{}
		c.Category = pick(r, categories...)
		var paid []Paid
		days, cachets, gross, insured, hours := 0, 0, int64(0), int64(0), decimal.Decimal{}
		for _, e := range shuffled(r, c, 1+r.IntN(12)) {
			p := paidOf(t, e)
			paid = append(paid, p)
			days += e.Days
			cachets += e.Cachets
			gross += e.Gross.Cents()
			insured += p.Payslip.Bases.Insured.Cents()
			if e.Cachets == 0 {
				hours = hours.Add(p.Payslip.Hours.Decimal())
			}
		}
		list, err := Attest(c, paid, PaperParameters{})
		require.NoError(t, err)
		slips := 0
		for i, a := range list {
			days -= a.Work.Days
			cachets -= a.Work.IsolatedCachets + a.Work.GroupedCachets
			gross -= a.Work.Gross.Cents()
			insured -= a.Work.Insured.Cents()
			hours = hours.Sub(a.Work.Hours.Decimal())
			slips += len(a.Payslips)
			require.True(t, a.Ongoing && a.End.IsZero(), "a contract without a term goes on")
			require.True(t, i == 0 || list[i-1].Month.Compare(a.Month) < 0, "one a month, in order")
			require.Positive(t, a.Refs.Len())
		}
		require.Equal(t, len(paid), slips)
		require.Zero(t, days)
		require.Zero(t, cachets)
		require.Zero(t, gross)
		require.Zero(t, insured)
		require.True(t, hours.IsZero())
	}
}

func TestAttestRefuses(t *testing.T) {
	sound := paidWeeks(t, filmContract(), "2026-03-31")
	for _, c := range []struct {
		name   string
		change func(*Contract, *[]Paid)
		want   []string
	}{
		{"no payslip", func(_ *Contract, p *[]Paid) { *p = nil }, []string{"paid"}},
		{"no employer", func(c *Contract, _ *[]Paid) { c.Employer = Employer{} }, []string{"employer.name", "employer.siret", "employer.naf"}},
		{"no worker and job", func(c *Contract, _ *[]Paid) { c.Worker, c.Job = Worker{}, " " }, []string{"worker.name", "job"}},
		{"another contract", func(c *Contract, _ *[]Paid) { c.ID = "2026-0143" }, []string{"paid[0].engagement.contract"}},
		{"another agreement", func(c *Contract, _ *[]Paid) { c.Agreement = Audiovisual }, []string{"paid[0].engagement.agreement"}},
		{"another category", func(c *Contract, _ *[]Paid) { c.Category = Artist }, []string{"paid[0].engagement.category"}},
		{"twice", func(_ *Contract, p *[]Paid) { *p = append(*p, (*p)[0]) }, []string{"paid[1].engagement.id"}},
		{"the payslip of another", func(_ *Contract, p *[]Paid) { (*p)[0].Payslip.ID = "x" }, []string{"paid[0].payslip.id"}},
		{"paid before the start", func(c *Contract, _ *[]Paid) { c.Start, c.End = civil.MustParseDate("2026-04-01"), civil.Date{} }, []string{"paid[0].engagement.date"}},
		{"a faulty engagement", func(_ *Contract, p *[]Paid) { (*p)[0].Engagement.Headcount = -1 }, []string{"paid[0].engagement.headcount"}},
		{"too many", func(_ *Contract, p *[]Paid) { *p = make([]Paid, MaxEngagements+1) }, []string{"paid"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			contract, paid := filmContract(), slices.Clone(sound)
			c.change(&contract, &paid)
			_, err := Attest(contract, paid, PaperParameters{})
			assert.Equal(t, c.want, causes(err))
		})
	}
}

func TestAttestationsTellWhatIsDoubtful(t *testing.T) {
	codes := func(change func(*Contract)) (list []string) {
		c := filmContract()
		change(&c)
		attestations, err := Attest(c, paidWeeks(t, c, "2026-03-31"), PaperParameters{})
		require.NoError(t, err)
		for _, n := range attestations[0].Notices {
			if n.Code != law.CodeUnverified {
				list = append(list, n.Code+" "+n.Key)
			}
		}
		return list
	}
	assert.Empty(t, codes(func(*Contract) {}))
	assert.Equal(t, []string{"absent objectNumber"}, codes(func(c *Contract) { c.ObjectNumber = "" }))
	assert.Equal(t, []string{"unchecked objectNumber"}, codes(func(c *Contract) { c.ObjectNumber = "26J1F0000011" }))
	assert.Equal(t, []string{"mismatch objectNumber"}, codes(func(c *Contract) { c.ObjectNumber = "27JF00000142" }))
	assert.Equal(t, []string{"absent worker.nir"}, codes(func(c *Contract) { c.Worker.NIR = "" }))
	assert.Equal(t, []string{"mismatch worker.nir"}, codes(func(c *Contract) { c.Worker.Sex = Male }))
	assert.Equal(t, []string{"mismatch worker.nir"}, codes(func(c *Contract) { c.Worker.BirthDate = civil.MustParseDate("1969-06-12") }))
	assert.Empty(t, codes(func(c *Contract) { c.Worker.BirthDate, c.Worker.Sex = civil.Date{}, "" }))
	stale, err := Attest(filmContract(), paidWeeks(t, filmContract(), "2026-12-31"), PaperParameters{})
	require.NoError(t, err)
	assert.Equal(t, law.CodeStale, stale[0].Notices[0].Code)
}

// What was sent and what amends it state together what is right; more is complementary, the rest
// corrective (Sage X3, natures of attestations).
func TestAmend(t *testing.T) {
	c := filmContract()
	attest := func(change func(*Engagement)) Attestation {
		e := paidWeeks(t, c, "2026-03-31")[0].Engagement
		change(&e)
		list, err := Attest(c, []Paid{paidOf(t, e)}, PaperParameters{})
		require.NoError(t, err)
		return list[0]
	}
	sent := attest(func(*Engagement) {})
	sent.Number = "7001"
	more, err := Amend(sent, attest(func(e *Engagement) { e.Gross = money.MustParse("2800.00") }), PaperParameters{})
	require.NoError(t, err)
	assert.Equal(t, ComplementaryAttestation, more.Kind)
	assert.Equal(t, "7001", more.Of)
	assert.Empty(t, more.Number)
	assert.Equal(t, WorkPaid{Gross: money.MustParse("30.88"), Insured: money.MustParse("30.88")}, more.Work)

	less, err := Amend(sent, attest(func(e *Engagement) { e.Days, e.Hours = 9, new(money.MustDecimal("80.5")) }), PaperParameters{})
	require.NoError(t, err)
	assert.Equal(t, CorrectiveAttestation, less.Kind)
	assert.Equal(t, -1, less.Work.Days)
	assert.Equal(t, "2.5", less.Work.Hours.String())
	checkTexts(t, less.Text, "Kind: corrective", "Initial attestation: 7001", "Days worked: -1")

	r := rand.New(rand.NewPCG(81, 4))
	for range 50 {
		right := attest(func(e *Engagement) {
			e.Gross, e.Days, e.Hours = money.FromCents(1+r.Int64N(900_000)), 1+r.IntN(25), new(money.DecimalFromInt(1+r.Int64N(24)))
		})
		change, err := Amend(sent, right, PaperParameters{})
		require.NoError(t, err)
		back, err := right.Work.less(change.Work)
		require.NoError(t, err)
		require.Equal(t, sent.Work.Gross, back.Gross)
		require.Equal(t, sent.Work.Insured, back.Insured)
		require.Equal(t, sent.Work.Days, back.Days)
		require.True(t, sent.Work.Hours.Equal(back.Hours))
	}

	other := sent
	other.Contract, other.Month = "x", monthOf(t, 2026, 4)
	_, err = Amend(Attestation{}, other, PaperParameters{})
	assert.Equal(t, []string{"sent.number", "right.contract", "right.month"}, causes(err))
	_, err = Amend(sent, sent, PaperParameters{})
	assert.Equal(t, []string{"right.work"}, causes(err))
}

func TestAttestationComesBackFromJSON(t *testing.T) {
	list, err := Attest(filmContract(), paidWeeks(t, filmContract(), "2026-03-31"), PaperParameters{})
	require.NoError(t, err)
	data, err := json.Marshal(list[0])
	require.NoError(t, err)
	var back Attestation
	require.NoError(t, json.Unmarshal(data, &back))
	again, err := json.Marshal(back)
	require.NoError(t, err)
	assert.Equal(t, string(data), string(again))
}
