// Package models uses the wrappers that the test describes in models.
package models

import (
	"crypto/aes"
	"crypto/hmac"
	"crypto/sha256"
	"math/rand"

	"example.test/flow/models/conf"
	"example.test/flow/models/vault"
)

func origins(any) {}

// A key that anybody can read reaches the service through the wrapper.
func badKeyWrittenInTheProgram() error {
	return vault.Import("backup", []byte("0123456789abcdef")) // want "encryption key of vault.Import: a constant"
}

// What the wrapper of the wrapper is given is used in the same role.
func importKey(key []byte) error { return vault.Import("backup", key) }

func badKeyThroughAnotherFunction() error {
	return importKey(make([]byte, 16)) // want "encryption key of vault.Import: zero bytes"
}

func badNonceOfTheInterface(box vault.Box, plaintext []byte) ([]byte, error) {
	nonce := make([]byte, 12)
	rand.Read(nonce)
	return box.Seal(nonce, plaintext) // want "nonce of vault.Box.Seal: math/rand"
}

func goodKeyFromTheService() {
	key := vault.Random(32)
	origins(key)                // want "origins: crypto/rand"
	vault.Import("backup", key) // want "encryption key of vault.Import: crypto/rand"
}

func goodBufferFilledByTheService() {
	key := make([]byte, 16)
	vault.Fill(key)
	aes.NewCipher(key) // want "encryption key of aes.NewCipher: crypto/rand"
}

func badSerialAsKey() {
	serial, _ := vault.Serial()
	hmac.New(sha256.New, []byte(serial)) // want "MAC key of hmac.New: a sequential identifier" "hash function"
}

func goodLabelledKey() {
	origins(vault.Label("k1", vault.Random(32))) // want "origins: crypto/rand"
}

func fingerprint(key []byte) {
	origins(vault.Fingerprint(key)) // want "origins: a digest MD5"
}

func badKeyThatIsWrapped(other []byte) {
	wrapped := vault.Wrap([]byte("0123456789abcdef"), other) // want "encryption key of aes.NewCipher: a constant"
	origins(wrapped)                                         // want "origins: a ciphertext$"
}

func goodChecksum(key []byte) {
	origins(vault.Checksum(key)) // want "origins: an unknown source$"
}

func goodNameOfAParameter(text string) {
	vault.Unlock(text) // want "the parameter password of vault.Unlock"
	vault.Hint(text)
}

func decoded(text string) {
	origins(vault.Decode(text))               // want "origins: parameter 1$"
	origins(vault.Decode("0123456789abcdef")) // want "origins: a constant$"
}

func goodSettings(settings *conf.Settings) {
	origins(settings.Peer)       // want "origins: the environment or a flag"
	origins(conf.Installation)   // want "origins: crypto/rand"
	settings.Approval = "always" // want "token of conf.Settings.Approval: a constant"
}

func goodToken(token conf.Token) {
	origins(token) // want "origins: crypto/rand"
}

type options struct{ key string }

func goodLoaded() {
	var loaded options
	conf.Load("backup", &loaded)
	origins(loaded.key) // want "origins: the environment or a flag"
}

func goodTranscript(data []byte) {
	t := &vault.Transcript{}
	t.Add([]byte("greeting"))
	origins(t.All()) // want "origins: a constant"
	t.Clear()
	t.Add(vault.Random(32))
	origins(t.All()) // want "origins: crypto/rand$"
}

func badFallback() {
	vault.Import("backup", []byte(vault.Setting("key", "0123456789abcdef"))) // want "encryption key of vault.Import: .*a constant"
}

// The model of Store says that nothing in it counts.
func goodStored() { vault.Store([]byte("0123456789abcdef")) }
