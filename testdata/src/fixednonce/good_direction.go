package fixednonce

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"io"

	"golang.org/x/crypto/chacha20poly1305"
	"golang.org/x/crypto/salsa20"
)

// Decryption takes the IV that came with the ciphertext, which may stand in the program.

const sealedToken = "3yDkhbbSwbmoqxGuFpaT6gMaz0aD3dCq"

func reveal(key []byte, sealed string) ([]byte, error) {
	data, err := base64.RawURLEncoding.DecodeString(sealed)
	if err != nil || len(data) < aes.BlockSize {
		return nil, errors.New("not a sealed text")
	}
	body := data[aes.BlockSize:]
	return body, applyCTR(key, data[:aes.BlockSize], body, body)
}

func goodConstantCiphertext(key []byte) ([]byte, error) { return reveal(key, sealedToken) }

// goodIVReadFromTheStream reads the IV from where the ciphertext comes.
func goodIVReadFromTheStream(block cipher.Block) (io.Reader, error) {
	file := bytes.NewReader([]byte("0123456789abcdef and what follows it"))
	iv := make([]byte, aes.BlockSize)
	if _, err := io.ReadFull(file, iv); err != nil {
		return nil, err
	}
	return &cipher.StreamReader{S: cipher.NewCTR(block, iv), R: file}, nil
}

func goodNonceCutFromTheFrame(key *[32]byte) []byte {
	frame := []byte("12345678 this was encrypted elsewhere")
	out := make([]byte, len(frame)-8)
	salsa20.XORKeyStream(out, frame[8:], frame[:8], key)
	return out
}

// goodDecodedBefore knows the IV of an old format; what it is given is a ciphertext.
func goodDecodedBefore(block cipher.Block, digits string) ([]byte, error) {
	data, err := hex.DecodeString(digits)
	if err != nil {
		return nil, err
	}
	cipher.NewOFB(block, []byte("old format's iv.")).XORKeyStream(data, data)
	return data, nil
}

// A known-answer test keeps nothing secret.

func goodKnownAnswerOfCTR(want []byte) error {
	got := make([]byte, 20)
	if err := applyCTR([]byte("YELLOW SUBMARINE"), make([]byte, aes.BlockSize), got, make([]byte, 20)); err != nil {
		return err
	}
	if !bytes.Equal(got, want) {
		return errors.New("CTR does not work")
	}
	return nil
}

func goodKnownAnswerOfAEAD() bool {
	aead, err := chacha20poly1305.New(bytes.Repeat([]byte{7}, 32))
	if err != nil {
		return false
	}
	got := aead.Seal(nil, make([]byte, 12), []byte("attack at dawn"), nil)
	return hex.EncodeToString(got[:4]) == "a3b1c4d2"
}

func goodKnownAnswerOfCBC(want []byte) bool {
	block, err := aes.NewCipher([]byte("YELLOW SUBMARINE"))
	if err != nil {
		return false
	}
	got := make([]byte, 32)
	cipher.NewCBCEncrypter(block, []byte("initial vector 1")).CryptBlocks(got, make([]byte, 32))
	return bytes.Equal(got, want)
}
