package payroll

import "slices"

// performerCode is the code of a line, in the order of the lines of a pay.
type performerCode uint8

const (
	codeCachet performerCode = iota
	codeWeek
	codeRetake
	codeRehearsal
	codePostSync
	codeReading
	codeSession
	codeReport
	codeNews
	codeCancelled
	codeExtraHours
	codeOvertime
	codeCastNight
	codeNightDouble
	codeCastSunday
	codeCastHoliday
	codeCastCap
	codeCastSixth
	codeCastRest
	codeMakeUp
	codeCastTransport
	codeCastTravel
	codeFitting
	codeCastingCall
	codeDanceSong
	codeBallet
	codeDanceRehearsal
	codeRainSwim
	codeNude
	codeHardScene
	codeCostumeSpecial
	codeCostumeVerySpecial
	codeOutfit
	codeAccessory
	codeVehicle
	codeCostumeTown
	codeCostumeEvening
	codeCostumeDoublet
	codeCostumeTutu
	codeCostumeTutuRomantic
	codeCostumeSlippers
)

// isAllowance reports whether a line repays costs and is no pay: costumes and accessories of one's
// own (frais professionnels, 3097 III.2 art. 3.7, 1734 art. 5.13).
func (c performerCode) isAllowance() bool { return c >= codeCostumeSpecial }

// PerformerCodes returns every code that a line of a performer's pay may have, in their order.
func PerformerCodes() []Code { return slices.Clone(performerCodes) }

