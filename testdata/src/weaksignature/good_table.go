package weaksignature

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"errors"
	"hash"
	"slices"
)

var errTableUnknown = errors.New("unknown algorithm")

// The switch lets only algorithms with SHA-256 through: the rest of the table is not used
// for signatures.
func goodTableWithSwitch(alg int, key *rsa.PublicKey, document, signature []byte) error {
	chosen, ok := hashOfAlgorithm[alg]
	if !ok {
		return errTableUnknown
	}
	h := chosen.New()
	h.Write(document)
	switch alg {
	case modernRSA:
		return rsa.VerifyPKCS1v15(key, chosen, h.Sum(nil), signature)
	case modernPSS:
		return rsa.VerifyPSS(key, chosen, h.Sum(nil), signature, nil)
	}
	return errTableUnknown
}

// The list of what is accepted has no old name.
func goodListedName(name string, key *rsa.PrivateKey, document []byte) ([]byte, error) {
	if !slices.Contains([]string{"sha256", "sha512"}, name) {
		return nil, errTableUnknown
	}
	h := constructors[name]()
	h.Write(document)
	return rsa.SignPKCS1v15(rand.Reader, key, crypto.Hash(0), h.Sum(nil))
}

// Two branches on one flag: SHA-1 is an ETag, and is never signed.
func goodTwoBranches(profile string, key *rsa.PrivateKey, document []byte) ([]byte, error) {
	var h hash.Hash
	if profile == "modern" {
		h = sha256.New()
	} else {
		h = sha1.New()
	}
	h.Write(document)
	if profile == "modern" {
		return rsa.SignPKCS1v15(rand.Reader, key, crypto.Hash(0), h.Sum(nil))
	}
	return h.Sum(nil), nil
}

// A helper looks the name up, and is asked for another.
func goodHelperWithTable(key *rsa.PrivateKey, document []byte) ([]byte, error) {
	h := constructorFor("sha512")()
	h.Write(document)
	return rsa.SignPKCS1v15(rand.Reader, key, crypto.Hash(0), h.Sum(nil))
}

type tableForm struct{ name string }

var (
	allowedEverywhere = map[string]bool{"sha1": true, "sha256": true}
	allowedToSign     = map[string]bool{"sha1": false, "sha256": true}
	forChecksumsOnly  = map[string]struct{}{"sha1": {}}
)

// The old name is in the table of what is allowed, as not allowed.
func goodAllowedByTable(f *tableForm, key *rsa.PrivateKey, document []byte) ([]byte, error) {
	if !allowedToSign[f.name] {
		return nil, errTableUnknown
	}
	h := constructors[f.name]()
	h.Write(document)
	return rsa.SignPKCS1v15(rand.Reader, key, crypto.Hash(0), h.Sum(nil))
}

// The old name is refused by a table of its own.
func goodRefusedByTable(name string, key *rsa.PrivateKey, document []byte) ([]byte, error) {
	if _, weak := forChecksumsOnly[name]; weak {
		return nil, errTableUnknown
	}
	h := constructors[name]()
	h.Write(document)
	return rsa.SignPKCS1v15(rand.Reader, key, crypto.Hash(0), h.Sum(nil))
}

// Of all algorithms that the program knows, it signs with one.
func goodLoopOverTable(key *rsa.PrivateKey, document []byte) ([]byte, error) {
	for name, make := range constructors {
		if name != "sha512" {
			continue
		}
		h := make()
		h.Write(document)
		return rsa.SignPKCS1v15(rand.Reader, key, crypto.Hash(0), h.Sum(nil))
	}
	return nil, errTableUnknown
}
