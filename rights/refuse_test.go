package rights

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// wholeDeal has every kind of step, of condition and of event.
const wholeDeal = `{"currency": "EUR", "meters": ["entrees"], "clawback": ["distributeur"], "exchange": "banque",
 "accounts": [
  {"id": "mg", "opening": "100.00", "premium": "1/5", "cap": "150.00", "currency": "EUR",
   "interest": {"rate": "0.05", "from": "2026-01-01", "method": "compound", "basis": "act/360", "capitalise": "quarterly", "first": "interest"}},
  {"id": "tri", "opening": "50.00", "payee": "investisseur"}],
 "pots": [
  {"id": "salle", "steps": [
    {"kind": "bracket", "name": "commission", "payee": "distributeur", "levels": [{"from": "0.00", "rate": "3/10"}, {"from": "90.00", "rate": "1/5", "retroactive": true}]},
    {"kind": "recoup", "name": "MG", "account": "mg", "ranks": [{"amount": "60.00", "shares": [{"payee": "distributeur", "share": "1"}]}, {"shares": [{"payee": "vendeur", "share": "1"}]}]},
    {"kind": "tier", "name": "couloir", "counts": "couloir", "shares": [{"payee": "investisseur", "share": "1/2"}, {"payee": "producteur", "share": "1/2"}, {"payee": "auteur", "share": "1/10", "of": "producteur"}, {"payee": "agent", "share": "1/20", "borneBy": "producteur"}],
     "until": {"any": [{"empty": "tri"}, {"all": [{"payee": "auteur", "amount": "9.00"}, {"reaches": "500.00", "of": ["entrees", "tele"]}]}, {"total": "80.00", "of": ["tele"]}]}},
    {"kind": "to", "name": "RNPP", "pot": "rnpp"}]},
  {"id": "tele", "steps": [
    {"kind": "percent", "name": "mandat", "rate": "1/10", "pot": "rnpp"},
    {"kind": "bonus", "name": "prime", "payee": "auteur", "meter": "entrees", "levels": [{"from": "100.00", "amount": "5.00"}, {"from": "200.00", "amount": "7.00"}]},
    {"kind": "to", "name": "RNPP", "pot": "rnpp"}]},
  {"id": "rnpp", "steps": [
    {"kind": "meter", "name": "compte", "meter": "RNPP"},
    {"kind": "percent", "name": "auteur", "rate": "1/50", "payee": "auteur", "meter": "RNPP"},
    {"kind": "split", "name": "reste", "shares": [{"payee": "producteur", "share": "1"}]}]}],
 "events": [
  {"id": "e1", "date": "2026-03-31", "kind": "receipt", "pot": "salle", "amount": "95.00", "foreign": {"currency": "USD", "amount": "100.00", "rate": "0.94", "source": "contract"}},
  {"id": "e2", "date": "2026-04-30", "kind": "charge", "account": "mg", "amount": "10.00"},
  {"id": "e3", "date": "2026-05-31", "kind": "accrue", "account": "mg", "amount": "1.00"},
  {"id": "e4", "date": "2026-06-30", "kind": "measure", "meter": "entrees", "amount": "120.00"},
  {"id": "e5", "date": "2026-07-31", "kind": "credit", "pot": "salle", "amount": "5.00"}],
 "amendments": [{"from": "2026-05-01", "plan": {"accounts": [{"id": "mg", "opening": "100.00"}], "meters": ["entrees"], "pots": [{"id": "salle", "steps": []}]}}],
 "closes": ["2026-03-31", "2026-06-30"]}`

func TestWholeDealIsSound(t *testing.T) {
	deal, err := DecodeDeal(strings.NewReader(wholeDeal))
	require.NoError(t, err)
	result, err := Run(deal)
	require.NoError(t, err)
	assert.Equal(t, result.TotalIn, result.TotalOut)
}

