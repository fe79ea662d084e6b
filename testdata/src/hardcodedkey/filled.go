package hardcodedkey

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rsa"
	"errors"
	"math/big"
)

var errLong = errors.New("the number is too long")

// fillBytes says whether it has filled the memory.
func fillBytes(number *big.Int, to []byte) bool {
	if (number.BitLen()+7)/8 > len(to) {
		return false
	}
	number.FillBytes(to)
	return true
}

func goodFilledIfTrue(input []byte, public *rsa.PublicKey) (cipher.Block, error) {
	opened := new(big.Int).Exp(new(big.Int).SetBytes(input), big.NewInt(int64(public.E)), public.N)
	key := make([]byte, 32)
	if !fillBytes(opened, key) {
		return nil, errLong
	}
	return aes.NewCipher(key)
}

// isShort fills nothing, whatever it says.
func isShort(number *big.Int, to []byte) bool { return (number.BitLen()+7)/8 <= len(to) }

func badOnlyMeasured(input []byte) (cipher.Block, error) {
	key := make([]byte, 32)
	if !isShort(new(big.Int).SetBytes(input), key) {
		return nil, errLong
	}
	return aes.NewCipher(key) // want "CL605: the key of aes.NewCipher is never filled"
}
