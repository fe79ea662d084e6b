package lexicon

import "slices"

// SaysErasure reports whether the name of a function or a package says that it erases
// memory: Wipe, zeroBytes, memzero.
func SaysErasure(name string) bool {
	return slices.ContainsFunc(Words(name), func(word string) bool { return slices.Contains(erasures, word) })
}

var erasures = []string{"wipe", "wiper", "zero", "zeroes", "zeros", "zeroize", "zeroise", "erase", "eraser", "memzero", "bzero", "scrub", "shred", "burn"}
