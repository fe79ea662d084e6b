package fixednonce

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"

	"golang.org/x/crypto/chacha20"
	"golang.org/x/crypto/chacha20poly1305"
	"golang.org/x/crypto/nacl/box"
	"golang.org/x/crypto/nacl/secretbox"
	"golang.org/x/crypto/salsa20"
)

// The nonce is written in the program, or is memory that nobody wrote.

func badNonceLiteral(aead cipher.AEAD, record []byte) []byte {
	return aead.Seal(nil, []byte("unique nonce"), record, nil) // want `CL205: .*constant`
}

func badNonceBufferNeverFilled(aead cipher.AEAD, record []byte) []byte {
	nonce := make([]byte, aead.NonceSize())
	return aead.Seal(nonce, nonce, record, nil) // want `CL205: .*zero`
}

func badNonceZeroBecauseRandReadsAnotherBuffer(aead cipher.AEAD, record []byte) ([]byte, error) {
	salt := make([]byte, 16)
	nonce := make([]byte, aead.NonceSize())
	if _, err := rand.Read(salt); err != nil {
		return nil, err
	}
	sealed := aead.Seal(nil, nonce, record, salt) // want `CL205: .*zero`
	return append(salt, sealed...), nil
}

func badNonceFilledOnlyWhenAsked(aead cipher.AEAD, record []byte, deterministic bool) []byte {
	nonce := make([]byte, aead.NonceSize())
	if !deterministic {
		rand.Read(nonce)
	}
	return aead.Seal(nonce, nonce, record, nil) // want `CL205: .*zero`
}

func badNonceFilledAfterUse(aead cipher.AEAD, record []byte) []byte {
	nonce := make([]byte, aead.NonceSize())
	sealed := aead.Seal(nil, nonce, record, nil) // want `CL205: .*zero`
	rand.Read(nonce)
	return append(nonce, sealed...)
}

// fillCopy gets a copy of the array: the caller's array stays zero.
func fillCopy(nonce [24]byte) {
	rand.Read(nonce[:])
}

func badNonceFilledInACopyOfTheArray(message []byte, key *[32]byte) []byte {
	var nonce [24]byte
	fillCopy(nonce)
	return secretbox.Seal(nonce[:], message, &nonce, key) // want `CL205: .*zero`
}

func badNonceOnlyFourBytesRandom(aead cipher.AEAD, record []byte) []byte {
	nonce := make([]byte, 12)
	rand.Read(nonce[:4])
	return aead.Seal(nonce, nonce, record, nil) // want `CL205: .*nonce`
}

func badRandomNonceOverwritten(aead cipher.AEAD, record []byte) []byte {
	nonce := make([]byte, 12)
	rand.Read(nonce)
	copy(nonce, "backup-v1.00")
	return aead.Seal(nil, nonce, record, nil) // want `CL205: .*constant`
}

func badNonceDecodedFromHexConstant(aead cipher.AEAD, record []byte) ([]byte, error) {
	nonce, err := hex.DecodeString("64a9433eae7ccceee2fc0eda")
	if err != nil {
		return nil, err
	}
	return aead.Seal(nil, nonce, record, nil), nil // want `CL205: .*constant`
}

// The same in every mode and library.

var staticIV = []byte{35, 46, 57, 24, 85, 35, 24, 74, 87, 35, 88, 98, 66, 32, 14, 5}

func badIVPackageVariable(key []byte, text string) (string, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return "", err
	}
	out := make([]byte, len(text))
	cipher.NewCTR(block, staticIV).XORKeyStream(out, []byte(text)) // want `CL205: .*staticIV`
	return base64.StdEncoding.EncodeToString(out), nil
}

var sharedIV [aes.BlockSize]byte

func badIVPackageVariableThatNobodyWrites(key, padded []byte) error {
	block, err := aes.NewCipher(key)
	if err != nil {
		return err
	}
	cipher.NewCBCEncrypter(block, sharedIV[:]).CryptBlocks(padded, padded) // want `CL205: .*zero`
	return nil
}

func badCBCWithZeroIV(block cipher.Block, padded []byte) {
	iv := make([]byte, block.BlockSize())
	mode := cipher.NewCBCEncrypter(block, iv) // want `CL205: .*zero`
	mode.CryptBlocks(padded, padded)
}

func badCFBWithConstantIV(block cipher.Block, data []byte) {
	const iv = "my16digitIvKey12"
	cipher.NewCFBEncrypter(block, []byte(iv)).XORKeyStream(data, data) // want `CL205: .*constant`
}

func badOFBWithConstantIVCopiedIntoABuffer(block cipher.Block, data []byte) {
	iv := make([]byte, aes.BlockSize)
	copy(iv, "telemetry")
	cipher.NewOFB(block, iv).XORKeyStream(data, data) // want `CL205: .*constant`
}

func badSecretboxWithZeroNonce(message []byte, key *[32]byte) []byte {
	var nonce [24]byte
	return secretbox.Seal(nil, message, &nonce, key) // want `CL205: .*zero`
}

func badBoxWithConstantNonce(message []byte, peer, mine *[32]byte) []byte {
	nonce := [24]byte{'c', 'h', 'a', 't'}
	return box.Seal(nil, message, &nonce, peer, mine) // want `CL205: .*constant`
}

func badSalsa20WithConstantNonce(message []byte, key *[32]byte) []byte {
	out := make([]byte, len(message))
	salsa20.XORKeyStream(out, message, []byte("salsa-01"), key) // want `CL205: .*constant`
	return out
}

func badChaCha20WithZeroNonce(key, message []byte) error {
	stream, err := chacha20.NewUnauthenticatedCipher(key, make([]byte, chacha20.NonceSize)) // want `CL205: .*zero`
	if err != nil {
		return err
	}
	stream.XORKeyStream(message, message)
	return nil
}

func badChaCha20Poly1305WithZeroNonce(key, message []byte) ([]byte, error) {
	aead, err := chacha20poly1305.New(key)
	if err != nil {
		return nil, err
	}
	return aead.Seal(nil, make([]byte, aead.NonceSize()), message, nil), nil // want `CL205: .*zero`
}
