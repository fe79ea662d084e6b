package names

import (
	"crypto/elliptic"
	"crypto/md5"
	"crypto/sha1"
	"crypto/tls"
	"hash"
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

func made(data []byte) []byte {
	h := md5.New()
	h.Reset()
	return h.Sum(data) // want "on what md5.New made"
}

func madeAtOnce(data []byte) []byte {
	return (sha1.New()).Sum(data) // want "on what sha1.New made"
}

func madeAndWritten(data []byte) []byte {
	h := md5.New()
	h.Write(data)
	return h.Sum(nil) // want "on something else"
}

func madeTwice(data []byte, short bool) []byte {
	h := md5.New()
	if !short {
		h = sha1.New()
	}
	return h.Sum(data) // want "on something else"
}

func passed(h hash.Hash, data []byte) []byte {
	return h.Sum(data) // want "on something else"
}

func madeHere(data []byte) []byte {
	h := own()
	return h.Sum(data) // want "on something else"
}

func own() hash.Hash { return md5.New() }

func settings(verify bool) []any {
	t := &tls.Config{InsecureSkipVerify: true} // want "set to true"
	t.InsecureSkipVerify = false               // want "set to false"
	t.InsecureSkipVerify = verify              // want "set to something else"
	return []any{t, big.NewInt(7), big.NewInt} // want "set to 7" "set to something else"
}
