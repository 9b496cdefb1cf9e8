package payroll

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/bobine-film/bobine/internal/valid"
)

// ErrKey reports a number whose control key is not that of its other characters.
var ErrKey = errors.New("the control key is wrong")

// NIR is a social security number (numéro d'inscription au répertoire): 13 characters and a key of
// two digits, without spaces.
type NIR string

// Validate reports that the number is malformed or that its key is wrong, each a [*FieldError], or nil.
//
// The key is 97 less the remainder by 97 of the 13 characters, 2A and 2B of Corsica counted as 19 and
// 18 (Insee). The first digit is 1 or 2, or 3, 4, 7 or 8 before a person is registered for good; the
// month is 01 to 12, or 20 and above where it is not known.
func (n NIR) Validate() error { return alone(n.fault()) }

// Number returns the 13 characters before the key, those that the DSN declares. The number is a valid one.
func (n NIR) Number() string { return string(n[:lengthOfNIR-2]) }

const lengthOfNIR = 15

func (n NIR) fault() error {
	if len(n) != lengthOfNIR {
		return fmt.Errorf("%w: 13 characters and a key of 2 digits", valid.ErrOutOfRange)
	}
	digits := string(n)
	switch n[5:7] {
	case "2A":
		digits = digits[:5] + "19" + digits[7:]
	case "2B":
		digits = digits[:5] + "18" + digits[7:]
	}
	month := n[3:5]
	switch {
	case !areDigits(digits):
		return fmt.Errorf("%w: digits, and 2A or 2B in Corsica", valid.ErrOutOfRange)
	case !strings.Contains("123478", digits[:1]):
		return fmt.Errorf("%w: the first digit is 1, 2, 3, 4, 7 or 8", valid.ErrOutOfRange)
	case month == "00" || "12" < month && month < "20":
		return fmt.Errorf("%w: no month of birth", valid.ErrOutOfRange)
	}
	number, _ := strconv.ParseInt(digits[:13], 10, 64) // of digits
	if key := 97 - number%97; digits[13:] != fmt.Sprintf("%02d", key) {
		return ErrKey
	}
	return nil
}

// SIRET is the number of an establishment of an employer: nine digits of the firm (SIREN), four of
// the establishment and a control digit.
type SIRET string

// Validate reports that the number is malformed or that its key is wrong, each a [*FieldError], or nil.
//
// The control is that of Luhn (Insee). The establishments of La Poste, of SIREN 356000000, have
// digits whose sum is a multiple of five instead, its head office both.
func (s SIRET) Validate() error { return alone(s.fault()) }

// SIREN returns the nine digits of the firm. The number is a valid one.
func (s SIRET) SIREN() string { return string(s[:9]) }

func (s SIRET) fault() error {
	if len(s) != 14 || !areDigits(string(s)) {
		return fmt.Errorf("%w: 14 digits", valid.ErrOutOfRange)
	}
	luhn, sum := 0, 0
	for i := range len(s) {
		digit := int(s[i] - '0')
		sum += digit
		if i%2 == 0 { // every second digit from the right of 14
			digit *= 2
		}
		luhn += digit/10 + digit%10
	}
	const laPoste = "356000000"
	if luhn%10 == 0 || s[:9] == laPoste && sum%5 == 0 {
		return nil
	}
	return ErrKey
}

// NAF is the code of an activity (code APE): four digits and a capital letter, 5911C for the
// production of films for cinema. The list itself is not checked.
type NAF string

// Validate reports a malformed code as a [*FieldError], or nil.
func (n NAF) Validate() error { return alone(n.fault()) }

func (n NAF) fault() error {
	if len(n) != 5 || !areDigits(string(n[:4])) || n[4] < 'A' || 'Z' < n[4] {
		return fmt.Errorf("%w: 4 digits and a capital letter", valid.ErrOutOfRange)
	}
	return nil
}

// ObjectNumber identifies a production to France Travail (numéro d'objet): 12 capital letters and
// digits, which are the year of the request in two digits, one for the agreement, a letter for the kind
// of production, six in sequence and a key of two.
//
// How the key is computed is not published, and one source alone describes the places after the
// year. Of a number only the length, the characters and the year are therefore checked; papers
// that carry one say so in a notice.
type ObjectNumber string

// Validate reports a malformed number as a [*FieldError], or nil.
func (n ObjectNumber) Validate() error { return alone(n.fault()) }

func (n ObjectNumber) fault() error {
	isOther := func(r rune) bool { return (r < '0' || '9' < r) && (r < 'A' || 'Z' < r) }
	if len(n) != 12 || strings.ContainsFunc(string(n), isOther) {
		return fmt.Errorf("%w: 12 capital letters and digits", valid.ErrOutOfRange)
	}
	if !areDigits(string(n[:2])) {
		return fmt.Errorf("%w: it begins with the two digits of a year", valid.ErrOutOfRange)
	}
	return nil
}

// followsPattern reports whether the places after the year are as the one source describes them.
func (n ObjectNumber) followsPattern() bool {
	return 'A' <= n[3] && n[3] <= 'Z' && areDigits(string(n[4:10]))
}

// year is that of the request. Numbers exist since 2008.
func (n ObjectNumber) year() int {
	year, _ := strconv.Atoi(string(n[:2])) // of digits
	return 2000 + year
}

func areDigits(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r < '0' || '9' < r })
}

// alone returns a fault of a value that is no field of a document.
func alone(err error) error {
	if err == nil {
		return nil
	}
	return &FieldError{Err: err}
}

// checkNumber tells the fault of a number that may be absent.
func checkNumber[T interface {
	~string
	fault() error
}](f *valid.Faults, field string, number T) {
	if number == "" {
		return
	}
	if err := number.fault(); err != nil {
		f.Add(field, string(number), err)
	}
}
