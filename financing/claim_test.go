package financing

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
)

// claimOf reads a claim as the door does.
func claimOf(t testing.TB, scheme, date, facts string) Claim {
	t.Helper()
	list, err := DecodeClaims(strings.NewReader(fmt.Sprintf(`[{"id": "x", "scheme": %q, "date": %q, "facts": {%s}}]`, scheme, date, facts)))
	require.NoError(t, err)
	return list[0]
}

// Golden figures of the references: BF §7 is budget-financing.md, FR is finance-rights-2026.md; the
// others are by hand, next to the rule of CONTRACTS.md.
func TestSchemes(t *testing.T) {
	for _, c := range []struct{ name, scheme, date, facts, want string }{
		{"BF §7.8", "fr-cinema", "2026-06-01", `"budget": "5000000.00", "eligible": "3600000.00", "frenchLanguage": true`, "1080000.00"},
		{"BF §7.8, capped base", "fr-cinema", "2026-06-01", `"budget": "5000000.00", "eligible": "4500000.00", "frenchLanguage": true`, "1200000.00"},
		{"BF §7.10, 50 %", "fr-cinema", "2026-06-01", `"budget": "5000000.00", "eligible": "1000000.00", "frenchLanguage": true, "otherPublicAid": "2400000.00"`, "100000.00"},
		{"BF §7.10, 60 %", "fr-cinema", "2026-06-01", `"budget": "5000000.00", "eligible": "1000000.00", "frenchLanguage": true, "otherPublicAid": "2400000.00", "difficult": true`, "300000.00"},
		{"not French, 20 %", "fr-cinema", "2026-06-01", `"budget": "5000000.00", "eligible": "1000000.00", "processedShots": "0.1499"`, "200000.00"},
		{"15 % processed", "fr-cinema", "2026-06-01", `"budget": "5000000.00", "eligible": "1000000.00", "processedShots": "3/20"`, "300000.00"},
		{"BF §7.9", "fr-audiovisual", "2026-06-01", `"genre": "fiction", "minutes": 52, "cost": "1040000.00", "eligible": "900000.00"`, "156000.00"},
		{"BF §7.9, one euro a minute less", "fr-audiovisual", "2026-06-01", `"genre": "fiction", "minutes": 52, "cost": "1039948.00", "eligible": "900000.00"`, "104000.00"},
		{"animation 2026: 25 % of 1,000,000", "fr-audiovisual", "2026-06-01", `"genre": "animation", "minutes": 52, "cost": "2000000.00", "eligible": "1000000.00"`, "250000.00"},
		{"animation 2025: 3,000 a minute", "fr-audiovisual", "2025-12-31", `"genre": "animation", "minutes": 52, "cost": "2000000.00", "eligible": "1000000.00"`, "156000.00"},
		{"documentary: 1,150 a minute", "fr-audiovisual", "2026-06-01", `"genre": "documentary", "minutes": 52, "cost": "400000.00", "eligible": "300000.00"`, "59800.00"},
		{"international: 30 % of 80 %", "fr-international", "2026-06-01", `"budget": "10000000.00", "eligible": "9000000.00", "shootingDays": 5`, "2400000.00"},
		{"international with effects: 40 %", "fr-international", "2026-06-01", `"budget": "10000000.00", "eligible": "5000000.00", "shootingDays": 20, "processedShots": "0.15", "vfxSpend": "2000000.01"`, "2000000.00"},
		{"effects of 2,000,000 are not over", "fr-international", "2026-06-01", `"budget": "10000000.00", "eligible": "5000000.00", "shootingDays": 20, "processedShots": "0.15", "vfxSpend": "2000000.00"`, "1500000.00"},
		{"BF §7.11", "fr-cinema-support", "2026-06-01", `"receipts": "12000000.00", "points": 80`, "1518756.00"},
		{"BF §7.11, 75 points", "fr-cinema-support", "2026-06-01", `"receipts": "12000000.00", "points": 75`, "1290942.60"},
		{"FR B.4, 500,000 entries", "fr-cinema-support", "2026-06-01", `"receipts": "3075000.00", "points": 100`, "412050.00"},
		{"FR B.4, 6,000,000 entries", "fr-cinema-support", "2026-06-01", `"receipts": "36900000.00", "points": 100`, "3494184.00"},
		{"BF §7.21, 69 points: 13,400 × 0.69", "fr-cinema-support", "2026-06-01", `"receipts": "100000.00", "points": 69`, "9246.00"},
		{"70 points: 13,400 × 0.70", "fr-cinema-support", "2026-06-01", `"receipts": "100000.00", "points": 70`, "9380.00"},
		{"79 points: 13,400 × 0.97", "fr-cinema-support", "2026-06-01", `"receipts": "100000.00", "points": "79"`, "12998.00"},
		{"abatement 0.895", "fr-cinema-support", "2026-06-01", `"receipts": "100000.00", "points": 80, "abatement": "0.895"`, "11993.00"},
		{"FR B.4, 10,000", "fr-distributor-support", "2025-09-01", `"receipts": "61500.00"`, "13778.95"},
		{"FR B.4, 50,000", "fr-distributor-support", "2026-06-01", `"receipts": "307500.00"`, "68894.76"},
		{"FR B.4, 120,000", "fr-distributor-support", "2026-06-01", `"receipts": "738000.00"`, "127768.46"},
		{"FR B.4, 1,000,000", "fr-distributor-support", "2026-06-01", `"receipts": "6150000.00"`, "390293.76"},
		{"FR B.4, 6,000,000", "fr-distributor-support", "2026-06-01", `"receipts": "36900000.00"`, "479296.56"},
		{"BF §7.13", "fr-top-pay", "2026-06-01", `"cost": "3000000.00"`, "450000.00"},
		{"BF §7.13, 9 M", "fr-top-pay", "2026-06-01", `"cost": "9000000.00"`, "940000.00"},
		{"BF §7.13, 20 M", "fr-top-pay", "2026-06-01", `"cost": "20000000.00"`, "990000.00"},
		{"excess over 50 %", "eu-intensity", "2026-06-01", `"budget": "1000000.00", "publicAid": "540000.00"`, "40000.00"},
		{"within 60 % across borders", "eu-intensity", "2026-06-01", `"budget": "1000000.00", "publicAid": "540000.00", "crossBorder": true`, "0.00"},
		{"BF §7.6", "uk-avec", "2026-06-01", `"core": "1000000.00", "ukCore": "850000.00", "category": "film"`, "272000.00"},
		{"animation", "uk-avec", "2026-06-01", `"core": "1000000.00", "ukCore": "500000.00", "category": "animation"`, "195000.00"},
		{"FR C.2", "uk-ifct", "2026-06-01", `"core": "20000000.00", "ukCore": "18000000.00"`, "6360000.00"},
		{"FR C.2, 4 M", "uk-ifct", "2026-06-01", `"core": "4000000.00", "ukCore": "3000000.00"`, "1590000.00"},
		{"BF §7.18", "ie-481", "2026-06-01", `"totalCost": "6000000.00", "eligible": "5000000.00", "certified": "2026-01-10"`, "1536000.00"},
		{"FR C.2, Scéal", "ie-481", "2026-06-01", `"totalCost": "6000000.00", "eligible": "5000000.00", "certified": "2025-05-20", "sceal": true`, "1920000.00"},
		{"Scéal the day before", "ie-481", "2026-06-01", `"totalCost": "6000000.00", "eligible": "5000000.00", "certified": "2025-05-19", "sceal": true`, "1536000.00"},
		{"Scéal at 20,000,000", "ie-481", "2026-06-01", `"totalCost": "30000000.00", "eligible": "20000000.00", "certified": "2025-05-20", "sceal": true`, "6400000.00"},
		{"cap of 70 M before 28 March 2024", "ie-481", "2026-06-01", `"totalCost": "200000000.00", "eligible": "150000000.00", "certified": "2024-03-27"`, "22400000.00"},
		{"cap of 125 M from then on", "ie-481", "2026-06-01", `"totalCost": "200000000.00", "eligible": "150000000.00", "certified": "2024-03-28"`, "40000000.00"},
		{"BF §7.16", "be-tax-shelter", "2026-06-01", `"eeaSpend": "3000000.00", "belgianSpend": "1000000.00"`, "535761.41"},
		{"BF §7.17", "ca-cptc", "2026-06-01", `"labour": "700000.00", "cost": "1200000.00", "assistance": "200000.00"`, "150000.00"},
		{"BF §7.19", "es-36-2", "2026-06-01", `"eligible": "3000000.00"`, "800000.00"},
		{"cap of 20 M", "es-36-2", "2026-06-01", `"eligible": "90000000.00"`, "20000000.00"},
		{"FR C.2, Canary Islands", "es-canary", "2026-06-01", `"eligible": "10000000.00"`, "4590000.00"},
		{"FR C.2, Germany", "de-dfff", "2026-06-01", `"germanCosts": "6000000.00"`, "1800000.00"},
		{"FR C.2, Hungary", "hu-30", "2026-06-01", `"local": "8000000.00", "foreign": "3000000.00"`, "3000000.00"},
		{"40 % of 10 M", "it-credit", "2026-06-01", `"cost": "10000000.00"`, "4000000.00"},
		{"cap of 9 M", "it-credit", "2026-06-01", `"cost": "60000000.00", "foreignResources": "0.2999"`, "9000000.00"},
		{"cap of 18 M", "it-credit", "2026-06-01", `"cost": "60000000.00", "foreignResources": "0.30"`, "18000000.00"},
		{"25 % of 100 M", "cz-incentive", "2026-06-01", `"spend": "100000000.00"`, "25000000.00"},
		{"35 %, animation", "cz-incentive", "2026-06-01", `"spend": "100000000.00", "animation": true`, "35000000.00"},
		{"45 % of 2 M", "es-navarre", "2026-06-01", `"spend": "2000000.00", "localSpend": "800000.00"`, "900000.00"},
		{"50 %, capped", "es-navarre", "2026-06-01", `"spend": "12000000.00", "localSpend": "12000000.00", "enhanced": true`, "5000000.00"},
		{"40 % of 80 %", "gr-rebate", "2026-06-01", `"budget": "1000000.00", "spend": "900000.00"`, "320000.00"},
		{"20 % of 15 M", "ie-unscripted", "2026-06-01", `"eligible": "20000000.00"`, "3000000.00"},
		{"25 % and 16 %", "qc-service", "2026-06-01", `"budget": "1000000.00", "spend": "800000.00", "effectsLabour": "100000.00"`, "216000.00"},
		{"with the logo", "us-ga", "2026-06-01", `"spend": "500000.00", "logo": true`, "150000.00"},
	} {
		t.Run(c.scheme+" "+c.name, func(t *testing.T) {
			got, err := ComputeAid(claimOf(t, c.scheme, c.date, c.facts), Parameters{})
			require.NoError(t, err)
			assert.True(t, got.Eligible, got.Reasons)
			assert.Equal(t, c.want, got.Amount.String())
			for _, l := range got.Lines {
				assert.Positive(t, l.Refs.Len(), l.Code)
			}
		})
	}
}

