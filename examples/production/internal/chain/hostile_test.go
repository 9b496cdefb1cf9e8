package chain

import (
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/schedule"
)

// faultLine is the form of a line that tells a fault: the file, then the place.
var faultLine = regexp.MustCompile(`^[a-z-]+\.(json|fountain): \S`)

// Faults that one file alone shows, or that two files show together, with the file and the place that they are told of.
func TestHostileDocuments(t *testing.T) {
	escape := "\\u001b[2J"
	for _, c := range []struct{ name, file, old, replacement, want string }{
		{"element without a name", "breakdown.json", `"name": "Le passeur, ciré jaune"`, `"name": ""`, `document.scenes[0].elements[0].name: is missing`},
		{"element of no category", "breakdown.json", `"category": "wardrobe"`, `"category": "W"`, `.elements[`},
		{"title of the budget", "budget.json", `"title": "Les Deux Rives"`, `"title": " "`, `document.devis.title: is missing`},
		{"total beyond any film", "budget.json", `"total": "2038000.00"`, `"total": "92233720368547758.07"`, `document.total: is out of range: more than 0.00, at most 10000000000.00`},
		{"runtime beyond a day", "budget.json", `"runtime": "75"`, `"runtime": "1441"`, `document.runtime: is out of range: more than 0 minutes, at most 1440`},
		{"fringe in per cent", "budget.json", `"rate": "0.55"`, `"rate": "55"`, `document.devis.fringes[1].rate: is out of range: at most 10: "55"`},
		{"charge in per cent", "budget.json", `"rate": "0.07"`, `"rate": "70"`, `.rate: is out of range: at most 10: "70"`},
		{"price beyond the ledger", "budget.json", `"price": "36000"`, `"price": "72000000000"`, `document.devis.accounts: is out of range: at most 10000000000.00`},
		{"country of three letters", "budget.json", `{"country": "BE"`, `{"country": "BEL"`, `document.territories[1].country: is out of range: two capital letters, ISO 3166: "BEL"`},
		{"threshold beyond any cost", "control.json", `"spent": ["0.90"]`, `"spent": ["90"]`, `document.alerts.spent[0]: is out of range: a share of the budget, at most 10: "90"`},
		{"document of another century", "control.json", `"documentDate": "2026-01-19"`, `"documentDate": "1900-01-19"`, `document.entries[2].documentDate: is out of range: within 5 years of the shoot`},
		{"due before the document", "control.json", `"due": "2026-02-20"`, `"due": "2026-01-18"`, `document.entries[2].due: is out of range: not before 2026-01-19, the date of the document: "2026-01-18"`},
		{"approval of another century", "control.json", `"on": "2026-01-12"`, `"on": "1900-01-12"`, `document.entries[0].approvals[0].on: is out of range: within 5 years of the shoot`},
		{"country of nobody", "control.json", `"territory": "BE"`, `"territory": "LU"`, `.territory: names nothing in the document: budget.json has no such country: "LU"`},
		{"minor without a birth date", "cast.json", `"birthDate": "2015-02-11",`, ``, `document.players[4].birthDate: is missing`},
		{"child without a permit", "cast.json", `"permit": {`, `"permit": null, "x": {`, `document.players[4].permit`},
		{"child who is taken for an adult", "breakdown.json", `, "minor": true`, ``, `document.catalogue.items[4].minor: is missing: cast.json has a minor in the role: "Lucie"`},
		{"country in small letters", "plan.json", `"country": "FR"`, `"country": "fr"`, `document.sources[0].country: is out of range: two capital letters, ISO 3166: "fr"`},
		{"no department", "plan.json", `"department": "59"`, `"department": ""`, `document.taxCredit.department: is missing`},
		{"source beyond any film", "plan.json", `"amount": "250000.00"`, `"amount": "92233720368547758.07"`, `document.sources[0].amount: is out of range: at most 10000000000.00`},
		{"rank beyond any", "plan.json", `"rank": 1`, `"rank": 1001`, `.rights[0].rank: is out of range: 0 to 1000: "1001"`},
		{"region twice", "plan.json", `{"source": "region", "region": "Hauts-de-France"}`, `{"source": "region", "region": "Hauts-de-France"}, {"source": "region", "region": "Hauts-de-France"}`, `document.regions[1].region: is given twice`},
		{"deadline twice", "plan.json", `"cic-provisional",`, `"cic-provisional", "cic-provisional",`, `document.deadlines[1]: is given twice: "cic-provisional"`},
		{"credit on no source", "treasury.json", `["credit"]`, `["kredit"]`, `document.facilities[0].sources[0]: names nothing in the document: plan.json has no such source: "kredit"`},
		{"delivery before the shoot", "delivery.json", `"deadline": "2026-10-30"`, `"deadline": "2025-10-30"`, `document.deadline: is out of range: not before 2026-05-15, the end of the shoot`},
		{"due in another century", "delivery.json", `"due": "2026-05-15"`, `"due": "1900-05-15"`, `document.items[7].due: is out of range: within 5 years of the shoot`},
		{"sent in another century", "delivery.json", `"on": "2026-04-20"`, `"on": "1900-04-20"`, `document.items[4].on: is out of range: within 5 years of the shoot`},
		{"shoot of a year and more", "shoot.json", `"from": "2026-04-13"`, `"from": "2025-04-13"`, `document.period: is out of range: at most 366 days`},
		{"no day of rest", "shoot.json", `"restDays": [
      "saturday",
      "sunday"
    ]`, `"restDays": []`, `document.restDays: is missing`},
		{"no call", "shoot.json", `"dayCall": "08:00",`, ``, `document.rules.dayCall: is missing`},
		{"location renamed", "shoot.json", `"name": "Namur, confluent"`, `"name": "Namur"`, `document.locations[4].name: names nothing in the document: breakdown.json has no scene there: "Namur"`},
		{"day lost for nothing", "shoot.json", `"why": "orage"`, `"why": ""`, `document.lost.why: is missing`},
		{"calendar of a set twice", "shoot.json", `"name": "CAFÉ DU PONT"`, `"name": "BÉTHUNE - MARCHÉ"`, `document.sets[1].name: is given twice`},
		{"calendar without days", "shoot.json", `"off": [
            "2026-04-17",
            "2026-04-24",
            "2026-05-15"
          ]`, `"off": []`, `document.sets[1].available.off: is missing`},
		{"day off in another century", "shoot.json", `"2026-04-17",`, `"1900-04-17",`, `document.sets[1].available.off[0]: is out of range: within 5 years of the shoot`},
		{"window for a century", "cast.json", `"to": "2026-04-24"`, `"to": "2126-04-24"`, `document.players[5].available.windows[0].to: is out of range: within 5 years of the shoot`},
		{"equipment of no scene", "shoot.json", `"name": "Ballon éclairant"`, `"name": "Ballon"`, `document.equipment[0].name: names nothing in the document: breakdown.json has no scene with it: "Ballon"`},
		{"equipment for nothing", "shoot.json", `"day": "780.00"`, `"day": "0.00"`, `document.equipment[0].day: is out of range: more than 0.00`},
		{"tax of too many decimals", "treasury.json", `"rate": "0.10"`, `"rate": "0.0000000001"`, `document.sourceVAT[0].rate: is out of range: 0 to 1, 9 decimals at most`},
		{"tax on a source twice", "treasury.json", `"source": "mg-salles", "rate"`, `"source": "tv", "rate"`, `document.sourceVAT[1].source: is given twice: "tv"`},
		{"tax on an account twice", "treasury.json", `{"account": "6", "rate": "0.20"}`, `{"account": "5", "rate": "0.20"}`, `document.accountVAT[1].account: is given twice: "5"`},
		{"term of centuries", "treasury.json", `"when": "month", "days": 30`, `"when": "month", "days": 1000000`, `document.default[0].days: is out of range: at most 1000: "1000000"`},
		{"cursor moved", "cast.json", `"name": "Camille Aubry"`, `"name": "` + escape + `"`, `document.players[0].name: is out of range: a text without control characters`},
		{"name of a book", "crew.json", `"name": "Clara Lemoine"`, `"name": "` + strings.Repeat("Clara ", 400) + `"`, `document.engagements[4].name: is out of range: at most 2000 bytes`},
		{"key of two lines", "delivery.json", `"image arrêtée": "picture-lock"`, `"image\narrêtée": "picture-lock"`, `document.milestones: is out of range: a text without control characters`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := open(damaged(t, c.file, c.old, c.replacement))
			require.Error(t, err)
			assert.Contains(t, err.Error(), c.file+": document.")
			assert.Contains(t, err.Error(), c.want)
			for line := range strings.Lines(err.Error()) {
				assert.Regexp(t, faultLine, line)
			}
		})
	}
}

