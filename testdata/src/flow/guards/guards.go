// Package guards shows what the engine knows of the branches before a place: which
// constants get there, in this function, in a function that is called, and in one of
// another package.
package guards

import (
	"crypto"
	"crypto/aes"
	"crypto/hmac"
	"crypto/md5"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"errors"
	"fmt"
	"hash"
	"os"

	"example.test/flow/wrap"
)

func origins(any) {}
func sinks()      {}

var errWeak = errors.New("too weak")

// The name selects one of the hashes: a caller that passes a constant gets that one.
func hashFor(name string) (crypto.Hash, error) {
	switch name {
	case "sha1":
		return crypto.SHA1, nil
	case "sha256", "SHA-256":
		return crypto.SHA256, nil
	}
	return 0, fmt.Errorf("no hash %q", name)
}

func sumWith(h crypto.Hash, data []byte) []byte {
	state := h.New()
	state.Write(data)
	return state.Sum(nil)
}

func selectsByConstant(data []byte) {
	strong, err := hashFor("sha256")
	if err != nil {
		return
	}
	origins(sumWith(strong, data)) // want "origins: a digest SHA-256$"
	weak, _ := hashFor("sha1")
	origins(sumWith(weak, data)) // want "origins: a digest SHA-1$"
}

func selectsByConfiguration(data []byte) {
	either, _ := hashFor(os.Getenv("HASH"))
	origins(sumWith(either, data)) // want "origins: a digest SHA-1.a digest SHA-256$"
}

func selectsByOneOfTwo(modern bool, data []byte) {
	name := "sha256"
	if modern {
		name = "SHA-256"
	}
	h, _ := hashFor(name)
	origins(sumWith(h, data)) // want "origins: a digest SHA-256$"
}

// A wrapper hands its parameter on.
func mustHash(name string) crypto.Hash {
	h, err := hashFor(name)
	if err != nil {
		panic(err)
	}
	return h
}

func throughAWrapper(data []byte) {
	origins(sumWith(mustHash("SHA-256"), data)) // want "origins: a digest SHA-256$"
	origins(sumWith(mustHash("sha1"), data))    // want "origins: a digest SHA-1$"
}

// The variable is set in the branches, and there is one return.
func constructorFor(legacy bool) func() hash.Hash {
	newHash := sha256.New
	if legacy {
		newHash = md5.New
	}
	return newHash
}

func selectsByFlag(data []byte) {
	h := constructorFor(false)()
	h.Write(data)
	origins(h.Sum(nil)) // want "origins: a digest SHA-256$"
	l := constructorFor(true)()
	l.Write(data)
	origins(l.Sum(nil)) // want "origins: a digest MD5$"
}

func sizeFor(level int) []byte {
	switch {
	case level <= 0:
		return []byte("0123456789abcdef")
	case level < 3:
		key := make([]byte, 16)
		rand.Read(key)
		return key
	}
	return make([]byte, 32)
}

func selectsByRange() {
	origins(sizeFor(-1)) // want "origins: a constant$"
	origins(sizeFor(2))  // want "origins: crypto/rand$"
	origins(sizeFor(3))  // want "origins: zero bytes$"
}

// A guard of the callee keeps what is too small away from the key.
func newKey(bits int) (*rsa.PrivateKey, error) {
	if bits < 2048 {
		return nil, errWeak
	}
	return rsa.GenerateKey(rand.Reader, bits)
}

func unguardedKey(bits int) (*rsa.PrivateKey, error) {
	return rsa.GenerateKey(rand.Reader, bits)
}

func callsNewKey() {
	newKey(1024)
	newKey(3072)       // want "sink: key size: a constant$"
	unguardedKey(1024) // want "sink: key size: a constant$"
}

func chosenSize(small bool) {
	bits := 4096
	if small {
		bits = 1024
	}
	newKey(bits) // want "sink: key size: a constant$"
}

// The guard is on the way through two functions.
func newNamedKey(name string, bits int) (*rsa.PrivateKey, error) {
	if name == "" {
		return nil, errWeak
	}
	return newKey(bits)
}

func callsNewNamedKey() {
	newNamedKey("server", 1024)
	newNamedKey("", 4096)
	newNamedKey("server", 4096) // want "sink: key size: a constant$"
}

// Lengths are guards for texts.
func seal(key []byte) {
	if len(key) != 32 {
		return
	}
	aes.NewCipher(key)
}

