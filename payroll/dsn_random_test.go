package payroll

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
)

// madeUpCTP are codes of a bordereau for what no source gives one: made up for these tests, 0xx is in no use.
func madeUpCTP() map[string]string {
	return map[string]string{
		"artist/allocations-familiales/complement": "001", "artist/fnal/large": "002",
		"technician/versement-mobilite": "005", "artist/versement-mobilite": "006",
		"technician/taxe-apprentissage": "007", "artist/taxe-apprentissage": "007",
		"technician/formation": "008", "artist/formation": "008",
		"technician/forfait-social": "009", "artist/forfait-social": "009",
	}
}

// nirOf returns a valid social security number of a worker.
func nirOf(w Worker, sequence int) NIR {
	digits := fmt.Sprintf("%s%02d%02d75%03d%03d", map[Sex]string{Male: "1", Female: "2"}[w.Sex], w.BirthDate.Year()%100,
		w.BirthDate.Month().Month(), sequence/1000, sequence%1000)
	var number int64
	_, _ = fmt.Sscan(digits, &number)
	return NIR(fmt.Sprintf("%s%02d", digits, 97-number%97))
}

// randomContract returns a contract with its engagements in the months given, one payslip for each half month.
func randomContract(r *rand.Rand, w Worker, id string, months []civil.Month, headcount int) DSNContract {
	category, agreement := pick(r, categories...), pick(r, agreements...)
	first, last := months[0], months[len(months)-1]
	c := DSNContract{
		Contract: Contract{
			ID: id, Employer: Employer{Name: "Films de la Lune", SIRET: "73282932000074", NAF: "5911C"}, Worker: w, Category: category,
			Agreement: agreement, Executive: r.IntN(4) == 0, Job: "régisseur général", Start: first.First(), End: last.Last(), ObjectNumber: "26JF00000142",
		},
		Terms: DSNTerms{
			Status: "05", PCS: "465b", Unit: "10", Reference: money.MustDecimal("35"), Quantity: money.MustDecimal("35"), Risk: "000XX",
			LeaveFundCode: "CS", AllocationCode: "000001", Town: "75056",
			Affiliations: []DSNAffiliation{
				{ID: id[:1] + "1", Adhesion: "1", Line: "prevoyance", Element: "11"},
				{ID: id[:1] + "2", Adhesion: "2", Line: "fonds-sante", Element: "11"},
			},
		},
	}
	if category == Artist {
		c.Terms.Risk = ""
	}
	deduction, local := pick(r, "", "", Performer, Musician), r.IntN(6) == 0
	for _, month := range months {
		for half := range 1 + r.IntN(2) {
			e := randomEngagement(r)
			e.ID, e.Contract, e.Category, e.Agreement = fmt.Sprintf("%s/%v/%d", id, month, half), id, category, agreement
			e.Executive, e.Headcount, e.ResidentAbroad, e.FullMonth, e.DeductionToDate = c.Contract.Executive, headcount, false, false, money.Amount{}
			e.Deduction, e.AlsaceMoselle = deduction, local
			e.Days, e.ContractDays, e.Hours = min(e.Days, 14), 0, nil
			e.Date, _ = month.First().AddDays(pick(r, 14, month.Days()-1))
			e.CalendarDays = 7
			if category == Artist && r.IntN(2) == 0 {
				e.Cachets = 1 + r.IntN(5)
			}
			if category == Technician && e.AccidentRate == nil {
				e.AccidentRate = new(money.MustDecimal("1.6"))
			}
			from, _ := month.First().AddDays(15 * half)
			to, _ := month.First().AddDays(14)
			if half == 1 {
				to = month.Last()
			}
			c.Paid = append(c.Paid, DSNPaid{Engagement: e, Period: civil.Period{From: from, To: to}})
		}
	}
	return c
}

// randomDeclaration returns the declaration of a month of 2026, payslips included.
func randomDeclaration(t testing.TB, r *rand.Rand, individuals int) DSNDeclaration {
	month := civil.MustParseDate("2026-02-01").Month()
	month, err := month.Add(r.IntN(9))
	require.NoError(t, err)
	d := emptyDeclaration(month)
	d.Headcount = pick(r, 0, 5, 11, 49, 50, 400)
	d.DeclareUnemployment = r.IntN(2) == 0
	for i := range individuals {
		w := Worker{
			Name: pick(r, "Durand", "L'Hér\u00e9ault", "d'Aubign\u00e9"), FirstNames: pick(r, "Ana\u00efs", "Paul"), Sex: pick(r, Male, Female),
			BirthDate: civil.MustParseDate("1969-05-12"), BirthPlace: "Besan\u00e7on",
		}
		w.NIR = nirOf(w, i)
		one := DSNIndividual{
			Number: fmt.Sprint(i), Address: DSNAddress{Street: "2 rue du Bac", PostCode: "75007", Town: "Paris"}, Union: "01",
			BirthDepartment: "25", BirthCountry: "FR", RateID: "123456",
		}
		for j := range 1 + r.IntN(3) {
			one.Contracts = append(one.Contracts, randomContract(r, w, fmt.Sprintf("%c-%d", 'A'+j, i), []civil.Month{month}, d.Headcount))
		}
		d.Individuals = append(d.Individuals, one)
	}
	d, err = d.Compute(Parameters{})
	require.NoError(t, err)
	return d
}