// A child under sixteen has a permit (Code du travail, art. L7124-1): the member cut out whole.
func TestAChildHasAPermit(t *testing.T) {
	_, err := open(damaged(t, "cast.json", `,
        "permit": {
          "dailyMinutes": 180
        }`, ``))
	assert.ErrorContains(t, err, "cast.json: document.players[4].permit: is missing: a child under sixteen has one")
}

// A permit of a minute is less than any scene of the child takes.
func TestAPermitThatIsTooShort(t *testing.T) {
	_, err := open(damaged(t, "cast.json", `"dailyMinutes": 180`, `"dailyMinutes": 1`))
	assert.ErrorContains(t, err, "cast.json: document.players[4].permit.dailyMinutes: is out of range: scene ")
}

// A shoot without a plan is told of the player that its rules are about, then of a rule of shoot.json. Sets of the
// problem are not those of the file.
func TestAShootWithoutAPlan(t *testing.T) {
	set, rule, player := schedule.Conflict{Path: "sets[3].available"}, schedule.Conflict{Path: "rules.dayMinutes"}, schedule.Conflict{Path: "cast[2].available"}
	for _, c := range []struct {
		conflicts []schedule.Conflict
		want      string
	}{
		{[]schedule.Conflict{set, rule, player}, "cast.json: document.players[2].available: no plan keeps every rule"},
		{[]schedule.Conflict{set, rule}, "shoot.json: document.rules.dayMinutes: no plan keeps every rule"},
		{[]schedule.Conflict{set}, "shoot.json: document: no plan keeps every rule"},
		{nil, "shoot.json: document: no plan keeps every rule"},
	} {
		assert.ErrorContains(t, inShoot(&schedule.InfeasibleError{Conflicts: c.conflicts, Proved: true}), c.want)
	}
}

