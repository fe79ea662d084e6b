// Package koblitz has a curve that the standard library does not have.
package koblitz

import (
	"crypto/elliptic"
	"math/big"

	"example.test/lowlevelcurve/own"
)

// Curve is the curve, with a name.
type Curve interface {
	elliptic.Curve
	Name() string
}

type named struct{ elliptic.Curve }

func (named) Name() string { return "twisted" }

// Twisted returns the curve.
func Twisted() Curve { return named{own.New()} }

func goodPublic(secret []byte) (x, y *big.Int) { return Twisted().ScalarBaseMult(secret) }
