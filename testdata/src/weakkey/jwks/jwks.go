// Package jwks generates keys with the sizes that are usual for their types.
package jwks

import "example.test/weakkey/keytypes"

func goodOfItsType(kty string, size int) (any, error) {
	switch {
	case kty == "RSA" && size == 0:
		size = 3072
	case kty == "oct" && size == 0:
		size = 16
	}
	return keytypes.Generate(kty, size)
}

func usualSize(algorithm string) int {
	if algorithm == "A256KW" {
		return 32
	}
	return 16
}

func goodOfItsTypeAndAlgorithm(kty, algorithm string, size int) (any, error) {
	switch {
	case kty == "RSA" && size == 0:
		size = 3072
	case kty == "oct":
		if size == 0 {
			size = usualSize(algorithm)
		}
		if size < 16 {
			return nil, nil
		}
	}
	return keytypes.Generate(kty, size)
}

func badOfItsType(kty string, size int) (any, error) {
	if kty == "RSA" && size == 0 {
		size = 1024
	}
	return keytypes.Generate(kty, size) // want "CL303: rsa.GenerateKey, called by keytypes.Generate, generates an RSA key of 1024 bits"
}
