package noncereuse

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"errors"
	"io"
	"net"

	"golang.org/x/crypto/chacha20poly1305"
	"golang.org/x/crypto/nacl/secretbox"

	"example.test/noncereuse/wire"
)

// One nonce, one message.

func goodNonceDrawnForEachOfTwo(aead cipher.AEAD, header, body []byte) []byte {
	nonce := make([]byte, aead.NonceSize())
	rand.Read(nonce)
	out := aead.Seal(nonce, nonce, header, nil)
	rand.Read(nonce)
	out = append(out, nonce...)
	return aead.Seal(out, nonce, body, nil)
}

func goodNewBufferEachTimeRound(aead cipher.AEAD, records [][]byte) [][]byte {
	var sealed [][]byte
	for _, record := range records {
		nonce := make([]byte, aead.NonceSize())
		rand.Read(nonce)
		sealed = append(sealed, aead.Seal(nonce, nonce, record, nil))
	}
	return sealed
}

func goodBufferRefilledInTheLoop(aead cipher.AEAD, records [][]byte) ([][]byte, error) {
	nonce := make([]byte, aead.NonceSize())
	var sealed [][]byte
	for _, record := range records {
		if _, err := io.ReadFull(rand.Reader, nonce); err != nil {
			return nil, err
		}
		sealed = append(sealed, aead.Seal(append([]byte(nil), nonce...), nonce, record, nil))
	}
	return sealed, nil
}

func goodRefilledAfterEachUse(aead cipher.AEAD, records [][]byte) [][]byte {
	nonce := make([]byte, aead.NonceSize())
	rand.Read(nonce)
	var sealed [][]byte
	for _, record := range records {
		sealed = append(sealed, aead.Seal(append([]byte(nil), nonce...), nonce, record, nil))
		rand.Read(nonce)
	}
	return sealed
}

func goodHelperThatDrawsAndSeals(aead cipher.AEAD, frames [][]byte) [][]byte {
	nonce := make([]byte, aead.NonceSize())
	var sealed [][]byte
	for _, frame := range frames {
		sealed = append(sealed, wire.SealFresh(aead, nonce, frame))
	}
	return sealed
}

func goodOneSealPerBranch(aead cipher.AEAD, record []byte, compact bool) []byte {
	nonce := make([]byte, aead.NonceSize())
	rand.Read(nonce)
	if compact {
		return aead.Seal(nonce, nonce, record[:16], nil)
	}
	return aead.Seal(nonce, nonce, record, nil)
}

func goodOneSealPerCase(aead cipher.AEAD, kind byte, text string, blob []byte) ([]byte, error) {
	nonce := make([]byte, aead.NonceSize())
	rand.Read(nonce)
	var sealed []byte
	switch kind {
	case 't':
		sealed = aead.Seal(nil, nonce, []byte(text), nil)
	case 'b':
		sealed = aead.Seal(nil, nonce, blob, nil)
	default:
		return nil, errors.New("unknown kind of record")
	}
	return append(nonce, sealed...), nil
}

func goodSealThenOpen(aead cipher.AEAD, record []byte) ([]byte, error) {
	nonce := make([]byte, aead.NonceSize())
	rand.Read(nonce)
	sealed := aead.Seal(nil, nonce, record, nil)
	if _, err := aead.Open(nil, nonce, sealed, nil); err != nil {
		return nil, err
	}
	return append(nonce, sealed...), nil
}

// goodStreamReadBack decrypts what it has just encrypted, to be sure.
func goodStreamReadBack(block cipher.Block, plaintext []byte) ([]byte, bool) {
	iv := make([]byte, block.BlockSize())
	rand.Read(iv)
	ciphertext := make([]byte, len(plaintext))
	cipher.NewCTR(block, iv).XORKeyStream(ciphertext, plaintext)
	check := make([]byte, len(ciphertext))
	cipher.NewCTR(block, iv).XORKeyStream(check, ciphertext)
	return append(iv, ciphertext...), string(check) == string(plaintext)
}

// goodOneStreamForManyChunks goes on in one key stream.
func goodOneStreamForManyChunks(block cipher.Block, chunks [][]byte) []byte {
	iv := make([]byte, block.BlockSize())
	rand.Read(iv)
	stream := cipher.NewCTR(block, iv)
	for _, chunk := range chunks {
		stream.XORKeyStream(chunk, chunk)
	}
	return iv
}

func goodLoopThatSealsOnce(ctx context.Context, aead cipher.AEAD, hello []byte) (net.Conn, error) {
	nonce := make([]byte, aead.NonceSize())
	rand.Read(nonce)
	var dialer net.Dialer
	for _, address := range []string{"10.0.0.1:7000", "10.0.0.2:7000"} {
		conn, err := dialer.DialContext(ctx, "tcp", address)
		if err != nil {
			continue
		}
		_, err = conn.Write(aead.Seal(nonce, nonce, hello, nil))
		return conn, err
	}
	return nil, errors.New("no server answers")
}

// A nonce may repeat under another key.

func goodOneKeyPerRecipient(recipients map[string][]byte, message []byte) (map[string][]byte, error) {
	nonce := make([]byte, chacha20poly1305.NonceSize)
	rand.Read(nonce)
	out := make(map[string][]byte)
	for name, key := range recipients {
		aead, err := chacha20poly1305.New(key)
		if err != nil {
			return nil, err
		}
		out[name] = aead.Seal(nil, nonce, message, nil)
	}
	return out, nil
}

func goodFreshKeyForEachChunk(chunks [][]byte, nonce *[24]byte) (keys [][32]byte, sealed [][]byte) {
	for _, chunk := range chunks {
		var key [32]byte
		rand.Read(key[:])
		keys = append(keys, key)
		sealed = append(sealed, secretbox.Seal(nil, chunk, nonce, &key))
	}
	return keys, sealed
}

// link has a key for each direction, as TLS and SSH do.
type link struct {
	toServer, toClient cipher.AEAD
}

func (l *link) goodOneNonceUnderTwoKeys(nonce, ping, pong []byte) ([]byte, []byte) {
	return l.toServer.Seal(nil, nonce, ping, nil), l.toClient.Seal(nil, nonce, pong, nil)
}

func goodTwoCiphersFromTwoKeys(encryptionKey, headerKey, nonce, header, body []byte) error {
	bodyBlock, err := aes.NewCipher(encryptionKey)
	if err != nil {
		return err
	}
	headerBlock, err := aes.NewCipher(headerKey)
	if err != nil {
		return err
	}
	cipher.NewCTR(headerBlock, nonce).XORKeyStream(header, header)
	cipher.NewCTR(bodyBlock, nonce).XORKeyStream(body, body)
	return nil
}

func goodRandomNonceAEADInALoop(block cipher.Block, records [][]byte) error {
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return err
	}
	for i, record := range records {
		records[i] = aead.Seal(nil, nil, record, nil)
	}
	return nil
}

// Nothing is encrypted here: the peer chose the vector.
func goodDecryptInALoop(block cipher.Block, iv []byte, pages [][]byte) {
	for _, page := range pages {
		cipher.NewCBCDecrypter(block, iv).CryptBlocks(page, page)
	}
}
