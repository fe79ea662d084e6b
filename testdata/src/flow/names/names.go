package names

import (
	"crypto/elliptic"
	"math/big"
)

var small = &elliptic.CurveParams{Name: "small", BitSize: 16} // want "literal"

var later = &elliptic.CurveParams{}

type curve struct{ elliptic.Curve }

func (c curve) MulBase(k *big.Int) (x, y *big.Int) {
	return c.ScalarBaseMult(k.Bytes()) // want "elliptic.Curve.ScalarBaseMult on names"
}

func mul(c elliptic.Curve, k *big.Int) (x, y *big.Int) {
	return c.ScalarBaseMult(k.Bytes()) // want "elliptic.Curve.ScalarBaseMult on elliptic"
}

func mul256(k *big.Int) (x, y *big.Int) {
	return elliptic.P256().ScalarBaseMult(k.Bytes()) // want "elliptic.Curve.ScalarBaseMult on elliptic"
}

func marshal(c curve, x, y *big.Int) []byte {
	return elliptic.Marshal(c, x, y) // want "elliptic.Marshal on names"
}
