package payroll

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// requireSound requires a file in which nothing is found but doubts.
func requireSound(t testing.TB, data []byte, codes DSNParameters) {
	t.Helper()
	report, err := CheckDSN(bytes.NewReader(data), DSNNorm{}, codes)
	require.NoError(t, err)
	require.True(t, report.Sound(), "%+v", report.Faults)
}

func TestTheConstructedExamplePassesTheChecks(t *testing.T) {
	norms := map[string]DSNNorm{"built-in": {}}
	if norm, ok := sharedNorm(t); ok {
		norms["whole"] = norm
	}
	for name, norm := range norms {
		t.Run(name, func(t *testing.T) {
			report, err := CheckDSN(bytes.NewReader(constructed(t)), norm, DSNParameters{})
			require.NoError(t, err)
			assert.Equal(t, DSNReport{Norm: "P26V01", Lines: 285, Declarations: 1, Individuals: 2, Contracts: 2, Faults: []DSNFault{}}, report,
				"285 lines, one technician and one artist (reference, C.11)")
		})
	}
}

// lines of the constructed example, changed: drop, swap, replace.
type exampleLines []string

func linesOfExample(t testing.TB) exampleLines {
	return strings.SplitAfter(fromLatin1(constructed(t)), "\r\n")[:285]
}

// find returns the index of the n-th line that begins with a text.
func (l exampleLines) find(t testing.TB, text string, n int) int {
	for i, line := range l {
		if strings.HasPrefix(line, text) {
			if n--; n == 0 {
				return i
			}
		}
	}
	require.Fail(t, "no line "+text)
	return 0
}

func (l exampleLines) bytes() []byte {
	var b bytes.Buffer
	for _, line := range l {
		for _, r := range line {
			b.WriteByte(byte(r))
		}
	}
	return b.Bytes()
}

// counted puts the counter right, so that a lost line is told by what it leaves.
func (l exampleLines) counted() exampleLines {
	l[len(l)-2] = fmt.Sprintf("S90.G00.90.001,'%d'\r\n", len(l))
	return l
}