// emptyDeclaration returns a declaration of nobody, with all that is not a worker's.
func emptyDeclaration(month civil.Month) DSNDeclaration {
	const siret = "73282932000074"
	address := DSNAddress{Street: "1 rue de la Paix", PostCode: "75002", Town: "Paris"}
	return DSNDeclaration{
		Kind: NormalDSN, Number: 1, Month: month, FiledOn: month.Last(),
		Software:      DSNSoftware{Name: "bobine", Publisher: "bobine", Version: "1"},
		Sender:        DSNSender{SIRET: siret, Name: "Films de la Lune", Address: address, Sex: Male, Person: "Jean", Email: "a@b.invalid", Phone: "01"},
		Firm:          DSNFirm{SIRET: siret, NAF: "5911C", Address: address, Agreement: Cinema},
		Establishment: DSNEstablishment{SIRET: siret, NAF: "5911C", Address: address, Agreement: Cinema},
		Bodies:        DSNBodies{Urssaf: "78861779300013"},
		Adhesions:     []DSNAdhesion{{ID: "1", Reference: "P-1", Body: "P0942", Covers: true}, {ID: "2", Reference: "S-1", Body: "P0942", Covers: true}},
		CTP:           madeUpCTP(),
	}
}

// declaredSums are what a file states, each sum by a name: a plain walk over the lines, without the tree.
func declaredSums(t testing.TB, data []byte, into map[string]int64) {
	var contract, base, kind, ctp, period string
	cents := func(s string) int64 {
		n, ok := dsnCents(s)
		require.True(t, ok, s)
		return n
	}
	var held []func()
	for line := range strings.Lines(fromLatin1(data)) {
		rubric, value, _ := strings.Cut(strings.TrimSpace(line), ",")
		value = strings.Trim(value, "'")
		switch rubric {
		case "S21.G00.22.003":
			period = value
		case "S21.G00.22.005":
			into["bordereaux"] += cents(value)
			into["bordereau "+period] += cents(value)
		case "S21.G00.23.001":
			ctp = value
		case "S21.G00.23.002":
			ctp += " " + value
		case "S21.G00.23.005":
			into["ctp "+ctp] += cents(value)
			into["aggregated"] += cents(value)
		case "S21.G00.50.002", "S21.G00.56.003":
			into["taxable"] += cents(value)
		case "S21.G00.50.009", "S21.G00.56.007":
			into["tax"] += cents(value)
		case "S21.G00.50.013", "S21.G00.56.010":
			into["tax base"] += cents(value)
		case "S21.G00.51.010":
			contract = value
		case "S21.G00.51.011":
			kind = value
		case "S21.G00.51.013":
			into["pay "+kind+" "+contract] += cents(value)
		case "S21.G00.53.002":
			hundredths := cents(value)
			held = append(held, func() { into["activity "+base+" "+contract] += hundredths })
		case "S21.G00.53.003":
			base = value
			held[0]()
			held = nil
		case "S21.G00.54.002":
			into["deduction"] += cents(value)
		case "S21.G00.58.004":
			into["social"] += cents(value)
		case "S21.G00.78.001":
			base = value
		case "S21.G00.78.004":
			amount := cents(value)
			held = append(held, func() { into["base "+base+" "+contract] += amount })
		case "S21.G00.78.006":
			contract = value
			for _, f := range held {
				f()
			}
			held = nil
		case "S21.G00.79.001":
			kind = value
		case "S21.G00.79.004":
			into["component "+base+" "+kind+" "+contract] += cents(value)
		case "S21.G00.81.001":
			kind = value
		case "S21.G00.81.004":
			into["contribution "+base+" "+kind+" "+contract] += cents(value)
			into["individual"] += cents(value)
		}
	}
	for name, sum := range into {
		if sum == 0 {
			delete(into, name)
		}
	}
}

// slipsOf are the payslips of a declaration.
func slipsOf(d DSNDeclaration) (slips []Payslip) {
	for _, one := range d.Individuals {
		for _, c := range one.Contracts {
			for _, p := range c.Paid {
				slips = append(slips, p.Payslip)
			}
		}
	}
	return slips
}

