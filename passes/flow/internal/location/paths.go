package location

import (
	"strings"
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