func callsSeal() {
	seal([]byte("0123456789abcdef"))
	seal([]byte("0123456789abcdef0123456789abcdef")) // want "sink: encryption key: a constant$"
}

func sealNonEmpty(key string) {
	if key == "" {
		panic("no key")
	}
	hmac.New(sha512.New, []byte(key)).Write(nil)
}

func callsSealNonEmpty() {
	sealNonEmpty("")
	sealNonEmpty("changeme") // want "sink: MAC key: a constant$"
}

// One branch for each mode: a constant for the mode takes one of them.
func protect(mode string, key []byte) {
	switch mode {
	case "none":
		return
	case "mac":
		hmac.New(sha256.New, key).Write(nil)
	default:
		aes.NewCipher(key)
	}
}

func callsProtect(mode string) {
	protect("none", []byte("0123456789abcdef"))
	protect("mac", []byte("0123456789abcdef")) // want "sink: MAC key: a constant$"
	protect("aes", []byte("0123456789abcdef")) // want "sink: encryption key: a constant$"
	protect(mode, []byte("0123456789abcdef"))  // want "sink: MAC key: a constant$" "sink: encryption key: a constant$"
}

// In another package it is the same.
func otherPackage(data []byte, name string) {
	origins(wrap.SumBy("sha256", data)) // want "origins: a digest SHA-256$"
	origins(wrap.SumBy("sha1", data))   // want "origins: a digest SHA-1$"
	origins(wrap.SumBy(name, data))     // want "origins: a digest SHA-1.a digest SHA-256.zero bytes nil$"
	wrap.NewKey(1024)
	wrap.NewKey(2048) // want "sink: key size: a constant$"
}

// What a value was compared with is what it is, where only that gets there.
type signature struct{ format string }

type key struct{ bits int }

func (k key) kind() string { return "hash-" + k.size() }

func (k key) size() string {
	switch k.bits {
	case 256:
		return "a"
	case 384:
		return "b"
	}
	panic("no such size")
}

func hashOf(format string) crypto.Hash {
	switch format {
	case "hash-a", "hash-b":
		return crypto.SHA384
	case "old":
		return crypto.SHA1
	}
	return 0
}

func (k key) verify(s *signature, data []byte) {
	origins(k.kind()) // want "origins: a constant.a constant$"
	if s.format != k.kind() {
		return
	}
	origins(sumWith(hashOf(s.format), data)) // want "origins: a digest SHA-384$"
}

func (k key) verifyAny(s *signature, data []byte) {
	origins(sumWith(hashOf(s.format), data)) // want "SHA-1"
}

// A variable of the function itself is judged the same way.
func inOneFunction(name string) {
	h := crypto.SHA1
	switch name {
	case "sha256":
		h = crypto.SHA256
	case "sha512":
		h = crypto.SHA512
	}
	if h == crypto.SHA1 {
		return
	}
	origins(sumWith(h, nil)) // want "origins: a digest SHA-256.a digest SHA-512$"
}

func tooSmall(profile string) {
	bits := 1024
	if profile == "strong" {
		bits = 4096
	}
	if bits < 2048 {
		return
	}
	origins(bits) // want "origins: a constant$"
}

// A default for what is not set is one alternative; what is set is the other.
func defaultForEmpty() {
	secret := os.Getenv("SECRET")
	if secret == "" {
		secret = "changeme"
	}
	origins(secret) // want "origins: the environment or a flag.a constant$"
}

func refusedWhenEmpty() error {
	secret := os.Getenv("SECRET")
	if secret == "" {
		return errWeak
	}
	origins(secret) // want "origins: the environment or a flag$"
	return nil
}

// drawnWhenEmpty is what honest programs do.
func drawnWhenEmpty() {
	secret := []byte(os.Getenv("SECRET"))
	if len(secret) == 0 {
		secret = make([]byte, 32)
		rand.Read(secret)
	}
	origins(secret) // want "origins: the environment or a flag.crypto/rand$"
}

func lengthOfTheDefault() {
	key := []byte(os.Getenv("KEY"))
	if len(key) != 32 {
		key = []byte("0123456789abcdef0123456789abcdef")
	}
	origins(key) // want "origins: the environment or a flag.a constant$"
}

func constructor(name string) func() hash.Hash {
	switch name {
	case "md5":
		return md5.New
	case "sha1":
		return sha1.New
	}
	return sha256.New
}

func anythingElse(data []byte) {
	h := constructor("blake3")()
	h.Write(data)
	origins(h.Sum(nil)) // want "origins: a digest SHA-256$"
}
