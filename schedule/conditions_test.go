package schedule

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
)

func fromTo(from, to string) *civil.Period {
	return &civil.Period{From: civil.MustParseDate(from), To: civil.MustParseDate(to)}
}

// kitchenConditions are about the board of kitchen, on which ANNE is a minor here: scenes 2 and 1 in the villa on
// 1 June, the rest of 1 and scene 3, which has no location, on 3 June.
func kitchenConditions() (Board, Conditions) {
	b := kitchen()
	b.Catalogue.Items[0].Minor = true
	return b, Conditions{
		Requirements: []Requirement{
			{Key: "rc", Kind: ConditionInsurance, Scope: ForProduction},
			{Key: "lieu", Kind: ConditionPermit, Title: "Autorisation de tournage", Scope: ForLocation, LeadDays: 10},
			{Key: "enfant", Kind: ConditionMinor, Scope: ForElement, Minors: true, LeadDays: 31, Refs: []law.Ref{{Key: "CT L7124-1", Title: "Code du travail, art. L. 7124-1", URL: "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000047666661"}}},
			{Key: "contrat", Kind: ConditionContract, Scope: ForElement, Category: Cast},
			{Key: "auto", Kind: ConditionSafety, Scope: ForSet, Name: "VOITURE", Scenes: []string{"s3"}},
		},
		Papers: []ConditionPaper{
			{Requirement: "rc", Status: PaperSecured, Period: fromTo("2026-05-01", "2026-06-02")},
			{Requirement: "lieu", Name: "Villa", Status: PaperRequested},
			{Requirement: "lieu", Name: "Villa", Status: PaperSecured, Period: fromTo("2026-06-03", "2026-06-03")},
			{Requirement: "contrat", Category: Cast, Name: "ANNE", Status: PaperSecured},
			{Requirement: "contrat", Category: Cast, Name: "PAUL", Status: PaperRefused},
			{Requirement: "auto", Name: "VOITURE", Status: PaperSecured},
		},
		Access: []AccessNeed{{Person: "Paul Durand", Category: Cast, Name: "PAUL", Needs: []string{"step-free"}}, {Person: "Zoé", Needs: []string{"parking", "step-free"}}},
		Places: []AccessProvision{{Location: "Villa", Provides: []string{"step-free"}}, {Provides: []string{"parking"}}, {Location: "Villa", Set: "JARDIN", Provides: []string{"quiet"}}},
	}
}

func missingOf(d ConditionDay) []string {
	var list []string
	for _, m := range d.Missing {
		line := fmt.Sprintf("%s%s %s %s %v %v", m.Requirement, m.Person, m.Name, m.Why, m.Scenes, m.NeededBy)
		if m.Late {
			line += " late"
		}
		list = append(list, line)
	}
	return list
}

// Worked out by hand.
func TestCheckConditions(t *testing.T) {
	b, c := kitchenConditions()
	report, err := CheckConditions(b, c, civil.MustParseDate("2026-05-23"))
	require.NoError(t, err)
	require.Len(t, report.Days, 3, "the holiday is no day of shooting")
	assert.Equal(t, []string{
		"lieu Villa other-dates [s2 s1] 2026-05-22 late", "enfant ANNE none [s2 s1] 2026-05-01 late", "contrat PAUL refused [s1] 2026-06-01",
	}, missingOf(report.Days[0]), "the villa is secured for another day, which says more than that it is requested")
	assert.Equal(t, []string{
		"rc  other-dates [s1 s3] 2026-06-03", "enfant ANNE none [s1] 2026-05-03 late", "contrat PAUL refused [s1 s3] 2026-06-03",
		"Paul Durand VOITURE no-access [s3] 2026-06-03", "Zoé VOITURE no-access [s3] 2026-06-03",
	}, missingOf(report.Days[1]))
	assert.Empty(t, report.Days[2].Missing)
	assert.Equal(t, []int{8, 3}, []int{report.Missing, report.Late})
	assert.Equal(t, "CT L7124-1", report.Days[0].Missing[1].Refs.String())

	text, err := report.Text(PaperFrench)
	require.NoError(t, err)
	assert.Contains(t, text, "JOUR 1  lun. 2026-06-01\n  Autorisation de tournage  Villa  autres dates  2026-05-22  EN RETARD  s2, s1\n")
	assert.Contains(t, text, "JOUR 1  mer. 2026-06-03  B  tout est réuni\n")
	_, err = report.Text("")
	require.ErrorIs(t, err, valid.ErrOneOf)

	c.Papers = append(c.Papers, ConditionPaper{Requirement: "enfant", Category: Cast, Name: "ANNE", Status: PaperSecured})
	report, err = CheckConditions(b, c, civil.MustParseDate("2026-05-23"))
	require.NoError(t, err)
	assert.Equal(t, []int{6, 1}, []int{report.Missing, report.Late}, "one paper more, and two days lack it no longer")
}

