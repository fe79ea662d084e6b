package location

import (
	"strings"
)

// LastField returns the name of the last field of a path.
func LastField(path string) string {
	return strings.Trim(path[strings.LastIndexByte(path, '.')+1:], "[]")
}
