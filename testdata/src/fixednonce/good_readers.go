package fixednonce

import (
	"crypto/aes"
	"crypto/cipher"
	"errors"
	"fmt"
	"io"
	"os"
)

// A backend hands what it stores to a function, as object stores do.
type backend interface {
	Load(length int, offset int64, consume func(io.Reader) error) error
}

type packKey struct{ encryption [32]byte }

// One function serves both directions.
func (k *packKey) stream(nonce, text []byte) ([]byte, error) {
	block, err := aes.NewCipher(k.encryption[:])
	if err != nil {
		return nil, err
	}
	out := make([]byte, len(text))
	cipher.NewCTR(block, nonce).XORKeyStream(out, text)
	return out, nil
}

func readAt(b backend, offset int64, p []byte) error {
	return b.Load(len(p), offset, func(r io.Reader) error {
		_, err := io.ReadFull(r, p)
		return err
	})
}

// A closure that goes to the backend fills the parameter of the helper.
func goodFilledByAClosureOfTheHelper(b backend, k *packKey, length int) ([]byte, error) {
	entry := make([]byte, length)
	if err := readAt(b, 0, entry); err != nil {
		return nil, err
	}
	return k.stream(entry[:16], entry[16:])
}

func fillLater(p []byte, run func(func())) {
	run(func() { copy(p, os.Args[1]) })
}

func goodFilledByWhatRunsIt(k *packKey, run func(func()), text []byte) ([]byte, error) {
	nonce := make([]byte, 16)
	fillLater(nonce, run)
	return k.stream(nonce, text)
}

func look(b backend, p []byte) error {
	return b.Load(len(p), 0, func(r io.Reader) error {
		if len(p) == 0 {
			return io.EOF
		}
		return nil
	})
}

// The closure only looks at the length.
func badOnlyLookedAtByAClosure(b backend, k *packKey, text []byte) ([]byte, error) {
	nonce := make([]byte, 16)
	if err := look(b, nonce); err != nil {
		return nil, err
	}
	return k.stream(nonce, text) // want "CL205: the IV of cipher.NewCTR ."nonce".* is never filled"
}

// The file is a named result that a closure captures: where an error is returned, it is nil.
func download(b backend) (file *os.File, size int64, err error) {
	file, err = os.CreateTemp("", "pack")
	if err != nil {
		return nil, -1, fmt.Errorf("temporary file: %w", err)
	}
	err = b.Load(0, 0, func(r io.Reader) error {
		size, err = io.Copy(file, r)
		return err
	})
	if err != nil {
		return nil, -1, fmt.Errorf("load: %w", err)
	}
	return file, size, err
}

func goodReadFromANamedResult(b backend, k *packKey) ([]byte, error) {
	file, size, err := download(b)
	if err != nil {
		return nil, err
	}
	if size < 16 {
		return nil, errors.New("too short")
	}
	entry := make([]byte, size)
	if _, err := file.ReadAt(entry, 0); err != nil {
		return nil, err
	}
	return k.stream(entry[:16], entry[16:])
}

// A reader that nobody has set reads nothing that is known.
func goodReadFromWhatIsSetElsewhere(k *packKey, text []byte) ([]byte, error) {
	var source io.Reader
	if len(os.Args) > 1 {
		source = sourceNamed(os.Args[1])
	}
	nonce := make([]byte, 16)
	if _, err := io.ReadFull(source, nonce); err != nil {
		return nil, err
	}
	return k.stream(nonce, text)
}

func sourceNamed(string) io.Reader { return nil }
