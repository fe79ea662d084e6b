package deadcrypto

import "golang.org/x/crypto/poly1305" // want `CL905: golang.org/x/crypto/poly1305 is deprecated`

func badTag(message []byte, key *[32]byte) []byte {
	tag := make([]byte, poly1305.TagSize)
	poly1305.Sum((*[poly1305.TagSize]byte)(tag), message, key)
	return tag
}
