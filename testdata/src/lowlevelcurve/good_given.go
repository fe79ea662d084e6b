package lowlevelcurve

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"errors"
	"math/big"
)

func GoodDerive(private *ecdsa.PrivateKey, public *ecdsa.PublicKey) ([]byte, error) {
	if !private.Curve.IsOnCurve(public.X, public.Y) {
		return nil, errors.New("the key is not on the curve")
	}
	x, _ := private.Curve.ScalarMult(public.X, public.Y, private.D.Bytes()) // want `CL304: elliptic.Curve.ScalarMult was deprecated`
	return x.Bytes(), nil
}

func valid(k *peerKey) bool { return k.X != nil && k.Y != nil && k.Curve.IsOnCurve(k.X, k.Y) }

func (k *ownKey) GoodAgree(peer *peerKey) []byte {
	if !valid(peer) {
		return nil
	}
	x, _ := peer.Curve.ScalarMult(peer.X, peer.Y, k.D.Bytes())
	return x.Bytes()
}

// GoodPublic computes the point of the key itself.
func (k *ownKey) GoodPublic() []byte {
	x, _ := k.Curve.ScalarMult(k.X, k.Y, k.D.Bytes())
	return x.Bytes()
}

// GoodBoth needs both coordinates: a step of a protocol, and no secret by itself.
func (k *ownKey) GoodBoth(peer *peerKey) (x, y *big.Int) {
	return peer.Curve.ScalarMult(peer.X, peer.Y, k.D.Bytes())
}

// agree is only called with a key that was checked.
func (k *ownKey) agree(peer *peerKey) []byte {
	x, _ := peer.Curve.ScalarMult(peer.X, peer.Y, k.D.Bytes())
	return x.Bytes()
}

func (k *ownKey) GoodCaller(peer *peerKey) []byte {
	if !valid(peer) {
		return nil
	}
	return k.agree(peer)
}

// GoodOnce has a private number for this message only.
func GoodOnce(public *ecdsa.PublicKey) ([]byte, error) {
	once, err := ecdsa.GenerateKey(public.Curve, rand.Reader)
	if err != nil {
		return nil, err
	}
	x, _ := public.Curve.ScalarMult(public.X, public.Y, once.D.Bytes())
	return x.Bytes(), nil
}

var generator = peerKey{elliptic.P256(), elliptic.P256().Params().Gx, elliptic.P256().Params().Gy}

// GoodGenerator multiplies a point of the program.
func (k *ownKey) GoodGenerator() []byte {
	x, _ := generator.Curve.ScalarMult(generator.X, generator.Y, k.D.Bytes())
	return x.Bytes()
}
