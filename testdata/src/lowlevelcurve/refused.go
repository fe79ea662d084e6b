package lowlevelcurve

import (
	"crypto/ecdh"
	"crypto/sha256"
	"errors"
)

// The secret is nil where there is an error, so asking for that is enough.

type conn struct {
	authKey []byte
	session [32]byte
}

func (c *conn) goodAsksForNil(private *ecdh.PrivateKey, peer *ecdh.PublicKey) error {
	c.authKey, _ = private.ECDH(peer)
	if c.authKey == nil {
		return errors.New("no shared key")
	}
	c.session = sha256.Sum256(c.authKey)
	return nil
}

func goodAsksForNilAtOnce(private *ecdh.PrivateKey, peer *ecdh.PublicKey) ([32]byte, error) {
	secret, _ := private.ECDH(peer)
	if secret == nil {
		return [32]byte{}, errors.New("no shared key")
	}
	return sha256.Sum256(secret), nil
}

func (c *conn) badDoesNotAsk(private *ecdh.PrivateKey, peer *ecdh.PublicKey) {
	c.authKey, _ = private.ECDH(peer) // want `CL304: the error of ecdh.PrivateKey.ECDH is ignored`
	c.session = sha256.Sum256(c.authKey)
}
