// Package chain carries one film from script to receipts on the files of a folder: each stage is a file that
// reads its document, checks it, and computes from what the stages before it came to.
package chain

import (
	"cmp"
	"io/fs"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
)

// Production is everything that was computed, stage by stage.
type Production struct {
	Title    string `json:"title"`
	Currency string `json:"currency"`
	// AsOf is the stated day in the middle of the shoot up to which costs are known.
	AsOf      civil.Date `json:"asOf"`
	Breakdown Breakdown  `json:"breakdown"`
	Schedule  Schedule   `json:"schedule"`
	Payroll   Payroll    `json:"payroll"`
	Budget    Budget     `json:"budget"`
	Financing Financing  `json:"financing"`
	Treasury  Treasury   `json:"treasury"`
	Control   Control    `json:"control"`
	Replan    Replan     `json:"replan"`
	Delivery  Delivery   `json:"delivery"`
	Receipts  Receipts   `json:"receipts"`
	// Notices are those of all stages, each once; what the ledger says of entries is in Control alone.
	Notices []law.Notice `json:"notices"`
}

// stages are the stages in their order.
var stages = []struct {
	name    string
	compute func(*film, *Production) error
}{
	{"breakdown", (*film).computeBreakdown}, {"schedule", (*film).computeSchedule}, {"payroll", (*film).computePayroll},
	{"budget", (*film).computeBudget}, {"financing", (*film).computeFinancing}, {"treasury", (*film).computeTreasury},
	{"control", (*film).computeControl}, {"replan", (*film).computeReplan}, {"delivery", (*film).computeDelivery},
	{"receipts", (*film).computeReceipts},
}

// Stages returns the names of the stages in their order.
func Stages() []string {
	var names []string
	for _, s := range stages {
		names = append(names, s.name)
	}
	return names
}

// Produce runs the whole chain on the files of a folder and tells of each stage when it begins. Every fault
// names its file and path.
func Produce(folder fs.FS, begins func(stage string)) (Production, error) {
	f, err := open(folder)
	if err != nil {
		return Production{}, err
	}
	p := Production{Title: f.budget.Title, Currency: f.budget.Currency}
	for _, stage := range stages {
		begins(stage.name)
		if err := stage.compute(&f, &p); err != nil {
			return Production{}, err
		}
	}
	p.Notices = p.allNotices()
	return p, nil
}

// allNotices returns every notice of the chain once.
func (p Production) allNotices() []law.Notice {
	return eachOnce(slices.Concat(
		p.Schedule.notices(), p.Payroll.Notices, p.Budget.notices(), p.Financing.notices(), p.Treasury.notices(),
		p.Replan.Result.Result.Notices, p.Delivery.Notices,
	))
}

// eachOnce sorts notices by code and key, and keeps the first of each.
func eachOnce(all []law.Notice) []law.Notice {
	slices.SortStableFunc(all, func(a, b law.Notice) int {
		return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.Key, b.Key))
	})
	return slices.CompactFunc(all, func(a, b law.Notice) bool { return a.Code == b.Code && a.Key == b.Key })
}
