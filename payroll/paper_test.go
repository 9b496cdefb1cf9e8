package payroll

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// filmContract is a contract of a technician of cinema with all that any paper asks for.
func filmContract() Contract {
	return Contract{
		ID: "2026-0142",
		Employer: Employer{
			Name: "Films de la Lune", Address: "1 rue de la Paix, 75002 Paris", SIRET: "73282932000074", NAF: "5911C",
			HealthService: "Thalie Santé", LeaveFund: "Caisse des Congés Spectacles, Vanves",
		},
		Worker: Worker{
			Name: "Durand", FirstNames: "Paule", Sex: Female, BirthDate: civil.MustParseDate("1969-05-12"), BirthPlace: "Le Mans",
			Address: "2 rue du Bac, 75007 Paris", NIR: "269054958815780", LeaveNumber: "A123456",
		},
		Category: Technician, Agreement: Cinema, Job: "1er assistant opérateur cinéma",
		Start: civil.MustParseDate("2026-03-16"), End: civil.MustParseDate("2026-05-15"),
		Production: "La Nuit du chasseur d'étoiles", ObjectNumber: "26JF00000142", HandedOver: civil.MustParseDate("2026-03-16"),
		Terms: Terms{
			Written: true, Motive: "contrat à durée déterminée d'usage, L1242-2, 3°", AgreementTitle: "production cinématographique, IDCC 3097",
			AgreementAccess: "au bureau de production", Status: "non-cadre", Role: "Anna", Languages: "français", Workplace: "Bry-sur-Marne",
			WorkingTime: "39 heures par semaine", Pay: "1 384,56 € par semaine, brut", PayPeriod: "hebdomadaire", MinimumPay: "1 384,56 €", TrialDays: 2,
			PensionFund: "Audiens Retraite, 74 rue Jean Bleuzen, Vanves", ProvidentFund: "Audiens Prévoyance, 74 rue Jean Bleuzen, Vanves",
			LeaveFund: "Congés Spectacles", InternalRules: "affiché", MedicalFitness: "sous réserve de l'aptitude",
			MedicalVisit: civil.MustParseDate("2025-11-03"), HiringDeclaration: "Urssaf Île-de-France", Credit: "au générique de fin",
			PostSync: "deux jours", ExclusivityPay: "500 €", AgentPay: "10 %", RiskyPost: "oui",
		},
	}
}

// paidWeeks are the engagements of a contract, one a month of payment, with their payslips.
func paidWeeks(t testing.TB, c Contract, months ...string) []Paid {
	var list []Paid
	for i, month := range months {
		e := Engagement{
			ID: fmt.Sprintf("%s/%d", c.ID, i+1), Contract: c.ID, Date: civil.MustParseDate(month), Category: c.Category, Agreement: c.Agreement,
			Gross: money.MustParse("2769.12"), Days: 10, ContractDays: 30, Headcount: 5, AccidentRate: new(money.MustDecimal("1.6")),
			Hours: new(money.MustDecimal("78")),
		}
		list = append(list, paidOf(t, e))
	}
	return list
}

func paidOf(t testing.TB, e Engagement) Paid {
	slip, err := ComputePayslip(e, Parameters{})
	require.NoError(t, err, "%+v", e)
	return Paid{e, slip}
}

// causes are the paths of faults, and what is no fault of a field as its text.
func causes(err error) (list []string) {
	for _, fault := range valid.List(err) {
		var f *FieldError
		if errors.As(fault, &f) {
			list = append(list, f.Path)
		} else {
			list = append(list, fault.Error())
		}
	}
	return list
}

func TestThePaperTablesAreSound(t *testing.T) {
	figures, err := builtInPapers()
	require.NoError(t, err)
	accounts, err := builtInAccounts()
	require.NoError(t, err)
	mentions, err := builtInMentions()
	require.NoError(t, err)
	on := civil.MustParseDate("2026-07-15")
	for _, key := range figures.Keys() {
		_, err := figures.At(key, on)
		require.NoError(t, err, key)
	}
	for _, key := range accounts.Keys() {
		v, err := accounts.At(key, on)
		require.NoError(t, err, key)
		var f valid.Faults
		v.Value.check(&f)
		require.NoError(t, f.Err(), key)
	}
	for _, c := range codes { // each contribution has a charge account
		if slices.Contains([]string{"diffuser", "cfp-auteurs"}, c.Code) || c.Group == GroupTax || c.Group == GroupAfterNet || c.Group == GroupGross ||
			c.Group == GroupReduction || c.Group == GroupCsgDeduct || c.Group == GroupCsgNot {
			continue
		}
		_, err := accounts.At("charge/"+c.Code, on)
		require.NoError(t, err, c.Code)
	}
	for _, b := range bodies {
		_, err := accounts.At("owed/"+string(b.body), on)
		require.NoError(t, err, b.body)
	}
	for _, key := range mentions.Keys() {
		v, err := mentions.At(key, on)
		require.NoError(t, err, key)
		known := slices.ContainsFunc(contractFields, func(f contractField) bool { return f.path == v.Value.Field })
		require.True(t, known, "%s names %s", key, v.Value.Field)
		if v.Value.When != "" {
			require.Contains(t, contractFacts, v.Value.When, key)
		}
	}
	assert.Len(t, PaperParameters{}.List(on), len(figures.Keys())+len(accounts.Keys())+len(mentions.Keys()))
	assert.NotEmpty(t, PaperParameters{}.Notices(on))
	assert.Equal(t, "2026-11-22", PaperParameters{}.VerifiedOn().String())
	keys := map[string]bool{}
	for _, ref := range (PaperParameters{}).References() {
		assert.False(t, keys[ref.Key], ref.Key)
		keys[ref.Key] = true
	}
}