// A project that a scheme does not take, at the limit, a cent or a day short of it.
func TestIneligible(t *testing.T) {
	for _, c := range []struct {
		scheme, facts string
		eligible      bool
	}{
		{"fr-audiovisual", `"genre": "fiction", "minutes": 45, "cost": "225000.00", "eligible": "100000.00"`, true},
		{"fr-audiovisual", `"genre": "fiction", "minutes": 45, "cost": "224999.99", "eligible": "100000.00"`, false},
		{"fr-audiovisual", `"genre": "fiction", "minutes": 44, "cost": "300000.00", "eligible": "100000.00"`, false},
		{"fr-audiovisual", `"genre": "fiction", "minutes": 45, "cost": "135000.00", "eligible": "100000.00", "youth": true`, true},
		{"fr-audiovisual", `"genre": "fiction", "minutes": 45, "cost": "134999.99", "eligible": "100000.00", "youth": true`, false},
		{"fr-international", `"budget": "9000000.00", "eligible": "250000.00", "shootingDays": 5`, true},
		{"fr-international", `"budget": "9000000.00", "eligible": "249999.99", "shootingDays": 5`, false},
		{"fr-international", `"budget": "400000.00", "eligible": "200000.00", "shootingDays": 5`, true},
		{"fr-international", `"budget": "9000000.00", "eligible": "250000.00", "shootingDays": 4`, false},
		{"fr-international", `"budget": "9000000.00", "eligible": "250000.00", "animation": true`, true},
		{"uk-avec", `"core": "1000000.00", "ukCore": "100000.00", "category": "film"`, true},
		{"uk-avec", `"core": "1000000.00", "ukCore": "99999.99", "category": "film"`, false},
		{"uk-avec", `"core": "43683.42", "ukCore": "4368.34", "category": "film"`, false}, // 4368.342
		{"uk-avec", `"core": "43683.42", "ukCore": "4368.35", "category": "film"`, true},
		{"uk-ifct", `"core": "15000000.01", "ukCore": "1500000.00"`, false},
		{"uk-ifct", `"core": "23500000.00", "ukCore": "9000000.00"`, true},
		{"uk-ifct", `"core": "23500000.01", "ukCore": "9000000.00"`, false},
		{"ie-481", `"totalCost": "250000.00", "eligible": "125000.00", "certified": "2026-01-10"`, true},
		{"ie-481", `"totalCost": "250000.00", "eligible": "124999.99", "certified": "2026-01-10"`, false},
		{"ie-481", `"totalCost": "249999.99", "eligible": "125000.00", "certified": "2026-01-10"`, false},
		{"es-36-2", `"eligible": "1000000.00"`, true},
		{"es-36-2", `"eligible": "999999.99"`, false},
		{"es-navarre", `"spend": "1000000.00", "localSpend": "399999.99"`, false},
		{"gr-rebate", `"budget": "400000.00", "spend": "200000.00"`, true},
		{"gr-rebate", `"budget": "400000.00", "spend": "199999.99"`, false},
		{"gr-rebate", `"budget": "399999.99", "spend": "200000.00"`, false},
		{"qc-service", `"budget": "249999.99", "spend": "200000.00"`, false},
		{"us-ga", `"spend": "500000.00"`, true},
		{"us-ga", `"spend": "499999.99"`, false},
	} {
		got, err := ComputeAid(claimOf(t, c.scheme, "2026-06-01", c.facts), Parameters{})
		require.NoError(t, err)
		assert.Equal(t, c.eligible, got.Eligible, "%s %s", c.scheme, c.facts)
		if !c.eligible {
			assert.Equal(t, "0.00", got.Amount.String())
			assert.NotEmpty(t, got.Reasons)
		}
	}
}

