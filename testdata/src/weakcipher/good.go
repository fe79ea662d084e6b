package weakcipher

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/rc4"
	"errors"
	"fmt"

	"example.test/weakcipher/boxes"

	"golang.org/x/crypto/bcrypt"
	"golang.org/x/crypto/blowfish"
	"golang.org/x/crypto/chacha20poly1305"
	"golang.org/x/crypto/twofish"
	"golang.org/x/crypto/xtea"
)

func goodGCM(key, message []byte) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return nil, err
	}
	return aead.Seal(nil, nil, message, nil), nil
}

func goodChaCha(key []byte) (cipher.AEAD, error) { return chacha20poly1305.NewX(key) }

func goodAESThroughAnotherPackage(key, iv, message []byte) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return boxes.Seal(block, iv, message), nil
}

// goodBcrypt hashes with Blowfish inside, which is what bcrypt is.
func goodBcrypt(password []byte) ([]byte, error) { return bcrypt.GenerateFromPassword(password, 12) }

// goodKeyScheduleOfBcrypt is the expensive key schedule of bcrypt, which is the sound part
// of Blowfish.
func goodKeyScheduleOfBcrypt(password, salt []byte, rounds int) (*blowfish.Cipher, error) {
	c, err := blowfish.NewSaltedCipher(password, salt)
	if err != nil {
		return nil, err
	}
	for range rounds {
		blowfish.ExpandKey(password, c)
		blowfish.ExpandKey(salt, c)
	}
	return c, nil
}

// goodSizes reads constants of the old packages to refuse what is made for them.
func goodSizes(iv []byte) error {
	if len(iv) == des.BlockSize || len(iv) == xtea.BlockSize || len(iv) == blowfish.BlockSize {
		return errors.New("weakcipher: this was encrypted with blocks of 64 bits")
	}
	return nil
}

// goodErrors tells users about keys of old ciphers.
func goodErrors(err error) string {
	var des des.KeySizeError
	var rc4 rc4.KeySizeError
	var two twofish.KeySizeError
	if errors.As(err, &des) || errors.As(err, &rc4) || errors.As(err, &two) {
		return fmt.Sprintf("an old key: %v", err)
	}
	return ""
}

// goodCiphersByName offers sound ones alone.
var goodCiphersByName = map[string]func([]byte) (cipher.AEAD, error){
	"chacha20poly1305":  chacha20poly1305.New,
	"xchacha20poly1305": chacha20poly1305.NewX,
}

// desk has a method that is called like a constructor of the old packages.
type desk struct{ drawers int }

func (d desk) NewCipher(key []byte) (cipher.Block, error) { return aes.NewCipher(key) }

func goodMethodOfThatName(d desk, key []byte) (cipher.Block, error) { return d.NewCipher(key) }
