package page

import (
	"fmt"
	"os"
	"syscall/js"

	"github.com/bobine-film/bobine/examples/internal/door"
	"github.com/bobine-film/bobine/internal/valid"
)

// Functions are what a page may call, by name; some are groups of functions.
type Functions map[string]any

// Expose hands the functions to the page and serves it for as long as it is there. The page has
// put a function under the name that is the first argument of the program, so that several
// programs can start at once.
func Expose(functions Functions) {
	js.Global().Get(os.Args[0]).Invoke(js.ValueOf(functions.plain()))
	select {}
}

// plain returns the functions as what js.ValueOf knows.
func (f Functions) plain() map[string]any {
	plain := map[string]any{}
	for name, value := range f {
		if below, ok := value.(Functions); ok {
			value = below.plain()
		}
		plain[name] = value
	}
	return plain
}

// Of returns the functions of a door: answer, which takes a text, references and schema, which
// take nothing. What they return is JSON.
func Of[In, Out any](d door.Door[In, Out]) Functions {
	return Functions{
		"answer":     function(func(args []js.Value) string { return answerTo(d.Answer, args) }),
		"references": Constant(func() string { return References(d.References) }),
		"schema":     Constant(func() string { return Text(door.Schema[In]()) }),
	}
}

// With adds a function, which is told nothing and always answers the same.
func (f Functions) With(name string, document func() any) Functions {
	f[name] = Constant(func() string { return Text(document()) })
	return f
}

// Constant is a function of the page without arguments.
func Constant(text func() string) js.Func {
	return function(func([]js.Value) string { return text() })
}

func function(f func(args []js.Value) string) js.Func {
	return js.FuncOf(func(_ js.Value, args []js.Value) any { return f(args) })
}

func answerTo(read Reading, args []js.Value) string {
	text, err := TextOf(args)
	if err != nil {
		return Refuse(err)
	}
	return Answer(read, text)
}

// errText refuses what is not even a text.
var errText = fmt.Errorf("%w: a text is wanted", valid.ErrType)

// TextOf returns the document of a call, its first argument.
func TextOf(args []js.Value) (string, error) {
	if len(args) == 0 || args[0].Type() != js.TypeString {
		return "", errText
	}
	return args[0].String(), nil
}
