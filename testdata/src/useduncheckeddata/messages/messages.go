// Package messages is what peers send to each other.
package messages

// Signed is a message with its signature. Keys are where programs look them up.
type Signed struct {
	Sender    string
	PublicKey []byte
	Body      []byte
	Signature []byte
}