// Each case has one fault, told once by its path.
func TestDealRefuses(t *testing.T) {
	for _, c := range []struct{ name, old, replacement, want string }{
		{"a cap below the opening", `"cap": "150.00"`, `"cap": "99.99"`, "accounts[0].opening: is out of range"},
		{"a negative cap", `"cap": "150.00"`, `"cap": "-1.00"`, "accounts[0].cap: is negative"},
		{"a premium of a thousand times", `"premium": "1/5"`, `"premium": "1001"`, "accounts[0].premium: is out of range"},
		{"another currency", `"150.00", "currency": "EUR"`, `"150.00", "currency": "USD"`, "accounts[0].currency: is out of range: the plan is in EUR"},
		{"an account that follows nobody", `"payee": "investisseur"}],`, `"payee": "personne"}],`, "accounts[1].payee: names nothing in the document"},
		{"an account recouped that follows somebody", `"account": "mg", "ranks"`, `"account": "tri", "ranks"`, "pots[0].steps[1].account: is out of range: it follows a payee"},
		{"a meter of a pot's name", `["entrees"], "clawback"`, `["entrees", "salle"], "clawback"`, "meters: is given twice"},
		{"a meter twice", `["entrees"], "clawback"`, `["entrees", "entrees"], "clawback"`, "meters[1]: is given twice"},
		{"a step that counts by a pot's name", `"counts": "couloir"`, `"counts": "rnpp"`, "pots[0].steps[2].counts: is given twice"},
		{"a meter step of a pot's name", `"name": "compte", "meter": "RNPP"}`, `"name": "compte", "meter": "salle"}, {"kind": "meter", "name": "comptes", "meter": "RNPP"}`, "pots[2].steps[0].meter: is given twice"},
		{"nobody gives back twice", `["distributeur"]`, `["distributeur", "distributeur"]`, "clawback[1]: is given twice"},
		{"a stranger gives back", `["distributeur"]`, `["distributeur", "personne"]`, "clawback[1]: names nothing in the document"},
		{"the rest has the differences of exchange", `"exchange": "banque"`, `"exchange": "unallocated"`, "exchange: is out of range"},
		{"a retroactive level of who keeps", `"clawback": ["distributeur"]`, `"clawback": ["producteur"]`, "pots[0].steps[0].levels[1].retroactive: is out of range: the payee has to be one of clawback"},
		{"levels that fall", `{"from": "90.00", "rate"`, `{"from": "0.00", "rate"`, "pots[0].steps[0].levels[1].from: is out of range"},
		{"a negative level", `{"from": "0.00", "rate"`, `{"from": "-0.01", "rate"`, "pots[0].steps[0].levels[0].from: is negative"},
		{"a level without a rate", `"from": "0.00", "rate": "3/10"`, `"from": "0.00"`, "pots[0].steps[0].levels[0].rate: is missing"},
		{"a level of more than all", `"rate": "3/10"`, `"rate": "13/10"`, "pots[0].steps[0].levels[0].rate: is out of range"},
		{"a level of a bracket with an amount", `"rate": "3/10"`, `"rate": "3/10", "amount": "1.00"`, "pots[0].steps[0].levels[0].amount: unknown field"},
		{"a level of a bonus with a rate", `"amount": "5.00"`, `"amount": "5.00", "rate": "1/2"`, "pots[1].steps[1].levels[0].rate: unknown field"},
		{"a bonus that is retroactive", `"amount": "5.00"`, `"amount": "5.00", "retroactive": true`, "pots[1].steps[1].levels[0].retroactive: unknown field"},
		{"a negative bonus", `"amount": "5.00"}, {"from"`, `"amount": "-5.00"}, {"from"`, "pots[1].steps[1].levels[0].amount: is negative"},
		{"a bonus of nothing", `{"from": "200.00", "amount": "7.00"}`, `{"from": "200.00"}`, "pots[1].steps[1].levels[1].amount: is missing"},
		{"bonuses beyond an amount", `"amount": "7.00"`, `"amount": "92233720368547758.07"`, "pots[1].steps[1].levels: out of the range of an amount"},
		{"no levels", `"meter": "entrees", "levels": [{"from": "100.00", "amount": "5.00"}, {"from": "200.00", "amount": "7.00"}]`, `"meter": "entrees"`, "pots[1].steps[1].levels: is missing"},
		{"a meter that nothing moves", `"meter": "entrees", "levels"`, `"meter": "sorties", "levels"`, "pots[1].steps[1].meter: names nothing in the document"},
		{"a payee and a pot", `"rate": "1/10", "pot": "rnpp"`, `"rate": "1/10", "payee": "agent", "pot": "rnpp"`, "pots[1].steps[0].payee: unknown field: a step pays a payee or a pot"},
		{"ranks and shares", `"account": "mg", "ranks"`, `"account": "mg", "shares": [], "ranks"`, "pots[0].steps[1].shares: unknown field: the ranks have them"},
		{"a last rank with an amount", `{"shares": [{"payee": "vendeur", "share": "1"}]}]`, `{"amount": "1.00", "shares": [{"payee": "vendeur", "share": "1"}]}]`, "pots[0].steps[1].ranks[1].amount: unknown field"},
		{"a rank without an amount", `{"amount": "60.00", "shares"`, `{"shares"`, "pots[0].steps[1].ranks[0].amount: is missing"},
		{"a rank of nothing", `{"amount": "60.00", "shares"`, `{"amount": "0.00", "shares"`, "pots[0].steps[1].ranks[0].amount: is out of range"},
		{"ranks of 0.999", `[{"payee": "vendeur", "share": "1"}]`, `[{"payee": "vendeur", "share": "0.999"}]`, "pots[0].steps[1].ranks[1].shares: shares have to add up to exactly 1: they add up to 999/1000"},
		{"a part of a stranger's share", `"of": "producteur"`, `"of": "personne"`, "pots[0].steps[2].shares[2].of: names nothing in the document"},
		{"a part borne by a stranger", `"borneBy": "producteur"`, `"borneBy": "personne"`, "pots[0].steps[2].shares[3].borneBy: names nothing in the document"},
		{"a part of both", `"of": "producteur"`, `"of": "producteur", "borneBy": "investisseur"`, "pots[0].steps[2].shares[2].borneBy: unknown field"},
		{"more borne than there is", `"share": "1/20", "borneBy"`, `"share": "3/5", "borneBy"`, "pots[0].steps[2].shares: shares have to add up to exactly 1: producteur would have -3/20"},
		{"a condition of two", `{"empty": "tri"}`, `{"empty": "tri", "total": "1.00"}`, "pots[0].steps[2].until.any[0].empty: unknown field"},
		{"a condition of nothing", `{"empty": "tri"}`, `{}`, "pots[0].steps[2].until.any[0]: is missing"},
		{"no conditions", `{"empty": "tri"}`, `{"any": []}`, "pots[0].steps[2].until.any[0].any: is missing"},
		{"an account that there is not", `{"empty": "tri"}`, `{"empty": "tra"}`, "pots[0].steps[2].until.any[0].empty: names nothing in the document"},
		{"meters that there are not", `["entrees", "tele"]`, `["entrees", "radio"]`, "pots[0].steps[2].until.any[1].all[1].of[1]: names nothing in the document"},
		{"no meters", `"of": ["entrees", "tele"]`, `"of": []`, "pots[0].steps[2].until.any[1].all[1].of: is missing"},
		{"its own meter", `["entrees", "tele"]`, `["entrees", "couloir"]`, "pots[0].steps[2].until.any[1].all[1].of[1]: it reads what comes after it"},
		{"a pot that comes after it", `["entrees", "tele"]`, `["entrees", "rnpp"]`, "pots[0].steps[2].until.any[1].all[1].of[1]: it reads what comes after it"},
		{"a meter that comes after it", `"meter": "entrees", "levels"`, `"meter": "RNPP", "levels"`, "pots[1].steps[1].meter: it reads what comes after it"},
		{"a circle through a percentage", `"rate": "1/50", "payee": "auteur"`, `"rate": "1/50", "pot": "salle"`, "pots[2].steps[1].pot: money would flow in a circle"},
		{"a circle through a share", `[{"payee": "producteur", "share": "1"}]}]}],`, `[{"pot": "salle", "share": "1"}]}]}],`, "pots[2].steps[2].shares[0].pot: money would flow in a circle"},
		{"the currency of the deal as a foreign one", `"currency": "USD"`, `"currency": "EUR"`, "events[0].foreign.currency: is out of range"},
		{"a rate of exchange of nothing", `"rate": "0.94"`, `"rate": "0"`, "events[0].foreign.rate: is out of range"},
		{"a rate of exchange of nowhere", `"source": "contract"`, `"source": ""`, "events[0].foreign.source: is missing"},
		{"a foreign charge", `"kind": "charge", "account": "mg", "amount": "10.00"`, `"kind": "charge", "account": "mg", "amount": "10.00", "foreign": {"currency": "USD", "amount": "1.00", "rate": "1", "source": "x"}`, "events[1].foreign: unknown field"},
		{"a meter that steps move", `"meter": "entrees", "amount": "120.00"`, `"meter": "RNPP", "amount": "120.00"`, "events[3].meter: names nothing in the document"},
		{"a negative measure", `"amount": "120.00"`, `"amount": "-120.00"`, "events[3].amount: is negative"},
		{"an account of the plan that is over", `"account": "mg", "amount": "1.00"`, `"account": "tri", "amount": "1.00"`, "events[2].account: names nothing in the document"},
		{"one id of two events", `"id": "e5"`, `"id": "e4"`, "events[4].id: is given twice"},
		{"a sequence of one event", `"id": "e5", `, `"id": "e5", "sequence": 3, `, "events[4].sequence: is out of range: all events have one or none has"},
		{"amendments out of order", `"amendments": [`, `"amendments": [{"from": "2026-05-01", "plan": {"accounts": [{"id": "mg", "opening": "1.00"}], "pots": [{"id": "salle", "steps": []}]}}, `, "amendments[1].from: is out of range"},
		{"a faulty plan of an amendment", `"pots": [{"id": "salle", "steps": []}]}}]`, `"pots": [{"id": "salle", "steps": [{"kind": "to", "name": "x", "pot": "y"}]}]}}]`, "amendments[0].plan.pots[0].steps[0].pot: names nothing in the document"},
		{"two steps of a name in a plan that is amended", `"name": "mandat", "rate": "1/10"`, `"name": "x", "rate": "1/20", "pot": "rnpp"}, {"kind": "percent", "name": "x", "rate": "1/10"`, "pots[1].steps[1].id: is given twice: \"x\""},
		{"closes out of order", `["2026-03-31", "2026-06-30"]`, `["2026-06-30", "2026-03-31"]`, "closes[1]: is out of range"},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.Contains(t, wholeDeal, c.old)
			_, err := DecodeDeal(strings.NewReader(strings.Replace(wholeDeal, c.old, c.replacement, 1)))
			require.ErrorContains(t, err, c.want)
			assert.Len(t, valid.List(err), 1, "%v", err)
			var fault *FieldError
			require.ErrorAs(t, err, &fault)
		})
	}
}

