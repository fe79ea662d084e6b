package kdfcost

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/sha256"

	"golang.org/x/crypto/pbkdf2"
)

// A format names the cipher of each file; that one of them has short keys is no fault of
// the derivation.
type fileCipher struct {
	name    string
	new     func([]byte) (cipher.Block, error)
	keySize int
}

var fileCiphers = []fileCipher{
	{name: "DES-CBC", new: des.NewCipher, keySize: 8},
	{name: "AES-128-CBC", new: aes.NewCipher, keySize: 16},
	{name: "AES-256-CBC", new: aes.NewCipher, keySize: 32},
}

func goodOfTable(name string, password, salt []byte) []byte {
	for _, c := range fileCiphers {
		if c.name == name {
			return pbkdf2.Key(password, salt, 600_000, c.keySize, sha256.New)
		}
	}
	return nil
}

func goodOfSwitch(legacy bool, password, salt []byte) []byte {
	size := 32
	if legacy {
		size = 8
	}
	return pbkdf2.Key(password, salt, 600_000, size, sha256.New)
}

func badOfSwitch(legacy bool, password, salt []byte) []byte {
	size := 10
	if legacy {
		size = 8
	}
	return pbkdf2.Key(password, salt, 600_000, size, sha256.New) // want "CL602: pbkdf2.Key derives only 10 bytes"
}
