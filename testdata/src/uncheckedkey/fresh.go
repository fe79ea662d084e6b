package uncheckedkey

import (
	"crypto/cipher"
	"crypto/mlkem"
	"crypto/rand"
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
