// Package randomsource replaces the source of randomness.
package randomsource

import (
	"bytes"
	"crypto/mlkem"
	"crypto/mlkem/mlkemtest" // want `CL403: crypto/mlkem/mlkemtest is imported outside tests`
	crand "crypto/rand"
	"io"
	"math/rand"

	"example.test/randomsource/entropy"
)

func badSeeded(seed int64) {
	crand.Reader = rand.New(rand.NewSource(seed)) // want `CL403: crypto/rand.Reader is replaced with a math/rand.Rand for the whole program`
}

func badFixed() {
	fixed := bytes.NewReader(make([]byte, 1<<16))
	crand.Reader = fixed // want `CL403: crypto/rand.Reader is replaced with a bytes.Reader`
}

func badOwnPool(pool *entropy.Pool) {
	crand.Reader = pool // want `CL403: crypto/rand.Reader is replaced for the whole program`
}

func badField(options struct{ Random io.Reader }) {
	if options.Random != nil {
		crand.Reader = options.Random // want `CL403: crypto/rand.Reader is replaced for the whole program`
	}
}

func badEncapsulate(key *mlkem.EncapsulationKey768, random []byte) ([]byte, []byte, error) {
	return mlkemtest.Encapsulate768(key, random)
}
