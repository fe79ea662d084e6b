// Package sizes holds numbers, and no cryptography.
package sizes

// The sizes of the format, in bytes.
const (
	Nonce = 8
	Tag   = 12
	Usual = 12
)

// Options are what a caller chooses.
type Options struct{ NonceSize, TagSize int }

// Default is the format of the first version.
func Default() Options { return Options{NonceSize: 16, TagSize: 13} }
