package lowlevelcurve

import (
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"log"
	"math/big"

	"golang.org/x/crypto/curve25519"

	"example.test/lowlevelcurve/wire"
)

// Points that are decoded, and of which nobody asks whether they are some.

func badDecoded(hello wire.Hello, private *ecdsa.PrivateKey) []byte {
	x, y := elliptic.Unmarshal(elliptic.P256(), hello.Point)       // want `CL304: elliptic.Unmarshal returns nil for bytes that are not a point, and this is not checked; why: an attacker who sends such bytes crashes the program; fix: use ecdsa.ParseUncompressedPublicKey or ecdh.Curve.NewPublicKey, or return an error if the first result is nil$`
	secret, _ := private.Curve.ScalarMult(x, y, private.D.Bytes()) // want `CL304: elliptic.Curve.ScalarMult was deprecated in Go 1.21`
	digest := sha256.Sum256(secret.Bytes())
	return digest[:]
}

func badDecodedKey(point []byte) *ecdsa.PublicKey {
	key := &ecdsa.PublicKey{Curve: elliptic.P384()}
	key.X, key.Y = elliptic.UnmarshalCompressed(elliptic.P384(), point) // want `CL304: elliptic.UnmarshalCompressed returns nil for bytes that are not a point`
	return key
}

// The helper returns both numbers, and its caller forgets.
func unmarshal(point []byte) (*big.Int, *big.Int) {
	x, y := elliptic.Unmarshal(elliptic.P521(), point) // want `CL304: elliptic.Unmarshal returns nil`
	return x, y
}

func badDecodedByHelper(point []byte) *ecdsa.PublicKey {
	x, y := unmarshal(point)
	return &ecdsa.PublicKey{Curve: elliptic.P521(), X: x, Y: y}
}

// Points that are put together from two numbers.

func badCoordinates(hello wire.Hello, private *ecdsa.PrivateKey) *big.Int {
	x, y := new(big.Int).SetBytes(hello.X), new(big.Int).SetBytes(hello.Y)
	secret, _ := private.Curve.ScalarMult(x, y, private.D.Bytes()) // want `CL304: nothing checks that the point for elliptic.Curve.ScalarMult is on the curve; why: an attacker who sends another point crashes the program, or learns the private key if the curve is not one of crypto/elliptic; fix: agree on the secret with ecdh.Curve.NewPublicKey and ecdh.PrivateKey.ECDH$`
	return secret
}

func number(text string) *big.Int {
	raw, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return nil
	}
	return new(big.Int).SetBytes(raw)
}

func badJSONWebKey(key wire.Key) *ecdsa.PublicKey {
	return &ecdsa.PublicKey{
		Curve: elliptic.P256(),
		X:     number(key.X), // want `CL304: nothing checks that the point for ecdsa.PublicKey is on the curve; .*; fix: make the key with ecdsa.ParseUncompressedPublicKey, or return an error if elliptic.Curve.IsOnCurve is false$`
		Y:     number(key.Y),
	}
}

type peer struct{ x, y *big.Int }

func (p *peer) read(line string) (ok bool) {
	if p.x, ok = new(big.Int).SetString(line[:64], 16); !ok {
		return false
	}
	p.y, ok = new(big.Int).SetString(line[64:], 16)
	return ok
}

func badFields(p *peer, scalar []byte) *big.Int {
	x, _ := elliptic.P256().ScalarMult(p.x, p.y, scalar) // want `CL304: nothing checks that the point for elliptic.Curve.ScalarMult is on the curve`
	return x
}

// Key exchanges that accept every point.

func badAnyPoint(private, point *[32]byte) []byte {
	var secret [32]byte
	curve25519.ScalarMult(&secret, private, point) // want `CL304: curve25519.ScalarMult accepts points of low order, and the result is not checked; why: an attacker who sends such a point makes the shared secret zero, whatever the key is; fix: use ecdh.PrivateKey.ECDH or curve25519.X25519, and return if there is an error, or hybrid.PublicKey.Encrypt`
	return secret[:]
}

type session struct{ secret, private [32]byte }

func (s *session) badField(hello wire.Hello) {
	var point [32]byte
	copy(point[:], hello.Point)
	curve25519.ScalarMult(&s.secret, &s.private, &point) // want `CL304: curve25519.ScalarMult accepts points of low order`
}

func multiply(out, private, point *[32]byte) {
	curve25519.ScalarMult(out, private, point) // want `CL304: curve25519.ScalarMult accepts points of low order`
}

func badThroughHelper(private, point *[32]byte) (secret [32]byte) {
	multiply(&secret, private, point)
	return secret
}

// Errors that are ignored.

func badDropped(private, point []byte) ([]byte, error) {
	secret, _ := curve25519.X25519(private, point) // want `CL304: the error of curve25519.X25519 is ignored; why: an attacker who sends a point of low order makes the shared secret empty, and knows every key that is derived from it; fix: return if the error is not nil`
	return hkdf.Key(sha256.New, secret, nil, "transport", 32)
}

