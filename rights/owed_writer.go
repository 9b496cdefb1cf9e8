package rights

import (
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
)

// owedWriter gathers what is owed under contracts.
type owedWriter struct {
	f        *valid.Faults
	due      civil.Period
	asOf     civil.Date
	accounts StatementDuties
	parties  law.Table[int]
	list     []StatementOwed
}

func (w *owedWriter) contract(c *StatementContract) {
	if !c.AccountFrom.IsZero() {
		w.productionAccount(c)
	}
	if !c.FirstExploitation.IsZero() {
		w.performersReport(c)
	}
	w.statements(c)
}

// add keeps what is due in the period that is asked for.
func (w *owedWriter) add(c *StatementContract, o StatementOwed) {
	if !w.due.Contains(o.Due) || len(w.list) > maxOwed {
		return
	}
	o.Contract, o.Party, o.Role = c.ID, c.Party, c.Role
	o.Overdue = !o.Sent && w.asOf.After(o.Due)
	w.list = append(w.list, o)
}

func (w *owedWriter) productionAccount(c *StatementContract) {
	account, err := w.accounts.ProductionAccountDue(c.Calendar.Work, c.AccountFrom)
	if err != nil {
		w.f.Add("accountFrom", c.AccountFrom, err)
		return
	}
	w.add(c, StatementOwed{Kind: ProductionAccount, Due: account.Due, Sent: c.AccountSent, Refs: account.Refs, Notices: account.Notices})
}

func (w *owedWriter) performersReport(c *StatementContract) {
	months, notices, err := w.term("performers-society/first-months", c.FirstExploitation)
	if err != nil {
		w.f.Add("firstExploitation", c.FirstExploitation, err)
		return
	}
	due, err := c.FirstExploitation.AddMonths(months.Value)
	if err != nil {
		w.f.Add("firstExploitation", c.FirstExploitation, err)
		return
	}
	w.add(c, StatementOwed{Kind: PerformersReport, Due: due, Sent: c.FirstSent, Refs: months.Refs, Notices: notices})
}

// term looks up a term of parties, with what has to be known of it.
func (w *owedWriter) term(key string, on civil.Date) (law.Value[int], []law.Notice, error) {
	return StatementDuties{&w.parties}.term(key, on)
}

// statements are those of the calendar of the contract.
func (w *owedWriter) statements(c *StatementContract) {
	until := w.due.To
	if !c.Ends.IsZero() && c.Ends.Before(until) {
		until = c.Ends
	}
	schedule, err := c.Calendar.Schedule(until, w.accounts)
	if err != nil {
		for _, fault := range valid.List(err) {
			addUnder(w.f, "calendar", fault)
		}
		return
	}
	refs, notices, owesNil, err := w.role(c)
	if err != nil {
		w.f.Add("role", string(c.Role), err)
		return
	}
	refs, notices = schedule.Refs.Join(refs), append(slices.Clip(schedule.Notices), notices...)
	moves := slices.SortedFunc(slices.Values(c.Moves), civil.Date.Compare)
	for _, p := range schedule.Periods {
		first, _ := slices.BinarySearchFunc(moves, p.From, civil.Date.Compare)
		without := first == len(moves) || moves[first].After(p.To)
		if without && !c.Nil && !owesNil {
			continue
		}
		w.add(c, StatementOwed{
			Kind: ExploitationStatement, Due: p.Due, Number: p.Number, Period: p.Period,
			NoReceipts: without, Sent: slices.Contains(c.Sent, p.Number), Refs: refs, Notices: notices,
		})
	}
}

// role tells what the law of a role asks for: how often, and whether of nothing too.
func (w *owedWriter) role(c *StatementContract) (law.Refs, []law.Notice, bool, error) {
	switch c.Role {
	case AuthorParty, PerformersSociety:
		most, notices, err := w.term(string(c.Role)+"/most-months", c.Calendar.First)
		if err != nil {
			return law.Refs{}, nil, false, err
		}
		for _, cadence := range c.Calendar.Cadences {
			if cadence.Frequency.months() > most.Value {
				notices = append(notices, tooRare(cadence.Frequency, most))
			}
		}
		return most.Refs, notices, false, nil
	case EurimagesParty:
		owes, notices, err := w.term("eurimages/nil", c.Calendar.First)
		if err != nil {
			return law.Refs{}, nil, false, err
		}
		return owes.Refs, notices, owes.Value != 0, nil
	}
	return law.Refs{}, nil, false, nil
}
