// Package memory shows what the engine knows of buffers: who filled them, on which
// path, and what is left of what was there before.
package memory

import (
	"bytes"
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	weak "math/rand"
	"strings"
	"time"
)

func origins(any) {}

func neverFilled() {
	nonce := make([]byte, 12)
	origins(nonce) // want "origins: zero bytes$"
}

func filled() {
	nonce := make([]byte, 12)
	rand.Read(nonce)
	origins(nonce) // want "origins: crypto/rand$"
}

func filledThroughReader() error {
	var nonce [12]byte
	if _, err := io.ReadFull(rand.Reader, nonce[:]); err != nil {
		return err
	}
	origins(nonce[:]) // want "origins: crypto/rand$"
	return nil
}

func filledOnOnePathOnly(fresh bool) {
	nonce := make([]byte, 12)
	if fresh {
		rand.Read(nonce)
	}
	origins(nonce) // want "origins: zero bytes.crypto/rand$"
}

func overwrittenByAConstant() {
	nonce := make([]byte, 12)
	rand.Read(nonce)
	copy(nonce, "fixed nonce!")
	origins(nonce) // want "origins: a constant$"
}

func anotherBufferIsFilled() {
	nonce, salt := make([]byte, 12), make([]byte, 12)
	rand.Read(salt)
	origins(nonce) // want "origins: zero bytes$"
}

func filledAfterTheUse() {
	nonce := make([]byte, 12)
	origins(nonce) // want "origins: zero bytes$"
	rand.Read(nonce)
}

func prefixAndRandomRest() {
	nonce := make([]byte, 12)
	copy(nonce[:4], "srv1")
	rand.Read(nonce[4:])
	origins(nonce) // want "origins: crypto/rand$"
}

func timeInTheFirstHalf() {
	nonce := make([]byte, 12)
	binary.BigEndian.PutUint64(nonce, uint64(time.Now().UnixNano()))
	origins(nonce) // want "origins: the current time$"
}

func elementByElement() {
	iv := make([]byte, 16)
	for i := range iv {
		iv[i] = byte(weak.Intn(256))
	}
	origins(iv) // want "origins: math/rand$"
}

func charactersDrawnFromAnAlphabet() {
	const alphabet = "abcdefghijklmnopqrstuvwxyz"
	code := make([]byte, 8)
	for i := range code {
		code[i] = alphabet[weak.Intn(len(alphabet))]
	}
	origins(string(code)) // want "origins: math/rand$"
}

func collectedInABuffer() {
	var b bytes.Buffer
	b.WriteString("id-")
	fmt.Fprintf(&b, "%d", weak.Int())
	origins(b.Bytes()) // want "origins: math/rand$"
}

func builtAndEncoded() {
	raw := make([]byte, 16)
	rand.Read(raw)
	var b strings.Builder
	b.WriteString(hex.EncodeToString(raw))
	origins(b.String()) // want "origins: crypto/rand as hex$"
}

func appended(prefix []byte) {
	nonce := append([]byte("v1"), prefix...)
	origins(nonce) // want "origins: parameter 1$"
}

func mapByConstantKey() {
	keys := map[string]string{"a": "constant", "b": time.Now().String()}
	origins(keys["b"]) // want "origins: the current time$"
}

func cleared() {
	key := make([]byte, 32)
	rand.Read(key)
	clear(key)
	origins(key) // want "origins: zero bytes$"
}

func numbers(n int) {
	size := 4
	origins(1 << size) // want "origins: a constant$"
	origins(n * 1024)  // want "origins: parameter 1!n$"
}

// A slice from its own length on is empty: only the memory behind it is used.
func behindItsOwnEnd() {
	message, nonce := []byte(fmt.Sprint(weak.Int())), make([]byte, 12)
	rand.Read(nonce)
	origins(append(message[len(message):], nonce...)) // want "origins: crypto/rand$"
}

type frame struct{ message []byte }

func (f *frame) behindItsField(n int) {
	f.message = []byte(fmt.Sprint(weak.Int()))
	nonce := make([]byte, 12)
	rand.Read(nonce)
	origins(append(f.message[len(f.message):len(f.message)], nonce...)) // want "origins: crypto/rand$"
	origins(append(f.message[n:n], nonce...))                           // want "origins: crypto/rand$"
}

func behindAnotherLength(prefix []byte) {
	message, nonce := []byte(fmt.Sprint(weak.Int())), make([]byte, 12)
	rand.Read(nonce)
	origins(append(message[len(prefix):], nonce...)) // want "origins: math/rand.crypto/rand$"
}
