package budget

import (
	"errors"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// ErrUnbalanced reports sums that have to be equal and are not.
var ErrUnbalanced = errors.New("does not balance")

// checkTransfer tells a transfer (virement de poste à poste) whose lines do not add up to 0.00. The
// original budget stays as it is: transfers have a column of their own.
func (f *LedgerFold) checkTransfer(e *Entry) {
	var sum int64
	for i := range e.Lines {
		sum += e.Lines[i].Amount.Cents()
	}
	if sum != 0 {
		f.faults.Add("lines", money.FromCents(sum), ErrUnbalanced)
	}
	if f.faults.Any() {
		return
	}
	f.faults.Enter("lines")
	for i := range f.scratch {
		f.checkTransferLeft(e, i)
	}
	f.faults.Leave()
}

// checkTransferLeft tells a transfer that takes more budget than an account has.
func (f *LedgerFold) checkTransferLeft(e *Entry, i int) {
	m := &f.scratch[i]
	left := f.ledger.accounts[m.account].budget + f.state.balances[m.account].transfer
	for j := range f.scratch[:i+1] {
		if f.scratch[j].account == m.account {
			left += f.scratch[j].transfer
		}
	}
	if m.transfer >= 0 || left >= 0 {
		return
	}
	f.faults.Index(i)
	f.faults.Addf("amount", e.Lines[i].Amount, valid.ErrNegative, "the budget would be %v", money.FromCents(left))
	f.faults.Leave()
}
