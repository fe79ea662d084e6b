package lowlevelcurve

import "github.com/cryptolint/cryptolint/internal/rule"

// symbol is a deprecated function, method or field.
type symbol struct {
	since       string // the release that deprecated it; empty for golang.org/x/crypto
	why, advice string
	strict      bool // honest programs have no choice, or are right: told in the profile strict
}

const (
	byHand   = "the package does not check points, and its arithmetic on other curves is not constant-time"
	panics   = "it panics if the point is not on the curve"
	itsNil   = "it returns nil for bytes that are not a valid point, which is easily overlooked"
	rawField = "a key whose fields are changed may be invalid, and computing with it may leak it through timing"

	useECDH  = "use ecdh.PrivateKey.ECDH for key agreement, ecdsa.SignASN1 for signatures"
	useBytes = "use ecdsa.PublicKey.Bytes or ecdh.PublicKey.Bytes"
	useParse = "use ecdsa.ParseUncompressedPublicKey or ecdh.Curve.NewPublicKey"
	useNew   = "use ecdh.Curve.NewPublicKey, which checks the point"
)

// when says when it was deprecated.
func (s symbol) when() string {
	if s.since == "" {
		return "is deprecated"
	}
	return "was deprecated in Go " + s.since
}

// symbols are the deprecated names. A test of CL905 compares them with the sources.
var symbols = map[string]symbol{
	"crypto/elliptic.GenerateKey":                {"1.21", byHand, "use ecdh.Curve.GenerateKey or ecdsa.GenerateKey", false},
	"crypto/elliptic.Marshal":                    {"1.21", panics, useBytes, false},
	"crypto/elliptic.Unmarshal":                  {"1.21", itsNil, useParse, false},
	"crypto/elliptic.Curve.ScalarMult":           {"1.21", byHand, useECDH, false},
	"crypto/elliptic.Curve.ScalarBaseMult":       {"1.21", byHand, "use ecdsa.ParseRawPrivateKey or ecdh.Curve.NewPrivateKey, which compute the public key", false},
	"crypto/elliptic.CurveParams.ScalarMult":     {"1.21", byHand, useECDH, false},
	"crypto/elliptic.CurveParams.ScalarBaseMult": {"1.21", byHand, useECDH, false},
	"crypto/elliptic.Curve.Add":                  {"1.21", byHand, useECDH, true},
	"crypto/elliptic.Curve.Double":               {"1.21", byHand, useECDH, true},
	"crypto/elliptic.Curve.IsOnCurve":            {"1.21", panics, useNew, true},
	"crypto/elliptic.CurveParams.Add":            {"1.21", byHand, useECDH, true},
	"crypto/elliptic.CurveParams.Double":         {"1.21", byHand, useECDH, true},
	"crypto/elliptic.CurveParams.IsOnCurve":      {"1.21", panics, useNew, true},

	"crypto/ecdsa.PrivateKey.D": {"1.26", rawField, "use ecdsa.ParseRawPrivateKey and ecdsa.PrivateKey.Bytes", true},
	"crypto/ecdsa.PublicKey.X":  {"1.26", rawField, "use ecdsa.ParseUncompressedPublicKey and ecdsa.PublicKey.Bytes", true},
	"crypto/ecdsa.PublicKey.Y":  {"1.26", rawField, "use ecdsa.ParseUncompressedPublicKey and ecdsa.PublicKey.Bytes", true},
	"crypto/ecdsa.PrivateKey.X": {"1.26", rawField, "use ecdsa.PrivateKey.PublicKey and ecdsa.PublicKey.Bytes", true},
	"crypto/ecdsa.PrivateKey.Y": {"1.26", rawField, "use ecdsa.PrivateKey.PublicKey and ecdsa.PublicKey.Bytes", true},

	scalarMult: {"", "it accepts points that make the shared secret zero", "use ecdh.PrivateKey.ECDH or curve25519.X25519", true},
}

