package schedule

import (
	"encoding/binary"
	"slices"
)

// dayOrder is the best order found of the scenes of a slot.
type dayOrder struct {
	scenes []int32
	moves  int
	// kept says that light, precedence and the hours of players are.
	kept bool
}

// ordering looks for orders within days and remembers them.
type ordering struct {
	m      *shootModel
	cap    int
	known  map[string]dayOrder
	key    []byte
	capped bool // some search ended before it had seen everything

	// of the search in hand
	call     int
	nodes    int
	scenes   []int32
	limited  []limitedPlayer
	path     []int32
	best     []int32
	moves    int
	distinct int
}

// limitedPlayer is somebody of the day whose hours may not hold it whole.
type limitedPlayer struct {
	player int32
	hours  dayHours
	left   int // scenes still to come
	begin  int // minute of work of the first, -1 before
}

func newOrdering(m *shootModel, most int) *ordering {
	return &ordering{m: m, cap: most, known: map[string]dayOrder{}}
}

// maxKnown bounds how many orders are remembered.
const maxKnown = 1 << 17

// of returns the order of the scenes of a date, of which there are at most so many locations. Fewest moves
// come first, then the order of the document.
//
// Complexity: the orders of the scenes at worst, cut off at a number of nodes.
func (o *ordering) of(scenes []int32, date, call, distinct int) dayOrder {
	o.key = binary.LittleEndian.AppendUint32(o.key[:0], uint32(call))
	o.limit(scenes, date)
	if len(o.limited) > 0 {
		o.key = binary.LittleEndian.AppendUint32(o.key, uint32(date))
	} else {
		o.key = append(o.key, 0)
	}
	for _, i := range scenes {
		o.key = binary.LittleEndian.AppendUint16(o.key, uint16(i))
	}
	if found, ok := o.known[string(o.key)]; ok {
		return found
	}
	if len(scenes) > 60 { // more than the set of those placed holds, and than any day does
		o.capped = true
		return dayOrder{scenes: clustered(o.m, scenes), moves: distinct - 1}
	}
	if len(o.known) >= maxKnown {
		clear(o.known)
	}
	o.scenes, o.call, o.distinct = scenes, call, distinct
	o.nodes, o.best, o.path = 0, nil, o.path[:0]
	o.moves = len(scenes)
	o.place(0, 0, false, 0)
	if o.nodes > o.cap {
		o.capped = true
	}
	found := dayOrder{scenes: o.best, moves: o.moves, kept: true}
	if o.best == nil {
		found = dayOrder{scenes: clustered(o.m, scenes), moves: distinct - 1}
	}
	o.known[string(o.key)] = found
	return found
}

// limit lists the players whose hours are limited.
func (o *ordering) limit(scenes []int32, date int) {
	o.limited = o.limited[:0]
	for _, i := range scenes {
		for _, who := range o.m.scenes[i].cast {
			hours := o.m.player[who]
			if hours == nil || hours[date] == anyHours {
				continue
			}
			at := slices.IndexFunc(o.limited, func(l limitedPlayer) bool { return l.player == who })
			if at < 0 {
				at = len(o.limited)
				o.limited = append(o.limited, limitedPlayer{player: who, hours: hours[date], begin: -1})
			}
			o.limited[at].left++
		}
	}
}

// place tries every scene as the next one. The set has those placed, work the minutes of them.
func (o *ordering) place(placed uint64, work int, dark bool, moves int) bool {
	if o.nodes++; o.nodes > o.cap {
		return true
	}
	if len(o.path) == len(o.scenes) {
		if o.ends(work) {
			o.best, o.moves = slices.Clone(o.path), moves
		}
		return o.best != nil && o.moves == o.distinct-1
	}
	last := int32(-1)
	if n := len(o.path); n > 0 {
		last = o.m.scenes[o.path[n-1]].location
	}
	for _, stay := range []bool{true, false} { // the same location first
		for n, i := range o.scenes {
			scene := &o.m.scenes[i]
			if placed>>n&1 == 1 || last >= 0 && stay != (scene.location == last) || last < 0 && !stay {
				continue
			}
			if dark && scene.light || !o.follows(i, placed) {
				continue
			}
			begin, more := work, moves
			if last >= 0 && !stay {
				begin += o.m.s.Rules.MoveMinutes
				more++
			}
			if more >= o.moves {
				continue
			}
			if o.enter(scene, begin, begin+scene.minutes) {
				o.path = append(o.path, i)
				stop := o.place(placed|1<<n, begin+scene.minutes, dark || scene.dark, more)
				o.path = o.path[:len(o.path)-1]
				if stop {
					o.leave(scene, begin)
					return true
				}
			}
			o.leave(scene, begin)
		}
	}
	return false
}

