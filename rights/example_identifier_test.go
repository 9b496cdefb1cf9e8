package rights_test

import (
	"fmt"

	"github.com/bobine-film/bobine/rights"
)

func ExampleParseISAN() {
	version, err := rights.ParseISAN("0000-0000-D07A-0090-Q-0000-0000-X")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(version, "is a version of", version.Work())
	_, err = rights.ParseISAN("0000-0000-D07A-0090-Q-0000-0000-Y")
	fmt.Println(err)
	// Output:
	// ISAN 0000-0000-D07A-0090-Q-0000-0000-X is a version of ISAN 0000-0000-D07A-0090-Q
	// "0000-0000-D07A-0090-Q-0000-0000-Y" is no ISAN: the check character is another
}

func ExampleParseEIDR() {
	id, err := rights.ParseEIDR("10.5240/7EC7-228A-510A-053E-CBB8-J")
	fmt.Println(id.URL(), err)
	// Output:
	// https://doi.org/10.5240/7EC7-228A-510A-053E-CBB8-J <nil>
}

func ExampleParseISRC() {
	code, err := rights.ParseISRC("USSKG1912345")
	fmt.Println(code, err)
	// Output:
	// US-SKG-19-12345 <nil>
}
