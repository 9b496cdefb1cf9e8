package dossier

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/examples/production/internal/chain"
	"github.com/bobine-film/bobine/financing"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/payroll"
	"github.com/bobine-film/bobine/worktime"
)

func french(p chain.Production) *writer { return newWriter(&page{Production: p}, French) }

// Every finding that the library can make on the evidence of a source has words, with its figures.
func TestFindingsOnEvidence(t *testing.T) {
	amount := money.MustParse("90000.00")
	source := financing.Source{
		ID: "tv", Kind: "préachat", Party: "Chaîne", Amount: money.MustParse("100000.00"), BroughtBy: "A", Status: financing.Acquired,
		Evidence: &financing.Evidence{Document: "Contrat", Date: civil.MustParseDate("2025-01-02"), Conditional: true, FromAffiliate: true, Amount: &amount},
	}
	var p chain.Production
	p.Financing.Plan.Sources = []financing.Source{source}
	got, err := financing.CheckEvidence(p.Financing.Plan, civil.MustParseDate("2026-01-02"))
	require.NoError(t, err)
	require.Len(t, got.Findings, 5)
	var texts []string
	for _, r := range french(p).findings(got.Findings) {
		assert.Equal(t, "préachat, Chaîne", r.About)
		assert.Empty(t, r.Note)
		texts = append(texts, r.Text)
	}
	assert.Equal(t, []string{
		"Contrat" + noBreak + ": sans signature", "Contrat" + noBreak + ": sous condition",
		"Contrat" + noBreak + ": indique 90" + narrowBreak + "000,00" + noBreak + "€, le plan compte 100" + narrowBreak + "000,00" + noBreak + "€",
		"Contrat" + noBreak + ": du 2" + noBreak + "janvier" + noBreak + "2025, trop ancien pour le financeur", "à prouver par une lettre de banque",
	}, texts)
}

// What is wrong with the documents of a file: one too old, one without its signature, two that state another total.
func TestFaultsOfAFile(t *testing.T) {
	stated := func(total string) []financing.StatedAmount {
		return []financing.StatedAmount{{Name: "total", Amount: money.MustParse(total)}}
	}
	file := financing.ApplicationFile{
		Application: "cic-provisional", On: civil.MustParseDate("2026-02-20"), Title: "Le Film",
		Dates: []financing.MilestoneDate{{Milestone: "shoot-start", Date: civil.MustParseDate("2026-02-01")}},
		Documents: []financing.FileDocument{
			{ID: "devis", Code: "budget", Date: civil.MustParseDate("2026-02-12"), Amounts: stated("2000.00")},
			{ID: "plan", Code: "financing-plan", Date: civil.MustParseDate("2026-02-28"), Amounts: stated("1000.00")},
			{ID: "attestation", Code: "sworn-statement", Date: civil.MustParseDate("2026-02-12"), Title: "Un Film"},
		},
	}
	check, err := financing.CheckFile(file)
	require.NoError(t, err)
	got := map[string]string{}
	for _, r := range french(chain.Production{}).faults(file, check) {
		assert.Empty(t, r.Note, "%v", r)
		got[r.About] += r.Text + "|"
	}
	assert.Equal(t, map[string]string{
		"plan":                            "du 28" + noBreak + "février" + noBreak + "2026, postérieur au dépôt|",
		"attestation":                     "porte le titre «" + noBreak + "Un Film" + noBreak + "», l’œuvre s’appelle «" + noBreak + "Le Film" + noBreak + "»|signature manquante" + noBreak + ": producteur|",
		"total":                           "les pièces diffèrent" + noBreak + ": devis 2" + narrowBreak + "000,00" + noBreak + "€, plan 1" + narrowBreak + "000,00" + noBreak + "€|",
		"Liste des industries techniques": "absent du dossier|",
		"Liste nominative du personnel de création et de production": "absent du dossier|",
		"avant le début du tournage":                                 "était dû le 31" + noBreak + "janvier" + noBreak + "2026|",
	}, got)
}

