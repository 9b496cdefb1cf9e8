package budget

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// fecFields are the names of the eighteen fields, in the order of article A47 A-1, VII, 1° of the livre
// des procédures fiscales.
const fecFields = "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\t" +
	"PieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise"

// AppendFEC appends a file of accounting entries to b (fichier des écritures comptables), as article A47 A-1 of
// the livre des procédures fiscales has it: a first line of names, fields between tabs, lines that end
// in CR LF, days as 20261231, amounts as 1234,50, in ISO 8859-15. A text with a control character, or
// with one that this set does not have, is a [*FieldError]; b is returned as it was.
func AppendFEC(b []byte, lines []FECLine) ([]byte, error) {
	var f valid.Faults
	w := fecText{out: append(append(b, fecFields...), "\r\n"...), faults: &f}
	f.Enter("lines")
	for i := range lines {
		f.Index(i)
		w.line(&lines[i])
		f.Leave()
	}
	f.Leave()
	if err := f.Err(); err != nil {
		return b, err
	}
	return w.out, nil
}

// fecText writes fields.
type fecText struct {
	out    []byte
	faults *valid.Faults
}

func (w *fecText) line(l *FECLine) {
	w.text("JournalCode", l.JournalCode)
	w.text("JournalLib", l.JournalLib)
	w.text("EcritureNum", l.EcritureNum)
	w.date(l.EcritureDate)
	w.text("CompteNum", l.CompteNum)
	w.text("CompteLib", l.CompteLib)
	w.text("CompAuxNum", l.CompAuxNum)
	w.text("CompAuxLib", l.CompAuxLib)
	w.text("PieceRef", l.PieceRef)
	w.date(l.PieceDate)
	w.text("EcritureLib", l.EcritureLib)
	w.amount(l.Debit)
	w.amount(l.Credit)
	w.text("EcritureLet", l.EcritureLet)
	w.date(l.DateLet)
	w.date(l.ValidDate)
	w.text("Montantdevise", l.Montantdevise)
	w.text("Idevise", l.Idevise)
	w.out = append(w.out[:len(w.out)-1], "\r\n"...)
}

func (w *fecText) text(field, s string) {
	for _, r := range s {
		c, ok := latin9(r)
		if !ok {
			w.faults.Addf(field, s, valid.ErrOutOfRange, "the character %+q", r)
			break
		}
		w.out = append(w.out, c)
	}
	w.out = append(w.out, '\t')
}

func (w *fecText) date(d civil.Date) {
	w.out = append(w.out, strings.ReplaceAll(d.String(), "-", "")...)
	w.out = append(w.out, '\t')
}

func (w *fecText) amount(a money.Amount) {
	start := len(w.out)
	w.out, _ = a.AppendText(w.out) // never fails
	if point := bytes.IndexByte(w.out[start:], '.'); point >= 0 {
		w.out[start+point] = ','
	}
	w.out = append(w.out, '\t')
}

// latin9 returns a character in ISO 8859-15, and whether that set has it and it is no control character.
func latin9(r rune) (byte, bool) {
	const moved = "€\xa4Š\xa6š\xa8Ž\xb4ž\xb8Œ\xbcœ\xbdŸ\xbe"
	for i := 0; i < len(moved); {
		c, size := utf8.DecodeRuneInString(moved[i:])
		code := moved[i+size]
		if c == r {
			return code, true
		}
		if rune(code) == r {
			return 0, false
		}
		i += size + 1
	}
	return byte(r), ' ' <= r && r < 0x7f || 0xa0 <= r && r <= 0xff
}

// FECName returns the name of the file of a company and of an exercise that ended on a day:
// "123456789FEC20261231.txt". A SIREN is nine digits; another, and a day that is none, is a
// [*FieldError].
func FECName(siren string, end civil.Date) (string, error) {
	var f valid.Faults
	if len(siren) != 9 || strings.Trim(siren, "0123456789") != "" {
		f.Addf("siren", siren, valid.ErrOutOfRange, "nine digits")
	}
	if end.IsZero() {
		f.Add("end", nil, valid.ErrMissing)
	}
	if err := f.Err(); err != nil {
		return "", err
	}
	return fmt.Sprintf("%sFEC%s.txt", siren, strings.ReplaceAll(end.String(), "-", "")), nil
}
