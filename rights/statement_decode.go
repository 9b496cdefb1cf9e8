package rights

import (
	"io"

	"github.com/bobine-film/bobine/internal/strictjson"
)

// DecodeStatementCalendar reads a calendar from JSON and checks it, as strictly as [DecodeDeal]. All faults
// are told at once, each a [*FieldError].
func DecodeStatementCalendar(r io.Reader) (StatementCalendar, error) {
	return strictjson.DecodeValid[StatementCalendar](r)
}

// DecodePaymentTerms reads terms of payment from JSON and checks them, as strictly as [DecodeDeal]. All
// faults are told at once, each a [*FieldError].
func DecodePaymentTerms(r io.Reader) (PaymentTerms, error) {
	return strictjson.DecodeValid[PaymentTerms](r)
}