func badLogged(private *ecdh.PrivateKey, point *ecdh.PublicKey) ([]byte, error) {
	secret, err := private.ECDH(point) // want `CL304: the error of ecdh.PrivateKey.ECDH is ignored`
	if err != nil {
		log.Print(err)
	}
	return hkdf.Key(sha256.New, secret, nil, "transport", 32)
}

func agree(private, point []byte) ([]byte, error) { return curve25519.X25519(private, point) }

func badDroppedByCaller(private []byte, hello wire.Hello) []byte {
	secret, _ := agree(private, hello.Point) // want `CL304: the error of agree \(which calls curve25519.X25519\) is ignored`
	return secret
}

// Numbers of keys.

func badHexOfKey(key *ecdsa.PrivateKey) string {
	return hex.EncodeToString(key.D.Bytes()) // want `CL304: the bytes of ecdsa.PrivateKey.D are written without leading zeros; why: about one key in 256 comes out shorter, and other programs reject it or read a different key; fix: use ecdsa.PrivateKey.Bytes, or big.Int.FillBytes with the size of the curve$`
}

func encode(n *big.Int) string {
	return base64.RawURLEncoding.EncodeToString(n.Bytes()) // want `CL304: the bytes of ecdsa.PublicKey.X are written without leading zeros; .*; fix: use ecdsa.PublicKey.Bytes, or big.Int.FillBytes with the size of the curve`
}

func badJSONWebKeyOf(key *ecdsa.PublicKey) wire.Key {
	return wire.Key{Curve: "P-256", X: encode(key.X), Y: encode(key.Y)}
}

func badConcatenation(key *ecdsa.PrivateKey) []byte {
	return append(key.X.Bytes(), key.Y.Bytes()...) // want `CL304: the bytes of ecdsa.PublicKey.X are written without leading zeros` `CL304: the bytes of ecdsa.PublicKey.Y are`
}

func badSchnorr(key *ecdsa.PrivateKey, challenge, k *big.Int) *big.Int {
	s := new(big.Int).Mul(challenge, key.D) // want `CL304: big.Int.Mul computes with ecdsa.PrivateKey.D; why: an attacker who can measure how long it takes learns something about the key; fix: use ecdsa.SignASN1 or ecdh.PrivateKey.ECDH, or sign.GenerateEd25519`
	return s.Add(s, k)
}

func respond(d, challenge, k *big.Int) *big.Int {
	s := new(big.Int).Mul(challenge, d) // want `CL304: big.Int.Mul computes with ecdsa.PrivateKey.D`
	return s.Add(s, k)
}

func badSchnorrByHelper(key *ecdsa.PrivateKey, challenge, k *big.Int) *big.Int {
	return respond(key.D, challenge, k)
}

// Deprecated functions.

func badGenerate() ([]byte, error) {
	private, x, y, err := elliptic.GenerateKey(elliptic.P256(), rand.Reader) // want `CL304: elliptic.GenerateKey was deprecated in Go 1.21; why: the package does not check points`
	if err != nil {
		return nil, err
	}
	log.Print(x, y)
	return private, nil
}

func badPoint(key *ecdsa.PublicKey) []byte {
	return elliptic.Marshal(key.Curve, key.X, key.Y) // want `CL304: elliptic.Marshal was deprecated in Go 1.21; why: it panics if the point is not on the curve; fix: use ecdsa.PublicKey.Bytes or ecdh.PublicKey.Bytes$`
}

// The second in a file is the same work as the first.
func sameAgain(key *ecdsa.PublicKey) []byte { return elliptic.Marshal(key.Curve, key.X, key.Y) }

type wrapped struct{ elliptic.Curve }

func badPublic(c wrapped, scalar []byte) (x, y *big.Int) {
	return c.ScalarBaseMult(scalar) // want `CL304: elliptic.Curve.ScalarBaseMult is deprecated; why: the package does not check points|CL304: elliptic.Curve.ScalarBaseMult was deprecated in Go 1.21`
}

func badParameters(p, n, b, gx, gy *big.Int) elliptic.Curve {
	return &elliptic.CurveParams{P: p, N: n, B: b, Gx: gx, Gy: gy, BitSize: 256, Name: "house"} // want `CL304: elliptic.CurveParams describes a curve that the standard library does not have; why: arithmetic on it is not constant-time, and is wrong unless the coefficient a of the curve is -3`
}

// Nobody looked at the point of the peer, in either exchange.
func badTweakedPoint(private, peer, tweak []byte) []byte {
	tweaked, _ := curve25519.X25519(tweak, peer) // want "CL304: the error of curve25519.X25519 is ignored"
	secret, _ := curve25519.X25519(private, tweaked)
	return secret
}
