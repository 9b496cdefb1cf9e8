package dossier

// labels are the words of the page, in English and in French.
var labels = map[string][2]string{
	"page.title": {"Production dossier", "Dossier de production"}, "page.asof": {"as of", "au"},
	"page.skip": {"Skip to the dossier", "Aller au dossier"}, "page.contents": {"Contents", "Sommaire"}, "page.yes": {"yes", "oui"},
	"page.lede": {
		"One film, from its screenplay to the last statement of receipts. Click any line to see what it is the sum of, and on which text it rests.",
		"Un film, de son scénario au dernier relevé de recettes. Chaque ligne s’ouvre sur ce dont elle est la somme et sur le texte qui la fonde.",
	},
	"page.fiction": {
		"The film, its people and its companies do not exist. Figures that are not invented cite their source.",
		"Le film, ses personnes et ses sociétés n’existent pas. Les chiffres qui ne sont pas inventés citent leur source.",
	},

	"key.budget": {"Budget", "Devis"}, "key.acquired": {"acquired", "acquis"}, "key.days": {"Shooting days", "Jours de tournage"}, "key.aid": {"Public aid", "Aides publiques"},
	"key.low": {"Low point of cash", "Point bas de trésorerie"}, "key.final": {"Estimated final cost", "Coût final estimé"},
	"key.over": {"over budget", "au-delà du devis"}, "key.under": {"under budget", "sous le devis"}, "key.shared": {"Receipts shared", "Recettes réparties"}, "key.sofica": {"SOFICA recoups", "SOFICA récupère"},

	"breakdown.title": {"Breakdown", "Dépouillement"},
	"breakdown.lede": {
		"The screenplay taken apart, scene by scene: where each one plays, how long it is in eighths of a page, and who and what it needs. Everything that follows is counted from this list.",
		"Le scénario décomposé, séquence par séquence : où elle se joue, sa longueur en huitièmes de page, de qui et de quoi elle a besoin. Tout ce qui suit se compte à partir de cette liste.",
	},
	"breakdown.needs": {"What the scenes need", "Besoins des séquences"}, "breakdown.table": {"All scenes", "Toutes les séquences"}, "breakdown.minor": {"minor", "mineur"},
	"ribbon.title": {"The script from the first scene to the last", "Le scénario de la première séquence à la dernière"},
	"ribbon.desc": {
		"Each scene is as wide as it is long, in the colours of the trade; below, the scenes that each role is in.",
		"Chaque séquence est large comme elle est longue, aux couleurs du métier ; dessous, les séquences où figure chaque rôle.",
	},
	"strip.white": {"inside, day", "intérieur jour"}, "strip.yellow": {"outside, day", "extérieur jour"}, "strip.blue": {"inside, night", "intérieur nuit"},
	"strip.green": {"outside, night", "extérieur nuit"}, "strip.other": {"dawn, dusk, both", "aube, crépuscule, mixte"},

	"schedule.title": {"Shooting plan", "Plan de travail"},
	"schedule.lede": {
		"Scenes are not shot in the order they are told: days are cheaper when a place is filled before it is left and when nobody is paid to wait. The plan is the cheapest order found that keeps every rule.",
		"On ne tourne pas dans l’ordre du récit : un jour coûte moins si l’on finit un lieu avant de le quitter et si personne n’est payé à attendre. Ce plan est l’ordre le moins cher trouvé qui respecte toutes les règles.",
	},
	"schedule.script": {"Order of the script", "Ordre du scénario"}, "schedule.plan": {"This plan", "Ce plan"}, "schedule.saved": {"Saved", "Économie"},
	"schedule.bound": {"Proof", "Preuve"}, "schedule.optimal": {"the cheapest there is:", "le moins cher possible :"}, "schedule.open": {"no plan costs less than", "aucun plan ne coûte moins de"},
	"schedule.desc": {
		"A column a day; each strip is a scene, as high as it takes time, and the rows below are the locations.",
		"Une colonne par jour ; chaque bande est une séquence, haute comme elle dure, et les rangs dessous sont les lieux.",
	},
	"schedule.savings": {"What the plan saves, by cause", "Ce que le plan économise, par cause"}, "schedule.costs": {"Every cost of the plan", "Tous les coûts du plan"},
	"schedule.days": {"Day by day", "Jour par jour"}, "schedule.day": {"Day", "Jour"}, "schedule.hours": {"Beyond the limits of working time:", "Au-delà des durées du travail :"},

	"daysout.title": {"Days of the cast", "Jours de présence"},
	"daysout.lede": {
		"Who is there on which day. Days of waiting between two days of work may have to be paid, which is why the plan keeps them few.",
		"Qui est là quel jour. Les jours d’attente entre deux jours de jeu peuvent être dus ; le plan en laisse donc le moins possible.",
	},
	"daysout.desc":  {"A row for each role, a column for each day on which somebody is there; dotted lines are breaks.", "Une ligne par rôle, une colonne par jour où quelqu’un est là ; les pointillés sont des coupures."},
	"daysout.table": {"The same as a table, with totals", "Le même en tableau, avec les totaux"},
	"daysout.w":     {"works", "joue"}, "daysout.s": {"starts", "commence"}, "daysout.f": {"finishes", "finit"}, "daysout.h": {"waits, paid", "attend, payé"},
	"daysout.worked": {"Worked", "Joués"}, "daysout.held": {"Waiting", "Attente"}, "daysout.contracts": {"Contracts and paid days", "Contrats et jours payés"},

	"payroll.title": {"Wages", "Salaires"},
	"payroll.lede": {
		"Pay follows from the hours of the plan and of the time sheets under the collective agreements, and contributions from the pay. Each person opens to payslips, and each payslip to base × rate = amount.",
		"Le salaire découle des heures du plan et des feuilles de temps selon les conventions collectives, les cotisations du salaire. Chaque personne s’ouvre sur ses bulletins, chaque bulletin sur assiette × taux = montant.",
	},
	"payroll.gross": {"Gross pay", "Salaire brut"}, "payroll.cost": {"Employer cost", "Coût employeur"}, "payroll.people": {"People", "Personnes"},
	"payroll.bars": {"Bars: gross pay, and in a lighter shade what the employer pays on top.", "Barres : salaire brut et, plus clair, ce que l’employeur paie en plus."},
	"payroll.cast": {"Cast", "Interprètes"}, "payroll.crew": {"Crew", "Équipe"}, "payroll.account": {"budget account", "poste du devis"},
	"payroll.payslip": {"Payslip", "Bulletin"}, "payroll.netpaid": {"Net paid", "Net payé"}, "payroll.net": {"Net before income tax", "Net avant impôt"},
	"payroll.tax": {"Income tax withheld", "Impôt prélevé à la source"}, "payroll.reduction": {"General reduction", "Réduction générale"},
	"payroll.employee": {"Employee", "Part salariale"}, "payroll.employer": {"Employer", "Part patronale"}, "payroll.week": {"Week of", "Semaine du"},
	"payroll.engagement": {"Engagement from", "Engagement du"}, "payroll.basehour": {"base hour", "salaire horaire de base"}, "payroll.breaches": {"Beyond the limits", "Au-delà des limites"}, "payroll.why": {"What is paid, and why", "Ce qui est payé, et pourquoi"},
	"payroll.payslips": {"Payslips", "Bulletins"}, "payroll.contracts": {"Contracts", "Contrats"}, "payroll.under": {"contract of", "contrat du"}, "breach.least": {"at least", "au moins"}, "breach.most": {"at most", "au plus"},

	"payroll.minimum": {"minimum", "minimum"}, "payroll.pay": {"fee", "cachet"}, "payroll.week.pay": {"week", "semaine"}, "payroll.at": {"at", "à"}, "payroll.among": {"among them", "dont"},
	"payroll.rights": {"of the minimum, for the rights of exploitation (CPI L212-4)", "part du minimum pour les droits d’exploitation (CPI L212-4)"}, "payroll.absent": {"absent", "absent"},
	"payroll.apart": {"These sums are of the people below. Apart are extras, employer cost", "Ces sommes sont celles des personnes ci-dessous. À part : la figuration, coût employeur"},
	"payroll.below": {"further down", "plus bas"}, "payroll.and": {"and wages that are lines of the budget, with their charges", "et les salaires qui sont des lignes du devis, charges comprises"},
	"payroll.outside": {"Wages that are lines of the budget", "Salaires qui sont des lignes du devis"},
	"payroll.lines":   {"Lines of the wage", "Lignes du salaire"}, "payroll.units": {"Hours or number", "Heures ou nombre"},
	"payroll.extras": {"Extras", "Figuration"}, "payroll.days": {"Hours of the unit", "Horaires de l’équipe"},
	"payroll.sheets": {"Call and wrap of every day, as they are paid", "Convocation et fin de chaque jour, telles que payées"},
	"payroll.call":   {"Call", "Convocation"}, "payroll.wrap": {"Wrap", "Fin"}, "payroll.meal": {"Meal", "Repas"}, "payroll.sheet": {"Time sheet", "Feuille de temps"},
	"payroll.owed": {"What is owed, and to whom", "Ce qui est dû, et à qui"}, "payroll.body": {"Body", "Organisme"}, "payroll.due": {"Due", "Échéance"},

	"budget.title": {"Budget", "Devis"},
	"budget.lede": {
		"What the film is to cost, on the chart of accounts of the CNC: wages from the payslips, the rest from the breakdown, the plan and quotes. Each account opens to its lines, quantity × price.",
		"Ce que le film doit coûter, sur le plan de comptes du CNC : les salaires viennent des bulletins, le reste du dépouillement, du plan de travail et de devis. Chaque poste s’ouvre sur ses lignes, quantité × prix.",
	},
	"budget.lines": {"Lines", "Lignes"}, "budget.fringes": {"Fringes", "Charges"}, "budget.fixed": {"Fixed amount", "Montant fixe"},
	"budget.capped": {"at its cap", "au plafond"}, "budget.globals": {"Quantities that formulas use", "Grandeurs des formules"},

	"budget.contingency": {"The contingency balances the budget: the total less all other costs,", "Les imprévus équilibrent le devis : le total moins tous les autres coûts,"},
	"budget.byday":       {"By shooting day", "Par jour de tournage"}, "budget.byminute": {"By minute of the film", "Par minute du film"},
	"budget.regions": {"Where it is spent", "Où cela se dépense"}, "budget.region": {"Region", "Région"},
	"budget.views": {"The same budget, divided another way", "Le même devis, ventilé autrement"}, "budget.charges": {"Charges of the budget", "Frais du devis"},
	"budget.rules": {"Ceilings of funders on charges", "Plafonds des financeurs sur les frais"}, "budget.rule": {"Ceiling", "Plafond"},
	"budget.allowed": {"Allowed", "Permis"}, "budget.over": {"Beyond", "Au-delà"}, "budget.fed": {"Lines that the payroll feeds", "Lignes alimentées par la paie"},
	"budget.extras": {"Lines that the pay of extras feeds", "Lignes alimentées par la paie de la figuration"}, "budget.planned": {"Lines that the shooting plan feeds", "Lignes alimentées par le plan de travail"},
	"budget.from": {"From", "De"}, "budget.unmatched": {"Needs that no rule turns into a cost", "Besoins qu’aucune règle ne chiffre"},

	"financing.title": {"Financing plan", "Plan de financement"},
	"financing.lede": {
		"Who pays for the film. The plan has to equal the budget to the cent; what is not signed yet is a risk, and public aid may not exceed a share of the budget.",
		"Qui paie le film. Le plan doit égaler le devis au centime ; ce qui n’est pas signé est un risque, et les aides publiques ont un plafond.",
	},
	"financing.desc": {
		"The budget by account over the plan by source, by co-producer, and by what is signed. Pale sources are not acquired.",
		"Le devis par poste au-dessus du plan par source, par coproducteur, et par état. Les sources pâles ne sont pas acquises.",
	},
	"financing.numbers": {"What the numbers stand for", "Ce que désignent les numéros"}, "financing.budget": {"Budget", "Devis"}, "financing.sources": {"Sources", "Sources"}, "financing.shares": {"Co-producers", "Coproducteurs"}, "financing.signed": {"Acquired", "Acquis"},
	"financing.open": {"not signed", "non signé"}, "financing.gap": {"Missing", "Manque"}, "financing.party": {"Party", "Partenaire"}, "financing.brought": {"Brought by", "Apporté par"},
	"financing.status": {"Status", "État"}, "financing.public": {"Public aid", "Aide publique"}, "financing.balancing": {"balances the plan", "équilibre le plan"},
	"financing.credit": {"Tax credit", "Crédit d’impôt"}, "financing.intensity": {"Intensity of public aid", "Intensité des aides publiques"},
	"financing.credit.lede": {
		"The French tax credit is a rate of the spend that counts. The lines are the limit on the base, base × rate, and the ceiling on public aid with the credit. The cap per film has no line; below the table is named what limits the credit, the cap included.",
		"Le crédit d’impôt est un taux des dépenses éligibles. Les lignes sont le plafond de l’assiette, assiette × taux, et le plafond des aides publiques, crédit compris. Le plafond par film n’a pas de ligne ; sous le tableau est dit ce qui limite le crédit, ce plafond compris.",
	},
	"financing.intensity.lede": {"Public aid is", "Les aides publiques sont de"}, "financing.within": {"within the ceiling", "sous le plafond"}, "financing.beyond": {"beyond the ceiling by", "au-delà du plafond de"},

	"financing.eligible": {"What the credit counts", "Dépenses éligibles"}, "financing.since": {"Spend before this day does not count:", "Les dépenses antérieures ne comptent pas :"},
	"financing.category": {"Category", "Catégorie"}, "financing.kept": {"Counts", "Retenu"}, "financing.cuts": {"Cut, and why", "Écarté, et pourquoi"}, "financing.infrance": {"in France", "en France"},
	"financing.territories": {"Spend in the regions that help", "Dépenses dans les régions aidantes"}, "financing.spent": {"spent", "dépensé"},
	"financing.asked": {"the aid may ask for", "l’aide peut exiger"}, "financing.enough": {"enough", "suffisant"},
	"financing.payments": {"When the sources pay", "Échéancier des sources"}, "financing.milestone": {"Milestone", "Échéance"},
	"financing.findings": {"What a funder would object to", "Ce qu’un financeur objecterait"}, "financing.files": {"Application files", "Dossiers de demande"},
	"financing.filed": {"Filed", "Déposé le"}, "financing.document": {"Document", "Pièce"}, "financing.deadlines": {"Deadlines", "Délais"},

	"treasury.title": {"Cash", "Trésorerie"},
	"treasury.lede": {
		"A film can be financed to the last euro and still run out of money, because it spends before its sources pay. The curve is the account day by day: without a bank, and with contracts discounted by one.",
		"Un film financé à l’euro près peut manquer d’argent : il dépense avant que ses sources ne paient. La courbe est le compte jour par jour, sans banque puis avec l’escompte des contrats.",
	},
	"treasury.desc": {"Closing balance of each day.", "Solde de clôture de chaque jour."}, "treasury.plain": {"without a bank", "sans banque"}, "treasury.discounted": {"with discounting", "avec escompte"},
	"treasury.lowest": {"Lowest", "Point bas"}, "treasury.vat": {"Most VAT open", "TVA en attente, au plus"}, "treasury.facilities": {"What the bank lends and costs", "Ce que la banque prête et coûte"},
	"treasury.drawn": {"Drawn", "Tiré"}, "treasury.repaid": {"Repaid", "Remboursé"}, "treasury.peak": {"Peak", "Pic"}, "treasury.interest": {"Interest", "Intérêts"},
	"treasury.guarantee": {"Guarantee", "Garantie"}, "treasury.fee": {"Fee", "Commission"}, "treasury.costs": {"Costs", "Frais"}, "treasury.charges": {"Every cost of the bank", "Tous les frais bancaires"},
	"treasury.months": {"Month by month", "Mois par mois"}, "treasury.opening": {"Opening", "Ouverture"}, "treasury.in": {"In", "Entrées"}, "treasury.out": {"Out", "Sorties"}, "treasury.closing": {"Closing", "Clôture"},
	"treasury.inflows": {"What comes in, and when", "Encaissements"}, "treasury.outlays": {"What goes out, and when", "Décaissements"}, "treasury.vatrate": {"VAT", "TVA"},
	"treasury.stress": {"What if a source is late", "Et si une source tarde"}, "treasury.need": {"Missing", "Manque"},

	"treasury.sum": {"The account, added up", "Le compte, additionné"}, "treasury.fromplan": {"what the sources pay", "ce que paient les sources"},
	"treasury.forbudget": {"what the budget spends", "ce que dépense le devis"}, "treasury.bank": {"what the budget holds for banks", "ce que le devis prévoit pour les banques"},

	"control.title": {"Cost report", "Suivi des coûts"},
	"control.lede": {
		"Where the money stands in the middle of the shoot: what was spent, what is ordered, what is still to come. The sum of the three is the estimated final cost, and its distance from the budget is what matters.",
		"Où en est l’argent au milieu du tournage : le dépensé, l’engagé, le reste à dépenser. Leur somme est le coût final estimé ; c’est son écart au devis qui compte.",
	},
	"control.budget": {"Budget", "Devis"}, "control.period": {"This period", "Période"}, "control.todate": {"To date", "À ce jour"}, "control.committed": {"Committed", "Engagé"},
	"control.tocomplete": {"To complete", "Reste"}, "control.final": {"Final cost", "Coût final"}, "control.variance": {"Variance", "Écart"},
	"control.alerts": {"Alerts", "Alertes"}, "control.hot": {"The day in figures", "Le jour en chiffres"}, "control.planned": {"Planned", "Prévu"}, "control.actual": {"Actual", "Réel"}, "control.sofar": {"so far", "cumulé"},
	"control.hot.lede": {
		"What the day was to cost and what it cost as it was worked, invoiced or not, then the same since the first day of shooting. The report above counts as “to date” only what is posted.",
		"Ce que le jour devait coûter et ce qu’il a coûté tel qu’il a été travaillé, facturé ou non, puis le cumul depuis le premier jour de tournage. « À ce jour », plus haut, ne compte que ce qui est comptabilisé.",
	},
	"control.progress": {"Progress of the shoot", "Avancement du tournage"}, "control.shot": {"Scenes shot / planned", "Séquences tournées / prévues"}, "control.daysshot": {"Days shot", "Jours tournés"},
	"control.end": {"End, planned → projected", "Fin, prévue → projetée"}, "control.delay": {"Delay", "Retard"},

	"control.accounts": {"Account by account", "Poste par poste"}, "control.byhand": {"estimated by hand", "estimé à la main"},
	"control.has": {"spent and ordered", "dépensé et engagé"}, "control.atleast": {"at least", "au moins"}, "control.ofbudget": {"of its budget", "de son devis"},
	"control.ends": {"is to end", "finirait"}, "control.beyond": {"beyond its budget", "au-delà de son devis"}, "control.rises": {"final cost up by", "coût final en hausse de"},
	"control.hot.all": {"All items so far", "Tous les éléments à ce jour"}, "control.unfinished": {"Begun and not finished:", "Commencées et non finies :"},
	"control.ledger": {"The ledger", "Le journal"}, "control.payments": {"Due for payment", "À payer"},

	"replan.title": {"A lost day", "Un jour perdu"},
	"replan.lede": {
		"After the stated day, a day of shooting is lost. The rest is planned again so that as little as possible moves, and what the loss costs is told by cause.",
		"Après cette date, un jour de tournage est perdu. La suite est replanifiée en déplaçant le moins possible, et le coût de la perte est donné par cause.",
	},
	"replan.desc": {
		"Days of shooting from the lost one on, before and after; a line leads from the old day of each scene that moved to its new one.",
		"Jours de tournage à partir du jour perdu, avant et après ; un trait mène de l’ancien jour au nouveau pour chaque séquence déplacée.",
	},
	"replan.day": {"Lost", "Perdu"}, "replan.before": {"Before", "Avant"}, "replan.after": {"After", "Après"}, "replan.change": {"Change", "Écart"}, "replan.left": {"Left by the lost day", "Laissées par le jour perdu"}, "replan.moved": {"Moved from another day", "Déplacées d’un autre jour"},
	"replan.row.before": {"before", "avant"}, "replan.row.after": {"after", "après"}, "replan.costs": {"What it costs, by cause", "Ce que cela coûte, par cause"}, "replan.allcosts": {"Every cost of the new plan", "Tous les coûts du nouveau plan"}, "replan.moves": {"Scenes with a new day", "Séquences qui changent de jour"},
	"replan.cost": {"What the lost day costs", "Coût du jour perdu"}, "replan.rests": {"what the lost day left of a scene", "suite d’une séquence que le jour perdu a laissée"},
	"replan.part": {"the lost day", "le jour perdu"}, "replan.from": {"From", "De"}, "replan.to": {"To", "À"}, "replan.why": {"What could not stay as it was", "Ce qui ne pouvait pas rester"},

	"delivery.title": {"Post-production and delivery", "Postproduction et livraison"},
	"delivery.lede": {
		"The work from the end of the shoot to the delivery of the film. Tasks on the critical path delay everything when they are late; the others have some float.",
		"Le travail de la fin du tournage à la livraison du film. Un retard sur le chemin critique retarde tout ; les autres tâches ont de la marge.",
	},
	"delivery.desc": {
		"A bar a task on its dates; the thin line is how much later it may end, the upright one the deadline.",
		"Une barre par tâche à ses dates ; le trait fin est sa marge, le trait vertical l’échéance.",
	},
	"delivery.work": {"Work", "Travaux"}, "delivery.due": {"Due", "Échéance"}, "delivery.margin": {"Margin", "Marge"}, "delivery.critical": {"critical", "critique"}, "delivery.other": {"other task", "autre tâche"},
	"delivery.task": {"Task", "Tâche"}, "delivery.float": {"Float", "Marge"}, "delivery.to": {"margin to the deadline of", "marge jusqu’à l’échéance du"}, "delivery.line": {"deadline", "échéance"}, "delivery.tasks": {"All tasks", "Toutes les tâches"}, "delivery.days": {"Working days", "Jours ouvrés"}, "delivery.slack": {"Float, working days", "Marge, jours ouvrés"},
	"delivery.start": {"Start", "Début"}, "delivery.finish": {"Finish", "Fin"}, "delivery.latest": {"Latest finish", "Fin au plus tard"}, "delivery.after": {"Waits for", "Attend"},
	"delivery.items": {"Where the deliverables stand", "État des livrables"}, "delivery.left": {"Calendar days left", "Jours calendaires restants"}, "delivery.waits": {"Waits for", "Attend"},

	"receipts.title": {"Receipts", "Recettes"},
	"receipts.lede": {
		"Three years of receipts run through the steps of the deal: commissions first, then costs and guarantees, then those who put money in. What comes in goes out to the cent.",
		"Trois ans de recettes suivent les étapes du contrat : commissions d’abord, puis frais et à-valoir, puis ceux qui ont investi. Ce qui entre sort au centime.",
	},
	"receipts.desc": {"Bands lead from the pots that receive money, on the left, to those who are paid, on the right; each is as wide as its amount.", "Des bandes mènent des caisses qui reçoivent, à gauche, à ceux qui sont payés, à droite ; chacune est large comme son montant."},
	"receipts.in":   {"Received", "Reçu"}, "receipts.out": {"Paid out", "Réparti"}, "receipts.payees": {"Who is paid", "Qui est payé"}, "receipts.payee": {"Payee", "Ayant droit"}, "receipts.paid": {"Paid", "Payé"},
	"receipts.returns": {"What investors get back", "Retour des investisseurs"}, "receipts.party": {"Investor", "Investisseur"}, "receipts.invested": {"Invested", "Investi"}, "receipts.back": {"Received", "Reçu"},
	"receipts.multiple": {"Of the money", "De la mise"}, "receipts.irr": {"Rate a year", "Taux annuel"}, "receipts.npv": {"Present value", "Valeur actuelle"}, "receipts.payback": {"Paid back on", "Remboursé le"},
	"receipts.accounts": {"Still to recoup", "Reste à récupérer"}, "receipts.left": {"Left", "Reste"}, "receipts.events": {"Every receipt, step by step", "Chaque recette, étape par étape"},
	"receipts.pot": {"Pot", "Caisse"}, "receipts.inflow": {"Inflow so far", "Reçu cumulé"}, "receipts.taken": {"Taken so far", "Pris cumulé"}, "receipts.period": {"Period", "Période"},
	"receipts.statements": {"Statements", "Relevés de comptes"}, "receipts.to": {"to", "au"}, "receipts.received": {"received", "reçu"},

	"receipts.breakeven": {"What has to come in for each to have the money back", "Ce qu’il faut de recettes pour que chacun récupère sa mise"},
	"receipts.goal":      {"Goal", "Mise"}, "receipts.needed": {"Receipts needed", "Recettes nécessaires"}, "receipts.never": {"never", "jamais"},

	"sources.title": {"Notices and sources", "Avertissements et sources"},
	"sources.lede": {
		"What to know before relying on a figure: rates read in a single source, or carried on from an earlier date. Below are all texts that lines cite by number.",
		"Ce qu’il faut savoir avant de se fier à un chiffre : taux lus dans une seule source ou repris d’une date antérieure. Puis tous les textes que les lignes citent par leur numéro.",
	},
	"sources.refs": {"Sources", "Sources"},

	"col.account": {"Account", "Poste"}, "col.amount": {"Amount", "Montant"}, "col.base": {"Base", "Assiette"}, "col.cast": {"Cast", "Rôles"}, "col.cause": {"Cause", "Cause"},
	"col.contract": {"Contract", "Contrat"}, "col.date": {"Date", "Date"}, "col.element": {"Element", "Élément"}, "col.light": {"Light", "Effet"}, "col.line": {"Line", "Ligne"},
	"col.location": {"Location", "Lieu"}, "col.month": {"Month", "Mois"}, "col.most": {"Most at once", "Au plus"}, "col.number": {"Scene", "Séq."}, "col.numbers": {"Scene numbers", "Numéros"},
	"col.pages": {"Pages", "Pages"}, "col.price": {"Price", "Prix"}, "col.quantity": {"Quantity", "Quantité"}, "col.rate": {"Rate", "Taux"}, "col.role": {"Role", "Rôle"},
	"col.scenes": {"Scenes", "Séquences"}, "col.set": {"Set", "Décor"}, "col.share": {"Share", "Part"}, "col.source": {"Sources", "Sources"}, "col.step": {"Step", "Étape"},
	"col.time": {"Time", "Durée"}, "col.total": {"Total", "Total"}, "col.what": {"What", "Objet"}, "col.working": {"Working", "Calcul"},

	"unit.pages": {"pages", "pages"}, "scene.rest": {"rest", "suite"},
	"breach.one": {"limit exceeded", "dépassement"}, "breach.many": {"limits exceeded", "dépassements"},
	"broken.one": {"rule broken", "règle enfreinte"}, "broken.many": {"rules broken", "règles enfreintes"}, "calendarday.one": {"calendar day", "jour calendaire"}, "calendarday.many": {"calendar days", "jours calendaires"}, "day.one": {"day", "jour"}, "day.many": {"days", "jours"},
	"element.one": {"element", "élément"}, "element.many": {"elements", "éléments"}, "gap.one": {"thing not known yet", "point à compléter"}, "gap.many": {"things not known yet", "points à compléter"},
	"line.one": {"line", "ligne"}, "line.many": {"lines", "lignes"}, "duration.one": {"duration", "durée"}, "duration.many": {"durations", "durées"}, "figure.one": {"figure", "valeur"}, "figure.many": {"figures", "valeurs"}, "rule.one": {"rule", "règle"}, "rule.many": {"rules", "règles"}, "need.one": {"need", "besoin"}, "need.many": {"needs", "besoins"},
	"notice.one": {"notice", "avertissement"}, "notice.many": {"notices", "avertissements"}, "person.one": {"person", "personne"}, "person.many": {"people", "personnes"},
	"paid.one": {"paid day", "jour payé"}, "paid.many": {"paid days", "jours payés"}, "present.one": {"day of shooting", "jour de tournage"}, "present.many": {"days of shooting", "jours de tournage"},
	"waiting.one": {"day of waiting", "jour d’attente"}, "waiting.many": {"days of waiting", "jours d’attente"}, "cachet.one": {"day’s pay", "cachet"}, "cachet.many": {"days’ pay", "cachets"},
	"minute.one": {"minute", "minute"}, "minute.many": {"minutes", "minutes"}, "move.one": {"move", "déménagement"}, "move.many": {"moves", "déménagements"},
	"opening.one": {"opening", "ouverture"}, "opening.many": {"openings", "ouvertures"}, "reopening.one": {"re-opening", "réouverture"}, "reopening.many": {"re-openings", "réouvertures"},
	"week.one": {"week", "semaine"}, "week.many": {"weeks", "semaines"}, "fee.one": {"flat fee", "forfait"}, "fee.many": {"flat fees", "forfaits"},
	"scene.one": {"scene", "séquence"}, "scene.many": {"scenes", "séquences"},
}