// Each paper taken away is missed, and each one given is not.
func TestEveryPaperCounts(t *testing.T) {
	b, c := kitchenConditions()
	c.Access = nil
	c.Papers = nil
	asOf := civil.MustParseDate("2026-05-23")
	for range 20 {
		report, err := CheckConditions(b, c, asOf)
		require.NoError(t, err)
		if report.Missing == 0 {
			assert.Len(t, c.Papers, 6, "insurance, villa, ANNE twice, PAUL, the car")
			return
		}
		for _, d := range report.Days {
			if len(d.Missing) > 0 {
				m := d.Missing[0]
				c.Papers = append(c.Papers, ConditionPaper{Requirement: m.Requirement, Category: m.Category, Name: m.Name, Status: PaperSecured})
				after, err := CheckConditions(b, c, asOf)
				require.NoError(t, err)
				require.Less(t, after.Missing, report.Missing)
				break
			}
		}
	}
	t.Fatal("never secured")
}

func TestConditionsRefuse(t *testing.T) {
	for _, c := range []struct {
		name string
		list Conditions
		want string
		is   error
	}{
		{"no key", Conditions{Requirements: []Requirement{{Kind: ConditionPermit, Scope: ForLocation}}}, "conditions.requirements[0].key: is missing", valid.ErrMissing},
		{"a key twice", Conditions{Requirements: []Requirement{{Key: "a", Kind: ConditionPermit, Scope: ForLocation}, {Key: "a", Kind: ConditionPermit, Scope: ForLocation}}}, "conditions.requirements[1].key: is given twice", valid.ErrDuplicate},
		{"no kind", Conditions{Requirements: []Requirement{{Key: "a", Scope: ForLocation}}}, "conditions.requirements[0].kind", valid.ErrOneOf},
		{"no scope", Conditions{Requirements: []Requirement{{Key: "a", Kind: ConditionPermit}}}, "conditions.requirements[0].scope", valid.ErrOneOf},
		{"which elements", Conditions{Requirements: []Requirement{{Key: "a", Kind: ConditionPermit, Scope: ForElement}}}, "conditions.requirements[0].category: is missing", valid.ErrMissing},
		{"a set of a category", Conditions{Requirements: []Requirement{{Key: "a", Kind: ConditionPermit, Scope: ForSet, Category: Cast}}}, "conditions.requirements[0].category", valid.ErrOneOf},
		{"a production of a name", Conditions{Requirements: []Requirement{{Key: "a", Kind: ConditionPermit, Scope: ForProduction, Name: "x"}}}, "conditions.requirements[0].name", valid.ErrOneOf},
		{"a lead of years", Conditions{Requirements: []Requirement{{Key: "a", Kind: ConditionPermit, Scope: ForSet, LeadDays: 400}}}, "conditions.requirements[0].leadDays", valid.ErrOutOfRange},
		{"an unknown scene", Conditions{Requirements: []Requirement{{Key: "a", Kind: ConditionPermit, Scope: ForSet, Scenes: []string{"z"}}}}, "conditions.requirements[0].scenes[0]", valid.ErrReference},
		{"a paper for nothing", Conditions{Papers: []ConditionPaper{{Requirement: "a", Status: PaperSecured}}}, "conditions.papers[0].requirement", valid.ErrReference},
		{"a paper without a name", Conditions{Requirements: []Requirement{{Key: "a", Kind: ConditionPermit, Scope: ForSet}}, Papers: []ConditionPaper{{Requirement: "a", Status: PaperSecured}}}, "conditions.papers[0].name: is missing", valid.ErrMissing},
		{"a paper of no status", Conditions{Requirements: []Requirement{{Key: "a", Kind: ConditionPermit, Scope: ForSet}}, Papers: []ConditionPaper{{Requirement: "a", Name: "x"}}}, "conditions.papers[0].status", valid.ErrOneOf},
		{"a paper backwards", Conditions{Requirements: []Requirement{{Key: "a", Kind: ConditionPermit, Scope: ForSet}}, Papers: []ConditionPaper{{Requirement: "a", Name: "x", Status: PaperSecured, Period: fromTo("2026-06-02", "2026-06-01")}}}, "conditions.papers[0].period", valid.ErrOutOfRange},
		{"nobody's access", Conditions{Access: []AccessNeed{{Needs: []string{"x"}}}}, "conditions.access[0].person", valid.ErrMissing},
		{"access to nothing", Conditions{Access: []AccessNeed{{Person: "x"}}}, "conditions.access[0].needs", valid.ErrMissing},
		{"many papers", Conditions{Papers: make([]ConditionPaper, 20_001)}, "conditions.papers: is out of range", valid.ErrOutOfRange},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := CheckConditions(kitchen(), c.list, civil.MustParseDate("2026-05-23"))
			require.ErrorContains(t, err, c.want)
			require.ErrorIs(t, err, c.is)
			var fault *FieldError
			require.ErrorAs(t, err, &fault)
		})
	}
	_, err := CheckConditions(Board{Days: []BoardDay{{}}}, Conditions{}, civil.Date{})
	require.ErrorContains(t, err, "board.days[0].date: is missing")
	require.ErrorContains(t, err, "asOf: is missing")
}

