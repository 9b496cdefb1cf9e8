package payroll

import (
	"encoding/csv"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// castDates are those on which some grid or rule begins, and one after all of them.
var castDates = []string{
	"2022-10-01", "2023-02-01", "2024-01-01", "2024-02-01", "2024-11-01", "2025-01-01", "2026-01-01", "2026-06-01", "2199-12-31",
}

func TestTheTableOfPerformersIsSound(t *testing.T) {
	table, err := builtInPerformers()
	require.NoError(t, err)
	for _, day := range castDates {
		for _, key := range table.Keys() {
			if v, err := table.At(key, civil.MustParseDate(day)); err == nil {
				_, err := readPerformerFigure(v)
				require.NoError(t, err, key)
			} else {
				require.ErrorIs(t, err, law.ErrNoValue)
				require.Equal(t, "smic", key, day)
			}
		}
	}
	assert.Len(t, PerformerParameters{}.List(civil.MustParseDate("2026-07-15")), len(table.Keys()))
	assert.NotEmpty(t, PerformerParameters{}.References())
	assert.NotEmpty(t, PerformerParameters{}.Notices(civil.MustParseDate("2026-07-15")))
	assert.Equal(t, "2026-11-22", PerformerParameters{}.VerifiedOn().String())
}

func TestCodesOfPerformers(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range PerformerCodes() {
		assert.NotEmpty(t, c.LabelFr)
		assert.NotEmpty(t, c.ExplanationEn)
		assert.False(t, seen[c.Code], c.Code)
		seen[c.Code] = true
	}
	for grid := range castSupplements {
		for _, word := range CastSupplements(grid) {
			assert.True(t, seen[word], word)
		}
	}
}

// castRows are the keys of the rows of the grids whose words are not those of the table.
var castRows = map[string][]string{
	"Maquillage-habillage-coiffure (1 h, incluse dans le cachet)|makeup_hour":        {"minimum/feature/Artiste-interprète/make-up"},
	"Artiste chorégraphique, lyrique, de cirque, musicien interprète|rehearsal_3h":   {"minimum/feature/Artiste chorégraphique/rehearsal", "minimum/feature/Artiste lyrique/rehearsal", "minimum/feature/Artiste de cirque/rehearsal", "minimum/feature/Musicien interprète/rehearsal"},
	"Artiste chorégraphique, lyrique, de cirque, musicien interprète|rehearsal_2x3h": {"minimum/feature/Artiste chorégraphique/rehearsal2", "minimum/feature/Artiste lyrique/rehearsal2", "minimum/feature/Artiste de cirque/rehearsal2", "minimum/feature/Musicien interprète/rehearsal2"},
	"Autre artiste (acteur)|rehearsal_4h":                                            {"minimum/feature/Artiste-interprète/rehearsal"},
	"Autre artiste (acteur)|rehearsal_2x4h":                                          {"minimum/feature/Artiste-interprète/rehearsal2"},
	"Répétition (tous)|rehearsal_4h":                                                 {"minimum/extra/Figurant/rehearsal", "minimum/extra/Silhouette muette/rehearsal", "minimum/extra/Silhouette parlante/rehearsal", "minimum/extra/Doublure simple/rehearsal", "minimum/extra/Doublure polyvalente/rehearsal"},
	"Répétition (tous)|rehearsal_2x4h":                                               {"minimum/extra/Figurant/rehearsal2", "minimum/extra/Doublure polyvalente/rehearsal2"},
	"Indemnité costume spécial (figurant)|per_costume":                               {"supplement/extra/costume-special"},
	"Indemnité costume très spécial (figurant)|per_costume":                          {"supplement/extra/costume-very-special"},
	"Indemnité scène danse et chant|per_scene":                                       {"supplement/extra/dance-song"},
	"Indemnité scène danse réglée par maître de ballet|per_scene":                    {"supplement/extra/ballet"},
	"Indemnité scène pluie ou natation|per_scene":                                    {"supplement/extra/rain-swim"},
	"Indemnité scène nu, topless, cadavre, amour simulé|per_scene":                   {"supplement/extra/nude"},
	"Indemnité scène particulièrement pénible|per_scene":                             {"supplement/extra/hard-scene"},
	"Doublure: convocation à sélection sans suite|per_call":                          {"supplement/extra/casting-call"},
	"Essayage de costume|per_fitting":                                                {"supplement/extra/fitting"},
	"Accessoires, animaux, véhicules sans permis|per_item":                           {"supplement/extra/accessory"},
	"Véhicule avec permis|per_item":                                                  {"supplement/extra/vehicle"},
	"Maquillage-habillage-coiffure 30 min|per_30min":                                 {"extra/make-up"},
	"Costume au-delà de deux tenues|per_outfit":                                      {"supplement/extra/outfit"},
	"Voyage hors jours de travail 3 h à 6 h|per_trip":                                {"extra/travel/1"},
	"Voyage hors jours de travail plus de 6 h|per_24h":                               {"extra/travel/2"},
	"Artiste: répétition ou enregistrement|day":                                      {"minimum/television/Artiste dramatique/day"},
	"Artiste: journée unique|single_day":                                             {"minimum/television/Artiste dramatique/single-day"},
	"Artiste: répétition <= 4 h hors journée d'enregistrement|rehearsal_max_4h":      {"minimum/television/Artiste de variétés/rehearsal"},
	"Artiste: répétition > 4 h hors journée d'enregistrement|rehearsal_over_4h":      {"minimum/television/Artiste de variétés/rehearsal2"},
	"Artiste: enregistrement|day":                                                    {"minimum/television/Artiste de variétés/day"},
	"Soliste: répétition ou enregistrement|day":                                      {"minimum/television/Soliste lyrique/day"},
	"Artiste des chœurs: répétition ou enregistrement|day":                           {"minimum/television/Artiste des chœurs/day"},
	"Soliste: préparation ou déchiffrage (3 h max)|session_max_3h":                   {"minimum/television/Soliste lyrique/session"},
	"Artiste des chœurs: préparation ou déchiffrage (3 h max)|session_max_3h":        {"minimum/television/Artiste des chœurs/session"},
	"Soliste: répétition ou enregistrement (6 h max)|day":                            {"minimum/television/Soliste chorégraphique/day"},
	"Corps de ballet: répétition ou enregistrement (6 h max)|day":                    {"minimum/television/Artiste du corps de ballet/day"},
	"Reportage art. 6.2.1.b|per_reportage":                                           {"television/report"},
	"Prestation art. 6.3.1|per_prestation":                                           {"television/news"},
	"Journée unique, tenue de ville (5.13.1)|costume_day":                            {"supplement/television/costume-town/single"},
	"Journée unique, tenue de soirée (5.13.1)|costume_day":                           {"supplement/television/costume-evening/single"},
	"Plusieurs jours, tenue de ville (5.13.1)|costume_day":                           {"supplement/television/costume-town/several"},
	"Plusieurs jours, tenue de soirée (5.13.1)|costume_day":                          {"supplement/television/costume-evening/several"},
	"Homme: pourpoint (5.13.2)|costume_day":                                          {"supplement/television/costume-doublet"},
	"Femme: tutu court (5.13.2)|costume_day":                                         {"supplement/television/costume-tutu"},
	"Femme: tutu romantique (5.13.2)|costume_day":                                    {"supplement/television/costume-tutu-romantic"},
	"Chaussons (5.13.2)|costume_day":                                                 {"supplement/television/costume-slippers"},
}

// The rows that the table has not: the hours of the week's make-up are 5 and 6 hours of it, those
// of travel hours of the base hour, the base hour of extras follows from the day.
var castComputed = map[string]bool{
	"makeup_week5": true, "makeup_week6": true, "travel_2h_4h": true, "travel_4h_6h": true, "travel_over_6h": true,
}

// Every row of the grids that were read in the official texts is in the table, at its date.
func TestTheTableOfPerformersHoldsThePublishedGrids(t *testing.T) {
	table, err := builtInPerformers()
	require.NoError(t, err)
	for _, name := range []string{"ccn3097_artistes.csv", "ccn1734_tv_performers.csv"} {
		file, err := os.Open("testdata/" + name)
		require.NoError(t, err)
		rows, err := csv.NewReader(file).ReadAll()
		require.NoError(t, err)
		require.NoError(t, file.Close())
		for _, row := range rows[1:] {
			category, function, unit, amount, from := row[1], row[2], row[3], row[4], row[5]
			if castComputed[unit] || category == "acteur de complément" && unit == "hour" {
				continue
			}
			keys := castRows[function+"|"+unit]
			if keys == nil {
				grid := map[string]string{
					"artiste-interprète long métrage": "feature", "artiste-interprète court métrage": "short", "acteur de complément": "extra",
				}[category]
				keys = []string{"minimum/" + grid + "/" + function + "/" + unit}
			}
			for _, key := range keys {
				v, err := table.At(key, civil.MustParseDate(from))
				require.NoError(t, err, row)
				posted, err := v.Value.Round()
				require.NoError(t, err)
				want, err := money.MustDecimal(amount).Round() // the base hour has three decimals
				require.NoError(t, err)
				assert.Equal(t, want, posted, "%v is %s", row, key)
				assert.Equal(t, from, v.From.String(), key)
			}
		}
	}
}

// The grids follow from their base hours as the annexes say: reference 1.7 and 1.8, annexe III.1.A
// and III.2.A.
func TestTheGridsOfFilmFollowFromTheirHours(t *testing.T) {
	table, err := builtInPerformers()
	require.NoError(t, err)
	at := func(key, day string) money.Decimal {
		v, err := table.At(key, civil.MustParseDate(day))
		require.NoError(t, err)
		return v.Value
	}
	near := func(want money.Decimal, got money.Decimal, by string, what string) {
		difference := want.Decimal().Sub(got.Decimal()).Abs()
		assert.True(t, difference.LessThanOrEqual(money.MustDecimal(by).Decimal()), "%s: %v for %v", what, got, want)
	}
	of := func(h, m money.Decimal, hours, makeUp string) money.Decimal {
		d, err := money.NewDecimal(h.Decimal().Mul(money.MustDecimal(hours).Decimal()).Add(m.Decimal().Mul(money.MustDecimal(makeUp).Decimal())))
		require.NoError(t, err)
		return d
	}
	for _, day := range []string{"2019-02-15", "2022-01-01"} {
		key := "minimum/feature/Artiste-interprète/"
		h, m := at(key+"hour", day), at(key+"make-up", day)
		near(at(key+"day", day), of(h, m, "14", "1"), "0.01", "day "+day)
		near(at(key+"week5", day), of(h, m, "41.25", "5"), "0.01", "week5 "+day)
		near(at(key+"week6", day), of(h, m, "51.25", "6"), "0.02", "week6 "+day)
	}
	for _, function := range PerformerFunctions(FilmExtra) {
		key := "minimum/extra/" + function + "/"
		day := at(key+"day", "2013-08-01")
		h, err := day.Decimal().DivRound(money.MustDecimal("8.8").Decimal(), 2), error(nil)
		require.NoError(t, err)
		hour, err := money.NewDecimal(h)
		require.NoError(t, err)
		near(at(key+"week5", "2013-08-01"), of(hour, money.Decimal{}, "41.25", "0"), "0.01", function)
		near(at(key+"week6", "2013-08-01"), of(hour, money.Decimal{}, "51.25", "0"), "0.01", function)
	}
}

func TestMinima(t *testing.T) {
	p := PerformerParameters{}
	amount := func(minima []PerformerMinimum, unit string) string {
		for _, m := range minima {
			if m.Unit == unit {
				return m.Amount.String()
			}
		}
		return ""
	}
	old, err := p.Minima(FeatureFilm, "Artiste-interprète", civil.MustParseDate("2021-06-01"))
	require.NoError(t, err)
	assert.Equal(t, "408", amount(old, "day"), "avenant 30-10-2018")
	assert.Empty(t, old[0].Notice.Code)

	now, err := p.Minima(FeatureFilm, "Artiste-interprète", civil.MustParseDate("2026-06-01"))
	require.NoError(t, err)
	assert.Equal(t, "412.08", amount(now, "day"), "avenant 20-12-2021, reference 1.7")
	assert.Equal(t, "1548.03", amount(now, "week6"))
	assert.Equal(t, law.CodeUnverified, now[0].Notice.Code, "one source says it is still current (pay-2026, 1.7)")

	later, err := p.Choose("minimum/feature/Artiste-interprète/day", "non-members")
	require.NoError(t, err)
	minima, err := later.Minima(FeatureFilm, "Artiste-interprète", civil.MustParseDate("2022-07-31"))
	require.NoError(t, err)
	assert.Equal(t, "408", amount(minima, "day"), "extended from 2022-08-01")

	tv, err := p.Minima(Television, "Artiste dramatique", civil.MustParseDate("2024-01-31"))
	require.NoError(t, err)
	assert.Equal(t, "293.17", amount(tv, "single-day"))
	assert.Empty(t, tv[0].Notice.Code)
	tv, err = p.Minima(Television, "Artiste dramatique", civil.MustParseDate("2024-02-01"))
	require.NoError(t, err)
	assert.Equal(t, "278.03", amount(tv, "day"))
	assert.Contains(t, tv[0].Notice.Message, "the grid ended on 2024-01-31", "pay-2026 part B: it has to warn")
}

func TestMinimaOfAnUnknownFunction(t *testing.T) {
	on := civil.MustParseDate("2026-06-01")
	for _, c := range []struct {
		name     string
		grid     PerformerGrid
		function string
		near     []string
	}{
		{"an accent", FeatureFilm, "artiste interprete", []string{"Artiste-interprète"}},
		{"a word of the trade", FeatureFilm, "Comédienne", []string{"Artiste-interprète"}},
		{"a letter more", FilmExtra, "Figurante", []string{"Figurant"}},
		{"a part", FilmExtra, "silhouette", []string{"Silhouette muette", "Silhouette parlante"}},
		{"a type of double", FilmExtra, "Doublure lumière", []string{"Doublure simple"}},
		{"television", Television, "Soliste lirique", []string{"Soliste lyrique", "Soliste chorégraphique"}},
		{"nothing like it", FilmExtra, "Zzz", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := PerformerParameters{}.Minima(c.grid, c.function, on)
			var field *FieldError
			require.ErrorAs(t, err, &field)
			assert.Equal(t, "function", field.Path)
			var unknown *UnknownFunctionError
			require.ErrorAs(t, err, &unknown)
			if c.near == nil {
				assert.Empty(t, unknown.Near)
				return
			}
			assert.Equal(t, c.near[0], unknown.Near[0])
			assert.Subset(t, unknown.Near, c.near[:1])
		})
	}
	_, err := PerformerParameters{}.Minima(FilmExtra, "1er assistant décorateur cinéma", on)
	require.ErrorIs(t, err, ErrPaidByTheHour)
	_, err = PerformerParameters{}.Minima("stage", "Figurant", on)
	require.Error(t, err)
	_, err = PerformerParameters{}.Minima(Television, "Artiste dramatique", civil.MustParseDate("2022-09-30"))
	require.ErrorIs(t, err, law.ErrNoValue)
	_, err = PerformerParameters{}.Minima(FilmExtra, strings.Repeat("é", 100_000), on)
	require.ErrorIs(t, err, ErrUnknownFunction)
}

func TestPerformerParametersRefuse(t *testing.T) {
	_, err := PerformerParameters{}.With(law.Override[money.Decimal]{Key: "nothing"})
	require.ErrorIs(t, err, law.ErrUnknownKey)
	_, err = PerformerParameters{}.Choose("smic", "none")
	require.ErrorIs(t, err, law.ErrNoAlternative)
	p, err := PerformerParameters{}.With(law.Override[money.Decimal]{Key: "feature/night/rate", Value: money.MustDecimal("-1")})
	require.NoError(t, err)
	_, err = ComputePerformer(castActor("2026-06-01", "night"), p)
	require.Error(t, err)
	assert.False(t, errors.Is(err, law.ErrNoValue))
}