// Each mutation of the good file is refused with the line that is wrong, by the check that the reference numbers
// (C.12). Where a line is lost the counter alone can tell it, unless something depended on it.
func TestMutationsAreRefused(t *testing.T) {
	replace := func(prefix string, n int, line string) func(testing.TB, exampleLines) (exampleLines, int) {
		return func(t testing.TB, l exampleLines) (exampleLines, int) {
			i := l.find(t, prefix, n)
			l[i] = line + "\r\n"
			return l, i + 1
		}
	}
	lose := func(prefix string, n int) func(testing.TB, exampleLines) (exampleLines, int) {
		return func(t testing.TB, l exampleLines) (exampleLines, int) {
			i := l.find(t, prefix, n)
			return append(l[:i:i], l[i+1:]...).counted(), i + 1
		}
	}
	cases := map[string]struct {
		mutate func(testing.TB, exampleLines) (exampleLines, int)
		check  int
		reason string
	}{
		"line lost": {func(t testing.TB, l exampleLines) (exampleLines, int) {
			i := l.find(t, "S21.G00.30.007", 1)
			l = append(l[:i:i], l[i+1:]...)
			return l, len(l) - 1
		}, 3, "the file has 284 rubrics"},
		"rubrics out of order": {func(t testing.TB, l exampleLines) (exampleLines, int) {
			i := l.find(t, "S21.G00.40.002", 1)
			l[i], l[i+1] = l[i+1], l[i]
			return l, i + 2
		}, 2, "ascending order"},
		"first rubrics out of order": {func(t testing.TB, l exampleLines) (exampleLines, int) {
			i := l.find(t, "S21.G00.62.001", 1)
			l[i], l[i+1] = l[i+1], l[i]
			return l, i + 1
		}, 2, "begins with"},
		"blocks out of order": {func(t testing.TB, l exampleLines) (exampleLines, int) {
			i, j := l.find(t, "S21.G00.71.002", 1), l.find(t, "S21.G00.62.001", 1)
			moved := append(append(append(append(exampleLines{}, l[:j]...), l[i]), l[j:i]...), l[i+1:]...)
			return moved, j + 2
		}, 2, "comes before"},
		"parent lost": {func(t testing.TB, l exampleLines) (exampleLines, int) {
			i := l.find(t, "S21.G00.50.001", 1)
			return append(l[:i:i], l[i+9:]...).counted(), i + 1
		}, 2, "is not open here"},
		"block twice":             {replace("S21.G00.71.002", 1, "S21.G00.11.001,'00010'"), 2, "is there once"},
		"code unknown":            {replace("S21.G00.50.007", 1, "S21.G00.50.007,'12'"), 1, "does not have this code"},
		"amount of three figures": {replace("S21.G00.51.013", 3, "S21.G00.51.013,'1364.560'"), 1, "exactly two decimals"},
		"amount with a comma":     {replace("S21.G00.50.002", 2, "S21.G00.50.002,'1648,32'"), 1, "exactly two decimals"},
		"amount with a plus":      {replace("S21.G00.50.002", 2, "S21.G00.50.002,'+1648.32'"), 1, "exactly two decimals"},
		"no date":                 {replace("S21.G00.50.001", 1, "S21.G00.50.001,'31112026'"), 1, "JJMMAAAA"},
		"too long":                {replace("S21.G00.40.009", 1, "S21.G00.40.009,'"+strings.Repeat("9", 21)+"'"), 1, "longer than 20"},
		"empty value":             {replace("S21.G00.30.019", 1, "S21.G00.30.019,''"), 1, "never empty"},
		"no quotes":               {replace("S21.G00.30.019", 1, "S21.G00.30.019,T001"), 1, "straight quotes"},
		"counter wrong":           {replace("S90.G00.90.001", 1, "S90.G00.90.001,'284'"), 3, "285 rubrics"},
		"declarations wrong":      {replace("S90.G00.90.002", 1, "S90.G00.90.002,'2'"), 3, "1 declarations"},
		"norm of another year":    {replace("S10.G00.00.006", 1, "S10.G00.00.006,'P25V01'"), 3, "P26V01"},
		"fraction":                {replace("S20.G00.05.003", 1, "S20.G00.05.003,'21'"), 3, "11 is wanted"},
		"month not its first":     {replace("S20.G00.05.005", 1, "S20.G00.05.005,'02112026'"), 3, "first day"},
		"contract unknown, pay":   {replace("S21.G00.51.010", 3, "S21.G00.51.010,'2026-0009'"), 4, "no contract of this number"},
		"contract unknown, base":  {replace("S21.G00.78.006", 3, "S21.G00.78.006,'2026-0009'"), 4, "no contract of this number"},
		"contract of another":     {replace("S21.G00.54.005", 1, "S21.G00.54.005,'2026-0001'"), 4, "no contract of this number"},
		"activity of another pay": {replace("S21.G00.51.011", 2, "S21.G00.51.011,'010'"), 5, "is that of a remuneration 002"},
		"no fourth remuneration":  {replace("S21.G00.51.011", 4, "S21.G00.51.011,'003'"), 5, "no remuneration 010"},
		"nature of a CDI":         {replace("S21.G00.40.007", 1, "S21.G00.40.007,'01'"), 6, "nature 02"},
		"reason":                  {replace("S21.G00.40.021", 2, "S21.G00.40.021,'01'"), 6, "reason 05"},
		"artist's risk":           {replace("S21.G00.40.040", 2, "S21.G00.40.040,'000XX'"), 6, "923AC"},
		"DFS without rate": {func(t testing.TB, l exampleLines) (exampleLines, int) {
			i := l.find(t, "S21.G00.40.023", 1)
			l = append(l[:i:i], l[i+1:]...).counted()
			return l, l.find(t, "S21.G00.54.001", 1) + 1
		}, 7, "no rate"},
		"base before DFS":        {replace("S21.G00.78.004", 7, "S21.G00.78.004,'2060.40'"), 7, "less the flat deduction is 1689.53"},
		"insured after DFS":      {replace("S21.G00.78.004", 9, "S21.G00.78.004,'1689.53'"), 7, "before the flat deduction"},
		"leave base above pay":   {replace("S21.G00.78.004", 5, "S21.G00.78.004,'1364.57'"), 7, "at most the remuneration 002"},
		"tax that is not":        {replace("S21.G00.50.009", 1, "S21.G00.50.009,'0.01'"), 9, "is 0.00"},
		"allowance of a DGFiP":   {replace("S21.G00.50.007", 1, "S21.G00.50.007,'01'"), 9, "neutral rate alone"},
		"object number lost":     {lose("S21.G00.40.050", 1), 6, "object number"},
		"contract number lost":   {lose("S21.G00.40.009", 1), 4, "has its number"},
		"no end of the contract": {nil, 10, "ends in the month"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			l := linesOfExample(t)
			var line int
			switch name {
			case "no end of the contract":
				i := l.find(t, "S21.G00.62.001", 1)
				l = append(l[:i:i], l[i+4:]...).counted()
				line = l.find(t, "S21.G00.40.010", 1) + 1
			default:
				l, line = c.mutate(t, l)
			}
			switch name { // what is told at the first line of the contract, or that names its period
			case "object number lost":
				line = l.find(t, "S21.G00.40.025", 1) + 1
			case "contract number lost":
				line = l.find(t, "S21.G00.40.001", 1) + 1
			case "no fourth remuneration":
				line = l.find(t, "S21.G00.51.011", 1) + 1
			case "allowance of a DGFiP":
				line = l.find(t, "S21.G00.50.012", 1) + 1
			}
			report, err := CheckDSN(bytes.NewReader(l.bytes()), DSNNorm{}, DSNParameters{})
			require.NoError(t, err)
			require.False(t, report.Sound())
			found := false
			for _, f := range report.Faults {
				found = found || f.Line == line && f.Check == c.check && strings.Contains(f.Reason, c.reason)
			}
			assert.True(t, found, "line %d, check %d, %q: %+v", line, c.check, c.reason, report.Faults)
		})
	}
}

