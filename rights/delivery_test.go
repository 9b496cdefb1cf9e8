package rights

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
)

// filmDelivery has items of the list of reference/rights.md §6.4 with the forty days after signature it
// quotes. Days are counted on a calendar.
func filmDelivery() DeliveryList {
	return DeliveryList{
		Contract: "mandate 2026/3", Recipient: "sales agent",
		Milestones: map[string]civil.Date{"signature": on("2026-05-31")},
		Items: []DeliveryItem{
			{ID: "master", Name: "ProRes 4444 master", Kind: PictureItem, Due: on("2026-06-30"), Status: ItemAccepted, On: on("2026-06-25"), Quality: QualityPassed},
			{ID: "me", Name: "music and effects", Kind: SoundItem, After: "signature", Days: 40, Status: ItemRejected, On: on("2026-07-05"), Quality: QualityFailed},
			{ID: "dub", Name: "English version", Kind: SoundItem, After: "signature", Days: 90, Needs: []string{"me", "list"}, Status: ItemMissing},
			{ID: "list", Name: "dialogue list", Kind: TextItem, Due: on("2026-07-10"), Status: ItemSent, On: on("2026-07-01")},
			{ID: "rca", Name: "extract of the register", Kind: LegalItem, Status: ItemOrdered, On: on("2026-06-01")},
			{ID: "visa", Name: "visa d'exploitation", Kind: LegalItem, Needs: []string{"rca", "master"}, Status: ItemMissing},
			{ID: "dcp", Name: "DCP with its visa card", Kind: PictureItem, Due: on("2026-09-01"), Needs: []string{"visa"}, Status: ItemMissing},
			{ID: "epk", Name: "press kit", Kind: PublicityItem, Optional: true, Due: on("2026-07-01"), Status: ItemMissing},
			{ID: "eo", Name: "E&O policy", Kind: LegalItem, Status: ItemWaived, On: on("2026-06-02")},
		},
	}
}

func TestDeliveryReport(t *testing.T) {
	r, err := filmDelivery().Report(on("2026-07-11"))
	require.NoError(t, err)
	assert.False(t, r.Complete)
	assert.True(t, r.Completed.IsZero())
	assert.Equal(t, []string{"me", "dub", "list", "rca", "visa", "dcp"}, r.Blocking)
	assert.Equal(t, []string{"me", "list", "rca"}, r.Now)
	assert.Equal(t, []string{"me", "list", "epk"}, r.Late, "40 days after 31 May is 10 July")
	lines := map[string]DeliveryLine{}
	for _, line := range r.Lines {
		lines[line.Item] = line
	}
	assert.Equal(t, DeliveryLine{Item: "master", Status: ItemAccepted, Due: on("2026-06-30"), Days: 5}, lines["master"])
	assert.Equal(t, DeliveryLine{Item: "me", Status: ItemRejected, Due: on("2026-07-10"), Days: -1, Late: true, Blocking: true}, lines["me"])
	assert.Equal(t, on("2026-08-29"), lines["dub"].Due)
	assert.Equal(t, 49, lines["dub"].Days)
	assert.Equal(t, []string{"me"}, lines["dub"].WaitsFor, "the list has been sent")
	assert.Equal(t, []string{"rca", "visa"}, lines["dcp"].WaitsFor, "through the visa")

	r, err = filmDelivery().Report(on("2026-07-10"))
	require.NoError(t, err)
	assert.Equal(t, []string{"epk"}, r.Late, "the last day is not late")

	done := filmDelivery()
	for i := range done.Items {
		if !done.Items[i].settled() && !done.Items[i].Optional {
			done.Items[i].Status, done.Items[i].On, done.Items[i].Quality = ItemAccepted, on("2026-07-09"), QualityPassed
		}
	}
	r, err = done.Report(on("2026-07-20"))
	require.NoError(t, err)
	assert.True(t, r.Complete, "the press kit is optional")
	assert.Equal(t, on("2026-07-09"), r.Completed)
	assert.Empty(t, r.Blocking)
}

