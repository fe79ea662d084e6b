package weaksignature

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"hash"
	"slices"
)

// The algorithms of a token format, one of them with SHA-1.
const (
	legacyRSA = iota + 1
	modernRSA
	modernPSS
)

var hashOfAlgorithm = map[int]crypto.Hash{legacyRSA: crypto.SHA1, modernRSA: crypto.SHA256, modernPSS: crypto.SHA256}

// The switch lets the old algorithm through.
func badTableWithSwitch(alg int, key *rsa.PublicKey, document, signature []byte) error {
	chosen := hashOfAlgorithm[alg]
	h := chosen.New()
	h.Write(document)
	switch alg {
	case legacyRSA, modernRSA:
		return rsa.VerifyPKCS1v15(key, chosen, h.Sum(nil), signature) // want "CL101: .*SHA-1"
	case modernPSS:
		return rsa.VerifyPSS(key, chosen, h.Sum(nil), signature, nil)
	}
	return errTableUnknown
}

var constructors = map[string]func() hash.Hash{"sha1": sha1.New, "sha256": sha256.New, "sha512": sha512.New}

// The list of what is accepted has the old name.
func badListedName(name string, key *rsa.PrivateKey, document []byte) ([]byte, error) {
	if !slices.Contains([]string{"sha1", "sha256"}, name) {
		return nil, errTableUnknown
	}
	h := constructors[name]()
	h.Write(document)
	return rsa.SignPKCS1v15(rand.Reader, key, crypto.Hash(0), h.Sum(nil)) // want "CL101: .*SHA-1"
}

// Two branches on one flag, and both may be SHA-1.
func badTwoBranches(profile string, key *rsa.PrivateKey, document []byte) ([]byte, error) {
	var h hash.Hash
	if profile == "modern" {
		h = sha256.New()
	} else {
		h = sha1.New()
	}
	h.Write(document)
	if profile == "archive" {
		return rsa.SignPKCS1v15(rand.Reader, key, crypto.Hash(0), h.Sum(nil)) // want "CL101: .*SHA-1"
	}
	return nil, errTableUnknown
}

func constructorFor(name string) func() hash.Hash { return constructors[name] }

// A helper looks the name up.
func badHelperWithTable(key *rsa.PrivateKey, document []byte) ([]byte, error) {
	h := constructorFor("sha1")()
	h.Write(document)
	return rsa.SignPKCS1v15(rand.Reader, key, crypto.Hash(0), h.Sum(nil)) // want "CL101: .*SHA-1"
}

// The name is in a table of what is allowed, and so is the old one.
func badAllowedByTable(f *tableForm, key *rsa.PrivateKey, document []byte) ([]byte, error) {
	if !allowedEverywhere[f.name] {
		return nil, errTableUnknown
	}
	h := constructors[f.name]()
	h.Write(document)
	return rsa.SignPKCS1v15(rand.Reader, key, crypto.Hash(0), h.Sum(nil)) // want "CL101: .*SHA-1"
}