// What is found. The messages name the function.
var (
	deprecated = rule.Finding{
		Severity: rule.Low, Confidence: rule.Certain, Case: "deprecated",
		Message: "%[1]s %[2]s",
		Why:     "%[3]s",
		Advice:  "%[4]s",
	}
	parameters = rule.Finding{
		Severity: rule.Low, Confidence: rule.Likely, Case: "parameters", Instead: sign,
		Message: "elliptic.CurveParams describes a curve that the standard library does not have",
		Why:     "arithmetic on it is not constant-time, and is wrong unless the coefficient a of the curve is -3",
		Advice:  "use elliptic.P256, or a library for the curve",
	}
	lowOrder = rule.Finding{
		Confidence: rule.Certain, Case: "low order", Instead: encrypt,
		Message: "%[1]s accepts points of low order, and the result is not checked",
		Why:     "an attacker who sends such a point makes the shared secret zero, whatever the key is",
		Advice:  "use ecdh.PrivateKey.ECDH or curve25519.X25519, and return if there is an error",
	}
	ignored = rule.Finding{
		Confidence: rule.Likely, Case: "error", Instead: encrypt,
		Message: "the error of %[1]s is ignored",
		Why:     "an attacker who sends a point of low order makes the shared secret empty, and knows every key that is derived from it",
		Advice:  "return if the error is not nil",
	}
	nilPoint = rule.Finding{
		Confidence: rule.Likely, Case: "nil",
		Message: "%[1]s returns nil for bytes that are not a point, and this is not checked",
		Why:     "an attacker who sends such bytes crashes the program",
		Advice:  "use ecdsa.ParseUncompressedPublicKey or ecdh.Curve.NewPublicKey, or return an error if the first result is nil",
	}
)

// unchecked is what is found of a point that nobody checks, by whether it is multiplied.
var unchecked = map[bool]rule.Finding{
	true: {
		Confidence: rule.Likely, Case: "unchecked", Message: unasked, Why: anotherPoint,
		Advice: "agree on the secret with ecdh.Curve.NewPublicKey and ecdh.PrivateKey.ECDH",
	},
	false: {
		Severity: rule.Low, Confidence: rule.Likely, Case: "unchecked key", Message: unasked, Why: anotherPoint,
		Advice: "make the key with ecdsa.ParseUncompressedPublicKey, or return an error if elliptic.Curve.IsOnCurve is false",
	},
}

const (
	unasked      = "nothing checks that the point for %[1]s is on the curve"
	anotherPoint = "an attacker who sends another point crashes the program, or learns the private key if the curve is not one of crypto/elliptic"
)

// padded is what writes the number of a public key with its leading zeros.
const padded = "use ecdsa.PublicKey.Bytes, or big.Int.FillBytes with the size of the curve"

// fields are the numbers of keys, each with its name and what writes its bytes.
var fields = map[string]struct{ name, advice string }{
	private: {"ecdsa.PrivateKey.D", "use ecdsa.PrivateKey.Bytes, or big.Int.FillBytes with the size of the curve"},
	publicX: {"ecdsa.PublicKey.X", padded},
	publicY: {"ecdsa.PublicKey.Y", padded},
}

// What is found of a number (1).
var (
	unpadded = rule.Finding{
		Severity: rule.Low, Confidence: rule.Likely, Case: "unpadded",
		Message: "the bytes of %[1]s are written without leading zeros",
		Why:     "about one key in 256 comes out shorter, and other programs reject it or read a different key",
		Advice:  "%[2]s",
	}
	arithmetic = rule.Finding{
		Severity: rule.Low, Confidence: rule.Likely, Case: "arithmetic", Instead: sign,
		Message: "%[2]s computes with %[1]s",
		Why:     "an attacker who can measure how long it takes learns something about the key",
		Advice:  "use ecdsa.SignASN1 or ecdh.PrivateKey.ECDH",
	}
)
