package fixednonce

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"

	"golang.org/x/crypto/chacha20poly1305"
	"golang.org/x/crypto/nacl/box"
	"golang.org/x/crypto/nacl/secretbox"
	"golang.org/x/crypto/salsa20"

	"example.test/fixednonce/wire"
)

// The nonce is drawn for the message.

func goodNonceDrawnPerRecord(aead cipher.AEAD, record []byte) []byte {
	nonce := make([]byte, aead.NonceSize())
	rand.Read(nonce)
	return aead.Seal(nonce, nonce, record, nil)
}

func goodNonceReadFull(aead cipher.AEAD, record []byte) ([]byte, error) {
	nonce := make([]byte, aead.NonceSize())
	if _, err := io.ReadFull(rand.Reader, nonce); err != nil {
		return nil, fmt.Errorf("draw nonce: %w", err)
	}
	return aead.Seal(nonce, nonce, record, nil), nil
}

func goodNonceInFrontOfTheOutput(aead cipher.AEAD, record []byte) []byte {
	out := make([]byte, aead.NonceSize(), aead.NonceSize()+len(record)+aead.Overhead())
	rand.Read(out)
	return aead.Seal(out, out[:aead.NonceSize()], record, nil)
}

func goodIVIsThePrefixOfTheCiphertext(block cipher.Block, plaintext []byte) ([]byte, error) {
	ciphertext := make([]byte, aes.BlockSize+len(plaintext))
	iv := ciphertext[:aes.BlockSize]
	if _, err := io.ReadFull(rand.Reader, iv); err != nil {
		return nil, err
	}
	cipher.NewCTR(block, iv).XORKeyStream(ciphertext[aes.BlockSize:], plaintext)
	return ciphertext, nil
}

func goodNonceArray(message []byte, key *[32]byte) []byte {
	var nonce [24]byte
	if _, err := io.ReadFull(rand.Reader, nonce[:]); err != nil {
		panic(err)
	}
	return secretbox.Seal(nonce[:], message, &nonce, key)
}

func goodNonceThroughABuffer(aead cipher.AEAD, record []byte) ([]byte, error) {
	var header bytes.Buffer
	if _, err := io.CopyN(&header, rand.Reader, int64(aead.NonceSize())); err != nil {
		return nil, err
	}
	return aead.Seal(nil, header.Bytes(), record, nil), nil
}

func goodNonceAppended(aead cipher.AEAD, seed [16]byte, record []byte) []byte {
	random := make([]byte, 16)
	rand.Read(random)
	nonce := append([]byte(nil), random[:aead.NonceSize()]...)
	return aead.Seal(nil, nonce, record, seed[:])
}

// goodZeroBufferFilledOnBothBranches has a test hook that reads elsewhere.
func goodZeroBufferFilledOnBothBranches(aead cipher.AEAD, source io.Reader, record []byte) ([]byte, error) {
	nonce := make([]byte, aead.NonceSize())
	var err error
	if source != nil {
		_, err = io.ReadFull(source, nonce)
	} else {
		_, err = rand.Read(nonce)
	}
	if err != nil {
		return nil, err
	}
	return aead.Seal(nonce, nonce, record, nil), nil
}

func drawNonce(size int) ([]byte, error) {
	nonce := make([]byte, size)
	if _, err := rand.Read(nonce); err != nil {
		return nil, err
	}
	return nonce, nil
}

func goodNonceFromHelper(aead cipher.AEAD, record []byte) ([]byte, error) {
	nonce, err := drawNonce(aead.NonceSize())
	if err != nil {
		return nil, err
	}
	return sealWith(aead, nonce, record), nil
}

func goodNonceFromOtherPackage(aead cipher.AEAD, record []byte) []byte {
	return wire.SealFrame(aead, wire.RandomNonce(aead), record)
}

func goodEmptyBufferOfAnotherPackageFilledThere(aead cipher.AEAD, record []byte) []byte {
	nonce := wire.EmptyNonce(aead)
	wire.Fill(nonce)
	return aead.Seal(nonce, nonce, record, nil)
}

