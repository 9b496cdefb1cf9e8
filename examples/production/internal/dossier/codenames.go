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
	"aid.credit":     {"Eligible spend × rate", "Dépenses éligibles × taux"}, "aid.cap": {"Cap per film", "Plafond par film"},
	"aid.aid-ceiling": {"Ceiling on public aid with the credit", "Plafond d’aides publiques, crédit compris"},
	"aid.of-the-aid":  {"Most that the aid may ask: of the aid", "Exigence au plus : de l’aide"}, "aid.of-the-budget": {"Most that the aid may ask: of the budget", "Exigence au plus : du devis"},
	"aid.ceiling": {"Ceiling on public aid (EU)", "Plafond d’aides publiques (UE)"},

	"document.sound": {"sound", "en règle"}, "document.missing": {"missing", "manquant"}, "document.expired": {"expired", "périmé"},
	"document.post-dated": {"post-dated", "postdaté"}, "document.unsigned": {"unsigned", "non signé"},
	"document.no-amount": {"without an amount", "sans montant"}, "document.inconsistent": {"inconsistent", "incohérent"},

	"charge.arrangement-fee": {"arrangement fee", "commission d’engagement"}, "charge.interest": {"interest", "intérêts"},
	"charge.guarantee": {"guarantee commission", "commission de garantie"},

	"alert.spent": {"nearly spent", "presque épuisé"}, "alert.over": {"over budget", "dépassement"}, "alert.rising": {"rising", "en hausse"},

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
	"file.cost-closing":             {"closing of costs", "arrêté des comptes"}, "file.production-account": {"production account", "compte de production"},

	"ceiling.p10/producer-fee": {"producer’s fee", "rémunération du producteur"}, "ceiling.p10/overheads": {"overheads", "frais généraux"},

	"fed.gross": {"gross pay", "salaire brut"}, "fed.contributions": {"contributions", "cotisations patronales"}, "fed.extras": {"extras", "figuration"}, "fed.taxes on wages": {"taxes on wages", "taxes sur salaires"},

	"entry.order": {"order", "commande"}, "entry.invoice": {"invoice", "facture"}, "entry.payroll": {"wages", "salaires"}, "entry.petty-cash": {"petty cash", "caisse"},
	"entry.credit-note": {"credit note", "avoir"}, "entry.release": {"release", "désengagement"}, "entry.transfer": {"transfer", "virement de poste"},
	"entry.estimate": {"estimate", "estimation"}, "entry.payment": {"payment", "paiement"}, "entry.correction": {"correction", "correction"}, "entry.close": {"close", "clôture"},
}
