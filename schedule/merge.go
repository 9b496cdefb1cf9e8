package schedule

import (
	"fmt"
	"slices"
)

// group is a run of scenes with the same players, as far as they may have to wait: some
// cheapest order plays them in a row.
type group struct {
	scenes   []int // by number, in the order to play them
	duration int64
	players  []int // by index of the actor
}

// mergeScenes returns the groups of scenes, in script order. Scenes with the same players
// make a group; a player of a single group never waits and is left out, which may make
// groups alike that were not, and so on.
func mergeScenes(t Talent) []group {
	groups := make([]group, t.Scenes)
	for i := range groups {
		groups[i] = group{scenes: []int{i + 1}, duration: t.Durations[i]}
	}
	for i, a := range t.Actors {
		for _, s := range a.Scenes {
			groups[s-1].players = append(groups[s-1].players, i)
		}
	}
	for before := -1; before != len(groups); {
		before = len(groups)
		leaveOutSettled(groups, len(t.Actors))
		groups = mergeAlike(groups)
	}
	return groups
}

// mergeAlike makes one group of those with the same players.
func mergeAlike(groups []group) []group {
	var merged []group
	byPlayers := map[string]int{}
	for _, g := range groups {
		key := fmt.Sprint(g.players)
		at, known := byPlayers[key]
		if !known {
			byPlayers[key] = len(merged)
			merged = append(merged, g)
			continue
		}
		merged[at].scenes = append(merged[at].scenes, g.scenes...)
		merged[at].duration += g.duration
	}
	return merged
}

// leaveOutSettled leaves out the players of fewer than two groups.
func leaveOutSettled(groups []group, actors int) {
	appears := make([]int, actors)
	for _, g := range groups {
		for _, p := range g.players {
			appears[p]++
		}
	}
	for i := range groups {
		groups[i].players = slices.DeleteFunc(groups[i].players, func(p int) bool { return appears[p] < 2 })
	}
}