// An event that comes at the wrong time or cannot be is refused, and leaves everything as it was.
func TestEventsAreRefused(t *testing.T) {
	plan := simplePlan([]Account{{ID: "a", Opening: amount(100)}}, recoup("a", "A"), Step{Kind: Count, Name: "count", Meter: "counted"}, Step{Kind: Split, Shares: whole("B")})
	plan.Currency = "EUR"
	engine := mustCompile(t, plan)
	fold := engine.Fold()
	sent(t, fold, receipt("1", 3, 50))
	_, err := fold.Close(day(9))
	require.NoError(t, err)
	sent(t, fold, receipt("2", 12, 100))
	foreign := func(change func(*Foreign)) Event {
		e := receipt("new", 12, 90)
		e.Foreign = &Foreign{Currency: "USD", Amount: amount(90), Rate: money.MustDecimal("1"), Source: "contract"}
		change(e.Foreign)
		return e
	}
	for _, c := range []struct {
		name  string
		event Event
		path  string
		cause error
	}{
		{"dated in a closed period", receipt("new", 9, 1), "date", ErrClosed},
		{"dated before one that was applied", receipt("new", 11, 1), "date", ErrOrder},
		{"without a date", Event{ID: "new", Kind: Receipt, Pot: "p", Amount: amount(1)}, "date", valid.ErrMissing},
		{"of an id with another amount", receipt("2", 12, 99), "id", ErrRepeated},
		{"of an id with another date", receipt("2", 13, 100), "id", ErrRepeated},
		{"of an id and another kind", charge("2", 12, "a", 100), "id", ErrRepeated},
		{"more given back than came in", credit("new", 12, 151), "amount", valid.ErrOutOfRange},
		{"negative", receipt("new", 12, -1), "amount", valid.ErrNegative},
		{"of another pot", Event{ID: "new", Date: day(12), Kind: Receipt, Pot: "q", Amount: amount(1)}, "pot", valid.ErrReference},
		{"of another account", charge("new", 12, "b", 1), "account", valid.ErrReference},
		{"of a meter that only steps move", Event{ID: "new", Date: day(12), Kind: Measure, Meter: "counted", Amount: amount(1)}, "meter", valid.ErrReference},
		{"of a pot's meter", Event{ID: "new", Date: day(12), Kind: Measure, Meter: "p", Amount: amount(1)}, "meter", valid.ErrReference},
		{"of another kind", Event{ID: "new", Date: day(12), Kind: "gift", Pot: "p", Amount: amount(1)}, "kind", valid.ErrOneOf},
		{"with a difference of exchange that is nobody's", foreign(func(f *Foreign) { f.Amount = amount(91) }), "foreign", valid.ErrMissing},
		{"in the currency of the plan", foreign(func(f *Foreign) { f.Currency = "EUR" }), "foreign.currency", valid.ErrOutOfRange},
		{"in no currency", foreign(func(f *Foreign) { f.Currency = "usd" }), "foreign.currency", valid.ErrOutOfRange},
		{"at no rate", foreign(func(f *Foreign) { f.Rate = money.Decimal{} }), "foreign.rate", valid.ErrOutOfRange},
		{"at a rate of nowhere", foreign(func(f *Foreign) { f.Source = "" }), "foreign.source", valid.ErrMissing},
		{"of a negative foreign amount", foreign(func(f *Foreign) { f.Amount = amount(-1) }), "foreign.amount", valid.ErrNegative},
		{"of a foreign amount beyond range", foreign(func(f *Foreign) { f.Rate = money.MustDecimal("9999999999999999999") }), "foreign.amount", money.ErrOverflow},
	} {
		t.Run(c.name, func(t *testing.T) {
			before := fold.State()
			_, err := fold.Apply(c.event)
			require.ErrorIs(t, err, ErrEvent)
			require.ErrorIs(t, err, c.cause)
			var fault *FieldError
			require.ErrorAs(t, err, &fault)
			assert.Equal(t, c.path, fault.Path)
			assert.Equal(t, before, fold.State())
			_, _, err = engine.Apply(before, c.event)
			require.ErrorIs(t, err, c.cause)
		})
	}
}

func TestCloseRefuses(t *testing.T) {
	engine := mustCompile(t, simplePlan(nil, Step{Kind: Split, Shares: whole("A")}))
	fold := engine.Fold()
	sent(t, fold, receipt("1", 3, 50))
	_, err := fold.Close(day(2))
	require.ErrorIs(t, err, ErrOrder)
	_, err = fold.Close(on("2199-12-31"))
	require.ErrorContains(t, err, "date: ")
	_, err = fold.Close(day(3))
	require.NoError(t, err)
	before := fold.State()
	_, err = fold.Close(day(3))
	require.ErrorIs(t, err, ErrClosed)
	_, _, err = engine.Close(before, Event{}.Date)
	require.ErrorIs(t, err, valid.ErrMissing)
	assert.Equal(t, before, fold.State())
}
