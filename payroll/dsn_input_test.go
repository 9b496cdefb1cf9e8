package payroll

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

func TestTheTablesOfDeclarationsAreSound(t *testing.T) {
	table, err := builtInDSN()
	require.NoError(t, err)
	on := civil.MustParseDate("2026-07-15")
	for _, key := range table.Keys() {
		v, err := table.At(key, on)
		require.NoError(t, err, key)
		assert.NoError(t, DSNParameters{}.sound(v.Value), key)
		line := strings.Split(key, "/")[1]
		if line != "reduction" {
			assert.NotNil(t, codeNamed(line), "%s is no line of a payslip", key)
		}
	}
	for _, code := range codes { // each contribution of a payslip is declared, or said not to be
		if code.Group == GroupTax || code.Group == GroupAfterNet || code.Group == GroupGross || slices.Contains([]string{"diffuser", "cfp-auteurs"}, code.Code) {
			continue
		}
		for _, category := range categories {
			if code.Code == "reduction" && category == Artist {
				continue // they have none (CSS L241-13 VI)
			}
			_, err := table.At(string(category)+"/"+code.Code, on)
			if code.Code == "fnal" {
				_, err = table.At(string(category)+"/fnal/small", on)
			}
			assert.NoError(t, err, "%s of a %s", code.Code, category)
		}
	}
	assert.NotEmpty(t, DSNParameters{}.List(on))
	assert.NotEmpty(t, DSNParameters{}.References())
	_, err = DSNParameters{}.At("technician/maladie", civil.MustParseDate("2025-12-31"))
	assert.ErrorIs(t, err, law.ErrNoValue)
}

// sound reports the faults of a code as With does.
func (p DSNParameters) sound(c DSNCode) error {
	_, err := p.With(law.Override[DSNCode]{Key: "technician/maladie", Value: c})
	return err
}

// The codes of the bordereau are those of the project's list of CTP, which cites its sources: for technicians 100 D,
// P and A, 635, 430, 332, 236, for artists 312, 636, 334, for both 027 and 260.
func TestTheCodesOfTheBordereauAreThoseOfTheList(t *testing.T) {
	for key, want := range map[string]string{
		"technician/csa": "100 920", "technician/vieillesse-plafonnee": "100 921", "technician/at-mp": "100 920",
		"technician/maladie/complement": "635 920", "technician/allocations-familiales/complement": "430 920",
		"technician/fnal/small": "332 921", "technician/fnal/large": "236 920", "technician/dialogue-social": "027 920", "technician/crds": "260 920",
		"technician/reduction": "671 921", "technician/maladie/local": "381 920",
		"artist/csa": "312 920", "artist/vieillesse-plafonnee": "312 921", "artist/maladie/complement": "636 920", "artist/fnal/small": "334 921",
		"artist/allocations-familiales/complement": " 920",
	} {
		code, err := DSNParameters{}.At(key, civil.MustParseDate("2026-07-15"))
		require.NoError(t, err)
		assert.Equal(t, want, code.CTP+" "+code.Qualifier, key)
	}
}

// What the norm leaves unknown is asked for by its name, never made up.
func TestWhatIsUnknownIsAskedFor(t *testing.T) {
	d := randomDeclarationOf(t, 6, 5)
	d.CTP, d.Bodies.Urssaf, d.Adhesions = nil, "", nil
	for i := range d.Individuals {
		for j := range d.Individuals[i].Contracts {
			terms := &d.Individuals[i].Contracts[j].Terms
			terms.LeaveFundCode, terms.AllocationCode, terms.Affiliations = "", "", nil
		}
	}
	_, err := DeclareMonth(d, DSNFigures{})
	assert.ErrorIs(t, err, ErrDSNUnknown)
	assert.Contains(t, causes(err), "individuals[0].contracts[0].terms.leaveFundCode")
	assert.Contains(t, causes(err), "individuals[0].contracts[0].terms.allocationCode")
	d.Without = []DSNWithout{WithoutLeaveFundCode, WithoutAllocationCode}
	_, err = DeclareMonth(d, DSNFigures{})
	assert.ErrorIs(t, err, ErrDSNUnknown)
	assert.Contains(t, causes(err), "bodies.urssaf")
	assert.Contains(t, causes(err), "individuals[0].contracts[0].terms.affiliations")
	assert.Contains(t, err.Error(), "/formation", "the CTP of training is in no source")
	d.Without = dsnWithouts
	declared, err := DeclareMonth(d, DSNFigures{})
	require.NoError(t, err)
	assert.Empty(t, declared.Aggregates)
	for _, what := range dsnWithouts {
		assert.True(t, slices.ContainsFunc(declared.Notices, func(n law.Notice) bool { return n.Key == "without/"+string(what) }), what)
	}
}