// The working of pay for two of ten days abroad, by hand: 900.00 of 4,500.00, so charges of 2,000.00 lose 400.00; then
// 3,600.00 are over a minimum of 2,700.00, of which three quarters, so charges of 1,600.00 lose 400.00.
func TestThePayOfDaysAbroad(t *testing.T) {
	amount := money.MustParse
	line := chain.EligibleLine{Abroad: &chain.PayAbroad{
		Days: []civil.Date{civil.MustParseDate("2026-04-30"), civil.MustParseDate("2026-05-04")}, Paid: 10, Gross: amount("900.00"), InFrance: money.MustFraction("4/5"),
	}}
	line.Cuts = []financing.SpendCut{
		{Code: "abroad", Base: amount("4500.00"), Share: money.MustFraction("4/5"), Amount: amount("900.00")},
		{Code: "abroad", Base: amount("2000.00"), Share: money.MustFraction("4/5"), Amount: amount("400.00")},
		{Code: "minimum", Base: amount("3600.00"), Limit: amount("2700.00"), Amount: amount("900.00")},
		{Code: "charges", Base: amount("1600.00"), Share: money.MustFraction("3/4"), Amount: amount("400.00")},
	}
	w := newWriter(&page{}, English)
	var got []string
	for i := range line.Cuts {
		got = append(got, w.cut(line, i).Text+": "+w.cutOf(line, i))
	}
	assert.Equal(t, []string{
		"2 of 10 paid days abroad (Thu" + noBreak + "30" + noBreak + "Apr, Mon" + noBreak + "4" + noBreak + "May): €900.00, in France 80%", "charges of their pay: €2,000.00 × €900.00 / €4,500.00 = €400.00",
		"over the minimum of the agreement: €3,600.00 − €2,700.00 = €900.00", "charges of the pay over the minimum: €1,600.00 × €900.00 / €3,600.00 = €400.00",
	}, got)
	elsewhere := chain.EligibleLine{}
	elsewhere.Cuts = []financing.SpendCut{
		{Code: "abroad", Base: amount("20.00"), Amount: amount("20.00")},
		{Code: "not-assigned", Base: amount("100.00"), Share: money.MustFraction("3/5"), Amount: amount("40.00")},
	}
	assert.Equal(t, "not in France", w.cut(elsewhere, 0).Text)
	assert.Equal(t, "€20.00", w.cutOf(elsewhere, 0))
	assert.Equal(t, "€100.00 × (100% − 60%) = €40.00", w.cutOf(elsewhere, 1))
}

// A document or a deadline that only the library names is marked as English, wherever the page names it.
func TestNamesOfTheLibraryAreMarked(t *testing.T) {
	on := civil.MustParseDate("2026-06-01")
	p := film(t)
	p.Financing.Files, p.Financing.Deadlines = nil, nil
	var labels []string
	for _, application := range []string{"fsa-preliminary", "fsa-definitive", "region-normandie", "eurimages"} {
		file := financing.ApplicationFile{Application: application, On: on, Title: "Le Film", Facts: []string{}}
		check, err := financing.CheckFile(file)
		require.NoError(t, err)
		p.Financing.Files = append(p.Financing.Files, chain.FiledApplication{File: file, Check: check})
		for _, item := range check.Items {
			if _, named := codeNames["piece."+item.Code]; !named {
				labels = append(labels, item.Label)
			}
		}
	}
	require.NotEmpty(t, labels)
	p.Financing.Deadlines = []chain.Deadline{{DueDate: financing.DueDate{Application: "eurimages", Code: "new", Label: "Two weeks before the board"}}}
	page := written(t, p, French)
	assert.Equal(t, 1, strings.Count(page, `<span class="small"><span lang="en">Two weeks before the board</span></span>`))
	for _, label := range labels {
		assert.Equal(t, 1, strings.Count(page, `<th scope="row"><span lang="en">`+escaped(label)+`</span>`), label)
		assert.Equal(t, 1, strings.Count(page, `<strong lang="en">`+escaped(label)+`</strong>`), label+" is not in the file")
		assert.Equal(t, 2, strings.Count(page, ">"+escaped(label)+"<"), label)
	}
}

