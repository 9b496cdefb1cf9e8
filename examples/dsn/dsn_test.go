package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/payroll"
)

func month(t *testing.T) string {
	data, err := os.ReadFile("testdata/month.json")
	require.NoError(t, err)
	return string(data)
}

// written is the file of the bundled month.
func written(t *testing.T) string {
	var out, problems bytes.Buffer
	require.Zero(t, run(nil, strings.NewReader(month(t)), &out, &problems), problems.String())
	assert.Contains(t, problems.String(), "DSN-Val", "the file has still to pass the official tool")
	return out.String()
}

func checked(t *testing.T, file string, args ...string) (string, int) {
	name := filepath.Join(t.TempDir(), "dsn.txt")
	require.NoError(t, os.WriteFile(name, []byte(file), 0o600))
	var out, problems bytes.Buffer
	status := run(append([]string{"-check", name}, args...), nil, &out, &problems)
	return out.String() + problems.String(), status
}

func TestTheMonthIsWrittenAndPasses(t *testing.T) {
	file := written(t)
	assert.True(t, strings.HasPrefix(file, "S10.G00.00.001,'bobine'\r\n"))
	assert.Contains(t, file, "S21.G00.30.004,'L\xe9a'\r\n", "ISO-8859-1")
	report, status := checked(t, file)
	assert.Zero(t, status)
	assert.Equal(t, "P26V01: 389 lines, 1 declarations, 2 individuals, 2 contracts\n", report)
}

// The whole norm is read where its transcription lies; it is not to be copied.
func TestTheMonthPassesByTheWholeNorm(t *testing.T) {
	const shared = "../../shared/data/dsn/"
	folder := t.TempDir()
	for name, from := range map[string]string{"rubrics.csv": "dsn_p26_rubrics.csv", "enums.csv": "dsn_p26_enums.csv", "tree.json": "dsn_p26_tree_nature01.json"} {
		data, err := os.ReadFile(shared + from)
		if err != nil {
			t.Skip("the transcription of the norm is read where it lies, in shared/data/dsn")
		}
		require.NoError(t, os.WriteFile(filepath.Join(folder, name), data, 0o600))
	}
	report, status := checked(t, written(t), "-norm", folder)
	assert.Zero(t, status, report)
}

func TestFaultsOfAFileAreTold(t *testing.T) {
	file := written(t)
	report, status := checked(t, strings.Replace(file, "S21.G00.50.007,'13'", "S21.G00.50.007,'12'", 1))
	assert.Equal(t, exitRefused, status)
	assert.Contains(t, report, "S21.G00.50.007: the list of the norm does not have this code (check 1)\n")
	report, status = checked(t, strings.Replace(file, "S21.G00.51.010,'2026-0028'", "S21.G00.51.010,'2026-0029'", 1))
	assert.Equal(t, exitRefused, status)
	assert.Contains(t, report, "S21.G00.51.010: the individual has no contract of this number (check 4)\n")
	_, status = checked(t, file, "-norm", "nowhere")
	assert.Equal(t, exitRefused, status)
	var out, problems bytes.Buffer
	assert.Equal(t, exitRefused, run([]string{"-check=nowhere.txt"}, nil, &out, &problems))
	assert.Equal(t, exitRefused, run([]string{"-check", "x", "-nothing"}, nil, &out, &problems))
}

func TestTheDeclarationIsExplained(t *testing.T) {
	var out, problems bytes.Buffer
	require.Zero(t, run([]string{"-explain"}, strings.NewReader(month(t)), &out, &problems), problems.String())
	var declared payroll.DSNDeclared
	require.NoError(t, json.Unmarshal(out.Bytes(), &declared))
	assert.Equal(t, "2026-08-17", declared.Due.String(), "15 August is a holiday, and a Saturday")
	assert.NotEmpty(t, declared.Undeclared)
	assert.NotEmpty(t, declared.Notices)
	out.Reset()
	require.Zero(t, run([]string{"-schema"}, nil, &out, &problems))
	assert.Contains(t, out.String(), `"individuals"`)
	out.Reset()
	require.Zero(t, run([]string{"-references"}, nil, &out, &problems))
	assert.Contains(t, out.String(), "NEODeS P26V01")
}

func TestFaultsOfTheInputAreTold(t *testing.T) {
	for name, document := range map[string]string{
		"not JSON":  "{",
		"a month":   strings.Replace(month(t), `"2026-07"`, `"2025-07"`, 1),
		"a payslip": strings.Replace(month(t), `"1250.00"`, `"-1.00"`, 1),
		"a code":    strings.Replace(month(t), `"leave-fund-code", `, "", 1),
	} {
		t.Run(name, func(t *testing.T) {
			var out, problems bytes.Buffer
			assert.Equal(t, exitRefused, run(nil, strings.NewReader(document), &out, &problems))
			assert.Empty(t, out.String())
			assert.NotEmpty(t, problems.String())
		})
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("no space") }

func TestAnOutputThatFails(t *testing.T) {
	var problems bytes.Buffer
	assert.Equal(t, exitFailed, run(nil, strings.NewReader(month(t)), broken{}, &problems))
}