// A bordereau that is a cent off, on either side, is refused at the line of the CTP or of the total.
func TestABordereauThatDoesNotAgreeIsRefused(t *testing.T) {
	d := randomDeclarationOf(t, 3, 21)
	declared, err := DeclareMonth(d, DSNFigures{})
	require.NoError(t, err)
	data, err := declared.File.Bytes()
	require.NoError(t, err)
	codes, err := d.Codes(DSNParameters{})
	require.NoError(t, err)
	l := exampleLines(strings.SplitAfter(fromLatin1(data), "\r\n"))
	for name, c := range map[string]struct{ prefix, reason string }{
		"total": {"S21.G00.22.005", "add up to"},
		"CTP":   {"S21.G00.23.005", "the individual contributions of CTP"},
	} {
		t.Run(name, func(t *testing.T) {
			changed := append(exampleLines{}, l...)
			i := changed.find(t, c.prefix, 1)
			changed[i] = c.prefix + ",'99999.99'\r\n"
			report, err := CheckDSN(bytes.NewReader(changed.bytes()), DSNNorm{}, codes)
			require.NoError(t, err)
			found := false
			for _, f := range report.Faults {
				found = found || f.Line == i+1 && f.Check == 8 && strings.Contains(f.Reason, c.reason)
			}
			assert.True(t, found, "%+v", report.Faults)
		})
	}
	t.Run("adhesion and affiliation", func(t *testing.T) {
		changed := append(exampleLines{}, l...)
		i, j := changed.find(t, "S21.G00.70.013", 1), changed.find(t, "S21.G00.78.005", 1)
		changed[i], changed[j] = "S21.G00.70.013,'9'\r\n", "S21.G00.78.005,'999'\r\n"
		report, err := CheckDSN(bytes.NewReader(changed.bytes()), DSNNorm{}, codes)
		require.NoError(t, err)
		lines := []int{}
		for _, f := range report.Faults {
			if f.Check == 4 {
				lines = append(lines, f.Line)
			}
		}
		assert.Equal(t, []int{i + 1, j + 1}, lines)
	})
}

// Files of strangers give faults, never a panic, and what they cost is bounded.
func TestHostileFilesGiveFaults(t *testing.T) {
	good := string(constructed(t))
	for name, file := range map[string]string{
		"empty":             "",
		"a line of 10^6":    "S10.G00.00.001,'" + strings.Repeat("A", 1_000_000) + "'\r\n",
		"10^6 of nothing":   strings.Repeat("'", 1_000_000),
		"NUL":               strings.Replace(good, "DURAND", "DUR\x00ND", 1),
		"UTF-8":             fromLatin1([]byte(good)),
		"byte order mark":   "\xef\xbb\xbf" + good,
		"a line end within": strings.Replace(good, "DURAND", "DUR\rAND", 1),
		"empty lines":       strings.ReplaceAll(good, "\r\n", "\r\n\r\n"),
		"no blocks":         "S90.G00.90.001,'2'\r\nS90.G00.90.002,'0'\r\n",
		"individuals alone": good[strings.Index(good, "S21.G00.30.001"):],
		"blocks of nobody":  strings.Repeat("S21.G00.51.001,'01112026'\r\nS21.G00.53.001,'01'\r\n", 100),
		"unknown":           strings.Repeat("S77.G77.77.777,'x'\r\n", 100),
		"after the end":     good + "S21.G00.30.001,'1800175000001'\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			report, err := CheckDSN(strings.NewReader(file), DSNNorm{}, DSNParameters{})
			require.NoError(t, err)
			assert.False(t, report.Sound(), name)
			if name == "unknown" {
				return // another block is kept where it stands
			}
			for individual, err := range DSNIndividuals(strings.NewReader(file)) {
				_, _ = individual, err
			}
			if name != "no blocks" {
				_, err = ReadDSN(strings.NewReader(file))
				assert.Error(t, err)
			}
		})
	}
}

