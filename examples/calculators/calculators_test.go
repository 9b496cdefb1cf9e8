package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// documents are the worked cases of the library, by door.
func documents(t *testing.T) map[string][]string {
	t.Helper()
	read := func(path string, into any) {
		data, err := os.ReadFile(filepath.FromSlash("../../" + path))
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(data, into))
	}
	type worked struct{ Case, Deal json.RawMessage }
	list := func(path string) string {
		var cases []worked
		read(path, &cases)
		var inputs []json.RawMessage
		for _, c := range cases {
			inputs = append(inputs, c.Case)
		}
		data, err := json.Marshal(inputs)
		require.NoError(t, err)
		return string(data)
	}
	all := map[string][]string{
		"payslip": {list("payroll/testdata/payslips.json"), `[{"id":"a","gross":"1"}]`, strings.Repeat("[", 1000)},
		"wage":    {list("payroll/testdata/wages.json")},
		"aid":     {claims, `[{"id":"a","scheme":"us-ga","date":"2026-06-01","facts":{"spend":"<b>"}}]`},
	}
	var deals []worked
	read("rights/testdata/deals.json", &deals)
	for _, d := range deals {
		all["waterfall"] = append(all["waterfall"], string(d.Deal))
	}
	for _, name := range []string{"budget.json"} {
		data, err := os.ReadFile(filepath.FromSlash("../production/film/" + name))
		require.NoError(t, err)
		all["topsheet"] = append(all["topsheet"], string(data))
	}
	return all
}

// claims asks every scheme that a short list of facts answers.
const claims = `[
{"id":"1","scheme":"fr-cinema","date":"2026-06-01","facts":{"budget":"4000000.00","eligible":"2500000.00","frenchLanguage":true}},
{"id":"2","scheme":"fr-audiovisual","date":"2026-06-01","facts":{"genre":"fiction","minutes":90,"cost":"2000000.00","eligible":"1500000.00"}},
{"id":"3","scheme":"fr-cinema-support","date":"2026-06-01","facts":{"receipts":"12000000.00","points":79}},
{"id":"4","scheme":"fr-distributor-support","date":"2026-06-01","facts":{"receipts":"12000000.00"}},
{"id":"5","scheme":"fr-top-pay","date":"2026-06-01","facts":{"cost":"8000000.00"}},
{"id":"6","scheme":"eu-intensity","date":"2026-06-01","facts":{"budget":"2000000.00","publicAid":"1100000.00"}},
{"id":"7","scheme":"uk-avec","date":"2026-06-01","facts":{"core":"1000000.00","ukCore":"900000.00","category":"film"}},
{"id":"8","scheme":"ie-481","date":"2026-06-01","facts":{"totalCost":"1000000.00","eligible":"900000.00","certified":"2026-01-05"}},
{"id":"9","scheme":"be-tax-shelter","date":"2026-06-01","facts":{"eeaSpend":"1000000.00","belgianSpend":"700000.00"}},
{"id":"10","scheme":"ca-cptc","date":"2026-06-01","facts":{"labour":"700000.00","cost":"1200000.00","assistance":"200000.00"}},
{"id":"11","scheme":"us-ga","date":"2026-06-01","facts":{"spend":"499999.99"}}]`

// The same bytes from a module as from the program of the door, good or refused; needs Node.
func TestModulesAnswerAsTheDoors(t *testing.T) {
	if testing.Short() {
		t.Skip("builds WebAssembly")
	}
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("no node to run WebAssembly with")
	}
	folder := t.TempDir()
	require.NoError(t, writeRuntime(t.Context(), folder))
	require.NoError(t, compile(t.Context(), "bobine", filepath.Join(folder, "bobine.wasm")))
	var questions [][]any
	var want []string
	for door, inputs := range documents(t) {
		program := filepath.Join(folder, door)
		output, err := goCommand(t.Context(), "build", "-o", program, "../"+door).CombinedOutput()
		require.NoError(t, err, string(output))
		for _, input := range inputs {
			questions = append(questions, []any{door, "answer", input})
			want = append(want, byProgram(t, program, input))
		}
	}
	questions = append(questions, []any{"talent", "answer", short, 10}, []any{"payslip", "answer"}, []any{"payslip", "answer", 7})
	data, err := json.Marshal(questions)
	require.NoError(t, err)
	command := exec.CommandContext(t.Context(), node, "testdata/ask.mjs", folder, "bobine")
	command.Stdin = bytes.NewReader(data)
	output, err := command.Output()
	require.NoError(t, err)
	var got []string
	require.NoError(t, json.Unmarshal(output, &got))
	require.Len(t, got, len(questions))
	for i := range want {
		assert.Equal(t, want[i], got[i], "%s %d", questions[i][0], i)
	}
	// Ana plays scenes 1 and 3, Bo 2 and 4: played as 1 3 2 4 nobody waits.
	assert.Contains(t, got[len(want)], `"cost":29,"holdingCost":0,"lowerBound":29,"optimal":true`)
	for _, refused := range got[len(want)+1:] {
		assert.JSONEq(t, `{"faults":[{"path":"","message":"wrong type: a text is wanted"}]}`, refused)
	}
}

const short = `{"name":"short","scenes":4,"durations":[1,2,1,1],"actors":[
	{"name":"Ana","dailyCost":10,"scenes":[1,3]},{"name":"Bo","dailyCost":3,"scenes":[2,4]}]}`

// byProgram returns what the program of a door answers; its lines of faults as a module says them.
func byProgram(t *testing.T, program, input string) string {
	t.Helper()
	var out, problems bytes.Buffer
	command := exec.CommandContext(t.Context(), program)
	command.Stdin, command.Stdout, command.Stderr = strings.NewReader(input), &out, &problems
	if err := command.Run(); err == nil {
		return out.String()
	}
	faults := []map[string]string{}
	var text strings.Builder
	for line := range strings.Lines(problems.String()) {
		path, message, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		if path == "unreadable document" { // it has no path
			path, message = "", path+": "+message
		}
		faults = append(faults, map[string]string{"path": path, "message": message})
	}
	text.WriteString(`{"faults":[`)
	for i, f := range faults {
		if i > 0 {
			text.WriteByte(',')
		}
		message, err := json.Marshal(f["message"])
		require.NoError(t, err)
		fmt.Fprintf(&text, `{"path":%q,"message":%s}`, f["path"], strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&").Replace(string(message)))
	}
	text.WriteString("]}\n")
	return text.String()
}

func TestServesUnderThePolicyAndStops(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	folder := t.TempDir()
	require.NoError(t, writeWeb(folder))
	address := make(addresses, 1)
	ended := make(chan error, 1)
	go func() { ended <- serve(ctx, folder, address) }()
	response := fetch(t, <-address+"bobine.js")
	assert.Equal(t, policy, response.Header.Get("Content-Security-Policy"))
	assert.Equal(t, "nosniff", response.Header.Get("X-Content-Type-Options"))
	stop()
	require.NoError(t, <-ended)
}

func TestFaultyCommandLines(t *testing.T) {
	for _, args := range [][]string{{"-colour"}, {"folder"}} {
		var out, problems bytes.Buffer
		require.Error(t, run(t.Context(), args, &out, &problems))
		assert.Empty(t, out.String())
	}
	var out, problems bytes.Buffer
	require.NoError(t, run(t.Context(), []string{"-help"}, &out, &problems))
	assert.Contains(t, problems.String(), "-build")
}
