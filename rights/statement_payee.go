package rights

import "github.com/bobine-film/bobine/money"

// PayeeStatement is where a payee (ayant droit) stands over a period: what the plan entitles it to, what it
// has been paid, and what of that it is not entitled to any more, which is set off against what comes next.
type PayeeStatement struct {
	Payee    string   `json:"payee"`
	Entitled Movement `json:"entitled"`
	Paid     Movement `json:"paid"`
	// OverpaidBefore and Overpaid are what it had been paid too much at the beginning and at the end.
	OverpaidBefore money.Amount `json:"overpaidBefore,omitzero"`
	Overpaid       money.Amount `json:"overpaid,omitzero"`
}

func (s standing) overpaid() money.Amount {
	return money.FromCents(max(0, s.paid-max(0, s.entitled)))
}

func payeeStatement(name string, from, to standing) PayeeStatement {
	return PayeeStatement{
		name, movement(from.entitled, to.entitled), movement(from.paid, to.paid), from.overpaid(), to.overpaid(),
	}
}

// Payees returns where everybody stands, without those who never had anything: by first appearance in the
// plan at the end, then those of former plans, [Unallocated] last.
func (s Statement) Payees() []PayeeStatement {
	list := []PayeeStatement{}
	if len(s.Parts) == 0 {
		return list
	}
	first, last := s.Parts[0], s.Parts[len(s.Parts)-1]
	before := first.engine.book(first.opening)
	for name, to := range last.ledger(last.closing) {
		from := before(name)
		if from != (standing{}) || to != (standing{}) {
			list = append(list, payeeStatement(name, from, to))
		}
	}
	return list
}

// Payee returns where one payee stands, and whether it ever had anything.
func (s Statement) Payee(name string) (PayeeStatement, bool) {
	if len(s.Parts) == 0 {
		return PayeeStatement{Payee: name}, false
	}
	first, last := s.Parts[0], s.Parts[len(s.Parts)-1]
	from, to := first.engine.book(first.opening)(name), last.engine.book(last.closing)(name)
	return payeeStatement(name, from, to), from != (standing{}) || to != (standing{})
}

// Payments returns what is paid for the period by payee, below zero by those who give back, without what
// nobody has.
func (s Statement) Payments() []Payment {
	list := []Payment{}
	for _, p := range s.Payees() {
		if p.Payee != Unallocated && !p.Paid.Period.IsZero() {
			list = append(list, Payment{p.Payee, p.Paid.Period})
		}
	}
	return list
}

// Received returns what came in, differences of exchange included.
func (s Statement) Received() Movement {
	if len(s.Parts) == 0 {
		return Movement{}
	}
	return movement(s.Parts[0].opening.in, s.Parts[len(s.Parts)-1].closing.in)
}

// AccountStatement is where an account stands over the time of a plan. Closing is Opening with Charges,
// Premium and Interest, less Repaid.
type AccountStatement struct {
	Account string       `json:"account"`
	Opening money.Amount `json:"opening"`
	// Charges are the costs of the period, Premium what they bear; the opening of a plan is in Opening.
	Charges  money.Amount `json:"charges,omitzero"`
	Premium  money.Amount `json:"premium,omitzero"`
	Interest money.Amount `json:"interest,omitzero"`
	// Repaid is below zero where a credit note took back more than was repaid.
	Repaid  money.Amount `json:"repaid,omitzero"`
	Closing money.Amount `json:"closing"`
	// RepaidToDate is what has been repaid since the beginning; PremiumLeft and InterestLeft are the
	// parts of Closing that are not principal.
	RepaidToDate money.Amount `json:"repaidToDate"`
	PremiumLeft  money.Amount `json:"premiumLeft,omitzero"`
	InterestLeft money.Amount `json:"interestLeft,omitzero"`
}

// Accounts returns where every account of the plan stands, in the order of the plan.
func (p StatementPart) Accounts() []AccountStatement {
	list := []AccountStatement{}
	for i := range p.closing.accounts {
		list = append(list, p.account(i))
	}
	return list
}

func (p StatementPart) account(i int) AccountStatement {
	a, b := &p.opening.accounts[i], &p.closing.accounts[i]
	return AccountStatement{
		Account:      p.engine.plan.Accounts[i].ID,
		Opening:      money.FromCents(a.left()),
		Charges:      money.FromCents(b.charged - a.charged),
		Premium:      money.FromCents(b.premiums - a.premiums),
		Interest:     money.FromCents(b.accrued + b.joined - a.accrued - a.joined),
		Repaid:       money.FromCents(b.repaid() - a.repaid()),
		Closing:      money.FromCents(b.left()),
		RepaidToDate: money.FromCents(b.repaid()),
		PremiumLeft:  money.FromCents(b.premium),
		InterestLeft: money.FromCents(b.interest),
	}
}

// MeterStatement is what a meter has counted, a pot being one: what has flowed into it.
type MeterStatement struct {
	Meter string `json:"meter"`
	Movement
}

// Meters returns what every meter of the plan has counted: those of events, those of steps, then the pots,
// each in the order of the plan.
func (p StatementPart) Meters() []MeterStatement {
	list := make([]MeterStatement, len(p.closing.meters))
	for name, i := range p.engine.known.meters {
		list[i] = MeterStatement{name, movement(p.opening.meters[i], p.closing.meters[i])}
	}
	return list
}