// nonceSource may be anything: a device, a sequence in a database.
type nonceSource interface {
	next(buffer []byte) error
}

func goodBufferFilledByCodeThatNobodySees(aead cipher.AEAD, source nonceSource, record []byte) ([]byte, error) {
	nonce := make([]byte, aead.NonceSize())
	if err := source.next(nonce); err != nil {
		return nil, err
	}
	return aead.Seal(nil, nonce, record, nil), nil
}

func goodNonceFromTheCaller(aead cipher.AEAD, nonce, record []byte) []byte {
	return aead.Seal(nil, nonce, record, nil)
}

func goodRandomUnlessTheCallerGaveOne(aead cipher.AEAD, nonce, record []byte) []byte {
	if nonce == nil {
		nonce = make([]byte, aead.NonceSize())
		rand.Read(nonce)
	}
	return aead.Seal(nonce, nonce, record, nil)
}

// pasteBox draws into its field before each use.
type pasteBox struct {
	key   [32]byte
	nonce [24]byte
}

func (b *pasteBox) goodFieldFilledInTheSameMethod(text []byte) []byte {
	rand.Read(b.nonce[:])
	return secretbox.Seal(b.nonce[:], text, &b.nonce, &b.key)
}

func goodBoxNonceDrawn(message []byte, peer, mine *[32]byte) []byte {
	var nonce [24]byte
	rand.Read(nonce[:])
	return box.Seal(nonce[:], message, &nonce, peer, mine)
}

func goodSalsaNonceDrawn(message []byte, key *[32]byte) []byte {
	out := make([]byte, 24+len(message))
	rand.Read(out[:24])
	salsa20.XORKeyStream(out[24:], message, out[:24], key)
	return out
}

// GCM that draws its own nonces takes none.

func goodRandomNonceAEAD(block cipher.Block, record []byte) ([]byte, error) {
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return nil, err
	}
	return aead.Seal(nil, nil, record, nil), nil
}

type journal struct{ aead cipher.AEAD }

func openJournal(block cipher.Block) (*journal, error) {
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return nil, err
	}
	return &journal{aead: aead}, nil
}

func (j *journal) goodRandomNonceAEADInAField(entry []byte) []byte {
	return j.aead.Seal(nil, nil, entry, nil)
}

// Decryption takes the nonce that came with the message, or that old data has.

func goodDecryptWithPrefix(block cipher.Block, ciphertext []byte) ([]byte, error) {
	if len(ciphertext) < aes.BlockSize {
		return nil, errors.New("ciphertext is too short")
	}
	iv := ciphertext[:aes.BlockSize]
	plaintext := make([]byte, len(ciphertext)-aes.BlockSize)
	cipher.NewCTR(block, iv).XORKeyStream(plaintext, ciphertext[aes.BlockSize:])
	return plaintext, nil
}

func goodOpenLegacyFrame(aead cipher.AEAD, frame []byte) ([]byte, error) {
	return aead.Open(nil, wire.LegacyNonce, frame, nil)
}

func goodDecryptLegacyBackup(block cipher.Block, data []byte) {
	cipher.NewCBCDecrypter(block, make([]byte, aes.BlockSize)).CryptBlocks(data, data)
}

func goodOpenOldSecretbox(sealed []byte, key *[32]byte) ([]byte, bool) {
	var nonce [24]byte
	return secretbox.Open(nil, sealed, &nonce, key)
}

func goodDecryptWithIVFromFile(block cipher.Block, name string, data []byte) error {
	iv, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(data, data)
	return nil
}

// A long nonce holds a key id in front of the random part.
func goodKeyIDThenRandom(key []byte, id [4]byte, record []byte) ([]byte, error) {
	aead, err := chacha20poly1305.NewX(key)
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, aead.NonceSize())
	copy(nonce, id[:])
	rand.Read(nonce[len(id):])
	return aead.Seal(nonce, nonce, record, nil), nil
}
