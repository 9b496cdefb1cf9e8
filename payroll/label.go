package payroll

// label is the name of a contribution in French and English.
type label struct{ fr, en string }

// labels name every code that a line may have.
var labels = map[string]label{
	"maladie":                {"Sécurité sociale – maladie, maternité, invalidité, décès", "Health, maternity, disability and death insurance"},
	"csa":                    {"Contribution solidarité autonomie", "Solidarity contribution for autonomy"},
	"vieillesse-plafonnee":   {"Sécurité sociale plafonnée", "Basic pension within the ceiling"},
	"vieillesse-deplafonnee": {"Sécurité sociale déplafonnée", "Basic pension on all pay"},
	"allocations-familiales": {"Allocations familiales", "Family benefits"},
	"at-mp":                  {"Accidents du travail et maladies professionnelles", "Accidents at work and occupational diseases"},
	"fnal":                   {"Fonds national d'aide au logement", "National housing fund"},
	"versement-mobilite":     {"Versement mobilité", "Mobility contribution"},
	"dialogue-social":        {"Contribution au dialogue social", "Social dialogue"},
	"chomage":                {"Assurance chômage, annexes 8 et 10", "Unemployment insurance, annexes 8 and 10"},
	"ags":                    {"AGS", "Wage guarantee"},
	"taxe-apprentissage":     {"Taxe d'apprentissage", "Apprenticeship tax"},
	"formation":              {"Formation professionnelle des intermittents", "Vocational training of intermittents"},
	"peec":                   {"Participation à l'effort de construction", "Building levy"},
	"agirc-arrco-t1":         {"Retraite complémentaire tranche 1", "Complementary pension, tranche 1"},
	"agirc-arrco-t2":         {"Retraite complémentaire tranche 2", "Complementary pension, tranche 2"},
	"ceg-t1":                 {"Contribution d'équilibre général tranche 1", "General balance contribution, tranche 1"},
	"ceg-t2":                 {"Contribution d'équilibre général tranche 2", "General balance contribution, tranche 2"},
	"cet":                    {"Contribution d'équilibre technique", "Technical balance contribution"},
	"apec":                   {"Apec", "Employment of executives"},
	"prevoyance":             {"Prévoyance – incapacité, invalidité, décès", "Provident scheme: incapacity, disability, death"},
	"fonds-sante":            {"Fonds collectif du spectacle pour la santé", "Health fund of entertainment workers"},
	"conges-spectacles":      {"Congés Spectacles", "Paid leave fund of entertainment workers"},
	"medecine-travail":       {"Santé au travail", "Occupational health"},
	"cchsct":                 {"Hygiène, sécurité et conditions de travail (branche)", "Health and safety committee of the branch"},
	"delegues-branche":       {"Délégués de branche", "Branch delegates"},
	"paritarisme":            {"Aide au paritarisme", "Social dialogue of the branch"},
	"fcap":                   {"Fonds commun d'aide au paritarisme", "Social dialogue fund of live performance"},
	"fnas":                   {"Fonds national d'activités sociales", "National fund of social activities"},
	"csg-deductible":         {"CSG déductible de l'impôt sur le revenu", "CSG that lowers taxable income"},
	"csg-non-deductible":     {"CSG non déductible de l'impôt sur le revenu", "CSG that does not lower taxable income"},
	"crds":                   {"CRDS", "CRDS"},
	"forfait-social":         {"Forfait social", "Social levy on provident contributions"},
}
