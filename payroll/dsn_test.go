package payroll

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
)

// constructed is the example of the project: a technician and an artist, 285 lines, every rubric, code and
// length checked against the norm; amounts and identifiers are illustrations.
//
// The writer holds a SIRET to its control key, and 12345678200011 has another: 12345678200010, of the same
// SIREN, stands in for it.
func constructed(t testing.TB) []byte {
	data, err := os.ReadFile("testdata/dsn_example_cddu.txt")
	require.NoError(t, err)
	for _, old := range []string{",'00011'", "12345678200011"} {
		data = bytes.ReplaceAll(data, []byte(old), []byte(strings.Replace(old, "00011", "00010", 1)))
	}
	return data
}

func amountOf(s string) money.Amount { return money.MustParse(s) }

// constructedAddress is that of the sender, the firm and the establishment.
var constructedAddress = DSNAddress{Street: "1 RUE DE LA PAIX", PostCode: "75002", Town: "PARIS"}

// constructedDeclaration holds the data of the constructed example. Its payslips are written by hand: they hold what
// the example states and nothing else.
func constructedDeclaration() DSNDeclaration {
	const siret = "12345678200010"
	start, end, paid := civil.MustParseDate("2026-11-02"), civil.MustParseDate("2026-11-06"), civil.MustParseDate("2026-11-30")
	individual := func(number, id, pcs, status string, w Worker, e Engagement, slip Payslip, job, unit, risk string) DSNIndividual {
		e.ID, e.Contract, e.Date, e.Agreement, e.Days, e.ContractDays = id+"/1", id, paid, Cinema, 5, 5
		e.NeutralRate, e.ShortTerm, e.Headcount = Metropole, true, 5
		slip.ID, slip.Contract, slip.Date, slip.Hours = e.ID, id, paid, e.paidHours()
		return DSNIndividual{
			Number: number, Address: DSNAddress{Street: "2 RUE DU BAC", PostCode: "75007", Town: "PARIS"},
			Union: "01", BirthDepartment: "75", BirthCountry: "FR",
			Contracts: []DSNContract{{
				Contract: Contract{
					ID: id, Employer: Employer{Name: "PRODUCTION EXEMPLE", SIRET: siret, NAF: "5911C"}, Worker: w, Category: e.Category,
					Agreement: Cinema, Job: job, Start: start, End: end, ObjectNumber: "26J1F0000011",
				},
				Terms: DSNTerms{
					Status: status, PCS: pcs, Unit: unit, Reference: money.MustDecimal("35"), Quantity: money.MustDecimal("35"), Risk: risk,
				},
				Paid: []DSNPaid{{Engagement: e, Payslip: slip}},
			}},
		}
	}
	leave := func(base, amount string) []Line {
		return []Line{{Code: "conges-spectacles", Base: amountOf(base), EmployerRate: money.MustDecimal("15.5"), EmployerAmount: amountOf(amount)}}
	}
	technician := individual("T001", "2026-0001", "465b", "05",
		Worker{Name: "DURAND", FirstNames: "PAUL", Sex: Male, BirthDate: civil.MustParseDate("1980-01-05"), BirthPlace: "PARIS", NIR: "180017500000134"},
		Engagement{Category: Technician, Gross: amountOf("1364.56"), Hours: new(money.MustDecimal("35")), AccidentRate: new(money.MustDecimal("1.6"))},
		Payslip{
			Bases: Bases{
				Gross: amountOf("1364.56"), SocialBase: amountOf("1364.56"), Ceiling: amountOf("667.50"), Capped: amountOf("667.50"),
				Insured: amountOf("1364.56"),
			},
			Lines: leave("1364.56", "211.51"),
			Steps: []Step{
				{Code: "csg-base", Amount: amountOf("1340.68")},
				{Code: "tax-base", Base: amountOf("1091.65"), Plus: amountOf("-748.00"), Amount: amountOf("343.65")},
			},
			NetBeforeTax: amountOf("1050.71"), NetTaxable: amountOf("1091.65"), NetSocial: amountOf("1078.00"),
		}, "1er assistant opérateur cinéma", "10", "000XX")
	artist := individual("A001", "2026-0002", "354b", "06",
		Worker{Name: "PETIT", FirstNames: "LEA", Sex: Female, BirthDate: civil.MustParseDate("1985-02-07"), BirthPlace: "PARIS", NIR: "285027500000245"},
		Engagement{Category: Artist, Gross: amountOf("2060.40"), Cachets: 5, Deduction: Performer},
		Payslip{
			Bases: Bases{
				Gross: amountOf("2060.40"), Deduction: amountOf("370.87"), SocialBase: amountOf("1689.53"), Ceiling: amountOf("667.50"),
				Capped: amountOf("667.50"), Insured: amountOf("2060.40"),
			},
			Lines: leave("2060.40", "319.36"),
			Steps: []Step{
				{Code: "deduction", Base: amountOf("2060.40"), Rate: money.MustDecimal("18"), Over: 100, Amount: amountOf("370.87")},
				{Code: "csg-base", Amount: amountOf("2024.34")},
				{Code: "tax-base", Base: amountOf("1648.32"), Plus: amountOf("-748.00"), Amount: amountOf("900.32")},
			},
			NetBeforeTax: amountOf("1586.51"), NetTaxable: amountOf("1648.32"), NetSocial: amountOf("1627.72"),
		}, "artiste-interprète", "12", "")
	return DSNDeclaration{
		Kind: NormalDSN, Number: 1, Month: paid.Month(), FiledOn: civil.MustParseDate("2026-12-03"), Test: true,
		Software: DSNSoftware{Name: "EXEMPLE", Publisher: "EXEMPLE", Version: "1.0"},
		Sender: DSNSender{
			SIRET: siret, Name: "PRODUCTION EXEMPLE", Address: constructedAddress, Sex: Female, Person: "MARTIN CLAIRE",
			Email: "paie@exemple.invalid", Phone: "0102030405",
		},
		Contacts:      []DSNContact{{Name: "MARTIN CLAIRE", Phone: "0102030405", Email: "paie@exemple.invalid", Kind: "08"}},
		Firm:          DSNFirm{SIRET: siret, NAF: "5911C", Address: constructedAddress, Agreement: Cinema},
		Establishment: DSNEstablishment{SIRET: siret, NAF: "5911C", Address: constructedAddress, Agreement: Cinema},
		Headcount:     5,
		Individuals:   []DSNIndividual{technician, artist},
		Without:       []DSNWithout{WithoutLeaveFundCode, WithoutAllocationCode},
	}
}

