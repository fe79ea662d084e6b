package noncereuse

import (
	"crypto/cipher"
	"crypto/rand"
	"io"

	"golang.org/x/crypto/chacha20"
	"golang.org/x/crypto/nacl/secretbox"
	"golang.org/x/crypto/salsa20"

	"example.test/noncereuse/wire"
)

// One function encrypts two messages under the same nonce. The finding stands
// at the second.

func badHeaderAndBodyUnderOneNonce(aead cipher.AEAD, header, body []byte) ([]byte, error) {
	nonce := make([]byte, aead.NonceSize())
	if _, err := io.ReadFull(rand.Reader, nonce); err != nil {
		return nil, err
	}
	out := aead.Seal(nonce, nonce, header, nil)
	return append(out, aead.Seal(nil, nonce, body, nil)...), nil // want `CL206: .*nonce`
}

func badSecondMessageOnlySometimes(aead cipher.AEAD, body, trailer []byte) [][]byte {
	nonce := make([]byte, aead.NonceSize())
	rand.Read(nonce)
	sealed := [][]byte{nonce, aead.Seal(nil, nonce, body, nil)}
	if len(trailer) > 0 {
		sealed = append(sealed, aead.Seal(nil, nonce, trailer, nil)) // want `CL206: .*nonce`
	}
	return sealed
}

func badUserAndPasswordUnderOneNonce(user, password string, key *[32]byte) (nonce [24]byte, sealed [2][]byte) {
	rand.Read(nonce[:])
	sealed[0] = secretbox.Seal(nil, []byte(user), &nonce, key)
	sealed[1] = secretbox.Seal(nil, []byte(password), &nonce, key) // want `CL206: .*nonce`
	return nonce, sealed
}

func badCopyOfTheNonce(aead cipher.AEAD, request, response []byte) ([]byte, []byte) {
	var nonce [12]byte
	rand.Read(nonce[:])
	other := nonce
	return aead.Seal(nil, nonce[:], request, nil),
		aead.Seal(nil, other[:], response, nil) // want `CL206: .*nonce`
}

func badTwoStreamsWithOneIV(block cipher.Block, name, content []byte) ([]byte, error) {
	iv := make([]byte, block.BlockSize())
	if _, err := rand.Read(iv); err != nil {
		return nil, err
	}
	cipher.NewCTR(block, iv).XORKeyStream(name, name)
	cipher.NewCTR(block, iv).XORKeyStream(content, content) // want `CL206: .*iv`
	return iv, nil
}

func badTwoKeyStreamsOfChaCha20(key, nonce, left, right []byte) error {
	first, err := chacha20.NewUnauthenticatedCipher(key, nonce)
	if err != nil {
		return err
	}
	first.XORKeyStream(left, left)
	second, err := chacha20.NewUnauthenticatedCipher(key, nonce) // want `CL206: .*nonce`
	if err != nil {
		return err
	}
	second.XORKeyStream(right, right)
	return nil
}

func badSalsaTwice(key *[32]byte, nonce, left, right []byte) {
	salsa20.XORKeyStream(left, left, nonce, key)
	salsa20.XORKeyStream(right, right, nonce, key) // want `CL206: .*nonce`
}

func badHelperOfOtherPackageTwice(aead cipher.AEAD, question, answer []byte) [][]byte {
	nonce := make([]byte, aead.NonceSize())
	rand.Read(nonce)
	first := wire.SealFrame(aead, nonce, question)
	second := wire.SealFrame(aead, nonce, answer) // want `CL206: .*nonce`
	return [][]byte{nonce, first, second}
}

// One function encrypts in a loop under a nonce that was drawn before it.

func badNonceDrawnBeforeTheLoop(aead cipher.AEAD, records [][]byte) [][]byte {
	nonce := make([]byte, aead.NonceSize())
	rand.Read(nonce)
	sealed := [][]byte{nonce}
	for _, record := range records {
		sealed = append(sealed, aead.Seal(nil, nonce, record, nil)) // want `CL206: .*loop`
	}
	return sealed
}

func badNonceOfTheCallerForAllRecords(aead cipher.AEAD, nonce []byte, records map[string][]byte) {
	for name, record := range records {
		records[name] = aead.Seal(nil, nonce, record, []byte(name)) // want `CL206: .*loop`
	}
}

func badSameBaseCopiedForEachRecord(aead cipher.AEAD, records [][]byte) [][]byte {
	base := make([]byte, 12)
	rand.Read(base)
	var sealed [][]byte
	for _, record := range records {
		nonce := make([]byte, 12)
		copy(nonce, base)
		sealed = append(sealed, aead.Seal(nil, nonce, record, nil)) // want `CL206: .*loop`
	}
	return sealed
}

func badChunksOfAFile(block cipher.Block, iv []byte, r io.Reader, w io.Writer) error {
	buffer := make([]byte, 64<<10)
	for {
		n, err := r.Read(buffer)
		cipher.NewCTR(block, iv).XORKeyStream(buffer[:n], buffer[:n]) // want `CL206: .*loop`
		if _, err := w.Write(buffer[:n]); err != nil {
			return err
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func badHelperInALoop(aead cipher.AEAD, frames [][]byte) [][]byte {
	nonce := make([]byte, aead.NonceSize())
	rand.Read(nonce)
	out := [][]byte{nonce}
	for _, frame := range frames {
		out = append(out, wire.SealFrame(aead, nonce, frame)) // want `CL206: .*loop`
	}
	return out
}

func sealAll[T ~string | ~[]byte](aead cipher.AEAD, values []T) [][]byte {
	nonce := make([]byte, aead.NonceSize())
	rand.Read(nonce)
	sealed := [][]byte{nonce}
	for _, value := range values {
		sealed = append(sealed, aead.Seal(nil, nonce, []byte(value), nil)) // want `CL206: .*loop`
	}
	return sealed
}

func badGenericLoop(aead cipher.AEAD, names []string) [][]byte {
	return sealAll(aead, names)
}
