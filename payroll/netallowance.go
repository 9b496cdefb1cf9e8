package payroll

import (
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// CSGRate is the rate of CSG on unemployment benefits, which the income of the household decides.
type CSGRate string

// Rates of CSG.
const (
	// FullCSG is the full rate; the empty word too.
	FullCSG CSGRate = "full"
	// ReducedCSG is the reduced rate.
	ReducedCSG CSGRate = "reduced"
	// ExemptCSG is for those who pay neither CSG nor CRDS.
	ExemptCSG CSGRate = "exempt"
)

var csgRates = []CSGRate{FullCSG, ReducedCSG, ExemptCSG}

// OneOf returns the words that are a CSGRate.
func (CSGRate) OneOf() []string { return valid.Texts(csgRates) }

// NetBasis is what the net of a daily allowance is computed from.
type NetBasis struct {
	// Date is a day that is paid: the floor of CSG moves with the minimum wage.
	Date civil.Date `json:"date" strict:"required"`
	// Daily is the gross daily allowance.
	Daily money.Amount `json:"daily" strict:"required"`
	// Right is what the allowance was computed from, for the average daily pay.
	Right AllowanceBasis `json:"right" strict:"required"`
	CSG   CSGRate        `json:"csg,omitempty"`
	// AlsaceMoselle says that the local health insurance is due.
	AlsaceMoselle bool `json:"alsaceMoselle,omitempty"`
}

// NetAllowance is a daily allowance after contributions, before income tax.
type NetAllowance struct {
	Daily money.Amount `json:"daily"`
	// Pension is the part of the complementary pension, Local that of the health insurance of
	// Alsace-Moselle, CSG the sum of CSG and CRDS.
	Pension money.Amount       `json:"pension"`
	Local   money.Amount       `json:"local"`
	CSG     money.Amount       `json:"csg"`
	Net     money.Amount       `json:"net"`
	Lines   []UnemploymentLine `json:"lines"`
	Notices []law.Notice       `json:"notices"`
}

// Validate reports every fault of the basis, each a [*FieldError], or nil.
func (b NetBasis) Validate() error {
	var f valid.Faults
	checkDate(&f, "date", b.Date)
	checkAmount(&f, "daily", b.Daily)
	if b.CSG != "" {
		valid.OneOf(&f, "csg", b.CSG, csgRates)
	}
	f.Enter("right")
	b.Right.check(&f)
	f.Leave()
	return f.Err()
}

// ComputeNetAllowance returns the net of a daily allowance. Up to the minimum allowance nothing is
// withheld. Above, 0.93 % of the average daily pay goes to the complementary pension, without bringing
// the allowance under the minimum. Above the floor of CSG, the daily minimum wage to the next euro,
// CSG and CRDS are due on 98.25 % of the rest, in one amount rounded once, without bringing it under
// that floor: the reading that agrees to the cent with the simulator of France Travail in July 2026.
//
// The base of the local insurance of Alsace-Moselle is not stated; a notice says so. Faults are
// told at once, each a [*FieldError].
func ComputeNetAllowance(b NetBasis, p UnemploymentParameters) (NetAllowance, error) {
	if err := b.Validate(); err != nil {
		return NetAllowance{}, err
	}
	r, err := newReckoning("date", b.Date, p)
	if err != nil {
		return NetAllowance{}, err
	}
	n := NetAllowance{Daily: b.Daily}
	left := amountFormula(b.Daily)
	withhold := func(code string, due, floor formula) money.Amount {
		room := left.minus(floor)
		taken := r.line(code, "", unitEuros, due.rounded(2).capped(room).notNegative())
		left = left.minus(taken)
		return r.amount(taken)
	}
	if minimum := r.figure("allowance/minimum"); minimum.isUnder(left) {
		n.Pension = withhold("pension", r.figure("net/pension").percent().times(r.averagePay(b.Right)), minimum)
		if left.value.Cmp(minimum.value) == 0 {
			r.tell(CodeReading, "net/pension", "the pension is held so as not to bring the allowance under its minimum; no text read says so")
		}
	}
	r.refs = law.Refs{}
	if b.AlsaceMoselle {
		floor := r.figure("net/csg-floor")
		n.Local = withhold("alsace-moselle", r.figure("net/alsace-moselle").percent().times(amountFormula(b.Daily)), floor)
	}
	if b.CSG != ExemptCSG {
		if floor := r.figure("net/csg-floor"); floor.isUnder(left) {
			n.CSG = withhold("csg-crds", left.times(r.figure("net/csg-part").percent()).times(r.csgRate(b.CSG).percent()), floor)
		}
	}
	r.refs = law.Refs{}
	n.Net = r.amount(r.line("net", "", unitEuros, left))
	n.Lines, n.Notices = r.lines, r.notices
	if r.err != nil {
		return NetAllowance{}, r.err
	}
	return n, nil
}

// csgRate is the rate of CSG and CRDS together.
func (r *reckoning) csgRate(rate CSGRate) formula {
	key := "net/csg-full"
	if rate == ReducedCSG {
		key = "net/csg-reduced"
	}
	return r.figure(key).plus(r.figure("net/crds"))
}
