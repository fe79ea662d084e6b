package randomsource

import (
	"crypto/ecdh"
	"crypto/mlkem"
	"crypto/rand"
	"io"
)

func goodReader() io.Reader { return rand.Reader }

func goodPassed(random io.Reader) (*ecdh.PrivateKey, error) {
	if random == nil {
		random = rand.Reader
	}
	return ecdh.P256().GenerateKey(random)
}

type generator struct{ Reader io.Reader }

func goodFieldOfTheName(source io.Reader) *generator {
	g := new(generator)
	g.Reader = source
	return g
}

var before = rand.Reader

func goodRestored() { rand.Reader = before }

func goodEncapsulate(key *mlkem.EncapsulationKey768) (shared, ciphertext []byte) {
	return key.Encapsulate()
}
