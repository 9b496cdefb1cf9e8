package rights

import (
	"io"

	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
)

// DecodeFrenchFilm reads the deal of a French film from JSON and checks its terms, as strictly as [DecodeDeal].
// All faults are told at once, each a [*FieldError].
func DecodeFrenchFilm(r io.Reader) (FrenchFilm, error) { return strictjson.DecodeValid[FrenchFilm](r) }

// DecodeCollection reads a collection agreement from JSON and checks it, as strictly as [DecodeDeal]. All faults
// are told at once, each a [*FieldError].
func DecodeCollection(r io.Reader) (Collection, error) { return strictjson.DecodeValid[Collection](r) }

// DecodeProjection reads scenarios with their deal from JSON and checks them, as strictly as [DecodeDeal]. All
// faults are told at once, each a [*FieldError].
func DecodeProjection(r io.Reader) (Projection, error) { return strictjson.DecodeValid[Projection](r) }

// DecodeProductionStatement reads a production account from JSON and checks it, as strictly as [DecodeDeal]. All
// faults are told at once, each a [*FieldError].
func DecodeProductionStatement(r io.Reader) (ProductionStatement, error) {
	return strictjson.DecodeValid[ProductionStatement](r)
}

// Validate reports every fault of the terms, each a [*FieldError], or nil. What they make together is told by
// [FrenchFilm.Plan].
func (film FrenchFilm) Validate() error {
	var f valid.Faults
	film.check(&f)
	return f.Err()
}

// Validate reports every fault of the agreement, each a [*FieldError], or nil.
func (c Collection) Validate() error {
	_, err := c.Plan()
	return err
}

// Validate reports every fault of the account, each a [*FieldError], or nil.
func (p ProductionStatement) Validate() error {
	var f valid.Faults
	p.check(&f)
	return f.Err()
}
