package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func run(document string) (status int, out, problems string) {
	var o, p bytes.Buffer
	status = program().Run(nil, strings.NewReader(document), &o, &p)
	return status, o.String(), p.String()
}

// By hand: 40 × 100.55 = 4022.00; 65 % of 1000.00 and 18.56; 7 % of 4690.56 is 328.34.
func TestTopsheet(t *testing.T) {
	status, out, problems := run(`{"title":"Short","currency":"EUR","globals":[{"name":"w","value":"8"}],
	 "fringes":[{"code":"s","name":"social","kind":"percent","rate":"0.65","ceiling":"1000.00"},{"code":"m","name":"meal","kind":"flat","amount":"18.56"}],
	 "accounts":[{"code":"1","name":"a","accounts":[{"code":"11","name":"b","lines":[
	  {"code":"l1","description":"d","quantity":"w × 5","unit":"day","price":"100.55","fringes":["s","m"]}]}]}],
	 "charges":[{"code":"fg","name":"FG","rate":"0.07","base":["*"]}],"credits":[{"code":"tc","name":"TC","amount":"10.00"}]}`)
	assert.Zero(t, status, problems)
	for _, want := range []string{
		`"code":"1","name":"a","direct":"4022.00","fringes":"668.56","total":"4690.56"`,
		`"amount":"4022.00","fringes":"668.56"`, `"charges":[{"code":"fg"`, `"amount":"328.34"`, `"total":"5008.90"`,
	} {
		assert.Contains(t, out, want)
	}
}

func TestBadBudgets(t *testing.T) {
	document := func(line, charges string) string {
		return `{"title":"x","currency":"EUR","globals":[{"name":"a","value":"b"},{"name":"b","value":"3"}],
		 "accounts":[{"code":"1","name":"","lines":[` + line + `]}],"charges":[` + charges + `]}`
	}
	sound := `{"code":"l","quantity":"a","unit":"","price":"1"}`
	for name, c := range map[string]struct{ document, want string }{
		"division by zero":      {document(`{"code":"l","quantity":"1/(a-3)","price":"1"}`, ""), "accounts[0].lines[0].quantity: division by zero\n"},
		"conditional":           {document(`{"code":"l","quantity":"a > 1","price":"1"}`, ""), "accounts[0].lines[0].quantity: not a formula: there is no >\n"},
		"unknown global":        {document(`{"code":"l","quantity":"c","price":"1"}`, ""), "accounts[0].lines[0].quantity: unknown name: c\n"},
		"charges in circle":     {document(sound, `{"code":"x","name":"","rate":"1","base":["y"]},{"code":"y","name":"","rate":"1","base":["x"]}`), "charges[1].base: rests on itself: y through x\n"},
		"account named twice":   {document(sound, `{"code":"x","name":"","rate":"1","base":["*","1"]}`), "charges[0].base[1]: is given twice: alone or inside another: \"1\"\n"},
		"fringe without rate":   {`{"title":"x","currency":"EUR","fringes":[{"code":"f","name":"","kind":"percent"}],"accounts":[]}`, "fringes[0].rate: is missing: a percentage has one\n"},
		"currency without rate": {document(`{"code":"l","quantity":"1","price":"1","currency":"USD"}`, ""), "accounts[0].lines[0].currency: names nothing in the document: it has no rate: \"USD\"\n"},
	} {
		t.Run(name, func(t *testing.T) {
			status, out, problems := run(c.document)
			assert.Equal(t, 2, status)
			assert.Empty(t, out)
			assert.Equal(t, c.want, problems)
		})
	}
}
