package payroll

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
)

// engagedYear is a worker with contracts over some months, and what each month declares.
type engagedYear struct {
	worker      DSNIndividual
	contracts   []DSNContract
	engagements []Engagement
	slots       [][2]int // of each engagement, its contract and its place there
}

func randomEngagedYear(r *rand.Rand, months []civil.Month) engagedYear {
	w := Worker{Name: "Durand", FirstNames: "Paule", Sex: Female, BirthDate: civil.MustParseDate("1969-05-12"), BirthPlace: "Le Mans"}
	w.NIR = nirOf(w, 7)
	y := engagedYear{worker: DSNIndividual{
		Number: "7", Address: DSNAddress{Street: "2 rue du Bac", PostCode: "75007", Town: "Paris"}, Union: "01", BirthDepartment: "72", BirthCountry: "FR", RateID: "1",
	}}
	for i := range 1 + r.IntN(3) {
		y.contracts = append(y.contracts, randomContract(r, w, fmt.Sprintf("%c-7", 'A'+i), months, 5))
	}
	for i := range y.contracts {
		for j := range y.contracts[i].Paid {
			y.slots = append(y.slots, [2]int{i, j})
		}
	}
	at := func(s [2]int) *Engagement { return &y.contracts[s[0]].Paid[s[1]].Engagement }
	slices.SortStableFunc(y.slots, func(a, b [2]int) int { return at(a).Date.Compare(at(b).Date) })
	for _, s := range y.slots {
		y.engagements = append(y.engagements, *at(s))
	}
	return y
}

// declare returns the file of a month: payslips of an engagement list, and corrections by index.
func (y engagedYear) declare(t *testing.T, month civil.Month, engagements []Engagement, corrections map[int]DSNCorrection) []byte {
	year, err := ComputeYear(engagements, Parameters{})
	require.NoError(t, err)
	one := y.worker
	one.Contracts = nil
	for i := range y.contracts {
		c := y.contracts[i]
		c.Paid = nil
		for n, s := range y.slots {
			if s[0] != i {
				continue
			}
			paid := DSNPaid{Engagement: engagements[n], Payslip: year.Payslips[n], Period: y.contracts[i].Paid[s[1]].Period}
			if paid.Engagement.Date.Month() == month {
				c.Paid = append(c.Paid, paid)
			}
			if k, ok := corrections[n]; ok {
				k.Wrong.Period, k.Right.Period = paid.Period, paid.Period
				c.Corrections = append(c.Corrections, k)
			}
		}
		if len(c.Paid)+len(c.Corrections) > 0 {
			one.Contracts = append(one.Contracts, c)
		}
	}
	d := emptyDeclaration(month)
	d.Headcount, d.Individuals = 5, []DSNIndividual{one}
	declared, err := DeclareMonth(d, DSNFigures{})
	require.NoError(t, err)
	data, err := declared.File.Bytes()
	require.NoError(t, err)
	codes, err := d.Codes(DSNParameters{})
	require.NoError(t, err)
	requireSound(t, data, codes)
	return data
}

// A month that was wrong is corrected in a later one: whatever was wrong, remunerations, activity, bases,
// contributions, bordereaux, tax and the net social amount of the declarations add up to those of a year in which
// nothing was wrong, to the cent. The year that nothing was wrong in is the independent calculation.
func TestCorrectedDeclarationsAddUpToTheYear(t *testing.T) {
	rounds := 25
	if testing.Short() {
		rounds = 5
	}
	r := rand.New(rand.NewPCG(13, 4))
	var months []civil.Month
	for i := range 4 {
		month, err := civil.MustParseDate("2026-03-01").Month().Add(i)
		require.NoError(t, err)
		months = append(months, month)
	}
	for range rounds {
		y := randomEngagedYear(r, months[:3])
		index := r.IntN(len(y.engagements))
		right := y.engagements[index]
		right.Gross = money.FromCents(right.Gross.Cents()/2 + r.Int64N(200_000))
		right.Days = 1 + r.IntN(14)
		right.Hours = nil
		if right.Cachets > 0 {
			right.Cachets = 1 + r.IntN(5)
		}
		on := months[3].First()
		list, err := CorrectDSN(y.engagements, index, right, on, Parameters{})
		require.NoError(t, err)
		corrections := map[int]DSNCorrection{}
		for _, k := range list {
			n := slices.IndexFunc(y.engagements, func(e Engagement) bool { return e.ID == k.Wrong.Engagement.ID })
			corrections[n] = k
		}
		corrected := slices.Clone(y.engagements)
		corrected[index] = right
		got, want := map[string]int64{}, map[string]int64{}
		var files []DSNFile
		sent := func(data []byte) {
			declaredSums(t, data, got)
			file, err := ReadDSN(bytes.NewReader(data))
			require.NoError(t, err)
			files = append(files, file)
		}
		for _, month := range months[:3] {
			sent(y.declare(t, month, y.engagements, nil))
			declaredSums(t, y.declare(t, month, corrected, nil), want)
		}
		sent(y.declare(t, months[3], y.engagements, corrections))
		declaredSums(t, nil, want) // forgets what is nothing
		require.Equal(t, want, got)
		// the attestations that were sent, with those that put them right, say the same
		differences, err := CompareDeclarations(files, y.attest(t, y.engagements, corrected), nil)
		require.NoError(t, err)
		require.Empty(t, differences)
	}
}