func TestKindsOfDeclarations(t *testing.T) {
	sound := constructedDeclaration()
	text := func(d DSNDeclaration) string {
		declared, err := DeclareMonth(d, DSNFigures{})
		require.NoError(t, err)
		data, err := declared.File.Bytes()
		require.NoError(t, err)
		requireSound(t, data, DSNParameters{})
		return string(data)
	}
	none := sound
	none.Kind, none.Individuals, none.NilBodies = NilDSN, nil, []string{"ORG001"}
	file := text(none)
	assert.Contains(t, file, "S10.G00.00.008,'02'\r\n")
	assert.Contains(t, file, "S20.G00.05.002,'02'\r\n")
	assert.Contains(t, file, "S20.G00.08.001,'ORG001'\r\n")
	assert.NotContains(t, file, "S21.G00.30")
	replacing := sound
	replacing.Kind, replacing.Number, replacing.Replaces = ReplacingDSN, 2, "20261203-0001"
	file = text(replacing)
	assert.Contains(t, file, "S20.G00.05.002,'03'\r\n")
	assert.Contains(t, file, "S20.G00.05.004,'2'\r\n")
	assert.Contains(t, file, "S20.G00.05.006,'20261203-0001'\r\n")
	assert.Equal(t, strings.Count(text(sound), "S21."), strings.Count(file, "S21."), "it has all that it replaces")
	cancelling := sound
	cancelling.Kind, cancelling.Replaces, cancelling.Individuals = CancellingDSN, "20261203-0001", nil
	assert.Contains(t, text(cancelling), "S20.G00.05.002,'04'\r\n")
	nobody := sound
	nobody.Kind, nobody.Replaces, nobody.Individuals, nobody.NilBodies = ReplacingNilDSN, "20261203-0001", nil, []string{"ORG001"}
	assert.Contains(t, text(nobody), "S20.G00.05.002,'05'\r\n")
}

// All that surrounds individuals, in the order of the tree, which the checker holds it to.
func TestTheEstablishmentIsWrittenWhole(t *testing.T) {
	d := constructedDeclaration()
	year := civil.Period{From: civil.MustParseDate("2026-11-01"), To: civil.MustParseDate("2026-11-30")}
	d.Adhesions = []DSNAdhesion{{ID: "1", Reference: "P-1", Body: "P0942", Delegate: "D00001", Covers: true}}
	d.Transfers = []DSNTransfer{{
		Body: "78861779300013", BIC: "AGRIFRPP", IBAN: "FR7630006000011234567890189", Amount: amountOf("10.00"), Period: year, Mode: "05",
		On: civil.MustParseDate("2026-12-15"), Payer: "12345678200010",
	}}
	d.Taxes = []DSNTax{{Code: "001", Amount: amountOf("12.00"), Year: 2026}}
	d.Contributions = []DSNContribution{{Amount: amountOf("3.00"), Code: "046", Period: year, Reference: "R1"}}
	d.Workplaces = []DSNWorkplace{{ID: "00001", Address: DSNAddress{Street: "Plateau 3", PostCode: "94360", Town: "Bry"}, Nature: "02", INSEE: "94015"}}
	d.Establishment.OPCO, d.Establishment.HealthService = "02", "12345678200010"
	declared, err := DeclareMonth(d, DSNFigures{})
	require.NoError(t, err)
	data, err := declared.File.Bytes()
	require.NoError(t, err)
	requireSound(t, data, DSNParameters{})
	assert.True(t, strings.HasSuffix(string(data), "S21.G00.44.001,'001'\r\nS21.G00.44.002,'12.00'\r\nS21.G00.44.003,'2026'\r\n"+
		"S21.G00.82.001,'3.00'\r\nS21.G00.82.002,'046'\r\nS21.G00.82.003,'01112026'\r\nS21.G00.82.004,'30112026'\r\nS21.G00.82.005,'R1'\r\n"+
		"S21.G00.85.001,'00001'\r\nS21.G00.85.003,'Plateau 3'\r\nS21.G00.85.004,'94360'\r\nS21.G00.85.005,'Bry'\r\nS21.G00.85.010,'02'\r\nS21.G00.85.011,'94015'\r\n"+
		"S90.G00.90.001,'315'\r\nS90.G00.90.002,'1'\r\n"), string(data[len(data)-600:]))
}

