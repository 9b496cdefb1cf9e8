package chain

import (
	"errors"
	"fmt"
	"io/fs"
	"reflect"

	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/rights"
	"github.com/bobine-film/bobine/schedule"
)

// film is the content of the files of a production.
type film struct {
	script     schedule.Script
	breakdown  breakdownSheets
	shoot      shoot
	cast       cast
	crew       crew
	timesheets timesheets
	employer   employer
	budget     estimate
	control    costs
	plan       plan
	treasury   cashPlan
	delivery   delivery
	deal       rights.Deal
	investors  investors
}

// file is what every file of a production holds: what it is, where its figures come from, and
// the document itself.
type file[T any] struct {
	About    string   `json:"about" strict:"required"`
	Sources  []string `json:"sources" strict:"required"`
	Document T        `json:"document" strict:"required"`
}

// open reads the files of a folder and checks them, alone and against one another. Every
// fault names its file and path.
func open(folder fs.FS) (film, error) {
	var f film
	err := errors.Join(
		readScreenplay(folder, &f.script),
		read(folder, "breakdown.json", &f.breakdown, f.breakdown.check),
		read(folder, "shoot.json", &f.shoot, f.shoot.check),
		read(folder, "cast.json", &f.cast, f.cast.check),
		read(folder, "crew.json", &f.crew, f.crew.check),
		read(folder, "timesheets.json", &f.timesheets, f.timesheets.check),
		read(folder, "employer.json", &f.employer, f.employer.check),
		read(folder, "budget.json", &f.budget, f.budget.check),
		read(folder, "control.json", &f.control, f.control.check),
		read(folder, "plan.json", &f.plan, f.plan.check),
		read(folder, "treasury.json", &f.treasury, f.treasury.check),
		read(folder, "delivery.json", &f.delivery, f.delivery.check),
		read(folder, "deal.json", &f.deal, func() error { return f.deal.Validate() }), // once it is read
		read(folder, "investors.json", &f.investors, f.investors.check),
	)
	if err != nil {
		return film{}, err
	}
	return f, errors.Join(f.checkScenes(), f.checkMinors(), f.checkNames(), f.checkAccounts(), f.checkSheets(), f.checkMinima(), f.checkCurrencies(), f.checkBudget(),
		f.checkControl(), f.checkPlan(), f.checkCash(), f.checkDelivery(), f.checkDeal(), f.checkInvestors())
}

// currency is that of the wages and of the tax credit, and so of everything they are added to.
const currency = "EUR"

// checkCurrencies tells a budget or a deal in another currency.
func (f film) checkCurrencies() error {
	return errors.Join(
		checkCurrency("budget.json", "document.devis.currency", f.budget.Currency),
		checkCurrency("deal.json", "document.currency", f.deal.Currency),
	)
}

func checkCurrency(name, path, code string) error {
	if code == currency {
		return nil
	}
	return inFile(name, &valid.FieldError{
		Path: path, Value: code, Err: fmt.Errorf("%w: wages and the tax credit are in %s", valid.ErrOutOfRange, currency),
	})
}

var errNoFile = errors.New("is no file")

// openFile opens a file, whose name goes before what is wrong with it. A folder is none, nor is a pipe, which might
// never end.
func openFile(folder fs.FS, name string) (fs.File, error) {
	info, err := fs.Stat(folder, name)
	var stream fs.File
	switch {
	case err != nil:
	case !info.Mode().IsRegular():
		err = errNoFile
	default:
		stream, err = folder.Open(name)
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return stream, inFile(name, err)
}

// read reads the document of a file into place and checks it.
func read[T any](folder fs.FS, name string, into *T, check func() error) error {
	stream, err := openFile(folder, name)
	if err != nil {
		return err
	}
	defer stream.Close()
	var content file[T]
	reading := strictjson.Decode(stream, &content, 0)
	*into = content.Document
	var texts valid.Faults
	texts.Enter("document")
	checkTexts(&texts, reflect.ValueOf(content.Document))
	return inFile(name, valid.Merge(reading, joined(texts.Err(), content.check(), under("document", check()))))
}

// check tells a file that does not say what it is and where its figures come from.
func (c file[T]) check() error {
	var f valid.Faults
	needed(&f, "about", c.About)
	if len(c.Sources) == 0 {
		f.Add("sources", nil, valid.ErrMissing)
	}
	f.Enter("sources")
	for i, source := range c.Sources {
		f.Index(i)
		needed(&f, "", source)
		f.Leave()
	}
	f.Leave()
	return f.Err()
}
