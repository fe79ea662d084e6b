// Package letters makes random texts.
package letters

import "crypto/rand"

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

// Random returns n letters.
func Random(n int) string {
	b := make([]byte, n)
	if _, err := rand.Read(b); err != nil {
		panic(err)
	}
	for i := range b {
		b[i] = alphabet[int(b[i])%len(alphabet)]
	}
	return string(b)
}

// Fair returns n letters that are all equally likely.
func Fair(n int) string {
	const most = 256 - 256%len(alphabet)
	text := make([]byte, 0, n)
	b := make([]byte, n)
	for len(text) < n {
		rand.Read(b)
		for _, c := range b {
			if int(c) < most && len(text) < n {
				text = append(text, alphabet[int(c)%len(alphabet)])
			}
		}
	}
	return string(text)
}

// From returns n characters of a set.
func From(set string, n int) string { return choose(n, set) }

func choose(n int, set string) string {
	b := make([]byte, n)
	rand.Read(b)
	for i := range b {
		b[i] = set[int(b[i])%len(set)]
	}
	return string(b)
}