// Each fault of a declaration is told with the path of its field, all at once.
func TestFaultsOfADeclaration(t *testing.T) {
	const contract = "individuals[0].contracts[0]."
	of := func(d *DSNDeclaration) *DSNContract { return &d.Individuals[0].Contracts[0] }
	for name, c := range map[string]struct {
		change func(*DSNDeclaration)
		paths  []string
	}{
		"kind":     {func(d *DSNDeclaration) { d.Kind, d.Number = "other", 0 }, []string{"kind", "number"}},
		"no month": {func(d *DSNDeclaration) { d.Month = civil.Month{} }, []string{"month"}},
		"before the norm": {func(d *DSNDeclaration) { d.Month = civil.MustParseDate("2025-12-01").Month() }, []string{
			"month", contract + "contract.start", contract + "paid[0].engagement.date",
			"individuals[1].contracts[0].contract.start", "individuals[1].contracts[0].paid[0].engagement.date",
		}},
		"not filed":          {func(d *DSNDeclaration) { d.FiledOn = civil.Date{} }, []string{"filedOn"}},
		"replaces nothing":   {func(d *DSNDeclaration) { d.Kind = ReplacingDSN }, []string{"replaces"}},
		"normal replaces":    {func(d *DSNDeclaration) { d.Replaces = "x" }, []string{"replaces"}},
		"nobody":             {func(d *DSNDeclaration) { d.Individuals = nil }, []string{"individuals"}},
		"nil with somebody":  {func(d *DSNDeclaration) { d.Kind = NilDSN }, []string{"nilBodies", "individuals"}},
		"bodies of no nil":   {func(d *DSNDeclaration) { d.NilBodies = []string{"X"} }, []string{"nilBodies"}},
		"without a word":     {func(d *DSNDeclaration) { d.Without = append(d.Without, "x") }, []string{"without[2]"}},
		"another firm":       {func(d *DSNDeclaration) { d.Firm.SIRET = "73282932000074" }, []string{"establishment.siret"}},
		"no firm":            {func(d *DSNDeclaration) { d.Firm.SIRET = "" }, []string{"firm.siret"}},
		"activity":           {func(d *DSNDeclaration) { d.Firm.NAF = "x" }, []string{"firm.naf"}},
		"agreement":          {func(d *DSNDeclaration) { d.Firm.Agreement = "x" }, []string{"firm.agreement"}},
		"no software":        {func(d *DSNDeclaration) { d.Software.Name = " " }, []string{"software.name"}},
		"no town":            {func(d *DSNDeclaration) { d.Sender.Address = DSNAddress{} }, []string{"sender.address.street", "sender.address.town"}},
		"too long":           {func(d *DSNDeclaration) { d.Software.Name = strings.Repeat("x", 21) }, []string{"software.name"}},
		"not Latin":          {func(d *DSNDeclaration) { d.Sender.Name = "Les Œuvres" }, []string{"sender.name"}},
		"a line end":         {func(d *DSNDeclaration) { d.Sender.Name = "a\r\nS90" }, []string{"sender.name"}},
		"contact of no kind": {func(d *DSNDeclaration) { d.Contacts[0].Kind = "88" }, []string{"contacts[0].kind"}},
		"transfer": {func(d *DSNDeclaration) { d.Transfers = []DSNTransfer{{Body: "x", Payer: "1"}} },
			[]string{"transfers[0].period", "transfers[0].payer"}},
		"contribution":   {func(d *DSNDeclaration) { d.Contributions = []DSNContribution{{Code: "1"}} }, []string{"contributions[0].period"}},
		"adhesion twice": {func(d *DSNDeclaration) { d.Adhesions = []DSNAdhesion{{ID: "1"}, {ID: "1"}} }, []string{"adhesions[1].id"}},
		"no contract":    {func(d *DSNDeclaration) { d.Individuals[0].Contracts = nil }, []string{"individuals[0].contracts"}},
		"no number":      {func(d *DSNDeclaration) { of(d).Contract.Worker.NIR = "" }, []string{"individuals[0].temporaryNumber"}},
		"two workers": {func(d *DSNDeclaration) {
			d.Individuals[0].Contracts = append(d.Individuals[0].Contracts, d.Individuals[1].Contracts[0])
			d.Individuals = d.Individuals[:1]
		}, []string{"individuals[0].contracts[1].contract.worker"}},
		"contract twice": {func(d *DSNDeclaration) {
			of(d).Paid = nil
			d.Individuals[1].Contracts[0].Paid = nil
			d.Individuals[1].Contracts[0].Contract.ID = of(d).Contract.ID
		}, []string{"individuals[1].contracts[0].contract.id"}},
		"other employer": {func(d *DSNDeclaration) { of(d).Contract.Employer.SIRET = "73282932000074" }, []string{contract + "contract.employer.siret"}},
		"no object":      {func(d *DSNDeclaration) { of(d).Contract.ObjectNumber = "" }, []string{contract + "contract.objectNumber"}},
		"to come": {func(d *DSNDeclaration) {
			of(d).Paid, of(d).Contract.Start, of(d).Contract.End = nil, civil.MustParseDate("2026-12-01"), civil.Date{}
		}, []string{contract + "contract.start"}},
		"no risk":      {func(d *DSNDeclaration) { of(d).Terms.Risk = "" }, []string{contract + "terms.risk"}},
		"ended before": {func(d *DSNDeclaration) { of(d).Terms.EndedOn = civil.MustParseDate("2026-11-01") }, []string{contract + "terms.endedOn"}},
		"affiliation": {func(d *DSNDeclaration) {
			of(d).Terms.Affiliations = []DSNAffiliation{{ID: "1", Adhesion: "9", Line: "x"}}
		},
			[]string{contract + "terms.affiliations[0].adhesion", contract + "terms.affiliations[0].line"}},
		"working time of three figures": {func(d *DSNDeclaration) { of(d).Terms.Quantity = money.MustDecimal("35.125") }, []string{contract + "terms.quantity"}},
		"no status":                     {func(d *DSNDeclaration) { of(d).Terms.Status = "" }, []string{contract + "terms.status"}},
		"paid in another month":         {func(d *DSNDeclaration) { d.Month = civil.MustParseDate("2026-12-01").Month() }, []string{contract + "paid[0].engagement.date", "individuals[1].contracts[0].paid[0].engagement.date"}},
		"payslip of another":            {func(d *DSNDeclaration) { of(d).Paid[0].Payslip.ID = "x" }, []string{contract + "paid[0].payslip.id"}},
		"period without end":            {func(d *DSNDeclaration) { of(d).Paid[0].Period.From = civil.MustParseDate("2026-11-02") }, []string{contract + "paid[0].period"}},
		"period before the contract": {func(d *DSNDeclaration) {
			of(d).Paid[0].Period = civil.Period{From: civil.MustParseDate("2026-11-01"), To: civil.MustParseDate("2026-11-06")}
		}, []string{contract + "paid[0].period"}},
		"two payslips of a period": {func(d *DSNDeclaration) {
			second := of(d).Paid[0]
			second.Engagement.ID, second.Payslip.ID = "b", "b"
			of(d).Paid = append(of(d).Paid, second)
		}, []string{contract + "paid[1].period"}},
		"no rate identifier": {func(d *DSNDeclaration) { of(d).Paid[0].Engagement.NeutralRate = "" }, []string{"individuals[0].rateId"}},
		"a rate of three figures": {func(d *DSNDeclaration) {
			of(d).Paid[0].Engagement.NeutralRate, of(d).Paid[0].Engagement.WithholdingRate = "", money.MustDecimal("7.125")
			d.Individuals[0].RateID = "1"
		}, []string{"individuals[0].contracts[0].paid[0].engagement.withholdingRate"}},
		"a line nobody knows": {func(d *DSNDeclaration) { of(d).Paid[0].Payslip.Lines[0].Code = "x" }, []string{"individuals[0].contracts[0].paid[0].payslip"}},
		"abroad": {func(d *DSNDeclaration) {
			c := &d.Individuals[1].Contracts[0].Paid[0]
			c.Engagement.NeutralRate, c.Engagement.ResidentAbroad = "", true
		}, []string{"individuals[1].contracts[0].paid[0].engagement.residentAbroad"}},
		"a payslip of absurd size":    {func(d *DSNDeclaration) { of(d).Paid[0].Payslip.NetSocial = amountOf("92233720368547758.07") }, []string{contract + "paid[0].payslip"}},
		"a payslip of too many lines": {func(d *DSNDeclaration) { of(d).Paid[0].Payslip.Lines = make([]Line, 101) }, []string{contract + "paid[0].payslip"}},
		"a CTP of four figures":       {func(d *DSNDeclaration) { d.CTP = map[string]string{"artist/formation": "1234"} }, []string{"ctp.artist/formation"}},
		"a CTP of nothing":            {func(d *DSNDeclaration) { d.CTP = map[string]string{"x": "123"} }, []string{"ctp.x"}},
	} {
		t.Run(name, func(t *testing.T) {
			d := constructedDeclaration()
			c.change(&d)
			_, err := DeclareMonth(d, DSNFigures{})
			assert.ElementsMatch(t, c.paths, causes(err), "%v", err)
		})
	}
}