func TestDeliveriesAreRefused(t *testing.T) {
	l := DeliveryList{Milestones: map[string]civil.Date{"signature": on("2026-01-01"), "end": on("2199-12-31")}, Items: []DeliveryItem{
		{ID: "a", Name: "a", Kind: "film", Status: "lost", Quality: "good"},
		{ID: "a", Kind: SoundItem, Status: ItemMissing, On: on("2026-01-01"), Days: 3},
		{ID: "b", Name: "b", Kind: SoundItem, Status: ItemAccepted, On: on("2026-01-01"), Quality: QualityFailed, Due: on("2026-01-01"), After: "signature"},
		{ID: "c", Name: "c", Kind: SoundItem, Status: ItemMissing, After: "wrap", Needs: []string{"z"}},
		{ID: "d", Name: "d", Kind: SoundItem, Status: ItemMissing, After: "signature", Days: 3661},
		{ID: "e", Name: "e", Kind: SoundItem, Status: ItemMissing, After: "end", Days: 1},
	}}
	assert.Equal(t, []string{
		"contract", "recipient", "items[0].kind", "items[0].status", "items[0].quality", "items[0].on",
		"items[1].id", "items[1].name", "items[1].on", "items[1].after", "items[2].quality", "items[2].after",
		"items[3].after", "items[4].days", "items[5].days", "items[3].needs[0]",
	}, fieldPathsOf(t, l.Validate()))
	l = filmDelivery()
	l.Items[4].Needs = []string{"dcp"}
	_, err := l.Report(on("2026-07-11"))
	require.ErrorIs(t, err, ErrDeliveryCircle)
	assert.Equal(t, []string{"items[4].needs"}, fieldPathsOf(t, err))
	_, err = filmDelivery().Report(on("2026-07-04"))
	assert.Equal(t, []string{"items[1].on"}, fieldPathsOf(t, err))
	_, err = filmDelivery().Report(civil.Date{})
	assert.Equal(t, []string{"asOf"}, fieldPathsOf(t, err))
	assert.Equal(t, []string{"contract", "recipient", "items"}, fieldPathsOf(t, DeliveryList{}.Validate()))
	_, has := DeliveryList{}.DueDate(DeliveryItem{After: "x"})
	assert.False(t, has)
}

// Of random lists without a circle: what is waited for is what a walk over the needs reaches, and something
// can always be dealt with at once until the delivery is complete.
func TestDeliveriesAlwaysGoOn(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for range turns(200) {
		l := DeliveryList{Contract: "c", Recipient: "r"}
		for i := range 1 + r.IntN(12) {
			item := DeliveryItem{ID: fmt.Sprint(i), Name: "n", Kind: TextItem, Status: deliveryStatuses[r.IntN(len(deliveryStatuses))]}
			if item.Status != ItemMissing {
				item.On = day(r.IntN(10))
			}
			for j := range i {
				if r.IntN(4) == 0 {
					item.Needs = append(item.Needs, fmt.Sprint(j))
				}
			}
			l.Items = append(l.Items, item)
		}
		report, err := l.Report(day(20))
		require.NoError(t, err)
		require.Equal(t, len(report.Blocking) == 0, report.Complete)
		require.Equal(t, report.Complete, len(report.Now) == 0)
		for i, line := range report.Lines {
			require.Equal(t, plainWaits(l, i), line.WaitsFor)
		}
	}
}

// plainWaits asks again and again until nothing is added.
func plainWaits(l DeliveryList, i int) []string {
	wanted := map[string]bool{l.Items[i].ID: true}
	for grown := true; grown; {
		grown = false
		for _, item := range l.Items {
			if !wanted[item.ID] || item.handed() {
				continue
			}
			for _, need := range item.Needs {
				k := slices.IndexFunc(l.Items, func(x DeliveryItem) bool { return x.ID == need })
				if !l.Items[k].handed() && !wanted[need] {
					wanted[need], grown = true, true
				}
			}
		}
	}
	var list []string
	for _, item := range l.Items[:i] {
		if wanted[item.ID] {
			list = append(list, item.ID)
		}
	}
	return list
}

func TestDecodeDelivery(t *testing.T) {
	document, err := json.Marshal(filmDelivery())
	require.NoError(t, err)
	l, err := DecodeDelivery(strings.NewReader(string(document)))
	require.NoError(t, err)
	assert.Equal(t, filmDelivery(), l)
	_, err = DecodeDelivery(strings.NewReader(`{"contract":"c","recipient":"r","items":[{"id":"a","name":"a","kind":"film","status":"missing","extra":1}]}`))
	assert.ElementsMatch(t, []string{"items[0].kind", "items[0].extra"}, fieldPathsOf(t, err))
}

func FuzzDecodeDelivery(f *testing.F) {
	document, err := json.Marshal(filmDelivery())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(document))
	f.Fuzz(func(t *testing.T, document string) {
		l, err := DecodeDelivery(strings.NewReader(document))
		if err != nil {
			return
		}
		report, err := l.Report(on("2199-12-31"))
		if err != nil {
			t.Fatal(err)
		}
		if report.Complete != (len(report.Now) == 0) {
			t.Fatal("neither complete nor anything to do")
		}
	})
}

func BenchmarkDeliveryReport(b *testing.B) {
	l := DeliveryList{Contract: "c", Recipient: "r"}
	for i := range 1000 {
		item := DeliveryItem{ID: fmt.Sprint(i), Name: "n", Kind: TextItem, Status: ItemMissing, Due: day(i)}
		for j := max(0, i-3); j < i; j += 2 {
			item.Needs = append(item.Needs, fmt.Sprint(j))
		}
		l.Items = append(l.Items, item)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := l.Report(day(500)); err != nil {
			b.Fatal(err)
		}
	}
}
