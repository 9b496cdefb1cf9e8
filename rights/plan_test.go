package rights

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

const soundDeal = `{"currency": "EUR",
 "accounts": [{"id": "mg", "opening": "200000.00"}],
 "pots": [
  {"id": "salle", "steps": [
    {"kind": "percent", "name": "commission", "rate": "3/10", "payee": "distributeur"},
    {"kind": "recoup", "name": "MG", "account": "mg", "shares": [{"payee": "distributeur", "share": "1"}]},
    {"kind": "to", "name": "RNPP", "pot": "rnpp"}]},
  {"id": "rnpp", "steps": [
    {"kind": "tier", "name": "couloir", "shares": [{"payee": "SOFICA", "share": "0.2"}, {"payee": "producteur", "share": "4/5"}],
     "until": {"payee": "SOFICA", "amount": "120000.00"}},
    {"kind": "split", "name": "reste", "shares": [{"payee": "producteur", "share": "1"}]}]}],
 "events": [
  {"id": "e1", "date": "2026-03-31", "kind": "receipt", "pot": "salle", "amount": "600000.00"},
  {"id": "e2", "date": "2026-06-30", "kind": "accrue", "account": "mg", "amount": "2600.00"}]}`

func TestDecodeDeal(t *testing.T) {
	deal, err := DecodeDeal(strings.NewReader(soundDeal))
	require.NoError(t, err)
	assert.Len(t, deal.Pots, 2)
	assert.Equal(t, "1/5", deal.Pots[1].Steps[0].Shares[0].Share.String())
	_, err = Compile(deal.Plan())
	require.NoError(t, err)
}

