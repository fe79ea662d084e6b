package hardcodedkey

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/hex"
	"errors"
)

// At its start a program tries its ciphers out: key, nonce and text are written in it, and
// so is the answer.

func goodPowerOnOfGCM() error {
	block, err := aes.NewCipher([]byte("0123456789abcdef"))
	if err != nil {
		return err
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return err
	}
	sealed := aead.Seal(nil, make([]byte, 12), []byte("attack at dawn"), nil)
	if hex.EncodeToString(sealed[:4]) != "5b1e40aa" {
		return errors.New("AES-GCM does not work on this machine")
	}
	return nil
}

func goodPowerOnOfCTR(answer []byte) bool {
	block, err := aes.NewCipher(bytes.Repeat([]byte{7}, 32))
	if err != nil {
		return false
	}
	got := make([]byte, 20)
	cipher.NewCTR(block, make([]byte, aes.BlockSize)).XORKeyStream(got, make([]byte, 20))
	return bytes.Equal(got, answer)
}

var vector = struct{ key, iv, text []byte }{[]byte("YELLOW SUBMARINE"), []byte("vector of 16 byt"), []byte("two blocks are 32 bytes of text.")}

func goodPowerOnOfTable(answer []byte) bool {
	block, err := aes.NewCipher(vector.key)
	if err != nil {
		return false
	}
	got := make([]byte, len(vector.text))
	cipher.NewCBCEncrypter(block, vector.iv).CryptBlocks(got, vector.text)
	return bytes.Equal(got, answer)
}

// The text is a message.
func badKeyOfMessages(message []byte) ([]byte, error) {
	block, err := aes.NewCipher([]byte("fedcba9876543210")) // want `CL605: the key of aes.NewCipher is a constant`
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return nil, err
	}
	return aead.Seal(nil, nil, message, nil), nil
}

// A test and messages share a key.
var shared = []byte("one key for both")

func badKeyOfTestAndMessages(message []byte) ([]byte, error) {
	block, err := aes.NewCipher(shared) // want `CL605: the key of aes.NewCipher is a constant`
	if err != nil {
		return nil, err
	}
	out := make([]byte, 16)
	cipher.NewCBCEncrypter(block, make([]byte, 16)).CryptBlocks(out, make([]byte, 16))
	if out[0] != 0x3a {
		return nil, errors.New("AES does not work on this machine")
	}
	sealed := make([]byte, 16+len(message))
	rand.Read(sealed[:16])
	cipher.NewCTR(block, sealed[:16]).XORKeyStream(sealed[16:], message)
	return sealed, nil
}

// A secret of the program is hidden in it, beside its key.
func badHiddenBesideItsKey() ([]byte, error) {
	block, err := aes.NewCipher([]byte("key of a license")) // want `CL605: the key of aes.NewCipher is a constant`
	if err != nil {
		return nil, err
	}
	license := []byte("3yDkhbbSwbmoqxGuFpaT6gMaz0aD3dCq")
	cipher.NewCBCDecrypter(block, make([]byte, 16)).CryptBlocks(license, license)
	return license, nil
}
