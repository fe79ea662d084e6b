// Package calls shows what the engine knows of functions: what they return, what they
// fill, what closures capture, and which function a value is.
package calls

import (
	"bytes"
	"crypto/hmac"
	"crypto/md5"
	"crypto/rand"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/subtle"
	"hash"

	"example.test/flow/wrap"
)

func origins(any) {}
func fates(any)   {}

func random(n int) []byte {
	b := make([]byte, n)
	rand.Read(b)
	return b
}

func fill(b []byte) { rand.Read(b) }

func identity[T any](v T) T { return v }

func returned() {
	origins(random(12)) // want "origins: crypto/rand$"
}

func filledByAHelper() {
	nonce := make([]byte, 12)
	fill(nonce)
	origins(nonce) // want "origins: crypto/rand$"
}

func throughAGeneric() {
	origins(identity("constant")) // want "origins: a constant$"
}

func fromAnotherPackage(data []byte) {
	origins(wrap.Digest(data)) // want "origins: a digest SHA-1$"
	origins(wrap.Token())      // want "origins: math/rand as hex$"
	nonce := make([]byte, 12)
	wrap.Fill(nonce)
	origins(nonce)       // want "origins: crypto/rand$"
	origins(wrap.Shared) // want "origins: a constant$"
	origins(wrap.Label)  // want "origins: a constant$"
}

func closureFills() {
	var nonce []byte
	next := func() { nonce = random(12) }
	next()
	origins(nonce) // want "crypto/rand"
}

func closureEmpties() {
	var b bytes.Buffer
	reset := func() { b.Reset() }
	b.WriteString("constant")
	reset()
	b.Write(random(8))
	origins(b.String()) // want "origins: crypto/rand$"
}

func captured() {
	key := random(32)
	use := func() {
		origins(key) // want "origins: crypto/rand$"
	}
	use()
}

func digestOf(new func() hash.Hash, data []byte) []byte {
	h := new()
	h.Write(data)
	return h.Sum(nil)
}

func constructorPassed(data []byte) {
	origins(digestOf(md5.New, data))  // want "origins: a digest MD5$"
	origins(digestOf(sha1.New, data)) // want "origins: a digest SHA-1$"
}

func macOf(key, data []byte) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write(data)
	return mac.Sum(nil)
}

func computedTag(key, data []byte) {
	origins(macOf(key, data)) // want "origins: a MAC tag SHA-256$"
}

func methodValue(data []byte) {
	h := sha1.New()
	write := h.Write
	write(data)
	origins(h.Sum(nil)) // want "origins: a digest SHA-1$"
}

func recursive(n int) []byte {
	if n == 0 {
		return random(1)
	}
	return append(recursive(n-1), recursive(n-1)...)
}

func recursion() {
	origins(recursive(8)) // want "origins: crypto/rand.crypto/rand$"
}

func whereATagGoes(key, data, sent []byte) bool {
	tag := macOf(key, data)
	fates(tag) // want "fates: operand of a constant-time comparison of subtle.ConstantTimeCompare$"
	return subtle.ConstantTimeCompare(tag, sent) == 1
}
