// The names of figures, steps, fields and choices, in French and English. What is not here is
// shown as the library names it.

const names = {
  // figures
  gross: ['Brut', 'Gross'], deduction: ['Déduction forfaitaire spécifique', 'Flat-rate deduction (DFS)'],
  socialBase: ['Base sociale', 'Contribution base'], ceiling: ['Plafond', 'Ceiling'], csgBase: ['Base CSG et CRDS', 'CSG and CRDS base'],
  employeeContributions: ['Cotisations salariales', 'Employee contributions'], employerContributions: ['Cotisations patronales', 'Employer contributions'],
  netBeforeTax: ['Net à payer avant impôt', 'Net before tax'], netTaxable: ['Net imposable', 'Taxable net'], netSocial: ['Montant net social', 'Social net'],
  incomeTax: ['Impôt prélevé à la source', 'Income tax withheld'], netPaid: ['Net payé', 'Net paid'], reduction: ['Réduction générale', 'General reduction'],
  employerCost: ['Coût employeur', 'Employer cost'], allowances: ['Indemnités', 'Allowances'], minimum: ['Minimum de la grille', 'Minimum of the grid'],
  amount: ['Montant', 'Amount'], totalIn: ['Total reçu', 'Total in'], totalOut: ['Total réparti', 'Total out'],
  cost: ['Coût des comédiens', 'Cost of the actors'], holdingCost: ['dont attente', 'of which waiting'], lowerBound: ['Aucun ordre sous', 'No order below'],
  inflow: ['Arrive au niveau', 'Reaches the step'], taken: ['Le niveau prend', 'The step takes'],
  // lines of aids
  'base-limit': ['Limite de la base', 'Limit of the base'], credit: ['Crédit d’impôt', 'Credit'], 'aid-ceiling': ['Plafond des aides', 'Ceiling of aid'],
  points: ['Barème de points', 'Points'], grant: ['Subvention', 'Grant'], rebate: ['Remboursement', 'Rebate'],
  // factors
  base: ['Base', 'Base'], rate: ['Taux', 'Rate'], employeeRate: ['Taux salarial', 'Employee rate'], employerRate: ['Taux patronal', 'Employer rate'],
  hours: ['Heures', 'Hours'], premium: ['Coefficient', 'Multiplier'], weeklyPay: ['Salaire hebdomadaire', 'Weekly pay'], count: ['Nombre', 'Count'],
  price: ['Prix', 'Price'], share: ['Part', 'Share'], dailyCost: ['Coût journalier', 'Daily cost'], daysPaid: ['Jours payés', 'Days paid'], daysWaiting: ['Jours d’attente', 'Days waiting'],
  // groups
  'group.base': ['Bases', 'Bases'], 'group.employee': ['Part salariale', 'Employee share'], 'group.employer': ['Part patronale', 'Employer share'], 'group.total': ['Totaux', 'Totals'],
  'group.pay': ['Rémunération', 'Pay'], 'group.allowance': ['Indemnités', 'Allowances'], 'group.step': ['Étapes', 'Steps'], 'group.event': ['Paiements', 'Payments'],
  'group.payee': ['Ayants droit', 'Payees'], 'group.account': ['Comptes', 'Accounts'], 'group.wait': ['Attente', 'Waiting'],
  // fields
  date: ['Date', 'Date'], category: ['Catégorie', 'Category'], technician: ['Technicien (annexe 8)', 'Technician (annexe 8)'], artist: ['Artiste (annexe 10)', 'Artist (annexe 10)'],
  executive: ['Cadre', 'Executive'], agreement: ['Convention collective', 'Agreement'], 3097: ['3097 – Production cinéma', '3097 – Film production'],
  2642: ['2642 – Production audiovisuelle', '2642 – Television production'], 1285: ['1285 – Entreprises artistiques', '1285 – Public performing arts'],
  3090: ['3090 – Spectacle vivant privé', '3090 – Private performing arts'], 2717: ['2717 – Prestataires techniques', '2717 – Technical services'],
  days: ['Jours', 'Days'], fullMonth: ['Mois complet', 'Full month'], headcount: ['Effectif', 'Headcount'], accidentRate: ['Taux AT/MP (%)', 'Accident rate (%)'],
  mobilityRate: ['Versement mobilité (%)', 'Mobility levy (%)'], alsaceMoselle: ['Alsace-Moselle', 'Alsace-Moselle'], shortContract: ['CDDU de trois mois ou moins', 'Contract of three months or less'],
  ceilingMethod: ['Plafond proratisé', 'Ceiling pro rata'], thirtieths: ['en trentièmes', 'in thirtieths'], calendar: ['en jours calendaires', 'in calendar days'], daily: ['à la journée', 'daily'],
  calendarDays: ['Jours calendaires', 'Calendar days'], performer: ['Artiste', 'Performer'], musician: ['Musicien', 'Musician'], deductionToDate: ['Déduction déjà prise', 'Deduction to date'],
  withholdingRate: ['Taux de l’impôt (%)', 'Tax rate (%)'], job: ['Fonction', 'Job'], specialised: ['Spécialisé', 'Specialised'], genre: ['Genre', 'Genre'], fiction: ['Fiction', 'Fiction'],
  flux: ['Flux', 'Flow programmes'], documentary: ['Documentaire', 'Documentary'], other: ['Autre', 'Other'], branch: ['Filière', 'Branch'], setting: ['Situation', 'Setting'],
  shoot: ['Tournage', 'Shoot'], studio: ['Studio', 'Studio'], prep: ['Préparation', 'Preparation'], post: ['Postproduction', 'Post-production'], engagement: ['Engagement', 'Engagement'],
  weekly: ['à la semaine', 'weekly'], paris: ['Région parisienne', 'Paris region'], territory: ['Territoire', 'Territory'], metropole: ['Métropole', 'Mainland'],
  'alsace-moselle': ['Alsace-Moselle', 'Alsace-Moselle'], regime: ['Annexe', 'Annexe'], annexe1: ['Annexe I', 'Annexe I'], annexe3: ['Annexe III', 'Annexe III'],
  noEquivalence: ['Sans équivalence', 'No equivalence'], call: ['Convocation', 'Call'], wrap: ['Fin', 'Wrap'], meal: ['Repas (min)', 'Meal (min)'], transport: ['Transport (min)', 'Transport (min)'],
  holidayOff: ['Férié chômé', 'Holiday off'], unrecovered: ['Repos non pris', 'Rest not taken'], mealOwed: ['Repas dû', 'Meal owed'], snackOwed: ['Casse-croûte dû', 'Snack owed'],
  scheme: ['Dispositif', 'Scheme'], budget: ['Budget', 'Budget'], eligible: ['Dépenses éligibles', 'Eligible spend'], directSubsidies: ['Subventions directes', 'Direct subsidies'],
  frenchLanguage: ['Langue française', 'French language'], animation: ['Animation', 'Animation'], processedShots: ['Part de plans truqués', 'Share of processed shots'],
  otherPublicAid: ['Autres aides publiques', 'Other public aid'], difficult: ['Œuvre difficile', 'Difficult work'], frenchShare: ['Part française', 'French share'],
  minutes: ['Minutes', 'Minutes'], youth: ['Jeunesse', 'Youth'], subsidies: ['Subventions', 'Subsidies'], shootingDays: ['Jours de tournage', 'Shooting days'], vfxSpend: ['Dépenses d’effets', 'Effects spend'],
  receipts: ['Recettes guichet', 'Box office'], abatement: ['Abattement', 'Abatement'], publicAid: ['Aides publiques', 'Public aid'], crossBorder: ['Transfrontalière', 'Cross-border'],
  spend: ['Dépenses', 'Spend'], logo: ['Logo', 'Logo'], labour: ['Main-d’œuvre', 'Labour'], assistance: ['Aides reçues', 'Assistance'],
  belgianSpend: ['Dépenses belges', 'Belgian spend'], certified: ['Certifié le', 'Certified on'], childrens: ['Jeunesse', 'Children’s'], core: ['Dépenses principales', 'Core expenditure'],
  eeaSpend: ['Dépenses dans l’EEE', 'EEA spend'], effectsLabour: ['Main-d’œuvre des effets', 'Effects labour'], enhanced: ['Taux majoré', 'Enhanced rate'], film: ['Film', 'Film'],
  foreign: ['Dépenses à l’étranger', 'Foreign spend'], foreignResources: ['Moyens étrangers', 'Foreign resources'], germanCosts: ['Coûts allemands', 'German costs'], hetv: ['Télévision haut de gamme', 'High-end television'],
  local: ['Dépenses locales', 'Local spend'], localSpend: ['Dépenses locales', 'Local spend'], performance: ['Spectacle', 'Performance'], sceal: ['Scéal', 'Scéal'], totalCost: ['Coût total', 'Total cost'],
  ukCore: ['Dépenses au Royaume-Uni', 'UK core expenditure'], vfx: ['Effets visuels', 'Visual effects'],
  kind: ['Nature', 'Kind'], receipt: ['recette', 'receipt'], accrue: ['charge au compte', 'accrual'], pot: ['Niveau', 'Pot'], account: ['Compte', 'Account'], id: ['Nom', 'Name'],
  name: ['Nom', 'Name'], durations: ['Durée', 'Days'], scene: ['Séquence', 'Scene'], sumAmount: ['Montant', 'Amount'],
};

