package dossier

// codeNames are what codes of the library are called, by kind and code, in English and in French.
var codeNames = map[string][2]string{
	"place.int": {"INT", "INT"}, "place.ext": {"EXT", "EXT"}, "place.int/ext": {"INT/EXT", "INT/EXT"},

	"light.day": {"day", "jour"}, "light.night": {"night", "nuit"}, "light.dawn": {"dawn", "aube"}, "light.dusk": {"dusk", "crépuscule"},

	"cause.cast-work": {"Cast, days of work", "Interprètes, jours de jeu"}, "cause.cast-hold": {"Cast, days of waiting", "Interprètes, jours d’attente"},
	"cause.shooting-days": {"Shooting days of the crew", "Jours de tournage de l’équipe"}, "cause.overtime": {"Overtime", "Heures supplémentaires"},
	"cause.moves": {"Moves between locations", "Déménagements"}, "cause.locations": {"Locations", "Lieux de tournage"},
	"cause.re-openings": {"Locations opened again", "Réouvertures de lieux"}, "cause.equipment": {"Equipment", "Matériel"},
	"cause.distance": {"Scenes that moved", "Séquences déplacées"},

	"contract.day": {"by the day", "à la journée"}, "contract.week": {"by the week", "à la semaine"},
	"contract.no-hold": {"days of work only", "jours de jeu seuls"}, "contract.flat": {"flat", "forfait"},

	"status.identified": {"identified", "identifié"}, "status.requested": {"requested", "demandé"},
	"status.in-negotiation": {"in negotiation", "en négociation"}, "status.acquired": {"acquired", "acquis"}, "status.refused": {"refused", "refusé"},

	"nature.money": {"money", "numéraire"}, "nature.in-kind": {"in kind", "en nature"}, "nature.deferred-pay": {"deferred pay", "salaires en participation"},
	"nature.deferred-overheads": {"deferred overheads", "frais généraux en participation"}, "nature.own-money": {"own money", "fonds propres"},

	"aid.base-limit": {"Limit on the base: share of the budget", "Plafond de l’assiette : part du budget"},
	"aid.credit":     {"Base × rate", "Assiette × taux"}, "aid.cap": {"Cap per film", "Plafond par film"},
	"aid.aid-ceiling": {"Ceiling on public aid with the credit", "Plafond d’aides publiques, crédit compris"},
	"aid.of-the-aid":  {"Most that the aid may ask: of the aid", "Exigence au plus : de l’aide"}, "aid.of-the-budget": {"Most that the aid may ask: of the budget", "Exigence au plus : du devis"},
	"aid.ceiling": {"Ceiling on public aid (EU)", "Plafond d’aides publiques (UE)"},

	"document.sound": {"sound", "en règle"}, "document.missing": {"missing", "manquant"}, "document.expired": {"expired", "périmé"},
	"document.post-dated": {"post-dated", "postdaté"}, "document.unsigned": {"unsigned", "non signé"},
	"document.no-amount": {"without an amount", "sans montant"}, "document.inconsistent": {"inconsistent", "incohérent"},

	"charge.arrangement-fee": {"arrangement fee", "commission d’engagement"}, "charge.interest": {"interest", "intérêts"},
	"charge.guarantee": {"guarantee commission", "commission de garantie"},

	"alert.spent": {"nearly spent", "presque épuisé"}, "alert.over": {"over budget", "dépassement"}, "alert.rising": {"rising", "en hausse"},

	"rule.scene-twice": {"a scene is on two days", "une séquence est sur deux jours"}, "rule.past": {"a day that is over", "un jour passé"},
	"rule.unit": {"not for this unit", "pas pour cette équipe"}, "rule.clash": {"in two places at once", "à deux endroits à la fois"},
	"rule.day-span": {"span of the day", "amplitude de la journée"}, "rule.day-eighths": {"too many pages in a day", "trop de pages dans la journée"},
	"rule.day-locations": {"too many locations in a day", "trop de lieux dans la journée"}, "rule.closed": {"the location is closed", "le lieu est fermé"},
	"rule.mixed": {"day and night together", "jour et nuit mêlés"}, "rule.call": {"called too early", "convocation trop tôt"}, "rule.wrap": {"released too late", "fin trop tard"},
	"rule.week-minutes":  {"too many hours in a week", "trop d’heures dans la semaine"},
	"rule.scene-missing": {"a scene is on no day", "une séquence n’est sur aucun jour"}, "rule.calendar": {"no shooting on this day", "pas de tournage ce jour"},
	"rule.available": {"somebody or a place is not free", "quelqu’un ou un lieu n’est pas libre"}, "rule.day-minutes": {"the day is too long", "journée trop longue"},
	"rule.rest": {"too short a rest", "repos trop court"}, "rule.week-days": {"too many days in a week", "trop de jours dans la semaine"},
	"rule.presence": {"present too long", "présence trop longue"}, "rule.hours": {"working time", "durée du travail"},
	"rule.before": {"order of scenes", "ordre des séquences"}, "rule.together": {"scenes that belong together", "séquences à tourner ensemble"},
	"rule.apart": {"scenes that stay apart", "séquences à séparer"}, "rule.light": {"light", "lumière"},

	"delivery.missing": {"missing", "manquant"}, "delivery.ordered": {"ordered", "commandé"}, "delivery.sent": {"sent", "envoyé"},
	"delivery.rejected": {"rejected", "rejeté"}, "delivery.accepted": {"accepted", "accepté"}, "delivery.waived": {"waived", "dispensé"},

	"irr.no-rate": {"none", "aucun"}, "irr.several-rates": {"several", "plusieurs"},

	"view.bearer": {"by bearer", "par payeur"}, "view.territory": {"by territory", "par territoire"}, "view.funder": {"by funder", "par financeur"},
	"view.tag": {"by tag", "par étiquette"}, "view.phase": {"by phase", "par phase"}, "view.group": {"by group", "par groupe"}, "view.level": {"by level", "par niveau"},

	"step.percent": {"percentage", "pourcentage"}, "step.recoup": {"recoups", "récupère"}, "step.tier": {"corridor", "couloir"},
	"step.split": {"split", "partage"}, "step.to": {"passes on", "transmet"}, "step.bracket": {"by brackets", "par tranches"},
	"step.bonus": {"bonus", "bonus"}, "step.meter": {"meter", "compteur"},

	"stress.+8": {"8 weeks late", "8 semaines de retard"}, "stress.lost": {"lost", "perdue"},

	"milestone.signature": {"signature", "signature"}, "milestone.shoot-start": {"start of the shoot", "début du tournage"},
	"milestone.shoot-end": {"end of the shoot", "fin du tournage"}, "milestone.completion": {"completion", "achèvement"},
	"milestone.visa": {"visa", "visa"}, "milestone.delivery": {"delivery", "livraison"}, "milestone.release": {"release", "sortie"},

	"spend.author-pay": {"authors", "auteurs"}, "spend.costumes": {"costumes", "costumes"}, "spend.equipment": {"equipment", "matériel"},
	"spend.floor-effects": {"effects on the floor", "effets de plateau"}, "spend.goods-transport": {"transport of goods", "transport de matériel"},
	"spend.hair-make-up": {"hair and make-up", "coiffure et maquillage"}, "spend.location": {"locations", "lieux"}, "spend.meal": {"meals", "repas"},
	"spend.night": {"nights", "nuitées"}, "spend.other": {"does not count", "non éligible"}, "spend.performer-pay": {"performers", "interprètes"},
	"spend.post-production": {"post-production", "postproduction"}, "spend.sets": {"sets", "décors"}, "spend.staff-pay": {"crew", "équipe"}, "spend.travel": {"travel", "voyages"},

	"file.cic-provisional":          {"tax credit, provisional approval", "crédit d’impôt, agrément provisoire"},
	"file.cic-definitive":           {"tax credit, definitive approval", "crédit d’impôt, agrément définitif"},
	"file.agrement-investissements": {"approval of investments", "agrément des investissements"},
	"file.agrement-production":      {"approval of production", "agrément de production"},
	"file.cia-provisional":          {"audiovisual tax credit, provisional approval", "crédit d’impôt audiovisuel, agrément provisoire"},
	"file.cia-definitive":           {"audiovisual tax credit, definitive approval", "crédit d’impôt audiovisuel, agrément définitif"},
	"file.c2i-provisional":          {"international tax credit, provisional approval", "crédit d’impôt international, agrément provisoire"},
	"file.fsa-preliminary":          {"automatic audiovisual support, preliminary", "soutien automatique audiovisuel, autorisation préalable"},
	"file.fsa-definitive":           {"automatic audiovisual support, definitive", "soutien automatique audiovisuel, autorisation définitive"},
	"file.region-normandie":         {"regional fund, Normandie", "fonds régional, Normandie"},
	"file.eurimages":                {"Eurimages, evidence of financing", "Eurimages, preuves de financement"},
	"file.sofica":                   {"SOFICA, signed and paid before the shoot", "SOFICA, signée et payée avant le tournage"},
	"file.cost-closing":             {"closing of costs", "arrêté des comptes"}, "file.production-account": {"production account", "compte de production"},

	"ceiling.p10/producer-fee": {"producer’s fee", "rémunération du producteur"}, "ceiling.p10/overheads": {"overheads", "frais généraux"},

	"fed.gross": {"gross pay", "salaire brut"}, "fed.contributions": {"contributions", "cotisations patronales"}, "fed.extras": {"extras", "figuration"}, "fed.taxes on wages": {"taxes on wages", "taxes sur salaires"},
	"fed.hired, with contributions": {"hired outside the payroll, with contributions", "engagés hors paie, cotisations comprises"},
	"fed.jour":                      {"day", "jour"}, "fed.jour ou semaine": {"day or week", "jour ou semaine"}, "fed.ouverture": {"opening", "ouverture"}, "fed.réouverture": {"re-opening", "réouverture"},
	"fed.engagement": {"engagement", "engagement"},

	"entry.order": {"order", "commande"}, "entry.invoice": {"invoice", "facture"}, "entry.payroll": {"wages", "salaires"}, "entry.petty-cash": {"petty cash", "caisse"},
	"entry.credit-note": {"credit note", "avoir"}, "entry.release": {"release", "désengagement"}, "entry.transfer": {"transfer", "virement de poste"},
	"entry.estimate": {"estimate", "estimation"}, "entry.payment": {"payment", "paiement"}, "entry.correction": {"correction", "correction"}, "entry.close": {"close", "clôture"},

	// Documents of applications, by code; what is missing here keeps the label of the library.
	"piece.budget": {"Detailed budget, French spend set apart", "Devis détaillé, dépenses françaises isolées"}, "piece.financing-plan": {"Financing plan", "Plan de financement"},
	"piece.staff-list":             {"List of names of the crew and creative staff", "Liste nominative du personnel de création et de production"},
	"piece.technical-industries":   {"List of technical industries", "Liste des industries techniques"},
	"piece.sworn-statement":        {"Sworn statement on fixed-term contracts", "Attestation sur l’honneur relative aux CDD d’usage"},
	"piece.certified-cost":         {"Final cost, financing and eligible French spend, certified", "Coût définitif, moyens de financement et dépenses éligibles, certifiés"},
	"piece.final-staff-list":       {"Final list of staff", "Liste nominative définitive du personnel"},
	"piece.dpae":                   {"Declarations before hiring, with receipts", "Déclarations préalables à l’embauche (DPAE), avec accusés"},
	"piece.urssaf":                 {"Statements of contributions (URSSAF)", "Bordereaux de cotisations (URSSAF)"},
	"piece.dsn":                    {"Nominative social declarations (DSN)", "Déclarations sociales nominatives (DSN)"},
	"piece.final-suppliers":        {"Final list of suppliers, with invoices", "Liste définitive des prestataires, avec factures ou contrats"},
	"piece.acceptance-certificate": {"Acceptance certificate", "Procès-verbal d’acceptation"},
	"piece.coproduction-contracts": {"Co-production contracts", "Contrats de coproduction"},
	"piece.rca-registration":       {"Registration of the co-production contracts in the public register (RCA)", "Inscription des contrats de coproduction au RCA"},
	"piece.author-contracts":       {"Contracts of the director and the other co-authors", "Contrats du réalisateur et des autres coauteurs"},
	"piece.chain-of-title":         {"Chain of title, registered", "Chaîne des droits, inscrite au RCA"},
	"piece.synopsis":               {"Synopsis of one page at most", "Synopsis d’une page au plus"},
	"piece.independence-sheet":     {"Independence sheet", "Fiche d’indépendance"},
	"piece.claims-declaration":     {"Declaration that privileged claims are settled", "Déclaration de règlement des créances privilégiées"},
	"piece.investment-request":     {"Request to invest automatic support", "Demande d’investissement du soutien automatique"},
	"piece.broadcaster-contract":   {"Contracts or commitment letters of broadcasters", "Contrats ou lettres d’engagement des diffuseurs"},
	"piece.sofica-contract":        {"Letter or registered association contract of the SOFICA", "Lettre ou contrat d’association de la SOFICA, inscrit"},
	"piece.sofica-independence":    {"Proof of independence of the SOFICA", "Preuve de l’indépendance de la SOFICA"},
	"piece.film":                   {"The film", "Le film"}, "piece.credits": {"Full credits as on screen", "Générique complet"},
	"piece.remaining-contracts": {"Contracts not yet given", "Contrats non encore remis"},

	"signatory.producer": {"producer", "producteur"}, "signatory.coproducer": {"co-producer", "coproducteur"}, "signatory.author": {"author", "auteur"},
	"signatory.broadcaster": {"broadcaster", "diffuseur"}, "signatory.sofica": {"SOFICA", "SOFICA"}, "signatory.auditor": {"auditor", "commissaire aux comptes"},
	"signatory.bank": {"bank", "banque"}, "signatory.party": {"party", "partenaire"}, "signatory.partner": {"partner", "partenaire"},
	"signatory.vod": {"on-demand service", "service à la demande"}, "signatory.executive-producer": {"executive producer", "producteur exécutif"},

	"deadline.before-shoot":                   {"before the start of the shoot", "avant le début du tournage"},
	"deadline.agrement-production/after-visa": {"four months after the visa", "quatre mois après le visa"},
	"deadline.cic-definitive/after-visa":      {"eight months after the visa", "huit mois après le visa"},
	"deadline.production-account/after-visa":  {"eight months after the visa", "huit mois après le visa"},
	"deadline.cost-closing/after-release":     {"four months after release", "quatre mois après la sortie"},

	// What is wrong with a source, with a document of a file, and with a minimum.
	"finding.no-evidence": {"acquired without a document", "acquis sans pièce"}, "finding.not-signed": {"not signed", "sans signature"},
	"finding.conditional": {"depends on a condition", "sous condition"}, "finding.no-amount": {"states no amount", "sans montant"},
	"finding.other-amount": {"states %s, the plan counts %s", "indique %s, le plan compte %s"}, "finding.too-old": {"of %s, too old for the funder", "du %s, trop ancien pour le financeur"},
	"finding.no-bank-letter":  {"a letter of the bank has to prove it", "à prouver par une lettre de banque"},
	"finding.no-budget-items": {"does not name the accounts that are deferred", "sans les postes mis en participation"},
	"finding.share-too-small": {"brings less of the plan than the treaty asks", "apporte une part du plan inférieure au minimum de l’accord"},
	"finding.share-too-great": {"brings more of the plan than the treaty allows", "apporte une part du plan supérieure au maximum de l’accord"},
	"finding.minimum":         {"under the least share that is asked", "sous la part minimale demandée"},

	"minimum.broadcaster/share": {"Money of broadcasters", "Apport des diffuseurs"}, "minimum.non-public/share": {"Confirmed money that is no public aid", "Apports confirmés hors aides publiques"},
	"minimum.own-funding": {"Own money", "Fonds propres"}, "minimum.acquired": {"Acquired money", "Financements acquis"},

	"fault.missing": {"is not in the file", "absent du dossier"},
	"fault.expired": {"of %s, too old on the day of filing", "du %s, trop ancien au jour du dépôt"}, "fault.post-dated": {"of %s, after the day of filing", "du %s, postérieur au dépôt"},
	"fault.unsigned": {"lacks the signature of: %s", "signature manquante : %s"}, "fault.no-amount": {"states no amount", "sans montant"},
	"fault.inconsistent": {"has the title “%s”, the work is “%s”", "porte le titre « %s », l’œuvre s’appelle « %s »"},
	"fault.amounts":      {"the documents differ: %s", "les pièces diffèrent : %s"}, "fault.late": {"was due on %s", "était dû le %s"},

	// Sentences of the library on what bound an aid, with their amounts.
	"reason.the base is at most: %s":                               {"The base is limited to %s.", "L’assiette est limitée à %s."},
	"reason.the credit of a film is at most: %s":                   {"The credit of a film is limited to %s.", "Le crédit d’un film est limité à %s."},
	"reason.public aid as a whole is at most %s, which leaves: %s": {"Public aid as a whole is limited to %s, which leaves %s.", "L’ensemble des aides publiques est limité à %s, ce qui laisse %s."},
	"reason.the spend that may be asked is at most: %s":            {"The spend that may be asked is limited to %s.", "La dépense exigible est limitée à %s."},
	"reason.difficult works have no ceiling":                       {"Difficult works have no ceiling.", "Les œuvres difficiles n’ont pas de plafond."},

	"cut.before-request": {"spent before the request was received", "antérieur à la réception de la demande"}, "cut.not-listed": {"not on the list", "hors de la liste"},
	"cut.person": {"neither European nor resident in France", "ni européen ni résident en France"}, "cut.abroad": {"not in France", "hors de France"}, "cut.away": {"%s of %s paid days abroad (%s)", "jours payés : %s sur %s à l’étranger (%s)"}, "cut.away-charges": {"charges of their pay", "charges de leur salaire"},
	"cut.archives": {"archives that do not count", "archives non éligibles"}, "cut.limit": {"over the limit of a unit", "au-delà du plafond par unité"},
	"cut.minimum": {"over the minimum of the agreement", "au-delà du minimum conventionnel"}, "cut.charges": {"charges of the pay over the minimum", "charges du salaire au-delà du minimum"},
	"cut.not-assigned": {"time not given to the work", "temps non affecté à l’œuvre"}, "cut.not-used": {"depreciation of other works", "amortissement d’autres œuvres"},

	// Notices: what a code means, and what it tells where that is always the same.
	"notice.unverified": {"not verified", "non vérifié"}, "notice.stale": {"past the day of verification", "au-delà de la date de vérification"},
	"notice.derived": {"a reading of the law", "lecture du texte"}, "notice.hours-assumed": {"hours assumed", "heures supposées"}, "notice.outside-area": {"outside the area", "hors zone"},
	"notice.account-short": {"account short", "poste insuffisant"}, "notice.over-budget": {"over budget", "dépassement"}, "notice.over-order": {"over the order", "au-delà de la commande"},
	"notice.cash-short": {"petty cash short", "caisse insuffisante"}, "notice.unchecked": {"not checked", "non contrôlé"}, "notice.absent": {"absent", "absent"},
	"notice.mismatch": {"does not agree", "discordance"}, "notice.reading": {"a reading of the text", "lecture du texte"}, "notice.not-counted": {"not counted", "non compté"},
	"notice.prorated": {"in proportion", "au prorata"}, "notice.early": {"early", "en avance"}, "notice.late": {"late", "en retard"},
	"notice.interest-cover": {"cover too small", "couverture insuffisante"}, "notice.bond-unsigned": {"guarantee not signed", "garantie non signée"},

	"told.unverified": {"%s since %s", "%s depuis le %s"}, "told.several": {"since %s: %s", "depuis le %s : %s"}, "told.over-budget": {"%s over its budget", "%s au-delà de son devis"},
	"told.account-short": {"%s is more than the %s that are left", "%s pour un reste de %s"},
	"told.derived/reduction": {
		"the part of the general reduction that is set off against Audiens is derived from the rates of tranche 1",
		"la part de la réduction générale imputée auprès d’Audiens est déduite des taux de la tranche 1",
	},
	"told.hours-assumed": {"a day without call and wrap has the hours that its cachet pays, none at night", "un jour sans horaires compte les heures que paie son cachet, aucune de nuit"},
	"told.outside-area": {
		"annexe III.2 holds in and around the towns that it names; elsewhere pay and indemnities are those of the contract, and the indemnities shown are those of the annexe",
		"l’annexe III.2 vaut dans les villes qu’elle nomme et alentour ; ailleurs salaires et indemnités sont ceux du contrat, et les indemnités montrées sont celles de l’annexe",
	},

	"certainty.single-source": {"single source", "source unique"}, "certainty.derived": {"derived", "déduit"}, "certainty.unconfirmed": {"unconfirmed", "non confirmé"},

	"unit.day": {"of the month", "du mois"}, "unit.working days": {"working days", "jours ouvrés"},
	"unit.share of the base hour": {"× the base hour", "× le salaire horaire de base"}, "unit.edition": {"edition", "édition"}, "unit.rule": {"the rule", "la règle"}, "unit. an hour": {" an hour", " l’heure"},
	"unit.days": {"days", "jours"}, "unit.weeks": {"weeks", "semaines"}, "unit.rests": {"rests", "repos"}, "unit.sundays": {"Sundays", "dimanches"}, "unit.permits": {"permits", "autorisations"},

	// Figures that are not verified, and whose part of a contribution they are.
	"parameter.fr-cinema/rate-full": {"full rate of the tax credit", "taux plein du crédit d’impôt"}, "parameter.fr-cinema/cap": {"cap of the tax credit per film", "plafond du crédit d’impôt par film"},
	"parameter.ifcic/commission": {"commission of the guarantee (IFCIC)", "commission de la garantie (IFCIC)"}, "parameter.ifcic/undrawn-weight": {"weight of what is not drawn (IFCIC)", "pondération du non tiré (IFCIC)"},
	"parameter.feature/day": {"cast, by the day", "interprètes, à la journée"}, "parameter.extra": {"extras", "figuration"}, "parameter.bilateral-least": {"least share of a co-producer", "part minimale d’un coproducteur"}, "parameter.bilateral-most": {"greatest share of a co-producer", "part maximale d’un coproducteur"},
	"parameter.3097/grid": {"grid of wages, cinema", "grille des salaires, cinéma"}, "parameter.3097/weekly-rest/set": {"weekly rest on the set, crew", "repos hebdomadaire sur le plateau, équipe"},
	"parameter.3097-artists/weekly-rest/set": {"weekly rest on the set, cast", "repos hebdomadaire sur le plateau, interprètes"},
	"parameter.feature/overtime/hour":        {"overtime of the cast, an hour", "heure supplémentaire des interprètes"}, "parameter.reduction/common-t1": {"general reduction, part of Audiens", "réduction générale, part d’Audiens"},
	"parameter.remittance/audiens": {"due date, Audiens", "échéance, Audiens"}, "parameter.remittance/conges-spectacles": {"due date, Congés Spectacles", "échéance, Congés Spectacles"},
	"parameter.remittance/france-travail": {"due date, France Travail", "échéance, France Travail"}, "parameter.remittance/other": {"due date, other bodies", "échéance, autres organismes"},
	"part.employee": {"employee", "part salariale"}, "part.employer": {"employer", "part patronale"}, "part.executive-employee": {"employee, executives", "part salariale, cadres"},
	"part.executive-employer": {"employer, executives", "part patronale, cadres"}, "part.cinema-employer": {"employer, cinema", "part patronale, cinéma"}, "part.artist": {"artists", "artistes"},
	"part.cinema": {"cinema", "cinéma"}, "part.conventional": {"by agreement", "conventionnelle"}, "part.short-contract": {"short contracts", "contrats courts"},
	"per.day": {"day", "jour"}, "per.week5": {"week of five days", "semaine de cinq jours"}, "per.hour": {"hour", "heure"}, "per.make-up": {"hour of make-up", "heure de maquillage"},

	// Limits of working time and of pay.
	"limit.minimum": {"minimum of the agreement", "minimum conventionnel"}, "limit.daily-hours": {"hours of a day", "durée du jour"}, "limit.daily-span": {"span of a day", "amplitude du jour"},
	"limit.break": {"work without a break", "travail sans pause"}, "limit.daily-rest": {"rest between two days", "repos entre deux jours"}, "limit.short-rests": {"short rests", "repos réduits"},
	"limit.weekly-hours": {"hours of a week", "durée de la semaine"}, "limit.average-hours": {"average hours of a week", "durée moyenne de la semaine"},
	"limit.authorised-weeks": {"weeks that were authorised", "semaines dérogatoires"}, "limit.weekly-days": {"days of a week", "jours dans la semaine"},
	"limit.consecutive-days": {"days in a row", "jours consécutifs"}, "limit.weekly-rest": {"rest of a week", "repos hebdomadaire"},
	"limit.six-day-weeks": {"weeks of six days", "semaines de six jours"}, "limit.six-day-weeks-a-year": {"weeks of six days in a year", "semaines de six jours dans l’année"},
	"limit.sixth-day-recovery": {"recovery of a sixth day", "récupération d’un sixième jour"}, "limit.sunday-recovery": {"recovery of a Sunday", "récupération d’un dimanche"},
	"limit.sundays": {"Sundays of a year", "dimanches dans l’année"}, "limit.studio-sunday": {"Sunday in a studio", "dimanche en studio"},
	"limit.studio-holiday": {"holiday in a studio", "jour férié en studio"}, "limit.travel-rest": {"rest after a journey", "repos après un voyage"},
	"limit.minor-night": {"night work of a minor", "travail de nuit d’un mineur"}, "limit.minor-holiday": {"holiday of a minor", "jour férié d’un mineur"},
	"limit.minor-sunday": {"Sunday of a minor", "dimanche d’un mineur"}, "limit.minor-rest-days": {"rest days of a minor", "jours de repos d’un mineur"},
	"limit.child-permit": {"permit of a child", "autorisation d’emploi d’un enfant"},

	// Keys of the divisions of the budget.
	"phase.engagements": {"engagements", "engagements"}, "phase.preparation": {"preparation", "préparation"}, "phase.shoot": {"shoot", "tournage"}, "phase.post": {"post-production", "postproduction"},
	"level.above": {"above the line", "artistique (above the line)"}, "level.below": {"below the line", "technique (below the line)"},
	"territory.FR": {"France", "France"}, "territory.BE": {"Belgium", "Belgique"},
	"tag.credit": {"tax credit", "crédit d’impôt"}, "tag.bank": {"banks", "banques"},
}
