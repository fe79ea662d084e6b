package aead

import (
	"encoding/base64"
	"strconv"
	"strings"
)

// Context returns a context that is made of several parts, so that different lists
// of parts have different contexts:
//
//	keys.Encrypt(address, aead.Context("user", id, "address"))
//
// Parts that are joined by hand run into each other if one of them comes from
// outside: "a,b" with "c" looks like "a" with "b,c", and the value of one user
// decrypts as that of another. Make all contexts of a Keyring with Context, or
// none. The package comment has the form.
func Context(parts ...string) string {
	var b strings.Builder
	for _, part := range parts {
		b.WriteString(strconv.Itoa(len(part)))
		b.WriteByte(':')
		b.WriteString(part)
	}
	return b.String()
}

// EncryptText does what [Keyring.Encrypt] does, and returns text: letters,
// digits, "-" and "_", 4/3 of the length. It is for columns of type TEXT, JSON,
// environment variables and URLs.
func (r *Keyring) EncryptText(plaintext []byte, context string) string {
	return encodeText(r.Encrypt(plaintext, context))
}

// DecryptText returns the plaintext of what EncryptText returned for the same
// context with one of the keys. The only error is [ErrDecrypt].
func (r *Keyring) DecryptText(text, context string) ([]byte, error) {
	ciphertext, err := decodeText(text)
	if err != nil {
		return nil, err
	}
	return r.Decrypt(ciphertext, context)
}

// NeedsRotationText does for text what [Keyring.NeedsRotation] does.
func (r *Keyring) NeedsRotationText(text string) bool {
	ciphertext, err := decodeText(text)
	return err == nil && r.NeedsRotation(ciphertext)
}

// RotateText does for text what [Keyring.Rotate] does. The only error is
// [ErrDecrypt].
func (r *Keyring) RotateText(text, context string) (string, error) {
	ciphertext, err := decodeText(text)
	if err != nil {
		return "", err
	}
	rotated, err := r.Rotate(ciphertext, context)
	if err != nil {
		return "", err
	}
	return encodeText(rotated), nil
}

func encodeText(ciphertext []byte) string { return base64.RawURLEncoding.EncodeToString(ciphertext) }

// decodeText accepts one spelling: encoding/base64 skips line ends, and Strict
// refuses bits that are not used.
func decodeText(text string) ([]byte, error) {
	ciphertext, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil || strings.ContainsAny(text, "\r\n") {
		return nil, ErrDecrypt
	}
	return ciphertext, nil
}
