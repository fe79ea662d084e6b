package sign

import (
	"bytes"
	"encoding/asn1"
	"math/big"
)

// webCryptoHalf is the size of r and of s in bytes.
const webCryptoHalf = 32

// ecdsaSignature is the DER form (RFC 3279, section 2.2.3).
type ecdsaSignature struct{ R, S *big.Int }

// FromWebCrypto returns an ECDSA P-256 signature of Web Crypto or of a JSON Web
// Token, r and s of 32 bytes each (IEEE P1363), in the form that Verify takes.
// The error is [ErrVerify].
func FromWebCrypto(sig []byte) ([]byte, error) {
	if len(sig) != 2*webCryptoHalf {
		return nil, ErrVerify
	}
	der, err := asn1.Marshal(ecdsaSignature{new(big.Int).SetBytes(sig[:webCryptoHalf]), new(big.Int).SetBytes(sig[webCryptoHalf:])})
	if err != nil {
		return nil, ErrVerify
	}
	return der, nil
}

// ToWebCrypto returns an ECDSA P-256 signature that Sign made as Web Crypto takes
// it: r and s of 32 bytes each (IEEE P1363). The error is [ErrVerify].
func ToWebCrypto(sig []byte) ([]byte, error) {
	var s ecdsaSignature
	if rest, err := asn1.Unmarshal(sig, &s); err != nil || len(rest) != 0 || s.R == nil || s.S == nil {
		return nil, ErrVerify
	}
	if again, err := asn1.Marshal(s); err != nil || !bytes.Equal(again, sig) {
		return nil, ErrVerify
	}
	for _, n := range []*big.Int{s.R, s.S} {
		if n.Sign() <= 0 || n.BitLen() > 8*webCryptoHalf {
			return nil, ErrVerify
		}
	}
	out := make([]byte, 2*webCryptoHalf)
	s.R.FillBytes(out[:webCryptoHalf])
	s.S.FillBytes(out[webCryptoHalf:])
	return out, nil
}