// attest returns the attestations of what was paid, and those that amend them to what is right.
func (y engagedYear) attest(t *testing.T, paid, right []Engagement) (list []Attestation) {
	of := func(i int, engagements []Engagement) []Attestation {
		year, err := ComputeYear(engagements, Parameters{})
		require.NoError(t, err)
		var slips []Paid
		for n, s := range y.slots {
			if s[0] == i {
				slips = append(slips, Paid{engagements[n], year.Payslips[n]})
			}
		}
		attestations, err := Attest(y.contracts[i].Contract, slips, PaperParameters{})
		require.NoError(t, err)
		return attestations
	}
	for i := range y.contracts {
		sent, wanted := of(i, paid), of(i, right)
		for n := range sent {
			sent[n].Number = fmt.Sprint(i, n)
			list = append(list, sent[n])
			difference, err := wanted[n].Work.less(sent[n].Work)
			require.NoError(t, err)
			if !difference.isZero() {
				amended, err := Amend(sent[n], wanted[n], PaperParameters{})
				require.NoError(t, err)
				list = append(list, amended)
			}
		}
	}
	return list
}

// The correction of one payslip, whose figures can be followed: 100.00 more of gross in a month that was
// declared with 1,000.00.
func TestACorrectionStatesTheDifference(t *testing.T) {
	months := []civil.Month{civil.MustParseDate("2026-03-01").Month()}
	y := randomEngagedYear(rand.New(rand.NewPCG(1, 2)), months)
	e := Engagement{
		ID: "a", Contract: y.contracts[0].Contract.ID, Date: civil.MustParseDate("2026-03-31"), Category: y.contracts[0].Contract.Category,
		Agreement: y.contracts[0].Contract.Agreement, Executive: y.contracts[0].Contract.Executive, Gross: amountOf("1000.00"), Days: 5, Headcount: 5,
		AccidentRate: new(money.MustDecimal("1.6")), WithholdingRate: money.MustDecimal("10"),
	}
	y.contracts, y.slots, y.engagements = y.contracts[:1], [][2]int{{0, 0}}, []Engagement{e}
	right := e
	right.Gross = amountOf("1100.00")
	list, err := CorrectDSN(y.engagements, 0, right, civil.MustParseDate("2026-04-30"), Parameters{})
	require.NoError(t, err)
	require.Len(t, list, 1)
	data := y.declare(t, civil.MustParseDate("2026-04-01").Month(), y.engagements, map[int]DSNCorrection{0: list[0]})
	text := string(data)
	for _, line := range []string{
		"S21.G00.50.002,'0.00'", // nothing is paid for the month itself
		"S21.G00.51.013,'100.00'", "S21.G00.53.002,'0.00'", "S21.G00.56.001,'032026'", "S21.G00.56.002,'01'", "S21.G00.56.006,'10.00'",
		"S21.G00.22.003,'01032026'", "S21.G00.58.001,'01032026'",
	} {
		assert.Contains(t, text, line+"\r\n")
	}
	wrong, corrected := list[0].Wrong.Payslip, list[0].Right.Payslip
	assert.Contains(t, text, fmt.Sprintf("S21.G00.56.003,'%v'\r\n", minus(corrected.NetTaxable, wrong.NetTaxable)))
	assert.Contains(t, text, fmt.Sprintf("S21.G00.56.007,'%v'\r\n", minus(corrected.IncomeTax, wrong.IncomeTax)))
}

func TestFaultyCorrectionsAreRefused(t *testing.T) {
	months := []civil.Month{civil.MustParseDate("2026-03-01").Month()}
	y := randomEngagedYear(rand.New(rand.NewPCG(1, 2)), months)
	list, err := CorrectDSN(y.engagements, 0, y.engagements[0], civil.MustParseDate("2026-05-15"), Parameters{})
	require.NoError(t, err)
	d := emptyDeclaration(civil.MustParseDate("2026-04-01").Month())
	one := y.worker
	c := y.contracts[y.slots[0][0]]
	c.Paid, c.Corrections = nil, list
	c.Corrections[0].Right.Engagement.Date = civil.MustParseDate("2026-04-02")
	one.Contracts = []DSNContract{c}
	d.Individuals = []DSNIndividual{one}
	_, err = DeclareMonth(d, DSNFigures{})
	paths := causes(err)
	for _, path := range []string{"on", "right.engagement.date", "right.payslip.id"} {
		assert.Contains(t, paths, "individuals[0].contracts[0].corrections[0]."+path)
	}
	_, err = CorrectDSN(nil, 0, Engagement{}, civil.Date{}, Parameters{})
	assert.Equal(t, []string{"index"}, causes(err))
}
