package payroll

import "slices"

// Code describes what the code of a line or a step stands for.
type Code struct {
	Code    string `json:"code"`
	LabelFr string `json:"labelFr"`
	LabelEn string `json:"labelEn"`
	// ExplanationFr and ExplanationEn say in a sentence what it pays for and on what base.
	ExplanationFr string `json:"explanationFr"`
	ExplanationEn string `json:"explanationEn"`
	// Group is where a French payslip shows it.
	Group Group `json:"group"`
}

// Group is a part of a French payslip (bulletin de paie clarifié, arrêté du 25 février 2016).
type Group string

// Groups, in the order of the payslip.
const (
	GroupGross        Group = "gross"
	GroupHealth       Group = "health"
	GroupAccidents    Group = "accidents"
	GroupPension      Group = "pension"
	GroupFamily       Group = "family"
	GroupUnemployment Group = "unemployment"
	GroupConventional Group = "conventional"
	GroupOther        Group = "other"
	GroupCsgDeduct    Group = "csg-deductible"
	GroupCsgNot       Group = "csg-not-deductible"
	GroupReduction    Group = "reduction"
	GroupTax          Group = "tax"
	GroupAfterNet     Group = "after-net"
)

// Codes returns every code that a line or a step may have, lines first, in the order of the
// payslip.
func Codes() []Code { return slices.Clone(codes) }

// codeNamed returns the description of a code, nil of one that is none.
func codeNamed(code string) *Code {
	i := slices.IndexFunc(codes, func(c Code) bool { return c.Code == code })
	if i < 0 {
		return nil
	}
	return &codes[i]
}

