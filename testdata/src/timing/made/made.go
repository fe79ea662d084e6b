// Package made compares what was made with a secret: nobody computes it without, so it
// is a MAC, whoever made it and however.
package made

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/subtle"
	"encoding/hex"
	"net/http"
	"slices"

	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/scrypt"
)

type entry struct {
	Salt, Hash, Tag []byte
	Name            string
}

// The output of a key derivation.

func badArgon2(e *entry, typed string) bool {
	return bytes.Equal(argon2.IDKey([]byte(typed), e.Salt, 3, 64<<10, 4, 32), e.Hash) // want `CL501: the Argon2id output`
}

func badScrypt(e *entry, typed string) (bool, error) {
	key, err := scrypt.Key([]byte(typed), e.Salt, 1<<15, 8, 1, 32)
	return err == nil && string(key) == string(e.Hash), err // want `CL501: the scrypt output`
}

func goodArgon2(e *entry, typed string) bool {
	return subtle.ConstantTimeCompare(argon2.IDKey([]byte(typed), e.Salt, 3, 64<<10, 4, 32), e.Hash) == 1
}

// goodSameKey compares two keys of its own.
func goodSameKey(first, second string, salt []byte) (bool, error) {
	a, err := pbkdf2.Key(sha256.New, first, salt, 600_000, 32)
	if err != nil {
		return false, err
	}
	b, err := pbkdf2.Key(sha256.New, second, salt, 600_000, 32)
	return bytes.Equal(a, b), err
}

// The digest of a digest of a secret, and of a challenge.

type reader struct{ secret []byte }

func (r *reader) badAnswer(send func([]byte) []byte) bool {
	challenge := make([]byte, 16)
	rand.Read(challenge)
	inner := sha512.Sum512(append([]byte("reader"), r.secret...))
	h := sha512.New()
	h.Write(inner[:])
	h.Write(challenge)
	return bytes.Equal(h.Sum(nil), send(challenge)[:64]) // want `CL501: the SHA-512 digest of secret`
}

func (r *reader) goodTree(left, right, root []byte) bool {
	inner := sha512.Sum512(append([]byte("tree"), left...))
	h := sha512.New()
	h.Write(inner[:])
	h.Write(right)
	return bytes.Equal(h.Sum(nil), root)
}

// A MAC by a function of another module.

// sums stands for a package that the engine does not know.
var sums interface {
	Of(parts ...[]byte) []byte
	Hex(key, text []byte) string
}

func badForeignMAC(macKey, text, mac []byte) bool {
	return bytes.Equal(sums.Of(macKey, text), mac) // want `CL501: .*macKey`
}

func badForeignTag(sealed []byte, e *entry, derivedKey [64]byte) bool {
	tag := sums.Hex(derivedKey[32:], sealed)
	return tag == hex.EncodeToString(e.Tag) // want `CL501: tag, made with derivedKey`
}

func goodForeignDigest(text, id []byte) bool { return bytes.Equal(sums.Of(text), id) }

func goodForeignTwice(macKey, text, other []byte) bool {
	tag, second := sums.Of(macKey, text), sums.Of(macKey, other)
	return bytes.Equal(tag, second)
}

// Storage servers encrypt the ETag of an object that is encrypted. Its owner gets it back.

func goodETag(derivedKey []byte, stored string, etag string) bool {
	return sums.Hex(derivedKey, []byte(stored)) == etag
}

func goodExpectedETag(derivedKey []byte, stored, sentETag string) bool {
	expectedETag := sums.Hex(derivedKey, []byte(stored))
	return expectedETag == sentETag
}

func badSentTag(derivedKey []byte, stored, sentTag string) bool {
	expected := sums.Hex(derivedKey, []byte(stored))
	return expected == sentTag // want `CL501: expected, made with derivedKey`
}

// CBC-MAC.

func badCBCMAC(block cipher.Block, padded, tag []byte) bool {
	chained := make([]byte, len(padded))
	cipher.NewCBCEncrypter(block, make([]byte, aes.BlockSize)).CryptBlocks(chained, padded)
	return bytes.Equal(chained[len(chained)-aes.BlockSize:], tag) // want `CL501: a CBC-MAC`
}

type wallet struct{ last []byte }

func (w *wallet) chain(block cipher.Block, padded []byte) {
	out := make([]byte, len(padded))
	mode := cipher.NewCBCEncrypter(block, w.last)
	mode.CryptBlocks(out, padded)
	copy(w.last, out[len(out)-aes.BlockSize:])
}

func (w *wallet) badChain(block cipher.Block, answer []byte) bool {
	w.chain(block, answer[8:])
	return string(w.last) == string(answer[:8]) // want `CL501: a CBC-MAC`
}

func goodDecrypted(block cipher.Block, iv, sealed, expected []byte) bool {
	opened := make([]byte, len(sealed))
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(opened, sealed)
	return bytes.Equal(opened, expected)
}

// What compares is handed over.

func tagOf(key, text []byte) []byte {
	m := hmac.New(sha256.New, key)
	m.Write(text)
	return m.Sum(nil)
}

func firstThat(all []entry, key []byte, fits func(a, b []byte) bool) int {
	for i, e := range all {
		if fits(e.Tag, tagOf(key, []byte(e.Name))) {
			return i
		}
	}
	return -1
}

func badFirst(all []entry, key []byte) int {
	return firstThat(all, key, bytes.Equal) // want `CL501: an HMAC-SHA-256`
}

func goodFirst(all []entry, key []byte) int { return firstThat(all, key, hmac.Equal) }

func agree[T any](a, b T, by func(T, T) int) bool { return by(a, b) == 0 }

func badAgree(e entry, key []byte) bool {
	return agree(tagOf(key, []byte(e.Name)), e.Tag, bytes.Compare) // want `CL501: an HMAC-SHA-256`
}

func goodAgree(a, b entry) bool { return agree([]byte(a.Name), []byte(b.Name), bytes.Compare) }

// A search in a list compares.

func badAmong(key []byte, r *http.Request) bool {
	own := hex.EncodeToString(tagOf(key, []byte(r.URL.Path)))
	return slices.Contains(r.Header["X-Tag"], own) // want `CL501: an HMAC-SHA-256`
}

func badPosition(key []byte, names []string, tag string) int {
	var tags []string
	for _, name := range names {
		tags = append(tags, string(tagOf(key, []byte(name))))
	}
	return slices.Index(tags, tag) // want `CL501: an HMAC-SHA-256`
}

func goodAmong(names []string, r *http.Request) bool {
	return slices.Contains(names, r.Header.Get("X-Name"))
}
