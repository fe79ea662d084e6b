// Package policy says what the mail server accepts, and knows nothing of cryptography.
package policy

const (
	// MinBits is the least size of an RSA key.
	MinBits = 1024

	// Legacy is for the old clients.
	Legacy = true

	// Cipher is what the old clients have.
	Cipher = 3
)