func TestDecodeDealRefuses(t *testing.T) {
	for _, c := range []struct{ name, old, replacement, want string }{
		{"not JSON", `{"currency"`, `{currency`, "unreadable document"},
		{"no currency", `"currency": "EUR",`, ``, "currency: is missing"},
		{"a currency that is none", `"EUR"`, `"Euro"`, "currency: is out of range: three capital letters"},
		{"share of 0.999", `"share": "4/5"`, `"share": "0.799"`, "pots[1].steps[0].shares: shares have to add up to exactly 1: they add up to 999/1000"},
		{"share of more than 1", `"share": "4/5"`, `"share": "1"`, "they add up to 6/5"},
		{"no shares", `[{"payee": "producteur", "share": "1"}]`, `[]`, "pots[1].steps[1].shares: shares have to add up to exactly 1"},
		{"percent without rate", `"rate": "3/10", `, ``, "pots[0].steps[0].rate: is missing"},
		{"payee without name", `{"payee": "producteur", "share": "4/5"}`, `{"payee": "", "share": "4/5"}`, "pots[1].steps[0].shares[1].payee: is missing"},
		{"payee of the rest", `"payee": "distributeur"}`, `"payee": "unallocated"}`, `pots[0].steps[0].payee: is out of range: the name is taken: "unallocated"`},
		{"rate above 1", `"3/10"`, `"11/10"`, "pots[0].steps[0].rate: is out of range: at most 1"},
		{"negative rate", `"3/10"`, `"-3/10"`, "pots[0].steps[0].rate: malformed number"},
		{"denominator of zero", `"3/10"`, `"3/0"`, "pots[0].steps[0].rate: malformed number"},
		{"negative opening", `"200000.00"`, `"-200000.00"`, `accounts[0].opening: is negative: "-200000.00"`},
		{"unknown account", `"account": "mg", "shares"`, `"account": "gm", "shares"`, `pots[0].steps[1].account: names nothing in the document: "gm"`},
		{"unknown pot of a step", `"pot": "rnpp"`, `"pot": "rmpp"`, `pots[0].steps[2].pot: names nothing in the document: "rmpp"`},
		{"unknown pot of an event", `"pot": "salle", "amount"`, `"pot": "sale", "amount"`, `events[0].pot: names nothing in the document: "sale"`},
		{"unknown account of an event", `"account": "mg", "amount"`, `"account": "gm", "amount"`, `events[1].account: names nothing`},
		{"circle", `{"kind": "split", "name": "reste", "shares": [{"payee": "producteur", "share": "1"}]}`, `{"kind": "to", "name": "retour", "pot": "salle"}`, `pots[1].steps[1].pot: money would flow in a circle: "salle"`},
		{"circle of one", `"pot": "rnpp"`, `"pot": "salle"`, `pots[0].steps[2].pot: money would flow in a circle`},
		{"unknown kind", `"kind": "tier"`, `"kind": "corridor"`, "pots[1].steps[0].kind: is not one of the words allowed"},
		{"tier without end", `,
     "until": {"payee": "SOFICA", "amount": "120000.00"}`, ``, "pots[1].steps[0].until: is missing"},
		{"tier until a stranger", `"until": {"payee": "SOFICA"`, `"until": {"payee": "CNC"`, `pots[1].steps[0].until.payee: names nothing in the document: it has no share of the tier: "CNC"`},
		{"tier until nothing", `"amount": "120000.00"`, `"amount": "0.00"`, "pots[1].steps[0].until.amount: is out of range"},
		{"tier until both", `"amount": "120000.00"`, `"amount": "120000.00", "total": "1.00"`, "pots[1].steps[0].until.total: unknown field"},
		{"tier until both, one of them nothing", `"amount": "120000.00"`, `"amount": "120000.00", "total": "0.00"`, "pots[1].steps[0].until.total: unknown field"},
		{"tier until a total and an amount", `{"payee": "SOFICA", "amount": "120000.00"}`, `{"amount": "0.00", "total": "1.00"}`, "pots[1].steps[0].until.amount: unknown field: it goes with payee"},
		{"tier until no amount", `, "amount": "120000.00"`, ``, "pots[1].steps[0].until.amount: is missing"},
		{"tier until a total of nothing", `{"payee": "SOFICA", "amount": "120000.00"}`, `{"total": "0.00"}`, "pots[1].steps[0].until.total: is out of range"},
		{"tier until nothing at all", `{"payee": "SOFICA", "amount": "120000.00"}`, `{}`, "pots[1].steps[0].until: is missing"},
		{"shares of another kind", `"name": "commission"`, `"name": "commission", "shares": []`, "pots[0].steps[0].shares: unknown field: a percent step has none"},
		{"rate of another kind", `"name": "MG"`, `"name": "MG", "rate": "0"`, "pots[0].steps[1].rate: unknown field: a recoup step has none"},
		{"field of another kind", `"name": "commission"`, `"name": "commission", "account": "mg"`, "pots[0].steps[0].account: unknown field: a percent step has none"},
		{"pot twice", `"id": "rnpp", "steps"`, `"id": "salle", "steps"`, `pots[1].id: is given twice: "salle"`},
		{"pot without a name", `"id": "rnpp", "steps"`, `"id": "", "steps"`, `pots[1].id: is missing`},
		{"account twice", `[{"id": "mg", "opening": "200000.00"}]`, `[{"id": "mg", "opening": "200000.00"}, {"id": "mg", "opening": "1.00"}]`, `accounts[1].id: is given twice`},
		{"event twice", `"id": "e2"`, `"id": "e1"`, `events[1].id: is given twice: "e1"`},
		{"negative receipt", `"amount": "600000.00"`, `"amount": "-600000.00"`, `events[0].amount: is negative`},
		{"event without a date", `"date": "2026-03-31", `, ``, "events[0].date: is missing"},
		{"unknown kind of event", `"kind": "accrue"`, `"kind": "gift"`, "events[1].kind: is not one of the words allowed: receipt, credit, charge, accrue, measure"},
		{"account of a receipt", `"pot": "salle", "amount"`, `"pot": "salle", "account": "mg", "amount"`, "events[0].account: unknown field"},
		{"pot of an accrual", `"account": "mg", "amount"`, `"account": "mg", "pot": "salle", "amount"`, "events[1].pot: unknown field"},
		{"unknown field", `"currency"`, `"title": "x", "currency"`, "title: unknown field"},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.Contains(t, soundDeal, c.old)
			_, err := DecodeDeal(strings.NewReader(strings.Replace(soundDeal, c.old, c.replacement, 1)))
			require.ErrorContains(t, err, c.want)
			var fault *FieldError
			require.ErrorAs(t, err, &fault)
		})
	}
}

// A million events do not fit into 12 MiB: what can be tested is that the two limits are one.
func TestTheLimitOfEventsIsThatOfTheTag(t *testing.T) {
	events, _ := reflect.TypeFor[Deal]().FieldByName("Events")
	assert.Equal(t, fmt.Sprintf("required,max=%d", MaxEvents), events.Tag.Get("strict"))
}

