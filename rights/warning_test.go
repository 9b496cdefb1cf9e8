package rights

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/bobine-film/bobine/money"
)

func TestWarnings(t *testing.T) {
	split := Step{Kind: Split, Name: "rest", Shares: whole("A")}
	percent := Step{Kind: Percent, Name: "part", Rate: new(money.MustFraction("1/2")), Payee: "A"}
	for _, c := range []struct {
		name string
		plan Plan
		want []Warning
	}{
		{"nothing is wrong", plainPot(percent, split), []Warning{}},
		{"a step after everything is taken", plainPot(split, percent), []Warning{
			{"pots[0].steps[1]", "no money reaches it: the step before takes everything"},
			{"pots[0].steps[1]", "what it leaves goes to nobody: no step comes after it"},
		}},
		{"a pot without steps", plainPot(), []Warning{{"pots[0]", "what flows into it goes to nobody: it has no steps"}}},
		{"an account that nothing recoups", Plan{Accounts: []Account{{ID: "a"}, {ID: "b", Payee: "A"}}, Pots: []Pot{{"p", []Step{split}}}}, []Warning{
			{"accounts[0]", "no step recoups it"},
		}},
		{"a meter that nothing reads", simplePlan(nil, split), []Warning{{"meters[0]", "no step reads it"}}},
		{"a meter that a condition in a condition reads", simplePlan(nil, Step{Kind: Tier, Shares: whole("A"), Until: &Until{Any: []Until{{All: []Until{{Reaches: new(amount(1)), Of: []string{"m"}}}}}}}, split), []Warning{}},
		{"of the whole and of another's share", plainPot(Step{Kind: Split, Shares: []Share{
			{Payee: "A", Share: one}, {Payee: "B", Share: money.MustFraction("1/20"), BorneBy: "A"}, {Payee: "B", Share: money.MustFraction("1/20"), Of: "A"},
		}}), []Warning{{"pots[0].steps[0]", "shares of the whole and of another's share for one payee: B"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			mustCompile(t, c.plan)
			assert.Equal(t, c.want, c.plan.Warnings())
		})
	}
}

// plainPot is a plan without the meter of simplePlan.
func plainPot(steps ...Step) Plan {
	p := simplePlan(nil, steps...)
	p.Meters = nil
	return p
}
