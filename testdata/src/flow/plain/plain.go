// Package plain has nothing to do with cryptography.
package plain

import "strings"

// Shout returns the text in capitals.
func Shout(text string) string { return strings.ToUpper(text) + "!" }