// The workings shown of the film come to the amounts that were cut, to a cent of rounding.
func TestTheWorkingsOfCutsAddUp(t *testing.T) {
	abroad := 0
	for _, line := range film(t).Financing.Eligible.Lines {
		for i, c := range line.Cuts {
			if c.Code == "charges" || c.Code == "abroad" && i > 0 {
				pay := line.Cuts[i-1]
				assert.InDelta(t, c.Amount.Cents(), c.Base.Cents()*pay.Amount.Cents()/pay.Base.Cents(), 1, line.ID)
			}
			if c.Code == "minimum" {
				assert.Equal(t, c.Amount, Less(c.Base, c.Limit), line.ID)
			}
		}
		if line.Abroad != nil {
			abroad++
			assert.Equal(t, line.Abroad.Gross, line.Cuts[0].Amount, "the first cut is that of the pay abroad: %s", line.ID)
		}
	}
	assert.Positive(t, abroad)
}

func TestEveryApplicationHasAName(t *testing.T) {
	all, err := financing.Applications(civil.MustParseDate("2026-06-01"))
	require.NoError(t, err)
	require.NotEmpty(t, all)
	for _, a := range all {
		assert.Contains(t, codeNames, "file."+a.Key)
	}
}

// Every document and deadline of the checklists of the film's files has a name in French.
func TestEveryPieceHasAName(t *testing.T) {
	for _, application := range []string{"cic-provisional", "cic-definitive", "agrement-investissements", "agrement-production"} {
		list, err := financing.FindChecklist(application, civil.MustParseDate("2026-06-01"))
		require.NoError(t, err)
		for _, d := range list.Documents {
			assert.Contains(t, codeNames, "piece."+d.Code, application)
			for _, role := range d.Signatories {
				assert.Contains(t, codeNames, "signatory."+role)
			}
		}
	}
}

func TestNotices(t *testing.T) {
	w := french(chain.Production{})
	got := w.notices([]law.Notice{
		{Code: "unverified", Key: "apec/employee", Message: "apec/employee: 0.024 percent since 2019-01-01 is single-source"},
		{Code: "unverified", Key: "cap", Message: "cap: 30000000 EUR since 2026-01-01 is derived: read once: 1234.50 EUR"},
		{Code: "over-budget", Key: "53", Message: "53 is 5500.00 over its budget"},
		{Code: "stale", Key: "rates", Message: "the figures of rates were verified on 1" + noBreak + "January" + noBreak + "2026, before 1" + noBreak + "February" + noBreak + "2026"},
		{Code: "not-known-here", Key: "x", Message: "some sentence on 1173600.00"},
	})
	assert.Equal(t, []remark{
		{Tag: "source unique", Class: "warn", About: "Apec, part salariale", Text: "0,024" + noBreak + "% depuis le 1er" + noBreak + "janvier" + noBreak + "2019"},
		{
			Tag: "déduit", Class: "warn", About: "cap", Text: "30" + narrowBreak + "000" + narrowBreak + "000" + noBreak + "€ depuis le 1er" + noBreak + "janvier" + noBreak + "2026",
			Note: "read once: 1" + narrowBreak + "234,50" + noBreak + "€",
		},
		{Tag: "dépassement", Class: "warn", About: "53", Text: "5" + narrowBreak + "500,00" + noBreak + "€ au-delà de son devis"},
		{Tag: "au-delà de la date de vérification", Class: "bad", About: "rates", Note: "the figures of rates were verified on 1" + noBreak + "January" + noBreak + "2026, before 1" + noBreak + "February" + noBreak + "2026"},
		{Tag: "not-known-here", Class: "warn", About: "x", Note: "some sentence on 1" + narrowBreak + "173" + narrowBreak + "600,00" + noBreak + "€"},
	}, got)
}

