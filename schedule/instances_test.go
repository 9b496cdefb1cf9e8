package schedule

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// instance is a problem with the least cost that is known of it.
type instance struct {
	Talent
	BestKnown int64  `json:"bestKnown"`
	Status    string `json:"bestKnownStatus"`
}

// instances reads a file of problems, or skips the test where the file may not be copied and is not here.
func instances(t testing.TB, path string) []instance {
	t.Helper()
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the published instances may not be copied and are not here")
	}
	require.NoError(t, err)
	var list []instance
	require.NoError(t, json.Unmarshal(data, &list))
	return list
}

const (
	publishedInstances = "../../shared/data/schedule/published.json"
	randomInstances    = "testdata/random.json" // made for this project, with optima proved by another program
	largeInstances     = "testdata/large.json"
)

// The published instances, with their optima: the real films that Cheng, Diamond and Lin (MobStory) and
// Smith (film103, film105, film116) published are in Qin et al., European Journal of Operational Research
// 250 (2016), table 10; the others say where they are from. They are read where they lie.
func TestPublishedOptima(t *testing.T) {
	films := map[string]int64{"MobStory": 871, "film103": 1031, "film105": 849, "film116": 541}
	found := 0
	for _, x := range instances(t, publishedInstances) {
		t.Run(x.Name, func(t *testing.T) {
			plan, err := SolveTalent(t.Context(), x.Talent, TalentOptions{})
			require.NoError(t, err)
			requirePlan(t, x.Talent, plan)
			assert.True(t, plan.Optimal)
			assert.Equal(t, x.BestKnown, plan.Cost)
			if optimum, ok := films[x.Name]; ok {
				found++
				assert.Equal(t, optimum, plan.Cost)
			}
		})
	}
	assert.Equal(t, len(films), found)
}

// The random instances whose proof takes some milliseconds; the benchmark has all.
func TestRandomOptima(t *testing.T) {
	for _, x := range instances(t, randomInstances) {
		if x.Status != "optimal" || x.Scenes*len(x.Actors) > 288 || testing.Short() && x.Scenes > 16 {
			continue
		}
		plan, err := SolveTalent(t.Context(), x.Talent, TalentOptions{})
		require.NoError(t, err)
		requirePlan(t, x.Talent, plan)
		assert.True(t, plan.Optimal, x.Name)
		assert.Equal(t, x.BestKnown, plan.Cost, x.Name)
	}
}

// Of no instance is the bound above the best order that anybody knows, nor an order below the optimum, whenever
// the search ends.
func TestInstancesWithinLimits(t *testing.T) {
	list := append(instances(t, randomInstances), instances(t, largeInstances)...)
	for i, x := range list {
		if testing.Short() && i%24 != 0 {
			continue
		}
		plan, err := SolveTalent(t.Context(), x.Talent, TalentOptions{Nodes: 1_500})
		require.NoError(t, err)
		requirePlan(t, x.Talent, plan)
		assert.LessOrEqual(t, plan.LowerBound, x.BestKnown, x.Name)
		if x.Status == "optimal" {
			assert.GreaterOrEqual(t, plan.Cost, x.BestKnown, x.Name)
		}
	}
}

// A large film within a limit of nodes: an order near the best known, and a bound above the pay for playing.
func TestLargeFilm(t *testing.T) {
	x := instances(t, largeInstances)[0]
	require.Equal(t, "prod-n100-m30-0", x.Name)
	nodes := int64(200_000)
	if testing.Short() {
		nodes = 20_000
	}
	plan, err := SolveTalent(t.Context(), x.Talent, TalentOptions{Nodes: nodes})
	require.NoError(t, err)
	requirePlan(t, x.Talent, plan)
	assert.Less(t, plan.Cost, x.BestKnown*102/100)
	played := plan.Cost - plan.HoldingCost
	assert.Greater(t, plan.LowerBound, played+(x.BestKnown-played)/10)
}

func BenchmarkPublished(b *testing.B) { benchmarkInstances(b, publishedInstances, "") }
func BenchmarkRandom(b *testing.B)    { benchmarkInstances(b, randomInstances, "optimal") }

// benchmarkInstances proves each instance of a file.
func benchmarkInstances(b *testing.B, path, status string) {
	for _, x := range instances(b, path) {
		if status != "" && x.Status != status {
			continue
		}
		b.Run(strings.ReplaceAll(x.Name, "/", "-"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				plan, err := SolveTalent(b.Context(), x.Talent, TalentOptions{})
				if err != nil || plan.Cost != x.BestKnown || !plan.Optimal {
					b.Fatal(plan.Cost, plan.Optimal, err)
				}
			}
		})
	}
}