// The number of a scene may be wrong on either side: the one that is left over on each is told.
func TestANumberThatChanged(t *testing.T) {
	for _, number := range []string{"#2x#", "#3#", ""} {
		_, err := open(damaged(t, screenplay, "#2#", number))
		require.Error(t, err)
		lines := strings.Split(err.Error(), "\n")
		require.Len(t, lines, 2, err)
		assert.Equal(t, `breakdown.json: document.scenes[1].scene: names nothing in the document: the screenplay has no such scene: "2"`, lines[0])
		assert.Regexp(t, `^scenario\.fountain: scene \S+: names nothing in the document: breakdown\.json has no such scene: "INT`, lines[1])
	}
}

// A role without a player is missing in cast.json; a name that changed is told on both sides.
func TestARoleWithoutAPlayer(t *testing.T) {
	sound := documents(t)["cast.json"]
	all := spots(t, sound)
	i := slices.IndexFunc(all, func(s spot) bool { return s.path == "document.players[0]" })
	require.GreaterOrEqual(t, i, 0)
	rest := strings.TrimLeft(string(sound[all[i].value[1]:]), ", \n")
	_, err := open(with(t, "cast.json", append(sound[:all[i].value[0]:all[i].value[0]], rest...)))
	assert.EqualError(t, err, `cast.json: document.players: is missing: the role is in scene 2 of the screenplay: "Nora"`)
	_, err = open(damaged(t, "cast.json", `"role": "Nora"`, `"role": "Norah"`))
	assert.ErrorContains(t, err, `cast.json: document.players[0].role: names nothing in the document: the role is in no scene of the screenplay: "Norah"`)
	assert.ErrorContains(t, err, `scenario.fountain: scene "2": names nothing in the document: cast.json has no such role: "Nora"`)
}

