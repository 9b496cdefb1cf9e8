package rights

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"

	"github.com/bobine-film/bobine/civil"
)

// prints are the fingerprints of the events of the open period: of the id, and of the whole event. They
// tell an event that is sent twice, and two events of one id, in 16 bytes an event. Two different events
// are taken for one only when their ids share one of 64 bits (FNV-1a) and they share one of 64 bits (of
// SHA-256) as a whole.
//
// They are a hash table with open addressing, its size a power of two or nothing.
type prints struct {
	table []print
	used  int
}

type print struct{ id, whole uint64 } // an id of 0 is no print

// find returns the fingerprint of the event of an id, 0 where there is none.
func (p *prints) find(id uint64) uint64 {
	if p.used == 0 {
		return 0
	}
	return p.table[p.slot(id)].whole
}

// slot returns where an id is, or where it belongs.
func (p *prints) slot(id uint64) int {
	mask := len(p.table) - 1
	i := int(id) & mask
	for p.table[i].id != 0 && p.table[i].id != id {
		i = (i + 1) & mask
	}
	return i
}

// add puts in an event that is not there.
func (p *prints) add(id, whole uint64) {
	if 8*(p.used+1) > 7*len(p.table) {
		old := p.table
		p.table = make([]print, max(8, 2*len(old)))
		for _, o := range old {
			if o.id != 0 {
				p.table[p.slot(o.id)] = o
			}
		}
	}
	p.table[p.slot(id)] = print{id, whole}
	p.used++
}

// clear forgets all events, and keeps the memory.
func (p *prints) clear() {
	clear(p.table)
	p.used = 0
}

func (p *prints) clone() prints { return prints{slices.Clone(p.table), p.used} }

// list returns the prints in the order of their ids.
func (p *prints) list() []print {
	list := make([]print, 0, p.used)
	for _, o := range p.table {
		if o.id != 0 {
			list = append(list, o)
		}
	}
	slices.SortFunc(list, func(a, b print) int {
		if a.id < b.id {
			return -1
		}
		return 1
	})
	return list
}

// prints returns the fingerprints of an event, neither of them 0.
func (f *Fold) prints(e Event) (id, whole uint64) {
	text := f.text[:0]
	add := func(parts ...string) {
		for _, part := range parts {
			text = binary.AppendUvarint(text, uint64(len(part)))
			text = append(text, part...)
		}
	}
	id = 14695981039346656037
	for i := range len(e.ID) {
		id = (id ^ uint64(e.ID[i])) * 1099511628211
	}
	add(e.ID, string(e.Kind), e.Pot, e.Account, e.Meter)
	for _, n := range [3]uint64{uint64(e.Date.DaysSince(civil.Date{})), uint64(e.Sequence), uint64(e.Amount.Cents())} {
		text = binary.AppendUvarint(text, n) // every part is preceded by its length or ends by itself
	}
	if o := e.Foreign; o != nil {
		add(o.Currency, o.Rate.String(), o.Source)
		text = binary.AppendUvarint(text, uint64(o.Amount.Cents()))
	}
	sum := sha256.Sum256(text)
	f.text = text
	return max(1, id), max(1, binary.BigEndian.Uint64(sum[:]))
}
