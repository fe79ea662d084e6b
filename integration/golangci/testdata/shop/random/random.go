// Package random makes strings for other packages.
package random

import "math/rand/v2"

const letters = "abcdefghijklmnopqrstuvwxyz0123456789"

// String returns n letters and digits.
func String(n int) string {
	text := make([]byte, n)
	for i := range text {
		text[i] = letters[rand.IntN(len(letters))]
	}
	return string(text)
}
