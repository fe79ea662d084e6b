// Package agree has the private key in another package's type.
package agree

import (
	"crypto/ecdsa"
	"math/big"
)

// Peer is a key that came with a message.
type Peer struct{ Key struct{ X, Y *big.Int } }

// BadSecret agrees on a secret.
func BadSecret(own *ecdsa.PrivateKey, peer Peer) []byte {
	x, _ := own.ScalarMult(peer.Key.X, peer.Key.Y, own.D.Bytes()) // want `CL304: nothing checks that the point`
	return x.Bytes()
}
