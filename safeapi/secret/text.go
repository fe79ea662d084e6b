package secret

import (
	"encoding/base64"
	"errors"
	"strings"
)

// RevealText returns the secret as text: the prefix, then the bytes in
// unpadded URL-safe base64 (RFC 4648, section 5). It is the form in which the
// key types of safeapi leave the program. The prefix says what the key is for,
// to people, to secret scanners, and to [ParseText], which refuses any other.
//
// It panics where [Bytes.Reveal] would.
func (b Bytes) RevealText(prefix string) string {
	raw := b.Reveal()
	defer Wipe(raw)
	return prefix + base64.RawURLEncoding.EncodeToString(raw)
}

// ParseText reads what [Bytes.RevealText] wrote with the same prefix. White
// space around it is ignored, because files end in a newline. No other
// deviation is accepted: one secret has one text. The error never holds any
// part of s.
func ParseText(prefix, s string) (Bytes, error) {
	s = strings.TrimSpace(s)
	encoded, ok := strings.CutPrefix(s, prefix)
	if !ok {
		return Bytes{}, errors.New("secret: the text does not start with " + prefix)
	}
	// encoding/base64 skips line breaks; a secret has none.
	if strings.ContainsAny(encoded, "\r\n") {
		return Bytes{}, errors.New("secret: line break after " + prefix)
	}
	raw, err := base64.RawURLEncoding.Strict().DecodeString(encoded)
	if err != nil {
		Wipe(raw)
		return Bytes{}, errors.New("secret: not unpadded URL-safe base64 after " + prefix)
	}
	return hold(raw), nil
}
