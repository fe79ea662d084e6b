package cli

import near "github.com/cryptolint/cryptolint/internal/nearest"

// nearest returns the known word that the given word was most likely meant to
// be, if one is near enough.
func nearest(word string, known []string) (string, bool) { return near.Word(word, known) }