// Random months of up to 50 individuals: the file passes the checker, is read and written to the same bytes,
// its bases are those of the payslips, and both sides of its contributions agree to the cent, with each other
// and with what the payslips owe the Urssaf.
func TestRandomMonthsHold(t *testing.T) {
	rounds := 60
	if testing.Short() {
		rounds = 8
	}
	norms := []DSNNorm{{}}
	if norm, ok := sharedNorm(t); ok {
		norms = append(norms, norm)
	}
	r := rand.New(rand.NewPCG(13, 1))
	for round := range rounds {
		n := 1 + r.IntN(8)
		if round == 0 {
			n = 50
		}
		d := randomDeclaration(t, r, n)
		declared, err := DeclareMonth(d, DSNFigures{Norm: norms[round%len(norms)]})
		require.NoError(t, err)
		data, err := declared.File.Bytes()
		require.NoError(t, err)
		read, err := ReadDSN(bytes.NewReader(data))
		require.NoError(t, err)
		again, err := read.Bytes()
		require.NoError(t, err)
		require.Equal(t, string(data), string(again))
		codes, err := d.Codes(DSNParameters{})
		require.NoError(t, err)
		for _, norm := range norms {
			report, err := CheckDSN(bytes.NewReader(data), norm, codes)
			require.NoError(t, err)
			require.True(t, report.Sound(), "%+v", report.Faults)
			require.Equal(t, n, report.Individuals)
		}
		requireSums(t, d, declared, data)
	}
}

func requireSums(t *testing.T, d DSNDeclaration, out DSNDeclared, data []byte) {
	sums := map[string]int64{}
	declaredSums(t, data, sums)
	slips := slipsOf(d)
	var owed, left, balance int64
	want := map[string]int64{}
	for _, s := range slips {
		for _, l := range s.Lines {
			owed += l.EmployerAmount.Cents() + l.EmployeeAmount.Cents()
		}
		owed -= s.Reduction.Cents()
		for name, a := range map[string]money.Amount{
			"base 02 ": s.Bases.Capped, "base 03 ": s.Bases.SocialBase, "base 07 ": s.Bases.Insured, "base 27 ": s.Bases.Gross,
			"component 02 07 ": s.Bases.Ceiling, "pay 001 ": s.Bases.Gross, "pay 002 ": s.Bases.Gross, "pay 003 ": s.Bases.Gross, "pay 010 ": s.Bases.Gross,
		} {
			want[name+s.Contract] += a.Cents()
		}
		want["taxable"] += s.NetTaxable.Cents()
		want["tax"] += s.IncomeTax.Cents()
		want["social"] += s.NetSocial.Cents()
		want["deduction"] += s.Bases.Deduction.Cents()
	}
	for name, cents := range want {
		require.Equal(t, cents, sums[name], name)
	}
	for _, u := range out.Undeclared {
		left += u.Amount.Cents()
		if strings.HasSuffix(u.Key, "taxe-apprentissage/balance") {
			balance += u.Amount.Cents()
		}
	}
	require.Equal(t, owed, sums["individual"]+left, "what the payslips owe is declared, or listed with its reason")
	require.Equal(t, sums["aggregated"], sums["bordereaux"])
	remitted, err := Remit(d.Month, slips, d.Headcount, Parameters{})
	require.NoError(t, err)
	for _, m := range remitted.Remittances {
		if m.Body == Urssaf {
			require.Equal(t, m.Amount.Cents(), sums["bordereaux"]+balance, "the bordereau is what Remit owes the Urssaf, but for the yearly balance")
		}
	}
	// both sides, by CTP
	codes, err := d.Codes(DSNParameters{})
	require.NoError(t, err)
	same, err := codes.equivalence(d.Month.First())
	require.NoError(t, err)
	byCTP := map[string]int64{}
	artists := map[string]bool{}
	for _, one := range d.Individuals {
		for _, c := range one.Contracts {
			artists[c.Contract.ID] = c.Contract.Category == Artist
		}
	}
	for name, cents := range sums {
		if words := strings.Fields(name); words[0] == "contribution" {
			k, ok := same[declared{artists[words[3]], words[1], words[2]}]
			if ok {
				byCTP["ctp "+k.code+" "+k.qualifier] += cents
			}
		}
	}
	for name, cents := range byCTP {
		assert.Equal(t, cents, sums[name], name)
	}
}

// randomDeclarationOf is the one of a seed.
func randomDeclarationOf(t testing.TB, individuals int, seed uint64) DSNDeclaration {
	return randomDeclaration(t, rand.New(rand.NewPCG(13, seed)), individuals)
}