// The writer gives the constructed example byte by byte from its data.
func TestTheConstructedExampleIsReproduced(t *testing.T) {
	declared, err := DeclareMonth(constructedDeclaration(), DSNFigures{})
	require.NoError(t, err)
	data, err := declared.File.Bytes()
	require.NoError(t, err)
	want := constructed(t)
	require.Equal(t, fromLatin1(want), fromLatin1(data))
	require.Equal(t, want, data)
	assert.Empty(t, declared.Aggregates)
	assert.Equal(t, "2026-12-15", declared.Due.String(), "the 15th of the month after, for fewer than 50 employees (reference, C.1)")
}

// sharedNorm is the whole norm, where its transcription is there: it may be read, not copied.
func sharedNorm(t testing.TB) (DSNNorm, bool) {
	const folder = "../../shared/data/dsn/"
	var files []*os.File
	for _, name := range []string{"dsn_p26_rubrics.csv", "dsn_p26_enums.csv", "dsn_p26_tree_nature01.json"} {
		file, err := os.Open(folder + name)
		if err != nil {
			return DSNNorm{}, false
		}
		t.Cleanup(func() { _ = file.Close() })
		files = append(files, file)
	}
	norm, err := ReadDSNNorm("P26V01", files[0], files[1], files[2])
	require.NoError(t, err)
	return norm, true
}
