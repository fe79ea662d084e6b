package location

import (
	"go/constant"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// MapPath is the path of a map element: maps are like structs whose fields are
// the constant keys.
func MapPath(key ssa.Value) string {
	if convert, ok := key.(*ssa.MakeInterface); ok {
		key = convert.X
	}
	c, ok := key.(*ssa.Const)
	if !ok || c.Value == nil {
		return AnyKey
	}
	switch c.Value.Kind() {
	case constant.String:
		return ".[" + strings.ReplaceAll(constant.StringVal(c.Value), ".", "_") + "]" // a dot begins a field
	case constant.Int:
		return ".[" + c.Value.ExactString() + "]"
	}
	return AnyKey
}

// AnyKey is the path of a map element whose key is not a constant: it may be any.
const AnyKey = ".[]"
