package value

import "strings"

// Home is a place in another package. It is zero in this one.
type Home struct{ Package, Place string } // "example.com/keys", "file.go:12"

// Owner returns the name of the type that has the field which an origin is the content of,
// or "".
func (o *Origin) Owner() string {
	parts := strings.Split(o.Storage[strings.LastIndexByte(o.Storage, '/')+1:], ".") // package.Type.Field
	if len(parts) < 3 || strings.HasPrefix(parts[2], "[") {                          // package.variable.[element]
		return ""
	}
	return parts[1]
}
