package rights

import (
	"errors"
	"io"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
)

// ErrDeliveryCircle reports items of a delivery each of which needs the other.
var ErrDeliveryCircle = errors.New("needs itself, directly or through others")

// DeliveryList is what a contract has delivered (liste des livrables, delivery schedule).
type DeliveryList struct {
	Contract string `json:"contract" strict:"required"`
	// Recipient receives what no item names another recipient for.
	Recipient string `json:"recipient" strict:"required"`
	// Milestones are the days that items are due after, by name: "signature", "final-mix".
	Milestones map[string]civil.Date `json:"milestones,omitempty"`
	Items      []DeliveryItem        `json:"items" strict:"required,max=1000"`
}

// DeliveryItem is a piece of material or a document to deliver (élément livrable).
type DeliveryItem struct {
	ID   string       `json:"id" strict:"required"`
	Name string       `json:"name" strict:"required"`
	Kind DeliveryKind `json:"kind" strict:"required"`
	// Optional items do not hold up the delivery.
	Optional bool `json:"optional,omitempty"`
	// Due is the last day for the item; or it is so many Days, calendar days, after the milestone After.
	// An item with neither is due with the delivery as a whole, on no day of its own.
	Due   civil.Date `json:"due,omitzero"`
	After string     `json:"after,omitempty"`
	Days  int        `json:"days,omitempty"`
	// Recipient and Bearer are who receives it and who bears its cost, where the list says otherwise.
	Recipient string `json:"recipient,omitempty"`
	Bearer    string `json:"bearer,omitempty"`
	// Needs are the items without which this one cannot be made or sent: a quality report needs the
	// master, the visa the number of the register.
	Needs  []string       `json:"needs,omitempty" strict:"max=200"`
	Status DeliveryStatus `json:"status" strict:"required"`
	// On is the day of the status, which everything but what is missing has.
	On civil.Date `json:"on,omitzero"`
	// Quality is the result of the quality control, of an item that has been through it.
	Quality QualityResult `json:"quality,omitempty"`
	Note    string        `json:"note,omitempty"`
}

// DeliveryKind is what an item is.
type DeliveryKind string

// Kinds of items.
const (
	PictureItem   DeliveryKind = "picture"   // masters, DCP, textless elements, trailer
	SoundItem     DeliveryKind = "sound"     // printmasters, music and effects, stems
	TextItem      DeliveryKind = "text"      // subtitles, dialogue list, credits
	LegalItem     DeliveryKind = "legal"     // chain of title, visa, register, insurance
	AccountsItem  DeliveryKind = "accounts"  // certified cost, residuals
	PublicityItem DeliveryKind = "publicity" // stills, key art, press kit
	TechnicalItem DeliveryKind = "technical" // quality reports, laboratory access
)

var deliveryKinds = []DeliveryKind{PictureItem, SoundItem, TextItem, LegalItem, AccountsItem, PublicityItem, TechnicalItem}

// OneOf returns the words that are a DeliveryKind.
func (DeliveryKind) OneOf() []string { return valid.Texts(deliveryKinds) }

// DeliveryStatus is where an item stands.
type DeliveryStatus string

// Statuses.
const (
	ItemMissing  DeliveryStatus = "missing"
	ItemOrdered  DeliveryStatus = "ordered"
	ItemSent     DeliveryStatus = "sent"
	ItemRejected DeliveryStatus = "rejected"
	ItemAccepted DeliveryStatus = "accepted"
	// ItemWaived: the recipient does without.
	ItemWaived DeliveryStatus = "waived"
)

var deliveryStatuses = []DeliveryStatus{ItemMissing, ItemOrdered, ItemSent, ItemRejected, ItemAccepted, ItemWaived}

// OneOf returns the words that are a DeliveryStatus.
func (DeliveryStatus) OneOf() []string { return valid.Texts(deliveryStatuses) }

// QualityResult is the result of a quality control.
type QualityResult string

// Results.
const (
	QualityPassed QualityResult = "passed"
	QualityFailed QualityResult = "failed"
)

var qualityResults = []QualityResult{QualityPassed, QualityFailed}

// OneOf returns the words that are a QualityResult.
func (QualityResult) OneOf() []string { return valid.Texts(qualityResults) }

// settled reports whether nothing is left to do for the item.
func (i DeliveryItem) settled() bool { return i.Status == ItemAccepted || i.Status == ItemWaived }

// handed reports whether the item exists, so that others can be made of it.
func (i DeliveryItem) handed() bool { return i.settled() || i.Status == ItemSent }

