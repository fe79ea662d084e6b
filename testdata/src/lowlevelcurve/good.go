package lowlevelcurve

import (
	"bytes"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/subtle"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"math/big"

	"golang.org/x/crypto/curve25519"

	"example.test/lowlevelcurve/wire"
)

var errPoint = errors.New("not a point of the curve")

func goodParsed(point []byte) (*ecdsa.PublicKey, error) {
	return ecdsa.ParseUncompressedPublicKey(elliptic.P256(), point)
}

func goodAgreed(private *ecdh.PrivateKey, hello wire.Hello) ([]byte, error) {
	public, err := ecdh.X25519().NewPublicKey(hello.Point)
	if err != nil {
		return nil, err
	}
	return private.ECDH(public)
}

// The result is compared with nil: here, by the caller, in the field.

func goodAskedHere(point []byte) (*ecdsa.PublicKey, error) {
	x, y := elliptic.UnmarshalCompressed(elliptic.P256(), point)
	if x == nil {
		return nil, errPoint
	}
	return &ecdsa.PublicKey{Curve: elliptic.P256(), X: x, Y: y}, nil
}

func compressed(point []byte) (*big.Int, *big.Int) {
	x, y := elliptic.UnmarshalCompressed(elliptic.P256(), point)
	return x, y
}

func goodAskedByCaller(point []byte) (*ecdsa.PublicKey, error) {
	x, y := compressed(point)
	if x == nil || y == nil {
		return nil, errPoint
	}
	return &ecdsa.PublicKey{Curve: elliptic.P256(), X: x, Y: y}, nil
}

type announced struct{ point ecdsa.PublicKey }

type coordinates struct{ left, right *big.Int }

func (c *coordinates) set(point []byte) {
	c.left, c.right = elliptic.UnmarshalCompressed(elliptic.P384(), point)
}

func (c *coordinates) valid() bool { return c.left != nil }

func goodAskedInField(point []byte) *coordinates {
	c := new(coordinates)
	c.set(point)
	if !c.valid() {
		return nil
	}
	return c
}

// It hands the convention on: callers know it.
func GoodHandedOn(point []byte) (x, y *big.Int) {
	return elliptic.UnmarshalCompressed(elliptic.P256(), point)
}

// The program has made the point itself.
func goodOwnPoint(key *ecdsa.PrivateKey) *ecdsa.PublicKey {
	x, y := elliptic.UnmarshalCompressed(key.Curve, elliptic.MarshalCompressed(key.Curve, key.X, key.Y))
	return &ecdsa.PublicKey{Curve: key.Curve, X: x, Y: y}
}

// The point is checked: here, by a helper, by the caller, by a conversion.

func goodCheckedHere(key wire.Key) (*ecdsa.PublicKey, error) {
	x, y := number(key.X), number(key.Y)
	if !elliptic.P256().IsOnCurve(x, y) {
		return nil, errPoint
	}
	return &ecdsa.PublicKey{Curve: elliptic.P256(), X: x, Y: y}, nil
}

func check(key *ecdsa.PublicKey) error {
	if !key.Curve.IsOnCurve(key.X, key.Y) {
		return errPoint
	}
	return nil
}

func goodCheckedByHelper(key wire.Key) (*ecdsa.PublicKey, error) {
	public := &ecdsa.PublicKey{Curve: elliptic.P256(), X: number(key.X), Y: number(key.Y)}
	return public, check(public)
}

func unchecked(key wire.Key) *ecdsa.PublicKey {
	return &ecdsa.PublicKey{Curve: elliptic.P384(), X: number(key.X), Y: number(key.Y)}
}

func goodCheckedByCaller(key wire.Key) (*ecdsa.PublicKey, error) {
	public := unchecked(key)
	if _, err := public.ECDH(); err != nil {
		return nil, err
	}
	return public, nil
}

func goodMarshalled(key wire.Key) ([]byte, error) {
	return x509.MarshalPKIXPublicKey(&ecdsa.PublicKey{Curve: elliptic.P384(), X: number(key.X), Y: number(key.Y)})
}

