// Package homemadecipher holds encryption that a program wrote itself.
package homemadecipher

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strings"

	"example.test/homemadecipher/veil"
	"example.test/homemadecipher/words"
)

// A key that repeats, written out.
func badEncryptNote(note, password string) string {
	var out strings.Builder
	for i := 0; i < len(note); i++ {
		out.WriteByte(note[i] ^ password[i%len(password)]) // want `CL204: the data is XORed with password repeatedly; why: an attacker who knows or guesses part of the data can compute the key and read the rest; fix: encrypt with cipher.NewGCM, or`
	}
	return out.String()
}

// The length is kept in a variable.
func badDecryptInPlace(data []byte, key string) {
	size := len(key)
	for i := range data {
		data[i] ^= key[i%size] // want `CL204: the data is XORed with key`
	}
}

type vault struct{ secretKey []byte }

// A field, and a name of a function that says nothing.
func (v *vault) badApply(data []byte) {
	for i, b := range data {
		data[i] = b ^ v.secretKey[i%len(v.secretKey)] // want `CL204: the data is XORed with v.secretKey`
	}
}

// A constant of another package.
func badXorCipher(text string) string {
	out := make([]byte, 0, len(text))
	for i, r := range []byte(text) {
		out = append(out, r^byte(words.Key[i%len(words.Key)])) // want `CL204: the data is XORed with words.Key`
	}
	return hex.EncodeToString(out)
}

// The loop is in another package, where it is reported.
func badByHelper(note []byte) []byte { return veil.Encrypt(note, []byte(words.Key)) }

// Base64 is no encryption.
func badEncryptPassword(text string) string { // want `CL204: badEncryptPassword encodes the data but does not encrypt it; why: there is no key: anyone can decode the result`
	return base64.StdEncoding.EncodeToString([]byte(text))
}

func (v *vault) badEncrypt(record map[string]string) string { // want `CL204: badEncrypt encodes the data but does not encrypt it`
	var lines []string
	for name, text := range record {
		lines = append(lines, fmt.Sprintf("%s=%s", name, text))
	}
	return hex.EncodeToString([]byte(strings.Join(lines, "\n")))
}

// EncryptID_bad turns a text around before it is encoded.
func EncryptID_bad(id string) string { // want `CL204: EncryptID_bad encodes`
	letters := []byte(id)
	for i, j := 0, len(letters)-1; i < j; i, j = i+1, j-1 {
		letters[i], letters[j] = letters[j], letters[i]
	}
	return base64.URLEncoding.EncodeToString(letters)
}
