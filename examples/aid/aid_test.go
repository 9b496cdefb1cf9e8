package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestAid(t *testing.T) {
	var out, problems bytes.Buffer
	status := program().Run(nil, strings.NewReader(`[{"id":"a","scheme":"ca-cptc","date":"2026-06-01","facts":{"labour":"700000.00","cost":"1200000.00","assistance":"200000.00"}},
	 {"id":"b","scheme":"us-ga","date":"2026-06-01","facts":{"spend":"499999.99"}}]`), &out, &problems)
	assert.Zero(t, status, problems.String())
	assert.Contains(t, out.String(), `{"id":"a","amount":"150000.00","eligible":true,"lines":[{"code":"credit","base":"600000.00","rate":"0.25","amount":"150000.00","refs":["CA ITA 125.4"]}]`)
	assert.Contains(t, out.String(), `{"id":"b","amount":"0.00","eligible":false,`)
	assert.Contains(t, out.String(), `"reasons":["spend under 500000.00"]`)
}

func TestBadClaims(t *testing.T) {
	var out, problems bytes.Buffer
	status := program().Run(nil, strings.NewReader(`[{"id":"a","scheme":"de-dfff","date":"2026-06-01","facts":{"germanCosts":"1.00"}},{"id":"b","scheme":"x","date":"2026-06-01","facts":{}}]`), &out, &problems)
	assert.Equal(t, 2, status)
	assert.Empty(t, out.String())
	assert.True(t, strings.HasPrefix(problems.String(), "[1].scheme: is not one of the words allowed"), problems.String())
	assert.Equal(t, 1, strings.Count(problems.String(), "\n"))
}
