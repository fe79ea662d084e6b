package lowlevelcurve

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"math/big"
)

// A secret is agreed on with a key of the caller, on whatever curve.

func BadDerive(private *ecdsa.PrivateKey, public *ecdsa.PublicKey) []byte {
	x, _ := private.PublicKey.Curve.ScalarMult(public.X, public.Y, private.D.Bytes()) // want `CL304: nothing checks that the point for elliptic.Curve.ScalarMult is on the curve`
	return x.Bytes()
}

// peerKey is a key of a curve that the program does not know.
type peerKey struct {
	elliptic.Curve
	X, Y *big.Int
}

type ownKey struct {
	peerKey
	D *big.Int
}

func (k *ownKey) BadAgree(peer *peerKey) []byte {
	if k.Curve != peer.Curve {
		return nil
	}
	x, _ := peer.Curve.ScalarMult(peer.X, peer.Y, k.D.Bytes()) // want `CL304: nothing checks that the point`
	if x == nil {
		return nil
	}
	return x.FillBytes(make([]byte, 32))
}

// handshake has the curve in a field.
type handshake struct {
	curve elliptic.Curve
	own   *ecdsa.PrivateKey
}

func (h *handshake) BadFinish(message *clientHello) []byte {
	x, _ := h.curve.ScalarMult(message.key.X, message.key.Y, h.own.D.FillBytes(make([]byte, 32))) // want `CL304: nothing checks that the point`
	return x.Bytes()
}

type clientHello struct{ key peerKey }