var performerCodes = []Code{
	codeCachet: {
		"cachet", "Cachets", "Day’s pay",
		"Salaire des journées, qui ne se fractionne pas.",
		"Pay of the days, which is never split.", GroupGross,
	},
	codeWeek: {
		"week", "Salaire hebdomadaire", "Week’s pay",
		"Salaire des semaines d’engagement, en cinq ou six cachets.",
		"Pay of the weeks of engagement, in five or six cachets.", GroupGross,
	},
	codeRetake: {
		"retake", "Réenregistrement ou raccord", "Retake",
		"Journée supplémentaire après la fin des prises de vues.",
		"One more day after the end of shooting.", GroupGross,
	},
	codeRehearsal: {
		"rehearsal", "Répétition", "Rehearsal",
		"Services de répétition en dehors des journées de tournage.",
		"Services of rehearsal outside the days of shooting.", GroupGross,
	},
	codePostSync: {
		"post-sync", "Postsynchronisation", "Post-synchronisation",
		"Demi-journées de postsynchronisation.",
		"Half-days of post-synchronisation.", GroupGross,
	},
	codeReading: {
		"reading", "Lecture", "Reading",
		"Lecture de quatre heures au plus, à la moitié du prix de journée.",
		"A reading of up to four hours, at half of the day’s pay.", GroupGross,
	},
	codeSession: {
		"session", "Préparation ou déchiffrage", "Preparation or sight-reading",
		"Séance de trois heures.",
		"A session of three hours.", GroupGross,
	},
	codeReport: {
		"report", "Reportage", "Report",
		"Extrait de spectacle inséré dans un magazine.",
		"Extract of a show in a magazine.", GroupGross,
	},
	codeNews: {
		"news", "Prestation d’actualité", "Performance for current affairs",
		"Prestation destinée à un magazine d’actualité.",
		"Performance for a magazine of current affairs.", GroupGross,
	},
	codeCancelled: {
		"cancelled", "Dédit", "Cancellation",
		"Journée annulée trop tard.",
		"A day called off too late.", GroupGross,
	},
	codeExtraHours: {
		"extra-hours", "Heures au-delà du cachet", "Hours beyond the cachet",
		"Heures que le cachet ne paie pas, au salaire horaire de base.",
		"Hours that the cachet does not pay, at the base hour.", GroupGross,
	},
	codeOvertime: {
		"overtime", "Majoration d’heures supplémentaires", "Overtime supplement",
		"Supplément des heures supplémentaires.",
		"Supplement of overtime.", GroupGross,
	},
	codeCastNight: {
		"night", "Travail de nuit", "Night work",
		"Supplément des heures de nuit.",
		"Supplement of the hours at night.", GroupGross,
	},
	codeNightDouble: {
		"night-double", "Nuit de six heures ou plus", "Night of six hours or more",
		"Doublement du salaire journalier.",
		"The day’s pay once more.", GroupGross,
	},
	codeCastSunday: {
		"sunday", "Travail du dimanche", "Sunday work",
		"Supplément des heures travaillées le dimanche.",
		"Supplement of the hours worked on a Sunday.", GroupGross,
	},
	codeCastHoliday: {
		"holiday", "Travail d’un jour férié", "Public holiday work",
		"Supplément des heures ou de la journée d’un jour férié.",
		"Supplement of the hours or of the day of a public holiday.", GroupGross,
	},
	codeCastCap: {
		"cap", "Plafond des majorations", "Cap on supplements",
		"Ce qui dépasse le plafond du cumul sur une même heure.",
		"What exceeds the cap on supplements of the same hour.", GroupGross,
	},
	codeCastSixth: {
		"sixth-day", "Sixième jour en Île-de-France", "Sixth day in Île-de-France",
		"Supplément des heures du sixième jour de la semaine.",
		"Supplement of the hours of the sixth day of the week.", GroupGross,
	},
	codeCastRest: {
		"short-rest", "Heures anticipées", "Short rest",
		"Heures qui manquent au repos.",
		"Hours that the rest lacks.", GroupGross,
	},
	codeMakeUp: {
		"make-up", "Maquillage, habillage, coiffure", "Make-up, hair and costume",
		"Préparation que le cachet ne paie pas.",
		"Preparation that the cachet does not pay.", GroupGross,
	},
	codeCastTransport: {
		"transport", "Transport", "Transport",
		"Transport au-delà d’une heure par jour, en extérieur.",
		"Transport above one hour a day, on location.", GroupGross,
	},
	codeCastTravel: {
		"travel", "Voyage", "Travel",
		"Voyage en dehors des jours de travail.",
		"Travel outside working days.", GroupGross,
	},
	codeFitting: {
		"fitting", "Essayage", "Fitting",
		"Séance d’essayage ou de photographie.",
		"A fitting or a session of photographs.", GroupGross,
	},
	codeCastingCall: {
		"casting-call", "Convocation sans suite", "Call without sequel",
		"Doublure convoquée pour un choix non suivi d’effet.",
		"A double called for a choice without sequel.", GroupGross,
	},
	codeDanceSong: {
		"dance-song", "Scène de danse et de chant", "Scene of dance and song",
		"Indemnité par scène.",
		"Indemnity for a scene.", GroupGross,
	},
	codeBallet: {
		"ballet", "Danse réglée par un maître de ballet", "Dance set by a ballet master",
		"Indemnité par scène.",
		"Indemnity for a scene.", GroupGross,
	},
	codeDanceRehearsal: {
		"dance-rehearsal", "Répétition de danses ou de chants", "Rehearsal of dances or songs",
		"Part du salaire journalier minimum, avec les scènes correspondantes.",
		"A share of the minimum day, with the scenes.", GroupGross,
	},
	codeRainSwim: {
		"rain-swim", "Scène de pluie ou de natation", "Scene of rain or swimming",
		"Indemnité par scène.",
		"Indemnity for a scene.", GroupGross,
	},
	codeNude: {
		"nude", "Scène de nu, de cadavre ou d’amour simulé", "Scene of nudity, of a corpse or of simulated love",
		"Indemnité par scène.",
		"Indemnity for a scene.", GroupGross,
	},
	codeHardScene: {
		"hard-scene", "Scène particulièrement pénible", "Particularly hard scene",
		"Indemnité par scène.",
		"Indemnity for a scene.", GroupGross,
	},
	codeCostumeSpecial: {
		"costume-special", "Costume spécial", "Special costume",
		"Frais professionnels : costume fourni par le figurant.",
		"Expenses: a costume that the figurant supplies.", GroupGross,
	},
	codeCostumeVerySpecial: {
		"costume-very-special", "Costume très spécial", "Very special costume",
		"Frais professionnels : costume fourni par le figurant.",
		"Expenses: a costume that the figurant supplies.", GroupGross,
	},
	codeOutfit: {
		"outfit", "Tenue au-delà de deux", "Outfit beyond two",
		"Frais professionnels : tenue complète supplémentaire.",
		"Expenses: one more complete outfit.", GroupGross,
	},
	codeAccessory: {
		"accessory", "Accessoire de jeu", "Accessory",
		"Frais professionnels : animal, véhicule sans permis, matériel.",
		"Expenses: an animal, a vehicle without licence, gear.", GroupGross,
	},
	codeVehicle: {
		"vehicle", "Véhicule avec permis", "Vehicle",
		"Frais professionnels : véhicule à l’image, hors carburant.",
		"Expenses: a vehicle in the picture, without fuel.", GroupGross,
	},
	codeCostumeTown: {
		"costume-town", "Tenue de ville", "Town clothes",
		"Indemnité de costume par jour.",
		"Costume indemnity for a day.", GroupGross,
	},
	codeCostumeEvening: {
		"costume-evening", "Tenue de soirée", "Evening clothes",
		"Indemnité de costume par jour.",
		"Costume indemnity for a day.", GroupGross,
	},
	codeCostumeDoublet: {
		"costume-doublet", "Pourpoint", "Doublet",
		"Indemnité de costume par jour.",
		"Costume indemnity for a day.", GroupGross,
	},
	codeCostumeTutu: {
		"costume-tutu", "Tutu court", "Short tutu",
		"Indemnité de costume par jour.",
		"Costume indemnity for a day.", GroupGross,
	},
	codeCostumeTutuRomantic: {
		"costume-tutu-romantic", "Tutu romantique", "Romantic tutu",
		"Indemnité de costume par jour.",
		"Costume indemnity for a day.", GroupGross,
	},
	codeCostumeSlippers: {
		"costume-slippers", "Chaussons", "Ballet slippers",
		"Indemnité de costume par jour.",
		"Costume indemnity for a day.", GroupGross,
	},
}

// castSupplements are those of each grid.
var castSupplements = map[PerformerGrid][]performerCode{
	FilmExtra: {
		codeFitting, codeCastingCall, codeDanceSong, codeBallet, codeDanceRehearsal, codeRainSwim, codeNude, codeHardScene,
		codeCostumeSpecial, codeCostumeVerySpecial, codeOutfit, codeAccessory, codeVehicle,
	},
	Television: {
		codeCostumeTown, codeCostumeEvening, codeCostumeDoublet, codeCostumeTutu, codeCostumeTutuRomantic, codeCostumeSlippers,
	},
}

// CastSupplements returns the codes of the supplements of a grid, none of a grid without.
func CastSupplements(grid PerformerGrid) []string {
	var words []string
	for _, code := range castSupplements[grid] {
		words = append(words, performerCodes[code].Code)
	}
	return words
}

// supplementOf returns the code of a supplement of a grid.
func supplementOf(grid PerformerGrid, word string) (performerCode, bool) {
	for _, code := range castSupplements[grid] {
		if performerCodes[code].Code == word {
			return code, true
		}
	}
	return 0, false
}