func TestEveryFaultIsTold(t *testing.T) {
	broken := strings.NewReplacer(`"4/5"`, `"0.799"`, `"3/10"`, `"2"`, `"rnpp"}`, `"rmpp"}`, `"-`, `"`).Replace(soundDeal)
	_, err := DecodeDeal(strings.NewReader(broken))
	assert.Len(t, valid.List(err), 3)
	deal, err := DecodeDeal(strings.NewReader(soundDeal))
	require.NoError(t, err)
	deal.Pots[0].Steps[0].Rate = &one
	require.NoError(t, deal.Validate(), "all of it is a rate")
	deal.Pots[1].Steps[0].Kind = "corridor"
	_, err = Compile(deal.Plan())
	require.ErrorIs(t, err, valid.ErrOneOf)
}

// The deal of CONTRACTS.md, with the pot that it sends to: what a split takes leaves nothing for the step
// after it, which is no fault. Of 600,000.00 the commission is 180,000.00, the guarantee 200,000.00, the
// corridor 1/5 of the 220,000.00 that are left.
func TestDealOfTheContract(t *testing.T) {
	deal, err := DecodeDeal(strings.NewReader(`{"currency": "EUR",
 "accounts": [{"id": "mg", "opening": "200000.00"}],
 "pots": [{"id": "salle", "steps": [
    {"kind": "percent", "name": "commission", "rate": "3/10", "payee": "distributeur"},
    {"kind": "recoup", "name": "MG", "account": "mg", "shares": [{"payee": "distributeur", "share": "1"}]},
    {"kind": "tier", "name": "couloir", "shares": [{"payee": "SOFICA", "share": "1/5"}, {"payee": "producteur", "share": "4/5"}],
     "until": {"payee": "SOFICA", "amount": "120000.00"}},
    {"kind": "split", "name": "reste", "shares": [{"payee": "producteur", "share": "1"}]},
    {"kind": "to", "name": "RNPP", "pot": "rnpp"}]}, {"id": "rnpp", "steps": []}],
 "events": [{"id": "e1", "date": "2026-03-31", "kind": "receipt", "pot": "salle", "amount": "600000.00"},
            {"id": "e2", "date": "2026-06-30", "kind": "accrue", "account": "mg", "amount": "2600.00"}]}`))
	require.NoError(t, err)
	result, err := Run(deal)
	require.NoError(t, err)
	paid := map[string]string{}
	for _, p := range result.Payees {
		paid[p.Payee] = p.Paid.String()
	}
	assert.Equal(t, map[string]string{"distributeur": "380000.00", "SOFICA": "44000.00", "producteur": "176000.00"}, paid)
	assert.Equal(t, "2600.00", result.Accounts[0].Balance.String())
	assert.Equal(t, result.TotalIn, result.TotalOut)
}

// A payee named twice has what one of both shares has: of 0.05 in thirds, Webster gives the third who is
// named three times, and first, all but what the others have at 1/6 each.
func TestAPayeeNamedTwice(t *testing.T) {
	shares := func(pairs ...string) (shares []Share) {
		for i := 0; i < len(pairs); i += 2 {
			shares = append(shares, Share{Payee: pairs[i], Share: money.MustFraction(pairs[i+1])})
		}
		return shares
	}
	deal := func(shares []Share) Deal {
		return Deal{Currency: "EUR", Pots: []Pot{{"p", []Step{
			{Kind: Tier, Shares: shares, Until: &Until{Payee: "A", Amount: new(amount(4))}},
			{Kind: Split, Shares: shares},
		}}}, Events: []Event{
			{ID: "1", Date: day(0), Kind: Receipt, Pot: "p", Amount: amount(5)},
			{ID: "2", Date: day(1), Kind: Receipt, Pot: "p", Amount: amount(8)},
		}}
	}
	twice, err := Run(deal(shares("A", "1/3", "B", "1/6", "A", "1/3", "C", "1/6")))
	require.NoError(t, err)
	once, err := Run(deal(shares("A", "2/3", "B", "1/6", "C", "1/6")))
	require.NoError(t, err)
	assert.Equal(t, once, twice)
	assert.Equal(t, amount(6), twice.Events[1].Lines[0].Taken, "4 at two thirds")
}
