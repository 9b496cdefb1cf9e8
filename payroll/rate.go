package payroll

// variant is a contribution as it is due in a certain case, with the parameters whose values
// its rates add up. Its name is the code of the line, and after a slash the case.
type variant struct {
	name               string
	employee, employer []term
}

// term is a rate, or the part of it that artists bear.
type term struct {
	key         string
	artist      bool
	subtraction bool
}

func rates(keys ...string) (terms []term) {
	for _, key := range keys {
		terms = append(terms, term{key: key})
	}
	return terms
}

// artists are rates of social security, of which artists bear 70 %.
func artists(keys ...string) (terms []term) {
	for _, key := range keys {
		terms = append(terms, term{key: key, artist: true})
	}
	return terms
}

// less takes a rate off others.
func less(terms []term, key string) []term { return append(terms, term{key: key, subtraction: true}) }

// variants are all contributions, in every case that has rates of its own.
var variants = []variant{
	{"maladie", nil, rates("maladie/employer")},
	{"maladie/reduced", nil, rates("maladie/employer-reduced")},
	{"maladie/local", rates("maladie/alsace-moselle"), rates("maladie/employer")},
	{"maladie/local-reduced", rates("maladie/alsace-moselle"), rates("maladie/employer-reduced")},
	{"maladie/artist", nil, artists("maladie/employer")},
	{"maladie/artist-reduced", nil, artists("maladie/employer-reduced")},
	{"maladie/artist-local", rates("maladie/alsace-moselle-artist"), artists("maladie/employer")},
	{"maladie/artist-local-reduced", rates("maladie/alsace-moselle-artist"), artists("maladie/employer-reduced")},
	{"maladie/artist-abroad", artists("abroad/maladie-employee"), artists("maladie/employer")},
	{"maladie/artist-abroad-reduced", artists("abroad/maladie-employee"), artists("maladie/employer-reduced")},
	{"csa", nil, rates("csa/employer")},
	{"vieillesse-plafonnee", rates("vieillesse-plafonnee/employee"), rates("vieillesse-plafonnee/employer")},
	{"vieillesse-plafonnee/artist", artists("vieillesse-plafonnee/employee"), artists("vieillesse-plafonnee/employer")},
	{"vieillesse-plafonnee/author", less(rates("author/vieillesse-plafonnee"), "author/vieillesse-state"), nil},
	{"vieillesse-deplafonnee", rates("vieillesse-deplafonnee/employee"), rates("vieillesse-deplafonnee/employer")},
	{"vieillesse-deplafonnee/artist", artists("vieillesse-deplafonnee/employee"), artists("vieillesse-deplafonnee/employer")},
	{"allocations-familiales", nil, rates("allocations-familiales/employer")},
	{"allocations-familiales/reduced", nil, rates("allocations-familiales/employer-reduced")},
	{"allocations-familiales/artist", nil, artists("allocations-familiales/employer")},
	{"allocations-familiales/artist-reduced", nil, artists("allocations-familiales/employer-reduced")},
	{"at-mp/artist", nil, rates("at-mp/artist")},
	{"at-mp/artist-local", nil, rates("at-mp/artist-alsace-moselle")},
	{"fnal/small", nil, rates("fnal/employer-small")},
	{"fnal/large", nil, rates("fnal/employer-large")},
	{"fnal/artist-small", nil, artists("fnal/employer-small")},
	{"fnal/artist-large", nil, artists("fnal/employer-large")},
	{"dialogue-social", nil, rates("dialogue-social/employer")},
	{"chomage", rates("chomage/annexes-employee"), rates("chomage/common-employer", "chomage/annexes-employer")},
	{"chomage/short", rates("chomage/annexes-employee"), rates("chomage/common-employer", "chomage/annexes-employer", "chomage/short-contract")},
	{"ags", nil, rates("ags/employer")},
	{"taxe-apprentissage", nil, rates("taxe-apprentissage/employer")},
	{"taxe-apprentissage/local", nil, rates("taxe-apprentissage/alsace-moselle")},
	{"formation", nil, rates("formation/legal", "formation/conventional")},
	{"peec", nil, rates("peec/employer")},
	{"agirc-arrco-t1", rates("agirc-arrco-t1/employee"), rates("agirc-arrco-t1/employer")},
	{"agirc-arrco-t1/artist", rates("agirc-arrco-t1/artist-employee"), rates("agirc-arrco-t1/artist-employer")},
	{"agirc-arrco-t2", rates("agirc-arrco-t2/employee"), rates("agirc-arrco-t2/employer")},
	{"agirc-arrco-t2/executive", rates("agirc-arrco-t2/executive-employee"), rates("agirc-arrco-t2/executive-employer")},
	{"ceg-t1", rates("ceg-t1/employee"), rates("ceg-t1/employer")},
	{"ceg-t2", rates("ceg-t2/employee"), rates("ceg-t2/employer")},
	{"cet", rates("cet/employee"), rates("cet/employer")},
	{"apec", rates("apec/employee"), rates("apec/employer")},
	{"prevoyance", rates("prevoyance/employee"), rates("prevoyance/employer")},
	{"prevoyance/executive", rates("prevoyance/executive-employee"), rates("prevoyance/executive-employer")},
	{"prevoyance/cinema", nil, rates("prevoyance/cinema-employer")},
	{"fonds-sante", nil, rates("fonds-sante/employer")},
	{"fonds-sante/executive", nil, rates("fonds-sante/executive-employer")},
	{"conges-spectacles", nil, rates("conges-spectacles/employer")},
	{"medecine-travail", nil, rates("medecine-travail/employer")},
	{"cchsct/audiovisual", nil, rates("cchsct/audiovisual")},
	{"cchsct/cinema", nil, rates("cchsct/cinema")},
	{"delegues-branche", nil, rates("delegues-branche/audiovisual")},
	{"paritarisme/audiovisual", nil, rates("paritarisme/audiovisual")},
	{"paritarisme/cinema", nil, rates("paritarisme/cinema")},
	{"paritarisme/technical", nil, rates("paritarisme/technical")},
	{"fcap/private", nil, rates("fcap/private")},
	{"fcap/public", nil, rates("fcap/public")},
	{"fnas", nil, rates("fnas/public")},
	{"csg-deductible", rates("csg-deductible/employee"), nil},
	{"csg-non-deductible", rates("csg-non-deductible/employee"), nil},
	{"crds", rates("crds/employee"), nil},
	{"diffuser", nil, rates("author/diffuser")},
	{"cfp-auteurs", rates("author/cfp"), nil},
	{"cfp-auteurs/diffuser", nil, rates("author/diffuser-cfp")},
	{"forfait-social", nil, rates("forfait-social/employer")},
}