// A value that an apostrophe is in is kept as it is: the value runs to the last quote.
func TestAnApostropheIsKept(t *testing.T) {
	d := constructedDeclaration()
	d.Sender.Name = "L'ÉTOILE 'NOIRE'"
	declared, err := DeclareMonth(d, DSNFigures{})
	require.NoError(t, err)
	data, err := declared.File.Bytes()
	require.NoError(t, err)
	assert.Contains(t, string(data), "S10.G00.01.003,'L'\xc9TOILE 'NOIRE''\r\n")
	read, err := ReadDSN(strings.NewReader(string(data)))
	require.NoError(t, err)
	assert.Equal(t, d.Sender.Name, read.Blocks[0].Blocks[0].Value("003"))
}

// The input is not changed, and the result shares nothing with it.
func TestADeclarationIsIndependent(t *testing.T) {
	d, same := constructedDeclaration(), constructedDeclaration()
	first, err := DeclareMonth(d, DSNFigures{})
	require.NoError(t, err)
	require.True(t, reflect.DeepEqual(d, same), "the input is changed")
	before, err := json.Marshal(first)
	require.NoError(t, err)
	d.Individuals[0].Contracts[0].Paid[0].Payslip.Lines[0].Code = "x"
	d.Contacts[0].Name = "x"
	after, err := json.Marshal(first)
	require.NoError(t, err)
	assert.Equal(t, string(before), string(after))
	second, err := DeclareMonth(same, DSNFigures{})
	require.NoError(t, err)
	second.File.Blocks[0].Lines[0].Value = "x"
	third, err := DeclareMonth(same, DSNFigures{})
	require.NoError(t, err)
	assert.Equal(t, "EXEMPLE", third.File.Blocks[0].Lines[0].Value)
}