// One individual may not grow without end.
func TestAnIndividualIsBounded(t *testing.T) {
	good := string(constructed(t))
	i := strings.Index(good, "S21.G00.51.001")
	file := good[:i] + strings.Repeat("S21.G00.58.001,'01112026'\r\nS21.G00.58.004,'1.00'\r\n", maxDSNIndividual/2)
	report, err := CheckDSN(strings.NewReader(file), DSNNorm{}, DSNParameters{})
	require.NoError(t, err)
	last := report.Faults[len(report.Faults)-1]
	assert.ErrorIs(t, &last, ErrDSNSize)
}

// A returned file begins with lines of the platform: they are read, kept, and not counted against the sender.
func TestAReturnedFileIsRead(t *testing.T) {
	head := "S05.G00.00.001,'01'\nS06.G00.01.001,'X'\n"
	good := strings.ReplaceAll(string(constructed(t)), "\r\n", "\n")
	for name, file := range map[string]string{
		"counted by the sender":   head + good,
		"counted by the platform": head + strings.Replace(good, "'285'", "'287'", 1),
		"without a last line end": strings.TrimSuffix(head+good, "\n"),
		"within the envelope":     strings.Replace(good, "S20.G00.05.001", "S10.G00.95.001,'1'\nS20.G00.05.001", 1),
	} {
		t.Run(name, func(t *testing.T) {
			report, err := CheckDSN(strings.NewReader(file), DSNNorm{}, DSNParameters{})
			require.NoError(t, err)
			assert.Empty(t, report.Faults)
			read, err := ReadDSN(strings.NewReader(file))
			require.NoError(t, err)
			again, err := read.Bytes()
			require.NoError(t, err)
			assert.Equal(t, file, string(again))
			assert.Equal(t, strings.Count(file, ",'"), read.Lines())
		})
	}
}

func TestIndividualsComeOneByOne(t *testing.T) {
	var names []string
	for individual, err := range DSNIndividuals(bytes.NewReader(constructed(t))) {
		require.NoError(t, err)
		names = append(names, individual.Value("002"))
	}
	assert.Equal(t, []string{"DURAND", "PETIT"}, names)
	for range DSNIndividuals(bytes.NewReader(constructed(t))) {
		break // nobody has to read on
	}
	var last error
	for _, err := range DSNIndividuals(strings.NewReader("S21.G00.51.001,'x'\r\n")) {
		last = err
	}
	var fault *DSNFault
	require.ErrorAs(t, last, &fault)
	assert.Equal(t, 1, fault.Line)
	assert.ErrorIs(t, last, ErrDSNTree)
}

func TestTheNormIsReadWithItsFaults(t *testing.T) {
	_, err := ReadDSNNorm("", strings.NewReader("h,h,h,h,h,h,h\nb,n,S21,l,Q,x,\n"), strings.NewReader("h,h,h,h,h\nb,S99.G00.00.001,l,1,x\n"), strings.NewReader("{"))
	assert.Equal(t, []string{"version", "rubrics[1].rubric", "rubrics[1].type", "rubrics[1].max_length", "codes[1].rubric", "tree"}, causes(err))
	bad := DSNNorm{
		Version: "P", Blocks: []DSNBlockRule{{Code: "S1"}, {Code: "S21.G00.40", Parent: "S21.G00.30"}, {Code: "S21.G00.40"}},
		Rubrics: []DSNRubricRule{{Rubric: "S21", Format: "x"}, {Rubric: "S21.G00.40.001", Format: DSNDate}, {Rubric: "S21.G00.40.001", Format: DSNDate}},
	}
	assert.Equal(t, []string{"blocks[0]", "blocks[1].parent", "blocks[2]", "rubrics[0]", "rubrics[0].format", "rubrics[2]"}, causes(bad.Validate()))
	_, err = CheckDSN(strings.NewReader(""), bad, DSNParameters{})
	assert.Error(t, err)
	assert.NoError(t, DSNNorm{}.Validate())
}

