package lowlevelcurve

import (
	"go/types"
	"strings"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/flow/curve"
	"github.com/cryptolint/cryptolint/passes/mention"
	"github.com/cryptolint/cryptolint/passes/module"
)

// symbol is a deprecated function, method or field.
type symbol struct {
	since       string // the release that deprecated it; empty for golang.org/x/crypto
	why, advice string
	strict      bool // honest programs have no choice, or are right: told in the profile strict
}

const (
	byHand   = "the package does not check points, and its arithmetic on other curves is not constant-time"
	panics   = "it panics if the point is not on the curve"
	nilPoint = "it returns nil for bytes that are not a valid point, which is easily overlooked"
	rawField = "a key whose fields are changed may be invalid, and computing with it may leak it through timing"

	useECDH  = "use ecdh.PrivateKey.ECDH for key agreement, ecdsa.SignASN1 for signatures"
	useBytes = "use ecdsa.PublicKey.Bytes or ecdh.PublicKey.Bytes"
	useParse = "use ecdsa.ParseUncompressedPublicKey or ecdh.Curve.NewPublicKey"
	useNew   = "use ecdh.Curve.NewPublicKey, which checks the point"
)

// symbols are the deprecated names. A test of CL905 compares them with the sources.
var symbols = map[string]symbol{
	"crypto/elliptic.GenerateKey":                {"1.21", byHand, "use ecdh.Curve.GenerateKey or ecdsa.GenerateKey", false},
	"crypto/elliptic.Marshal":                    {"1.21", panics, useBytes, false},
	"crypto/elliptic.Unmarshal":                  {"1.21", nilPoint, useParse, false},
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

// deprecated reports the deprecated names that are left, each once in a file.
func (c *checker) deprecated() {
	mentions := mention.Of(c.Pass.Pass)
	facts, arithmetic, others := module.Of(c.Pass.Pass), ownArithmetic(mentions), curve.Others(c.Pkg)
	for _, m := range mentions.Symbols {
		s, known := symbols[m.Name]
		if !known || s.since != "" && facts.Before("go"+s.since) || others && m.Method() || c.foreign(m) {
			continue
		}
		f := rule.Finding{
			Pos: m.Node.Pos(), End: m.Node.End(), Severity: rule.Low, Confidence: rule.Certain, Case: "deprecated",
			Message: m.Short() + " is deprecated", Why: s.why, Advice: s.advice,
		}
		if s.since != "" {
			f.Message = m.Short() + " was deprecated in Go " + s.since
		}
		if s.strict || arithmetic && m.Call != nil && len(m.Call.Args) > 0 && m.Method() {
			f.Profile = "strict"
		}
		c.ReportInFile(f)
	}
	c.parameters(mentions)
}

// parameters reports curves that a program describes by their numbers.
func (c *checker) parameters(mentions *mention.Mentions) {
	for _, literal := range mentions.Literals("crypto/elliptic.CurveParams") {
		c.Report(rule.Finding{
			Pos: literal.Pos(), End: literal.End(), Severity: rule.Low, Confidence: rule.Likely, Case: "parameters", Instead: sign,
			Message: "elliptic.CurveParams describes a curve that the standard library does not have",
			Why:     "arithmetic on it is not constant-time, and is wrong unless the coefficient a of the curve is -3",
			Advice:  "use elliptic.P256, or a library for the curve",
		})
	}
}

// foreign reports whether a call names a curve of another package than crypto/elliptic:
// what the standard library has in the place of the function does not know it.
func (c *checker) foreign(m mention.Symbol) bool {
	pkg := m.On()
	return pkg != nil && pkg != c.Pkg && !strings.HasPrefix(pkg.Path(), "crypto/")
}

// ownArithmetic reports whether a package adds points: there are protocols that need it, and
// the standard library does not offer it.
func ownArithmetic(mentions *mention.Mentions) bool {
	return mentions.Any("crypto/elliptic.Curve.Add", "crypto/elliptic.Curve.Double", "crypto/elliptic.CurveParams.Add", "crypto/elliptic.CurveParams.Double")
}

// ownCurve reports whether a package implements a curve: a type with methods of its own.
func ownCurve(pkg *types.Package) bool {
	return mention.HasMethod(pkg, func(name string) bool {
		return name == "ScalarMult" || name == "ScalarBaseMult" || name == "IsOnCurve"
	})
}
