package schedule

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Category is a kind of element (rubrique du dépouillement): a stable word such as "props". Beside
// those below, a production may have its own, of small letters, digits and hyphens.
type Category string

// Categories of the Universal Category Identification standard.
const (
	Cast              Category = "cast"
	Background        Category = "background"
	Stunts            Category = "stunts"
	Vehicles          Category = "vehicles"
	Props             Category = "props"
	SpecialEffects    Category = "special-effects"
	Wardrobe          Category = "wardrobe"
	Makeup            Category = "makeup"
	Animals           Category = "animals"
	AnimalHandlers    Category = "animal-handlers"
	Camera            Category = "camera"
	Grip              Category = "grip"
	Electric          Category = "electric"
	Sound             Category = "sound"
	Music             Category = "music"
	ArtDepartment     Category = "art-department"
	SetDressing       Category = "set-dressing"
	Greenery          Category = "greenery"
	Security          Category = "security"
	SpecialEquipment  Category = "special-equipment"
	AdditionalLabor   Category = "additional-labor"
	VisualEffects     Category = "visual-effects"
	MechanicalEffects Category = "mechanical-effects"
	Miscellaneous     Category = "miscellaneous"
	OtherCategory     Category = "other"
	// Voices are roles that are heard and not seen (voix off). The standard does not have them.
	Voices Category = "voices"
)

// CategoryInfo is a category with its names.
type CategoryInfo struct {
	Category Category `json:"category"`
	// UCID is its number in the standard, 500 or more where the standard has none.
	UCID int    `json:"ucid"`
	En   string `json:"en"`
	Fr   string `json:"fr"`
}

// Numbers of the standard that are about a whole scene.
const (
	ucidSet = iota
	ucidPlace
	ucidTime
	ucidScriptDay
	ucidUnit
	ucidSequence
	ucidLocation
)

const (
	ucidFirstElement = 100
	ucidNotes        = 123
	ucidComments     = 124
	ucidFirstCustom  = 500
)

// categories are in the order of the standard as of 13 June 2022
// (github.com/UniversalScheduleStandard/UniversalCategoryIdentification). Before that day it had no
// Grip and no Electric, so that the numbers from 111 on meant something else; see categoryOfUCID.
var categories = []CategoryInfo{
	{Cast, 100, "Cast Members", "Rôles"},
	{Background, 101, "Background Actors", "Figuration"},
	{Stunts, 102, "Stunts", "Cascades"},
	{Vehicles, 103, "Vehicles", "Véhicules"},
	{Props, 104, "Props", "Accessoires"},
	{SpecialEffects, 105, "Special Effects", "Effets spéciaux"},
	{Wardrobe, 106, "Wardrobe", "Costumes"},
	{Makeup, 107, "Makeup/Hair", "Maquillage/Coiffure"},
	{Animals, 108, "Animals", "Animaux"},
	{AnimalHandlers, 109, "Animal Wranglers", "Dresseurs"},
	{Camera, 110, "Camera", "Image"},
	{Grip, 111, "Grip", "Machinerie"},
	{Electric, 112, "Electric", "Électricité"},
	{Sound, 113, "Sound", "Son"},
	{Music, 114, "Music", "Musique"},
	{ArtDepartment, 115, "Art Department", "Décoration"},
	{SetDressing, 116, "Set Dressing", "Meubles et ensembles"},
	{Greenery, 117, "Greenery", "Végétaux"},
	{Security, 118, "Security", "Sécurité"},
	{SpecialEquipment, 119, "Special Equipment", "Matériel spécial"},
	{AdditionalLabor, 120, "Additional Labor", "Renforts"},
	{VisualEffects, 121, "Visual Effects", "Effets visuels"},
	{MechanicalEffects, 122, "Mechanical Effects", "Effets mécaniques"},
	{Miscellaneous, 125, "Miscellaneous", "Divers"},
	{OtherCategory, 126, "Other", "Autres"},
	{Voices, ucidFirstCustom, "Voices", "Voix off"},
}

// categoryAliases are other names in use: those of Final Draft, of the samples of the standard, and
// of French breakdown sheets.
var categoryAliases = map[string]Category{
	"cast": Cast, "roles": Cast, "comediens": Cast, "background": Background, "extras": Background, "figurants": Background,
	"sfx": SpecialEffects, "hmc": Makeup, "makeup": Makeup, "maquillage": Makeup, "coiffure": Makeup,
	"animal-handler": AnimalHandlers, "animal-wrangler": AnimalHandlers, "vfx": VisualEffects, "mfx": MechanicalEffects,
	"misc": Miscellaneous, "other": OtherCategory, "decor": ArtDepartment, "meubles": SetDressing,
	"jeux-de-scene": Props, "voitures": Vehicles, "voix-off": Voices,
}

// Categories returns the categories of the standard, in its order, and Voices.
func Categories() []CategoryInfo { return slices.Clone(categories) }

// ParseCategory returns the category that a name in English or French stands for, whatever its case
// and accents, and a category of its own for a name that is none of them. A name without letters
// and digits, or longer than 100 bytes, is no category.
func ParseCategory(name string) (Category, bool) {
	word := wordOf(name)
	if word == "" || len(word) > maxName {
		return "", false
	}
	for _, c := range categories {
		if word == string(c.Category) || word == wordOf(c.En) || word == wordOf(c.Fr) {
			return c.Category, true
		}
	}
	if c, ok := categoryAliases[word]; ok {
		return c, true
	}
	return Category(word), true
}

// categoryOfUCID returns the category of a number of the standard. The name decides above 110, where
// two versions of the standard give a number to different categories.
func categoryOfUCID(ucid int, name string) (Category, bool) {
	named, ok := ParseCategory(name)
	if ok && ucid > ucidFirstElement+10 {
		return named, true
	}
	for _, c := range categories {
		if c.UCID == ucid {
			return c.Category, true
		}
	}
	return named, ok
}

// isSound reports whether a category is written as one.
func (c Category) isSound() bool {
	return c != "" && len(c) <= maxName && wordOf(string(c)) == string(c)
}

// wordOf writes a name in small letters without accents, and a hyphen for whatever is neither letter
// nor digit: "Makeup/Hair" is makeup-hair, "Décoration" decoration.
func wordOf(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range name {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			gap = true
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte('-')
		}
		gap = false
		b.WriteRune(plainLetter(unicode.ToLower(r)))
	}
	return b.String()
}

// plainLetter returns a small Latin letter without its accent; œ and æ, which are two letters, stay.
func plainLetter(r rune) rune {
	if r < utf8.RuneSelf {
		return r
	}
	if plain, ok := plainLetters[r]; ok {
		return plain
	}
	return r
}

// plainLetters are the accented small letters of the languages of Western Europe.
var plainLetters = func() map[rune]rune {
	letters := map[rune]rune{}
	for plain, accented := range map[rune]string{'a': "àáâãäå", 'c': "ç", 'e': "èéêë", 'i': "ìíîï", 'n': "ñ", 'o': "òóôõö", 'u': "ùúûü", 'y': "ýÿ"} {
		for _, r := range accented {
			letters[r] = plain
		}
	}
	return letters
}()
