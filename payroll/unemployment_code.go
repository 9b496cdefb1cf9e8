package payroll

import "slices"

// UnemploymentCode describes what the code of an unemployment line stands for.
type UnemploymentCode struct {
	Code    string `json:"code"`
	LabelFr string `json:"labelFr"`
	LabelEn string `json:"labelEn"`
}

// UnemploymentCodes returns every code that a line of an unemployment estimate may have, in the order of
// the computations.
func UnemploymentCodes() []UnemploymentCode { return slices.Clone(unemploymentCodes) }

var unemploymentCodes = []UnemploymentCode{
	{"required", "Heures exigées (NH)", "Hours required"},
	{"period", "Période de référence affiliation (PRA), en jours", "Period of reference, in days"},
	{"month", "Heures retenues d'un mois civil, dans la limite mensuelle", "Hours that count in a calendar month, within its limit"},
	{"assimilated", "Heures assimilées", "Hours counted for leaves"},
	{"worked", "Nombre d'heures travaillées (NHT)", "Hours worked, which the allowance rests on"},
	{"teaching", "Heures d'enseignement retenues", "Hours of teaching that count"},
	{"training", "Heures de formation retenues", "Hours of training that count"},
	{"hours", "Heures d'affiliation", "Hours that count towards those required"},
	{"reference-pay", "Salaire de référence (SR)", "Reference pay"},
	{"adjusted-pay", "Salaire annuel de référence (SAR)", "Reference pay brought to the whole period"},
	{"pay-part", "Partie A, salaires", "Part A, from pay"},
	{"hours-part", "Partie B, heures travaillées", "Part B, from hours worked"},
	{"fixed-part", "Partie C, allocation minimale", "Part C, from the minimum allowance"},
	{"daily", "Allocation journalière brute (AJ)", "Gross daily allowance"},
	{"average-pay", "Salaire journalier moyen (SJM)", "Average daily pay"},
	{"pension", "Participation à la retraite complémentaire", "Contribution to the complementary pension"},
	{"alsace-moselle", "Régime local d'assurance maladie d'Alsace-Moselle", "Local health insurance of Alsace-Moselle"},
	{"csg-crds", "CSG et CRDS", "CSG and CRDS"},
	{"net", "Allocation journalière nette avant impôt", "Net daily allowance before tax"},
	{"deferral", "Différé spécifique d'indemnisation", "Specific deferral"},
	{"waiting", "Délai d'attente", "Waiting days"},
	{"leave", "Franchise congés payés", "Leave franchise"},
	{"leave-month", "Forfait mensuel de la franchise congés payés", "Monthly share of the leave franchise"},
	{"wages", "Franchise salaires", "Wage franchise"},
	{"wages-month", "Franchise salaires mensuelle", "Monthly share of the wage franchise"},
	{"work-limit", "Seuil de non-indemnisation, en jours de travail", "Days of work from which a month is not paid"},
	{"unpaid", "Jours non indemnisables", "Days that work takes off"},
	{"payable", "Jours indemnisables", "Days that may be paid"},
	{"allowance", "Allocation du mois avant plafond", "Allowance of the month before the limit"},
	{"ceiling", "Plafond de cumul des rémunérations et de l'allocation", "Limit of pay and allowance together"},
	{"allowance-within", "Allocation du mois dans la limite du plafond", "Allowance of the month within the limit"},
	{"payable-within", "Jours indemnisables dans la limite du plafond", "Days that may be paid within the limit"},
	{"leave-backlog", "Reliquat de franchise congés payés", "Backlog of the leave franchise"},
	{"wages-backlog", "Reliquat de franchise salaires", "Backlog of the wage franchise"},
	{"paid", "Allocation du mois avant cotisations", "Allowance of the month before contributions"},
}
