package hardcodedkey

import (
	"github.com/cryptolint/cryptolint/internal/lazyregexp"
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
)

// What the names of functions, packages and constants say of keys.
var (
	selfTests = lazyregexp.New(`(?i)self_?test|known_?answer|^kat|^bench|^example`)
	obscuring = lazyregexp.New(`(?i)obscur|obfusc|scrambl`)
	dummies   = lazyregexp.New(`(?i)test|dummy|example|sample|mock|demo|fake`)
)

// What texts say of themselves.
var (
	// public matches what is no secret: nothing, public keys, PEM, which is reported where it is
	// written, and the value of jwt.UnsafeAllowNoneSignatureType, which takes the place of a key
	// where a token has no signature.
	public = lazyregexp.New(`^\W*$|^none signing method allowed$|PUBLIC KEY|CERTIFICATE|PRIVATE KEY-----`)

	// algorithm matches the algorithms of which a protocol makes its name, with which a handshake
	// begins, such as "Noise_XX_25519_AESGCM_SHA256".
	algorithm = lazyregexp.New(`(?i)25519|448|p-?256|secp256k1|aes|chacha|poly1305|sha-?(1|224|256|384|512)|blake2|hkdf|hmac|ed25519|kyber|mlkem`)

	// privateKey matches a private key in PEM that is not encrypted, and not its head alone.
	privateKey = lazyregexp.New(`-----BEGIN ((RSA|EC|DSA|OPENSSH) )?PRIVATE KEY-----\s+[A-Za-z0-9+/=\s]{64}`)
)

// What is found of a constant key. The messages name the secret, its use, and what it is.
var (
	constant = rule.Finding{
		Case: "constant", Severity: rule.High, Confidence: rule.Likely,
		Message: "the %s of %s is %s",
		Advice:  "generate a new key and read it from a file or a secret manager",
	}
	byDefault = rule.Finding{
		Case: "default", Severity: rule.High, Confidence: rule.Likely,
		Message: "the %s of %s is %s when none is configured",
		Advice:  "refuse to start without a configured key",
	}
)

// kinds are what keys are that are not computed from anything.
var kinds = map[cryptoapi.Kind]string{cryptoapi.Constant: "a constant"}

const (
	reversible     = "an attacker who has the program can reverse it: it only hides values from a glance"
	adviceObscured = "encrypt with a key from a file or a secret manager, or document that this does not encrypt"
)

// gains are what an attacker gains who has read the program, by the role of the key. With
// others, it is the key itself.
var gains = map[cryptoapi.Role]string{
	cryptoapi.AsTokenKey:   forgesTokens,
	cryptoapi.AsKeyfunc:    forgesTokens,
	cryptoapi.AsMACKey:     "an attacker who has the program or its source can forge the MAC of any message",
	cryptoapi.AsSigningKey: "an attacker who has the program or its source can sign any message",
}

const (
	forgesTokens = "an attacker who has the program or its source can forge tokens and cookies of any user"
	gain         = "an attacker who has the program or its source has the key"
)

// unset are what is found of a key that is never filled, by its role, and what the origin is.
var unset = map[cryptoapi.Role]struct {
	what    string
	passed  bool // callers may pass one instead
	finding rule.Finding
}{
	cryptoapi.AsKey: {"key of zero bytes", false, rule.Finding{
		Case: "zero", Severity: rule.High, Confidence: rule.Likely,
		Message: "the key of %[2]s is never filled: it is all zero bytes",
		Why:     "an attacker needs no key to decrypt what is encrypted with it",
		Advice:  "fill it with crypto/rand.Read, or read it from a file",
	}},
	cryptoapi.AsTokenKey: {"empty key", true, emptyTokenKey},
	cryptoapi.AsKeyfunc:  {"empty key", false, emptyTokenKey},
	cryptoapi.AsPeerKey: {"public key of zero bytes", true, rule.Finding{
		Case: "peer", Severity: rule.High, Confidence: rule.Likely,
		Message: "the public key of the peer for %[2]s is never filled: it is all zero bytes",
		Why:     "an attacker can compute the shared secret without any key",
		Advice:  "copy the key of the peer into it, and pass an array to what decodes it by its address",
	}},
}

var emptyTokenKey = rule.Finding{
	Case: "empty", Confidence: rule.Likely,
	Message: "the key of %[2]s is never set: it is empty or all zero bytes",
	Why:     "an attacker needs no key to forge tokens of any user",
	Advice:  "read it from a file, or refuse to start without one",
}

const (
	whyPrivate    = "an attacker who has the program or its source can act as the owner of the key"
	advicePrivate = "generate a new key and read it from a file or a secret manager"
)

// What is found of private keys.
var (
	private = rule.Finding{
		Confidence: rule.Likely, Severity: rule.High, Case: "private key", Instead: readKey,
		Message: "a private key is hard-coded in the program", Why: whyPrivate, Advice: advicePrivate,
	}
	embedded = rule.Finding{
		Confidence: rule.Likely, Severity: rule.High, Case: "private key", Instead: readKey,
		Message: "a private key is embedded in the program", Why: whyPrivate, Advice: advicePrivate,
	}
)

const (
	whyKeyset    = "an attacker who obtains the file has the keys"
	adviceKeyset = "encrypt the keyset with a key of a key management service: use keyset.Read and keyset.Handle.Write"
)

// tink are the packages of Tink that leave keys unencrypted.
var tink = map[string]rule.Finding{
	"github.com/tink-crypto/tink-go/v2/testkeyset.Read": {
		Severity: rule.High, Confidence: rule.Certain, Message: "testkeyset.Read reads a keyset that is not encrypted",
	},
	"github.com/tink-crypto/tink-go/v2/testkeyset.Write": {
		Severity: rule.High, Confidence: rule.Certain, Message: "testkeyset.Write stores a keyset that is not encrypted",
	},
	"github.com/tink-crypto/tink-go/v2/insecurecleartextkeyset.Read": {
		Severity: rule.Medium, Confidence: rule.Unsure, Message: "insecurecleartextkeyset.Read reads a keyset that is not encrypted",
	},
	"github.com/tink-crypto/tink-go/v2/insecurecleartextkeyset.Write": {
		Severity: rule.Medium, Confidence: rule.Likely, Message: "insecurecleartextkeyset.Write stores a keyset that is not encrypted",
	},
}
