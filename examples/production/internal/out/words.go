package out

// heads are the French heads of the columns and the words of the tables that have no code in the library.
var heads = map[string]string{
	"account": "poste", "amount": "montant", "brought by": "apporté par", "cast": "rôles", "charge": "frais", "closing": "clôture", "colour": "couleur", "committed": "engagé",
	"contract": "contrat du", "costs": "frais", "country": "pays", "credit": "recette en atténuation", "critical": "critique", "date": "date", "day": "jour", "days": "jours ouvrés",
	"description": "désignation", "drawn": "tiré", "eighths": "huitièmes", "employee": "part salariale", "employer": "part patronale", "employer cost": "coût employeur",
	"entitled": "dû sur la période", "entitled before": "dû avant", "entitled to date": "dû à ce jour", "final cost": "coût final", "finish": "fin", "float": "marge, jours ouvrés",
	"fringes": "charges", "from": "du", "gross": "salaire brut", "held": "attente", "id": "code", "in": "entrées", "income tax": "impôt prélevé à la source", "job": "fonction",
	"kind": "nature", "latest finish": "fin au plus tard", "light": "effet", "line": "ligne", "location": "lieu", "lowest": "point bas", "minutes": "minutes", "month": "mois",
	"name": "nom", "net before tax": "net avant impôt", "net paid": "net payé", "number": "numéro", "opening": "ouverture", "out": "sorties", "paid": "payé sur la période",
	"paid before": "payé avant", "paid to date": "payé à ce jour", "parent": "poste supérieur", "party": "partenaire", "payee": "ayant droit", "place": "intérieur ou extérieur",
	"public aid": "aide publique", "reduction": "réduction générale", "repaid": "remboursé", "row": "rang", "scene": "séquence", "set": "décor", "start": "début", "status": "état",
	"task": "tâche", "this period": "période", "to": "au", "to complete": "reste à dépenser", "to date": "à ce jour", "total": "total", "total cost": "dépensé et engagé",
	"variance": "écart", "waits for": "attend", "worked": "joués", "budget": "devis",

	"true": "oui", "false": "non", "white": "blanc", "yellow": "jaune", "blue": "bleu", "green": "vert",
}