func TestPaperParametersOfTheCaller(t *testing.T) {
	p, err := PaperParameters{}.With(law.Override[money.Decimal]{Key: "aem/due-day", Value: money.MustDecimal("10")})
	require.NoError(t, err)
	list, err := Attest(filmContract(), paidWeeks(t, filmContract(), "2026-03-31"), p)
	require.NoError(t, err)
	assert.Equal(t, "2026-04-10", list[0].Due.String())
	assert.Equal(t, law.CallerRef().Key, p.References()[len(p.References())-1].Key)

	_, err = PaperParameters{}.With(law.Override[money.Decimal]{Key: "aem"})
	require.ErrorIs(t, err, law.ErrUnknownKey)
	_, err = PaperParameters{}.WithAccount(law.Override[BookAccount]{Key: "wages", Value: BookAccount{Number: "6A"}})
	assert.Equal(t, []string{"[0].number", "[0].labelFr", "[0].labelEn"}, causes(err))
	_, err = PaperParameters{}.WithAccount(law.Override[BookAccount]{Key: "salaires", Value: BookAccount{"641", "a", "b"}})
	require.ErrorIs(t, err, law.ErrUnknownKey)

	absurd, err := PaperParameters{}.With(law.Override[money.Decimal]{Key: "aem/due-day", Value: money.MustDecimal("1.5")})
	require.NoError(t, err)
	_, err = Attest(filmContract(), paidWeeks(t, filmContract(), "2026-03-31"), absurd)
	assert.Equal(t, []string{"aem/due-day"}, causes(err))
}

func TestContractRefuses(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*Contract)
		want   []string
	}{
		{"sound", func(*Contract) {}, nil},
		{"nothing", func(c *Contract) { *c = Contract{} }, []string{"id", "category", "agreement", "start"}},
		{"wrong numbers", func(c *Contract) {
			c.Employer.SIRET, c.Employer.NAF, c.Worker.NIR, c.ObjectNumber = "73282932000075", "59", "1", "2"
		}, []string{"employer.siret", "employer.naf", "worker.nir", "objectNumber"}},
		{"an end before the start", func(c *Contract) { c.End = civil.MustParseDate("2026-03-15") }, []string{"end"}},
		{"born after the start", func(c *Contract) { c.Worker.BirthDate = c.Start }, []string{"worker.birthDate"}},
		{"an extra who is a technician", func(c *Contract) { c.Extra = true }, []string{"extra"}},
		{"a fact that is none", func(c *Contract) { c.Facts = []ContractFact{HasAgent, "agents"} }, []string{"facts[1]"}},
		{"a sex that is none", func(c *Contract) { c.Worker.Sex = "f" }, []string{"worker.sex"}},
		{"days out of range", func(c *Contract) { c.MinimumDays, c.Terms.TrialDays = -1, 2000 }, []string{"minimumDays", "terms.trialDays"}},
		{"texts", func(c *Contract) { c.Terms.Pay, c.Job = strings.Repeat("a", 2_001), "\xff" }, []string{"job", "terms.pay"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			contract := filmContract()
			c.change(&contract)
			assert.Equal(t, c.want, causes(contract.Validate()))
		})
	}
}

const leastContract = `{"id": "k", "employer": {"name": "a"}, "worker": {"name": "b"}, "category": "artist", "agreement": "2642", "start": "2026-03-02"}`

