package deadcrypto

import (
	"crypto/ecdsa"
	"crypto/elliptic"
)

// A comment for staticcheck without a reason, or about another check, answers nothing.
func badUnanswered(public *ecdsa.PublicKey) []byte {
	//nolint:staticcheck
	return elliptic.Marshal(public.Curve, public.X, public.Y) // CL304 reports it
}