const schemes = {
  'fr-cinema': ['Crédit d’impôt cinéma', 'French film tax credit'], 'fr-audiovisual': ['Crédit d’impôt audiovisuel', 'French television tax credit'],
  'fr-international': ['Crédit d’impôt international', 'French international credit (TRIP)'], 'fr-cinema-support': ['Soutien automatique, producteur', 'French automatic support, producer'],
  'fr-distributor-support': ['Soutien automatique, distributeur', 'French automatic support, distributor'], 'fr-top-pay': ['Plafond des hautes rémunérations', 'Ceiling of top pay'],
  'eu-intensity': ['Intensité des aides (UE)', 'Aid intensity (EU)'], 'uk-avec': ['Royaume-Uni, AVEC', 'United Kingdom, AVEC'], 'uk-ifct': ['Royaume-Uni, IFTC', 'United Kingdom, IFTC'],
  'ie-481': ['Irlande, section 481', 'Ireland, section 481'], 'be-tax-shelter': ['Belgique, tax shelter', 'Belgium, tax shelter'], 'ca-cptc': ['Canada, CIPC', 'Canada, CPTC'],
  'es-36-2': ['Espagne, art. 36.2', 'Spain, art. 36.2'], 'es-canary': ['Espagne, Canaries', 'Spain, Canary Islands'], 'es-navarre': ['Espagne, Navarre', 'Spain, Navarre'],
  'de-dfff': ['Allemagne, DFFF', 'Germany, DFFF'], 'hu-30': ['Hongrie, 30 %', 'Hungary, 30%'], 'us-ga': ['États-Unis, Géorgie', 'United States, Georgia'],
  'it-credit': ['Italie, crédit d’impôt', 'Italy, tax credit'], 'cz-incentive': ['Tchéquie, incitation', 'Czechia, incentive'], 'gr-rebate': ['Grèce, remboursement', 'Greece, rebate'],
  'ie-unscripted': ['Irlande, sans scénario', 'Ireland, unscripted'], 'qc-service': ['Québec, production de services', 'Quebec, production services'],
};

/** The name of a scheme with its code. */
export function schemeName(code, language) {
  const known = Object.hasOwn(schemes, code) ? schemes[code][language === 'fr' ? 0 : 1] : null;
  return known ? `${known} (${code})` : code;
}

/** The label of a name in both languages. */
export function label(name) {
  const known = Object.hasOwn(names, name) ? names[name] : null;
  const tranche = /^tranche-(\d+)$/.exec(name);
  if (tranche) return { fr: `Tranche ${tranche[1]}`, en: `Tranche ${tranche[1]}` };
  return known ? { fr: known[0], en: known[1] } : { fr: name, en: name };
}
