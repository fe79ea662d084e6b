package weakkey

import "github.com/cryptolint/cryptolint/internal/rule"

// Keys and signatures that are weak whatever the limits are. %[1]s is the call.
var (
	p224 = rule.Finding{
		Severity: rule.Low, Confidence: rule.Certain, Case: "curve",
		Message: "%[1]s generates a key on P-224",
		Why:     "the curve has 112 bits of security instead of 128, and TLS 1.3 and crypto/ecdh do not have it",
		Advice:  "use elliptic.P256",
	}
	exponentOne = rule.Finding{
		Severity: rule.High, Confidence: rule.Certain, Case: "exponent", Message: exponentIs, Advice: useF4,
		Why: "with 1 as the exponent, encryption does nothing, and anyone can forge signatures",
	}
	exponentEven = rule.Finding{
		Severity: rule.Medium, Confidence: rule.Certain, Case: "exponent", Message: exponentIs, Advice: useF4,
		Why: "no RSA key has an even exponent: crypto/rsa rejects the key, and elsewhere it cannot decrypt",
	}
	exponentSmall = rule.Finding{
		Severity: rule.Low, Confidence: rule.Certain, Case: "exponent", Message: exponentIs, Advice: useF4,
		Why: "a small exponent turns a mistake in the padding into the plaintext or a forged signature, and Go's FIPS 140-3 mode rejects the key",
	}
	shortSalt = rule.Finding{
		Severity: rule.Low, Confidence: rule.Certain, Profile: "strict", Case: "salt",
		Message: "%[1]s uses a salt of %[2]d bytes",
		Why:     "the proof of PSS is for a salt as long as the hash, %[3]d bytes",
		Advice:  "set SaltLength to rsa.PSSSaltLengthEqualsHash: verifiers that detect the length accept it",
	}
	multiPrime = rule.Finding{
		Severity: rule.Low, Confidence: rule.Certain, Profile: "strict", Case: "primes",
		Message: "rsa.GenerateMultiPrimeKey generates a key of more than two primes",
		Why:     "it is deprecated, other programs reject such keys, and too many primes make the key easy to factor",
		Advice:  "use rsa.GenerateKey",
		Instead: generate,
	}
	bn256 = rule.Finding{
		Severity: rule.Low, Confidence: rule.Certain, Case: "bn256",
		Message: "golang.org/x/crypto/bn256 has about 100 bits of security",
		Why:     "advances in computing discrete logarithms have weakened the curve, and its package is deprecated",
		Advice:  "use a BLS12-381 library, such as github.com/cloudflare/circl/ecc/bls12381",
	}
)

const (
	exponentIs = "the public exponent of rsa.PublicKey is %[1]d"
	useF4      = "use 65537, the exponent of rsa.GenerateKey"
)
