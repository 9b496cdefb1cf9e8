package financing

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// budget-financing.md §8: 45,000 of capital, 22,500 of it in cash, two delegated producers; a cent below,
// at and above.
func TestCheckCompany(t *testing.T) {
	for _, c := range []struct {
		capital, cash string
		delegated     int
		codes         []string
	}{
		{"45000.00", "22500.00", 2, nil},
		{"45000.01", "22500.01", 1, nil},
		{"44999.99", "22500.00", 2, []string{"capital"}},
		{"45000.00", "22499.99", 2, []string{"cash"}},
		{"45000.00", "22500.00", 3, []string{"delegated"}},
	} {
		company := Company{
			Date: day("2026-06-01"), Capital: money.MustParse(c.capital), PaidInCash: money.MustParse(c.cash), Delegated: c.delegated, European: true,
		}
		got, err := CheckCompany(company)
		require.NoError(t, err)
		var codes []string
		for _, f := range got.Findings {
			codes = append(codes, f.Code)
		}
		assert.Equal(t, c.codes, codes)
		assert.Empty(t, got.Notices)
		company.European = false
		got, err = CheckCompany(company)
		require.NoError(t, err)
		assert.Len(t, got.Findings, len(c.codes)+1)
	}
}

func TestCompanyFaults(t *testing.T) {
	_, err := CheckCompany(Company{Capital: money.MustParse("-2.00"), PaidInCash: money.MustParse("-1.00")})
	for _, path := range []string{"date: ", "capital: ", "paidInCash: is negative", "paidInCash: is out of range", "delegated: "} {
		require.ErrorContains(t, err, path)
	}
	_, err = CheckCompany(Company{Date: day("2015-02-10"), Delegated: 1})
	require.ErrorIs(t, err, law.ErrNoValue)
	require.ErrorContains(t, err, "date: ")
}