// The one scene of La patronne is omitted, though its lines are still there: nobody is paid for it.
func TestARoleOfAnOmittedScene(t *testing.T) {
	_, err := open(damaged(t, screenplay, "INT. CAFÉ DU PONT - JOUR #12#", "OMITTED #12#"))
	assert.ErrorContains(t, err, `cast.json: document.players[9].role: names nothing in the document: the role is in no scene of the screenplay: "La patronne"`)
}

// What stands in the place of a file and is none: a folder, a pipe that nobody writes to, a link to itself or to nothing.
func TestWhatIsNoFile(t *testing.T) {
	for _, name := range []string{"cast.json", screenplay} {
		for _, c := range []struct {
			what string
			make func(path string) error
			want string
		}{
			{"folder", func(path string) error { return os.Mkdir(path, 0o755) }, "is no file"},
			{"pipe", func(path string) error { return syscall.Mkfifo(path, 0o644) }, "is no file"},
			{"loop", func(path string) error { return os.Symlink(name, path) }, "too many levels of symbolic links"},
			{"dangling", func(path string) error { return os.Symlink("nowhere", path) }, "no such file or directory"},
		} {
			t.Run(name+" "+c.what, func(t *testing.T) {
				dir := t.TempDir()
				require.NoError(t, os.CopyFS(dir, filmFolder()))
				require.NoError(t, os.Remove(dir+"/"+name))
				require.NoError(t, c.make(dir+"/"+name))
				told := make(chan error, 1)
				go func() {
					_, err := open(os.DirFS(dir))
					told <- err
				}()
				select {
				case err := <-told:
					assert.EqualError(t, err, name+": "+c.want)
				case <-time.After(20 * time.Second):
					t.Fatal("it waits for ever")
				}
			})
		}
	}
}

// FuzzProduce changes some bytes of one file: it is taken or refused with a file in every line, and never panics. The
// search is cut short; what it takes goes through all stages.
func FuzzProduce(f *testing.F) {
	files := fstest.MapFS{}
	names, err := fs.Glob(filmFolder(), "*")
	require.NoError(f, err)
	for i, name := range names {
		data, err := fs.ReadFile(filmFolder(), name)
		require.NoError(f, err)
		if name == "shoot.json" {
			data = regexp.MustCompile(`"nodes": \d+`).ReplaceAll(data, []byte(`"nodes": 50000`))
		}
		files[name] = &fstest.MapFile{Data: data}
		f.Add(uint8(i), uint32(len(data)/2), uint8(1), []byte("0"))
		f.Add(uint8(i), uint32(len(data)/3), uint8(0), []byte(`"`))
	}
	f.Fuzz(func(t *testing.T, which uint8, at uint32, cut uint8, put []byte) {
		name := names[int(which)%len(names)]
		sound := files[name].Data
		from := int(at) % len(sound)
		text := replaced(sound, [2]int{from, min(len(sound), from+int(cut))}, string(put))
		folder := fstest.MapFS{}
		for n, file := range files {
			folder[n] = file
		}
		folder[name] = &fstest.MapFile{Data: text}
		_, err := Produce(folder, func(string) {})
		if err == nil {
			return
		}
		for line := range strings.Lines(err.Error()) {
			if !faultLine.MatchString(line) {
				t.Errorf("%s: %q", name, line)
			}
		}
	})
}
