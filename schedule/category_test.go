package schedule

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestParseCategory(t *testing.T) {
	for name, want := range map[string]Category{
		"Cast Members": Cast, "cast": Cast, "Rôles": Cast, "FIGURATION": Background, "Extras": Background, "Makeup/Hair": Makeup,
		"Décoration": ArtDepartment, "Véhicules": Vehicles, "SFX": SpecialEffects, "effets spéciaux": SpecialEffects, "VFX": VisualEffects,
		"Misc": Miscellaneous, "Animal Wrangler": AnimalHandlers, "Voix off": Voices, "Drone": "drone", "Pluie & vent": "pluie-vent",
	} {
		got, ok := ParseCategory(name)
		assert.True(t, ok, name)
		assert.Equal(t, want, got, name)
	}
	for _, name := range []string{"", " / ", "…"} {
		_, ok := ParseCategory(name)
		assert.False(t, ok, name)
	}
}

// The tables of the standard before and after 13 June 2022 give 111 to Music and to Grip.
func TestCategoryOfUCID(t *testing.T) {
	for _, c := range []struct {
		ucid int
		name string
		want Category
	}{
		{100, "Acteurs", Cast}, {104, "Objets", Props}, {111, "Music", Music}, {111, "Grip", Grip}, {119, "Visual Effects", VisualEffects},
		{119, "", SpecialEquipment}, {500, "Drone", "drone"},
	} {
		got, ok := categoryOfUCID(c.ucid, c.name)
		assert.True(t, ok)
		assert.Equal(t, c.want, got, "%d %s", c.ucid, c.name)
	}
}

// Every category is sound, and found again under each of its names.
func TestCategories(t *testing.T) {
	all := Categories()
	for _, c := range all {
		assert.True(t, c.Category.isSound(), c.Category)
		for _, name := range []string{string(c.Category), c.En, c.Fr} {
			got, _ := ParseCategory(name)
			assert.Equal(t, c.Category, got, name)
		}
	}
	all[0].UCID = 7
	assert.Equal(t, 100, Categories()[0].UCID, "the caller's copy is its own")
	for _, bad := range []Category{"", "Props", "two words", "-a", "é"} {
		assert.False(t, bad.isSound(), bad)
	}
}
