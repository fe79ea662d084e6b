// Package spellings shows what the engine knows of how data are written: as hex, as
// base64, and read back.
package spellings

import (
	"crypto/md5"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strings"

	"example.test/flow/wrap"
)

func origins(any) {}

func random() []byte {
	b := make([]byte, 16)
	rand.Read(b)
	return b
}

func written() {
	origins(hex.EncodeToString(random()))                        // want "origins: crypto/rand as hex$"
	origins([]byte(fmt.Sprintf("%02X", random()))[:16])          // want "origins: crypto/rand as hex$"
	origins(strings.ToUpper(hex.EncodeToString(random())))       // want "origins: crypto/rand as hex$"
	origins(base64.RawURLEncoding.EncodeToString(random()))      // want "origins: crypto/rand as base64$"
	origins("v1." + base64.StdEncoding.EncodeToString(random())) // want "origins: crypto/rand as base64$"
}

func intoMemory() {
	text := make([]byte, 32)
	hex.Encode(text, random())
	origins(text) // want "origins: crypto/rand as hex$"
}

func readBack() {
	raw, _ := hex.DecodeString(hex.EncodeToString(random()))
	origins(raw)                      // want "origins: crypto/rand as decoded$"
	origins(decode(encode(random()))) // want "origins: crypto/rand as decoded$"
}

func encode(b []byte) string { return hex.EncodeToString(b) }

func decode(s string) []byte {
	b, _ := hex.DecodeString(s)
	return b
}

// A digest is of the text, and is no text.
func digestOfText() {
	sum := md5.Sum([]byte(encode(random())))
	origins(sum[:]) // want "origins: a digest MD5$"
}

func throughAHelper() {
	origins(encode(random()))   // want "origins: crypto/rand as hex$"
	origins(wrap.Hex(random())) // want "origins: crypto/rand as hex$"
	inClosure := func(b []byte) string { return encode(b) }
	origins(inClosure(random())) // want "origins: crypto/rand as hex$"
}

type box struct{ text string }

func throughAField() {
	b := &box{text: encode(random())}
	origins(b.text) // want "origins: crypto/rand as hex$"
}

func otherFormats(name string) {
	origins(fmt.Sprintf("%s-%x", name, random())) // want "origins: parameter 1.crypto/rand$"
}

func filledUp(s string) {
	origins(fmt.Sprintf("%-32s", s)) // want "origins: parameter 1 as padded$"
	origins(fmt.Sprintf("%5s", s))   // want "origins: parameter 1$"
}

func copied(s string, b []byte) {
	key := make([]byte, 32)
	copy(key, s)
	origins(key) // want "origins: parameter 1 as padded$"
	var array [32]byte
	copy(array[:], b)
	origins(array[:]) // want "origins: parameter 2$"
}

func copiedAfterALook(s string) {
	if len(s) == 32 {
		key := make([]byte, 32)
		copy(key, s)
		origins(key) // want "origins: parameter 1$"
	}
}
