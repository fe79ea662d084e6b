package deadcrypto

import (
	"golang.org/x/crypto/md4"
	"golang.org/x/crypto/poly1305"
	"golang.org/x/crypto/ripemd160"
)

// A frame has room for the tag that an AEAD makes. Only the size comes from the old package.
type goodFrame struct {
	sealed [64 + poly1305.TagSize]byte
}

func goodSizes(frame *goodFrame) bool {
	return len(frame.sealed) > ripemd160.Size+md4.Size
}
