package homemadecipher

import (
	"crypto/cipher"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
)

// What RFC 6455 prescribes: the mask is in the frame.
func goodUnmask(payload []byte, mask [4]byte) {
	for i := range payload {
		payload[i] ^= mask[i%len(mask)]
	}
}

func goodFrame(payload, maskingKey []byte) {
	for i := range payload {
		payload[i] ^= maskingKey[i%4]
	}
}

// A checksum of rows.
func goodRow(rows [][]byte) []byte {
	sum := make([]byte, 16)
	for _, row := range rows {
		for i, b := range row {
			sum[i%len(sum)] ^= b
		}
	}
	return sum
}

// Two blocks of one length.
func goodBlocks(out, a, b []byte) {
	for i := range out {
		out[i] = a[i] ^ b[i]
	}
}

// A nonce that is combined with a counter, as in TLS.
func goodNonce(iv []byte, counter uint64) []byte {
	nonce := append([]byte(nil), iv...)
	for i := range 8 {
		nonce[len(nonce)-1-i] ^= byte(counter >> (8 * i))
	}
	return nonce
}

// Letters of a list, by a number.
func goodColors(numbers []int, colors []int) (mixed []int) {
	for i, n := range numbers {
		mixed = append(mixed, n^colors[i%len(colors)])
	}
	return mixed
}

// Bytes of pictures that nothing says are secret.
func goodTile(pixels, tile []byte) {
	for i := range pixels {
		pixels[i] ^= tile[i%len(tile)]
	}
}

// What is encoded has been encrypted.
func goodEncryptText(aead cipher.AEAD, text string) string {
	nonce := make([]byte, aead.NonceSize())
	rand.Read(nonce)
	return base64.StdEncoding.EncodeToString(aead.Seal(nonce, nonce, []byte(text), nil))
}

// goodEncryptedText has a name for what came before.
func goodEncryptedText(ciphertext []byte) string { return hex.EncodeToString(ciphertext) }

func (v *vault) goodEncryptResult(sealed []byte) string { return hex.EncodeToString(sealed) }

// A function that encodes and says so.
func goodEncode(text string) string { return base64.StdEncoding.EncodeToString([]byte(text)) }

// A key service does the work.
type service interface{ Encrypt(text []byte) []byte }

func goodEncryptRemote(s service, text string) string {
	return base64.StdEncoding.EncodeToString(s.Encrypt([]byte(text)))
}

// A request to a key service, which encrypts: as a map, and as a text.
func goodEncryptPayload(dataKey []byte) map[string]any {
	return map[string]any{"input": base64.StdEncoding.EncodeToString(dataKey)}
}

func goodEncryptRequest(dataKey []byte) string {
	return `{"plaintext":"` + base64.StdEncoding.EncodeToString(dataKey) + `"}`
}

// A stand-in for tests says that it is one.
type fakeService struct{}

func (fakeService) Encrypt(text string) string { return hex.EncodeToString([]byte(text)) }
