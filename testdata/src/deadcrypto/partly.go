package deadcrypto

import (
	"crypto/ecdsa"
	"crypto/elliptic"
)

// A comment for staticcheck at another line of the statement than the first answers that line.
func badAnsweredAtAnArgument(public *ecdsa.PublicKey) [][]byte {
	return [][]byte{
		public.X.Bytes(), //nolint:staticcheck // the format of the peer has it alone
		elliptic.Marshal(public.Curve, public.X, public.Y), // CL304 reports it
	}
}
