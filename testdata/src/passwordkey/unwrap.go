package passwordkey

import (
	"golang.org/x/crypto/scrypt"

	"example.test/passwordkey/identities"
)

// The passphrase goes through scrypt, in a method of the object that is passed. Another type
// that satisfies the same interface returns a field of its own.
type lazyIdentity struct{ Passphrase string }

func (l *lazyIdentity) Unwrap(stanza []byte) ([]byte, error) {
	return scrypt.Key([]byte(l.Passphrase), stanza, 1<<18, 8, 1, 32)
}

func goodUnwrappedByScrypt(stanza, nonce []byte, passphrase string) ([]byte, error) {
	return identities.PayloadKey(stanza, nonce, &lazyIdentity{passphrase})
}

// This one hands out the passphrase itself.
type givenIdentity struct{ messageKey []byte }

func (g *givenIdentity) Unwrap([]byte) ([]byte, error) { return g.messageKey, nil }

func badGiven(stanza, nonce []byte, passphrase string) ([]byte, error) {
	return identities.PayloadKey(stanza, nonce, &givenIdentity{[]byte(passphrase)}) // want "CL604: .*derives a key from a password without slowing down guesses"
}