// Doubts that differ in their figure alone are one remark, in the place of the first; another note, another unit or
// another day is another doubt.
func TestDoubtsThatAreAlikeAreOne(t *testing.T) {
	w := french(chain.Production{})
	doubt := func(key, value, rest string) law.Notice {
		return law.Notice{Code: "unverified", Key: key, Message: key + ": " + value + " " + rest}
	}
	const days, rule = "working days since 2020-01-01 is unconfirmed: the practice of the trade", "rule since 2020-01-01 is single-source: read once"
	got := w.notices([]law.Notice{
		doubt("feature/mix", "10", days), doubt("sets", `{"rule":"whole"}`, rule), doubt("feature/grade", "5", days),
		doubt("feature/titles", "5", "working days since 2020-01-01 is derived: the practice of the trade"), doubt("costumes", `{"rule":"whole"}`, rule),
		doubt("feature/foley", "5", "working days since 2021-01-01 is unconfirmed: the practice of the trade"),
		{Code: "absent", Key: "a", Message: "the same"}, {Code: "absent", Key: "b", Message: "the same"},
	})
	const first = "depuis le 1er" + noBreak + "janvier" + noBreak + "2020" + noBreak + ": "
	var texts []string
	for _, r := range got {
		texts = append(texts, r.About+" "+r.Text+" – "+r.Note)
	}
	assert.Equal(t, []string{
		"2" + noBreak + "durées " + first + "feature/mix (10" + noBreak + "jours ouvrés), feature/grade (5" + noBreak + "jours ouvrés) – the practice of the trade",
		"2" + noBreak + "règles " + first + "décors, costumes – read once",
		"feature/titles 5" + noBreak + "jours ouvrés depuis le 1er" + noBreak + "janvier" + noBreak + "2020 – the practice of the trade",
		"feature/foley 5" + noBreak + "jours ouvrés depuis le 1er" + noBreak + "janvier" + noBreak + "2021 – the practice of the trade",
		"a  – the same", "b  – the same",
	}, texts)
}

// Those of post-production are as many as their reasons, and every task is named.
func TestReasonsOfPostProductionAreToldOnce(t *testing.T) {
	p := film(t)
	notes := map[string]bool{}
	for _, n := range p.Delivery.Notices {
		_, why, _ := strings.Cut(n.Message, " since ")
		notes[why+n.Refs.String()] = true
	}
	told := french(p).notices(p.Delivery.Notices)
	assert.Len(t, told, len(notes))
	assert.Less(t, len(told), len(p.Delivery.Notices))
	for _, name := range p.Delivery.Names {
		if !slices.ContainsFunc(p.Delivery.Notices, func(n law.Notice) bool { return n.Key == "feature/"+name.Task }) {
			continue
		}
		assert.True(t, slices.ContainsFunc(told, func(r remark) bool { return strings.Contains(r.About+" "+r.Text, name.French) }), name.Task)
	}
}

func TestFiguresHaveTheirUnit(t *testing.T) {
	for _, c := range []struct{ value, unit, english, french string }{
		{"16.9", "EUR an hour", "€16.90 an hour", "16,90" + noBreak + "€ l’heure"}, {"27.948", "EUR", "€27.948", "27,948" + noBreak + "€"}, {"107", "EUR", "€107", "107" + noBreak + "€"},
		{"0.3", "ratio", "30%", "30" + noBreak + "%"}, {"2100", "minutes", "35" + narrowBreak + "h" + narrowBreak + "00", "35" + narrowBreak + "h" + narrowBreak + "00"},
		{`{"rule":"whole"}`, "rule", "the rule", "la règle"}, {"5", "working days", "5" + noBreak + "working days", "5" + noBreak + "jours ouvrés"}, {"202403", "edition", "edition" + noBreak + "202403", "édition" + noBreak + "202403"},
		{"1/3", "of it", "1/3 of it", "1/3 of it"},
	} {
		assert.Equal(t, c.english, English.figure(c.value, c.unit))
		assert.Equal(t, c.french, French.figure(c.value, c.unit))
	}
}

// The sentences are those of the library: a claim bound by each of its limits has no English reason.
func TestReasonsHaveWords(t *testing.T) {
	claim := financing.CinemaCredit{
		Date: civil.MustParseDate("2026-03-01"), Budget: money.MustParse("200000000.00"), Eligible: money.MustParse("190000000.00"),
		FrenchLanguage: true, OtherPublicAid: money.MustParse("90000000.00"),
	}
	aid, err := financing.ComputeCinemaCredit(claim, financing.Parameters{})
	require.NoError(t, err)
	require.Len(t, aid.Reasons, 3, "the base, the cap and the aid as a whole: %v", aid.Reasons)
	for _, r := range french(chain.Production{}).reasons(aid.Reasons) {
		assert.Empty(t, r.Note)
		assert.NotEmpty(t, r.Text)
	}
	assert.Equal(t, []remark{{Note: "something new"}}, french(chain.Production{}).reasons([]string{"something new"}))
}