// maxDeliveryDays bounds how long after a milestone an item is due.
const maxDeliveryDays = 3660

// DecodeDelivery reads a list from JSON and checks it, as strictly as [DecodeDeal]. All faults are told at
// once, each a [*FieldError].
func DecodeDelivery(r io.Reader) (DeliveryList, error) {
	return strictjson.DecodeValid[DeliveryList](r)
}

// Validate reports every fault of the list, each a [*FieldError], or nil: items that are missing, given
// twice, due twice over, that need what is not in the list or, in a circle, themselves, and statuses without
// their day.
func (l DeliveryList) Validate() error {
	var f valid.Faults
	for _, text := range []struct{ field, text string }{{"contract", l.Contract}, {"recipient", l.Recipient}} {
		if text.text == "" {
			f.Add(text.field, nil, valid.ErrMissing)
		}
	}
	if len(l.Items) == 0 {
		f.Add("items", nil, valid.ErrMissing)
	}
	at := make(map[string]int, len(l.Items))
	f.Enter("items")
	for i, item := range l.Items {
		f.Index(i)
		_, twice := at[item.ID]
		checkName(&f, "id", item.ID, twice)
		at[item.ID] = i
		item.check(&f, l.Milestones)
		f.Leave()
	}
	l.checkNeeds(&f, at)
	f.Leave()
	return f.Err()
}

func (i DeliveryItem) check(f *valid.Faults, milestones map[string]civil.Date) {
	if i.Name == "" {
		f.Add("name", nil, valid.ErrMissing)
	}
	valid.OneOf(f, "kind", i.Kind, deliveryKinds)
	valid.OneOf(f, "status", i.Status, deliveryStatuses)
	if i.Quality != "" {
		valid.OneOf(f, "quality", i.Quality, qualityResults)
	}
	switch {
	case i.Status == ItemMissing && !i.On.IsZero():
		f.Addf("on", i.On, valid.ErrUnknownField, "what is missing has no day")
	case i.Status != ItemMissing && i.On.IsZero():
		f.Add("on", nil, valid.ErrMissing)
	}
	if i.Status == ItemAccepted && i.Quality == QualityFailed {
		f.Addf("quality", i.Quality, valid.ErrOutOfRange, "what failed is not accepted: it is rejected or waived")
	}
	i.checkDue(f, milestones)
}

func (i DeliveryItem) checkDue(f *valid.Faults, milestones map[string]civil.Date) {
	day, known := milestones[i.After]
	switch {
	case i.After == "" && i.Days != 0:
		f.Add("after", nil, valid.ErrMissing)
	case i.After != "" && !i.Due.IsZero():
		f.Addf("after", i.After, valid.ErrDuplicate, "the item has a day of its own")
	case i.After != "" && !known:
		f.Add("after", i.After, valid.ErrReference)
	case i.Days < 0 || i.Days > maxDeliveryDays:
		f.Addf("days", i.Days, valid.ErrOutOfRange, "0 to %d", maxDeliveryDays)
	case i.After != "":
		if _, err := day.AddDays(i.Days); err != nil {
			f.Add("days", i.Days, err)
		}
	}
}

// checkNeeds tells needs that are not in the list and circles.
func (l DeliveryList) checkNeeds(f *valid.Faults, at map[string]int) {
	for i, item := range l.Items {
		f.Index(i)
		f.Enter("needs")
		for j, need := range item.Needs {
			if _, known := at[need]; !known {
				f.Index(j)
				f.Add("", need, valid.ErrReference)
				f.Leave()
			}
		}
		f.Leave()
		f.Leave()
	}
	if f.Any() {
		return
	}
	if i := l.circle(at); i >= 0 {
		f.Index(i)
		f.Add("needs", l.Items[i].ID, ErrDeliveryCircle)
		f.Leave()
	}
}

// circle returns the first item that cannot come before all that need it, or -1: items are taken away once
// all they need is.
func (l DeliveryList) circle(at map[string]int) int {
	left := make([]int, len(l.Items))
	wanted := make([][]int, len(l.Items))
	free := []int{}
	for i, item := range l.Items {
		if left[i] = len(item.Needs); left[i] == 0 {
			free = append(free, i)
		}
		for _, need := range item.Needs {
			wanted[at[need]] = append(wanted[at[need]], i)
		}
	}
	for len(free) > 0 {
		last := free[len(free)-1]
		free = free[:len(free)-1]
		for _, i := range wanted[last] {
			if left[i]--; left[i] == 0 {
				free = append(free, i)
			}
		}
	}
	for i, n := range left {
		if n > 0 {
			return i
		}
	}
	return -1
}
