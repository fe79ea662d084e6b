package hybrid

import (
	"errors"
	"fmt"
	"io"

	"github.com/cryptolint/cryptolint/safeapi/aead"
	"github.com/cryptolint/cryptolint/safeapi/secret"
)

// wrappedSize is the size of what a stream begins with: the text of a key of
// safeapi/aead, encrypted.
const wrappedSize = Overhead + 58

// EncryptStream reads src to its end, and writes it to dst encrypted for who
// has the private key. It uses the same memory for every size. If it returns
// an error, which is one of src or dst, what was written does not decrypt.
func (k PublicKey) EncryptStream(dst io.Writer, src io.Reader, context string) error {
	key := aead.GenerateKey()
	defer key.Wipe()
	if _, err := dst.Write(k.seal(streamForm, []byte(key.Reveal()), context)); err != nil {
		return fmt.Errorf("hybrid: write the encrypted stream: %w", err)
	}
	if err := aead.New(key).EncryptStream(dst, src, context); err != nil {
		return fmt.Errorf("hybrid: %w", err)
	}
	return nil
}

// DecryptStream reads src to its end, and writes to dst what
// [PublicKey.EncryptStream] encrypted for the same context. See
// [Keyring.DecryptStream].
func (k PrivateKey) DecryptStream(dst io.Writer, src io.Reader, context string) error {
	return New(k).DecryptStream(dst, src, context)
}

// DecryptStream reads src to its end, and writes to dst what
// [PublicKey.EncryptStream] encrypted for the same context with the public key
// of one of the keys. It uses the same memory for every size.
//
// What is written to dst has not been altered, as far as it goes. Only when
// DecryptStream returns nil is it known to be all: on an error the caller drops
// it. Write to a temporary file, and rename it when all is well.
//
// The error is [ErrDecrypt], or one of src or dst.
func (r *Keyring) DecryptStream(dst io.Writer, src io.Reader, context string) error {
	r.mustBeMade()
	wrapped := make([]byte, wrappedSize)
	switch _, err := io.ReadFull(src, wrapped); err {
	case nil:
	case io.EOF, io.ErrUnexpectedEOF:
		return ErrDecrypt
	default:
		return fmt.Errorf("hybrid: read the encrypted stream: %w", err)
	}
	text, err := r.open(streamForm, wrapped, context)
	if err != nil {
		return err
	}
	defer secret.Wipe(text)
	key, err := aead.ParseKey(string(text))
	if err != nil {
		return ErrDecrypt
	}
	defer key.Wipe()
	if err := aead.New(key).DecryptStream(dst, src, context); err != nil {
		return decryptError(err)
	}
	return nil
}

// decryptError gives this package's error for that of safeapi/aead, and leaves
// those of src and dst.
func decryptError(err error) error {
	if errors.Is(err, aead.ErrDecrypt) {
		return ErrDecrypt
	}
	return fmt.Errorf("hybrid: %w", err)
}