func TestClaimsRefuse(t *testing.T) {
	for _, c := range []struct{ name, claim, want string }{
		{"unknown scheme", `"scheme": "fr-opera", "date": "2026-06-01", "facts": {}`, "[0].scheme: "},
		{"unknown fact", `"scheme": "de-dfff", "date": "2026-06-01", "facts": {"germanCosts": "1.00", "costs": "1.00"}`, "[0].facts.costs: unknown field"},
		{"missing fact", `"scheme": "de-dfff", "date": "2026-06-01", "facts": {}`, "[0].facts.germanCosts: is missing"},
		{"negative amount", `"scheme": "de-dfff", "date": "2026-06-01", "facts": {"germanCosts": "-1.00"}`, "[0].facts.germanCosts: is negative"},
		{"amount as a number", `"scheme": "de-dfff", "date": "2026-06-01", "facts": {"germanCosts": 1}`, "[0].facts.germanCosts: wrong type"},
		{"a text for a flag", `"scheme": "us-ga", "date": "2026-06-01", "facts": {"spend": "1.00", "logo": "yes"}`, "[0].facts.logo: wrong type"},
		{"a flag for an amount", `"scheme": "us-ga", "date": "2026-06-01", "facts": {"spend": true}`, "[0].facts.spend: wrong type"},
		{"share over 1", `"scheme": "fr-cinema", "date": "2026-06-01", "facts": {"budget": "1.00", "eligible": "1.00", "processedShots": "1.01"}`, "[0].facts.processedShots: is out of range"},
		{"odd word", `"scheme": "uk-avec", "date": "2026-06-01", "facts": {"core": "1.00", "ukCore": "1.00", "category": "opera"}`, "[0].facts.category: is not one of the words allowed: film, hetv, animation, childrens, vfx: \"opera\""},
		{"bad date", `"scheme": "ie-481", "date": "2026-06-01", "facts": {"totalCost": "1.00", "eligible": "1.00", "certified": "2026-02-30"}`, "[0].facts.certified: "},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := DecodeClaims(strings.NewReader(`[{"id": "x", ` + c.claim + `}]`))
			require.ErrorContains(t, err, c.want)
		})
	}
	early := claimOf(t, "de-dfff", "2025-01-31", `"germanCosts": "1.00"`)
	_, err := ComputeAids([]Claim{early}, Parameters{})
	require.ErrorIs(t, err, law.ErrNoValue)
	require.ErrorContains(t, err, "[0].date: ")
	points := claimOf(t, "fr-cinema-support", "2026-06-01", `"receipts": "1.00", "points": 101`)
	_, err = ComputeAids([]Claim{points}, Parameters{})
	require.ErrorContains(t, err, "[0].facts.points: is out of range")
}

