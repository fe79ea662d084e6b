// Package weakmac holds MACs that are easier to forge than they have to be.
package weakmac

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/md5"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"hash"
	"hash/crc32"
	"net/http"
	"os"

	"golang.org/x/crypto/md4"
	"golang.org/x/crypto/poly1305"

	"example.test/weakmac/tags"
)

type signer struct{ secret []byte }

// Four bytes of a tag.
func (s *signer) badFourBytes(message, tag []byte) bool {
	mac := hmac.New(sha256.New, s.secret)
	mac.Write(message)
	return hmac.Equal(mac.Sum(nil)[:4], tag) // want `CL104: only 4 bytes of the MAC are used; why: an attacker who can try enough messages can get a forged one accepted; fix: compare all of the tag with hmac.Equal`
}

// The first characters of a link's signature, by a helper.
func (s *signer) sum(message string) string {
	mac := hmac.New(sha256.New, s.secret)
	mac.Write([]byte(message))
	return hex.EncodeToString(mac.Sum(nil))
}

func (s *signer) badLink(r *http.Request) bool {
	want := s.sum(r.URL.Path)[:10]
	return subtle.ConstantTimeCompare([]byte(want), []byte(r.FormValue("sig"))) == 1 // want `CL104: only 5 bytes of the MAC are used; why: an attacker who can try many messages`
}

// A tag that another package cuts.
func (s *signer) badOtherPackage(r *http.Request) bool {
	return hmac.Equal([]byte(tags.Of(s.secret, []byte(r.URL.Path))), []byte(r.FormValue("sig"))) // want `CL104: only 6 bytes of the MAC are used`
}

type envelope struct {
	Body      []byte
	Signature []byte
}

// A tag that is sent.
func (s *signer) badSent(body []byte) envelope {
	mac := hmac.New(sha256.New, s.secret)
	mac.Write(body)
	return envelope{Body: body, Signature: mac.Sum(nil)[:8]} // want `CL104: only 8 bytes of the MAC are used; why: .*; fix: send all of the tag`
}

// No key at all.
func badNoKey(message []byte) []byte {
	mac := hmac.New(sha256.New, []byte("")) // want `CL104: the key of hmac.New is empty; why: without a key, anyone can compute the tag`
	mac.Write(message)
	return mac.Sum(nil)
}

func badNil(message []byte) []byte {
	mac := hmac.New(sha256.New, nil) // want `CL104: the key of hmac.New is empty`
	mac.Write(message)
	return mac.Sum(nil)
}

// A key of 64 bits.
func badShortKey() hash.Hash {
	key := make([]byte, 8)
	rand.Read(key)
	return hmac.New(sha256.New, key) // want `CL104: the key of hmac.New has only 8 random bytes`
}

// HMAC with MD5, chosen here and in a caller.
func (s *signer) badMD5(message []byte) []byte {
	mac := hmac.New(md5.New, s.secret) // want `CL104: hmac.New uses MD5`
	mac.Write(message)
	return mac.Sum(nil)
}

func (s *signer) badMD4(message []byte) []byte {
	mac := tags.New(md4.New, s.secret) // want `CL104: hmac.New, called by tags.New, uses MD4`
	mac.Write(message)
	return mac.Sum(nil)
}

// The key of Poly1305 is good for one message.
func badPoly1305(message []byte) (tag [16]byte) {
	var key [32]byte
	copy(key[:], os.Getenv("TAG_KEY"))
	poly1305.Sum(&tag, message, &key) // want `CL104: the key of poly1305.Sum is reused, but Poly1305 needs a new one for each message`
	return tag
}

// The last block of CBC.
func (s *signer) badLastBlock(message, tag []byte) (bool, error) {
	block, err := aes.NewCipher(s.secret)
	if err != nil {
		return false, err
	}
	out := make([]byte, len(message))
	cipher.NewCBCEncrypter(block, make([]byte, 16)).CryptBlocks(out, message)
	return subtle.ConstantTimeCompare(out[len(out)-16:], tag) == 1, nil // want `CL104: the output of CBC encryption is compared as if it were a MAC`
}

// A checksum with a secret.
func (s *signer) badChecksum(r *http.Request) bool {
	want := crc32.ChecksumIEEE(append(s.secret, r.URL.Path...))
	got, err := hex.DecodeString(r.FormValue("sig"))
	return err == nil && string(got) == string([]byte{byte(want >> 24), byte(want >> 16), byte(want >> 8), byte(want)}) // want `CL104: the CRC-32 checksum of "secret" and a message is used as a MAC`
}

func (s *signer) badChecksumSent(body []byte) (signature uint32) {
	h := crc32.NewIEEE()
	h.Write(s.secret)
	h.Write(body)
	return h.Sum32() // want `CL104: the CRC-32 checksum of "secret" and a message`
}
