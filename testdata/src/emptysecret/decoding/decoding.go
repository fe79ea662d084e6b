// Package decoding reads texts.
package decoding

import "encoding/base64"

// Decode returns what a text says, and nothing where it says nothing.
func Decode(text string) []byte {
	data, _ := base64.StdEncoding.DecodeString(text)
	return data
}
