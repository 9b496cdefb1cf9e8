package payroll

import "github.com/bobine-film/bobine/law"

// citations are the texts that figures of the engagement rest on, which stand in no table because
// others set them: the Carsat, the transport authority, the tax office, the parties.
var citations = []law.Ref{
	{Key: "CSS L242-5", Title: "Code de la sécurité sociale, art. L242-5, taux notifié à l’employeur", URL: "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006073189/"},
	{Key: "CGCT L2333-64", Title: "Code général des collectivités territoriales, art. L2333-64", URL: "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031843605/2016-01-01"},
	{Key: "CGI 204 E", Title: "Code général des impôts, art. 204 E, taux calculé par l’administration", URL: "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006069577/"},
	{Key: "CT L3242-1", Title: "Code du travail, art. L3242-1, acompte", URL: "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072050/"},
	{Key: "Arrêté 20/12/2002", Title: "Arrêté du 20 décembre 2002 relatif aux frais professionnels déductibles", URL: "https://www.legifrance.gouv.fr/loda/id/LEGITEXT000005633732/"},
}

// The refs of figures that others set.
var (
	notifiedRate  = law.NewRefs(citations[0])
	localRate     = law.NewRefs(citations[1])
	taxOfficeRate = law.NewRefs(citations[2])
	interimPay    = law.NewRefs(citations[3])
	reimbursement = law.NewRefs(citations[4])
)