// 10.8333 hours are 10 h 50; a rest is a least, a span a most; a minimum is in euros.
func TestBreaches(t *testing.T) {
	const h = narrowBreak + "h" + narrowBreak
	day := civil.MustParseDate("2026-04-16")
	p := chain.Person{
		Breaches: []payroll.Breach{
			{Rule: "daily-rest", Date: day, Measured: "10.8333", Allowed: "11"}, {Rule: "daily-span", Date: day, Measured: "13.5", Allowed: "13"},
			{Rule: "minimum", Date: day, Measured: "1100.00", Allowed: "1150.00"}, {Rule: "consecutive-days", Date: day, Measured: "7", Allowed: "6"},
		},
		Hours: &worktime.Report{Breaches: []worktime.Breach{
			{Rule: worktime.DailyHours, Date: day, Measured: 210, Allowed: 180, Unit: "minutes"}, {Rule: worktime.WeeklyDays, Date: day, Measured: 7, Allowed: 6, Unit: "days"},
		}},
	}
	var got []string
	for _, b := range french(chain.Production{}).breachesOf(p) {
		assert.Equal(t, day, b.Date)
		got = append(got, b.Rule+": "+b.Measured+", "+b.Allowed)
	}
	assert.Equal(t, []string{
		"repos entre deux jours: 10" + h + "50, au moins" + noBreak + "11" + h + "00", "amplitude du jour: 13" + h + "30, au plus" + noBreak + "13" + h + "00",
		"minimum conventionnel: 1" + narrowBreak + "100,00" + noBreak + "€, au moins" + noBreak + "1" + narrowBreak + "150,00" + noBreak + "€",
		"jours consécutifs: 7" + noBreak + "jours, au plus" + noBreak + "6" + noBreak + "jours",
		"durée du jour: 3" + h + "30, au plus" + noBreak + "3" + h + "00", "jours dans la semaine: 7" + noBreak + "jours, au plus" + noBreak + "6" + noBreak + "jours",
	}, got)
}

// Every limit of working time has a name.
func TestEveryLimitHasAName(t *testing.T) {
	for _, r := range worktime.Rules() {
		assert.Contains(t, codeNames, "limit."+string(r))
	}
}

// Figures that are not verified are called by what they are: a rate by its contribution, a minimum by whose it is.
func TestNamesOfFigures(t *testing.T) {
	w := french(chain.Production{})
	for key, name := range map[string]string{
		"fr-cinema/cap": "plafond du crédit d’impôt par film", "conges-spectacles/employer": "Congés Spectacles, part patronale",
		"minimum/extra/Figurant/day": "minimum Figurant, jour", "author-pay": "auteurs", "reduction": w.name("reduction"), "unknown/key": "unknown/key",
	} {
		assert.Equal(t, name, w.parameter(key), key)
	}
}

// No day is left as the documents write it, 2026-04-13, in a text that is read.
func TestDaysAreInWords(t *testing.T) {
	w := french(chain.Production{})
	assert.Equal(t, "Paie de la semaine du 16"+noBreak+"mars"+noBreak+"2026", w.dated("Paie de la semaine du 2026-03-16"))
	assert.Equal(t, "2026-13-45", w.dated("2026-13-45"), "no day")
	assert.Empty(t, entryID("paie-2026-03-16-03"))
	assert.Equal(t, "BC-01", entryID("BC-01"))
	tags := regexp.MustCompile(`<[^>]*>`)
	for _, l := range languages {
		_, page, _ := strings.Cut(written(t, film(t), l), "</style>")
		page, _, _ = strings.Cut(page, `<section id="sources"`)
		assert.Empty(t, isoDate.FindAllString(tags.ReplaceAllString(page, " "), -1), l)
	}
}
