// Package openpgp finds OpenPGP messages that are believed without their signature or
// authentication code, and configurations that accept broken algorithms.
package openpgp

import (
	"fmt"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/object"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL906", Name: "openpgp", Title: "OpenPGP without verification, or with broken algorithms",
	Severity: rule.High, CWE: 347,
	Patterns: []string{"P02", "P03"},
	Since:    "0.1.0",
}

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, mention.Analyzer)

// packages are those that read messages.
var packages = []string{"github.com/ProtonMail/go-crypto/openpgp", "github.com/ProtonMail/go-crypto/openpgp/v2", "golang.org/x/crypto/openpgp"}

func run(pass *rule.Pass) error {
	graph := flow.Of(pass.Pass)
	for _, o := range object.New(graph).Of("github.com/ProtonMail/go-crypto/openpgp/packet.Config", "golang.org/x/crypto/openpgp/packet.Config") {
		config(pass, o)
		rejectsNothing(pass, o)
	}
	for _, path := range packages {
		for _, read := range graph.ReadBefore(path+".MessageDetails.SignatureError", path+".MessageDetails.UnverifiedBody") {
			pass.Report(rule.Finding{
				Pos: read.Pos(), End: read.End(), Confidence: rule.Certain, Case: "too early",
				Message: "SignatureError is read before UnverifiedBody, and is always nil then",
				Why:     "an attacker can change a signed message, or sign it with another key, and it is accepted as genuine",
				Advice:  "read UnverifiedBody to its end first, then look at SignatureError",
			})
		}
		ignored(pass, path)
	}
	return nil
}

// ignored reports a package that looks at whether messages are signed, and never at whether
// the signature is good.
func ignored(pass *rule.Pass, path string) {
	mentions := mention.Of(pass.Pass)
	good := []string{path + ".MessageDetails.SignatureError"}
	asks := []string{path + ".MessageDetails.IsSigned"}
	if path == packages[1] {
		for _, field := range []string{"SignedBy", "Signature", "SignatureCandidates", "SelectedCandidate"} { // of good signatures, or with an error for each
			good = append(good, path+".MessageDetails."+field)
		}
	} else {
		asks = append(asks, path+".MessageDetails.SignedBy")
	}
	if mentions.Any(good...) || !mentions.Any(path+".MessageDetails.UnverifiedBody") {
		return
	}
	for _, symbol := range mentions.Named(asks...) {
		pass.Report(rule.Finding{
			Pos: symbol.Node.Pos(), End: symbol.Node.End(), Confidence: rule.Likely, Case: "ignored",
			Message: fmt.Sprintf("%s is checked, but SignatureError, which says whether the signature is valid, is not", symbol.Object.Name()),
			Why:     "an attacker can put any signature on a message, and it is treated as signed",
			Advice:  "read UnverifiedBody to its end, and refuse the message unless SignatureError is nil and SignedBy is not",
		})
		return
	}
}

// setting is a field of a configuration, and what is wrong with a value of it.
type setting struct {
	field    string
	choice   bool // the program may choose among values, as the cipher of a key that it has
	severity rule.Severity
	bad      func(*flow.Origin) (what string, bad bool)
	message  string
	why      string
	advice   string
}

// ciphers are those of RFC 4880 with blocks of 64 bits.
var ciphers = map[int64]string{1: "IDEA", 2: "Triple DES", 3: "CAST5", 4: "Blowfish"}

var settings = []setting{
	{
		"InsecureAllowUnauthenticatedMessages", false, rule.High, func(o *flow.Origin) (string, bool) { return "", flow.True(o) },
		"InsecureAllowUnauthenticatedMessages accepts encrypted messages without an authentication code",
		"an attacker can change such a message, and make the recipient reveal its text (EFAIL)", "leave it out",
	},
	{
		"DefaultCipher", true, rule.Medium, func(o *flow.Origin) (string, bool) {
			id, _ := flow.Integer(o)
			return ciphers[id], ciphers[id] != ""
		},
		"DefaultCipher encrypts messages with %s, which has blocks of 64 bits",
		"an attacker who has a long ciphertext can find repeated blocks, which reveal plaintext", "leave DefaultCipher out, or set packet.CipherAES256",
	},
	{
		"MinRSABits", true, rule.Medium, func(o *flow.Origin) (string, bool) {
			bits, ok := flow.Integer(o)
			return fmt.Sprint(bits), ok && bits > 0 && bits < 2047
		},
		"MinRSABits accepts RSA keys of %s bits", "an attacker with much computing power can factor keys below 2048 bits, and then sign and decrypt", "leave MinRSABits out",
	},
}

// config reports what is wrong with a configuration when it is used.
func config(pass *rule.Pass, o *object.Object) {
	for _, s := range settings {
		ways := o.Field(s.field)
		for _, way := range ways {
			if len(way) != 1 || o.SetElsewhere(way[0]) || len(ways) > 1 && s.choice {
				continue
			}
			what, bad := s.bad(way[0])
			if !bad {
				continue
			}
			at := o.SetAt(s.field, way[0])
			f := rule.Finding{
				Pos: at.Pos(), End: at.End(), Severity: s.severity, Confidence: rule.Certain, Case: s.field,
				Message: s.message, Why: s.why, Advice: s.advice, Steps: flow.Path(way[0], s.field),
			}
			if what != "" {
				f.Message = fmt.Sprintf(s.message, what)
			}
			switch {
			case o.ChosenBySetting(s.field, way[0], func(string) bool { return true }):
				f.Severity, f.Case = rule.Low, "operator"
				f.Message = "a setting decides: " + f.Message
			case len(ways) > 1:
				f.Confidence = rule.Likely
			}
			pass.Report(f)
			break
		}
	}
}

// rejectsNothing reports an empty list of what is refused, which takes the place of the
// default.
func rejectsNothing(pass *rule.Pass, o *object.Object) {
	for _, field := range []string{"RejectPublicKeyAlgorithms", "RejectHashAlgorithms", "RejectMessageHashAlgorithms", "RejectCurves"} {
		ways := o.Field(field)
		if len(ways) != 1 || !ways[0].Only(cryptoapi.Zero) || ways[0][0].Detail == "nil" || o.SetElsewhere(ways[0][0]) {
			continue
		}
		set := o.Set(field, ways[0][0])
		if set == nil {
			continue
		}
		pass.Report(rule.Finding{
			Pos: set.Pos(), End: set.End(), Severity: rule.Medium, Confidence: rule.Certain, Case: field,
			Message: fmt.Sprintf("%s is empty, so nothing is rejected", field),
			Why:     "an attacker can use algorithms that the package rejects by default, such as MD5 and ElGamal",
			Advice:  fmt.Sprintf("leave %s out", field),
		})
	}
}
