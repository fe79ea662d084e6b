package strict

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"crypto/cipher"
	"crypto/rand"
	"encoding/json"
	"io"

	"github.com/go-jose/go-jose/v4"
)

// Messages that are compressed and then encrypted.

func badCompressed(aead cipher.AEAD, nonce []byte, secret, comment string) ([]byte, error) {
	var buffer bytes.Buffer
	w := gzip.NewWriter(&buffer)
	w.Write([]byte(secret))
	w.Write([]byte(comment))
	if err := w.Close(); err != nil {
		return nil, err
	}
	return aead.Seal(nil, nonce, buffer.Bytes(), []byte("session")), nil // want "CL204: a message is compressed with gzip.NewWriter before it is encrypted; why: the length of the ciphertext tells .*; fix: do not compress messages that hold secrets .*"
}

func deflated(message []byte) ([]byte, error) {
	var buffer bytes.Buffer
	w, err := flate.NewWriter(&buffer, flate.BestSpeed)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(message); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return buffer.Bytes(), nil
}

type sessionData struct{ Token, Search string }

// A helper compresses.
func badCompressedByHelper(aead cipher.AEAD, session sessionData) ([]byte, error) {
	document, err := json.Marshal(session)
	if err != nil {
		return nil, err
	}
	small, err := deflated(document)
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, aead.NonceSize())
	rand.Read(nonce)
	return aead.Seal(nonce, nonce, small, []byte("session")), nil // want "CL204: a message is compressed with flate.NewWriter before it is encrypted"
}

// The compressor writes to what encrypts.
func badCompressedStream(to io.Writer, stream cipher.Stream, document []byte) error {
	w := gzip.NewWriter(&cipher.StreamWriter{S: stream, W: to}) // want "CL204: a message is compressed with gzip.NewWriter before it is encrypted"
	if _, err := w.Write(document); err != nil {
		return err
	}
	return w.Close()
}

func badCompressedJWE(recipient jose.Recipient) (jose.Encrypter, error) {
	return jose.NewEncrypter(jose.A256GCM, recipient, &jose.EncrypterOptions{Compression: jose.DEFLATE}) // want "CL204: a message is compressed with DEFLATE before it is encrypted"
}

func goodNotCompressedJWE(recipient jose.Recipient) (jose.Encrypter, error) {
	return jose.NewEncrypter(jose.A256GCM, recipient, &jose.EncrypterOptions{Compression: jose.NONE})
}

// A ciphertext that is compressed is only a little longer.
func goodCompressedAfter(aead cipher.AEAD, nonce, message []byte) ([]byte, error) {
	return deflated(aead.Seal(nil, nonce, message, []byte("session")))
}

// The compressed buffer is another one.
func goodOtherBuffer(aead cipher.AEAD, nonce, message, public []byte) (sealed, page []byte) {
	var clear, small bytes.Buffer
	clear.Write(message)
	w := gzip.NewWriter(&small)
	w.Write(public)
	w.Close()
	return aead.Seal(nil, nonce, clear.Bytes(), []byte("session")), small.Bytes()
}

// The backup of a file: nobody adds to it and measures it again and again.
func goodBackup(to io.Writer, stream cipher.Stream, file io.Reader) error {
	w := gzip.NewWriter(&cipher.StreamWriter{S: stream, W: to})
	if _, err := io.Copy(w, file); err != nil {
		return err
	}
	return w.Close()
}
