// What the calculators say, in French and English.

const words = {
  fr: {
    payslip: 'Bulletin de paie', wage: 'Salaire de la semaine', aid: 'Aide publique', waterfall: 'Répartition des recettes', shoot: 'Plan de tournage',
    inputs: 'Données', results: 'Résultat', example: 'Exemple', load: 'Charger un exemple…', compute: 'Calculer', document: 'Document (JSON)', apply: 'Appliquer', link: 'Lien vers ces données',
    explain: 'Explication de', figure: 'Ligne', amountHead: 'Montant', sources: 'Sources', notices: 'Réserves', given: 'Donné tel quel par la bibliothèque.', unit: '€',
    faults: 'À corriger', waiting: 'Calcul…', loading: 'Chargement…', ready: 'Calcul fait.', none: '—', sumOf: 'Somme de', roundedTo: 'arrondi au centime :', reasons: 'Motifs', breaches: 'Limites dépassées',
    ineligible: 'Projet non éligible.', measured: 'constaté', allowed: 'permis', addDay: 'Ajouter un jour', addEvent: 'Ajouter un événement', remove: 'Retirer', day: 'Jour',
    addActor: 'Ajouter un comédien', addScene: 'Ajouter une séquence', actor: 'Comédien', seconds: 'Secondes de recherche au plus', start: 'Chercher', stop: 'Arrêter', searching: 'Recherche', proved: 'Optimal, prouvé.',
    notProved: 'Meilleur ordre trouvé, pas prouvé optimal.', strip: 'Ordre des séquences', works: 'joue', waits: 'attend', off: 'absent', plan: 'Plan de répartition (JSON)', tooLarge: 'Trop grand pour la grille : modifiez le document.',
    lesson: 'Exercice', yourAnswer: 'Votre réponse', check: 'Vérifier', hidden: 'à trouver', right: 'Juste.', rounding: 'Presque : la méthode est bonne, l’arrondi ne l’est pas. Chaque ligne est arrondie au centime, au plus loin de zéro à la moitié.',
    unreadable: 'Ce n’est pas un nombre.', wrong: 'Ce n’est pas cela, et aucune étape seule ne l’explique. Donnez vos étapes :', otherFactor: 'L’étape qui diffère : {step}. {factor} : vous avez pris {used} ({of}).',
    over: 'L’étape qui diffère : {step}. Un taux en pour cent se divise par 100.', plus: 'L’étape qui diffère : {step}. Il manque ce qui s’ajoute à la base.', 'left-out': 'L’étape qui diffère : {step}. Il manque « {term} ».', twice: 'L’étape qui diffère : {step}. « {term} » est compté deux fois.',
    sign: 'L’étape qui diffère : {step}. « {term} » a le mauvais signe.', stepDiffers: 'La première étape qui diffère : {factor}.', lastDiffers: 'Vos étapes sont justes : c’est la dernière opération qui diffère.', checkSteps: 'Vérifier les étapes',
    badLesson: 'Exercice illisible.', badLink: 'Le lien est illisible ; rien n’en a été repris.', badDocument: 'Ce document n’est pas du JSON lisible.', choose: 'choisir', progress: 'Avancement', notAdvice: 'Ni conseil juridique ni document officiel.', optional: 'facultatif',
  },
  en: {
    payslip: 'Payslip', wage: 'Pay of a week', aid: 'Public aid', waterfall: 'Waterfall of receipts', shoot: 'Shooting order',
    inputs: 'Inputs', results: 'Result', example: 'Example', load: 'Load an example…', compute: 'Compute', document: 'Document (JSON)', apply: 'Apply', link: 'Link to these inputs',
    explain: 'Explanation of', figure: 'Line', amountHead: 'Amount', sources: 'Sources', notices: 'Notices', given: 'Given by the library as it is.', unit: '€',
    faults: 'To mend', waiting: 'Computing…', loading: 'Loading…', ready: 'Computed.', none: '—', sumOf: 'Sum of', roundedTo: 'rounded to the cent:', reasons: 'Reasons', breaches: 'Limits exceeded',
    ineligible: 'The project is not eligible.', measured: 'measured', allowed: 'allowed', addDay: 'Add a day', addEvent: 'Add an event', remove: 'Remove', day: 'Day',
    addActor: 'Add an actor', addScene: 'Add a scene', actor: 'Actor', seconds: 'Seconds of search at most', start: 'Search', stop: 'Stop', searching: 'Searching', proved: 'Optimal, proved.',
    notProved: 'Best order found, not proved optimal.', strip: 'Order of the scenes', works: 'works', waits: 'waits', off: 'absent', plan: 'Recoupment plan (JSON)', tooLarge: 'Too large for the grid: edit the document.',
    lesson: 'Exercise', yourAnswer: 'Your answer', check: 'Check', hidden: 'to find', right: 'Right.', rounding: 'Nearly: the way is right, the rounding is not. Each line is rounded to the cent, half away from zero.',
    unreadable: 'That is not a number.', wrong: 'Not this, and no single step explains it. Give your steps:', otherFactor: 'The step that differs: {step}. {factor}: you took {used} ({of}).',
    over: 'The step that differs: {step}. A rate in per cent is divided by 100.', plus: 'The step that differs: {step}. What is added to the base is missing.', 'left-out': 'The step that differs: {step}. “{term}” is missing.', twice: 'The step that differs: {step}. “{term}” is counted twice.',
    sign: 'The step that differs: {step}. “{term}” has the wrong sign.', stepDiffers: 'The first step that differs: {factor}.', lastDiffers: 'Your steps are right: it is the last operation that differs.', checkSteps: 'Check the steps',
    badLesson: 'The exercise cannot be read.', badLink: 'The link cannot be read; nothing was taken from it.', badDocument: 'This document is not readable JSON.', choose: 'choose', progress: 'Progress', notAdvice: 'Neither legal advice nor an official document.', optional: 'optional',
  },
};

/** Faults of the library in French, by their English beginnings. */
const faults = [
  ['is missing', 'manque'], ['unknown field', 'champ inconnu'], ['is given twice', 'est donné deux fois'], ['wrong type', 'n’est pas de la bonne sorte'],
  ['is not one of the words allowed', 'n’est pas un des mots permis'], ['is negative', 'est négatif'], ['is out of range', 'est hors limites'],
  ['names nothing in the document', 'ne désigne rien dans le document'], ['is empty', 'est vide'], ['unreadable document', 'document illisible'],
  ['is no function of the grid', 'n’est pas une fonction de la grille'], ['no value', 'aucune valeur à cette date'],
];

export const languages = Object.freeze(['fr', 'en']);

export function say(language, key, values = {}) {
  return (words[language][key] ?? key).replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''));
}

/** What a fault says in a language; in French the library's own words follow in parentheses. */
export function sayFault(language, message) {
  const short = message.slice(0, 300);
  if (language === 'en') return short;
  const known = faults.find(([english]) => short.startsWith(english));
  return known ? known[1] + short.slice(known[0].length) : short;
}

/** A colon before what it announces: French has a space before it. */
export const colon = (language) => (language === 'fr' ? '\u00a0: ' : ': ');

/** An amount for the eye: groups of three digits, the mark of the language. Exact: text to text. */
export function showAmount(language, text) {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!parts) return text;
  const [, sign, whole, places] = parts;
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, language === 'fr' ? '\u202f' : ',');
  return (sign && '−') + grouped + (places ? (language === 'fr' ? ',' : '.') + places : '');
}
