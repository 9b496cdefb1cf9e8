package rights

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
)

func registeredFilm(t testing.TB) WorkRecord {
	t.Helper()
	isan, err := ParseISAN(validISANs[0])
	require.NoError(t, err)
	return WorkRecord{
		Title: "La Bobine", Kind: RegisteredFilm, Languages: []string{"fra"}, Directors: []string{"A. Auteur"}, Year: 2026, Minutes: 96,
		Applicant: "Paris Films", AuthorDeeds: []string{"2026/1"}, RCANumber: "125210", ISAN: isan,
		FirstShowing: on("2027-03-31"), ExactCopy: true, Dialogues: true, TaxReceipt: true,
	}
}

// Art. R. 211-3 of the code du cinéma; what the CNC and the ISAN agency ask for.
func TestRegistrationsAreComplete(t *testing.T) {
	for _, c := range []struct {
		name     string
		register Register
		change   func(*WorkRecord)
		missing  []string
	}{
		{"register", RCARegister, func(*WorkRecord) {}, nil},
		{"register without contracts", RCARegister, func(w *WorkRecord) { w.AuthorDeeds, w.Title = nil, " " }, []string{"title", "authorDeeds"}},
		{"visa", VisaRegister, func(*WorkRecord) {}, nil},
		{"visa of a film that is not in the register", VisaRegister, func(w *WorkRecord) { w.RCANumber = "" }, []string{"rcaNumber"}},
		{"visa of a trailer needs no number", VisaRegister, func(w *WorkRecord) { w.RCANumber, w.Kind = "", RegisteredTrailer }, nil},
		{"visa of an advertisement", VisaRegister, func(w *WorkRecord) { w.RCANumber, w.Kind = "", RegisteredAdvertising }, nil},
		{"visa of a work of general interest", VisaRegister, func(w *WorkRecord) { w.RCANumber, w.Kind = "", GeneralInterest }, nil},
		{"visa of a foreign film", VisaRegister, func(w *WorkRecord) { w.Foreign = true }, []string{"subtitles"}},
		{"visa without anything", VisaRegister, func(w *WorkRecord) { *w = WorkRecord{Kind: RegisteredFilm} }, []string{"firstShowing", "exactCopy", "dialogues", "taxReceipt", "rcaNumber"}},
		{"ISAN", ISANRegister, func(*WorkRecord) {}, nil},
		{"ISAN without a director", ISANRegister, func(w *WorkRecord) { w.Directors, w.Year = nil, 0 }, []string{"year", "directors"}},
		{"ISAN without anything", ISANRegister, func(w *WorkRecord) { *w = WorkRecord{Kind: RegisteredFilm} }, []string{"title", "languages", "year", "directors", "minutes"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			work := registeredFilm(t)
			c.change(&work)
			check, err := RegistrationRules{}.Check(c.register, work, on("2026-11-26"))
			require.NoError(t, err)
			assert.Equal(t, c.missing, check.Missing)
			assert.Equal(t, c.missing == nil, check.Complete)
			for _, item := range check.Items {
				assert.NotZero(t, item.Refs.Len())
			}
			assert.Equal(t, c.register == ISANRegister, tellsNotice(check.Notices, law.CodeUnverified))
		})
	}
}

func TestVisaIsAskedForAMonthBefore(t *testing.T) {
	for _, c := range []struct {
		asOf string
		late bool
	}{{"2026-11-26", false}, {"2027-02-28", false}, {"2027-03-01", true}} {
		check, err := RegistrationRules{}.Check(VisaRegister, registeredFilm(t), on(c.asOf))
		require.NoError(t, err)
		assert.Equal(t, on("2027-02-28"), check.ApplyBy, "a month before 31 March")
		assert.Equal(t, c.late, check.Late)
		assert.True(t, check.Compulsory)
		assert.Equal(t, c.asOf != "2026-11-26", tellsNotice(check.Notices, law.CodeStale))
	}
	series := registeredFilm(t)
	series.Kind = RegisteredAudiovisual
	check, err := RegistrationRules{}.Check(RCARegister, series, on("2026-11-26"))
	require.NoError(t, err)
	assert.False(t, check.Compulsory, "optional for audiovisual works")
	assert.True(t, check.ApplyBy.IsZero())
}

func TestRegistrationsAreRefused(t *testing.T) {
	_, err := RegistrationRules{}.Check("copyright", WorkRecord{Kind: "opera", Year: 1700, Minutes: -1, Directors: []string{"a", ""}}, civil.Date{})
	assert.Equal(t, []string{"register", "asOf", "kind", "year", "minutes", "directors[1]"}, fieldPathsOf(t, err))
	_, err = RegistrationRules{}.Check(RCARegister, registeredFilm(t), on("2000-01-01"))
	require.ErrorIs(t, err, law.ErrNoValue)
	early := registeredFilm(t)
	early.FirstShowing = on("1900-01-15")
	_, err = RegistrationRules{}.Check(VisaRegister, early, on("2026-11-26"))
	assert.Equal(t, []string{"firstShowing"}, fieldPathsOf(t, err))
	_, err = RegistrationRules{}.With(law.Override[RegistrationRule]{Key: "rca/smell"})
	require.ErrorIs(t, err, law.ErrUnknownKey)
	own, err := RegistrationRules{}.With(law.Override[RegistrationRule]{Key: "rca/title", Value: RegistrationRule{Field: "smell"}})
	require.NoError(t, err)
	_, err = own.Check(RCARegister, registeredFilm(t), on("2026-11-26"))
	assert.Equal(t, []string{"rca/title.field"}, fieldPathsOf(t, err))
}

func TestRegistrationRulesNameFieldsOfTheRecord(t *testing.T) {
	table, err := builtInRegistration()
	require.NoError(t, err)
	for _, key := range table.Keys() {
		rule, err := table.At(key, on("2026-11-26"))
		require.NoError(t, err)
		assert.Contains(t, recordFields, rule.Value.Field)
	}
}

func TestDecodeWorkRecord(t *testing.T) {
	document, err := json.Marshal(registeredFilm(t))
	require.NoError(t, err)
	w, err := DecodeWorkRecord(strings.NewReader(string(document)))
	require.NoError(t, err)
	assert.Equal(t, registeredFilm(t), w)
	_, err = DecodeWorkRecord(strings.NewReader(`{"kind":"film","isan":"ISAN 0000-0001-8CFA-0000-A-0000-0000-K"}`))
	require.ErrorIs(t, err, ErrCheckCharacter)
	assert.Equal(t, []string{"isan"}, fieldPathsOf(t, err))
}

func FuzzDecodeWorkRecord(f *testing.F) {
	document, err := json.Marshal(registeredFilm(f))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(document))
	f.Add(`{"kind":"trailer"}`)
	f.Fuzz(func(t *testing.T, document string) {
		w, err := DecodeWorkRecord(strings.NewReader(document))
		if err != nil {
			return
		}
		check, err := RegistrationRules{}.Check(RCARegister, w, on("2026-11-26"))
		if err != nil || check.Complete != (len(check.Missing) == 0) {
			t.Fatal(check, err)
		}
	})
}
