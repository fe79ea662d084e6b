// Package digests compares digests and checksums. Each comment says what is left of one, and
// what went in.
package digests

import (
	"bytes"
	"crypto/md5"
	"crypto/sha256"
	"hash/crc32"
)

func token(sessionToken string, digest [16]byte) bool {
	return md5.Sum([]byte(sessionToken)) == digest // want "^its MD5 digest, of a session id$"
}

func part(data, digest []byte) bool {
	sum := sha256.Sum256(data)
	return bytes.Equal(sum[:4], digest) // want "^4 bytes of its SHA-256 digest$"
}

func withError(data []byte, digest []byte, ok bool) bool {
	var got []byte
	if ok {
		sum := sha256.Sum256(data)
		got = sum[:]
	}
	return bytes.Equal(got, digest) // want "^its SHA-256 digest$"
}

// either may be something else than a digest.
func either(data, digest []byte, ok bool) bool {
	got := data
	if ok {
		sum := sha256.Sum256(data)
		got = sum[:]
	}
	return bytes.Equal(got, digest)
}

type document struct {
	Body   []byte
	Digest [16]byte
}

func ofOneRecord(d document) bool {
	return md5.Sum(d.Body) == d.Digest // want "^its MD5 digest, of one record$"
}

func keyed(apiKey, message, received []byte) bool {
	sum := crc32.NewIEEE()
	sum.Write(apiKey)
	sum.Write(message)
	return bytes.Equal(sum.Sum(nil), received) // want "^a checksum with apiKey$"
}

func withConstant(apiKey, received []byte) bool {
	sum := crc32.NewIEEE()
	sum.Write([]byte("v1"))
	sum.Write(apiKey)
	return bytes.Equal(sum.Sum(nil), received) // want "^a checksum$"
}
