package strict

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"hash"

	"golang.org/x/crypto/blake2b"
)

func badMD5(content []byte) [16]byte {
	return md5.Sum(content) // want "CL102: a digest is computed with MD5; why: an attacker can create two inputs with the same MD5 digest"
}

func badSHA1(content []byte) []byte {
	h := sha1.New() // want "CL102: a digest is computed with SHA-1"
	h.Write(content)
	return h.Sum(nil)
}

func bad224(content []byte) [28]byte {
	return sha256.Sum224(content) // want "CL102: a digest of only 224 bits is computed"
}

func bad512224() hash.Hash {
	return sha512.New512_224() // want "CL102: a digest of only 224 bits is computed"
}

func badBLAKE2b() (hash.Hash, error) {
	return blake2b.New(16, nil) // want "CL102: a digest of only 128 bits is computed"
}

func goodSHA256(content []byte) [32]byte { return sha256.Sum256(content) }

func goodBLAKE2b() (hash.Hash, error) { return blake2b.New(32, nil) }

func goodETag(content []byte) [16]byte { return md5.Sum(content) }

func goodMAC(key []byte) hash.Hash { return hmac.New(sha1.New, key) } // want "CL104"

func goodTruncated(content []byte) [32]byte { return sha512.Sum512_256(content) }
