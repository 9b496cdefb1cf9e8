package chain

import (
	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/financing"
	"github.com/bobine-film/bobine/law"
)

// Treasury is the cash of the production, without a bank and with the discounting of its contracts.
type Treasury struct {
	// Spending is when the budget falls due, Input what comes in and goes out with the facilities.
	Spending budget.Spending    `json:"spending"`
	Input    financing.Treasury `json:"input"`
	// Plain is the cash without facilities, Discounted with them; Months are those of Discounted.
	Plain      financing.Cash       `json:"plain"`
	Discounted financing.Cash       `json:"discounted"`
	PlainBy    []financing.CashSpan `json:"plainMonths"`
	Months     []financing.CashSpan `json:"months"`
	Stress     []financing.Stressed `json:"stress"`
}

func (f *film) computeTreasury(p *Production) error { return nil }

func (t Treasury) notices() []law.Notice { return append(t.Plain.Notices, t.Discounted.Notices...) }