// What is not verified is told.
func TestSchemesTellWhatIsDoubtful(t *testing.T) {
	got, err := ComputeAid(claimOf(t, "fr-cinema-support", "2026-06-01", `"receipts": "1000.00", "points": 80`), Parameters{})
	require.NoError(t, err)
	require.Len(t, got.Notices, 1)
	assert.Equal(t, "fr-cinema-support/abatement", got.Notices[0].Key)
	text, err := json.Marshal(got)
	require.NoError(t, err)
	assert.Contains(t, string(text), `{"id":"x","amount":"134.00","eligible":true,"lines":[`)
}

// More eligible spend never lowers an aid, cent by cent around each limit.
func TestMoreSpendIsNoLessAid(t *testing.T) {
	for scheme, fact := range map[string]string{"es-36-2": "eligible", "es-canary": "eligible", "fr-distributor-support": "receipts", "fr-top-pay": "cost"} {
		before := int64(-1)
		for euros := 900_000; euros < 40_000_000; euros += 97_531 {
			got, err := ComputeAid(claimOf(t, scheme, "2026-06-01", fmt.Sprintf(`%q: "%d.07"`, fact, euros)), Parameters{})
			require.NoError(t, err)
			require.GreaterOrEqual(t, got.Amount.Cents(), before, "%s of %d", scheme, euros)
			before = got.Amount.Cents()
		}
	}
}

func TestScalesAreSound(t *testing.T) {
	scales, err := builtInScales()
	require.NoError(t, err)
	for _, key := range scales.Keys() {
		v, err := scales.At(key, civil.MustParseDate("2026-06-01"))
		require.NoError(t, err)
		for i, b := range v.Value {
			if i > 0 {
				require.Positive(t, b.From.Compare(v.Value[i-1].From), key)
			}
		}
	}
	assert.Len(t, Schemes(), 23)
}
