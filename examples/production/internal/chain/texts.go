package chain

import (
	"reflect"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bobine-film/bobine/internal/valid"
)

// mostText is more bytes than any text of a document has, and few enough for a cell of a table.
const mostText = 2000

// checkTexts tells texts that are too long for a page, and those with characters that none shows, such as what
// moves the cursor of a terminal.
func checkTexts(f *valid.Faults, v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		checkText(f, v.String())
	case reflect.Pointer:
		if !v.IsNil() {
			checkTexts(f, v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			f.Index(i)
			checkTexts(f, v.Index(i))
			f.Leave()
		}
	case reflect.Map:
		keys := v.MapKeys()
		slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
		for _, key := range keys {
			checkText(f, key.String())
			checkTexts(f, v.MapIndex(key))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ","); name != "" && name != "-" {
				f.Enter(name)
				checkTexts(f, v.Field(i))
				f.Leave()
			}
		}
	}
}

func checkText(f *valid.Faults, text string) {
	switch {
	case len(text) > mostText:
		f.Addf("", text, valid.ErrOutOfRange, "at most %d bytes", mostText)
	case !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl):
		f.Addf("", text, valid.ErrOutOfRange, "a text without control characters")
	}
}
