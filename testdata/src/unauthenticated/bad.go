// Package unauthenticated encrypts notes, and nobody would notice a change.
package unauthenticated

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"errors"
	"io"

	"golang.org/x/crypto/chacha20"
	"golang.org/x/crypto/salsa20"

	"example.test/unauthenticated/ciphers"
	"example.test/unauthenticated/settings"
)

func badCBC(key, note []byte) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	note = pad(note)
	sealed := make([]byte, aes.BlockSize+len(note))
	if _, err := rand.Read(sealed[:aes.BlockSize]); err != nil {
		return nil, err
	}
	cipher.NewCBCEncrypter(block, sealed[:aes.BlockSize]).CryptBlocks(sealed[aes.BlockSize:], note) // want "CL203: cipher.NewCBCEncrypter encrypts in CBC mode, without a MAC; why: an attacker can change the ciphertext undetected; fix: use cipher.NewGCMWithRandomNonce, or aead.Keyring.Encrypt .*"
	return sealed, nil
}

func pad(text []byte) []byte {
	n := aes.BlockSize - len(text)%aes.BlockSize
	return append(text, bytes.Repeat([]byte{byte(n)}, n)...)
}

// What encrypts in this package is reported; what decrypts is the same defect, unless it tells
// whether the padding is valid.
func badOpenCBC(key, sealed []byte) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	text := make([]byte, len(sealed)-aes.BlockSize)
	cipher.NewCBCDecrypter(block, sealed[:aes.BlockSize]).CryptBlocks(text, sealed[aes.BlockSize:]) // want "CL203: cipher.NewCBCDecrypter decrypts in CBC mode without a MAC, and an invalid padding is an error"
	n := int(text[len(text)-1])
	if n == 0 || n > aes.BlockSize {
		return nil, errors.New("bad padding")
	}
	return text[:len(text)-n], nil
}

func openQuietly(block cipher.Block, iv, sealed []byte) []byte {
	text := make([]byte, len(sealed))
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(text, sealed)
	return text[:len(text)-int(text[len(text)-1])]
}

func badCTR(key, note []byte) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	sealed := make([]byte, aes.BlockSize+len(note))
	if _, err := rand.Read(sealed[:aes.BlockSize]); err != nil {
		return nil, err
	}
	stream := cipher.NewCTR(block, sealed[:aes.BlockSize]) // want "CL203: cipher.NewCTR encrypts in CTR mode, without a MAC; why: an attacker can flip chosen bits of the message undetected"
	stream.XORKeyStream(sealed[aes.BlockSize:], note)
	return sealed, nil
}

// A helper has the mode, and the key comes from another package.
func badThroughHelper(s *settings.Settings, note []byte) ([]byte, error) {
	block, err := aes.NewCipher(s.NoteKey)
	if err != nil {
		return nil, err
	}
	iv := make([]byte, aes.BlockSize)
	if _, err := rand.Read(iv); err != nil {
		return nil, err
	}
	return append(iv, feedback(block, iv, note)...), nil
}

func feedback(block cipher.Block, iv, note []byte) []byte {
	sealed := make([]byte, len(note))
	cipher.NewCFBEncrypter(block, iv).XORKeyStream(sealed, note) // want "CL203: cipher.NewCFBEncrypter encrypts in CFB mode, without a MAC"
	return sealed
}

func badOFB(block cipher.Block, iv, note []byte) []byte {
	sealed := make([]byte, len(note))
	cipher.NewOFB(block, iv).XORKeyStream(sealed, note) // want "CL203: cipher.NewOFB encrypts in OFB mode"
	return sealed
}

// The stream is kept in a field.
type box struct {
	stream cipher.Stream
}

func newBox(block cipher.Block, iv []byte) *box {
	return &box{cipher.NewCTR(block, iv)} // want "CL203: cipher.NewCTR encrypts in CTR mode, without a MAC"
}

func (b *box) badWrite(note []byte) []byte {
	sealed := make([]byte, len(note))
	b.stream.XORKeyStream(sealed, note)
	return sealed
}

func badChaCha20(key, note []byte) ([]byte, error) {
	nonce := make([]byte, chacha20.NonceSizeX)
	if _, err := rand.Read(nonce); err != nil {
		return nil, err
	}
	c, err := chacha20.NewUnauthenticatedCipher(key, nonce) // want "CL203: chacha20.NewUnauthenticatedCipher encrypts without a MAC; .*; fix: use chacha20poly1305.NewX"
	if err != nil {
		return nil, err
	}
	sealed := make([]byte, len(note))
	c.XORKeyStream(sealed, note)
	return append(nonce, sealed...), nil
}

func badSalsa20(key *[32]byte, note []byte) ([]byte, error) {
	nonce := make([]byte, 24)
	if _, err := rand.Read(nonce); err != nil {
		return nil, err
	}
	sealed := make([]byte, len(note))
	salsa20.XORKeyStream(sealed, note, nonce, key) // want "CL203: salsa20.XORKeyStream encrypts without a MAC"
	return append(nonce, sealed...), nil
}

func badWriter(block cipher.Block, w io.Writer, note io.Reader) error {
	iv := make([]byte, aes.BlockSize)
	if _, err := rand.Read(iv); err != nil {
		return err
	}
	if _, err := w.Write(iv); err != nil {
		return err
	}
	_, err := io.Copy(&cipher.StreamWriter{S: cipher.NewCTR(block, iv), W: w}, note) // want "CL203: cipher.NewCTR encrypts in CTR mode, without a MAC"
	return err
}

// A package of helpers has the mode.
func badThroughPackage(s *settings.Settings, note []byte) ([]byte, error) {
	iv := make([]byte, aes.BlockSize)
	if _, err := rand.Read(iv); err != nil {
		return nil, err
	}
	sealed, err := ciphers.EncryptCBC(s.NoteKey, iv, pad(note)) // want "CL203: cipher.NewCBCEncrypter, called by ciphers.EncryptCBC, encrypts in CBC mode, without a MAC"
	return append(iv, sealed...), err
}

// One caller passes a constant.
func badGreeting(key []byte) ([]byte, error) { return sealText(key, "hello") }

func badLetter(key []byte, letter string) ([]byte, error) { return sealText(key, letter) }

func sealText(key []byte, text string) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	sealed := make([]byte, aes.BlockSize+len(text))
	iv := sealed[:aes.BlockSize]
	if _, err := rand.Read(iv); err != nil {
		return nil, err
	}
	stream := cipher.NewCFBEncrypter(block, iv) // want "CL203: cipher.NewCFBEncrypter encrypts in CFB mode, without a MAC"
	stream.XORKeyStream(sealed[aes.BlockSize:], []byte(text))
	return sealed, nil
}

// BadSession has its initialization vector from a configuration.
func BadSession(block cipher.Block, session struct{ IV []byte }, note []byte) []byte {
	sealed := make([]byte, len(note))
	cipher.NewCTR(block, session.IV).XORKeyStream(sealed, note) // want "CL203: cipher.NewCTR encrypts in CTR mode, without a MAC"
	return sealed
}
