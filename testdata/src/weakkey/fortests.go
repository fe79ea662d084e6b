package weakkey

import (
	"crypto/rand"
	"crypto/rsa"
)

// GoodKeyForTest is what the tests of importers call. Nobody else has a reason to.
func GoodKeyForTest() (*rsa.PrivateKey, error) { return rsa.GenerateKey(rand.Reader, 1024) }

// A function that tests something is part of the program.
func badKeyToTest() (*rsa.PrivateKey, error) {
	return rsa.GenerateKey(rand.Reader, 1024) // want "CL303: rsa.GenerateKey generates an RSA key of 1024 bits"
}
