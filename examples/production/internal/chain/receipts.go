package chain

import (
	"slices"

	"github.com/bobine-film/bobine/financing"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/rights"
)

// Receipts is who is paid what of the receipts, and what investors get out of their money.
type Receipts struct {
	Deal       rights.Deal              `json:"deal"`
	Result     rights.Result            `json:"result"`
	Statements []rights.StatementRecord `json:"statements"`
	Returns    []financing.Return       `json:"returns"`
}

func (f *film) computeReceipts(p *Production) error {
	result, err := rights.Run(f.deal)
	if err != nil {
		return inFile("deal.json", under("document", err))
	}
	p.Receipts = Receipts{Deal: f.deal, Result: result, Statements: slices.Clone(result.Statements)}
	return nil
}

func (r Receipts) notices() []law.Notice { return nil }
