package schedule

import (
	"encoding/json"
	"strings"
)

// What a USS document has in JSON. Reading takes what programs write in practice, writing keeps to
// the standard: a text may have come as a number, a length as a text, a list as null.

// ussText is a text, null where it is empty.
type ussText struct {
	text string
	bad  bool
}

func (t *ussText) UnmarshalJSON(b []byte) error {
	switch b[0] {
	case '"':
		return json.Unmarshal(b, &t.text)
	case '{', '[':
		t.bad = true
	case 'n':
	default:
		t.text = string(b)
	}
	return nil
}

func (t ussText) MarshalJSON() ([]byte, error) {
	if t.text == "" {
		return []byte("null"), nil
	}
	return json.Marshal(t.text)
}

// ussNumber is a number as written, null where it is empty.
type ussNumber struct {
	digits string
	bad    bool
}

func (n *ussNumber) UnmarshalJSON(b []byte) error {
	switch b[0] {
	case '"':
		var s string
		if err := json.Unmarshal(b, &s); err != nil {
			return err
		}
		n.digits = strings.TrimSpace(s)
	case '{', '[', 't', 'f':
		n.bad = true
	case 'n':
	default:
		n.digits = string(b)
	}
	return nil
}

func (n ussNumber) MarshalJSON() ([]byte, error) {
	if n.digits == "" {
		return []byte("null"), nil
	}
	return []byte(n.digits), nil
}

// ussIDs are identifiers, or days of identifiers. An identifier among days is on no day.
type ussIDs []USSGroup

func (l *ussIDs) UnmarshalJSON(b []byte) error {
	var items []json.RawMessage
	if err := json.Unmarshal(b, &items); err != nil {
		return err
	}
	*l = nil
	for _, item := range items {
		if item[0] == '[' {
			day := USSGroup{Day: true, Breakdowns: []string{}}
			if err := json.Unmarshal(item, &day.Breakdowns); err != nil {
				return err
			}
			*l = append(*l, day)
			continue
		}
		var id string
		if err := json.Unmarshal(item, &id); err != nil {
			return err
		}
		if n := len(*l); n == 0 || (*l)[n-1].Day {
			*l = append(*l, USSGroup{})
		}
		last := &(*l)[len(*l)-1]
		last.Breakdowns = append(last.Breakdowns, id)
	}
	return nil
}

func (l ussIDs) MarshalJSON() ([]byte, error) {
	items := []any{}
	for _, g := range l {
		if g.Day {
			items = append(items, append([]string{}, g.Breakdowns...))
			continue
		}
		for _, id := range g.Breakdowns {
			items = append(items, id)
		}
	}
	return json.Marshal(items)
}

type ussDocument struct {
	Body *ussBody `json:"universalScheduleStandard"`
}

type ussBody struct {
	ID          string          `json:"id"`
	Author      ussText         `json:"author"`
	Company     ussText         `json:"company"`
	Created     string          `json:"created"`
	Description ussText         `json:"description"`
	Episode     ussText         `json:"episode"`
	EpisodeName ussText         `json:"episodeName"`
	Name        string          `json:"name"`
	Project     ussText         `json:"project"`
	SchedColor  ussText         `json:"schedColor"`
	SchedDate   ussText         `json:"schedDate"`
	ScriptColor ussText         `json:"scriptColor"`
	ScriptDate  ussText         `json:"scriptDate"`
	Season      ussText         `json:"season"`
	Source      string          `json:"source"`
	Version     string          `json:"ussVersion"`
	OldVersion  string          `json:"version,omitempty"` // of drafts before 1.0
	Breakdowns  []ussStrip      `json:"breakdowns"`
	Categories  []ussCategory   `json:"categories"`
	Elements    []ussElement    `json:"elements"`
	Stripboards []ussStripboard `json:"stripboards"`
	Calendars   []ussCalendar   `json:"calendars"`
}

type ussStrip struct {
	ID          string         `json:"id"`
	BannerText  ussText        `json:"bannerText"`
	Comments    ussText        `json:"comments"`
	Created     string         `json:"created"`
	Description ussText        `json:"description"`
	Elements    []string       `json:"elements"`
	Quantities  map[string]int `json:"_quantities,omitempty"`
	Omitted     bool           `json:"_omitted,omitempty"`
	Pages       ussNumber      `json:"pages"`
	Scene       ussText        `json:"scene"`
	ScriptPage  ussText        `json:"scriptPage"`
	Duration    ussNumber      `json:"duration"`
	Time        ussNumber      `json:"time,omitzero"` // Duration in drafts before 1.0
	Type        string         `json:"type"`
}

type ussCategory struct {
	ID       string   `json:"id"`
	UCID     int      `json:"ucid"`
	Created  string   `json:"created"`
	Name     string   `json:"name"`
	Elements []string `json:"elements,omitempty"` // in drafts before 1.0, where an element had no category
}

type ussElement struct {
	ID        string     `json:"id"`
	Category  string     `json:"category"`
	Created   string     `json:"created"`
	DaysOff   []int      `json:"daysOff"`
	DropDays  *int       `json:"dropDayCount"`
	DoodDays  *int       `json:"doodDayCount,omitempty"` // the same, in a sample of the standard
	ElementID ussText    `json:"elementId"`
	Events    []ussEvent `json:"events"`
	Dood      *bool      `json:"isDood"`
	Drop      *bool      `json:"isDrop"`
	Hold      *bool      `json:"isHold"`
	IDLock    bool       `json:"isIdLock"`
	Linked    []string   `json:"linkedElements"`
	Name      string     `json:"name"`
}

type ussEvent struct {
	ID   string  `json:"id"`
	Date string  `json:"date"`
	Type string  `json:"type"`
	Name ussText `json:"name"`
}

type ussStripboard struct {
	ID       string     `json:"id"`
	Boards   []ussBoard `json:"boards"`
	Calendar ussText    `json:"calendar"`
	Name     string     `json:"name"`
}

type ussBoard struct {
	ID     string  `json:"id"`
	Name   string  `json:"name"`
	IDs    ussIDs  `json:"breakdownIds"`
	Arrays *ussIDs `json:"breakdownArrays,omitempty"` // the same, in a sample of the standard
}

type ussCalendar struct {
	ID      string     `json:"id"`
	DaysOff []int      `json:"daysOff"`
	Events  []ussEvent `json:"events"`
	Name    string     `json:"name"`
}
