package rights_test

import (
	"fmt"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/rights"
)

func ExampleRegistrationRules_Check() {
	work, err := rights.DecodeWorkRecord(strings.NewReader(`{"title": "La Bobine", "kind": "film", "exactCopy": true, "firstShowing": "2027-03-31"}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	check, err := rights.RegistrationRules{}.Check(rights.VisaRegister, work, civil.MustParseDate("2026-11-26"))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("compulsory:", check.Compulsory, "complete:", check.Complete, "missing:", check.Missing)
	fmt.Println("ask by", check.ApplyBy, check.Items[0].Refs)
	// Output:
	// compulsory: true complete: false missing: [dialogues taxReceipt rcaNumber]
	// ask by 2027-02-28 Code du cinéma R211-3, Code du cinéma R211-3, current, CNC visa
}
