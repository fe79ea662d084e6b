// Package keys keeps the keys of the shop. It imports no cryptography but the types.
package keys

import "crypto/rsa"

// Shop is the key pair of the shop.
type Shop struct {
	Key *rsa.PrivateKey
}

// Public is the key that customers have.
func (s *Shop) Public() *rsa.PublicKey { return &s.Key.PublicKey }
