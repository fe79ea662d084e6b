// Package rsavalid checks the keys that it puts together.
package rsavalid

import (
	"crypto/rsa"
	"math/big"
)

func goodValidated(n, d, p, q *big.Int) (*rsa.PrivateKey, error) {
	key := &rsa.PrivateKey{PublicKey: rsa.PublicKey{N: n, E: 65537}, D: d, Primes: []*big.Int{p, q}}
	if err := key.Validate(); err != nil {
		return nil, err
	}
	return key, nil
}