// Worked out by hand: ANNE and PAUL, two letters, the villa, and what the caller adds.
func TestCheckTheDay(t *testing.T) {
	date := civil.MustParseDate("2026-06-01")
	added := []CheckItem{{CheckPeople, "", "Cheffe électricienne", 1}, {CheckLogistics, "", "Repas", 42}}
	present := []CheckItem{{CheckPeople, Cast, "ANNE", 1}, {CheckPeople, Cast, "PAUL", 0}, {CheckLogistics, "", "Repas", 45}, {CheckEquipment, "", "Drone", 1}}
	list, err := CheckTheDay(kitchen(), date, "", added, present)
	require.NoError(t, err)
	assert.Equal(t, []CheckLine{
		{Kind: CheckPeople, Category: Cast, Name: "ANNE", Planned: 1, Present: 1, Checked: true, Scenes: []string{"s2", "s1"}},
		{Kind: CheckPeople, Category: Cast, Name: "PAUL", Planned: 1, Checked: true, Scenes: []string{"s1"}},
		{Kind: CheckPeople, Name: "Cheffe électricienne", Planned: 1},
		{Kind: CheckEquipment, Category: Props, Name: "Lettre", Planned: 2, Scenes: []string{"s1"}},
		{Kind: CheckEquipment, Name: "Drone", Present: 1, Checked: true},
		{Kind: CheckLogistics, Name: "Repas", Planned: 42, Present: 45, Checked: true},
		{Kind: CheckLogistics, Category: LocationRows, Name: "Villa", Planned: 1, Scenes: []string{"s2", "s1"}},
	}, list.Lines)
	assert.Equal(t, []int{1, 2, 3}, []int{list.Missing, list.Surplus, list.Open})
	text, err := list.Text(PaperFrench)
	require.NoError(t, err)
	assert.Contains(t, text, "Personnes\n  ok   1  ANNE                  cast\n  -1   1  PAUL                  cast\n  [ ]  1  Cheffe électricienne\n")
	_, err = list.Text("")
	require.ErrorIs(t, err, valid.ErrOneOf)

	_, err = CheckTheDay(kitchen(), civil.MustParseDate("2026-06-02"), "", []CheckItem{{"x", "Cast", " ", -1}}, []CheckItem{{CheckPeople, "", "a", 1}, {CheckPeople, "", "a", 1}})
	for _, want := range []string{"added[0].kind", "added[0].category", "added[0].name: is missing", "added[0].quantity", "present[1].name: is given twice", "date: names nothing"} {
		require.ErrorContains(t, err, want, "all at once")
	}
}

func FuzzDecodeConditions(f *testing.F) {
	f.Add(`{"requirements":[{"key":"a","kind":"permit","scope":"location","leadDays":3},{"key":"b","kind":"minor","scope":"element","minors":true}],"papers":[{"requirement":"a","name":"Villa","status":"secured","period":{"from":"2026-06-01","to":"2026-06-02"}}],"access":[{"person":"x","needs":["y"]}],"places":[{"location":"Villa","provides":["y"]}]}`)
	f.Fuzz(func(t *testing.T, document string) {
		c, err := DecodeConditions(strings.NewReader(document))
		if err != nil {
			return
		}
		report, err := CheckConditions(kitchen(), c, civil.MustParseDate("2026-05-23"))
		if err != nil {
			return
		}
		missing := 0
		for _, d := range report.Days {
			missing += len(d.Missing)
		}
		if missing != report.Missing {
			t.Fatalf("%d missing, %d counted", missing, report.Missing)
		}
	})
}

func BenchmarkCheckConditions60Days(b *testing.B) {
	board := bigBoard(60)
	c := Conditions{}
	for i := range 50 {
		c.Requirements = append(c.Requirements, Requirement{Key: fmt.Sprint("k", i), Kind: ConditionPermit, Scope: []ConditionScope{ForSet, ForElement}[i%2]})
		if i%2 == 1 {
			c.Requirements[i].Category = Cast
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := CheckConditions(board, c, civil.MustParseDate("2026-01-05")); err != nil {
			b.Fatal(err)
		}
	}
}
