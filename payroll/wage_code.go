package payroll

import "slices"

// wageCode is the code of a line, in the order of the lines of a wage.
type wageCode uint8

const (
	codeBase wageCode = iota
	codeOvertime25
	codeOvertime50
	codeOvertime75
	codeOvertime100
	codeShortContract
	codeNight25
	codeNight50
	codeNight100
	codeSunday
	codeHoliday
	codeSixthDay
	codeShortRest
	codeCap
	codeHolidayOff
	codePaidBreak
	codeRecovery
	codeGuarantee
	codeTransport
	codeTravel
	codeMeal
	codeSnack
)

// WageCodes returns every code that a line of a wage may have, in their order.
func WageCodes() []Code { return slices.Clone(wageCodes) }

var wageCodes = []Code{
	codeBase: {
		"base", "Salaire de base", "Base pay",
		"Toutes les heures payées, au salaire horaire de base.",
		"All paid hours, at the base hour.", GroupGross,
	},
	codeOvertime25: {
		"overtime-25", "Heures supplémentaires majorées de 25 %", "Overtime, 25 %",
		"Supplément des premières heures au-delà de trente-cinq dans la semaine, ou de huit dans la journée.",
		"Supplement of the first hours above thirty-five a week, or above eight a day.", GroupGross,
	},
	codeOvertime50: {
		"overtime-50", "Heures supplémentaires majorées de 50 %", "Overtime, 50 %",
		"Supplément des heures suivantes de la semaine, ou de la journée dans un engagement à la journée.",
		"Supplement of the next hours of the week, or of the day in a daily engagement.", GroupGross,
	},
	codeOvertime75: {
		"overtime-75", "Heures supplémentaires majorées de 75 %", "Overtime, 75 %",
		"Supplément des heures au-delà de la quarante-huitième de la semaine.",
		"Supplement of the hours above the forty-eighth of the week.", GroupGross,
	},
	codeOvertime100: {
		"overtime-100", "Heures supplémentaires majorées de 100 %", "Overtime, 100 %",
		"Supplément des heures au-delà de la dixième de la journée, ou de la quarante-septième de la semaine pour les postes lourds.",
		"Supplement of the hours above the tenth of the day, or above the forty-seventh of the week in heavy posts.", GroupGross,
	},
	codeShortContract: {
		"short-contract", "Majoration d’engagement à la journée", "Daily engagement",
		"Supplément des engagements de moins de cinq jours consécutifs.",
		"Supplement of engagements for fewer than five consecutive days.", GroupGross,
	},
	codeNight25: {
		"night-25", "Heures de nuit majorées de 25 %", "Night, 25 %",
		"Supplément des heures travaillées dans la période de nuit.",
		"Supplement of the hours worked in the night.", GroupGross,
	},
	codeNight50: {
		"night-50", "Heures de nuit majorées de 50 %", "Night, 50 %",
		"Supplément des huit premières heures de nuit d’un tournage, ou des heures de nuit des postes lourds.",
		"Supplement of the first eight hours of a night of shooting, or of the night hours of heavy posts.", GroupGross,
	},
	codeNight100: {
		"night-100", "Heures de nuit majorées de 100 %", "Night, 100 %",
		"Supplément des heures de nuit au-delà de la huitième.",
		"Supplement of the hours of a night above the eighth.", GroupGross,
	},
	codeSunday: {
		"sunday", "Travail du dimanche", "Sunday work",
		"Supplément des heures travaillées le dimanche.",
		"Supplement of the hours worked on a Sunday.", GroupGross,
	},
	codeHoliday: {
		"holiday", "Travail d’un jour férié", "Public holiday work",
		"Supplément des heures travaillées un jour férié.",
		"Supplement of the hours worked on a public holiday.", GroupGross,
	},
	codeSixthDay: {
		"sixth-day", "Sixième jour en région parisienne", "Sixth day in the Paris region",
		"Supplément du sixième jour de travail de la semaine.",
		"Supplement of the sixth day of work of the week.", GroupGross,
	},
	codeShortRest: {
		"short-rest", "Heures anticipées", "Short rest",
		"Supplément des heures qui entament le repos.",
		"Supplement of the hours that cut the rest.", GroupGross,
	},
	codeCap: {
		"cap", "Plafond des majorations", "Cap on supplements",
		"Ce qui dépasse, minute par minute, une majoration de 100 %.",
		"What exceeds a supplement of 100 %, minute by minute.", GroupGross,
	},
	codeHolidayOff: {
		"holiday-off", "Jour férié chômé", "Public holiday off",
		"Jour férié qui n’est pas travaillé et qui est payé.",
		"A public holiday that is not worked and is paid.", GroupGross,
	},
	codePaidBreak: {
		"paid-break", "Pause de la journée continue", "Break of a continuous day",
		"Pause payée au salaire horaire de base, sans être du travail.",
		"A break that is paid at the base hour and is no work.", GroupGross,
	},
	codeRecovery: {
		"recovery", "Récupération non prise", "Rest that was not taken",
		"Heures payées à la place du repos dû pour un jour férié, un dimanche ou un sixième jour.",
		"Hours paid in place of the rest owed for a public holiday, a Sunday or a sixth day.", GroupGross,
	},
	codeGuarantee: {
		"guarantee", "Garantie hebdomadaire", "Weekly guarantee",
		"Ce qui manque au salaire des heures garanties pour les jours de la semaine.",
		"What the pay of the guaranteed hours lacks for the days of the week.", GroupGross,
	},
	codeTransport: {
		"transport", "Indemnité de transport", "Transport",
		"Deux premières heures de transport d’une journée, qui ne sont pas du travail.",
		"The first two hours of transport of a day, which are no work.", GroupGross,
	},
	codeTravel: {
		"travel", "Indemnité de voyage", "Travel",
		"Heures de voyage, sept par jour au plus.",
		"Hours of travel, at most seven a day.", GroupGross,
	},
	codeMeal: {
		"meal", "Indemnité de repas", "Meal",
		"Repas que la production n’a pas fourni.",
		"A meal that the production did not supply.", GroupGross,
	},
	codeSnack: {
		"snack", "Indemnité de casse-croûte", "Snack",
		"Casse-croûte d’une journée commencée tôt, que la production n’a pas fourni.",
		"The snack of a day that begins early, which the production did not supply.", GroupGross,
	},
}
