// Package opcua speaks with machines. Their security policies prescribe the padding.
package opcua

import (
	"crypto/rand"
	"crypto/rsa"
)

func badBasic128Rsa15(public *rsa.PublicKey, secret []byte) ([]byte, error) {
	return rsa.EncryptPKCS1v15(rand.Reader, public, secret) // want "CL301: .*; fix: if OPC UA prescribes it, both ends have to change"
}

func badOpenBasic128Rsa15(private *rsa.PrivateKey, sealed []byte) ([]byte, error) {
	return rsa.DecryptPKCS1v15(rand.Reader, private, sealed) // want "CL301: .*; fix: if OPC UA prescribes it, both ends have to change"
}