func TestATreeThatCannotBeWritten(t *testing.T) {
	for _, line := range []DSNLine{{Rubric: "S10.G00.00.001", Value: "€"}, {Rubric: "S10.G00.00.001", Value: "a\nb"}, {Rubric: "S10.G00.00.001", Value: "a", End: 9}} {
		_, err := DSNFile{Blocks: []DSNBlock{{Code: "S10.G00.00", Lines: []DSNLine{line}}}}.Bytes()
		assert.Error(t, err)
	}
}

// Payslips follow those paid earlier in the year: they are those of the year.
func TestPayslipsOfADeclarationAreThoseOfTheYear(t *testing.T) {
	d := constructedDeclaration()
	one := &d.Individuals[0]
	e := one.Contracts[0].Paid[0].Engagement
	earlier := e
	earlier.ID, earlier.Contract, earlier.Date = "a", "a", civil.MustParseDate("2026-10-31")
	one.Earlier = []Engagement{earlier}
	computed, err := d.Compute(Parameters{})
	require.NoError(t, err)
	year, err := ComputeYear([]Engagement{earlier, e}, Parameters{})
	require.NoError(t, err)
	assert.Equal(t, year.Payslips[1], computed.Individuals[0].Contracts[0].Paid[0].Payslip)
	one.Earlier[0].Gross = amountOf("-1.00")
	d.Individuals[1].Contracts[0].Paid[0].Engagement.Gross = amountOf("-1.00")
	_, err = d.Compute(Parameters{})
	assert.Equal(t, []string{"individuals[0].earlier[0].gross", "individuals[1].contracts[0].paid[0].engagement.gross"}, causes(err))
}
