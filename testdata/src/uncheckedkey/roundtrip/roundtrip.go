// Package roundtrip reads keys that the package of keys has just written.
package roundtrip

import (
	"crypto/ecdh"

	"example.test/uncheckedkey/points"
)

func goodNormalized(key *ecdh.PublicKey) []byte {
	same, _ := points.Parse(points.Serialize(key))
	return same.Bytes()
}

func goodNew() []byte {
	key, _ := points.FromWords(points.Words(), "new")
	return key.PublicKey().Bytes()
}

func badStored() []byte {
	key, _ := points.Parse(points.Stored()) // want `CL609: the error of points.Parse is dropped`
	return key.Bytes()
}

func badGiven(data []byte) []byte {
	key, _ := points.Parse(data) // want `CL609: the error of points.Parse is dropped`
	return key.Bytes()
}

func badGivenWords(words string) []byte {
	key, _ := points.FromWords(words, "given") // want `CL609: the error of points.FromWords is dropped`
	return key.PublicKey().Bytes()
}
