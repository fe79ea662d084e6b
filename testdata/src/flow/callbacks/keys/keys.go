// Package keys picks the keys of tokens. Each comment says whether the engine sees
// that bytes are returned.
package keys

import (
	"crypto/ed25519"
	"crypto/rsa"

	"github.com/golang-jwt/jwt/v5"
)

func secret(token string, key []byte) (*jwt.Token, error) {
	return jwt.Parse(token, func(*jwt.Token) (any, error) { return key, nil }) // want "bytes: true, nothing else: true"
}

type keyring struct {
	rsa  *rsa.PublicKey
	edge ed25519.PublicKey
	more map[string]any
}

func (k *keyring) pick(token *jwt.Token) (any, error) {
	if token.Method == jwt.SigningMethodEdDSA {
		return k.edge, nil
	}
	return k.rsa, nil
}

func (k *keyring) parse(token string) (*jwt.Token, error) {
	return jwt.Parse(token, k.pick) // want "bytes: false, nothing else: false"
}

func (k *keyring) parseMore(token string) (*jwt.Token, error) {
	return jwt.Parse(token, func(token *jwt.Token) (any, error) { // want "bytes: false, nothing else: false"
		id, _ := token.Header["kid"].(string)
		return k.more[id], nil
	})
}

func (k *keyring) parseEither(token string, secret []byte) (*jwt.Token, error) {
	return jwt.Parse(token, func(token *jwt.Token) (any, error) { // want "bytes: true, nothing else: false"
		if token.Method == jwt.SigningMethodHS256 {
			return secret, nil
		}
		return k.rsa, nil
	})
}
