package chain

import (
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/financing"
	"github.com/bobine-film/bobine/money"
)

// headContributions is the head of the devis under which contributions go out.
const headContributions = "4"

// outflowKey is what the outflows of a day are added up by: the head of the devis and the rate of tax.
type outflowKey struct {
	on   civil.Date
	head string
	rate string
}

// outflowList adds up outflows, on the day that a bank pays them.
type outflowList struct {
	calendar civil.Calendar
	list     []financing.Outflow
	at       map[outflowKey]int
}

func (l *outflowList) add(on civil.Date, head string, rate money.Decimal, amount money.Amount) error {
	day, err := workingDay(on, l.calendar)
	if err != nil {
		return err
	}
	k := outflowKey{day, head, rate.String()}
	i, known := l.at[k]
	if !known {
		i, l.at[k] = len(l.list), len(l.list)
		l.list = append(l.list, financing.Outflow{ID: head, Date: day, VATRate: rate})
	}
	l.list[i].Amount, err = l.list[i].Amount.Add(amount)
	return err
}

// workingDay is a day, or the next one that a bank works on.
func workingDay(on civil.Date, calendar civil.Calendar) (civil.Date, error) {
	return calendar.Add(on, 0)
}

// addPayroll adds wages as the payroll has them: the net of each payslip on its date, under the head of its
// account, and what is owed to the bodies for each month when it is due.
func (l *outflowList) addPayroll(p Payroll) error {
	none := money.Decimal{}
	for _, w := range p.People {
		for _, slip := range w.Payslips {
			if err := l.add(slip.Date, w.Account[:1], none, slip.NetPaid); err != nil {
				return err
			}
		}
	}
	for _, d := range p.Extras.Days {
		net, err := money.Mul(d.Payslip.NetPaid, money.DecimalFromInt(int64(d.Count)))
		if err != nil {
			return err
		}
		if err := l.add(d.Date, accountExtras[:1], none, net); err != nil {
			return err
		}
	}
	for _, m := range p.Months {
		for _, r := range m.Remittances {
			if err := l.add(r.Due, headContributions, none, r.Amount); err != nil {
				return err
			}
		}
	}
	return nil
}

// ofPayroll are the lines of the budget that the payroll brought to the cent, by account and code.
func (b Budget) ofPayroll() map[[2]string]bool {
	lines := map[[2]string]bool{}
	for _, list := range [][]FedLine{b.Fed, b.Extras} {
		for _, l := range list {
			lines[[2]string{l.Account, l.Line}] = true
		}
	}
	return lines
}