// The whole norm and the built-in one agree on what both have: the place of blocks, formats, lengths and lists.
func TestTheBuiltInNormIsThatOfItsTranscription(t *testing.T) {
	whole, ok := sharedNorm(t)
	if !ok {
		t.Skip("the transcription of the norm is read where it lies, in shared/data/dsn")
	}
	builtIn, _, err := BuiltInDSNNorm(constructedDeclaration().Month)
	require.NoError(t, err)
	rules, err := whole.compile()
	require.NoError(t, err)
	assert.Len(t, whole.Rubrics, 468, "reference, part C: 468 rubrics")
	codes := 0
	for _, r := range whole.Rubrics {
		codes += len(r.Codes)
	}
	assert.Equal(t, 1576, codes, "reference, part C: 1,576 codes")
	for _, r := range builtIn.Rubrics {
		rule := rules.rubrics[r.Rubric]
		if assert.NotNil(t, rule, r.Rubric) {
			assert.Equal(t, r.Format, rule.Format, r.Rubric)
			if r.Format != DSNDate {
				assert.Equal(t, rule.Length, r.Length, r.Rubric)
			}
			if r.Codes != nil {
				assert.ElementsMatch(t, rule.Codes, r.Codes, r.Rubric)
			}
		}
	}
	for _, b := range builtIn.Blocks {
		rule := rules.blocks[b.Code]
		if assert.NotNil(t, rule, b.Code) {
			assert.Equal(t, b, rule.DSNBlockRule, b.Code)
		}
	}
}

func TestValuesOfTheNorm(t *testing.T) {
	for text, want := range map[string]bool{
		"0.00": true, "-1.50": true, "007.00": true, "1234567.89": true, "": false, "-": false, ".50": false, "1.5": false, "1.500": false,
		"1,50": false, "+1.50": false, "1 000.00": false, "--1.00": false, "1.-5": false,
	} {
		assert.Equal(t, want, isDSNAmount(text), strconv.Quote(text))
	}
	for text, want := range map[string]bool{
		"0": true, "12": true, "1.25": true, "-3": true, "": false, "-": false, "1.": false, ".5": false, "1.2.3": false, "x": false,
	} {
		assert.Equal(t, want, isDSNNumber(text), strconv.Quote(text))
	}
	cents, ok := dsnCents("-12.05")
	assert.True(t, ok)
	assert.EqualValues(t, -1205, cents)
	_, ok = dsnCents("999999999999999999.00")
	assert.False(t, ok)
}

// A file whose blocks are in another order is read and written even so; only the checks refuse it.
func TestAFileOutOfOrderIsReadEvenSo(t *testing.T) {
	l := linesOfExample(t)
	i := l.find(t, "S21.G00.40.002", 1)
	l[i], l[i+1] = l[i+1], l[i]
	j := l.find(t, "S21.G00.58.001", 1)
	l = append(l[:j:j], append(exampleLines{"S21.G00.81.001,'066'\r\n"}, l[j:]...)...).counted()
	_, err := ReadDSN(bytes.NewReader(l.bytes()))
	assert.ErrorIs(t, err, ErrDSNTree, "a contribution without its base is nowhere")
	l = append(l[:j:j], l[j+1:]...).counted()
	read, err := ReadDSN(bytes.NewReader(l.bytes()))
	require.NoError(t, err)
	again, err := read.Bytes()
	require.NoError(t, err)
	assert.Equal(t, string(l.bytes()), string(again))
	report, err := CheckDSN(bytes.NewReader(l.bytes()), DSNNorm{}, DSNParameters{})
	require.NoError(t, err)
	assert.False(t, report.Sound())
}

// Faults are told up to a bound.
func TestFaultsOfAFileAreBounded(t *testing.T) {
	report, err := CheckDSN(strings.NewReader(strings.Repeat("x\n", 5_000)), DSNNorm{}, DSNParameters{})
	require.NoError(t, err)
	assert.Len(t, report.Faults, maxDSNFaults)
	assert.True(t, report.More)
}
