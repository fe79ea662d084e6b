package deadcrypto

import (
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"math/big"

	"github.com/golang-jwt/jwt/v5"
	"golang.org/x/crypto/blowfish"
	"golang.org/x/crypto/curve25519"
)

func goodRevocationList(der []byte, ca *x509.Certificate) (*x509.RevocationList, error) {
	list, err := x509.ParseRevocationList(der)
	if err != nil {
		return nil, err
	}
	return list, list.CheckSignatureFrom(ca)
}

func goodPoint(point []byte) (*ecdh.PublicKey, error) { return ecdh.P256().NewPublicKey(point) }

// A curve is named, and nothing is calculated.
func goodKey() (*ecdsa.PrivateKey, error) { return ecdsa.GenerateKey(elliptic.P256(), rand.Reader) }

// The compressed form is not deprecated.
func goodCompressed(point []byte) (x, y *big.Int) {
	return elliptic.UnmarshalCompressed(elliptic.P256(), point)
}

func goodSharedSecret(private, public []byte) ([]byte, error) {
	return curve25519.X25519(private, public)
}

func goodTicketKeys(config *tls.Config, keys [][32]byte) { config.SetSessionTicketKeys(keys) }

// Other packages call their own what the standard library does.
type client struct{ SessionTicketKey []byte }

func (c *client) ParseCRL(der []byte) []byte { return der }

func goodNamesake(c *client, der []byte) []byte {
	c.SessionTicketKey = der
	return c.ParseCRL(der)
}

// What other rules report by its use: CL202 and CL301.
func toldElsewhere(key []byte, private *rsa.PrivateKey, sealed []byte) (cipher.Block, error) {
	if _, err := rsa.DecryptPKCS1v15(nil, private, sealed); err != nil {
		return nil, err
	}
	return blowfish.NewCipher(key)
}

func goodToken(text string, keyfunc jwt.Keyfunc) (*jwt.Token, error) {
	return jwt.Parse(text, keyfunc, jwt.WithValidMethods([]string{"HS256"}))
}

// staticcheck reports the same as SA1019, and somebody has answered.

func goodAnsweredWithNolint(public *ecdsa.PublicKey) []byte {
	//nolint:staticcheck // the format of the peer is the uncompressed point
	return elliptic.Marshal(public.Curve, public.X, public.Y)
}

func goodAnsweredWithLint(public *ecdsa.PublicKey) []byte {
	//lint:ignore SA1019 the format of the peer is the uncompressed point
	return elliptic.Marshal(public.Curve, public.X, public.Y)
}

func goodAnsweredAtTheStatement(public *ecdsa.PublicKey, frame []byte) []byte {
	return append( //nolint:staticcheck // the format of the peer is the uncompressed point
		frame,
		elliptic.Marshal(public.Curve, public.X, public.Y)...,
	)
}
