// Package texts has texts, and files that become a part of the program.
package texts

import _ "embed"

//go:embed secret.txt
var secret string // want "embeds secret.txt"

//go:embed other.txt
var other string

const joined = "one " + "text" // want `"one text" in joined`

func use() []string {
	return []string{joined, "another", secret, other} // want `"another" in use`
}
