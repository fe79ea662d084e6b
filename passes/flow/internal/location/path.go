package location

import (
	"go/constant"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// Below returns the part of path under prefix, if prefix is a prefix of it.
func Below(path, prefix string) (string, bool) {
	rest, found := strings.CutPrefix(path, prefix)
	if found && (rest == "" || rest[0] == '.') {
		return rest, true
	}
	if !strings.Contains(path, ".[") || !strings.Contains(prefix, ".[") {
		return "", false
	}
	for prefix != "" {
		var name, wanted string
		name, path = firstField(path)
		wanted, prefix = firstField(prefix)
		if name != wanted && !mayBeSameKey(name, wanted) {
			return "", false
		}
	}
	return path, true
}

// firstField splits a path after its first field.
func firstField(path string) (first, rest string) {
	if path == "" {
		return "", ""
	}
	if end := strings.IndexByte(path[1:], '.'); end >= 0 {
		return path[:end+1], path[end+1:]
	}
	return path, ""
}

func mayBeSameKey(a, b string) bool {
	return (a == AnyKey && strings.HasPrefix(b, ".[")) || (b == AnyKey && strings.HasPrefix(a, ".["))
}

// LastField returns the name of the last field of a path.
func LastField(path string) string {
	return strings.Trim(path[strings.LastIndexByte(path, '.')+1:], "[]")
}

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
	return KeyPath(c.Value)
}

// KeyPath is the path of the map element under a constant key.
func KeyPath(key constant.Value) string {
	switch key.Kind() {
	case constant.String:
		return ".[" + strings.ReplaceAll(constant.StringVal(key), ".", "_") + "]" // a dot begins a field
	case constant.Int:
		return ".[" + key.ExactString() + "]"
	}
	return AnyKey
}

// AnyKey is the path of a map element whose key is not a constant: it may be any.
const AnyKey = ".[]"

// AnyElement is a path that selects the elements of a slice or array one by one:
// each is an alternative, where the content of a slice is the mix of them.
const AnyElement = ".[*]"