// Verify refuses points that are not on the curve.
func goodVerifiesOnly(key wire.Key, digest, signature []byte) bool {
	public := &ecdsa.PublicKey{Curve: elliptic.P256(), X: number(key.X), Y: number(key.Y)}
	return ecdsa.VerifyASN1(public, digest, signature)
}

// The other key is known to be on the curve.

func goodCompared(key wire.Key, known *ecdsa.PublicKey) bool {
	public := &ecdsa.PublicKey{Curve: elliptic.P384(), X: number(key.X), Y: number(key.Y)}
	return public.Equal(known)
}

func goodComparedWith(key wire.Key, known *ecdsa.PublicKey) bool {
	return known.Equal(&ecdsa.PublicKey{Curve: elliptic.P384(), X: number(key.X), Y: number(key.Y)})
}

func goodCopied(key *ecdsa.PrivateKey) *ecdsa.PublicKey {
	return &ecdsa.PublicKey{Curve: key.Curve, X: key.X, Y: new(big.Int).Set(key.Y)}
}

// It belongs to a private key, which is the program's own.
func goodPrivate(key wire.Key, d string) *ecdsa.PrivateKey {
	private := new(ecdsa.PrivateKey)
	private.Curve, private.D = elliptic.P384(), number(d)
	private.X, private.Y = number(key.X), number(key.Y)
	return private
}

func goodPrivateLiteral(key wire.Key, d string) *ecdsa.PrivateKey {
	return &ecdsa.PrivateKey{PublicKey: ecdsa.PublicKey{Curve: elliptic.P384(), X: number(key.X), Y: number(key.Y)}, D: number(d)}
}

func goodConstant() *ecdsa.PublicKey {
	x, _ := new(big.Int).SetString("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296", 16)
	y, _ := new(big.Int).SetString("4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5", 16)
	return &ecdsa.PublicKey{Curve: elliptic.P256(), X: x, Y: y}
}

// Somebody looks at the shared secret, or the point is the base point.

func isZero(secret []byte) bool {
	all := 1
	for _, b := range secret {
		all &= subtle.ConstantTimeByteEq(b, 0)
	}
	return all == 1
}

func goodLooked(private, point *[32]byte) ([]byte, error) {
	var secret [32]byte
	curve25519.ScalarMult(&secret, private, point)
	if isZero(secret[:]) {
		return nil, errPoint
	}
	return secret[:], nil
}

func shared(private, point *[32]byte) (secret [32]byte) {
	curve25519.ScalarMult(&secret, private, point)
	return secret
}

func goodLookedByCaller(private, point *[32]byte) error {
	secret := shared(private, point)
	if secret == [32]byte{} {
		return errPoint
	}
	return nil
}

func goodLookedInPlace(private, point *[32]byte) bool {
	var secret, zero [32]byte
	curve25519.ScalarMult(&secret, private, point)
	return !bytes.Equal(secret[:], zero[:])
}

func goodBasePoint(private *[32]byte) (public [32]byte) {
	base := [32]byte{9}
	curve25519.ScalarMult(&public, private, &base)
	return public
}

func goodPublic(private []byte) []byte {
	public, _ := curve25519.X25519(private, curve25519.Basepoint)
	return public
}

// The bytes are filled up.

func goodFilled(key *ecdsa.PublicKey) string {
	return base64.RawURLEncoding.EncodeToString(key.X.FillBytes(make([]byte, 32)))
}

func goodPadded(key *ecdsa.PrivateKey) string {
	d := key.D.Bytes()
	return hex.EncodeToString(append(make([]byte, 32-len(d)), d...))
}

func goodRaw(key *ecdsa.PrivateKey) ([]byte, error) { return key.Bytes() }

// A key is looked at, and nothing is computed.
func goodRange(key *ecdsa.PrivateKey) bool {
	return key.D.Sign() > 0 && key.D.Cmp(key.Curve.Params().N) < 0
}

func goodNumbers(n *big.Int) string { return hex.EncodeToString(n.Bytes()) }

// The first exchange looked at the point of the peer: what it returns is a point of the program.
func goodTweakedSecret(private, peer, tweak []byte) ([]byte, error) {
	secret, err := curve25519.X25519(private, peer)
	if err != nil {
		return nil, err
	}
	secret, _ = curve25519.X25519(tweak, secret)
	return secret, nil
}