func TestDecodeContracts(t *testing.T) {
	list, err := DecodeContracts(strings.NewReader("[" + leastContract + "]"))
	require.NoError(t, err)
	require.Len(t, list, 1)
	assert.Equal(t, Contract{
		ID: "k", Employer: Employer{Name: "a"}, Worker: Worker{Name: "b"}, Category: Artist, Agreement: Audiovisual, Start: civil.MustParseDate("2026-03-02"),
	}, list[0])
	for _, c := range []struct{ name, old, replacement, want string }{
		{"unknown field", `"id"`, `"number": 1, "id"`, "[0].number: unknown field"},
		{"no start", `, "start": "2026-03-02"`, "", "[0].start: is missing"},
		{"a wrong key", `"name": "a"`, `"siret": "73282932000075"`, "[0].employer.siret: the control key is wrong"},
		{"trailing data", `"k"`, `"k"}, 3, {"id": "x"`, "[1]"},
		{"eleven facts", `"id"`, `"facts": [` + strings.Repeat(`"trial",`, 10) + `"trial"], "id"`, "[0].facts"},
		{"a fact of another case", `"id"`, `"facts": ["Trial"], "id"`, "[0].facts[0]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := DecodeContracts(strings.NewReader("[" + strings.Replace(leastContract, c.old, c.replacement, 1) + "]"))
			require.ErrorContains(t, err, c.want)
		})
	}
}

func FuzzDecodeContracts(f *testing.F) {
	f.Add("[" + leastContract + "]")
	f.Add("[" + strings.Replace(leastContract, `"id"`, `"end": "2026-12-31", "objectNumber": "26JF00000142", "facts": ["agent"], "id"`, 1) + "]")
	f.Add(`[{"id":"", "start":"1900-01-01"}]`)
	f.Fuzz(func(t *testing.T, document string) {
		list, err := DecodeContracts(strings.NewReader(document))
		if err != nil {
			return
		}
		for _, c := range list {
			check, err := CheckContract(c, PaperParameters{})
			if err == nil && check.HandOver.Before(c.Start) {
				t.Fatalf("%+v is handed over before it starts", c)
			}
			for _, l := range languages {
				_, _ = check.Text(l)
			}
			if d, err := DeclareHiring(Hiring{Contract: c, Hour: "08:00"}, PaperParameters{}); err == nil && d.Latest.Before(d.Earliest) {
				t.Fatalf("%+v can never be declared", c)
			}
		}
	})
}

// Every text is in both languages, without a space at the end of a line, and refuses another language.
func checkTexts(t *testing.T, write func(Language) (string, error), want ...string) {
	t.Helper()
	for _, l := range languages {
		out, err := write(l)
		require.NoError(t, err)
		for line := range strings.Lines(out) {
			assert.Equal(t, strings.TrimRight(line, " \n"), strings.TrimRight(line, "\n"))
		}
		if l == English {
			for _, part := range want {
				assert.Contains(t, out, part)
			}
		}
	}
	_, err := write("de")
	require.ErrorContains(t, err, "language: ")
}

// shuffled returns n random engagements of one contract.
func shuffled(r *rand.Rand, c Contract, n int) []Engagement {
	list := make([]Engagement, n)
	for i := range list {
		e := randomEngagement(r)
		e.ID, e.Contract, e.Category, e.Agreement = fmt.Sprint(i), c.ID, c.Category, c.Agreement
		e.Executive, e.Deduction, e.ResidentAbroad, e.DeductionToDate, e.Cachets = false, "", false, money.Amount{}, 0
		if e.AccidentRate == nil {
			e.AccidentRate = new(money.MustDecimal("1.6"))
		}
		if c.Category == Artist && r.IntN(2) == 0 {
			e.Cachets = 1 + r.IntN(9)
		}
		list[i] = e
	}
	return list
}

// At the end of the calendar there is no day after, which is a fault of the field that leads there.
func TestPapersAtTheEndOfTheCalendar(t *testing.T) {
	c := filmContract()
	c.Agreement, c.Start, c.End = PrivateStage, civil.MustParseDate("2199-12-31"), civil.MustParseDate("2199-12-31")
	_, err := CheckContract(c, PaperParameters{})
	assert.Equal(t, []string{"start"}, causes(err))
	_, err = DeclareHiring(Hiring{Contract: c, Hour: "08:00", ByLetter: true}, PaperParameters{})
	assert.Equal(t, []string{"contract.start"}, causes(err))
	e := paidWeeks(t, filmContract(), "2026-03-31")[0].Engagement
	e.Date, e.Agreement = c.Start, c.Agreement
	_, err = Attest(c, []Paid{paidOf(t, e)}, PaperParameters{})
	assert.Equal(t, []string{"paid"}, causes(err))
	_, err = CertifyLeave(c, leaveDays(t, "1.00", "2199-12-31"), money.Amount{}, PaperParameters{})
	assert.Equal(t, []string{"days[0].date"}, causes(err))
	_, err = KeepJournal(yearsOf("2199-01-01", "2199-12-31"), nil, PaperParameters{})
	assert.Equal(t, []string{"period"}, causes(err))
}
