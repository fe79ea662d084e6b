package weakcipher

import (
	"crypto/cipher"
	"crypto/des"
)

// Triple DES with two keys and with three.

func badTwoKeys(key, iv, message []byte) ([]byte, error) {
	block, err := des.NewTripleDESCipher(append(key, key[:8]...)) // want "CL202: des.NewTripleDESCipher uses Triple DES, which may get a key of two parts here, the third being the first again; why: it is no stronger than about 80 bits"
	if err != nil {
		return nil, err
	}
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(message, message)
	return message, nil
}

func badTwoKeysCopied(key []byte) (cipher.Block, error) {
	long := make([]byte, 24)
	copy(long, key[:16])
	copy(long[16:], key[:8])
	return des.NewTripleDESCipher(long) // want "CL202: des.NewTripleDESCipher uses Triple DES, which may get a key of two parts here"
}

func badTwoKeysByHelper(key []byte) (cipher.Block, error) {
	return des.NewTripleDESCipher(lengthened(key)) // want "CL202: des.NewTripleDESCipher uses Triple DES, which may get a key of two parts here"
}

func lengthened(key []byte) []byte {
	long := make([]byte, 0, 24)
	long = append(long, key[:16]...)
	return append(long, key[:8]...)
}

// The parts are kept in a struct.
type parts struct{ first, second []byte }

func badTwoParts(p *parts) (cipher.Block, error) {
	return newTriple(append(append(append([]byte{}, p.first...), p.second...), p.first...))
}

func newTriple(key []byte) (cipher.Block, error) {
	return des.NewTripleDESCipher(key) // want "CL202: des.NewTripleDESCipher uses Triple DES, which may get a key of two parts here"
}

func badTwoKeysCopiedWithin(key []byte) (cipher.Block, error) {
	var long [24]byte
	copy(long[:], key)
	copy(long[16:], long[:8])
	return des.NewTripleDESCipher(long[:]) // want "CL202: des.NewTripleDESCipher uses Triple DES, which may get a key of two parts here"
}

// With three keys it is what it always is.
func goodThreeParts(first, second, third []byte) (cipher.Block, error) {
	return des.NewTripleDESCipher(append(append(append([]byte{}, first...), second...), third...)) // want "CL202: des.NewTripleDESCipher uses Triple DES, which has blocks of 64 bits"
}

func goodThreeKeys(key []byte) (cipher.Block, error) {
	long := make([]byte, 24)
	copy(long, key[:16])
	copy(long[16:], key[16:])
	return des.NewTripleDESCipher(long) // want "CL202: des.NewTripleDESCipher uses Triple DES, which has blocks of 64 bits"
}

func goodKey(key []byte) (cipher.Block, error) {
	return des.NewTripleDESCipher(key[:24]) // want "CL202: des.NewTripleDESCipher uses Triple DES, which has blocks of 64 bits"
}
