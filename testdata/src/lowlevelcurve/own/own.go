// Package own implements a curve.
package own

import (
	"crypto/elliptic"
	"math/big"
)

type twisted struct {
	*elliptic.CurveParams
	z *big.Int
}

var params = &elliptic.CurveParams{P: big.NewInt(23), N: big.NewInt(29), B: big.NewInt(1), Gx: big.NewInt(3), Gy: big.NewInt(10), BitSize: 5}

// New returns the curve.
func New() elliptic.Curve { return &twisted{params, big.NewInt(2)} }

func (t *twisted) goodAdd(x1, y1, x2, y2 *big.Int) (x, y *big.Int) {
	return t.CurveParams.Add(x1, y1, x2, y2)
}

func (t *twisted) ScalarMult(x1, y1 *big.Int, k []byte) (x, y *big.Int) {
	return t.CurveParams.ScalarMult(x1, y1, k)
}

func (t *twisted) goodDecoded(point []byte) (x, y *big.Int) {
	x, y = elliptic.Unmarshal(t, point)
	return x.Mul(x, t.z), y
}
