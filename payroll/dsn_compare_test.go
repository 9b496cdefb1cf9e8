package payroll

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
)

// papersOf are the declaration, the attestations and the certificates of the constructed month, of one frozen result.
func papersOf(t testing.TB) (DSNFile, []Attestation, []LeaveCertificate) {
	d := constructedDeclaration()
	declared, err := DeclareMonth(d, DSNFigures{})
	require.NoError(t, err)
	attestations, err := d.Attestations(PaperParameters{})
	require.NoError(t, err)
	var certificates []LeaveCertificate
	for _, one := range d.Individuals {
		c := one.Contracts[0].Contract
		c.Employer.LeaveFund = "Congés Spectacles"
		e := one.Contracts[0].Paid[0].Engagement
		var days []LeaveDay
		for i := range 5 {
			date, err := c.Start.AddDays(i)
			require.NoError(t, err)
			day := LeaveDay{Date: date, Hours: money.MustDecimal("7"), Gross: money.FromCents(e.Gross.Cents() / 5)}
			if i == 0 {
				day.Gross = money.FromCents(e.Gross.Cents() - 4*(e.Gross.Cents()/5))
			}
			if e.Cachets > 0 {
				day.Cachets = 1
			}
			days = append(days, day)
		}
		list, err := CertifyLeave(c, days, money.Amount{}, PaperParameters{})
		require.NoError(t, err)
		certificates = append(certificates, list...)
	}
	return declared.File, attestations, certificates
}

func TestPapersOfOneResultAgree(t *testing.T) {
	file, attestations, certificates := papersOf(t)
	list, err := CompareDeclarations([]DSNFile{file}, attestations, certificates)
	require.NoError(t, err)
	assert.Empty(t, list)
	// what was sent and read again agrees too
	data, err := file.Bytes()
	require.NoError(t, err)
	read, err := ReadDSN(strings.NewReader(string(data)))
	require.NoError(t, err)
	list, err = CompareDeclarations([]DSNFile{read}, attestations, nil)
	require.NoError(t, err)
	assert.Empty(t, list)
}

// The gaps that France Travail saw in its test (reference, C.10): late corrections of pay, the number of days, hours,
// periods; beside them the annex, the object number and a paper that is absent.
func TestGapsAreTold(t *testing.T) {
	for name, c := range map[string]struct {
		change func([]Attestation, []LeaveCertificate) ([]Attestation, []LeaveCertificate)
		want   DSNDifference
	}{
		"days": {func(a []Attestation, l []LeaveCertificate) ([]Attestation, []LeaveCertificate) {
			a[0].Work.Days = 4
			return a, l
		}, DSNDifference{"2026-0001", "days", "5", "4", "5"}},
		"hours": {func(a []Attestation, l []LeaveCertificate) ([]Attestation, []LeaveCertificate) {
			l[0].Hours = money.MustDecimal("40")
			return a, l
		}, DSNDifference{"2026-0001", "hours", "35.00", "35.00", "40.00"}},
		"cachets": {func(a []Attestation, l []LeaveCertificate) ([]Attestation, []LeaveCertificate) {
			l[1].Cachets = 4
			return a, l
		}, DSNDifference{"2026-0002", "cachets", "5", "5", "4"}},
		"gross": {func(a []Attestation, l []LeaveCertificate) ([]Attestation, []LeaveCertificate) {
			a[1].Work.Gross = amountOf("1689.53") // after the deduction
			return a, l
		}, DSNDifference{"2026-0002", "gross", "2060.40", "1689.53", "2060.40"}},
		"end": {func(a []Attestation, l []LeaveCertificate) ([]Attestation, []LeaveCertificate) {
			a[0].End = civil.MustParseDate("2026-11-07")
			return a, l
		}, DSNDifference{"2026-0001", "end", "2026-11-06", "2026-11-07", "2026-11-06"}},
		"annex": {func(a []Attestation, l []LeaveCertificate) ([]Attestation, []LeaveCertificate) {
			a[0].Annex = 10
			return a, l
		}, DSNDifference{"2026-0001", "annex", "8", "10", "8"}},
		"object": {func(a []Attestation, l []LeaveCertificate) ([]Attestation, []LeaveCertificate) {
			l[0].ObjectNumber = ""
			return a, l
		}, DSNDifference{"2026-0001", "objectNumber", "26J1F0000011", "26J1F0000011", ""}},
		"absent": {func(a []Attestation, l []LeaveCertificate) ([]Attestation, []LeaveCertificate) {
			return a[1:], l
		}, DSNDifference{"2026-0001", "contract", "true", "false", "true"}},
	} {
		t.Run(name, func(t *testing.T) {
			file, attestations, certificates := papersOf(t)
			attestations, certificates = c.change(attestations, certificates)
			list, err := CompareDeclarations([]DSNFile{file}, attestations, certificates)
			require.NoError(t, err)
			assert.Equal(t, []DSNDifference{c.want}, list)
		})
	}
	file, _, _ := papersOf(t)
	data, err := file.Bytes()
	require.NoError(t, err)
	read, err := ReadDSN(strings.NewReader(strings.Replace(string(data), "53.002,'5.00'", "53.002,'five'", 1)))
	require.NoError(t, err)
	_, err = CompareDeclarations([]DSNFile{read}, nil, nil)
	assert.ErrorIs(t, err, ErrDSNSyntax)
}

// Random months: attestations and declaration, made from one result, agree on every contract.
func TestRandomPapersAgree(t *testing.T) {
	rounds := 20
	if testing.Short() {
		rounds = 4
	}
	r := rand.New(rand.NewPCG(13, 3))
	for range rounds {
		d := randomDeclaration(t, r, 1+r.IntN(6))
		declared, err := DeclareMonth(d, DSNFigures{})
		require.NoError(t, err)
		attestations, err := d.Attestations(PaperParameters{})
		require.NoError(t, err)
		list, err := CompareDeclarations([]DSNFile{declared.File}, attestations, nil)
		require.NoError(t, err)
		require.Empty(t, list)
	}
}
