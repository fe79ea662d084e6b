// Package weakcipher has programs that encrypt with old ciphers, and some that do not.
package weakcipher

import (
	"crypto/cipher"
	"crypto/des"
	"crypto/rand"
	"crypto/rc4"
	"errors"
	"fmt"
	"io"
	"net"

	"example.test/weakcipher/boxes"

	"golang.org/x/crypto/blowfish"
	"golang.org/x/crypto/cast5"
	"golang.org/x/crypto/tea"
	"golang.org/x/crypto/twofish"
	"golang.org/x/crypto/xtea"
)

func badDESWrittenOut(key, message []byte) ([]byte, error) {
	block, err := des.NewCipher(key) // want "CL202: des.NewCipher uses DES, which has keys of 56 bits; why: an attacker can try all keys within days"
	if err != nil {
		return nil, err
	}
	sealed := make([]byte, des.BlockSize+len(message))
	if _, err := rand.Read(sealed[:des.BlockSize]); err != nil {
		return nil, err
	}
	cipher.NewCBCEncrypter(block, sealed[:des.BlockSize]).CryptBlocks(sealed[des.BlockSize:], message)
	return sealed, nil
}

func badDESThroughAnotherPackage(key, iv, message []byte) ([]byte, error) {
	block, err := des.NewCipher(key) // want "CL202: des.NewCipher uses DES"
	if err != nil {
		return nil, err
	}
	return boxes.Seal(block, iv, message), nil
}

// vault keeps its cipher in a field.
type vault struct{ block cipher.Block }

func badNewVault(key []byte) (*vault, error) {
	block, err := des.NewTripleDESCipher(key) // want "CL202: des.NewTripleDESCipher uses Triple DES, which has blocks of 64 bits; why: after about 32 GiB"
	if err != nil {
		return nil, err
	}
	return &vault{block}, nil
}

func (v *vault) seal(iv, message []byte) []byte {
	return boxes.Seal(v.block, iv, message)
}

func badDESForOldBackups(key, iv, sealed []byte) ([]byte, error) {
	block, err := des.NewCipher(key) // want "CL202: des.NewCipher decrypts with DES, which has keys of 56 bits; why: .*; fix: encrypt with AES-GCM from now on, and encrypt again what is stored: both ends have to change"
	if err != nil {
		return nil, err
	}
	return open(block, iv, sealed), nil
}

func open(block cipher.Block, iv, sealed []byte) []byte {
	message := make([]byte, len(sealed))
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(message, sealed)
	return message
}

// archive keeps the cipher of an old format, which it only reads.
type archive struct{ block cipher.Block }

func badOpenArchive(key []byte) (*archive, error) {
	block, err := des.NewTripleDESCipher(key) // want "CL202: des.NewTripleDESCipher decrypts with Triple DES"
	if err != nil {
		return nil, err
	}
	return &archive{block}, nil
}

func (a *archive) read(iv, sealed []byte) []byte {
	message := make([]byte, len(sealed))
	cipher.NewCBCDecrypter(a.block, iv).CryptBlocks(message, sealed)
	return message
}

func badRC4OnAConnection(conn net.Conn, key []byte) (io.Writer, error) {
	stream, err := rc4.NewCipher(key) // want "CL202: rc4.NewCipher uses RC4, which has a biased keystream; why: an attacker who sees the same secret encrypted often enough can recover it"
	if err != nil {
		return nil, fmt.Errorf("connection: %w", err)
	}
	return cipher.StreamWriter{S: stream, W: conn}, nil
}

func badRC4InPlace(key, message []byte) error {
	stream, err := rc4.NewCipher(key) // want "CL202: rc4.NewCipher uses RC4"
	if err != nil {
		return err
	}
	stream.XORKeyStream(message, message)
	return nil
}

// badCiphersByName offers old ones, which a configuration can choose.
var badCiphersByName = map[string]func([]byte) (cipher.Block, error){
	"des":  des.NewCipher,          // want "CL202: des.NewCipher is passed as a function: it uses DES"
	"3des": des.NewTripleDESCipher, // want "CL202: des.NewTripleDESCipher is passed as a function: it uses Triple DES"
}

func badBlowfishInCBC(key, iv, message []byte) ([]byte, error) {
	block, err := blowfish.NewCipher(key) // want "CL202: blowfish.NewCipher uses Blowfish, which has blocks of 64 bits"
	if err != nil {
		return nil, err
	}
	return boxes.Seal(block, iv, message), nil
}

func badOldOnes(name string, key []byte) (cipher.Block, error) {
	switch name {
	case "cast5":
		return cast5.NewCipher(key) // want "CL202: cast5.NewCipher uses CAST5"
	case "tea":
		return tea.NewCipher(key) // want "CL202: tea.NewCipher uses TEA, which has blocks of 64 bits and equivalent keys"
	case "short tea":
		return tea.NewCipherWithRounds(key, 16) // want "CL202: tea.NewCipherWithRounds uses TEA"
	case "xtea":
		return xtea.NewCipher(key) // want "CL202: xtea.NewCipher uses XTEA"
	case "twofish":
		return twofish.NewCipher(key) // want "CL202: twofish.NewCipher uses Twofish, which golang.org/x/crypto has deprecated"
	}
	return nil, errors.New("weakcipher: no such cipher")
}

// badScrambledID hides how many orders there are: single blocks, so collisions of
// blocks do not matter.
func badScrambledID(key []byte, id [8]byte) ([8]byte, error) {
	block, err := blowfish.NewCipher(key) // want "CL202: blowfish.NewCipher uses Blowfish"
	if err != nil {
		return id, err
	}
	block.Encrypt(id[:], id[:])
	return id, nil
}

// badVNCResponse answers a challenge as RFC 6143 says, section 7.2.2.
func badVNCResponse(password, challenge []byte) ([]byte, error) {
	key := make([]byte, 8)
	copy(key, password)
	block, err := des.NewCipher(key) // want "CL202: des.NewCipher uses DES, .*; fix: if VNC prescribes it, both ends have to change: prefer the newest algorithm that VNC offers"
	if err != nil {
		return nil, err
	}
	response := make([]byte, 16)
	block.Encrypt(response[:8], challenge[:8])
	block.Encrypt(response[8:], challenge[8:16])
	return response, nil
}
