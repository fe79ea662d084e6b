package secretfile

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"unicode/utf8"

	"github.com/cryptolint/cryptolint/safeapi/secret"
)

const (
	magic   = "safeapi-secretfile-1\n"
	context = "safeapi/secretfile 1"
	line    = 64 // characters
)

// armor returns the text of the file.
func armor(ciphertext []byte) []byte {
	encoded := base64.StdEncoding.AppendEncode(nil, ciphertext)
	text := []byte(magic)
	for chunk := range slices.Chunk(encoded, line) {
		text = append(append(text, chunk...), '\n')
	}
	return text
}

// unarmor accepts what armor writes and nothing else.
func unarmor(text []byte) ([]byte, bool) {
	encoded, ok := bytes.CutPrefix(text, []byte(magic))
	if !ok {
		return nil, false
	}
	ciphertext, err := base64.StdEncoding.AppendDecode(nil, encoded) // skips the line ends
	return ciphertext, err == nil && bytes.Equal(armor(ciphertext), text)
}

// encode returns the plaintext in one allocation, so that no part of it is left
// behind in memory by growing.
func encode(entries map[string]secret.Bytes) ([]byte, error) {
	size := 0
	for name, value := range entries {
		size += 2 + len(name) + 4 + value.Len()
	}
	if size > maxPlain {
		return nil, fmt.Errorf("%w: all names and values have %d bytes, want at most %d", ErrLimit, size, maxPlain)
	}
	plain := make([]byte, 0, size)
	for _, name := range slices.Sorted(maps.Keys(entries)) {
		value := entries[name].Reveal()
		plain = binary.BigEndian.AppendUint16(plain, uint16(len(name)))
		plain = append(plain, name...)
		plain = binary.BigEndian.AppendUint32(plain, uint32(len(value)))
		plain = append(plain, value...)
		secret.Wipe(value)
	}
	return plain, nil
}

// decode accepts what encode writes and nothing else.
func decode(plain []byte) (map[string]secret.Bytes, bool) {
	entries := map[string]secret.Bytes{}
	if len(plain) > maxPlain {
		return nil, false
	}
	last := ""
	for len(plain) > 0 {
		var name, value []byte
		var ok bool
		if name, plain, ok = cut(plain, 2, maxName); !ok {
			return nil, false
		}
		if value, plain, ok = cut(plain, 4, maxValue); !ok {
			return nil, false
		}
		if string(name) <= last || !utf8.Valid(name) { // "" is not above ""
			return nil, false
		}
		last = string(name)
		entries[last] = secret.New(value)
	}
	return entries, true
}

// cut takes a length of n bytes and that many bytes from the front.
func cut(b []byte, n, limit int) (field, rest []byte, ok bool) {
	if len(b) < n {
		return nil, nil, false
	}
	size := uint64(0)
	for _, c := range b[:n] {
		size = size<<8 | uint64(c)
	}
	b = b[n:]
	if size > uint64(limit) || size > uint64(len(b)) {
		return nil, nil, false
	}
	return b[:size], b[size:], true
}
