package deadcrypto

//lint:file-ignore SA1019 the formats of the peers are older than crypto/ecdh

import (
	"crypto/ecdsa"
	"crypto/elliptic"
)

func goodAnsweredForTheFile(public *ecdsa.PublicKey) []byte {
	return elliptic.Marshal(public.Curve, public.X, public.Y)
}