var codes = []Code{
	{
		"maladie", "Sécurité sociale – Maladie, maternité, invalidité, décès", "Health, maternity, disability and death insurance",
		"Finance les soins, les congés maternité et les pensions d'invalidité, sur tout le salaire après abattement.",
		"Pays for care, maternity leave and disability pensions, on all pay after the flat deduction.", GroupHealth,
	},
	{
		"csa", "Contribution de solidarité pour l'autonomie", "Solidarity contribution for autonomy",
		"Finance l'aide aux personnes âgées ou handicapées, en contrepartie de la journée de solidarité.",
		"Pays for help to the elderly and disabled, in return for the solidarity day.", GroupOther,
	},
	{
		"vieillesse-plafonnee", "Sécurité sociale plafonnée", "Basic pension within the ceiling",
		"Finance la retraite de base et ouvre les droits, dans la limite du plafond de la sécurité sociale.",
		"Pays for the basic pension and earns its rights, within the social security ceiling.", GroupPension,
	},
	{
		"vieillesse-deplafonnee", "Sécurité sociale déplafonnée", "Basic pension on all pay",
		"Finance la retraite de base sur tout le salaire, sans ouvrir de droits.",
		"Pays for the basic pension on all pay, without earning rights.", GroupPension,
	},
	{
		"allocations-familiales", "Famille", "Family benefits",
		"Finance les prestations familiales, sur tout le salaire.",
		"Pays for family benefits, on all pay.", GroupFamily,
	},
	{
		"at-mp", "Accidents du travail et maladies professionnelles", "Accidents at work and occupational diseases",
		"Assure les accidents du travail et les maladies professionnelles, au taux notifié à l'employeur ou au taux des artistes.",
		"Insures accidents at work and occupational diseases, at the employer's notified rate or that of artists.", GroupAccidents,
	},
	{
		"fnal", "Fonds national d'aide au logement", "National housing fund",
		"Finance les aides au logement, sur le salaire plafonné sous cinquante salariés, majoré de 11,5 % pour une caisse de congés.",
		"Pays for housing benefits, on capped pay under fifty employees, raised by 11.5 % because of the leave fund.", GroupOther,
	},
	{
		"versement-mobilite", "Versement mobilité", "Mobility contribution",
		"Finance les transports publics du lieu de travail, à partir de onze salariés.",
		"Pays for public transport where the work is, from eleven employees.", GroupOther,
	},
	{
		"dialogue-social", "Contribution au dialogue social", "Social dialogue",
		"Finance les organisations syndicales et patronales.",
		"Pays for the unions of employees and employers.", GroupOther,
	},
	{
		"chomage", "Assurance chômage, annexes 8 et 10", "Unemployment insurance, annexes 8 and 10",
		"Finance l'indemnisation du chômage des intermittents, sur le salaire avant abattement, jusqu'à quatre plafonds.",
		"Pays the unemployment benefits of intermittents, on pay before the flat deduction, up to four ceilings.", GroupUnemployment,
	},
	{
		"ags", "Garantie des salaires (AGS)", "Wage guarantee",
		"Garantit le paiement des salaires quand l'employeur est en faillite.",
		"Guarantees pay when the employer is bankrupt.", GroupUnemployment,
	},
	{
		"taxe-apprentissage", "Taxe d'apprentissage", "Apprenticeship tax",
		"Finance l'apprentissage, sur le salaire majoré de 10 % pour une caisse de congés.",
		"Pays for apprenticeship, on pay raised by 10 % because of the leave fund.", GroupOther,
	},
	{
		"formation", "Formation professionnelle des intermittents", "Vocational training of intermittents",
		"Finance la formation des intermittents par l'Afdas.",
		"Pays for the training of intermittents through Afdas.", GroupOther,
	},
	{
		"peec", "Participation à l'effort de construction", "Building levy",
		"Finance le logement des salariés, à partir de cinquante salariés.",
		"Pays for employees' housing, from fifty employees.", GroupOther,
	},
	{
		"agirc-arrco-t1", "Complémentaire Tranche 1", "Complementary pension, tranche 1",
		"Achète des points de retraite complémentaire, jusqu'au plafond.",
		"Buys points of the complementary pension, up to the ceiling.", GroupPension,
	},
	{
		"agirc-arrco-t2", "Complémentaire Tranche 2", "Complementary pension, tranche 2",
		"Achète des points de retraite complémentaire, d'un à huit plafonds.",
		"Buys points of the complementary pension, from one to eight ceilings.", GroupPension,
	},
	{
		"ceg-t1", "Contribution d'équilibre général Tranche 1", "General balance contribution, tranche 1",
		"Équilibre la retraite complémentaire, jusqu'au plafond, sans points.",
		"Balances the complementary pension, up to the ceiling, without points.", GroupPension,
	},
	{
		"ceg-t2", "Contribution d'équilibre général Tranche 2", "General balance contribution, tranche 2",
		"Équilibre la retraite complémentaire, d'un à huit plafonds, sans points.",
		"Balances the complementary pension, from one to eight ceilings, without points.", GroupPension,
	},
	{
		"cet", "Contribution d'équilibre technique", "Technical balance contribution",
		"Équilibre la retraite complémentaire de ceux qui gagnent plus que le plafond, sur les deux tranches.",
		"Balances the complementary pension of those who earn more than the ceiling, on both tranches.", GroupPension,
	},
	{
		"apec", "Apec", "Employment of executives",
		"Finance l'association pour l'emploi des cadres, jusqu'à quatre plafonds.",
		"Pays for the association for the employment of executives, up to four ceilings.", GroupUnemployment,
	},
	{
		"prevoyance", "Complémentaire incapacité, invalidité, décès", "Provident scheme: incapacity, disability, death",
		"Assure le décès et l'invalidité des intermittents, sur la tranche 1.",
		"Insures intermittents' death and disability, on tranche 1.", GroupHealth,
	},
	{
		"fonds-sante", "Fonds collectif du spectacle pour la santé", "Health fund of entertainment workers",
		"Aide les intermittents à payer leur complémentaire santé, sur la tranche 1.",
		"Helps intermittents pay for their health cover, on tranche 1.", GroupHealth,
	},
	{
		"conges-spectacles", "Congés Spectacles", "Paid leave fund of entertainment workers",
		"Paie les congés des intermittents par leur caisse, sur le salaire avant abattement.",
		"Pays the leave of intermittents through their fund, on pay before the flat deduction.", GroupOther,
	},
	{
		"medecine-travail", "Santé au travail", "Occupational health",
		"Paie le suivi médical des intermittents par Thalie Santé, hors taxe.",
		"Pays the medical follow-up of intermittents by Thalie Santé, before VAT.", GroupOther,
	},
	{
		"cchsct", "Hygiène, sécurité et conditions de travail de la branche", "Health and safety committee of the branch",
		"Finance le comité d'hygiène et de sécurité de la branche.",
		"Pays for the health and safety committee of the branch.", GroupConventional,
	},
	{
		"delegues-branche", "Délégués de branche", "Branch delegates",
		"Finance les délégués qui représentent les salariés des petites entreprises de la branche.",
		"Pays for the delegates who represent the employees of the branch's small firms.", GroupConventional,
	},
	{
		"paritarisme", "Aide au paritarisme", "Social dialogue of the branch",
		"Finance la négociation entre organisations de la branche.",
		"Pays for the negotiations between the organisations of the branch.", GroupConventional,
	},
	{
		"fcap", "Fonds commun d'aide au paritarisme", "Social dialogue fund of live performance",
		"Finance la négociation entre organisations du spectacle vivant.",
		"Pays for the negotiations between the organisations of live performance.", GroupConventional,
	},
	{
		"fnas", "Fonds national d'activités sociales", "National fund of social activities",
		"Finance les activités sociales et culturelles des salariés du spectacle vivant public.",
		"Pays for the social and cultural activities of employees of public live performance.", GroupConventional,
	},
	{
		"csg-deductible", "CSG déductible de l'impôt sur le revenu", "CSG that lowers taxable income",
		"Finance la protection sociale, sur 98,25 % du salaire avant abattement et la prévoyance patronale, et réduit le revenu imposable.",
		"Pays for social protection, on 98.25 % of pay before the flat deduction and the employer's provident share, and lowers taxable income.",
		GroupCsgDeduct,
	},
	{
		"csg-non-deductible", "CSG non déductible de l'impôt sur le revenu", "CSG that does not lower taxable income",
		"Finance la protection sociale sur la même base, sans réduire le revenu imposable.",
		"Pays for social protection on the same base, without lowering taxable income.", GroupCsgNot,
	},
	{
		"crds", "CRDS", "CRDS",
		"Rembourse la dette sociale, sur la base de la CSG, sans réduire le revenu imposable.",
		"Pays back the social debt, on the base of CSG, without lowering taxable income.", GroupCsgNot,
	},
	{
		"forfait-social", "Forfait social", "Social levy on provident contributions",
		"Taxe la prévoyance patronale, à partir de onze salariés.",
		"Taxes the employer's provident share, from eleven employees.", GroupOther,
	},
	{
		"deduction", "Déduction forfaitaire spécifique", "Flat deduction for expenses",
		"Abat l'assiette de la sécurité sociale pour les frais de certains métiers, dans une limite annuelle et sans descendre sous le SMIC.",
		"Lowers the social base for the expenses of some professions, within a yearly limit and not under the minimum wage.", GroupGross,
	},
	{
		"ceiling", "Plafond de la sécurité sociale", "Social security ceiling",
		"Limite de l'assiette plafonnée, réduite pour un contrat plus court que le mois.",
		"The limit of the capped base, reduced for a contract shorter than the month.", GroupGross,
	},
	{
		"fnal-base", "Assiette majorée du FNAL", "Increased base of the housing fund",
		"Assiette majorée des congés que verse la caisse, pour un employeur affilié.",
		"The base with the leave that the fund pays, for an employer who belongs to one.", GroupGross,
	},
	{
		"versement-mobilite-base", "Assiette majorée du versement mobilité", "Increased base of the mobility contribution",
		"Assiette majorée des congés que verse la caisse, pour un employeur affilié.",
		"The base with the leave that the fund pays, for an employer who belongs to one.", GroupGross,
	},
	{
		"taxe-apprentissage-base", "Assiette majorée de la taxe d'apprentissage", "Increased base of the apprenticeship tax",
		"Assiette majorée des congés que verse la caisse, pour un employeur affilié.",
		"The base with the leave that the fund pays, for an employer who belongs to one.", GroupGross,
	},
	{
		"csg-base", "Assiette de la CSG et de la CRDS", "Base of CSG and CRDS",
		"98,25 % du salaire jusqu'à quatre plafonds, tout le salaire au-delà, plus la prévoyance patronale.",
		"98.25 % of pay up to four ceilings, all pay above, and the employer's provident share.", GroupGross,
	},
	{
		"reduction", "Réduction générale des cotisations patronales", "General reduction of employer contributions",
		"Allège les cotisations patronales des bas salaires, jusqu'à un multiple du SMIC.",
		"Lowers employer contributions on low pay, up to a multiple of the minimum wage.", GroupReduction,
	},
	{
		"tax-base", "Base du prélèvement à la source", "Base of the income tax at source",
		"Salaire net imposable, moins l'abattement des contrats courts.",
		"Net taxable pay, less the allowance of short contracts.", GroupTax,
	},
	{
		"income-tax", "Prélèvement à la source", "Income tax at source",
		"Impôt sur le revenu retenu par l'employeur, au taux de l'administration ou au taux neutre.",
		"Income tax that the employer withholds, at the rate of the tax office or the neutral rate.", GroupTax,
	},
	{
		"seizable", "Part saisissable", "Part that may be seized",
		"Part du net que les créanciers peuvent saisir, par tranches relevées par personne à charge.",
		"The part of the net that creditors may seize, by brackets that dependants raise.", GroupAfterNet,
	},
	{
		"maintenance", "Paiement direct de pension alimentaire", "Maintenance by direct payment",
		"Somme versée au créancier d'aliments, en laissant le minimum que nul ne peut saisir.",
		"Paid to a family creditor, leaving the minimum that nobody may take.", GroupAfterNet,
	},
	{
		"garnishment", "Saisie des rémunérations", "Garnishment",
		"Somme versée aux créanciers, dans la limite de la part saisissable.",
		"Paid to creditors, within the part that may be seized.", GroupAfterNet,
	},
	{
		"advances", "Remboursement d'avances", "Repayment of advances",
		"Rend à l'employeur les avances consenties, par un dixième du net au plus.",
		"Pays back what the employer lent, by a tenth of the net at most.", GroupAfterNet,
	},
	{
		"interim", "Acompte déjà versé", "Interim payment",
		"Part du salaire du mois déjà versée.",
		"The part of the month's pay that was already paid.", GroupAfterNet,
	},
	{
		"expenses", "Remboursement de frais", "Reimbursed expenses",
		"Frais remboursés, qui ne sont pas du salaire.",
		"Expenses paid back, which are not pay.", GroupAfterNet,
	},
	{
		"diffuser", "Contribution du diffuseur", "Contribution of who exploits a work",
		"Part de l'exploitant dans la sécurité sociale des artistes-auteurs, sur les droits hors taxes.",
		"The exploiter's share of the social security of authors, on royalties before VAT.", GroupOther,
	},
	{
		"cfp-auteurs", "Formation professionnelle des artistes-auteurs", "Training of authors",
		"Finance la formation des artistes-auteurs, sur les droits hors taxes.",
		"Pays for the training of authors, on royalties before VAT.", GroupOther,
	},
}
