package uncheckedkey

import (
	"crypto/cipher"
	"crypto/mlkem"
	"crypto/rand"
	"encoding/base64"
	"os"
)

// The length is that of an array, or of memory that the function has just made.

func goodSeedOfAnArray(given *[64]byte) []byte {
	var seed [64]byte
	if given == nil {
		rand.Read(seed[:])
	} else {
		seed = *given
	}
	key, _ := mlkem.NewDecapsulationKey768(seed[:])
	return key.EncapsulationKey().Bytes()
}

// BadSeed takes any bytes.
func BadSeed(seed []byte) []byte {
	key, _ := mlkem.NewDecapsulationKey768(seed) // want `CL609: the error of mlkem.NewDecapsulationKey768 is dropped`
	return key.EncapsulationKey().Bytes()
}

func goodZeroNonceOfFreshMemory(aead cipher.AEAD, header []byte) bool {
	data := make([]byte, 4+aead.NonceSize())
	_, err := aead.Open(data[:0], data[4:], header, nil)
	return err == nil
}

func goodSeedFromAFlag(text string) ([]byte, error) {
	decoded, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil, err
	}
	var seed [64]byte
	copy(seed[:], decoded)
	return goodSeedOfAnArray(&seed), nil
}

// GoodSeedFromTheEnvironment fills an array.
func GoodSeedFromTheEnvironment() ([]byte, error) { return goodSeedFromAFlag(os.Getenv("SEED")) }
