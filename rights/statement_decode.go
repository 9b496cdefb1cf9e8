package rights

import (
	"io"

	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
)

// DecodeStatementCalendar reads a calendar from JSON and checks it, as strictly as [DecodeDeal]. All faults
// are told at once, each a [*FieldError].
func DecodeStatementCalendar(r io.Reader) (StatementCalendar, error) {
	var c StatementCalendar
	reading := strictjson.Decode(r, &c, 0)
	if err := valid.Merge(reading, c.Validate()); err != nil {
		return StatementCalendar{}, err
	}
	return c, nil
}

// DecodePaymentTerms reads terms of payment from JSON and checks them, as strictly as [DecodeDeal]. All
// faults are told at once, each a [*FieldError].
func DecodePaymentTerms(r io.Reader) (PaymentTerms, error) {
	var t PaymentTerms
	reading := strictjson.Decode(r, &t, 0)
	if err := valid.Merge(reading, t.Validate()); err != nil {
		return PaymentTerms{}, err
	}
	return t, nil
}
