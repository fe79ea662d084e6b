// Package wire has what peers send. It knows nothing of cryptography.
package wire

// Key is a JSON Web Key.
type Key struct {
	Curve string `json:"crv"`
	X     string `json:"x"`
	Y     string `json:"y"`
}

// Hello begins a conversation.
type Hello struct {
	Point []byte
	X, Y  []byte
}
