package weakmac

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/md5"
	"crypto/rand"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"hash/crc32"
	"hash/fnv"
	"io"
	"net/http"

	"golang.org/x/crypto/chacha20"
	"golang.org/x/crypto/poly1305"
)

// All of a tag.
func (s *signer) goodTag(message, tag []byte) bool {
	mac := hmac.New(sha256.New, s.secret)
	mac.Write(message)
	return hmac.Equal(mac.Sum(nil), tag)
}

// Half of a tag is enough.
func (s *signer) goodHalf(message, tag []byte) bool {
	mac := hmac.New(sha256.New, s.secret)
	mac.Write(message)
	return hmac.Equal(mac.Sum(nil)[:16], tag)
}

// Thirty-two characters are sixteen bytes.
func (s *signer) goodCharacters(r *http.Request) bool {
	return hmac.Equal([]byte(s.sum(r.URL.Path)[:32]), []byte(r.FormValue("sig")))
}

// A one-time password is short because people type it (RFC 4226).
func (s *signer) goodHOTP(counter uint64) uint32 {
	var message [8]byte
	binary.BigEndian.PutUint64(message[:], counter)
	mac := hmac.New(sha1.New, s.secret)
	mac.Write(message[:])
	sum := mac.Sum(nil)
	offset := sum[len(sum)-1] & 15
	return binary.BigEndian.Uint32(sum[offset:offset+4]) & 0x7fffffff % 1000000
}

// The first bytes of a tag name a key in a log.
func (s *signer) goodName() string {
	mac := hmac.New(sha256.New, s.secret)
	io.WriteString(mac, "name of the key")
	return hex.EncodeToString(mac.Sum(nil))[:8]
}

// HKDF has a key that may be empty: the salt (RFC 5869).
func goodExtract(hash func() hash.Hash, secret, salt []byte) []byte {
	if salt == nil {
		salt = make([]byte, hash().Size())
	}
	extractor := hmac.New(hash, salt)
	extractor.Write(secret)
	return extractor.Sum(nil)
}

func goodNoSalt(secret []byte) []byte { return goodExtract(sha256.New, secret, nil) }

// The key is only missing where nothing is configured.
func goodDefault(s *signer, message []byte) []byte {
	var key []byte
	if s != nil {
		key = s.secret
	}
	mac := hmac.New(sha256.New, key)
	mac.Write(message)
	return mac.Sum(nil)
}

// A key of 256 bits.
func goodKey() (*signer, error) {
	key := make([]byte, 32)
	if _, err := rand.Read(key); err != nil {
		return nil, err
	}
	hmac.New(sha256.New, key)
	return &signer{key}, nil
}

// HMAC with SHA-1 is what OAuth 1 and many devices prescribe. No attack is known.
func (s *signer) goodOAuth(message []byte) []byte {
	mac := hmac.New(sha1.New, s.secret)
	mac.Write(message)
	return mac.Sum(nil)
}

// A library leaves the choice to its callers.
func Digest(key, message []byte) []byte {
	mac := hmac.New(md5.New, key)
	mac.Write(message)
	return mac.Sum(nil)
}

// A self-test compares with what is written in the standard.
func goodSelfTest() bool {
	block, _ := aes.NewCipher([]byte("0123456789abcdef"))
	out := make([]byte, 16)
	cipher.NewCBCEncrypter(block, make([]byte, 16)).CryptBlocks(out, make([]byte, 16))
	return hex.EncodeToString(out) == "14f5fe746966f292651c2288bbff4609"
}

// A key of Poly1305 for each message.
func (s *signer) goodPoly1305(nonce, message []byte) (tag [16]byte, err error) {
	stream, err := chacha20.NewUnauthenticatedCipher(s.secret, nonce)
	if err != nil {
		return tag, err
	}
	var key [32]byte
	stream.XORKeyStream(key[:], key[:])
	poly1305.Sum(&tag, message, &key)
	return tag, nil
}

// A checksum against faults of the disk.
func goodDisk(page []byte, stored uint32) bool { return crc32.ChecksumIEEE(page) == stored }

// A hash that chooses a shard, of a key that is no secret of cryptography.
func goodShard(tenantKey string, shards uint32) uint32 {
	h := fnv.New32a()
	io.WriteString(h, tenantKey)
	return h.Sum32() % shards
}

// Has an object changed? Its secret is a part of it.
func goodChanged(name string, secret []byte, last uint32) bool {
	h := fnv.New32a()
	io.WriteString(h, name)
	return h.Sum32() != last
}