// follows reports whether every scene of the day that comes before one is placed.
func (o *ordering) follows(i int32, placed uint64) bool {
	for _, first := range o.m.scenes[i].before {
		if n := slices.Index(o.scenes, first); n >= 0 && placed>>n&1 == 0 {
			return false
		}
	}
	return true
}

// enter lets the limited players of a scene begin, and reports whether none is there for too long.
func (o *ordering) enter(scene *plannedScene, begin, end int) bool {
	kept := true
	for n := range o.limited {
		l := &o.limited[n]
		if slices.Contains(scene.cast, l.player) {
			l.left--
			if l.begin < 0 {
				l.begin = begin
			}
		}
		if l.begin >= 0 && l.left >= 0 && (slices.Contains(scene.cast, l.player) || l.left > 0) && end-l.begin > l.hours.work {
			kept = false
		}
	}
	return kept
}

func (o *ordering) leave(scene *plannedScene, begin int) {
	for n := range o.limited {
		l := &o.limited[n]
		if slices.Contains(scene.cast, l.player) {
			l.left++
			if l.begin == begin {
				l.begin = -1
			}
		}
	}
}

// ends reports whether a whole order keeps the hours of the clock, which depend on whether there is a meal.
func (o *ordering) ends(whole int) bool {
	rules := &o.m.s.Rules
	for n := range o.limited {
		l := &o.limited[n]
		begin, end, work := -1, 0, 0
		last := int32(-1)
		for _, i := range o.path {
			scene := &o.m.scenes[i]
			if last >= 0 && scene.location != last {
				work += rules.MoveMinutes
			}
			last = scene.location
			if slices.Contains(scene.cast, l.player) {
				if begin < 0 {
					begin = work
				}
				end = work + scene.minutes
			}
			work += scene.minutes
		}
		if o.call+rules.elapsed(begin, true, whole) < l.hours.from || o.call+rules.elapsed(end, false, whole) > l.hours.to {
			return false
		}
	}
	return true
}

// clustered orders scenes by day before night, location by location as they come: a location of both is the last by
// day and the first by night. Scenes without light go with the others of their location. It has as many moves as
// [shootModel.mixedMoves] says.
func clustered(m *shootModel, scenes []int32) []int32 {
	type visit struct {
		place int32
		dark  bool
	}
	light, dark := map[int32]bool{}, map[int32]bool{}
	for _, i := range scenes {
		c := &m.scenes[i]
		light[c.location] = light[c.location] || c.light
		dark[c.location] = dark[c.location] || c.dark
	}
	both := int32(-1)
	var visits []visit
	for _, i := range scenes {
		place := m.scenes[i].location
		if light[place] && dark[place] && both < 0 {
			both = place
		}
		for _, v := range []visit{{place, false}, {place, true}} {
			if (v.dark && dark[place] || !v.dark && (light[place] || !dark[place])) && !slices.Contains(visits, v) {
				visits = append(visits, v)
			}
		}
	}
	rank := func(v visit) int { // by day, the location of both by day and by night, by night
		switch {
		case !v.dark && v.place != both:
			return 0
		case !v.dark:
			return 1
		case v.place == both:
			return 2
		}
		return 3
	}
	slices.SortStableFunc(visits, func(a, b visit) int { return rank(a) - rank(b) })
	var out []int32
	for _, v := range visits {
		for _, i := range scenes {
			c := &m.scenes[i]
			byNight := c.dark || !c.light && !light[c.location] && dark[c.location]
			if c.location == v.place && byNight == v.dark {
				out = append(out, i)
			}
		}
	}
	return out
}
